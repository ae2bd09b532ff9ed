# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rulebook, run by ansible-rulebook: a version that becomes abnormal loses its traffic, once, also over a restart."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from ansible_rulebook.conf import settings
from ansible_rulebook.rules_parser import parse_rule_sets
from ansible_rulebook.validators import Validate
from emulator.server import Emulator

JAVA = Path(os.environ.get("JAVA_HOME", "/usr/lib/jvm/java-17-openjdk-amd64"))
RULEBOOK = "community.tencentcloud.tione_rollback"
LONGEST = 120
FENCED_YAML = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROOT = Path(__file__).resolve().parents[2]


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something is true; a rulebook that has ended is a failure."""
    deadline = time.monotonic() + LONGEST
    while not condition():
        assert process.poll() is None, "ansible-rulebook has ended"
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


@contextmanager
def watching(environment: Mapping[str, str], home: Path, log: Path) -> Iterator[subprocess.Popen[str]]:
    """The rulebook at work."""
    (home / "hosts").write_text("localhost ansible_connection=local\n", encoding="utf-8")
    variables = {"delay": 0.3, "state_file": str(home / "state.json")}
    (home / "watch.yml").write_text(json.dumps(variables), encoding="utf-8")
    program = str(Path(sys.executable).with_name("ansible-rulebook"))
    arguments = ["--rulebook", RULEBOOK, "-i", str(home / "hosts"), "--vars", str(home / "watch.yml"), "--verbose"]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [program, *arguments], env=environment, cwd=home, stdout=out, stderr=subprocess.STDOUT, text=True
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def rulebooks() -> Iterator[str]:
    """The rulebooks that are shipped, and those that the guide shows."""
    yield from (path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("extensions/eda/rulebooks/*.yml")))
    shown = FENCED_YAML.findall((ROOT / "docs" / "event-driven.md").read_text(encoding="utf-8"))
    yield from (text for text in shown if "sources:" in text)


@pytest.mark.parametrize("text", list(rulebooks()), ids=["shipped", "shown"])
def test_ansible_rulebook_can_read_it(
    text: str, environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its schema and its parser of conditions, without Java."""
    monkeypatch.setattr(settings, "ansible_galaxy_path", str(Path(sys.executable).with_name("ansible-galaxy")))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Validate.rulebook(yaml.safe_load(text))
    (ruleset,) = parse_rule_sets(yaml.safe_load(text))
    assert [source.source_name for source in ruleset.sources] == ["community.tencentcloud.tione"]
    assert len(ruleset.rules) == 1


@pytest.mark.long
@pytest.mark.skipif(not (JAVA / "bin" / "java").is_file(), reason="ansible-rulebook needs Java 17")
def test_a_version_that_becomes_abnormal(emu: Emulator, environment: Mapping[str, str], tmp_path: Path) -> None:
    """The version before is started and gets the traffic. What happens while nothing watches is seen after the start."""
    old, new = emu.add_service("chat", weight=0, status="Stopped"), emu.add_service("chat", weight=100)
    variables = {**environment, **emu.env, "JAVA_HOME": str(JAVA)}
    state = tmp_path / "state.json"
    with watching(variables, tmp_path, tmp_path / "first.log") as process:
        wait_for(state.exists, process)
        emu.set_status(new, "Abnormal")
        wait_for(lambda: emu.service(old)["Weight"] == 100, process)
        wait_for(lambda: json.loads(state.read_text(encoding="utf-8"))["services"][old]["weight"] == 100, process)
    assert (emu.service(new)["Weight"], emu.status(old)) == (0, "Normal")

    emu.set_status(new, "Normal")
    emu.set_status(old, "Abnormal")
    emu.journal.clear()
    with watching(variables, tmp_path, tmp_path / "second.log") as process:
        wait_for(lambda: "No other version can take the traffic" in log_of(tmp_path / "second.log"), process)
    assert emu.journal.writes() == []


def log_of(path: Path) -> str:
    """What a rulebook has printed so far."""
    return path.read_text(encoding="utf-8")
