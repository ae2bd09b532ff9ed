# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service groups of an account as they were listed, for plans over many services without a call for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import STABLE_ORDER, workspace

Group = Mapping[str, Any]
Reply = dict[str, Any]


class _Workspace:
    """The groups of one workspace by name, by id, and their services by id."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self.named: dict[str, list[Group]] = {}
        self.by_id: dict[str, Group] = {}
        self.services: dict[str, Group] = {}
        for group in groups:
            self.named.setdefault(str(group.get("ServiceGroupName")), []).append(group)
            self.by_id[str(group.get("ServiceGroupId"))] = group
            self.services.update({str(one.get("ServiceId")): one for one in group.get("Services") or []})


class Catalog(Client):
    """A client that answers the reads for one group or one service from lists read once per workspace."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Client."""
        super().__init__(*args, **kwargs)
        self._workspaces: dict[str | None, _Workspace] = {}

    def call(self, action: str, params: Mapping[str, Any]) -> Reply:
        """The reply to a read. Raises what Client.call raises."""
        if action == "DescribeModelService":
            return {"Service": self._of(params).services.get(params["ServiceId"])}
        if action == "DescribeModelServiceGroup":
            return {"ServiceGroup": self._of(params).by_id.get(params["ServiceGroupId"])}
        name = _name_sought(params) if action == "DescribeModelServiceGroups" else None
        if name is not None:
            found = self._of(params).named.get(name, [])
            return {"ServiceGroups": found, "TotalCount": len(found)}
        return super().call(action, params)

    def groups(self, project_id: Any) -> list[Group]:
        """All groups of a workspace, as the API returns them."""
        return self._of(workspace(project_id)).groups

    def _of(self, params: Mapping[str, Any]) -> _Workspace:
        project = params.get("TiProjectId")
        if project not in self._workspaces:
            query = {**STABLE_ORDER, **workspace(project)}
            listing = read_all(self, "DescribeModelServiceGroups", query, items="ServiceGroups", key="ServiceGroupId")
            self._workspaces[project] = _Workspace(list(listing.items))
        return self._workspaces[project]


def _name_sought(params: Mapping[str, Any]) -> str | None:
    """The name in a request for the groups of one name."""
    filters = params.get("Filters") or []
    names = [value for one in filters if one.get("Name") == "ServiceGroupName" for value in one.get("Values") or []]
    return str(names[0]) if len(names) == len(filters) == 1 else None
