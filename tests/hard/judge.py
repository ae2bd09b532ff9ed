# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every task owes its user, whatever goes wrong: the wanted state, or a clear error and nothing lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenario.harness.outcome import FAILURE_KEYS, Outcome

from .deeds import Deed, group_id
from .troubles import Trouble

Json = dict[str, Any]

TRACEBACK = "Traceback (most recent call last)"
#: Keys of a failure that can name the object it is about.
NAMING = ("msg", "service_id", "service_group_id", "results", "invocation")


@dataclass(frozen=True)
class Cell:
    """One deed and one trouble, and the group it happens to."""

    deed: Deed
    trouble: Trouble
    name: str


@dataclass(frozen=True)
class Aftermath:
    """What became of a cell.

    first, again   the task in trouble, and the same task without it (None where it cannot be repeated)
    wanted         whether everything is as the task wants it in the end
    before, after  settings by number of the version
    seconds        how long the task in trouble took
    most_seconds   how long it may take
    """

    first: Outcome
    again: Outcome | None
    wanted: bool
    before: Mapping[int, Json]
    after: Mapping[int, Json]
    seconds: float
    most_seconds: float


def has_struck(cell: Cell, first: Outcome) -> bool:
    """Whether the trouble came at all."""
    return cell.trouble.offline or any(entry.fault or entry.outcome != "ok" for entry in first.requests)


def brief(outcome: Outcome) -> str:
    """An outcome in a few lines."""
    sent = [f"{entry.label} -> {entry.outcome}" for entry in outcome.requests]
    return f"{outcome.status}, {outcome.msg or outcome.result.get('actions')}, after {sent[:12]}"


def complaints(cell: Cell, seen: Aftermath) -> Iterator[str]:
    """What is wrong with the aftermath."""
    yield from _unclear(cell, seen.first)
    yield from _twice(cell, seen)
    if seen.seconds > seen.most_seconds:
        yield f"took {seen.seconds:.1f} of {seen.most_seconds:.1f} seconds"
    if cell.trouble.vanishes:
        return
    yield from _lost(cell, seen)
    if seen.again is not None and seen.again.failed:
        yield f"cannot be repeated: {brief(seen.again)}"
    elif seen.again is not None and not seen.wanted:
        yield f"a good end, but not as wanted: {brief(seen.again)}"
    believed = cell.trouble.denies and cell.deed.label.startswith("Delete")
    if seen.again is not None and not seen.first.failed and seen.again.writes and not believed:
        yield f"said to be done, but was not: {brief(seen.again)}"


def _unclear(cell: Cell, first: Outcome) -> Iterator[str]:
    if not first.failed:
        return
    if first.result.get("error_code") == "ClientError.Unexpected" or TRACEBACK in json.dumps(first.result, default=str):
        yield f"a traceback: {first.result.get('exception', first.msg)}"
    if not first.result.keys() >= FAILURE_KEYS or not first.msg.strip():
        yield f"an error without a reason: {brief(first)}"
    told = json.dumps({key: first.result.get(key) for key in NAMING}, default=str)
    if first.applied and cell.name not in told and group_id(cell.name) not in told:
        yield f"changed something and does not say what: {brief(first)}"


def _twice(cell: Cell, seen: Aftermath) -> Iterator[str]:
    """Nothing is made a second time, and in the end nobody waits for what will not come."""
    outcomes = [seen.first, *([seen.again] if seen.again else [])]
    applied = Counter(label for outcome in outcomes for label in outcome.applied if label.startswith("Create"))
    for label, times in applied.items():
        if times > 1:
            yield f"{label} was carried out {times} times"


def _lost(cell: Cell, seen: Aftermath) -> Iterator[str]:
    for number, old in seen.before.items():
        new = seen.after.get(number, old)
        lost = {name for name in old if old[name] != new[name]} - cell.deed.changes
        if lost:
            yield f"version {number} lost its {', '.join(sorted(lost))}"
