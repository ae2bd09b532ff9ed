# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeModelService, DescribeModelServiceGroup, DescribeModelServiceGroups."""

from __future__ import annotations

from .. import listing
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action


@action("DescribeModelService")
def describe_service(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """One version."""
    try:
        group, version = scope.service(params["ServiceId"])
    except ApiError as error:
        _unless_null(cloud, error)
        return {"Service": None}
    return {"Service": cloud.views().service(group, version)}


@action("DescribeModelServiceGroup")
def describe_group(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """One group with its versions."""
    try:
        group = scope.group(params["ServiceGroupId"])
    except ApiError as error:
        _unless_null(cloud, error)
        return {"ServiceGroup": None}
    return {"ServiceGroup": cloud.views().group(group)}


@action("DescribeModelServiceGroups")
def describe_groups(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """A page of the groups that pass the filters."""
    everything = scope.account.visible(scope.region, scope.project)
    found = listing.matching(everything, params, cloud.description, cloud.behaviour)
    views = cloud.views()
    groups = [views.group(group) for group in listing.page(found, params)]
    return {
        "ServiceGroups": groups if groups or cloud.behaviour.null_style != "null" else None,
        "TotalCount": None if cloud.behaviour.null_total_count else len(found),
        "GlobalTotalCount": sum(group.region == scope.region for group in scope.account.groups.values()),
    }


def _unless_null(cloud: Cloud, error: ApiError) -> None:
    """Pass the error on, unless absent objects are to be answered with null."""
    if not (cloud.behaviour.missing_as_null and error.code == "ResourceNotFound"):
        raise error
