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
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Show, read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import STABLE_ORDER, workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.conditions import (
    check_filters,
    check_tag_filters,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_group_info import (
    FILTER,
    TAG_FILTER,
)

Group = dict[str, Any]
Kept = dict[str, Group]

SERVICES, SERVICE_GROUPS, PODS = "services", "service_groups", "pods"
LARGE = ("tione_service", "tione_settings", "tione_service_group", "tione_pod")
_DICTS = {"type": "list", "elements": "dict"}
_TEXTS = {"type": "list", "elements": "str"}
_CONDITIONS: Options = {
    "filters": Option("Conditions that all must hold.", _DICTS, FILTER),
    "tag_filters": Option("Tags that must be there, all of them.", _DICTS, TAG_FILTER),
}
OPTIONS: Options = {
    "hosts": Option(
        "What a host is."
        " V(services) makes a host of each version of each service group, with the variables C(service_id),"
        " C(service_group_id), C(service_group_name), C(version), C(status), C(weight), C(region), C(project_id),"
        " C(tione_service) (all that the API says of it, under the names that"
        " M(community.tencentcloud.tione_model_service_info) returns) and C(tione_settings)."
        " C(tione_settings) are the settings of the service as M(community.tencentcloud.tione_model_service) takes them."
        " Given back to it they change nothing. Private values and what the API never returns are not in it."
        " V(service_groups) makes a host of each service group, with the variables C(service_group_id),"
        " C(service_group_name), C(status), C(region), C(project_id) and C(tione_service_group), as"
        " M(community.tencentcloud.tione_service_group_info) returns it."
        " V(pods) makes a host of each pod, with the variables of its service except C(tione_settings), and with"
        " C(pod_name) and C(tione_pod).",
        {"choices": [SERVICES, SERVICE_GROUPS, PODS], "default": SERVICES},
    ),
    "regions": Option("Regions to read, such as V(ap-guangzhou). Without it the one of O(region) is read.", _TEXTS),
    "project_ids": Option(
        'Ids of the workspaces to read, V("0") for the default one. Without it the one of O(project_id) is read.',
        _TEXTS,
    ),
    "filters": Option(
        "Conditions that all must hold. The API chooses by them, and what it returns is checked again for equality"
        " unless O(filters[].fuzzy) is set, as the API itself may return more."
        " With O(hosts=services) and O(hosts=pods) each version must meet them itself. Only what O(filters[].fuzzy)"
        " finds are whole groups.",
        _DICTS,
        FILTER,
    ),
    "tag_filters": _CONDITIONS["tag_filters"],
    "include_filters": Option(
        "Choices, one of which is enough. O(filters) together with O(tag_filters) are one more, if they are given."
        " Each choice is read on its own.",
        _DICTS,
        _CONDITIONS,
    ),
    "exclude_filters": Option(
        "Choices of what is left out. It wins over all others."
        " It costs no request, except a choice with a fuzzy filter.",
        _DICTS,
        _CONDITIONS,
    ),
    "hostnames": Option(
        "How hosts are named, in order of preference. The first that gives a text counts."
        " Each is a Jinja template, or a Jinja expression without braces such as the name of a host variable."
        " Without it services are named C(<service_group_name>-<version>), service groups by their name, and pods by"
        " theirs. That is also the name where no preference gives one."
        " Hosts that would have the same name get what tells them apart behind it, after an underscore, all of them."
        " First their region, if that differs between them; then likewise their workspace; then their id, if that is"
        " not enough.",
        _TEXTS,
    ),
    "leave_out": Option(
        "Large variables that hosts do not keep. O(compose), O(groups), O(keyed_groups) and O(hostnames) still know them."
        " Most of what C(ansible-inventory --list) does for thousands of hosts is printing C(tione_service).",
        {**_TEXTS, "choices": list(LARGE), "default": []},
    ),
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

    def read(self, client: Client, project_id: Any, show: Show | None = None) -> list[Any]:
        """The groups that match, as the API returns them or `show` shows them: a call for each hundred of them."""
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
            show=show,
        ).items


@dataclass(frozen=True)
class Selection:
    """What a source takes: what one of `included` matches, without what one of `excluded` does.

    `whole_groups`: conditions are about groups; otherwise each version must meet them, or its group for all versions.
    """

    included: tuple[Choice, ...]
    excluded: tuple[Choice, ...]
    whole_groups: bool

    def read(self, client: Client, project_id: Any, show: Show) -> list[Any]:
        """The groups of a workspace with the versions that are taken, as `show` makes them of what the API returns."""
        if len(self.included) == 1 and not self.excluded:
            choice = self.included[0]
            return choice.read(client, project_id, lambda group: show(self._taken(group, choice)))
        return list(map(show, self._chosen(client, project_id).values()))

    def _taken(self, group: Group, choice: Choice) -> Group:
        return {**group, "Services": self._versions(group, choice)}

    def _chosen(self, client: Client, project_id: Any) -> Kept:
        kept: Kept = {}
        for choice in self.included:
            for group in choice.read(client, project_id):
                _add(kept, group, self._versions(group, choice))
        for choice in self.excluded:
            fuzzy = choice.read(client, project_id) if choice.is_fuzzy else None
            matched = None if fuzzy is None else {str(group.get("ServiceGroupId")) for group in fuzzy}
            for identity in [identity for identity in kept if matched is None or identity in matched]:
                self._leave_out(kept, identity, choice)
        return kept

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
