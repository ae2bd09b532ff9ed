# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit of dependencies: foreign imports and advisories are noticed, a missing service of advisories is not hidden."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
if not (ROOT / "tools" / "audit.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

audit = importlib.import_module("tools.audit")


def test_plugins_import_nothing_that_is_not_told() -> None:
    assert list(audit.undeclared()) == []


def test_a_foreign_import_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plugins").mkdir()
    text = "import json\nfrom . import near\n\ndef late():\n    import boto3.session\n    from yaml import dump\n"
    (tmp_path / "plugins" / "one.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(audit, "ROOT", tmp_path)
    assert list(audit.undeclared()) == [
        "plugins/one.py imports boto3, which is none of ansible-core, requests, jmespath"
    ]


def test_what_is_installed_is_found_with_all_that_it_needs() -> None:
    found = audit.closure()
    assert found.keys() >= {"ansible-core", "requests", "jmespath", "urllib3", "certifi", "idna"}
    assert not found.keys() & {"pytest", "PySocks"}


ADVISORY = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": "bad"}
ANSWERS: dict[str, tuple[list[Any], tuple[list[str], int]]] = {
    "weak": ([{"name": "a", "version": "1", "vulns": [ADVISORY]}], (["a 1: PYSEC-1, mended in 2.0"], 0)),
    "not mended": ([{"name": "a", "version": "1", "vulns": [{**ADVISORY, "fix_versions": []}]}], ([], 0)),
    "sound": ([{"name": "a", "version": "1", "vulns": []}], ([], 0)),
    "not known": ([{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1", "vulns": []}], ([], 1)),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_advisories(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told, expected = ANSWERS[answer]
    asked: list[str] = []

    def run(command: list[str], **_options: Any) -> Any:
        asked.append(Path(command[-1]).read_text(encoding="utf-8"))
        return subprocess.CompletedProcess(command, 1, json.dumps({"dependencies": told}))

    monkeypatch.setattr(audit.subprocess, "run", run)
    assert audit.advisories({"b": "2", "a": "1"}) == expected
    assert asked == ["a==1\nb==2\n"]


@pytest.mark.parametrize("printed", ["", "no service"])
def test_no_answer_is_no_knowledge(printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        audit.subprocess, "run", lambda command, **_options: subprocess.CompletedProcess(command, 1, printed)
    )
    assert audit.advisories({"a": "1", "b": "2"}) == ([], 2)
