# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hold the code to its limits: short functions everywhere, modules that are documentation and little else.

Also told here, because it takes minutes until ansible-test says so: it refuses a variable whose name is _.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FUNCTION_LINES = 40
MODULE_LINES = 40
DOCUMENTATION = frozenset({"DOCUMENTATION", "EXAMPLES", "RETURN"})
ROOT = Path(__file__).resolve().parents[1]


def _doc_lines(node: ast.AST) -> int:
    """Count the lines of the docstring of a function, which are not held against it."""
    body = getattr(node, "body", [])
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return (body[0].end_lineno or 0) - body[0].lineno + 1
    return 0


def long_functions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and complaint for every function that is too long."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1 - _doc_lines(node)
            if lines > FUNCTION_LINES:
                yield node.lineno, f"{node.name} has {lines} lines, {FUNCTION_LINES} are allowed"


def refused_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and complaint for every variable or argument that is called _."""
    for node in ast.walk(tree):
        argument = isinstance(node, ast.arg) and node.arg == "_"
        if argument or (isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)):
            yield getattr(node, "lineno", 0), "ansible-test refuses the name _: write _unused or say what it is"


def module_code_lines(tree: ast.Module, source: str) -> int:
    """Count the lines of a module outside its documentation, less blank lines and comments."""
    skipped: set[int] = set()
    for node in tree.body:
        names = {target.id for target in getattr(node, "targets", []) if isinstance(target, ast.Name)}
        if names & DOCUMENTATION:
            skipped.update(range(node.lineno, (node.end_lineno or 0) + 1))
    code = (text.strip() for line, text in enumerate(source.splitlines(), 1) if line not in skipped)
    return sum(1 for text in code if text and not text.startswith("#"))


def complaints(path: Path) -> Iterator[str]:
    """Yield one line for everything that is wrong with the file."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    name = path.relative_to(ROOT)
    for line, text in (*long_functions(tree), *refused_names(tree)):
        yield f"{name}:{line}: {text}"
    if name.parts[:2] == ("plugins", "modules"):
        lines = module_code_lines(tree, source)
        if lines > MODULE_LINES:
            yield f"{name}: {lines} lines of code outside the documentation, {MODULE_LINES} are allowed"


def main() -> int:
    """Check the given files and folders."""
    places = [ROOT / name for name in sys.argv[1:]]
    paths = [path for place in places for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    found = [line for path in paths for line in complaints(path)]
    print("\n".join([*found, f"{len(paths)} files, {len(found)} complaints"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
