# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hours of the week in which services shall run. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError

WHERE = "tione_power_schedules"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MEMBERS = {"days", "from", "to"}
LONGEST = 24 * 60
#: So many days are looked at for the next start; days off may fill a few weeks.
HORIZON = 60
TIME = re.compile(r"([0-9]{1,2}):([0-5][0-9])")


@dataclass(frozen=True)
class Window:
    """Days of the week, and the minutes of such a day in which services run; the end may be on the next day."""

    days: frozenset[int]
    begin: int
    end: int


class Schedule:
    """When services shall run."""

    def __init__(self, name: str, rows: Iterable[Mapping[str, Any]], zone: str, days_off: Iterable[str]) -> None:
        self._where = f"{WHERE}.{name}"
        self._windows = [self._window(row) for row in rows]
        self._zone = _zone(zone)
        self._off = {self._date(day) for day in days_off}

    def is_on(self, now: datetime) -> bool:
        """Whether services shall run at this time."""
        return any(begin <= now < end for begin, end in self._stretches(now, 1))

    def next_start(self, now: datetime) -> datetime | None:
        """When they shall run next; None if not within the next weeks."""
        return min((begin for begin, _end in self._stretches(now, HORIZON) if begin > now), default=None)

    def _stretches(self, now: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """From when to when they run, for the windows that begin from yesterday on."""
        today = now.astimezone(self._zone).date()
        for ahead in range(-1, days):
            day = today + timedelta(days=ahead)
            for window in self._windows if day not in self._off else ():
                if day.weekday() in window.days:
                    yield self._at(day, window.begin), self._at(day, window.end)

    def _at(self, day: date, minutes: int) -> datetime:
        midnight = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
        return midnight.replace(tzinfo=self._zone).astimezone(timezone.utc)

    def _window(self, row: Mapping[str, Any]) -> Window:
        if not isinstance(row, Mapping) or not {"from", "to"} <= row.keys() <= MEMBERS:
            raise OptionError(self._where, f"has {row!r}, but each needs from and to, and may have days")
        begin, end = self._minutes(row["from"]), self._minutes(row["to"])
        days = frozenset(day for part in row.get("days", ["mon-sun"]) for day in self._days(str(part).lower()))
        return Window(days, begin, end if end > begin else end + LONGEST)

    def _days(self, part: str) -> Iterator[int]:
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise OptionError(self._where, f"has the day {part}, but days are {', '.join(DAYS)}, and such as mon-fri")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        return (day % 7 for day in range(begin, end + 1 if end >= begin else end + 8))

    def _minutes(self, time: Any) -> int:
        """Minutes of the day. YAML reads 20:00 without quotes as the number 1200, which is just that."""
        found = TIME.fullmatch(str(time))
        minutes = int(found[1]) * 60 + int(found[2]) if found else time
        if not isinstance(minutes, int) or not 0 <= minutes <= LONGEST:
            raise OptionError(self._where, f"has the time {time!r}, but times are 00:00 to 24:00")
        return minutes

    @staticmethod
    def _date(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise OptionError("tione_power_days_off", f"has {text!r}, but dates are such as 2026-10-01") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise OptionError("tione_power_timezone", f"is {name!r}, which this machine does not know") from None
