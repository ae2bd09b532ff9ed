# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_group: weights, authorization, deletion; each four times, and what the API does to disturb it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Control, Playbook, Task, fault, task

MODULE = "tione_service_group"
WEIGH, AUTHORIZE, DELETE_GROUP = (
    "ModifyServiceGroupWeights",
    "ModifyModelServiceAuthorization",
    "DeleteModelServiceGroup",
)
STOP, DELETE = "ModifyModelService:STOP", "DeleteModelService"
READ = "DescribeModelServiceGroup"
NORMAL = "Normal"


def split(*weights: tuple[int, int]) -> list[Json]:
    """Weights by version."""
    return [{"version": version, "weight": weight} for version, weight in weights]


def group_of(stage: Stage, weights: dict[int, int], statuses: tuple[str, ...] = (), **seed: object) -> str:
    """A group with these weights by version, and its id."""
    shown = [*statuses, *[NORMAL] * len(weights)]
    for (version, weight), status in zip(weights.items(), shown, strict=False):
        stage.add(version=version, weight=weight, status=status, **seed)
    return stage.services[0].rpartition("-")[0]


def sent(outcome: Outcome) -> dict[int, int]:
    """Weights by version in the last request."""
    return {int(entry["ServiceId"].rpartition("-")[2]): entry["Weight"] for entry in outcome.body(WEIGH)["Weights"]}


def shown(outcome: Outcome) -> dict[int, int]:
    """Weights by version in the result."""
    return {int(service["version"]): service["weight"] for service in outcome.result["service_group"]["services"]}


@dataclass(frozen=True)
class Split:
    """Weights that are there, what a task wants, and what it sends (None: nothing); the diff shows what changes."""

    there: dict[int, int]
    wanted: list[Json]
    sends: dict[int, int] | None = None
    exclusive: bool = False


SPLITS = {
    "canary": Split({1: 100, 2: 0}, split((1, 90), (2, 10)), {1: 90, 2: 10}),
    "all versions in the request": Split({1: 60, 2: 40, 3: 0}, split((3, 20)), {1: 60, 2: 40, 3: 20}),
    "exclusive": Split({1: 60, 2: 40, 3: 0}, split((3, 1)), {1: 0, 2: 0, 3: 1}, exclusive=True),
    "out of the traffic": Split({1: 60, 2: 40}, split((1, 0)), {1: 0, 2: 40}),
    "by id": Split({1: 100, 2: 0}, [{"service_id": "{group}-2", "weight": 300}], {1: 100, 2: 300}),
    "by id and version": Split(
        {1: 100, 2: 0}, [{"service_id": "{group}-2", "weight": 1}, *split((1, 1))], {1: 1, 2: 1}
    ),
    "from nothing": Split({1: 0, 2: 0}, split((2, 5)), {1: 0, 2: 5}),
    "one version": Split({1: 0}, split((1, 100)), {1: 100}),
    "numbers as texts": Split({1: 100, 2: 0}, [{"version": "2", "weight": "100"}], {1: 100, 2: 100}),
    "far apart numbers": Split({1: 100, 12: 0}, split((12, 7)), {1: 100, 12: 7}),
    "equal": Split({1: 90, 2: 10}, split((1, 90), (2, 10))),
    "equal shares": Split({1: 200, 2: 100}, split((1, 2), (2, 1))),
    "equal shares the other way": Split({1: 2, 2: 1}, split((2, 100), (1, 200))),
    "equal shares, exclusive": Split({1: 50, 2: 50, 3: 0}, split((1, 1), (2, 1)), exclusive=True),
    "all to one already": Split({1: 100, 2: 0}, split((1, 7), (2, 0))),
    "one kept, one the same": Split({1: 30, 2: 70}, split((2, 70))),
}


def prepare_split(stage: Stage, case: Split) -> list[Task]:
    group = group_of(stage, case.there)
    wanted = [{name: str(value).format(group=group) for name, value in entry.items()} for entry in case.wanted]
    options = {"service_group_name": stage.name, "weights": wanted, "exclusive": case.exclusive}
    return four_tasks(options, MODULE)


splits = Batch("splits", SPLITS, prepare_split)


