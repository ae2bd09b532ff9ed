# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rollout did, as data: for set_stats, for a JSON file, and for the page with its chart. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_weights import EVERYTHING, share

Json = dict[str, Any]
Log = Sequence[Mapping[str, Any]]

WIDTH, HEIGHT = 720.0, 180.0
#: Classes of colours on the page.
COLOURS = 8
SHORTEST = 0.001


def report(log: Log, about: Mapping[str, Any]) -> Json:
    """The report of one run.

    :param log: what happened, in order: dicts with `at` (seconds) and `kind` (weights, gate, note)
    :param about: group, target, strategy, outcome, message, plan, who, and the like; they stand in the report as they are
    """
    started, ended = float(about["started"]), float(about["ended"])
    timeline = [_moment(entry, started) for entry in log if entry["kind"] == "weights"]
    return {
        **{name: value for name, value in about.items() if name not in ("started", "ended")},
        "started": _utc(started),
        "ended": _utc(ended),
        "seconds": round(ended - started, 1),
        "timeline": timeline,
        "gates": [_without(entry, started) for entry in log if entry["kind"] == "gate"],
        "notes": [_without(entry, started) for entry in log if entry["kind"] == "note"],
        "request_ids": list(dict.fromkeys(one for entry in log for one in entry.get("request_ids") or [])),
    }


def _moment(entry: Mapping[str, Any], started: float) -> Json:
    weights = entry["weights"]
    shares = {name: round(float(share(weights, name)), 2) for name in weights}
    return {**_without(entry, started), "shares": shares}


def _without(entry: Mapping[str, Any], started: float) -> Json:
    """An entry of the log with readable times."""
    at = float(entry["at"])
    rest = {name: value for name, value in entry.items() if name not in ("at", "kind")}
    return {"at": _utc(at), "after": round(at - started, 1), **rest}


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def chart(timeline: Sequence[Mapping[str, Any]], seconds: float) -> Json:
    """The shares over time as rectangles, one above the other, in order of the versions.

    :param timeline: of a report
    :returns: width, height, areas (x, y, width, height, colour, text), ticks (x, text), legend (name, colour)
    """
    names = sorted({name for moment in timeline for name in moment["shares"]}, key=_by_number)
    length = max(float(seconds), SHORTEST)
    colours = {name: index % COLOURS for index, name in enumerate(names)}
    areas: list[Json] = []
    for index, moment in enumerate(timeline):
        begin = min(float(moment["after"]), length)
        end = min(float(timeline[index + 1]["after"]), length) if index + 1 < len(timeline) else length
        areas += _column(moment, names, begin / length, end / length, colours)
    ticks = [{"x": round(WIDTH * part / 4, 1), "text": f"{length * part / 4:.0f} s"} for part in range(5)]
    legend = [{"name": name, "colour": colours[name]} for name in names]
    return {"width": WIDTH, "height": HEIGHT, "areas": areas, "ticks": ticks, "legend": legend}


def _by_number(name: str) -> tuple[int, str]:
    number = name.rpartition("-")[2]
    return (int(number) if number.isdecimal() else 0, name)


def _column(
    moment: Mapping[str, Any], names: Iterable[str], begin: float, end: float, colours: Mapping[str, int]
) -> list[Json]:
    """What stands above one stretch of time."""
    column, bottom = [], HEIGHT
    for name in names:
        height = HEIGHT * float(moment["shares"].get(name, 0)) / EVERYTHING
        if height <= 0 or end <= begin:
            continue
        bottom -= height
        place = {"x": WIDTH * begin, "y": bottom, "width": WIDTH * (end - begin), "height": height}
        text = f"{name}: {moment['shares'][name]:g} % from {moment['after']:g} s"
        column.append({**{key: round(value, 2) for key, value in place.items()}, "colour": colours[name], "text": text})
    return column
