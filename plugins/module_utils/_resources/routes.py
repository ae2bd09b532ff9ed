# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which calls lead from the phase that a service is in to the state that is wanted. Pure functions over labels."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import Difference
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase

CREATE, MODIFY = "CreateModelService", "ModifyModelService"
DELETE, DELETE_GROUP = "DeleteModelService", "DeleteModelServiceGroup"
STOP, RESUME, SCALE = f"{MODIFY}:STOP", f"{MODIFY}:RESUME", f"{MODIFY}:SCALE"
AWAIT_CREATION, AWAIT_STOP = "wait for the creation", "wait for the stop"

DELETION_FROM = {
    Phase.CREATING: [AWAIT_CREATION, STOP, DELETE],
    Phase.RUNNING: [STOP, DELETE],
    Phase.STOPPING: [AWAIT_STOP, DELETE],
    Phase.STOPPED: [DELETE],
    Phase.FAILED: [DELETE],
}


def route(phase: Phase, state: str, pending: Difference, done: tuple[str, ...]) -> list[str]:
    """The labels of the steps from a phase to a wanted state.

    :param state: present, started, stopped or restarted
    :param pending: the settings that still differ
    :param done: labels of the calls that the task has made
    """
    if phase is Phase.CREATING:
        busy = bool(pending) or state in ("stopped", "restarted")
        return [AWAIT_CREATION, *route(Phase.RUNNING, state, pending, done)] if busy else []
    if phase is Phase.STOPPING:
        idle = not pending and state == "present"
        return [] if idle else [AWAIT_STOP, *_route_from_stopped(state, pending, done)]
    if phase is Phase.STOPPED:
        return _route_from_stopped(state, pending, done)
    if state in ("stopped", "restarted"):
        return [STOP, *_route_from_stopped(state, pending, done)]
    if not pending:
        return []
    return [SCALE] if pending.is_scaling_only else [MODIFY]


def _route_from_stopped(state: str, pending: Difference, done: tuple[str, ...]) -> list[str]:
    starts = state in ("started", "restarted")
    cannot_be_stored = MODIFY in done or (starts and pending.loses_secrets)
    scale_later = pending.is_scaling_only and cannot_be_stored
    store = [MODIFY] if pending and not scale_later else []
    start = [RESUME] if starts else []
    return store + start + ([SCALE] if starts and scale_later else [])
