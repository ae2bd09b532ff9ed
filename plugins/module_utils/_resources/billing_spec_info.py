# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_billing_spec_info: what a service can run on, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep, Row
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    WHOLE,
    Parameter,
    Params,
    Source,
    list_module,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import workspace


R = Mode.READ_ONLY
BY_HOUR = "POSTPAID_BY_HOUR"
SPECS_PER_CALL = 50
CENTS = 100

SPEC_PRICE = (
    Field("spec_name", "SpecName", doc="Name of the spec.", mode=R),
    Field("total_cost", "TotalCost", "int", doc="List price in hundredths of a CNY.", mode=R),
    Field("real_total_cost", "RealTotalCost", "int", doc="Price after discounts in hundredths of a CNY.", mode=R),
    Field("spec_count", "SpecCount", "int", doc="Number of instances that the price is for.", mode=R),
)
BILLING_SPEC = (
    Field("spec_id", "SpecId", doc="Id of the spec.", mode=R),
    Field("spec_name", "SpecName", doc="Name of the spec: what C(instance_type) of a service takes.", mode=R),
    Field("spec_alias", "SpecAlias", doc="Display name of the spec.", mode=R),
    Field(
        "available",
        "Available",
        "bool",
        doc="What the API says of the stock. Its documentation calls it sold out or not, and leaves open which is which.",
        mode=R,
    ),
    Field(
        "available_region",
        "AvailableRegion",
        "list",
        elements="str",
        doc="Regions that have it, when it is sold out.",
        mode=R,
    ),
    Field("spec_features", "SpecFeatures", "list", elements="str", doc="Features of the spec.", mode=R),
    Field("spec_type", "SpecType", doc="Kind of the spec, such as V(CPU) or V(GPU).", mode=R),
    Field("gpu_type", "GpuType", doc="Type of its GPU cards.", mode=R),
    Field("category_id", "CategoryId", doc="Id of the billing category.", mode=R),
    Field(
        "spec_price",
        "SpecPrice",
        "dict",
        doc="Price of one instance as the API returns it; null if it was not asked for or there is none.",
        fields=SPEC_PRICE,
        mode=R,
    ),
    Field(
        "price_per_hour",
        "PricePerHour",
        "float",
        doc="Price of one instance in CNY per hour, after discounts; null if it is not known.",
        mode=R,
    ),
    Field(
        "list_price_per_hour",
        "ListPricePerHour",
        "float",
        doc="Price of one instance in CNY per hour, before discounts; null if it is not known.",
        mode=R,
    ),
)


def _named(params: Params) -> Keep | None:
    names = params["spec_names"]
    return (lambda spec: spec.get("SpecName") in names) if names is not None else None


def _check_names(params: Params) -> None:
    if params["spec_names"] is not None and not params["spec_names"]:
        raise OptionError("spec_names", "is empty", hint="Leave the option out to list all.")


def _with_prices(session: Session, specs: list[Row]) -> list[Row]:
    """Each spec with its price. The API says nothing of the period for prepaid ones, so that they have none."""
    wanted = session.params["prices"] and session.params["charge_type"] == BY_HOUR
    prices = dict(_prices(session, [str(spec["SpecName"]) for spec in specs])) if wanted else {}
    return [{**spec, **_price(prices.get(str(spec.get("SpecName"))))} for spec in specs]


def _prices(session: Session, names: list[str]) -> Iterator[tuple[str, Row]]:
    for first in range(0, len(names), SPECS_PER_CALL):
        asked = [{"SpecName": name, "SpecCount": 1} for name in names[first : first + SPECS_PER_CALL]]
        place = workspace(session.params["project_id"])
        reply = session.client.call("DescribeBillingSpecsPrice", {"SpecsParam": asked, **place})
        yield from ((str(price["SpecName"]), price) for price in reply.get("SpecsPrice") or [])


def _price(price: Row | None) -> dict[str, Any]:
    raw = price or {}
    return {
        "SpecPrice": price,
        "PricePerHour": _in_cny(raw.get("RealTotalCost")),
        "ListPricePerHour": _in_cny(raw.get("TotalCost")),
    }


def _in_cny(cents: int | None) -> float | None:
    return None if cents is None else cents / CENTS


SOURCE = Source(
    action="DescribeBillingSpecs",
    rows=Field("specs", "Specs", "list", elements="dict", doc="The specs.", fields=BILLING_SPEC),
    paging=WHOLE,
    parameters={
        "charge_type": Parameter(
            Option("How it is billed.", {"choices": [BY_HOUR, "PREPAID"], "default": BY_HOUR}), "ChargeType"
        ),
        "task_type": Parameter(
            Option("What it is for; V(INFERENCE) is a model service.", {"choices": ["TRAIN", "NOTEBOOK", "INFERENCE", "EMS"]}),
            "TaskType",
        ),
        "resource_type": Parameter(
            Option("Kind of resource.", {"choices": ["CALC", "CPU", "GPU", "GPU-SW"]}), "ResourceType"
        ),
    },
    checks=(_check_names,),
    keep=_named,
)
SPEC = list_module(
    SOURCE,
    options=(
        {
            "spec_names": Option("Only the specs with these names.", {"type": "list", "elements": "str"}),
            "prices": Option(
                "Whether the price of each spec is asked for as well, with O(charge_type=POSTPAID_BY_HOUR).",
                {"type": "bool", "default": True},
            ),
        },
    ),
    complete=_with_prices,
)
