# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the engine with a toy: a lamp that one call lights, another one dims and a third one takes away."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import MOST_REPEATS, Plan, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    OptionError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Goal, View
from toy_lamp import DIM, LIGHT, REMOVE, Fault, Lamp, World

OFF, BOTH = {"lit": False, "level": 0}, {"lit": True, "level": 5}


def session(world: World, **params: Any) -> Session:
    settings = {"wait": True, "wait_timeout": 60.0, "wait_interval": 5.0, **params}
    return Session(params=settings, client=world, warn=world.warn, progress=lambda line: None)


def converge(world: World, wanted: dict[str, Any] | None = None, **params: Any) -> dict[str, Any]:
    return Run(Lamp(world, wanted), session(world, **params)).converge()


def fails(world: World, wanted: dict[str, Any] | None = None, **params: Any) -> TencentCloudError:
    with pytest.raises(TencentCloudError) as caught:
        converge(world, wanted, **params)
    return caught.value


def api_error(code: str) -> ApiError:
    return ApiError(action="ModifyLamp", code=code, request_id="request-of-the-error")


def test_nothing_is_written_where_nothing_differs() -> None:
    world = World(BOTH)
    assert converge(world, BOTH) == {
        "lamp": BOTH,
        "lamp_id": "lamp-1",
        "changed": False,
        "actions": [],
        "request_ids": ["request-1"],
        "diff": {"before": {}, "after": {}},
    }
    assert world.writes == []


def test_steps_are_sent_one_after_the_other_each_after_the_last_one_has_settled() -> None:
    world = World(OFF, slow=1)
    result = converge(world, BOTH)
    assert world.writes == [{"lit": True}, {"level": 5}]
    assert world.actions == ["DescribeLamp", *["ModifyLamp", "DescribeLamp", "DescribeLamp"] * 2]
    assert result["actions"] == [LIGHT, DIM]
    assert result["changed"]
    assert result["lamp"] == BOTH
    assert result["diff"] == {"before": OFF, "after": BOTH}


@pytest.mark.parametrize("wanted", [BOTH, {"lit": True}, OFF, None], ids=["two steps", "one step", "none", "remove"])
def test_check_mode_writes_nothing_and_predicts_what_happens(wanted: dict[str, Any] | None) -> None:
    predicted = converge(world := World(OFF, check_mode=True), wanted)
    happened = converge(World(OFF), wanted)
    assert world.writes == []
    assert world.actions == ["DescribeLamp"]
    assert predicted.keys() == happened.keys()
    for key in ("changed", "actions", "diff", "lamp", "lamp_id"):
        assert predicted[key] == happened[key]


def test_an_object_is_removed_and_its_absence_waited_for() -> None:
    result = converge(World(OFF, slow=2), None)
    assert (result["actions"], result["changed"], result["lamp"]) == ([REMOVE], True, None)
    again = converge(World(None), None)
    assert (again["actions"], again["changed"], again["lamp"]) == ([], False, None)


SENT, NOT_SENT = "sent, no answer", "never sent"


def problem(name: str) -> TencentCloudError:
    if name in (SENT, NOT_SENT):
        return TransportError("The line broke.", request_was_sent=name == SENT, action="ModifyLamp")
    return api_error(name)


@pytest.mark.parametrize("name", ["InternalError", "OperationDenied", SENT])
def test_a_write_that_failed_but_took_effect_counts_as_done_with_a_warning(name: str) -> None:
    world = World(OFF, Fault(problem(name), takes_effect=True))
    result = converge(world, {"lit": True})
    assert result["actions"] == [LIGHT]
    assert world.writes == [{"lit": True}]
    assert [LIGHT in warning and "has taken effect" in warning for warning in world.warnings] == [True]


@pytest.mark.parametrize("name", ["InternalError", SENT])
@pytest.mark.parametrize(("slow", "blind"), [(1, 0), (0, 1), (1, 1)], ids=["late", "a read fails", "both"])
def test_an_effect_that_shows_late_is_waited_for_a_little(name: str, slow: int, blind: int) -> None:
    world = World(OFF, Fault(problem(name), takes_effect=True), slow=slow, blind=blind)
    assert converge(world, {"lit": True})["actions"] == [LIGHT]


def test_a_delete_of_what_is_gone_already_is_done() -> None:
    world = World(OFF, Fault(api_error("ResourceNotFound"), takes_effect=True))
    assert converge(world, None)["actions"] == [REMOVE]