@splits.parametrize()
def test_weights(done: Done[Split]) -> None:
    case, four = done.case, done.four
    if case.sends is None:
        four.is_equal()
        assert shown(four.real) == case.there
        return
    four.converges([WEIGH])
    assert sent(four.real) == case.sends
    assert four.real.body(WEIGH).keys() == {"ServiceGroupId", "Weights"}
    assert {done.after[service_id]["Version"]: done.after[service_id]["Weight"] for service_id in done.services} == (
        case.sends
    )
    for outcome in (four.check, four.real):
        assert shown(outcome) == case.sends
        assert outcome.result["service_group"]["weight_update_status"] == "UPDATED"
    changed = {version: weight for version, weight in case.sends.items() if case.there[version] != weight}
    group = {"service_group_id": four.real.result["service_group_id"]}
    assert four.real.diff == {
        "before": {**group, "weights": split(*[(version, case.there[version]) for version in changed])},
        "after": {**group, "weights": split(*changed.items())},
    }


@dataclass(frozen=True)
class Authorization:
    """Whether calls need a token, and what is wanted."""

    there: bool
    wanted: bool
    #: Members of reads that are shown in their stead, and the style of empty values.
    shown: Json = field(default_factory=dict)
    behaviour: Json = field(default_factory=dict)


AUTHORIZATIONS = {
    "on": Authorization(False, True),
    "off": Authorization(True, False),
    "is on": Authorization(True, True),
    "is off": Authorization(False, False),
    "on, nulls": Authorization(False, True, behaviour={"null_style": "null"}),
    "on, members omitted": Authorization(False, True, behaviour={"null_style": "omitted"}),
    "is off, members omitted": Authorization(False, False, behaviour={"null_style": "omitted"}),
    "is off, old gateway": Authorization(False, False, behaviour={"null_style": "omitted", "call_info": "old"}),
    "nowhere said": Authorization(False, True, behaviour={"null_style": "omitted", "call_info": "none"}),
}


def prepare_authorization(stage: Stage, case: Authorization) -> list[Task]:
    stage.behaviour = case.behaviour
    group = group_of(stage, {1: 100}, group_members={"AuthorizationEnable": case.there})
    return four_tasks({"service_group_id": group, "authorization_enable": case.wanted}, MODULE)


authorizations = Batch("authorizations", AUTHORIZATIONS, prepare_authorization)


@authorizations.parametrize()
def test_authorization(done: Done[Authorization]) -> None:
    case, four = done.case, done.four
    if case.there == case.wanted:
        four.is_equal()
        return
    four.converges([AUTHORIZE])
    group = {"service_group_id": four.real.result["service_group_id"]}
    assert four.real.body(AUTHORIZE) == {
        "ServiceGroupId": group["service_group_id"],
        "AuthorizationEnable": case.wanted,
    }
    for outcome in (four.check, four.real):
        assert outcome.result["service_group"]["authorization_enable"] is case.wanted
    assert four.real.diff == {
        "before": {**group, "authorization_enable": case.there},
        "after": {**group, "authorization_enable": case.wanted},
    }


@dataclass(frozen=True)
class Removal:
    """What is in the group, the options beside state=absent, and the calls that delete it."""

    statuses: tuple[str, ...]
    calls: tuple[str, ...]
    options: Json = field(default_factory=dict)
    durations: Json = field(default_factory=dict)
    faults: tuple[Control, ...] = ()


FORCE = {"force": True}
STOP_ALL = (STOP, STOP, DELETE_GROUP)
REMOVALS = {
    "stopped": Removal(("Stopped",), (DELETE_GROUP,)),
    "failed": Removal(("CREATE_FAILED", "Stopped", "TIMEOUT_EXCEPTION"), (DELETE_GROUP,)),
    "stopping": Removal(("Stopping",), (DELETE_GROUP,), durations={"stopping": 2.5}),
    "one runs": Removal(("Stopped", NORMAL, "CREATE_FAILED"), (STOP, DELETE_GROUP), FORCE),
    "three run": Removal((NORMAL, NORMAL, "Abnormal"), (STOP, STOP, STOP, DELETE_GROUP), FORCE),
    "one is made": Removal(("CREATING", NORMAL), STOP_ALL, FORCE, {"creating": 2.5}),
    "without waiting": Removal((NORMAL, NORMAL), STOP_ALL, {**FORCE, "wait": False}),
    "force for nothing": Removal(("Stopped",), (DELETE_GROUP,), FORCE),
}


