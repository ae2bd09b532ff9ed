# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the calls of a group are shared between its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Balance:
    """Smooth weighted round robin over the versions of one group: the share of each is right at any time."""

    weights: dict[int, int] = field(default_factory=dict)
    credit: dict[int, int] = field(default_factory=dict)

    def choose(self, weights: Mapping[int, int]) -> int | None:
        """The number of the version that gets the next call; None without any weight. Other weights begin anew."""
        if weights != self.weights:
            self.weights, self.credit = dict(weights), dict.fromkeys(weights, 0)
        total = sum(weights.values())
        if total <= 0:
            return None
        for number, weight in weights.items():
            self.credit[number] += weight
        chosen = max(self.credit, key=lambda number: self.credit[number])
        self.credit[chosen] -= total
        return chosen
