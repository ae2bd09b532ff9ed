# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparison and merging of settings: one canonical form decides what changes and is what a diff shows.

All values here are in option names. `wanted` holds only what the user gave (`_values.given`), `current` what was read
back. Nothing is mutated, nothing does I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._model import EMPTY, Field, Kind, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """The leaves that differ, nested as in the options, secrets masked."""

    before: Any
    after: Any


def canonical(field: Field, value: Any) -> Any:
    """The one form of a value: equal forms mean that the API treats the values as equal.

    Unset values become the field's default; a dict keeps the leaves that differ from their defaults, so that a dict
    which says nothing is None; a set is sorted; a keyed list is sorted by key. Applying it twice changes nothing.
    """
    if field.kind is Kind.DICT and isinstance(value, Mapping):
        return _canonical_dict(field, value)
    if field.is_unset(value):
        return field.default
    if field.kind is Kind.SCALAR:
        return field.form(value) if field.form else value
    if field.kind is Kind.KEYED_LIST:
        return sorted((_canonical_dict(field, element) or {} for element in value), key=repr)
    return sorted(value, key=repr) if field.kind is Kind.SET else list(value)


def _canonical_dict(field: Field, value: Values) -> dict[str, Any] | None:
    if field.server_made and field.server_made(value):
        return None
    leaves = {
        leaf.name: canonical(leaf, value.get(leaf.name))
        for leaf in field.fields
        if leaf.mode is not Mode.READ_ONLY and (not leaf.only_when or value.get(leaf.only_when))
    }
    said = {
        leaf.name: leaves[leaf.name] for leaf in field.fields if leaves.get(leaf.name, leaf.default) != leaf.default
    }
    return said or None


