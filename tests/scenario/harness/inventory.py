# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running ansible-inventory, and plays over an inventory source, in the clean environment of playbooks."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .outcome import Json, Outcome, from_line
from .playbook import COLLECTION, Playbook

PLUGIN = f"{COLLECTION}.tione"
REGION = "ap-guangzhou"
UNSAFE = "__ansible_unsafe"


def plain(value: Any) -> Any:
    """What ansible-inventory printed, without its marks of texts that are no templates."""
    if isinstance(value, dict):
        return plain(value[UNSAFE]) if UNSAFE in value else {key: plain(element) for key, element in value.items()}
    return [plain(element) for element in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Listed:
    """What ansible-inventory said of a source: hosts with their variables, groups with their hosts, and the calls."""

    variables: Mapping[str, Json]
    groups: Mapping[str, list[str]]
    calls: list[Json]
    output: str

    @property
    def hosts(self) -> list[str]:
        """The names of the hosts, in their order."""
        return self.groups.get("tione", [])

    def ids(self) -> dict[str, str]:
        """The ids of the services by the names of their hosts."""
        return {name: str(self.variables[name]["service_id"]) for name in self.hosts}


@dataclass
class Source:
    """Inventory sources in a folder, read by real programs."""

    playbook: Playbook
    folder: Path

    @classmethod
    def of(cls, playbook: Playbook) -> Source:
        """Sources in a folder of their own."""
        return cls(playbook, Path(tempfile.mkdtemp(prefix="source-", dir=playbook.folder)))

    def write(self, name: str = "a.tione.yml", **options: Any) -> Path:
        """Write a source; JSON is YAML too."""
        path = self.folder / name
        path.write_text(json.dumps({"plugin": PLUGIN, **options}, ensure_ascii=False), encoding="utf-8")
        return path

    def list(self, *, verbose: str = "", env: Mapping[str, str | None] | None = None, **options: Any) -> Listed:
        """Write a source and have it listed."""
        path, listed = self.write(**options), self.folder / "listed.json"
        listed.unlink(missing_ok=True)
        earlier = len(self.playbook.emulator.journal)
        arguments = ["-i", str(path), "--list", "--output", str(listed), *([verbose] if verbose else [])]
        output = self.playbook.command("ansible-inventory", arguments, self.folder, env)
        found = plain(json.loads(listed.read_text(encoding="utf-8"))) if listed.is_file() else {}
        variables = found.pop("_meta", {}).get("hostvars", {})
        groups = {name: group.get("hosts", []) for name, group in found.items()}
        calls = [{"region": entry.region, **entry.params} for entry in list(self.playbook.emulator.journal)[earlier:]]
        return Listed(variables, groups, calls, output)

    def play(
        self, tasks: list[Json], options: Json, env: Mapping[str, str | None] | None = None, hosts: str = "tione"
    ) -> tuple[list[Outcome], str]:
        """Run tasks for all hosts of a source on the controller: their outcomes, and the output."""
        path, file = self.write(**options), self.folder / "playbook.json"
        in_process = {"community_tencentcloud_in_process": self.playbook.in_process}
        variables = {
            **in_process,
            "ansible_connection": "local",
            "ansible_python_interpreter": "{{ ansible_playbook_python }}",
        }
        play = {"hosts": hosts, "gather_facts": False, "vars": variables, "tasks": tasks}
        file.write_text(json.dumps([play], ensure_ascii=False), encoding="utf-8")
        (self.folder / "outcomes.jsonl").unlink(missing_ok=True)
        output = self.playbook.command("ansible-playbook", ["-i", str(path), str(file)], self.folder, env)
        written = self.folder / "outcomes.jsonl"
        lines = written.read_text(encoding="utf-8").splitlines() if written.is_file() else []
        return [from_line(json.loads(line), list(self.playbook.emulator.journal)) for line in lines], output
