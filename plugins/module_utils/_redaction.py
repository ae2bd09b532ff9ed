# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in texts of any kind: messages, warnings, logs, tracebacks; names that sound like one. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SHORTEST_IN_TEXT = 4

MASK = "********"


def redacted(value: Any, secrets: set[str], shortest: int = SHORTEST_IN_TEXT) -> Any:
    """A copy of a value in which every text shows MASK in place of a secret, however the secret is written there.

    Secrets of fewer than `shortest` characters are left to the masks by structure: every text has such parts.
    """
    spellings = {spelling for secret in secrets if len(secret) >= shortest for spelling in _spellings(secret)}
    return _redacted(value, sorted(filter(None, spellings), key=len, reverse=True))


def _spellings(secret: str) -> set[str]:
    """A secret as it is, in one line as errors of the API are shown, and as Python's and JSON's quotes write it."""
    in_one_line = "".join(char if char.isprintable() else " " for char in secret).strip()
    quoted = (repr(secret), json.dumps(secret), json.dumps(secret, ensure_ascii=False))
    with_escaped_apostrophe = repr(f'"{secret}')[2:-1]
    return {secret, in_one_line, with_escaped_apostrophe, *(text[1:-1] for text in quoted)}


def _redacted(value: Any, spellings: list[str]) -> Any:
    if isinstance(value, bytes):
        return _redacted(value.decode("utf-8", "replace"), spellings).encode("utf-8")
    if isinstance(value, str):
        for spelling in spellings:
            value = value.replace(spelling, MASK)
        return value
    if isinstance(value, Mapping):
        return {key: _redacted(element, spellings) for key, element in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redacted(element, spellings) for element in value]
    return value


def sounds_secret(name: str) -> bool:
    """Whether Ansible takes an option for a secret by its name, unless the argument spec says otherwise."""
    return any(word in name for word in ("secret", "token", "key", "pass"))