def prepare_removal(stage: Stage, case: Removal) -> list[Task]:
    stage.durations = case.durations
    group_of(stage, dict.fromkeys(range(1, len(case.statuses) + 1), 0), case.statuses)
    return four_tasks({"service_group_name": stage.name, "state": "absent", **case.options}, MODULE)


removals = Batch("removals", REMOVALS, prepare_removal, size=4)


@removals.parametrize()
def test_removal(done: Done[Removal]) -> None:
    four = done.four.converges(list(done.case.calls))
    assert not set(done.services) & set(done.after)
    group = done.services[0].rpartition("-")[0]
    assert four.real.body(DELETE_GROUP) == {"ServiceGroupId": group}
    assert four.real.diff == {
        "before": {
            "service_group_id": group,
            "state": "present",
            "versions": list(range(1, len(done.services) + 1)),
        },
        "after": {"service_group_id": group, "state": "absent", "versions": []},
    }
    stops = [entry.params for entry in four.real.writes if entry.label == STOP]
    assert all(body.keys() == {"ServiceId", "ServiceAction"} for body in stops)
    assert len({body["ServiceId"] for body in stops}) == len(stops)
    for outcome in (four.check, four.real):
        assert (outcome.result["service_group"], outcome.result["service_group_id"]) == (None, group)


WORKSPACE = "123456789012345678"


def test_a_life_in_a_workspace(emu: Emulator, playbook: Playbook) -> None:
    """Two versions are made, share the traffic in two ways, need a token, and go; every call names the workspace."""
    group = {"service_group_name": "life", "project_id": WORKSPACE}
    version = {
        **group,
        "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:1"},
        "charge_type": "POSTPAID_BY_HOUR",
        "instance_type": "TI.S.LARGE.POST",
        "replicas": 1,
    }
    first = four_tasks({**group, "weights": split((1, 9), (2, 1)), "authorization_enable": True}, MODULE)
    second = four_tasks({**group, "weights": split((2, 1)), "exclusive": True, "authorization_enable": False}, MODULE)
    last = four_tasks({**group, "state": "absent", "force": True}, MODULE)
    made = [task("tione_model_service", {**version, "version": number}) for number in (1, 2)]
    early = [task(MODULE, {**group, "weights": split((1, 1))}), task(MODULE, {**group, "state": "absent"})]
    missing, absent, *outcomes = playbook.run([*early, *made, *first, *second, *last])
    missing.failed_with("ClientError.NotFound", "There is no service group life", WORKSPACE, "tione_model_service")
    assert not missing.writes
    assert absent.did_nothing().result["service_group"] is None
    for outcome in outcomes[:2]:
        outcome.succeeded()
    lives = [Four(*outcomes[start : start + 4]) for start in (2, 6, 10)]
    lives[0].converges([AUTHORIZE, WEIGH])
    lives[1].converges([AUTHORIZE, WEIGH])
    lives[2].converges([STOP, STOP, DELETE_GROUP])
    assert [sent(life.real) for life in lives[:2]] == [{1: 9, 2: 1}, {1: 0, 2: 1}]
    writes = [entry for life in lives for entry in life.real.writes]
    assert {entry.params["TiProjectId"] for entry in writes} == {WORKSPACE}
    assert {entry.params.get("TiProjectId") for life in lives for entry in life.real.requests} == {WORKSPACE}
    assert not emu.account.groups


CONTROL = "POST"


def failing(kind: str, **options: object) -> Control:
    """The control request that plans a failure of the next update of weights."""
    return CONTROL, "failures", {"kind": kind, **options}


@dataclass(frozen=True)
class Trouble:
    """A task that meets faults: how it ends, and the outcomes of its writes in the journal."""

    faults: tuple[Control, ...]
    #: Code of the failure; "" is success.
    code: str = ""
    says: tuple[str, ...] = ()
    writes: tuple[str, ...] = ("ok",)
    options: Json = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    durations: Json = field(default_factory=dict)
    behaviour: Json = field(default_factory=dict)
    group: Json = field(default_factory=dict)
    warns: str = ""
    #: Whether the weights are there in the end.
    applied: bool = True


