# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting of a service, leaf by leaf: which member it becomes in a creation, an update and a scaling.

Each leaf has a value of its own, and the whole body is compared: nothing is lost, mixed up or added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.four import four_tasks
from scenario.harness.leaves import grow
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task

CREATE, UPDATE, SCALE = "CreateModelService", "ModifyModelService", "ModifyModelService:SCALE"
#: Option -> member and value; a third entry is the value in the request, where that is another one.
Leaves = Mapping[str, tuple[Any, ...]]


def below(option: str, member: str, leaves: Leaves) -> Leaves:
    """The leaves of a structure where an option and a member hold one."""
    return {f"{option}.{name}": (f"{member}.{leaf[0]}", *leaf[1:]) for name, leaf in leaves.items()}


IMAGE: Leaves = {
    "image_type": ("ImageType", "CUSTOM"),
    "image_url": ("ImageUrl", "example.org/chat:2"),
    "registry_region": ("RegistryRegion", "ap-beijing"),
    "registry_id": ("RegistryId", "tcr-1"),
    "allow_save_all_content": ("AllowSaveAllContent", True),
    "image_name": ("ImageName", "chat"),
    "support_data_pipeline": ("SupportDataPipeline", True),
    "image_secret.key_id": ("ImageSecret.KeyId", "kms-1"),
    "image_secret.username": ("ImageSecret.Username", "user-of-registry"),
    "image_secret.password": ("ImageSecret.Password", "password-of-registry"),
    "image_secret.secret_id": ("ImageSecret.SecretId", "stored-secret-1"),
}
MODEL: Leaves = {
    "model_version_id": ("ModelVersionId", "mv-v1-1"),
    "model_id": ("ModelId", "m-1"),
    "model_name": ("ModelName", "chat-llm"),
    "model_version": ("ModelVersion", "v1"),
    "model_source": ("ModelSource", "COS"),
    "cos_path_info.bucket": ("CosPathInfo.Bucket", "bucket-1"),
    "cos_path_info.region": ("CosPathInfo.Region", "ap-shanghai"),
    "cos_path_info.paths": ("CosPathInfo.Paths", ["chat/v1/"]),
    "goosefsx.id": ("GooseFSx.Id", "goosefsx-1"),
    "goosefsx.path": ("GooseFSx.Path", "/goose"),
    "algorithm_framework": ("AlgorithmFramework", "PYTORCH"),
    "model_type": ("ModelType", "ACCELERATE"),
    "model_format": ("ModelFormat", "HUGGING_FACE"),
    "is_private_model": ("IsPrivateModel", True),
    "model_category": ("ModelCategory", "LLM"),
    "public_data_source.data_source_id": ("PublicDataSource.DataSourceId", "pds-1"),
    "public_data_source.sub_path": ("PublicDataSource.SubPath", "sub/1"),
}
MOUNT: Leaves = {
    "cfs_config.id": ("CFSConfig.Id", "cfs-1"),
    "cfs_config.path": ("CFSConfig.Path", "/of-cfs"),
    "cfs_config.mount_type": ("CFSConfig.MountType", "SOURCE"),
    "cfs_config.protocol": ("CFSConfig.Protocol", "TURBO"),
    "cfs_config.is_preset_storage": ("CFSConfig.IsPresetStorage", True),
    "volume_source_type": ("VolumeSourceType", "CFS"),
    "mount_path": ("MountPath", "/mounted"),
    "public_data_source.data_source_id": ("PublicDataSource.DataSourceId", "pds-2"),
    "public_data_source.sub_path": ("PublicDataSource.SubPath", "sub/2"),
}
PROBES = {
    "liveness_probe": ("LivenessProbe", 10),
    "readiness_probe": ("ReadinessProbe", 20),
    "startup_probe": ("StartupProbe", 30),
}
EVERYWHERE: Leaves = {
    "service_description": ("ServiceDescription", "Chat model"),
    **below("model_info", "ModelInfo", MODEL),
    **below("image_info", "ImageInfo", IMAGE),
    "env.0.name": ("Env.0.Name", "LEVEL"),
    "env.0.value": ("Env.0.Value", "info"),
    "env.0.is_private": ("Env.0.IsPrivate", False),
    "env.1.name": ("Env.1.Name", "KEY"),
    "env.1.value": ("Env.1.Value", "private-value"),
    "env.1.is_private": ("Env.1.IsPrivate", True),
    "replicas": ("Replicas", 3),
    "log_enable": ("LogEnable", True),
    "log_config.logset_id": ("LogConfig.LogsetId", "logset-1"),
    "log_config.topic_id": ("LogConfig.TopicId", "topic-1"),
    "model_hot_update_enable": ("ModelHotUpdateEnable", True),
    "model_turbo_enable": ("ModelTurboEnable", True),
    "grpc_enable": ("GrpcEnable", True),
    "scheduled_action.schedule_stop": ("ScheduledAction.ScheduleStop", True),
    "scheduled_action.schedule_stop_time": (
        "ScheduledAction.ScheduleStopTime",
        "2088-08-09T06:00:00Z",
        "2088-08-09T14:00:00+08:00",
    ),
    "service_limit.enable_instance_rps_limit": ("ServiceLimit.EnableInstanceRpsLimit", True),
    "service_limit.instance_rps_limit": ("ServiceLimit.InstanceRpsLimit", 41),
    "service_limit.enable_instance_req_limit": ("ServiceLimit.EnableInstanceReqLimit", True),
    "service_limit.instance_req_limit": ("ServiceLimit.InstanceReqLimit", 42),
    "service_eip.enable_eip": ("ServiceEIP.EnableEIP", True),
    "service_eip.vpc_id": ("ServiceEIP.VpcId", "vpc-1"),
    "service_eip.subnet_id": ("ServiceEIP.SubnetId", "subnet-1"),
    "service_port": ("ServicePort", 8080),
    "termination_grace_period_seconds": ("TerminationGracePeriodSeconds", 61),
    "pre_stop_command": ("PreStopCommand", ["sleep", "5"]),
    "rolling_update.max_unavailable.type": ("RollingUpdate.MaxUnavailable.Type", "Num"),
    "rolling_update.max_unavailable.value": ("RollingUpdate.MaxUnavailable.Value", 1),
    "rolling_update.max_surge.type": ("RollingUpdate.MaxSurge.Type", "Percent"),
    "rolling_update.max_surge.value": ("RollingUpdate.MaxSurge.Value", 35),
    "scheduling_strategy": ("SchedulingStrategy", "spread"),
    **below("sidecar.image_info", "Sidecar.ImageInfo", {**IMAGE, "image_url": ("ImageUrl", "example.org/side:1")}),
    "infer_template_id": ("InferTemplateId", "template-1"),
    "priority": ("Priority", 7),
}


