# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible's argument specs of declared settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, options_of
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import sounds_secret


def argument_spec(fields: Iterable[Field]) -> dict[str, Any]:
    """Ansible's argument spec of the fields that a user may set."""
    return {field.name: _argument(field) for field in options_of(fields)}


def _argument(field: Field) -> dict[str, Any]:
    spec: dict[str, Any] = {"type": field.type}
    if field.elements:
        spec["elements"] = field.elements
    if field.choices:
        spec["choices"] = list(field.choices)
    # Said for every secret, and denied where Ansible would guess one from the option's name.
    if field.secret or sounds_secret(field.name):
        spec["no_log"] = field.secret
    if field.fields:
        spec["options"] = argument_spec(field.fields)
        for sole_key in field.key if len(field.key) == 1 else ():
            spec["options"][sole_key]["required"] = True
    if field.required_if:
        spec["required_if"] = [list(rule) for rule in field.required_if]
    return spec
