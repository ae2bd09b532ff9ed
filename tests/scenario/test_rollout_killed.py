# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollouts that are killed: before and after each write of every strategy, and what the next run makes of it.

To be killed before a write is to be killed at the end of the step before it, after a write at the beginning of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from emulator.faults import Fault
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook
from scenario.harness.rollout_stage import CREATE, DELETE, NEW_IMAGE, STOP, UPDATE, WEIGH, Stage
from scenario.harness.rollout_watch import Moment, watched

#: Longer than any test: a request that hangs does so for good.
FOR_GOOD = 3600.0


@dataclass(frozen=True)
class Strategy:
    """A rollout, the weights that its group goes through, and its other writes."""

    variables: Json
    shares: tuple[tuple[int, ...], ...]
    first: tuple[str, ...] = (CREATE,)
    last: tuple[str, ...] = ()
    #: Status of each version that is left.
    statuses: tuple[str, ...] = ("Stopped", "Normal")

    @property
    def writes(self) -> list[str]:
        """Its writes when nothing goes wrong."""
        return [*self.first, *[WEIGH] * (len(self.shares) - 1), *self.last]


CANARY = [{"weight": 25}, {"pause": True}, {"weight": 50}]
LINEAR = {"strategy": "canary", "linear": {"step": 30}}
STRATEGIES = {
    "rolling": Strategy({"strategy": "rolling"}, ((100,),), (UPDATE,), (), ("Normal",)),
    "blue_green": Strategy(
        {"strategy": "blue_green"},
        ((60, 40), (0, 0, 100)),
        last=(STOP, STOP),
        statuses=("Stopped", "Stopped", "Normal"),
    ),
    "canary": Strategy(
        {"strategy": "canary", "steps": CANARY, "old_versions": "delete", "keep_versions": [2]},
        ((60, 40), (45, 30, 25), (30, 20, 50), (0, 0, 100)),
        last=(STOP, DELETE),
        statuses=("Normal", "Normal"),
    ),
    "linear": Strategy(LINEAR, ((100,), (70, 30), (40, 60), (10, 90), (0, 100)), last=(STOP,)),
}
#: They are always run.
ALWAYS = {("rolling", 0, "after"), ("blue_green", 1, "after")}


def cases() -> Iterator[object]:
    """Before and after each write of each strategy."""
    for name, strategy in STRATEGIES.items():
        for number, label in enumerate(strategy.writes):
            for when in ("before", "after"):
                marks = () if (name, number, when) in ALWAYS else (pytest.mark.long,)
                yield pytest.param(name, number, when, id=f"{name}-{when}-{number}-{label}", marks=marks)


@pytest.fixture
def stage(emu: Emulator, playbook: Playbook) -> Stage:
    """An empty account."""
    return Stage(emu, playbook)


def hang(stage: Stage, strategy: Strategy, number: int, when: str) -> Fault:
    """Let a write hang for good, before or after its effect; reads pass."""
    label = strategy.writes[number]
    earlier = [one for one in strategy.writes[:number] if label in (one, one.partition(":")[0])]
    return stage.emulator.faults.add(label, kind="slow", when=when, seconds=FOR_GOOD, after=len(earlier))


def kill_at(stage: Stage, strategy: Strategy, number: int, when: str, **more: object) -> bool:
    """Run the role until a write hangs, approving what it asks for, and kill it there; whether it had been approved."""
    fault = hang(stage, strategy, number, when)

    def reached() -> bool:
        struck = [entry for entry in stage.emulator.journal if entry.fault == "slow"]
        return bool(fault.hits) if when == "before" else any(entry.applied for entry in struck)

    for approved in (False, True):
        if stage.kill_when(reached, approved=approved, **strategy.variables, **more):
            return approved
    raise AssertionError("it was not killed")


def finish(stage: Stage, strategy: Strategy, approved: bool) -> None:
    """Run the role to its end, approving what it asks for."""
    ran = stage.run(approved=approved, **strategy.variables).succeeded()
    if ran.stats["outcome"] == "paused":
        stage.run(approved=True, **strategy.variables).succeeded()


def sent_weights(stage: Stage) -> list[tuple[int, ...]]:
    """The weights of all changes that took effect."""
    changes = [entry for entry in stage.emulator.journal if entry.applied and entry.label == WEIGH]
    return [tuple(row["Weight"] for row in entry.params["Weights"]) for entry in changes]


