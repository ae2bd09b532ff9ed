# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_group_info: every input of the API in the request, every page, and nothing that was not asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Playbook, Task, fault, task

MODULE = "tione_service_group_info"
LIST, ONE = "DescribeModelServiceGroups", "DescribeModelServiceGroup"
#: Regions are worlds of their own: one with many groups, one with few but different ones.
BIG, SMALL, COUNT = "ap-big", "ap-small", 230
PAGE = {"Order": "ASC", "OrderField": "CreateTime", "Limit": 100}


@dataclass(frozen=True)
class Ask:
    """A task, the names of the groups that it must return in this order, and the requests that it must send."""

    options: Json
    names: list[str]
    #: Members of each request; all but Filters and TagFilters may be left out here.
    sends: list[Json] = field(default_factory=list)
    total: int | None = None
    truncated: bool = False
    region: str = SMALL
    action: str = LIST
    behaviour: Json = field(default_factory=dict)
    #: Returned groups in any order.
    unordered: bool = False


def names(numbers: Iterable[int]) -> list[str]:
    """Names of groups of the big region, oldest first."""
    return [f"g{number:03}" for number in numbers]


def condition(name: str, *values: str, **switches: bool) -> Json:
    """One filter among the options."""
    return {"filters": [{"name": name, "values": list(values), **switches}]}


def sent(name: str, *values: str, **switches: bool) -> Json:
    """The same in a request."""
    return {"Filters": [{"Name": name, "Values": list(values), **switches}]}


PAGES = {
    "all pages": Ask(
        {},
        names(range(COUNT)),
        [{**PAGE, "Offset": 0}, {**PAGE, "Offset": 100}, {**PAGE, "Offset": 200}],
        total=COUNT,
        region=BIG,
    ),
    "limit": Ask({"limit": 5}, names(range(5)), [{"Limit": 5, "Offset": 0}], COUNT, True, BIG),
    "limit of a page": Ask({"limit": 100}, names(range(100)), [{"Limit": 100}], COUNT, True, BIG),
    "limit of several pages": Ask(
        {"limit": 150}, names(range(150)), [{"Limit": 100, "Offset": 0}, {"Limit": 50, "Offset": 100}], COUNT, True, BIG
    ),
    "limit beyond the end": Ask({"limit": 1000}, names(range(COUNT)), total=COUNT, region=BIG),
    "offset and limit": Ask(
        {"offset": 10, "limit": 5}, names(range(10, 15)), [{"Limit": 5, "Offset": 10}], COUNT, True, BIG
    ),
    "offset alone": Ask({"offset": 225}, names(range(225, COUNT)), [{"Offset": 225}], COUNT, region=BIG),
    "offset across pages": Ask(
        {"offset": 95, "limit": 110}, names(range(95, 205)), total=COUNT, truncated=True, region=BIG
    ),
    "offset beyond the end": Ask({"offset": 500}, [], [{"Offset": 500}], COUNT, region=BIG),
    "order": Ask(
        {"order": "DESC", "limit": 3},
        names([229, 228, 227]),
        [{"Order": "DESC", "OrderField": "CreateTime"}],
        COUNT,
        True,
        BIG,
    ),
    "order_field": Ask(
        {"order": "DESC", "order_field": "UpdateTime", "limit": 1},
        names([229]),
        [{"Order": "DESC", "OrderField": "UpdateTime"}],
        COUNT,
        True,
        BIG,
    ),
    "filter across pages": Ask(
        condition("Status", "Normal"),
        names(range(0, COUNT, 2)),
        [sent("Status", "Normal"), {**sent("Status", "Normal"), "Offset": 100}],
        COUNT // 2,
        region=BIG,
    ),
    "filter and limit": Ask(
        {**condition("Status", "Stopped"), "limit": 120, "offset": 2},
        names(range(5, COUNT, 2)),
        total=COUNT // 2,
        region=BIG,
    ),
    "tag and limit": Ask(
        {"tag_filters": [{"tag_key": "team", "tag_values": ["a"]}], "limit": 2},
        names([0, 3]),
        [{"TagFilters": [{"TagKey": "team", "TagValues": ["a"]}]}],
        77,
        True,
        BIG,
    ),
}

