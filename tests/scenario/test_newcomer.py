# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer follows the start guide to the letter: from the built archive, in an empty home, in less than ten minutes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from support.documents import GUIDES, ROOT, Block, blocks

from scenario.harness.playbook import COLLECTION, MODULE, PACE, Playbook

TEN_MINUTES = 600
INSTALL = "ansible-galaxy collection install community.tencentcloud"
#: What stands between the steps in what is printed.
MARK = "=== step of the guide ==="
#: What pip and the emulator may need of the surroundings; all else is a fresh machine.
KEPT = re.compile(r"PIP_|(https?|no)_proxy$|SSL_CERT|REQUESTS_CA", re.IGNORECASE)


def built(folder: Path) -> Path:
    """The archive of the collection as it stands."""
    program = str(Path(sys.executable).with_name("ansible-galaxy"))
    command = [program, "collection", "build", str(ROOT), "--output-path", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    (archive,) = folder.glob("community-tencentcloud-*.tar.gz")
    return archive


def script(page: list[Block], archive: Path) -> str:
    """The commands of the page as one session of a shell, which ends at the first that fails."""
    commands = [block.text for block in page if block.language == "shell"]
    assert sum(INSTALL in command for command in commands) == 1
    commands = [command.replace(INSTALL, f"ansible-galaxy collection install {archive}") for command in commands]
    ending = "trap 'kill $(jobs -p) 2>/dev/null' EXIT\n"
    return f"set -eum\n{ending}" + "".join(f"echo '{MARK}'\n{command}" for command in commands)


def environment(home: Path) -> dict[str, str]:
    """The variables of a fresh login of somebody whose python3 is the one that runs the tests."""
    kept = {name: value for name, value in os.environ.items() if KEPT.match(name)}
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to(Path(getattr(sys, "_base_executable", sys.executable)).resolve())
    path = f"{home / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    local = {"no_proxy": "127.0.0.1,localhost", "NO_PROXY": "127.0.0.1,localhost"}
    return {**kept, **local, "HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"}


def expected(page: list[Block]) -> dict[int, list[str]]:
    """What the guide says that the commands before it print, by the number of the step; lines of three dots stand for others."""
    found: dict[int, list[str]] = {}
    step = 0
    for block in page:
        if block.language == "shell":
            step += 1
        elif block.language == "text":
            found[step] = [line for line in block.text.splitlines() if line.strip(" .")]
    return found


def words(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


@pytest.mark.long
@pytest.mark.timeout(TEN_MINUTES)
def test_the_start_guide_as_it_stands(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Every command works, and prints what the guide shows."""
    if pytestconfig.getoption("--path") == "ordinary":
        pytest.skip("a newcomer lets Ansible choose the way")
    home = tmp_path / "home"
    home.mkdir()
    page = blocks(GUIDES / "start.rst")
    session = script(page, built(tmp_path))
    for block in page:
        if block.caption:
            (home / block.caption).write_text(block.text, encoding="utf-8")
    began = time.monotonic()
    with (tmp_path / "transcript").open("w+", encoding="utf-8") as transcript:
        ended = subprocess.run(
            ["bash", "-c", session],
            cwd=home,
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=transcript,
            stderr=subprocess.STDOUT,
            timeout=TEN_MINUTES,
            check=False,
        )
        transcript.seek(0)
        said = transcript.read()
    print(f"{said}\nThe guide takes {time.monotonic() - began:.0f} seconds.")
    assert ended.returncode == 0, said[-4000:]
    steps = [words(step) for step in said.split(MARK)]
    for step, lines in expected(page).items():
        for line in lines:
            assert words(line) in steps[step], f"step {step} does not print {line!r}:\n{steps[step]}"
    assert list((home / "reports").glob("*.html"))


def test_each_example_of_a_setting_is_applied_once(playbook: Playbook) -> None:
    """The guide of settings as it stands: every task changes something, and nothing when it runs again."""
    tasks = [task for block in blocks(GUIDES / "declare_a_service.rst") for task in yaml.safe_load(block.text)]
    secrets = {"registry_password": "password-of-the-registry", "api_key": "value-of-the-key"}
    playbook.secrets.update(secrets.values())
    for changed in (True, False):
        outcomes = playbook.run(
            tasks,
            vars=secrets,
            module_defaults={f"{COLLECTION}.{MODULE}": PACE},
        )
        assert [(outcome.name, outcome.changed) for outcome in outcomes] == [(task["name"], changed) for task in tasks]
