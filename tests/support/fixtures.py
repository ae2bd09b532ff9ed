# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of several folders of tests: the emulator of a process, this collection in a folder, and tasks in this process."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from emulator.server import Emulator

from . import collection

__all__ = ["emu", "emulator", "farm", "inside"]

FAST = {"creating": 0.1, "pending": 0.1, "waiting": 0.1, "rolling": 0.1, "stopping": 0.1}


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """The emulator of this process."""
    with Emulator() as server:
        yield server


@pytest.fixture
def emu(emulator: Emulator) -> Emulator:
    """The emulator with an empty account and short phases."""
    emulator.reset()
    emulator.durations.update(**FAST)
    return emulator


@pytest.fixture(scope="session")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Ansible finds this checkout as the collection."""
    return collection.collections_path(tmp_path_factory.mktemp("collections"))


@pytest.fixture
def inside(emulator: Emulator) -> Iterator[Any]:
    """Tasks in this process on an empty account, on a time of their own."""
    hard = importlib.import_module("hard.inside")  # not above: the collection cannot be imported there yet
    emulator.reset()
    runner = hard.Inside(emulator)
    with runner.own_time():
        yield runner
