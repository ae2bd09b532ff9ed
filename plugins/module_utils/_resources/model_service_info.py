# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_service_info: one service, or all versions of a group."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import IDENTITY, QUERY, ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import finding, reading
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked


def run(session: Session) -> dict[str, Any]:
    """Read services.

    :returns: the result of tione_model_service_info
    :raises TencentCloudError: an option cannot work, or a call failed
    """
    query = Query(session.params)
    finding.check_identity(session.params)
    services = [masked(SERVICE, view) for view in _read(session)]
    return query.apply({"changed": False, "services": services, "request_ids": list(session.client.request_ids)})


def _read(session: Session) -> list[dict[str, Any]]:
    params = session.params
    if params["service_id"]:
        view = reading.read_service(session.client, params["service_id"], params["project_id"])
        return [] if view is None else [view]
    group = finding.find_group(session.client, params)
    return [] if group is None else sorted(reading.services_of(group), key=finding.version_number)


RETURNS = (
    Field(
        "services",
        "Services",
        "list",
        elements="dict",
        doc="The services by number of version, private values masked; empty where there is none.",
        fields=SERVICE,
    ),
)
SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + QUERY_RETURNS + REQUEST_RETURNS,
    options=(IDENTITY, QUERY),
    rules={
        "mutually_exclusive": [["service_id", "service_group_id", "service_group_name"]],
        "required_one_of": [["service_id", "service_group_id", "service_group_name"]],
    },
)
