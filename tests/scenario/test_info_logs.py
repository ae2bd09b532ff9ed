# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_log_info: pages by context, one service or one pod, words, streams, and where to read on."""

from __future__ import annotations

from emulator.server import Emulator

from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Playbook, Task, task
from scenario.harness.returned import as_documented

MODULE = "tione_service_log_info"
GROUP, FIRST, TENTH = "ms-aaaaaaaa", "ms-aaaaaaaa-1", "ms-aaaaaaaa-10"
LAB = "9007199254740993"
BEGIN, END = "2026-01-01T00:00:00+08:00", "2088-01-01T00:00:00Z"
#: Each pod writes three lines at its start, and then one in each minute.
MINUTES = 600
LINES = 3 + MINUTES


def run(playbook: Playbook, *tasks: Task) -> list[Outcome]:
    """Read logs; each whole result as documented."""
    outcomes = playbook.run(list(tasks))
    for outcome in outcomes:
        outcome.did_nothing().counts_its_requests()
        if "query_result" not in outcome.result:
            as_documented(MODULE, outcome.result)
    return outcomes


def sent(outcome: Outcome) -> list[Json]:
    """The bodies of the requests for logs, without their contexts."""
    bodies = [entry.params for entry in outcome.requests if entry.action == "DescribeLogs"]
    return [{name: value for name, value in body.items() if name != "Context"} for body in bodies]


def contexts(outcome: Outcome) -> list[str]:
    """The contexts that were sent, "" where there was none."""
    return [entry.params.get("Context", "") for entry in outcome.requests if entry.action == "DescribeLogs"]


def body(service: str = FIRST, **more: object) -> Json:
    """A request for the logs of a service."""
    return {"Service": "INFER", "ServiceId": service, "PodName": f"{service}-*", "Order": "DESC", "Limit": 1000, **more}


def ids(outcome: Outcome) -> list[str]:
    """The ids of the lines."""
    return [line["id"] for line in outcome.result["content"]]


def is_newest_first(outcome: Outcome) -> bool:
    """Whether the lines are ordered by time, the newest first."""
    times = [line["timestamp"] for line in outcome.result["content"]]
    return times == sorted(times, reverse=True)


def test_pages(emu: Emulator, playbook: Playbook) -> None:
    """A list of several pages: all of it, the beginning of it, and the rest from there."""
    emu.add_service("chat", group_id=GROUP, age=60 * MINUTES, info={"Replicas": 2})
    everything = {"service_id": FIRST, "start_time": BEGIN, "end_time": "2088-01-01T00:00:00+00:00"}
    beginning = {**everything, "limit": 1100}
    rest = {**everything, "context": "{{ beginning.context }}"}
    whole, begun, ended, last = run(
        playbook,
        task(MODULE, everything),
        task(MODULE, beginning, register="beginning"),
        task(MODULE, rest),
        task(MODULE, {**everything, "offset": 2 * LINES - 1}),
    )
    times = {"StartTime": BEGIN, "EndTime": "2088-01-01T00:00:00+00:00"}
    assert sent(whole) == [body(**times)] * 3
    assert contexts(whole)[0] == ""
    assert len(set(contexts(whole))) == 3
    assert len(set(ids(whole))) == len(ids(whole)) == 2 * LINES
    assert is_newest_first(whole)
    assert (whole.result["truncated"], whole.result["context"]) == (False, None)
    assert sent(begun) == [body(**times), body(**{**times, "Limit": 100})]
    assert begun.result["truncated"]
    assert contexts(ended)[0] == begun.result["context"]
    assert ids(begun) + ids(ended) == ids(whole)
    assert not ended.result["truncated"]
    assert ids(last) == ids(whole)[-1:]
    assert [request.get("Offset") for request in sent(last)] == [2 * LINES - 1, None]


