# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_auth_token: creation, settings, rotation, deletion; each four times, under faults, and without a secret in any text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Control, Playbook, Task, fault, task

MODULE = "tione_auth_token"
CREATE, MODIFY, DELETE = (f"{verb}ModelServiceAuthToken" for verb in ("Create", "Modify", "Delete"))
READ = "DescribeModelServiceGroup"
MASK = "********"
VALUE = "value-of-the-token-4720"
PER_MINUTE, PER_DAY = {"strategy": "PerMinute", "max": 600}, {"strategy": "PerDay", "max": 9000}
SENT_MINUTE, SENT_DAY = {"Strategy": "PerMinute", "Max": 600}, {"Strategy": "PerDay", "Max": 9000}


def days_ago(days: float) -> str:
    """A time in UTC as the API writes it."""
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def token(name: str = "frontend", *limits: Json, value: str = VALUE, age: float = 0.5, **base: str) -> Json:
    """A token that is there, as the API returns it."""
    known = {"Value": value, "Name": name, "Description": "old", "CreateTime": days_ago(age), "Id": f"at-{value[-4:]}"}
    return {"Base": {**known, "Status": "Enabled", **base}, "Limits": list(limits)}


def group_of(stage: Stage, tokens: list[Json], authorized: bool = True) -> str:
    """A group with these tokens, and its id."""
    stage.add(group_members={"AuthorizationEnable": authorized, "AuthTokens": tokens})
    return stage.services[0].rpartition("-")[0]


@dataclass(frozen=True)
class Case:
    """Tokens that are there, options of the task, the calls that it makes, and members of the last request."""

    there: list[Json]
    options: Json
    calls: tuple[str, ...] = ()
    sends: Json = field(default_factory=dict)
    diff: tuple[Json, Json] = field(default_factory=lambda: ({}, {}))
    behaviour: Json = field(default_factory=dict)
    settles: bool = True


def modified(*limits: Json, reset: bool = False, **base: str) -> Json:
    """The request that changes the token of token()."""
    whole = token("frontend", *limits, **base)
    return {"NeedReset": reset, "AuthToken": {"Base": {**whole["Base"]}, "Limits": whole["Limits"]}}


