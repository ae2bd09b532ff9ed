# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of cases, several of which share one run of ansible-playbook: a start costs more than a task."""

from __future__ import annotations

import contextlib
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pytest
from emulator.server import Emulator
from emulator.switches import Behaviour, Durations
from support.fixtures import FAST

from .four import Four
from .outcome import Json, Outcome
from .playbook import Control, Playbook, Task

C = TypeVar("C")

SIZE = 15
#: Phases of the emulator in tests: short, but not over before anybody can look.


@dataclass
class Stage:
    """What a case sets up before its tasks run."""

    emulator: Emulator
    name: str
    behaviour: Json = field(default_factory=dict)
    durations: Json = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    #: Service -> number of answered requests for it after which all phases are short.
    releases: dict[str, int] = field(default_factory=dict)

    def add(self, group: str = "", **seed: Any) -> str:
        """Add a service, in a group of the case's name unless told otherwise, and return its id."""
        self.services.append(self.emulator.add_service(group or self.name, **seed))
        return self.services[-1]

    def show(self, service_id: str, **members: Any) -> None:
        """Let reads return these members of ServiceInfo as they are, whatever is stored."""
        with self.emulator.cloud.lock:
            shown = self.emulator.cloud.stored(service_id)[1].overlay
            shown["ServiceInfo"] = {**shown.get("ServiceInfo", {}), **members}

    def prelude(self) -> list[Control]:
        """The control requests before the first task: what earlier cases turned is turned back."""
        durations = {**Durations().as_dict(), **FAST, **self.durations}
        return [
            ("DELETE", "faults", {}),
            ("POST", "clock", {"skew": 0}),
            ("POST", "behaviour", {**Behaviour().as_dict(), **self.behaviour}),
            ("POST", "durations", durations),
            *self.controls,
        ]


@dataclass(frozen=True)
class Done(Generic[C]):
    """A case that has run: what its tasks did, and the stored services before and after."""

    name: str
    case: C
    services: list[str]
    outcomes: list[Outcome]
    before: Mapping[str, Json] = field(repr=False)
    after: Mapping[str, Json] = field(repr=False)

    @property
    def four(self) -> Four:
        """The outcomes of four_tasks()."""
        return Four(*self.outcomes)

    @property
    def only(self) -> Outcome:
        """The outcome of a single task."""
        (outcome,) = self.outcomes
        return outcome

    @property
    def old(self) -> Json:
        """The first service of the case as it was stored before."""
        return self.before[self.services[0]]

    @property
    def new(self) -> Json:
        """The first service of the case as it is stored now."""
        return self.after[self.services[0]]


class Batch(Generic[C]):
    """A table of cases; ``prepare`` sets the stage for one and gives its tasks."""

    def __init__(
        self, label: str, cases: Mapping[str, C], prepare: Callable[[Stage, C], list[Task]], size: int = SIZE
    ) -> None:
        self.label, self.cases, self._prepare = label, cases, prepare
        self._names = list(cases)
        self._size = size
        self._done: dict[str, Done[C] | str] = {}

    def parametrize(self) -> pytest.MarkDecorator:
        """The decorator of a test that takes ``done``; all cases of one run go to one worker."""
        rows = [
            pytest.param((self, name), id=name, marks=pytest.mark.xdist_group(f"{self.label}-{index // self._size}"))
            for index, name in enumerate(self._names)
        ]
        return pytest.mark.parametrize("done", rows, indirect=True)

    def done(self, name: str, selected: set[str], playbook: Playbook) -> Done[C]:
        """The case of that name, run with the selected ones of its part of the table."""
        if name not in self._done:
            first = self._names.index(name) // self._size * self._size
            names = [other for other in self._names[first : first + self._size] if other in selected]
            try:
                self._run(names, playbook)
            except Exception:
                self._done.update(dict.fromkeys(names, traceback.format_exc()))
        found = self._done[name]
        assert not isinstance(found, str), found
        return found

    def _run(self, names: list[str], playbook: Playbook) -> None:
        emulator = playbook.emulator
        emulator.reset()
        stages = {name: Stage(emulator, name) for name in names}
        tasks = {name: self._prepare(stage, self.cases[name]) for name, stage in stages.items()}
        for name, stage in stages.items():
            variables = tasks[name][0]["vars"]
            variables["emulator"] = [*map(list, stage.prelude()), *variables["emulator"]]
        before = snapshot(emulator)
        releases = {key: count for stage in stages.values() for key, count in stage.releases.items()}
        with released(emulator, releases):
            outcomes = playbook.run([single for name in names for single in tasks[name]])
        after = snapshot(emulator)
        for name, stage in stages.items():
            count = len(tasks[name])
            own, outcomes = outcomes[:count], outcomes[count:]
            self._done[name] = Done(name, self.cases[name], stage.services, own, before, after)


def snapshot(emulator: Emulator) -> dict[str, Json]:
    """All stored services by id."""
    return {service_id: emulator.service(service_id) for service_id in emulator.service_ids()}


@contextlib.contextmanager
def released(emulator: Emulator, releases: dict[str, int]) -> Iterator[None]:
    """Inside the block: once a service has been asked for so often, let its phase end soon."""
    ended = threading.Event()

    def watch() -> None:
        remaining = dict(releases)
        while remaining and not ended.wait(0.02):
            seen = Counter(entry.params.get("ServiceId") for entry in emulator.journal if entry.outcome)
            for service_id in [key for key, count in remaining.items() if seen[key] >= count]:
                emulator.durations.update(**FAST)
                del remaining[service_id]

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
