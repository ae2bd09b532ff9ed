# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a version as tables: phases, what operations begin, what may not begin when, and planned failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import history
from .clock import instant
from .errors import ApiError
from .state import Account, Failure, Group, Version
from .switches import Durations


@dataclass(frozen=True)
class Phase:
    """How a phase shows (Service.Status, ServiceInfo.Status.Status, BusinessStatus), lasts and ends."""

    status: str
    #: None: ServiceInfo.Status as a whole is null.
    workload: str | None
    #: How pods are counted; see COUNTS in pods.py.
    pods: str
    #: Name of the duration; None lasts until something happens.
    lasts: str | None = None
    then: str = ""
    business: str = "CREATE_SUCCEED"


PHASES: Mapping[str, Phase] = {
    "creating": Phase("CREATING", None, "none", "creating", "pending", "CREATING"),
    "pending": Phase("Pending", "Pending", "unready", "pending", "waiting"),
    "waiting": Phase("Waiting", "Waiting", "starting", "waiting", "normal"),
    "settling": Phase("Normal", "Normal", "before", "settling", "rolling"),
    "rolling": Phase("Waiting", "Waiting", "rolling", "rolling", "normal"),
    "normal": Phase("Normal", "Normal", "complete"),
    "abnormal": Phase("Abnormal", "Abnormal", "failing"),
    "stopping": Phase("Stopping", "Stopping", "complete", "stopping", "stopped"),
    "stopped": Phase("Stopped", "Stopped", "none"),
    "arrears": Phase("Stopped", "Stopped", "none", business="ARREARS_STOP"),
    "create_failed": Phase("CREATE_FAILED", None, "none", business="CREATE_FAILED"),
    "timed_out": Phase("TIMEOUT_EXCEPTION", None, "none", business="TIMEOUT_EXCEPTION"),
    "deleting": Phase("Stopped", "Stopped", "none", "deleting", "gone"),
}

#: Phases in which pods run or are about to.
RUNNING = frozenset({"pending", "waiting", "settling", "rolling", "normal", "abnormal"})
#: Phases in which a version keeps its definition and runs nothing.
AT_REST = frozenset({"stopped", "arrears"})


@dataclass(frozen=True)
class Operation:
    """What an accepted operation begins, where it goes through, and the phases that refuse it with which code."""

    begins: str
    #: Phases that a planned failure may strike on the way.
    way: frozenset[str] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)


IN_USE, DENIED, BALANCE = "ResourceInUse", "OperationDenied", "OperationDenied.BalanceInsufficient"
_FAILED = {"create_failed": DENIED, "timed_out": DENIED}
_BUSY = {"creating": IN_USE, "stopping": IN_USE, "deleting": IN_USE, **_FAILED}

OPERATIONS: Mapping[str, Operation] = {
    "create": Operation("creating", frozenset({"creating", "pending", "waiting"})),
    "update": Operation("settling", frozenset({"rolling"}), _BUSY),
    "scale": Operation("settling", frozenset({"rolling"}), {**_BUSY, "stopped": DENIED, "arrears": DENIED}),
    "stop": Operation("stopping", frozenset(), {**_BUSY, "stopping": DENIED, "stopped": DENIED, "arrears": DENIED}),
    "resume": Operation(
        "pending", frozenset({"pending", "waiting"}), {**_BUSY, **dict.fromkeys(RUNNING, DENIED), "arrears": BALANCE}
    ),
    "delete": Operation("deleting", frozenset(), dict.fromkeys(RUNNING | (_BUSY.keys() - _FAILED.keys()), IN_USE)),
}

#: Phases in which a verb finds its work already done.
ALREADY = {"stop": AT_REST | {"stopping"}, "resume": RUNNING}


@dataclass(frozen=True)
class FailureKind:
    """A failure strikes when one of ``at`` would end, and leads to ``into``; the texts are what replies then show.

    ``at`` are phases, or ``weights``: a change of weights, where ``into`` is the WeightUpdateStatus it ends with.
    """

    at: frozenset[str]
    into: str
    reason: str = ""
    #: State of the failing container.
    container: str = ""


_ROLLOUT = frozenset({"waiting", "rolling"})
_CREATION = frozenset({"creating"})
_WEIGHTS = frozenset({"weights"})

