# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service a task means: by id, by group and version, and what is said when that is not clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook, Task, task

UPDATE = "ModifyModelService"
NEW = {"service_description": "changed"}
Options = Callable[[Stage], Json]


@dataclass(frozen=True)
class Found:
    """What the account has, what the task says, and the version that it means (1 is the first that was added)."""

    statuses: tuple[str, ...]
    options: Options
    means: int
    #: Other groups that are there.
    others: tuple[str, ...] = ()
    project_id: str = "0"
    region: str = "ap-guangzhou"
    behaviour: tuple[str, ...] = ()


def by_id(number: int) -> Options:
    """The id of a version."""
    return lambda stage: {"service_id": stage.services[number - 1]}


def by_group(**options: object) -> Options:
    """The id of the group."""
    return lambda stage: {"service_group_id": stage.services[0].rpartition("-")[0], **options}


def by_name(**options: object) -> Options:
    """The name of the group."""
    return lambda stage: {"service_group_name": group_name(stage), **options}


def group_name(stage: Stage) -> str:
    """A name of the case's own that the API takes."""
    return "".join(char if char.isalnum() else "-" for char in stage.name)


THREE = ("Normal", "Normal", "Normal")
FOUND = {
    "by id": Found(THREE, by_id(2), 2),
    "by id of a failed neighbour": Found(("Normal", "CREATE_FAILED"), by_id(1), 1),
    "by group id, latest": Found(THREE, by_group(), 3),
    "by group id and version": Found(THREE, by_group(version=2), 2),
    "by group id and version as text": Found(THREE, by_group(version="1"), 1),
    "by name, latest": Found(THREE, by_name(), 3),
    "by name, latest in words": Found(THREE, by_name(version="latest"), 3),
    "by name and version": Found(THREE, by_name(version=1), 1),
    "latest is not a failed creation": Found(("Normal", "Normal", "CREATE_FAILED"), by_name(), 2),
    "latest is not one that took too long": Found(("Normal", "TIMEOUT_EXCEPTION"), by_group(), 1),
    "latest is a stopped one": Found(("Normal", "Stopped"), by_name(), 2),
    "loose filter": Found(
        THREE, by_name(version=2), 2, others=("{}-2", "a-{}", "{}x"), behaviour=("loose_name_filter",)
    ),
    "another workspace": Found(
        THREE, by_name(version=2, project_id="90071992547409931"), 2, project_id="90071992547409931"
    ),
    "another region": Found(THREE, by_name(region="ap-shanghai"), 3, region="ap-shanghai"),
    "another workspace by id": Found(
        THREE, lambda stage: {"service_id": stage.services[0], "project_id": "77"}, 1, project_id="77"
    ),
}


def prepare(stage: Stage, case: Found) -> list[Task]:
    """The group with its versions, beside others, and the task four times."""
    stage.behaviour = dict.fromkeys(case.behaviour, True)
    name = group_name(stage)
    for other in case.others:
        stage.emulator.add_service(other.format(name))
    for status in case.statuses:
        stage.add(name, status=status, project_id=case.project_id, region=case.region)
    return four_tasks({**case.options(stage), **NEW})


BATCH = Batch("identity", FOUND, prepare)


@BATCH.parametrize()
def test_found(done: Done[Found]) -> None:
    """The service that is meant is changed, and no other; the result names it."""
    done.four.converges([UPDATE])
    service_id = done.services[done.case.means - 1]
    assert done.four.real.body()["ServiceId"] == service_id
    changed = {name for name, record in done.after.items() if record["Settings"]["ServiceDescription"] == "changed"}
    assert changed & set(done.services) == {service_id}
    for outcome in done.outcomes:
        assert outcome.result["service_id"] == service_id
        assert outcome.result["service_group_id"] == service_id.rpartition("-")[0]


@dataclass(frozen=True)
class Lost:
    """What the task says, the code, and what the message says."""

    options: Options
    code: str
    says: tuple[str, ...]
    statuses: tuple[str, ...] = THREE
    behaviour: tuple[str, ...] = ()