FILTERS = {
    "ServiceGroupName": Ask(condition("ServiceGroupName", "chat"), ["chat"], [sent("ServiceGroupName", "chat")], 1),
    "ServiceGroupName of several": Ask(
        condition("ServiceGroupName", "chat", "draw"), ["chat", "draw"], [sent("ServiceGroupName", "chat", "draw")], 2
    ),
    "ServiceGroupName, fuzzy": Ask(
        condition("ServiceGroupName", "chat", fuzzy=True),
        ["chat", "chat-2", "xchat"],
        [sent("ServiceGroupName", "chat", Fuzzy=True)],
        3,
    ),
    "ServiceGroupName, negative": Ask(
        condition("ServiceGroupName", "chat", "draw", negative=True),
        ["chat-2", "xchat", "old"],
        [sent("ServiceGroupName", "chat", "draw", Negative=True)],
        3,
    ),
    "ServiceGroupName, negative and fuzzy": Ask(
        condition("ServiceGroupName", "chat", negative=True, fuzzy=True),
        ["draw", "old"],
        [sent("ServiceGroupName", "chat", Negative=True, Fuzzy=True)],
        2,
    ),
    "ServiceGroupName of a loose server": Ask(
        condition("ServiceGroupName", "chat"),
        ["chat"],
        [sent("ServiceGroupName", "chat")],
        1,
        behaviour={"loose_name_filter": True},
    ),
    "ServiceGroupName of a loose server with a limit": Ask(
        {**condition("ServiceGroupName", "xchat", "chat"), "limit": 2},
        ["chat", "xchat"],
        total=2,
        behaviour={"loose_name_filter": True},
    ),
    "ServiceGroupId": Ask(
        condition("ServiceGroupId", "ms-draw0001"), ["draw"], [sent("ServiceGroupId", "ms-draw0001")], 1
    ),
    "ServiceId": Ask(condition("ServiceId", "ms-chat0001-2"), ["chat"], [sent("ServiceId", "ms-chat0001-2")], 1),
    "Status": Ask(
        condition("Status", "Stopped", "Abnormal"), ["draw", "old"], [sent("Status", "Stopped", "Abnormal")], 2
    ),
    "Status, negative": Ask(
        condition("Status", "Normal", negative=True), ["draw", "old"], [sent("Status", "Normal", Negative=True)], 2
    ),
    "ModelVersionId": Ask(condition("ModelVersionId", "mv-v1-9"), ["xchat"], [sent("ModelVersionId", "mv-v1-9")], 1),
    "CreatedBy": Ask(
        condition("CreatedBy", "100000000002"),
        ["chat", "chat-2", "xchat", "draw", "old"],
        [sent("CreatedBy", "100000000002")],
        5,
    ),
    "ClusterId": Ask(condition("ClusterId", "cls-1"), [], [sent("ClusterId", "cls-1")], 0),
    "two filters": Ask(
        {
            "filters": [
                *condition("Status", "Normal")["filters"],
                *condition("ServiceGroupName", "chat", "draw")["filters"],
            ]
        },
        ["chat"],
        [{"Filters": [*sent("Status", "Normal")["Filters"], *sent("ServiceGroupName", "chat", "draw")["Filters"]]}],
        1,
    ),
    "tags": Ask(
        {"tag_filters": [{"tag_key": "team", "tag_values": ["a", "b"]}, {"tag_key": "tier", "tag_values": ["1"]}]},
        ["chat"],
        [{"TagFilters": [{"TagKey": "team", "TagValues": ["a", "b"]}, {"TagKey": "tier", "TagValues": ["1"]}]}],
        1,
    ),
    "tags and filters": Ask(
        {"tag_filters": [{"tag_key": "team", "tag_values": ["b"]}], **condition("Status", "Stopped")},
        ["draw"],
        [{"TagFilters": [{"TagKey": "team", "TagValues": ["b"]}], **sent("Status", "Stopped")}],
        1,
    ),
    "values that look like numbers": Ask(
        {"filters": [{"name": "ServiceGroupName", "values": [42]}]}, [], [sent("ServiceGroupName", "42")], 0
    ),
    "nothing matches": Ask(condition("ServiceGroupName", "nobody"), [], [sent("ServiceGroupName", "nobody")], 0),
    "no filters": Ask({"filters": [], "tag_filters": []}, ["chat", "chat-2", "xchat", "draw", "old"], [{}], 5),
}

