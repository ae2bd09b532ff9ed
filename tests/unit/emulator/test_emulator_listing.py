# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeModelServiceGroups: filters, tags, order and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api


@pytest.fixture
def fleet(emu: Emulator) -> Emulator:
    """Five groups, the first the oldest."""
    rows = (("chat", "prod"), ("chat-2", "prod"), ("search", "test"), ("rank", "test"), ("embed", ""))
    for index, (name, stage) in enumerate(rows):
        tags = [{"TagKey": "stage", "TagValue": stage}] if stage else []
        info = {"ModelInfo": {"ModelVersionId": f"mv-{index}"}} if index == 2 else {}
        emu.add_service(
            name,
            age=1000 - index,
            info=info,
            group_members={"Tags": [*tags, {"TagKey": "all", "TagValue": "1"}]},
            status="Stopped" if name == "rank" else "Normal",
        )
    return emu


def names(api: Api, *filters: dict[str, Any], **params: Any) -> list[str]:
    sent = {"Filters": list(filters)} if filters else {}
    return [group["ServiceGroupName"] for group in api("DescribeModelServiceGroups", **sent, **params)["ServiceGroups"]]


def by(name: str, *values: str, **switches: bool) -> dict[str, Any]:
    return {"Name": name, "Values": list(values), **switches}


def test_order(fleet: Emulator, api: Api) -> None:
    assert names(api) == ["embed", "rank", "search", "chat-2", "chat"]
    assert names(api, Order="ASC", OrderField="CreateTime") == ["chat", "chat-2", "search", "rank", "embed"]
    api.verb(fleet.service_ids("chat")[0], "STOP")
    assert names(api, Order="DESC", OrderField="UpdateTime")[0] == "chat"


def test_pages(fleet: Emulator, api: Api) -> None:
    reply = api("DescribeModelServiceGroups", Limit=2, Offset=4, Order="ASC")
    assert [group["ServiceGroupName"] for group in reply["ServiceGroups"]] == ["embed"]
    assert (reply["TotalCount"], reply["GlobalTotalCount"]) == (5, 5)
    assert names(api, Offset=5) == []
    for index in range(20):
        fleet.add_service(f"more-{index}")
    assert len(names(api)) == 20


def test_counts_with_filters(fleet: Emulator, api: Api) -> None:
    reply = api("DescribeModelServiceGroups", Filters=[by("Status", "Stopped")])
    assert (reply["TotalCount"], reply["GlobalTotalCount"]) == (1, 5)


def test_filters(fleet: Emulator, api: Api) -> None:
    assert names(api, by("ServiceGroupName", "chat")) == ["chat"]
    assert names(api, by("ServiceGroupName", "chat", Fuzzy=True)) == ["chat-2", "chat"]
    assert names(api, by("ServiceGroupName", "chat", "rank", Negative=True)) == ["embed", "search", "chat-2"]
    assert names(api, by("ModelVersionId", "mv-2")) == ["search"]
    assert names(api, by("ServiceId", fleet.service_ids("rank")[0])) == ["rank"]
    assert names(api, by("Status", "Normal"), by("ServiceGroupName", "chat", Fuzzy=True)) == ["chat-2", "chat"]
    fleet.behaviour.loose_name_filter = True
    assert names(api, by("ServiceGroupName", "chat")) == ["chat-2", "chat"]


def test_members_that_may_be_null(emu: Emulator, api: Api) -> None:
    emu.behaviour.update(null_total_count=True, null_style="null")
    reply = api("DescribeModelServiceGroups")
    assert (reply["TotalCount"], reply["ServiceGroups"]) == (None, None)
    emu.add_service("demo")
    reply = api("DescribeModelServiceGroups")
    assert (reply["TotalCount"], len(reply["ServiceGroups"])) == (None, 1)


def test_tag_filters(fleet: Emulator, api: Api) -> None:
    assert names(api, TagFilters=[{"TagKey": "stage", "TagValues": ["prod"]}]) == ["chat-2", "chat"]
    assert names(api, TagFilters=[{"TagKey": "stage"}]) == ["rank", "search", "chat-2", "chat"]
    both = [{"TagKey": "stage", "TagValues": ["prod", "test"]}, {"TagKey": "all", "TagValues": ["0"]}]
    assert names(api, TagFilters=both) == []


def test_group_view(fleet: Emulator, api: Api) -> None:
    fleet.add_service("chat", status="Stopped")
    group_id = fleet.service_ids("chat")[0][:-2]
    group = api("DescribeModelServiceGroup", ServiceGroupId=group_id)["ServiceGroup"]
    assert (group["ServiceCount"], group["RunningServiceCount"], group["Status"]) == (2, 1, "Normal")
    assert group["LatestVersion"] == "2"
    assert [(service["Version"], service["Weight"]) for service in group["Services"]] == [("2", 0), ("1", 100)]
    assert group["Tags"][0] == {"TagKey": "stage", "TagValue": "prod"}
