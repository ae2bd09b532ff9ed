# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Count what the sessions of a run tested: each leaves a small file, and nox's reports say how each session ended."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).resolve().parents[1] / "build" / "results"


def junit_file(session: str, part: str = "") -> Path:
    """Return where pytest writes its results for this session, or for one of its runs of pytest."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.]+", "-", session).strip("-")
    return FOLDER / (f"{name}@{part}.xml" if part else f"{name}.xml")


def count_file(session: str) -> Path:
    """Return where a session without pytest writes how many checks passed and failed."""
    return junit_file(session).with_suffix(".json")


def forget(session: str, part: str = "") -> None:
    """Remove what an earlier run of this session left."""
    junit_file(session, part).unlink(missing_ok=True)
    count_file(session).unlink(missing_ok=True)


def count(session: str, passed: int, failed: int) -> None:
    """Write down how many checks of a session passed and failed."""
    count_file(session).write_text(json.dumps({"passed": passed, "failed": failed}), encoding="utf-8")


def count_sanity(session: str, output: str) -> None:
    """Write down how many sanity tests the output of ansible-test tells of."""
    failed = re.search(r"The (\d+) sanity test\(s\) listed below \(out of (\d+)\) failed", output)
    started = len(re.findall(r"^Running sanity test ", output, re.MULTILINE))
    bad, total = (int(failed[1]), int(failed[2])) if failed else (0, started)
    count(session, total - bad, bad)


def without_pip(output: str) -> str:
    """Return the output of ansible-test less what pip says on the way."""
    pip = ("Collecting ", "Installing ", "Looking in ", "Processing ", "Successfully ", "Using cached ", " ")
    return "\n".join(line for line in output.splitlines() if not line.startswith(pip))


@dataclass(frozen=True)
class Outcome:
    """How one session ended, with the number of its tests."""

    name: str
    result: str
    seconds: float
    passed: int
    failed: int


def _tests(session: str) -> tuple[int, int]:
    """Return how many tests of a session passed and failed, as far as it told."""
    if count_file(session).exists():
        counts = json.loads(count_file(session).read_text(encoding="utf-8"))
        return counts["passed"], counts["failed"]
    files = [junit_file(session), *sorted(FOLDER.glob(junit_file(session, "*").name))]
    suites = [suite for file in files if file.exists() for suite in ElementTree.parse(file).iter("testsuite")]
    numbers = [{key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")} for suite in suites]
    failed = sum(number["failures"] + number["errors"] for number in numbers)
    return sum(number["tests"] - number["skipped"] for number in numbers) - failed, failed


def outcomes(report: Path) -> list[Outcome]:
    """Read one of nox's reports. A session that failed counts as one failure at least, one that passed as one pass."""
    found = []
    for entry in json.loads(report.read_text(encoding="utf-8"))["sessions"]:
        name = (entry["signatures"] or [entry["name"]])[0]
        good = entry["result"] == "success"
        passed, failed = (0, 0) if entry["result"] == "skipped" else _tests(name)
        if good:
            passed, failed = max(passed, 1), 0
        elif entry["result"] != "skipped":
            failed = max(failed, 1)
        found.append(Outcome(name, entry["result"], float(entry.get("duration") or 0), passed, failed))
    return found
