# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_log_info: what the containers of a service wrote."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import IDENTITY, Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.contexts import by_context
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.diagnosis import LINE
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Parameter,
    Params,
    Request,
    Source,
    list_module,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_choice import (
    POD_NAME,
    VERSION,
    check_service,
    find_service_id,
    is_pod,
    names_service,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.time_range import (
    check_times,
    time_range,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session


def _of_service_or_pod(session: Session) -> Request | None:
    """The service, and its pods by their common beginning: C(ms-1-1*) would find those of C(ms-1-10) as well."""
    if not names_service(session.params):
        return {}
    service_id = find_service_id(session)
    if service_id is None:
        return None
    return {"ServiceId": service_id, "PodName": session.params["pod_name"] or f"{service_id}-*"}


def _of_pod(params: Params) -> Keep | None:
    pattern = params["pod_name"]
    return (lambda line: is_pod(pattern, line.get("PodName"))) if pattern else None


def _check_start(params: Params) -> None:
    if params["context"] and params["offset"]:
        raise OptionError("offset", "cannot be given with context, which says where the list goes on")
    if params["pod_name"] is not None and not params["pod_name"].strip("* "):
        raise OptionError("pod_name", "is empty", hint="Give a name, or a part of one with * at its end.")


SOURCE = Source(
    action="DescribeLogs",
    rows=Field(
        "content",
        "Content",
        "list",
        elements="dict",
        doc="The lines; empty where there is none, and where there is no such service.",
        fields=LINE,
    ),
    paging=by_context(page_size=1000, default_limit=10000),
    parameters={
        **time_range("line", "an hour"),
        "pod_name": Parameter(POD_NAME, "PodName"),
        "filters": conditions.filters(
            "Conditions that all must hold.", ("Key",), values="Words, all of which must stand in a line."
        ),
        "order": Parameter(
            Option(
                "Direction of the order by time. With V(DESC) and O(limit) it is the last lines that are returned.",
                {"choices": ["ASC", "DESC"], "default": "DESC"},
            ),
            "Order",
        ),
        "log_stream": Parameter(
            Option("Stream that the lines were written to; both, if not given.", {"choices": ["stdout", "stderr"]}),
            "LogStream",
        ),
    },
    fixed={"Service": "INFER"},
    checks=(check_service, check_times, conditions.check_filters(), _check_start),
    keep=_of_pod,
)
SPEC = list_module(
    SOURCE,
    options=(IDENTITY, VERSION),
    rules={
        "mutually_exclusive": [["service_id", "service_group_id", "service_group_name"]],
        "required_one_of": [["service_id", "service_group_id", "service_group_name", "pod_name"]],
    },
    more=_of_service_or_pod,
)
