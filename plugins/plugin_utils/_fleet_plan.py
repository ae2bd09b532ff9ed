# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a fleet: what is to be done for each host, in which batches, and what speaks against it. Pure functions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain

Json = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

KINDS = ("create", "change", "start", "stop", "restart", "delete", "error", "none")
IDLE = ("none", "error")
SHARES = ("max_fail_percentage", "prune_max_percentage")
LONGEST_VALUE = 40
#: What a diff holds beside settings.
IDENTITY = {"service_id", "service_group_id", "service_group_name"}


def plan(
    results: Iterable[Mapping[str, Any]],
    places: Iterable[Sequence[str]],
    options: Mapping[str, Any],
    others: Iterable[str],
) -> Json:
    """The plan.

    :param results: of tione_model_services in check mode for each place
    :param places: the names of the hosts in each place
    :param options: the role's variables batches, max_fail_percentage, prune_max_percentage
    :param others: names and ids of service groups that hosts outside this play describe: they are not pruned
    :returns: `rows`, `calls` (what is applied one after the other), `doomed`, `spared`, `counts`, `problem`
    """
    given = {**plain(options), **{name: float(options[name]) for name in SHARES}}  # texts before ansible-core 2.19
    rows, found = [], []
    for number, (result, hosts) in enumerate(zip(plain(list(results)), plain(list(places)))):
        known = [_row(result, index, line) for index, line in enumerate(result["plan"])]
        rows += [{**row, "place": number, "host": host} for row, host in zip(known, hosts)]
        found += [{**row, "place": number, "host": ""} for row in known[len(hosts) :]]
    kept = set(others)
    doomed = [row for row in found if not kept.intersection((row["name"], row["service_group_id"]))]
    for number, row in enumerate([*rows, *doomed]):
        row["row"] = number
    return {
        "rows": [*rows, *doomed],
        "calls": list(_calls(rows, given["batches"])),
        "doomed": doomed,
        "spared": len(found) - len(doomed),
        "counts": _counts([*rows, *doomed]),
        "most_failures": len(rows) * given["max_fail_percentage"] / 100,
        "problem": _problem(rows, doomed, given),
    }


def _row(result: Mapping[str, Any], index: int, line: Mapping[str, Any]) -> Json:
    ids = {name: line[name] for name in ("name", "service_id", "service_group_id")}
    told = result["results"][index]["msg"]
    return {**ids, "at": index, "change": line["change"], "differs": _differs(result, line), "msg": told}


def _differs(result: Mapping[str, Any], line: Mapping[str, Any]) -> list[str]:
    """The settings that differ, with both values where the result has a diff."""
    sides = [(result.get("diff") or {}).get(side, {}).get(line["name"]) or {} for side in ("before", "after")]
    before, after = (dict(_leaves(side, "")) for side in sides)
    if line["change"] == "create" or not after:
        return list(line["settings"])
    return [f"{name}: {_shown(before.get(name))} -> {_shown(value)}" for name, value in after.items()]


def _leaves(value: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for name, element in value.items():
        if isinstance(element, Mapping) and element:
            yield from _leaves(element, f"{path}{name}.")
        elif path or name not in IDENTITY:
            yield f"{path}{name}", element


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 3]}..."


def _counts(rows: Rows) -> dict[str, int]:
    found = Counter(row["change"] for row in rows)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def _problem(rows: Rows, doomed: Rows, options: Mapping[str, Any]) -> str:
    """Why nothing may be changed, or an empty text."""
    wrong = [row for row in rows if row["change"] == "error"]
    if len(wrong) > len(rows) * options["max_fail_percentage"] / 100:
        told = "; ".join(f"{row['host']}: {row['msg']}" for row in wrong[:5])
        return f"{len(wrong)} of {len(rows)} services cannot be planned, so nothing has been changed: {told}"
    share = options["prune_max_percentage"]
    if len(doomed) > len(rows) * share / 100:
        named = ", ".join(row["name"] for row in doomed[:5])
        return (
            f"{len(doomed)} service groups would be deleted ({named}), but {share:g} % of the {len(rows)} services of this"
            " run are the most that may be; nothing has been changed. Is this a part of the fleet? If they shall go, raise"
            " tione_fleet_prune_max_percentage."
        )
    return ""


def _calls(rows: Rows, sizes: Sequence[Any]) -> Iterator[Json]:
    """What is applied one after the other: batches of what changes, by place; then what is only waited for."""
    busy = [row for row in rows if row["change"] not in IDLE]
    for number, batch in enumerate(_batches(busy, sizes), 1):
        yield from _by_place(batch, str(number))
    yield from _by_place([row for row in rows if row["change"] == "none"], "")


def _by_place(rows: Rows, batch: str) -> Iterator[Json]:
    for place in sorted({row["place"] for row in rows}):
        here = [row for row in rows if row["place"] == place]
        yield {"batch": batch, "place": place, "at": [row["at"] for row in here], "rows": [row["row"] for row in here]}


def _batches(rows: Rows, sizes: Sequence[Any]) -> Iterator[Rows]:
    """The rows in batches of these sizes, the last of which goes on."""
    wanted = [_size(size, len(rows)) for size in sizes or ["100%"]]
    begin = number = 0
    while begin < len(rows):
        size = wanted[min(number, len(wanted) - 1)]
        yield rows[begin : begin + size]
        begin, number = begin + size, number + 1


def _size(size: Any, total: int) -> int:
    """How many a number, or a percentage of all, is; one at least."""
    text = str(size).strip()
    digits = text[:-1] if text.endswith("%") else text
    if not digits.isdecimal() or int(digits) < 1:
        raise OptionError("tione_fleet_batches", f"has {size!r}, but sizes are numbers, or percentages such as 25%")
    return max(int(digits) * total // 100, 1) if text.endswith("%") else int(digits)


def percentage(found: Mapping[str, Any], call: Mapping[str, Any], failed: int) -> float:
    """max_fail_percentage for a call, so that it stops where the budget of the whole run is spent."""
    left = int(found["most_failures"]) - failed
    return min((left + 0.5) * 100 / len(call["at"]), 100.0) if left > 0 else 0.0


def table(found: Mapping[str, Any]) -> list[str]:
    """The plan in lines of text: all that is not in step already, then how many of each kind there are."""
    touched = [row for row in found["rows"] if row["change"] != "none"]
    width = max((len(row["host"] or row["name"]) for row in touched), default=0)
    lines = [f"{row['host'] or row['name']:<{width}}  {row['change']:<7}  {_why(row)}".rstrip() for row in touched]
    told = ", ".join(f"{count} {kind}" for kind, count in found["counts"].items())
    spared = found["spared"]
    lines += [f"{spared} groups of the owner are not pruned: other hosts describe them"] if spared else []
    return [*lines, f"{len(found['rows'])} services: {told}"]


def _why(row: Mapping[str, Any]) -> str:
    if row["change"] == "error":
        return str(row["msg"])
    return ", ".join(row["differs"]) if row["host"] else "no host describes this group"
