# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verification of TC3-HMAC-SHA256 signatures, with the signer of the official SDK doing the arithmetic.

Source of the scheme: ``tencentcloud/common/abstract_client.py`` and ``sign.py`` of tencentcloud-sdk-python-common,
and the published examples (whose signatures are test vectors in tests/unit/emulator).
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tencentcloud.common.sign import Sign

from .credentials import Secret
from .errors import ApiError

ALGORITHM = "TC3-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
#: Seconds a timestamp may be off.
WINDOW = 300

_AUTHORIZATION = re.compile(
    rf"{ALGORITHM} Credential=(?P<id>[^/,\s]+)/(?P<date>\d{{4}}-\d\d-\d\d)/(?P<service>[^/,\s]+)/tc3_request,\s*"
    r"SignedHeaders=(?P<signed>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]+)"
)


@dataclass(frozen=True)
class Received:
    """The parts of an HTTP request that a signature covers; header names are in lower case."""

    method: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Authorization:
    """A parsed Authorization header."""

    secret_id: str
    date: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str

    def summary(self) -> str:
        """Everything but the signature: what the journal keeps."""
        scope = f"{self.secret_id}/{self.date}/{self.service}/tc3_request"
        return f"{ALGORITHM} Credential={scope}, SignedHeaders={';'.join(self.signed_headers)}"


def parse(header: str) -> Authorization | None:
    """Split an Authorization header; None when it is not one of this scheme."""
    match = _AUTHORIZATION.fullmatch(header.strip())
    if match is None:
        return None
    signed = tuple(match["signed"].split(";"))
    return Authorization(match["id"], match["date"], match["service"], signed, match["signature"])


def signature_of(received: Received, authorization: Authorization, secret_key: str) -> str:
    """The signature this request must carry, for the headers its sender chose to sign."""
    payload = UNSIGNED.encode() if received.headers.get("x-tc-content-sha256") == UNSIGNED else received.body
    canonical = "\n".join(
        [
            received.method,
            "/",
            received.query,
            *(f"{name}:{received.headers.get(name, '').strip().lower()}" for name in authorization.signed_headers),
            "",
            ";".join(authorization.signed_headers),
            hashlib.sha256(payload).hexdigest(),
        ]
    )
    scope = f"{authorization.date}/{authorization.service}/tc3_request"
    timestamp = received.headers.get("x-tc-timestamp", "")
    text = "\n".join([ALGORITHM, timestamp, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    return str(Sign.sign_tc3(secret_key, authorization.date, authorization.service, text))


def verify(received: Received, known: Mapping[str, Secret], service: str, now: float) -> str:
    """Return the secret id that signed the request, or raise the AuthFailure that the cloud would answer."""
    authorization = parse(received.headers.get("authorization", ""))
    if authorization is None:
        raise ApiError("AuthFailure.InvalidAuthorization", "The Authorization header is missing or malformed.")
    _check_timestamp(received, authorization, now)
    secret = known.get(authorization.secret_id)
    if secret is None:
        raise ApiError("AuthFailure.SecretIdNotFound", "The SecretId is not found, please ensure it is correct.")
    _check_scope(authorization, service)
    expected = signature_of(received, authorization, secret.secret_key)
    if not hmac.compare_digest(expected, authorization.signature):
        raise ApiError("AuthFailure.SignatureFailure", "The provided credentials could not be validated.")
    if (received.headers.get("x-tc-token") or None) != secret.token:
        raise ApiError("AuthFailure.TokenFailure", "The provided token is invalid or has expired.")
    return authorization.secret_id


def _check_timestamp(received: Received, authorization: Authorization, now: float) -> None:
    text = received.headers.get("x-tc-timestamp", "")
    if not re.fullmatch(r"\d{1,12}", text):
        raise ApiError("InvalidParameter", "The header `X-TC-Timestamp` must be a number of seconds.")
    if abs(int(text) - now) > WINDOW:
        raise ApiError("AuthFailure.SignatureExpire", f"The timestamp {text} is more than {WINDOW} seconds off.")
    date = datetime.datetime.fromtimestamp(int(text), datetime.UTC).strftime("%Y-%m-%d")
    if date != authorization.date:
        raise ApiError("AuthFailure.SignatureFailure", "The date of the credential scope is not that of the timestamp.")


def _check_scope(authorization: Authorization, service: str) -> None:
    signed = authorization.signed_headers
    if authorization.service != service:
        raise ApiError("AuthFailure.SignatureFailure", f"The credential scope must name the service `{service}`.")
    if not {"content-type", "host"} <= set(signed) or list(signed) != sorted(signed):
        raise ApiError("AuthFailure.InvalidAuthorization", "SignedHeaders must be sorted, with content-type and host.")
