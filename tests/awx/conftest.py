# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures: an emulator, and this collection beside awx.awx in one folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import released
from support.fixtures import emu, emulator, farm

__all__ = ["emu", "emulator", "farm"]


@pytest.fixture(scope="session")
def awx_collections() -> Path:
    """A folder with the collection awx.awx, kept from one run to the next where no check of the source looks."""
    return released.unpacked(HERE.parents[1] / ".nox" / "awx-collections")


@pytest.fixture
def environment(farm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """The environment of programs that find this collection and nothing of the user's."""
    (tmp_path / "ansible.cfg").touch()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)  # ansible-runner looks there for programs
    return {
        "PATH": path,
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "NO_PROXY": "127.0.0.1",
        "ANSIBLE_CONFIG": str(tmp_path / "ansible.cfg"),
        "ANSIBLE_HOME": str(tmp_path / "ansible"),
        "ANSIBLE_COLLECTIONS_PATH": str(farm),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_NOCOLOR": "1",
    }
