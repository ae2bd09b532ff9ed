# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take the pictures of the site anew: a diff, a wait and the report of a rollout, as the emulator and Ansible make them.

`python tools/pictures.py` writes into docs/site. It needs ansible-core, rich and what the emulator needs.
"""

from __future__ import annotations

import importlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tools import tree

SITE = ROOT / "docs" / "site"
WIDTH = 100
#: Fonts of another site, and who made the picture.
NEEDLESS = re.compile(r"@font-face \{.*?\}\s*|<!-- Generated .*?-->\s*", re.DOTALL)


def service(release: str) -> dict[str, Any]:
    """The service with an image of this release."""
    return {
        "service_group_name": "chat-prod",
        "charge_type": "POSTPAID_BY_HOUR",
        "instance_type": "TI.S.MEDIUM.POST",
        "image_info": {"image_type": "CCR", "image_url": f"ccr.ccs.tencentyun.com/team/chat:{release}"},
        "replicas": 4,
    }


TASK = {
    "name": "Serve release 2.5 with four replicas",
    "community.tencentcloud.tione_model_service": {**service("2.5"), "state": "started", "wait_interval": 1},
}
PLAY = {"name": "Deploy", "hosts": "localhost", "gather_facts": False, "tasks": [TASK]}
GATE = {"name": "answers", "type": "http", "probe": {"calls": 40, "max_error_percentage": 5}}
ROLLOUT = {
    "tione_rollout_service": service("2.6"),
    "tione_rollout_strategy": "canary",
    "tione_rollout_steps": [{"weight": 5}, {"weight": 25, "bake": 2}, {"weight": 50, "bake": 2}],
    "tione_rollout_gates": [GATE],
    "tione_rollout_retention": 0,
    "tione_rollout_wait_interval": 0.2,
}
ROLES = [{"role": "community.tencentcloud.tione_rollout", "vars": ROLLOUT}]


def ansible(folder: Path, play: Mapping[str, Any], options: list[str], env: Mapping[str, str]) -> str:
    """What ansible-playbook prints on a terminal with colours."""
    (folder / "site.yml").write_text(yaml.safe_dump([dict(play)], sort_keys=False), encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "TENCENTCLOUD_"))}
    settings = {
        "ANSIBLE_COLLECTIONS_PATH": str(tree.link(folder / "farm")),
        "ANSIBLE_FORCE_COLOR": "true",
        "ANSIBLE_HOME": str(folder / "ansible"),
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "COLUMNS": str(WIDTH),
    }
    command = [str(Path(sys.executable).with_name("ansible-playbook")), "site.yml", *options]
    done = subprocess.run(
        command, cwd=folder, env={**clean, **settings, **env}, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    return done.stdout.decode()


def draw(name: str, command: str, output: str) -> None:
    """Draw what a terminal shows."""
    console = importlib.import_module("rich.console").Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(importlib.import_module("rich.text").Text.from_ansi(f"$ {command}\n{output.strip()}"))
    picture = console.export_svg(title="ansible-playbook", unique_id=name)
    # REUSE-IgnoreStart
    comment = "<!-- Made by tools/pictures.py. SPDX-License-Identifier: GPL-3.0-or-later -->\n"
    # REUSE-IgnoreEnd
    head, tag, rest = picture.partition(">")
    drawn = f"{head}{tag}\n{comment}{NEEDLESS.sub('', rest)}"
    lines = "\n".join(line.rstrip() for line in drawn.splitlines())
    (SITE / "images" / f"{name}.svg").write_text(lines.rstrip() + "\n", encoding="utf-8")


def main() -> int:
    """Take all pictures."""
    emulator = importlib.import_module("emulator")
    with tempfile.TemporaryDirectory(prefix="pictures-") as name, emulator.Emulator() as cloud:
        folder = Path(name)
        old = {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/team/chat:2.4"}
        cloud.add_service("chat-prod", info={"Replicas": 2, "ImageInfo": old})
        draw(
            "diff", "ansible-playbook --check --diff site.yml", ansible(folder, PLAY, ["--check", "--diff"], cloud.env)
        )
        cloud.durations.update(rolling=4)
        live = ["-e", '{"community_tencentcloud_live": true}']
        draw("wait", "ansible-playbook site.yml", ansible(folder, PLAY, live, cloud.env))
        cloud.durations.update(creating=0.5, pending=0.5, waiting=0.5, rolling=0.5)
        reports = folder / "reports"
        roll = {**PLAY, "tasks": [], "roles": ROLES, "vars": {"tione_rollout_report_dir": str(reports)}}
        ansible(folder, roll, [], cloud.env)
        (report,) = reports.glob("*.html")
        (SITE / "static" / "rollout-report.html").write_text(report.read_text(encoding="utf-8"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
