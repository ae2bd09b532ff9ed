# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running playbooks as AWX does: the credential injected by AWX's own code, ansible-runner, artifacts read back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ansible_runner
import yaml
from awx_plugins.interfaces._temporary_private_api import ManagedCredentialType
from awx_plugins.interfaces._temporary_private_credential_api import Credential
from awx_plugins.interfaces._temporary_private_inject_api import inject_credential
from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.server import Emulator

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
TYPE = ROOT / "playbooks" / "awx" / "vars" / "credential_type.yml"
LONGEST = 200
#: A source of hosts that prints what AWX has stored of the inventory.
SCRIPT = "#!/usr/bin/env python3\nprint({!r})\n"


class Unsafe(str):
    """What somebody has entered, which AWX marks so that it is never taken for a template."""


class Loader(yaml.SafeLoader):
    """Reads variables of a play, in which texts may be marked as no templates."""


class Dumper(yaml.SafeDumper):
    """Writes such marks."""


Loader.add_constructor("!unsafe", lambda loader, node: loader.construct_scalar(node))
Dumper.add_representer(Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text)))


def marked(value: Any) -> Any:
    """The same with all texts marked."""
    if isinstance(value, Mapping):
        return {key: marked(element) for key, element in value.items()}
    if isinstance(value, list):
        return [marked(element) for element in value]
    return Unsafe(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Ran:
    """A job that has ended."""

    status: str
    #: What set_stats has left, where AWX takes it from.
    artifacts: Json
    messages: list[str]
    folder: Path

    def succeeded(self) -> Ran:
        """Assert that it did."""
        assert self.status == "successful", self.messages
        return self


@dataclass
class Awx:
    """A controller's part in a job, for one credential."""

    emulator: Emulator
    environment: Mapping[str, str]
    folder: Path
    inputs: Json = field(default_factory=dict)
    inventory: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = {"secret_id": SECRET_ID, "secret_key": SECRET_KEY, "token": "", "region": "ap-guangzhou"}
        self.inputs = {**own, "endpoint": self.emulator.env["TENCENTCLOUD_TIONE_ENDPOINT"], **self.inputs}

    def _private_data(self) -> Path:
        """The folder that becomes /runner in the container."""
        base = Path(tempfile.mkdtemp(prefix="awx-", dir=self.folder))
        for name in ("env", "inventory"):
            (base / name).mkdir()
        (base / "project").symlink_to(ROOT, target_is_directory=True)
        return base

    def injected(self, base: Path) -> tuple[Json, Json]:
        """The variables of a job's environment, and those that AWX shows."""
        kind = yaml.load(TYPE.read_text(encoding="utf-8"), Loader)
        inputs, injectors = kind["credential_type_inputs"], kind["credential_type_injectors"]
        made = ManagedCredentialType("tione", "Tencent Cloud", "cloud", inputs, injectors)
        env: Json = {}
        shown: Json = {}
        inject_credential(made, Credential(dict(self.inputs)), env, shown, [], str(base))
        return env, shown

    def run(self, playbook: str, answers: Json, *flags: str, artifacts: Json | None = None) -> Ran:
        """Run a job with answers to its survey, and artifacts of the jobs before in its workflow."""
        base = self._private_data()
        hosts = base / "inventory" / "hosts"
        hosts.write_text(SCRIPT.format(json.dumps(self.inventory or {"_meta": {"hostvars": {}}})), encoding="utf-8")
        hosts.chmod(0o700)
        variables = marked({"awx_user_name": "alice", **answers, **(artifacts or {})})
        (base / "env" / "extravars").write_text(yaml.dump(variables, Dumper=Dumper), encoding="utf-8")
        runner = ansible_runner.run(
            private_data_dir=str(base),
            playbook=playbook,
            ident="1",
            envvars={**self.environment, **self.injected(base)[0]},
            cmdline=" ".join(flags),
            quiet=True,
            timeout=LONGEST,
        )
        return self._ran(runner, base)

    @staticmethod
    def _ran(runner: Any, base: Path) -> Ran:
        events = list(runner.events)
        ends = [event["event_data"] for event in events if event["event"] == "playbook_on_stats"]
        failures = [event for event in events if event["event"].startswith("runner_on_failed")]
        messages = [str(event["event_data"].get("res", {}).get("msg", "")) for event in failures]
        stdout = (base / "artifacts" / "1" / "stdout").read_text(encoding="utf-8")
        return Ran(runner.status, (ends or [{}])[-1].get("artifact_data", {}), messages or [stdout[-3000:]], base)

    def sync(self, source: str) -> Json:
        """Read a source of the inventory as an update of AWX does, keep it for the jobs to come, and return it."""
        base = self._private_data()
        inventory, errors = ansible_runner.get_inventory(
            action="list",
            inventories=[str(base / "project" / source)],
            response_format="json",
            private_data_dir=str(base),
            envvars={**self.environment, **self.injected(base)[0]},
            quiet=True,
        )
        assert isinstance(inventory, dict), errors
        self.inventory = inventory
        return inventory

    def leaks(self, ran: Ran) -> list[str]:
        """The files of a job with its secret in them, less those that only the job itself reads."""
        files = [path for path in (ran.folder / "artifacts").rglob("*") if path.is_file() and path.name != "command"]
        return [path.name for path in files if SECRET_KEY.encode() in path.read_bytes()]
