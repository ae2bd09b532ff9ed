# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts made from service groups: their variables, and names that no two of them share. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.names import SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._shown import shown
from ansible_collections.community.tencentcloud.plugins.plugin_utils._feed_back import settings_of

Values = dict[str, Any]

DEFAULT_WORKSPACE = "0"


@dataclass(frozen=True)
class Host:
    """One host: its variables, its name unless the source has another one for it, and what tells it from others."""

    name: str
    variables: Values
    region: str
    project_id: str
    identity: str


def entry(group: Mapping[str, Any], region: str, project_id: Any) -> Values:
    """What a cache keeps of a group that the API returned: option names, every secret masked, and where it was read."""
    return {"region": region, "project_id": str(project_id or DEFAULT_WORKSPACE), "group": shown(SERVICE_GROUP, group)}


def hosts_of(entries: Iterable[Mapping[str, Any]], kind: str, now: float) -> list[Host]:
    """The hosts in what entry() made; `kind` is what a host is."""
    return [host for kept in entries for host in _KINDS[kind](kept, now)]


def _group_host(kept: Mapping[str, Any], now: float) -> Iterator[Host]:
    group = kept["group"]
    variables = {**_place(kept), "tione_service_group": group}
    for member in ("service_group_id", "service_group_name", "status"):
        variables[member] = group.get(member)
    yield _host(kept, variables, group.get("service_group_name"), str(group.get("service_group_id")))


def _service_hosts(kept: Mapping[str, Any], now: float) -> Iterator[Host]:
    for service in _services(kept):
        variables = _of_service(kept, service)
        variables["tione_settings"] = settings_of({**service, GROUP: kept["group"]}, now)
        name = variables["service_group_name"] and f"{variables['service_group_name']}-{variables['version']}"
        yield _host(kept, variables, name, str(variables["service_id"]))


def _pod_hosts(kept: Mapping[str, Any], now: float) -> Iterator[Host]:
    for service in _services(kept):
        for number, pod in enumerate(dig(service, ("service_info", "pod_infos")) or []):
            variables = {**_of_service(kept, service), "pod_name": pod.get("name"), "tione_pod": pod}
            name = pod.get("name") or f"{service.get('service_id')}-pod-{number}"
            yield _host(kept, variables, name, f"{service.get('service_id')}-{number}")


_KINDS: Mapping[str, Callable[[Mapping[str, Any], float], Iterator[Host]]] = {
    "services": _service_hosts,
    "service_groups": _group_host,
    "pods": _pod_hosts,
}


def _host(kept: Mapping[str, Any], variables: Values, name: Any, identity: str) -> Host:
    return Host(str(name or identity), variables, kept["region"], kept["project_id"], identity)


def _services(kept: Mapping[str, Any]) -> list[Values]:
    """The versions of a group in the order of their numbers; the API gives them in none."""
    return sorted(kept["group"].get("services") or [], key=version_number)


def _place(kept: Mapping[str, Any]) -> Values:
    return {"region": kept["region"], "project_id": kept["project_id"]}


def _of_service(kept: Mapping[str, Any], service: Mapping[str, Any]) -> Values:
    group = kept["group"]
    of_both = {name: service.get(name) or group.get(name) for name in ("service_group_id", "service_group_name")}
    return {
        **_place(kept),
        **of_both,
        "service_id": service.get("service_id"),
        "version": str(service.get("version") or version_number(service)),
        "status": service.get("status"),
        "weight": service.get("weight"),
        "tione_service": dict(service),
    }


def unique_names(hosts: Sequence[Host], names: Sequence[str]) -> list[str]:
    """Names of which no two are equal. The hosts of one name get what tells them apart behind it, all of them.

    First their region, if that differs between them; then likewise their workspace; their id, if that is not enough.
    """
    found = list(names)
    for told_by in (lambda host: host.region, lambda host: host.project_id, lambda host: host.identity):
        found = _told_apart(hosts, found, told_by)
    return list(_numbered(found))


def _told_apart(hosts: Sequence[Host], names: Sequence[str], told_by: Callable[[Host], str]) -> list[str]:
    marks: dict[str, set[str]] = {}
    for host, name in zip(hosts, names):
        marks.setdefault(name, set()).add(told_by(host))
    return [f"{name}_{told_by(host)}" if len(marks[name]) > 1 else name for host, name in zip(hosts, names)]


def _numbered(names: Sequence[str]) -> Iterator[str]:
    """Where one name with its marks is what another host is called: numbers, in the order of creation."""
    wanted, taken = set(names), set[str]()
    for name in names:
        free, number = name, 1
        while free in taken or (number > 1 and free in wanted):
            number += 1
            free = f"{name}_{number}"
        taken.add(free)
        yield free