@pytest.mark.parametrize("blind", [0, 99], ids=["reads succeed", "reads fail too"])
@pytest.mark.parametrize(
    "name",
    [
        "InternalError",
        "OperationDenied",
        SENT,
        NOT_SENT,
        "RequestLimitExceeded",
        "AuthFailure.UnauthorizedOperation",
        "OperationDenied.BalanceInsufficient",
        "ResourceInsufficient",
        "InvalidParameterValue",
        "ResourceNotFound",
        "NeverHeardOf",
    ],
)
def test_a_write_without_effect_is_never_repeated_and_its_own_error_is_raised(name: str, blind: int) -> None:
    error = problem(name)
    world = World(OFF, Fault(error), blind=blind)
    assert fails(world, BOTH) is error
    assert world.writes == [{"lit": True}]
    assert error.result["actions"] == []
    assert not error.result["changed"]
    assert world.warnings == []


@pytest.mark.parametrize(
    "name", [NOT_SENT, "RequestLimitExceeded", "AuthFailure.UnauthorizedOperation", "InvalidParameterValue"]
)
def test_after_a_write_that_was_not_executed_nothing_is_looked_for(name: str) -> None:
    world = World(OFF, Fault(problem(name)))
    fails(world, BOTH)
    assert world.actions == ["DescribeLamp", "ModifyLamp"]


def test_after_a_write_without_an_answer_the_user_is_told_that_it_may_have_happened() -> None:
    error = TransportError("The line broke.", request_was_sent=True)
    fails(World(OFF, Fault(error)), {"lit": True})
    assert f"Whether {LIGHT} was done is not known" in str(error)


def test_a_busy_object_is_read_again_and_tried_again() -> None:
    world = World(OFF, Fault(api_error("ResourceInUse")), Fault(api_error("FailedOperation.Processing")))
    result = converge(world, {"lit": True})
    assert result["actions"] == [LIGHT]
    assert world.writes == [{"lit": True}] * 3
    assert world.actions[:3] == ["DescribeLamp", "ModifyLamp", "DescribeLamp"]
    assert world.clock.elapsed >= 10


def test_what_somebody_else_did_meanwhile_is_no_change() -> None:
    def light(world: World) -> None:
        world.lamp = {"lit": True, "level": 0}

    world = World(OFF, Fault(api_error("ResourceInUse"), meanwhile=light))
    result = converge(world, {"lit": True})
    assert (result["actions"], result["changed"]) == ([], False)
    assert result["diff"] == {"before": {}, "after": {}}


def test_the_diff_shows_only_what_was_left_to_this_task() -> None:
    def light(world: World) -> None:
        world.lamp = {"lit": True, "level": 0}

    result = converge(World(OFF, Fault(api_error("ResourceInUse"), meanwhile=light)), BOTH)
    assert (result["actions"], result["changed"]) == ([DIM], True)
    assert result["diff"] == {"before": {"level": 0}, "after": {"level": 5}}


def test_a_refused_write_may_have_another_way() -> None:
    world = World({"lit": True, "level": 0}, Fault(api_error("UnknownParameter")))
    result = converge(world, BOTH)
    assert world.writes == [{"level": 5}, {"level": 1}]
    assert (result["actions"], result["lamp"]) == ([DIM], {"lit": True, "level": 1})


def test_an_object_that_stays_busy_fails_when_the_time_is_up() -> None:
    world = World(OFF, *[Fault(api_error("ResourceInUse")) for _number in range(99)])
    error = fails(world, {"lit": True}, wait_timeout=30.0)
    assert error.error_code == "ResourceInUse"
    assert 30 <= world.clock.elapsed <= 36


def test_a_write_that_does_not_stick_is_refused_after_some_repeats() -> None:
    class Stubborn(Lamp):
        def _step(self, name: str, value: Any) -> Step:
            return Step(
                LIGHT, Goal("any", lambda now: True, lambda now: "", lambda now: ""), lambda now: False, "ModifyLamp"
            )

    world = World(OFF)
    with pytest.raises(ConflictError, match=f"{LIGHT} was sent {MOST_REPEATS} times") as caught:
        Run(Stubborn(world, {"lit": True}), session(world)).converge()
    assert len(world.writes) == MOST_REPEATS
    assert caught.value.result["actions"] == [LIGHT] * MOST_REPEATS


def test_one_call_for_each_of_many_parts_is_no_repetition() -> None:
    class Chandelier(Lamp):
        def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
            goal = Goal("any", lambda now: True, lambda now: "", lambda now: "")
            bulbs = [f"bulb-{number}" for number in range(MOST_REPEATS + 3)][len(done) :]
            steps = [Step(LIGHT, goal, lambda now: False, "ModifyLamp", {bulb: True}, target=bulb) for bulb in bulbs]
            return Plan(tuple(steps))

    world = World(OFF)
    result = Run(Chandelier(world, {}), session(world)).converge()
    assert result["actions"] == [LIGHT] * (MOST_REPEATS + 3)
    assert len(world.writes) == MOST_REPEATS + 3