FAILURES: Mapping[str, FailureKind] = {
    "create_failed": FailureKind(_CREATION, "create_failed", "The resource group has no room for the instance."),
    "timeout": FailureKind(_CREATION, "timed_out", "The creation did not end in time."),
    "abnormal": FailureKind(_ROLLOUT, "abnormal", "Back-off restarting failed container.", "CrashLoopBackOff"),
    "crash_loop": FailureKind(_ROLLOUT, "abnormal", "Back-off restarting failed container.", "CrashLoopBackOff"),
    "image_pull": FailureKind(_ROLLOUT, "abnormal", "Back-off pulling image.", "ImagePullBackOff"),
    "arrears": FailureKind(_ROLLOUT | {"pending"}, "arrears", "The account is in arrears."),
    "stuck": FailureKind(_ROLLOUT, ""),
    "weights_failed": FailureKind(_WEIGHTS, "UPDATE_FAILED"),
    "weights_stuck": FailureKind(_WEIGHTS, ""),
}


def plan(kind: str, reason: str = "", seconds: float | None = None) -> Failure:
    """A planned failure with the kind's own reason unless another is given; ValueError for an unknown kind."""
    if kind not in FAILURES:
        raise ValueError(f"unknown failure {kind!r}; known: {', '.join(FAILURES)}")
    return Failure(kind, reason or FAILURES[kind].reason, seconds)


def refuse(version: Version, operation: str) -> None:
    """Raise when the version's phase does not allow the operation."""
    code = OPERATIONS[operation].refused.get(version.phase, "")
    if code:
        status = PHASES[version.phase].status
        raise ApiError(code, f"The service `{version.service_id}` is {status}: {operation} is not possible now.")


def begin(version: Version, operation: str, now: float, planned: list[Failure]) -> None:
    """Start an operation; the first planned failure that can strike on its way is taken over by the version."""
    version.replicas_before = version.replicas if version.phase in RUNNING else 0
    version.failures = [failure for failure in version.failures if failure is not version.failure]
    version.failure = None
    way = OPERATIONS[operation].way
    for failure in planned:
        if FAILURES[failure.kind].at & way:
            planned.remove(failure)
            version.failures.append(failure)
            break
    enter(version, OPERATIONS[operation].begins, now)


def enter(version: Version, phase: str, now: float) -> None:
    """Put a version into a phase."""
    history.turn(version, phase, now)
    version.phase = phase
    version.since = now


def tick(account: Account, durations: Durations, now: float) -> None:
    """Bring every version to where it is at ``now``."""
    for group, version in account.all_versions():
        while _fire_schedule(version, now) or _step(group, version, durations, now):
            pass
        if group.goes_when_empty and not group.versions:
            account.groups.pop(group.group_id, None)


def _fire_schedule(version: Version, now: float) -> bool:
    """Stop a running version whose ScheduleStopTime has come; True when that was done."""
    action = version.settings["ScheduledAction"] or {}
    text = action.get("ScheduleStopTime", "")
    if not action.get("ScheduleStop") or text == version.schedule_done or version.phase not in RUNNING:
        return False
    moment = instant(text)
    if moment is None or moment > now:
        return False
    version.schedule_done = text
    begin(version, "stop", max(moment, version.since), [])
    return True


def _step(group: Group, version: Version, durations: Durations, now: float) -> bool:
    """Leave the current phase if its time is over; True when there may be more to do."""
    end = _end(version, durations)
    if end is None or now < end:
        return False
    failure = _strike(version)
    if failure is not None and not FAILURES[failure.kind].into:
        return False
    after = FAILURES[failure.kind].into if failure else PHASES[version.phase].then or "normal"
    version.failure = failure
    if after == "gone":
        group.versions.pop(version.number)
        return False
    enter(version, after, end)
    return True


def _end(version: Version, durations: Durations) -> float | None:
    """When the current phase ends; None when it does not by itself."""
    lasts = PHASES[version.phase].lasts
    if lasts is not None:
        return version.since + float(getattr(durations, lasts))
    if version.phase == "abnormal" and version.failure and version.failure.seconds is not None:
        return version.since + version.failure.seconds
    return None


def _strike(version: Version) -> Failure | None:
    """The planned failure that strikes at the end of the current phase; one that sticks stays planned."""
    for failure in version.failures:
        kind = FAILURES[failure.kind]
        if version.phase in kind.at:
            if kind.into:
                version.failures.remove(failure)
            else:
                version.failure = version.history[-1].failure = failure
            return failure
    return None


def progress(version: Version, durations: Durations, now: float) -> float:
    """How far the current phase is, from 0 to just below 1 (1 for a phase without an end)."""
    end = _end(version, durations)
    if end is None:
        return 1.0
    length = end - version.since
    return min(0.99, (now - version.since) / length) if length > 0 else 0.99
