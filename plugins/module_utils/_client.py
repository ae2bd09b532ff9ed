# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One client for all actions: signed calls, retries by verb class, deadlines, pacing, and one parser for replies.

Sources: sections g, h and i of the API semantics.
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import json
import math
import os
import re
import ssl
import threading
import time
import traceback
import uuid
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import timezone
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Callable, NamedTuple, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies_environment

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import (
    SYSTEM_CLOCK,
    Clock,
    Deadline,
    OutOfTimeError,
    ServiceClock,
    stop_if_called_off,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    CheckModeError,
    MissingLibraryError,
    OptionError,
    TransportError,
    printable,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._limiter import RateLimiter
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials, TC3Auth
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._recovery import Recovery

REQUESTS_IMPORT_ERROR: str | None = None
try:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.utils import DEFAULT_CA_BUNDLE_PATH, should_bypass_proxies
    from urllib3.exceptions import HTTPError, InsecureRequestWarning
    from urllib3.util.ssl_ import create_urllib3_context
except ImportError:
    REQUESTS_IMPORT_ERROR = traceback.format_exc()
    HTTPAdapter = object  # type: ignore[assignment,misc]
    HTTPError = OSError  # type: ignore[assignment,misc]

__all__ = [
    "REQUESTS_IMPORT_ERROR",
    "Client",
    "ClientConfig",
    "Credentials",
    "Supply",
    "is_read",
    "parse_endpoint",
    "prepare_tls",
]

COLLECTION_VERSION = "1.0.0"
USER_AGENT = f"ansible-community-tencentcloud_{COLLECTION_VERSION}"
LANGUAGES = ("en-US", "zh-CN")

# Assume hands out temporary credentials of STS: it changes nothing and may be asked for again.
READ_VERBS = frozenset({"Assume", "Check", "Count", "Describe", "Get", "Inquire", "Inquiry", "List", "Query", "Search"})
_ACTION = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ENDPOINT = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?/?"
)
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|::1")

SHORTEST_TIMEOUT = 0.01
LONGEST_IDLE = 15.0
CLOUD = "tencentcloudapi.com"
MAX_BODY = 64 * 1024 * 1024
CHUNK = 64 * 1024


def is_read(action: str) -> bool:
    """Whether an action only reads, by its first word. What is not known to read counts as a write."""
    verb = re.match(r"[A-Z][a-z]+", action)
    return verb is not None and verb.group() in READ_VERBS


def parse_endpoint(endpoint: str, option: str = "endpoint", scheme: str = "https") -> str:
    """The URL of an endpoint given as host[:port] or http(s)://host[:port]; `scheme` if none is given.

    Raises OptionError, for the option of that name, for anything else.
    """
    parts = _ENDPOINT.fullmatch(endpoint.lower())
    if parts is None or not 0 < int(parts["port"] or 443) < 65536:
        shown = "the value" if "@" in endpoint else repr(endpoint)
        raise OptionError(
            option,
            f"{shown} is not an address",
            hint="Write host[:port], or http:// or https:// with host[:port], without path or user.",
        )
    port = f":{parts['port']}" if parts["port"] else ""
    return f"{parts['scheme'] or scheme}://{parts['host']}{port}/"


class ClientConfig(NamedTuple):
    """Where and how to call. Times are in seconds; `rate_limit` is in calls per second for each action, 0 is off."""

    region: str
    endpoint: str = "tione.tencentcloudapi.com"
    project_id: str | None = None
    language: str = "en-US"
    timeout: float = 30.0
    connect_timeout: float = 10.0
    deadline: float = 300.0
    rate_limit: int = 20
    validate_certs: bool = True
    ca_path: str | None = None
    allow_http: bool = False

    def check(self) -> None:
        """Refuse values that cannot work.

        :raises OptionError: names the option
        """
        self.check_endpoint("endpoint", self.endpoint)
        if not _REGION.fullmatch(self.region):
            raise OptionError(
                "region", f"{self.region!r} is not the name of a region", hint="An example is ap-guangzhou."
            )
        if self.language not in LANGUAGES:
            raise OptionError("language", f"{self.language!r} is not one of {', '.join(LANGUAGES)}")
        for name in ("timeout", "connect_timeout", "deadline"):
            if getattr(self, name) <= 0 or math.isnan(getattr(self, name)):
                raise OptionError(name, "must be more than 0 seconds")
        if self.rate_limit < 0 or math.isnan(self.rate_limit):
            raise OptionError("rate_limit", "must not be negative")

    def check_endpoint(self, option: str, endpoint: str) -> None:
        """Refuse what is no address, and one without TLS beyond this machine unless that is allowed.

        :raises OptionError: names the option
        """
        parts = urlsplit(parse_endpoint(endpoint, option))
        if parts.scheme == "http" and not self.allow_http and not _LOOPBACK.fullmatch(parts.hostname or ""):
            raise OptionError(
                option,
                f"{endpoint!r} is an address without TLS: whoever is on the way can read and forge what is said",
                hint="Write https://, or set allow_http if that is meant.",
            )

    @property
    def url(self) -> str:
        """The URL of the endpoint."""
        return parse_endpoint(self.endpoint)


