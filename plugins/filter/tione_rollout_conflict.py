# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter tione_rollout_conflict: why the weights of a group must not be changed now."""

from __future__ import annotations

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_filter import as_filter
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_plan import conflict


class FilterModule:
    """See tione_rollout_conflict.yml."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters of this file by name."""
        return {"tione_rollout_conflict": as_filter(conflict)}
