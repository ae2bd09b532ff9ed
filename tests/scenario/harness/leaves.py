# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options down to their leaves: those that a module declares, those that a task gives, objects grown from leaves."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .outcome import Json

MODULES = sorted(path.stem for path in (Path(__file__).resolve().parents[3] / "plugins" / "modules").glob("tione_*.py"))


def argument_spec(module: str) -> Json:
    """Ansible's argument spec of a module; the collection has to be importable."""
    found = importlib.import_module(f"ansible_collections.community.tencentcloud.plugins.modules.{module}")
    return dict(found.SPEC.argument_spec())


def declared(spec: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The dotted paths of all options that have no suboptions."""
    for name, rule in spec.items():
        if rule.get("options"):
            yield from declared(rule["options"], f"{path}{name}.")
        else:
            yield f"{path}{name}"


def given(spec: Mapping[str, Any], options: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The same paths, of the options that a task gives."""
    for name, value in options.items():
        if spec[name].get("options"):
            for element in value if isinstance(value, list) else [value]:
                yield from given(spec[name]["options"], element, f"{path}{name}.")
        else:
            yield f"{path}{name}"


def grow(leaves: Mapping[str, Any]) -> Json:
    """The object with these values at dotted paths; a number in a path is a place in a list."""
    grown: Json = {}
    for path, value in leaves.items():
        steps = path.split(".")
        here: Any = grown
        for step, following in itertools.pairwise(steps):
            here = _enter(here, step, [] if following.isdecimal() else {})
        _put(here, steps[-1], value)
    return grown


def _enter(here: Any, step: str, empty: Any) -> Any:
    if isinstance(here, dict):
        return here.setdefault(step, empty)
    if int(step) == len(here):
        here.append(empty)
    return here[int(step)]


def _put(here: Any, step: str, value: Any) -> None:
    if isinstance(here, dict):
        here[step] = value
    else:
        here.append(value)
