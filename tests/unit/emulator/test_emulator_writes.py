# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Create, modify and delete: what is stored, what an omission does, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator.settings import SETTINGS

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

#: A value other than the default for every setting that an update replaces.
FULL: dict[str, Any] = {
    "ServiceDescription": "text",
    "ModelInfo": {"ModelVersionId": "mv-1"},
    "ImageInfo": {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/b"},
    "Env": [{"Name": "A", "Value": "secret", "IsPrivate": True}],
    "InstanceType": "TI.S.LARGE.POST",
    "Replicas": 3,
    "ScaleMode": "AUTO",
    "ScaleStrategy": "HPA",
    "HorizontalPodAutoscaler": {
        "MinReplicas": 2,
        "MaxReplicas": 5,
        "HpaMetrics": [{"Name": "cpu-util", "Value": 60}],
    },
    "CronScaleJobs": [{"Schedule": "0 30 12 * * *", "Name": "noon", "MinReplicas": 2, "MaxReplicas": 8}],
    "LogEnable": True,
    "LogConfig": {"LogsetId": "l", "TopicId": "t"},
    "ModelHotUpdateEnable": True,
    "ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2099-01-01T00:00:00+08:00"},
    "ServiceLimit": {"EnableInstanceReqLimit": True, "InstanceReqLimit": 7},
    "VolumeMount": {"CFSConfig": {"Id": "cfs-1", "Path": "/"}, "MountPath": "/data"},
    "ModelTurboEnable": True,
    "Command": "sleep 1",
    "ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"},
    "ServicePort": 8080,
    "TerminationGracePeriodSeconds": 60,
    "PreStopCommand": ["sh", "-c", "sleep 5"],
    "GrpcEnable": True,
    "HealthProbe": {"LivenessProbe": {"ProbeAction": {"TCPSocket": {"Port": 8080}, "ActionType": "TCPSocket"}}},
    "RollingUpdate": {"MaxSurge": {"Type": "Percent", "Value": 50}},
    "Sidecar": {"ImageInfo": {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/side"}},
    "VolumeMounts": [{"CFSConfig": {"Id": "cfs-2", "Path": "/x"}, "MountPath": "/more"}],
    "SchedulingStrategy": "spread",
    "InferTemplateId": "tpl-1",
    "Priority": 5,
}


@pytest.fixture
def service(emu: Emulator) -> str:
    """A service with a value for everything."""
    return emu.add_service("demo", info=FULL)


def settings(emu: Emulator, service: str) -> dict[str, Any]:
    stored: dict[str, Any] = emu.service(service)["Settings"]
    return stored


def test_the_full_example_is_full(emu: Emulator, service: str) -> None:
    stored = settings(emu, service)
    replaced = {name for name, setting in SETTINGS.items() if setting.update}
    unchanged = {name for name in replaced if stored[name] == SETTINGS[name].default}
    assert unchanged == {"ResourceGroupId", "Resources", "HybridBillingPrepaidReplicas", "InstancePerReplicas"}


def test_creation_answers_before_anything_is_known(emu: Emulator, api: Api) -> None:
    named = {"ServiceGroupName": "new", "ChargeType": "POSTPAID_BY_HOUR"}
    reply = api("CreateModelService", **{**FULL, **named})["Service"]
    for name in ("CreateTime", "UpdateTime", "Version", "Status", "CreateFailedReason"):
        assert reply[name] == ""
    assert reply["BusinessStatus"] == "CREATING"
    assert reply["ServiceInfo"]["Status"] is None
    assert reply["ServiceId"] == f"{reply['ServiceGroupId']}-1"
    assert reply["ServiceLimit"]["EnableInstanceRpsLimit"] is False
    shown = api.service(reply["ServiceId"])
    assert (shown["Status"], shown["BusinessStatus"], shown["ServiceInfo"]["Status"]) == ("CREATING", "CREATING", None)
    assert emu.journal.of("CreateModelService")[0].applied


def test_what_was_created_reads_back(emu: Emulator, api: Api) -> None:
    service = api.create(**FULL)
    info = api.info(service)
    same = ("Command", "ServicePort", "LogConfig", "PreStopCommand", "CronScaleJobs", "ServiceEIP")
    assert {name: info[name] for name in same} == {name: FULL[name] for name in same}
    assert info["VolumeMount"]["CFSConfig"] == {"Id": "cfs-1", "Path": "/", "MountType": "", "Protocol": ""}


def test_new_versions(emu: Emulator, api: Api) -> None:
    first = api.create(Tags=[{"TagKey": "a", "TagValue": "b"}])
    group = first[:-2]
    second = api.create(NewVersion=True, ServiceGroupId=group, ServiceGroupName="")
    assert second == f"{group}-2"
    assert (api.service(second)["Weight"], api.service(first)["Weight"]) == (0, 100)
    emu.behaviour.new_version_weight = 100
    third = api.create(NewVersion=True, ServiceGroupId=group, ServiceGroupName="")
    assert api.service(third)["Weight"] == 100
    for params in ({"ServiceGroupName": "other"}, {"DeployType": "DIST"}):
        sent = {"NewVersion": True, "ServiceGroupId": group, "ServiceGroupName": "", **params}
        assert api.refusal("CreateModelService", **{**FULL, **sent}).code == "InvalidParameterValue"


def test_an_update_resets_what_it_omits(emu: Emulator, api: Api, service: str) -> None:
    api.update(service)
    stored = settings(emu, service)
    for name, setting in SETTINGS.items():
        if name not in ("ImageInfo", "InstanceType", "Replicas", "ChargeType", "CreateSource", "DeployType"):
            assert stored[name] == setting.default, name
    assert stored["Replicas"] == 1


def test_a_complete_update_keeps_everything(emu: Emulator, api: Api, service: str) -> None:
    before = settings(emu, service)
    api("ModifyModelService", ServiceId=service, **FULL)
    assert settings(emu, service) == before


def test_what_was_read_may_be_sent_back(emu: Emulator, api: Api, service: str) -> None:
    """An echo of ServiceInfo stores what was there, but for what cannot be read."""
    before = settings(emu, service)
    info = api.info(service)
    readable = {name: info[name] for name in FULL if name in info}
    sent = {**readable, "ServiceDescription": FULL["ServiceDescription"], "Env": FULL["Env"]}
    api("ModifyModelService", ServiceId=service, **sent)
    after = settings(emu, service)
    assert {name for name in after if after[name] != before[name]} == {"Sidecar", "Priority"}


def test_create_only_members_are_unknown_to_updates(api: Api, service: str) -> None:
    assert api.refusal("ModifyModelService", ServiceId=service, **{**FULL, "Tags": []}).code == "UnknownParameter"


def test_scale_replaces_the_scaling_set_and_nothing_else(emu: Emulator, api: Api, service: str) -> None:
    before = settings(emu, service)
    api.verb(service, "SCALE", Replicas=4, Command="ignored")
    after = settings(emu, service)
    scaling = {
        "Replicas": 4, "ScaleMode": "MANUAL", "ScaleStrategy": "", "HorizontalPodAutoscaler": None, "CronScaleJobs": []
    }  # fmt: skip
    assert after == {**before, **scaling}


@pytest.mark.parametrize("verb", ["STOP", "RESUME"])
def test_other_verbs_ignore_settings(emu: Emulator, api: Api, verb: str) -> None:
    service = emu.add_service("demo", info=FULL, status="Normal" if verb == "STOP" else "Stopped")
    before = settings(emu, service)
    api.verb(service, verb, Replicas=9, Command="ignored")
    assert settings(emu, service) == before
    assert emu.status(service) == {"STOP": "Stopping", "RESUME": "Pending"}[verb]


@pytest.mark.parametrize(("status", "verb"), [("Stopped", "STOP"), ("Stopping", "STOP"), ("Normal", "RESUME")])
def test_repeated_verbs(emu: Emulator, api: Api, status: str, verb: str) -> None:
    service = emu.add_service("demo", status=status)
    assert api.refusal("ModifyModelService", ServiceId=service, ServiceAction=verb).code == "OperationDenied"
    emu.behaviour.repeat_verbs_ok = True
    api.verb(service, verb)
    assert emu.status(service) == status


def test_updates_of_a_stopped_version(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Stopped", info={"Replicas": 2})
    api.update(service, Replicas=5)
    assert emu.status(service) == "Stopped"
    assert api.info(service)["OldReplicas"] == 5
    refusal = api.refusal("ModifyModelService", ServiceId=service, ServiceAction="SCALE", Replicas=3)
    assert refusal.code == "OperationDenied"
    emu.behaviour.stopped_update_stores_replicas = False
    api.update(service, Replicas=7)
    assert api.info(service)["OldReplicas"] == 5
    emu.behaviour.update_wakes_stopped = True
    api.update(service, Replicas=7)
    assert emu.status(service) == "Pending"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("CREATING", "ResourceInUse"),
        ("Stopping", "ResourceInUse"),
        ("CREATE_FAILED", "OperationDenied"),
        ("TIMEOUT_EXCEPTION", "OperationDenied"),
    ],
)
def test_updates_at_the_wrong_time(emu: Emulator, api: Api, status: str, code: str) -> None:
    service = emu.add_service("demo", status=status, info=FULL)
    assert api.refusal("ModifyModelService", ServiceId=service, **FULL).code == code


