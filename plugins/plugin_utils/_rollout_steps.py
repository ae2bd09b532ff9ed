# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rollout is asked to do: its options as a list of steps, checked before anything is done. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_weights import EVERYTHING

Json = dict[str, Any]

#: What an option that is not there comes out of a template as; before ansible-core 2.19 that is a text.
UNSET = (None, "")
STRATEGIES = ("rolling", "blue_green", "canary")
STEP_KEYS = ("name", "weight", "bake", "gates", "pause")
PAUSE_KEYS = {"name", "pause"}
#: What approves every pause, or none, in all the ways in which templates and command lines say so.
EVERY_PAUSE, NO_PAUSE = ("true", "yes", "on", "1"), ("", "none", "false", "no", "off", "0", "[]")
#: What every gate takes, with defaults.
COMMON = {"retries": 0, "delay": 5, "budget": 0}
#: Type of gate -> its own options with their defaults; REQUIRED has none.
REQUIRED = object()
GATES: Mapping[str, Mapping[str, Any]] = {
    "ready": {},
    "http": {"probe": REQUIRED, "target": "group"},
    "compare": {
        "probe": REQUIRED,
        "new": {},
        "old": {},
        "percentile": "p95",
        "max_error_increase": None,
        "max_latency_ratio": None,
    },
    "prometheus": {
        "url": REQUIRED,
        "query": REQUIRED,
        "max": None,
        "min": None,
        "headers": {},
        "validate_certs": True,
        "timeout": 30,
    },
    "tasks": {"file": REQUIRED, "vars": {}},
}
#: Type of gate -> options of which it needs at least one.
ONE_OF = {"prometheus": ("max", "min"), "compare": ("max_error_increase", "max_latency_ratio")}
CHOICES = {("http", "target"): ("new", "group")}


def steps_of(options: Mapping[str, Any]) -> list[Json]:
    """The steps of a rollout; of each its name, weight (None: weights are left alone), bake, gates, pause, and whether it waits.

    :param options: strategy, steps, linear, bake, gates, gates_before, approved
    :raises OptionError: names the option
    """
    steps = _steps(options)
    names = [step["name"] for step in steps]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise OptionError("tione_rollout_steps", f"has two steps with the name {twice}")
    approved = _approved(options.get("approved"), [step["name"] for step in steps if step["pause"]])
    return [{**step, "waits": step["pause"] and step["name"] not in approved} for step in steps]


def _approved(value: Any, pauses: Sequence[str]) -> Sequence[str]:
    """The names of the pauses that are approved: all, none, or those that are named."""
    names = [str(name).strip() for name in value] if isinstance(value, (list, tuple)) else [str(value).strip()]
    if len(names) == 1 and names[0] not in pauses and names[0].lower() in (*EVERY_PAUSE, *NO_PAUSE):
        return pauses if names[0].lower() in EVERY_PAUSE else ()
    for name in names:
        if name not in pauses:
            there = f"there are {', '.join(pauses)}" if pauses else "there is no pause"
            raise OptionError("tione_rollout_approved", f"names no step that pauses by {name!r}, {there}")
    return names


def _steps(options: Mapping[str, Any]) -> list[Json]:
    """The steps with all their gates."""
    strategy = options.get("strategy")
    if strategy not in STRATEGIES:
        raise OptionError("tione_rollout_strategy", f"is {strategy!r}, but must be one of {', '.join(STRATEGIES)}")
    gates = _gates("tione_rollout_gates", options.get("gates") or [])
    before = options.get("gates_before")
    first = _step(0, 0, _without_traffic(gates) if before in UNSET else _gates("tione_rollout_gates_before", before))
    bake = _number("tione_rollout_bake", options.get("bake") or 0)
    if strategy == "rolling":
        return [_step(None, bake, gates, name="in place")]
    if strategy == "blue_green":
        return [first, _step(EVERYTHING, bake, gates)]
    given = options.get("steps") or _linear(options.get("linear") or {}, bake)
    return _with_end([first], given, bake, gates)


def _step(weight: int | None, bake: int, gates: Sequence[Json], pause: bool = False, name: Any = None) -> Json:
    """A step; without a name it is known by its weight."""
    known_as = str(weight) if name in UNSET else str(name).strip()
    return {"name": known_as, "weight": weight, "bake": bake, "gates": list(gates), "pause": pause}


