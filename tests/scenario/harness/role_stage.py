# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of a role: what it did, said and reported, to its end or until it is killed."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator.server import Emulator

from .outcome import Json, Outcome
from .playbook import Playbook

FAILED = "Fail as the rollout has failed"
LONGEST = 60


@dataclass
class Ran:
    """A run of the role."""

    outcomes: list[Outcome]
    writes: list[Any]
    output: str
    stats: Json = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """The writes that took effect."""
        return [entry.label for entry in self.writes if entry.applied]

    @property
    def failure(self) -> str:
        """The message of its failure."""
        failed = [outcome for outcome in self.outcomes if outcome.name.endswith(FAILED) and outcome.status == "failed"]
        assert failed, self.output[-5000:]
        return failed[0].msg

    @property
    def plan(self) -> str:
        """The plan that it showed."""
        return "\n".join(self.named("Show the plan").result["msg"])

    @property
    def changed(self) -> list[str]:
        """The tasks that say they changed something."""
        return [outcome.name for outcome in self.outcomes if outcome.result.get("changed")]

    def named(self, name: str) -> Outcome:
        """The last task of that name."""
        return [outcome for outcome in self.outcomes if outcome.name.endswith(name)][-1]

    def succeeded(self) -> Ran:
        """Assert that no task failed for good."""
        assert re.search(r"failed=0 ", self.output), self.output[-5000:]
        return self


class RoleStage:
    """An account, and playbooks with a role run on it."""

    #: The fact that holds the role's report.
    report = ""

    def __init__(self, emulator: Emulator, playbook: Playbook) -> None:
        self.emulator, self.playbook = emulator, playbook

    def home(self, plays: list[Json] | None = None) -> Path:
        """A folder for one run, with a playbook of these plays."""
        home = Path(tempfile.mkdtemp(prefix="play-", dir=self.playbook.folder))
        if plays is not None:
            (home / "playbook.json").write_text(json.dumps(plays), encoding="utf-8")
        return home

    def play(self, home: Path, *arguments: str, env: Mapping[str, str | None] | None = None) -> Ran:
        """Run ansible-playbook to its end."""
        earlier = len(self.emulator.journal)
        output = self.playbook.command("ansible-playbook", list(arguments), home, env)
        outcomes = self.playbook.outcomes(home)
        facts = [outcome.result.get("ansible_facts") or {} for outcome in outcomes]
        reports = [fact[self.report] for fact in facts if self.report in fact]
        writes = [entry for entry in list(self.emulator.journal)[earlier:] if entry.write]
        return Ran(outcomes, writes, output, reports[-1] if reports else {})

    @contextlib.contextmanager
    def playing(self, home: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """ansible-playbook while it runs; what is left at the end of the block is killed, so no module is run by others."""
        program = str(Path(sys.executable).with_name("ansible-playbook"))
        environment = dataclasses.replace(self.playbook, interpreter=Path(sys.executable)).environment(home)
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        command = [program, *arguments]
        with subprocess.Popen(command, env=environment, cwd=home, start_new_session=True, **quiet) as process:
            try:
                yield process
            finally:
                kill(process)

    def killed_after(self, writes: int, home: Path, *arguments: str) -> bool:
        """Kill ansible-playbook as soon as so many writes have been applied; whether it was still running."""
        earlier = len(self.emulator.journal)
        with self.playing(home, *arguments) as process:
            deadline = time.monotonic() + LONGEST
            while len([entry for entry in list(self.emulator.journal)[earlier:] if entry.applied]) < writes:
                assert process.poll() is None, "it ended before it was killed"
                assert time.monotonic() < deadline, "it made too few writes"
                time.sleep(0.005)
            return process.poll() is None


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, its group, and its children in groups of their own, all at once and for good."""
    family = [process.pid, *_descendants(process.pid)]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for one in family:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    process.wait(10)


def _descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return []
    return [one for child in map(int, children) for one in (child, *_descendants(child))]
