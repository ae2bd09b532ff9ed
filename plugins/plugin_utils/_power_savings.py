# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stopping services saves, by the hours that they do not run and their prices. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power import instant

Json = dict[str, Any]
Rows = Iterable[Mapping[str, Any]]

HOUR = 3600


def savings(found: Mapping[str, Any], prices: Rows) -> Json:
    """The plan with money: what each service costs by the hour, what it has saved, and will save until it starts again.

    :param found: what plan() returned
    :param prices: the specs that tione_billing_spec_info returned
    :returns: the plan with `cny_per_hour`, `hours`, `saved`, `hours_to_come`, `to_be_saved` of each service, and `totals`
    """
    known = plain(found)
    by_name = {spec["spec_name"]: spec.get("price_per_hour") for spec in plain(list(prices))}
    now = instant(known["at"])
    rows = [_with_money(row, now, by_name.get(row["instance_type"])) for row in known["services"]]
    names = ("hours", "saved", "hours_to_come", "to_be_saved")
    totals = {name: round(sum(row[name] or 0 for row in rows), 2) for name in names}
    return {**known, "services": rows, "totals": {**totals, "without_price": _without_price(rows)}}


def _with_money(row: Json, now: datetime, price: float | None) -> Json:
    rate = 0.0 if not row["instances"] else None if price is None else round(price * row["instances"], 4)
    held = _hours(instant(row["since"]), now) if row["held"] else 0.0
    ahead = _hours(now, instant(row["until"])) if row["until"] else 0.0
    saved, coming = (None if rate is None else round(rate * hours, 2) for hours in (held, ahead))
    return {
        **row,
        "cny_per_hour": rate,
        "hours": round(held, 2),
        "saved": saved,
        "hours_to_come": round(ahead, 2),
        "to_be_saved": coming,
    }


def _hours(begin: datetime, end: datetime) -> float:
    return max((end - begin).total_seconds(), 0) / HOUR


def _without_price(rows: Rows) -> list[str]:
    touched = [row for row in rows if row["held"] or row["action"] in ("stop", "start")]
    return sorted({row["instance_type"] for row in touched if row["cny_per_hour"] is None})


def table(found: Mapping[str, Any]) -> list[str]:
    """The plan with money in lines of text: what is touched, what this role holds stopped, and the totals."""
    shown = [row for row in found["services"] if row["action"] != "none" or row["held"]]
    lines = [_line(row) for row in shown]
    rest = len(found["services"]) - len(shown)
    totals = found["totals"]
    lines.append(f"{rest} of {len(found['services'])} services are left as they are")
    lines.append(f"saved so far: {totals['hours']:g} h, {totals['saved']:.2f} CNY")
    if totals["hours_to_come"]:
        lines.append(f"to be saved until they start: {totals['hours_to_come']:g} h, {totals['to_be_saved']:.2f} CNY")
    if totals["without_price"]:
        lines.append(f"no price is known of {', '.join(totals['without_price'])}")
    return lines


def _line(row: Mapping[str, Any]) -> str:
    doing = "stays stopped" if row["action"] == "none" else row["action"]
    parts = [f"{row['name']}: {doing} ({row['reason']})"]
    if row["held"]:
        parts.append(f"stopped since {row['since']}, {row['hours']:g} h, {_money(row['saved'])}")
    if row["until"]:
        parts.append(f"until {row['until']}, {row['hours_to_come']:g} h, {_money(row['to_be_saved'])}")
    return "; ".join(parts)


def _money(amount: float | None) -> str:
    return "price not known" if amount is None else f"{amount:.2f} CNY"
