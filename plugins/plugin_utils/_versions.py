# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions of services in templates: order, shares of the traffic, readiness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import (
    has_all_replicas,
    is_normal,
)

ALL = 100


def by_version(value: Any, reverse: bool = False) -> list[Mapping[str, Any]]:
    """Services by the numbers of their versions.

    :raises AnsibleFilterError: it is no list of services
    """
    return sorted(_services(value, "tione_by_version"), key=version_number, reverse=bool(reverse))


def shares(value: Any) -> dict[str, int]:
    """Per cent of the traffic by service id: whole numbers that add up to 100, or all 0.

    :raises AnsibleFilterError: it holds no weights
    """
    weights = _weights(value)
    total = sum(weights.values())
    if total == 0:
        return dict.fromkeys(weights, 0)
    found = {name: ALL * weight // total for name, weight in weights.items()}
    most_cut = sorted(weights, key=lambda name: -(ALL * weights[name] % total))
    for name in most_cut[: ALL - sum(found.values())]:
        found[name] += 1
    return found


def is_ready(value: Any) -> bool:
    """Whether a service is Normal with all its replicas.

    :raises AnsibleFilterError: it is no service
    """
    if not isinstance(value, Mapping) or "status" not in value or "service_info" not in value:
        raise AnsibleFilterError("tione_ready: it is no service; give one with status and service_info.")
    return is_normal(value) and has_all_replicas(value)


def _services(value: Any, name: str) -> Sequence[Mapping[str, Any]]:
    found: Any = value.get("services") if isinstance(value, Mapping) else value
    listed = isinstance(found, Sequence) and not isinstance(found, str)
    if not listed or not all(isinstance(element, Mapping) for element in found):
        raise AnsibleFilterError(f"{name}: it is no list of services, and no service group.")
    return list(found)


def _weights(value: Any) -> dict[str, int]:
    by_id = isinstance(value, Mapping) and "services" not in value
    listed = [] if by_id else _services(value, "tione_shares")
    pairs = list(value.items()) if by_id else [(one.get("service_id"), one.get("weight")) for one in listed]
    try:
        weights = {str(name): int(0 if weight is None else weight) for name, weight in pairs}
    except (TypeError, ValueError):
        raise AnsibleFilterError("tione_shares: a weight is no whole number.") from None
    if len(weights) != len(pairs) or "None" in weights or any(weight < 0 for weight in weights.values()):
        raise AnsibleFilterError("tione_shares: each version must have a service_id of its own and a weight from 0.")
    return weights
