# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service groups, and which of their versions, an inventory source takes: its filters, sent and checked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._filters import (
    build_filters,
    build_tag_filters,
    matches,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.conditions import (
    check_filters,
    check_tag_filters,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import STABLE_ORDER, workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_group_info import (
    FILTER,
    TAG_FILTER,
)

Group = dict[str, Any]
Kept = dict[str, Group]

SERVICES, SERVICE_GROUPS, PODS = "services", "service_groups", "pods"
_DICTS = {"type": "list", "elements": "dict"}
_TEXTS = {"type": "list", "elements": "str"}
_CONDITIONS: Options = {
    "filters": Option(
        "Conditions that all must hold. Unless O(filters[].fuzzy) is set, what the API returns is checked again for equality.",
        _DICTS,
        FILTER,
    ),
    "tag_filters": Option("Tags that must be there, all of them.", _DICTS, TAG_FILTER),
}
OPTIONS: Options = {
    "hosts": Option("What a host is.", {"choices": [SERVICES, SERVICE_GROUPS, PODS], "default": SERVICES}),
    "regions": Option("Regions to read.", _TEXTS),
    "project_ids": Option("Ids of the workspaces to read.", _TEXTS),
    **_CONDITIONS,
    "include_filters": Option("Further choices, one of which is enough.", _DICTS, _CONDITIONS),
    "exclude_filters": Option("Choices of what is left out.", _DICTS, _CONDITIONS),
    "hostnames": Option("How hosts are named.", _TEXTS),
}

# What a version says of itself, and its group of all of them.
_OF_ONE_VERSION = ("Status", "ClusterId", "CreatedBy")


@dataclass(frozen=True)
class Choice:
    """Conditions that all must hold."""

    filters: Sequence[Mapping[str, Any]] = ()
    tag_filters: Sequence[Mapping[str, Any]] = ()

    @property
    def is_fuzzy(self) -> bool:
        """Whether only the server can tell what matches."""
        return any(condition.get("fuzzy") for condition in self.filters)

    def holds(self, group: Mapping[str, Any]) -> bool:
        """Whether a group meets the conditions that can be checked here."""
        return matches(group, self.filters, self.tag_filters)

    def read(self, client: Client, project_id: Any) -> list[Group]:
        """The groups that match, as the API returns them: a call for each hundred of them."""
        request = {
            "Filters": build_filters(self.filters),
            "TagFilters": build_tag_filters(self.tag_filters),
            **STABLE_ORDER,
            **workspace(project_id),
        }
        return read_all(
            client,
            "DescribeModelServiceGroups",
            {member: value for member, value in request.items() if value},
            items="ServiceGroups",
            key="ServiceGroupId",
            keep=self.holds if self.filters or self.tag_filters else None,
        ).items


@dataclass(frozen=True)
class Selection:
    """What a source takes: what one of `included` matches, without what one of `excluded` does.

    `whole_groups`: conditions are about groups; otherwise each version must meet them, or its group for all versions.
    """

    included: tuple[Choice, ...]
    excluded: tuple[Choice, ...]
    whole_groups: bool

    def read(self, client: Client, project_id: Any) -> list[Group]:
        """The groups of a workspace with the versions that are taken, as the API returns them."""
        kept: Kept = {}
        for choice in self.included:
            for group in choice.read(client, project_id):
                _add(kept, group, self._versions(group, choice))
        for choice in self.excluded:
            fuzzy = choice.read(client, project_id) if choice.is_fuzzy else None
            matched = None if fuzzy is None else {str(group.get("ServiceGroupId")) for group in fuzzy}
            for identity in [identity for identity in kept if matched is None or identity in matched]:
                self._leave_out(kept, identity, choice)
        return list(kept.values())

    def _versions(self, group: Group, choice: Choice) -> list[Group]:
        services = [service for service in group.get("Services") or [] if service is not None]
        return [service for service in services if self.whole_groups or choice.holds(alone(group, service))]

    def _leave_out(self, kept: Kept, identity: str, choice: Choice) -> None:
        group = kept[identity]
        if not self.whole_groups:
            left_out = [id(service) for service in self._versions(group, choice)]
            group["Services"] = [service for service in group["Services"] if id(service) not in left_out]
        elif choice.holds(group):
            del kept[identity]


def selection(params: Mapping[str, Any]) -> Selection:
    """What validated options choose. One of several choices is enough: O(filters) with O(tag_filters), and each further one.

    :raises OptionError: a condition cannot work
    """
    own = _choice(params, "") if params["filters"] or params["tag_filters"] else None
    further = _choices(params, "include_filters")
    included = ([] if own is None else [own]) + further
    excluded = _choices(params, "exclude_filters")
    return Selection(tuple(included or [Choice()]), tuple(excluded), params["hosts"] == SERVICE_GROUPS)


def _choices(params: Mapping[str, Any], option: str) -> list[Choice]:
    given = params[option] or []
    for index, conditions in enumerate(given):
        if not (conditions["filters"] or conditions["tag_filters"]):
            raise OptionError(f"{option}[{index}]", "has neither filters nor tag_filters")
    return [_choice(conditions, f"{option}[{index}].") for index, conditions in enumerate(given)]


def _choice(conditions: Mapping[str, Any], path: str) -> Choice:
    try:
        check_filters()(conditions)
        check_tag_filters(conditions)
    except TencentCloudError as error:
        raise TencentCloudError(f"{path}{error}", error_code=error.error_code) from None
    return Choice(conditions["filters"] or (), conditions["tag_filters"] or ())


def alone(group: Mapping[str, Any], service: Mapping[str, Any]) -> Group:
    """A version as if it were the only one of its group, so that conditions about groups tell whether it meets them."""
    own = {member: service[member] for member in _OF_ONE_VERSION if service.get(member) is not None}
    return {**group, **own, "Services": [service]}


def _add(kept: Kept, group: Group, services: Iterable[Group]) -> None:
    """Take some versions of a group, of which others may have been taken before."""
    identity = str(group.get("ServiceGroupId"))
    before = kept.get(identity, {}).get("Services", [])
    known = {service.get("ServiceId") for service in before}
    kept[identity] = {**group, "Services": [*before, *(one for one in services if one.get("ServiceId") not in known)]}