ROTATED = ({"value": MASK}, {"value": f"{MASK} (new)"})
LIMITED = token("frontend", SENT_MINUTE)
CASES = {
    "created": Case([], {}, (CREATE,), {"Name": "frontend"}, ({}, {"state": "present"})),
    "created beside others": Case([token("backend")], {}, (CREATE,), {}, ({}, {"state": "present"})),
    "created with a description": Case(
        [],
        {"description": "Web"},
        (CREATE,),
        {"Description": "Web"},
        ({}, {"description": "Web", "state": "present"}),
    ),
    "created with limits": Case(
        [],
        {"description": "Web", "limits": [PER_DAY, PER_MINUTE]},
        (CREATE, MODIFY),
        {"NeedReset": False},
        ({}, {"description": "Web", "limits": [PER_DAY, PER_MINUTE], "state": "present"}),
    ),
    "created without limits": Case([], {"limits": []}, (CREATE,), {}, ({}, {"limits": [], "state": "present"})),
    "created is not rotated": Case(
        [], {"rotate": True, "rotate_if_older_than": 1}, (CREATE,), {}, ({}, {"state": "present"})
    ),
    "as it is": Case([token()], {}),
    "description is so": Case([token()], {"description": "old"}),
    "limits are so": Case([token("frontend", SENT_DAY, SENT_MINUTE)], {"limits": [PER_MINUTE, PER_DAY]}),
    "no limits are so": Case([token()], {"limits": []}),
    "a limit of nothing is none": Case([token("frontend", {"Strategy": "PerDay", "Max": 0})], {"limits": []}),
    "description": Case(
        [LIMITED],
        {"description": "new"},
        (MODIFY,),
        modified(SENT_MINUTE, Description="new"),
        ({"description": "old"}, {"description": "new"}),
    ),
    "description cleared": Case(
        [LIMITED],
        {"description": ""},
        (MODIFY,),
        modified(SENT_MINUTE, Description=""),
        ({"description": "old"}, {"description": ""}),
    ),
    "limit added": Case(
        [LIMITED],
        {"limits": [PER_MINUTE, PER_DAY]},
        (MODIFY,),
        modified(SENT_MINUTE, SENT_DAY),
        ({"limits": []}, {"limits": [PER_DAY]}),
    ),
    "limit raised": Case(
        [LIMITED],
        {"limits": [{**PER_MINUTE, "max": 700}]},
        (MODIFY,),
        modified({**SENT_MINUTE, "Max": 700}),
        ({"limits": [PER_MINUTE]}, {"limits": [{**PER_MINUTE, "max": 700}]}),
    ),
    "another limit": Case(
        [LIMITED],
        {"limits": [PER_DAY]},
        (MODIFY,),
        modified(SENT_DAY),
        ({"limits": [PER_MINUTE]}, {"limits": [PER_DAY]}),
    ),
    "limits lifted": Case(
        [LIMITED], {"limits": []}, (MODIFY,), modified(), ({"limits": [PER_MINUTE]}, {"limits": []})
    ),
    "too young to rotate": Case([token(age=89.9)], {"rotate": True, "rotate_if_older_than": 90}),
    "age without rotate": Case([token(age=900)], {"rotate_if_older_than": 90}),
    "old enough to rotate": Case(
        [token("frontend", SENT_DAY, age=90.1)], {"rotate": True, "rotate_if_older_than": 90}, (MODIFY,), {}, ROTATED
    ),
    "rotated": Case(
        [LIMITED], {"rotate": True}, (MODIFY,), modified(SENT_MINUTE, reset=True), ROTATED, settles=False
    ),
    "rotated and changed": Case(
        [token(age=2)],
        {"rotate": True, "rotate_if_older_than": 1, "limits": [PER_DAY], "description": "new"},
        (MODIFY, MODIFY),
        {"NeedReset": True},
        (
            {"description": "old", "limits": [], "value": MASK},
            {"description": "new", "limits": [PER_DAY], "value": f"{MASK} (new)"},
        ),
    ),
    "deleted": Case(
        [token("backend", value="another-value"), token()],
        {"state": "absent"},
        (DELETE,),
        {"AuthTokenValue": VALUE},
        ({"state": "present"}, {"state": "absent"}),
    ),
    "is not there": Case([token("backend")], {"state": "absent", "rotate": True, "limits": [PER_DAY]}),
    "other names are others": Case([token("Frontend"), token("frontend2")], {"state": "absent"}),
    "members omitted": Case(
        [], {"description": "Web"}, (CREATE,), {}, ({}, {"description": "Web", "state": "present"}),
        behaviour={"null_style": "omitted"},
    ),
}  # fmt: skip


def prepare(stage: Stage, case: Case) -> list[Task]:
    stage.behaviour = case.behaviour
    group_of(stage, case.there)
    return four_tasks({"service_group_name": stage.name, "name": "frontend", "reveal": True, **case.options}, MODULE)


batch = Batch("tokens", CASES, prepare)


@batch.parametrize()
def test_four_times(done: Done[Case]) -> None:
    case, four = done.case, done.four
    if not case.calls:
        four.is_equal()
    elif case.settles:
        four.converges(list(case.calls))
    else:
        four.predicts()
        assert four.real.actions == four.check_again.actions == four.real_again.actions == list(case.calls)
    for call in case.calls[-1:]:
        body = four.real.body(call)
        assert body["ServiceGroupId"] == done.services[0].rpartition("-")[0]
        for name, value in case.sends.items():
            if name == "AuthToken":  # its age is counted from another moment
                body["AuthToken"]["Base"].pop("CreateTime"), value["Base"].pop("CreateTime", None)
            assert body[name] == value
    identity = {"service_group_id": done.services[0].rpartition("-")[0], "name": "frontend"}
    before, after = case.diff
    shown = {"before": {**identity, **before} if before else {}, "after": {**identity, **after} if after else {}}
    assert four.real.diff == shown
    check_values(done, four)


