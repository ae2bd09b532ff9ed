# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what the engine tells a resource, and of how often it looks for the effect of a write that failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Plan, Resource, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Goal, View
from toy_lamp import LIGHT, REMOVE, Fault, Lamp, World

OFF, LIT = {"lit": False, "level": 0}, {"lit": True, "level": 0}
ANYTHING = Goal("any", lambda now: True, lambda now: "", lambda now: "")


class Told(Lamp):
    """A lamp that keeps what the engine tells it. It reads the states that are given, the last one for ever."""

    def __init__(self, world: World, wanted: dict[str, Any] | None, *states: View | None) -> None:
        super().__init__(world, wanted)
        self.told: list[Any] = []
        self._states = list(states)

    def read(self) -> View | None:
        view = super().read()
        return view if not self._states else self._states.pop(0) if len(self._states) > 1 else self._states[0]

    def sent(self, step: Step, reply: Mapping[str, Any]) -> None:
        self.told.append(("sent", step.label, dict(reply)))

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        self.told.append(("predicted", view, plan.labels))
        return super().predicted(view, plan)

    def unfinished(self, view: View | None) -> Goal | None:
        self.told.append(("unfinished", view))
        return None

    def confirmed(self, before: View | None, now: View) -> bool:
        self.told.append(("confirmed", before, now))
        return True


def run(lamp: Lamp, **params: Any) -> dict[str, Any]:
    settings = {"wait": True, "wait_timeout": 60.0, "wait_interval": 5.0, **params}
    world = lamp.world
    return Run(lamp, Session(settings, world, world.warn, lambda line: None)).converge()


def fails(lamp: Lamp, **params: Any) -> TencentCloudError:
    with pytest.raises(TencentCloudError) as caught:
        run(lamp, **params)
    return caught.value


def refusal(code: str) -> ApiError:
    return ApiError(action="ModifyLamp", code=code)


def test_the_resource_learns_what_was_sent_and_the_states_before_and_after() -> None:
    lamp = Told(World(OFF), {"lit": True})
    run(lamp)
    assert lamp.told == [("sent", LIGHT, {}), ("confirmed", OFF, LIT), ("unfinished", LIT)]


def test_a_prediction_is_made_of_the_state_and_the_plan() -> None:
    lamp = Told(World(OFF, check_mode=True), {"lit": True})
    run(lamp)
    assert lamp.told == [("predicted", OFF, [LIGHT])]


def test_a_plan_that_only_waits_predicts_no_change() -> None:
    class Patient(Lamp):
        def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
            return Plan((Step("wait a little", ANYTHING, lambda now: True),), Change({"lit": False}, {"lit": True}))

    result = run(Patient(World(OFF, check_mode=True), {}))
    assert (result["changed"], result["actions"]) == (False, [])
    assert result["diff"] == {"before": {}, "after": {}}


def test_a_resource_without_another_way_leaves_a_refusal_alone() -> None:
    class Plain(Lamp):
        refused = Resource.refused

    error = refusal("InvalidParameterValue")
    lamp = Plain(World(OFF, Fault(error)), {"lit": True})
    assert fails(lamp) is error
    assert lamp.world.writes == [{"lit": True}]


def test_a_first_read_that_fails_leaves_no_state_to_show() -> None:
    class Dark(Lamp):
        def read(self) -> View | None:
            raise TransportError("The line broke.", request_was_sent=False)

    assert fails(Dark(World(OFF), {"lit": True})).result == {
        "changed": False,
        "lamp": None,
        "lamp_id": "lamp-1",
        "actions": [],
        "request_ids": [],
    }


@pytest.mark.parametrize("last", [{**OFF, "broken": "burnt"}, None], ids=["broken", "gone"])
def test_a_failed_wait_shows_the_last_state_that_was_seen(last: View | None) -> None:
    seen = {**OFF, "level": 1}
    lamp = Told(World(OFF), {"lit": True}, OFF, seen, last)
    error = fails(lamp)
    assert isinstance(error, WaitError)
    assert lamp.diagnosed == [(error.error_code, last or seen)]
    assert error.result["lamp"] == (last or seen)


def test_a_write_that_does_not_stick_is_advised_on() -> None:
    class Forgetful(Lamp):
        def _step(self, name: str, value: Any) -> Step:
            return Step(LIGHT, ANYTHING, lambda now: False, "ModifyLamp")

    error = fails(Forgetful(World(OFF), {"lit": True}))
    assert isinstance(error, ConflictError)
    assert "--check --diff" in error.hint


@pytest.mark.parametrize(
    ("wanted", "code", "looks"),
    [
        (LIT, "OperationDenied", 1),
        (LIT, "ResourceNotFound", 0),
        (LIT, "InternalError", 3),
        (None, "OperationDenied", 1),
        (None, "ResourceNotFound", 1),
        (None, "InvalidParameterValue", 0),
    ],
)
def test_an_effect_is_looked_for_as_often_as_the_error_leaves_it_open(
    wanted: dict[str, Any] | None, code: str, looks: int
) -> None:
    lamp = Lamp(World(OFF, Fault(refusal(code))), wanted)
    assert fails(lamp).error_code == code
    write = REMOVE if wanted is None else "ModifyLamp"
    assert lamp.world.actions == ["DescribeLamp", write, *["DescribeLamp"] * looks]
