# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of the API are never templates, in whichever way this ansible-core tells them from those of the user."""

from __future__ import annotations

from typing import Any, Callable

from ansible import template

# Since 2.19 only what is marked as trusted is a template, and nothing that a plugin makes is.
HAS_TRUST = hasattr(template, "trust_as_template")
PLAIN = (bool, int, float, type(None))


def untrusted(value: Any) -> Any:
    """The value; before ansible-core 2.19 each text in it is marked as no template."""
    if HAS_TRUST:
        return value
    from ansible.utils.unsafe_proxy import wrap_var  # newer releases do without it

    return _marked(value, wrap_var)


def _marked(value: Any, mark: Callable[[Any], Any]) -> Any:
    """What `mark` makes of plain data, in half the time."""
    if isinstance(value, dict):
        return {mark(key) if "{" in key else key: _marked(element, mark) for key, element in value.items()}
    if isinstance(value, list):
        return [_marked(element, mark) for element in value]
    return value if isinstance(value, PLAIN) else mark(value)
