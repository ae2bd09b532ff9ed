# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of the role tione_power. Each is documented in the .yml file of its name."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._as_filter import as_filter
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power import plan, report
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power_savings import savings, table

FILTERS: dict[str, Callable[..., Any]] = {
    "tione_power_plan": plan,
    "tione_power_report": report,
    "tione_power_savings": savings,
    "tione_power_table": table,
}


class FilterModule:
    """Pure functions about services that are stopped for a while."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        return {name: as_filter(function) for name, function in FILTERS.items()}
