# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on request: which requests they hit, and what becomes of the reply. Kinds are a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .description import Json
from .journal import Entry
from .replies import Reply, error

HTML_PAGE = "<html><head><title>Proxy error</title></head><body><h1>Upstream unavailable</h1></body></html>"
THROTTLED = (
    "Your current request times equals to `{times}` in a second, which exceeds the frequency limit `{limit}` "
    "for a second. Please reduce the frequency of calls."
)


@dataclass
class Fault:
    """One planned fault: hits ``times`` matching requests (None: all) after letting ``after`` of them pass."""

    kind: str
    action: str = "*"
    times: int | None = 1
    after: int = 0
    #: Members that the request must carry with these very values.
    params: Json = field(default_factory=dict)
    #: Where an error or a delay stands to the effect of the request: ``before`` or ``after``; None: as the kind has it.
    when: str | None = None
    #: Length of a delay, or of the time for which reads are stale.
    seconds: float = 1.0
    code: str = "InternalError"
    message: str = "An internal error has occurred. Retry your request."
    status: int = 0
    body: str = ""
    #: For shift_pages: name of the group that appears, or id or name of the one that goes (default: the oldest).
    insert: str = ""
    delete: str = ""
    #: How many writes had been applied when the fault was made: stale reads are about later ones.
    writes_before: int = 0
    hits: int = 0

    @property
    def takes_effect(self) -> bool:
        """The request is carried out although its reply is spoiled."""
        return KINDS[self.kind].effect if self.when is None else self.when == "after" or not KINDS[self.kind].spoils

    def delay(self, when: str) -> float:
        """Seconds to wait at that side of the effect."""
        return self.seconds if self.kind == "slow" and (self.when or "before") == when else 0.0

    def spoil(self, reply: Reply, request_id: str) -> Reply:
        """The reply as the client gets it."""
        return KINDS[self.kind].spoil(self, reply, request_id)

    def matches(self, entry: Entry) -> bool:
        """Whether a request is of the kind that this fault waits for."""
        if self.action not in ("*", entry.action, entry.label) or (KINDS[self.kind].reads_only and entry.write):
            return False
        return all(entry.params.get(name) == value for name, value in self.params.items())


Spoil = Callable[[Fault, Reply, str], Reply]


@dataclass(frozen=True)
class Kind:
    """``effect``: the request is carried out unless the fault says otherwise."""

    effect: bool
    spoil: Spoil
    reads_only: bool = False
    #: The reply is replaced or damaged (not merely delayed or decorated).
    spoils: bool = True


def _unchanged(fault: Fault, reply: Reply, request_id: str) -> Reply:
    return reply


def _refuse(code: str, message: str) -> Spoil:
    return lambda fault, reply, request_id: error(code, message, request_id)


def _error(fault: Fault, reply: Reply, request_id: str) -> Reply:
    return error(fault.code, fault.message, request_id)


def _drop(fault: Fault, reply: Reply, request_id: str) -> Reply:
    return dataclasses.replace(reply, drop=True, spoiled=fault.kind)


def _cut(fault: Fault, reply: Reply, request_id: str) -> Reply:
    return dataclasses.replace(reply, cut=True, spoiled=fault.kind)


def _raw(default: str, content_type: str = "application/json", status: int = 200) -> Spoil:
    def spoil(fault: Fault, reply: Reply, request_id: str) -> Reply:
        return dataclasses.replace(
            reply,
            raw=fault.body or default,
            content_type=content_type,
            status=fault.status or status,
            spoiled=fault.kind,
        )

    return spoil


def _null_objects(fault: Fault, reply: Reply, request_id: str) -> Reply:
    if reply.code:
        return reply
    nulls = {name: None for name in reply.response if name != "RequestId"}
    return dataclasses.replace(reply, response={**reply.response, **nulls}, spoiled=fault.kind)


def _deprecated(fault: Fault, reply: Reply, request_id: str) -> Reply:
    warning = {"DeprecatedWarning": fault.body or "This action will be withdrawn."}
    return dataclasses.replace(reply, response={**reply.response, **warning})


_INTERNAL = _refuse("InternalError", "An internal error has occurred. Retry your request.")

#: Every kind; what each does is told in README.md.
KINDS: Mapping[str, Kind] = {
    "throttle": Kind(False, _refuse("RequestLimitExceeded", THROTTLED.format(times=21, limit=20))),
    "error": Kind(False, _error),
    "internal_error_before": Kind(False, _INTERNAL),
    "internal_error_after": Kind(True, _INTERNAL),
    "signature_expire": Kind(False, _refuse("AuthFailure.SignatureExpire", "The signature has expired.")),
    "token_failure": Kind(False, _refuse("AuthFailure.TokenFailure", "The provided token has expired.")),
    "not_found": Kind(False, _refuse("ResourceNotFound", "The specified resource does not exist.")),
    "drop_before": Kind(False, _drop),
    "drop_after": Kind(True, _drop),
    "truncated": Kind(True, _cut),
    "not_json": Kind(True, _raw("upstream connect error or disconnect")),
    "html": Kind(False, _raw(HTML_PAGE, "text/html")),
    "status": Kind(False, _raw("Bad Gateway", "text/plain", 502)),
    "missing_response": Kind(True, _raw('{"message": "ok"}')),
    "null_object": Kind(True, _null_objects),
    "deprecated_warning": Kind(True, _deprecated, spoils=False),
    "slow": Kind(True, _unchanged, spoils=False),
    "shift_pages": Kind(True, _unchanged, reads_only=True, spoils=False),
    "stale_read": Kind(True, _unchanged, reads_only=True, spoils=False),
}


class Faults:
    """The planned faults, in the order in which they were added; the first that matches a request has it."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        #: Number of writes applied so far; the gateway counts.
        self.writes = 0

    def add(self, action: str = "*", *, kind: str, **options: Any) -> Fault:
        """Plan a fault and return it (its ``hits`` tells how often it struck); options are the fields of Fault."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault kind {kind!r}; known: {', '.join(KINDS)}")
        names = {item.name for item in dataclasses.fields(Fault)} - {"writes_before", "hits"}
        if unknown := sorted(options.keys() - names):
            raise ValueError(f"a fault has no {', '.join(unknown)}")
        if options.get("when") not in (None, "before", "after"):
            raise ValueError("when is before or after")
        fault = Fault(kind=kind, action=action, writes_before=self.writes, **options)
        self.planned.append(fault)
        return fault

    def take(self, entry: Entry, stale_for: float | None) -> Fault | None:
        """The fault that hits this request, if any; ``stale_for`` is the time since the last write (None: no write).

        A fault that waits counts every request it could hit, also those that another fault hits.
        """
        fitting = [fault for fault in self.planned if fault.matches(entry) and self._due(fault, stale_for)]
        ready = [fault for fault in fitting if fault.after == 0]
        for fault in fitting:
            fault.after -= min(1, fault.after)
        if not ready:
            return None
        taken = ready[0]
        taken.hits += 1
        if taken.times is not None and taken.hits >= taken.times:
            self.planned.remove(taken)
        return taken

    def _due(self, fault: Fault, stale_for: float | None) -> bool:
        """A stale read needs a write after the fault was planned and, with times None, not too long ago."""
        if fault.kind != "stale_read":
            return True
        if self.writes <= fault.writes_before or stale_for is None:
            return False
        return fault.times is not None or stale_for < fault.seconds

    def clear(self) -> None:
        """Drop every plan."""
        self.planned.clear()
