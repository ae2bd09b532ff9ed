# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory that describes an account as it is: applied, it changes nothing. Pure functions."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import (
    Phase,
    failure_reason,
    phase,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import ALL_SETTINGS
from ansible_collections.community.tencentcloud.plugins.plugin_utils._fleet_describe import DEFAULTS, SERVICE
from ansible_collections.community.tencentcloud.plugins.plugin_utils._hosts import Host, hosts_of, unique_names
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain

Json = dict[str, Any]

GROUP = "tione_fleet"
#: What can be the name of a host and of its file, and is no range and no address with a port.
SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
TEMPLATE = re.compile(r"\{[{%#]")
NOTHING_CONNECTS = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}


def export(groups: Iterable[Iterable[Mapping[str, Any]]], regions: Iterable[str], project_id: Any) -> Json:
    """The inventory of an account.

    :param groups: the service groups of each region, as tione_service_group_info returns them
    :param regions: the regions; an empty name where users shall have it from their environment
    :returns: `files` (texts by path), `hosts`, `unknown` (what cannot be told of each host), `left_out` with reasons
    """
    entries = [
        {"region": region, "project_id": str(project_id or "0"), "group": group}
        for region, found in zip(plain(list(regions)), plain(list(groups)))
        for group in found
    ]
    services = hosts_of(entries, "services", time.time())
    usable = [host for host in services if phase(host.variables["tione_service"]) is not Phase.FAILED]
    names = dict(zip(unique_names(usable, [_name(host) for host in usable]), usable))
    shared_names = Counter(_group_key(host) for host in {_group_id(host): host for host in usable}.values())
    versions = Counter(map(_group_id, usable))
    described = {
        name: _described(host, shared_names[_group_key(host)] == 1, versions[_group_id(host)] == 1)
        for name, host in names.items()
    }
    unknown = {name: _unknown(host.variables["tione_service"]) for name, host in names.items()}
    return {
        "hosts": list(names),
        "unknown": {name: missing for name, missing in unknown.items() if missing},
        "never_returned": never_returned(ALL_SETTINGS),
        "left_out": {
            host.variables["service_id"]: failure_reason(host.variables["tione_service"])
            for host in services
            if host not in usable
        },
        "files": dict(_files(described, unknown)),
    }


def _name(host: Host) -> str:
    """The name of its group and version, if a host and a file can have it; else the id."""
    return host.name if SAFE_NAME.fullmatch(host.name) else str(host.variables["service_id"])


def _group_id(host: Host) -> Any:
    return host.variables["service_group_id"]


def _group_key(host: Host) -> tuple[Any, ...]:
    return host.region, host.project_id, host.variables["service_group_name"]


def _described(host: Host, is_only_of_name: bool, is_only_version: bool) -> Json:
    variables = host.variables
    service = variables["tione_service"]
    named = {"service_group_name": variables["service_group_name"]} if is_only_of_name else {}
    state = "stopped" if phase(service) in (Phase.STOPPED, Phase.STOPPING) else "started"
    return {
        **(named or {"service_group_id": variables["service_group_id"]}),
        **({} if is_only_version else {"version": variables["version"]}),
        **({"region": host.region} if host.region else {}),
        **({} if host.project_id == "0" else {"project_id": host.project_id}),
        "state": state,
        **variables["tione_settings"],
    }


def _unknown(service: Mapping[str, Any]) -> list[str]:
    """The private values that a service has and that the API does not return."""
    env = dig(service, ("service_info", "env")) or []
    return [f"value of the private variable {one.get('name')} in env" for one in env if one.get("is_private")]


def never_returned(fields: Sequence[Field], path: str = "") -> list[str]:
    """The settings that the API takes and never returns, so that nobody can tell whether services use them."""
    found: list[str] = []
    for field in fields:
        if field.mode is Mode.WRITE_ONLY and field.read is None:
            found.append(f"{path}{field.name}")
        elif field.fields and field.mode is not Mode.READ_ONLY:
            found += never_returned(field.fields, f"{path}{field.name}.")
    return found


def _files(described: Mapping[str, Json], unknown: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    defaults = _common(list(described.values()))
    yield "hosts.yml", _text({GROUP: {"hosts": dict.fromkeys(described)}}, ["Written by export_fleet."])
    yield (
        f"group_vars/{GROUP}.yml",
        _text(
            {**NOTHING_CONNECTS, DEFAULTS: defaults},
            [
                "Written by export_fleet: what all services have alike.",
                *_about(never_returned(ALL_SETTINGS), "any service"),
            ],
        ),
    )
    for name, service in described.items():
        own = {setting: value for setting, value in service.items() if setting not in defaults}
        yield f"host_vars/{name}.yml", _text({SERVICE: own}, _about(unknown[name], "it"))


def _about(missing: Sequence[str], whom: str) -> list[str]:
    """Comments on what stands nowhere in a file."""
    if not missing:
        return []
    head = f"The API does not return these. If {whom} uses them, give them here before you change anything that updates it:"
    return [head, *(f"  {one}" for one in missing)]


def _common(services: Sequence[Json]) -> Json:
    """What all services have, with one value."""
    first = services[0] if len(services) > 1 else {}
    return {name: value for name, value in first.items() if all(one.get(name) == value for one in services)}


class _NoTemplate(str):
    """A text that Ansible must not read as a template."""


class _Dumper(yaml.SafeDumper):
    """YAML with sequences indented and texts of the API marked."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent sequences below their key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write repeated objects out."""
        return True


_Dumper.add_representer(_NoTemplate, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style='"'))


def _text(variables: Json, comments: Sequence[str]) -> str:
    """A file of variables."""
    head = "".join(f"# {line}\n" for line in comments)
    trusted = {name: value if name in NOTHING_CONNECTS else _marked(value) for name, value in variables.items()}
    return f"---\n{head}" + yaml.dump(trusted, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _marked(element) for name, element in value.items()}
    if isinstance(value, list):
        return [_marked(element) for element in value]
    return _NoTemplate(value) if isinstance(value, str) and TEMPLATE.search(value) else value
