# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeBillingSpecs, DescribeBillingSpecsPrice, DescribeBillingResourceGroups."""

from __future__ import annotations

from .. import billing, selecting
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action

#: A cost above this many cents is answered as 0.
MOST_COST = 4_200_000_000
#: Default and highest Limit of resource groups; the highest is not documented, only that there is an error for it.
PAGE, MOST = 20, 100
#: ResourceType -> the types of specs that it stands for; any other names one type, an empty one means all.
SPEC_TYPES = {"CALC": ("CPU", "GPU")}


@action("DescribeBillingSpecs")
def describe_specs(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """The specs of a charge type, for a task and of a resource type if these are given."""
    task, kind = params.get("TaskType"), params.get("ResourceType")
    found = [
        entry["Spec"]
        for entry in cloud.assets.specs
        if entry["ChargeType"] == params["ChargeType"]
        and (not task or task in entry["TaskTypes"])
        and (not kind or entry["Spec"]["SpecType"] in SPEC_TYPES.get(kind, (kind,)))
    ]
    return {"Specs": found}


@action("DescribeBillingSpecsPrice")
def describe_prices(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Cents for a number of each spec: per hour, or per month for prepaid ones."""
    if not params["SpecsParam"]:
        raise ApiError("InvalidParameter", "`SpecsParam` is empty.")
    entries = {entry["Spec"]["SpecName"]: entry for entry in cloud.assets.specs}
    return {"SpecsPrice": [_price(entries, unit) for unit in params["SpecsParam"]]}


def _price(entries: dict[str, Json], unit: Json) -> Json:
    name, count = unit["SpecName"], unit["SpecCount"]
    if name not in entries:
        raise ApiError("FailedOperation.QueryPriceFailed", f"There is no price for `{name}`.")
    costs = {member: entries[name][member] * count for member in ("TotalCost", "RealTotalCost")}
    known = {member: cost if cost <= MOST_COST else 0 for member, cost in costs.items()}
    return {"SpecName": name, "SpecCount": count, **known}


@action("DescribeBillingResourceGroups")
def describe_resource_groups(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """A page of the resource groups, with what the services of the account use of them."""
    rules = cloud.description.actions["DescribeBillingResourceGroups"].request["Filters"].rules
    selecting.check(params.get("Filters", []), rules["filter_names"], rules["max_values_per_filter"])
    groups = [billing.resource_group(entry, scope.account) for entry in cloud.assets.resource_groups]
    found = [group for group in groups if _wanted(group, params)]
    shown = selecting.page(found, params, PAGE, MOST, "InvalidParameterValue.LimitExceeded")
    if params.get("DontShowInstanceSet"):
        shown = [{**group, "InstanceSet": []} for group in shown]
    return {"TotalCount": len(found), "ResourceGroupSet": selecting.nullable(shown, cloud.behaviour)}


def _wanted(group: Json, params: Json) -> bool:
    """All filters, all tag filters and the search word; one value with Fuzzy is looked for within the text."""
    texts = {
        "ResourceGroupId": group["ResourceGroupId"],
        "ResourceGroupName": group["ResourceGroupName"],
        "AvailableNodeCount": str(group["FreeInstance"]),
    }
    word = params.get("SearchWord", "")
    return (
        all(selecting.passes(entry, texts[entry["Name"]], _fuzzy(entry)) for entry in params.get("Filters", []))
        and all(selecting.tagged(group["TagSet"], entry) for entry in params.get("TagFilters", []))
        and (word in group["ResourceGroupId"] or word in group["ResourceGroupName"])
    )


def _fuzzy(entry: Json) -> bool:
    return bool(entry.get("Fuzzy")) and len(entry.get("Values", [])) == 1