def _without_traffic(gates: Sequence[Json]) -> list[Json]:
    """The gates that say something about a version which gets no calls through the group yet."""
    return [gate for gate in gates if gate["type"] != "http" or gate["target"] == "new"]


def _linear(linear: Mapping[str, Any], bake: int) -> list[Json]:
    """Steps of one size."""
    if not linear:
        raise OptionError("tione_rollout_steps", "is empty, but a canary needs it, or tione_rollout_linear")
    _known("tione_rollout_linear", linear, ("step", "bake"))
    size = _number("tione_rollout_linear.step", linear.get("step"), 1, EVERYTHING)
    pace = _number("tione_rollout_linear.bake", linear.get("bake", bake))
    return [{"weight": weight, "bake": pace} for weight in (*range(size, EVERYTHING, size), EVERYTHING)]


def _with_end(steps: list[Json], given: Sequence[Mapping[str, Any]], bake: int, gates: Sequence[Json]) -> list[Json]:
    """The given steps behind those that are there, and a last one with all the traffic where they have none."""
    for index, entry in enumerate(given):
        path = f"tione_rollout_steps[{index}]"
        _known(path, entry, STEP_KEYS)
        if "weight" not in entry:
            _check_pause(path, entry)
            steps[-1] = {**steps[-1], "pause": True, "name": str(entry.get("name", steps[-1]["name"]))}
            continue
        weight = _number(f"{path}.weight", entry["weight"], 1, EVERYTHING)
        if weight <= steps[-1]["weight"]:
            raise OptionError(f"{path}.weight", f"is {weight}, but must be more than that of the step before")
        own = _gates(f"{path}.gates", entry["gates"]) if "gates" in entry else gates
        pace = _number(f"{path}.bake", entry.get("bake", bake))
        steps.append(_step(weight, pace, own, bool(entry.get("pause")), entry.get("name")))
    return steps if steps[-1]["weight"] == EVERYTHING else [*steps, _step(EVERYTHING, bake, gates)]


def _check_pause(path: str, entry: Mapping[str, Any]) -> None:
    if entry.keys() - PAUSE_KEYS or entry.get("pause") is not True:
        raise OptionError(path, "has no weight, so it must be just pause: true, with a name if wanted")


def _gates(path: str, gates: Sequence[Mapping[str, Any]]) -> list[Json]:
    return [_gate(f"{path}[{index}]", gate) for index, gate in enumerate(gates)]


def _gate(path: str, given: Mapping[str, Any]) -> Json:
    """One gate with its defaults."""
    kind = str(given.get("type"))
    if kind not in GATES:
        raise OptionError(f"{path}.type", f"is {kind}, but must be one of {', '.join(GATES)}")
    own = GATES[kind]
    _known(path, given, ("name", "type", *COMMON, *own))
    gate = {"name": kind, **COMMON, **own, **given}
    for name in own:
        if gate[name] is REQUIRED or (own[name] is REQUIRED and not gate[name]):
            raise OptionError(f"{path}.{name}", f"is needed for a gate of type {kind}")
        choices = CHOICES.get((kind, name), (gate[name],))
        if gate[name] not in choices:
            raise OptionError(f"{path}.{name}", f"is {gate[name]!r}, but must be one of {', '.join(choices)}")
    if kind in ONE_OF and all(gate[name] is None for name in ONE_OF[kind]):
        raise OptionError(path, f"needs {' or '.join(ONE_OF[kind])}")
    return {**gate, **{name: _number(f"{path}.{name}", gate[name]) for name in COMMON}}


def _known(path: str, given: Mapping[str, Any], names: Iterable[str]) -> None:
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise OptionError(f"{path}.{unknown[0]}", f"is unknown, there are {', '.join(names)}")


def _number(path: str, value: Any, lowest: int = 0, highest: int | None = None) -> int:
    """A whole number; templates often make texts of them."""
    text = str(value).strip()
    if isinstance(value, bool) or not text.isdecimal() or not lowest <= int(text) <= (highest or int(text)):
        most = f" to {highest}" if highest else ""
        raise OptionError(path, f"is {value!r}, but must be a whole number from {lowest}{most}")
    return int(text)
