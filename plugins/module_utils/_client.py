# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One client for all actions: signed calls, retries by verb class, deadlines, pacing, and one parser for replies.

Sources: sections g, h and i of the API semantics.
"""

from __future__ import annotations

import contextlib
import contextvars
import json
import os
import re
import threading
import uuid
from collections.abc import Iterator, Mapping
from datetime import timezone
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Callable, TypeVar
from urllib.parse import urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import (
    SYSTEM_CLOCK,
    Clock,
    Deadline,
    OutOfTimeError,
    ServiceClock,
    stop_if_called_off,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    CheckModeError,
    OptionError,
    TransportError,
    printable,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._limiter import RateLimiter
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials, TC3Auth
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import (
    CHUNK,
    Reply,
    Transport,
    bad_reply,
)

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._recovery import Recovery

COLLECTION_VERSION = "1.0.0"
USER_AGENT = f"ansible-community-tencentcloud_{COLLECTION_VERSION}"

# Assume hands out temporary credentials of STS: it changes nothing and may be asked for again.
READ_VERBS = frozenset({"Assume", "Check", "Count", "Describe", "Get", "Inquire", "Inquiry", "List", "Query", "Search"})
_ACTION = re.compile(r"[A-Za-z][A-Za-z0-9]*")
CLOUD = "tencentcloudapi.com"


def is_read(action: str) -> bool:
    """Whether an action only reads, by its first word. What is not known to read counts as a write."""
    verb = re.match(r"[A-Z][a-z]+", action)
    return verb is not None and verb.group() in READ_VERBS


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
        self._transport = Transport(config)

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

    def _unwrap(self, action: str, reply: Reply) -> dict[str, Any]:
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
            raise bad_reply(action, f"it is not an API reply: {self._excerpt(reply.body) or 'empty'}")
        return {name: value for name, value in response.items() if name != "Error"}

    def _http_status_error(self, action: str, reply: Reply, request_id: str | None) -> TransportError:
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
