# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells of the fault matrix as tasks of real playbooks, in the controller or shipped as modules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from emulator.server import Emulator
from scenario.harness.batch import FAST
from scenario.harness.playbook import Control, Outcome, Playbook, Task, task

from .cells import NAMES, Tally
from .deeds import Deed, is_as_wanted, settings_of
from .inside import pace_of
from .judge import Aftermath, Cell
from .troubles import TROUBLES, bystander, closed_port

Json = dict[str, Any]

HURRIED: Json = {"wait_interval": 0.05, "wait_timeout": 2.5}
CALM: Json = {"wait_interval": 0.05, "wait_timeout": 30}
PATIENCE: Json = {"timeout": 0.3, "deadline": 2}
#: Into so many plays the troubles of a deed are parted.
PARTS = 3
#: What a task in trouble may take: its waits, its calls, and a machine that is busy with others.
MOST_SECONDS = 20.0


def cells_of(deed: Deed, part: int) -> dict[str, Cell]:
    """A cell for every trouble of a part of the table."""
    names = list(TROUBLES)[part::PARTS]
    return {name: Cell(deed, TROUBLES[name], next(NAMES)) for name in names}


def run_cells(playbook: Playbook, cells: dict[str, Cell], shipped_to: Path | None) -> Tally:
    """Run the tasks of the cells in trouble, and all of them again without."""
    emulator = playbook.emulator
    emulator.durations.update(**FAST)
    for cell in cells.values():
        emulator.add_service(bystander(cell.name))
        cell.deed.seed(emulator, cell.name)
    before = {cell.name: settings_of(emulator, cell.name) for cell in cells.values()}
    repeated = [cell for cell in cells.values() if cell.deed.repeats]
    tasks = [_in_trouble(cell) for cell in cells.values()] + [_again(cell) for cell in repeated]
    for single in tasks:
        single["vars"].update(_path(shipped_to))
    outcomes = playbook.run(tasks)
    firsts = dict(zip(cells, outcomes[: len(cells)], strict=True))
    seconds = dict(zip((cell.name for cell in repeated), outcomes[len(cells) :], strict=True))
    tally = Tally()
    for title, cell in cells.items():
        seen = _aftermath(emulator, cell, firsts[title], seconds.get(cell.name), before[cell.name])
        tally.add(title, cell, seen)
    return tally


def _path(shipped_to: Path | None) -> Json:
    """The variables that decide where the work is done."""
    if shipped_to is None:
        return {}
    return {"community_tencentcloud_in_process": False, "ansible_python_interpreter": str(shipped_to)}


def _in_trouble(cell: Cell) -> Task:
    deed, trouble = cell.deed, cell.trouble
    faults: list[Control] = [("POST", "faults", fault) for fault in trouble.faults(deed.label, cell.name)]
    controls = [*_calm_sea(trouble.skew), *faults]
    offline = {"endpoint": f"http://127.0.0.1:{closed_port()}"} if trouble.offline else {}
    given = {**PATIENCE, **pace_of(deed.module, HURRIED), **deed.options(cell.name), **trouble.options, **offline}
    return task(deed.module, given, emulator=controls)


def _again(cell: Cell) -> Task:
    given = {**pace_of(cell.deed.module, CALM), **cell.deed.options(cell.name)}
    return task(cell.deed.module, given, emulator=_calm_sea(0))


def _calm_sea(skew: float) -> list[Control]:
    return [("DELETE", "faults", {}), ("POST", "clock", {"skew": skew})]


def _aftermath(emulator: Emulator, cell: Cell, first: Outcome, again: Outcome | None, before: Any) -> Aftermath:
    times = [entry.time for entry in first.requests] or [0]
    wanted, after = is_as_wanted(emulator, cell.deed, cell.name), settings_of(emulator, cell.name)
    return Aftermath(first, again, wanted, before, after, max(times) - min(times), MOST_SECONDS)
