# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ModifyModelService: a full replacement of the settings, or one of the verbs STOP, RESUME, SCALE."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .. import lifecycle, rules, settings
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from ..state import DEFAULT_PROJECT, Group, Version
from .registry import action

#: Members that say which service is meant and where it goes; a request with nothing else changes no setting.
ADDRESS = frozenset({"ServiceId", "TiProjectId", "TargetProjectId"})


@action("ModifyModelService")
def modify_service(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Carries out the verb, or else replaces every updatable setting (omitted ones get their defaults)."""
    group, version = scope.service(params["ServiceId"])
    VERBS[params.get("ServiceAction", "")](cloud, group, version, params)
    group.update_time = version.update_time = cloud.clock.now()
    return {"Service": cloud.views().written(group, version)}


def _stop(cloud: Cloud, group: Group, version: Version, params: Json) -> None:
    _verb(cloud, version, "stop")


def _resume(cloud: Cloud, group: Group, version: Version, params: Json) -> None:
    _verb(cloud, version, "resume")


def _verb(cloud: Cloud, version: Version, operation: str) -> None:
    """Start or stop; a repetition is refused unless the behaviour lets it pass."""
    if cloud.behaviour.repeat_verbs_ok and version.phase in lifecycle.ALREADY[operation]:
        return
    lifecycle.refuse(version, operation)
    lifecycle.begin(version, operation, cloud.clock.now(), cloud.failures)


def _scale(cloud: Cloud, group: Group, version: Version, params: Json) -> None:
    """Replace the scaling members as a set; pods of the present template come and go."""
    now = cloud.clock.now()
    lifecycle.refuse(version, "scale")
    rules.check_sent(params)
    wanted = settings.scaled(version.settings, params)
    rules.check_scaling(cloud.description, wanted, now)
    lifecycle.begin(version, "scale", now, cloud.failures)
    version.revision_before = version.revision
    _store(version, wanted)


def _update(cloud: Cloud, group: Group, version: Version, params: Json) -> None:
    """Replace the settings; running pods are exchanged one by one."""
    now = cloud.clock.now()
    lifecycle.refuse(version, "update")
    target = params.get("TargetProjectId", 0)
    if target and group.project != DEFAULT_PROJECT:
        raise ApiError("OperationDenied", "Only a service in the default workspace can be moved.")
    if not params.keys() <= ADDRESS:
        _replace(cloud, group, version, params, now)
    if target:
        group.project = str(target)


def _replace(cloud: Cloud, group: Group, version: Version, params: Json, now: float) -> None:
    rests = version.phase in lifecycle.AT_REST
    rules.check_sent(params)
    wanted = settings.replaced(version.settings, params)
    rules.check_complete(cloud.description, wanted, now)
    _check_resource_group(group, version, wanted)
    if rests and not cloud.behaviour.stopped_update_stores_replicas:
        wanted["Replicas"] = version.settings["Replicas"]
    if not rests:
        lifecycle.begin(version, "update", now, cloud.failures)
    elif cloud.behaviour.update_wakes_stopped:
        lifecycle.begin(version, "resume", now, cloud.failures)
    version.revision_before = version.revision
    version.revision += 1
    _store(version, wanted)


def _check_resource_group(group: Group, version: Version, wanted: Json) -> None:
    others = [other for other in group.versions.values() if other is not version]
    if any(other.settings["ResourceGroupId"] != wanted["ResourceGroupId"] for other in others):
        raise ApiError("InvalidParameterValue", "All versions of a group have the same `ResourceGroupId`.")


def _store(version: Version, wanted: Json) -> None:
    if wanted["Replicas"] != version.settings["Replicas"]:
        version.autoscaled = None
    version.settings = wanted
    version.follow_autoscaler()


#: ServiceAction -> what to do; without a verb it is an update.
VERBS: Mapping[str, Callable[[Cloud, Group, Version, Json], None]] = {
    "": _update,
    "STOP": _stop,
    "RESUME": _resume,
    "SCALE": _scale,
}