def test_writes_move_update_time(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    before = api.service(service)["UpdateTime"]
    api.update(service)
    assert api.service(service)["UpdateTime"] > before


def test_moving_to_another_workspace(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info=FULL)
    before = settings(emu, service)
    api("ModifyModelService", ServiceId=service, TargetProjectId=0)
    assert api.service(service)["ProjectId"] == "0"
    api("ModifyModelService", ServiceId=service, TargetProjectId=77)
    assert api.refusal("DescribeModelService", ServiceId=service).code == "ResourceNotFound"
    assert api.service(service, TiProjectId="77")["ProjectId"] == "77"
    assert settings(emu, service) == before
    again = {"ServiceId": service, "TiProjectId": "77", "TargetProjectId": 78}
    assert api.refusal("ModifyModelService", **again).code == "OperationDenied"


@pytest.mark.parametrize("status", ["Normal", "Waiting", "Abnormal", "Stopping", "CREATING"])
def test_versions_in_use_are_not_deleted(emu: Emulator, api: Api, status: str) -> None:
    service = emu.add_service("demo", status=status)
    assert api.refusal("DeleteModelService", ServiceId=service).code == "ResourceInUse"
    assert api.refusal("DeleteModelServiceGroup", ServiceGroupId=service[:-2]).code == "ResourceInUse"
    assert emu.status(service) == status


@pytest.mark.parametrize("status", ["Stopped", "CREATE_FAILED", "TIMEOUT_EXCEPTION", "ARREARS_STOP"])
def test_deletion_leaves_an_empty_group(emu: Emulator, api: Api, status: str) -> None:
    service = emu.add_service("demo", status=status)
    assert api("DeleteModelService", ServiceId=service).keys() == {"RequestId"}
    assert api.refusal("DescribeModelService", ServiceId=service).code == "ResourceNotFound"
    group = api("DescribeModelServiceGroup", ServiceGroupId=service[:-2])["ServiceGroup"]
    assert (group["Services"], group["ServiceCount"]) == ([], 0)
    api("DeleteModelServiceGroup", ServiceGroupId=service[:-2])
    assert api("DescribeModelServiceGroups")["TotalCount"] == 0


def test_deletion_may_take_the_group_along_and_time(emu: Emulator, api: Api) -> None:
    emu.behaviour.delete_empty_groups = True
    emu.durations.deleting = 60
    service = emu.add_service("demo", status="Stopped")
    api("DeleteModelService", ServiceId=service)
    assert api.service(service)["Status"] == "Stopped"
    assert api.refusal("DeleteModelService", ServiceId=service).code == "ResourceInUse"
    emu.clock.advance(61)
    assert api("DescribeModelServiceGroups")["TotalCount"] == 0


def test_numbers_of_deleted_versions_are_not_used_again(emu: Emulator, api: Api) -> None:
    first = emu.add_service("demo", status="Stopped")
    second = emu.add_service("demo", status="Stopped")
    api("DeleteModelService", ServiceId=second)
    assert api.create(NewVersion=True, ServiceGroupId=first[:-2], ServiceGroupName="") == f"{first[:-2]}-3"


def test_authorization_makes_a_token(api: Api) -> None:
    group_id = api.create(AuthorizationEnable=True)[:-2]
    group = api("DescribeModelServiceGroup", ServiceGroupId=group_id)["ServiceGroup"]
    assert group["AuthorizationEnable"] is True
    assert group["Services"][0]["ServiceInfo"]["AuthorizationEnable"] is True
    assert [token["Base"]["Status"] for token in group["AuthTokens"]] == ["Enabled"]