GONE = {"state": "absent", "force": True}
RESTING = ("Stopped", "Stopped")
TROUBLES = {
    "throttled": Trouble((fault("throttle", WEIGH, times=2),), writes=(*["RequestLimitExceeded"] * 2, "ok")),
    "throttled reads": Trouble((fault("throttle", READ, times=2),)),
    "answer lost": Trouble((fault("drop_after", WEIGH),), writes=("drop_after",), warns="has taken effect"),
    "error after the effect": Trouble(
        (fault("internal_error_after", WEIGH),), writes=("InternalError",), warns="has taken effect"
    ),
    "never arrived": Trouble(
        (fault("drop_before", WEIGH),), "ClientError.Connection", ("is not known",), ("drop_before",), applied=False
    ),
    "error before the effect": Trouble(
        (fault("internal_error_before", WEIGH),), "InternalError", (), ("InternalError",), applied=False
    ),
    "refused": Trouble(
        (fault("error", WEIGH, code="OperationDenied"),), "OperationDenied", (), ("OperationDenied",), applied=False
    ),
    "busy": Trouble(
        (fault("error", WEIGH, code="FailedOperation.Processing", times=2),),
        writes=(*["FailedOperation.Processing"] * 2, "ok"),
    ),
    "update failed": Trouble(
        (failing("weights_failed"),),
        "ClientError.WaitFailed",
        ("WeightUpdateStatus is UPDATE_FAILED", "gives no reason", "version 2 is Normal with weight 0"),
        applied=False,
    ),
    "update failed as a version is stopped": Trouble(
        (failing("weights_failed"),),
        "ClientError.WaitFailed",
        ("version 2 gets a share of the traffic but is Stopped",),
        statuses=(NORMAL, "Stopped"),
        warns="version 2 gets a share of the traffic but is Stopped",
        applied=False,
    ),
    "update never ends": Trouble(
        (failing("weights_stuck"),),
        "ClientError.WaitTimeout",
        ("within 1 seconds", "WeightUpdateStatus is UPDATING"),
        options={"wait_timeout": 1},
        applied=False,
    ),
    "not waited for": Trouble((), options={"wait": False}, durations={"weights": 1.5}, applied=False),
    "old status": Trouble((fault("stale_read", READ, times=3),), group={"WeightUpdateStatus": "UPDATED"}),
    "old failure": Trouble((fault("stale_read", READ, times=3),), group={"WeightUpdateStatus": "UPDATE_FAILED"}),
    "old failure stays": Trouble(
        (failing("weights_failed"),),
        "ClientError.WaitFailed",
        ("UPDATE_FAILED",),
        group={"WeightUpdateStatus": "UPDATE_FAILED"},
        applied=False,
    ),
    "another update goes on for ever": Trouble(
        (),
        "ClientError.WaitTimeout",
        ("free for an update",),
        (),
        options={"wait_timeout": 1},
        group={"WeightUpdateStatus": "UPDATING"},
        applied=False,
    ),
    "only totals of 100": Trouble(
        (),
        "InvalidParameter",
        ("must total 100, not 110", "The weights total 110"),
        ("InvalidParameter",),
        behaviour={"weights_total_100": True},
        applied=False,
    ),
    "stopped version": Trouble((), statuses=(NORMAL, "Stopped"), warns="version 2 gets a share of the traffic"),
}


def prepare_trouble(stage: Stage, case: Trouble) -> list[Task]:
    stage.behaviour, stage.durations = case.behaviour, case.durations
    group_of(stage, {1: 100, 2: 0}, case.statuses, group_members=case.group)
    clean: Control = ("DELETE", "faults", {})
    options = {"service_group_name": stage.name, "weights": split((2, 10)), **case.options}
    return [task(MODULE, options, emulator=[clean, *case.faults])]


troubles = Batch("group-troubles", TROUBLES, prepare_trouble)


