# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of the API are never templates, in whichever way this ansible-core tells them from those of the user."""

from __future__ import annotations

from typing import Any

try:
    from ansible.template import trust_as_template  # noqa: F401
except ImportError:
    from ansible.utils.unsafe_proxy import wrap_var

    HAS_TRUST = False
else:
    # Since 2.19 only what is marked as trusted is a template, and nothing that a plugin makes is.
    HAS_TRUST = True


def untrusted(value: Any) -> Any:
    """The value; before ansible-core 2.19 each text in it is marked as no template."""
    return value if HAS_TRUST else wrap_var(value)
