# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults at every API call of a rollout: it ends in success, or with the account as it was, field by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from ansible.release import __version__ as ansible_version
from emulator.journal import Entry
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook
from scenario.harness.rollout_stage import WEIGH, Ran, Stage
from scenario.harness.rollout_watch import account

AT_ONCE = dict.fromkeys(("creating", "pending", "waiting", "rolling", "stopping", "weights"), 0.0)
#: What strikes a call: once, or that very request for good.
KINDS: dict[str, Json] = {
    "refused": {"kind": "internal_error_before"},
    "done though refused": {"kind": "internal_error_after"},
    "done but cut off": {"kind": "drop_after"},
    "throttled": {"kind": "throttle"},
    "for good": {"kind": "error", "code": "UnauthorizedOperation", "message": "not for you", "times": None},
}
#: What a run says that neither succeeded nor could put everything back.
TOLD = ("PUTTING IT BACK FAILED TOO", "has all the traffic, but the old versions could not retire")
PARTS = 6
#: The ansible-core that the bulk is run with: the newest, and what comes after it.
NEWER = re.compile(r"2\.(2[1-9]|[3-9]\d)\.|[3-9]")


@dataclass(frozen=True)
class Scene:
    """A rollout, and the shares at which a gate of it fails."""

    variables: Json
    bad: tuple[int | None, ...] = ()


CANARY = {"strategy": "canary", "steps": [{"weight": 25}], "old_versions": "delete", "on_failure": "delete"}
#: All that blue_green calls a canary calls too.
SCENES = {
    "canary": Scene(CANARY),
    "failing canary": Scene(CANARY, (100,)),
    "rolling": Scene({"strategy": "rolling"}),
    "failing rolling": Scene({"strategy": "rolling"}, (None,)),
}


@dataclass
class Act:
    """A scene in an account that is set up anew for each run."""

    stage: Stage
    scene: Scene
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Run it once without a fault."""
        self.before = self.set_up()
        self.run()
        self.goal = account(self.stage.emulator)
        self.calls = list(self.stage.emulator.journal)

    def set_up(self) -> Json:
        """A group that shares its traffic, another one, and nothing that takes time; what the account holds."""
        emulator = self.stage.emulator
        emulator.reset()
        emulator.durations.update(**AT_ONCE)
        self.stage.ids = []
        self.stage.seed(*((100,) if self.scene.variables["strategy"] == "rolling" else (60, 40)))
        emulator.add_service("other", info={"Replicas": 2})
        return account(emulator)

    def run(self) -> Ran:
        """Roll out."""
        gates = self.stage.bad_at(*self.scene.bad) if self.scene.bad else [{"type": "ready", "name": "ready"}]
        return self.stage.run(**self.scene.variables, gates=gates)

    def strike(self, number: int, kind: str) -> None:
        """Run it with a fault at one of its calls, and judge how it ended."""
        assert self.set_up() == self.before
        self._plan(self.calls[number], self.calls[:number], KINDS[kind])
        ran = self.run()
        where = f"{kind} at call {number}, {self.calls[number].label}\n{ran.output[-4000:]}"
        ended = self._ended(ran)
        assert ended, where
        if ended == "told":
            self._go_on(where)
        self.counts[ended] += 1

    def _plan(self, call: Entry, earlier: Sequence[Entry], fault: Json) -> None:
        """Plan the fault for that call; one that stays is for all requests with the same members."""
        faults = self.stage.emulator.faults
        if fault.get("times", 1) is None:
            same = [one for one in earlier if (one.label, one.params) == (call.label, call.params)]
            faults.add(call.label, params=call.params, after=len(same), **fault)
        else:
            faults.add("*", after=len(earlier), **fault)

    def _ended(self, ran: Ran) -> str:
        """How it ended; an empty text is how it must not."""
        found, failed = account(self.stage.emulator), "failed=0 " not in ran.output
        if found == self.goal and failed is bool(self.scene.bad):
            return "restored" if self.scene.bad else "succeeded"
        if found == self.before and failed:
            return "restored"
        return "told" if failed and any(words in ran.output for words in TOLD) else ""

    def _go_on(self, where: str) -> None:
        """Without the fault the next run ends it; of settings that were changed in place nothing tells what they were."""
        self.stage.emulator.faults.clear()
        ran = self.run()
        if self.scene is SCENES["failing rolling"] and "This run has changed no settings" in ran.output:
            return
        assert self._ended(ran) in ("succeeded", "restored"), f"after {where}\n{ran.output[-4000:]}"


@pytest.fixture
def stage(emu: Emulator, playbook: Playbook) -> Stage:
    """An empty account."""
    return Stage(emu, playbook)


def strike_all(act: Act, kind: str, numbers: Iterable[int]) -> None:
    """Strike each of these calls, and print how many ended how."""
    for number in numbers:
        act.strike(number, kind)
    print(f"{kind}: of {len(act.calls)} calls {sum(act.counts.values())} were struck, {dict(act.counts)}")
    if kind == "throttled":
        assert set(act.counts) <= {"restored" if act.scene.bad else "succeeded"}, act.counts


def bulk() -> Iterator[object]:
    """All kinds at all calls of all scenes, in parts."""
    for name in SCENES:
        for kind in KINDS:
            for part in range(_parts(name)):
                yield pytest.param(name, kind, part, id=f"{name}-{kind}-{part}".replace(" ", "_"))


def _parts(name: str) -> int:
    """A canary makes about thirty calls, each for a run of its own."""
    return PARTS if "canary" in name else 1


@pytest.mark.long
@pytest.mark.parametrize(("name", "kind", "part"), list(bulk()))
def test_a_fault_at_any_call_ends_in_success_or_restoration(stage: Stage, name: str, kind: str, part: int) -> None:
    """Struck once each, in a run of its own; a request that is refused for good may end in words, and the next run goes on."""
    if not stage.playbook.in_process or NEWER.match(ansible_version) is None:
        pytest.skip(
            "the calls are the same whichever process and ansible-core makes them, and there are hundreds of runs"
        )
    act = Act(stage, SCENES[name])
    strike_all(act, kind, range(part, len(act.calls), _parts(name)))


def test_a_fault_on_the_way_back_ends_in_restoration(stage: Stage) -> None:
    """A slice of the above: the connection is cut when the weights are being put back."""
    act = Act(stage, SCENES["failing canary"])
    strike_all(act, "done but cut off", [number for number, call in enumerate(act.calls) if call.label == WEIGH][-1:])
