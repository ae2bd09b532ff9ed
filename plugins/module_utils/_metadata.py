# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials of the CAM role of this machine (CVM), from its metadata service: quick, direct, never through a proxy.

Source: section h of the API semantics.
"""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Clock, Deadline, OutOfTimeError
from ansible_collections.community.tencentcloud.plugins.module_utils._config import parse_endpoint
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    CredentialsError,
    OptionError,
    printable,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Hide, Supply, temporary_credentials

DEFAULT_ENDPOINT = "metadata.tencentyun.com"
ENDPOINT_VARIABLE = "TENCENTCLOUD_METADATA_ENDPOINT"
AUTO = "auto"
PATH = "/latest/meta-data/cam/security-credentials/"
NOT_FOUND = 404
SECONDS = 2.0
ATTEMPTS = 2
PAUSE = 0.5
LONGEST_ANSWER = 64 * 1024

_ROLE = re.compile(r"[A-Za-z0-9_+=,.@-]{1,128}")
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_NO_CVM = "cvm_role works only on a CVM of Tencent Cloud. Anywhere else give other credentials."


@dataclass(frozen=True)
class MachineRole:
    """Which role to ask which service for: a name, or AUTO for the one that is bound to the machine."""

    role: str
    endpoint: str = DEFAULT_ENDPOINT

    def __post_init__(self) -> None:
        """Raises OptionError for what cannot work."""
        parse_endpoint(self.endpoint, ENDPOINT_VARIABLE, "http")
        if not _ROLE.fullmatch(self.role):
            raise OptionError(
                "cvm_role", f"{self.role!r} is not the name of a role", hint=f"Give a name or {AUTO}, not an ARN."
            )

    def supply(self, clock: Clock, hide: Hide) -> Supply:
        """The credentials of the role; nothing is asked before they are needed."""
        service = _Service(parse_endpoint(self.endpoint, ENDPOINT_VARIABLE, "http"), clock)

        def obtain(deadline: Deadline) -> Credentials:
            return service.credentials(service.role(deadline) if self.role == AUTO else self.role, deadline)

        return Supply(f"the metadata service of this machine (cvm_role {self.role})", obtain, hide=hide)


@dataclass(frozen=True)
class _Service:
    """The metadata service at an address."""

    url: str
    clock: Clock

    def role(self, deadline: Deadline) -> str:
        """The name of the role that is bound to this machine."""
        answer = self._read("", deadline)
        if answer is None:
            raise CredentialsError(
                "The metadata service says that no role is bound to this machine.",
                hint="Bind a role to the instance in the console of CVM, or give other credentials.",
            )
        role = next(iter(answer.split()), "")
        if not _ROLE.fullmatch(role):
            raise self._useless("it is not the name of a role")
        return role

    def credentials(self, role: str, deadline: Deadline) -> Credentials:
        """The present credentials of a role. The service renews them by itself some time before they expire."""
        answer = self._read(role, deadline)
        if answer is None:
            raise CredentialsError(
                f"The metadata service knows no role {role} on this machine.",
                hint=f"Check cvm_role; {AUTO} takes the role that is bound.",
            )
        try:
            members = json.loads(answer)
        except (ValueError, RecursionError):
            raise self._useless("it is not JSON") from None
        code = members.get("Code", "Success") if isinstance(members, dict) else "Success"
        if code != "Success":
            raise CredentialsError(
                f"The metadata service gave no credentials of the role {role}: {printable(str(code))}.",
                hint="Check the role that is bound to the instance, and its trust policy (cvm.qcloud.com).",
            )
        return temporary_credentials(members, f"the role {role} of this machine")

    def _read(self, name: str, deadline: Deadline) -> str | None:
        """The answer for a path, None if there is nothing. Raises CredentialsError if there is no answer."""
        problem = ""
        for attempt in range(ATTEMPTS):
            self.clock.sleep(PAUSE if attempt else 0)
            if deadline.expired:
                raise CredentialsError(str(OutOfTimeError("The request to the metadata service", deadline)))
            try:
                status, body = self._get(name, min(SECONDS, deadline.remaining()))
            except (OSError, http.client.HTTPException) as error:
                problem = printable(getattr(error, "strerror", None) or str(error) or type(error).__name__)
                continue
            if status in (http.client.OK, NOT_FOUND):
                return body.decode("utf-8", "replace") if status == http.client.OK else None
            problem = f"HTTP status {status}"
        raise CredentialsError(
            f"The metadata service at {self._host} did not answer ({problem}).", hint=_NO_CVM, retryable=True
        )

    def _get(self, name: str, seconds: float) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        connection = _CONNECTIONS[parts.scheme](str(parts.hostname), parts.port, timeout=seconds)
        try:
            connection.request("GET", PATH + quote(name, safe=""), headers={"Accept": "*/*"})
            response = connection.getresponse()
            return response.status, response.read(LONGEST_ANSWER)
        finally:
            connection.close()

    @property
    def _host(self) -> str:
        return urlsplit(self.url).netloc

    def _useless(self, problem: str) -> CredentialsError:
        return CredentialsError(
            f"The answer of the metadata service at {self._host} cannot be used: {problem}.", hint=_NO_CVM
        )
