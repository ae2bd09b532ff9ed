# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules in this process, as the fast path runs them, over HTTP against an emulator, on a time of their own.

While a task sleeps no second passes: its clock and the emulator's jump. So hundreds of tasks fit into a test.
"""

from __future__ import annotations

import contextlib
import importlib
import threading
import time
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any
from unittest import mock

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import SYSTEM_CLOCK
from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FrontEnd
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Surroundings
from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.seeding import REGION
from emulator.server import Emulator
from scenario.harness.outcome import Outcome
from scenario.harness.playbook import PACED

Json = dict[str, Any]

RESOURCES = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
#: Options of every task. A request that is answered late is given up soon: that is the only time that really passes.
COMMON: Json = {
    "secret_id": SECRET_ID,
    "secret_key": SECRET_KEY,
    "region": REGION,
    "rate_limit": 0,
    "timeout": 0.25,
    "deadline": 120,
}
PACE: Json = {"wait_interval": 1, "wait_timeout": 60}


def spec_of(module: str) -> ModuleSpec:
    """What a module is."""
    spec: ModuleSpec = importlib.import_module(f"{RESOURCES}.{module.removeprefix('tione_')}").SPEC
    return spec


def pace_of(module: str, pace: Json) -> Json:
    """The options that set the pace of a task, where it waits at all."""
    return {"defaults": pace} if module == "tione_model_services" else pace if module in PACED else {}


class Inside:
    """Runs tasks against one emulator. `slept` is how long they have slept so far, `told` what they have said."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.slept = 0.0
        self.told: list[str] = []
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def own_time(self) -> Iterator[None]:
        """Inside the block sleeping takes no time."""
        with mock.patch.multiple(SYSTEM_CLOCK, sleep=self._sleep, monotonic=self._monotonic, create=True):
            yield

    def _monotonic(self) -> float:
        return time.monotonic() + self.slept

    def _sleep(self, seconds: float) -> None:
        with self._lock, self.emulator.cloud.lock:
            self.slept += max(0.0, seconds)
            self.emulator.clock.advance(max(0.0, seconds))

    def run(self, module: str, options: Mapping[str, Any], *, check: bool = False) -> Outcome:
        """The outcome of one task."""
        journal, self.told = self.emulator.journal, []
        first = len(journal)
        given = {**COMMON, "endpoint": self.emulator.url, **pace_of(module, PACE), **options}
        result = self._result(FrontEnd(spec_of(module)), deepcopy(given), check)
        status = "failed" if result.get("failed") else "ok"
        return Outcome(module, status, {**result, "warnings": list(self.told)}, tuple(journal.entries[first:]))

    def _result(self, front_end: FrontEnd, options: Json, check: bool) -> Json:
        front_end.take(options)
        validation = ArgumentSpecValidator(front_end.argument_spec, **front_end.spec.rules).validate(options)
        front_end.take({**options, **validation.validated_parameters})
        if validation.error_messages:
            return front_end.failure(validation.errors.msg)
        say = self.told.append
        return front_end.result(Surroundings(check, diff=True, warn=say, progress=lambda line: None, hide=str))

    def settle(self) -> None:
        """Let every request be carried out that a task has given up on, and every phase of the services end."""
        while any(not entry.outcome for entry in self.emulator.journal):
            time.sleep(0.01)
        with self.emulator.cloud.lock:
            self.emulator.clock.advance(60)
            self.emulator.cloud.tick()
