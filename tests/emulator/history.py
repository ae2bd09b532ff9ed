# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a version has been through, and which of its pods took part: events and logs are told from that."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from .state import Version, Visit

#: A pod by the revision of its template and its index.
Member = tuple[int, int]


def turn(version: Version, phase: str, now: float) -> None:
    """Note that a version enters a phase; what may have changed during the one before is written down with it."""
    if version.history:
        version.history[-1] = _closed(version, now)
    version.history.append(Visit(phase, now, version.failure, version.replicas_before))


def visits(version: Version, now: float) -> list[Visit]:
    """All stays up to now, the present one included."""
    return [*version.history[:-1], _closed(version, now)] if version.history else []


def _closed(version: Version, until: float) -> Visit:
    return dataclasses.replace(
        version.history[-1],
        until=until,
        revision=version.revision,
        revision_before=version.revision_before,
        replicas=version.replicas,
        image=(version.settings["ImageInfo"] or {}).get("ImageUrl", ""),
    )


def replaces(visit: Visit) -> bool:
    """The template of the pods has changed: none of the pods before stays."""
    return visit.revision != visit.revision_before


def _new(visit: Visit) -> list[Member]:
    kept = 0 if replaces(visit) else min(visit.before, visit.replicas)
    return [(visit.revision, index) for index in range(kept, visit.replicas)]


def _all(visit: Visit) -> list[Member]:
    return [(visit.revision, index) for index in range(visit.replicas)]


def _old(visit: Visit) -> list[Member]:
    return [(visit.revision_before, index) for index in range(visit.before)]


def _healthy(visit: Visit) -> list[Member]:
    """Pods that serve while others fail, named as pods.py names them."""
    count = max(0, min(visit.before, visit.replicas - 1))
    return [(visit.revision_before if index else visit.revision, index) for index in range(count)]


def _failing(visit: Visit) -> list[Member]:
    return [(visit.revision, index) for index in range(len(_healthy(visit)), visit.replicas)]


#: Who takes part in something that happens during a stay.
CASTS: Mapping[str, Callable[[Visit], list[Member]]] = {
    "new": _new,
    "all": _all,
    "old": _old,
    "healthy": _healthy,
    "failing": _failing,
}
