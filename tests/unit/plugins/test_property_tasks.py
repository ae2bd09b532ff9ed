# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slice of the properties of tests/hard: any wish for any service, any tasks in any order and weather."""

from __future__ import annotations

from typing import Any

from emulator.server import Emulator
from hard.inside import Inside
from hard.machine import Tasks
from hard.promises import keeps
from hard.wishes import SERVICES, WISHES
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import run_state_machine_as_test

#: The same examples in each run.
BRIEF = settings(
    max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_any_wish_for_any_service(emulator: Emulator) -> None:
    inside = Inside(emulator)
    seen = set()

    @BRIEF
    @given(SERVICES, WISHES)
    def promised(service: dict[str, Any], wish: dict[str, Any]) -> None:
        seen.add(keeps(inside, service, wish))

    with inside.own_time():
        promised()
    assert "changed" in seen


def test_any_tasks_in_any_order_and_weather(emulator: Emulator) -> None:
    Tasks.emulator, Tasks.tried = emulator, [0]
    run_state_machine_as_test(Tasks, settings=settings(BRIEF, max_examples=6, stateful_step_count=8))
    assert Tasks.tried[0] >= 6
