# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of what the SDK and the declarations do not have in common."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
if not (ROOT / "tools" / "drift.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

drift = importlib.import_module("tools.drift")


class NewerSdk(drift.Sdk):
    """The installed SDK with a member and an action more, and one member less."""

    def members(self, structure: str) -> dict[str, str]:
        members = super().members(structure)
        if structure == "ServiceInfo":
            members["DrainSeconds"] = "int"
        if structure == "ImageInfo":
            del members["ImageUrl"]
        return members

    def actions(self) -> set[str]:
        return {*super().actions(), "PauseModelService"}


@pytest.fixture(scope="module")
def found() -> list[Any]:
    return drift.findings(drift.Sdk())


def test_all_differences_from_the_installed_sdk_are_explained(found: list[Any]) -> None:
    assert drift.unexplained(found) == []


def test_the_walk_reaches_nested_structures() -> None:
    sdk = drift.Sdk()
    ours: dict[str, set[str]] = {}
    for structure, fields in drift.roots():
        drift.declared(sdk, structure, fields, ours)
    assert {
        "HTTPGetAction",
        "HorizontalPodAutoscaler",
        "EnvVar",
        "Pod",
        "ContainerStatus",
        "AuthTokenBase",
        "Spec",
    } <= ours.keys()
    assert sum(map(len, ours.values())) > 400


def test_what_a_newer_sdk_brings_and_drops_is_told(found: list[Any]) -> None:
    newer = drift.findings(NewerSdk())
    new = [str(finding) for finding in newer if finding not in found]
    assert new == [
        "ImageInfo.ImageUrl: only in the declarations",
        "ServiceInfo.DrainSeconds: only in the SDK",
        "TioneClient.PauseModelService: only in the SDK",
    ]
    assert drift.unexplained(newer) == new


def test_an_explanation_that_explains_nothing_is_told(found: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(drift.KNOWN, ("Pod", "Ip"), "never")
    assert drift.unexplained(found) == ["Pod.Ip: no longer differs, take it from KNOWN"]


def test_a_difference_is_shown_with_its_reason(found: list[Any]) -> None:
    (pods,) = [str(finding) for finding in found if finding.member == "PodList"]
    assert pods == f"ServiceInfo.PodList: only in the SDK ({drift.MANIFEST})"


@pytest.mark.parametrize(("arguments", "lines"), [([], 10), (["--check"], 1)])
def test_check_shows_only_what_is_not_explained(
    arguments: list[str],
    lines: int,
    found: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(drift, "findings", lambda sdk: found)
    monkeypatch.setattr(sys, "argv", ["drift.py", *arguments])
    assert drift.main() == 0
    said = capsys.readouterr().out.strip().splitlines()
    assert said[-1].startswith(drift.SDK)
    assert len(said) >= lines
    monkeypatch.delitem(drift.KNOWN, ("ServiceInfo", "PodList"))
    assert drift.main() == len(arguments)
