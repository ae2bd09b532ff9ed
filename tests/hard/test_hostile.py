# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever comes from outside, no traceback reaches a user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hard.hostile import (
    BODIES,
    FORGERS,
    PROFILES,
    SOURCES,
    TASKS,
    Forger,
    seed,
    survive,
    survive_profile,
    survive_source,
)
from hard.inside import Inside
from hard.ledger import INPUTS, Ledger
from hard.test_properties import THOROUGH

MANY = settings(THOROUGH, max_examples=1500)
FEW = settings(THOROUGH, max_examples=300)


def tried(ledger: Ledger, effort: settings, strategy: Any, survives: Callable[[Any], str]) -> Counter[str]:
    """Try all inputs of a strategy, and note how many there were and how they ended."""
    seen: Counter[str] = Counter()

    @effort
    @given(strategy)
    def one(value: Any) -> None:
        seen["tried"] += 1
        seen[survives(value)] += 1

    try:
        one()
    finally:
        good = sum(seen.values()) - seen["tried"]
        ledger.note(INPUTS, seen["tried"], seen["tried"] - good, ends=dict(seen))
    return seen


def test_replies(inside: Inside, ledger: Ledger) -> None:
    """One member of one reply is something else, or the reply as a whole."""
    strategy = st.tuples(st.sampled_from(sorted(TASKS)), st.one_of(FORGERS, FORGERS, BODIES))

    def survives(pair: tuple[str, Forger]) -> str:
        return survive(inside, *pair)

    seen = tried(ledger, MANY, strategy, survives)
    assert seen["ok"] and seen["failed"]


def test_credentials_files(inside: Inside, tmp_path: Path, ledger: Ledger) -> None:
    """Files of any content."""
    file = tmp_path / "credentials"
    assert tried(ledger, FEW, PROFILES, lambda content: survive_profile(inside, file, content))["failed"]


def test_inventory_sources(inside: Inside, tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources with any values."""
    for name, value in inside.emulator.env.items():
        monkeypatch.setenv(name, value)
    seed(inside.emulator)
    file = tmp_path / "a.tione.yml"
    seen = tried(ledger, FEW, SOURCES, lambda options: survive_source(file, options))
    assert seen["read"] and seen["refused"]
