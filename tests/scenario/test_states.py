# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wanted states from every status, with and without drift of settings: which calls are made, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task, status

UPDATE = "ModifyModelService"
STOP, RESUME, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:RESUME", f"{UPDATE}:SCALE"

#: Options that differ from what is there.
DRIFTS: dict[str, Json] = {
    "nothing": {},
    "scaling": {"replicas": 3},
    "image": {"image_info": {"image_url": "ccr.ccs.tencentyun.com/example/infer:2.0"}},
}
#: What the stored settings hold afterwards.
STORED: dict[str, Callable[[Json], bool]] = {
    "nothing": lambda settings: True,
    "scaling": lambda settings: settings["Replicas"] == 3,
    "image": lambda settings: settings["ImageInfo"]["ImageUrl"].endswith(":2.0"),
}

#: state -> calls by drift, for a service that runs or is about to.
RUNNING = {
    "present": {"nothing": [], "scaling": [SCALE], "image": [UPDATE]},
    "started": {"nothing": [], "scaling": [SCALE], "image": [UPDATE]},
    "stopped": {"nothing": [STOP], "scaling": [STOP, UPDATE], "image": [STOP, UPDATE]},
    "restarted": {"nothing": [STOP, RESUME], "scaling": [STOP, UPDATE, RESUME], "image": [STOP, UPDATE, RESUME]},
}
#: The same for a service that is stopped or about to be.
RESTING = {
    "present": {"nothing": [], "scaling": [UPDATE], "image": [UPDATE]},
    "started": {"nothing": [RESUME], "scaling": [UPDATE, RESUME], "image": [UPDATE, RESUME]},
    "stopped": {"nothing": [], "scaling": [UPDATE], "image": [UPDATE]},
    "restarted": {"nothing": [RESUME], "scaling": [UPDATE, RESUME], "image": [UPDATE, RESUME]},
}
#: Where to begin: status -> calls, and the phase that lasts until both runs have seen it.
BEGINNINGS: dict[str, tuple[dict[str, dict[str, list[str]]], str]] = {
    "Normal": (RUNNING, ""),
    "Stopped": (RESTING, ""),
    "Stopping": (RESTING, "stopping"),
    "Pending": (RUNNING, "pending"),
    "Waiting": (RUNNING, "waiting"),
    "Abnormal": (RUNNING, ""),
    "CREATING": (RUNNING, "creating"),
}
#: What is tried from where; the two statuses that last are tried with everything.
TRIED = {
    "Normal": "all",
    "Stopped": "all",
    "Stopping": "present+nothing present+image started+nothing started+image stopped+nothing stopped+image restarted+image",
    "Pending": "present+nothing present+image started+scaling stopped+nothing stopped+image restarted+nothing",
    "Waiting": "present+image started+nothing stopped+nothing",
    "Abnormal": "present+image started+scaling stopped+nothing stopped+image restarted+nothing",
    "CREATING": "present+nothing present+image started+nothing stopped+nothing restarted+image",
}


@dataclass(frozen=True)
class Move:
    """One cell of the table."""

    begins: str
    state: str
    drift: str

    @property
    def actions(self) -> list[str]:
        """The calls that lead there."""
        return BEGINNINGS[self.begins][0][self.state][self.drift]

    @property
    def ends(self) -> str:
        """The status afterwards."""
        if self.state in ("started", "restarted"):
            return "Normal"
        rests = self.state == "stopped" or self.begins in ("Stopped", "Stopping")
        return "Stopped" if rests else "Normal"


def moves() -> Iterator[Move]:
    """The cells that are tried."""
    for begins, tried in TRIED.items():
        cells = [f"{state}+{drift}" for state in RUNNING for drift in DRIFTS]
        for cell in cells if tried == "all" else tried.split():
            state, drift = cell.split("+")
            yield Move(begins, state, drift)


def prepare(stage: Stage, move: Move) -> list[Task]:
    """A service with two replicas, brought to the status just before each of the first two tasks."""
    phase = BEGINNINGS[move.begins][1]
    service_id = stage.add(info={"Replicas": 2})
    if phase:
        stage.durations, stage.releases = {phase: 1000}, {service_id: 2}
    begin = [status(service_id, move.begins)]
    options = {"service_id": service_id, "state": move.state, **DRIFTS[move.drift]}
    tasks = four_tasks(options, before_check=begin, before_real=begin)
    return tasks if move.actions else tasks[:2]


CASES = {f"{move.begins} to {move.state}, {move.drift} differs": move for move in moves()}
BATCH = Batch("states", CASES, prepare, size=14)


@BATCH.parametrize()
def test_state(done: Done[Move]) -> None:
    """The calls in their order, in check mode as for real; the wanted end; then nothing is left to do."""
    move = done.case
    first = Four(*done.outcomes[:2], *done.outcomes[:2])
    first.predicts()
    assert first.real.actions == move.actions, str(first.real)
    assert done.new["Status"] == move.ends
    assert STORED[move.drift](done.new["Settings"])
    if move.state == "restarted":
        again = Four(*done.outcomes[2:], *done.outcomes[2:])
        again.predicts()
        assert again.real.actions == [STOP, RESUME], str(again.real)
    elif move.actions:
        done.four.settles()


@BATCH.parametrize()
def test_result_shows_the_end(done: Done[Move]) -> None:
    """The service in the result is as it is after the wait."""
    move, real = done.case, done.outcomes[1].succeeded()
    waits = move.actions or move.ends == "Normal" or move.state == "stopped"
    assert real.service["status"] == (move.ends if waits else move.begins), str(real)
