# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts whose signatures the emulator accepts, for good or for a time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from .clock import Clock, utc_text
from .description import Json
from .errors import ApiError

SECRET_ID = "AKIDEMULATOREXAMPLE"
SECRET_KEY = "EMULATORSECRETKEYEXAMPLE"


@dataclass(frozen=True)
class Secret:
    """What belongs to a secret id: its key and, for temporary credentials, the token that must come along."""

    secret_key: str
    token: str | None = None
    #: End of temporary credentials, in the account's time; None is never.
    expires: float | None = None


@dataclass(frozen=True)
class Issued:
    """Temporary credentials that were handed out, and when they end by the server's clock."""

    secret_id: str
    secret: Secret
    expired_time: int

    def members(self) -> Json:
        """The members by which STS and the metadata address hand them out."""
        return {
            "TmpSecretId": self.secret_id,
            "TmpSecretKey": self.secret.secret_key,
            "Token": str(self.secret.token),
        }

    def expiry(self) -> Json:
        """The members that say when they end."""
        return {"ExpiredTime": self.expired_time, "Expiration": utc_text(self.expired_time)}


class Credentials:
    """Table of secret id to Secret, with one permanent pair from the start."""

    def __init__(self) -> None:
        self.known: dict[str, Secret] = {}
        #: What the metadata address handed out last, by role.
        self.of_machine: dict[str, Issued] = {}
        self.reset()

    def add(self, secret_id: str, secret_key: str, token: str | None = None) -> None:
        """Accept one more pair; with ``token`` it is a temporary one."""
        self.known[secret_id] = Secret(secret_key, token)

    def remove(self, secret_id: str) -> None:
        """Forget a pair, as when a key is deleted."""
        self.known.pop(secret_id, None)

    def issue(self, clock: Clock, seconds: float) -> Issued:
        """Hand out new temporary credentials."""
        secret = Secret(secrets.token_hex(16), secrets.token_hex(32), clock.now() + seconds)
        issued = Issued(f"AKIDTMP{secrets.token_hex(12)}", secret, int(clock.wall() + seconds))
        self.known[issued.secret_id] = secret
        return issued

    def expire(self) -> int:
        """End all temporary credentials at once; how many there were."""
        temporary = {key: secret for key, secret in self.known.items() if secret.token is not None}
        self.known |= {key: replace(secret, expires=float("-inf")) for key, secret in temporary.items()}
        return len(temporary)

    def is_valid(self, secret_id: str, now: float) -> bool:
        """Whether credentials are known and not over."""
        secret = self.known.get(secret_id)
        return secret is not None and (secret.expires is None or now < secret.expires)

    def check(self, secret_id: str, now: float) -> None:
        """Refuse the token of credentials that are over."""
        if not self.is_valid(secret_id, now):
            raise ApiError("AuthFailure.TokenFailure", "The provided token is invalid or has expired.")

    def reset(self) -> None:
        """Back to the one pair SECRET_ID and SECRET_KEY."""
        self.known = {SECRET_ID: Secret(SECRET_KEY)}
        self.of_machine = {}
