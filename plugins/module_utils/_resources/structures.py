# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The structures of the TI-ONE API 2021-11-11 that requests and replies share, member by member.

Comparison rules follow what the API has been seen to return; a test holds every name against the API description.
"""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._forms import (
    HPA_METRIC_RANGES,
    beijing_time,
    folded,
    instant,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode

R = Mode.READ_ONLY

IMAGE_SECRET = (
    Field("key_id", "KeyId", doc="Id of the KMS key that the password is encrypted with."),
    Field("username", "Username", doc="User of the registry.", secret=True),
    Field(
        "password",
        "Password",
        doc="Password of the registry, base64; RSA-OAEP-SHA256 encrypted when C(key_id) is set.",
        secret=True,
    ),
    Field("secret_id", "SecretId", doc="Id of a stored secret.", secret=True),
)

IMAGE_INFO = (
    Field(
        "image_type",
        "ImageType",
        doc="Where the image comes from: a preset image (V(PreSet)), TCR, CCR or any registry (V(CUSTOM)).",
        required=True,
        suggestions=("PreSet", "TCR", "CCR", "CUSTOM", "SYSTEM"),
        same=lambda wanted, current: not current or folded(wanted) == folded(current),
        to_wire=lambda name: "PreSet" if folded(name) == "preset" else name,
    ),
    Field("image_url", "ImageUrl", doc="Address of the image with its tag.", required=True),
    Field("registry_region", "RegistryRegion", doc="Region of the TCR registry.", depends_on=("image_type",)),
    Field("registry_id", "RegistryId", doc="Id of the TCR registry.", depends_on=("image_type",)),
    Field(
        "allow_save_all_content",
        "AllowSaveAllContent",
        "bool",
        doc="Whether the whole content of the image may be saved.",
        default=False,
        depends_on=("image_url",),
    ),
    Field("image_name", "ImageName", doc="Display name of the image.", depends_on=("image_url",)),
    Field(
        "support_data_pipeline",
        "SupportDataPipeline",
        "bool",
        doc="Whether the image supports data pipelines.",
        default=False,
        depends_on=("image_url",),
    ),
    Field(
        "image_secret",
        "ImageSecret",
        "dict",
        doc="Credentials of a V(CUSTOM) registry. The API never returns them, see O(update_secrets).",
        mode=Mode.WRITE_ONLY,
        fields=IMAGE_SECRET,
    ),
)

ENV_VAR = (
    Field("name", "Name", doc="Name of the variable."),
    Field(
        "value",
        "Value",
        doc="Value of the variable. A private value cannot be read back, see O(update_secrets).",
        secret_if="is_private",
        sent_empty=True,
    ),
    Field(
        "is_private",
        "IsPrivate",
        "bool",
        doc="Whether the value is hidden in the console and in replies of the API.",
        default=False,
    ),
)

GPU_DETAIL = (
    Field("name", "Name", doc="Type of the card.", mode=R),
    Field("value", "Value", "int", doc="Cards, in hundredths.", mode=R),
)

RESOURCE_INFO = (
    Field("cpu", "Cpu", "int", doc="CPU in thousandths of a core: V(4000) is four cores.", required=True),
    Field("memory", "Memory", "int", doc="Memory in MB.", required=True),
    Field("gpu", "Gpu", "int", doc="GPU in hundredths of a card: V(100) is one card.", unset=(0,)),
    Field("gpu_type", "GpuType", doc="Type of the GPU card, such as V(T4) or V(A10).", unset=("none",)),
    Field("real_gpu", "RealGpu", "int", doc="Cards in hundredths, as allotted.", mode=R),
    Field(
        "real_gpu_detail_set",
        "RealGpuDetailSet",
        "list",
        elements="dict",
        doc="The allotted cards by type.",
        fields=GPU_DETAIL,
        mode=R,
    ),
    Field("enable_rdma", "EnableRDMA", "bool", doc="Whether RDMA network cards are mounted.", default=False),
    Field("rdma_number", "RdmaNumber", "int", doc="Number of RDMA network cards.", unset=(0,)),
    Field("root_disk", "RootDisk", "int", doc="Size of the root disk in GB.", unset=(0,)),
    Field("data_disk", "DataDisk", "int", doc="Size of the data disk in GB.", unset=(0,)),
    Field("rdma", "Rdma", "int", doc="RDMA share.", unset=(0,), minimum=0, maximum=99),
)

COS_PATH_INFO = (
    Field("bucket", "Bucket", doc="Bucket of the object storage.", required=True),
    Field("region", "Region", doc="Region of the bucket.", required=True),
    Field("paths", "Paths", "list", elements="str", doc="Path in the bucket; the API takes one.", required=True),
)

GOOSEFSX = (
    Field("id", "Id", doc="Id of the GooseFSx instance."),
    Field("path", "Path", doc="Path in the GooseFSx instance."),
)

PUBLIC_DATA_SOURCE_FS = (
    Field("data_source_id", "DataSourceId", doc="Id of the public data source."),
    Field("sub_path", "SubPath", doc="Path in the public data source."),
)

_OF_VERSION = ("model_version_id",)

MODEL_INFO = (
    Field(
        "model_version_id",
        "ModelVersionId",
        doc="Id of the model version, such as V(mv-v1-838176671237008129). It decides which model is served.",
        required=True,
    ),
    Field("model_id", "ModelId", doc="Id of the model.", depends_on=_OF_VERSION),
    Field("model_name", "ModelName", doc="Name of the model.", depends_on=_OF_VERSION),
    Field("model_version", "ModelVersion", doc="Name of the version.", depends_on=_OF_VERSION),
    Field(
        "model_source",
        "ModelSource",
        doc="Where the model comes from, such as V(COS) or V(JOB).",
        depends_on=_OF_VERSION,
    ),
    Field(
        "cos_path_info",
        "CosPathInfo",
        "dict",
        doc="Where the model lies in the object storage.",
        fields=COS_PATH_INFO,
        depends_on=_OF_VERSION,
    ),
    Field(
        "goosefsx", "GooseFSx", "dict", doc="Where the model lies in GooseFSx.", fields=GOOSEFSX, depends_on=_OF_VERSION
    ),
    Field(
        "algorithm_framework",
        "AlgorithmFramework",
        doc="Framework of the model, such as V(PYTORCH).",
        depends_on=_OF_VERSION,
    ),
    Field(
        "model_type",
        "ModelType",
        doc="Kind of the model.",
        default="NORMAL",
        suggestions=("NORMAL", "ACCELERATE", "AUTO_ML"),
        depends_on=_OF_VERSION,
    ),
    Field("model_format", "ModelFormat", doc="Format of the model, such as V(PYTORCH).", depends_on=_OF_VERSION),
    Field(
        "is_private_model",
        "IsPrivateModel",
        "bool",
        doc="Whether the model is private.",
        default=False,
        depends_on=_OF_VERSION,
    ),
    Field(
        "model_category",
        "ModelCategory",
        doc="Category of the model.",
        suggestions=("MultiModal", "LLM"),
        depends_on=_OF_VERSION,
    ),
    Field(
        "public_data_source",
        "PublicDataSource",
        "dict",
        doc="Public data source of the model.",
        fields=PUBLIC_DATA_SOURCE_FS,
        depends_on=_OF_VERSION,
    ),
)

LOG_CONFIG = (
    Field("logset_id", "LogsetId", doc="Id of the CLS logset.", required=True),
    Field("topic_id", "TopicId", doc="Id of the CLS topic.", required=True),
)

HPA_METRIC = (
    Field("name", "Name", doc="Name of the metric.", required=True, suggestions=tuple(HPA_METRIC_RANGES)),
    Field(
        "value",
        "Value",
        "int",
        doc="Target of the metric: percent for utilizations, calls per second for V(service-qps).",
        required=True,
    ),
)

HORIZONTAL_POD_AUTOSCALER = (
    Field("min_replicas", "MinReplicas", "int", doc="Fewest replicas.", required=True, minimum=1),
    Field("max_replicas", "MaxReplicas", "int", doc="Most replicas.", required=True, minimum=1),
    Field(
        "hpa_metrics",
        "HpaMetrics",
        "list",
        elements="dict",
        doc="Metrics that the autoscaler follows.",
        required=True,
        fields=HPA_METRIC,
        key=("name",),
    ),
    Field(
        "scale_up_stabilization_window_seconds",
        "ScaleUpStabilizationWindowSeconds",
        "int",
        doc="Seconds for which a need must last before replicas are added.",
        minimum=0,
    ),
    Field(
        "scale_down_stabilization_window_seconds",
        "ScaleDownStabilizationWindowSeconds",
        "int",
        doc="Seconds for which replicas must be idle before some are removed.",
        minimum=0,
    ),
)

CRON_SCALE_JOB = (
    Field(
        "schedule",
        "Schedule",
        doc="Cron expression of six fields, seconds first, such as V(0 30 9 * * *).",
        required=True,
        check="check_schedule",
    ),
    Field("name", "Name", doc="Name of the job. It identifies the job; without a name the schedule does."),
    Field(
        "target_replicas",
        "TargetReplicas",
        "int",
        doc="Replicas from then on, without autoscaling.",
        unset=(0,),
        minimum=1,
    ),
    Field(
        "min_replicas",
        "MinReplicas",
        "int",
        doc="Fewest replicas from then on, with autoscaling.",
        unset=(0,),
        minimum=1,
    ),
    Field(
        "max_replicas", "MaxReplicas", "int", doc="Most replicas from then on, with autoscaling.", unset=(0,), minimum=1
    ),
    Field(
        "exclude_dates",
        "ExcludeDates",
        "list",
        elements="str",
        doc="Up to three cron expressions of dates without this job.",
        unordered=True,
        check="check_exclude_dates",
    ),
)

SCHEDULED_ACTION = (
    Field("schedule_stop", "ScheduleStop", "bool", doc="Whether the service is stopped at a time.", default=False),
    Field(
        "schedule_stop_time",
        "ScheduleStopTime",
        doc="When it is stopped, with an offset, such as V(2026-12-01T22:00:00+08:00). Times are compared as instants. A time in the past is never sent.",
        form=instant,
        to_wire=beijing_time,
        only_when="schedule_stop",
        check="check_time",
    ),
)

SERVICE_LIMIT = (
    Field(
        "enable_instance_rps_limit",
        "EnableInstanceRpsLimit",
        "bool",
        doc="Whether calls per second and instance are limited.",
        default=False,
    ),
    Field(
        "instance_rps_limit",
        "InstanceRpsLimit",
        "int",
        doc="Calls per second and instance; V(0) is no limit.",
        default=0,
        minimum=0,
        only_when="enable_instance_rps_limit",
    ),
    Field(
        "enable_instance_req_limit",
        "EnableInstanceReqLimit",
        "bool",
        doc="Whether calls in progress per instance are limited.",
        default=False,
    ),
    Field(
        "instance_req_limit",
        "InstanceReqLimit",
        "int",
        doc="Calls in progress per instance.",
        default=0,
        minimum=0,
        only_when="enable_instance_req_limit",
    ),
)

CFS_CONFIG = (
    Field("id", "Id", doc="Id of the file system, such as V(cfs-mpjk7vit).", required=True),
    Field("path", "Path", doc="Path in the file system.", required=True),
    Field("mount_type", "MountType", doc="How it is mounted.", default="STORAGE", suggestions=("STORAGE", "SOURCE")),
    Field("protocol", "Protocol", doc="Protocol of the file system.", suggestions=("NFS", "TURBO")),
    Field(
        "is_preset_storage",
        "IsPresetStorage",
        "bool",
        doc="Whether it is the storage that the platform presets.",
        default=False,
    ),
)

_OF_SOURCE = ("volume_source_type",)

VOLUME_MOUNT = (
    Field(
        "cfs_config",
        "CFSConfig",
        "dict",
        doc="The CFS file system, for V(CFS).",
        fields=CFS_CONFIG,
        depends_on=_OF_SOURCE,
    ),
    Field(
        "volume_source_type",
        "VolumeSourceType",
        doc="Kind of the storage.",
        default="CFS",
        suggestions=("CFS", "COS", "PUBLIC_DATA_SOURCE"),
    ),
    Field("mount_path", "MountPath", doc="Where it is mounted in the container."),
    Field(
        "public_data_source",
        "PublicDataSource",
        "dict",
        doc="The public data source, for V(PUBLIC_DATA_SOURCE).",
        fields=PUBLIC_DATA_SOURCE_FS,
        depends_on=_OF_SOURCE,
    ),
)

SERVICE_EIP = (
    Field(
        "enable_eip", "EnableEIP", "bool", doc="Whether the service may call out of the TI-ONE network.", default=False
    ),
    Field("vpc_id", "VpcId", doc="Network that it calls out through.", only_when="enable_eip"),
    Field("subnet_id", "SubnetId", doc="Subnet that it calls out through.", only_when="enable_eip"),
)

HTTP_GET_ACTION = (
    Field("path", "Path", doc="Path of the request."),
    Field("port", "Port", "int", doc="Port of the request.", minimum=1, maximum=65535),
)

EXEC_ACTION = (
    Field("command", "Command", "list", elements="str", doc="Command and arguments; it is healthy with exit code 0."),
)

TCP_SOCKET_ACTION = (Field("port", "Port", "int", doc="Port that must accept a connection.", minimum=1, maximum=65535),)

_OF_ACTION = ("action_type",)

PROBE_ACTION = (
    Field(
        "http_get", "HTTPGet", "dict", doc="The request, for V(HTTPGet).", fields=HTTP_GET_ACTION, depends_on=_OF_ACTION
    ),
    Field("exec", "Exec", "dict", doc="The command, for V(Exec).", fields=EXEC_ACTION, depends_on=_OF_ACTION),
    Field(
        "tcp_socket",
        "TCPSocket",
        "dict",
        doc="The connection, for V(TCPSocket).",
        fields=TCP_SOCKET_ACTION,
        depends_on=_OF_ACTION,
    ),
    Field(
        "action_type",
        "ActionType",
        doc="What the probe does.",
        default="HTTPGet",
        choices=("HTTPGet", "Exec", "TCPSocket"),
    ),
)

PROBE = (
    Field(
        "probe_action",
        "ProbeAction",
        "dict",
        doc="What the probe does.",
        fields=PROBE_ACTION,
        check_complete="check_probe_action",
    ),
    Field(
        "initial_delay_seconds",
        "InitialDelaySeconds",
        "int",
        doc="Seconds from the container's start to the first probe.",
        minimum=0,
    ),
    Field("period_seconds", "PeriodSeconds", "int", doc="Seconds between two probes.", minimum=1),
    Field("timeout_seconds", "TimeoutSeconds", "int", doc="Seconds that one probe may take.", minimum=1),
    Field("failure_threshold", "FailureThreshold", "int", doc="Failures in a row that count.", minimum=1),
    Field("success_threshold", "SuccessThreshold", "int", doc="Successes in a row that count.", minimum=1),
)

HEALTH_PROBE = (
    Field("liveness_probe", "LivenessProbe", "dict", doc="When the container is restarted.", fields=PROBE),
    Field("readiness_probe", "ReadinessProbe", "dict", doc="When the container receives traffic.", fields=PROBE),
    Field("startup_probe", "StartupProbe", "dict", doc="When the container counts as started.", fields=PROBE),
)

NUM_OR_PERCENT = (
    Field(
        "type",
        "Type",
        doc="Whether the value is a number of replicas or a percentage.",
        default="Num",
        choices=("Num", "Percent"),
    ),
    Field("value", "Value", "int", doc="The number or the percentage.", minimum=0),
)

ROLLING_UPDATE = (
    Field(
        "max_unavailable",
        "MaxUnavailable",
        "dict",
        doc="How many replicas may be missing during an update.",
        fields=NUM_OR_PERCENT,
    ),
    Field(
        "max_surge",
        "MaxSurge",
        "dict",
        doc="How many replicas more than wanted there may be during an update.",
        fields=NUM_OR_PERCENT,
    ),
)

SIDECAR_SPEC = (
    Field("image_info", "ImageInfo", "dict", doc="Image of the sidecar.", fields=IMAGE_INFO, check="check_image"),
)

TAG = (
    Field("tag_key", "TagKey", doc="Key of the tag."),
    Field("tag_value", "TagValue", doc="Value of the tag."),
)

RESOURCE_SUPPLY = (
    Field("supply_type", "SupplyType", doc="Kind of supply: V(TIDE), V(SPOT) or empty."),
    Field("cluster_type", "ClusterType", doc="Kind of cluster: V(DEFAULT) or V(THIRD).", default="DEFAULT"),
)

GATEWAY_CONFIG = (
    Field("gateway_type", "GatewayType", doc="Kind of the gateway."),
    Field("scheduling_algorithm", "SchedulingAlgorithm", doc="How the gateway chooses a replica."),
    Field("hash_header_key", "HashHeaderKey", doc="Header that is hashed to choose a replica."),
)
