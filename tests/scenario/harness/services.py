# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that use every setting: what an update of one setting has to leave alone."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

FUTURE = "2088-08-08T22:00:00+08:00"


def probe(path: str, **numbers: int) -> Json:
    """A probe by HTTP."""
    return {"ProbeAction": {"ActionType": "HTTPGet", "HTTPGet": {"Path": path, "Port": 8080}}, **numbers}


def cfs(identity: str, path: str, mount_path: str) -> Json:
    """A mounted CFS file system."""
    config = {"Id": identity, "Path": path, "MountType": "SOURCE", "Protocol": "TURBO", "IsPresetStorage": False}
    return {"CFSConfig": config, "VolumeSourceType": "CFS", "MountPath": mount_path}


#: Every setting that services of all kinds have, none at its default.
COMMON: Json = {
    "ServiceDescription": "Chat model",
    "ModelInfo": {
        "ModelVersionId": "mv-v1-838176671237008129",
        "IsPrivateModel": True,
        "ModelCategory": "LLM",
        "GooseFSx": {"Id": "goosefsx-1", "Path": "/models"},
        "PublicDataSource": {"DataSourceId": "pds-1", "SubPath": "chat"},
    },
    "ImageInfo": {
        "ImageType": "TCR",
        "ImageUrl": "team.tencentcloudcr.com/chat/chat:2.0",
        "RegistryRegion": "ap-guangzhou",
        "RegistryId": "tcr-4l3rq5xy",
        "AllowSaveAllContent": True,
        "ImageName": "chat",
        "SupportDataPipeline": True,
    },
    "Env": [
        {"Name": "LOG_LEVEL", "Value": "info", "IsPrivate": False},
        {"Name": "WORKERS", "Value": "4", "IsPrivate": False},
        {"Name": "EMPTY", "Value": "", "IsPrivate": False},
    ],
    "LogEnable": True,
    "LogConfig": {"LogsetId": "logset-1", "TopicId": "topic-1"},
    "ModelHotUpdateEnable": True,
    "ModelTurboEnable": True,
    "GrpcEnable": True,
    "ScheduledAction": {"ScheduleStop": True, "ScheduleStopTime": FUTURE},
    "ServiceLimit": {
        "EnableInstanceRpsLimit": True,
        "InstanceRpsLimit": 20,
        "EnableInstanceReqLimit": True,
        "InstanceReqLimit": 8,
    },
    "Command": "python3 -m serve --name 'chat' \\\n  --port 8080",
    "ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"},
    "ServicePort": 8080,
    "TerminationGracePeriodSeconds": 60,
    "PreStopCommand": ["/bin/sh", "-c", "sleep 5"],
    "HealthProbe": {
        "LivenessProbe": probe("/live", InitialDelaySeconds=9, FailureThreshold=7),
        "ReadinessProbe": probe("/ready", PeriodSeconds=4, SuccessThreshold=2),
        "StartupProbe": probe("/start", TimeoutSeconds=3),
    },
    "RollingUpdate": {"MaxUnavailable": {"Type": "Num", "Value": 0}, "MaxSurge": {"Type": "Percent", "Value": 50}},
    "SchedulingStrategy": "spread",
    "InferTemplateId": "template-1",
}

HYBRID: Json = {
    **COMMON,
    "ChargeType": "HYBRID_PAID",
    "ResourceGroupId": "rsg-1",
    "InstanceType": "TI.S.LARGE.POST",
    "HybridBillingPrepaidReplicas": 2,
    "DeployType": "DIST",
    "InstancePerReplicas": 2,
    "Replicas": 3,
    "ScaleMode": "AUTO",
    "ScaleStrategy": "HPA",
    "HorizontalPodAutoscaler": {
        "MinReplicas": 2,
        "MaxReplicas": 6,
        "HpaMetrics": [{"Name": "cpu-util", "Value": 60}, {"Name": "service-qps", "Value": 200}],
        "ScaleUpStabilizationWindowSeconds": 30,
        "ScaleDownStabilizationWindowSeconds": 600,
    },
    "VolumeMounts": [cfs("cfs-1", "/chat", "/models"), cfs("cfs-2", "/data", "/data")],
}

PREPAID: Json = {
    **COMMON,
    "ChargeType": "PREPAID",
    "ResourceGroupId": "rsg-1",
    "Resources": {
        "Cpu": 4000,
        "Memory": 8192,
        "Gpu": 100,
        "GpuType": "A10",
        "EnableRDMA": True,
        "RdmaNumber": 2,
        "RootDisk": 60,
        "DataDisk": 100,
        "Rdma": 10,
    },
    "Replicas": 2,
    "ScaleMode": "AUTO",
    "ScaleStrategy": "CRON",
    "CronScaleJobs": [
        {"Schedule": "0 0 8 * * *", "Name": "morning", "TargetReplicas": 4, "ExcludeDates": ["* * * 1 1 *"]},
        {"Schedule": "0 0 20 * * *", "Name": "evening", "TargetReplicas": 1},
    ],
    "VolumeMount": cfs("cfs-1", "/chat", "/models"),
}

POSTPAID: Json = {
    **COMMON,
    "InstanceType": "TI.S.LARGE.POST",
    "Replicas": 3,
    "VolumeMounts": [cfs("cfs-1", "/chat", "/models"), cfs("cfs-2", "/data", "/data")],
}

#: A service of which nothing but image, instance type and number of replicas is set.
PLAIN: Json = {}

#: Plain, but in a prepaid resource group.
PLAIN_PREPAID: Json = {
    "ChargeType": "PREPAID",
    "ResourceGroupId": "rsg-1",
    "Resources": {"Cpu": 2000, "Memory": 4096},
}

BASES = {
    "hybrid": HYBRID,
    "prepaid": PREPAID,
    "postpaid": POSTPAID,
    "plain": PLAIN,
    "plain_prepaid": PLAIN_PREPAID,
}


def base(name: str, **changes: Any) -> Json:
    """The settings of a base with some changed, as ``info`` of a seed."""
    return {**BASES[name], **changes}
