# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the engine with a toy: a lamp that is lit by one call and dimmed by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Callable

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import (
    MOST_REPEATS,
    Plan,
    Resource,
    Run,
    Session,
    Step,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Absence, Goal, View
from scripted_client import ScriptedClient

LIGHT, DIM, REMOVE = "ModifyLamp:LIGHT", "ModifyLamp:DIM", "DeleteLamp"


@dataclass
class Fault:
    """How one write goes wrong: what the caller sees, and what happens to the lamp."""

    error: Exception
    takes_effect: bool = False
    meanwhile: Callable[[World], None] | None = None


class World(ScriptedClient):
    """The lamp behind its API. `slow` reads pass before a write can be seen, `blind` reads fail after a fault."""

    def __init__(
        self, lamp: dict[str, Any] | None, *faults: Fault, slow: int = 0, blind: int = 0, **switches: Any
    ) -> None:
        super().__init__(**switches)
        self.lamp = lamp
        self.faults = list(faults)
        self.slow, self.blind = slow, blind
        self._coming: list[Callable[[], None]] = []
        self._failed = False

    def answer(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        if action == "DescribeLamp":
            return self._read()
        effect = self._effect(action, params)
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or fault.takes_effect:
            self._coming = [*[lambda: None] * self.slow, effect]
        if fault is None:
            self.request_ids.append(f"request-{len(self.calls)}")
            return {}
        if fault.meanwhile:
            fault.meanwhile(self)
        self._failed = True
        raise fault.error

    def _read(self) -> dict[str, Any]:
        if self._failed and self.blind:
            self.blind -= 1
            raise TransportError("The line broke.", request_was_sent=True)
        if self._coming:
            self._coming.pop(0)()
        self.request_ids.append(f"request-{len(self.calls)}")
        return dict(self.lamp or {})

    def _effect(self, action: str, params: Mapping[str, Any]) -> Callable[[], None]:
        def effect() -> None:
            self.lamp = None if action == REMOVE else {**(self.lamp or {}), **params}

        return effect

    @property
    def writes(self) -> list[dict[str, Any]]:
        return [params for action, params in self.calls if action != "DescribeLamp"]


class Lamp(Resource):
    """Wants to be lit, with a level, or to be away; planned like a service: first lit, then dimmed."""

    def __init__(self, world: World, wanted: dict[str, Any] | None) -> None:
        self.world, self.wanted = world, wanted

    def read(self) -> View | None:
        return self.world.call("DescribeLamp", {}) or None

    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        if self.wanted is None:
            gone = Goal("gone", lambda now: False, lambda now: "", lambda now: "", Absence.REACHES)
            steps = () if view is None else (Step(REMOVE, gone, lambda now: now is None, REMOVE),)
            return Plan(steps, Change({"lamp": 1}, {}) if steps else Change({}, {}))
        if view is None:
            raise ConflictError("There is no lamp.")
        differing = {name: value for name, value in self.wanted.items() if view.get(name) != value}
        steps = tuple(self._step(name, value) for name, value in sorted(differing.items(), reverse=True))
        return Plan(steps, Change({name: view.get(name) for name in differing}, differing))

    def _step(self, name: str, value: Any) -> Step:
        label = LIGHT if name == "lit" else DIM
        goal = Goal(label, lambda now: now.get(name) == value, lambda now: now.get("broken", ""), lambda now: "")
        return Step(label, goal, lambda now: now is not None and now.get(name) == value, "ModifyLamp", {name: value})

    def unfinished(self, view: View | None) -> Goal | None:
        return Goal("warm", lambda now: bool(now.get("warm", True)), lambda now: "", lambda now: "")

    def confirmed(self, before: View | None, now: View) -> bool:
        return True

    def describe(self, view: View) -> str:
        return str(sorted(view.items()))

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        return None if self.wanted is None else {**(view or {}), **self.wanted}

    def result(self, view: View | None) -> dict[str, Any]:
        return {"lamp": view, "lamp_id": "lamp-1"}


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


BROKEN_AFTER_SENDING = TransportError("The line broke.", request_was_sent=True, action="ModifyLamp")
NEVER_SENT = TransportError("No route.", request_was_sent=False, action="ModifyLamp")


@pytest.mark.parametrize(
    "error", [api_error("InternalError"), api_error("OperationDenied"), BROKEN_AFTER_SENDING], ids=str
)
def test_a_write_that_failed_but_took_effect_counts_as_done_with_a_warning(error: Exception) -> None:
    world = World(OFF, Fault(error, takes_effect=True))
    result = converge(world, {"lit": True})
    assert result["actions"] == [LIGHT]
    assert world.writes == [{"lit": True}]
    assert [LIGHT in warning and "has taken effect" in warning for warning in world.warnings] == [True]


@pytest.mark.parametrize("error", [api_error("InternalError"), BROKEN_AFTER_SENDING], ids=str)
def test_an_effect_that_shows_late_is_waited_for_a_little(error: Exception) -> None:
    result = converge(World(OFF, Fault(error, takes_effect=True), slow=1), {"lit": True})
    assert result["actions"] == [LIGHT]


@pytest.mark.parametrize("error", [api_error("InternalError"), BROKEN_AFTER_SENDING], ids=str)
def test_a_look_that_fails_does_not_hide_an_effect(error: Exception) -> None:
    result = converge(World(OFF, Fault(error, takes_effect=True), blind=1), {"lit": True})
    assert result["actions"] == [LIGHT]


UNCLEAR = [
    pytest.param(api_error("InternalError"), id="transient"),
    pytest.param(api_error("OperationDenied"), id="state conflict"),
    pytest.param(BROKEN_AFTER_SENDING, id="sent, no answer"),
    pytest.param(NEVER_SENT, id="never sent"),
    pytest.param(api_error("RequestLimitExceeded"), id="throttled for too long"),
    pytest.param(api_error("AuthFailure.UnauthorizedOperation"), id="forbidden"),
    pytest.param(api_error("OperationDenied.BalanceInsufficient"), id="money"),
    pytest.param(api_error("ResourceInsufficient"), id="stock"),
    pytest.param(api_error("InvalidParameterValue"), id="validation"),
    pytest.param(api_error("ResourceNotFound"), id="something named is missing"),
    pytest.param(api_error("NeverHeardOf"), id="unknown"),
]


@pytest.mark.parametrize("blind", [0, 99], ids=["", "reads fail too"])
@pytest.mark.parametrize("error", UNCLEAR)
def test_a_write_without_effect_is_never_repeated_and_its_own_error_is_raised(
    error: TencentCloudError, blind: int
) -> None:
    world = World(OFF, Fault(error), blind=blind)
    assert fails(world, BOTH) is error
    assert world.writes == [{"lit": True}]
    assert error.result["actions"] == []
    assert not error.result["changed"]
    assert world.warnings == []


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


def test_a_failure_after_the_first_step_says_what_was_done_and_what_is_there() -> None:
    error = api_error("InvalidParameterValue")
    world = World(OFF, slow=1)
    world.faults = []
    world_after_first = world.answer

    def second_write_fails(action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        if "level" in params:
            raise error
        return world_after_first(action, params)

    world.answer = second_write_fails  # type: ignore[method-assign]
    assert fails(world, BOTH) is error
    assert error.result == {
        "changed": True,
        "lamp": {"lit": True, "level": 0},
        "lamp_id": "lamp-1",
        "actions": [LIGHT],
        "request_ids": ["request-1", "request-2", "request-3", "request-4"],
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
