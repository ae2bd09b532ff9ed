# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may become whom: the roles of the account, that of the machine, and the OIDC provider that is trusted."""

from __future__ import annotations

from dataclasses import dataclass, field

from .switches import Settable

UIN = "100000000001"
ROLE = "deploy"
WEB_IDENTITY_TOKEN = "eyJhbGciOiJSUzI1NiJ9.EMULATORWEBIDENTITY.signature"


def arn(name: str) -> str:
    """The ARN of a role of the account."""
    return f"qcs::cam::uin/{UIN}:roleName/{name}"


@dataclass(slots=True)
class Identities(Settable):
    """What STS and the metadata address go by."""

    #: Names of the roles, each with the external id that it demands (empty: none).
    roles: dict[str, str] = field(default_factory=lambda: {ROLE: ""})
    #: Role that is bound to the machine; empty is none.
    machine_role: str = ROLE
    #: Seconds for which the machine's credentials are good. The same ones are handed out until they are over.
    machine_seconds: float = 6 * 3600
    #: OIDC provider, and the token that it vouches for.
    provider_id: str = "tke"
    web_identity_token: str = WEB_IDENTITY_TOKEN
    #: Paths that were asked for at the metadata address, in order.
    asked: list[str] = field(default_factory=list)
