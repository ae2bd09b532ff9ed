# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of the role tione_rollout. Each is documented in the .yml file of its name."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._as_filter import as_filter
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_gates import judge
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_plan import (
    back,
    conflict,
    failed_version,
    plan,
)
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_previous import (
    identity,
    previous,
    unrestored,
)
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_report import chart, report
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_steps import steps_of

FILTERS: dict[str, Callable[..., Any]] = {
    "tione_rollout_back": back,
    "tione_rollout_chart": chart,
    "tione_rollout_conflict": conflict,
    "tione_rollout_gate": judge,
    "tione_rollout_identity": identity,
    "tione_rollout_leftover": failed_version,
    "tione_rollout_plan": plan,
    "tione_rollout_previous": previous,
    "tione_rollout_report": report,
    "tione_rollout_steps": steps_of,
    "tione_rollout_unrestored": unrestored,
}


class FilterModule:
    """Pure functions about rollouts."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        return {name: as_filter(function) for name, function in FILTERS.items()}
