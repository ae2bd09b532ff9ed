# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a resource is declared: one frozen Field per API member, and what is derived from it.

A Field names the Ansible option and the API member (written out, never derived by changing case) and says how the
member is sent, read back and compared. What is derived from it: argument specs (_arguments), requests and results of
writers (_values), and the names in results of readers (_shown).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Callable, NamedTuple

from ansible_collections.community.tencentcloud.plugins.module_utils._shown import ALWAYS

EMPTY: tuple[Any, ...] = (None, "", [], {})


class Mode(Enum):
    """When the API takes a member and whether it returns it."""

    CREATE_ONLY = "create-only"
    UPDATABLE = "updatable"
    WRITE_ONLY = "write-only"
    READ_ONLY = "read-only"


class Kind(Enum):
    """How two values of a field are compared and merged."""

    SCALAR = "scalar"
    DICT = "dict"
    ORDERED_LIST = "ordered list"
    SET = "set"
    KEYED_LIST = "keyed list"


class AppliesTo(NamedTuple):
    """A member that the API honours only while another member of the object has one of these values (or none of them)."""

    path: tuple[str, ...]
    values: tuple[str, ...]
    has_one: bool = True

    def holds(self, view: Mapping[str, Any]) -> bool:
        """Whether the object in `view` (option names) is such a one."""
        return (dig(view, self.path) in self.values) is self.has_one

    def __str__(self) -> str:
        return f"{self.path[-1]} {'' if self.has_one else 'other than '}{' or '.join(self.values)}"


class Field(NamedTuple):
    """One member of the API.

    name, api      option name and API member
    type, elements Ansible's names of types
    doc            one or more sentences, in Ansible's markup
    fields         members of a dict, or of each dict in a list
    mode           when it may be sent and whether it is returned
    key            keyed list: an element's identity is the first of these members that it has
    unordered      list whose order means nothing
    default        what an unset value stands for
    unset          values that say the same as not set, beside null, "", [] and {}; never sent
    server_made    hook: whether a dict that was read back is what the server shows for an unset one
    form           canonical form of a value, for the comparison only
    to_wire        form of a value in a request, where it differs from the option's
    read_at        where a setting is read back: path in the returned object; empty = same name in service_info
    read           hook for a setting that is not read back at one place: returned object -> value
    same           hook for a comparison that no form expresses: (wanted, read back) -> bool
    depends_on     siblings whose change makes the value read back stale, so that it is not sent again
    only_when      boolean sibling; the value is noise while that is false
    applies_to     the setting is ignored by the API otherwise
    sent_empty     an empty text that was read back is sent again, as a value of its own
    required       the API refuses the enclosing object without it
    required_if    Ansible's rules for the members of a dict
    check          function of _checks that says what is wrong with a given value
    check_complete the same for a complete value, right before it is sent
    choices        closed set; suggestions: open set, an unknown value only draws a warning
    secret         never shown; secret_if: never shown while this boolean sibling is true
    """

    name: str
    api: str
    type: str = "str"
    doc: str = ""
    elements: str | None = None
    fields: tuple[Field, ...] = ()
    mode: Mode = Mode.UPDATABLE
    key: tuple[str, ...] = ()
    unordered: bool = False
    default: Any = None
    unset: tuple[Any, ...] = ()
    server_made: Callable[[Mapping[str, Any]], bool] | None = None
    form: Callable[[Any], Any] | None = None
    to_wire: Callable[[Any], Any] | None = None
    read_at: tuple[str, ...] = ()
    read: Callable[[Mapping[str, Any]], Any] | None = None
    same: Callable[[Any, Any], bool] | None = None
    depends_on: tuple[str, ...] = ()
    only_when: str | None = None
    applies_to: AppliesTo | None = None
    sent_empty: bool = False
    required: bool = False
    required_if: tuple[tuple[Any, ...], ...] = ()
    check: str = ""
    check_complete: str = ""
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    secret: bool = False
    secret_if: str | None = None

    @property
    def kind(self) -> Kind:
        """How two values are compared and merged."""
        if self.type == "dict":
            return Kind.DICT
        if self.type != "list":
            return Kind.SCALAR
        if self.key:
            return Kind.KEYED_LIST
        return Kind.SET if self.unordered else Kind.ORDERED_LIST

    def is_unset(self, value: Any) -> bool:
        """True for a value that says the same as not set."""
        return any(type(value) is type(other) and value == other for other in (*EMPTY, *self.unset))


def dig(value: Any, path: Iterable[str]) -> Any:
    """The value at a path of keys, or None where a step is missing."""
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def options_of(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields that a user may set."""
    return tuple(field for field in fields if field.mode is not Mode.READ_ONLY)


def names_of(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The table of names (see _shown) of a declared object, without what is write-only."""
    members = {field.name: field.api for field in fields}
    return {field.api: _name_of(field, members) for field in fields if field.mode is not Mode.WRITE_ONLY}


def _name_of(field: Field, members: Mapping[str, str]) -> Any:
    if field.secret:
        return field.name, ALWAYS
    if field.secret_if:
        return field.name, members[field.secret_if]
    return (field.name, names_of(field.fields)) if field.fields else field.name
