# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CreateModelService: a new group with its first version, or a further version of a group."""

from __future__ import annotations

from .. import lifecycle, rules, settings, tokens
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from ..state import Group, Version
from .registry import action

#: What all versions of a group share, by the member that a further version may repeat but not change.
SHARED = ("ResourceGroupId", "DeployType")


@action("CreateModelService")
def create_service(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Returns at once with the new ids; the version then goes its way through CREATING."""
    now = cloud.clock.now()
    rules.check_sent(params)
    group = _existing(scope, params) if params.get("NewVersion") else None
    wanted = settings.created(params)
    if group is not None and group.latest is not None:
        _check_shared(group.latest, params, wanted)
    rules.check_complete(cloud.description, wanted, now)
    group = group or _new_group(cloud, scope, params, now)
    version = add_version(group, wanted, now)
    if len(group.versions) > 1:
        version.weight = cloud.behaviour.new_version_weight
    lifecycle.begin(version, "create", now, cloud.failures)
    return {"Service": cloud.views().written(group, version)}


def _existing(scope: Scope, params: Json) -> Group:
    """The group that gets a further version."""
    if not params.get("ServiceGroupId"):
        raise ApiError("MissingParameter", "`NewVersion` needs `ServiceGroupId`.")
    group = scope.group(params["ServiceGroupId"])
    if params.get("ServiceGroupName") not in (None, "", group.name):
        raise ApiError("InvalidParameterValue", "`ServiceGroupName` is not the name of the group.")
    return group


def _check_shared(newest: Version, params: Json, wanted: Json) -> None:
    for name in SHARED:
        if name in params and wanted[name] != newest.settings[name]:
            raise ApiError("InvalidParameterValue", f"All versions of a group have the same `{name}`.")


def _new_group(cloud: Cloud, scope: Scope, params: Json, now: float) -> Group:
    name = params.get("ServiceGroupName")
    if params.get("ServiceGroupId"):
        raise ApiError("InvalidParameterValue", "`ServiceGroupId` needs `NewVersion`.")
    if not name:
        raise ApiError("MissingParameter", "A new group needs `ServiceGroupName`.")
    if scope.account.named(name, scope.region, scope.project):
        raise ApiError("FailedOperation.DuplicateName", f"A service group named `{name}` exists already.")
    return add_group(cloud, name, scope.region, scope.project, params, now)


def add_group(
    cloud: Cloud, name: str, region: str, project: str, params: Json, now: float, group_id: str | None = None
) -> Group:
    """Put an empty group into the account; ``params`` gives what the group itself keeps of a creation."""
    group = Group(
        group_id=group_id or cloud.account.new_group_id(),
        name=name,
        region=region,
        project=project,
        create_time=now,
        update_time=now,
        authorization=params.get("AuthorizationEnable", False),
        gateway={key: params[key] for key in ("GatewayConfig", "GatewayLogConfig") if key in params},
        tags=list(params.get("Tags", [])),
        weight_status=params.get("WeightUpdateStatus") or "",
    )
    group.auth_tokens += [tokens.complete(token, group, now) for token in params.get("AuthTokens") or []]
    tokens.ensure_first(group, now)
    cloud.account.groups[group.group_id] = group
    return group


def add_version(group: Group, wanted: Json, now: float, number: int | None = None) -> Version:
    """Add a version that is about to be created; the first has all the weight, later ones none."""
    number = number or group.next_number
    version = Version(
        group_id=group.group_id,
        number=number,
        settings=wanted,
        phase="creating",
        since=now,
        create_time=now,
        update_time=now,
        weight=0 if group.versions else 100,
    )
    version.follow_autoscaler()
    group.versions[number] = version
    group.next_number = max(group.next_number, number + 1)
    group.update_time = now
    return version