def check_values(done: Done[Case], four: Four) -> None:
    """The value is that of the token as it is now; in check mode null where it is not known; masked everywhere else."""
    absent = done.case.options.get("state") == "absent"
    is_new = CREATE in done.case.calls or f"{MASK} (new)" in done.case.diff[1].values()
    value, known = four.real.result["value"], four.check.result["value"]
    if absent:
        assert value is None
        assert four.real.result["auth_token"] is None
        return
    assert four.real.result["auth_token"]["base"]["value"] == MASK
    assert four.real.result["auth_token"]["base"]["name"] == "frontend"
    assert four.real.result["token_id"] == four.real.result["auth_token"]["base"]["id"]
    if is_new:
        assert len(value) == 32
        assert known is None
    else:
        assert value == known == VALUE
    for member in ("description",):
        assert (four.check.result["auth_token"]["base"][member] or "") == (
            four.real.result["auth_token"]["base"][member] or ""
        )
    if "limits" in done.case.options:
        for outcome in (four.check, four.real):
            limits = outcome.result["auth_token"]["limits"]
            assert by_strategy(limits) == by_strategy(done.case.options["limits"]) or not done.case.calls


def by_strategy(limits: list[Json]) -> list[Json]:
    """Limits in an order of their own."""
    return sorted(limits, key=lambda limit: str(limit["strategy"]))


WORKSPACE = "123456789012345678"


def test_a_life_in_a_workspace(emu: Emulator, playbook: Playbook) -> None:
    """Every call names the workspace; without reveal there is no value in any result."""
    service = emu.add_service("life", project_id=WORKSPACE)
    group = service.rpartition("-")[0]
    options = {"service_group_id": group, "project_id": WORKSPACE, "name": "frontend"}
    phases: list[tuple[Json, list[str]]] = [
        ({"description": "Web", "limits": [PER_MINUTE]}, [CREATE, MODIFY]),
        ({"description": "Web front end", "limits": [PER_DAY]}, [MODIFY]),
        ({"state": "absent"}, [DELETE]),
    ]
    outcomes = playbook.run([single for own, _calls in phases for single in four_tasks({**options, **own}, MODULE)])
    for number, (_own, calls) in enumerate(phases):
        four = Four(*outcomes[4 * number : 4 * number + 4]).converges(calls)
        assert {entry.params["TiProjectId"] for entry in four.real.requests} == {WORKSPACE}
        assert "value" not in four.real.result
        told = [warning for warning in four.real.warnings if "authorization" in warning]
        assert bool(told) == ("state" not in _own)
    assert not emu.account.groups[group].auth_tokens


@dataclass(frozen=True)
class Trouble:
    """A task that meets faults: how it ends, and the labels and outcomes of its writes."""

    there: list[Json]
    options: Json
    faults: tuple[Control, ...]
    writes: tuple[str, ...]
    code: str = ""
    says: tuple[str, ...] = ()
    warns: str = ""
    behaviour: Json = field(default_factory=dict)


