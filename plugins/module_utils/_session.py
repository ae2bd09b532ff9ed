# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one task has: where it runs, its parameters, a client, and where to say things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client


class Surroundings(NamedTuple):
    """Where a task runs.

    check_mode  whether nothing may be written
    diff        whether the result holds a diff
    warn        takes a warning for the user
    progress    takes a line for each state seen while waiting
    hide        takes a secret that was obtained or that the API returned: what is shown later must not hold it
    """

    check_mode: bool
    diff: bool
    warn: Callable[[str], None]
    progress: Callable[[str], None]
    hide: Callable[[str], None]


def _forget(secret: str) -> None:
    """Take a secret where no message is ever shown."""


class Session(NamedTuple):
    """What one task has: validated parameters, a client, and where to say things.

    params    Ansible's validated parameters
    warn      takes a warning for the user
    progress  takes a line for each state seen while waiting
    hide      takes a secret that the API returned: no message may show it from now on
    patient   see _wait.Pace
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
