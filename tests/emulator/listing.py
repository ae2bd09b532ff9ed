# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters, order and paging of DescribeModelServiceGroups."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .description import Description, Json
from .errors import ApiError
from .state import SUB_UIN, Group
from .switches import Behaviour
from .views import group_status

#: Filter name -> the texts of a group that it looks at.
FACETS: Mapping[str, Callable[[Group], list[str]]] = {
    "ClusterId": lambda group: [""],
    "ServiceId": lambda group: [version.service_id for version in group.versions.values()],
    "ServiceGroupName": lambda group: [group.name],
    "ServiceGroupId": lambda group: [group.group_id],
    "Status": lambda group: [group_status(group)],
    "CreatedBy": lambda group: [SUB_UIN],
    "ModelVersionId": lambda group: [
        (version.settings["ModelInfo"] or {}).get("ModelVersionId", "") for version in group.versions.values()
    ],
}


def matching(groups: list[Group], params: Json, description: Description, behaviour: Behaviour) -> list[Group]:
    """The groups that pass every filter, in the wanted order (default: newest first)."""
    known = description.actions["DescribeModelServiceGroups"].request["Filters"].rules["filter_names"]
    filters: list[Json] = params.get("Filters", [])
    for entry in filters:
        if entry.get("Name") not in known:
            text = f"`{entry.get('Name')}` is not a filter name; known: {', '.join(known)}."
            raise ApiError("InvalidParameterValue.InvalidFilter", text)
    found = [
        group
        for group in groups
        if all(_passes(group, entry, behaviour) for entry in filters)
        and all(_tagged(group, entry) for entry in params.get("TagFilters", []))
    ]
    by_update = params.get("OrderField") == "UpdateTime"
    found.sort(key=lambda group: group.update_time if by_update else group.create_time)
    return found if params.get("Order") == "ASC" else found[::-1]


def page(groups: list[Group], params: Json) -> list[Group]:
    """The part of a list that Offset and Limit ask for."""
    offset, limit = params.get("Offset", 0), params.get("Limit", 20)
    if offset < 0 or limit < 1:
        raise ApiError("InvalidParameterValue", "`Offset` must not be negative and `Limit` must be at least 1.")
    return groups[offset : offset + limit]


def _passes(group: Group, entry: Json, behaviour: Behaviour) -> bool:
    """One filter: any of its values, inverted by Negative."""
    loose = behaviour.loose_name_filter and entry["Name"] == "ServiceGroupName"
    part = bool(entry.get("Fuzzy")) or loose
    texts = FACETS[entry["Name"]](group)
    hit = any((value in text if part else value == text) for value in entry.get("Values", []) for text in texts)
    return hit != bool(entry.get("Negative"))


def _tagged(group: Group, entry: Json) -> bool:
    """One tag filter: the key, with any of the values if values are given."""
    values = entry.get("TagValues", [])
    return any(tag["TagKey"] == entry.get("TagKey") and (not values or tag["TagValue"] in values) for tag in group.tags)
