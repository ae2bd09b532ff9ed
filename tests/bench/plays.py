# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays in a clean environment, measured: what they cost, and what the emulator was asked meanwhile."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.collection import collections_path
from support.configured import configured

from .cost import BenchError, Cost, cost
from .server import Server

Task = dict[str, Any]

PLUGIN = "community.tencentcloud.tione"
OWN_PLUGINS = {"library": Path(__file__).with_name("library"), "action_plugins": Path(__file__).with_name("action")}


@dataclass(frozen=True)
class Play:
    """Tasks with the variables of their play, for so many hosts, all of them this machine."""

    tasks: Sequence[Task]
    variables: dict[str, Any]
    hosts: int = 1
    forks: int = 5


@dataclass(frozen=True)
class Run:
    """What a play or a script took, and the emulator's journal of it."""

    cost: Cost
    journal: list[dict[str, Any]]

    @property
    def throttled(self) -> int:
        """How many requests were refused for coming too fast."""
        return sum(entry["outcome"] == "RequestLimitExceeded" for entry in self.journal)

    @property
    def connections(self) -> int:
        """Over how many connections the requests came."""
        return len({entry["connection"] for entry in self.journal})


class Runner:
    """Runs plays and scripts in a folder, against a server."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.server = server
        self.folder = folder
        farm = collections_path(folder / "farm")
        self._env = {
            **configured(folder, farm, sys.executable, **OWN_PLUGINS),
            "NO_PROXY": "127.0.0.1",
            **server.env,
        }

    def play(self, play: Play) -> Run:
        """Run a play. Raises BenchError if anything in it fails."""
        header = {"hosts": "all", "connection": "local", "gather_facts": False, "vars": play.variables}
        playbook = self.folder / "playbook.json"
        playbook.write_text(json.dumps([{**header, "tasks": list(play.tasks)}]), encoding="utf-8")
        hosts = ",".join(["localhost"] if play.hosts == 1 else [f"host{number:04}" for number in range(play.hosts)])
        return self._run([_program("ansible-playbook"), "-i", f"{hosts},", "-f", str(play.forks), str(playbook)])

    def inventory(self, what: str, options: dict[str, Any]) -> Run:
        """Run ansible-inventory on a source with these options; `what` is its flag."""
        source = self.folder / "bench.tione.yml"
        source.write_text(json.dumps({"plugin": PLUGIN, **options}), encoding="utf-8")
        return self._run([_program("ansible-inventory"), "-i", str(source), what])

    def script(self, script: Path, *arguments: str) -> Run:
        """Run a Python script."""
        return self._run([sys.executable, str(script), *arguments])

    def _run(self, command: list[str]) -> Run:
        self.server.forget()
        taken = cost(command, self._env, self.folder)
        run = Run(taken, self.server.journal())
        bad = [entry for entry in run.journal if entry["outcome"] not in ("ok", "RequestLimitExceeded")]
        if bad:
            raise BenchError(f"{bad[0]['action']} was answered with {bad[0]['outcome']}")
        return run


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
