# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that the cloud refuses: unknown, mistyped and missing members, documented ranges and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

LIST = "DescribeModelServiceGroups"
CREATE = "CreateModelService"
VALUE = "InvalidParameterValue"
HPA = {"MinReplicas": 1, "MaxReplicas": 4, "HpaMetrics": [{"Name": "cpu-util", "Value": 60}]}
CCR = {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/b"}


@pytest.mark.parametrize(
    ("action", "params", "path"),
    [
        (LIST, {"Limits": 3}, "Limits"),
        (LIST, {"Filters": [{"Name": "Status", "Value": "x"}]}, "Filters.0.Value"),
        (CREATE, {"Replica": 1}, "Replica"),
        (CREATE, {"ServiceAction": "STOP"}, "ServiceAction"),
        (CREATE, {"HealthProbe": {"ReadinessProbe": {"ProbeAction": {"Http": {}}}}},
         "HealthProbe.ReadinessProbe.ProbeAction.Http"),
    ],
)  # fmt: skip
def test_unknown_members(api: Api, action: str, params: dict[str, Any], path: str) -> None:
    error = api.refusal(action, **params)
    assert error.code == "UnknownParameter"
    assert f"`{path}`" in error.message


@pytest.mark.parametrize(
    ("action", "params", "path"),
    [
        (LIST, {"Limit": "10"}, "Limit"),
        (LIST, {"Limit": True}, "Limit"),
        (LIST, {"Limit": 10.0}, "Limit"),
        (LIST, {"Limit": None}, "Limit"),
        (LIST, {"Filters": {}}, "Filters"),
        (LIST, {"Filters": ["x"]}, "Filters.0"),
        (LIST, {"Filters": [{"Name": "Status", "Values": "x"}]}, "Filters.0.Values"),
        (LIST, {"Filters": [{"Name": "Status", "Values": [1]}]}, "Filters.0.Values.0"),
        (CREATE, {"LogEnable": 1}, "LogEnable"),
        (CREATE, {"LogEnable": "true"}, "LogEnable"),
        (CREATE, {"Env": [{"Name": "A", "Value": 1}]}, "Env.0.Value"),
        ("DescribeModelService", {"ServiceId": 5}, "ServiceId"),
    ],
)
def test_mistyped_members(api: Api, action: str, params: dict[str, Any], path: str) -> None:
    error = api.refusal(action, **params)
    assert error.code == "InvalidParameter"
    assert f"`{path}`" in error.message


@pytest.mark.parametrize(
    ("action", "params", "path"),
    [
        ("DescribeModelService", {}, "ServiceId"),
        ("ModifyModelService", {"Replicas": 1}, "ServiceId"),
        (CREATE, {"ImageInfo": {"ImageUrl": "x"}}, "ImageInfo.ImageType"),
        (CREATE, {"CronScaleJobs": [{"Name": "x"}]}, "CronScaleJobs.0.Schedule"),
        (CREATE, {"HorizontalPodAutoscaler": {"MinReplicas": 1}}, "HorizontalPodAutoscaler.MaxReplicas"),
        (CREATE, {"LogConfig": {"LogsetId": "x"}}, "LogConfig.TopicId"),
    ],
)
def test_missing_members(api: Api, action: str, params: dict[str, Any], path: str) -> None:
    error = api.refusal(action, **params)
    assert error.code == "MissingParameter"
    assert f"`{path}`" in error.message


@pytest.mark.parametrize(
    ("action", "params", "code"),
    [
        (LIST, {"Limit": 101}, "InvalidParameterValue.PageLimitExceeded"),
        (LIST, {"Limit": 0}, VALUE),
        (LIST, {"Offset": -1}, VALUE),
        (LIST, {"Order": "asc"}, VALUE),
        (LIST, {"OrderField": "Name"}, VALUE),
        (LIST, {"Filters": [{"Name": "Nope", "Values": ["x"]}]}, "InvalidParameterValue.InvalidFilter"),
        ("ModifyModelService", {"ServiceId": "ms-a-1", "ServiceAction": "RESTART"}, VALUE),
        ("DescribeModelService", {"ServiceId": "nonsense"}, "InvalidParameter"),
        ("DescribeModelServiceGroup", {"ServiceGroupId": "1234567"}, "InvalidParameter"),
    ],
)
def test_values(api: Api, action: str, params: dict[str, Any], code: str) -> None:
    assert api.refusal(action, **params).code == code


@pytest.mark.parametrize("port", [8501, 8510, 6006, 9092])
def test_excluded_ports(api: Api, port: int) -> None:
    assert api.refusal(CREATE, ServicePort=port).code == VALUE


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"ServiceGroupName": ""}, "MissingParameter"),
        ({"ServiceGroupName": "-x"}, "InvalidParameterValue.BadName"),
        ({"ServiceGroupName": "x" * 61}, "InvalidParameterValue.BadName"),
        ({"ServiceGroupId": "ms-abc"}, VALUE),
        ({"NewVersion": True}, "MissingParameter"),
        ({"NewVersion": True, "ServiceGroupId": "ms-abc"}, "ResourceNotFound"),
        ({"ImageInfo": {"ImageType": "CCR", "ImageUrl": ""}}, "MissingParameter"),
        ({"ChargeType": "MONTHLY"}, VALUE),
        ({"InstanceType": ""}, "MissingParameter"),
        ({"InstanceType": "TI.NOPE.POST"}, "FailedOperation.UnknownInstanceType"),
        ({"ChargeType": "PREPAID", "Resources": {"Cpu": 1, "Memory": 1}}, "MissingParameter"),
        ({"ChargeType": "PREPAID", "ResourceGroupId": "rsg-1"}, "MissingParameter"),
        ({"Replicas": 0}, VALUE),
        ({"ScaleMode": "AUTO"}, VALUE),
        ({"ScaleMode": "MANUAL", "ScaleStrategy": "HPA"}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "HPA"}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "CRON"}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "CRON", "CronScaleJobs": [{"Schedule": "30 12 * * *"}]}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "HPA", "HorizontalPodAutoscaler": {**HPA, "MinReplicas": 5}}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "HPA", "HorizontalPodAutoscaler": {**HPA, "HpaMetrics": []}}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "HPA",
          "HorizontalPodAutoscaler": {**HPA, "HpaMetrics": [{"Name": "cpu-util", "Value": 101}]}}, VALUE),
        ({"ScaleMode": "AUTO", "ScaleStrategy": "HPA",
          "HorizontalPodAutoscaler": {**HPA, "HpaMetrics": [{"Name": "cpu", "Value": 50}]}}, VALUE),
        ({"LogEnable": True}, "InvalidParameterValue.ClsConfigRequired"),
        ({"ScheduledAction": {"ScheduleStop": True}}, VALUE),
        ({"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2020-01-01T00:00:00+08:00"}}, VALUE),
        ({"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2099-01-01T00:00:00"}}, VALUE),
        ({"ServiceLimit": {"EnableInstanceRpsLimit": True}}, VALUE),
        ({"VolumeMount": {"MountPath": "/data"}}, VALUE),
        ({"VolumeMounts": [{"VolumeSourceType": "COS"}]}, VALUE),
        ({"HealthProbe": {"LivenessProbe": {"ProbeAction": {"TCPSocket": {"Port": 1}}}}}, VALUE),
        ({"ImageInfo": {**CCR, "ImageSecret": {"Username": "u"}}}, VALUE),
        ({"Priority": 10}, VALUE),
        ({"TerminationGracePeriodSeconds": 0}, VALUE),
        ({"Resources": {"Cpu": 1, "Memory": 1, "Rdma": 100}}, VALUE),
        ({"Resources": {"Cpu": -1, "Memory": 1}}, VALUE),
        ({"CommandBase64": "%%%"}, VALUE),
    ],
)  # fmt: skip
def test_rules_of_creation(emu: Emulator, api: Api, params: dict[str, Any], code: str) -> None:
    from signed_client import NEW

    assert api.refusal(CREATE, **{**NEW, **params}).code == code
    assert emu.service_ids() == []
    assert not emu.journal.last().applied


