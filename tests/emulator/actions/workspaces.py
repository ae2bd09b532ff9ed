# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeWorkspaces."""

from __future__ import annotations

from .. import selecting
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action

#: Default and highest Limit, and the members that can be filtered and ordered by: not documented, as in siblings.
PAGE, MOST = 20, 100
FILTERS = ("TiProjectId", "Name")
ORDERS = ("", "ASC", "DESC")
ORDER_FIELDS = ("", "CreateTime")


@action("DescribeWorkspaces")
def describe_workspaces(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """A page of the workspaces, whatever TiProjectId says (as in the published example); the default one is first."""
    filters, order = params.get("Filters", []), params.get("Order", "")
    selecting.check(filters, FILTERS)
    if order not in ORDERS or params.get("OrderField", "") not in ORDER_FIELDS:
        raise ApiError("InvalidParameter", "`Order` is ASC or DESC, `OrderField` is CreateTime.")
    found = [
        workspace
        for workspace in cloud.assets.workspaces
        if all(selecting.passes(entry, workspace[entry["Name"]], bool(entry.get("Fuzzy"))) for entry in filters)
    ]
    if order or params.get("OrderField"):
        found.sort(key=lambda workspace: str(workspace["CreateTime"]), reverse=order != "ASC")
    shown = selecting.page(found, params, PAGE, MOST, "InvalidParameterValue.PageLimitExceeded")
    return {"TotalCount": len(found), "Workspaces": shown}
