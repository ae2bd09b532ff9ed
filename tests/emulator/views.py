# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account as replies show it: Service and ServiceGroup objects in the shapes of the published examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import pods, readback, tokens
from .clock import beijing_text, utc_text
from .description import Description, Json
from .lifecycle import PHASES, progress
from .settings import HYBRID, SETTINGS, WRITE_ONLY
from .state import APP_ID, SUB_UIN, UIN, Group, Version
from .switches import Behaviour, Durations

#: What replies to writes show for the deprecated copy of ServiceLimit.
NO_LIMIT: Json = {
    "EnableInstanceRpsLimit": False,
    "InstanceRpsLimit": 0,
    "EnableInstanceReqLimit": False,
    "InstanceReqLimit": 0,
}
#: Lists whose order is not documented.
UNORDERED = ("Env", "CronScaleJobs", "VolumeMounts")
#: Empty value per type, for the null style ``empty``.
EMPTY: dict[str, Any] = {"string": "", "object": None, "integer": 0, "boolean": False}
#: Values that mean the same as none: (structure, member) -> value (read-back table of the API semantics).
FOLDED: dict[tuple[str, str], Any] = {
    ("ServiceGroup", "AuthorizationEnable"): False,
    ("Service", "DeployType"): "STANDARD",
    ("Service", "InstancePerReplicas"): "1",
    ("ServiceInfo", "InstancePerReplicas"): 1,
    ("ServiceInfo", "ScaleMode"): "MANUAL",
    ("ServiceInfo", "SchedulingStrategy"): "binpack",
    ("ServiceInfo", "TerminationGracePeriodSeconds"): 30,
    ("ServiceInfo", "ModelHotUpdateEnable"): False,
    ("ServiceInfo", "ModelTurboEnable"): False,
    ("ServiceInfo", "GrpcEnable"): False,
    ("ServiceInfo", "ServiceLimit"): readback.UNLIMITED,
}
#: Never restyled: identity and state.
FIRM = frozenset({"ServiceGroupId", "ServiceGroupName", "ServiceId", "Services", "Status", "ServiceInfo", "ProjectId"})


@dataclass
class Views:
    """Builds replies; ``now`` is the moment they describe."""

    description: Description
    behaviour: Behaviour
    durations: Durations
    now: float

    def group(self, group: Group) -> Json:
        """ServiceGroup with all its versions."""
        services = [self.service(group, group.versions[number]) for number in sorted(group.versions, reverse=True)]
        newest = group.latest
        view = {
            "ServiceGroupId": group.group_id,
            "ServiceGroupName": group.name,
            "CreatedBy": SUB_UIN,
            "CreateTime": utc_text(group.create_time),
            "UpdateTime": utc_text(group.update_time),
            "Uin": UIN,
            "ServiceCount": len(services),
            "RunningServiceCount": sum(service["Status"] == "Normal" for service in services),
            "Services": services,
            "Status": group_status(group),
            "Tags": list(group.tags),
            "LatestVersion": str(newest.number) if newest else "",
            "BusinessStatus": "",
            "BillingInfo": "",
            "CreateSource": newest.settings["CreateSource"] if newest else "DEFAULT",
            "WeightUpdateStatus": group.weight_status,
            "ReplicasCount": sum(self._counts(version).replicas for version in group.versions.values()),
            "AvailableReplicasCount": sum(self._counts(version).ready for version in group.versions.values()),
            "SubUin": SUB_UIN,
            "AppId": APP_ID,
            "AuthorizationEnable": group.authorization,
            "AuthTokens": tokens.shown(group, self.behaviour),
            "MonitorSource": "",
            "SubUinName": "",
            "GatewayLogConfig": group.gateway.get("GatewayLogConfig"),
            "GatewayConfig": group.gateway.get("GatewayConfig"),
            "Changer": SUB_UIN,
            "ChangerName": "",
            "SmartRouter": None,
        }
        return {**self._styled("ServiceGroup", view), **group.overlay}

    def service(self, group: Group, version: Version) -> Json:
        """Service as the Describe actions return it."""
        phase = PHASES[version.phase]
        view = {
            **_identity(group, version),
            "ServiceInfo": self._info(group, version),
            "CreateTime": utc_text(version.create_time),
            "UpdateTime": utc_text(version.update_time),
            "BusinessStatus": phase.business,
            "CreateFailedReason": _create_reason(version),
            "Status": phase.status,
            "Version": str(version.number),
            "LatestVersion": "",
            "ServiceLimit": None,
            "ScheduledAction": None,
            "ProjectId": group.project,
        }
        return {**self._styled("Service", view), **version.overlay.get("Service", {})}

    def written(self, group: Group, version: Version) -> Json:
        """Service as the replies of Create and Modify show it: hardly anything of its state is known yet."""
        info = {**self._info(group, version), "Status": None, "Weight": 100, "OldReplicas": 0}
        info.update({"Replicas": version.replicas, "PodList": [], "PodInfos": []})
        return {
            **_identity(group, version),
            "ServiceInfo": info,
            "CreateTime": "",
            "UpdateTime": "",
            "BusinessStatus": "CREATING",
            "CreateFailedReason": "",
            "Status": "",
            "Version": "",
            "LatestVersion": "",
            "ServiceLimit": dict(NO_LIMIT),
            "ScheduledAction": version.settings["ScheduledAction"] or {"ScheduleStop": False, "ScheduleStopTime": ""},
        }

    def _info(self, group: Group, version: Version) -> Json:
        settings = version.settings
        names = self.description.structures["ServiceInfo"].keys() - WRITE_ONLY
        info = {name: settings[name] for name in SETTINGS if name in names}
        info.update({name: read(version, self.behaviour) for name, read in readback.READBACK.items()})
        numbers = self._counts(version)
        infos = pods.pods(group, version, numbers)
        info.update(_replica_facts(version))
        info.update(
            {
                "AuthorizationEnable": group.authorization,
                "Status": self._status(version, numbers),
                "Weight": 0,
                "PodList": pods.manifests(version, infos),
                "Pods": None,
                "PodInfos": infos,
                "InferCodeInfo": None,
                "InstanceAlias": settings["InstanceType"].removesuffix(".POST"),
                "NodeCount": min(1, numbers.replicas),
            }
        )
        if self.behaviour.reverse_lists:
            info.update({name: info[name][::-1] for name in UNORDERED if info.get(name)})
        return {**self._styled("ServiceInfo", info), **version.overlay.get("ServiceInfo", {})}

    def _counts(self, version: Version) -> pods.Counts:
        return pods.counts(version, progress(version, self.durations, self.now))

    def _status(self, version: Version, numbers: pods.Counts) -> Json | None:
        phase = PHASES[version.phase]
        if phase.workload is None:
            return None
        failed = version.failure if version.phase in ("abnormal", "arrears") else None
        return {
            "Replicas": numbers.replicas,
            "UpdatedReplicas": numbers.updated,
            "ReadyReplicas": numbers.ready,
            "AvailableReplicas": numbers.ready,
            "UnavailableReplicas": numbers.unavailable,
            "Status": phase.workload,
            "Reason": failed.reason if failed else "",
            "StatefulSetCondition": None,
            "Conditions": _conditions(version),
        }

    def _styled(self, struct: str, view: Json) -> Json:
        """Unset members in the wanted style."""
        style = self.behaviour.null_style
        if style == "natural":
            return view
        unset = {
            name
            for name, value in view.items()
            if name not in FIRM and value in (None, "", [], FOLDED.get((struct, name)))
        }
        if style == "omitted":
            return {name: value for name, value in view.items() if name not in unset}
        members = self.description.structures[struct]
        empty = {name: [] if members[name].is_list else EMPTY[members[name].type] for name in unset}
        return view | (dict.fromkeys(unset) if style == "null" else empty)


