# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_event_info: what happened to a service and its pods."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import IDENTITY, Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.diagnosis import EVENT
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Parameter,
    Params,
    Request,
    Source,
    by_offset,
    list_module,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_choice import (
    POD_NAME,
    VERSION,
    check_service,
    find_service_id,
    is_pod,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.time_range import (
    check_times,
    time_range,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session


def _of_service(session: Session) -> Request | None:
    service_id = find_service_id(session)
    return {"ServiceId": service_id} if service_id else None


def _of_pod(params: Params) -> Keep | None:
    """Events know objects by name, and the API has no filter for it."""
    pattern = params["pod_name"]
    return (lambda event: is_pod(pattern, event.get("ResourceName"))) if pattern else None


SOURCE = Source(
    action="DescribeEvents",
    rows=Field(
        "events",
        "Events",
        "list",
        elements="dict",
        doc="The events; empty where there is none, and where there is no such service.",
        fields=EVENT,
    ),
    paging=by_offset("Id", 100),
    parameters={
        **time_range("event", "a day"),
        "filters": conditions.filters(
            "Conditions that all must hold.",
            ("ResourceKind", "Type"),
            values=f"{conditions.ALL_VALUES} So the API has it: as an event has one kind and one type, a second value finds nothing.",
        ),
        "order": Parameter(Option("Direction of the order.", {"choices": ["ASC", "DESC"], "default": "DESC"}), "Order"),
        "order_field": Parameter(
            Option("What is ordered by.", {"choices": ["FirstTimestamp", "LastTimestamp"], "default": "LastTimestamp"}),
            "OrderField",
        ),
    },
    fixed={"Service": "INFER"},
    checks=(check_service, check_times, conditions.check_filters()),
    keep=_of_pod,
)
SPEC = list_module(
    SOURCE,
    options=(IDENTITY, {**VERSION, "pod_name": POD_NAME}),
    rules={
        "mutually_exclusive": [["service_id", "service_group_id", "service_group_name"]],
        "required_one_of": [["service_id", "service_group_id", "service_group_name"]],
    },
    more=_of_service,
)