_LIMITERS: dict[tuple[Any, ...], RateLimiter] = {}


def _limiter_for(config: ClientConfig, account: str, clock: Clock) -> RateLimiter:
    """The limiter that all clients of this account share in one region; with an own clock, an own one."""
    if clock is not SYSTEM_CLOCK:
        return RateLimiter(config.rate_limit, clock)
    owner = (account, _cloud(config.url), config.region)
    key = (os.getpid(), config.rate_limit, owner)
    return _LIMITERS.setdefault(key, RateLimiter(config.rate_limit, clock, owner))


def _cloud(url: str) -> str:
    """Who counts the calls: the public cloud, at whichever of its addresses, or what else answers at an address."""
    parts = urlsplit(url)
    return CLOUD if (parts.hostname or "").endswith(f".{CLOUD}") else parts.netloc


class _Reply(NamedTuple):
    status: int
    date: str | None
    body: bytes


class _Kept(NamedTuple):
    """Connections that wait for the next call, and when they were used last, on the monotonic clock."""

    connections: Connections
    used: float


_KEPT: dict[tuple[Any, ...], _Kept] = {}


class _Transport:
    """HTTP and TLS: sends bytes, returns bytes, raises TransportError.

    All transports of a process use the same connections to an address. A fork makes its own.
    """

    def __init__(self, config: ClientConfig) -> None:
        self._config = config
        self._lock = threading.Lock()

    def post(self, action: str, headers: Mapping[str, str], body: bytes, auth: TC3Auth, deadline: Deadline) -> _Reply:
        """One attempt. Raises TransportError if no complete reply came."""
        outcome = self._attempt(action, headers, body, auth, deadline)
        if isinstance(outcome, TransportError):
            raise outcome  # out here, so that it does not drag the signed request along as its context
        return outcome

    def _attempt(
        self, action: str, headers: Mapping[str, str], body: bytes, auth: TC3Auth, deadline: Deadline
    ) -> _Reply | TransportError:
        url = self._config.url
        connections = self._open_connections()
        remaining = max(deadline.remaining(), SHORTEST_TIMEOUT)  # requests takes no time-out of 0
        try:
            request = requests.Request("POST", url, headers=dict(headers), data=body, auth=auth).prepare()
            with connections.send(
                request,
                stream=True,
                timeout=(min(self._config.connect_timeout, remaining), min(self._config.timeout, remaining)),
                verify=self._config.validate_certs,
                proxies=proxies_for(url),
            ) as response:
                content = _read_body(action, response, deadline)
                return _Reply(response.status_code, response.headers.get("Date"), content)
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


def new_connections(config: ClientConfig, urls: Sequence[str]) -> Connections:
    """Connections to the hosts of these URLs; none is made yet.

    Who turns the check of certificates off is not warned of it with each request, by threads: up to ansible-core 2.18 the
    process of a task waits for ever when another thread than its first one writes to a standard stream.
    """
    if not config.validate_certs:
        warnings.simplefilter("ignore", InsecureRequestWarning)
    uses_tls = any(url.lower().startswith("https:") for url in urls)
    return Connections(prepare_tls(config.ca_path) if uses_tls and config.validate_certs else None, len(urls))


