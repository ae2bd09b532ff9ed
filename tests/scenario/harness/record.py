# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of all outcomes of a test run, and their comparison: the ways to run a module must not differ.

``pytest tests/scenario --record FILE`` writes one; ``python tests/scenario/harness/record.py FILE FILE`` compares two.
With ``--part`` the second is of some of the tests only.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ON_ITS_WAY = "<on its way>"
#: What differs from run to run, whoever makes it.
CHANCE = (
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<emulator>"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+\d{2}:?\d{2})?"), "<time>"),
    (re.compile(r"AKIDTMP\w+"), "<temporary id>"),
    (re.compile(r"\bms-\w{8}-\d+-[0-9a-f]{10}(-[0-9a-f]{5})?\b"), "<pod>"),
    (re.compile(r"\b(containerd://|node-)[0-9a-f]+\b"), r"\1<number>"),
    (re.compile(r"\b10\.\d+\.\d+\.\d+\b"), "<address>"),
    (re.compile(r"/[^\s\"']*/(play-|pytest-|warm-)[^\s\"':]*"), "<path>"),
    (re.compile(r"\b\d+ (bytes|times|seconds)\b"), r"<number> \1"),
    (re.compile(r"^(Waiting|Pending)$"), ON_ITS_WAY),
    (re.compile(r"Valid booleans include: .*?(?=\. |$)"), "<booleans>"),
    (
        re.compile(
            r"^.*(connection to (<emulator> broke|tione\.invalid)|seconds of deadline are used up|Tried <number> times).*"
        ),
        "<no answer in time>",
    ),
)
GROUP_ID = re.compile(r"\bms-[0-9a-z]{8}\b")
#: What differs as well, by its name.
SKIPPED = {
    "request_id": "chosen by the emulator",
    "request_ids": "their number depends on how often a state was looked at",
    "pkg_id": "stands for a point in time",
    "pkg_log_id": "stands for a point in time",
    "context": "stands for a point in time",
    "answer": "of whichever call was the first",
    "latency": "how long calls took",
    "seconds": "how long a call took",
    "cross_tenant_eni_info": "holds a port that the system chose",
    "exception": "worded by Ansible",
    "ansible_facts": "gathered by Ansible",
}
#: What a service says from time to time stands in some logs and not in others.
LOG, FROM_TIME_TO_TIME = "content", "GET /health"
#: How far an update is depends on when somebody looks.
PROGRESS = "updated_replicas"


def write(file: Path, tasks: list[Json], outcomes: Iterable[Any], home: Path) -> None:
    """Add the outcomes of one play to a record. Their key is the file of the current test and the tasks: which of the
    tests that share a table of cases runs them first is not known.
    """
    text = json.dumps(_without_chance(tasks), sort_keys=True, default=str).replace(str(home), "<home>")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    test = f"{os.environ['PYTEST_CURRENT_TEST'].partition('::')[0]} {digest}"
    with file.open("a", encoding="utf-8") as record:
        for number, outcome in enumerate(outcomes):
            writes = [label for label, repeats in itertools.groupby(entry.label for entry in outcome.writes)]
            shown = {"status": outcome.status, "result": outcome.result, "writes": writes}
            text = _numbered(json.dumps(_without_chance(shown)).replace(str(home), "<home>"))
            record.write(json.dumps({"test": test, "task": f"{number} {outcome.name}", "outcome": text}) + "\n")


def _numbered(text: str) -> str:
    """The text with its groups numbered in their order: their ids depend on what was made before."""
    numbers: dict[str, str] = {}
    return GROUP_ID.sub(lambda found: numbers.setdefault(found[0], f"<group {len(numbers) + 1}>"), text)


def _without_chance(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _without_chance(element) for key, element in sorted(value.items()) if key not in SKIPPED}
        if isinstance(kept.get(LOG), list):
            kept[LOG] = [line for line in kept[LOG] if FROM_TIME_TO_TIME not in str(line)]
        if kept.get("status") == ON_ITS_WAY:
            kept.pop(PROGRESS, None)
        return kept
    if isinstance(value, list):
        return [_without_chance(element) for element in value]
    if isinstance(value, str):
        for pattern, name in CHANCE:
            value = pattern.sub(name, value)
    return value


def _read(file: Path) -> dict[tuple[str, str], list[Json]]:
    """The outcomes by test and task: several if cases of a test have equal tasks. How often each came is of no matter,
    because processes that share a table of cases may each run it.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found.setdefault((entry["test"], entry["task"]), set()).add(entry["outcome"])
    return {key: [json.loads(outcome) for outcome in sorted(outcomes)] for key, outcomes in found.items()}


def tests_of(key: tuple[str, str]) -> str:
    """The file of tests that an outcome is from."""
    return key[0].partition(" ")[0]


def differences(one: Any, other: Any, path: str = "") -> Iterable[str]:
    """Where two values differ, a line each."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in sorted(one.keys() | other.keys()):
            yield from differences(one.get(key, "<nothing>"), other.get(key, "<nothing>"), f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{path}[{index}]")
    elif one != other:
        yield f"{path}: {json.dumps(one)[:200]} != {json.dumps(other)[:200]}"


def main() -> int:
    """Compare two records; the exit code."""
    parser = argparse.ArgumentParser(description="Compare two records.")
    parser.add_argument("files", nargs=2, type=Path)
    parser.add_argument("--part", action="store_true", help="the second is of some of the tests only")
    options = parser.parse_args()
    one, other = (_read(file) for file in options.files)
    if options.part:
        files = {tests_of(key) for key in other}
        one = {key: outcome for key, outcome in one.items() if tests_of(key) in files}
    lines = [f"{key} is in one record only" for key in sorted(one.keys() ^ other.keys())]
    for key in sorted(one.keys() & other.keys()):
        lines += [f"{key[0]} task {key[1]}: {line}" for line in differences(one[key], other[key])]
    print("\n".join(lines))
    print(f"{len(one.keys() & other.keys())} outcomes compared, {len(lines)} differences")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
