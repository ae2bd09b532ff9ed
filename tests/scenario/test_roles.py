# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each role by its full name, from an archive that was built and installed: nothing of the checkout is there."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import COLLECTION, Playbook
from scenario.harness.rollout_stage import PACE, description

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.parent.parent.name for path in ROOT.glob("roles/*/tasks/main.yml"))
#: What a role needs to do something.
GIVEN: dict[str, Json] = {
    "tione_rollout": {**PACE, "tione_rollout_service": description()},
    "tione_smoke": {"tione_smoke_service_group_name": "chat"},
    "tione_fleet": {"tione_fleet_service": description(service_group_name="more")},
    "tione_power": {"tione_power_state": "stopped", "tione_power_wait_interval": 0.1},
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of collections with ours, from its archive."""
    folder = tmp_path_factory.mktemp("installed")
    galaxy = [str(Path(sys.executable).with_name("ansible-galaxy")), "collection"]
    subprocess.run([*galaxy, "build", str(ROOT), "--output-path", str(folder)], check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    install = [*galaxy, "install", "--offline", "-p", str(folder), str(archive)]
    subprocess.run(install, check=True, capture_output=True)
    return folder


def test_every_role_by_its_full_name(emu: Emulator, playbook: Playbook, installed: Path) -> None:
    """One after the other, each in a play of its own."""
    emu.add_service("chat")
    mine = dataclasses.replace(playbook, farm=installed, programs=None)
    home = Path(tempfile.mkdtemp(prefix="play-", dir=mine.folder))
    variables = {"ansible_connection": "local", "community_tencentcloud_in_process": mine.in_process}
    for name in NAMES:
        variables |= GIVEN[name]
    inventory = {"all": {"hosts": {"localhost": variables}}}
    (home / "hosts.json").write_text(json.dumps(inventory), encoding="utf-8")
    plays = [{"hosts": "localhost", "gather_facts": False, "roles": [f"{COLLECTION}.{name}"]} for name in NAMES]
    (home / "playbook.json").write_text(json.dumps(plays), encoding="utf-8")
    output = mine.command("ansible-playbook", ["-i", "hosts.json", "playbook.json"], home)
    assert re.search(r"failed=0 ", output), output[-5000:]
    for name in NAMES:
        assert f"TASK [{COLLECTION}.{name} : " in output
    assert "ModifyServiceGroupWeights" in emu.journal.actions()
    assert len(emu.answers.calls) > 0
