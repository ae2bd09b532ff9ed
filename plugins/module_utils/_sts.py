# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Temporary credentials from STS: a role assumed with other credentials, or with the OIDC token of a TKE pod.

Source: section h of the API semantics. The requests of STS are made by a client of their own: their ids are not among
the request ids of a task, but a failure carries the id of the request that failed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._config import parse_endpoint
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import Means
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import ErrorKind
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    CredentialsError,
    OptionError,
    TransportError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply, temporary_credentials

DEFAULT_ENDPOINT = "sts.tencentcloudapi.com"
SERVICE, VERSION = "sts", "2018-08-13"
DEFAULT_REGION = "ap-guangzhou"
DEFAULT_SESSION = "ansible-community-tencentcloud"
DEFAULT_SECONDS, MOST_SECONDS = 7200, 43200

_REGIONAL_HOST = re.compile(r"sts\.(?P<region>[a-z]{2}-[a-z]+(?:-[a-z0-9]+)*)\..+")
_ARN = re.compile(r"qcs:[^:\s]*:cam:[^:\s]*:uin/\d+:role(?:Name)?/\S+")
_SESSION = re.compile(r"[\w+=,.@-]{2,128}", re.ASCII)
_EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,128}", re.ASCII)
_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ARN_EXAMPLE = "An example is qcs::cam::uin/100000000001:roleName/deploy."

_HINT_OF_CODE = {
    "InvalidParameter.OverTimeError": "Lower role_session_duration: a role has a longest session of its own.",
    "InvalidParameter.WebIdentityTokenError": (
        "The token in TKE_WEB_IDENTITY_TOKEN_FILE must be unexpired and issued by the provider in TKE_PROVIDER_ID."
    ),
}
_HINT_OF_KIND = {
    ErrorKind.PERMISSION: (
        "Allow sts:{action} in CAM for these credentials, name them in the trust policy of the role, "
        "and give the external id if the policy demands one."
    ),
    ErrorKind.NOT_FOUND: "Check the name of the role and the id of its account in {option}.",
    ErrorKind.VALIDATION: "Check {option} and the options role_*.",
}


def _check(name: str, value: str, pattern: re.Pattern[str], problem: str, hint: str = "") -> None:
    """Raises OptionError if a value is not of the form that STS takes."""
    if not pattern.fullmatch(value):
        raise OptionError(name, f"{value!r} {problem}", hint=hint)


@dataclass(frozen=True)
class Role:
    """A role to assume, as the options role_* describe it."""

    arn: str
    session_name: str = DEFAULT_SESSION
    seconds: int = DEFAULT_SECONDS
    external_id: str | None = None

    def __post_init__(self) -> None:
        """Raises OptionError for values that STS would refuse."""
        _check("role_arn", self.arn, _ARN, "is not the ARN of a role", _ARN_EXAMPLE)
        _check("role_session_name", self.session_name, _SESSION, "is not 2 to 128 letters, digits or any of +=,.@_-")
        if self.external_id is not None:
            problem = "is not 2 to 128 letters, digits or any of +=,.@_:/-"
            _check("role_external_id", self.external_id, _EXTERNAL_ID, problem)
        if not 0 < self.seconds <= MOST_SECONDS:
            raise OptionError("role_session_duration", f"must be from 1 to {MOST_SECONDS} seconds")

    @property
    def request(self) -> dict[str, Any]:
        """The parameters of AssumeRole."""
        external = {} if self.external_id is None else {"ExternalId": self.external_id}
        common = {"RoleArn": self.arn, "RoleSessionName": self.session_name, "DurationSeconds": self.seconds}
        return {**common, **external}