@troubles.parametrize()
def test_trouble_with_weights(done: Done[Trouble]) -> None:
    case, outcome = done.case, done.only
    if case.code:
        outcome.failed_with(case.code, *case.says)
        assert outcome.result["service_group_id"] == done.services[0].rpartition("-")[0]
        assert outcome.result["service_group"]["service_count"] == 2
        assert outcome.result["actions"] == outcome.applied
    else:
        outcome.succeeded()
        assert outcome.actions == [WEIGH]
        assert outcome.changed
    assert tuple(entry.outcome for entry in outcome.writes) == case.writes, str(outcome)
    assert all(sent(outcome) == {1: 100, 2: 10} for entry in outcome.writes)
    if case.applied:
        assert shown(outcome) == {1: 100, 2: 10}
    assert case.warns in " ".join(outcome.warnings)
    assert bool(case.warns) == bool(outcome.warnings), str(outcome)


def test_a_failed_update_is_sent_again(emu: Emulator, playbook: Playbook) -> None:
    """Also when the wanted weights are already shown: what a failed update has left in force is not known."""
    for version, weight in ((1, 90), (2, 10)):
        emu.add_service("failed", version=version, weight=weight, group_members={"WeightUpdateStatus": "UPDATE_FAILED"})
    four = Four(*playbook.run(four_tasks({"service_group_name": "failed", "weights": split((1, 9), (2, 1))}, MODULE)))
    four.converges([WEIGH])
    assert sent(four.real) == {1: 9, 2: 1}


def test_a_failed_update_without_new_numbers(emu: Emulator, playbook: Playbook) -> None:
    for version, weight in ((1, 90), (2, 10)):
        emu.add_service("failed", version=version, weight=weight, group_members={"WeightUpdateStatus": "UPDATE_FAILED"})
    four = Four(*playbook.run(four_tasks({"service_group_name": "failed", "weights": split((2, 10))}, MODULE)))
    four.converges([WEIGH])
    assert four.real.diff["before"]["weight_update_status"] == "UPDATE_FAILED"
    assert four.real.diff["after"]["weight_update_status"] == "UPDATED"


def test_another_update_is_waited_for_first(emu: Emulator, playbook: Playbook) -> None:
    """The second task meets the update of the first, which did not wait; the third wants what the second has begun."""
    for version, weight in ((1, 100), (2, 0)):
        emu.add_service("busy", version=version, weight=weight)
    emu.durations.update(weights=2.5)
    group = {"service_group_name": "busy"}
    begun, other, same, again = playbook.run(
        [
            task(MODULE, {**group, "weights": split((1, 50), (2, 50)), "wait": False}),
            task(MODULE, {**group, "weights": split((2, 100)), "exclusive": True, "wait": False}),
            task(MODULE, {**group, "weights": split((1, 0))}),
            task(MODULE, {**group, "weights": split((1, 0))}),
        ]
    )
    assert begun.actions == [WEIGH]
    assert begun.result["service_group"]["weight_update_status"] == "UPDATING"
    assert other.succeeded().applied == [WEIGH]
    assert sent(other) == {1: 0, 2: 100}
    assert other.sent.count(READ) > 2
    assert shown(other) == {1: 50, 2: 50}
    for outcome in (same, again):
        assert shown(outcome.succeeded()) == {1: 0, 2: 100}
        assert outcome.result["service_group"]["weight_update_status"] == "UPDATED"


REFUSALS: dict[str, tuple[Json, tuple[str, ...]]] = {
    "no identity": ({}, ("one of the following is required: service_group_id, service_group_name",)),
    "two identities": (
        {"service_group_id": "ms-1", "service_group_name": "x"},
        ("mutually exclusive: service_group_id|service_group_name",),
    ),
    "empty id": ({"service_group_id": " "}, ("service_group_id: is empty",)),
    "empty weights": ({"weights": []}, ("weights: is empty",)),
    "negative": ({"weights": split((1, 5), (2, -1))}, ("weights[1].weight: is -1",)),
    "fraction": ({"weights": [{"version": 1, "weight": 0.5}]}, ("weight",)),
    "switch": ({"weights": [{"version": 1, "weight": True}]}, ("weights[0].weight: is True",)),
    "no weight": ({"weights": [{"version": 1}]}, ("missing required arguments: weight",)),
    "nobody": ({"weights": [{"weight": 1}]}, ("weights[0]: must have service_id or version",)),
    "both": (
        {"weights": [{"weight": 1, "version": 1, "service_id": "ms-1-1"}]},
        ("weights[0]: must not have both of service_id and version",),
    ),
    "version 0": ({"weights": split((0, 5))}, ("weights[0].version: is 0",)),
    "twice": ({"weights": split((1, 5), (2, 1), (1, 5))}, ("weights[2]: names version 1 again",)),
    "no traffic": ({"weights": split((1, 0)), "exclusive": True}, ("no version would get any traffic",)),
    "unknown suboption": ({"weights": [{"version": 1, "weight": 1, "share": 2}]}, ("share",)),
    "unknown state": ({"state": "started"}, ("value of state must be one of: present, absent",)),
    "endless wait": ({"weights": split((1, 1)), "wait_interval": 0}, ("wait_interval",)),
}
NO_DEFAULT_GROUP = ("no identity", "two identities", "empty id")


