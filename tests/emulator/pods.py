# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pods of a version: how many there are in which state, and how replies describe them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .clock import beijing_text
from .description import Json
from .lifecycle import FAILURES, PHASES
from .state import Group, Version

#: Marks the secrets that only pod manifests carry: nothing that shows a manifest may let it through.
MANIFEST_SECRET = "pod-manifest-secret"


@dataclass(frozen=True)
class Counts:
    """The numbers of WorkloadStatus; available is ready here, unavailable is the rest."""

    replicas: int
    updated: int
    ready: int

    @property
    def unavailable(self) -> int:
        """Pods that do not serve."""
        return self.replicas - self.ready


@dataclass(frozen=True)
class Rollout:
    """What counting needs: wanted pods, pods that served before, pods done so far, and whether pods are replaced."""

    wanted: int
    before: int
    done: int
    replaces: bool

    @property
    def serving(self) -> int:
        """Pods that serve while pods are exchanged: the old ones until new ones outnumber them."""
        return max(min(self.before, self.wanted), self.done)


#: Way of counting (see Phase.pods) -> numbers.
COUNTS: Mapping[str, Callable[[Rollout], Counts]] = {
    "none": lambda r: Counts(0, 0, 0),
    "unready": lambda r: Counts(r.wanted, r.wanted, 0),
    "starting": lambda r: Counts(r.wanted, r.wanted, r.done),
    "before": lambda r: Counts(r.before, r.before, r.before),
    "rolling": lambda r: Counts(r.wanted, r.done if r.replaces else r.serving, r.serving),
    "complete": lambda r: Counts(r.wanted, r.wanted, r.wanted),
    "failing": lambda r: Counts(r.wanted, min(1, r.wanted), min(r.before, r.wanted - 1)),
}

#: Container state -> (Pod.Phase and Status, State, Ready, Reason, Message, RestartCount).
CONTAINERS: Mapping[str, tuple[str, str, bool, str, str, int]] = {
    "ready": ("Running", "Running", True, "", "", 0),
    "starting": ("Pending", "Waiting", False, "ContainerCreating", "The image is being pulled.", 0),
    "CrashLoopBackOff": (
        "Running", "Waiting", False, "CrashLoopBackOff", "back-off 40s restarting failed container=infer", 4
    ),
    "ImagePullBackOff": ("Pending", "Waiting", False, "ImagePullBackOff", "Back-off pulling image", 0),
}  # fmt: skip


def counts(version: Version, progress: float) -> Counts:
    """The numbers of a version at some progress of its phase."""
    wanted = version.replicas
    replaces = version.revision != version.revision_before
    count = COUNTS[PHASES[version.phase].pods]
    return count(Rollout(wanted, version.replicas_before, int(progress * wanted), replaces))


def replica_set(version: Version, revision: int) -> str:
    """The name of the set of pods that share a revision of the template."""
    digest = hashlib.sha256(f"{version.service_id}:{revision}".encode()).hexdigest()
    return f"{version.service_id}-{digest[:10]}"


def pod_digest(version: Version, revision: int, index: int) -> str:
    """What everything that looks random about a pod is made from."""
    return hashlib.sha256(f"{replica_set(version, revision)}:{index}".encode()).hexdigest()


def pod_name(version: Version, revision: int, index: int) -> str:
    """The name of a pod."""
    return f"{replica_set(version, revision)}-{pod_digest(version, revision, index)[:5]}"


def pods(group: Group, version: Version, numbers: Counts) -> list[Json]:
    """ServiceInfo.PodInfos: one entry per pod."""
    failing = FAILURES[version.failure.kind].container if version.failure else ""
    rows = [("ready", version.revision if index < numbers.updated else version.revision_before)
            for index in range(numbers.ready)]  # fmt: skip
    rows += [(failing or "starting", version.revision) for _index in range(numbers.unavailable)]
    return [_pod(group, version, index, state, revision) for index, (state, revision) in enumerate(rows)]


def _pod(group: Group, version: Version, index: int, state: str, revision: int) -> Json:
    phase, container_state, ready, reason, message, restarts = CONTAINERS[state]
    digest = pod_digest(version, revision, index)
    began = beijing_text(version.since)
    image = (version.settings["ImageInfo"] or {}).get("ImageUrl", "")
    status = {"RestartCount": restarts, "State": container_state, "Ready": ready, "Reason": reason, "Message": message}
    container = {"Name": "infer", "ContainerId": f"containerd://{digest}", "Image": image, "Status": status}
    return {
        "Name": pod_name(version, revision, index),
        "Uid": str(uuid.UUID(digest[:32])),
        "ChargeType": version.settings["ChargeType"],
        "Phase": phase,
        "IP": f"10.0.{int(digest[:2], 16)}.{int(digest[2:4], 16)}" if phase == "Running" else "",
        "CreateTime": began,
        "Containers": None,
        "ContainerInfos": [container],
        "CrossTenantENIInfo": _interface(version) if phase == "Running" else None,
        "Status": phase,
        "StartScheduleTime": began,
        "Message": message,
        "NodeIP": f"10.1.0.{int(digest[4:6], 16)}",
        "NodeId": f"node-{digest[:8]}",
        "ResourceGroupId": version.settings["ResourceGroupId"],
        "ResourceGroupName": "",
    }


def _interface(version: Version) -> Json | None:
    """Where the pod is called past the gateway, if the service has an interface in a VPC."""
    if version.interface is None:
        return None
    host, port = version.interface
    return {"PrimaryIP": host, "Port": str(port)}


def manifests(version: Version, infos: list[Json]) -> list[str]:
    """ServiceInfo.PodList: whole manifests as JSON text, private environment values in the open."""
    env = [{"name": variable["Name"], "value": variable["Value"]} for variable in version.settings["Env"]]
    env.append({"name": "TI_PLATFORM_TOKEN", "value": MANIFEST_SECRET})
    return [
        json.dumps(
            {
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {"name": info["Name"], "uid": info["Uid"]},
                "spec": {"containers": [{"name": "infer", "image": info["ContainerInfos"][0]["Image"], "env": env}]},
            }
        )
        for info in infos
    ]
