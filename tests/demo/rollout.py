# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo of rollouts: a canary that fails at 25 % and is rolled back, then one that succeeds, and the reports of both.

It fails unless both end as they should.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from emulator.server import Emulator
from run import BOLD, RESET, clean_environment

REPORTS = HERE.parent / "output" / "rollout"
GROUP = "chat-live"


@dataclass(frozen=True)
class Act:
    """One rollout: what it shows, the release, the share of its answers that are wrong, and how it must end."""

    title: str
    release: str
    wrong: float
    outcome: str
    weights: tuple[int, ...]


ACTS = (
    Act("Release 2.5 answers wrongly now and then: at 25 % of the traffic it shows", "2.5", 40, "failed", (100, 0)),
    Act("Release 2.6 is good: it gets all the traffic, the old version retires", "2.6", 0, "succeeded", (0, 0, 100)),
)


def main() -> int:
    """Run both rollouts; the exit status."""
    started = time.monotonic()
    problems = []
    with tempfile.TemporaryDirectory(prefix="tione-demo-") as folder, Emulator() as emulator:
        print(f"{BOLD}TI-ONE emulator on {emulator.url}{RESET}")
        emulator.durations.update(pending=0.2, waiting=0.3, rolling=0.5, stopping=0.3)
        first = emulator.add_service(GROUP, weight=100)
        environment = clean_environment(Path(folder), emulator.env)
        for number, act in enumerate(ACTS, 2):
            emulator.answers.script(f"{first.rpartition('-')[0]}-{number}", wrong=act.wrong)
            problems += play(act, environment, emulator)
    print(f"\n{time.monotonic() - started:.0f} seconds; the emulator is stopped and its account is gone")
    print("\n".join(problems) if problems else "Both ended as they should.")
    return 1 if problems else 0


def play(act: Act, environment: Mapping[str, str], emulator: Emulator) -> list[str]:
    """Run one rollout and show it; what was not as it should be."""
    given = {"release": act.release, "tione_rollout_report_dir": str(REPORTS)}
    quiet = {"ANSIBLE_DISPLAY_OK_HOSTS": "false", "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "false"}
    command = ["ansible-playbook", "rollout.yml", "-e", json.dumps(given)]
    print(f"\n{BOLD}# {act.title}\n$ ansible-playbook rollout.yml -e release={act.release}{RESET}", flush=True)
    earlier = set(REPORTS.glob("*.json"))
    done = subprocess.run(
        command, cwd=HERE, env={**environment, **quiet}, stdout=subprocess.PIPE, text=True, check=False
    )
    print(told(done.stdout))
    made = sorted(set(REPORTS.glob("*.json")) - earlier)
    if len(made) != 1:
        return [f"{act.title}: there is no report"]
    report = json.loads(made[0].read_text(encoding="utf-8"))
    show(report)
    print(f"{BOLD}Report: {made[0].with_suffix('.html')}{RESET}")
    weights = tuple(emulator.service(one)["Weight"] for one in emulator.service_ids(GROUP))
    if (report["outcome"], weights) != (act.outcome, act.weights):
        return [f"{act.title}: it {report['outcome']} with weights {weights}, not {act.outcome} with {act.weights}"]
    return []


def told(output: str) -> str:
    """The output of a playbook without tasks that only read or include others."""
    head, *tasks = output.strip().split("\n\nTASK ")
    *tasks, recap = [*tasks[:-1], *tasks[-1].split("\n\nPLAY RECAP ")] if tasks else [head]
    kept = [task for task in tasks if "changed: [" in task or "[ERROR]" in task]
    return "\n\n".join([head, *(f"TASK {task}" for task in kept), f"PLAY RECAP {recap}"])


def show(report: Mapping[str, Any]) -> None:
    """The plan, the shares over time and the gates."""
    print("\n".join(["", *report["plan"], ""]))
    for moment in report["timeline"]:
        shares = ", ".join(f"{name} {share:g} %" for name, share in moment["shares"].items())
        print(f"  {moment['after']:6.1f} s  {moment['step']:8}{shares}")
    for gate in report["gates"]:
        verdict = "passed" if gate["passed"] else f"FAILED: {gate['message']}"
        print(f"  {gate['after']:6.1f} s  {gate['step']:8}gate {gate['gate']} {verdict}")
    print(f"\n{report['message']}")


if __name__ == "__main__":
    sys.exit(main())
