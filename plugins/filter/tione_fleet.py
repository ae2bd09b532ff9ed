# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of the role tione_fleet. Each is documented in the .yml file of its name."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._as_filter import as_filter
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_describe import explained, names, places
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_export import export
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_plan import percentage, plan, table
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_report import outcomes, report

FILTERS: dict[str, Callable[..., Any]] = {
    "tione_fleet_explained": explained,
    "tione_fleet_export": export,
    "tione_fleet_names": names,
    "tione_fleet_outcomes": outcomes,
    "tione_fleet_percentage": percentage,
    "tione_fleet_places": places,
    "tione_fleet_plan": plan,
    "tione_fleet_report": report,
    "tione_fleet_table": table,
}


class FilterModule:
    """Pure functions about a fleet of services."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        return {name: as_filter(function) for name, function in FILTERS.items()}
