# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Canonical forms of single values, which the declarations name. Pure functions."""

from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta, timezone
from typing import Any

OFFSET_WITHOUT_COLON = re.compile(r"([+-]\d\d)(\d\d)$")
BEIJING = timezone(timedelta(hours=8))
HPA_METRIC_RANGES = {
    "gpu-util": (10, 100),
    "cpu-util": (10, 100),
    "memory-util": (10, 100),
    "service-qps": (1, 5000),
    "concurrency-util": (1, 100000),
}


def folded(value: Any) -> str:
    """A name without regard to case and underscores: the API returns C(PRE_SET) for C(PreSet)."""
    return str(value).replace("_", "").casefold()


def parse_time(text: str) -> datetime:
    """An ISO 8601 time with an offset, as an aware datetime.

    :raises ValueError: the text is no time, or has no offset, so that it means another instant elsewhere
    """
    with_colon = OFFSET_WITHOUT_COLON.sub(r"\1:\2", text.strip().replace("Z", "+00:00").replace("z", "+00:00"))
    moment = datetime.fromisoformat(with_colon)
    if moment.tzinfo is None:
        raise ValueError("the offset is missing")
    return moment


def instant(text: Any) -> Any:
    """A time as an instant in UTC, equal for equal instants; a text that is no time stays as it is."""
    try:
        return parse_time(str(text)).astimezone(timezone.utc).isoformat()
    except (ValueError, OverflowError):
        return text


def beijing_time(text: str) -> str:
    """A time as the API documents it: C(2026-12-01T22:00:00+08:00); a text that is no time stays as it is."""
    try:
        return parse_time(text).astimezone(BEIJING).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return text


def is_past(text: str, now: float) -> bool:
    """Whether a time has come; a text that is no time has not.

    :param now: seconds since 1970
    """
    try:
        return parse_time(text).timestamp() <= now
    except (ValueError, OverflowError):
        return False


def decode_command(text: str) -> str:
    """The command in a base64 text.

    :raises ValueError: not base64, or not UTF-8 inside
    """
    return base64.b64decode(text.strip(), validate=True).decode("utf-8")


def encode_command(text: str) -> str:
    """A command as base64 text."""
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def same_command(wanted: str, read_back: str | None) -> bool:
    """True if both base64 texts hold one command, also where the API returned the base64 text itself as the command."""
    stored = decode_command(read_back or "")
    return stored in (decode_command(wanted), wanted)