NOT_FOUND = "ClientError.NotFound"
LOST = {
    "no such id": Lost(lambda stage: {"service_id": "ms-aaaaaaaa-1"}, NOT_FOUND, ("ms-aaaaaaaa-1", "ap-guangzhou")),
    "no such id, answered with null": Lost(
        lambda stage: {"service_id": "ms-aaaaaaaa-1"}, NOT_FOUND, ("ms-aaaaaaaa-1",), behaviour=("missing_as_null",)
    ),
    "no such version id": Lost(
        lambda stage: {"service_id": f"{stage.services[0][:-1]}9"}, NOT_FOUND, ("tione_service_group_info",)
    ),
    "no such group id": Lost(lambda stage: {"service_group_id": "ms-aaaaaaaa"}, NOT_FOUND, ("ms-aaaaaaaa",)),
    "no such name": Lost(lambda stage: {"service_group_name": "nobody"}, NOT_FOUND, ("nobody",)),
    "no such name behind a loose filter": Lost(
        lambda stage: {"service_group_name": group_name(stage)[:-1]},
        NOT_FOUND,
        ("There is no",),
        behaviour=("loose_name_filter",),
    ),
    "no such version": Lost(by_name(version=9), NOT_FOUND, ("version 9",)),
    "the next version, without the settings to create it": Lost(by_name(version=4), NOT_FOUND, ("version 4",)),
    "no such workspace": Lost(by_name(project_id="5"), NOT_FOUND, ("5",)),
    "an id that cannot be": Lost(lambda stage: {"service_id": "chat"}, "InvalidParameter", ("chat",)),
    "a failed version": Lost(
        by_name(version=2), "ClientError.Conflict", ("CREATE_FAILED",), statuses=("Normal", "CREATE_FAILED")
    ),
    "nothing but failed versions": Lost(
        by_name(), "ClientError.Conflict", ("CREATE_FAILED",), statuses=("CREATE_FAILED", "CREATE_FAILED")
    ),
}


def prepare_lost(stage: Stage, case: Lost) -> list[Task]:
    """In check mode and for real."""
    stage.behaviour = dict.fromkeys(case.behaviour, True)
    for status in case.statuses:
        stage.add(group_name(stage), status=status)
    options = {**case.options(stage), **NEW}
    return [task("tione_model_service", options, check=check) for check in (True, False)]


LOST_BATCH = Batch("identity-lost", LOST, prepare_lost)


@LOST_BATCH.parametrize()
def test_lost(done: Done[Lost]) -> None:
    """It fails in both modes, says what was looked for, and writes nothing."""
    for outcome in done.outcomes:
        outcome.failed_with(done.case.code, *done.case.says)
        assert not outcome.changed
        assert not outcome.writes, str(outcome)
        assert outcome.actions == []


def test_a_number_that_was_given_before_is_not_given_again(emu: Emulator, playbook: Playbook) -> None:
    """The next version has another number than the task says where the highest one was deleted: the task tells."""
    emu.add_service("chat")
    second = {"service_group_name": "chat", "version": 2}
    image = {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:2.4"}
    wanted = {**second, "image_info": image, "instance_type": "TI.S.LARGE.POST", "charge_type": "POSTPAID_BY_HOUR"}
    made, deleted, other = playbook.run(
        [task("tione_model_service", options) for options in (wanted, {**second, "state": "absent"}, wanted)]
    )
    assert made.succeeded().result["service_id"].endswith("-2")
    deleted.succeeded()
    assert other.succeeded().result["service_id"].endswith("-3")
    assert "number 3 instead of 2" in other.result["warnings"][0]


def test_two_groups_with_one_name(emu: Emulator, playbook: Playbook) -> None:
    """A name that two groups have is an error that lists both ids."""
    ids = [emu.add_service(name).rpartition("-")[0] for name in ("chat", "other", "chat-2")]
    with emu.cloud.lock:
        emu.account.groups[ids[1]].name = "chat"
    (outcome,) = playbook.run([task("tione_model_service", {"service_group_name": "chat", **NEW})])
    outcome.failed_with("ClientError.Conflict", *ids[:2], "service_group_id")
    assert ids[2] not in outcome.msg
    assert not outcome.writes
