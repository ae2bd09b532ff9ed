# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validation of request members against the API description: names, types, required members, documented ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .description import Description, Json, Member, Members
from .errors import ApiError

#: Sets that do not grow; a value outside them is refused. Other documented sets are open.
FIXED_SETS = frozenset(
    {
        *("ServiceAction", "ScaleMode", "ScaleStrategy", "Order", "OrderField", "ChargeType"),
        *("Strategy", "TaskType", "ResourceType", "Service", "LogStream"),
    }
)
#: Fixed sets whose members read back as "" and may be sent so.
BLANK_ALLOWED = frozenset({"ScaleMode", "ScaleStrategy", "LogStream"})
#: Codes that are more exact than InvalidParameterValue, by (member, rule).
SPECIAL_CODES = {
    ("Limit", "max"): "InvalidParameterValue.PageLimitExceeded",
    ("ServiceGroupName", "pattern"): "InvalidParameterValue.BadName",
    ("ServiceGroupName", "max_length"): "InvalidParameterValue.BadName",
}

_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
}

#: Documented restrictions of single values: rule name -> does the value obey.
_RULES: dict[str, Callable[[Any, Any], bool]] = {
    "max": lambda value, limit: value <= limit,
    "min": lambda value, limit: value >= limit,
    "unsigned": lambda value, flag: not flag or value >= 0,
    "excluded": lambda value, numbers: value not in numbers,
    "max_length": lambda value, limit: len(value) <= limit,
    "pattern": lambda value, pattern: value == "" or re.search(pattern, value) is not None,
}


def validate(description: Description, members: Members, params: Json) -> None:
    """Check a whole request body; raise the first fault found, naming the member by its dotted path."""
    for fault in misfits(description, members, params):
        raise fault


def misfits(description: Description, members: Members, value: Json, path: str = "") -> Iterator[ApiError]:
    """Everything about an object that the description does not allow."""
    for name in value:
        if name not in members:
            yield ApiError("UnknownParameter", f"The parameter `{path}{name}` is not recognized.")
    for name, member in members.items():
        if name in value:
            yield from _member(description, name, member, value[name], f"{path}{name}")
        elif member.required:
            yield ApiError("MissingParameter", f"The request is missing a required parameter `{path}{name}`.")


def _member(description: Description, name: str, member: Member, value: Any, path: str) -> Iterator[ApiError]:
    if not member.is_list:
        yield from _value(description, name, member, value, path)
        return
    if not isinstance(value, list):
        yield _mistyped(path, "list")
        return
    if len(value) > member.rules.get("max_items", len(value)):
        yield ApiError("InvalidParameterValue", f"`{path}` takes at most {member.rules['max_items']} elements.")
    for index, element in enumerate(value):
        yield from _value(description, name, member, element, f"{path}.{index}")


def _value(description: Description, name: str, member: Member, value: Any, path: str) -> Iterator[ApiError]:
    if not _TYPES[member.type](value):
        yield _mistyped(path, member.type)
    elif member.struct:
        yield from misfits(description, description.structures[member.struct], value, f"{path}.")
    else:
        yield from _content(name, member, value, path)


def _content(name: str, member: Member, value: Any, path: str) -> Iterator[ApiError]:
    """Documented restrictions of a plain value."""
    for rule, obeys in _RULES.items():
        if rule in member.rules and not obeys(value, member.rules[rule]):
            code = SPECIAL_CODES.get((name, rule), "InvalidParameterValue")
            yield ApiError(code, f"The value of `{path}` breaks the rule `{rule}` ({member.rules[rule]}).")
    choices = [*member.rules.get("enum", [value]), *([""] if name in BLANK_ALLOWED else [])]
    if name in FIXED_SETS and value not in choices:
        yield ApiError("InvalidParameterValue", f"`{path}` must be one of {', '.join(filter(None, choices))}.")


def _mistyped(path: str, wanted: str) -> ApiError:
    return ApiError("InvalidParameter", f"The value type of parameter `{path}` is not valid: it must be {wanted}.")
