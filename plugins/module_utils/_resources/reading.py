# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services and groups as the API returns them, in option names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import read_or_none, workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE, SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

RAW = "api_reply"


def read_service(client: Client, service_id: str, project_id: Any) -> dict[str, Any] | None:
    """One service by id (DescribeModelService), or None where there is none."""
    reply = read_or_none(client, "DescribeModelService", {"ServiceId": service_id, **workspace(project_id)}, "Service")
    return _service(reply) if reply else None


def services_of(group: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The services of a group that the API returned, in option names."""
    return [_service(service) for service in group.get("Services") or []]


def _service(reply: Mapping[str, Any]) -> dict[str, Any]:
    """A service in option names, with the reply itself beside it for members that are not declared."""
    return {**from_api(SERVICE, reply), RAW: reply}


def group_members(group: Mapping[str, Any]) -> dict[str, Any]:
    """A group that the API returned, in option names, without its services."""
    return from_api([field for field in SERVICE_GROUP if field.name != "services"], group)
