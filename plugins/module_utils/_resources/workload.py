# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings that services show in ServiceInfo, those beside them that are never shown, and how each is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from ansible_collections.community.tencentcloud.plugins.module_utils._model import AppliesTo, Field, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct

View = Mapping[str, Any]

PREPAID = AppliesTo(("charge_type",), ("PREPAID", "PRE_PAID"))
NOT_PREPAID = AppliesTo(("charge_type",), ("PREPAID", "PRE_PAID"), has_one=False)
HYBRID = AppliesTo(("charge_type",), ("HYBRID_PAID",))
DISTRIBUTED = AppliesTo(("deploy_type",), ("DIST",))
SCALING_MODE = ("scale_mode", "scale_strategy")
PLATFORM_PROBE_ACTION = {"action_type": "TCPSocket", "tcp_socket": {"port": 8501}}
PLATFORM_PROBE_TIMES = {
    "initial_delay_seconds": 5,
    "period_seconds": 5,
    "timeout_seconds": 1,
    "success_threshold": 1,
    "failure_threshold": 3,
}


def configured_replicas(view: View) -> Any:
    """The wanted number of replicas; a stopped service keeps it in OldReplicas while Replicas is 0."""
    return _running_or_kept(view, "replicas", "old_replicas")


def configured_prepaid_replicas(view: View) -> Any:
    """The wanted number of prepaid replicas, kept likewise while stopped."""
    return _running_or_kept(view, "hybrid_billing_prepaid_replicas", "old_hybrid_billing_prepaid_replicas")


def _running_or_kept(view: View, running: str, kept: str) -> Any:
    return dig(view, ("service_info", running)) or dig(view, ("service_info", kept))


def mounts(view: View) -> Any:
    """All mounts: VolumeMounts, or the one of the older VolumeMount."""
    single = dig(view, ("service_info", "volume_mount"))
    return dig(view, ("service_info", "volume_mounts")) or ([single] if single else [])


def single_mount(view: View) -> Any:
    """The mount of VolumeMount, or the only one of VolumeMounts."""
    several = dig(view, ("service_info", "volume_mounts")) or []
    return dig(view, ("service_info", "volume_mount")) or (several[0] if len(several) == 1 else None)


def command_as_base64(view: View) -> str | None:
    """The command that was read back, as base64."""
    command = dig(view, ("service_info", "command"))
    return forms.encode_command(command) if command else None


def is_probe_of_platform(probes: View) -> bool:
    """Whether these are the probes that a service without any reads back with: a TCP readiness probe on the default port."""
    said = {name: probe for name, probe in probes.items() if probe}
    readiness = dict(said.pop("readiness_probe", None) or {})
    action = {name: value for name, value in (readiness.pop("probe_action", None) or {}).items() if value}
    return not said and action == PLATFORM_PROBE_ACTION and readiness == PLATFORM_PROBE_TIMES


