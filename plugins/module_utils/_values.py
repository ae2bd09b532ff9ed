# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of declared settings and replies: as the user gave them, as the API spells them, and without secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, options_of
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK


def given(fields: Iterable[Field], params: Mapping[str, Any]) -> dict[str, Any]:
    """What the user gave, at every depth: options left out (None) are dropped, explicit empty values stay."""
    return {
        field.name: _given(field, params[field.name])
        for field in options_of(fields)
        if params.get(field.name) is not None
    }


def _given(field: Field, value: Any) -> Any:
    if not field.fields:
        return value
    if field.type == "dict":
        return given(field.fields, value)
    return [given(field.fields, element) for element in value]


def from_api(fields: Iterable[Field], reply: Mapping[str, Any]) -> dict[str, Any]:
    """A reply's object in option names, each declared member that it holds (a null stays None), but what is write-only."""
    return {
        field.name: _from_api(field, reply[field.api])
        for field in fields
        if field.api in reply and field.mode is not Mode.WRITE_ONLY
    }


def _from_api(field: Field, value: Any) -> Any:
    if isinstance(value, Mapping) and field.type == "dict" and field.fields:
        return from_api(field.fields, value)
    if isinstance(value, list) and field.fields:
        return [from_api(field.fields, element) for element in value if isinstance(element, Mapping)]
    return value


def to_api(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """A request body of settings in option names. Read-only members and unset values are left out, except an explicit "" or []."""
    body = {}
    for field in options_of(fields):
        value = values.get(field.name)
        if value is None or (field.is_unset(value) and value not in ("", [])):
            continue
        member = _to_api(field, value)
        if member != {}:
            body[field.api] = member
    return body


def _to_api(field: Field, value: Any) -> Any:
    if field.fields and field.type == "dict":
        return to_api(field.fields, value)
    if field.fields:
        return [to_api(field.fields, element) for element in value]
    return field.to_wire(value) if field.to_wire else value


def masked(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the declared members of an object in option names, in which every secret value is MASK."""
    return {field.name: _masked(field, values[field.name], values) for field in fields if field.name in values}


def _masked(field: Field, value: Any, siblings: Mapping[str, Any]) -> Any:
    if value is None or value == "":
        return value
    if _is_secret(field, siblings):
        return MASK
    if not field.fields:
        return value
    if isinstance(value, list):
        return [_masked_object(field, element) for element in value]
    return _masked_object(field, value)


def _masked_object(field: Field, value: Any) -> Any:
    """An object with its secrets masked; what is no object, though one was declared, is masked whole if it may hold any."""
    if isinstance(value, Mapping):
        return masked(field.fields, value)
    return MASK if value is not None and _hold_secrets(field.fields) else value


def _is_secret(field: Field, siblings: Mapping[str, Any]) -> bool:
    return field.secret or bool(field.secret_if and siblings.get(field.secret_if))


def _hold_secrets(fields: Iterable[Field]) -> bool:
    return any(field.secret or field.secret_if or _hold_secrets(field.fields) for field in fields)


def secret_values(fields: Iterable[Field], values: Any) -> set[str]:
    """Every secret text among values in option names, of any shape (also options that were not validated yet)."""
    if isinstance(values, list):
        return {text for element in values for text in secret_values(fields, element)}
    if not isinstance(values, Mapping):
        return _texts(values) if _hold_secrets(fields) else set()
    found: set[str] = set()
    for field in fields:
        value = values.get(field.name)
        found |= _texts(value) if _is_secret(field, values) else set()
        found |= secret_values(field.fields, value) if field.fields else set()
    return found


def _texts(value: Any) -> set[str]:
    """Every text and number in a value of any shape."""
    if isinstance(value, Mapping):
        return {text for element in value.values() for text in _texts(element)}
    if isinstance(value, list):
        return {text for element in value for text in _texts(element)}
    return set() if value is None or value == "" or isinstance(value, bool) else {str(value)}
