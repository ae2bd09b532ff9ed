# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorization of a group, and the tokens that come with it or are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sdk_client import Sdk, plain

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

TOGGLE, CREATE, MODIFY, DELETE = (
    "ModifyModelServiceAuthorization",
    "CreateModelServiceAuthToken",
    "ModifyModelServiceAuthToken",
    "DeleteModelServiceAuthToken",
)
LIMITS = [{"Strategy": "PerMinute", "Max": 60}, {"Strategy": "PerDay", "Max": 5000}]


@pytest.fixture
def group(emu: Emulator) -> str:
    """A group with authorization."""
    return emu.add_service("demo", group_members={"AuthorizationEnable": True})[:-2]


def tokens(api: Api, group: str) -> list[dict[str, Any]]:
    """ServiceGroup.AuthTokens, which are those of the call info as well."""
    shown: list[dict[str, Any]] = api("DescribeModelServiceGroup", ServiceGroupId=group)["ServiceGroup"]["AuthTokens"]
    assert api("DescribeModelServiceCallInfo", ServiceGroupId=group)["ServiceCallInfoV2"]["AuthTokens"] == shown
    return shown


def named(api: Api, group: str, name: str) -> dict[str, Any]:
    return next(token for token in tokens(api, group) if token["Base"]["Name"] == name)


def test_authorization_brings_a_first_token(emu: Emulator, api: Api) -> None:
    service = emu.add_service("open")
    group, sdk = service[:-2], Sdk(emu)
    assert tokens(api, group) == []
    assert plain(sdk(TOGGLE, ServiceGroupId=group, AuthorizationEnable=True)).keys() == {"RequestId"}
    shown = sdk.group(group)
    assert shown.AuthorizationEnable is True
    assert api.info(service)["AuthorizationEnable"] is True
    base = shown.AuthTokens[0].Base
    assert (base.Name, base.Status, shown.AuthTokens[0].Limits) == ("default", "Enabled", [])
    assert len(base.Value) == 32
    assert base.CreateTime.endswith("Z")
    sdk(TOGGLE, ServiceGroupId=group, AuthorizationEnable=False)
    assert sdk.group(group).AuthorizationEnable is False
    sdk(TOGGLE, ServiceGroupId=group, AuthorizationEnable=True)
    assert [token.Base.Value for token in sdk.group(group).AuthTokens] == [base.Value]


def test_created_groups_have_a_first_token_too(emu: Emulator, api: Api) -> None:
    first, second = (api.create(ServiceGroupName=name, AuthorizationEnable=True)[:-2] for name in ("a", "b"))
    assert len(tokens(api, first)) == 1
    assert tokens(api, first) != tokens(api, second)


def test_create(emu: Emulator, api: Api, group: str) -> None:
    reply = Sdk(emu)(CREATE, ServiceGroupId=group, Name="web", Description="for the site")
    assert plain(reply).keys() == {"RequestId"}
    first, web = tokens(api, group)
    assert (web["Base"]["Name"], web["Base"]["Description"], web["Limits"]) == ("web", "for the site", [])
    for member in ("Value", "Id"):
        assert web["Base"][member] not in ("", first["Base"][member])


def test_names_need_not_be_unique(emu: Emulator, api: Api, group: str) -> None:
    for _attempt in range(2):
        api(CREATE, ServiceGroupId=group, Name="web")
    names = [token["Base"]["Name"] for token in tokens(api, group)]
    assert names == ["default", "web", "web"]
    emu.behaviour.unique_token_names = True
    assert api.refusal(CREATE, ServiceGroupId=group, Name="web").code == "OperationDenied"


def test_creation_may_need_authorization(emu: Emulator, api: Api, group: str) -> None:
    api(TOGGLE, ServiceGroupId=group, AuthorizationEnable=False)
    api(CREATE, ServiceGroupId=group, Name="a")
    emu.behaviour.tokens_need_authorization = True
    assert api.refusal(CREATE, ServiceGroupId=group, Name="b").code == "OperationDenied"


def test_modify_replaces_the_whole_token(emu: Emulator, api: Api, group: str) -> None:
    api(CREATE, ServiceGroupId=group, Name="web", Description="text")
    before = named(api, group, "web")
    wanted = {"Base": {**before["Base"], "Description": "new", "CreateTime": "2020-01-01T00:00:00Z"}, "Limits": LIMITS}
    assert plain(Sdk(emu)(MODIFY, ServiceGroupId=group, AuthToken=wanted, NeedReset=False)).keys() == {"RequestId"}
    after = named(api, group, "web")
    assert after == {"Base": {**before["Base"], "Description": "new"}, "Limits": LIMITS}
    api(MODIFY, ServiceGroupId=group, AuthToken={"Base": {"Value": before["Base"]["Value"], "Name": "site"}})
    bare = named(api, group, "site")
    assert (bare["Base"]["Description"], bare["Limits"], bare["Base"]["Status"]) == ("", [], "Enabled")