class Connections(HTTPAdapter):
    """Connections that share one TLS context: loading the authorities for each costs far more than a call.

    A requests.Session over them would add redirects, cookies and .netrc, none of which a signed request may meet.
    """

    def __init__(self, context: ssl.SSLContext | None, hosts: int = 1) -> None:
        """Connections to so many hosts are kept. Without a context certificates are handled as requests does."""
        self._context = context
        super().__init__(pool_connections=hosts, pool_maxsize=32, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Hand the context to direct connections."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Hand the context to connections through a proxy."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context alone: it has its authorities and demands certificates."""
        if self._context is None:
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]


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


def proxies_for(url: str) -> dict[str, str]:
    """Proxies from the environment only: asking macOS for its settings is not safe in a forked worker."""
    proxies = getproxies_environment()
    return proxies if proxies and not should_bypass_proxies(url, no_proxy=None) else {}


def _read_body(action: str, response: requests.Response, deadline: Deadline) -> bytes:
    """The whole body. Raises TransportError if it is cut short, too large, or trickles in beyond the deadline."""
    body = bytearray()
    for chunk in chunks_of(response):
        body += chunk
        if len(body) > MAX_BODY:
            problem = f"it is larger than {MAX_BODY // 2**20} MiB"
            raise _bad_reply(action, problem, hint="Ask for less, for example with a smaller limit.", retryable=False)
        if deadline.expired:
            raise TransportError(
                f"{action}: the reply did not arrive in time.",
                error_code="ClientError.Timeout",
                hint=deadline.used_up_hint,
                request_was_sent=True,
                action=action,
            )
    promised, received = response.headers.get("Content-Length", ""), response.raw.tell()
    if promised.isdigit() and received < int(promised):
        raise _bad_reply(action, f"it was cut short, {received} of {promised} bytes came")
    return bytes(body)


def chunks_of(response: requests.Response) -> Iterator[bytes]:
    """The body as it arrives: read1 does not wait for a full chunk (urllib3 1 has only read)."""
    read = getattr(response.raw, "read1", response.raw.read)
    while True:
        chunk: bytes = read(CHUNK, decode_content=True)
        if not chunk:
            return
        yield chunk


def _bad_reply(action: str, problem: str, *, hint: str = "", retryable: bool = True) -> TransportError:
    return TransportError(
        f"{action}: the reply cannot be used: {problem}.",
        error_code="ClientError.BadReply",
        hint=hint,
        request_was_sent=True,
        retryable=retryable,
        action=action,
    )


def _response_object(body: bytes) -> dict[str, Any] | None:
    """The `Response` object of a reply, or None if there is none."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    response = document.get("Response") if isinstance(document, dict) else None
    return response if isinstance(response, dict) else None


def _server_time(date: str | None) -> float | None:
    """Seconds since 1970 of a Date header (always GMT), or None if it is missing or wrong."""
    try:
        return None if date is None else parsedate_to_datetime(date).replace(tzinfo=timezone.utc).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _encode(params: Mapping[str, Any]) -> bytes:
    """The request body. Raises OptionError for values that JSON does not have (dates, NaN)."""
    try:
        return json.dumps(dict(params), allow_nan=False).encode("ascii")
    except (TypeError, ValueError) as error:
        raise OptionError(
            "params", f"cannot be written as JSON ({printable(str(error))})", hint="Quote dates and times."
        ) from None


def _ignore(message: str) -> None:
    """Take a warning and drop it."""


_DEADLINES: contextvars.ContextVar[Mapping[Client, Deadline]] = contextvars.ContextVar(
    "deadlines", default=MappingProxyType({})
)


AnyClient = TypeVar("AnyClient", bound="Client")


class Client:
    """Calls actions of one service in one region. Threads may share it."""

    def __init__(
        self,
        config: ClientConfig,
        credentials: Credentials | Supply | None,
        *,
        check_mode: bool = False,
        clock: Clock | None = None,
        warn: Callable[[str], None] = _ignore,
        service: str = "tione",
        version: str = "2021-11-11",
    ) -> None:
        """The deadline of `config` begins to count here. `warn` takes each warning for the user once.

        Without credentials requests are not signed. Raises OptionError if `config` has values that cannot work.
        """
        config.check()
        self.config = config
        self.check_mode = check_mode
        self.clock = SYSTEM_CLOCK if clock is None else clock
        self.warn = warn
        self.request_ids: list[str] = []
        self.last_action: str | None = None
        self._service = service
        self._version = version
        self._supply = credentials if isinstance(credentials, Supply) else Supply.fixed(credentials)
        self._service_clock = ServiceClock(self.clock)
        self._deprecated: set[str] = set()
        self._lock = threading.Lock()
        self._task_deadline = Deadline(self.clock, config.deadline)
        self._limiter = _limiter_for(config, self._supply.account, self.clock)
        self._transport = _Transport(config)

    def again(self, kind: type[AnyClient], check_mode: bool) -> AnyClient:
        """Another client for the same account and place; its request ids and its deadline are its own."""
        return kind(self.config, self._supply, check_mode=check_mode, clock=self.clock, warn=self.warn)

    def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Call an action with exactly these parameters and return the `Response` object (with its RequestId).

        Raises ApiError, TransportError, and CheckModeError for a write in check mode; OptionError if the action or
        the parameters cannot be sent at all, CredentialsError if there is nothing to sign with.
        """
        if self.check_mode and not is_read(action):
            raise CheckModeError(action)
        headers, body = self._headers(action), _encode(params)
        self.last_action = action
        deadline = self._current_deadline()
        recovery: Recovery | None = None
        while True:
            offset, credentials = self._service_clock.offset, self._supply.current(deadline)
            try:
                self._limiter.acquire(action, deadline)
                response = self._attempt(action, headers, body, credentials, deadline)
                self._supply.accepted(credentials)
                return response
            except (ApiError, TransportError) as error:
                failure = error
            recovery = recovery or self._recovery(action, deadline)
            recovery.after(failure, offset, credentials)

    @contextlib.contextmanager
    def within(self, deadline: Deadline) -> Iterator[None]:
        """Bound calls by another deadline; the task's own one stands still meanwhile.

        It holds for calls in this context (contextvars): in this thread, and in those that get a copy of its context.
        """
        outer = _DEADLINES.set({**_DEADLINES.get(), self: deadline})
        try:
            with self._task_deadline.paused():
                yield
        finally:
            _DEADLINES.reset(outer)

    def close(self) -> None:
        """Let go of the connections, which all clients of this process share that call the same address."""
        self._transport.close()

    def _current_deadline(self) -> Deadline:
        return _DEADLINES.get().get(self, self._task_deadline)

    def _recovery(self, action: str, deadline: Deadline) -> Recovery:
        from ansible_collections.community.tencentcloud.plugins.module_utils._recovery import Recovery

        return Recovery(
            read=is_read(action),
            deadline=deadline,
            clock=self.clock,
            service_clock=self._service_clock,
            supply=self._supply,
            warn=self.warn,
        )

    def _headers(self, action: str) -> dict[str, str]:
        if not _ACTION.fullmatch(action):
            raise OptionError(
                "action", f"{action!r} is not the name of an action", hint="An example is DescribeModelServiceGroups."
            )
        return {
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": USER_AGENT,
            "X-TC-Action": action,
            "X-TC-Version": self._version,
            "X-TC-Region": self.config.region,
            "X-TC-Language": self.config.language,
            "X-TC-RequestClient": USER_AGENT,
            "X-TC-TraceId": str(uuid.uuid4()),
        }

    def _attempt(
        self,
        action: str,
        headers: Mapping[str, str],
        body: bytes,
        credentials: Credentials | None,
        deadline: Deadline,
    ) -> dict[str, Any]:
        stop_if_called_off()
        if deadline.expired:
            raise OutOfTimeError(action, deadline)
        auth = TC3Auth(credentials, self._service_clock.time, service=self._service)
        return self._unwrap(action, self._transport.post(action, headers, body, auth, deadline))

    def _unwrap(self, action: str, reply: _Reply) -> dict[str, Any]:
        """The `Response` object: the body decides, whatever the HTTP status and the content type say."""
        response = _response_object(reply.body)
        request_id = self._note(action, response or {})
        fault = (response or {}).get("Error")
        if isinstance(fault, dict):
            raise ApiError(
                action=action,
                code=self._clean(fault.get("Code")) or "UnknownError",
                api_message=self._clean(fault.get("Message")),
                request_id=request_id,
                service=self._service,
                server_time=_server_time(reply.date),
            )
        if reply.status != 200:
            raise self._http_status_error(action, reply, request_id)
        if response is None or fault is not None:
            raise _bad_reply(action, f"it is not an API reply: {self._excerpt(reply.body) or 'empty'}")
        return {name: value for name, value in response.items() if name != "Error"}

    def _http_status_error(self, action: str, reply: _Reply, request_id: str | None) -> TransportError:
        excerpt = self._excerpt(reply.body)
        return TransportError(
            f"{action}: {urlsplit(self.config.url).netloc} answered with HTTP status {reply.status}"
            + (f": {excerpt}." if excerpt else "."),
            error_code="ClientError.HttpStatus",
            hint="This comes from a gateway or proxy on the way; redirects are never followed.",
            request_was_sent=True,
            request_id=request_id,
            action=action,
        )

    def _note(self, action: str, response: Mapping[str, Any]) -> str | None:
        """Keep the request id and return it; pass a deprecation on once for each action."""
        deprecation = self._clean(response.get("DeprecatedWarning"))
        with self._lock:
            is_news = deprecation != "" and action not in self._deprecated
            self._deprecated.update([action] if is_news else [])
        if is_news:
            self.warn(f"{action} is deprecated: {deprecation}")
        request_id = response.get("RequestId")
        if not isinstance(request_id, str) or not request_id:
            return None
        self.request_ids.append(request_id)
        return request_id

    def _clean(self, text: object) -> str:
        """Text of the service without control characters, credentials and signatures."""
        cleaned = "" if text is None else re.sub(r"(Signature=)[0-9A-Fa-f]+", r"\1***", str(text))
        for secret in self._supply.secrets:
            cleaned = cleaned.replace(secret, "***")
        return "".join(char if char.isprintable() else " " for char in cleaned).strip()

    def _excerpt(self, body: bytes) -> str:
        return printable(self._clean(body[:CHUNK].decode("utf-8", "replace")))
