# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters and pages as the list actions share them; what differs between actions is in their arguments."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .description import Json
from .errors import ApiError
from .switches import Behaviour


def check(filters: list[Json], known: Collection[str], most_values: int | None = None) -> None:
    """Refuse filters with a name that the action does not have, or with too many values."""
    for entry in filters:
        if entry.get("Name") not in known:
            text = f"`{entry.get('Name')}` is not a filter name; known: {', '.join(known)}."
            raise ApiError("InvalidParameterValue.InvalidFilter", text)
        if most_values is not None and len(entry.get("Values", [])) > most_values:
            text = f"The filter `{entry['Name']}` takes at most {most_values} values."
            raise ApiError("InvalidParameterValue.LimitExceeded", text)


def passes(entry: Json, text: str, part: bool = False) -> bool:
    """One filter: any of its values is the text (or a part of it), inverted by Negative."""
    hit = any(value in text if part else value == text for value in entry.get("Values", []))
    return hit != bool(entry.get("Negative"))


def tagged(tags: list[Json], entry: Json) -> bool:
    """One tag filter: the key, with any of the values if values are given."""
    values = entry.get("TagValues", [])
    return any(tag["TagKey"] == entry.get("TagKey") and (not values or tag["TagValue"] in values) for tag in tags)


def nullable(found: list[Json], behaviour: Behaviour) -> list[Json] | None:
    """A list that reads null when it is empty, if that is the wanted style."""
    return found if found or behaviour.null_style != "null" else None


def page(found: Sequence[Json], params: Json, default: int, most: int, code: str) -> list[Json]:
    """The part that Offset and Limit ask for; 0 stands for the default, ``code`` refuses more than ``most``."""
    offset, limit = params.get("Offset", 0), params.get("Limit", 0) or default
    if offset < 0 or limit < 0:
        raise ApiError("InvalidParameterValue", "`Offset` and `Limit` must not be negative.")
    if limit > most:
        raise ApiError(code, f"`Limit` must be at most {most}.")
    return list(found[offset : offset + limit])
