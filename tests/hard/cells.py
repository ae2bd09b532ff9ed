# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells of the fault matrix in this process."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .deeds import Deed, is_as_wanted, settings_of
from .inside import PACE, Inside
from .judge import Aftermath, Cell, brief, complaints, has_struck
from .troubles import ANYWHERE, Trouble, bystander, closed_port

Json = dict[str, Any]

NAMES = (f"g{number}" for number in itertools.count())
#: How long the task that is run again waits for an answer.
PATIENT = 10
#: Every wait, every repetition and every deadline of a task, with room for several states.
MOST_SECONDS = 5 * PACE["wait_timeout"]


def run_cell(inside: Inside, cell: Cell) -> Aftermath:
    """Run a task in its trouble, and again without."""
    emulator, deed, trouble = inside.emulator, cell.deed, cell.trouble
    emulator.reset()
    emulator.add_service(bystander(cell.name))
    deed.seed(emulator, cell.name)
    before = settings_of(emulator, cell.name)
    for fault in trouble.faults(deed.label, cell.name):
        emulator.faults.add(**fault)
    emulator.clock.skew = trouble.skew
    offline = {"endpoint": f"127.0.0.1:{closed_port()}"} if trouble.offline else {}
    options, began = deed.options(cell.name), inside.slept
    first = inside.run(deed.module, {**options, **_role(inside, trouble), **offline})
    seconds = inside.slept - began
    emulator.faults.clear()
    emulator.clock.skew = 0
    inside.settle()
    again = inside.run(deed.module, {**options, "timeout": PATIENT}) if deed.repeats else None
    wanted, after = is_as_wanted(emulator, deed, cell.name), settings_of(emulator, cell.name)
    return Aftermath(first, again, wanted, before, after, seconds, MOST_SECONDS)


def _role(inside: Inside, trouble: Trouble) -> Json:
    return {**trouble.options, "sts_endpoint": inside.emulator.url} if trouble.options else {}


def requests_of(inside: Inside, deed: Deed) -> int:
    """How many requests a task makes when nothing goes wrong."""
    return len(run_cell(inside, Cell(deed, Trouble(), next(NAMES))).first.requests)


def anywhere(inside: Inside, deed: Deed, faults: Mapping[str, Json] = ANYWHERE) -> Iterator[tuple[str, Trouble]]:
    """A trouble for every fault at every single request of a task."""
    for number in range(requests_of(inside, deed)):
        for name, fault in faults.items():
            yield f"{name} at request {number + 1}", _single({**fault, "action": "*", "after": number})


def _single(fault: Json) -> Trouble:
    return Trouble(lambda label, name: [fault], denies=fault["kind"] in ("not_found", "null_object"))


class Tally:
    """Counts cells, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.cells = 0
        self.not_struck: list[str] = []
        self.wrong: list[str] = []
        self.bad_cells = 0

    def add(self, title: str, cell: Cell, seen: Aftermath) -> None:
        """Judge a cell that has run."""
        if not has_struck(cell, seen.first):
            self.not_struck.append(title)
            return
        self.cells += 1
        found = [f"{title}: {complaint}\n  in trouble: {brief(seen.first)}" for complaint in complaints(cell, seen)]
        self.wrong += found
        self.bad_cells += bool(found)

    def run(self, inside: Inside, title: str, deed: Deed, troubles: Iterable[tuple[str, Trouble]]) -> None:
        """Run the cells of one deed."""
        for name, trouble in troubles:
            cell = Cell(deed, trouble, next(NAMES))
            self.add(f"{title}, {name}", cell, run_cell(inside, cell))