def sown(emu: Emulator) -> None:
    """Ten versions of a group, so that the name of the first begins that of the tenth, and one in a workspace."""
    emu.add_service("chat", group_id=GROUP, age=1800, info={"Replicas": 2})
    for _number in range(9):
        emu.add_service("chat", age=1800)
    emu.add_service("lab", group_id="ms-bbbbbbbb", project_id=LAB, age=1800)


def test_every_option(emu: Emulator, playbook: Playbook) -> None:
    """Every option in the request; a query, in check mode."""
    sown(emu)
    every: Json = {
        "service_id": FIRST,
        "start_time": BEGIN,
        "end_time": END,
        "order": "ASC",
        "log_stream": "stdout",
        "filters": [{"name": "Key", "values": ["model", "loaded"]}],
        "offset": 1,
        "limit": 1,
        "project_id": "0",
    }
    only = {"service_id": FIRST, "limit": 1, "query": "content[0].message", "only_query_result": True}
    given, plain, query = run(
        playbook, task(MODULE, every), task(MODULE, {"service_id": FIRST}), task(MODULE, only, check=True)
    )
    members = {
        "StartTime": BEGIN,
        "EndTime": "2088-01-01T00:00:00+00:00",
        "Order": "ASC",
        "LogStream": "stdout",
        "Filters": [{"Name": "Key", "Values": ["model", "loaded"]}],
        "Offset": 1,
        "Limit": 1,
    }
    assert sent(given) == [body(**members)]
    assert [line["message"] for line in given.result["content"]] == ["INFO: The model is loaded"]
    assert {line["pod_name"].rpartition("-")[0].rpartition("-")[0] for line in plain.result["content"]} == {FIRST}
    assert query.result["query_result"] == plain.result["content"][0]["message"]
    assert "content" not in query.result


def test_pods_groups_and_workspaces(emu: Emulator, playbook: Playbook) -> None:
    """One pod without its service; a service that is named by its group; another workspace."""
    sown(emu)
    pod = "{{ plain.content[0].pod_name }}"
    plain, one, tenth, silent, lab = run(
        playbook,
        task(MODULE, {"service_id": FIRST}, register="plain"),
        task(MODULE, {"pod_name": pod}),
        task(MODULE, {"service_group_name": "chat", "version": 10, "pod_name": f"{TENTH}-*"}),
        task(MODULE, {"service_group_id": GROUP, "log_stream": "stderr"}),
        task(MODULE, {"service_group_name": "lab", "project_id": LAB, "limit": 1}),
    )
    name = plain.result["content"][0]["pod_name"]
    assert sent(one)[0] == {"Service": "INFER", "PodName": name, "Order": "DESC", "Limit": 1000}
    assert {line["pod_name"] for line in one.result["content"]} == {name}
    assert tenth.sent[0] == "DescribeModelServiceGroups"
    assert sent(tenth)[0] == body(TENTH)
    assert tenth.result["content"]
    assert silent.sent[0] == "DescribeModelServiceGroup"
    assert sent(silent) == [body(TENTH, LogStream="stderr")]
    assert silent.result["content"] == []
    assert lab.body("DescribeLogs") == body("ms-bbbbbbbb-1", TiProjectId=LAB, Limit=1)
    assert lab.body("DescribeModelServiceGroups")["TiProjectId"] == LAB


def test_nothing(emu: Emulator, playbook: Playbook) -> None:
    """Services that are not there have no logs."""
    sown(emu)
    no_service, no_group, no_version = run(
        playbook,
        task(MODULE, {"service_id": "ms-zzzzzzzz-1"}),
        task(MODULE, {"service_group_name": "nobody"}),
        task(MODULE, {"service_group_name": "chat", "version": "11"}),
    )
    for outcome in (no_service, no_group, no_version):
        assert (outcome.result["content"], outcome.result["truncated"], outcome.result["context"]) == ([], False, None)
    assert no_group.sent == no_version.sent == ["DescribeModelServiceGroups"]
