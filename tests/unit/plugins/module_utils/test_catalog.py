# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the catalog: reads for one object are answered from lists, others are sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.catalog import Catalog

pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")

ONE = {"ServiceGroupId": "ms-1", "ServiceGroupName": "chat", "Services": [{"ServiceId": "ms-1-1"}]}
TWIN = {"ServiceGroupId": "ms-2", "ServiceGroupName": "chat", "Services": None}
ELSEWHERE = {"ServiceGroupId": "ms-3", "ServiceGroupName": "search"}
LIST = "DescribeModelServiceGroups"


def groups(handler: fake_http.Handler) -> None:
    asked = json.loads(handler.seen.body)
    found = [ELSEWHERE] if asked.get("TiProjectId") == "77" else [ONE, TWIN]
    fake_http.reply({"ServiceGroups": found, "TotalCount": len(found)})(handler)


@pytest.fixture
def catalog(server: fake_http.FakeServer) -> Iterator[Catalog]:
    server.script = [groups] * 9
    config = ClientConfig("ap-guangzhou", endpoint=f"http://{server.address}", rate_limit=0)
    made = Catalog(config, None, clock=fake_http.FakeClock())
    yield made
    made.close()


def named(*names: str) -> dict[str, Any]:
    return {"Filters": [{"Name": "ServiceGroupName", "Values": list(names)}]}


def test_one_list_answers_all_reads_of_a_workspace(server: fake_http.FakeServer, catalog: Catalog) -> None:
    assert catalog.call("DescribeModelService", {"ServiceId": "ms-1-1"}) == {"Service": {"ServiceId": "ms-1-1"}}
    assert catalog.call("DescribeModelService", {"ServiceId": "ms-1-9"}) == {"Service": None}
    assert catalog.call("DescribeModelServiceGroup", {"ServiceGroupId": "ms-2"}) == {"ServiceGroup": TWIN}
    assert catalog.call("DescribeModelServiceGroup", {"ServiceGroupId": "ms-3"}) == {"ServiceGroup": None}
    assert catalog.call(LIST, named("chat")) == {"ServiceGroups": [ONE, TWIN], "TotalCount": 2}
    assert catalog.call(LIST, named("cha")) == {"ServiceGroups": [], "TotalCount": 0}
    assert catalog.groups(None) == [ONE, TWIN]
    assert len(server.seen) == 1


def test_each_workspace_has_a_list_of_its_own(server: fake_http.FakeServer, catalog: Catalog) -> None:
    assert catalog.groups("0") == [ONE, TWIN]
    assert catalog.groups("77") == [ELSEWHERE]
    assert catalog.call(LIST, {**named("search"), "TiProjectId": "77"})["ServiceGroups"] == [ELSEWHERE]
    assert catalog.call(LIST, named("search"))["ServiceGroups"] == []
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    "params",
    [
        {},
        named("chat", "search"),
        {"Filters": [*named("chat")["Filters"], {"Name": "Status", "Values": ["Normal"]}]},
        {"Filters": [{"Name": "Status", "Values": ["Normal"]}]},
        {"Filters": [{"Name": "ServiceGroupName", "Values": None}]},
    ],
)
def test_what_is_no_question_for_one_name_is_sent(
    server: fake_http.FakeServer, catalog: Catalog, params: dict[str, Any]
) -> None:
    catalog.groups(None)
    assert catalog.call(LIST, params)["ServiceGroups"] == [ONE, TWIN]
    assert json.loads(server.seen[1].body) == params


def test_other_actions_are_sent(server: fake_http.FakeServer, catalog: Catalog) -> None:
    server.script = [fake_http.reply({"Events": []})]
    assert catalog.call("DescribeEvents", {})["Events"] == []
    assert [seen.headers["x-tc-action"] for seen in server.seen] == ["DescribeEvents"]