@dataclass(frozen=True)
class WebIdentity:
    """The identity of a pod in TKE, as the four variables TKE_* describe it. The token in the file changes at times."""

    region: str
    provider_id: str
    token_file: str
    role_arn: str
    session_name: str = DEFAULT_SESSION

    def __post_init__(self) -> None:
        """Raises OptionError for values that STS would refuse."""
        _check("TKE_REGION", self.region, _REGION, "is not the name of a region")
        _check("TKE_ROLE_ARN", self.role_arn, _ARN, "is not the ARN of a role", _ARN_EXAMPLE)
        _check("role_session_name", self.session_name, _SESSION, "is not 2 to 128 letters, digits or any of +=,.@_-")

    def token(self) -> str:
        """The token as it stands in the file now. Raises CredentialsError without ever quoting it."""
        problem = "it is empty"
        try:
            token = Path(self.token_file).read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            token, problem = "", getattr(error, "strerror", None) or "it is not a token"
        if not token:
            raise CredentialsError(
                f"The file {self.token_file} in TKE_WEB_IDENTITY_TOKEN_FILE cannot be used: {problem}.",
                hint="Check the service account of the pod and the OIDC settings of the TKE cluster.",
            )
        return token

    def request(self, token: str) -> dict[str, Any]:
        """The parameters of AssumeRoleWithWebIdentity."""
        return {
            "ProviderId": self.provider_id,
            "WebIdentityToken": token,
            "RoleArn": self.role_arn,
            "RoleSessionName": self.session_name,
            "DurationSeconds": DEFAULT_SECONDS,
        }


@dataclass(frozen=True)
class Sts:
    """STS at an address, and nowhere else."""

    means: Means
    endpoint: str = DEFAULT_ENDPOINT

    def __post_init__(self) -> None:
        """Raises OptionError if the address cannot be one."""
        self.means.config.check_endpoint("sts_endpoint", self.endpoint)

    @property
    def region(self) -> str:
        """The region in the name of a regional address, else the one that the official SDK takes."""
        host = _REGIONAL_HOST.fullmatch(urlsplit(parse_endpoint(self.endpoint)).hostname or "")
        return host["region"] if host else DEFAULT_REGION

    def assume(self, role: Role, base: Supply) -> Supply:
        """The credentials of a role, assumed with others."""
        exchange = _Exchange(
            self._client(self.region, base),
            action="AssumeRole",
            option="role_arn",
            what=f"The role {role.arn} could not be assumed with the credentials from {base.source}",
            source=f"the role {role.arn}, assumed with those from {base.source}",
        )
        return Supply(
            exchange.source, lambda deadline: exchange.credentials(role.request, deadline), hide=self.means.hide
        )

    def identify(self, identity: WebIdentity) -> Supply:
        """The credentials of the role that a pod has."""
        exchange = _Exchange(
            self._client(identity.region, None),
            action="AssumeRoleWithWebIdentity",
            option="TKE_ROLE_ARN",
            what=f"The role {identity.role_arn} could not be assumed with the OIDC token in {identity.token_file}",
            source=f"TKE OIDC (role {identity.role_arn})",
        )

        def obtain(deadline: Deadline) -> Credentials:
            token = identity.token()
            self.means.hide(token)
            return dataclasses.replace(exchange, secret=token).credentials(identity.request(token), deadline)

        return Supply(exchange.source, obtain, hide=self.means.hide)

    def _client(self, region: str, supply: Supply | None) -> Client:
        config = self.means.config._replace(region=region, endpoint=self.endpoint, project_id=None, rate_limit=0)
        means = self.means
        return Client(config, supply, clock=means.clock, warn=means.warn, service=SERVICE, version=VERSION)


@dataclass(frozen=True)
class _Exchange:
    """One way to get credentials from STS, with the words for when it fails."""

    client: Client
    action: str
    option: str
    what: str
    source: str
    secret: str | None = field(default=None, repr=False)

    def credentials(self, params: Mapping[str, Any], deadline: Deadline) -> Credentials:
        """Raises CredentialsError, whatever goes wrong: a failure of STS says nothing about what the task is about."""
        try:
            with contextlib.closing(self.client), self.client.within(deadline):
                response = self.client.call(self.action, params)
            return temporary_credentials(response.get("Credentials"), self.source)
        except (ApiError, TransportError) as error:
            failure = self._failure(error)
        raise failure

    def _failure(self, error: ApiError | TransportError) -> CredentialsError:
        return CredentialsError(
            f"{self.what}: {self._clean(error.message)}",
            hint=self._hint(error),
            error_code=error.error_code,
            error_message=self._clean(error.error_message),
            request_id=error.request_id,
            action=self.action,
            retryable=error.retryable,
        )

    def _hint(self, error: ApiError | TransportError) -> str:
        if isinstance(error, TransportError):
            return f"{error.hint} The address of STS is set by sts_endpoint.".strip()
        hint = _HINT_OF_CODE.get(error.error_code) or _HINT_OF_KIND.get(error.kind)
        return error.hint if hint is None else hint.format(action=self.action, option=self.option)

    def _clean(self, text: str) -> str:
        return text.replace(self.secret, "***") if self.secret else text
