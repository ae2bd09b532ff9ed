# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slice of the fault matrix of tests/hard: every write with some faults, every fault with some writes."""

from __future__ import annotations

import pytest
from hard.cells import NAMES, Tally, run_cell
from hard.deeds import DEEDS, Deed
from hard.inside import Inside
from hard.judge import Cell, complaints
from hard.troubles import TROUBLES, Trouble

#: One cell in so many is in the slice; each row and each column of the matrix has some.
SPACING = 17


def slice_of(number: int) -> dict[str, Trouble]:
    """The troubles that the deed of that number meets."""
    return {name: trouble for place, (name, trouble) in enumerate(TROUBLES.items()) if (place + number) % SPACING == 0}


@pytest.mark.parametrize(("number", "title"), list(enumerate(DEEDS)))
def test_a_task_in_trouble_ends_well_or_says_what_is_wrong(number: int, title: str, inside: Inside) -> None:
    tally = Tally()
    tally.run(inside, title, DEEDS[title], slice_of(number).items())
    assert not tally.wrong, "\n".join(tally.wrong)
    assert tally.cells


def test_the_slice_holds_every_trouble() -> None:
    assert {name for number in range(len(DEEDS)) for name in slice_of(number)} == TROUBLES.keys()


def test_the_deeds_are_all_the_writes_that_modules_make() -> None:
    """Those of rollouts and inventories are made by these modules."""
    assert {deed.label.partition(":")[0] for deed in DEEDS.values()} >= {
        "CreateModelService",
        "ModifyModelService",
        "DeleteModelService",
        "DeleteModelServiceGroup",
        "ModifyServiceGroupWeights",
        "ModifyModelServiceAuthorization",
        "CreateModelServiceAuthToken",
        "ModifyModelServiceAuthToken",
        "DeleteModelServiceAuthToken",
    }


def test_the_judge_finds_what_is_wrong(inside: Inside) -> None:
    """A task that is said to change nothing but changes a setting, and a wish that never comes true, are noticed."""
    deed = DEEDS["update"]
    blind = Deed(deed.label, deed.module, deed.options, lambda group: False)
    cell = Cell(blind, Trouble(), next(NAMES))
    found = "\n".join(complaints(cell, run_cell(inside, cell)))
    assert "version 1 lost its ServiceDescription" in found
    assert "not as wanted" in found