def prepare_refusal(stage: Stage, case: tuple[Json, tuple[str, ...]]) -> list[Task]:
    default = {} if stage.name in NO_DEFAULT_GROUP else {"service_group_name": stage.name}
    return [task(MODULE, {**default, **case[0]})]


refusals = Batch("group-refusals", REFUSALS, prepare_refusal)


@refusals.parametrize()
def test_refused_before_any_call(done: Done[tuple[Json, tuple[str, ...]]]) -> None:
    done.only.refused(*done.case[1])


#: Options, code and words: what only the group itself can tell.
LATE: dict[str, tuple[Json, str, tuple[str, ...]]] = {
    "unknown version": (
        {"weights": split((1, 5), (7, 1))},
        "ClientError.InvalidOption",
        ("weights[1]: version 7 is not in service group ms-", "Versions of the group: 1, 2."),
    ),
    "version of another group": (
        {"weights": [{"service_id": "ms-other-1", "weight": 1}]},
        "ClientError.InvalidOption",
        ("weights[0]: service ms-other-1 is not in service group",),
    ),
    "one in two ways": (
        {"weights": [{"service_id": "{group}-1", "weight": 1}, *split((1, 1))]},
        "ClientError.InvalidOption",
        ("weights[1]: is about ms-", "given before"),
    ),
    "no traffic is left": (
        {"weights": split((1, 0))},
        "ClientError.InvalidOption",
        ("no version would get any traffic",),
    ),
    "also the authorization is not sent": (
        {"weights": split((7, 1)), "authorization_enable": True},
        "ClientError.InvalidOption",
        ("version 7",),
    ),
    "absent while versions run": (
        {"state": "absent"},
        "ClientError.Conflict",
        ("versions of it run: ms-", "-1 is Normal, ms-", "-2 is Normal", "force=true"),
    ),
}


def prepare_late(stage: Stage, case: tuple[Json, str, tuple[str, ...]]) -> list[Task]:
    group = group_of(stage, {1: 100, 2: 0})
    entries = [
        {name: str(value).format(group=group) for name, value in entry.items()} for entry in case[0].get("weights", [])
    ]
    options = {"service_group_name": stage.name, **case[0], **({"weights": entries} if entries else {})}
    return [task(MODULE, options, check=True), task(MODULE, options)]


late = Batch("group-late", LATE, prepare_late)


@late.parametrize()
def test_refused_before_any_write(done: Done[tuple[Json, str, tuple[str, ...]]]) -> None:
    for outcome in done.outcomes:
        outcome.failed_with(done.case[1], *done.case[2])
        assert not outcome.writes
        assert not outcome.changed
        assert outcome.result["service_group_id"] == done.services[0].rpartition("-")[0]


