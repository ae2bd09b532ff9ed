# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mapping table of the API semantics, row by row: values that mean the same draw neither a change nor a write."""

from __future__ import annotations

from dataclasses import dataclass, field

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import NOTHING
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Task, task
from scenario.harness.services import FUTURE, base, cfs

NATURAL: Json = {}
#: Every way in which unset members are returned.
STYLES: tuple[Json, ...] = tuple({"null_style": style} for style in ("natural", "null", "empty", "omitted"))


@dataclass(frozen=True)
class Equal:
    """``options`` mean what a service with ``info`` already is, however its settings are returned."""

    options: Json
    on: str = "plain"
    info: Json = field(default_factory=dict)
    #: Members of ServiceInfo as they are returned, whatever is stored.
    shows: Json = field(default_factory=dict)
    behaviours: tuple[Json, ...] = (NATURAL,)
    status: str = "Normal"
    #: What a warning must say; without it there is none.
    warns: str = ""


UNSET = Equal(
    {
        "service_description": "",
        "model_info": {},
        "env": [],
        "scale_mode": "MANUAL",
        "cron_scale_jobs": [],
        "log_enable": False,
        "model_hot_update_enable": False,
        "model_turbo_enable": False,
        "grpc_enable": False,
        "scheduled_action": {"schedule_stop": False},
        "service_limit": {"enable_instance_rps_limit": False, "enable_instance_req_limit": False},
        "volume_mount": {},
        "command": "",
        "service_eip": {"enable_eip": False},
        "service_port": 8501,
        "termination_grace_period_seconds": 30,
        "pre_stop_command": [],
        "health_probe": {},
        "scheduling_strategy": "binpack",
        "infer_template_id": "",
        "target_project_id": 0,
        "resource_group_id": "",
    },
    behaviours=STYLES,
)

WHOLE = {
    "everything unset": UNSET,
    "everything unset, empty dictionaries": Equal(
        {"scheduled_action": {}, "service_limit": {}, "service_eip": {}, "rolling_update": {}, "volume_mounts": []},
        behaviours=STYLES,
    ),
    "lists in another order": Equal(
        {
            "env": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}],
            "volume_mounts": [{"mount_path": "/b"}, {"mount_path": "/a", "cfs_config": {"id": "cfs-1"}}],
        },
        info={
            "Env": [{"Name": "A", "Value": "1"}, {"Name": "B", "Value": "2"}],
            "VolumeMounts": [cfs("cfs-1", "/", "/a"), cfs("cfs-2", "/", "/b")],
        },
        behaviours=(NATURAL, {"reverse_lists": True}),
    ),
}

IMAGES = {
    "ImageInfo: PRE_SET is PreSet": Equal(
        {"image_info": {"image_type": "PreSet"}},
        info={"ImageInfo": {"ImageType": "PreSet", "ImageUrl": "tione.tencentcloudcr.com/qcloud-ti-platform/t:1"}},
    ),
    "ImageInfo: PRESET is PreSet": Equal(
        {"image_info": {"image_type": "PreSet"}},
        shows={"ImageInfo": {"ImageType": "PRESET", "ImageUrl": "t:1"}},
    ),
    "ImageInfo: PreSet is PRE_SET": Equal(
        {"image_info": {"image_type": "PRE_SET"}}, shows={"ImageInfo": {"ImageType": "PreSet", "ImageUrl": "t:1"}}
    ),
    "ImageInfo: an empty type is any": Equal(
        {"image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/example/infer:1.0"}},
        behaviours=({"blank_image_type": True},),
    ),
    "ImageInfo: unset registry": Equal(
        {"image_info": {"registry_id": "", "allow_save_all_content": False, "support_data_pipeline": False}},
        behaviours=STYLES,
    ),
    "ImageInfo: null registry": Equal(
        {"image_info": {"registry_id": "", "registry_region": ""}},
        shows={"ImageInfo": {"ImageType": "CCR", "ImageUrl": "x", "RegistryId": None, "RegistryRegion": None}},
    ),
    "ModelInfo: what the server adds": Equal(
        {"model_info": {"model_version_id": "mv-v1-1"}}, info={"ModelInfo": {"ModelVersionId": "mv-v1-1"}}
    ),
    "ModelInfo: NORMAL is the default type": Equal(
        {"model_info": {"model_type": "NORMAL", "is_private_model": False}},
        shows={"ModelInfo": {"ModelVersionId": "mv-v1-1", "ModelType": ""}},
    ),
}

