# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dictionaries of settings, given in part: leaves that are not given stay as they are."""

from __future__ import annotations

from scenario.harness.batch import Done
from scenario.harness.changes import ABSENT, Change, batch, check
from scenario.harness.outcome import Json

READY = "ReadinessProbe"
AFTERNOON = "2088-08-09T14:00:00+08:00"


def probe_change(options: Json, sends: Json) -> Change:
    """A change of a part of the health probes."""
    return Change("postpaid", {"health_probe": options}, {f"HealthProbe.{path}": sends[path] for path in sends})


DICTS = {
    "model_info": Change(
        "hybrid",
        {"model_info": {"model_version_id": "mv-v1-2"}},
        {"ModelInfo.ModelVersionId": "mv-v1-2", "ModelInfo.ModelName": ABSENT, "ModelInfo.CosPathInfo": ABSENT},
    ),
    "model_info part": Change(
        "postpaid",
        {"model_info": {"model_category": "MultiModal"}},
        {
            "ModelInfo.ModelCategory": "MultiModal",
            "ModelInfo.ModelVersionId": "mv-v1-838176671237008129",
            "ModelInfo.GooseFSx": {"Id": "goosefsx-1", "Path": "/models"},
        },
    ),
    "model_info nested": Change(
        "prepaid",
        {"model_info": {"goosefsx": {"path": "/m2"}, "public_data_source": {"sub_path": "c2"}}},
        {
            "ModelInfo.GooseFSx": {"Id": "goosefsx-1", "Path": "/m2"},
            "ModelInfo.PublicDataSource": {"DataSourceId": "pds-1", "SubPath": "c2"},
            "ModelInfo.IsPrivateModel": True,
        },
    ),
    "model_info switch off": Change(
        "prepaid", {"model_info": {"is_private_model": False}}, {"ModelInfo.ModelCategory": "LLM"}, moves=("ModelInfo",)
    ),
    "image_info url": Change(
        "hybrid",
        {"image_info": {"image_url": "team.tencentcloudcr.com/chat/chat:2.1"}},
        {
            "ImageInfo.ImageUrl": "team.tencentcloudcr.com/chat/chat:2.1",
            "ImageInfo.ImageType": "TCR",
            "ImageInfo.RegistryRegion": "ap-guangzhou",
            "ImageInfo.RegistryId": "tcr-4l3rq5xy",
        },
    ),
    "image_info type": Change(
        "postpaid",
        {"image_info": {"image_type": "CUSTOM", "image_url": "example.org/chat:1"}},
        {"ImageInfo": {"ImageType": "CUSTOM", "ImageUrl": "example.org/chat:1"}},
    ),
    "image_info registry": Change(
        "prepaid",
        {
            "image_info": {
                "registry_id": "tcr-2",
                "registry_region": "ap-beijing",
                "allow_save_all_content": False,
                "support_data_pipeline": False,
            }
        },
        {
            "ImageInfo.RegistryId": "tcr-2",
            "ImageInfo.RegistryRegion": "ap-beijing",
            "ImageInfo.ImageUrl": "team.tencentcloudcr.com/chat/chat:2.0",
            "ImageInfo.ImageName": "chat",
        },
    ),
    "image_info built in": Change(
        "plain",
        {"image_info": {"image_type": "PRE_SET", "image_url": "tione.tencentcloudcr.com/qcloud-ti-platform/t:1"}},
        {"ImageInfo.ImageType": "PreSet"},
    ),
    "resources": Change(
        "prepaid",
        {"resources": {"memory": 16384}},
        {
            "Resources": {
                "Cpu": 4000,
                "Memory": 16384,
                "Gpu": 100,
                "GpuType": "A10",
                "EnableRDMA": True,
                "RdmaNumber": 2,
                "RootDisk": 60,
                "DataDisk": 100,
                "Rdma": 10,
            }
        },
    ),
    "resources without cards": Change(
        "prepaid",
        {
            "resources": {
                "gpu": 0,
                "gpu_type": "",
                "enable_rdma": False,
                "rdma_number": 0,
                "rdma": 0,
                "root_disk": 80,
                "data_disk": 120,
            }
        },
        {"Resources.Cpu": 4000, "Resources.Memory": 8192, "Resources.RootDisk": 80, "Resources.DataDisk": 120},
    ),
    "resources from little": Change(
        "plain_prepaid",
        {"resources": {"gpu": 50, "gpu_type": "T4"}},
        {"Resources": {"Cpu": 2000, "Memory": 4096, "Gpu": 50, "GpuType": "T4", "EnableRDMA": False}},
    ),
    "scheduled_action off": Change(
        "hybrid",
        {"scheduled_action": {"schedule_stop": False}},
        {"ScheduledAction.ScheduleStop": False, "ScheduledAction.ScheduleStopTime": ABSENT},
    ),
    "scheduled_action time": Change(
        "prepaid",
        {"scheduled_action": {"schedule_stop_time": "2088-08-09T06:00:00Z"}},
        {"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": AFTERNOON}},
    ),
    "service_limit number": Change(
        "hybrid",
        {"service_limit": {"instance_rps_limit": 50}},
        {
            "ServiceLimit": {
                "EnableInstanceRpsLimit": True,
                "InstanceRpsLimit": 50,
                "EnableInstanceReqLimit": True,
                "InstanceReqLimit": 8,
            }
        },
    ),
    "service_limit switch off": Change(
        "prepaid",
        {"service_limit": {"enable_instance_rps_limit": False}},
        {
            "ServiceLimit.EnableInstanceRpsLimit": False,
            "ServiceLimit.EnableInstanceReqLimit": True,
            "ServiceLimit.InstanceReqLimit": 8,
        },
    ),
    "service_eip off": Change("hybrid", {"service_eip": {"enable_eip": False}}, {}, moves=("ServiceEIP",)),
    "service_eip subnet": Change(
        "prepaid",
        {"service_eip": {"subnet_id": "subnet-2"}},
        {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-2"}},
    ),
    "rolling_update part": Change(
        "hybrid",
        {"rolling_update": {"max_surge": {"value": 25}}},
        {
            "RollingUpdate": {
                "MaxUnavailable": {"Type": "Num", "Value": 0},
                "MaxSurge": {"Type": "Percent", "Value": 25},
            }
        },
    ),
    "rolling_update type": Change(
        "prepaid",
        {"rolling_update": {"max_surge": {"type": "Num"}, "max_unavailable": {"type": "Percent", "value": 10}}},
        {"RollingUpdate.MaxSurge.Value": 50, "RollingUpdate.MaxUnavailable": {"Type": "Percent", "Value": 10}},
        moves=("RollingUpdate",),
    ),
}

