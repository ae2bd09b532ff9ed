# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the API returned as results show it: in option names, what is declared only, and without secrets.

A table of names says of each member of the API what it is called, and more where there is more to say:

"name"            shown as it is
("name", table)   an object, or a list of objects, with such members
("name", ALWAYS)  a secret
("name", member)  a secret while that boolean member beside it is true

It is all that a reader needs of the declarations, and takes a fraction of their time to import: names_of() in _model makes
it of them, and _resources/names.py holds the largest one, made beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK

Names = Mapping[str, Any]
ALWAYS = ""


def shown(names: Names, reply: Mapping[str, Any]) -> dict[str, Any]:
    """An object that the API returned, its members as the table of names says, in the order of the reply."""
    result: dict[str, Any] = {}
    for api, value in reply.items():
        known = names.get(api)
        if isinstance(known, str):
            result[known] = value
        elif known is not None:
            name, more = known
            result[name] = _masked(more, value, reply) if isinstance(more, str) else _within(more, value)
    return result


def _masked(switch: str, value: Any, siblings: Mapping[str, Any]) -> Any:
    is_secret = switch == ALWAYS or siblings.get(switch)
    return MASK if is_secret and value not in (None, "") else value


def _within(names: Names, value: Any) -> Any:
    """An object or a list of objects; what is neither is masked whole if there could be a secret in it."""
    if isinstance(value, Mapping):
        return shown(names, value)
    if isinstance(value, list):
        return [shown(names, element) for element in value if isinstance(element, Mapping)]
    return MASK if value not in (None, "") and _has_secrets(names) else value


def _has_secrets(names: Names) -> bool:
    more = [known[1] for known in names.values() if not isinstance(known, str)]
    return any(isinstance(inside, str) or _has_secrets(inside) for inside in more)
