# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search for service groups by the options of tione_service_group_info."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._filters import (
    build_filters,
    build_tag_filters,
    matches,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Listing, Show, read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session


def search(session: Session, show: Show) -> Listing:
    """The groups that the options of the task ask for, each as `show` makes it of what the API returned.

    :raises TencentCloudError: a call failed
    """
    params = session.params
    filters, tag_filters = _conditions(params), params["tag_filters"] or []
    request = {
        "Filters": build_filters(filters),
        "TagFilters": build_tag_filters(tag_filters),
        "Order": params["order"],
        "OrderField": params["order_field"],
        "ServiceCategory": params["service_category"],
        **workspace(params["project_id"]),
    }
    return read_all(
        session.client,
        "DescribeModelServiceGroups",
        {member: value for member, value in request.items() if value},
        items="ServiceGroups",
        key="ServiceGroupId",
        want=params["limit"],
        offset=params["offset"],
        keep=(lambda group: matches(group, filters, tag_filters)) if filters or tag_filters else None,
        show=show,
    )


def _conditions(params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All conditions as filters: a name and an id are filters for one value."""
    named = (("ServiceGroupId", params["service_group_id"]), ("ServiceGroupName", params["service_group_name"]))
    exact = [{"name": name, "values": [value], "negative": False, "fuzzy": False} for name, value in named if value]
    return exact + list(params["filters"] or [])
