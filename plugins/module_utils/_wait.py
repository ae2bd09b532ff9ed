# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a state: goals are data, one monotonic deadline bounds everything, the error shows the last state."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    OptionError,
    TencentCloudError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

View = Mapping[str, Any]

DEGRADED_POLLS = 5
CONTRADICTED_POLLS = 12
JITTER = 0.1
LONGEST_LAST_LOOK = 1.0
LAST_LOOK_SHARE = 0.2


class Pace(NamedTuple):
    """How to wait.

    timeout   seconds in all
    interval  seconds between polls
    patient   the first poll too comes after an interval: polls are scarcer than time
    """

    timeout: float
    interval: float
    patient: bool = False

    def check(self) -> None:
        """Refuse what would never end or never rest.

        :raises OptionError: names the option
        """
        for name, value, allowed in (
            ("wait_timeout", self.timeout, self.timeout >= 0),
            ("wait_interval", self.interval, self.interval > 0),
        ):
            if not allowed or not math.isfinite(value):
                raise OptionError(name, f"is {value:g} seconds")

    @property
    def last_look(self) -> float:
        """Seconds before the end at which the state is looked at once more."""
        return min(LONGEST_LAST_LOOK, self.timeout * LAST_LOOK_SHARE)

    @classmethod
    def of(cls, session: Session) -> Pace:
        """How long and how often a task waits."""
        return cls(session.params["wait_timeout"], session.params["wait_interval"], session.patient)


class Absence(Enum):
    """What it means while waiting that the object is not there."""

    FAILS = "it vanished"
    WAITS = "it is not visible yet"
    REACHES = "it is gone, as wanted"


@dataclass(frozen=True)
class Goal:
    """A state to wait for.

    name          what the object becomes, for messages: "ready"
    reached       read-back -> the state is there
    failed        read-back -> why it can never be reached, or ""
    degraded      read-back -> why it looks bad; it fails when that lasts for DEGRADED_POLLS polls
    absence       what it means when there is no object
    contradicted  read-back that is newer than the write -> what it shows instead of what was written, though it has
                  come to rest, or ""; it fails when that lasts for CONTRADICTED_POLLS polls
    """

    name: str
    reached: Callable[[View], bool]
    failed: Callable[[View], str]
    degraded: Callable[[View], str]
    absence: Absence = Absence.FAILS
    contradicted: Callable[[View], str] = lambda view: ""


class Waiter:
    """Polls one object until it is as wanted."""

    def __init__(
        self,
        client: Client,
        pace: Pace,
        read: Callable[[], View | None],
        describe: Callable[[View], str],
        progress: Callable[[str], None],
    ) -> None:
        self._client = client
        self._pace = pace
        self._read = read
        self._describe = describe
        self._progress = progress
        self._shown = ""

    def wait(self, goal: Goal, confirmed: Callable[[View], bool]) -> View | None:
        """Read until the goal is reached; the object, or None where the goal is its absence.

        A read-back that cannot be told from a stale one (`confirmed` is false) must be seen twice.

        :raises WaitError: it failed, vanished, stayed degraded, or the time is over; names the last state
        """
        deadline = Deadline(self._client.clock, self._pace.timeout, name="wait_timeout")
        seen = doubtful = 0
        last: View | None = None
        with self._client.within(deadline):
            if self._pace.patient:
                self._rest(deadline)
            while True:
                view = self._poll(goal, deadline, last)
                if view is None and goal.absence is Absence.REACHES:
                    return None
                if view is not None:
                    last = view
                    seen = seen + 1 if goal.reached(view) else 0
                    if seen >= (1 if confirmed(view) else 2):
                        return view
                    doubt, most = _doubt(goal, view, confirmed(view))
                    doubtful = doubtful + 1 if doubt else 0
                    self._stop_if_hopeless(goal, view, doubt if doubtful >= most else "")
                self._pause(goal, deadline, last)

    def _poll(self, goal: Goal, deadline: Deadline, last: View | None) -> View | None:
        while True:
            try:
                view = self._read()
            except TencentCloudError as error:
                if deadline.expired:
                    raise self._too_late(goal, last) from error
                if not error.retryable:
                    raise
                self._pause(goal, deadline, last)
                continue
            if view is None and goal.absence is Absence.FAILS:
                state = self._describe(last) if last is not None else "unknown"
                raise WaitError(
                    f"It vanished while it was waited for to become {goal.name}. Last state: {state}.",
                    error_code="ClientError.WaitFailed",
                    hint="Something else has deleted it; run the task again if it shall be there.",
                )
            if view is not None:
                self._show(self._describe(view), deadline)
            return view

    def _show(self, state: str, deadline: Deadline) -> None:
        """Tell a state that differs from the one before, and for how long it has been waited for."""
        if state != self._shown:
            self._shown = state
            self._progress(f"{state} ({self._pace.timeout - deadline.remaining():.0f} s)")

    def _stop_if_hopeless(self, goal: Goal, view: View, lasting_doubt: str) -> None:
        reason = goal.failed(view) or lasting_doubt
        if reason:
            raise WaitError(
                f"Waiting for it to become {goal.name} failed: {reason}. Last state: {self._describe(view)}.",
                error_code="ClientError.WaitFailed",
                hint="Correct the cause and run the task again; it goes on from the state that is there.",
            )

    def _pause(self, goal: Goal, deadline: Deadline, last: View | None) -> None:
        if self._spare(deadline) <= 0:
            raise self._too_late(goal, last)
        self._rest(deadline)

    def _rest(self, deadline: Deadline) -> None:
        pause = self._pace.interval * random.uniform(1 - JITTER, 1 + JITTER)
        self._client.clock.sleep(max(0.0, min(pause, self._spare(deadline))))

    def _spare(self, deadline: Deadline) -> float:
        """Seconds until the last look."""
        return deadline.remaining() - self._pace.last_look

    def _too_late(self, goal: Goal, last: View | None) -> WaitError:
        state = self._describe(last) if last is not None else "unknown"
        return WaitError(
            f"It did not become {goal.name} within {self._pace.timeout:g} seconds. Last state: {state}.",
            error_code="ClientError.WaitTimeout",
            hint="Run the task again to go on waiting, or raise wait_timeout.",
            retryable=True,
        )


def _doubt(goal: Goal, view: View, is_newer: bool) -> tuple[str, int]:
    """What speaks against the goal, and for how many polls that may last."""
    bad = goal.degraded(view)
    if bad or not is_newer:
        return bad, DEGRADED_POLLS
    return goal.contradicted(view), CONTRADICTED_POLLS
