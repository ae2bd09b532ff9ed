# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeModelServiceCallInfo and DescribeModelServiceHotUpdated."""

from __future__ import annotations

from .. import callinfo
from ..catalogue import image_source
from ..cloud import Cloud, Scope
from ..description import Json
from .registry import action


@action("DescribeModelServiceCallInfo")
def describe_call_info(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """How a group is called, secrets in the open."""
    return callinfo.call_info(scope.group(params["ServiceGroupId"]), cloud.behaviour, cloud.address)


@action("DescribeModelServiceHotUpdated")
def describe_hot_updated(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Whether a service of that image could have its model replaced while it runs: those of the platform can."""
    built_in = image_source(params["ImageInfo"]["ImageUrl"]) == "PreSet"
    return {"ModelTurboFlag": "Allowed" if built_in else "Forbidden"}
