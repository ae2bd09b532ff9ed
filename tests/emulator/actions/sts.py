# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AssumeRole and AssumeRoleWithWebIdentity of STS (2018-08-13), which shares the address of TI-ONE here."""

from __future__ import annotations

import re

from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from ..identities import UIN
from .registry import action

MOST_SECONDS = 43200
DEFAULT_SECONDS = 7200

_ARN = re.compile(r"qcs::cam::uin/(?P<uin>\d+):roleName/(?P<name>[\w+=,.@-]+)", re.ASCII)
_SESSION = re.compile(r"[\w+=,.@-]{2,128}", re.ASCII)


@action("AssumeRole")
def assume_role(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Credentials of a role of the account for anybody who is known and gives the external id that it demands."""
    external_id = cloud.identities.roles[_role(cloud, params)]
    if external_id not in ("", params.get("ExternalId")):
        raise ApiError("UnauthorizedOperation", "The role does not trust this caller.")
    return _credentials(cloud, params)


@action("AssumeRoleWithWebIdentity")
def assume_role_with_web_identity(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Credentials of a role for the bearer of an OIDC token; such a request is not signed."""
    known = (cloud.identities.provider_id, cloud.identities.web_identity_token)
    if (params["ProviderId"], params["WebIdentityToken"]) != known:
        raise ApiError("InvalidParameter.WebIdentityTokenError", "The provider does not vouch for the token.")
    _role(cloud, params)
    return _credentials(cloud, params)


def _role(cloud: Cloud, params: Json) -> str:
    """The name of the role that is asked for."""
    found = _ARN.fullmatch(params["RoleArn"])
    if found is None:
        raise ApiError("InvalidParameter.ParamError", "`RoleArn` is not the ARN of a role.")
    if found["uin"] != UIN or found["name"] not in cloud.identities.roles:
        raise ApiError("ResourceNotFound.RoleNotFound", f"The role `{params['RoleArn']}` does not exist.")
    return found["name"]


def _credentials(cloud: Cloud, params: Json) -> Json:
    if not _SESSION.fullmatch(params["RoleSessionName"]):
        raise ApiError("InvalidParameter.ParamError", "`RoleSessionName` has characters or a length not allowed.")
    seconds = params.get("DurationSeconds", DEFAULT_SECONDS)
    if not 0 < seconds <= MOST_SECONDS:
        raise ApiError("InvalidParameter.OverTimeError", f"`DurationSeconds` must be from 1 to {MOST_SECONDS}.")
    issued = cloud.credentials.issue(cloud.clock, seconds)
    return {"Credentials": issued.members(), **issued.expiry()}
