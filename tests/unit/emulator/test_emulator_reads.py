# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reads show: the shapes of the published examples, hidden secrets, styles of emptiness."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from emulator.description import load

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

GPU_PREPAID: dict[str, Any] = {
    "service_members": {"ChargeType": "PREPAID", "ResourceGroupId": "rsg-1"},
    "info": {"Resources": {"Cpu": 8000, "Memory": 32768, "Gpu": 200, "GpuType": "A10"}, "Replicas": 2},
}


def members(struct: str) -> set[str]:
    return set(load().structures[struct])


def assert_documented(value: dict[str, Any], struct: str) -> None:
    """Every member of a reply is one the API describes, of the described type, at every depth."""
    described = load().structures[struct]
    assert value.keys() <= described.keys()
    for name, member in described.items():
        elements = value.get(name)
        if elements is None:
            continue
        assert isinstance(elements, list) == member.is_list, name
        for element in elements if member.is_list else [elements]:
            if member.struct:
                assert_documented(element, member.struct)
            else:
                assert isinstance(element, {"string": str, "integer": int, "boolean": bool}[member.type]), name


@pytest.mark.parametrize("style", ["natural", "null", "empty", "omitted"])
@pytest.mark.parametrize("status", ["CREATING", "CREATE_FAILED", "Waiting", "Normal", "Abnormal", "Stopped"])
def test_replies_have_documented_members_only(emu: Emulator, api: Api, style: str, status: str) -> None:
    emu.add_service("demo", status=status, info={"HealthProbe": {"ReadinessProbe": {}}}, group_members={"Tags": []})
    emu.behaviour.null_style = style
    for group in api("DescribeModelServiceGroups")["ServiceGroups"]:
        assert_documented(group, "ServiceGroup")


def test_postpaid_resources_come_from_the_instance_type(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"InstanceType": "TI.GN7.LARGE20.POST"})
    assert api.info(service)["Resources"] == {
        "Cpu": 4000,
        "Memory": 20480,
        "Gpu": 100,
        "GpuType": "T4",
        "RealGpu": 25,
        "RealGpuDetailSet": [{"Name": "T4", "Value": 25}],
    }


def test_prepaid_resources_are_those_sent_and_more(emu: Emulator, api: Api) -> None:
    resources = api.info(emu.add_service("demo", **GPU_PREPAID))["Resources"]
    assert resources == {
        **GPU_PREPAID["info"]["Resources"],
        "EnableRDMA": False,
        "RealGpu": 200,
        "RealGpuDetailSet": [{"Name": "A10", "Value": 200}],
    }


def test_a_stopped_service_remembers_its_replicas(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Stopped", info={"Replicas": 3})
    shown = api.service(service)
    assert (shown["Status"], shown["BusinessStatus"], shown["CreateFailedReason"]) == (
        "Stopped",
        "CREATE_SUCCEED",
        "CREATE_SUCCEED",
    )
    info = shown["ServiceInfo"]
    assert (info["Replicas"], info["OldReplicas"], info["PodInfos"], info["PodList"]) == (0, 3, [], [])
    assert info["Status"]["Status"] == "Stopped"
    available = next(item for item in info["Status"]["Conditions"] if item["Type"] == "Available")
    assert available["Status"] == "True"
    assert available["LastUpdateTime"].endswith("+08:00")


def test_a_hybrid_service_remembers_both_counts(emu: Emulator, api: Api) -> None:
    members = {"ChargeType": "HYBRID_PAID", "ResourceGroupId": "rsg-1"}
    info = {"Replicas": 2, "HybridBillingPrepaidReplicas": 4}
    names = ("Replicas", "OldReplicas", "HybridBillingPrepaidReplicas", "OldHybridBillingPrepaidReplicas")
    running = api.info(emu.add_service("a", service_members=members, info=info))
    stopped = api.info(emu.add_service("b", service_members=members, info=info, status="Stopped"))
    assert [running[name] for name in names] == [2, 0, 4, 0]
    assert [stopped[name] for name in names] == [0, 2, 0, 4]


def test_weights_times_and_deprecated_copies(emu: Emulator, api: Api) -> None:
    limit = {"EnableInstanceRpsLimit": True, "InstanceRpsLimit": 5}
    shown = api.service(emu.add_service("demo", info={"ServiceLimit": limit}))
    assert (shown["Weight"], shown["ServiceInfo"]["Weight"]) == (100, 0)
    assert shown["CreateTime"].endswith("Z")
    assert (shown["ServiceLimit"], shown["ScheduledAction"]) == (None, None)
    assert (shown["InstancePerReplicas"], shown["ServiceInfo"]["InstancePerReplicas"]) == ("1", 1)
    assert shown["ServiceInfo"]["ServiceLimit"] == {
        "EnableInstanceRpsLimit": True,
        "InstanceRpsLimit": 5,
        "EnableInstanceReqLimit": False,
        "InstanceReqLimit": 1000000,
    }


def test_schedule_is_sent_with_an_offset_and_read_in_utc(api: Api) -> None:
    service = api.create(ScheduledAction={"ScheduleStop": True, "ScheduleStopTime": "2099-04-24T11:54:53+08:00"})
    assert api.info(service)["ScheduledAction"] == {"ScheduleStop": True, "ScheduleStopTime": "2099-04-24T03:54:53Z"}


def test_models_are_described_by_the_server(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"ModelInfo": {"ModelVersionId": "mv-1"}})
    info = api.info(service)
    assert info["ImageInfo"] is None
    assert {"ModelVersionId", "ModelName", "ModelSource", "ModelFormat", "CosPathInfo"} <= info["ModelInfo"].keys()
    assert emu.service(service)["Settings"]["ModelInfo"] == {"ModelVersionId": "mv-1"}


