# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that cannot work are refused by their names before any call."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

RESOURCES = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"

SERVICE = {"service_id": "ms-1-1"}
PROBE = {"url": "http://127.0.0.1/x"}
NO_VALUES = [{"name": "Status", "values": []}]
NO_TAGS = [{"tag_key": "team", "tag_values": []}]

# Resource, options, and what the message names
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("service_group_info", {"limit": 0}, "limit"),
    ("service_group_info", {"offset": -1}, "offset"),
    ("service_group_info", {"filters": NO_VALUES}, r"filters\[0\]\.values"),
    ("service_group_info", {"tag_filters": NO_TAGS}, r"tag_filters\[0\]\.tag_values"),
    ("service_log_info", {**SERVICE, "context": "c", "offset": 3}, "offset"),
    ("service_log_info", {"pod_name": " * "}, "pod_name"),
    ("service_log_info", {**SERVICE, "limit": 0}, "limit"),
    ("service_log_info", {**SERVICE, "filters": [{"name": "Key", "values": []}]}, r"filters\[0\]\.values"),
    ("resource_group_info", {"filters": [{"name": "Name", "values": ["x"]}] * 100}, "filters"),
    ("resource_group_info", {"tag_filters": NO_TAGS}, r"tag_filters\[0\]\.tag_values"),
    ("model_service", {**SERVICE, "state": "absent", "version": "matching"}, "version"),
    ("api", {"action": "Describe Things"}, "action"),
    ("api", {"action": "DescribeThings", "read_only": False}, "read_only"),
    ("api", {"action": "ModifyThings", "read_only": True}, "read_only"),
    ("probe", {**PROBE, "calls": 0}, "calls"),
    ("probe", {**PROBE, "concurrency": 0}, "concurrency"),
    ("probe", {**PROBE, "retries": -1}, "retries"),
    ("probe", {**PROBE, "call_timeout": 0.0}, "call_timeout"),
    ("probe", {**PROBE, "retry_delay": -1.0}, "retry_delay"),
    ("probe", {**PROBE, "retry_budget": -1.0}, "retry_budget"),
    ("probe", {"url": "ftp://127.0.0.1/x"}, "url"),
    ("probe", {**PROBE, "body": {"a": float("nan")}}, "body"),
]


@pytest.mark.parametrize(("resource", "options", "named"), REFUSED)
def test_an_option_that_cannot_work_is_named_and_nothing_is_asked(
    resource: str, options: dict[str, Any], named: str
) -> None:
    spec = importlib.import_module(f"{RESOURCES}.{resource}").SPEC
    defaults = {name: option.get("default") for name, option in spec.argument_spec().items()}
    client = ScriptedClient()
    with pytest.raises(OptionError, match=rf"^{named}\b"):
        spec.run(Session({**defaults, **options}, client, client.warn, print))
    assert client.calls == []
