# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kubernetes events of a version, told from its history: what happens in which phase is a table."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import history
from .clock import beijing_text
from .description import Json
from .lifecycle import FAILURES
from .pods import pod_digest, pod_name, replica_set
from .state import UIN, Version, Visit

#: The image of a service that names a model only.
PLATFORM_IMAGE = "tione.tencentcloudcr.com/qcloud-ti-platform/infer:latest"


@dataclass(frozen=True)
class Row:
    """One kind of event; ``cast`` says for which pods it happens (see history.py), empty for none in particular."""

    kind: str
    type: str
    message: str
    cast: str = ""
    #: Seconds after which it happens again, as long as the phase lasts.
    every: float = 0.0


@dataclass(frozen=True)
class Event:
    """Something that happened, once or repeatedly."""

    first: float
    last: float
    count: int
    type: str
    kind: str
    name: str
    message: str

    def shown(self) -> Json:
        """Event as replies show it."""
        digest = hashlib.sha256(f"{self.name} {self.message} {self.first}".encode()).hexdigest()
        return {
            "Id": str(uuid.UUID(digest[:32])),
            "Message": self.message,
            "FirstTimestamp": beijing_text(self.first),
            "LastTimestamp": beijing_text(self.last),
            "Count": self.count,
            "Type": self.type,
            "ResourceKind": self.kind,
            "ResourceName": self.name,
        }


_SCHEDULED = (
    Row("Replicaset", "Normal", "Created pod: {pod}", "new"),
    Row("Pod", "Normal", "Successfully assigned {namespace}/{pod} to {node}", "new"),
)
_PULLING = (Row("Pod", "Normal", 'Pulling image "{image}"', "new"),)
_UP = Row("Deployment", "Normal", "Scaled up replica set {set} to {count}")
_DOWN = Row("Deployment", "Normal", "Scaled down replica set {set} to {count}")
_PLATFORM = (Row("Deployment", "Warning", "{reason}"),)

#: Scene -> what happens in it, in order. A scene is a phase, or what a phase is about (see _scenes).
SCENES: Mapping[str, tuple[Row, ...]] = {
    "pending": (_UP, *_SCHEDULED),
    "waiting": _PULLING,
    "exchange": (
        _UP,
        *_SCHEDULED,
        *_PULLING,
        Row("Deployment", "Normal", "Scaled down replica set {old_set} to 0"),
    ),
    "grow": (_UP, *_SCHEDULED, *_PULLING),
    "shrink": (_DOWN,),
    "normal": (
        Row("Pod", "Normal", 'Successfully pulled image "{image}"', "new"),
        Row("Pod", "Normal", "Created container infer", "new"),
        Row("Pod", "Normal", "Started container infer", "new"),
    ),
    "stopping": (
        Row("Deployment", "Normal", "Scaled down replica set {set} to 0"),
        Row("Pod", "Normal", "Stopping container infer", "all"),
    ),
    "CrashLoopBackOff": (
        Row("Pod", "Normal", 'Successfully pulled image "{image}"', "failing"),
        Row("Pod", "Normal", "Started container infer", "failing", every=60),
        Row("Pod", "Warning", "Error: {reason}", "failing"),
        Row("Pod", "Warning", "Back-off restarting failed container infer in pod {pod}", "failing", every=60),
    ),
    "ImagePullBackOff": (
        Row("Pod", "Warning", 'Failed to pull image "{image}": not found', "failing", every=60),
        Row("Pod", "Warning", "Error: {reason}", "failing"),
        Row("Pod", "Warning", 'Back-off pulling image "{image}"', "failing", every=60),
    ),
    "stuck": (Row("Pod", "Warning", "0/2 nodes are available: insufficient resources.", "new", every=30),),
    "create_failed": _PLATFORM,
    "timed_out": _PLATFORM,
    "arrears": _PLATFORM,
}


def _scenes(visit: Visit) -> Iterator[str]:
    failure = FAILURES[visit.failure.kind] if visit.failure else None
    if visit.phase == "rolling":
        growing = "grow" if visit.replicas >= visit.before else "shrink"
        yield "exchange" if history.replaces(visit) else growing
    elif visit.phase == "abnormal":
        yield failure.container if failure else ""
    else:
        yield visit.phase
    if failure and not failure.into:
        yield "stuck"


def events(version: Version, now: float) -> Iterator[Event]:
    """Everything that has happened to a version, in order."""
    for visit in history.visits(version, now):
        for scene in _scenes(visit):
            for row in SCENES.get(scene, ()):
                yield from _row(version, visit, row)


def _row(version: Version, visit: Visit, row: Row) -> Iterator[Event]:
    members = history.CASTS[row.cast](visit) if row.cast else [None]
    times = 1 + int((visit.until - visit.since) / row.every) if row.every else 1
    last = visit.since + (times - 1) * row.every
    for member in members:
        facts = _facts(version, visit, member)
        name = {"Pod": facts["pod"], "Replicaset": facts["set"]}.get(row.kind, version.service_id)
        yield Event(visit.since, last, times, row.type, row.kind, name, row.message.format_map(facts))


def _facts(version: Version, visit: Visit, member: history.Member | None) -> dict[str, str]:
    """What messages may name."""
    pod = pod_name(version, *member) if member else ""
    return {
        "pod": pod,
        "node": f"node-{pod_digest(version, *member)[:8]}" if member else "",
        "namespace": f"infer-{UIN}",
        "set": replica_set(version, visit.revision),
        "old_set": replica_set(version, visit.revision_before),
        "count": str(visit.replicas),
        "image": visit.image or PLATFORM_IMAGE,
        "reason": visit.failure.reason if visit.failure else "",
    }
