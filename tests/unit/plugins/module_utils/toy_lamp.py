# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A toy for the engine: a lamp that one call lights, another one dims and a third one takes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Plan, Resource, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
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
    """The lamp behind its API.

    Writes meet the faults in order (None: no fault). `slow` reads pass before an effect can be seen, and `blind` reads fail
    after a fault.
    """

    def __init__(
        self, lamp: dict[str, Any] | None, *faults: Fault | None, slow: int = 0, blind: int = 0, **switches: Any
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
        self.diagnosed: list[tuple[str, View | None]] = []

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

    def refused(self, step: Step, error: ApiError) -> bool:
        """A lamp of the old kind has two levels only: another way is to be content with the higher one."""
        old_kind = error.error_code == "UnknownParameter"
        if old_kind:
            self.wanted = {**(self.wanted or {}), "level": 1}
        return old_kind

    def diagnose(self, error: WaitError, view: View | None) -> None:
        self.diagnosed.append((error.error_code, view))

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        return None if self.wanted is None else {**(view or {}), **self.wanted}

    def result(self, view: View | None) -> dict[str, Any]:
        return {"lamp": view, "lamp_id": "lamp-1"}