ENV = {
    "Env: no private flag is false": Equal(
        {"env": [{"name": "A", "value": "1", "is_private": False}]}, shows={"Env": [{"Name": "A", "Value": "1"}]}
    ),
    "Env: a private value reads as stars or empty": Equal(
        {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "new-private-value", "is_private": True}]},
        info={"Env": [{"Name": "A", "Value": "1"}, {"Name": "B", "Value": "old-private-value", "IsPrivate": True}]},
        behaviours=({"private_env": "stars"}, {"private_env": "empty"}),
    ),
    "Env: an empty value is none": Equal(
        {"env": [{"name": "A", "value": ""}]}, shows={"Env": [{"Name": "A", "Value": None, "IsPrivate": None}]}
    ),
}

RESOURCES = {
    "Resources: given keys only": Equal({"resources": {"cpu": 4000, "gpu_type": "A10"}}, "prepaid"),
    "Resources: no cards": Equal(
        {"resources": {"gpu": 0, "gpu_type": "", "enable_rdma": False, "rdma_number": 0, "rdma": 0}},
        "plain_prepaid",
        behaviours=STYLES,
    ),
    "Resources: the type none": Equal(
        {"resources": {"gpu_type": ""}},
        "plain_prepaid",
        shows={"Resources": {"Cpu": 2000, "Memory": 4096, "GpuType": "none", "Gpu": None}},
    ),
    "Resources: derived when postpaid": Equal({"resources": {"cpu": 1}}, warns="resources is ignored"),
    "InstanceType: ignored when prepaid": Equal(
        {"instance_type": "TI.S.LARGE.POST"}, "plain_prepaid", warns="instance_type is ignored"
    ),
    "ResourceGroupId: empty when postpaid": Equal({"resource_group_id": ""}, behaviours=STYLES),
    "HybridBillingPrepaidReplicas: outside hybrid": Equal(
        {"hybrid_billing_prepaid_replicas": 3}, warns="hybrid_billing_prepaid_replicas is ignored"
    ),
    "HybridBillingPrepaidReplicas: kept while stopped": Equal(
        {"hybrid_billing_prepaid_replicas": 2, "replicas": 3, "enforce_replicas": True}, "hybrid", status="Stopped"
    ),
    "HybridBillingPrepaidReplicas: 1 by default": Equal(
        {"hybrid_billing_prepaid_replicas": 1}, "hybrid", shows={"HybridBillingPrepaidReplicas": None}
    ),
    "InstancePerReplicas: 1 by default": Equal(
        {"instance_per_replicas": 1}, "hybrid", shows={"InstancePerReplicas": 0}
    ),
    "InstancePerReplicas: null": Equal({"instance_per_replicas": 1}, "hybrid", shows={"InstancePerReplicas": None}),
    "InstancePerReplicas: a text": Equal({"instance_per_replicas": 2}, "hybrid", shows={"InstancePerReplicas": "2"}),
    "InstancePerReplicas: outside DIST": Equal({"instance_per_replicas": 2}, warns="instance_per_replicas is ignored"),
}

SCALING = {
    "ScaleMode: empty is MANUAL": Equal({"scale_mode": "MANUAL"}, shows={"ScaleMode": ""}),
    "ScaleMode: null is MANUAL": Equal({"scale_mode": "MANUAL"}, shows={"ScaleMode": None, "ScaleStrategy": None}),
    "Replicas: kept while stopped": Equal({"replicas": 1}, status="Stopped"),
    "Replicas: owned by HPA": Equal({"replicas": 6}, "hybrid"),
    "HorizontalPodAutoscaler: order and windows": Equal(
        {
            "horizontal_pod_autoscaler": {
                "hpa_metrics": [{"name": "service-qps", "value": 200}, {"name": "cpu-util", "value": 60}],
                "min_replicas": 2,
            }
        },
        "hybrid",
    ),
    "CronScaleJobs: order": Equal(
        {
            "cron_scale_jobs": [
                {"schedule": "0 0 20 * * *", "target_replicas": 1},
                {"name": "morning", "schedule": "0 0 8 * * *", "exclude_dates": ["* * * 1 1 *"]},
            ]
        },
        "prepaid",
        behaviours=(NATURAL, {"reverse_lists": True}),
    ),
    "CronScaleJobs: order of dates": Equal(
        {"cron_scale_jobs": [{"schedule": "0 0 8 * * *", "exclude_dates": ["* * * 2 1 *", "* * * 1 1 *"]}]},
        "prepaid",
        info={
            "CronScaleJobs": [
                {"Schedule": "0 0 8 * * *", "TargetReplicas": 2, "ExcludeDates": ["* * * 1 1 *", "* * * 2 1 *"]}
            ]
        },
    ),
    "CronScaleJobs: null": Equal({"cron_scale_jobs": []}, shows={"CronScaleJobs": None}),
}

