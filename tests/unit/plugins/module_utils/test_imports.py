# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what is imported when: a shipped task compiles all that it imports, the fast path imports all before the fork."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ansible_collections.community.tencentcloud.plugins.plugin_utils._fast_path import IMPORTED_WHEN_NEEDED, UTILS
from support import collection

FOLDER = Path(__file__).resolve().parents[4] / "plugins" / "module_utils"
MODULE = "ansible_collections.community.tencentcloud.plugins.modules.tione_service_group_info"
FRONT_END = f"{UTILS}._front_end"


def imported_late(path: Path) -> Iterator[str]:
    """The modules of the collection that functions of a file import."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef) else ():
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith(UTILS):
                folder = FOLDER.joinpath(*str(node.module).removeprefix(UTILS).split("."))
                for alias in node.names:
                    is_module = (folder / f"{alias.name}.py").is_file()
                    yield f"{node.module}.{alias.name}" if is_module else str(node.module)


def test_the_fast_path_has_imported_before_the_fork_what_functions_import() -> None:
    late = {name for path in FOLDER.rglob("*.py") for name in imported_late(path)}
    assert f"{UTILS}._sts" in late
    assert late <= set(IMPORTED_WHEN_NEEDED)


def imported_with(folder: Path, *names: str) -> set[str]:
    """What a fresh Python has imported after these modules."""
    environment = {**os.environ, "PYTHONPATH": str(collection.collections_path(folder))}
    listing = f"import sys, {', '.join(names)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", listing], env=environment, check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    return set(done.stdout.split())


def test_a_module_that_is_shipped_imports_nothing_that_few_tasks_need(tmp_path: Path) -> None:
    imported = imported_with(tmp_path, MODULE, FRONT_END)
    assert MODULE in imported
    late = {*IMPORTED_WHEN_NEEDED, "jmespath", "configparser", f"{UTILS}._pages", f"{UTILS}._engine", f"{UTILS}._model"}
    assert imported & late == {FRONT_END}


def test_what_calls_the_api_is_imported_by_the_front_end_only(tmp_path: Path) -> None:
    assert imported_with(tmp_path, MODULE) & {FRONT_END, f"{UTILS}._client", "requests"} == set()
