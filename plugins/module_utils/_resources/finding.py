# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service a task means: by id, or by group and version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils import _filters
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ConflictError,
    OptionError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import calls, lifecycle, reading
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import GROUP

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

LATEST, MATCHING = "latest", "matching"
IDENTITY_OPTIONS = ("service_id", "service_group_id", "service_group_name")

Service = dict[str, Any]


def check_identity(params: Mapping[str, Any]) -> None:
    """Refuse an identity that is there but empty, as from a variable that is not set.

    :raises OptionError: names the option
    """
    for name in IDENTITY_OPTIONS:
        if params[name] is not None and not params[name].strip():
            raise OptionError(name, "is empty", hint="Leave the option out, or give an id or a name.")


def check_version(version: str) -> None:
    """Refuse what is neither a number nor a word for one.

    :raises OptionError: names the option
    """
    if version not in (LATEST, MATCHING) and not (version.isdecimal() and int(version) > 0):
        raise OptionError("version", f"is {version!r}, but must be a number from 1, {LATEST} or {MATCHING}")


def version_number(view: Mapping[str, Any]) -> int:
    """The number of a version; it ends the id of the service."""
    text = str(view.get("version") or "") or str(view.get("service_id")).rpartition("-")[2]
    return int(text) if text.isdecimal() else 0


def choose_version(services: Sequence[Service], version: str) -> Service | None:
    """The service with that number, or the highest one; a failed creation is chosen only where there is nothing else."""
    if version != LATEST:
        return next((view for view in services if version_number(view) == int(version)), None)
    usable = [view for view in services if lifecycle.phase(view) is not Phase.FAILED]
    return newest(usable or services)


def newest(services: Sequence[Service]) -> Service | None:
    """The service with the highest number."""
    return max(services, key=version_number, default=None)


def find_group(client: Client, params: Mapping[str, Any]) -> dict[str, Any] | None:
    """The group that options name by id or by exact name, as the API returns it, or None.

    :raises ConflictError: several groups have the name; lists their ids
    """
    if params["service_group_id"]:
        return calls.read_group(client, params["service_group_id"], params["project_id"])
    name = params["service_group_name"]
    groups = _groups_named(client, name, params["project_id"])
    if len(groups) > 1:
        ids = ", ".join(str(group["ServiceGroupId"]) for group in groups)
        raise ConflictError(
            f"{len(groups)} service groups have the name {name!r}: {ids}.", hint="Say which one with service_group_id."
        )
    return groups[0] if groups else None


def _groups_named(client: Client, name: str, project_id: Any) -> list[dict[str, Any]]:
    """Every group with exactly this name; the API's own filter may match more."""
    params = {
        "Filters": [{"Name": "ServiceGroupName", "Values": [name]}],
        **calls.STABLE_ORDER,
        **calls.workspace(project_id),
    }
    listing = read_all(
        client,
        "DescribeModelServiceGroups",
        params,
        items="ServiceGroups",
        key="ServiceGroupId",
        keep=lambda group: _filters.matches(group, name=name),
    )
    return listing.items


