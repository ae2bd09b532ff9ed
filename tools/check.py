# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run everything that CI runs, the cheap checks first, and end with one line of counts."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import results

# Each stage starts only when the one before it passed. Playbook runs use both cores of a small machine by themselves.
STAGES = {
    "quick": ("-j", "2", "-s", "lint", "audit", "build", "units"),
    "playbooks": ("--no-dependencies", "-s", "demo", "smoke", "scenarios"),
    "sanity": ("-j", "2", "-s", "sanity"),
}


def run_stage(name: str) -> tuple[bool, list[results.Outcome]]:
    """Run the sessions of one stage; say whether all is well, and how each session ended."""
    report = results.FOLDER / f"stage-{name}.json"
    report.unlink(missing_ok=True)
    print(f"== {name} ==", flush=True)
    command = [sys.executable, "-m", "nox", "--report", str(report), *STAGES[name]]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    found = results.outcomes(report) if report.exists() else []
    broken = not found or any(outcome.failed for outcome in found)
    return done.returncode == 0 and not broken, found


def show(found: list[results.Outcome], not_run: list[str], seconds: float) -> None:
    """Print a table of all sessions."""
    print("\n== summary ==")
    for outcome in found:
        text = "no such Python here" if outcome.result == "skipped" else f"{outcome.seconds:6.1f} s"
        print(f"{outcome.name:34} {outcome.result:8} {outcome.passed:5} good {outcome.failed:3} bad   {text}")
    for name in not_run:
        print(f"{name:34} not run, because an earlier stage failed")
    print(f"{len(found)} sessions in {seconds:.0f} s\n")


def main() -> int:
    """Run the stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-going", action="store_true", help="start the next stage even after a failure")
    keep_going = parser.parse_args().keep_going
    shutil.rmtree(results.FOLDER, ignore_errors=True)
    results.FOLDER.mkdir(parents=True)
    began = time.monotonic()
    found: list[results.Outcome] = []
    well, left = True, list(STAGES)
    while left and (well or keep_going):
        good, ended = run_stage(left.pop(0))
        well = well and good
        found += ended
    show(found, left, time.monotonic() - began)
    passed, failed = sum(one.passed for one in found), sum(one.failed for one in found)
    failed = failed if well else max(failed, 1)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
