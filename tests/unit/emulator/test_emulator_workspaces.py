# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeWorkspaces: ids that floats cannot hold, times without minutes, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sdk_client import Sdk

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

ACTION = "DescribeWorkspaces"


def ids(api: Api, **params: Any) -> list[str]:
    return [workspace["TiProjectId"] for workspace in api(ACTION, **params)["Workspaces"]]


@pytest.mark.filterwarnings("ignore:parameter `ResourceGroups` is deprecated:DeprecationWarning")
def test_workspaces(emu: Emulator) -> None:
    reply = Sdk(emu)(ACTION)
    default, lab, other = reply.Workspaces
    assert (reply.TotalCount, default.TiProjectId, default.CreateTime, default.ActionType) == (3, "0", "", [])
    assert (lab.TiProjectId, lab.CreateTime) == ("9007199254740993", "2025-11-24T18:32:39+08")
    assert int(float(lab.TiProjectId)) != int(lab.TiProjectId)
    assert lab.ResourceGroups[0].ResourceGroupId == "rsg-lab01"
    assert other.ResourceGroups is None


def test_the_project_is_no_filter(api: Api) -> None:
    assert len(ids(api, TiProjectId="9007199254740993")) == 3


def test_filters_and_order(api: Api) -> None:
    assert ids(api, Filters=[{"Name": "Name", "Values": ["lab"]}]) == ["9007199254740993"]
    assert ids(api, Filters=[{"Name": "Name", "Values": ["空间"], "Fuzzy": True}]) == ["0", "1889353273052233728"]
    assert ids(api, Filters=[{"Name": "TiProjectId", "Values": ["0"], "Negative": True}])[0] == "9007199254740993"
    ascending = ["0", "9007199254740993", "1889353273052233728"]
    assert ids(api, Order="ASC", OrderField="CreateTime") == ascending
    assert ids(api, Order="DESC") == ids(api, OrderField="CreateTime") == ascending[::-1]


def test_pages(emu: Emulator, api: Api) -> None:
    emu.assets.workspaces += [{"TiProjectId": str(2**53 + 2 * n), "Name": f"w{n}", "CreateTime": ""} for n in range(42)]
    assert (len(ids(api)), len(ids(api, Limit=100))) == (20, 45)
    reply = api(ACTION, Limit=20, Offset=40)
    assert (reply["TotalCount"], len(reply["Workspaces"])) == (45, 5)
    assert ids(api, Offset=45) == []


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"Limit": 101}, "InvalidParameterValue.PageLimitExceeded"),
        ({"Offset": -1}, "InvalidParameterValue"),
        ({"Limit": "2"}, "InvalidParameter"),
        ({"Order": "UP"}, "InvalidParameter"),
        ({"OrderField": "Name"}, "InvalidParameter"),
        ({"Filters": [{"Name": "Owner", "Values": ["a"]}]}, "InvalidParameterValue.InvalidFilter"),
        ({"TiProjectId": 0}, "InvalidParameter"),
        ({"SearchWord": "a"}, "UnknownParameter"),
    ],
)
def test_refused(api: Api, params: dict[str, Any], code: str) -> None:
    assert api.refusal(ACTION, **params).code == code