def probes(action: str, actions: Leaves) -> Leaves:
    """Three probes that do the same, each with numbers of its own."""
    leaves: dict[str, tuple[Any, ...]] = {}
    for probe, (member, number) in PROBES.items():
        each = {
            "probe_action.action_type": ("ProbeAction.ActionType", action),
            **actions,
            "initial_delay_seconds": ("InitialDelaySeconds", number + 1),
            "period_seconds": ("PeriodSeconds", number + 2),
            "timeout_seconds": ("TimeoutSeconds", number + 3),
            "failure_threshold": ("FailureThreshold", number + 4),
            "success_threshold": ("SuccessThreshold", number + 5),
        }
        leaves.update(below(f"health_probe.{probe}", f"HealthProbe.{member}", each))
    return leaves


HTTP = probes(
    "HTTPGet",
    {
        "probe_action.http_get.path": ("ProbeAction.HTTPGet.Path", "/healthy"),
        "probe_action.http_get.port": ("ProbeAction.HTTPGet.Port", 8081),
    },
)
COMMAND = probes("Exec", {"probe_action.exec.command": ("ProbeAction.Exec.Command", ["test", "-e", "/ok"])})
SOCKET = probes("TCPSocket", {"probe_action.tcp_socket.port": ("ProbeAction.TCPSocket.Port", 8082)})
CRON: Leaves = {
    "scale_mode": ("ScaleMode", "AUTO"),
    "scale_strategy": ("ScaleStrategy", "CRON"),
    "cron_scale_jobs.0.schedule": ("CronScaleJobs.0.Schedule", "0 0 8 * * *"),
    "cron_scale_jobs.0.name": ("CronScaleJobs.0.Name", "morning"),
    "cron_scale_jobs.0.target_replicas": ("CronScaleJobs.0.TargetReplicas", 4),
    "cron_scale_jobs.0.exclude_dates": ("CronScaleJobs.0.ExcludeDates", ["* * * 1 1 *"]),
    "cron_scale_jobs.1.schedule": ("CronScaleJobs.1.Schedule", "0 0 9 * * *"),
    "cron_scale_jobs.1.name": ("CronScaleJobs.1.Name", "day"),
    "cron_scale_jobs.1.min_replicas": ("CronScaleJobs.1.MinReplicas", 5),
    "cron_scale_jobs.1.max_replicas": ("CronScaleJobs.1.MaxReplicas", 6),
}
HPA: Leaves = {
    "scale_mode": ("ScaleMode", "AUTO"),
    "scale_strategy": ("ScaleStrategy", "HPA"),
    "horizontal_pod_autoscaler.min_replicas": ("HorizontalPodAutoscaler.MinReplicas", 2),
    "horizontal_pod_autoscaler.max_replicas": ("HorizontalPodAutoscaler.MaxReplicas", 9),
    "horizontal_pod_autoscaler.hpa_metrics.0.name": ("HorizontalPodAutoscaler.HpaMetrics.0.Name", "gpu-util"),
    "horizontal_pod_autoscaler.hpa_metrics.0.value": ("HorizontalPodAutoscaler.HpaMetrics.0.Value", 71),
    "horizontal_pod_autoscaler.scale_up_stabilization_window_seconds": (
        "HorizontalPodAutoscaler.ScaleUpStabilizationWindowSeconds",
        31,
    ),
    "horizontal_pod_autoscaler.scale_down_stabilization_window_seconds": (
        "HorizontalPodAutoscaler.ScaleDownStabilizationWindowSeconds",
        601,
    ),
}
MANUAL: Leaves = {"scale_mode": ("ScaleMode", "MANUAL")}
RESOURCES: Leaves = {
    "resource_group_id": ("ResourceGroupId", "rsg-1"),
    "resources.cpu": ("Resources.Cpu", 4000),
    "resources.memory": ("Resources.Memory", 8192),
    "resources.gpu": ("Resources.Gpu", 100),
    "resources.gpu_type": ("Resources.GpuType", "A10"),
    "resources.enable_rdma": ("Resources.EnableRDMA", True),
    "resources.rdma_number": ("Resources.RdmaNumber", 2),
    "resources.root_disk": ("Resources.RootDisk", 60),
    "resources.data_disk": ("Resources.DataDisk", 110),
    "resources.rdma": ("Resources.Rdma", 11),
}
#: What only a creation takes, beside the charge type.
CREATION: Leaves = {
    "authorization_enable": ("AuthorizationEnable", True),
    "tags.0.tag_key": ("Tags.0.TagKey", "env"),
    "tags.0.tag_value": ("Tags.0.TagValue", "prod"),
    "create_source": ("CreateSource", "AUTO_ML"),
    "resource_supply_attribute.supply_type": ("ResourceSupplyAttribute.SupplyType", "SPOT"),
    "resource_supply_attribute.cluster_type": ("ResourceSupplyAttribute.ClusterType", "THIRD"),
    "gateway_config.gateway_type": ("GatewayConfig.GatewayType", "OWN"),
    "gateway_config.scheduling_algorithm": ("GatewayConfig.SchedulingAlgorithm", "HASH"),
    "gateway_config.hash_header_key": ("GatewayConfig.HashHeaderKey", "X-User"),
    "gateway_log_config.logset_id": ("GatewayLogConfig.LogsetId", "logset-2"),
    "gateway_log_config.topic_id": ("GatewayLogConfig.TopicId", "topic-2"),
    "callback_url": ("CallbackUrl", "https://example.org/done"),
    "service_category": ("ServiceCategory", "LLM"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of service: what it is billed and deployed by, its own settings, and what only an update takes."""

    creation: Leaves
    settings: Leaves
    scaling: Leaves
    update: Leaves = field(default_factory=dict)


KINDS = {
    "prepaid": Kind(
        {"charge_type": ("ChargeType", "PREPAID")},
        {**RESOURCES, **HTTP, **below("volume_mounts.0", "VolumeMounts.0", MOUNT), "command": ("Command", "serve it")},
        CRON,
    ),
    "postpaid": Kind(
        {"charge_type": ("ChargeType", "POSTPAID_BY_HOUR")},
        {
            "instance_type": ("InstanceType", "TI.S.MEDIUM.POST"),
            **COMMAND,
            **below("volume_mount", "VolumeMount", MOUNT),
            "command_base64": ("CommandBase64", "c2VydmUgaXQ="),
        },
        HPA,
    ),
    "hybrid": Kind(
        {"charge_type": ("ChargeType", "HYBRID_PAID"), "deploy_type": ("DeployType", "DIST")},
        {
            "resource_group_id": ("ResourceGroupId", "rsg-1"),
            "instance_type": ("InstanceType", "TI.S.LARGE.POST"),
            "hybrid_billing_prepaid_replicas": ("HybridBillingPrepaidReplicas", 2),
            "instance_per_replicas": ("InstancePerReplicas", 4),
            **SOCKET,
        },
        MANUAL,
        {"target_project_id": ("TargetProjectId", 7)},
    ),
}


@dataclass(frozen=True)
class Written:
    """The leaves that a task gives, the call that must hold their members; ``seed`` is the service that is there."""

    leaves: Leaves
    call: str
    seed: Json | None = None


def members(leaves: Leaves) -> Json:
    """The members of the request."""
    return grow({leaf[0]: leaf[-1] for leaf in leaves.values()})


def options(leaves: Leaves) -> Json:
    """The options of the task; without enforce_replicas an autoscaler would own the number of replicas."""
    return {"enforce_replicas": True, **grow({name: leaf[1] for name, leaf in leaves.items()})}


def cases() -> dict[str, Written]:
    """Each kind of service: made with all settings, given all of them, scaled."""
    found = {}
    for name, kind in KINDS.items():
        settings = {**EVERYWHERE, **kind.settings, **kind.scaling}
        needed = {"ResourceGroupId": "rsg-1", "Resources": {"Cpu": 1, "Memory": 1}, "InstanceType": "TI.S.MEDIUM.POST"}
        seed = {**needed, **members(kind.creation)}
        found[f"{name} made"] = Written({**kind.creation, **CREATION, **settings}, CREATE)
        found[f"{name} updated"] = Written({**settings, **kind.update}, UPDATE, seed)
        found[f"{name} scaled"] = Written({**kind.scaling, "replicas": ("Replicas", 8)}, SCALE, seed)
    return found


CASES = cases()


def prepare(stage: Stage, case: Written) -> list[Task]:
    """The task four times."""
    name = stage.name.replace(" ", "-")
    identity = {"service_group_name": name} if case.seed is None else {"service_id": stage.add(name, info=case.seed)}
    return four_tasks({**identity, **options(case.leaves)})


BATCH = Batch("settings-at-the-wire", CASES, prepare)


@BATCH.parametrize()
def test_settings(done: Done[Written]) -> None:
    """One call, and its whole body: each leaf as the member that it is, with its value."""
    case, four = done.case, done.four.converges([done.case.call])
    identity = {"ServiceId": done.services[0]} if case.seed else {"ServiceGroupName": done.name.replace(" ", "-")}
    verb = {"ServiceAction": "SCALE"} if case.call == SCALE else {}
    assert four.real.body(case.call) == {**identity, **verb, **members(case.leaves)}
