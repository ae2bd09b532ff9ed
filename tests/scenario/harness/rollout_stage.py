# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollouts on a stage: a group of versions, and the role run on it, to its end or until it is killed."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from emulator.server import Emulator

from .outcome import Json
from .playbook import COLLECTION, Playbook
from .role_stage import Ran, RoleStage

CREATE, UPDATE, WEIGH = "CreateModelService", "ModifyModelService", "ModifyServiceGroupWeights"
STOP, DELETE = f"{UPDATE}:STOP", "DeleteModelService"
OLD_IMAGE, NEW_IMAGE = "ccr.ccs.tencentyun.com/example/infer:1.0", "ccr.ccs.tencentyun.com/example/infer:2.0"
PACE = {"tione_rollout_wait_interval": 0.1, "tione_rollout_wait_timeout": 8, "tione_rollout_retention": 0}
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


class Stage(RoleStage):
    """A group of versions, and the role run on it."""

    report = "tione_rollout_report"

    def __init__(self, emulator: Emulator, playbook: Playbook) -> None:
        super().__init__(emulator, playbook)
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

    def prepare(self, service: Json | None, variables: Json) -> tuple[Path, str, str, str]:
        """A folder, and the arguments of ansible-playbook for a play with nothing but the role."""
        named = {f"tione_rollout_{name}": value for name, value in variables.items()}
        given = {"tione_rollout_service": service or description(), **self.variables, **named}
        name = f"{COLLECTION}.tione_rollout"
        tasks = [{"name": "Roll out", "ansible.builtin.include_role": {"name": name}}]
        after = [{"name": "Go on after the role", "ansible.builtin.debug": {"msg": "went on"}}]
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "vars": given}
        home = self.home([{**play, "tasks": tasks + after}])
        return home, "-i", "localhost,", str(home / "playbook.json")

    def run(self, *flags: str, service: Json | None = None, **variables: Any) -> Ran:
        """Run the role; variables without their prefix."""
        return self.play(*self.prepare(service, variables), *flags)

    def running(
        self, service: Json | None = None, **variables: Any
    ) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
        """The role while it runs."""
        return self.playing(*self.prepare(service, variables))

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
