# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a wait failed: what the pods, the events and the logs of a service say, as far as they can be had."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, from_api
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import workspace

SECONDS = 10.0
EVENTS, LINES = 5, 10
SHOWN_LENGTH = 300

EVENT = (
    Field("last_timestamp", "LastTimestamp", doc="When it was last seen.", mode=Mode.READ_ONLY),
    Field("count", "Count", "int", doc="How often it was seen.", mode=Mode.READ_ONLY),
    Field("resource_kind", "ResourceKind", doc="Kind of the object that it is about.", mode=Mode.READ_ONLY),
    Field("resource_name", "ResourceName", doc="Name of the object that it is about.", mode=Mode.READ_ONLY),
    Field("message", "Message", doc="What happened.", mode=Mode.READ_ONLY),
)
LINE = (
    Field("timestamp", "Timestamp", doc="When it was written.", mode=Mode.READ_ONLY),
    Field("pod_name", "PodName", doc="Pod that wrote it.", mode=Mode.READ_ONLY),
    Field("message", "Message", doc="The line.", mode=Mode.READ_ONLY),
)


def diagnose(client: Client, view: Mapping[str, Any], project_id: Any) -> dict[str, Any]:
    """Failing pods, last warnings and last log lines of a service; what cannot be read is an empty list.

    :returns: failing_pods (lines of text), events and logs (newest first)
    """
    service_id = view["service_id"]
    where = {"Service": "INFER", **workspace(project_id)}
    warnings = {"Filters": [{"Name": "Type", "Values": ["Warning"]}], "Limit": EVENTS, "Order": "DESC"}
    events: list[dict[str, Any]] = []
    logs: list[dict[str, Any]] = []
    with client.within(Deadline(client.clock, SECONDS, name="diagnosis")), contextlib.suppress(TencentCloudError):
        reply = client.call("DescribeEvents", {**where, "ServiceId": service_id, **warnings})
        events = [from_api(EVENT, event) for event in reply.get("Events") or []][:EVENTS]
        reply = client.call("DescribeLogs", {**where, "PodName": f"{service_id}-*", "Limit": LINES, "Order": "DESC"})
        logs = [from_api(LINE, line) for line in reply.get("Content") or []][:LINES]
    return {"failing_pods": lifecycle.pod_troubles(view), "events": events, "logs": logs}


def in_words(diagnosis: Mapping[str, Any]) -> str:
    """A diagnosis as text for an error message."""
    parts = (
        ("Pods", diagnosis["failing_pods"]),
        ("Last events", [f"{event.get('resource_name')}: {event.get('message')}" for event in diagnosis["events"]]),
        ("Last log lines", [f"{line.get('pod_name')}: {line.get('message')}" for line in reversed(diagnosis["logs"])]),
    )
    return " ".join(
        f"{title}: {'; '.join(line[:SHOWN_LENGTH].rstrip('. ') for line in lines)}." for title, lines in parts if lines
    )
