# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of a fleet, as data. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_report import report as run_report

Json = dict[str, Any]
NOT_BEGUN = "not begun"
#: Of a rollout only.
WITHOUT = ("timeline", "gates", "notes")


def outcomes(result: Mapping[str, Any], call: Mapping[str, Any]) -> list[Json]:
    """What became of each row of a call.

    :param result: of tione_model_services, or of tione_service_group for the only row
    """
    known = plain(result)
    lines = known.get("results") or [known]
    return [
        {
            "row": row,
            "outcome": _outcome(line),
            "msg": line.get("msg") or "",
            "service_id": line.get("service_id"),
            "request_id": line.get("request_id") or "",
        }
        for row, line in zip(call["rows"], lines)
    ]


def _outcome(line: Mapping[str, Any]) -> str:
    if line.get("failed"):
        return "failed"
    if line.get("skipped"):
        return NOT_BEGUN
    return "changed" if line.get("changed") else "in step"


def report(plan: Mapping[str, Any], done: Iterable[Mapping[str, Any]], about: Mapping[str, Any]) -> Json:
    """The report of one run.

    :param done: what outcomes() returned, of all calls
    :param about: `started`, `ended`, `who`, `check_mode`, `problem`, and `log` with the request ids
    """
    found, given = plain(plan), plain(about)
    became = {one["row"]: one for one in plain(list(done))}
    services = [_service(row, became.get(row["row"]), given["check_mode"]) for row in found["rows"]]
    failed = [service for service in services if service["outcome"] == "failed"]
    left = [service for service in services if service["outcome"] == NOT_BEGUN]
    told = {name: given[name] for name in ("started", "ended", "who", "check_mode")}
    whole = run_report(given["log"], {**told, "counts": found["counts"], "problem": given["problem"]})
    return {
        **{name: value for name, value in whole.items() if name not in WITHOUT},
        "outcome": _verdict(given, bool(failed or left), services),
        "failed": len(failed),
        "not_begun": len(left),
        "services": services,
    }


def _service(row: Mapping[str, Any], became: Mapping[str, Any] | None, check_mode: bool) -> Json:
    planned = "failed" if row["change"] == "error" else "planned" if check_mode else NOT_BEGUN
    if row["change"] == "none" and became is None:
        planned = "in step"
    end = became or {"outcome": planned, "msg": row["msg"] or "", "service_id": None, "request_id": ""}
    return {
        "host": row["host"],
        "name": row["name"],
        "service_id": end["service_id"] or row["service_id"],
        "change": row["change"],
        "differs": row["differs"],
        "outcome": end["outcome"],
        "msg": end["msg"],
        "request_id": end["request_id"],
    }


def _verdict(about: Mapping[str, Any], incomplete: bool, services: Iterable[Mapping[str, Any]]) -> str:
    if about["problem"]:
        return "refused"
    if incomplete:
        return "failed"
    if about["check_mode"]:
        return "planned"
    return "succeeded" if any(service["outcome"] == "changed" for service in services) else "nothing_to_do"