def never_without_traffic(moments: list[Moment]) -> None:
    """Assert that at each moment somebody had traffic, and that whoever had it answered."""
    assert moments
    for moment in moments:
        assert sum(moment.weights.values()) > 0, moments
        assert not moment.idle, moments


@pytest.mark.parametrize(("name", "number", "when"), list(cases()))
def test_a_killed_rollout_is_finished_by_the_next_run(stage: Stage, name: str, number: int, when: str) -> None:
    """All writes are made once, no version is lost or left over, and there is traffic all the time."""
    strategy = STRATEGIES[name]
    stage.seed(*strategy.shares[0])
    with watched(stage.emulator) as moments:
        approved = kill_at(stage, strategy, number, when)
        finish(stage, strategy, approved)
    never_without_traffic(moments)
    applied = [entry.label for entry in stage.emulator.journal if entry.applied]
    assert applied == strategy.writes
    assert sent_weights(stage) == list(strategy.shares[1:])
    assert stage.statuses() == list(strategy.statuses)
    last = stage.emulator.service(stage.emulator.service_ids("chat")[-1])
    assert last["Settings"]["ImageInfo"]["ImageUrl"] == NEW_IMAGE


def killed_cases() -> Iterator[object]:
    """After each write of a rollout of versions."""
    for name in ("blue_green", "canary"):
        for number, label in enumerate(STRATEGIES[name].writes):
            yield pytest.param(name, number, id=f"{name}-{number}-{label}")


@pytest.mark.long
@pytest.mark.parametrize(("name", "number"), list(killed_cases()))
def test_a_killed_rollout_that_then_fails_goes_back(stage: Stage, name: str, number: int) -> None:
    """The weights of all versions are the very numbers of before, from any step; an old version that is stopped stays without."""
    strategy = STRATEGIES[name]
    stage.seed(*strategy.shares[0])
    with watched(stage.emulator) as moments:
        kill_at(stage, strategy, number, "after")
        shares = [step["weight"] for step in CANARY if "weight" in step] + [0, 100]
        failed = stage.run(approved=True, gates=stage.bad_at(*shares), **strategy.variables)
    never_without_traffic(moments)
    if strategy.writes[number] in (STOP, DELETE):
        assert stage.weights()[-1] == 100
        return
    assert "gate rating failed" in failed.failure
    assert "The weights are what they were" in failed.failure
    assert stage.weights() == [*strategy.shares[0], 0]
    assert stage.statuses() == ["Normal", "Normal", "Stopped"]


#: A canary that goes back from 50 %, and stops its version.
BACK = Strategy(
    {"strategy": "canary", "steps": [{"weight": 25}, {"weight": 50}]},
    ((60, 40), (45, 30, 25), (30, 20, 50), (60, 40, 0)),
    last=(STOP,),
)


@pytest.mark.long
@pytest.mark.parametrize(("number", "when"), [(3, "before"), (3, "after"), (4, "before"), (4, "after")])
def test_a_killed_way_back_is_gone_by_the_next_run(stage: Stage, number: int, when: str) -> None:
    """It tries once more, fails at the same gate, and the weights are what they were."""
    stage.seed(*BACK.shares[0])
    gates = stage.bad_at(50)
    with watched(stage.emulator) as moments:
        kill_at(stage, BACK, number, when, gates=gates)
        failed = stage.run(gates=gates, **BACK.variables)
    never_without_traffic(moments)
    assert "step 3 of 4 (50 %): gate rating failed" in failed.failure
    assert stage.weights() == [60, 40, 0]
    assert stage.statuses() == ["Normal", "Normal", "Stopped"]


@pytest.mark.long
def test_a_killed_update_in_place_that_then_fails_is_told_as_it_is(stage: Stage) -> None:
    """Nothing keeps the settings of before, and the message does not say that they are back."""
    stage.seed(100)
    kill_at(stage, STRATEGIES["rolling"], 0, "after")
    failure = stage.run(strategy="rolling", gates=stage.bad_at(None)).failure
    assert "This run has changed no settings" in failure
    assert "what they were." not in failure
    assert stage.weights() == [100]