ADOPTED = "has taken effect"
LIMITS = {"limits": [PER_DAY]}
TROUBLES = {
    "create throttled": Trouble(
        [], {}, (fault("throttle", CREATE),), (f"{CREATE} RequestLimitExceeded", f"{CREATE} ok")
    ),
    "create, answer lost": Trouble([], {}, (fault("drop_after", CREATE),), (f"{CREATE} drop_after",), warns=ADOPTED),
    "create, answer cut": Trouble([], {}, (fault("truncated", CREATE),), (f"{CREATE} truncated",), warns=ADOPTED),
    "create, error after the effect": Trouble(
        [], LIMITS, (fault("internal_error_after", CREATE),), (f"{CREATE} InternalError", f"{MODIFY} ok"), warns=ADOPTED
    ),
    "create never arrived": Trouble(
        [],
        {},
        (fault("drop_before", CREATE),),
        (f"{CREATE} drop_before",),
        "ClientError.Connection",
        ("is not known", "Run the task again"),
    ),
    "create is seen late": Trouble([], LIMITS, (fault("stale_read", READ, times=3),), (f"{CREATE} ok", f"{MODIFY} ok")),
    "create is refused": Trouble(
        [],
        {},
        (fault("error", CREATE, code="OperationDenied"),),
        (f"{CREATE} OperationDenied",),
        "OperationDenied",
    ),
    "limits are refused": Trouble(
        [],
        LIMITS,
        (fault("error", MODIFY, code="InvalidParameter"),),
        (f"{CREATE} ok", f"{MODIFY} InvalidParameter"),
        "InvalidParameter",
    ),
    "modify, answer lost": Trouble(
        [token()], LIMITS, (fault("drop_after", MODIFY),), (f"{MODIFY} drop_after",), warns=ADOPTED
    ),
    "modify is seen late": Trouble([token()], LIMITS, (fault("stale_read", READ, times=3),), (f"{MODIFY} ok",)),
    "rotate throttled": Trouble(
        [token()],
        {"rotate": True},
        (fault("throttle", MODIFY),),
        (f"{MODIFY} RequestLimitExceeded", f"{MODIFY} ok"),
    ),
    "rotate, answer lost": Trouble(
        [token()], {"rotate": True}, (fault("drop_after", MODIFY),), (f"{MODIFY} drop_after",), warns=ADOPTED
    ),
    "rotate never arrived": Trouble(
        [token()],
        {"rotate": True},
        (fault("drop_before", MODIFY),),
        (f"{MODIFY} drop_before",),
        "ClientError.Connection",
        ("is not known",),
    ),
    "rotate is seen late": Trouble(
        [token()], {"rotate": True}, (fault("stale_read", READ, times=3),), (f"{MODIFY} ok",)
    ),
    "rotate keeps the creation time": Trouble(
        [token(age=3)],
        {"rotate": True, "rotate_if_older_than": 1},
        (),
        (f"{MODIFY} ok",),
        warns="did not renew the creation time",
        behaviour={"reset_keeps_create_time": True},
    ),
    "delete, answer lost": Trouble(
        [token()], {"state": "absent"}, (fault("drop_after", DELETE),), (f"{DELETE} drop_after",), warns=ADOPTED
    ),
    "deleted meanwhile": Trouble(
        [token()],
        {"state": "absent"},
        (fault("error", DELETE, code="ResourceNotFound", when="after"),),
        (f"{DELETE} ResourceNotFound",),
        warns=ADOPTED,
    ),
    "delete, the API quotes the value": Trouble(
        [token()],
        {"state": "absent"},
        (fault("error", DELETE, code="InvalidParameter", message=f"The token {VALUE} is strange."),),
        (f"{DELETE} InvalidParameter",),
        "InvalidParameter",
        (f"The token {MASK} is strange",),
    ),
}


def prepare_trouble(stage: Stage, case: Trouble) -> list[Task]:
    stage.behaviour = case.behaviour
    group_of(stage, case.there)
    clean: Control = ("DELETE", "faults", {})
    options = {"service_group_name": stage.name, "name": "frontend", **case.options}
    again = {**options, "rotate": False}
    return [task(MODULE, options, emulator=[clean, *case.faults]), task(MODULE, again, emulator=[clean])]


troubles = Batch("token-troubles", TROUBLES, prepare_trouble)


@troubles.parametrize()
def test_trouble(done: Done[Trouble]) -> None:
    """Nothing is created twice, and the next run goes on from what is there."""
    case, (first, again) = done.case, done.outcomes
    assert tuple(f"{entry.label} {entry.outcome}" for entry in first.writes) == case.writes, str(first)
    if case.code:
        first.failed_with(case.code, *case.says)
    else:
        first.succeeded()
        assert first.actions == first.applied
        again.did_nothing()
    again.succeeded()
    assert case.warns in " ".join(first.warnings)
    assert bool(case.warns) == bool(first.warnings), str(first)
    assert not any(VALUE in str(outcome.result) for outcome in done.outcomes)
    assert len([label for label in first.applied + again.applied if label == CREATE]) == (0 if case.there else 1)


#: Tokens, options, and what the task says; nothing is written.
HIDDEN = [token(value="****4720")]
NO_WRITES: dict[str, tuple[list[Json], Json, Json, str, tuple[str, ...]]] = {
    "two of one name": (
        [token(value="one"), token(value="two")],
        {},
        {},
        "ClientError.Conflict",
        ("2 auth tokens have the name 'frontend': at-one, at-two",),
    ),
    "two of one name, absent": (
        [token(value="one"), token(value="two")],
        {"state": "absent"},
        {},
        "ClientError.Conflict",
        ("at-one, at-two",),
    ),
    "masked, changed": (
        [token()],
        {"description": "new"},
        {"token_values": "masked"},
        "ClientError.Conflict",
        ("masked",),
    ),
    "masked, rotated": ([token()], {"rotate": True}, {"token_values": "masked"}, "ClientError.Conflict", ("masked",)),
    "masked, deleted": (
        [token()],
        {"state": "absent"},
        {"token_values": "masked"},
        "ClientError.Conflict",
        ("masked",),
    ),
    "masked, created with limits": (
        [token("backend")],
        LIMITS,
        {"token_values": "masked"},
        "ClientError.Conflict",
        ("limited", "masked"),
    ),
    "masked in part": (HIDDEN, {"description": "new"}, {}, "ClientError.Conflict", ("masked",)),
    "age not known": (
        [token(CreateTime="")],
        {"rotate": True, "rotate_if_older_than": 9},
        {},
        "ClientError.Conflict",
        ("age of auth token 'frontend'",),
    ),
}


