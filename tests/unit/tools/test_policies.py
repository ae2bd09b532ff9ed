# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The CAM policies against the calls that tasks really make."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from emulator.server import Emulator
from hard.cells import NAMES
from hard.deeds import DEEDS
from hard.inside import Inside

ROOT = Path(__file__).resolve().parents[3]
if not (ROOT / "tools" / "policies.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

policies = importlib.import_module("tools.policies")

GROUP, SERVICE = {"service_group_name": "chat"}, {"service_id": "ms-chat-1"}
BY_ID = {"service_group_id": "ms-chat"}
#: More tasks than DEEDS, so that every call of every module is made at least once.
TASKS: list[tuple[str, dict[str, Any]]] = [
    ("tione_auth_token", {**BY_ID, "name": "app"}),
    ("tione_billing_spec_info", {}),
    ("tione_hot_update_info", {"image_info": {"image_url": "example.org/chat:1", "image_type": "CCR"}}),
    ("tione_image_info", {}),
    ("tione_infer_template_info", {}),
    ("tione_model_service", {"service_id": "ms-gone-1", "state": "absent"}),
    ("tione_model_service", {**GROUP, "version": "1", "command": "x"}),
    ("tione_model_service_info", SERVICE),
    ("tione_model_service_info", BY_ID),
    ("tione_model_service_info", GROUP),
    ("tione_model_version_info", {"training_model_id": "m-1"}),
    ("tione_probe", {**BY_ID, "calls": 1}),
    ("tione_probe", {**GROUP, "calls": 1}),
    ("tione_probe", {**SERVICE, "calls": 1}),
    ("tione_resource_group_info", {}),
    ("tione_service_call_info", BY_ID),
    ("tione_service_call_info", GROUP),
    ("tione_service_event_info", SERVICE),
    ("tione_service_event_info", BY_ID),
    ("tione_service_event_info", GROUP),
    ("tione_service_group", {**BY_ID, "authorization_enable": True}),
    ("tione_service_group", {"service_group_id": "ms-apart", "state": "absent"}),
    ("tione_service_group_info", {}),
    ("tione_service_group_info", BY_ID),
    ("tione_service_log_info", SERVICE),
    ("tione_service_log_info", BY_ID),
    ("tione_service_log_info", GROUP),
    ("tione_workspace_info", {}),
]


@pytest.fixture(scope="module")
def called() -> Iterator[Mapping[str, set[str]]]:
    """The actions that each module has called."""
    seen: dict[str, set[str]] = defaultdict(set)
    with Emulator() as emulator:
        inside = Inside(emulator)
        with inside.own_time():
            for deed, name in zip(DEEDS.values(), NAMES, strict=False):
                emulator.reset()
                deed.seed(emulator, name)
                seen[deed.module].update(entry.action for entry in inside.run(deed.module, deed.options(name)).requests)
            emulator.reset()
            # A group without these members makes tasks ask for the call info, a failed wait for events and logs.
            members = {"AuthTokens": None, "AuthorizationEnable": None}
            emulator.add_service("chat", group_id="ms-chat", group_members=members, info={"AuthorizationEnable": None})
            emulator.add_service("apart", group_id="ms-apart", status="Stopped")
            emulator.faults.add("DeleteModelServiceGroup", kind="error", code="OperationDenied")
            emulator.fail_next("crash_loop", service_id="ms-chat-1")
            for module, options in TASKS:
                seen[module].update(entry.action for entry in inside.run(module, options).requests)
        yield seen


@pytest.mark.parametrize("module", policies.modules())
def test_a_policy_allows_what_its_module_calls(module: str, called: Mapping[str, set[str]]) -> None:
    assert called[module], f"no task of {module} has called anything"
    assert called[module] <= set(policies.actions_of(module))


@pytest.mark.parametrize("module", [name for name in policies.modules() if name != "tione_model_services"])
def test_a_policy_allows_nothing_else(module: str, called: Mapping[str, set[str]]) -> None:
    """But for a fleet, which can call what its services do."""
    assert set(policies.actions_of(module)) - called[module] == set()


def test_a_fleet_needs_what_a_service_needs() -> None:
    assert policies.actions_of("tione_model_services") == policies.actions_of("tione_model_service")


def test_the_file_is_as_the_declarations_say() -> None:
    written = policies.TARGET.read_text(encoding="utf-8")
    assert written == policies.text()
    shown = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", written, re.DOTALL)]
    assert len(shown) == len(policies.modules()) + 2
    assert all(policy["version"] == "2.0" for policy in shown)
    assert all(action.startswith("tione:Describe") for action in shown[0]["statement"][0]["action"])
