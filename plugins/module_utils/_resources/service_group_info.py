# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_group_info: list service groups with filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import QUERY, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import read_group
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.names import SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._shown import shown

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field

FILTER_NAMES = ("ClusterId", "ServiceId", "ServiceGroupName", "ServiceGroupId", "Status", "CreatedBy", "ModelVersionId")

FILTER: Options = {
    "name": Option("What to filter by, as the API spells it.", {"required": True, "choices": list(FILTER_NAMES)}),
    "values": Option("Values, one of which must be there.", {"type": "list", "elements": "str", "required": True}),
    "negative": Option("Whether groups with such a value are left out instead.", {"type": "bool", "default": False}),
    "fuzzy": Option("Whether a part of the value is enough.", {"type": "bool", "default": False}),
}
TAG_FILTER: Options = {
    "tag_key": Option("Key of the tag.", {"required": True}),
    "tag_values": Option(
        "Values, one of which the tag must have.", {"type": "list", "elements": "str", "required": True}
    ),
}
OPTIONS: Options = {
    "service_group_id": Option("Id of one service group."),
    "service_group_name": Option("Exact name of a service group."),
    "filters": Option(
        "Conditions that all must hold. Unless O(filters[].fuzzy) is set, what the API returns is checked again for equality,"
        " as the API itself may return more.",
        {"type": "list", "elements": "dict"},
        FILTER,
    ),
    "tag_filters": Option(
        "Tags that a group must have, all of them.", {"type": "list", "elements": "dict"}, TAG_FILTER
    ),
    "order": Option("Direction of the order.", {"choices": ["ASC", "DESC"], "default": "ASC"}),
    "order_field": Option("What is ordered by.", {"choices": ["CreateTime", "UpdateTime"], "default": "CreateTime"}),
    "service_category": Option("Category of the services."),
    "offset": Option("How many matching groups are skipped.", {"type": "int", "default": 0}),
    "limit": Option(
        "How many groups are returned at most, any positive number. Without it all groups are, read in pages of 100.",
        {"type": "int"},
    ),
}


def run(session: Session) -> dict[str, Any]:
    """List service groups.

    :returns: the result of tione_service_group_info
    :raises TencentCloudError: an option cannot work, or a call failed
    """
    params = session.params
    query = Query(params)
    _check(params)
    found = _one_group(session) if _asks_for_one_group(params) else _search(session)
    return query.apply({"changed": False, **found, "request_ids": list(session.client.request_ids)})


def _check(params: Mapping[str, Any]) -> None:
    if params["limit"] is not None and params["limit"] < 1:
        raise OptionError("limit", f"is {params['limit']}, but must be at least 1")
    if params["offset"] < 0:
        raise OptionError("offset", f"is {params['offset']}, but must not be negative")
    for option, member in (("filters", "values"), ("tag_filters", "tag_values")):
        for index, condition in enumerate(params[option] or []):
            if not condition[member]:
                raise OptionError(f"{option}[{index}].{member}", "must have at least one value")


def _asks_for_one_group(params: Mapping[str, Any]) -> bool:
    selecting = ("filters", "tag_filters", "service_category", "service_group_name")
    return params["service_group_id"] is not None and not any(params[name] for name in selecting)


def _one_group(session: Session) -> dict[str, Any]:
    params = session.params
    group = read_group(session.client, params["service_group_id"], params["project_id"])
    found = [] if group is None else [_shown(group)]
    return {"service_groups": found[params["offset"] :], "total_count": len(found), "truncated": False}


def _shown(group: Mapping[str, Any]) -> dict[str, Any]:
    return shown(SERVICE_GROUP, group)


def _search(session: Session) -> dict[str, Any]:
    from ansible_collections.community.tencentcloud.plugins.module_utils._resources import group_search

    listing = group_search.search(session, _shown)
    return {
        "service_groups": listing.items,
        "total_count": listing.total_count,
        "truncated": listing.truncated,
    }


def returns() -> tuple[Field, ...]:
    """What stands in the result."""
    from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import LISTED_GROUPS
    from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS

    return LISTED_GROUPS + QUERY_RETURNS + REQUEST_RETURNS


SPEC = ModuleSpec(run=run, returns=returns, options=(OPTIONS, QUERY))
