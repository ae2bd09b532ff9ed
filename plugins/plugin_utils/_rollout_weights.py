# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a rollout shares the traffic of a group: a share for the new version, the rest as it was among the others. Pure functions.

Weights are proportions and go by the id of the service. All that a rollout has to remember is in them: while the new version has
less than everything, the others keep their proportions, so that the split before the rollout can be told from the present one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import same_shares

Weights = dict[str, int]
EVERYTHING = 100

__all__ = ["EVERYTHING", "Weights", "before_rollout", "in_words", "same_shares", "share", "split"]


def share(weights: Mapping[str, int], target: str | None) -> Fraction:
    """The percentage of the traffic that a version gets; 0 where nothing gets any."""
    total = sum(weights.values())
    return Fraction(EVERYTHING * weights.get(target or "", 0), total) if total else Fraction(0)


def split(before: Mapping[str, int], target: str, percent: int) -> Weights:
    """The weights with which the target gets a percentage and the others keep their proportions.

    They total 100 where whole numbers allow it, else the smallest multiple of 100. Where nothing else had traffic, the target
    gets everything at once, since there is nobody to share it with.
    """
    others = {name: weight for name, weight in before.items() if name != target}
    total = sum(others.values())
    if not total and percent:
        return {**others, target: EVERYTHING}
    if not percent:
        return {**others, target: 0}
    exact = {name: weight * (EVERYTHING - percent) for name, weight in others.items()}
    return _rounded_up({**exact, target: total * percent})


def before_rollout(weights: Mapping[str, int], target: str | None) -> Weights | None:
    """The weights before a rollout that has given the target what it has now, or None where they cannot be told.

    A target without traffic: the weights are those. Else the others have the proportions that they had; the numbers total 100
    where whole numbers allow it, and are the smallest ones otherwise. A target with everything has wiped them out.
    """
    others = {name: weight for name, weight in weights.items() if name != target}
    if not weights.get(target or ""):
        return dict(weights)
    if not any(others.values()):
        return None
    unit = math.gcd(*others.values())
    total = sum(others.values()) // unit
    factor = EVERYTHING // total if EVERYTHING % total == 0 else 1
    return {name: weights[name] // unit * factor if name in others else 0 for name in weights}


def _rounded_up(weights: Weights) -> Weights:
    """The same proportions with the smallest total that is a multiple of 100."""
    unit = math.gcd(*weights.values())
    total = sum(weights.values()) // unit
    factor = math.lcm(total, EVERYTHING) // total
    return {name: weight // unit * factor for name, weight in weights.items()}


def in_words(weights: Mapping[str, int]) -> str:
    """Weights as people read them: those of versions without traffic as well."""
    return ", ".join(f"{name}={weight}" for name, weight in weights.items()) or "none"
