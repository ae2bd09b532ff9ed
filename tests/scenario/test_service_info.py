# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_service_info: one service, or all versions of a group, and nothing is ever changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook, Task, task
from scenario.harness.services import HYBRID

MODULE = "tione_model_service_info"
ONE, GROUP, LIST = "DescribeModelService", "DescribeModelServiceGroup", "DescribeModelServiceGroups"
WORK = "90071992547409931"


@dataclass(frozen=True)
class Ask:
    """What a task asks for in an account with groups ``chat`` (versions 1 and 2), ``chat-2`` and one in a workspace."""

    options: Callable[[list[str]], Json]
    #: Indexes of the services that must be returned.
    finds: list[int]
    sends: list[str]
    behaviour: Json = field(default_factory=dict)


def group_of(service_id: str) -> str:
    """The id of the group."""
    return service_id.rpartition("-")[0]


CASES = {
    "by id": Ask(lambda ids: {"service_id": ids[1]}, [1], [ONE]),
    "by group id": Ask(lambda ids: {"service_group_id": group_of(ids[0])}, [0, 1], [GROUP]),
    "by group name": Ask(lambda ids: {"service_group_name": "chat"}, [0, 1], [LIST]),
    "by group name, loose server": Ask(
        lambda ids: {"service_group_name": "chat"}, [0, 1], [LIST], {"loose_name_filter": True}
    ),
    "by id in a workspace": Ask(lambda ids: {"service_id": ids[3], "project_id": WORK}, [3], [ONE]),
    "by name in a workspace": Ask(lambda ids: {"service_group_name": "chat", "project_id": WORK}, [3], [LIST]),
    "id of another workspace": Ask(lambda ids: {"service_id": ids[3]}, [], [ONE]),
    "no such id": Ask(lambda ids: {"service_id": "ms-aaaaaaaa-1"}, [], [ONE]),
    "no such id, answered with null": Ask(
        lambda ids: {"service_id": "ms-aaaaaaaa-1"}, [], [ONE], {"missing_as_null": True}
    ),
    "no such group": Ask(lambda ids: {"service_group_id": "ms-aaaaaaaa"}, [], [GROUP]),
    "no such name": Ask(lambda ids: {"service_group_name": "nobody"}, [], [LIST]),
    "null members": Ask(lambda ids: {"service_id": ids[0]}, [0], [ONE], {"null_style": "null"}),
    "omitted members": Ask(lambda ids: {"service_group_name": "chat-2"}, [2], [LIST], {"null_style": "omitted"}),
}


def prepare(stage: Stage, ask: Ask) -> list[Task]:
    """In check mode and for real."""
    stage.behaviour = ask.behaviour
    if not stage.emulator.service_ids():
        stage.add("chat", info=HYBRID)
        stage.add("chat", info={"ResourceGroupId": "rsg-1"}, status="Stopped")
        stage.add("chat-2")
        stage.add("chat", project_id=WORK)
    return [task(MODULE, ask.options(stage.emulator.service_ids()), check=check) for check in (True, False)]


BATCH = Batch("service-info", CASES, prepare)


@BATCH.parametrize()
def test_services(done: Done[Ask]) -> None:
    """The services by number of version; the same in check mode; the only requests are reads."""
    ids = list(done.before)
    check, real = done.outcomes
    assert check.result["services"] == real.result["services"]
    for outcome in (check, real):
        outcome.did_nothing()
        found = [service["service_id"] for service in outcome.result["services"]]
        assert found == [ids[index] for index in done.case.finds], str(outcome)
        assert outcome.sent == done.case.sends
        assert "pod_list" not in str(outcome.result)
        outcome.counts_its_requests()


def test_query(emu: Emulator, playbook: Playbook) -> None:
    """JMESPath over the services; alone if wanted."""
    service_id = emu.add_service("chat", info=HYBRID)
    whole, alone, none, two = playbook.run(
        [
            task(MODULE, {"service_id": service_id, "query": "services[].service_info.service_port"}),
            task(MODULE, {"service_id": service_id, "query": "services[0].status", "only_query_result": True}),
            task(MODULE, {"service_id": "ms-aaaaaaaa-1", "query": "services[0]"}),
            task(MODULE, {"service_id": service_id, "query": "services[?"}),
        ]
    )
    assert whole.succeeded().result["query_result"] == [8080]
    assert whole.result["services"]
    assert alone.succeeded().result["query_result"] == "Normal"
    assert "services" not in alone.result
    assert none.succeeded().result["query_result"] is None
    two.refused("query")


def test_two_groups_with_one_name(emu: Emulator, playbook: Playbook) -> None:
    """A name that two groups have is an error that lists both ids."""
    ids = [group_of(emu.add_service(name)) for name in ("chat", "other")]
    with emu.cloud.lock:
        emu.account.groups[ids[1]].name = "chat"
    (outcome,) = playbook.run([task(MODULE, {"service_group_name": "chat"})])
    outcome.failed_with("ClientError.Conflict", *ids)
