# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_billing_spec_info: what a service can run on, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep, Row
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    WHOLE,
    Parameter,
    Params,
    Source,
    list_module,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

R = Mode.READ_ONLY
BY_HOUR = "POSTPAID_BY_HOUR"
SPECS_PER_CALL = 50
CENTS = 100
NO_PRICE = "FailedOperation.QueryPriceFailed"

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
        doc="Price of one instance in CNY per hour, after discounts; null if there is none by the hour.",
        mode=R,
    ),
    Field(
        "list_price_per_hour",
        "ListPricePerHour",
        "float",
        doc="Price of one instance in CNY per hour, before discounts; null if there is none by the hour.",
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
    """Each spec with its price, and with that of an hour where it is billed by the hour."""
    names = [spec["SpecName"] for spec in specs if spec.get("SpecName")] if session.params["prices"] else []
    prices = dict(_prices(session, names))
    by_hour = session.params["charge_type"] == BY_HOUR
    return [{**spec, **_price(prices.get(spec.get("SpecName")), by_hour)} for spec in specs]


def _prices(session: Session, names: list[str]) -> Iterator[tuple[Any, Row]]:
    for first in range(0, len(names), SPECS_PER_CALL):
        for price in _ask(session, names[first : first + SPECS_PER_CALL]):
            yield price.get("SpecName"), price


def _ask(session: Session, names: list[str]) -> list[Row]:
    """The prices of some specs. One of them without a price spoils the answer for all, and is no failure of the list."""
    asked = {"SpecsParam": [{"SpecName": name, "SpecCount": 1} for name in names]}
    try:
        reply = session.client.call("DescribeBillingSpecsPrice", {**asked, **workspace(session.params["project_id"])})
    except ApiError as error:
        if error.error_code != NO_PRICE:
            raise
        session.warn(f"There are no prices for {', '.join(names)}: {error.error_message}")
        return []
    return reply.get("SpecsPrice") or []


def _price(price: Row | None, by_hour: bool) -> dict[str, Any]:
    hourly = price if price and by_hour else {}
    return {
        "SpecPrice": price,
        "PricePerHour": _in_cny(hourly.get("RealTotalCost")),
        "ListPricePerHour": _in_cny(hourly.get("TotalCost")),
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
            Option(
                "What it is for; V(INFERENCE) is a model service.",
                {"choices": ["TRAIN", "NOTEBOOK", "INFERENCE", "EMS"]},
            ),
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
                "Whether the price of each spec is asked for as well. The API does not say for how long a prepaid one is;"
                " a price per hour is worked out only with O(charge_type=POSTPAID_BY_HOUR).",
                {"type": "bool", "default": True},
            ),
        },
    ),
    complete=_with_prices,
)
