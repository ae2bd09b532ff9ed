# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running real playbooks in a clean environment."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.pods import MANIFEST_SECRET
from emulator.server import Emulator
from support.configured import configured

from . import record
from .outcome import Outcome, from_line
from .warm import Programs

Task = dict[str, Any]
Control = tuple[str, str, dict[str, Any]]

COLLECTION = "community.tencentcloud"
MODULE = "tione_model_service"
#: The modules that wait.
PACED = frozenset({MODULE, "tione_service_group", "tione_auth_token"})
WRITERS = PACED | {"tione_model_services"}
#: The pace of tests; a wait that is longer than this is a failure.
PACE = {"wait_interval": 0.05, "wait_timeout": 8}
LONGEST_PLAY = 280
#: What no output may ever show.
SECRETS = frozenset({SECRET_ID, SECRET_KEY, MANIFEST_SECRET})
CALLBACKS = Path(__file__).resolve().parents[1] / "callback"
SETTINGS = {"callback_plugins": CALLBACKS, "callbacks_enabled": "outcomes", "inject_invocation": True}


def task(
    module: str, options: Mapping[str, Any], *, check: bool = False, emulator: Iterable[Control] = (), **keywords: Any
) -> Task:
    """A task of a playbook; ``emulator`` are control requests that are made just before it."""
    pace = PACE if module in PACED else {}
    return {
        "name": f"{module} in check mode" if check else module,
        f"{COLLECTION}.{module}": {**pace, **options},
        "check_mode": check,
        "diff": True,
        "ignore_errors": True,
        "vars": {"emulator": [list(request) for request in emulator]},
        **keywords,
    }


def fault(kind: str, action: str = "ModifyModelService", **options: Any) -> Control:
    """The control request that plans a fault."""
    return "POST", "faults", {"kind": kind, "action": action, **options}


def status(service_id: str, name: str, reason: str = "") -> Control:
    """The control request that shows a service in another status at once."""
    return "POST", f"services/{service_id}", {"status": name, "reason": reason}


@dataclass(frozen=True)
class Play:
    """A playbook that has run."""

    outcomes: list[Outcome]
    output: str


@dataclass
class Playbook:
    """Runs playbooks on localhost against one emulator."""

    emulator: Emulator
    farm: Path
    folder: Path
    #: What runs modules: this Python, or one that is warm.
    interpreter: Path = Path(sys.executable)
    #: Runs Ansible's programs from a process that is warm, where there is one.
    programs: Programs | None = None
    #: Whether the action plugins may do the modules' work, which they do if the interpreter is this Python.
    in_process: bool = True
    #: Where all outcomes are written down, for a comparison of test runs.
    record: Path | None = None
    #: More texts that no output may show.
    secrets: set[str] = field(default_factory=set)

    def run(self, tasks: list[Task], **options: Any) -> list[Outcome]:
        """The outcomes of tasks, in order."""
        return self.play(tasks, **options).outcomes

    def play(
        self, tasks: list[Task], *, env: Mapping[str, str | None] | None = None, verbose: str = "", **keywords: Any
    ) -> Play:
        """Run tasks as one play; ``env`` sets variables (None unsets one), ``keywords`` are those of the play."""
        home = Path(tempfile.mkdtemp(prefix="play-", dir=self.folder))
        variables = {"community_tencentcloud_in_process": self.in_process, **keywords.pop("vars", {})}
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": tasks, **keywords}
        play["vars"] = variables
        (home / "playbook.json").write_text(json.dumps([play], ensure_ascii=False), encoding="utf-8")
        arguments = ["-i", "localhost,", *([verbose] if verbose else []), str(home / "playbook.json")]
        output = self.command("ansible-playbook", arguments, home, env)
        outcomes = self.outcomes(home)
        assert len(outcomes) == len(tasks), output[-6000:]
        if self.record is not None:
            record.write(self.record, tasks, outcomes, home)
        return Play(outcomes, output)

    def command(
        self, program: str, arguments: list[str], home: Path, env: Mapping[str, str | None] | None = None
    ) -> str:
        """Run one of Ansible's programs and return what it printed, in which no secret may be."""
        printed = self._run([str(Path(sys.executable).with_name(program)), *arguments], home, env or {})
        written = home / "outcomes.jsonl"
        results = written.read_text(encoding="utf-8") if written.is_file() else ""
        for secret in SECRETS | self.secrets:
            assert secret not in printed, f"the output shows {secret}:\n{excerpt(printed, secret)}"
            assert secret not in results, f"a result shows {secret}:\n{excerpt(results, secret)}"
        return printed

    def _run(self, command: list[str], home: Path, env: Mapping[str, str | None]) -> str:
        variables = self.environment(home, env)
        if self.programs is not None and self.programs.suit(variables):
            return self.programs.run(command, variables, home, LONGEST_PLAY)
        return subprocess.run(
            command,
            env=variables,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=LONGEST_PLAY,
            check=False,
        ).stdout

    def environment(self, home: Path, env: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """The variables of programs that run there; ``env`` sets more of them (None unsets one)."""
        variables = {
            **configured(home, self.farm, self.interpreter, **SETTINGS),
            "SCENARIO_OUTCOMES": str(home / "outcomes.jsonl"),
            "SCENARIO_EMULATOR": self.emulator.url,
            **self.emulator.env,
            **(env or {}),
        }
        return {name: value for name, value in variables.items() if value is not None}

    def outcomes(self, home: Path) -> list[Outcome]:
        """The outcomes of the tasks that ran there, in order."""
        written = home / "outcomes.jsonl"
        lines = written.read_text(encoding="utf-8").splitlines() if written.is_file() else []
        journal = list(self.emulator.journal)
        return [from_line(json.loads(line), journal) for line in lines]


def excerpt(text: str, word: str) -> str:
    """The surroundings of the first place where a word stands in a text."""
    place = text.index(word)
    return text[max(0, place - 500) : place + 200]
