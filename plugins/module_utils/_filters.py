# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of DescribeModelServiceGroups: what is sent, and the exact check of what comes back.

The API does not promise exact matches (section d of the API semantics), so every group is checked again here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Group = Mapping[str, Any]
Option = Mapping[str, Any]

_GROUP_LEVEL = "group"
_SERVICE_LEVEL = "service"

# Where the values of a filter are found: level, and path of members.
FILTER_PATHS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "ClusterId": ((_GROUP_LEVEL, ("ClusterId",)), (_SERVICE_LEVEL, ("ClusterId",))),
    "ServiceId": ((_SERVICE_LEVEL, ("ServiceId",)),),
    "ServiceGroupName": ((_GROUP_LEVEL, ("ServiceGroupName",)), (_SERVICE_LEVEL, ("ServiceGroupName",))),
    "ServiceGroupId": ((_GROUP_LEVEL, ("ServiceGroupId",)), (_SERVICE_LEVEL, ("ServiceGroupId",))),
    "Status": ((_GROUP_LEVEL, ("Status",)), (_SERVICE_LEVEL, ("Status",))),
    "CreatedBy": ((_GROUP_LEVEL, ("CreatedBy",)), (_SERVICE_LEVEL, ("CreatedBy",))),
    "ModelVersionId": ((_SERVICE_LEVEL, ("ServiceInfo", "ModelInfo", "ModelVersionId")),),
}
# A negative filter asks for the state of the group as a whole here, not of each of its versions.
NEGATIVE_PATHS = {**FILTER_PATHS, "Status": ((_GROUP_LEVEL, ("Status",)),)}


def build_filters(filters: Iterable[Option] | None) -> list[dict[str, Any]]:
    """The API's `Filters` for options with name, values, negative and fuzzy."""
    return [_build_filter(option) for option in filters or ()]


def _build_filter(option: Option) -> dict[str, Any]:
    switches = {"Negative": option.get("negative"), "Fuzzy": option.get("fuzzy")}
    chosen = {name: True for name, value in switches.items() if value}
    return {"Name": option["name"], "Values": _texts(option.get("values")), **chosen}


def build_tag_filters(tag_filters: Iterable[Option] | None) -> list[dict[str, Any]]:
    """The API's `TagFilters` for options with tag_key and tag_values; without values the key alone counts."""
    return [_build_tag_filter(option) for option in tag_filters or ()]


def _build_tag_filter(option: Option) -> dict[str, Any]:
    values = _texts(option.get("tag_values"))
    return {"TagKey": option["tag_key"], **({"TagValues": values} if values else {})}


def matches(
    group: Group,
    filters: Iterable[Option] | None = None,
    tag_filters: Iterable[Option] | None = None,
    name: str | None = None,
    group_id: str | None = None,
) -> bool:
    """Whether a ServiceGroup, as the API returns it, is exactly what was asked for.

    Filters are the options, not their API form. All of them must hold; within one, any of its values will do. Fuzzy
    filters, unknown names and filters without values are left to the server.
    """
    wanted = (("ServiceGroupName", name), ("ServiceGroupId", group_id))
    return (
        all(value is None or group.get(member) == value for member, value in wanted)
        and all(_filter_holds(group, option) for option in filters or ())
        and all(_tag_filter_holds(group, option) for option in tag_filters or ())
    )


def _filter_holds(group: Group, option: Option) -> bool:
    negative = bool(option.get("negative"))
    paths = (NEGATIVE_PATHS if negative else FILTER_PATHS).get(option["name"])
    values = set(_texts(option.get("values")))
    if option.get("fuzzy") or paths is None or not values:
        return True
    found = not values.isdisjoint(_values_of(group, paths))
    return found is not negative


def _values_of(group: Group, paths: Sequence[tuple[str, tuple[str, ...]]]) -> set[str]:
    levels = {_GROUP_LEVEL: [group], _SERVICE_LEVEL: _services(group)}
    values = (_member(holder, path) for level, path in paths for holder in levels[level])
    return {str(value) for value in values if value is not None}


def _member(holder: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        holder = holder.get(step) if isinstance(holder, Mapping) else None
    return holder


def _tag_filter_holds(group: Group, option: Option) -> bool:
    values = set(_texts(option.get("tag_values")))
    tags = [tag for holder in (group, *_services(group)) for tag in holder.get("Tags") or ()]
    return any(
        tag.get("TagKey") == option["tag_key"] and (not values or str(tag.get("TagValue")) in values) for tag in tags
    )


def _services(group: Group) -> list[Group]:
    return [service for service in group.get("Services") or () if service is not None]


def _texts(values: Iterable[Any] | None) -> list[str]:
    return [str(value) for value in values or ()]
