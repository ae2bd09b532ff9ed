# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real rate limiter: requests per second, action and region, in windows of one second."""

from __future__ import annotations

from .errors import ApiError
from .faults import THROTTLED


class Limiter:
    """Counts requests; over the limit they are refused before they are carried out."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, str], tuple[int, int]] = {}

    def admit(self, action: str, region: str, limit: int | None, second: int) -> None:
        """Count one request; RequestLimitExceeded when it is one too many in that second."""
        if limit is None:
            return
        window, count = self._windows.get((action, region), (second, 0))
        times = count + 1 if window == second else 1
        self._windows[action, region] = (second, times)
        if times > limit:
            raise ApiError("RequestLimitExceeded", THROTTLED.format(times=times, limit=limit))

    def reset(self) -> None:
        """Forget all counts."""
        self._windows.clear()
