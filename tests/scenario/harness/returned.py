# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results against the documentation of their modules: keys and types, at every depth."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .outcome import Json

MODULES = Path(__file__).resolve().parents[3] / "plugins" / "modules"
TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "list": (list,),
    "dict": (dict,),
    "raw": (object,),
}
#: What Ansible itself adds to results.
ANSIBLE = frozenset({"changed", "failed", "invocation", "warnings", "deprecations", "_ansible_no_log", "ansible_facts"})


@functools.cache
def documented(module: str, what: str = "RETURN") -> Json:
    """RETURN or DOCUMENTATION of a module, without what it shares with others."""
    tree = ast.parse((MODULES / f"{module}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == what:
            return dict(yaml.safe_load(ast.literal_eval(node.value)))
    raise LookupError(f"{module} has no {what}")


def as_documented(module: str, result: Json) -> None:
    """Assert that a result has the keys that are always returned, no others than documented, and values of their types."""
    docs = documented(module)
    shown = {name: value for name, value in result.items() if name not in ANSIBLE and not name.startswith("_ansible")}
    always = {name for name, doc in docs.items() if doc["returned"] == "success"}
    assert always <= shown.keys(), f"{module} returns no {', '.join(sorted(always - shown.keys()))}"
    wrong = [line for name in shown for line in _wrong(docs.get(name), shown[name], name)]
    assert not wrong, f"{module}: {'; '.join(wrong)}"


def failure_as_documented(module: str, result: Json, more: frozenset[str]) -> None:
    """Assert that a failure has no key beside those of failures but documented ones, with values of their types."""
    docs = documented(module)
    shown = {name for name in result if name not in ANSIBLE | more | {"exception"} and not name.startswith("_ansible")}
    wrong = [line for name in sorted(shown) for line in _wrong(docs.get(name), result[name], name)]
    assert not wrong, f"{module}: {'; '.join(wrong)}"


def _wrong(doc: Json | None, value: Any, path: str) -> Iterator[str]:
    if doc is None:
        yield f"{path} is not documented"
    elif value is not None:
        if not isinstance(value, TYPES[doc["type"]]) or (isinstance(value, bool) and doc["type"] in ("int", "float")):
            yield f"{path} is no {doc['type']}: {value!r}"
        for element in value if doc["type"] == "list" and isinstance(value, list) else []:
            yield from _wrong({"type": doc["elements"], "contains": doc.get("contains")}, element, f"{path}[]")
        if isinstance(value, dict) and doc.get("contains"):
            for name, member in value.items():
                yield from _wrong(doc["contains"].get(name), member, f"{path}.{name}")
