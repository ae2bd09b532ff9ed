# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A canary under continuous traffic from another process: no call is lost, and the calls follow the weights."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from emulator.server import Emulator

from scenario.harness import rollout_load
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook
from scenario.harness.rollout_stage import CREATE, DELETE, STOP, WEIGH, Stage
from scenario.harness.rollout_watch import Moment, watched


@contextlib.contextmanager
def load(url: str) -> Iterator[Json]:
    """Calls of an address as long as the block lasts; then what came of them."""
    came: Json = {}
    command = [sys.executable, str(Path(rollout_load.__file__)), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            assert process.stdout.readline() == "calling\n"
            yield came
            came.update(json.loads(process.communicate(timeout=40)[0]))
        finally:
            process.kill()


def follow_the_weights(moments: list[Moment], answered: list[str]) -> None:
    """Assert that between two changes of the weights each version got its share, but for less than one call a version."""
    bounds = [moment.calls for moment in moments] + [len(answered)]
    for moment, (first, last) in zip(moments, pairwise(bounds), strict=True):
        total, counted = sum(moment.weights.values()), Counter(answered[first:last])
        assert counted.keys() <= moment.weights.keys(), moment
        for name, weight in moment.weights.items():
            assert abs(counted[name] - (last - first) * weight / total) < len(moment.weights), (moment, counted)


def test_no_call_is_lost_during_a_canary(emu: Emulator, playbook: Playbook) -> None:
    """The old versions answer slowly, and are deleted as soon as the new one has all the traffic."""
    stage = Stage(emu, playbook).seed(60, 40)
    for service_id in stage.ids:
        emu.answers.script(service_id, latency=[0.0, 0.05])
    canary = {"strategy": "canary", "steps": [{"weight": 10, "bake": 1}, {"weight": 50, "bake": 1}]}
    group = stage.ids[0].rpartition("-")[0]
    with watched(emu) as moments, load(f"{emu.url}/{group}") as came:
        done = stage.run(**canary, old_versions="delete").succeeded()
    assert done.labels == [CREATE, WEIGH, WEIGH, WEIGH, STOP, DELETE, STOP, DELETE]
    assert came["lost"] == []
    answered = [call.service_id for call in emu.answers]
    assert came["made"] == len(answered) > 300
    assert came["answers"] == Counter(answered)
    assert not any(moment.idle for moment in moments)
    rows = [sorted(moment.weights.values()) for moment in moments]
    assert all(row in rows for row in ([10, 36, 54], [20, 30, 50], [0, 0, 100], [100]))
    follow_the_weights(moments, answered)
