# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts whose signatures the emulator accepts."""

from __future__ import annotations

from dataclasses import dataclass

SECRET_ID = "AKIDEMULATOREXAMPLE"
SECRET_KEY = "EMULATORSECRETKEYEXAMPLE"


@dataclass(frozen=True)
class Secret:
    """What belongs to a secret id: its key and, for temporary credentials, the token that must come along."""

    secret_key: str
    token: str | None = None


class Credentials:
    """Table of secret id to Secret, with one permanent pair from the start."""

    def __init__(self) -> None:
        self.known: dict[str, Secret] = {}
        self.reset()

    def add(self, secret_id: str, secret_key: str, token: str | None = None) -> None:
        """Accept one more pair; with ``token`` it is a temporary one."""
        self.known[secret_id] = Secret(secret_key, token)

    def remove(self, secret_id: str) -> None:
        """Forget a pair, as when a key is deleted."""
        self.known.pop(secret_id, None)

    def reset(self) -> None:
        """Back to the one pair SECRET_ID and SECRET_KEY."""
        self.known = {SECRET_ID: Secret(SECRET_KEY)}
