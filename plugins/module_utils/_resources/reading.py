# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The read calls for services and groups, one thin function each, in option names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import from_api
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE, SERVICE_GROUP

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

DEFAULT_WORKSPACE = (None, "", "0")
RAW = "api_reply"
STABLE_ORDER = {"Order": "ASC", "OrderField": "CreateTime"}


def workspace(project_id: Any) -> dict[str, str]:
    """The request member that names a workspace; the default workspace is not named."""
    return {} if project_id in DEFAULT_WORKSPACE else {"TiProjectId": str(project_id)}


def read_service(client: Client, service_id: str, project_id: Any) -> dict[str, Any] | None:
    """One service by id (DescribeModelService), or None where there is none."""
    reply = _read_or_none(client, "DescribeModelService", {"ServiceId": service_id, **workspace(project_id)}, "Service")
    return _service(reply) if reply else None


def read_group(client: Client, group_id: str, project_id: Any) -> dict[str, Any] | None:
    """One group by id as the API returns it (DescribeModelServiceGroup), or None where there is none."""
    return _read_or_none(
        client, "DescribeModelServiceGroup", {"ServiceGroupId": group_id, **workspace(project_id)}, "ServiceGroup"
    )


def services_of(group: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The services of a group that the API returned, in option names."""
    return [_service(service) for service in group.get("Services") or []]


def _service(reply: Mapping[str, Any]) -> dict[str, Any]:
    """A service in option names, with the reply itself beside it for members that are not declared."""
    return {**from_api(SERVICE, reply), RAW: reply}


def group_members(group: Mapping[str, Any]) -> dict[str, Any]:
    """A group that the API returned, in option names, without its services."""
    return from_api([field for field in SERVICE_GROUP if field.name != "services"], group)


def _read_or_none(client: Client, action: str, params: Mapping[str, Any], member: str) -> dict[str, Any] | None:
    try:
        return client.call(action, params).get(member)
    except ApiError as error:
        if error.not_found:
            return None
        raise
