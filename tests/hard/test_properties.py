# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Properties of writing tasks, with examples that hypothesis finds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from emulator.server import Emulator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import run_state_machine_as_test

from hard.inside import Inside
from hard.ledger import PROPERTIES, Ledger
from hard.machine import Tasks
from hard.promises import keeps
from hard.wishes import SERVICES, WISHES

THOROUGH = settings(
    max_examples=500,
    deadline=None,
    database=None,
    print_blob=True,
    phases=(Phase.generate,),  # a failure tells its example; making that small can take longer than all else
    suppress_health_check=list(HealthCheck),
)
INTERLEAVINGS = settings(THOROUGH, max_examples=120, stateful_step_count=20)


def test_any_wish_for_any_service(inside: Inside, ledger: Ledger) -> None:
    """What was applied is read back and no change any more, check mode tells it before, and nothing else changes."""
    seen: Counter[str] = Counter()

    @THOROUGH
    @given(SERVICES, WISHES)
    def promised(service: dict[str, Any], wish: dict[str, Any]) -> None:
        seen["tried"] += 1
        seen[keeps(inside, service, wish)] += 1

    try:
        promised()
    finally:
        good = seen["changed"] + seen["as wished"] + seen["refused"]
        ledger.note(PROPERTIES, seen["tried"], seen["tried"] - good, outcomes=dict(seen))
    assert seen["changed"] > seen["tried"] / 2, seen


def test_any_tasks_in_any_order_and_weather(emulator: Emulator, ledger: Ledger) -> None:
    """After each task the account is as a plain model of it says."""
    Tasks.emulator, Tasks.tried = emulator, [0]
    broken = 1
    try:
        run_state_machine_as_test(Tasks, settings=INTERLEAVINGS)
        broken = 0
    finally:
        ledger.note(PROPERTIES, Tasks.tried[0], broken, steps=INTERLEAVINGS.stateful_step_count)