OTHERS = {
    "by id": Ask({"service_group_id": "ms-chat0001"}, ["chat"], [{"ServiceGroupId": "ms-chat0001"}], 1, action=ONE),
    "by id that is not there": Ask({"service_group_id": "ms-none0001"}, [], total=0, action=ONE),
    "by id that is not there, answered with null": Ask(
        {"service_group_id": "ms-none0001"}, [], total=0, action=ONE, behaviour={"missing_as_null": True}
    ),
    "by id in a workspace": Ask(
        {"service_group_id": "ms-work0001", "project_id": "90071992547409931"},
        ["chat"],
        [{"TiProjectId": "90071992547409931"}],
        1,
        action=ONE,
    ),
    "by name": Ask({"service_group_name": "chat"}, ["chat"], total=1),
    "by name, loose server": Ask(
        {"service_group_name": "chat"}, ["chat"], total=1, behaviour={"loose_name_filter": True}
    ),
    "by name and status": Ask({"service_group_name": "chat", **condition("Status", "Stopped")}, [], total=0),
    "by id and filter": Ask({"service_group_id": "ms-chat0001", **condition("Status", "Normal")}, ["chat"], total=1),
    "workspace": Ask({"project_id": "90071992547409931"}, ["chat"], [{"TiProjectId": "90071992547409931"}], 1),
    "default workspace": Ask({"project_id": "0", "limit": 1}, ["chat"], [{"Limit": 1}], 5, True),
    "service_category": Ask({"service_category": "TI", "limit": 1}, ["chat"], [{"ServiceCategory": "TI"}], 5, True),
    "another region": Ask({"region": "ap-empty"}, [], [{}], 0, region="ap-empty"),
    "null members": Ask({"limit": 2}, ["chat", "chat-2"], total=5, truncated=True, behaviour={"null_style": "null"}),
    "omitted members": Ask({"limit": 1}, ["chat"], total=5, truncated=True, behaviour={"null_style": "omitted"}),
}

CASES = {
    **{f"pages: {name}": ask for name, ask in PAGES.items()},
    **{f"filter: {name}": ask for name, ask in FILTERS.items()},
    **OTHERS,
}


def settle(emulator: Emulator) -> None:
    """Fill both regions, once per run."""
    if any(group.region == BIG for group in emulator.account.groups.values()):
        return
    for number, name in enumerate(names(range(COUNT))):
        tags = [{"TagKey": "team", "TagValue": "abc"[number % 3]}]
        status = "Stopped" if number % 2 else "Normal"
        emulator.add_service(name, region=BIG, age=90000 - number, status=status, group_members={"Tags": tags})
    team = [{"TagKey": "team", "TagValue": "a"}, {"TagKey": "tier", "TagValue": "1"}]
    draw = [{"TagKey": "team", "TagValue": "b"}]
    emulator.add_service("chat", region=SMALL, age=9000, group_id="ms-chat0001", group_members={"Tags": team})
    emulator.add_service("chat", region=SMALL)
    emulator.add_service("chat-2", region=SMALL, age=8000, group_members={"Tags": [team[0]]})
    emulator.add_service("xchat", region=SMALL, age=7000, info={"ModelInfo": {"ModelVersionId": "mv-v1-9"}})
    emulator.add_service(
        "draw", region=SMALL, age=6000, group_id="ms-draw0001", status="Stopped", group_members={"Tags": draw}
    )
    emulator.add_service("old", region=SMALL, age=5000, status="Abnormal")
    emulator.add_service("chat", region=SMALL, project_id="90071992547409931", group_id="ms-work0001")


def prepare(stage: Stage, ask: Ask) -> list[Task]:
    """One task, every third one in check mode."""
    stage.behaviour = ask.behaviour
    settle(stage.emulator)
    return [task(MODULE, {"region": ask.region, **ask.options}, check=len(stage.name) % 3 == 0)]


BATCH = Batch("group-info", CASES, prepare, size=25)


@BATCH.parametrize()
def test_listing(done: Done[Ask]) -> None:
    """The groups that were asked for, their number, and whether there are more."""
    ask, outcome = done.case, done.only.did_nothing()
    found = [group["service_group_name"] for group in outcome.result["service_groups"]]
    assert found == ask.names, str(outcome)
    assert outcome.result["total_count"] == ask.total, str(outcome)
    assert outcome.result["truncated"] is ask.truncated, str(outcome)
    assert outcome.warnings == [], str(outcome)
    outcome.counts_its_requests()


@BATCH.parametrize()
def test_requests(done: Done[Ask]) -> None:
    """The requests carry what was asked and nothing besides."""
    ask, requests = done.case, done.only.requests
    assert {entry.action for entry in requests} == {ask.action}
    assert {entry.region for entry in requests} == {ask.region}
    assert all(entry.params.get("Limit", 100) <= 100 for entry in requests)
    if ask.sends:
        assert len(requests) == len(ask.sends), str(done.only)
    in_order = sorted(requests, key=lambda entry: entry.params.get("Offset", 0))  # later pages are read in parallel
    for entry, wanted in zip(in_order, ask.sends, strict=False):
        assert {name: entry.params.get(name) for name in wanted} == wanted
        free = {"Filters", "TagFilters", "TiProjectId", "ServiceCategory"} - wanted.keys()
        assert not free & entry.params.keys()


