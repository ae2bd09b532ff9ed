# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeEvents and DescribeLogs: what happened to services and what their containers print."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable

from .. import events, logs, selecting
from ..clock import instant
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from ..state import Version
from .registry import action

#: The only Service of which the emulator has anything.
INFER = "INFER"
DAY, HOUR = 86400.0, 3600.0
#: Default and highest Limit.
EVENTS_PAGE, LOGS_PAGE, LOGS_MOST = 100, 100, 1000
#: What a Context belongs to: the same members must come with it.
QUERY = ("Service", "TiProjectId", "ServiceId", "PodName", "Order", "Filters", "LogStream")


@action("DescribeEvents")
def describe_events(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """A page of events, the newest first unless told otherwise; several values of a filter must all be met."""
    now = cloud.clock.now()
    start, end = _window(params, now, DAY)
    filters = _filters(cloud, "DescribeEvents", params)
    happened = (event for version in _versions(scope, params) for event in events.events(version, now))
    found = [
        event
        for event in happened
        if int(event.first) <= end
        and int(event.last) >= start
        and _meets({"ResourceKind": event.kind, "Type": event.type}, filters)
    ]
    by_first = params.get("OrderField") == "FirstTimestamp"
    found.sort(key=lambda event: event.first if by_first else event.last)
    shown = [event.shown() for event in (found if params.get("Order") == "ASC" else found[::-1])]
    page = selecting.page(shown, params, EVENTS_PAGE, EVENTS_PAGE, "InvalidParameterValue.PageLimitExceeded")
    total = None if cloud.behaviour.null_total_count else len(found)
    return {"Events": selecting.nullable(page, cloud.behaviour), "TotalCount": total}


@action("DescribeLogs")
def describe_logs(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """A page of log lines, the newest first unless told otherwise, and the Context that leads to the next page."""
    now = cloud.clock.now()
    window = _window(params, now, HOUR)
    printed = (line for version in _versions(scope, params) for line in logs.lines(version, window, now, _pods(params)))
    words = [word for entry in _filters(cloud, "DescribeLogs", params) for word in entry.get("Values", [])]
    found = [
        line
        for line in printed
        if window[0] <= line.moment / logs.NANO <= window[1]
        and params.get("LogStream", "") in ("", line.stream)
        and all(word in line.text for word in words)
    ]
    ascending = params.get("Order") == "ASC"
    found.sort(key=lambda line: line.key, reverse=not ascending)
    if params.get("Context"):
        last = _position(params)
        found = [line for line in found if (line.key > last if ascending else line.key < last)]
        params = {**params, "Offset": 0}
    offset, limit = params.get("Offset", 0), params.get("Limit", 0) or LOGS_PAGE
    shown = found[offset : offset + limit]
    content = selecting.nullable([line.shown() for line in shown], cloud.behaviour)
    return {"Content": content, "Context": _context(params, shown[-1]) if shown else None}


def _window(params: Json, now: float, length: float) -> tuple[float, float]:
    """The moments between StartTime and EndTime; by default a length of time up to now."""
    return _moment(params, "StartTime", now - length), _moment(params, "EndTime", now)


def _moment(params: Json, name: str, default: float) -> float:
    text = params.get(name)
    moment = instant(text) if text else default
    if moment is None:
        raise ApiError("InvalidParameterValue", f"`{name}` must be a time in the form of RFC 3339.")
    return moment


def _versions(scope: Scope, params: Json) -> list[Version]:
    """The services that are meant: one, or all in the scope; none for the id of something else."""
    if params["Service"] != INFER:
        return []
    wanted = params.get("ServiceId")
    groups = scope.account.visible(scope.region, scope.project)
    return [
        version for group in groups for version in group.versions.values() if not wanted or version.service_id == wanted
    ]


def _filters(cloud: Cloud, name: str, params: Json) -> list[Json]:
    filters: list[Json] = params.get("Filters", [])
    selecting.check(filters, cloud.description.actions[name].request["Filters"].rules["filter_names"])
    return filters


def _meets(facts: dict[str, str], filters: list[Json]) -> bool:
    return all(value == facts[entry["Name"]] for entry in filters for value in entry.get("Values", []))


def _pods(params: Json) -> Callable[[str], bool]:
    """Whether a pod is meant: by its whole name, or its beginning before a ``*`` at the end."""
    name: str = params.get("PodName", "")
    if name.endswith("*"):
        return lambda pod: pod.startswith(name[:-1])
    return lambda pod: name in ("", pod)


def _context(params: Json, last: logs.Line) -> str:
    text = f"context-{_fingerprint(params)}-{last.moment}-{last.identity}"
    return base64.b64encode(text.encode()).decode()


def _position(params: Json) -> tuple[int, str]:
    """The line after which a page begins."""
    try:
        text = base64.b64decode(params["Context"], validate=True).decode()
        word, fingerprint, moment, identity = text.split("-", 3)
        position = (int(moment), identity)
    except (binascii.Error, ValueError):
        raise ApiError("FailedOperation.ContextLimitError", "`Context` is not one that was returned.") from None
    if (word, fingerprint) != ("context", _fingerprint(params)):
        raise ApiError("FailedOperation.ContextLimitError", "`Context` belongs to another query.")
    return position


def _fingerprint(params: Json) -> str:
    query = json.dumps([params.get(name) for name in QUERY])
    return hashlib.sha256(query.encode()).hexdigest()[:16]
