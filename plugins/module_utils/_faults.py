# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table of faults on the way to the API, by the exceptions of the HTTP libraries. Imported only when there is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError, printable


class _Fault(NamedTuple):
    """What exceptions of the HTTP libraries mean, by the names of their classes."""

    names: frozenset[str]
    error_code: str
    text: str
    request_was_sent: bool
    retryable: bool = True
    hint: str = ""


_CHECK_ADDRESS = "Check endpoint, the network, and the proxy variables of the environment."
_CHECK_TLS = "Give the right authority with ca_path, or check that endpoint is the address that you mean."
_TUNNEL_REFUSED = "TunnelRefused"

_FAULTS = (
    _Fault(
        frozenset({"SSLCertVerificationError", "CertificateError"}),
        "ClientError.Tls",
        "the certificate of {host} was not accepted",
        request_was_sent=False,
        retryable=False,
        hint=_CHECK_TLS,
    ),
    _Fault(
        frozenset({"NewConnectionError", "NameResolutionError", _TUNNEL_REFUSED}),
        "ClientError.Connection",
        "no connection to {host} could be made",
        request_was_sent=False,
        hint=_CHECK_ADDRESS,
    ),
    _Fault(
        frozenset({"ConnectTimeoutError", "ConnectTimeout"}),
        "ClientError.Timeout",
        "{host} did not accept a connection in time",
        request_was_sent=False,
        hint=f"{_CHECK_ADDRESS} The time is set by connect_timeout.",
    ),
    _Fault(
        frozenset({"InvalidURL", "InvalidProxyURL", "InvalidSchema", "LocationValueError", "MissingSchema"}),
        "ClientError.Connection",
        "the address of {host} or of its proxy cannot be used",
        request_was_sent=False,
        retryable=False,
        hint=_CHECK_ADDRESS,
    ),
    _Fault(
        frozenset({"ReadTimeout", "ReadTimeoutError", "TimeoutError", "timeout"}),
        "ClientError.Timeout",
        "{host} did not answer in time",
        request_was_sent=True,
        hint="The time is set by timeout.",
    ),
    _Fault(
        frozenset({"SSLError"}),
        "ClientError.Tls",
        "the encrypted connection to {host} failed",
        request_was_sent=True,
        hint=_CHECK_TLS,
    ),
    _Fault(
        frozenset({"ContentDecodingError", "DecodeError", "IncompleteRead", "InvalidChunkLength"}),
        "ClientError.BadReply",
        "the reply of {host} was cut short or garbled",
        request_was_sent=True,
    ),
)
_OTHER_FAULT = _Fault(frozenset(), "ClientError.Connection", "the connection to {host} broke", request_was_sent=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what the HTTP libraries wrapped in it.

    The context of an exception may be an older failure; only that of NewConnectionError (urllib3 1) is its cause.
    """
    pending, seen = [error], set()
    while pending:
        cause = pending.pop(0)
        if id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            origin = cause.__context__ if type(cause).__name__ == "NewConnectionError" else cause.__cause__
            linked = (origin, getattr(cause, "reason", None), *cause.args)
            pending += [link for link in linked if isinstance(link, BaseException)]


def _names(causes: list[BaseException]) -> set[str]:
    names = {cls.__name__ for cause in causes for cls in type(cause).__mro__}
    if any(str(cause).startswith("Tunnel connection failed") for cause in causes):
        names.add(_TUNNEL_REFUSED)
    return names


def explain_fault(action: str, url: str, error: BaseException) -> TransportError:
    """The failure in our words: the libraries' own texts can quote headers and proxy passwords."""
    causes = list(_causes(error))
    names = _names(causes)
    fault = next((known for known in _FAULTS if known.names & names), _OTHER_FAULT)
    reason = next((cause.strerror for cause in causes if isinstance(cause, OSError) and cause.strerror), "")
    text = fault.text.format(host=urlsplit(url).netloc)
    return TransportError(
        f"{action}: {text}" + (f" ({printable(str(reason))})." if reason else "."),
        error_code=fault.error_code,
        hint=fault.hint,
        request_was_sent=fault.request_was_sent,
        retryable=fault.retryable,
        action=action,
    )