def crowd(emu: Emulator) -> None:
    """More groups than fit on a page."""
    for number, name in enumerate(names(range(130))):
        emu.add_service(name, age=90000 - number)


SHIFTS: dict[str, tuple[Control, ...]] = {
    "one goes between two pages": (fault("shift_pages", LIST, delete="g005"),),
    "one comes between two pages": (fault("shift_pages", LIST, insert="new"),),
    "one goes in the second scan too": (
        fault("shift_pages", LIST, delete="g005"),
        fault("shift_pages", LIST, delete="g006", after=2),
    ),
}


@pytest.mark.parametrize("name", SHIFTS)
def test_shifting_pages(name: str, emu: Emulator, playbook: Playbook) -> None:
    """A list that changes while it is read is read again: nothing is left out, nothing returned twice."""
    crowd(emu)
    (outcome,) = playbook.run([task(MODULE, {}, emulator=SHIFTS[name])])
    found = [group["service_group_name"] for group in outcome.did_nothing().result["service_groups"]]
    there = sorted(group.name for group in emu.account.groups.values())
    assert len(found) == len(set(found))
    assert set(found) == set(there), str(outcome)
    assert outcome.result["total_count"] == len(there)


def test_endless_shifting_is_warned_of(emu: Emulator, playbook: Playbook) -> None:
    """A list that never stands still is returned as far as it was seen, with a warning."""
    crowd(emu)
    (outcome,) = playbook.run([task(MODULE, {}, emulator=[fault("shift_pages", LIST, times=None)])])
    assert "kept changing" in " ".join(outcome.did_nothing().warnings), str(outcome)


QUERY = "service_groups[?status=='Normal'].service_group_name"


def test_query(emu: Emulator, playbook: Playbook) -> None:
    """JMESPath over the result; alone if wanted; null where nothing matches; errors before and after the request."""
    emu.add_service("chat", age=100)
    emu.add_service("draw", status="Stopped", age=50)
    whole, alone, nothing, wrong, late = playbook.run(
        [
            task(MODULE, {"query": QUERY}),
            task(MODULE, {"query": "service_groups[0].services[0].service_info.replicas", "only_query_result": True}),
            task(MODULE, {"query": "nothing.at.all"}, check=True),
            task(MODULE, {"query": "service_groups[?"}),
            task(MODULE, {"query": "length(total_count)"}),
        ]
    )
    assert whole.did_nothing().result["query_result"] == ["chat"]
    assert whole.result["total_count"] == 2
    assert alone.did_nothing().result["query_result"] == 1
    assert not alone.result.keys() & {"service_groups", "total_count", "truncated"}
    assert alone.result["request_ids"]
    assert nothing.did_nothing().result["query_result"] is None
    wrong.refused("query")
    late.failed_with("ClientError.InvalidOption", "query", "length")


def test_nested_results(emu: Emulator, playbook: Playbook) -> None:
    """Results mirror the nesting of the API, with all versions of a group, without manifests of pods."""
    emu.add_service("chat", info={"Replicas": 2, "Env": [{"Name": "A", "Value": "1"}]})
    emu.add_service("chat", status="Stopped", info={"ServicePort": 9000})
    (outcome,) = playbook.run([task(MODULE, {})])
    (group,) = outcome.succeeded().result["service_groups"]
    by_version = {service["version"]: service for service in group["services"]}
    assert set(by_version) == {"1", "2"}
    assert by_version["1"]["service_info"]["env"] == [{"name": "A", "value": "1", "is_private": False}]
    assert by_version["1"]["service_info"]["status"]["ready_replicas"] == 2
    assert by_version["2"]["service_info"]["service_port"] == 9000
    assert "pod_list" not in str(outcome.result)
    assert "PodList" not in str(outcome.result)


def test_language(emu: Emulator, playbook: Playbook) -> None:
    """The language of messages is that of the option."""
    default, chinese = playbook.run([task(MODULE, {}), task(MODULE, {"language": "zh-CN"})])
    assert default.requests[0].headers["x-tc-language"] == "en-US"
    assert chinese.requests[0].headers["x-tc-language"] == "zh-CN"
