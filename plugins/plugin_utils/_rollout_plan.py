# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a rollout stands, and what is left of it: all from weights and versions as the API shows them. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase, phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import in_order, weights_of
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_note import note, noted
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_weights import (
    EVERYTHING,
    Weights,
    before_rollout,
    in_words,
    same_shares,
    share,
    split,
)

Json = dict[str, Any]
Group = Mapping[str, Any]

NEW = "the new version"
BUSY = "UPDATING"
RETIRING = ("stop", "delete")


def plan(
    steps: Sequence[Json],
    group: Group | None,
    target: str | None,
    options: Mapping[str, Any],
    fresh: bool = False,
    present: Group | None = None,
) -> Json:
    """What a rollout will do from here.

    :param steps: of _rollout_steps.steps_of
    :param group: as tione_service_group_info returns it, before a version was made; None: there is none
    :param target: id of the new version; None: it will be made
    :param options: old_versions (keep, stop, delete), keep_versions (numbers)
    :param fresh: whether the version was made, changed or started by this run
    :param present: the group after that; what a version got by being made is not its share in a rollout
    """
    name = target or NEW
    first, now = _weights(group, name), _weights(present or group, name)
    in_place = steps[0]["weight"] is None
    before = first if in_place else _before(group or {}, first, name)
    retired = retiring(present or group or {}, name, options)
    position = share(first, name)
    numbered = [_numbered(index, step, steps, now, before, name) for index, step in enumerate(steps)]
    found: Json = {
        "target": name,
        "now": now,
        "before": before,
        "before_in_words": in_words(before) if before else "",
        "old": _old(before, retired, name),
        "position": float(position),
        "restorable": before is not None and any(before.values()),
        "note": "" if in_place or target else note(group or {}),
        "retire": [] if in_place else retired,
        "finished": not in_place and position == EVERYTHING,
        "alone": not any(weight for other, weight in (before or now).items() if other != name),
    }
    found["steps"] = [step for step in numbered if _is_left(step, found, fresh or bool(retired))]
    return {**found, "table": table(found)}


def _weights(group: Group | None, target: str) -> Weights:
    """The weights of a group, with the target among them."""
    found = weights_of((group or {}).get("services") or [])
    return {**found, target: found.get(target, 0)}


def _before(group: Group, now: Weights, target: str) -> Weights | None:
    """The weights before the rollout: those in force tell the proportions, a note the very numbers; None: nothing tells them."""
    told, remembered = before_rollout(now, target), noted(group, target)
    if remembered is None or not now[target]:
        return told
    return remembered if told is None or same_shares(told, remembered) else told


def _numbered(index: int, step: Json, steps: Sequence[Json], now: Weights, before: Weights | None, target: str) -> Json:
    """A step with its place and the weights of all versions in it; None where it leaves them alone."""
    weights = None if step["weight"] is None else split(before or now, target, step["weight"])
    unchanged = weights is None or same_shares(weights, now)
    return {
        "index": index,
        "number": f"{index + 1} of {len(steps)}",
        "weight": step["weight"],
        "weights": weights,
        "shift": not unchanged,
        "bake": step["bake"],
        "gates": [gate["name"] for gate in step["gates"]],
        "name": step["name"],
        "pause": step["pause"],
        "waits": step["waits"],
    }


def _is_left(step: Json, found: Json, verify: bool) -> bool:
    """Whether a step is to be done: those below the present share are done, the one of that share is looked at again.

    Of a rollout that is finished the last one is looked at again, unless nothing shows that anybody still works on it. Where no
    other version has traffic there is nothing to share, and the last one is all there is.
    """
    if step["weight"] is None:
        return True
    if found["finished"] or found["alone"]:
        return bool(step["weight"] == EVERYTHING and (verify or not found["finished"]))
    return bool(step["weight"] >= found["position"])


def _old(before: Weights | None, retired: Sequence[str], target: str) -> str:
    """The version that the new one is compared with: the one that had most of the traffic, or an empty text."""
    others = {name: weight for name, weight in (before or {}).items() if name != target and weight}
    return max(others, key=lambda name: others[name], default=next(reversed(retired), ""))


