# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The read calls for services and groups: what they ask for, and what they return as the API spells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

DEFAULT_WORKSPACE = (None, "", "0")
STABLE_ORDER = {"Order": "ASC", "OrderField": "CreateTime"}


def workspace(project_id: Any) -> dict[str, str]:
    """The request member that names a workspace; the default workspace is not named."""
    return {} if project_id in DEFAULT_WORKSPACE else {"TiProjectId": str(project_id)}


def read_group(client: Client, group_id: str, project_id: Any) -> dict[str, Any] | None:
    """One group by id as the API returns it (DescribeModelServiceGroup), or None where there is none."""
    return read_or_none(
        client, "DescribeModelServiceGroup", {"ServiceGroupId": group_id, **workspace(project_id)}, "ServiceGroup"
    )


def read_or_none(client: Client, action: str, params: Mapping[str, Any], member: str) -> dict[str, Any] | None:
    """A member of the reply, or None where the object is not there."""
    try:
        return client.call(action, params).get(member)
    except ApiError as error:
        if error.not_found:
            return None
        raise
