# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: start the emulator, run playbooks on it as a user would, show what happened, clean up.

It fails unless every run changed exactly what it should have.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from emulator.server import Emulator

from tests.support.collection import collections_path

BOLD, RESET = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")


@dataclass(frozen=True)
class Act:
    """One run of ansible-playbook.

    title     what it shows
    playbook  file beside this one
    options   options of ansible-playbook
    changed   how many tasks must report a change
    writes    what the emulator must have been sent, in order
    """

    title: str
    playbook: str
    options: tuple[str, ...] = ()
    changed: int = 0
    writes: tuple[str, ...] = ()


ACTS = (
    Act("List service groups with filters and queries", "list.yml"),
    Act("Preview an update: nothing is sent that changes anything", "deploy.yml", ("--check", "--diff"), changed=1),
    Act("Make the update", "deploy.yml", ("--diff",), changed=1, writes=("update",)),
    Act("Run it again: nothing changes", "deploy.yml"),
    Act("Stop, start and scale", "lifecycle.yml", changed=3, writes=("STOP", "RESUME", "SCALE")),
)


def main() -> int:
    """Run all acts; the exit status."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tione-demo-") as folder, Emulator(seed="demo") as emulator:
        print(f"{BOLD}TI-ONE emulator on {emulator.url}, with a seeded account{RESET}")
        emulator.durations.update(pending=0.2, waiting=0.5, rolling=0.8, stopping=0.4)
        environment = clean_environment(Path(folder), emulator.env)
        outcomes = [play(act, environment, emulator) for act in ACTS]
    print(f"\n{BOLD}Summary{RESET}")
    for act, problem in zip(ACTS, outcomes, strict=True):
        print(f"  {'FAILED' if problem else 'ok':7}{act.title}" + (f": {problem}" if problem else ""))
    print(f"  {time.monotonic() - started:.0f} seconds; the emulator is stopped and its account is gone")
    return 1 if any(outcomes) else 0


def clean_environment(folder: Path, emulator: Mapping[str, str]) -> dict[str, str]:
    """An environment in which only the emulator and this checkout can be met."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "TENCENTCLOUD_"))}
    return {
        **kept,
        **emulator,
        "HOME": str(folder),
        "ANSIBLE_HOME": str(folder / "ansible"),
        "ANSIBLE_COLLECTIONS_PATH": str(collections_path(folder / "collections")),
        "ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml",
        "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_FORCE_COLOR": "true" if BOLD else "false",
        "NO_PROXY": "127.0.0.1",
    }


def play(act: Act, environment: Mapping[str, str], emulator: Emulator) -> str:
    """Run one act and show it; what was not as it should be, or an empty text."""
    emulator.journal.clear()
    command = ["ansible-playbook", *act.options, act.playbook]
    print(f"\n{BOLD}# {act.title}\n$ {' '.join(command)}{RESET}", flush=True)
    done = subprocess.run(command, cwd=HERE, env=dict(environment), stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout.strip())
    writes = tuple(str(entry.params.get("ServiceAction", "update")) for entry in emulator.journal.writes())
    print(
        f"The emulator was sent {len(emulator.journal)} requests, {len(writes)} of them writes: {', '.join(writes) or '-'}"
    )
    changed = sum(int(count) for count in re.findall(r"changed=(\d+)", done.stdout))
    if done.returncode:
        return f"ansible-playbook ended with status {done.returncode}"
    if (changed, writes) != (act.changed, act.writes):
        return f"{changed} tasks changed something with {writes}, but {act.changed} with {act.writes} should have"
    return ""


if __name__ == "__main__":
    sys.exit(main())