@pytest.mark.parametrize("code", ["InvalidParameterValue", "ResourceInUse", "InternalError"])
def test_what_is_refused_may_be_tried_in_another_way(code: str) -> None:
    class Clever(Lamp):
        def refused(self, step: Step, error: ApiError) -> bool:
            self.wanted = {"level": 5}
            return step.body == {"lit": True}

    world = World(OFF, Fault(api_error(code)))
    result = Run(Clever(world, {"lit": True}), session(world)).converge()
    assert world.writes == [{"lit": True}, {"level": 5}]
    assert result["actions"] == [DIM]
    assert world.clock.elapsed == 0


def test_the_difference_is_that_of_the_first_plan_that_sends_anything() -> None:
    class Patient(Lamp):
        def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
            if len(world.actions) > 1:
                return super().plan(view, done)
            goal = Goal("any", lambda now: True, lambda now: "", lambda now: "")
            return Plan((Step("wait a little", goal, lambda now: True),))

    world = World(OFF)
    result = Run(Patient(world, BOTH), session(world)).converge()
    assert result["actions"] == [LIGHT, DIM]
    assert result["diff"] == {"before": OFF, "after": BOTH}


def test_a_failure_after_the_first_step_says_what_was_done_and_what_is_there() -> None:
    error = api_error("InvalidParameterValue")
    world = World(OFF, None, Fault(error))
    assert fails(world, BOTH) is error
    assert error.result == {
        "changed": True,
        "lamp": {"lit": True, "level": 0},
        "lamp_id": "lamp-1",
        "actions": [LIGHT],
        "request_ids": ["request-1", "request-2", "request-3"],
    }
    assert error.request_id == "request-of-the-error"
    assert error.action == "ModifyLamp"
    assert error.as_result()["lamp_id"] == "lamp-1"


def test_a_failed_wait_says_what_was_done_and_the_last_request() -> None:
    world = World({**OFF, "broken": "the bulb is burnt"}, slow=9)
    error = fails(world, {"lit": True})
    assert isinstance(error, WaitError)
    assert "the bulb is burnt" in str(error)
    assert error.result["actions"] == [LIGHT]
    assert error.result["changed"]
    assert error.request_id == world.request_ids[-1]
    assert error.action == "DescribeLamp"


def test_only_a_failed_wait_is_diagnosed_with_the_last_state() -> None:
    broken = {**OFF, "broken": "the bulb is burnt"}
    for faults, diagnosed in (([], [("ClientError.WaitFailed", broken)]), ([Fault(api_error("InternalError"))], [])):
        world = World(broken, *faults, slow=9)
        lamp = Lamp(world, {"lit": True})
        with pytest.raises(TencentCloudError):
            Run(lamp, session(world)).converge()
        assert lamp.diagnosed == diagnosed


def test_a_pace_that_cannot_be_is_refused_before_any_call() -> None:
    world = World(OFF)
    with pytest.raises(OptionError) as caught:
        converge(world, BOTH, wait_interval=0.0)
    assert caught.value.option_path == "wait_interval"
    assert world.calls == []


def test_a_failure_to_plan_has_the_keys_of_a_result() -> None:
    error = fails(World(None), BOTH)
    assert error.result == {
        "changed": False,
        "lamp": None,
        "lamp_id": "lamp-1",
        "actions": [],
        "request_ids": ["request-1"],
    }


def test_without_waiting_the_task_ends_after_its_last_call() -> None:
    world = World(OFF, slow=99)
    result = converge(world, {"lit": True}, wait=False)
    assert result["actions"] == [LIGHT]
    assert result["lamp"] == OFF
    assert world.actions == ["DescribeLamp", "ModifyLamp", "DescribeLamp"]
    assert world.clock.elapsed == 0


def test_without_waiting_calls_that_depend_on_each_other_still_wait() -> None:
    world = World(OFF, slow=1)
    result = converge(world, BOTH, wait=False)
    assert result["actions"] == [LIGHT, DIM]
    assert world.writes == [{"lit": True}, {"level": 5}]


@pytest.mark.parametrize(("wait", "elapsed"), [(True, 60), (False, 0)])
def test_what_goes_on_still_is_waited_for_though_nothing_differs(wait: bool, elapsed: float) -> None:
    world = World({**BOTH, "warm": False})
    if wait:
        assert "did not become warm" in str(fails(world, BOTH, wait=wait))
    else:
        assert not converge(world, BOTH, wait=wait)["changed"]
    assert world.clock.elapsed == pytest.approx(elapsed, abs=2)
    assert world.writes == []
