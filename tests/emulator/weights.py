# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Traffic weights of a group: what may be asked for, and the time until it is so."""

from __future__ import annotations

from collections import Counter

from .description import Json
from .errors import ApiError
from .lifecycle import FAILURES
from .state import Account, Failure, Group, WeightChange
from .switches import Behaviour, Durations

#: The place where planned failures of a change of weights strike (see FAILURES in lifecycle.py).
PLACE = "weights"
UPDATING, UPDATED = "UPDATING", "UPDATED"


def wanted(group: Group, entries: list[Json], behaviour: Behaviour) -> dict[int, int]:
    """Weight by version number after the change, for all versions; those not listed keep theirs."""
    numbers = {version.service_id: version.number for version in group.versions.values()}
    listed = Counter(entry["ServiceId"] for entry in entries)
    if not listed:
        raise ApiError("InvalidParameter", "`Weights` is empty.")
    for service_id, times in listed.items():
        if service_id not in numbers:
            raise ApiError("InvalidParameter", f"`{service_id}` is not a service of `{group.group_id}`.")
        if times > 1:
            raise ApiError("InvalidParameter", f"`Weights` has the service `{service_id}` {times} times.")
    result = {version.number: version.weight for version in group.versions.values()}
    result.update({numbers[entry["ServiceId"]]: entry["Weight"] for entry in entries})
    _check_total(sum(result.values()), behaviour)
    return result


def _check_total(total: int, behaviour: Behaviour) -> None:
    if total == 0:
        raise ApiError("InvalidParameter", "At least one service of the group needs a weight above 0.")
    if behaviour.weights_total_100 and total != 100:
        raise ApiError("InvalidParameter", f"The weights of the group must total 100, not {total}.")


def begin(group: Group, change: dict[int, int], planned: list[Failure], now: float) -> None:
    """Start a change of weights; the first planned failure that fits is taken over by it."""
    waiting = [planned, *(version.failures for version in group.versions.values())]
    failure = next((_take(failures) for failures in waiting if _fits(failures)), None)
    group.weight_change = WeightChange(change, now, failure)
    group.weight_status = UPDATING


def tick(account: Account, durations: Durations, now: float) -> None:
    """End the changes of weights whose time is over."""
    for group in account.groups.values():
        change = group.weight_change
        if change is not None and now >= change.since + durations.weights:
            _end(group, change)


def _end(group: Group, change: WeightChange) -> None:
    outcome = FAILURES[change.failure.kind].into if change.failure else UPDATED
    if not outcome:
        return
    group.weight_change = None
    group.weight_status = outcome
    if change.failure is None:
        for number, weight in change.weights.items():
            if number in group.versions:
                group.versions[number].weight = weight


def _fits(failures: list[Failure]) -> bool:
    return any(PLACE in FAILURES[failure.kind].at for failure in failures)


def _take(failures: list[Failure]) -> Failure:
    taken = next(failure for failure in failures if PLACE in FAILURES[failure.kind].at)
    failures.remove(taken)
    return taken