NOISE = {
    "LogConfig: nothing while logs are off": Equal(
        {"log_config": {"logset_id": "l", "topic_id": "t"}}, behaviours=STYLES
    ),
    "LogConfig: left over": Equal(
        {"log_enable": False, "log_config": {"logset_id": "l", "topic_id": "t"}},
        shows={"LogConfig": {"LogsetId": "a", "TopicId": "b"}},
    ),
    "ServiceLimit: numbers of switches that are off": Equal(
        {
            "service_limit": {
                "enable_instance_rps_limit": False,
                "instance_rps_limit": 5,
                "enable_instance_req_limit": False,
                "instance_req_limit": 6,
            }
        },
        behaviours=STYLES,
    ),
    "ServiceLimit: without the newer pair": Equal(
        {"service_limit": {"enable_instance_req_limit": False}},
        shows={"ServiceLimit": {"EnableInstanceRpsLimit": False, "InstanceRpsLimit": 0}},
    ),
    "ServiceLimit: null": Equal({"service_limit": {"enable_instance_rps_limit": False}}, shows={"ServiceLimit": None}),
    "ServiceEIP: networks of a switch that is off": Equal(
        {"service_eip": {"enable_eip": False, "vpc_id": "v", "subnet_id": "s"}},
        shows={"ServiceEIP": {"EnableEIP": False, "VpcId": "other", "SubnetId": ""}},
    ),
    "ScheduledAction: a time of a switch that is off": Equal(
        {"scheduled_action": {"schedule_stop": False}},
        shows={"ScheduledAction": {"ScheduleStop": False, "ScheduleStopTime": "2023-01-01T00:00:00Z"}},
    ),
    "ScheduledAction: the same instant": Equal(
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": FUTURE}},
        info={"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2088-08-08T14:00:00Z"}},
    ),
    "ScheduledAction: the same instant elsewhere": Equal(
        {"scheduled_action": {"schedule_stop_time": "2088-08-08T09:00:00.000-05:00"}},
        info={"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2088-08-08T14:00:00Z"}},
    ),
    "ScheduledAction: a time that cannot be read": Equal(
        {"service_description": ""},
        shows={"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2088-08-08 14:00:00"}},
    ),
    "ScheduledAction: no time": Equal(
        {"service_description": ""},
        shows={"ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": ""}},
    ),
    "ScheduledAction: in the past": Equal(
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": "2020-01-01T00:00:00+08:00"}},
        warns="is in the past",
    ),
}

MOUNTS = {
    "VolumeMount: defaults read as empty": Equal(
        {
            "volume_mount": {
                "volume_source_type": "CFS",
                "cfs_config": {"mount_type": "STORAGE", "protocol": "", "is_preset_storage": False},
            }
        },
        info={"VolumeMount": {"CFSConfig": {"Id": "cfs-1", "Path": "/"}, "MountPath": "/a"}},
        behaviours=STYLES,
    ),
    "VolumeMount: given as VolumeMounts": Equal(
        {"volume_mount": {"mount_path": "/a", "cfs_config": {"id": "cfs-1", "path": "/"}}},
        info={"VolumeMounts": [cfs("cfs-1", "/", "/a")]},
    ),
    "VolumeMounts: given as VolumeMount": Equal(
        {"volume_mounts": [{"mount_path": "/a", "cfs_config": {"id": "cfs-1", "path": "/"}}]},
        info={"VolumeMount": cfs("cfs-1", "/", "/a")},
    ),
    "VolumeMount: null": Equal({"volume_mount": {}}, shows={"VolumeMount": None, "VolumeMounts": None}),
    "VolumeMounts: null": Equal({"volume_mounts": []}, shows={"VolumeMount": None, "VolumeMounts": None}),
}

