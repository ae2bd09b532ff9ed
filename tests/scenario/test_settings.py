# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting, given partially: it converges, is sent as asked, and leaves all other settings as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import four_tasks, untouched
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task
from scenario.harness.services import base

ABSENT = "<not in the request>"
PLAIN_UPDATE, SCALE = "ModifyModelService", "ModifyModelService:SCALE"
AFTERNOON = "2088-08-09T14:00:00+08:00"


@dataclass(frozen=True)
class Change:
    """``options`` are given for a service with the settings of ``on``; ``sends`` is what the request must hold."""

    on: str
    options: Json
    sends: Json
    action: str = PLAIN_UPDATE
    #: Stored members that may change beside those in ``sends``.
    moves: tuple[str, ...] = ()
    #: Further settings of the service.
    also: Json = field(default_factory=dict)


def dig(value: Any, path: str) -> Any:
    """The member of a request body at a dotted path, or ABSENT."""
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else ABSENT
        else:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    return value


def probe_change(name: str, options: Json, sends: Json) -> Change:
    """A change of one leaf of the health probes."""
    return Change("postpaid", {"health_probe": options}, {f"HealthProbe.{path}": sends[path] for path in sends})


HPA = {"min_replicas": 1, "max_replicas": 4, "hpa_metrics": [{"name": "gpu-util", "value": 70}]}
HPA_SENT = {"MinReplicas": 1, "MaxReplicas": 4, "HpaMetrics": [{"Name": "gpu-util", "Value": 70}]}
NOON = {"schedule": "0 0 12 * * *", "name": "noon", "target_replicas": 2}
NOON_SENT = {"Schedule": "0 0 12 * * *", "Name": "noon", "TargetReplicas": 2}
MOUNT = {"mount_path": "/m", "cfs_config": {"id": "cfs-3", "path": "/m"}}
READY = "ReadinessProbe"

TEXTS = {
    "service_description": Change("hybrid", {"service_description": "new"}, {"ServiceDescription": "new"}),
    "service_description cleared": Change("prepaid", {"service_description": ""}, {"ServiceDescription": ""}),
    "service_description set": Change("plain", {"service_description": "服务 «1»"}, {"ServiceDescription": "服务 «1»"}),
    "resource_group_id": Change("prepaid", {"resource_group_id": "rsg-2"}, {"ResourceGroupId": "rsg-2"}),
    "target_project_id": Change("postpaid", {"target_project_id": 7}, {"TargetProjectId": 7}),
    "instance_type": Change("hybrid", {"instance_type": "TI.S.MEDIUM.POST"}, {"InstanceType": "TI.S.MEDIUM.POST"}),
    "scheduling_strategy": Change(
        "hybrid", {"scheduling_strategy": "binpack"}, {}, moves=("SchedulingStrategy",)
    ),
    "scheduling_strategy set": Change("plain", {"scheduling_strategy": "spread"}, {"SchedulingStrategy": "spread"}),
    "infer_template_id": Change("hybrid", {"infer_template_id": "template-2"}, {"InferTemplateId": "template-2"}),
    "infer_template_id cleared": Change("hybrid", {"infer_template_id": ""}, {"InferTemplateId": ""}),
    "command": Change("hybrid", {"command": "python3 \"x\"\t€"}, {"Command": "python3 \"x\"\t€"}),
    "command cleared": Change("postpaid", {"command": ""}, {"Command": ""}),
    "command_base64": Change(
        "hybrid", {"command_base64": "cHl0aG9uMyB4"}, {"CommandBase64": "cHl0aG9uMyB4"}, moves=("Command",)
    ),
    "command_base64 wins": Change(
        "plain", {"command_base64": "5pyN5Yqh", "command": "y"}, {"CommandBase64": "5pyN5Yqh"}, moves=("Command",)
    ),
}

