# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verdicts of gates, the way back of a rolling update, and the data of reports."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_gates import judge
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_previous import (
    identity,
    previous,
    unrestored,
)
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_report import HEIGHT, WIDTH, chart, report
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_steps import steps_of
from hypothesis import given
from hypothesis import strategies as st

Json = dict[str, Any]


def gate(kind: str, **options: Any) -> Json:
    """A gate with its defaults."""
    one = steps_of({"strategy": "rolling", "gates": [{"type": kind, **options}]})[0]["gates"][0]
    return dict(one)


def service(ready: int = 2, status: str = "Normal") -> Json:
    """A service of two replicas."""
    counts = {"replicas": 2, "updated_replicas": 2, "ready_replicas": ready, "available_replicas": ready}
    return {"status": status, "service_info": {"replicas": 2, "status": {"status": status, **counts}}}


def probed(errors: float = 0.0, p95: float | None = 0.1, **members: Any) -> Json:
    """What a probe returns."""
    return {"passed": True, "error_percentage": errors, "latency": {"p95": p95}, "violations": [], **members}


COMPARE: Json = {"probe": {"calls": 5}, "max_error_increase": 5, "max_latency_ratio": 1.5}
QUERY: Json = {"url": "http://p", "query": "q"}


def vector(*values: str) -> Json:
    """The answer of a query."""
    return {"json": {"data": {"resultType": "vector", "result": [{"value": [0, value]} for value in values]}}}


@pytest.mark.parametrize(
    ("one", "answer", "words"),
    [
        (gate("ready"), {"services": [service()]}, ""),
        (gate("ready"), {"services": [service(1)]}, "its status is Normal, 1 of 2 replicas are ready"),
        (gate("ready"), {"services": [service(2, "Abnormal")]}, "its status is Abnormal"),
        (gate("ready"), {"services": []}, "not there"),
        (gate("http", probe={"a": 1}), {"new": probed()}, ""),
        (gate("http", probe={"a": 1}), {"new": probed(passed=False, violations=["too slow"])}, "too slow"),
        (gate("http", probe={"a": 1}), {"new": {"passed": None}}, "no calls were made"),
        (gate("compare", **COMPARE), {"new": probed(6, 0.1), "old": probed(1, 0.1)}, ""),
        (gate("compare", **COMPARE), {"new": probed(6.5), "old": probed(1)}, "5.5 points above"),
        (gate("compare", **COMPARE), {"new": probed(0, 0.2), "old": probed(0, 0.1)}, "2.00 times the old"),
        (gate("compare", **COMPARE), {"new": probed(50), "old": {}}, ""),
        (gate("prometheus", **QUERY, max=1), vector("0.5", "1"), ""),
        (gate("prometheus", **QUERY, max=1), vector("0.5", "1.5"), "the value 1.5 is above 1"),
        (gate("prometheus", **QUERY, min=1), vector("0.5", "1.5"), "the value 0.5 is below 1"),
        (gate("prometheus", **QUERY, max=1), vector("NaN"), "no number"),
        (gate("prometheus", **QUERY, max=1), vector(), "returned no value"),
        (
            gate("prometheus", **QUERY, max=1),
            {"json": {"data": {"resultType": "scalar", "result": [0, "7"]}}},
            "7 is above",
        ),
        (gate("tasks", file="x"), {"measured": {"rating": 4}}, ""),
        (gate("tasks", file="x"), {"failed": True, "msg": "rated 2"}, "rated 2"),
    ],
)
def test_verdicts(one: Json, answer: Json, words: str) -> None:
    """A gate fails with the values that made it fail, and passes without a word."""
    verdict = judge(one, answer)
    assert verdict["passed"] is (not words)
    assert words in verdict["message"]
    assert bool(verdict["message"]) is bool(words)


def view(**info: Any) -> Json:
    """A service as it was read."""
    return {"service_id": "ms-1-1", "status": "Normal", "service_info": info}


PRIVATE = {"name": "KEY", "value": "******", "is_private": True}


def test_the_way_back_has_the_old_values_of_what_the_description_gives() -> None:
    """Changed, added, in dicts too; what it does not give is left alone."""
    before = view(
        replicas=2,
        image_info={"image_url": "old", "image_type": "CCR", "registry_region": "r"},
        health_probe={"readiness_probe": {"period_seconds": 7}},
        service_port=8080,
    )
    given_now = {
        "service_group_name": "chat",
        "region": "ap-x",
        "replicas": 3,
        "image_info": {"image_url": "new"},
        "health_probe": {"liveness_probe": {"period_seconds": 1}},
        "pre_stop_command": ["x"],
        "command": "serve",
    }
    back = previous(given_now, before, {})
    assert back["image_info"] == {"image_url": "old", "image_type": "CCR", "registry_region": "r"}
    assert back["health_probe"] == {"readiness_probe": {"period_seconds": 7}, "liveness_probe": {}}
    assert (back["replicas"], back["pre_stop_command"], back["command"]) == (2, [], "")
    assert (back["service_id"], back["state"], back["region"]) == ("ms-1-1", "started", "ap-x")
    assert not {"service_group_name", "service_port"} & set(back)


