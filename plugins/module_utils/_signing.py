# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signature TC3-HMAC-SHA256 of Tencent Cloud API 3.0, as pure functions and as an authentication class for requests.

Source: section h of the API semantics, held against the published examples and the official SDK by the tests.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from urllib.parse import urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError

REQUESTS_IMPORT_ERROR: str | None = None
try:
    from requests import PreparedRequest
    from requests.auth import AuthBase
except ImportError:
    REQUESTS_IMPORT_ERROR = traceback.format_exc()
    AuthBase = object  # type: ignore[assignment,misc]

ALGORITHM = "TC3-HMAC-SHA256"
TERMINATOR = "tc3_request"
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"
NO_SIGNATURE = "SKIP"
SIGNED_HEADERS = ("content-type", "host")
DEFAULT_PORTS = {"http": 80, "https": 443}


class Credentials:
    """A key pair, with a token if it is temporary. `source` says where it was found, for messages."""

    def __init__(self, secret_id: str, secret_key: str, token: str | None = None, source: str = "") -> None:
        """Raises CredentialsError, without the value, for what can never be valid and would break the headers."""
        for name, value in (("secret_id", secret_id), ("secret_key", secret_key), ("token", token)):
            if value is not None and not _is_header_word(value):
                origin = f" from {source}" if source else ""
                raise CredentialsError(
                    f"{name}{origin} is empty or has spaces, line breaks or characters outside ASCII.",
                    hint="Check how it was copied.",
                )
        self.secret_id = secret_id
        self.secret_key = secret_key
        self.token = token
        self.source = source

    def __repr__(self) -> str:
        """Without what is secret."""
        return f"Credentials(source={self.source!r})"


def _is_header_word(value: str) -> bool:
    return value != "" and value.isascii() and value.isprintable() and " " not in value


def canonical_request(method: str, query: str, headers: Mapping[str, str], payload: bytes) -> str:
    """The text that stands for a request to the path `/`. `headers` are those to sign, names in lower case."""
    names = sorted(headers)
    lines = [f"{name}:{headers[name].strip().lower()}\n" for name in names]
    return "\n".join([method, "/", query, "".join(lines), ";".join(names), hashlib.sha256(payload).hexdigest()])


def credential_scope(service: str, timestamp: int) -> str:
    """Date (UTC), service and terminator: what the signing key is good for. `timestamp` in seconds since 1970."""
    date = datetime.fromtimestamp(timestamp, timezone.utc).strftime("%Y-%m-%d")
    return f"{date}/{service}/{TERMINATOR}"


def sign(secret_key: str, scope: str, timestamp: int, canonical: str) -> str:
    """The signature of a canonical request, in hexadecimal digits."""
    key = ("TC3" + secret_key).encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return _hmac(key, "\n".join([ALGORITHM, str(timestamp), scope, digest])).hex()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def host_header(url: str) -> str:
    """The Host header for a URL: the port is named only if it is not the default of the scheme."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    return name if parts.port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{name}:{parts.port}"


class TC3Auth(AuthBase):
    """Signs each request that requests prepares: the bytes of its body, at the time of the call."""

    def __init__(
        self,
        credentials: Credentials | None,
        now: Callable[[], float] = time.time,
        *,
        service: str | None = None,
        signed_headers: Sequence[str] = SIGNED_HEADERS,
    ) -> None:
        """`now` gives seconds since 1970 by the server's clock; without `service` it is the first label of the host.

        `signed_headers` are names in lower case; the API demands content-type and host among them. Without
        credentials requests go unsigned, for the few actions that allow it.
        """
        self._credentials = credentials
        self._now = now
        self._service = service
        self._signed_headers = tuple(signed_headers)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Set Host, X-TC-Timestamp, X-TC-Token (temporary credentials) and Authorization."""
        timestamp = int(self._now())
        host = host_header(request.url or "")
        request.headers["Host"] = host
        request.headers["X-TC-Timestamp"] = str(timestamp)
        if self._credentials is None:
            request.headers["Authorization"] = NO_SIGNATURE
            return request
        if self._credentials.token is not None:
            request.headers["X-TC-Token"] = self._credentials.token
        scope = credential_scope(self._service or host.partition(".")[0], timestamp)
        signature = sign(self._credentials.secret_key, scope, timestamp, self._canonical(request))
        request.headers["Authorization"] = (
            f"{ALGORITHM} Credential={self._credentials.secret_id}/{scope}, "
            f"SignedHeaders={';'.join(sorted(self._signed_headers))}, Signature={signature}"
        )
        return request

    def _canonical(self, request: PreparedRequest) -> str:
        headers = {name: str(request.headers[name]) for name in self._signed_headers}
        query = urlsplit(request.url or "").query
        return canonical_request(request.method or "", str(query), headers, _payload(request))


def _payload(request: PreparedRequest) -> bytes:
    if request.headers.get("X-TC-Content-SHA256") == UNSIGNED_PAYLOAD:
        return UNSIGNED_PAYLOAD.encode()
    body = request.body or b""
    return body.encode() if isinstance(body, str) else body
