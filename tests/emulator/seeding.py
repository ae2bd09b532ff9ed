# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting complete services into the account from API-shaped members, and reading stored records back."""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass, field
from typing import Any

from . import lifecycle, schema, settings
from .actions.create import add_group, add_version
from .clock import instant, utc_text
from .cloud import Cloud
from .description import Json
from .state import DEFAULT_PROJECT, GROUP_ID, Group, Version

REGION = "ap-guangzhou"
SEEDS = pathlib.Path(__file__).with_name("seeds")

#: What a service consists of when nothing else is said: a small postpaid CPU service.
PLAIN: Json = {
    "ImageInfo": {
        "ImageType": "CCR",
        "ImageUrl": "ccr.ccs.tencentyun.com/example/infer:1.0",
        "RegistryRegion": REGION,
    },
    "InstanceType": "TI.S.MEDIUM.POST",
    "Replicas": 1,
}

#: Members of a seed that are stored; null stands for their default.
STORED = settings.SETTINGS.keys() | {"CommandBase64"}
#: Codes of misfits that a seed must not have; it may well break rules.
SLIPS = ("UnknownParameter", "InvalidParameter")

#: Phase by the status that a caller names.
PHASE_OF = {
    "CREATING": "creating",
    "CREATE_FAILED": "create_failed",
    "TIMEOUT_EXCEPTION": "timed_out",
    "Pending": "pending",
    "Waiting": "waiting",
    "Normal": "normal",
    "Abnormal": "abnormal",
    "Stopping": "stopping",
    "Stopped": "stopped",
    "ARREARS_STOP": "arrears",
}

#: Failure that belongs to a phase when one is seeded in it.
FAILURE_OF = {"abnormal": "abnormal", "create_failed": "create_failed", "timed_out": "timeout", "arrears": "arrears"}


@dataclass
class Seed:
    """One service to be put into the account; members are those of Service, ServiceInfo and ServiceGroup."""

    group: str
    group_id: str | None = None
    version: int | None = None
    region: str = REGION
    project_id: str = DEFAULT_PROJECT
    status: str = "Normal"
    reason: str = ""
    weight: int | None = None
    #: How long ago the service was made, in seconds.
    age: float = 86400.0
    service_members: Json = field(default_factory=dict)
    info: Json = field(default_factory=dict)
    group_members: Json = field(default_factory=dict)


def add_service(cloud: Cloud, seed: Seed) -> str:
    """Add a version (and its group, if it is the first) and return the ServiceId.

    Members that are settings are stored; all others are returned by reads as they were given.
    A name that the API description does not have is a ValueError.
    """
    _check(cloud, seed)
    stored, service_rest, info_rest = _split(seed)
    _check_stored(cloud, stored)
    born = _moment(seed.service_members.get("CreateTime"), cloud.clock.now() - seed.age)
    group = cloud.account.named(seed.group, seed.region, seed.project_id) or _group(cloud, seed, born)
    version = add_version(group, settings.created(stored), born, seed.version)
    version.update_time = _moment(seed.service_members.get("UpdateTime"), born)
    version.overlay = {"Service": service_rest, "ServiceInfo": info_rest}
    if seed.weight is not None:
        version.weight = seed.weight
    put_into(version, seed.status, seed.reason, cloud.clock.now() if _moves(seed.status) else born)
    return version.service_id


def put_into(version: Version, status: str, reason: str, now: float) -> None:
    """Show a version in a status at once, with the failure that belongs to it."""
    if status not in PHASE_OF:
        raise ValueError(f"unknown status {status!r}; known: {', '.join(PHASE_OF)}")
    phase = PHASE_OF[status]
    version.replicas_before = version.replicas if version.phase in lifecycle.RUNNING else 0
    version.failures.clear()
    failing = FAILURE_OF.get(phase)
    version.failure = lifecycle.plan(failing, reason) if failing else None
    lifecycle.enter(version, phase, now)


def record(group: Group, version: Version) -> Json:
    """Everything that is stored of a version, unmasked, as one JSON object; ``Settings`` is complete."""
    phase = lifecycle.PHASES[version.phase]
    return {
        "ServiceGroupId": group.group_id,
        "ServiceGroupName": group.name,
        "ServiceId": version.service_id,
        "Version": version.number,
        "Region": group.region,
        "ProjectId": group.project,
        "Status": phase.status,
        "Phase": version.phase,
        "BusinessStatus": phase.business,
        "Weight": version.weight,
        "Replicas": version.replicas,
        "Revision": version.revision,
        "AuthorizationEnable": group.authorization,
        "CreateTime": utc_text(version.create_time),
        "UpdateTime": utc_text(version.update_time),
        "Settings": json.loads(json.dumps(version.settings)),
    }


