# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollouts on a stage: a group of versions, and the role run on it, to its end or until it is killed."""

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator.server import Emulator

from .outcome import Json, Outcome, from_line
from .playbook import COLLECTION, Playbook

CREATE, UPDATE, WEIGH = "CreateModelService", "ModifyModelService", "ModifyServiceGroupWeights"
STOP, DELETE = f"{UPDATE}:STOP", "DeleteModelService"
OLD_IMAGE, NEW_IMAGE = "ccr.ccs.tencentyun.com/example/infer:1.0", "ccr.ccs.tencentyun.com/example/infer:2.0"
PACE = {"tione_rollout_wait_interval": 0.1, "tione_rollout_wait_timeout": 8, "tione_rollout_retention": 0}
FAILED = "Fail as the rollout has failed"
LONGEST = 150
#: A gate of the user's own that fails at the weights it is told.
TASKS = """\
- name: Fail at some weights
  ansible.builtin.fail:
    msg: the answers were rated {{ tione_rollout_step.weight }}
  when: tione_rollout_step.weight in tione_rollout_gate_vars.bad
"""


def description(**changes: Any) -> Json:
    """What shall be rolled out."""
    image = {"image_type": "CCR", "image_url": NEW_IMAGE}
    plain = {"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S.MEDIUM.POST", "replicas": 1}
    return {"service_group_name": "chat", **plain, "image_info": image, **changes}


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


class Stage:
    """A group of versions, and the role run on it."""

    def __init__(self, emulator: Emulator, playbook: Playbook) -> None:
        self.emulator, self.playbook = emulator, playbook
        self.ids: list[str] = []
        self.variables: Json = {**PACE, "community_tencentcloud_in_process": playbook.in_process}

    def seed(self, *weights: int, **keywords: Any) -> Stage:
        """Versions with these weights; all but the last serve older images."""
        given = keywords.pop("info", {})
        for number, weight in enumerate(weights, 1):
            image = {"ImageType": "CCR", "ImageUrl": f"{OLD_IMAGE}.{number}", "RegistryRegion": "ap-guangzhou"}
            info = {"ImageInfo": image, **given}
            self.ids.append(self.emulator.add_service("chat", version=number, weight=weight, info=info, **keywords))
        return self

    def new_id(self) -> str:
        """The id that the next version will have."""
        return f"{self.ids[0].rpartition('-')[0]}-{len(self.ids) + 1}"

    def weights(self) -> list[int]:
        """The weights of all versions, by number."""
        return [self.emulator.service(one)["Weight"] for one in self.emulator.service_ids("chat")]

    def statuses(self) -> list[str]:
        """Their statuses."""
        return [self.emulator.status(one) for one in self.emulator.service_ids("chat")]

    def arguments(self, home: Path, variables: Json, service: Json | None) -> list[str]:
        """The arguments of ansible-playbook for a play with nothing but the role."""
        given = {"tione_rollout_service": service or description(), **self.variables, **variables}
        name = f"{COLLECTION}.tione_rollout"
        tasks = [{"name": "Roll out", "ansible.builtin.include_role": {"name": name}}]
        after = [{"name": "Go on after the role", "ansible.builtin.debug": {"msg": "went on"}}]
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "vars": given}
        play["tasks"] = tasks + after
        (home / "playbook.json").write_text(json.dumps([play]), encoding="utf-8")
        return ["-i", "localhost,", str(home / "playbook.json")]

    def run(self, *flags: str, service: Json | None = None, **variables: Any) -> Ran:
        """Run the role; variables without their prefix."""
        home = Path(tempfile.mkdtemp(prefix="play-", dir=self.playbook.folder))
        earlier = len(self.emulator.journal)
        output = self.playbook.command(
            "ansible-playbook", [*self.arguments(home, _prefixed(variables), service), *flags], home
        )
        journal = list(self.emulator.journal)
        lines = (home / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
        outcomes = [from_line(json.loads(line), journal) for line in lines]
        reports = [outcome for outcome in outcomes if outcome.name.endswith("Make the report")]
        stats = reports[-1].result["ansible_facts"]["tione_rollout_report"] if reports else {}
        return Ran(outcomes, [entry for entry in journal[earlier:] if entry.write], output, stats)

    @contextlib.contextmanager
    def running(self, service: Json | None = None, **variables: Any) -> Iterator[subprocess.Popen[bytes]]:
        """The role while it runs; what of it is left at the end of the block is killed, so no module is run by others."""
        home = Path(tempfile.mkdtemp(prefix="play-", dir=self.playbook.folder))
        program = str(Path(sys.executable).with_name("ansible-playbook"))
        command = [program, *self.arguments(home, _prefixed(variables), service)]
        environment = dataclasses.replace(self.playbook, interpreter=Path(sys.executable))._environment(home, {})
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        with subprocess.Popen(command, env=environment, cwd=home, start_new_session=True, **quiet) as process:
            try:
                yield process
            finally:
                kill(process)

    def kill_when(self, reached: Callable[[], bool], **variables: Any) -> bool:
        """Run the role and kill it at a moment; whether the moment came before its end."""
        with self.running(**variables) as process:
            deadline = time.monotonic() + LONGEST
            while not reached():
                if process.poll() is not None:
                    return False
                assert time.monotonic() < deadline, "the moment does not come"
                time.sleep(0.02)
            return True

    def file(self, name: str, text: str) -> str:
        """A file of the user's."""
        path = self.playbook.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def bad_at(self, *weights: int | None, **options: Any) -> list[Json]:
        """The user's gate, failing at these weights."""
        file = self.file("gate.yml", TASKS)
        return [{"type": "tasks", "name": "rating", "file": file, "vars": {"bad": list(weights)}, **options}]


def _prefixed(variables: Json) -> Json:
    return {f"tione_rollout_{name}": value for name, value in variables.items()}


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