def prepare_no_write(stage: Stage, case: tuple[list[Json], Json, Json, str, tuple[str, ...]]) -> list[Task]:
    stage.behaviour = case[2]
    group_of(stage, case[0])
    options = {"service_group_name": stage.name, "name": "frontend", **case[1]}
    return [task(MODULE, options, check=True), task(MODULE, options)]


no_writes = Batch("token-no-writes", NO_WRITES, prepare_no_write)


@no_writes.parametrize()
def test_refused_before_any_write(done: Done[tuple[list[Json], Json, Json, str, tuple[str, ...]]]) -> None:
    for outcome in done.outcomes:
        outcome.failed_with(done.case[3], *done.case[4])
        assert not outcome.writes
        assert VALUE not in str(outcome.result)


REFUSALS: dict[str, tuple[Json, tuple[str, ...]]] = {
    "no name": ({"name": None}, ("missing required arguments: name",)),
    "empty name": ({"name": " "}, ("name: is empty",)),
    "no group": ({"service_group_name": None}, ("one of the following is required",)),
    "two groups": ({"service_group_id": "ms-1"}, ("mutually exclusive",)),
    "unknown strategy": ({"limits": [{"strategy": "PerHour", "max": 1}]}, ("PerMinute, PerDay",)),
    "no strategy": ({"limits": [{"max": 1}]}, ("missing required arguments: strategy",)),
    "no number": ({"limits": [{"strategy": "PerDay"}]}, ("limits[0].max: is missing",)),
    "limit of nothing": ({"limits": [{"strategy": "PerDay", "max": 0}]}, ("limits[0].max: is 0",)),
    "one strategy twice": ({"limits": [PER_DAY, {**PER_DAY, "max": 5}]}, ("limits: has 2 entries with strategy 'PerDay'",)),
    "negative age": ({"rotate": True, "rotate_if_older_than": -1}, ("rotate_if_older_than: is -1",)),
    "age in part": ({"rotate_if_older_than": 1.5}, ("rotate_if_older_than",)),
}  # fmt: skip


def prepare_refusal(stage: Stage, case: tuple[Json, tuple[str, ...]]) -> list[Task]:
    options = {"service_group_name": stage.name, "name": "frontend", **case[0]}
    return [task(MODULE, {name: value for name, value in options.items() if value is not None})]


refusals = Batch("token-refusals", REFUSALS, prepare_refusal)


@refusals.parametrize()
def test_refused_before_any_call(done: Done[tuple[Json, tuple[str, ...]]]) -> None:
    done.only.refused(*done.case[1])


def test_without_a_group(emu: Emulator, playbook: Playbook) -> None:
    """No group is an error, but for a token that shall not be there."""
    options = {"service_group_name": "nobody", "name": "frontend"}
    missing, absent = playbook.run([task(MODULE, options), task(MODULE, {**options, "state": "absent"})])
    missing.failed_with("ClientError.NotFound", "There is no service group nobody")
    absent.did_nothing()


def test_reads_of_older_gateways(emu: Emulator, playbook: Playbook) -> None:
    """Where the group does not say which tokens it has, the call info does: a name is never created twice."""
    emu.behaviour.update(null_style="omitted")
    emu.add_service("old", group_members={"AuthorizationEnable": True, "AuthTokens": [token()]})
    with emu.cloud.lock:
        next(iter(emu.account.groups.values())).overlay["AuthTokens"] = None
    options = {"service_group_name": "old", "name": "frontend"}
    Four(*playbook.run(four_tasks(options, MODULE))).is_equal()


