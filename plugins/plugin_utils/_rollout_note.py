# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rollout notes in the cloud: the weights before it, as the description of the version that it makes. Pure functions.

Weights in force tell what they were as long as the others have any. Once the new version has everything, only this note does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase, phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import weights_of

Group = Mapping[str, Any]
NOTE = "Made by a rollout. The weights before it, by version: "
_ENTRY = re.compile(r"([0-9]+)=([0-9]+)")


def note(group: Group) -> str:
    """The description of a version that is to be made, or an empty text where no version has traffic."""
    services = group.get("services") or []
    numbers = {str(view["service_id"]): version_number(view) for view in services}
    weights = {numbers[name]: weight for name, weight in weights_of(services).items() if weight}
    return NOTE + ", ".join(f"{number}={weight}" for number, weight in weights.items()) if weights else ""


def noted(group: Group, target: str) -> dict[str, int] | None:
    """The weights that the description of a version tells, or None.

    A note counts only for the newest version of its group, and while all versions that had traffic still run.
    """
    services = group.get("services") or []
    view: Mapping[str, Any] = next((view for view in services if view["service_id"] == target), {})
    told = str(view.get("service_description") or "")
    if not told.startswith(NOTE) or version_number(view) < max(map(version_number, services)):
        return None
    weights = {int(number): int(weight) for number, weight in _ENTRY.findall(told)}
    running = {version_number(other) for other in services if phase(other) is Phase.RUNNING} - {version_number(view)}
    if not any(weights.values()) or not weights.keys() <= running:
        return None
    return {str(other["service_id"]): weights.get(version_number(other), 0) for other in services}
