# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Odd ways of the cloud with states: an update that wakes a service, replicas that are not stored, and races."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Task, fault, task

UPDATE = "ModifyModelService"
STOP, RESUME, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:RESUME", f"{UPDATE}:SCALE"
IMAGE = {"image_info": {"image_url": "ccr.ccs.tencentyun.com/example/infer:2.0"}}
WAKES = {"update_wakes_stopped": True}
FORGETS = {"stopped_update_stores_replicas": False}
SILENT = {"repeat_verbs_ok": True}


@dataclass(frozen=True)
class Odd:
    """``options`` for a service that begins in a status, under a behaviour: the calls, and the end."""

    begins: str
    options: Json
    actions: list[str]
    ends: str
    behaviour: Json = field(default_factory=dict)
    stored: Callable[[Json], bool] = lambda settings: True
    faults: tuple[Control, ...] = ()
    warns: str = ""
    #: The second run finds nothing to do.
    settles: bool = True


def replicas(count: int) -> Callable[[Json], bool]:
    """Whether that number of replicas is stored."""
    return lambda settings: settings["Replicas"] == count


CASES = {
    "present: an update wakes it, it is stopped again": Odd("Stopped", IMAGE, [UPDATE, STOP], "Stopped", WAKES),
    "stopped: an update wakes it, it is stopped again": Odd(
        "Stopped", {"state": "stopped", **IMAGE}, [UPDATE, STOP], "Stopped", WAKES
    ),
    "stopped from Normal: an update wakes it": Odd(
        "Normal", {"state": "stopped", **IMAGE}, [STOP, UPDATE, STOP], "Stopped", WAKES
    ),
    "started: an update wakes it, that is enough": Odd(
        "Stopped", {"state": "started", **IMAGE}, [UPDATE], "Normal", WAKES
    ),
    "started: replicas are applied after the start": Odd(
        "Stopped",
        {"state": "started", "replicas": 4, **IMAGE},
        [UPDATE, RESUME, SCALE],
        "Normal",
        FORGETS,
        stored=replicas(4),
    ),
    "started: replicas alone are applied after the start": Odd(
        "Stopped", {"state": "started", "replicas": 4}, [UPDATE, RESUME, SCALE], "Normal", FORGETS, stored=replicas(4)
    ),
    "restarted: replicas are applied after the start": Odd(
        "Normal",
        {"state": "restarted", "replicas": 4},
        [STOP, UPDATE, RESUME, SCALE],
        "Normal",
        FORGETS,
        stored=replicas(4),
        settles=False,
    ),
    "stopped: replicas are not stored, a warning says so": Odd(
        "Stopped", {"state": "stopped", "replicas": 4}, [UPDATE], "Stopped", FORGETS, warns="replicas", settles=False
    ),
    "present: replicas are not stored, a warning says so": Odd(
        "Stopped", {"replicas": 4}, [UPDATE], "Stopped", FORGETS, warns="replicas", settles=False
    ),
    "started: a private value that is not given does not hinder SCALE": Odd(
        "Stopped", {"state": "started", "replicas": 4}, [RESUME, SCALE], "Normal", stored=replicas(4)
    ),
    "stopped by somebody else meanwhile": Odd(
        "Normal",
        {"state": "stopped"},
        [STOP],
        "Stopped",
        faults=(fault("error", STOP, code="OperationDenied", when="after"),),
        warns="has taken effect",
    ),
    "started by somebody else meanwhile": Odd(
        "Stopped",
        {"state": "started"},
        [RESUME],
        "Normal",
        faults=(fault("error", RESUME, code="UnsupportedOperation", when="after"),),
        warns="has taken effect",
    ),
    "repeated verbs are silent": Odd("Normal", {"state": "restarted"}, [STOP, RESUME], "Normal", SILENT, settles=False),
}

PRIVATE = {"Env": [{"Name": "KEY", "Value": "private-value-of-somebody", "IsPrivate": True}]}


def prepare(stage: Stage, case: Odd) -> list[Task]:
    """The task twice, for real."""
    stage.behaviour = case.behaviour
    info = PRIVATE if "private" in stage.name else {}
    service_id = stage.add(info={"Replicas": 2, **info}, status=case.begins)
    options = {"service_id": service_id, **case.options}
    return [task("tione_model_service", options, emulator=case.faults), task("tione_model_service", options)]


BATCH = Batch("odd-states", CASES, prepare)


@BATCH.parametrize()
def test_odd_ways(done: Done[Odd]) -> None:
    """The calls, the end, what is stored, what is warned of; and a second run that has nothing to do."""
    case, (first, second) = done.case, done.outcomes
    first.succeeded()
    assert first.changed, str(first)
    assert first.actions == first.applied == case.actions, str(first)
    assert case.warns in " ".join(first.warnings), str(first)
    assert done.new["Status"] == case.ends
    assert case.stored(done.new["Settings"])
    assert first.service["status"] == case.ends, str(first)
    if case.settles:
        second.did_nothing()
    else:
        second.succeeded()
