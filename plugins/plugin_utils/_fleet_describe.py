# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The services that the hosts of an inventory describe. Pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, IDENTITY
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain
from ansible_collections.community.tencentcloud.plugins.plugin_utils._untrusted import untrusted

Json = dict[str, Any]
HostVars = Mapping[str, Mapping[str, Any]]

DEFAULTS, SERVICE = "tione_fleet_defaults", "tione_fleet_service"
NUMBERED = re.compile(r"\bservices\[(\d+)\]")


def places(hosts: Iterable[str], hostvars: HostVars, common: Mapping[str, Any]) -> list[Json]:
    """The services of hosts by where they are: those of one region, workspace and account can be one task.

    :param common: options that all modules share, for all calls; what a host says itself counts
    :returns: for each place `common`, `hosts`, and in the same order `services`, options of tione_model_service
    :raises OptionError: a host describes its service by something else than dictionaries
    """
    found: dict[str, Json] = {}
    for host in hosts:
        service = {**plain(common), **described(host, hostvars[host])}
        shared = {name: service.pop(name) for name in COMMON if name in service}
        place = found.setdefault(
            json.dumps(shared, sort_keys=True), {"common": untrusted(shared), "hosts": [], "services": []}
        )
        place["hosts"].append(str(host))
        place["services"].append(untrusted(service))
    return list(found.values())


def described(host: str, variables: Mapping[str, Any]) -> Json:
    """What a host says of its service over the defaults of its groups; it has the name of the host unless it has another.

    :raises OptionError: it is no dictionary
    """
    service: Json = {}
    for name in (DEFAULTS, SERVICE):
        given = plain(variables[name]) if name in variables else None
        if not isinstance(given or {}, dict):
            raise OptionError(f"{name} of host {host}", "must be a dictionary of options of tione_model_service")
        service.update(given or {})
    named = any(service.get(name) for name in IDENTITY)
    return service if named else {**service, "service_group_name": str(host)}


def names(hosts: Iterable[str], hostvars: HostVars) -> list[str]:
    """By what the service groups of hosts can be known: names and ids."""
    found: set[str] = set()
    for host in hosts:
        service = described(host, hostvars[host])
        of_service = str(service.get("service_id") or "").rpartition("-")[0]
        found.update({str(host), of_service, *(str(service.get(name) or "") for name in IDENTITY)})
    return sorted(found - {""})


def explained(message: str, hosts: list[str]) -> str:
    """A message of tione_model_services with the names of hosts where it has numbers of services."""
    return NUMBERED.sub(lambda found: f"host {hosts[int(found[1])]}", message)
