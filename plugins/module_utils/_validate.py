# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be said of options before any request: ranges, texts, duplicates. Pure functions over declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils import _checks
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Kind

Problem = tuple[str, str]


def check_options(fields: Iterable[Field], wanted: Mapping[str, Any], complete: bool = False) -> None:
    """Refuse the first impossible value.

    :param wanted: settings in option names, only what was given
    :param complete: whether these are settings as they are to be sent, to which further rules apply
    :raises OptionError: names the path of the option, the value and the rule
    """
    for path, problem in problems(fields, wanted, complete=complete):
        raise OptionError(path, problem)


def problems(
    fields: Iterable[Field], wanted: Mapping[str, Any], path: str = "", complete: bool = False
) -> Iterator[Problem]:
    """Every (option path, problem) in settings, at every depth."""
    for field in fields:
        if field.name in wanted:
            yield from _field_problems(field, wanted[field.name], path + field.name, complete)


def _field_problems(field: Field, value: Any, path: str, complete: bool) -> Iterator[Problem]:
    yield from _range_problems(field, value, path)
    if field.kind is Kind.KEYED_LIST:
        yield from _duplicates(field, value, path)
    for rule in (field.check, field.check_complete if complete else ""):
        for below, problem in getattr(_checks, rule)(value) if rule and value else ():
            yield path + below if below.startswith("[") or not below else f"{path}.{below}", problem
    if field.kind is Kind.DICT:
        yield from problems(field.fields, value, f"{path}.", complete)
    elif field.fields:
        for index, element in enumerate(value):
            yield from problems(field.fields, element, f"{path}[{index}].", complete)


def _range_problems(field: Field, value: Any, path: str) -> Iterator[Problem]:
    if field.minimum is not None and value < field.minimum:
        yield path, f"is {value}, but must be at least {field.minimum}"
    if field.maximum is not None and value > field.maximum:
        yield path, f"is {value}, but must be at most {field.maximum}"


def _duplicates(field: Field, elements: Iterable[Mapping[str, Any]], path: str) -> Iterator[Problem]:
    keys = Counter(_key(field, element) for element in elements)
    for (member, key), count in keys.items():
        if count > 1:
            named = f"{member} {key!r}" if key is not None else f"no {member}"
            yield path, f"has {count} entries with {named}; it must be given once"


def _key(field: Field, element: Mapping[str, Any]) -> tuple[str, Any]:
    return next(((name, element[name]) for name in field.key if element.get(name)), (field.key[0], None))


def unknown_values(fields: Iterable[Field], wanted: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """A warning for each value that an open set of the API does not list yet; such a value is sent all the same."""
    for field in fields:
        value = wanted.get(field.name)
        sent = field.to_wire(value) if field.to_wire and isinstance(value, str) else value
        if field.suggestions and isinstance(value, str) and sent not in (*field.suggestions, ""):
            known = ", ".join(field.suggestions)
            yield f"{path}{field.name} is {value!r}, which this collection does not know (known: {known}); it is sent as it is."
        for element in value if isinstance(value, list) else [value]:
            if field.fields and isinstance(element, Mapping):
                yield from unknown_values(field.fields, element, f"{path}{field.name}.")
