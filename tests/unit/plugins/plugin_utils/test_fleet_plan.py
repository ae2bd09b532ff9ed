# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans of fleets: descriptions, batches, budgets, what is pruned, and what is told in the end."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_describe import explained, names, places
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_plan import percentage, plan, table
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_report import outcomes, report

Json = dict[str, Any]
HOSTVARS: Json = {
    "a": {"tione_fleet_defaults": {"replicas": 2, "command": "serve"}, "tione_fleet_service": {"replicas": 3}},
    "b": {"tione_fleet_service": {"service_id": "ms-b-2", "region": "ap-shanghai"}},
    "c": {},
}


def test_hosts_describe_services_by_place() -> None:
    found = places(["a", "b", "c"], HOSTVARS, {"region": "ap-guangzhou"})
    assert found == [
        {
            "common": {"region": "ap-guangzhou"},
            "hosts": ["a", "c"],
            "services": [
                {"replicas": 3, "command": "serve", "service_group_name": "a"},
                {"service_group_name": "c"},
            ],
        },
        {"common": {"region": "ap-shanghai"}, "hosts": ["b"], "services": [{"service_id": "ms-b-2"}]},
    ]
    assert names(["a", "b"], HOSTVARS) == ["a", "b", "ms-b", "ms-b-2"]
    assert explained("services[1] is the same service as services[0].", ["a", "c"]) == (
        "host c is the same service as host a."
    )


def test_a_description_that_is_no_dictionary_is_refused() -> None:
    with pytest.raises(OptionError, match="tione_fleet_service of host x"):
        places(["x"], {"x": {"tione_fleet_service": ["replicas"]}}, {})


def compared(*changes: str, **diff: Json) -> Json:
    """What the module returns in check mode for services named s0, s1 and so on."""
    lines = [
        {"name": f"s{number}", "change": change, "settings": ["replicas"], "service_id": f"ms-s{number}-1"}
        for number, change in enumerate(changes)
    ]
    return {
        "plan": [{**line, "service_group_id": f"ms-{line['name']}"} for line in lines],
        "results": [{"msg": "no" if change == "error" else None} for change in changes],
        "diff": diff,
    }


def made(result: Json, hosts: int, others: tuple[str, ...] = (), **options: Any) -> Json:
    given = {"batches": ["100%"], "max_fail_percentage": 0.0, "prune_max_percentage": 100.0, **options}
    return plan([result], [[f"h{number}" for number in range(hosts)]], given, others)


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        (["100%"], [7]),
        ([], [7]),
        ([1, "30%"], [1, 2, 2, 2]),
        (["3"], [3, 3, 1]),
        (["1%"], [1] * 7),
        ([5, 1], [5, 1, 1]),
        ([99], [7]),
    ],
    ids=str,
)
def test_batches_hold_what_changes_and_the_rest_comes_last(sizes: list[Any], batches: list[int]) -> None:
    found = made(compared("none", *["change"] * 7, "none"), 9, batches=sizes)
    assert [len(call["at"]) for call in found["calls"]] == [*batches, 2]
    assert [call["batch"] for call in found["calls"]] == [str(number + 1) for number in range(len(batches))] + [""]
    assert sorted(row for call in found["calls"] for row in call["rows"]) == list(range(9))


@pytest.mark.parametrize("size", [0, "0%", "x", "-1", "1.5"])
def test_sizes_that_cannot_be_are_refused(size: Any) -> None:
    with pytest.raises(OptionError, match="tione_fleet_batches"):
        made(compared("change"), 1, batches=[size])


@pytest.mark.parametrize(
    ("share", "failed", "most"), [(0.0, 0, 0), (20.0, 0, 2), (20.0, 1, 1), (20.0, 2, 0), (100.0, 0, 10)]
)
def test_the_budget_of_the_run_is_that_of_its_batches(share: float, failed: int, most: int) -> None:
    """The module stops when more have failed than this percentage of the batch."""
    found = made(compared(*["change"] * 10), 10, max_fail_percentage=share, batches=[5])
    of_five = percentage(found, found["calls"][0], failed) * 5 / 100
    assert int(of_five) == min(most, 5)


def test_what_hosts_elsewhere_describe_is_not_pruned() -> None:
    result = compared("change", "delete", "delete", "delete")
    found = made(result, 1, others=("s1", "ms-s2"))
    assert ([row["name"] for row in found["doomed"]], found["spared"]) == (["s3"], 2)
    assert found["counts"] == {"change": 1, "delete": 1}
    assert table(found)[-3:] == [
        "s3  delete   no host describes this group",
        "2 groups of the owner are not pruned: other hosts describe them",
        "2 services: 1 change, 1 delete",
    ]


@pytest.mark.parametrize(
    ("changes", "hosts", "options", "words"),
    [
        (["none", "delete"], 1, {"prune_max_percentage": 25.0}, "1 service groups would be deleted (s1)"),
        (["none"] * 4 + ["delete"], 4, {"prune_max_percentage": 25.0}, ""),
        (["none", "error"], 2, {}, "1 of 2 services cannot be planned, so nothing has been changed: h1: no"),
        (["none", "error"], 2, {"max_fail_percentage": 50.0}, ""),
    ],
)
def test_what_speaks_against_a_plan(changes: list[str], hosts: int, options: Json, words: str) -> None:
    problem = made(compared(*changes), hosts, **options)["problem"]
    assert words in problem
    assert bool(words) is bool(problem)


def test_the_table_shows_both_values() -> None:
    before = {"s0": {"service_id": "ms-s0-1", "replicas": 1, "image_info": {"image_url": "a"}, "env": []}}
    after = {"s0": {"service_id": "ms-s0-1", "replicas": 2, "image_info": {"image_url": "b" * 50}, "env": [{"x": 1}]}}
    found = made(compared("change", "create", "error", before=before, after=after), 3)
    assert table(found) == [
        f'h0  change   replicas: 1 -> 2, image_info.image_url: a -> {"b" * 37}..., env: [] -> [{{"x": 1}}]',
        "h1  create   replicas",
        "h2  error    no",
        "3 services: 1 create, 1 change, 1 error",
    ]


def test_the_report_tells_what_became_of_each() -> None:
    found = made(compared("change", "change", "none", "delete"), 3, batches=[1])
    first = {"results": [{"failed": True, "msg": "no", "service_id": None, "request_id": "r-2"}]}
    done = outcomes(first, found["calls"][0])
    about = {"started": 0, "ended": 60, "who": "me", "check_mode": False, "problem": ""}
    log = [{"kind": "note", "at": 1, "request_ids": ["r-1", "r-2"]}, {"kind": "note", "at": 2, "request_ids": ["r-2"]}]
    told = report(found, done, {**about, "log": log})
    assert [service["outcome"] for service in told["services"]] == ["failed", "not begun", "in step", "not begun"]
    assert (told["outcome"], told["failed"], told["not_begun"]) == ("failed", 1, 2)
    assert (told["request_ids"], told["seconds"], told["services"][0]["request_id"]) == (["r-1", "r-2"], 60, "r-2")
    assert "gates" not in told
    assert outcomes({"changed": True, "service_group_id": "ms-s3"}, {"rows": [3]})[0]["outcome"] == "changed"
    checked = report(found, [], {**about, "check_mode": True, "log": []})
    assert [service["outcome"] for service in checked["services"]] == ["planned", "planned", "in step", "planned"]
    assert checked["outcome"] == "planned"
    assert report(found, [], {**about, "problem": "no", "log": []})["outcome"] == "refused"
