# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of a probe: bytes to an address and what came back, several at a time."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import USER_AGENT, Client
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Clock
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._faults import explain_fault
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_address import Target
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import (
    chunks_of,
    new_connections,
)

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

with contextlib.suppress(ImportError):  # the front end says that it is missing
    import requests
    from urllib3.exceptions import HTTPError

LARGEST_ANSWER = 2**20
JSON_TYPE = "application/json"


@dataclass(frozen=True)
class Call:
    """One call and what became of it.

    status  HTTP status, None where no complete answer came
    fault   what happened instead: `timeout`, `connection`, `tls`, `bad_reply`; else ""
    text    body of the answer, or what went wrong, in words
    seconds from the beginning of the call to the last byte of the answer
    """

    status: int | None
    fault: str
    text: str
    seconds: float

    @property
    def outcome(self) -> str:
        """The status, or what happened instead, as one word."""
        return self.fault or str(self.status)


@dataclass(frozen=True)
class Request:
    """What each call sends, and how long it may take."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None
    timeout: float


def request_of(params: Mapping[str, Any], token: str | None) -> Request:
    """The request that the options describe.

    :raises OptionError: a header or the body cannot be sent
    """
    body = _encoded(params["body"])
    headers = {"Accept-Encoding": "identity", "User-Agent": USER_AGENT}
    headers.update({"Content-Type": JSON_TYPE} if body is not None else {})
    headers.update({"Authorization": f"Bearer {token}"} if token else {})
    given = dict(_headers(params["headers"] or {}))
    folded = {name.lower() for name in given}
    merged = {**{name: value for name, value in headers.items() if name.lower() not in folded}, **given}
    method = params["method"] or ("GET" if body is None else "POST")
    return Request(method, merged, body, params["call_timeout"])


def _headers(headers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in headers.items():
        text = "" if value is None else str(value).strip()
        if not str(name).strip() or any(char in f"{name}{text}" for char in "\r\n\0") or ":" in str(name):
            raise OptionError("headers", f"{name!r} cannot be sent")
        try:
            f"{name}{text}".encode("latin-1")
        except UnicodeEncodeError:
            raise OptionError("headers", f"{name!r} has characters that a header cannot have") from None
        yield str(name).strip(), text


def _encoded(body: Any) -> bytes | None:
    if body is None or isinstance(body, str):
        return None if body is None else body.encode()
    try:
        return json.dumps(body, allow_nan=False).encode("ascii")
    except (TypeError, ValueError):
        raise OptionError("body", "cannot be written as JSON", hint="Quote dates and times.") from None


class Caller:
    """Calls one target. TLS and proxies are those of the API's client; redirects are not followed."""

    def __init__(self, client: Client, target: Target, request: Request) -> None:
        """No connection is made here."""
        self._config, self._clock = client.config, client.clock
        self._urls, self._request = target.urls, request
        self._connections = new_connections(client.config, target.urls)

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *args: object) -> None:
        self._connections.close()

    def calls(self, count: int, concurrency: int) -> list[Call]:
        """That many calls, at most so many at the same time, in the order of their beginning."""
        urls = itertools.islice(itertools.cycle(self._urls), count)
        with ThreadPoolExecutor(min(count, concurrency), "probe") as pool:
            futures = [pool.submit(self._call, url) for url in urls]
            try:
                return [future.result() for future in futures]
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _call(self, url: str) -> Call:
        stopwatch = _Stopwatch(self._clock, self._request.timeout)
        try:
            status, body = self._exchange(url, stopwatch)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if isinstance(error, _UnusableError):
                return Call(None, error.fault, str(error), stopwatch.seconds)
            fault = explain_fault(self._request.method, url, error)
            word = fault.error_code.rpartition(".")[2]
            return Call(None, WORDS.get(word, "connection"), fault.message, stopwatch.seconds)
        seconds = stopwatch.seconds
        return Call(status, "", body.decode("utf-8", "replace"), seconds)

    def _exchange(self, url: str, stopwatch: _Stopwatch) -> tuple[int, bytes]:
        wanted = self._request
        request = requests.Request(wanted.method, url, headers=dict(wanted.headers), data=wanted.body).prepare()
        timeout = wanted.timeout
        with self._connections.exchange(request, (min(self._config.connect_timeout, timeout), timeout)) as response:
            return response.status, _body(response, stopwatch, promises=wanted.method != "HEAD")


WORDS = {"Timeout": "timeout", "Connection": "connection", "Tls": "tls", "BadReply": "bad_reply"}


class _UnusableError(ValueError):
    """An answer that came, but cannot be used."""

    def __init__(self, fault: str, text: str) -> None:
        super().__init__(text)
        self.fault = fault


class _Stopwatch:
    def __init__(self, clock: Clock, limit: float) -> None:
        self._clock, self.limit, self._begin = clock, limit, clock.monotonic()

    @property
    def seconds(self) -> float:
        return self._clock.monotonic() - self._begin


def _body(response: BaseHTTPResponse, stopwatch: _Stopwatch, *, promises: bool) -> bytes:
    """The whole body, if it is not too large and does not trickle in for too long.

    `promises`: whether a length that the answer names is that of its body.
    """
    body = bytearray()
    for chunk in chunks_of(response):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise _UnusableError("bad_reply", f"the answer is larger than {LARGEST_ANSWER // 2**20} MiB.")
        if stopwatch.seconds > stopwatch.limit:
            raise _UnusableError("timeout", f"the answer was not complete within {stopwatch.limit:g} seconds.")
    promised, received = response.headers.get("Content-Length", ""), response.tell()
    if promises and promised.isdigit() and received < int(promised):
        raise _UnusableError("bad_reply", f"the answer was cut short, {received} of {promised} bytes came.")
    return bytes(body)
