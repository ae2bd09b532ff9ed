# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time as the emulator sees it, and the two ways in which the API writes it."""

from __future__ import annotations

import datetime
import time

BEIJING = datetime.timezone(datetime.timedelta(hours=8))


class Clock:
    """Two clocks over real time.

    ``now()`` drives the account (status changes, timestamps); ``advance()`` moves it.
    ``wall()`` is what signatures and the Date header go by; ``skew`` shifts it.
    """

    def __init__(self) -> None:
        self.skew = 0.0
        self._advanced = 0.0

    def now(self) -> float:
        """Seconds since the epoch in the life of the account."""
        return time.time() + self._advanced

    def wall(self) -> float:
        """Seconds since the epoch as this server believes them to be."""
        return time.time() + self.skew

    def advance(self, seconds: float) -> None:
        """Let the account live through ``seconds`` at once."""
        self._advanced += seconds

    def reset(self) -> None:
        """Go back to real time."""
        self.skew = 0.0
        self._advanced = 0.0


def utc_text(moment: float) -> str:
    """``2023-08-05T05:46:58Z``: the form of CreateTime and UpdateTime."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def beijing_text(moment: float) -> str:
    """``2023-08-08T22:27:01+08:00``: the form of condition and pod times."""
    return datetime.datetime.fromtimestamp(moment, BEIJING).isoformat(timespec="seconds")


def instant(text: str) -> float | None:
    """The moment an ISO 8601 text with an offset names; None for anything else, naive times included."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment.timestamp()
