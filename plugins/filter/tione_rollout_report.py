# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter tione_rollout_report: what a rollout did, as data."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_filter import as_filter
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_report import report


class FilterModule:
    """See tione_rollout_report.yml."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters of this file by name."""
        return {"tione_rollout_report": as_filter(report)}