def _identity(group: Group, version: Version) -> Json:
    """The members of Service that reads and write replies share."""
    settings = version.settings
    per_replica = settings["InstancePerReplicas"]
    return {
        "ServiceGroupId": group.group_id,
        "ServiceId": version.service_id,
        "ServiceGroupName": group.name,
        "ServiceDescription": settings["ServiceDescription"],
        "ClusterId": "",
        "Region": group.region,
        "Namespace": f"infer-{UIN}",
        "ChargeType": settings["ChargeType"],
        "ResourceGroupId": settings["ResourceGroupId"],
        "ResourceGroupName": "",
        "Tags": list(settings["Tags"]),
        "IngressName": "user-ingress-1",
        "CreatedBy": SUB_UIN,
        "Uin": UIN,
        "SubUin": SUB_UIN,
        "AppId": APP_ID,
        "BillingInfo": "",
        "Weight": version.weight,
        "CreateSource": settings["CreateSource"],
        "ResourceGroupSWType": "",
        "ArchiveStatus": "",
        "DeployType": settings["DeployType"],
        "InstancePerReplicas": str(per_replica),
        "MonitorSource": "",
        "SubUinName": "",
        "SchedulingPolicy": None,
        "ExternalResourceGroups": [],
        "Changer": SUB_UIN,
        "ChangerName": "",
        "ResourceSupplyAttribute": settings["ResourceSupplyAttribute"],
    }


def group_status(group: Group) -> str:
    """ServiceGroup.Status: Normal if any version is, else that of the newest version; it has no TIMEOUT_EXCEPTION."""
    statuses = {PHASES[version.phase].status for version in group.versions.values()}
    if "Normal" in statuses or group.latest is None:
        return "Normal" if statuses else ""
    return PHASES[group.latest.phase].status.replace("TIMEOUT_EXCEPTION", "CREATE_FAILED")


def _create_reason(version: Version) -> str:
    if version.phase in ("create_failed", "timed_out"):
        return version.failure.reason if version.failure else ""
    return "" if version.phase == "creating" else "CREATE_SUCCEED"


def _replica_facts(version: Version) -> Json:
    """Replicas and its hybrid twin: while nothing runs, the Old ones hold the counts."""
    hybrid = version.settings["HybridBillingPrepaidReplicas"] if version.settings["ChargeType"] == HYBRID else 0
    rests = version.phase in ("stopped", "stopping", "arrears", "deleting")
    now, old = (0, 1) if rests else (1, 0)
    return {
        "Replicas": version.replicas * now,
        "OldReplicas": version.replicas * old,
        "HybridBillingPrepaidReplicas": hybrid * now,
        "OldHybridBillingPrepaidReplicas": hybrid * old,
    }


def _conditions(version: Version) -> list[Json]:
    """Deployment conditions; they say Available even when the version is stopped (published examples)."""
    began, ended = beijing_text(version.create_time), beijing_text(version.since)
    name = pods.replica_set(version, version.revision)
    rows = (
        ("Available", "MinimumReplicasAvailable", "Deployment has minimum availability."),
        ("Progressing", "NewReplicaSetAvailable", f'ReplicaSet "{name}" has successfully progressed.'),
    )
    return [
        {
            "Message": message,
            "Reason": reason,
            "Status": "True",
            "Type": kind,
            "LastTransitionTime": began,
            "LastUpdateTime": ended,
        }
        for kind, reason, message in rows
    ]
