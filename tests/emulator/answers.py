# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How services answer calls to their own addresses: scripts per version, and a log of the calls."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .description import Json

#: The script of versions that have none of their own.
EVERYBODY = "*"


@dataclass
class Script:
    """How a version answers. Shares are percentages of its calls, spread evenly and the same in every run."""

    #: Seconds until it answers: a number, a list that is gone through again and again, or
    #: ``{"mean": 0.2, "deviation": 0.05, "seed": 1}`` for a normal distribution (never below 0).
    latency: float | list[float] | Mapping[str, float] = 0.0
    #: Status and members of a good answer; they are added to those that say who answered.
    status: int = 200
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    #: A text instead of JSON.
    text: str | None = None
    #: Share of errors, and their status.
    errors: float = 0.0
    error_status: int = 500
    #: So many calls at first are errors: a service that becomes good.
    failing_first: int = 0
    #: Share of answers with the right status and the members of ``wrong_body``.
    wrong: float = 0.0
    wrong_body: Json = field(default_factory=lambda: {"output": "wrong"})
    #: Share of connections that are closed without an answer.
    drops: float = 0.0
    #: The answer repeats the headers of the call.
    echoes_headers: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for what cannot be."""
        for name in ("errors", "wrong", "drops"):
            if not 0 <= getattr(self, name) <= 100:
                raise ValueError(f"{name} is a percentage, not {getattr(self, name)!r}")
        if isinstance(self.latency, Mapping):
            if unknown := sorted(self.latency.keys() - {"mean", "deviation", "seed"}):
                raise ValueError(f"latency has no {', '.join(unknown)}")
        elif not self.latency and self.latency != 0:
            raise ValueError("latency is a number, a list of numbers or a distribution")

    def seconds(self, number: int) -> float:
        """The latency of a version's call of that number, counted from 0."""
        if isinstance(self.latency, Mapping):
            chance = random.Random(f"{self.latency.get('seed', 0)} {number}")
            return max(0.0, chance.gauss(self.latency["mean"], self.latency.get("deviation", 0.0)))
        return float(self.latency[number % len(self.latency)] if isinstance(self.latency, list) else self.latency)

    def outcome(self, number: int) -> str:
        """What becomes of that call: ``drop``, ``error``, ``wrong`` or ``good``."""
        if _falls(self.drops, number):
            return "drop"
        if number < self.failing_first or _falls(self.errors, number):
            return "error"
        return "wrong" if _falls(self.wrong, number) else "good"


def _falls(percentage: float, number: int) -> bool:
    """Whether a call is among that share of all, so that after any number of calls the share is right, rounded down."""
    return int((number + 1) * percentage / 100 + 1e-9) > int(number * percentage / 100 + 1e-9)


@dataclass
class ServiceCall:
    """One call to a service's address; without a version nobody was there to answer it."""

    time: float
    group_id: str
    #: The version that answered, or "".
    service_id: str
    method: str
    path: str
    #: Name of the token it came with, or "".
    token: str
    #: Calls that the emulator was answering when this one came, it included.
    in_flight: int
    status: int = 0
    seconds: float = 0.0

    def as_dict(self) -> Json:
        """All fields, ready for JSON."""
        return dataclasses.asdict(self)


@dataclass
class Answers:
    """Scripts by ServiceId (``*`` is everybody else), and the log of all calls.

    ``answers["ms-1234-1"] = Script(errors=10)``, or ``answers.script("ms-1234-1", errors=10)``.
    """

    calls: list[ServiceCall] = field(default_factory=list)
    in_flight: int = 0
    _scripts: dict[str, Script] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, service_id: str) -> Script:
        """The script that holds for a version."""
        return self._scripts.get(service_id) or self._scripts.get(EVERYBODY) or Script()

    def __setitem__(self, service_id: str, script: Script) -> None:
        """Let a version answer like this from now on; its calls are counted from 0 again."""
        self._scripts[service_id] = script
        if service_id == EVERYBODY:
            self._counts.clear()
        self._counts.pop(service_id, None)

    def __delitem__(self, service_id: str) -> None:
        """Let a version answer well again."""
        self._scripts.pop(service_id, None)

    def script(self, service_id: str, **fields: Any) -> Script:
        """Set a script by its fields (see Script); TypeError for an unknown one, ValueError for a wrong one."""
        self[service_id] = Script(**fields)
        return self[service_id]

    def next_number(self, service_id: str) -> int:
        """The number of a version's next call."""
        self._counts[service_id] += 1
        return self._counts[service_id] - 1

    def of(self, service_id: str) -> list[ServiceCall]:
        """The calls that a version has answered."""
        return [call for call in self.calls if call.service_id == service_id]

    def shares(self) -> dict[str, int]:
        """How many calls each version has answered."""
        return dict(Counter(call.service_id for call in self.calls if call.service_id))

    def most_at_once(self) -> int:
        """The largest number of calls that were being answered at the same time."""
        return max((call.in_flight for call in self.calls), default=0)

    def forget_calls(self) -> None:
        """Empty the log."""
        self.calls.clear()

    def reset(self) -> None:
        """Forget scripts and calls."""
        self._scripts.clear()
        self._counts.clear()
        self.calls.clear()

    def __iter__(self) -> Iterator[ServiceCall]:
        return iter(list(self.calls))
