# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP and TLS: bytes out, bytes in, over connections that are kept. Nothing here knows what the bytes say."""

from __future__ import annotations

import functools
import os
import ssl
import threading
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.request import getproxies_environment

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    MissingLibraryError,
    TransportError,
    printable,
)

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
    from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
    from ansible_collections.community.tencentcloud.plugins.module_utils._signing import TC3Auth
    from urllib3 import BaseHTTPResponse

REQUESTS_IMPORT_ERROR: str | None = None
try:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.structures import CaseInsensitiveDict
    from requests.utils import (
        DEFAULT_CA_BUNDLE_PATH,
        prepend_scheme_if_needed,
        select_proxy,
        should_bypass_proxies,
    )
    from urllib3.exceptions import HTTPError, InsecureRequestWarning
    from urllib3.util import Timeout
    from urllib3.util.ssl_ import create_urllib3_context
except ImportError:
    REQUESTS_IMPORT_ERROR = traceback.format_exc()
    HTTPAdapter = object  # type: ignore[assignment,misc]
    HTTPError = OSError  # type: ignore[assignment,misc]

SHORTEST_TIMEOUT = 0.01
LONGEST_IDLE = 15.0
MAX_BODY = 64 * 1024 * 1024
CHUNK = 64 * 1024


class Reply(NamedTuple):
    """A complete reply: its HTTP status, its Date header if it has one, and its body."""

    status: int
    date: str | None
    body: bytes


class _Kept(NamedTuple):
    """Connections that wait for the next call, and when they were used last, on the monotonic clock."""

    connections: Connections
    used: float


_KEPT: dict[tuple[Any, ...], _Kept] = {}


class Transport:
    """HTTP and TLS: sends bytes, returns bytes, raises TransportError.

    All transports of a process use the same connections to an address. A fork makes its own.
    """

    def __init__(self, config: ClientConfig) -> None:
        self._config = config
        self._lock = threading.Lock()

    def post(self, action: str, headers: Mapping[str, str], body: bytes, auth: TC3Auth, deadline: Deadline) -> Reply:
        """One attempt. Raises TransportError if no complete reply came."""
        outcome = self._attempt(action, headers, body, auth, deadline)
        if isinstance(outcome, TransportError):
            raise outcome  # out here, so that it does not drag the signed request along as its context
        return outcome

    def _attempt(
        self, action: str, headers: Mapping[str, str], body: bytes, auth: TC3Auth, deadline: Deadline
    ) -> Reply | TransportError:
        url = self._config.url
        connections = self._open_connections()
        remaining = max(deadline.remaining(), SHORTEST_TIMEOUT)  # no time-out may be 0
        try:
            timeout = (min(self._config.connect_timeout, remaining), min(self._config.timeout, remaining))
            with connections.exchange(auth(_request(url, headers, body)), timeout) as response:
                content = _read_body(action, response, deadline)
                return Reply(response.status, response.headers.get("Date"), content)
        except (HTTPError, HTTPException, OSError) as error:
            from ansible_collections.community.tencentcloud.plugins.module_utils._faults import explain_fault

            return explain_fault(action, url, error)

    def close(self) -> None:
        """Let go of the connections: they close when the calls under way have ended, and later calls open new ones."""
        _KEPT.pop(self._key, None)

    @property
    def _key(self) -> tuple[Any, ...]:
        authorities = _authorities(self._config.ca_path) if self._config.validate_certs else None
        return os.getpid(), self._config.url, authorities

    def _open_connections(self) -> Connections:
        """Those to this address. What was idle for long is replaced: it may be dead."""
        if REQUESTS_IMPORT_ERROR is not None:
            raise MissingLibraryError("requests", REQUESTS_IMPORT_ERROR)
        with self._lock:
            key, now = self._key, time.monotonic()
            connections, used = _KEPT.get(key, (None, now))
            if connections is None or now - used > LONGEST_IDLE:
                connections = new_connections(self._config, [self._config.url])
            _KEPT[key] = _Kept(connections, now)
            return connections


def _request(url: str, headers: Mapping[str, str], body: bytes) -> requests.PreparedRequest:
    """A request that needs no preparation: its URL is one of parse_endpoint, and there are neither cookies nor hooks."""
    request = requests.PreparedRequest()
    request.method, request.url, request.body = "POST", url, body
    request.headers = CaseInsensitiveDict(headers)
    return request


def new_connections(config: ClientConfig, urls: Sequence[str]) -> Connections:
    """Connections to the hosts of these URLs; none is made yet.

    Who turns the check of certificates off is not warned of it with each request, by threads: up to ansible-core 2.18 the
    process of a task waits for ever when another thread than its first one writes to a standard stream.
    """
    tls: dict[str, Any] = {}
    if not config.validate_certs:
        warnings.simplefilter("ignore", InsecureRequestWarning)
        tls = {"cert_reqs": "CERT_NONE"}
    elif any(url.lower().startswith("https:") for url in urls):
        tls = {"ssl_context": prepare_tls(config.ca_path)}
    return Connections(tls, len(urls))


