# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a gate lets a rollout pass: what was measured, held against its limits. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle

Json = dict[str, Any]
Answer = Mapping[str, Any]
#: The smallest latency that counts in a ratio: below it clocks and networks are all there is to measure.
SHORTEST = 0.001


def judge(gate: Mapping[str, Any], answer: Answer) -> Json:
    """The verdict: passed, measured, and a message that says what is wrong with which values.

    :param gate: with all its options
    :param answer: by type of gate; `failed` and `msg` where there was none
    """
    if answer.get("failed"):
        return _verdict({}, [str(answer.get("msg") or "it failed without a message")])
    return JUDGES[gate["type"]](gate, answer)


def _verdict(measured: Json, problems: list[str]) -> Json:
    return {"passed": not problems, "measured": measured, "message": "; ".join(problems)}


def _ready(gate: Mapping[str, Any], answer: Answer) -> Json:
    """A service that runs with all its replicas."""
    services = answer.get("services") or []
    if not services:
        return _verdict({}, ["the service is not there"])
    view = services[0]
    workload = (view.get("service_info") or {}).get("status") or {}
    counts = ("replicas", "updated_replicas", "ready_replicas", "available_replicas")
    measured = {"status": view.get("status"), **{name: workload.get(name) for name in counts}}
    if lifecycle.is_normal(view) and lifecycle.has_all_replicas(view):
        return _verdict(measured, [])
    ready = f"{workload.get('ready_replicas') or 0} of {workload.get('replicas') or 0} replicas are ready"
    problems = [f"its status is {view.get('status') or 'not known'}, {ready}", lifecycle.reason(view)]
    return _verdict(measured, [problem for problem in problems if problem])


def _seen(probe: Mapping[str, Any]) -> Json:
    """What a probe measured, without its samples."""
    names = ("calls", "errors", "error_percentage", "latency", "statuses")
    return {name: probe[name] for name in names if name in probe}


def _http(gate: Mapping[str, Any], answer: Answer) -> Json:
    probe = answer.get("new") or {}
    problems = [_in_words(violation) for violation in probe.get("violations") or []]
    if probe.get("passed") is not True and not problems:
        problems = ["no calls were made"]
    return _verdict(_seen(probe), problems)


def _in_words(violation: Any) -> str:
    """Violations are texts, or dicts with a message."""
    if isinstance(violation, Mapping):
        return str(violation.get("message") or violation.get("msg") or dict(violation))
    return str(violation)


def _compare(gate: Mapping[str, Any], answer: Answer) -> Json:
    """The same calls to both versions: errors in percentage points, latency as a ratio."""
    new, old = answer.get("new") or {}, answer.get("old") or {}
    if not old:
        return _verdict({"new": _seen(new), "note": "there is no old version to compare with"}, [])
    increase = float(new.get("error_percentage") or 0) - float(old.get("error_percentage") or 0)
    times = [float((probe.get("latency") or {}).get(gate["percentile"]) or 0) for probe in (new, old)]
    ratio = times[0] / max(times[1], SHORTEST)
    problems = []
    if gate["max_error_increase"] is not None and increase > float(gate["max_error_increase"]):
        problems.append(
            f"its error share of {new.get('error_percentage') or 0:g} % is {increase:g} points above the old version's,"
            f" {float(gate['max_error_increase']):g} are allowed"
        )
    if gate["max_latency_ratio"] is not None and ratio > float(gate["max_latency_ratio"]):
        problems.append(
            f"its {gate['percentile']} latency of {times[0]:.3f} s is {ratio:.2f} times the old version's {times[1]:.3f} s,"
            f" {float(gate['max_latency_ratio']):g} times are allowed"
        )
    measured = {"new": _seen(new), "old": _seen(old), "error_increase": increase, "latency_ratio": round(ratio, 3)}
    return _verdict(measured, problems)


def _prometheus(gate: Mapping[str, Any], answer: Answer) -> Json:
    """Every value of the query must be within the limits; no value, or one that is no number, fails."""
    data = (answer.get("json") or {}).get("data") or {}
    values = _values(data.get("resultType"), data.get("result"))
    if not values:
        return _verdict({"values": []}, ["the query returned no value"])
    problems = []
    if any(math.isnan(value) for value in values):
        problems.append("the query returned a value that is no number")
    elif gate["max"] is not None and max(values) > float(gate["max"]):
        problems.append(f"the value {max(values):g} is above {float(gate['max']):g}")
    elif gate["min"] is not None and min(values) < float(gate["min"]):
        problems.append(f"the value {min(values):g} is below {float(gate['min']):g}")
    return _verdict({"values": [value if math.isfinite(value) else str(value) for value in values]}, problems)


def _values(kind: Any, result: Any) -> list[float]:
    if kind == "scalar":
        return [float(result[1])]
    if kind == "vector":
        return [float(series["value"][1]) for series in result or []]
    return []


def _tasks(gate: Mapping[str, Any], answer: Answer) -> Json:
    """The user's own tasks have passed if none of them failed."""
    return _verdict(dict(answer.get("measured") or {}), [])


JUDGES: Mapping[str, Callable[[Mapping[str, Any], Answer], Json]] = {
    "ready": _ready,
    "http": _http,
    "compare": _compare,
    "prometheus": _prometheus,
    "tasks": _tasks,
}
