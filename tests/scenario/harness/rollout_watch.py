# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a group shared its traffic at every moment that anybody could see, and what an account holds."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from emulator.cloud import Cloud
from emulator.server import Emulator
from emulator.traffic import answers_calls

from .outcome import Json

#: Fields of groups and versions that tell of the past, or of the time, and not of what there is.
PAST = frozenset({
    "create_time", "update_time", "since", "history", "next_number", "weight_status", "revision", "revision_before",
    "replicas_before", "phase",
})  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """The weights from one moment on, the versions with a weight that do not answer, and the calls made until then."""

    weights: Json
    idle: tuple[str, ...]
    calls: int


@contextlib.contextmanager
def watched(emulator: Emulator, name: str = "chat") -> Iterator[list[Moment]]:
    """The moments of a group, one for each change. The account shows nothing to anybody between two of its ticks."""
    cloud, moments = emulator.cloud, list[Moment]()
    tick = cloud.tick

    def noted() -> None:
        tick()
        found = _moment(cloud, name)
        if not moments or (found.weights, found.idle) != (moments[-1].weights, moments[-1].idle):
            moments.append(found)

    cloud.tick = noted  # type: ignore[method-assign]
    try:
        yield moments
    finally:
        del cloud.tick


def _moment(cloud: Cloud, name: str) -> Moment:
    versions = [version for group, version in cloud.account.all_versions() if group.name == name]
    idle = tuple(one.service_id for one in versions if one.weight and not answers_calls(cloud, one))
    return Moment({one.service_id: one.weight for one in versions}, idle, len(cloud.answers.calls))


def account(emulator: Emulator) -> Json:
    """All that an account holds, by group and version: what it has been through and when left aside."""
    with emulator.cloud.lock:
        emulator.cloud.tick()
        return {
            group.group_id: {
                **_present(group),
                "versions": {n: _version(emulator, v) for n, v in group.versions.items()},
            }
            for group in emulator.account.groups.values()
        }


def _version(emulator: Emulator, version: object) -> Json:
    status = emulator.status(version.service_id)  # type: ignore[attr-defined]
    return {**_present(version), "status": status}


def _present(part: object) -> Json:
    whole = dataclasses.asdict(part)  # type: ignore[call-overload]
    return {name: value for name, value in whole.items() if name not in PAST}
