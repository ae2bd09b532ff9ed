# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resource groups: what follows from their nodes and from the services that run on them."""

from __future__ import annotations

from collections.abc import Iterator

from .catalogue import real_gpu_facts
from .description import Json
from .lifecycle import RUNNING
from .state import Account

#: Quantities of ResourceInfo that add up.
QUANTITIES = ("Cpu", "Memory", "Gpu")
NONE: Json = {"Cpu": 0, "Memory": 0, "Gpu": 0}
#: Status of a node on which services can run.
READY = "RUNNING"


def resource_group(entry: Json, account: Account) -> Json:
    """ResourceGroup as replies show it; members that the entry has itself win."""
    nodes: list[Json] = entry.get("InstanceSet") or []
    used = _placed(nodes, demand(account, entry["ResourceGroupId"]))
    shown = [_node(node, share) for node, share in zip(nodes, used, strict=True)]
    return {
        "FreeInstance": sum(node["InstanceStatus"] == READY for node in nodes),
        "TotalInstance": len(nodes),
        "UsedResource": _total([node["UsedResource"] for node in shown]),
        "TotalResource": _total([node["TotalResource"] for node in nodes]),
        "TagSet": [],
        **entry,
        "InstanceSet": shown,
    }


def demand(account: Account, group_id: str) -> Iterator[Json]:
    """What each pod that runs in a resource group takes."""
    for _group, version in account.all_versions():
        resources = version.settings["Resources"]
        if version.settings["ResourceGroupId"] == group_id and version.phase in RUNNING and resources:
            yield from [{name: resources.get(name, 0) for name in QUANTITIES}] * version.replicas


def _placed(nodes: list[Json], pods: Iterator[Json]) -> list[Json]:
    """What is used on each node when every pod goes to the first one with room; a pod without room uses nothing."""
    used = [dict(NONE) for _node in nodes]
    for pod in pods:
        fitting = (
            share
            for node, share in zip(nodes, used, strict=True)
            if node["InstanceStatus"] == READY
            and all(share[name] + pod[name] <= node["TotalResource"][name] for name in QUANTITIES)
        )
        share = next(fitting, None)
        if share is not None:
            share.update({name: share[name] + pod[name] for name in QUANTITIES})
    return used


def _node(node: Json, used: Json) -> Json:
    total = node["TotalResource"]
    left = {name: total[name] - used[name] for name in QUANTITIES}
    return {
        **node,
        "UsedResource": _detailed(used, total["GpuType"]),
        "AvailableResource": _detailed(left, total["GpuType"]),
    }


def _detailed(quantities: Json, gpu_type: str) -> Json:
    return {**quantities, "GpuType": gpu_type, **real_gpu_facts(gpu_type, quantities["Gpu"])}


def _total(resources: list[Json]) -> Json:
    """GroupResource: the sum, with cards by type."""
    cards: dict[str, int] = {}
    for resource in resources:
        if resource["Gpu"]:
            cards[resource["GpuType"]] = cards.get(resource["GpuType"], 0) + resource["Gpu"]
    total = {name: sum(resource[name] for resource in resources) for name in QUANTITIES}
    return {**total, "GpuDetailSet": [{"Name": name, "Value": value} for name, value in cards.items()]}