def test_reset_changes_value_and_id(emu: Emulator, api: Api, group: str) -> None:
    emu.clock.advance(60)
    before = tokens(api, group)[0]
    api(MODIFY, ServiceGroupId=group, AuthToken={**before, "Limits": LIMITS}, NeedReset=True)
    after = tokens(api, group)[0]
    changed = {name for name, value in after["Base"].items() if before["Base"][name] != value}
    assert changed == {"Value", "Id", "CreateTime"}
    assert after["Limits"] == LIMITS
    assert api.refusal(MODIFY, ServiceGroupId=group, AuthToken=before).code == "ResourceNotFound"
    emu.behaviour.reset_keeps_create_time = True
    emu.clock.advance(60)
    api(MODIFY, ServiceGroupId=group, AuthToken=after, NeedReset=True)
    assert tokens(api, group)[0]["Base"]["CreateTime"] == after["Base"]["CreateTime"]


def test_delete_by_value(emu: Emulator, api: Api, group: str) -> None:
    api(CREATE, ServiceGroupId=group, Name="web")
    value = named(api, group, "web")["Base"]["Value"]
    assert plain(Sdk(emu)(DELETE, ServiceGroupId=group, AuthTokenValue=value)).keys() == {"RequestId"}
    assert [token["Base"]["Name"] for token in tokens(api, group)] == ["default"]
    assert api.refusal(DELETE, ServiceGroupId=group, AuthTokenValue=value).code == "ResourceNotFound"
    api(DELETE, ServiceGroupId=group, AuthTokenValue=tokens(api, group)[0]["Base"]["Value"])
    assert tokens(api, group) == []
    api(CREATE, ServiceGroupId=group, Name="web")
    assert named(api, group, "web")["Base"]["Value"] != value


@pytest.mark.parametrize(
    ("action", "params", "code"),
    [
        (TOGGLE, {}, "MissingParameter"),
        (TOGGLE, {"AuthorizationEnable": "true"}, "InvalidParameter"),
        (CREATE, {}, "MissingParameter"),
        (CREATE, {"Name": ""}, "MissingParameter"),
        (CREATE, {"Name": "a", "Limits": []}, "UnknownParameter"),
        (MODIFY, {}, "MissingParameter"),
        (MODIFY, {"AuthToken": {}}, "MissingParameter"),
        (MODIFY, {"AuthToken": {"Base": {"Name": "default"}}}, "MissingParameter"),
        (MODIFY, {"AuthToken": {"Base": {"Value": "******"}}}, "ResourceNotFound"),
        (MODIFY, {"NeedReset": 1}, "InvalidParameter"),
        (DELETE, {}, "MissingParameter"),
        (DELETE, {"AuthTokenValue": "x"}, "ResourceNotFound"),
    ],
)
def test_refused(api: Api, group: str, action: str, params: dict[str, Any], code: str) -> None:
    before = tokens(api, group)
    assert api.refusal(action, ServiceGroupId=group, **params).code == code
    assert tokens(api, group) == before


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ([{"Strategy": "PerMinute"}], "MissingParameter"),
        ([{"Max": 1}], "MissingParameter"),
        ([{"Strategy": "PerHour", "Max": 1}], "InvalidParameterValue"),
        ([{"Strategy": "PerDay", "Max": -1}], "InvalidParameterValue"),
        ([LIMITS[0], LIMITS[0]], "InvalidParameter"),
    ],
)
def test_refused_limits(api: Api, group: str, limits: list[dict[str, Any]], code: str) -> None:
    token = tokens(api, group)[0]
    assert api.refusal(MODIFY, ServiceGroupId=group, AuthToken={**token, "Limits": limits}).code == code
    assert tokens(api, group) == [token]


@pytest.mark.parametrize("action", [TOGGLE, CREATE, MODIFY, DELETE])
def test_only_in_its_workspace(api: Api, group: str, action: str) -> None:
    value = tokens(api, group)[0]["Base"]["Value"]
    needed: dict[str, dict[str, Any]] = {
        TOGGLE: {"AuthorizationEnable": False},
        CREATE: {"Name": "a"},
        MODIFY: {"AuthToken": {"Base": {"Value": value}}},
        DELETE: {"AuthTokenValue": value},
    }
    assert api.refusal(action, ServiceGroupId="ms-none", **needed[action]).code == "ResourceNotFound"
    assert api.refusal(action, ServiceGroupId=group, TiProjectId="7", **needed[action]).code == "ResourceNotFound"
    assert [token["Base"]["Value"] for token in tokens(api, group)] == [value]


def test_values_may_be_masked(emu: Emulator, api: Api, group: str) -> None:
    value = tokens(api, group)[0]["Base"]["Value"]
    emu.behaviour.token_values = "masked"
    assert tokens(api, group)[0]["Base"]["Value"] == "******"
    assert api("DescribeModelServiceCallInfo", ServiceGroupId=group)["ServiceCallInfoV2"]["AuthToken"] == "******"
    api(DELETE, ServiceGroupId=group, AuthTokenValue=value)


def test_seeded_tokens_are_real(emu: Emulator, api: Api) -> None:
    seeded = [{"Base": {"Name": "app", "Value": "abc", "CreateTime": "2025-04-16T11:26:51Z"}, "Limits": LIMITS}]
    group = emu.add_service("demo", group_members={"AuthorizationEnable": True, "AuthTokens": seeded})[:-2]
    (shown,) = tokens(api, group)
    assert (shown["Base"]["Value"], shown["Base"]["Status"], shown["Limits"]) == ("abc", "Enabled", LIMITS)
    api(DELETE, ServiceGroupId=group, AuthTokenValue="abc")
    assert tokens(api, group) == []
