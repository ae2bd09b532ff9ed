# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account: service groups and their versions, per region and workspace. Data and look-ups, no behaviour."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .description import Json
from .errors import ApiError, not_found

DEFAULT_PROJECT = "0"
GROUP_ID = re.compile(r"ms-[A-Za-z0-9]+")
SERVICE_ID = re.compile(r"ms-[A-Za-z0-9]+-\d+")

#: Who owns and uses the account, as replies name them.
UIN, SUB_UIN, APP_ID = "100000000001", "100000000002", 1250000000


@dataclass
class Failure:
    """A failure that is planned for a version; see FAILURES in lifecycle.py for the kinds."""

    kind: str
    reason: str = ""
    #: Seconds until an Abnormal version recovers by itself; None is never.
    seconds: float | None = None


@dataclass
class Visit:
    """One stay of a version in a phase; ``until`` and what stands below it are known when it ends (see history.py)."""

    phase: str
    since: float
    #: The failure that led here or keeps it from ending.
    failure: Failure | None
    #: Replicas that ran before the operation that led here.
    before: int
    until: float = 0.0
    revision: int = 1
    revision_before: int = 1
    replicas: int = 0
    image: str = ""


@dataclass
class WeightChange:
    """New weights on their way: by version number, since when, and the failure that awaits them."""

    weights: dict[int, int]
    since: float
    failure: Failure | None = None


@dataclass
class Version:
    """One service in the words of the API: a numbered version of a group."""

    group_id: str
    number: int
    settings: Json
    phase: str
    since: float
    create_time: float
    update_time: float
    weight: int = 100
    #: Counts changes of the pod template; pods carry it in their names.
    revision: int = 1
    #: Replicas that were ready, and the revision they had, when the current rollout began.
    replicas_before: int = 0
    revision_before: int = 1
    #: The count the autoscaler has chosen; None while the configured count rules.
    autoscaled: int | None = None
    #: Failures still to come, and the one that has struck.
    failures: list[Failure] = field(default_factory=list)
    failure: Failure | None = None
    #: Where it has been, the present phase last.
    history: list[Visit] = field(default_factory=list)
    #: ScheduleStopTime that has already done its work.
    schedule_done: str = ""
    #: Where it is called past the gateway, if its pods have a network interface in a VPC: host and port.
    interface: tuple[str, int] | None = None
    #: Members that reads return verbatim, by structure: Service, ServiceInfo.
    overlay: dict[str, Json] = field(default_factory=dict)

    @property
    def service_id(self) -> str:
        """ServiceId: the group's id and the version number."""
        return f"{self.group_id}-{self.number}"

    @property
    def replicas(self) -> int:
        """The wanted count: the autoscaler's if it has one, else the configured one."""
        count: int = self.settings["Replicas"]
        return count if self.autoscaled is None else self.autoscaled

    def follow_autoscaler(self) -> None:
        """After a change of settings: with HPA the count lies within its bounds, otherwise it is the configured one."""
        bounds = self.settings["HorizontalPodAutoscaler"]
        if self.settings["ScaleStrategy"] != "HPA" or not bounds:
            self.autoscaled = None
            return
        self.autoscaled = min(max(self.replicas, bounds["MinReplicas"]), bounds["MaxReplicas"])


@dataclass
class Group:
    """A service group."""

    group_id: str
    name: str
    region: str
    project: str
    create_time: float
    update_time: float
    authorization: bool = False
    #: GatewayConfig and GatewayLogConfig as sent at creation.
    gateway: Json = field(default_factory=dict)
    tags: list[Json] = field(default_factory=list)
    auth_tokens: list[Json] = field(default_factory=list)
    #: How many token values there have been.
    tokens_made: int = 0
    weight_status: str = ""
    weight_change: WeightChange | None = None
    versions: dict[int, Version] = field(default_factory=dict)
    next_number: int = 1
    #: The group is deleted with its last version.
    goes_when_empty: bool = False
    overlay: Json = field(default_factory=dict)

    @property
    def latest(self) -> Version | None:
        """The version with the highest number."""
        return self.versions[max(self.versions)] if self.versions else None


@dataclass
class Account:
    """All groups by id, in the order of their creation."""

    groups: dict[str, Group] = field(default_factory=dict)
    _ids: int = 0

    def new_group_id(self) -> str:
        """The next id: looks random, is the same in every run."""
        self._ids += 1
        digest = hashlib.sha256(f"group {self._ids}".encode()).hexdigest()
        return f"ms-{digest[:8]}"

    def visible(self, region: str, project: str) -> list[Group]:
        """The groups of one region and workspace."""
        return [group for group in self.groups.values() if (group.region, group.project) == (region, project)]

    def group(self, group_id: str, region: str, project: str) -> Group:
        """A group by id; InvalidParameter for a malformed id, ResourceNotFound for one that is not to be seen."""
        if not GROUP_ID.fullmatch(group_id):
            raise ApiError("InvalidParameter", f"`{group_id}` is not the id of a service group.")
        group = self.groups.get(group_id)
        if group is None or (group.region, group.project) != (region, project):
            raise not_found("service group", group_id)
        return group

    def service(self, service_id: str, region: str, project: str) -> tuple[Group, Version]:
        """A version by its ServiceId, with its group; the same errors as group()."""
        if not SERVICE_ID.fullmatch(service_id):
            raise ApiError("InvalidParameter", f"`{service_id}` is not the id of a service.")
        group_id, _dash, number = service_id.rpartition("-")
        group = self.groups.get(group_id)
        if group is None or (group.region, group.project) != (region, project) or int(number) not in group.versions:
            raise not_found("service", service_id)
        return group, group.versions[int(number)]

    def named(self, name: str, region: str, project: str) -> Group | None:
        """The group of that name in a region and workspace, if there is one."""
        return next((group for group in self.visible(region, project) if group.name == name), None)

    def all_versions(self) -> Iterator[tuple[Group, Version]]:
        """Every version with its group; safe against deletion on the way."""
        for group in list(self.groups.values()):
            for version in list(group.versions.values()):
                yield group, version

    def with_group(self, group_id: str, group: Group | None) -> Account:
        """A view of this account in which one group is another (or absent): how it was before a write."""
        groups = {key: value for key, value in self.groups.items() if key != group_id}
        if group is not None:
            groups[group_id] = group
        return Account(groups=groups)

    def copy_of(self, group_id: str) -> Group | None:
        """A deep copy of a group as it is now, or None."""
        return copy.deepcopy(self.groups.get(group_id))
