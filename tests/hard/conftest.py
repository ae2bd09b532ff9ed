# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the hard tests, and the one summary that they end with (also build/hard.json)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("scenario.harness")

from emulator.server import Emulator
from support import collection
from support.fixtures import emulator, farm, inside

from hard.ledger import Ledger, begin_anew, summary

__all__ = ["emulator", "farm", "inside"]

BASE = pytest.StashKey[Any]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the collection importable; forget what an earlier run has noted."""
    config.stash[BASE] = tempfile.TemporaryDirectory(prefix="collections-")
    config.add_cleanup(config.stash[BASE].cleanup)
    if not collection.is_importable():
        collection.make_importable(Path(config.stash[BASE].name))
    if not hasattr(config, "workerinput"):
        begin_anew()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The summary."""
    terminalreporter.section("proof of reliability and security")
    for line in summary():
        terminalreporter.write_line(line)


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """Where a test notes what it has tried."""
    return Ledger(request.node.nodeid)


@pytest.fixture(scope="session")
def warm() -> Iterator[Path]:
    """An interpreter that starts in no time, for modules that are shipped."""
    from scenario.harness.warm import interpreter

    with tempfile.TemporaryDirectory(prefix="warm-") as folder, interpreter(Path(folder)) as path:
        yield path


@pytest.fixture
def playbook(emulator: Emulator, farm: Path, tmp_path: Path) -> Any:
    """Playbooks against the emulator."""
    from scenario.harness.playbook import Playbook

    emulator.reset()
    return Playbook(emulator, farm, tmp_path)
