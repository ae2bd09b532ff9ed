# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A change of settings: what a task asks for, what the request must hold, and what may change thereby."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .batch import Batch, Done, Stage
from .four import four_tasks, untouched
from .outcome import Json
from .playbook import Task
from .services import base

ABSENT = "<not in the request>"
UPDATE, SCALE = "ModifyModelService", "ModifyModelService:SCALE"


@dataclass(frozen=True)
class Change:
    """``options`` are given for a service with the settings of ``on``; ``sends`` is what the request must hold.

    The paths in ``sends`` are dotted API members. Only those members and ``moves`` may change in the stored settings.
    """

    on: str
    options: Json
    sends: Json
    action: str = UPDATE
    moves: tuple[str, ...] = ()


def dig(value: Any, path: str) -> Any:
    """The member of a request body at a dotted path, or ABSENT."""
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else ABSENT
        else:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    return value


def prepare(stage: Stage, change: Change) -> list[Task]:
    """One service with many settings, and the same task four times."""
    return four_tasks({"service_id": stage.add(info=base(change.on)), **change.options})


def batch(label: str, cases: Mapping[str, Change]) -> Batch[Change]:
    """A table of changes."""
    return Batch(label, cases, prepare)


def check(done: Done[Change]) -> None:
    """It converges with one call; the call holds what was asked; all other settings are as they were."""
    change = done.case
    done.four.converges([change.action])
    body = done.four.real.body(change.action)
    assert {path: dig(body, path) for path in change.sends} == change.sends
    untouched(done.old, done.new, {path.split(".")[0] for path in change.sends} | set(change.moves))