def load_seed(cloud: Cloud, name: str) -> None:
    """Apply a seed: ``empty``, the name of a file in seeds/ without its ending, or a path to a JSON file.

    A seed file may have the keys ``behaviour``, ``durations``, ``assets`` (tables in place of the shipped ones) and
    ``services`` (a list of Seed fields).
    """
    if name == "empty":
        return
    built_in = SEEDS / f"{name}.json"
    path = built_in if built_in.is_file() else pathlib.Path(name)
    source: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if unknown := source.keys() - {"assets", "behaviour", "durations", "services"}:
        raise ValueError(f"a seed has no {', '.join(sorted(unknown))}")
    cloud.behaviour.update(**source.get("behaviour", {}))
    cloud.durations.update(**source.get("durations", {}))
    cloud.assets.update(**source.get("assets", {}))
    for service in source.get("services", []):
        add_service(cloud, Seed(**service))


def _moves(status: str) -> bool:
    return lifecycle.PHASES[PHASE_OF.get(status, "normal")].lasts is not None


def _moment(text: str | None, otherwise: float) -> float:
    moment = instant(text) if text else None
    return otherwise if moment is None else moment


def _group(cloud: Cloud, seed: Seed, born: float) -> Group:
    if seed.group_id is not None and not GROUP_ID.fullmatch(seed.group_id):
        raise ValueError(f"{seed.group_id!r} is not the id of a service group")
    if seed.group_id in cloud.account.groups:
        raise ValueError(f"{seed.group_id!r} is taken")
    group = add_group(cloud, seed.group, seed.region, seed.project_id, seed.group_members, born, seed.group_id)
    kept = {"AuthorizationEnable", "AuthTokens", "GatewayConfig", "GatewayLogConfig", "Tags", "WeightUpdateStatus"}
    group.overlay = {name: value for name, value in seed.group_members.items() if value is None or name not in kept}
    return group


def _split(seed: Seed) -> tuple[Json, Json, Json]:
    """Members that become settings, and those of Service and ServiceInfo that are only shown."""
    service, info = dict(seed.service_members), dict(seed.info)
    for name in ("CreateTime", "UpdateTime"):
        service.pop(name, None)
    if not info.get("Replicas") and info.get("OldReplicas"):
        info["Replicas"] = info.pop("OldReplicas")
    wanted = {**PLAIN, "Tags": seed.group_members.get("Tags", [])}
    if "ModelInfo" in info and "ImageInfo" not in info:
        del wanted["ImageInfo"]
    for source in (service, info):
        given = {name: source.pop(name) for name in list(source) if name in STORED}
        wanted.update({name: value for name, value in given.items() if value is not None})
    return wanted, service, info


def _check(cloud: Cloud, seed: Seed) -> None:
    """Refuse a seed that names something unknown, before it changes anything."""
    if seed.status not in PHASE_OF:
        raise ValueError(f"unknown status {seed.status!r}; known: {', '.join(PHASE_OF)}")
    there = cloud.account.named(seed.group, seed.region, seed.project_id)
    if there is not None and seed.group_id not in (None, there.group_id):
        raise ValueError(f"the group {seed.group!r} has the id {there.group_id}")
    if there is not None and seed.version in there.versions:
        raise ValueError(f"the group {seed.group!r} has a version {seed.version}")
    structures = cloud.description.structures
    allowed = {
        "service_members": structures["Service"].keys() | STORED,
        "info": structures["ServiceInfo"].keys() | STORED,
        "group_members": structures["ServiceGroup"].keys(),
    }
    for field_name, names in allowed.items():
        if unknown := sorted(getattr(seed, field_name).keys() - names):
            raise ValueError(f"{field_name} has no {', '.join(unknown)}")


def _check_stored(cloud: Cloud, stored: Json) -> None:
    """Refuse settings with unknown or mistyped members, at any depth."""
    actions = cloud.description.actions
    members = {**actions["ModifyModelService"].request, **actions["CreateModelService"].request}
    slips = [fault.message for fault in schema.misfits(cloud.description, members, stored) if fault.code in SLIPS]
    if slips:
        raise ValueError(" ".join(slips))
