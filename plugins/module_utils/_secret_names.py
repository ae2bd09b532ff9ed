# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is secret in objects as the API spells them, where no declaration says so: known by the names of members.

Declared objects are masked by _values.masked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK, redacted

SHORTEST_REPEATED = 8

# Names of members that hold a secret wherever they stand (sections a and e of the API semantics, and what Tencent Cloud
# calls its secrets elsewhere). PodList holds whole manifests; the addresses let in whoever has them.
_SECRET_NAME = re.compile(
    r"password|passwd|secret|token|credential|privatekey|signature"
    r"|^(appkey|apikey|accesskey|authorization|cookie|podlist|authorizedurl|podurl)$",
    re.IGNORECASE,
)
# Positions in lists and marks of requests are called tokens too, and say nothing.
_HARMLESS = frozenset({"nexttoken", "pagetoken", "clienttoken"})
# What is secret only within an object whose own name says so: AuthToken.Base.Value, ImageSecret.Username.
_SECRET_WITHIN = frozenset({"value", "username", "key"})


def concealed(value: Any) -> Any:
    """A copy of an object as the API spells it in which MASK stands for every text that its name marks as a secret.

    What is no object at all, such as an option that was not validated, is masked whole.
    A text of SHORTEST_REPEATED characters or more is masked also where another one repeats it.
    """
    masked, secrets = _conceal(value)
    return redacted(masked, {secret for secret in secrets if len(secret) >= SHORTEST_REPEATED})


def secret_texts(value: Any) -> set[str]:
    """The texts that concealed() masks."""
    return _conceal(value)[1]


def _conceal(value: Any) -> tuple[Any, set[str]]:
    found: set[str] = set()
    if not isinstance(value, (Mapping, list)):
        return _mask(value, found), found
    return _without_secrets(value, found, within=False), found


def _without_secrets(value: Any, found: set[str], within: bool) -> Any:
    """A masked copy; what is masked is added to `found`. `within`: the name of an enclosing object speaks of secrets."""
    if isinstance(value, Mapping):
        return {
            name: _mask(element, found) if _is_secret(name, value, within) else _without_secrets(element, found, within)
            for name, element in value.items()
        }
    return [_without_secrets(element, found, within) for element in value] if isinstance(value, list) else value


def _mask(value: Any, found: set[str]) -> Any:
    """A masked text or list of texts. Numbers, switches and "" are no secrets, and an object has its own members."""
    if isinstance(value, str) and value:
        found.add(value)
        return MASK
    if isinstance(value, list):
        return [_mask(element, found) for element in value]
    return _without_secrets(value, found, within=True)


def _is_secret(name: Any, siblings: Mapping[str, Any], within: bool) -> bool:
    folded = str(name).casefold()
    private = folded == "value" and bool(siblings.get("IsPrivate"))
    return private or (within and folded in _SECRET_WITHIN) or _says_secret(name)


def _says_secret(name: Any) -> bool:
    return _SECRET_NAME.search(str(name)) is not None and str(name).casefold() not in _HARMLESS
