# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a benchmark is: peers that do the same work, what is counted, and the goals that the figures have to reach."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from .plays import Runner

#: Quantity -> amount. Times are in seconds, for one step (task, item, host or service) unless the case says otherwise.
Figures = Mapping[str, float]
#: Name of a peer -> its figures, one for each round.
Samples = dict[str, list[Figures]]


@dataclass(frozen=True)
class Bench:
    """What a measurement works with. `brief`: only a look whether all of it works, with few steps."""

    runner: Runner
    tccli: Path | None
    brief: bool

    def steps(self, number: int) -> int:
        """How many steps to measure where the case wants that many."""
        return max(2, number // 4) if self.brief else number


@dataclass(frozen=True)
class Conditions:
    """How the server answers: late by `delay` seconds, up to `limit` requests a second; `fresh`: with a new account."""

    delay: float = 0.0
    limit: int | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Peer:
    """One way to do the work of a case."""

    name: str
    measure: Callable[[Bench], Figures]
    conditions: Conditions = Conditions()
    needs_tccli: bool = False


@dataclass(frozen=True)
class Column:
    """A quantity in a table: amounts times `factor`, with so many digits."""

    quantity: str
    title: str
    factor: float = 1.0
    digits: int = 0

    def show(self, amount: float) -> str:
        """The amount as the table has it."""
        return f"{amount * self.factor:,.{self.digits}f}"


class Sense(Enum):
    """What a figure must be, held against a bound."""

    AT_MOST = "≤"
    AT_LEAST = "≥"
    EXACTLY = "="

    def holds(self, figure: float, bound: float) -> bool:
        """Whether the figure is so."""
        return {"≤": figure <= bound, "≥": figure >= bound, "=": abs(figure - bound) < 1e-6}[self.value]


@dataclass(frozen=True)
class Goal:
    """A bound on a quantity of a peer, taken per round as a ratio to another peer's (or to a number).

    `less`: a peer whose amount is taken off before, for the part of the work that both do.
    `every`: it has to hold in every round; otherwise the median of the rounds counts.
    """

    text: str
    peer: str
    quantity: str
    sense: Sense
    bound: float
    against: str | float = 1.0
    less: str = ""
    every: bool = False


@dataclass(frozen=True)
class Case:
    """One comparison.

    seed      writes the account that it needs into a folder, smaller if brief, and returns the emulator's seed
    divisors  peers to which the table has ratios of `compared`
    warm_up   whether every peer works once, briefly, before the rounds
    """

    name: str
    title: str
    text: str
    seed: Callable[[Path, bool], str]
    peers: Sequence[Peer]
    columns: Sequence[Column]
    goals: Sequence[Goal] = ()
    divisors: Sequence[str] = ()
    compared: str = "cpu"
    warm_up: bool = False
    most_rounds: int = 99


@dataclass(frozen=True)
class Verdict:
    """What came of a goal: the figures of the rounds, or none if it was not measured."""

    goal: Goal
    figures: Sequence[float]

    @property
    def figure(self) -> float:
        """The one that counts: the worst if every round does, else the median."""
        if not self.goal.every:
            return statistics.median(self.figures)
        return min(self.figures) if self.goal.sense is Sense.AT_LEAST else max(self.figures)

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        counted = self.figures if self.goal.every else [self.figure] if self.figures else []
        return bool(counted) and all(self.goal.sense.holds(figure, self.goal.bound) for figure in counted)


@dataclass(frozen=True)
class Outcome:
    """A case that was measured."""

    case: Case
    samples: Samples

    def median(self, peer: str, quantity: str) -> float:
        """The median over the rounds."""
        return statistics.median(self.amounts(peer, quantity))

    def ratios(self, peer: str, against: str | float, quantity: str, less: str = "") -> list[float]:
        """A quantity of a peer as multiple of another's, round by round; none if one of them was not measured.

        `less`: a peer whose amount is taken off before.
        """
        own = self.amounts(peer, quantity)
        if less:
            own = [amount - shared for amount, shared in zip(own, self.amounts(less, quantity), strict=True)]
        others = self.amounts(against, quantity) if isinstance(against, str) else [against] * len(own)
        return [one / other for one, other in zip(own, others, strict=bool(others))]

    def amounts(self, peer: str, quantity: str) -> list[float]:
        """A quantity of a peer, round by round; none if it was not measured."""
        return [figures[quantity] for figures in self.samples.get(peer, [])]

    def median_ratio(self, peer: str, against: str, quantity: str) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios(peer, against, quantity))

    def verdicts(self) -> list[Verdict]:
        """What came of the goals."""
        goals = self.case.goals
        return [Verdict(goal, self.ratios(goal.peer, goal.against, goal.quantity, goal.less)) for goal in goals]