COMMAND = "python3 -m serve --name 'a'\n"
COMMAND_BASE64 = "cHl0aG9uMyAtbSBzZXJ2ZSAtLW5hbWUgJ2EnCg=="
WORKLOAD = {
    "Command: to the byte": Equal({"command": COMMAND}, info={"Command": COMMAND}),
    "CommandBase64: the same command": Equal({"command_base64": COMMAND_BASE64}, info={"Command": COMMAND}),
    "CommandBase64: reads as it was sent": Equal(
        {"command_base64": COMMAND_BASE64}, info={"Command": COMMAND}, behaviours=({"command_stays_base64": True},)
    ),
    "CommandBase64: wins over Command": Equal(
        {"command_base64": COMMAND_BASE64, "command": "other"}, info={"Command": COMMAND}
    ),
    "CommandBase64: nothing": Equal({"command_base64": ""}, behaviours=STYLES),
    "ServicePort: 0": Equal({"service_port": 8501}, shows={"ServicePort": 0}),
    "ServicePort: 8501": Equal({"service_port": 8501}, shows={"ServicePort": 8501}),
    "TerminationGracePeriodSeconds: 0": Equal(
        {"termination_grace_period_seconds": 30}, shows={"TerminationGracePeriodSeconds": 0}
    ),
    "TerminationGracePeriodSeconds: null": Equal(
        {"termination_grace_period_seconds": 30}, shows={"TerminationGracePeriodSeconds": None}
    ),
    "SchedulingStrategy: empty": Equal({"scheduling_strategy": "binpack"}, shows={"SchedulingStrategy": ""}),
    "SchedulingStrategy: null": Equal({"scheduling_strategy": "binpack"}, shows={"SchedulingStrategy": None}),
    "switches: null": Equal(
        {"model_hot_update_enable": False, "model_turbo_enable": False, "grpc_enable": False, "log_enable": False},
        shows={"ModelHotUpdateEnable": None, "ModelTurboEnable": None, "GrpcEnable": None, "LogEnable": None},
    ),
    "HealthProbe: what the server fills in": Equal(
        {"health_probe": {"readiness_probe": {"probe_action": {"http_get": {"path": "/r", "port": 80}}}}},
        info={"HealthProbe": {"ReadinessProbe": {"ProbeAction": {"HTTPGet": {"Path": "/r", "Port": 80}}}}},
    ),
    "HealthProbe: the probe of the platform": Equal({"health_probe": {}}, behaviours=({"shows_default_probe": True},)),
    "HealthProbe: the action is HTTPGet": Equal(
        {"health_probe": {"readiness_probe": {"probe_action": {"action_type": "HTTPGet"}}}},
        shows={"HealthProbe": {"ReadinessProbe": {"ProbeAction": {"ActionType": "", "HTTPGet": {"Path": "/"}}}}},
    ),
    "RollingUpdate: an empty type is Num": Equal(
        {"rolling_update": {"max_surge": {"type": "Num", "value": 2}}},
        shows={"RollingUpdate": {"MaxSurge": {"Type": "", "Value": 2}, "MaxUnavailable": None}},
    ),
    "RollingUpdate: what the server fills in": Equal(
        {"rolling_update": {"max_surge": {"value": 2}}}, info={"RollingUpdate": {"MaxSurge": {"Value": 2}}}
    ),
    "write-only settings": Equal(
        {
            "sidecar": {"image_info": {"image_type": "CUSTOM", "image_url": "example.org/s:1"}},
            "priority": 3,
            "image_info": {"image_secret": {"username": "u-private", "password": "p-private"}},
        },
        info={"ImageInfo": {"ImageType": "CUSTOM", "ImageUrl": "example.org/c:1"}},
    ),
    "TiProjectId: 0 is the default": Equal({"project_id": "0", "service_description": ""}),
    "TiProjectId: empty is the default": Equal({"project_id": "", "target_project_id": 0}),
    "TargetProjectId: already there": Equal({"project_id": "77", "target_project_id": 77}),
}

CASES = {**WHOLE, **IMAGES, **ENV, **RESOURCES, **SCALING, **NOISE, **MOUNTS, **WORKLOAD}


def turn(behaviour: Json) -> list[Control]:
    """The control request for a behaviour, with all that others turned turned back."""
    neutral = {
        "null_style": "natural",
        "reverse_lists": False,
        "private_env": "stars",
        "blank_image_type": False,
        "command_stays_base64": False,
        "shows_default_probe": False,
    }
    return [("POST", "behaviour", {**neutral, **behaviour})]


def prepare(stage: Stage, case: Equal) -> list[Task]:
    """In check mode first, then for real under each behaviour."""
    project = case.options.get("project_id") or "0"
    service_id = stage.add(info=base(case.on, **case.info), status=case.status, project_id=project)
    stage.show(service_id, **case.shows)
    options = {"service_id": service_id, **case.options}
    real = [task("tione_model_service", options, emulator=turn(behaviour)) for behaviour in case.behaviours]
    return [task("tione_model_service", options, check=True, emulator=turn(case.behaviours[0])), *real]


BATCH = Batch("equal", CASES, prepare, size=16)


@BATCH.parametrize()
def test_equal_values_draw_no_change(done: Done[Equal]) -> None:
    """No change, no action, no difference, no write; a warning only where the value is ignored."""
    for outcome in done.outcomes:
        outcome.did_nothing()
        assert outcome.actions == [], str(outcome)
        assert outcome.diff == NOTHING, str(outcome)
        warnings = " ".join(outcome.warnings)
        assert case_warns(done.case, warnings), f"{outcome}\nshould warn of {done.case.warns!r}"
    assert done.old["Settings"] == done.new["Settings"]


def case_warns(case: Equal, warnings: str) -> bool:
    """Whether the warnings are those of a case."""
    return case.warns in warnings if case.warns else not warnings
