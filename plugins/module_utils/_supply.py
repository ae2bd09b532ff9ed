# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials as a client needs them: obtained when first needed, kept, obtained anew when their token is refused."""

from __future__ import annotations

import threading
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials

Hide = Callable[[str], None]

_TEMPORARY_MEMBERS = ("TmpSecretId", "TmpSecretKey", "Token")


def _ignore(text: str) -> None:
    """Take a text and drop it."""


class Supply:
    """Where a client has its credentials from. Threads may share it.

    A token that was accepted and is refused later has expired, and is obtained anew. One that is refused although it
    has just been obtained anew stays refused.
    """

    def __init__(
        self,
        source: str,
        obtain: Callable[[Deadline], Credentials] | None = None,
        *,
        credentials: Credentials | None = None,
        hide: Hide = _ignore,
    ) -> None:
        """`source` is for messages, `hide` takes each secret. Without `obtain` the credentials stay as they are.

        With neither `obtain` nor credentials requests are not signed. `account` tells in every task alike whose calls
        these credentials make: by the secret id, or by the source of those that are obtained.
        """
        self.source = source
        self.account = source if credentials is None else credentials.secret_id
        self.secrets: tuple[str, ...] = ()
        self._obtain = obtain
        self._hide = hide
        self._current = None if credentials is None else self._kept(credentials)
        self._on_trial: Credentials | None = None
        self._lock = threading.Lock()

    @classmethod
    def fixed(cls, credentials: Credentials | None, hide: Hide = _ignore) -> Supply:
        """A supply of credentials that never change; None for a client that does not sign."""
        return cls(credentials.source if credentials else "", credentials=credentials, hide=hide)

    def current(self, deadline: Deadline) -> Credentials | None:
        """The credentials to sign with. Raises CredentialsError if they cannot be obtained."""
        with self._lock:
            if self._current is None and self._obtain is not None:
                self._current = self._kept(self._obtain(deadline))
            return self._current

    def accepted(self, credentials: Credentials | None) -> None:
        """Take note that a request signed with these credentials was answered."""
        with self._lock:
            if credentials is self._on_trial:
                self._on_trial = None

    def renew(self, refused: Credentials | None, deadline: Deadline) -> bool:
        """Whether there are other credentials than those whose token was refused; obtains them if need be.

        Raises CredentialsError if they cannot be obtained.
        """
        with self._lock:
            if refused is not self._current:
                return True
            if self._obtain is None or refused is self._on_trial:
                return False
            self._current = self._on_trial = self._kept(self._obtain(deadline))
            return True

    def _kept(self, credentials: Credentials) -> Credentials:
        values = (credentials.secret_id, credentials.secret_key, credentials.token)
        found = [value for value in values if value is not None]
        for secret in found:
            self._hide(secret)
        self.secrets = (*self.secrets, *found)
        return credentials


def temporary_credentials(members: Any, source: str) -> Credentials:
    """The credentials in an answer of STS or of the metadata service. Raises CredentialsError if they are not there."""
    known = members if isinstance(members, dict) else {}
    values = [value for value in map(known.get, _TEMPORARY_MEMBERS) if isinstance(value, str) and value]
    if len(values) < len(_TEMPORARY_MEMBERS):
        raise CredentialsError(
            f"The answer for {source} holds no credentials.",
            hint="Check that the address is the one that you mean.",
        )
    secret_id, secret_key, token = values
    return Credentials(secret_id, secret_key, token, source)