def test_image_type_reads_differently(emu: Emulator, api: Api) -> None:
    image = {"ImageType": "PreSet", "ImageUrl": "tione.tencentcloudcr.com/qcloud-ti-platform/x:1"}
    service = emu.add_service("demo", info={"ImageInfo": image})
    assert api.info(service)["ImageInfo"] == {
        "ImageType": "PRE_SET",
        "ImageUrl": image["ImageUrl"],
        "RegistryRegion": "",
        "RegistryId": "",
    }
    emu.behaviour.blank_image_type = True
    assert api.info(service)["ImageInfo"]["ImageType"] == ""


def test_probe_and_rolling_defaults_are_filled_in(emu: Emulator, api: Api) -> None:
    probe = {"ReadinessProbe": {"ProbeAction": {"HTTPGet": {"Path": "/", "Port": 80}}, "PeriodSeconds": 9}}
    service = emu.add_service("demo", info={"HealthProbe": probe, "RollingUpdate": {"MaxSurge": {"Value": 1}}})
    info = api.info(service)
    assert info["HealthProbe"]["ReadinessProbe"] == {
        "ProbeAction": {"ActionType": "HTTPGet", "HTTPGet": {"Path": "/", "Port": 80}},
        "InitialDelaySeconds": 5,
        "PeriodSeconds": 9,
        "TimeoutSeconds": 1,
        "FailureThreshold": 3,
        "SuccessThreshold": 3,
    }
    assert info["RollingUpdate"]["MaxSurge"] == {"Type": "Num", "Value": 1}
    assert info["RollingUpdate"]["MaxUnavailable"]["Value"] == 25


