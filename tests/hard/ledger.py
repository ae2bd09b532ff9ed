# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hard tests have tried: a line for each test, and the sum of all. Processes share the folder."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from support.collection import ROOT

FOLDER = ROOT / "build" / "hard"
RESULT = ROOT / "build" / "hard.json"
FAULTS, PROPERTIES, SECRETS, INPUTS = "faults", "properties", "secrets", "inputs"


@dataclass(frozen=True)
class Ledger:
    """Notes of one test."""

    test: str

    def note(self, kind: str, tried: int, bad: int = 0, **more: Any) -> None:
        """Note how much was tried, and how much of it went wrong."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        line = {"kind": kind, "test": self.test, "tried": tried, "bad": bad, **more}
        name = "".join(char if char.isalnum() else "-" for char in self.test)
        (FOLDER / f"{name[-150:]}-{kind}.json").write_text(json.dumps(line) + "\n", encoding="utf-8")


def begin_anew() -> None:
    """Forget the notes of an earlier run."""
    for file in FOLDER.glob("*.json"):
        file.unlink()
    RESULT.unlink(missing_ok=True)


def summary() -> Iterator[str]:
    """The lines that tell what was tried, and with what result; all of it is kept in a file."""
    notes = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))]
    if not notes:
        yield "nothing was noted"
        return
    sums: dict[str, dict[str, int]] = defaultdict(lambda: {"tests": 0, "tried": 0, "bad": 0})
    for note in notes:
        total = sums[note["kind"]]
        total["tests"] += 1
        total["tried"] += note["tried"]
        total["bad"] += note["bad"]
    RESULT.write_text(json.dumps({"sums": sums, "notes": notes}, indent=1) + "\n", encoding="utf-8")
    faults, secrets = sums[FAULTS], sums[SECRETS]
    yield f"faults survived: {faults['tried'] - faults['bad']} of {faults['tried']}"
    yield f"properties: {sums[PROPERTIES]['tests']}, examples: {sums[PROPERTIES]['tried']}, broken: {sums[PROPERTIES]['bad']}"
    yield f"secrets leaked: {secrets['bad']} of {secrets['tried']} places"
    yield f"hostile inputs tried: {sums[INPUTS]['tried']}, tracebacks: {sums[INPUTS]['bad']}"
