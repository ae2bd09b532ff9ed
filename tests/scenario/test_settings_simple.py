# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts, numbers and switches of a service, each given alone; and all settings at once, set or cleared."""

from __future__ import annotations

from scenario.harness.batch import Done
from scenario.harness.changes import ABSENT, Change, batch, check

TEXTS = {
    "service_description": Change("hybrid", {"service_description": "new"}, {"ServiceDescription": "new"}),
    "resource_group_id": Change("prepaid", {"resource_group_id": "rsg-2"}, {"ResourceGroupId": "rsg-2"}),
    "target_project_id": Change("postpaid", {"target_project_id": 7}, {"TargetProjectId": 7}),
    "instance_type": Change("hybrid", {"instance_type": "TI.S.MEDIUM.POST"}, {"InstanceType": "TI.S.MEDIUM.POST"}),
    "scheduling_strategy": Change("hybrid", {"scheduling_strategy": "binpack"}, {}, moves=("SchedulingStrategy",)),
    "infer_template_id": Change("hybrid", {"infer_template_id": "template-2"}, {"InferTemplateId": "template-2"}),
    "command": Change("hybrid", {"command": 'python3 "x"\t€'}, {"Command": 'python3 "x"\t€'}),
    "command_base64": Change(
        "hybrid", {"command_base64": "cHl0aG9uMyB4"}, {"CommandBase64": "cHl0aG9uMyB4"}, moves=("Command",)
    ),
    "command_base64 wins": Change(
        "plain", {"command_base64": "5pyN5Yqh", "command": "y"}, {"CommandBase64": "5pyN5Yqh"}, moves=("Command",)
    ),
}

NUMBERS = {
    "instance_per_replicas": Change("hybrid", {"instance_per_replicas": 3}, {"InstancePerReplicas": 3}),
    "hybrid_billing_prepaid_replicas": Change(
        "hybrid", {"hybrid_billing_prepaid_replicas": 3}, {"HybridBillingPrepaidReplicas": 3}
    ),
    "service_port": Change("prepaid", {"service_port": 9000}, {"ServicePort": 9000}),
    "termination_grace_period_seconds": Change(
        "postpaid", {"termination_grace_period_seconds": 90}, {"TerminationGracePeriodSeconds": 90}
    ),
}

SWITCHES = {
    "log_enable off": Change("hybrid", {"log_enable": False}, {"LogEnable": False}, moves=("LogConfig",)),
    "log_config": Change(
        "prepaid",
        {"log_config": {"topic_id": "topic-2"}},
        {"LogConfig": {"LogsetId": "logset-1", "TopicId": "topic-2"}},
    ),
    "model_hot_update_enable": Change("hybrid", {"model_hot_update_enable": False}, {"ModelHotUpdateEnable": False}),
    "model_turbo_enable": Change("hybrid", {"model_turbo_enable": False}, {"ModelTurboEnable": False}),
    "grpc_enable": Change("hybrid", {"grpc_enable": False}, {"GrpcEnable": False}),
}

#: Every setting that clears with an empty value.
CLEARED = {
    "service_description": "",
    "infer_template_id": "",
    "command": "",
    "env": [],
    "pre_stop_command": [],
    "model_info": {},
    "health_probe": {},
    "rolling_update": {},
    "service_limit": {},
    "service_eip": {},
    "scheduled_action": {},
}
CLEARED_MEMBERS = (
    "ServiceDescription",
    "InferTemplateId",
    "Command",
    "Env",
    "PreStopCommand",
    "ModelInfo",
    "HealthProbe",
    "RollingUpdate",
    "ServiceLimit",
    "ServiceEIP",
    "ScheduledAction",
)

TOGETHER = {
    "all cleared": Change(
        "hybrid",
        {**CLEARED, "volume_mounts": []},
        {"ServiceDescription": "", "Env": [], "Command": "", "ModelInfo": ABSENT, "HealthProbe": ABSENT},
        moves=(*CLEARED_MEMBERS, "VolumeMounts"),
    ),
    "all cleared, one mount": Change(
        "prepaid",
        {**CLEARED, "volume_mount": {}},
        {"VolumeMount": ABSENT, "VolumeMounts": ABSENT, "PreStopCommand": [], "InferTemplateId": ""},
        moves=CLEARED_MEMBERS,
    ),
    "all set": Change(
        "plain",
        {
            "service_description": "服务 «1»",
            "infer_template_id": "template-1",
            "command": "serve",
            "scheduling_strategy": "spread",
            "log_enable": True,
            "log_config": {"logset_id": "l", "topic_id": "t"},
            "model_hot_update_enable": True,
            "model_turbo_enable": True,
            "grpc_enable": True,
            "service_port": 9000,
            "termination_grace_period_seconds": 31,
            "env": [{"name": "A", "value": "1"}],
            "pre_stop_command": ["x"],
            "model_info": {"model_version_id": "mv-v1-3"},
            "scheduled_action": {"schedule_stop": True, "schedule_stop_time": "2088-08-09T14:00:00+08:00"},
            "service_limit": {"enable_instance_req_limit": True, "instance_req_limit": 5},
            "service_eip": {"enable_eip": True, "vpc_id": "vpc-1", "subnet_id": "subnet-2"},
            "rolling_update": {"max_unavailable": {"type": "Num", "value": 0}},
            "volume_mounts": [{"mount_path": "/m", "cfs_config": {"id": "cfs-3", "path": "/m"}}],
            "health_probe": {"readiness_probe": {"probe_action": {"http_get": {"path": "/r", "port": 8080}}}},
        },
        {
            "ServiceDescription": "服务 «1»",
            "InferTemplateId": "template-1",
            "Command": "serve",
            "SchedulingStrategy": "spread",
            "LogEnable": True,
            "LogConfig": {"LogsetId": "l", "TopicId": "t"},
            "ModelHotUpdateEnable": True,
            "ModelTurboEnable": True,
            "GrpcEnable": True,
            "ServicePort": 9000,
            "TerminationGracePeriodSeconds": 31,
            "Env": [{"Name": "A", "Value": "1"}],
            "PreStopCommand": ["x"],
            "ModelInfo": {"ModelVersionId": "mv-v1-3"},
            "ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": "2088-08-09T14:00:00+08:00"},
            "ServiceLimit.EnableInstanceReqLimit": True,
            "ServiceLimit.InstanceReqLimit": 5,
            "ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-2"},
            "RollingUpdate.MaxUnavailable.Value": 0,
            "VolumeMounts.0.CFSConfig.Id": "cfs-3",
            "HealthProbe.ReadinessProbe.ProbeAction.HTTPGet": {"Path": "/r", "Port": 8080},
        },
    ),
    "all to defaults": Change(
        "hybrid",
        {
            "instance_per_replicas": 1,
            "hybrid_billing_prepaid_replicas": 1,
            "service_port": 8501,
            "termination_grace_period_seconds": 30,
            "scheduling_strategy": "binpack",
        },
        {"ServicePort": ABSENT},
        moves=(
            "InstancePerReplicas",
            "HybridBillingPrepaidReplicas",
            "TerminationGracePeriodSeconds",
            "SchedulingStrategy",
        ),
    ),
}

CASES = {**TEXTS, **NUMBERS, **SWITCHES, **TOGETHER}

BATCH = batch("simple", CASES)


@BATCH.parametrize()
def test_simple_setting(done: Done[Change]) -> None:
    """It converges, and nothing else changes."""
    check(done)