#: Faults while a group with two versions is deleted; how the task ends, and the labels and outcomes of the writes.
IN_USE, DENIED = "ResourceInUse", "OperationDenied"
OBSTACLES: dict[str, Trouble] = {
    "answer lost": Trouble(
        (fault("drop_after", DELETE_GROUP),), writes=(f"{DELETE_GROUP} drop_after",), warns="has taken effect"
    ),
    "gone meanwhile": Trouble(
        (fault("error", DELETE_GROUP, code="ResourceNotFound", when="after"),),
        writes=(f"{DELETE_GROUP} ResourceNotFound",),
        warns="has taken effect",
    ),
    "never arrived": Trouble(
        (fault("drop_before", DELETE_GROUP),),
        "ClientError.Connection",
        ("is not known",),
        (f"{DELETE_GROUP} drop_before",),
    ),
    "no permission": Trouble(
        (fault("error", DELETE_GROUP, code="UnauthorizedOperation"),),
        "UnauthorizedOperation",
        (),
        (f"{DELETE_GROUP} UnauthorizedOperation",),
    ),
    "not as a whole": Trouble(
        (fault("error", DELETE_GROUP, code=DENIED),),
        writes=(f"{DELETE_GROUP} {DENIED}", *[f"{DELETE} ok"] * 2, f"{DELETE_GROUP} ok"),
        warns="one by one",
    ),
    "in use as long as it has versions": Trouble(
        (fault("error", DELETE_GROUP, code=IN_USE, times=2),),
        writes=(
            f"{DELETE_GROUP} {IN_USE}",
            *[f"{DELETE} ok"] * 2,
            f"{DELETE_GROUP} {IN_USE}",
            f"{DELETE_GROUP} ok",
        ),
        warns="one by one",
    ),
    "goes with its last version": Trouble(
        (fault("error", DELETE_GROUP, code=DENIED),),
        writes=(f"{DELETE_GROUP} {DENIED}", *[f"{DELETE} ok"] * 2),
        behaviour={"delete_empty_groups": True},
        warns="one by one",
    ),
    "a version stopped by itself": Trouble(
        (fault("error", STOP, code=DENIED, when="after"),),
        writes=(f"{STOP} {DENIED}", f"{STOP} ok", f"{DELETE_GROUP} ok"),
        statuses=(NORMAL, NORMAL),
        warns="has taken effect",
    ),
    "a stop is refused": Trouble(
        (fault("error", STOP, code=DENIED, after=1),),
        DENIED,
        (),
        (f"{STOP} ok", f"{STOP} {DENIED}"),
        statuses=(NORMAL, NORMAL),
    ),
}


def prepare_obstacle(stage: Stage, case: Trouble) -> list[Task]:
    stage.behaviour = case.behaviour
    group_of(stage, {1: 100, 2: 0}, case.statuses or RESTING)
    clean: Control = ("DELETE", "faults", {})
    return [
        task(MODULE, {"service_group_name": stage.name, **GONE}, emulator=[clean, *case.faults]),
        task(MODULE, {"service_group_name": stage.name, **GONE}, emulator=[clean]),
    ]


obstacles = Batch("obstacles", OBSTACLES, prepare_obstacle)


@obstacles.parametrize()
def test_trouble_with_a_removal(done: Done[Trouble]) -> None:
    """Whatever comes between, the next run ends it."""
    case, (first, again) = done.case, done.outcomes
    assert tuple(f"{entry.label} {entry.outcome}" for entry in first.writes) == case.writes, str(first)
    if case.code:
        first.failed_with(case.code, *case.says)
        assert again.succeeded().actions[-1] == DELETE_GROUP
    else:
        first.succeeded()
        assert first.result["service_group"] is None
        again.did_nothing()
    assert case.warns in " ".join(first.warnings)
    assert not set(done.services) & set(done.after)


def test_two_groups_of_one_name(emu: Emulator, playbook: Playbook) -> None:
    ids = [emu.add_service("twin", group_id=f"ms-twin{number}").rpartition("-")[0] for number in (1,)]
    with emu.cloud.lock:
        emu.add_service("other", group_id="ms-twin2")
        emu.account.groups["ms-twin2"].name = "twin"
    (outcome,) = playbook.run([task(MODULE, {"service_group_name": "twin", "state": "absent", "force": True})])
    outcome.failed_with("ClientError.Conflict", "2 service groups have the name 'twin'", *ids, "ms-twin2")
    assert not outcome.writes


@pytest.mark.parametrize("style", ["natural", "null", "empty", "omitted"])
def test_nothing_wanted_is_nothing_done(emu: Emulator, playbook: Playbook, style: str) -> None:
    emu.behaviour.update(null_style=style)
    emu.add_service("idle", group_members={"AuthorizationEnable": True})
    four = Four(*playbook.run(four_tasks({"service_group_name": "idle"}, MODULE)))
    four.is_equal()
    tokens = four.real.result["service_group"]["auth_tokens"]
    assert [token["base"]["value"] for token in tokens] == ["********"]