def compare(fields: Iterable[Field], wanted: Values, current: Values, secrets: bool = False) -> Change | None:
    """What has to change so that `current` is as `wanted`, or None.

    Only leaves in `wanted` count. `secrets`: values that cannot be read back count as different (update_secrets: always).
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for field in fields:
        if field.name not in wanted or _is_noise(field, wanted, current):
            continue
        change = _compare_field(field, wanted, current, secrets)
        if change:
            before[field.name], after[field.name] = change.before, change.after
    return Change(before, after) if after else None


def _is_noise(field: Field, wanted: Values, current: Values) -> bool:
    """True for a member that means nothing while the boolean beside it is false."""
    return field.only_when is not None and not wanted.get(field.only_when, current.get(field.only_when))


def _is_secret(field: Field, *siblings: Values) -> bool:
    return field.secret or any(bool(field.secret_if and values.get(field.secret_if)) for values in siblings)


def _compare_field(field: Field, wanted: Values, current: Values, secrets: bool) -> Change | None:
    new, old = wanted[field.name], current.get(field.name)
    if _is_secret(field, wanted, current):
        return Change(None if old in EMPTY else MASK, MASK) if secrets else None
    if field.mode is Mode.WRITE_ONLY and not field.same:
        return Change(None, _shown(field, new)) if secrets else None
    return _compare_readable(field, new, old, secrets)


def _compare_readable(field: Field, new: Any, old: Any, secrets: bool) -> Change | None:
    if field.same:
        return None if field.same(new, old) else Change(old, new)
    return _COMPARE[field.kind](field, new, old, secrets)


def _compare_value(field: Field, new: Any, old: Any, secrets: bool) -> Change | None:
    return None if canonical(field, new) == canonical(field, old) else Change(old, new)


def _compare_dict(field: Field, new: Values, old: Values | None, secrets: bool) -> Change | None:
    if new:
        change = compare(field.fields, new, old or {}, secrets)
        return Change(None, change.after) if change and canonical(field, old) is None else change
    return Change(_shown(field, _said(field, old or {})), new) if canonical(field, old) is not None else None


def _said(field: Field, value: Values) -> dict[str, Any]:
    """A dict without what is unset and what nobody can set."""
    settable = [
        leaf for leaf in field.fields if leaf.mode is not Mode.READ_ONLY and not leaf.is_unset(value.get(leaf.name))
    ]
    return {
        leaf.name: _said(leaf, value[leaf.name]) if leaf.kind is Kind.DICT else value[leaf.name] for leaf in settable
    }


def _compare_keyed(field: Field, new: Sequence[Values], old: Any, secrets: bool) -> Change | None:
    before, after = [], []
    removed = list(old or [])
    for element in new:
        twin = find_twin(field, element, removed)
        if twin is None:
            after.append(_shown_element(field, element))
            continue
        removed.remove(twin)
        change = compare(field.fields, element, twin, secrets)
        if change:
            name = _key_name(field, element)
            before.append({name: twin.get(name), **change.before})
            after.append({name: element.get(name), **change.after})
    before += [_shown_element(field, element) for element in removed]
    return Change(before, after) if before or after else None


_COMPARE: dict[Kind, Callable[[Field, Any, Any, bool], Change | None]] = {
    Kind.SCALAR: _compare_value,
    Kind.DICT: _compare_dict,
    Kind.ORDERED_LIST: _compare_value,
    Kind.SET: _compare_value,
    Kind.KEYED_LIST: _compare_keyed,
}


def _shown(field: Field, value: Any) -> Any:
    return masked((field,), {field.name: value})[field.name]


def _shown_element(field: Field, element: Values) -> dict[str, Any]:
    return {name: value for name, value in masked(field.fields, element).items() if value is not None}


def _key_name(field: Field, element: Values) -> str:
    return next((name for name in field.key if element.get(name) not in EMPTY), field.key[0])


def find_twin(field: Field, element: Values, candidates: Iterable[Values]) -> Values | None:
    """The element of a keyed list that has the same key, or None."""
    name = _key_name(field, element)
    return next((other for other in candidates if other.get(name) == element.get(name)), None)


def overlay(fields: Sequence[Field], wanted: Values, current: Values) -> dict[str, Any]:
    """The complete effective settings: `current` with `wanted` laid over it, leaf by leaf.

    Left out of it: what the API does not return (write-only and secret values, unless wanted), and values read back that
    a changed sibling made stale (Field.depends_on). An empty dict clears a dict.
    """
    changed = {
        field.name
        for field in fields
        if field.name in wanted and _compare_readable(field, wanted[field.name], current.get(field.name), True)
    }
    effective: dict[str, Any] = {}
    for field in fields:
        stale = bool(changed.intersection(field.depends_on)) or _unreadable(field, current)
        base = None if stale else current.get(field.name)
        value = _overlay_value(field, wanted[field.name], base) if field.name in wanted else _kept(field, base)
        if value is not None:
            effective[field.name] = value
    noise = {field.name for field in fields if field.only_when and not effective.get(field.only_when)}
    return {name: value for name, value in effective.items() if name not in noise}


def _unreadable(field: Field, current: Values) -> bool:
    return field.mode is Mode.WRITE_ONLY or _is_secret(field, current)


def _overlay_value(field: Field, wanted: Any, base: Any) -> Any:
    if field.kind is Kind.DICT:
        return overlay(field.fields, wanted, base or {}) if wanted else None
    if field.kind is Kind.KEYED_LIST:
        return [overlay(field.fields, element, find_twin(field, element, base or []) or {}) for element in wanted]
    return wanted


def _kept(field: Field, base: Any) -> Any:
    """A value read back, as it may be sent again: without what is unset, unreadable or read-only."""
    if field.mode is Mode.READ_ONLY or field.is_unset(base):
        return base if base == "" and (field.required or field.sent_empty) else None
    if field.kind is Kind.DICT:
        return None if field.server_made and field.server_made(base) else overlay(field.fields, {}, base) or None
    if field.kind is Kind.KEYED_LIST:
        return [overlay(field.fields, {}, element) for element in base]
    return base


def missing_members(fields: Iterable[Field], effective: Values) -> list[str]:
    """Paths of members that the API requires and that effective settings lack."""
    return _paths_without_value(fields, effective, lambda field, siblings: field.required)


def missing_secrets(fields: Iterable[Field], effective: Values) -> list[str]:
    """Paths of private values that the settings need, but that cannot be read back and were not given."""
    return _paths_without_value(
        fields, effective, lambda field, siblings: bool(field.secret_if and siblings.get(field.secret_if))
    )


def _paths_without_value(
    fields: Iterable[Field], values: Values, needed: Callable[[Field, Values], bool], path: str = ""
) -> list[str]:
    found = []
    for field in fields:
        value = values.get(field.name)
        if value is None and needed(field, values):
            found.append(path + field.name)
        for label, element in _children(field, value):
            found += _paths_without_value(field.fields, element, needed, f"{path}{field.name}{label}.")
    return found


def _children(field: Field, value: Any) -> list[tuple[str, Values]]:
    if not field.fields or not value:
        return []
    if field.kind is Kind.DICT:
        return [("", value)]
    return [
        (f"[{element.get(_key_name(field, element))}]" if field.key else f"[{index}]", element)
        for index, element in enumerate(value)
    ]
