# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which option has not the shape that its declaration says. Pure functions, imported only when a task has failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.validation import check_type_dict


def with_option(msg: str, spec: Mapping[str, Any], given: Any) -> str:
    """A message with the option in front that is no dictionary though it must be: Ansible does not always name it."""
    option = _first_without_shape(spec, given or {}, "") if "dict" in msg else None
    return f"{option}: {msg}" if option and option not in msg else msg


def _first_without_shape(spec: Mapping[str, Any], given: Any, path: str) -> str | None:
    for name, rule in spec.items():
        value = given.get(name) if isinstance(given, Mapping) else None
        elements = value if rule.get("elements") == "dict" and isinstance(value, list) else [value]
        wants_dict = "dict" in (rule.get("type"), rule.get("elements"))
        for element in elements if wants_dict and value is not None else []:
            if not _is_dict_like(element):
                return path + name
            found = _first_without_shape(rule.get("options") or {}, element, f"{path}{name}.")
            if found:
                return found
    return None


def _is_dict_like(value: Any) -> bool:
    try:
        check_type_dict(value)
    except TypeError:
        return False
    return True
