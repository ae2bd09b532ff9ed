# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DeleteModelService and DeleteModelServiceGroup."""

from __future__ import annotations

from .. import lifecycle
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action


@action("DeleteModelService")
def delete_service(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Delete a version at rest or one whose creation failed; its group stays, empty if need be."""
    group, version = scope.service(params["ServiceId"])
    lifecycle.refuse(version, "delete")
    now = cloud.clock.now()
    lifecycle.begin(version, "delete", now, cloud.failures)
    group.update_time = version.update_time = now
    group.goes_when_empty = cloud.behaviour.delete_empty_groups
    cloud.tick()
    return {}


@action("DeleteModelServiceGroup")
def delete_group(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Delete a group and all its versions, none of which may run."""
    group = scope.group(params["ServiceGroupId"])
    for version in group.versions.values():
        try:
            lifecycle.refuse(version, "delete")
        except ApiError as error:
            raise ApiError(error.code, f"The group `{group.group_id}` has a version in use. {error.message}") from None
    del scope.account.groups[group.group_id]
    return {}
