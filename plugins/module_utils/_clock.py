# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time, and when work ends: clocks that tests can replace, deadlines on them, and work that is called off."""

from __future__ import annotations

import contextlib
import contextvars
import math
import threading
import time
from collections.abc import Iterator
from typing import Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError


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


class ServiceClock:
    """The clock of the service, as far as it is known: the machine's, until the service says that it is off."""

    def __init__(self, clock: Clock) -> None:
        """`clock` is the machine's."""
        self.offset = 0.0
        self._clock = clock
        self._is_corrected = False
        self._lock = threading.Lock()

    def time(self) -> float:
        """Seconds since 1970 (UTC)."""
        return self._clock.time() + self.offset

    def correct(self, time_of_service: float) -> bool:
        """Set the clock, which is done once. Whether this was that time."""
        with self._lock:
            is_first = not self._is_corrected
            if is_first:
                self._is_corrected = True
                self.offset = time_of_service - self._clock.time()
            return is_first


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


class CalledOffError(Exception):
    """Nobody needs the outcome of this work any more. It ends a thread and is never seen by anybody else."""


def _always() -> bool:
    return True


IS_WANTED: contextvars.ContextVar[Callable[[], bool]] = contextvars.ContextVar("is_wanted", default=_always)


def stop_if_called_off() -> None:
    """Raises CalledOffError if the work that this thread does is not needed any more. Ask before each request."""
    if not IS_WANTED.get()():
        raise CalledOffError
