# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time: a clock that tests can replace, deadlines on it, and the pace of calls."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections import deque
from collections.abc import Iterator

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError

SHARE_OF_LIMIT = 0.95


class Clock:
    """The machine's clock."""

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps; only differences mean something."""
        return time.monotonic()

    def time(self) -> float:
        """Seconds since 1970 (UTC)."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait for that many seconds; nothing happens for zero or less."""
        if seconds > 0:
            time.sleep(seconds)


SYSTEM_CLOCK = Clock()


class Deadline:
    """A point in time after which nothing new is started. It may be paused and moved."""

    def __init__(self, clock: Clock, seconds: float | None, name: str = "deadline") -> None:
        """`seconds` from now, or never for None. `name` is the option that set it, for messages."""
        self.name = name
        self.seconds = math.inf if seconds is None else seconds
        self._clock = clock
        self._end = clock.monotonic() + self.seconds
        self._lock = threading.Lock()
        self._pauses = 0
        self._paused_at = 0.0

    def remaining(self) -> float:
        """Seconds left: never below zero, infinite without a limit."""
        with self._lock:
            now = self._paused_at if self._pauses else self._clock.monotonic()
            return max(0.0, self._end - now)

    @property
    def expired(self) -> bool:
        """Whether no time is left."""
        return self.remaining() <= 0

    @property
    def used_up_hint(self) -> str:
        """Advice for an error when no time is left."""
        return f"The {self.seconds:g} seconds of {self.name} are used up: raise {self.name} to allow more."

    def extend(self, seconds: float) -> None:
        """Move the end by that many seconds."""
        with self._lock:
            self._end += seconds

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the count inside the block. Blocks of several threads may overlap: shared time counts once."""
        self._pause()
        try:
            yield
        finally:
            self._resume()

    def _pause(self) -> None:
        with self._lock:
            if not self._pauses:
                self._paused_at = self._clock.monotonic()
            self._pauses += 1

    def _resume(self) -> None:
        with self._lock:
            self._pauses -= 1
            if not self._pauses:
                self._end += self._clock.monotonic() - self._paused_at


class OutOfTimeError(TransportError):
    """The deadline is over before the request could be sent."""

    default_error_code = "ClientError.Timeout"

    def __init__(self, action: str, deadline: Deadline) -> None:
        super().__init__(
            f"{action} was not sent: no time is left.",
            hint=deadline.used_up_hint,
            request_was_sent=False,
            action=action,
        )


class RateLimiter:
    """Paces the calls of each action in this process so that no second has more of them than the API allows.

    After a rest the calls of one second may go at once; calls that had to wait follow evenly spaced.
    """

    def __init__(self, limit: float, clock: Clock) -> None:
        """`limit` in calls per second for each action, 0 is off. A margin below the limit is kept."""
        self._clock = clock
        self._rate = limit * SHARE_OF_LIMIT
        self._burst = max(1, math.ceil(self._rate))
        self._starts: dict[str, deque[float]] = {}
        self._paced: dict[str, bool] = {}
        self._lock = threading.Lock()

    def acquire(self, action: str, deadline: Deadline) -> None:
        """Wait for this call's turn. Raises TransportError (nothing sent) if the turn comes after the deadline."""
        if self._rate <= 0:
            return
        with self._lock:
            now = self._clock.monotonic()
            starts = self._starts.setdefault(action, deque(maxlen=self._burst))
            turn = max(now, self._next_turn(action, starts, now))
            if turn - now > deadline.remaining():
                raise OutOfTimeError(action, deadline)
            starts.append(turn)
            self._paced[action] = turn > now
        self._clock.sleep(turn - now)

    def _next_turn(self, action: str, starts: deque[float], now: float) -> float:
        turn = now
        if len(starts) == self._burst:
            turn = starts[0] + self._burst / self._rate
        if self._paced.get(action, False):
            turn = max(turn, starts[-1] + 1.0 / self._rate)
        return turn
