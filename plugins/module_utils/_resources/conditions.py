# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of lists other than that of groups: the option, what is sent, and the exact check of what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._filters import build_filters, build_tag_filters
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep, Row
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import Parameter, Params
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_group_info import TAG_FILTER

MOST_VALUES = 100
ANY_VALUE = "Values, one of which must be there."
ALL_VALUES = "Values, all of which must be there."

NEGATIVE = Option("Whether rows with such a value are left out instead.", {"type": "bool", "default": False})
FUZZY = Option("Whether a part of the value is enough.", {"type": "bool", "default": False})
TAG_FILTERS = Parameter(
    Option("Tags that must be there, all of them.", {"type": "list", "elements": "dict"}, TAG_FILTER),
    "TagFilters",
    build_tag_filters,
)


def filters(
    doc: str, names: tuple[str, ...] = (), api: str = "Filters", values: str = ANY_VALUE, **switches: Option
) -> Parameter:
    """The parameter for filters by these names (any, if none are documented), with `negative` and `fuzzy` if given."""
    name_doc = "What to filter by, as the API spells it" + ("." if names else "; its documentation names nothing.")
    suboptions: Options = {
        "name": Option(name_doc, {"required": True, **({"choices": list(names)} if names else {})}),
        "values": Option(values, {"type": "list", "elements": "str", "required": True}),
        **switches,
    }
    return Parameter(Option(doc, {"type": "list", "elements": "dict"}, suboptions), api, build_filters)


def check_filters(option: str = "filters", most: int | None = None) -> Callable[[Params], None]:
    """A check that each filter has values, and that there are no more filters and values than the API takes."""

    def check(params: Params) -> None:
        given = params[option] or []
        if most is not None and len(given) > most:
            raise OptionError(option, f"has {len(given)} filters, the API takes {most} at most")
        for index, condition in enumerate(given):
            count = len(condition["values"])
            if not 1 <= count <= MOST_VALUES:
                raise OptionError(f"{option}[{index}].values", f"has {count} values, but must have 1 to {MOST_VALUES}")

    return check


def check_tag_filters(params: Params) -> None:
    """Refuse a tag without values.

    :raises OptionError: names the option
    """
    for index, condition in enumerate(params["tag_filters"] or []):
        if not condition["tag_values"]:
            raise OptionError(f"tag_filters[{index}].tag_values", "must have at least one value")


def exactly(members: Mapping[str, str], option: str = "filters") -> Callable[[Params], Keep | None]:
    """The exact check for filters: `members` says which member of a row a filter is about.

    Fuzzy filters, and those about no member, are left to the server.
    """

    def keep(params: Params) -> Keep | None:
        sharp = [one for one in params[option] or [] if one["name"] in members and not one.get("fuzzy")]
        return (lambda row: all(_holds(one, row.get(members[one["name"]])) for one in sharp)) if sharp else None

    return keep


def _holds(condition: Params, value: Any) -> bool:
    found = value is not None and str(value) in [str(wanted) for wanted in condition["values"]]
    return found is not bool(condition.get("negative"))


def tagged(member: str) -> Callable[[Params], Keep | None]:
    """The exact check for tag filters; `member` holds the tags of a row."""

    def keep(params: Params) -> Keep | None:
        wanted = params["tag_filters"] or []
        return (lambda row: all(_has_tag(row, member, one) for one in wanted)) if wanted else None

    return keep


def _has_tag(row: Row, member: str, wanted: Params) -> bool:
    tags = [tag for tag in row.get(member) or [] if tag.get("TagKey") == wanted["tag_key"]]
    return any(str(tag.get("TagValue")) in map(str, wanted["tag_values"]) for tag in tags)


def all_of(*conditions: Callable[[Params], Keep | None]) -> Callable[[Params], Keep | None]:
    """Several exact checks as one."""

    def keep(params: Params) -> Keep | None:
        checks = [check for check in (condition(params) for condition in conditions) if check is not None]
        return (lambda row: all(check(row) for check in checks)) if checks else None

    return keep