def test_rules_hold_for_updates_too(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    before = emu.service(service)
    for params in ({"Replicas": 2}, {"ImageInfo": CCR}, {"InstanceType": "TI.S.MEDIUM.POST"}):
        assert api.refusal("ModifyModelService", ServiceId=service, **params).code == "MissingParameter"
    assert api.refusal("ModifyModelService", ServiceId=service, ServiceAction="SCALE", Replicas=0).code == VALUE
    assert emu.service(service) == before


def test_accepted_oddities(api: Api) -> None:
    service = api.create(
        ScaleMode="",
        ScaleStrategy="",
        CronScaleJobs=[],
        Env=[],
        ServiceDescription="",
        ImageInfo={"ImageType": "", "ImageUrl": "ccr.ccs.tencentyun.com/a/b", "RegistryRegion": "", "RegistryId": ""},
    )
    info = api.info(service)
    assert (info["ScaleMode"], info["ImageInfo"]["ImageType"]) == ("MANUAL", "CCR")


def test_names_are_unique_in_region_and_workspace(emu: Emulator, api: Api) -> None:
    from signed_client import NEW, Api

    api.create()
    assert api.refusal(CREATE, **NEW).code == "FailedOperation.DuplicateName"
    Api(emu, region="ap-shanghai").create()
    api.create(TiProjectId="12345")
    assert len(emu.service_ids("demo-create")) == 3


def test_ids_are_scoped_by_region_and_workspace(emu: Emulator, api: Api) -> None:
    from signed_client import Api

    service = api.create(TiProjectId="9007199254740993")
    elsewhere = Api(emu, region="ap-shanghai")
    assert api.service(service, TiProjectId="9007199254740993")["ProjectId"] == "9007199254740993"
    for client, project in ((api, "0"), (api, ""), (elsewhere, "9007199254740993")):
        error = client.refusal("DescribeModelService", ServiceId=service, TiProjectId=project)
        assert error.code == "ResourceNotFound"
    default = api.create()
    assert api.service(default, TiProjectId="")["ServiceId"] == api.service(default, TiProjectId="0")["ServiceId"]