NUMBERS = {
    "instance_per_replicas": Change("hybrid", {"instance_per_replicas": 3}, {"InstancePerReplicas": 3}),
    "instance_per_replicas 1": Change("hybrid", {"instance_per_replicas": 1}, {}, moves=("InstancePerReplicas",)),
    "hybrid_billing_prepaid_replicas": Change(
        "hybrid", {"hybrid_billing_prepaid_replicas": 3}, {"HybridBillingPrepaidReplicas": 3}
    ),
    "service_port": Change("prepaid", {"service_port": 9000}, {"ServicePort": 9000}),
    "service_port default": Change("prepaid", {"service_port": 8501}, {"ServicePort": ABSENT}),
    "termination_grace_period_seconds": Change(
        "postpaid", {"termination_grace_period_seconds": 90}, {"TerminationGracePeriodSeconds": 90}
    ),
    "termination_grace_period_seconds default": Change(
        "postpaid", {"termination_grace_period_seconds": 30}, {}, moves=("TerminationGracePeriodSeconds",)
    ),
}

SWITCHES = {
    "log_enable off": Change("hybrid", {"log_enable": False}, {"LogEnable": False}, moves=("LogConfig",)),
    "log_enable on": Change(
        "plain",
        {"log_enable": True, "log_config": {"logset_id": "l", "topic_id": "t"}},
        {"LogEnable": True, "LogConfig": {"LogsetId": "l", "TopicId": "t"}},
    ),
    "log_config": Change(
        "prepaid", {"log_config": {"topic_id": "topic-2"}}, {"LogConfig": {"LogsetId": "logset-1", "TopicId": "topic-2"}}
    ),
    "model_hot_update_enable": Change("hybrid", {"model_hot_update_enable": False}, {"ModelHotUpdateEnable": False}),
    "model_hot_update_enable on": Change("plain", {"model_hot_update_enable": True}, {"ModelHotUpdateEnable": True}),
    "model_turbo_enable": Change("hybrid", {"model_turbo_enable": False}, {"ModelTurboEnable": False}),
    "model_turbo_enable on": Change("plain", {"model_turbo_enable": True}, {"ModelTurboEnable": True}),
    "grpc_enable": Change("hybrid", {"grpc_enable": False}, {"GrpcEnable": False}),
    "grpc_enable on": Change("plain", {"grpc_enable": True}, {"GrpcEnable": True}),
}

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
    "model_info cleared": Change("hybrid", {"model_info": {}}, {"ModelInfo": ABSENT}),
    "model_info set": Change(
        "plain", {"model_info": {"model_version_id": "mv-v1-3"}}, {"ModelInfo": {"ModelVersionId": "mv-v1-3"}}
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
        {"image_info": {"registry_id": "tcr-2", "registry_region": "ap-beijing"}},
        {
            "ImageInfo.RegistryId": "tcr-2",
            "ImageInfo.RegistryRegion": "ap-beijing",
            "ImageInfo.AllowSaveAllContent": True,
            "ImageInfo.ImageName": "chat",
        },
    ),
    "image_info switches": Change(
        "hybrid",
        {"image_info": {"allow_save_all_content": False, "support_data_pipeline": False, "image_name": "c"}},
        {"ImageInfo.ImageName": "c", "ImageInfo.RegistryId": "tcr-4l3rq5xy"},
        moves=("ImageInfo",),
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
        "prepaid", {"resources": {"gpu": 0, "gpu_type": ""}}, {"Resources.Cpu": 4000}, moves=("Resources",)
    ),
    "resources of RDMA": Change(
        "prepaid",
        {"resources": {"enable_rdma": False, "rdma_number": 0, "rdma": 0, "root_disk": 80, "data_disk": 120}},
        {"Resources.RootDisk": 80, "Resources.DataDisk": 120, "Resources.Gpu": 100},
        moves=("Resources",),
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
    "scheduled_action cleared": Change("postpaid", {"scheduled_action": {}}, {}, moves=("ScheduledAction",)),
    "scheduled_action set": Change(
        "plain",
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": AFTERNOON}},
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
    "service_limit set": Change(
        "plain",
        {"service_limit": {"enable_instance_req_limit": True, "instance_req_limit": 5}},
        {"ServiceLimit.EnableInstanceReqLimit": True, "ServiceLimit.InstanceReqLimit": 5},
    ),
    "service_limit unlimited": Change(
        "postpaid", {"service_limit": {"instance_rps_limit": 0}}, {"ServiceLimit.InstanceRpsLimit": 0}
    ),
    "service_limit cleared": Change("postpaid", {"service_limit": {}}, {}, moves=("ServiceLimit",)),
    "service_eip off": Change("hybrid", {"service_eip": {"enable_eip": False}}, {}, moves=("ServiceEIP",)),
    "service_eip subnet": Change(
        "prepaid",
        {"service_eip": {"subnet_id": "subnet-2"}},
        {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-2"}},
    ),
    "service_eip set": Change(
        "plain",
        {"service_eip": {"enable_eip": True, "vpc_id": "vpc-1", "subnet_id": "subnet-2"}},
        {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-2"}},
    ),
    "service_eip cleared": Change("postpaid", {"service_eip": {}}, {}, moves=("ServiceEIP",)),
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
    "rolling_update set": Change(
        "plain",
        {"rolling_update": {"max_unavailable": {"type": "Num", "value": 0}}},
        {"RollingUpdate.MaxUnavailable.Value": 0},
        moves=("RollingUpdate",),
    ),
    "rolling_update cleared": Change("postpaid", {"rolling_update": {}}, {"RollingUpdate": ABSENT}),
}

LISTS = {
    "env": Change(
        "hybrid",
        {"env": [{"name": "WORKERS", "value": "8"}, {"name": "NEW", "value": "=\n'\""}]},
        {
            "Env": [
                {"Name": "WORKERS", "Value": "8", "IsPrivate": False},
                {"Name": "NEW", "Value": "=\n'\""},
            ]
        },
    ),
    "env value kept": Change(
        "prepaid",
        {"env": [{"name": "WORKERS"}, {"name": "LOG_LEVEL", "value": "debug"}, {"name": "EMPTY"}]},
        {"Env.0.Value": "4", "Env.1.Value": "debug"},
    ),
    "env value emptied": Change(
        "prepaid", {"env": [{"name": "WORKERS", "value": ""}]}, {"Env": [{"Name": "WORKERS", "Value": "", "IsPrivate": False}]}
    ),
    "env cleared": Change("hybrid", {"env": []}, {"Env": []}),
    "env set": Change("plain", {"env": [{"name": "A", "value": "1"}]}, {"Env": [{"Name": "A", "Value": "1"}]}),
    "pre_stop_command": Change("hybrid", {"pre_stop_command": ["sleep", "9"]}, {"PreStopCommand": ["sleep", "9"]}),
    "pre_stop_command order": Change(
        "prepaid",
        {"pre_stop_command": ["-c", "/bin/sh", "sleep 5"]},
        {"PreStopCommand": ["-c", "/bin/sh", "sleep 5"]},
    ),
    "pre_stop_command cleared": Change("postpaid", {"pre_stop_command": []}, {"PreStopCommand": []}),
    "volume_mounts": Change(
        "hybrid",
        {"volume_mounts": [{"mount_path": "/data", "cfs_config": {"path": "/data2"}}]},
        {
            "VolumeMounts.0.MountPath": "/data",
            "VolumeMounts.0.CFSConfig.Id": "cfs-2",
            "VolumeMounts.0.CFSConfig.Path": "/data2",
            "VolumeMounts.0.CFSConfig.MountType": "SOURCE",
            "VolumeMounts.0.CFSConfig.Protocol": "TURBO",
            "VolumeMounts.1": ABSENT,
            "VolumeMount": ABSENT,
        },
    ),
    "volume_mounts added": Change(
        "postpaid",
        {"volume_mounts": [{"mount_path": "/models"}, {"mount_path": "/data"}, MOUNT]},
        {"VolumeMounts.2": {"MountPath": "/m", "CFSConfig": {"Id": "cfs-3", "Path": "/m"}}},
    ),
    "volume_mounts cleared": Change("hybrid", {"volume_mounts": []}, {"VolumeMounts": [], "VolumeMount": ABSENT}),
    "volume_mounts from one": Change(
        "prepaid",
        {"volume_mounts": [{"mount_path": "/models"}, MOUNT]},
        {"VolumeMounts.0.CFSConfig.Id": "cfs-1", "VolumeMounts.1.MountPath": "/m", "VolumeMount": ABSENT},
    ),
    "volume_mounts set": Change("plain", {"volume_mounts": [MOUNT]}, {"VolumeMounts.0.CFSConfig.Id": "cfs-3"}),
    "volume_mount path": Change(
        "prepaid",
        {"volume_mount": {"cfs_config": {"path": "/chat2"}}},
        {"VolumeMount.CFSConfig.Id": "cfs-1", "VolumeMount.CFSConfig.Path": "/chat2", "VolumeMounts": ABSENT},
    ),
    "volume_mount cleared": Change("prepaid", {"volume_mount": {}}, {"VolumeMount": ABSENT, "VolumeMounts": ABSENT}),
    "volume_mount source": Change(
        "prepaid",
        {
            "volume_mount": {
                "volume_source_type": "PUBLIC_DATA_SOURCE",
                "public_data_source": {"data_source_id": "pds-2", "sub_path": "s"},
            }
        },
        {
            "VolumeMount.VolumeSourceType": "PUBLIC_DATA_SOURCE",
            "VolumeMount.PublicDataSource": {"DataSourceId": "pds-2", "SubPath": "s"},
            "VolumeMount.MountPath": "/models",
            "VolumeMount.CFSConfig": ABSENT,
        },
    ),
    "volume_mount from several": Change(
        "hybrid", {"volume_mount": MOUNT}, {"VolumeMount.MountPath": "/m"}, moves=("VolumeMounts",)
    ),
}

PROBES = {
    "readiness number": probe_change(
        "period",
        {"readiness_probe": {"period_seconds": 6}},
        {f"{READY}.PeriodSeconds": 6, f"{READY}.SuccessThreshold": 2, "LivenessProbe.FailureThreshold": 7},
    ),
    "readiness numbers": probe_change(
        "numbers",
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
        "path",
        {"liveness_probe": {"probe_action": {"http_get": {"path": "/live2"}}}},
        {"LivenessProbe.ProbeAction.HTTPGet": {"Path": "/live2", "Port": 8080}, "LivenessProbe.InitialDelaySeconds": 9},
    ),
    "startup by TCP": probe_change(
        "tcp",
        {"startup_probe": {"probe_action": {"action_type": "TCPSocket", "tcp_socket": {"port": 9000}}}},
        {"StartupProbe.ProbeAction": {"ActionType": "TCPSocket", "TCPSocket": {"Port": 9000}}},
    ),
    "startup by command": probe_change(
        "exec",
        {"startup_probe": {"probe_action": {"action_type": "Exec", "exec": {"command": ["cat", "/ok"]}}}},
        {"StartupProbe.ProbeAction.Exec": {"Command": ["cat", "/ok"]}, "StartupProbe.ProbeAction.HTTPGet": ABSENT},
    ),
    "cleared": Change("hybrid", {"health_probe": {}}, {"HealthProbe": ABSENT}),
    "set": Change(
        "plain",
        {"health_probe": {"readiness_probe": {"probe_action": {"http_get": {"path": "/r", "port": 8080}}}}},
        {"HealthProbe.ReadinessProbe.ProbeAction.HTTPGet": {"Path": "/r", "Port": 8080}},
    ),
}

SCALING = {
    "replicas": Change("postpaid", {"replicas": 5}, {"Replicas": 5, "ScaleMode": "MANUAL"}, SCALE),
    "replicas enforced": Change(
        "hybrid", {"replicas": 4, "enforce_replicas": True}, {"Replicas": 4, "ScaleStrategy": "HPA"}, SCALE
    ),
    "replicas of a time table": Change("prepaid", {"replicas": 3}, {"Replicas": 3, "ScaleStrategy": "CRON"}, SCALE),
    "scale_mode manual": Change(
        "hybrid",
        {"scale_mode": "MANUAL", "replicas": 2},
        {"ScaleMode": "MANUAL", "Replicas": 2, "ScaleStrategy": ABSENT, "HorizontalPodAutoscaler": ABSENT},
        SCALE,
    ),
    "scale_mode manual alone": Change(
        "prepaid", {"scale_mode": "MANUAL"}, {"ScaleMode": "MANUAL", "Replicas": 2, "CronScaleJobs": ABSENT}, SCALE,
        moves=("ScaleStrategy",),
    ),
    "HPA from manual": Change(
        "postpaid",
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA},
        {"ScaleMode": "AUTO", "ScaleStrategy": "HPA", "HorizontalPodAutoscaler": HPA_SENT, "Replicas": 3},
        SCALE,
    ),
    "HPA from CRON": Change(
        "prepaid",
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA},
        {"ScaleStrategy": "HPA", "HorizontalPodAutoscaler": HPA_SENT},
        SCALE,
        moves=("CronScaleJobs",),
    ),
    "CRON from manual": Change(
        "postpaid",
        {"scale_mode": "AUTO", "scale_strategy": "CRON", "cron_scale_jobs": [NOON]},
        {"ScaleMode": "AUTO", "ScaleStrategy": "CRON", "CronScaleJobs": [NOON_SENT]},
        SCALE,
    ),
    "CRON from HPA": Change(
        "hybrid",
        {"scale_strategy": "CRON", "cron_scale_jobs": [NOON]},
        {"ScaleStrategy": "CRON", "CronScaleJobs": [NOON_SENT], "ScaleMode": "AUTO"},
        SCALE,
        moves=("HorizontalPodAutoscaler",),
    ),
    "horizontal_pod_autoscaler bound": Change(
        "hybrid",
        {"horizontal_pod_autoscaler": {"max_replicas": 9}},
        {
            "HorizontalPodAutoscaler.MaxReplicas": 9,
            "HorizontalPodAutoscaler.MinReplicas": 2,
            "HorizontalPodAutoscaler.HpaMetrics.1": {"Name": "service-qps", "Value": 200},
            "HorizontalPodAutoscaler.ScaleUpStabilizationWindowSeconds": 30,
        },
        SCALE,
    ),
    "horizontal_pod_autoscaler metrics": Change(
        "hybrid",
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "service-qps", "value": 300}]}},
        {"HorizontalPodAutoscaler.HpaMetrics": [{"Name": "service-qps", "Value": 300}]},
        SCALE,
    ),
    "horizontal_pod_autoscaler windows": Change(
        "hybrid",
        {
            "horizontal_pod_autoscaler": {
                "scale_up_stabilization_window_seconds": 0,
                "scale_down_stabilization_window_seconds": 300,
            }
        },
        {
            "HorizontalPodAutoscaler.ScaleUpStabilizationWindowSeconds": 0,
            "HorizontalPodAutoscaler.ScaleDownStabilizationWindowSeconds": 300,
        },
        SCALE,
    ),
    "cron_scale_jobs": Change(
        "prepaid",
        {"cron_scale_jobs": [{"name": "morning", "schedule": "0 0 8 * * *", "target_replicas": 5}]},
        {
            "CronScaleJobs": [
                {"Schedule": "0 0 8 * * *", "Name": "morning", "TargetReplicas": 5, "ExcludeDates": ["* * * 1 1 *"]}
            ]
        },
        SCALE,
    ),
    "cron_scale_jobs by schedule": Change(
        "prepaid",
        {
            "cron_scale_jobs": [
                {"schedule": "0 0 20 * * *", "min_replicas": 1, "max_replicas": 2, "exclude_dates": ["* * * 1 5 *"]}
            ]
        },
        {"CronScaleJobs.0.MinReplicas": 1, "CronScaleJobs.0.ExcludeDates": ["* * * 1 5 *"]},
        SCALE,
    ),
    "scaling and more": Change(
        "postpaid", {"replicas": 4, "service_description": "new"}, {"Replicas": 4, "ServiceDescription": "new"}
    ),
}

