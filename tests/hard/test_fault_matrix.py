# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix: every write, every fault, both ways of running modules; and every fault at every single request."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario.harness.playbook import Playbook

from hard.cells import Tally, anywhere
from hard.deeds import DEEDS
from hard.inside import Inside
from hard.ledger import FAULTS, Ledger
from hard.plays import PARTS, cells_of, run_cells
from hard.troubles import ANYWHERE, SLOW


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("title", DEEDS)
def test_faults_of_a_write_in_process(title: str, part: int, playbook: Playbook, ledger: Ledger) -> None:
    """Each fault hits the write of a task in a playbook, in the controller's process."""
    _judge(run_cells(playbook, cells_of(DEEDS[title], part), None), ledger, "fast")


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("title", DEEDS)
def test_faults_of_a_write_of_a_module(title: str, part: int, playbook: Playbook, warm: Path, ledger: Ledger) -> None:
    """The same of modules that are shipped."""
    _judge(run_cells(playbook, cells_of(DEEDS[title], part), warm), ledger, "shipped")


@pytest.mark.parametrize("title", DEEDS)
def test_faults_of_every_request(title: str, inside: Inside, ledger: Ledger) -> None:
    """Each fault hits each request of a task in turn, reads too."""
    tally = Tally()
    tally.run(inside, title, DEEDS[title], anywhere(inside, DEEDS[title], {**ANYWHERE, **SLOW}))
    _judge(tally, ledger, "inside")


def _judge(tally: Tally, ledger: Ledger, path: str) -> None:
    ledger.note(FAULTS, tally.cells, tally.bad_cells, path=path, wrong=tally.wrong)
    assert tally.cells
    assert not tally.wrong, "\n".join(tally.wrong)