def test_private_values_of_the_way_back_come_from_who_knows_them() -> None:
    """The masked value that was read is never among them."""
    before = view(env=[PRIVATE, {"name": "A", "value": "1", "is_private": False}])
    env = [{"name": "KEY", "value": "secret", "is_private": True}]
    names = {row["name"]: row["value"] for row in previous({"env": env}, before, {})["env"]}
    assert names == {"KEY": "secret", "A": "1"}
    told = previous({"env": env}, before, {"KEY": "older"})["env"]
    assert told[0]["value"] == "older"
    with pytest.raises(OptionError, match="private variable KEY"):
        previous({"env": []}, before, {})


def test_a_service_that_was_stopped_goes_back_to_that() -> None:
    """What was not running is not left running."""
    assert previous({}, {**view(), "status": "Stopped"}, {})["state"] == "stopped"


def test_a_setting_with_two_options_goes_back_as_it_is_read() -> None:
    """The decoded command, and the form of mounts that the service had."""
    mounts = [{"mount_path": "/a", "volume_source_type": "CFS"}]
    before = view(command="old", volume_mounts=mounts)
    given_now = {"command_base64": "bmV3", "volume_mount": {"mount_path": "/b"}}
    back = previous(given_now, before, {})
    assert back["command"] == "old"
    assert back["volume_mounts"] == mounts
    assert not {"command_base64", "volume_mount"} & set(back)


def test_settings_that_are_not_what_they_were_are_named() -> None:
    """By meaning, as everywhere."""
    assert unrestored(view(replicas=2, service_port=None), view(replicas=2, service_port=8501)) == []
    assert unrestored(view(replicas=2, command="a"), view(replicas=3, command="b")) == ["replicas", "command"]


@pytest.mark.parametrize(
    ("description", "strategy", "service_named"),
    [
        ({"service_group_name": "chat"}, "canary", {"service_group_name": "chat", "version": "matching"}),
        ({"service_group_id": "ms-1"}, "rolling", {"service_group_id": "ms-1", "version": "latest"}),
        ({"service_id": "ms-1-4"}, "rolling", {"service_id": "ms-1-4"}),
    ],
)
def test_whom_a_description_means(description: Json, strategy: str, service_named: Json) -> None:
    """By group or by version; options that all calls share are told apart from settings."""
    found = identity({**description, "region": "ap-x", "replicas": 2}, strategy, {"profile": "p"})
    assert found["service"] == service_named
    assert found["common"] == {"region": "ap-x", "profile": "p"}
    assert found["settings"] == {"region": "ap-x", "replicas": 2}


@pytest.mark.parametrize(
    "description",
    [
        {},
        {"service_id": "ms-1-4"},
        {"service_group_id": "ms-1", "version": "3"},
        {"service_group_id": "ms-1", "state": "absent"},
    ],
)
def test_descriptions_that_cannot_be_rolled_out(description: Json) -> None:
    """No group, one version in a rollout of versions, or a state without traffic."""
    with pytest.raises(OptionError):
        identity(description, "canary", {})


LOG: list[Json] = [
    {"kind": "weights", "at": 100.0, "step": "start", "weights": {"g-1": 100, "g-2": 0}, "request_ids": ["a", "b"]},
    {"kind": "gate", "at": 104.0, "gate": "ready", "passed": True, "request_ids": ["b", "c"]},
    {"kind": "weights", "at": 110.0, "step": "2 of 3", "weights": {"g-1": 150, "g-2": 50}},
    {"kind": "note", "at": 119.0, "text": "over"},
]


def test_a_report_has_shares_times_and_each_request_once() -> None:
    """In order of what happened."""
    made = report(LOG, {"group": "chat", "started": 100.0, "ended": 120.0})
    assert (made["seconds"], made["request_ids"]) == (20.0, ["a", "b", "c"])
    assert [row["shares"] for row in made["timeline"]] == [{"g-1": 100.0, "g-2": 0.0}, {"g-1": 75.0, "g-2": 25.0}]
    assert [row["after"] for row in made["timeline"]] == [0.0, 10.0]
    assert made["started"] == "1970-01-01T00:01:40Z"
    assert [row["text"] for row in made["notes"]] == ["over"]


def test_the_chart_shows_each_share_for_its_time() -> None:
    """Half of the width each; a version without traffic is in the legend only."""
    made = report(LOG, {"started": 100.0, "ended": 120.0})
    drawn = chart(made["timeline"], made["seconds"])
    places = [(area["x"], area["y"], area["width"], area["height"]) for area in drawn["areas"]]
    half = WIDTH / 2
    assert places == [(0, 0, half, HEIGHT), (half, HEIGHT / 4, half, HEIGHT * 3 / 4), (half, 0, half, HEIGHT / 4)]
    assert [row["name"] for row in drawn["legend"]] == ["g-1", "g-2"]


@given(st.lists(st.tuples(st.floats(0, 50), st.lists(st.integers(0, 9), min_size=12, max_size=12)), max_size=6))
def test_a_chart_stays_within_its_frame(rows: list[tuple[float, list[int]]]) -> None:
    """Whatever the weights are, and however short it was."""
    log = [
        {"kind": "weights", "at": at, "weights": {f"g-{n}": w for n, w in enumerate(weights)}}
        for at, weights in sorted(rows)
    ]
    made = report(log, {"started": 0.0, "ended": 50.0})
    drawn = chart(made["timeline"], made["seconds"])
    for area in drawn["areas"]:
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= WIDTH + 0.02
        assert -0.1 <= area["y"] <= area["y"] + area["height"] <= HEIGHT + 0.1
        assert 0 <= area["colour"] < 8
