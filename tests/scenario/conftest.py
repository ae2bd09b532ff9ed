# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the scenario tests: one emulator per process, reset for each test, and playbooks against it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("scenario.harness")

from emulator.server import Emulator
from support.configured import configured
from support.fixtures import emu, emulator, farm

from scenario.harness.batch import Batch, Done
from scenario.harness.playbook import SETTINGS, Playbook
from scenario.harness.warm import Programs, interpreter, programs

__all__ = ["emu", "emulator", "farm"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The way in which modules run is chosen for all tests."""
    parser.addoption("--path", choices=("fast", "ordinary"), default="fast", help="in the controller, or shipped")
    parser.addoption("--record", help="file to which the outcomes of all tasks are added")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let pytest-xdist keep the cases of one playbook run together (xdist_group), unless told otherwise."""
    if getattr(config.option, "numprocesses", None) and getattr(config.option, "dist", "") == "no":
        config.option.dist = "loadgroup"


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark also where pytest-xdist is not installed."""
    config.addinivalue_line("markers", "xdist_group(name): cases that share one run of ansible-playbook")


@pytest.fixture(scope="session")
def warm_interpreter() -> Iterator[Path]:
    """An interpreter that starts in no time, for all tests but those marked smoke."""
    with tempfile.TemporaryDirectory(prefix="warm-") as folder, interpreter(Path(folder)) as path:
        yield path


@pytest.fixture(scope="session")
def warm_programs(farm: Any, request: pytest.FixtureRequest) -> Iterator[Programs]:
    """Ansible's programs without the time that they need to start, for all tests but those marked smoke."""
    fast = request.config.getoption("path") == "fast"
    python = sys.executable if fast else str(request.getfixturevalue("warm_interpreter"))
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        environment = configured(Path(folder), farm, python, **SETTINGS)
        with programs(Path(folder), environment) as warm:
            yield warm


@pytest.fixture
def playbook(request: pytest.FixtureRequest, emulator: Emulator, farm: Any, tmp_path: Any) -> Playbook:
    """Playbooks against the emulator."""
    fast = request.config.getoption("path") == "fast"
    record = request.config.getoption("record")
    playbook = Playbook(emulator, farm, tmp_path, in_process=fast, record=Path(record) if record else None)
    if not request.node.get_closest_marker("smoke"):
        playbook.programs = request.getfixturevalue("warm_programs")
        playbook.interpreter = playbook.interpreter if fast else request.getfixturevalue("warm_interpreter")
    return playbook


@pytest.fixture
def done(request: pytest.FixtureRequest, playbook: Playbook) -> Done[Any]:
    """A case of a Batch that has run."""
    batch, name = request.param
    return _run(batch, name, request, playbook)


def _run(batch: Batch[Any], name: str, request: pytest.FixtureRequest, playbook: Playbook) -> Done[Any]:
    parameters = [getattr(item, "callspec", None) for item in request.session.items]
    rows = [callspec.params.get("done") for callspec in parameters if callspec is not None]
    return batch.done(name, {row[1] for row in rows if row is not None and row[0] is batch}, playbook)