CASES: dict[str, Change] = {
    **TEXTS,
    **NUMBERS,
    **SWITCHES,
    **DICTS,
    **LISTS,
    **{f"health_probe {name}": change for name, change in PROBES.items()},
    **SCALING,
}


def prepare(stage: Stage, change: Change) -> list[Task]:
    """One service with many settings, and the same task four times."""
    service_id = stage.add(info=base(change.on, **change.also))
    return four_tasks({"service_id": service_id, **change.options})


BATCH = Batch("settings", CASES, prepare)


@BATCH.parametrize()
def test_setting_converges(done: Done[Change]) -> None:
    """Check mode predicts one call, it is made, and nothing is left to do."""
    done.four.converges([done.case.action])


@BATCH.parametrize()
def test_request_holds_what_was_asked(done: Done[Change]) -> None:
    """The members of the request have the asked values, or are absent where that is what clears them."""
    body = done.four.real.body(done.case.action)
    assert {path: dig(body, path) for path in done.case.sends} == done.case.sends


@BATCH.parametrize()
def test_other_settings_stay(done: Done[Change]) -> None:
    """ModifyModelService replaces everything, yet no setting changes but the one that was given."""
    untouched(done.old, done.new, {path.split(".")[0] for path in done.case.sends} | set(done.case.moves))
