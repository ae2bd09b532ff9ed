# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one task has: its parameters, a client, where to say things, and the pace at which it may wait."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

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


def _forget(secret: str) -> None:
    """Take a secret where no message is ever shown."""


class Session(NamedTuple):
    """What one task has: validated parameters, a client, and where to say things.

    params    Ansible's validated parameters
    warn      takes a warning for the user
    progress  takes a line for each state seen while waiting
    hide      takes a secret that the API returned: no message may show it from now on
    patient   see Pace
    """

    params: Mapping[str, Any]
    client: Client
    warn: Callable[[str], None]
    progress: Callable[[str], None]
    hide: Callable[[str], None] = _forget
    patient: bool = False

    @property
    def check_mode(self) -> bool:
        """Whether nothing may be written."""
        return self.client.check_mode

    @property
    def wait(self) -> bool:
        """Whether the task ends only when the wanted state is there."""
        return bool(self.params["wait"])

    @property
    def pace(self) -> Pace:
        """How long and how often to poll."""
        return Pace(self.params["wait_timeout"], self.params["wait_interval"], self.patient)