PROBES = {
    "readiness number": probe_change(
        {"readiness_probe": {"period_seconds": 6}},
        {f"{READY}.PeriodSeconds": 6, f"{READY}.SuccessThreshold": 2, "LivenessProbe.FailureThreshold": 7},
    ),
    "readiness numbers": probe_change(
        {
            "readiness_probe": {
                "initial_delay_seconds": 0,
                "timeout_seconds": 2,
                "failure_threshold": 4,
                "success_threshold": 1,
            }
        },
        {f"{READY}.InitialDelaySeconds": 0, f"{READY}.TimeoutSeconds": 2, f"{READY}.PeriodSeconds": 4},
    ),
    "liveness path": probe_change(
        {"liveness_probe": {"probe_action": {"http_get": {"path": "/live2"}}}},
        {"LivenessProbe.ProbeAction.HTTPGet": {"Path": "/live2", "Port": 8080}, "LivenessProbe.InitialDelaySeconds": 9},
    ),
    "startup by TCP": probe_change(
        {"startup_probe": {"probe_action": {"action_type": "TCPSocket", "tcp_socket": {"port": 9000}}}},
        {"StartupProbe.ProbeAction": {"ActionType": "TCPSocket", "TCPSocket": {"Port": 9000}}},
    ),
    "startup by command": probe_change(
        {"startup_probe": {"probe_action": {"action_type": "Exec", "exec": {"command": ["cat", "/ok"]}}}},
        {"StartupProbe.ProbeAction.Exec": {"Command": ["cat", "/ok"]}, "StartupProbe.ProbeAction.HTTPGet": ABSENT},
    ),
}

CASES = {**DICTS, **{f"health_probe {name}": change for name, change in PROBES.items()}}

BATCH = batch("nested", CASES)


@BATCH.parametrize()
def test_nested_setting(done: Done[Change]) -> None:
    """It converges, and nothing else changes."""
    check(done)
