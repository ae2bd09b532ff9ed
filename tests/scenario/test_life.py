# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole lives, from absent to absent; ways to come into being and to go; and what may go wrong at both ends."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.changes import ABSENT, dig
from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Playbook, Task, fault, task
from scenario.harness.services import HYBRID, PLAIN_PREPAID

SERVICE, GROUP, TOKEN = "tione_model_service", "tione_service_group", "tione_auth_token"
CREATE, UPDATE, DELETE, DELETE_GROUP = (
    "CreateModelService",
    "ModifyModelService",
    "DeleteModelService",
    "DeleteModelServiceGroup",
)
STOP, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:SCALE"
AUTHORIZE, WEIGH = "ModifyModelServiceAuthorization", "ModifyServiceGroupWeights"
CREATE_TOKEN, MODIFY_TOKEN, DELETE_TOKEN = (f"{verb}ModelServiceAuthToken" for verb in ("Create", "Modify", "Delete"))
LIST = "DescribeModelServiceGroups"

IMAGE: Json = {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/example/infer:1.0"}
NEW_IMAGE: Json = {**IMAGE, "image_url": "ccr.ccs.tencentyun.com/example/infer:2.0"}
POSTPAID: Json = {"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S.MEDIUM.POST", "image_info": IMAGE}
PREPAID: Json = {
    "charge_type": "PREPAID",
    "resource_group_id": "rsg-1",
    "resources": {"cpu": 2000, "memory": 4096},
    "image_info": IMAGE,
}
GONE: Json = {"state": "absent"}
STOPPED: Json = {"status": "Stopped"}
FORCE: Json = {"state": "absent", "force": True}
LIMITS = [{"strategy": "PerMinute", "max": 600}]

Step = tuple[str, Json, list[str]]
#: Steps of a life: the module, its options, and the calls that lead there.
LIVES: dict[str, list[Step]] = {
    SERVICE: [
        (SERVICE, GONE, []),
        (SERVICE, POSTPAID, [CREATE]),
        (SERVICE, {**POSTPAID, "image_info": NEW_IMAGE, "command": "serve"}, [UPDATE]),
        (SERVICE, {"replicas": 3}, [SCALE]),
        (SERVICE, {"command": ""}, [UPDATE]),
        (SERVICE, {**GONE, "delete_empty_group": True}, [STOP, DELETE, DELETE_GROUP]),
        (SERVICE, POSTPAID, [CREATE]),
        (SERVICE, {**GONE, "delete_empty_group": True}, [STOP, DELETE, DELETE_GROUP]),
    ],
    GROUP: [
        (GROUP, FORCE, []),
        (SERVICE, POSTPAID, [CREATE]),
        (GROUP, {"authorization_enable": True}, [AUTHORIZE]),
        (SERVICE, {**POSTPAID, "image_info": NEW_IMAGE, "version": "matching"}, [CREATE]),
        (GROUP, {"weights": [{"version": 2, "weight": 100}], "exclusive": True}, [WEIGH]),
        (
            GROUP,
            {"weights": [{"version": 1, "weight": 50}], "authorization_enable": False},
            [AUTHORIZE, WEIGH],
        ),
        (GROUP, FORCE, [STOP, STOP, DELETE_GROUP]),
    ],
    TOKEN: [
        (TOKEN, {"name": "web", **GONE}, []),
        (SERVICE, {**POSTPAID, "authorization_enable": True}, [CREATE]),
        (TOKEN, {"name": "web", **GONE}, []),
        (TOKEN, {"name": "web", "description": "Web", "limits": LIMITS}, [CREATE_TOKEN, MODIFY_TOKEN]),
        (TOKEN, {"name": "web", "limits": []}, [MODIFY_TOKEN]),
        (TOKEN, {"name": "web", "description": ""}, [MODIFY_TOKEN]),
        (TOKEN, {"name": "web", **GONE}, [DELETE_TOKEN]),
        (GROUP, FORCE, [STOP, DELETE_GROUP]),
        (TOKEN, {"name": "web", **GONE}, []),
    ],
}


@pytest.mark.parametrize("module", LIVES)
def test_each_step_is_predicted_made_once_and_then_left(emu: Emulator, playbook: Playbook, module: str) -> None:
    """Absent, present, changed, absent; each step in check mode, for real, and both again."""
    steps = LIVES[module]
    tasks = [four_tasks({"service_group_name": "chat", **options}, name) for name, options, _calls in steps]
    outcomes = playbook.run([single for four in tasks for single in four])
    for index, (_name, _options, calls) in enumerate(steps):
        four = Four(*outcomes[4 * index : 4 * index + 4])
        (four.converges(calls) if calls else four.is_equal()).settles()
    assert emu.account.groups == {}


@dataclass(frozen=True)
class Way:
    """What the group of the case has, what the task says, the calls, and the versions in the end."""

    seeds: tuple[Json, ...]
    options: Json
    calls: list[str]
    ends: list[int]
    #: Dotted members of the creation.
    sends: Json = field(default_factory=dict)
    status: str = "Normal"
    behaviour: Json = field(default_factory=dict)
    warns: str = ""


COMING = {
    "prepaid": Way((), PREPAID, [CREATE], [1], {"Resources": {"Cpu": 2000, "Memory": 4096}, "NewVersion": ABSENT}),
    "to be stopped": Way((), {**POSTPAID, "state": "stopped"}, [CREATE, STOP], [1], status="Stopped"),
    "in a workspace": Way((), {**POSTPAID, "project_id": "77"}, [CREATE], [1], {"TiProjectId": "77"}),
    "in the workspace that it would be moved to": Way(
        (), {**POSTPAID, "target_project_id": 77}, [CREATE], [1], {"TiProjectId": "77", "TargetProjectId": ABSENT}
    ),
    "moved to another workspace": Way(({},), {**POSTPAID, "target_project_id": 77}, [UPDATE], [1]),
    "beside names alike": Way((), POSTPAID, [CREATE], [1], behaviour={"loose_name_filter": True}),
    "the newest that matches": Way(
        ({}, {}, {"info": {"ServiceDescription": "other"}}),
        {"version": "matching", "service_description": "", **POSTPAID},
        [],
        [1, 2, 3],
    ),
    "with another billing": Way(
        ({"info": {**PLAIN_PREPAID, "Command": "serve"}},),
        {"charge_type": "HYBRID_PAID", "instance_type": "TI.S.MEDIUM.POST", "on_immutable_change": "new_version"},
        [CREATE],
        [1, 2],
        {"Command": "serve", "ChargeType": "HYBRID_PAID", "ResourceGroupId": "rsg-1", "NewVersion": True},
    ),
    "tags that differ": Way(({},), {"tags": [{"tag_key": "a", "tag_value": "1"}]}, [], [1], warns="tags differ"),
}
GOING = {
    "stopped": Way((STOPPED,), GONE, [DELETE], []),
    "Abnormal": Way(({"status": "Abnormal"},), GONE, [STOP, DELETE], []),
    "failed": Way(({}, {"status": "CREATE_FAILED"}), {**GONE, "version": 2}, [DELETE], [1]),
    "one of several": Way(({}, {}, {}), {**GONE, "version": 2}, [STOP, DELETE], [1, 3]),
    "no such version": Way(({},), {**GONE, "version": 5}, [], [1]),
    "not the last": Way(({}, STOPPED), {**GONE, "version": 2, "delete_empty_group": True}, [DELETE], [1]),
}
WAYS = {
    **{f"coming {name}": way for name, way in COMING.items()},
    **{f"going {name}": way for name, way in GOING.items()},
}


def group_name(name: str) -> str:
    """A name of the case's own that the API takes."""
    return "".join(char if char.isalnum() else "-" for char in name)


def prepare(stage: Stage, way: Way) -> list[Task]:
    """What is there, beside a group whose name begins alike, and the task four times."""
    name = group_name(stage.name)
    stage.behaviour = way.behaviour
    stage.emulator.add_service(f"{name}-2")
    for seed in way.seeds:
        stage.add(name, **seed)
    return four_tasks({"service_group_name": name, **way.options})


WAYS_BATCH = Batch("life-ways", WAYS, prepare)


def numbers(done: Done[Way] | Done[Trouble]) -> list[int]:
    """The versions that the group of a case has in the end."""
    name = group_name(done.name)
    return sorted(record["Version"] for record in done.after.values() if record["ServiceGroupName"] == name)


@WAYS_BATCH.parametrize()
def test_ways_to_come_and_go(done: Done[Way]) -> None:
    """Check mode predicts the calls, they are made once, and they lead where they should."""
    way, four = done.case, done.four
    (four.converges(way.calls) if way.calls else four.is_equal()).settles()
    assert numbers(done) == way.ends
    assert way.warns in " ".join(four.real.warnings), str(four.real)
    if way.sends:
        assert {path: dig(four.real.body(CREATE), path) for path in way.sends} == way.sends
    if way.options.get("state") != "absent":
        assert four.real.service["status"] == way.status


@dataclass(frozen=True)
class Trouble:
    """A creation or deletion that meets faults: the outcomes of its writes, and of the task."""

    options: Json
    faults: tuple[Control, ...]
    writes: tuple[str, ...]
    code: str = ""
    says: str = ""
    ends: tuple[int, ...] = (1,)
    seeds: tuple[Json, ...] = ()
    failure: Json = field(default_factory=dict)
    durations: Json = field(default_factory=dict)


def made(*faults: Control, writes: tuple[str, ...], **facts: object) -> Trouble:
    """A creation."""
    return Trouble(POSTPAID, faults, writes, **facts)  # type: ignore[arg-type]


def deleted(*faults: Control, writes: tuple[str, ...], ends: tuple[int, ...] = (), **facts: object) -> Trouble:
    """A deletion."""
    return Trouble(GONE, faults, writes, seeds=(STOPPED,), ends=ends, **facts)  # type: ignore[arg-type]


def refused(code: str, action: str = CREATE, **options: object) -> Control:
    """An error of the cloud."""
    return fault("error", action, code=code, message=f"The cloud says {code}.", **options)


DUPLICATE, MONEY = "FailedOperation.DuplicateName", "OperationDenied.BalanceInsufficient"
TROUBLES = {
    "made though throttled": made(fault("throttle", CREATE), writes=("RequestLimitExceeded", "ok")),
    "made though lists are stale": made(fault("stale_read", LIST, times=None, seconds=0.4), writes=("ok",)),
    "made though the reply is lost and lists are stale": made(
        fault("drop_after", CREATE), fault("stale_read", LIST, times=1), writes=("drop_after",)
    ),
    "made by somebody else meanwhile": made(refused(DUPLICATE, when="after"), writes=(DUPLICATE,)),
    "made without waiting": Trouble({**POSTPAID, "wait": False}, (), ("ok",), durations={"creating": 60}),
    "not made, an error": made(
        fault("internal_error_before", CREATE),
        writes=("InternalError",),
        code="InternalError",
        says="look at the state",
        ends=(),
    ),
    "not made, a lost request": made(
        fault("drop_before", CREATE), writes=("drop_before",), code="ClientError.Connection", ends=()
    ),
    "not made for want of money": made(refused(MONEY), writes=(MONEY,), code=MONEY, says="balance", ends=()),
    "made, but it does not start": Trouble(
        {**POSTPAID, "wait_timeout": 1},
        (),
        ("ok",),
        "ClientError.WaitTimeout",
        "1 seconds",
        failure={"kind": "stuck"},
    ),
    "deleted, the reply is lost": deleted(fault("drop_after", DELETE), writes=("drop_after",)),
    "deleted by somebody else": deleted(
        refused("ResourceNotFound", DELETE, when="after"), writes=("ResourceNotFound",)
    ),
    "deleted once it is busy no more": deleted(refused("ResourceInUse", DELETE), writes=("ResourceInUse", "ok")),
    "not deleted": deleted(
        fault("internal_error_before", DELETE), writes=("InternalError",), code="InternalError", ends=(1,)
    ),
}


def prepare_trouble(stage: Stage, case: Trouble) -> list[Task]:
    """One task."""
    stage.durations = case.durations
    for seed in case.seeds:
        stage.add(group_name(stage.name), **seed)
    begin: list[Control] = [("POST", "failures", case.failure)] if case.failure else []
    options = {"service_group_name": group_name(stage.name), **case.options}
    return [task(SERVICE, options, emulator=[*begin, *case.faults])]


TROUBLES_BATCH = Batch("life-troubles", TROUBLES, prepare_trouble)


@TROUBLES_BATCH.parametrize()
def test_troubles_at_both_ends(done: Done[Trouble]) -> None:
    """Nothing is made or deleted twice; what is there is adopted; a failure names the service that was made."""
    case, outcome = done.case, done.only
    if case.code:
        outcome.failed_with(case.code, case.says)
    else:
        assert outcome.succeeded().changed, str(outcome)
    assert tuple(entry.outcome for entry in outcome.writes) == case.writes, str(outcome)
    assert numbers(done) == list(case.ends)
    assert bool(outcome.result["service_id"]) is bool(case.ends or case.seeds), str(outcome)


#: What is there, the options, and what the refusal says.
WRONG: dict[str, tuple[tuple[Json, ...], Json, str]] = {
    "all versions share it": (
        ({"info": HYBRID},),
        {"deploy_type": "STANDARD", "on_immutable_change": "new_version"},
        "deploy_type",
    ),
    "a number is no new version": (
        ({"info": PLAIN_PREPAID},),
        {"version": 1, "charge_type": "POSTPAID_BY_HOUR", "on_immutable_change": "new_version"},
        "charge_type",
    ),
    "no billing": ((), {"image_info": IMAGE}, "charge_type"),
    "no instance type": ((), {"charge_type": "POSTPAID_BY_HOUR", "image_info": IMAGE}, "instance_type"),
    "no image": ((), {"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S.MEDIUM.POST"}, "image_info"),
    "no private value": ((), {**POSTPAID, "env": [{"name": "KEY", "is_private": True}]}, "env[KEY].value"),
}


def prepare_wrong(stage: Stage, case: tuple[tuple[Json, ...], Json, str]) -> list[Task]:
    """In check mode and for real."""
    for seed in case[0]:
        stage.add(group_name(stage.name), **seed)
    return four_tasks({"service_group_name": group_name(stage.name), **case[1]})[:2]


WRONG_BATCH = Batch("life-wrong", WRONG, prepare_wrong)


@WRONG_BATCH.parametrize()
def test_what_cannot_be_made_is_refused_before_a_write(done: Done[tuple[tuple[Json, ...], Json, str]]) -> None:
    """In check mode too; the message names the option."""
    seeds, _options, says = done.case
    for outcome in done.outcomes:
        outcome.failed_with("ClientError.Conflict" if seeds else "ClientError.NotFound", says)
        assert not outcome.writes, str(outcome)