def test_platform_probe_on_request(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    assert api.info(service)["HealthProbe"] is None
    emu.behaviour.shows_default_probe = True
    assert api.info(service)["HealthProbe"]["ReadinessProbe"]["ProbeAction"]["TCPSocket"] == {"Port": 8501}


@pytest.mark.parametrize(("style", "shown"), [("stars", "******"), ("empty", "")])
def test_private_values_are_hidden(emu: Emulator, api: Api, style: str, shown: str) -> None:
    env = [{"Name": "A", "Value": "open"}, {"Name": "B", "Value": "hidden-value", "IsPrivate": True}]
    service = emu.add_service("demo", info={"Env": env})
    emu.behaviour.private_env = style
    info = api.info(service)
    assert [variable["Value"] for variable in info["Env"]] == ["open", shown]
    assert emu.service(service)["Settings"]["Env"][1]["Value"] == "hidden-value"
    assert "hidden-value" in info["PodList"][0]  # manifests leak it, as the real ones may


def test_write_only_members_are_stored_and_never_shown(emu: Emulator, api: Api) -> None:
    secret = {"Username": "u", "Password": "secret-password"}
    image = {"ImageType": "CUSTOM", "ImageUrl": "registry.example/x", "ImageSecret": secret}
    sent = {"Sidecar": {"ImageInfo": {"ImageType": "CCR", "ImageUrl": "s"}}, "Priority": 3, "CallbackUrl": "http://cb"}
    service = api.create(ImageInfo=image, **sent)
    text = json.dumps(api("DescribeModelServiceGroups"))
    assert not any(word in text for word in ("secret-password", "Sidecar", "Priority", "CallbackUrl", "http://cb"))
    stored = emu.service(service)["Settings"]
    assert stored["ImageInfo"]["ImageSecret"] == secret
    assert {name: stored[name] for name in sent} == sent


def test_command_may_stay_base64(emu: Emulator, api: Api) -> None:
    text = base64.b64encode(b"sleep 1 # \xe4\xb8\xad").decode()
    service = api.create(Command="ignored", CommandBase64=text)
    assert api.info(service)["Command"] == "sleep 1 # 中"
    emu.behaviour.command_stays_base64 = True
    assert api.info(service)["Command"] == text


def test_null_styles(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    shown = {}
    for style in ("null", "empty", "omitted"):
        emu.behaviour.null_style = style
        shown[style] = api.info(service)
    assert (shown["null"]["Env"], shown["null"]["Command"], shown["null"]["ModelInfo"]) == (None, None, None)
    assert (shown["empty"]["Env"], shown["empty"]["Command"], shown["empty"]["ServicePort"]) == ([], "", 0)
    assert not {"Env", "Command", "ServicePort", "GrpcEnable", "ServiceLimit"} & shown["omitted"].keys()
    folded = {"ScaleMode": "", "TerminationGracePeriodSeconds": 0, "GrpcEnable": False, "ServiceLimit": None}
    assert {name: shown["null"][name] for name in folded} == dict.fromkeys(folded)
    assert {name: shown["empty"][name] for name in folded} == folded
    assert shown["omitted"]["Status"]["Status"] == "Normal"


def test_lists_without_an_order_may_come_reversed(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"Env": [{"Name": name, "Value": "x"} for name in "ABC"]})
    emu.behaviour.reverse_lists = True
    assert [variable["Name"] for variable in api.info(service)["Env"]] == ["C", "B", "A"]


def test_other_members_of_a_seed_are_shown_verbatim(emu: Emulator, api: Api) -> None:
    service = emu.add_service(
        "名字",
        service_members={"BillingInfo": "x", "CreateTime": "2023-08-05T05:46:58Z"},
        info={"ResourceTotal": None, "ServicePort": 8501, "Replicas": 0, "OldReplicas": 2},
        group_members={"BusinessStatus": "BILLING"},
        status="Stopped",
    )
    group = api("DescribeModelServiceGroups")["ServiceGroups"][0]
    assert (group["ServiceGroupName"], group["BusinessStatus"]) == ("名字", "BILLING")
    shown = group["Services"][0]
    assert (shown["BillingInfo"], shown["CreateTime"]) == ("x", "2023-08-05T05:46:58Z")
    assert (shown["ServiceInfo"]["OldReplicas"], shown["ServiceInfo"]["ServicePort"]) == (2, 8501)
    assert shown["ServiceId"] == service


@pytest.mark.parametrize(
    ("info", "word"),
    [({"Replcas": 1}, "Replcas"), ({"Env": [{"name": "A"}]}, "Env.0.name"), ({"Replicas": "1"}, "Replicas")],
)
def test_slips_in_a_seed_are_told(emu: Emulator, info: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        emu.add_service("demo", info=info)
    assert emu.service_ids() == []


def test_slips_in_switches_are_told(emu: Emulator) -> None:
    with pytest.raises(AttributeError):
        emu.behaviour.repeat_verb_ok = True
    with pytest.raises(ValueError, match="natural"):
        emu.behaviour.null_style = "nul"
    with pytest.raises(ValueError, match="has no"):
        emu.durations.update(waitng=1)


def test_absent_objects(emu: Emulator, api: Api) -> None:
    for action, params in (
        ("DescribeModelService", {"ServiceId": "ms-abc-1"}),
        ("DescribeModelServiceGroup", {"ServiceGroupId": "ms-abc"}),
    ):
        emu.behaviour.missing_as_null = False
        assert api.refusal(action, **params).code == "ResourceNotFound"
        emu.behaviour.missing_as_null = True
        assert set(api(action, **params).values()) - {emu.journal.last().request_id} == {None}
