# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a wait failed: what the pods, the events and the logs of a service say, as far as they can be had."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

SECONDS = 10.0
EVENTS, LINES = 5, 10
SHOWN_LENGTH = 300
R = Mode.READ_ONLY

EVENT = (
    Field("id", "Id", doc="Id of the event.", mode=R),
    Field("message", "Message", doc="What happened.", mode=R),
    Field("first_timestamp", "FirstTimestamp", doc="When it was first seen.", mode=R),
    Field("last_timestamp", "LastTimestamp", doc="When it was last seen.", mode=R),
    Field("count", "Count", "int", doc="How often it was seen.", mode=R),
    Field("type", "Type", doc="V(Normal) or V(Warning).", mode=R),
    Field("resource_kind", "ResourceKind", doc="Kind of the object that it is about, such as V(Pod).", mode=R),
    Field("resource_name", "ResourceName", doc="Name of the object that it is about.", mode=R),
)
LINE = (
    Field("id", "Id", doc="Id of the line.", mode=R),
    Field("message", "Message", doc="The line.", mode=R),
    Field("pod_name", "PodName", doc="Pod that wrote it.", mode=R),
    Field("timestamp", "Timestamp", doc="When it was written.", mode=R),
    Field("pkg_id", "PkgId", doc="Id of the package that it was reported in.", mode=R),
    Field("pkg_log_id", "PkgLogId", doc="Id of the line in that package.", mode=R),
)
CONTAINER = (
    Field("pod_name", "Name", doc="Pod of the service.", mode=R),
    Field("container", "Name", doc="Container that does not run; null where only the pod says why.", mode=R),
    Field("state", "State", doc="State of the container.", mode=R),
    Field("reason", "Reason", doc="Why it is in that state.", mode=R),
    Field("message", "Message", doc="What there is to say of it.", mode=R),
    Field("restart_count", "RestartCount", "int", doc="How often it was started again.", mode=R),
)
SHOWN_OF_EVENT = ("last_timestamp", "count", "resource_kind", "resource_name", "message")
SHOWN_OF_LINE = ("timestamp", "pod_name", "message")


def _only(fields: Iterable[Field], names: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.name in names)


EVENT_SHOWN, LINE_SHOWN = _only(EVENT, SHOWN_OF_EVENT), _only(LINE, SHOWN_OF_LINE)
DIAGNOSIS = Field(
    "diagnosis",
    "",
    "dict",
    doc="Why a wait failed, as far as it can be known; it stands in the message too.",
    fields=(
        Field("reason", "Reason", doc="What the status of the service says.", mode=R),
        Field("failing_pods", "Pods", "list", elements="dict", doc="Containers that do not run.", fields=CONTAINER),
        Field("events", "Events", "list", elements="dict", doc="The last warnings.", fields=EVENT_SHOWN),
        Field("logs", "Content", "list", elements="dict", doc="The last log lines, newest first.", fields=LINE_SHOWN),
    ),
    mode=R,
)


def diagnose(client: Client, view: Mapping[str, Any], project_id: Any) -> dict[str, Any]:
    """Why a service is not as wanted. What cannot be read is an empty list; texts are without control characters.

    :returns: reason, failing_pods (one entry for each container), events and logs (newest first)
    """
    service_id = view["service_id"]
    where = {"Service": "INFER", "Order": "DESC", **workspace(project_id)}
    warnings = {**where, "ServiceId": service_id, "Filters": [{"Name": "Type", "Values": ["Warning"]}], "Limit": EVENTS}
    lines = {**where, "PodName": f"{service_id}-*", "Limit": LINES}
    with client.within(Deadline(client.clock, SECONDS, name="diagnosis")):
        return {
            "reason": lifecycle.reason(view),
            "failing_pods": lifecycle.failing_containers(view),
            "events": _rows(client, "DescribeEvents", warnings, "Events", EVENT_SHOWN),
            "logs": _rows(client, "DescribeLogs", lines, "Content", LINE_SHOWN),
        }


def _rows(
    client: Client, action: str, request: Mapping[str, Any], member: str, fields: tuple[Field, ...]
) -> list[dict[str, Any]]:
    """The rows of a list, no more than were asked for; none where the call fails."""
    rows: Any = None
    with contextlib.suppress(TencentCloudError):
        rows = client.call(action, request).get(member)
    whole = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return [lifecycle.with_harmless_texts(from_api(fields, row)) for row in whole[: request["Limit"]]]


def in_words(diagnosis: Mapping[str, Any], said: str = "") -> str:
    """A diagnosis as text for an error message; without what is `said` there already."""
    pods = [line for line in lifecycle.in_lines(diagnosis["failing_pods"]) if line not in said]
    events, lines = _said(diagnosis["events"], "resource_name"), _said(reversed(diagnosis["logs"]), "pod_name")
    parts = (("Pods", pods), ("Last events", events), ("Last log lines", lines))
    return " ".join(f"{title}: {'; '.join(map(_shortened, lines))}." for title, lines in parts if lines)


def _said(rows: Iterable[Mapping[str, Any]], who: str) -> list[str]:
    return [": ".join(str(row[key]) for key in (who, "message") if row.get(key)) for row in rows if row.get("message")]


def _shortened(line: str) -> str:
    """The first SHOWN_LENGTH characters without the full stop; half a word could be half a secret, and is left out."""
    if len(line) <= SHOWN_LENGTH:
        return line.rstrip(". ")
    return line[:SHOWN_LENGTH].rpartition(" ")[0] + " ..."