class Connections(HTTPAdapter):
    """Connections that share one TLS context: loading the authorities for each costs far more than a call.

    It makes what requests makes to keep connections, directly or through a proxy, and sends over that itself: what else
    requests does to send (redirects, cookies, .netrc) no signed request may meet, and it takes longer than the rest.
    """

    def __init__(self, tls: Mapping[str, Any], hosts: int = 1) -> None:
        """Connections to so many hosts are kept. `tls` is what urllib3 shall know of certificates."""
        self._tls = tls
        super().__init__(pool_connections=hosts, pool_maxsize=32, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Hand on what is known of certificates to direct connections."""
        super().init_poolmanager(connections, maxsize, block, **self._tls, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Hand on what is known of certificates to connections through a proxy."""
        return super().proxy_manager_for(proxy, **self._tls, **kwargs)

    def exchange(self, request: requests.PreparedRequest, timeout: tuple[float, float]) -> BaseHTTPResponse:
        """Send a request once. The body of the response is still to be read, and closing the response is the caller's.

        :param timeout: seconds for a connection, and until the next bytes of the answer
        :raises HTTPError, HTTPException, OSError: there is no answer; _faults words what these mean
        """
        url = str(request.url)
        proxy = _proxy_for(url)
        pools = self.proxy_manager_for(proxy) if proxy else self.poolmanager
        response: BaseHTTPResponse = pools.request(
            request.method,
            url,
            body=request.body,
            headers=dict(request.headers),
            timeout=Timeout(connect=timeout[0], read=timeout[1]),
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
        )
        return response


def prepare_tls(ca_path: str | None = None) -> ssl.SSLContext:
    """The TLS context for certificates signed by these authorities (a file or folder), loaded once per process.

    Without `ca_path` the variables that requests honours decide, then its own bundle. Call it before a fork to save
    each worker the work. Raises TransportError if the authorities cannot be loaded.
    """
    return _tls_context(_authorities(ca_path))


def _authorities(ca_path: str | None) -> str:
    variables = (os.environ.get(name) for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))
    return next(filter(None, [ca_path, *variables]), DEFAULT_CA_BUNDLE_PATH)


@functools.lru_cache(maxsize=8)
def _tls_context(authorities: str) -> ssl.SSLContext:
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    try:
        if os.path.isdir(authorities):
            context.load_verify_locations(capath=authorities)
        else:
            context.load_verify_locations(cafile=authorities)
        return context
    except OSError as error:
        raise TransportError(
            f"The certificate authorities in {authorities} cannot be loaded ({printable(error.strerror or '')}).",
            error_code="ClientError.Tls",
            hint="Check ca_path or the environment variable REQUESTS_CA_BUNDLE.",
            request_was_sent=False,
            retryable=False,
        ) from None


def _proxy_for(url: str) -> str | None:
    """The proxy from the environment only: asking macOS for its settings is not safe in a forked worker."""
    proxies = getproxies_environment()
    proxy = select_proxy(url, proxies) if proxies and not should_bypass_proxies(url, no_proxy=None) else None
    return str(prepend_scheme_if_needed(proxy, "http")) if proxy else None  # type: ignore[no-untyped-call]


def _read_body(action: str, response: BaseHTTPResponse, deadline: Deadline) -> bytes:
    """The whole body. Raises TransportError if it is cut short, too large, or trickles in beyond the deadline."""
    body = bytearray()
    for chunk in chunks_of(response):
        body += chunk
        if len(body) > MAX_BODY:
            problem = f"it is larger than {MAX_BODY // 2**20} MiB"
            raise bad_reply(action, problem, hint="Ask for less, for example with a smaller limit.", retryable=False)
        if deadline.expired:
            raise TransportError(
                f"{action}: the reply did not arrive in time.",
                error_code="ClientError.Timeout",
                hint=deadline.used_up_hint,
                request_was_sent=True,
                action=action,
            )
    promised, received = response.headers.get("Content-Length", ""), response.tell()
    if promised.isdigit() and received < int(promised):
        raise bad_reply(action, f"it was cut short, {received} of {promised} bytes came")
    return bytes(body)


def chunks_of(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The body as it arrives: read1 does not wait for a full chunk (urllib3 1 has only read)."""
    read = getattr(response, "read1", response.read)
    while True:
        chunk: bytes = read(CHUNK, decode_content=True)
        if not chunk:
            return
        yield chunk


def bad_reply(action: str, problem: str, *, hint: str = "", retryable: bool = True) -> TransportError:
    """The error for a reply that came, but cannot be used; `problem` is a part of a sentence, without a full stop."""
    return TransportError(
        f"{action}: the reply cannot be used: {problem}.",
        error_code="ClientError.BadReply",
        hint=hint,
        request_was_sent=True,
        retryable=retryable,
        action=action,
    )