def test_reveal_of_what_is_masked(emu: Emulator, playbook: Playbook) -> None:
    emu.behaviour.update(token_values="masked")
    emu.add_service("masked", group_members={"AuthorizationEnable": True, "AuthTokens": [token()]})
    options = {"service_group_name": "masked", "name": "frontend", "reveal": True}
    for outcome in playbook.run(four_tasks(options, MODULE)):
        assert outcome.did_nothing().result["value"] is None
        assert any("cannot be revealed" in warning for warning in outcome.warnings)


def test_without_waiting_an_old_value_is_not_taken_for_the_new_one(emu: Emulator, playbook: Playbook) -> None:
    emu.add_service("hasty", group_members={"AuthorizationEnable": True, "AuthTokens": [token()]})
    options = {"service_group_name": "hasty", "name": "frontend", "rotate": True, "reveal": True, "wait": False}
    (outcome,) = playbook.run([task(MODULE, options, emulator=[fault("stale_read", READ, times=9)])])
    assert outcome.succeeded().actions == [MODIFY]
    assert outcome.result["value"] is None


def secrets_of(emu: Emulator) -> set[str]:
    """The values of all tokens that there are."""
    return {known["Base"]["Value"] for group in emu.account.groups.values() for known in group.auth_tokens}


def test_no_value_in_any_text(emu: Emulator, playbook: Playbook) -> None:
    """At -vvv, in check mode and for real, in successes and failures; the harness looks for the value that is seeded."""
    emu.add_service("quiet", group_members={"AuthorizationEnable": True, "AuthTokens": [token()]})
    group = {"service_group_name": "quiet"}
    options = {**group, "name": "frontend"}
    quoting = [
        fault("error", action, code=code, message=f"The token {VALUE} is strange.")
        for action, code in ((MODIFY, "InvalidParameter"), (DELETE, "OperationDenied"))
    ]
    tasks = [
        task(MODULE, {**options, "description": "new"}, check=True),
        task(MODULE, {**options, "description": "newer"}, emulator=quoting[:1]),
        task(MODULE, {**options, "description": "new"}),
        task(MODULE, {**options, "state": "absent", "reveal": True}, emulator=quoting[1:]),
        task("tione_service_group", {**group, "authorization_enable": True}),
        task(MODULE, {**options, "rotate": True}, check=True),
        task(MODULE, {**options, "rotate": True}),
        task(MODULE, {**group, "name": "second", "limits": [PER_DAY]}),
    ]
    playbook.secrets.add(VALUE)
    play = playbook.play(tasks, verbose="-vvv")
    assert [outcome.status for outcome in play.outcomes] == ["ok", "failed", "ok", "failed", "ok", "ok", "ok", "ok"]
    made = secrets_of(emu)
    assert len(made) == 2
    assert VALUE not in made
    assert not [value for value in made if value in play.output]
    assert not [value for value in made if value in str([outcome.result for outcome in play.outcomes])]


def test_reveal_shows_it_in_one_place(emu: Emulator, playbook: Playbook) -> None:
    """And with no_log, in none of the output."""
    emu.add_service("loud", group_members={"AuthorizationEnable": True})
    options = {"service_group_name": "loud", "name": "frontend", "reveal": True}
    play = playbook.play(
        [
            task(MODULE, options, register="kept", no_log=True),
            task(MODULE, {**options, "name": "{{ 'frontend' if kept.value | length == 32 else 'lost' }}"}, no_log=True),
        ],
        verbose="-vvv",
    )
    assert not [value for value in secrets_of(emu) if value in play.output]
    (outcome,) = playbook.run([task(MODULE, options)])
    value = outcome.did_nothing().result.pop("value")
    assert value in secrets_of(emu)
    assert value not in str(outcome.result)


@pytest.mark.parametrize("switch", ["unique_token_names", "tokens_need_authorization"])
def test_stricter_platforms(emu: Emulator, playbook: Playbook, switch: str) -> None:
    emu.behaviour.update(**{switch: True})
    emu.add_service("strict", group_members={"AuthorizationEnable": switch == "unique_token_names"})
    options = {"service_group_name": "strict", "name": "frontend"}
    outcomes: list[Outcome] = playbook.run(four_tasks(options, MODULE))
    if switch == "unique_token_names":
        Four(*outcomes).converges([CREATE])
        return
    outcomes[1].failed_with("OperationDenied", "authorization")
    assert any("is off" in warning for warning in outcomes[1].warnings)