WORKLOAD_SETTINGS = (
    Field(
        "model_info",
        "ModelInfo",
        "dict",
        doc="The model to serve. An empty dictionary takes the model away.",
        fields=struct.MODEL_INFO,
    ),
    Field(
        "image_info",
        "ImageInfo",
        "dict",
        doc="The image that serves it.",
        fields=struct.IMAGE_INFO,
        check="check_image",
    ),
    Field(
        "env",
        "Env",
        "list",
        elements="dict",
        doc="Environment variables of the container, the complete list: a variable that is not in it is removed, V([]) removes all.",
        fields=struct.ENV_VAR,
        key=("name",),
    ),
    Field(
        "resources",
        "Resources",
        "dict",
        doc="CPU, memory and cards of one replica, for services in a prepaid resource group. Other services take them from O(instance_type).",
        fields=struct.RESOURCE_INFO,
        applies_to=PREPAID,
    ),
    Field(
        "instance_type",
        "InstanceType",
        doc="Instance type of postpaid services, such as V(TI.S.MEDIUM.POST).",
        applies_to=NOT_PREPAID,
    ),
    Field(
        "scale_mode",
        "ScaleMode",
        doc="Whether the number of replicas is fixed (V(MANUAL)) or follows O(scale_strategy) (V(AUTO)).",
        default="MANUAL",
        choices=("MANUAL", "AUTO"),
    ),
    Field(
        "replicas",
        "Replicas",
        "int",
        doc=(
            "Number of replicas. On a stopped service it is the number that it will start with. With O(scale_strategy=HPA)"
            " the autoscaler owns the number, and this option is not compared unless O(enforce_replicas=true)."
            " To run no replica, use O(state=stopped)."
        ),
        read=configured_replicas,
        minimum=1,
    ),
    Field(
        "horizontal_pod_autoscaler",
        "HorizontalPodAutoscaler",
        "dict",
        doc="Bounds and metrics of the autoscaler, for O(scale_strategy=HPA).",
        fields=struct.HORIZONTAL_POD_AUTOSCALER,
        depends_on=SCALING_MODE,
        check="check_autoscaler",
    ),
    Field(
        "scale_strategy",
        "ScaleStrategy",
        doc="What an automatic number of replicas follows: metrics (V(HPA)) or a time table (V(CRON)).",
        choices=("HPA", "CRON"),
        depends_on=("scale_mode",),
    ),
    Field(
        "cron_scale_jobs",
        "CronScaleJobs",
        "list",
        elements="dict",
        doc="The time table for O(scale_strategy=CRON), the complete list.",
        fields=struct.CRON_SCALE_JOB,
        key=("name", "schedule"),
        depends_on=SCALING_MODE,
        check="check_cron_jobs",
    ),
    Field(
        "hybrid_billing_prepaid_replicas",
        "HybridBillingPrepaidReplicas",
        "int",
        doc="Number of prepaid replicas of a service with C(charge_type) V(HYBRID_PAID).",
        read=configured_prepaid_replicas,
        default=1,
        unset=(0,),
        minimum=1,
        applies_to=HYBRID,
    ),
    Field("log_enable", "LogEnable", "bool", doc="Whether logs are sent to CLS.", default=False),
    Field(
        "log_config",
        "LogConfig",
        "dict",
        doc="Where logs are sent to.",
        fields=struct.LOG_CONFIG,
        only_when="log_enable",
    ),
    Field(
        "model_hot_update_enable",
        "ModelHotUpdateEnable",
        "bool",
        doc="Whether a new model is loaded without new containers.",
        default=False,
    ),
    Field(
        "model_turbo_enable",
        "ModelTurboEnable",
        "bool",
        doc="Whether the model is accelerated (Stable Diffusion).",
        default=False,
    ),
    Field("grpc_enable", "GrpcEnable", "bool", doc="Whether the service speaks gRPC.", default=False),
    Field(
        "scheduled_action",
        "ScheduledAction",
        "dict",
        doc="A time at which the platform stops the service.",
        fields=struct.SCHEDULED_ACTION,
        required_if=(("schedule_stop", True, ("schedule_stop_time",)),),
    ),
    Field(
        "service_limit",
        "ServiceLimit",
        "dict",
        doc="Limits of calls per instance.",
        fields=struct.SERVICE_LIMIT,
        required_if=(
            ("enable_instance_rps_limit", True, ("instance_rps_limit",)),
            ("enable_instance_req_limit", True, ("instance_req_limit",)),
        ),
    ),
    Field(
        "volume_mount",
        "VolumeMount",
        "dict",
        doc="One mounted storage, in the API's older form. An empty dictionary takes it away.",
        fields=struct.VOLUME_MOUNT,
        check_complete="check_mount",
        read=single_mount,
    ),
    Field(
        "volume_mounts",
        "VolumeMounts",
        "list",
        elements="dict",
        doc="Mounted storages, the complete list, told apart by O(volume_mounts[].mount_path).",
        fields=struct.VOLUME_MOUNT,
        check_complete="check_mounts",
        key=("mount_path",),
        read=mounts,
    ),
    Field(
        "command", "Command", doc="Command that starts the service, kept to the byte.", depends_on=("command_base64",)
    ),
    Field(
        "command_base64",
        "CommandBase64",
        doc="The command as base64, for characters that the API does not take in O(command). It wins over O(command).",
        mode=Mode.WRITE_ONLY,
        read=command_as_base64,
        same=forms.same_command,
        check="check_command",
    ),
    Field(
        "service_eip",
        "ServiceEIP",
        "dict",
        doc="Calls out of the TI-ONE network. Without effect in resource groups made from CVMs.",
        fields=struct.SERVICE_EIP,
    ),
    Field(
        "service_port",
        "ServicePort",
        "int",
        doc="Port of the service, for images that are not built in. V(8501) is the default.",
        default=8501,
        unset=(0, 8501),
        check="check_service_port",
    ),
    Field(
        "instance_per_replicas",
        "InstancePerReplicas",
        "int",
        doc="Instances of one replica, for services with C(deploy_type) V(DIST).",
        default=1,
        unset=(0,),
        form=int,
        minimum=1,
        applies_to=DISTRIBUTED,
    ),
    Field(
        "termination_grace_period_seconds",
        "TerminationGracePeriodSeconds",
        "int",
        doc="Seconds that a container has to end its work.",
        default=30,
        unset=(0,),
        minimum=1,
    ),
    Field(
        "pre_stop_command",
        "PreStopCommand",
        "list",
        elements="str",
        doc="Command and arguments that run before a container ends.",
    ),
    Field(
        "health_probe",
        "HealthProbe",
        "dict",
        doc="Probes of the containers. Leaves that are not given stay as they are.",
        fields=struct.HEALTH_PROBE,
        server_made=is_probe_of_platform,
    ),
    Field(
        "rolling_update",
        "RollingUpdate",
        "dict",
        doc="How fast an update replaces replicas.",
        fields=struct.ROLLING_UPDATE,
        check="check_amounts",
    ),
    Field(
        "scheduling_strategy",
        "SchedulingStrategy",
        doc="Whether replicas are packed on few nodes or spread over many.",
        default="binpack",
        suggestions=("binpack", "spread"),
    ),
    Field(
        "sidecar",
        "Sidecar",
        "dict",
        doc="Container beside the service. The API never returns it, see O(update_secrets).",
        mode=Mode.WRITE_ONLY,
        fields=struct.SIDECAR_SPEC,
    ),
    Field("infer_template_id", "InferTemplateId", doc="Id of the inference template."),
    Field(
        "priority",
        "Priority",
        "int",
        doc="Priority of the service in its resource group. The API never returns it, see O(update_secrets).",
        mode=Mode.WRITE_ONLY,
        minimum=0,
        maximum=9,
    ),
)
