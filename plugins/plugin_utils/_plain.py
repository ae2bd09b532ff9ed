# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as a module gets them: what Ansible marks or wraps in the controller becomes plain JSON data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """The value after a way through JSON, as Ansible sends options to a module: a date is a text, a set is a list.

    :raises TypeError: a key that JSON cannot have
    """
    return json.loads(json.dumps(value, default=_known_to_json))


def _known_to_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, (set, frozenset, tuple)) else str(value)
