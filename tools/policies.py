# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write docs/cam-policies.md: for each module the policy that allows what it calls, and nothing else.

What a module calls is what can be reached from its declaration: definitions of _resources that its SPEC uses, those that
they use, and so on; the names of API actions that stand in them are its actions.
"""

from __future__ import annotations

import ast
import functools
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.derived import write_or_check

PACKAGE = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
SOURCES = ROOT / "plugins" / "module_utils" / "_resources"
API = ROOT / "tests" / "emulator" / "tione-2021-11-11.json"
TARGET = ROOT / "docs" / "cam-policies.md"
#: Its actions are those that a task names.
ANY_ACTION = "tione_api"
_BY_NAME = frozenset({"DescribeModelServiceGroup"})
#: What could be reached and is not: to prune a fleet is to delete groups, and no more; these look for groups by name only.
NOT_CALLED = {
    "tione_model_services": frozenset(
        {"DescribeModelServiceCallInfo", "ModifyModelServiceAuthorization", "ModifyServiceGroupWeights"}
    ),
    "tione_probe": _BY_NAME,
    "tione_service_call_info": _BY_NAME,
}
READS = ("Describe", "Get", "List")

Place = tuple[str, str]


def actions_of_the_api() -> frozenset[str]:
    """The names of all actions of TI-ONE that the collection knows."""
    return frozenset(json.loads(API.read_text(encoding="utf-8"))["actions"])


@functools.cache
def definitions(file: str) -> dict[str, ast.stmt]:
    """What a file of _resources defines at top level, by name."""
    found: dict[str, ast.stmt] = {}
    for node in ast.parse((SOURCES / f"{file}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
            found.update({name.id: node for name in names})
    return found


@functools.cache
def imports(file: str) -> dict[str, Place]:
    """What a file takes from its neighbours: name -> file and name there ("" for a whole file)."""
    found: dict[str, Place] = {}
    for node in ast.walk(ast.parse((SOURCES / f"{file}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            source = str(node.module).removeprefix(PACKAGE).lstrip(".")
            for alias in node.names:
                found[alias.asname or alias.name] = (source, alias.name) if source else (alias.name, "")
    return found


def uses(file: str, node: ast.AST) -> Iterator[Place]:
    """The definitions that a piece of code names."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            source, whole = imports(file).get(part.value.id, ("", ""))
            if source and not whole:
                yield source, part.attr
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            source, name = imports(file).get(part.id, (file, part.id))
            if name in definitions(source):
                yield source, name


def reached(start: Place) -> set[Place]:
    """All definitions that can be reached from one."""
    seen: set[Place] = set()
    pending = [start]
    while pending:
        file, name = pending.pop()
        if (file, name) not in seen and name in definitions(file):
            seen.add((file, name))
            pending += uses(file, definitions(file)[name])
    return seen


def texts(file: str, name: str) -> Iterator[str]:
    """The texts in a definition, and those that it comes to."""
    node = definitions(file)[name]
    several = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)
    for part in [] if several else ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
    value = getattr(importlib.import_module(f"{PACKAGE}.{file}"), name)
    if isinstance(value, str):
        yield value


def actions_of(module: str) -> list[str]:
    """The actions that a module can call, reads first."""
    known, start = actions_of_the_api(), (module.removeprefix("tione_"), "SPEC")
    found = {text for place in reached(start) for text in texts(*place)} & known
    found -= NOT_CALLED.get(module, frozenset())
    return sorted(found, key=lambda action: (not action.startswith(READS), action))


def modules() -> list[str]:
    """All modules but the one that calls any action."""
    names = (path.stem for path in (ROOT / "plugins" / "modules").glob("tione_*.py"))
    return sorted(name for name in names if name != ANY_ACTION)


def policy(actions: list[str]) -> str:
    """A CAM policy that allows these actions."""
    statement = {"effect": "allow", "action": [f"tione:{action}" for action in actions], "resource": ["*"]}
    return json.dumps({"version": "2.0", "statement": [statement]}, indent=2)


HEAD = """\
<!--
Copyright (c) 2026, community.tencentcloud contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
-->

# What a module needs to be allowed

Written by `tools/policies.py` from the declarations of the modules; a test holds it against the calls that tasks make. Each
policy allows all that its module can call, and nothing else. Put together those of the modules that a playbook uses.

- A task that only reads, or runs in check mode, makes the `Describe` calls alone: without the others a playbook can be
  checked but changes nothing.
- The resource is `*`: narrow it to the region, the workspace or the groups of an account where CAM offers that for an action.
- With `role_arn` the credentials that a task begins with need `sts:AssumeRole` for that role and nothing more; the role needs
  the policies below.
- `tione_api` calls what a task names. Allow just these actions, or do without the module where secrets must not be read:
  `DescribeModelServiceCallInfo` and `DescribeModelServiceGroup` return tokens.
- Inventory and lookups need what `tione_service_group_info`, `tione_model_service_info` and `tione_service_call_info` need; the
  roles what their modules need.
"""


def sections() -> Iterator[str]:
    """The text, part by part."""
    yield HEAD
    everything = sorted({action for module in modules() for action in actions_of(module)})
    reads = [action for action in everything if action.startswith(READS)]
    yield f"## All modules, reading only\n\n```json\n{policy(reads)}\n```\n"
    yield f"## All modules\n\n```json\n{policy(everything)}\n```\n"
    for module in modules():
        yield f"## {module}\n\n```json\n{policy(actions_of(module))}\n```\n"


def text() -> str:
    """What the file must hold."""
    return "\n".join(sections())


def main() -> int:
    """Write or check; the exit status."""
    return write_or_check(__doc__, lambda: [(TARGET, text())], ROOT)


if __name__ == "__main__":
    sys.exit(main())