class Finder:
    """Finds the service of a task, first by what the task says, then by the id that was found or made.

    service_id, group_id   what is known so far
    group_exists           whether the group was there when it was last read
    highest_version        highest number in the group, failed creations included; 0 without one
    """

    def __init__(
        self,
        client: Client,
        params: Mapping[str, Any],
        matches: Callable[[Mapping[str, Any]], bool] | None = None,
        reads_group: bool = False,
    ) -> None:
        """`matches`: whether a service is as wanted, for version=matching. `reads_group`: settings of the group count too."""
        check_identity(params)
        check_version(params["version"])
        self._client = client
        self._params = params
        self._matches = matches
        self._reads_group = reads_group
        self._newer_than: int | None = None
        self.service_id: str | None = params["service_id"]
        self.group_id: str | None = params["service_group_id"]
        self.project_id = params["project_id"]
        self.group_exists = False
        self.highest_version = 0

    def find(self) -> Service | None:
        """The service in option names, with its group's members beside it where they were read, or None.

        :raises ConflictError: several groups have the name; lists their ids
        """
        view = self._by_id() if self.service_id else self._by_group()
        if view:
            self.service_id, self.group_id = view["service_id"], view["service_group_id"]
        return view

    def expect_new_version(self) -> None:
        """From now on the service is the newest version above those that are there; a create call will make it."""
        self._newer_than = self.highest_version
        self.service_id = None

    def adopt(self, service: Mapping[str, Any]) -> None:
        """Take the ids of a service that a create call has answered with (API names)."""
        self.service_id = service.get("ServiceId") or self.service_id
        self.group_id = service.get("ServiceGroupId") or self.group_id

    def may_create(self) -> bool:
        """Whether what was not found can be made: a group with that name, or its next version.

        :raises ConflictError: the number of the version is not the next one
        """
        if self._params["service_id"] or (self._params["service_group_id"] and not self.group_exists):
            return False
        version = self._params["version"]
        if version.isdecimal() and int(version) != self.highest_version + 1:
            raise ConflictError(
                f"There is no version {version} of service group {self.group_id or self._params['service_group_name']},"
                f" and the next one would be {self.highest_version + 1}.",
                hint="The platform numbers versions: name one that there is, the next one, or use version=matching.",
                error_code="ClientError.NotFound",
            )
        return True

    def is_last_version(self, view: Mapping[str, Any]) -> bool:
        """Whether the group has no other version."""
        group = calls.read_group(self._client, view["service_group_id"], self.project_id)
        ids = {service["service_id"] for service in reading.services_of(group or {})}
        return ids <= {view["service_id"]}

    def group_is_empty(self) -> bool:
        """Whether the group is there and has no version."""
        if not self.group_id:
            self._by_group()
            return self.group_exists and self.highest_version == 0
        group = calls.read_group(self._client, self.group_id, self.project_id)
        return group is not None and not reading.services_of(group)

    def not_found(self) -> TencentCloudError:
        """The error that says what was looked for, and where."""
        return TencentCloudError(
            f"There is no {self._sought()} in region {self._client.config.region}"
            f" and workspace {self.project_id or 'default'}.",
            hint="Check name or id, region and project_id; tione_service_group_info lists what there is.",
            error_code="ClientError.NotFound",
        )

    def _sought(self) -> str:
        if self.service_id:
            return f"service {self.service_id}"
        group, version = self.group_id or self._params["service_group_name"], self._params["version"]
        return f"service group {group}" if not self.group_exists else f"version {version} of service group {group}"

    def _by_id(self) -> Service | None:
        view = reading.read_service(self._client, str(self.service_id), self.project_id)
        moved_to = self._params["target_project_id"]
        if view is None and moved_to:
            view = reading.read_service(self._client, str(self.service_id), moved_to)
            self.project_id = str(moved_to) if view else self.project_id
        if view is None or not self._reads_group:
            return view
        group = calls.read_group(self._client, view["service_group_id"], self.project_id)
        return {**view, GROUP: reading.group_members(group or {})}

    def _by_group(self) -> Service | None:
        group = self._group_in(self.project_id)
        moved_to = self._params["target_project_id"]
        if group is None and moved_to:
            # It has been moved there, or it will be made there.
            self.project_id = str(moved_to)
            group = self._group_in(self.project_id)
        self.group_exists = group is not None
        if group is None:
            return None
        self.group_id = str(group["ServiceGroupId"])
        services = [{**view, GROUP: reading.group_members(group)} for view in reading.services_of(group)]
        if self._newer_than is not None:
            return newest([view for view in services if version_number(view) > int(self._newer_than or 0)])
        self.highest_version = max(map(version_number, services), default=0)
        return self._choose(services)

    def _group_in(self, project_id: Any) -> dict[str, Any] | None:
        identity = {"service_group_id": self.group_id, "project_id": project_id}
        return find_group(self._client, {**self._params, **identity})

    def _choose(self, services: Sequence[Service]) -> Service | None:
        if self._params["version"] != MATCHING:
            return choose_version(services, self._params["version"])
        usable = [view for view in services if lifecycle.phase(view) is not Phase.FAILED]
        return newest([view for view in usable if self._matches is None or self._matches(view)])
