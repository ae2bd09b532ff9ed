# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeModelServiceCallInfo with all its parts, and the preflight of hot updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sdk_client import Sdk

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

ACTION = "DescribeModelServiceCallInfo"
PARTS = {
    "ServiceCallInfo",
    "InferGatewayCallInfo",
    "DefaultNginxGatewayCallInfo",
    "TJCallInfo",
    "IntranetCallInfo",
    "ServiceCallInfoV2",
}
GATEWAY = {"GatewayType": "ai", "SchedulingAlgorithm": "hash", "HashHeaderKey": "x-user"}


@pytest.fixture
def group(emu: Emulator) -> str:
    """A group with all that shows in its call info."""
    eip = {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"}
    info = {"GrpcEnable": True, "ServiceEIP": eip}
    return emu.add_service("demo", info=info, group_members={"AuthorizationEnable": True, "GatewayConfig": GATEWAY})[
        :-2
    ]


def test_every_part(emu: Emulator, group: str) -> None:
    reply = Sdk(emu)(ACTION, ServiceGroupId=group)
    old, new, inner, gateway = (
        reply.ServiceCallInfo,
        reply.ServiceCallInfoV2,
        reply.IntranetCallInfo,
        reply.InferGatewayCallInfo,
    )
    assert (old.ServiceGroupId, old.AuthorizationEnable) == (group, True)
    assert old.OuterHttpsAddr.startswith("https://service-")
    assert (len(old.AppKey), len(old.AppSecret)) == (40, 40)
    assert group in new.InternetEndpoint
    assert new.AuthToken == new.AuthTokens[0].Base.Value
    assert (new.EnableLimit, new.GatewayConfig.HashHeaderKey) == (False, "x-user")
    assert group in new.GrpcHost
    assert inner.IngressPrivateLinkInfo.State == "CreateSuccess"
    assert [(eip.ServiceId, eip.VpcId) for eip in inner.ServiceEIPInfo] == [(f"{group}-1", "vpc-1")]
    assert inner.DefaultInnerCallInfos[0].InnerHttpAddr.startswith("http://")
    assert inner.PrivateLinkInfosV2[0].InnerGrpcAddr
    assert gateway.VpcHttpsAddr.startswith("https://")
    assert reply.DefaultNginxGatewayCallInfo.Host
    assert reply.TJCallInfo.Token in reply.TJCallInfo.CallExample


def test_without_authorization_there_are_no_secrets(emu: Emulator, api: Api, group: str) -> None:
    api("ModifyModelServiceAuthorization", ServiceGroupId=group, AuthorizationEnable=False)
    reply = api(ACTION, ServiceGroupId=group)
    assert (reply["ServiceCallInfo"]["AppKey"], reply["ServiceCallInfo"]["AppSecret"]) == ("", "")
    assert reply["ServiceCallInfoV2"]["AuthToken"] == ""
    assert reply["ServiceCallInfoV2"]["AuthorizationEnable"] is False


def test_limits_show(emu: Emulator, api: Api) -> None:
    limit = {"EnableInstanceReqLimit": True, "InstanceReqLimit": 5}
    group = emu.add_service("limited", info={"ServiceLimit": limit})[:-2]
    assert api(ACTION, ServiceGroupId=group)["ServiceCallInfoV2"]["EnableLimit"] is True


@pytest.mark.parametrize(
    ("style", "filled"),
    [
        ("full", PARTS),
        ("old", {"ServiceCallInfo", "IntranetCallInfo"}),
        ("new", {"ServiceCallInfoV2", "IntranetCallInfo"}),
        ("none", set()),
    ],
)
def test_parts_may_be_null(emu: Emulator, api: Api, group: str, style: str, filled: set[str]) -> None:
    emu.behaviour.call_info = style
    reply = api(ACTION, ServiceGroupId=group)
    assert reply.keys() == PARTS | {"RequestId"}
    assert {name for name in PARTS if reply[name] is not None} == filled


def test_the_address_may_be_one_that_answers(emu: Emulator, api: Api, group: str) -> None:
    emu.behaviour.internet_endpoint = "http://127.0.0.1:9/{group_id}/x"
    endpoint = api(ACTION, ServiceGroupId=group)["ServiceCallInfoV2"]["InternetEndpoint"]
    assert endpoint == f"http://127.0.0.1:9/{group}/x"


def test_refused(api: Api, group: str) -> None:
    assert api.refusal(ACTION).code == "MissingParameter"
    assert api.refusal(ACTION, ServiceGroupId="ms-none").code == "ResourceNotFound"
    assert api.refusal(ACTION, ServiceGroupId=f"{group}-1").code == "InvalidParameter"
    assert api.refusal(ACTION, ServiceGroupId=group, TiProjectId="7").code == "ResourceNotFound"
    assert api.refusal(ACTION, ServiceGroupId=group, Reveal=True).code == "UnknownParameter"


@pytest.mark.parametrize(
    ("url", "flag"),
    [
        ("tione.tencentcloudcr.com/qcloud-ti-platform/ti-cloud-infer-pytorch-gpu:py38", "Allowed"),
        ("ccr.ccs.tencentyun.com/tiemsdev/hellotest:latest", "Forbidden"),
    ],
)
def test_hot_update(emu: Emulator, url: str, flag: str) -> None:
    image = {"ImageType": "CCR", "ImageUrl": url}
    mount: dict[str, Any] = {"CFSConfig": {"Id": "cfs-1", "Path": "/"}}
    sdk = Sdk(emu)
    assert sdk("DescribeModelServiceHotUpdated", ImageInfo=image).ModelTurboFlag == flag
    model = {"ModelVersionId": "mv-1"}
    reply = sdk("DescribeModelServiceHotUpdated", ImageInfo=image, ModelInfo=model, VolumeMount=mount)
    assert reply.ModelTurboFlag == flag


def test_hot_update_refused(api: Api) -> None:
    action = "DescribeModelServiceHotUpdated"
    assert api.refusal(action).code == "MissingParameter"
    assert api.refusal(action, ImageInfo={"ImageType": "CCR"}).code == "MissingParameter"
    image = {"ImageType": "CCR", "ImageUrl": "a/b"}
    assert api.refusal(action, ImageInfo=image, ModelInfo={}).code == "MissingParameter"
    assert api.refusal(action, ImageInfo={**image, "Tag": "x"}).code == "UnknownParameter"
