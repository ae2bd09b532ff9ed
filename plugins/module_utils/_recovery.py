# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call does when an attempt has failed: sign anew, pause and try again, or give up. Imported only then.

Sources: sections g and h of the API semantics.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Callable, Union

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import (
    Clock,
    Deadline,
    OutOfTimeError,
    ServiceClock,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import (
    FEW_ATTEMPTS,
    HANDLING,
    ONE_ATTEMPT,
    ErrorKind,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply

TOKEN_REFUSED = "AuthFailure.TokenFailure"
CLOCK_REFUSED = "AuthFailure.SignatureExpire"
FIRST_BACKOFF = 1.0
LONGEST_BACKOFF = 30.0
SHORTEST_PAUSE = 0.01
LAST_ATTEMPT = 1.0
LAST_SHARE = 0.2

Failure = Union[ApiError, TransportError]


class Recovery:
    """The failed attempts of one call, and what follows from them."""

    def __init__(
        self,
        *,
        read: bool,
        deadline: Deadline,
        clock: Clock,
        service_clock: ServiceClock,
        supply: Supply,
        warn: Callable[[str], None],
    ) -> None:
        """`read` tells whether the call only reads; `supply` and `service_clock` are what its client signs with."""
        self._read = read
        self._deadline = deadline
        self._clock = clock
        self._service_clock = service_clock
        self._supply = supply
        self._warn = warn
        self._failures: list[Failure] = []

    def after(self, failure: Failure, offset: float, credentials: Credentials | None) -> None:
        """Return if the call shall be tried again, after a pause where one is due.

        :param offset: how far the clock was corrected when the attempt was signed, in seconds
        :param credentials: what it was signed with
        :raises TencentCloudError: the call has failed, with this failure unless that only says that no time is left
        """
        if isinstance(failure, OutOfTimeError):
            raise self._out_of_time(failure)
        self._failures.append(failure)
        if not self._can_sign_anew(failure, offset, credentials):
            self._pause_or_give_up(failure)

    def _can_sign_anew(self, failure: Failure, offset: float, credentials: Credentials | None) -> bool:
        """Whether signing again can help: with a token that is obtained anew, or by a clock that is corrected."""
        if not isinstance(failure, ApiError) or failure.kind is not ErrorKind.CREDENTIALS:
            return False
        if failure.error_code == TOKEN_REFUSED and self._supply.renew(credentials, self._deadline):
            return True
        if failure.error_code == CLOCK_REFUSED and self._is_clock_corrected(failure.server_time, offset):
            return True
        source = credentials.source if credentials else ""
        failure.add_hint(f"They are from {source}." if source else "")
        return False

    def _is_clock_corrected(self, server_time: float | None, offset: float) -> bool:
        """Whether the clock has been corrected since the failed attempt, or is now, once."""
        if server_time is None or not self._service_clock.correct(server_time):
            return self._service_clock.offset != offset
        seconds = round(self._service_clock.offset)
        self._warn(
            f"This machine's clock is off by {-seconds:+d} seconds from the clock of the service. "
            "Requests are signed with the corrected time; set the clock."
        )
        return True

    def _pause_or_give_up(self, last: Failure) -> None:
        """Sleep before the next attempt, or raise the last failure if there shall be none."""
        failures = self._failures
        if Counter(error.kind for error in failures)[last.kind] >= _attempts_allowed(last, self._read):
            last.add_hint(f"Tried {len(failures)} times." if len(failures) > 1 else "")
            raise last
        spare = self._deadline.remaining() - min(LAST_ATTEMPT, LAST_SHARE * self._deadline.seconds)
        if spare < SHORTEST_PAUSE:
            raise self._out_of_time(last)
        longest = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2.0 ** (len(failures) - 1))
        self._clock.sleep(min(spare, random.uniform(0, longest)))

    def _out_of_time(self, failure: Failure) -> Failure:
        """What to raise when no time is left: the last failure of an attempt, which says more."""
        last = (self._failures or [failure])[-1]
        if not isinstance(last, OutOfTimeError):
            last.add_hint(self._deadline.used_up_hint)
        return last


def _attempts_allowed(error: Failure, read: bool) -> int:
    """How often a call may be tried in all when it fails like this."""
    if isinstance(error, TransportError):
        harmless = read or not error.request_was_sent
        return FEW_ATTEMPTS if error.retryable and harmless else ONE_ATTEMPT
    handling = HANDLING[error.kind]
    return handling.read_attempts if read else handling.write_attempts