def back(group: Group, before: Mapping[str, int]) -> list[Json]:
    """The weights that every version of a group shall have again; versions that were not there then get none."""
    ids = weights_of(group.get("services") or [])
    return [{"service_id": service_id, "weight": before.get(service_id, 0)} for service_id in ids]


def retiring(group: Group, target: str, options: Mapping[str, Any]) -> list[str]:
    """The ids of versions that are to be stopped or deleted once the target has all the traffic."""
    what = options.get("old_versions")
    kept = {str(number) for number in options.get("keep_versions") or []}
    others = [
        view
        for view in in_order(group.get("services") or [])
        if view["service_id"] != target and not kept & {str(version_number(view)), str(view["service_id"])}
    ]
    running = [view for view in others if phase(view) not in (Phase.STOPPED, Phase.STOPPING, Phase.FAILED)]
    chosen = {"stop": running, "delete": others}.get(str(what), [])
    return [str(view["service_id"]) for view in chosen]


def conflict(group: Group | None, expected: Mapping[str, int], but: str | None = None) -> str:
    """Why the weights of a group must not be changed now, or an empty text: somebody else changes them, or has.

    :param but: a version that has just been made, whose weight does not count
    """
    found = {name: weight for name, weight in weights_of((group or {}).get("services") or []).items() if name != but}
    expected = {name: weight for name, weight in expected.items() if name != but}
    if (group or {}).get("weight_update_status") == BUSY:
        return "another change of the weights is going on"
    if not same_shares(expected, found):
        return f"somebody else has changed the weights: they are {in_words(found)}, and were {in_words(expected)}"
    return ""


def failed_version(group: Group | None, earlier: Group | None, target: str | None, wanted: str) -> Json:
    """What is to be done with the new version after a failure.

    A version with traffic is left alone. One that is not the newest was not made for this rollout, so it is stopped, not deleted.

    :param group: as it is after the weights were put back
    :param earlier: as it was before the rollout
    :param wanted: keep, stop or delete
    :returns: service_id (None: there is none) and state (present, stopped, absent)
    """
    services = (group or {}).get("services") or []
    known = {view["service_id"] for view in (earlier or {}).get("services") or []}
    made = [view["service_id"] for view in services if view["service_id"] not in known]
    service_id = target or (made[-1] if made else None)
    view = next((view for view in services if view["service_id"] == service_id), None)
    state = {"stop": "stopped", "delete": "absent"}.get(wanted, "present")
    if view is None:
        return {"service_id": None, "state": "present"}
    if view.get("weight") and known:
        state = "present"
    newest = max(version_number(other) for other in services)
    if state == "absent" and (version_number(view) < newest):
        state = "stopped"
    if state == "stopped" and phase(view) in (Phase.STOPPED, Phase.FAILED):
        state = "present"
    return {"service_id": str(service_id), "state": state}


def table(found: Mapping[str, Any]) -> list[str]:
    """The plan as lines for people."""
    rows = [("step", "traffic", "weights", "bake", "gates", ""), *map(_row, found["steps"])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    head = f"to {found['target']}, which has {found['position']:g} % of the traffic now"
    tail = [f"then {', '.join(found['retire'])} retire"] if found["retire"] else []
    return [head, *(lines if found["steps"] else ["nothing is left to do"]), *tail]


def _row(step: Mapping[str, Any]) -> tuple[str, ...]:
    weights = "as they are" if step["weights"] is None else in_words(step["weights"])
    notes = [
        "" if step["shift"] or step["weights"] is None else "in force already",
        f"waits for approval ({step['name']})" if step["waits"] else "approved" if step["pause"] else "",
    ]
    return (
        str(step["number"]),
        "-" if step["weight"] is None else f"{step['weight']} %",
        weights,
        f"{step['bake']} s",
        ", ".join(step["gates"]) or "none",
        "; ".join(filter(None, notes)),
    )
