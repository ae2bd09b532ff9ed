# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a service group shares its traffic: what a task gives, what it means for every version. Pure functions.

Weights are proportions: 2 to 1 is the same as 200 to 100. They go by the id of the service, the lowest version first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number

Entries = Sequence[Mapping[str, Any]]
Services = Iterable[Mapping[str, Any]]
Weights = dict[str, int]


def check_entries(entries: Entries, exclusive: bool) -> None:
    """Refuse what can be seen to be wrong without looking at the group.

    :raises OptionError: names the entry
    """
    if not entries:
        raise OptionError("weights", "is empty", hint="Leave it out to leave the weights as they are.")
    seen: set[tuple[str, Any]] = set()
    for index, entry in enumerate(entries):
        name = _identity(index, entry)
        _check_number(f"weights[{index}].weight", entry["weight"], lowest=0)
        if (name, entry[name]) in seen:
            raise OptionError(f"weights[{index}]", f"names {name} {entry[name]} again; it must be given once")
        seen.add((name, entry[name]))
    if exclusive and not any(entry["weight"] for entry in entries):
        raise _no_traffic()


def _identity(index: int, entry: Mapping[str, Any]) -> str:
    """Which of its two names an entry gives."""
    given = [name for name in ("service_id", "version") if entry.get(name) not in (None, "")]
    if len(given) != 1:
        problem = "must not have both of service_id and version" if given else "must have service_id or version"
        raise OptionError(f"weights[{index}]", problem)
    if given[0] == "version":
        _check_number(f"weights[{index}].version", entry["version"], lowest=1)
    return given[0]


def _check_number(path: str, value: Any, lowest: int) -> None:
    """Ansible takes true and false for numbers."""
    if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
        raise OptionError(path, f"is {value!r}, but must be a whole number, at least {lowest}")


def _no_traffic() -> OptionError:
    return OptionError("weights", "no version would get any traffic", hint="At least one weight must be more than 0.")


def in_order(services: Services) -> list[Mapping[str, Any]]:
    """Services by number of their version."""
    return sorted(services, key=version_number)


def weights_of(services: Services) -> Weights:
    """The weight of each version as it was read back."""
    return {str(service["service_id"]): int(service.get("weight") or 0) for service in in_order(services)}


def planned_weights(entries: Entries, exclusive: bool, services: Services, group_id: str) -> Weights:
    """The weight of every version: those that are given; the others keep theirs, or get none (`exclusive`).

    :raises OptionError: an entry is about a version that the group does not have, two are about one, or no weight is left
    """
    known = in_order(services)
    current = weights_of(known)
    given: Weights = {}
    for index, entry in enumerate(entries):
        service_id = _find(index, entry, known, group_id)
        if service_id in given:
            raise OptionError(
                f"weights[{index}]", f"is about {service_id}, which is given before; it must be given once"
            )
        given[service_id] = entry["weight"]
    planned = {service_id: given.get(service_id, 0 if exclusive else kept) for service_id, kept in current.items()}
    if not any(planned.values()):
        raise _no_traffic()
    return planned


def _find(index: int, entry: Mapping[str, Any], services: Sequence[Mapping[str, Any]], group_id: str) -> str:
    """The id of the service that an entry is about."""
    for service in services:
        if entry.get("service_id") == service["service_id"] or entry.get("version") == version_number(service):
            return str(service["service_id"])
    numbers = ", ".join(str(version_number(service)) for service in services) or "none"
    named = f"service {entry['service_id']}" if entry.get("service_id") else f"version {entry['version']}"
    raise OptionError(
        f"weights[{index}]",
        f"{named} is not in service group {group_id}",
        hint=f"Versions of the group: {numbers}.",
    )


def shares(weights: Mapping[str, int]) -> Weights:
    """The proportions in their smallest numbers, without versions that get nothing: equal for equal shares of the traffic."""
    unit = math.gcd(*weights.values()) if weights else 0
    return {service_id: weight // unit for service_id, weight in weights.items() if weight}


def same_shares(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two splits send the same share of the traffic to every version."""
    return shares(one) == shares(other)


def changed_weights(
    services: Services, planned: Mapping[str, int]
) -> tuple[list[dict[str, int]], list[dict[str, int]]]:
    """Before and after, by version, of the weights that change."""
    before, after = [], []
    for service in in_order(services):
        old, new = int(service.get("weight") or 0), planned.get(service["service_id"])
        if new is not None and new != old:
            before.append({"version": version_number(service), "weight": old})
            after.append({"version": version_number(service), "weight": new})
    return before, after


def weights_body(planned: Mapping[str, int]) -> list[dict[str, Any]]:
    """The weights of a request: every version of the group, as the API wants it."""
    return [{"ServiceId": service_id, "Weight": weight} for service_id, weight in planned.items()]
