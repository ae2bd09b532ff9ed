# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service a task means: by id, or by group and version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ConflictError,
    OptionError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle, reading
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase

LATEST = "latest"


def check_version(version: str) -> None:
    """Refuse what is neither a number nor a word for one.

    :raises OptionError: names the option
    """
    if version != LATEST and not version.isdigit():
        raise OptionError("version", f"is {version!r}, but must be a number or {LATEST}")


def version_number(view: Mapping[str, Any]) -> int:
    """The number of a version; it ends the id of the service."""
    text = str(view.get("version") or "") or str(view.get("service_id")).rpartition("-")[2]
    return int(text) if text.isdigit() else 0


def choose_version(services: list[dict[str, Any]], version: str) -> dict[str, Any] | None:
    """The service with that number, or the highest one; a failed creation is chosen only where there is nothing else."""
    if version != LATEST:
        return next((view for view in services if version_number(view) == int(version)), None)
    usable = [view for view in services if lifecycle.phase(view) is not Phase.FAILED]
    return max(usable or services, key=version_number, default=None)


def find_group(client: Client, params: Mapping[str, Any]) -> dict[str, Any] | None:
    """The group that options name by id or by exact name, as the API returns it, or None.

    :raises ConflictError: several groups have the name; lists their ids
    """
    if params["service_group_id"]:
        return reading.read_group(client, params["service_group_id"], params["project_id"])
    name = params["service_group_name"]
    groups = reading.read_groups_named(client, name, params["project_id"])
    if len(groups) > 1:
        ids = ", ".join(str(group["ServiceGroupId"]) for group in groups)
        raise ConflictError(
            f"{len(groups)} service groups have the name {name!r}: {ids}.", hint="Say which one with service_group_id."
        )
    return groups[0] if groups else None


class Finder:
    """Finds the service of a task, first by what the task says, then by the id that was found."""

    def __init__(self, client: Client, params: Mapping[str, Any]) -> None:
        check_version(params["version"])
        self._client = client
        self._params = params
        self.service_id: str | None = params["service_id"]
        self.group_id: str | None = params["service_group_id"]
        self.project_id = params["project_id"]

    def find(self) -> dict[str, Any] | None:
        """The service in option names, or None.

        :raises ConflictError: several groups have the name; lists their ids
        """
        view = self._by_id() if self.service_id else self._by_group()
        if view:
            self.service_id, self.group_id = view["service_id"], view["service_group_id"]
        return view

    def not_found(self) -> TencentCloudError:
        """The error that says what was looked for, and where."""
        group = self.group_id or self._params["service_group_name"]
        version = self._params["version"]
        group_only = (
            f"service group {group} with a version"
            if version == LATEST
            else f"version {version} of service group {group}"
        )
        return TencentCloudError(
            f"There is no {f'service {self.service_id}' if self.service_id else group_only}"
            f" in region {self._client.config.region} and workspace {self.project_id or 'default'}.",
            hint="Check name or id, region and project_id; tione_service_group_info lists what there is.",
            error_code="ClientError.NotFound",
        )

    def _by_id(self) -> dict[str, Any] | None:
        view = reading.read_service(self._client, str(self.service_id), self.project_id)
        moved_to = self._params["target_project_id"]
        if view is None and moved_to:
            view = reading.read_service(self._client, str(self.service_id), moved_to)
            self.project_id = str(moved_to) if view else self.project_id
        return view

    def _by_group(self) -> dict[str, Any] | None:
        group = find_group(
            self._client, {**self._params, "service_group_id": self.group_id, "project_id": self.project_id}
        )
        return choose_version(reading.services_of(group), self._params["version"]) if group else None
