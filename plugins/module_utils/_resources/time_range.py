# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time range that a list is about."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._forms import parse_time
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Parameter,
    Parameters,
    Params,
)

EXAMPLE = "2026-12-01T22:00:00+08:00"


def rfc3339(text: str) -> str:
    """A time as the API wants it, with the offset that was given."""
    return parse_time(text).isoformat()


def time_range(what: str, back: str) -> Parameters:
    """Start and end; without a start the API goes `back` from now."""
    return {
        "start_time": Parameter(
            Option(
                f"Time of the first {what}, with an offset, such as V({EXAMPLE}). Without it the API begins {back} ago."
            ),
            "StartTime",
            rfc3339,
        ),
        "end_time": Parameter(
            Option(f"Time of the last {what}, with an offset. Without it that is now."), "EndTime", rfc3339
        ),
    }


def check_times(params: Params) -> None:
    """Refuse times that mean another instant elsewhere, and ranges that run backwards.

    :raises OptionError: names the option
    """
    moments = []
    for name in ("start_time", "end_time"):
        try:
            moments += [parse_time(params[name])] if params[name] else []
        except ValueError:
            problem = f"is not a time with an offset: {params[name]!r}; write it like {EXAMPLE}"
            raise OptionError(name, problem) from None
    if len(moments) == 2 and moments[0] > moments[1]:
        raise OptionError("start_time", f"{params['start_time']} is after end_time {params['end_time']}")
