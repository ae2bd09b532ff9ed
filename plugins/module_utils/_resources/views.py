# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Describe calls return of services and service groups.

The settings that are read back inside ServiceInfo are the Field objects of the settings themselves.
"""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.workload import WORKLOAD_SETTINGS

R = Mode.READ_ONLY

_CONDITION = (
    Field("message", "Message", doc="What is the case.", mode=R),
    Field("reason", "Reason", doc="Reason in one word.", mode=R),
    Field("status", "Status", doc="V(True), V(False) or V(Unknown).", mode=R),
    Field("type", "Type", doc="Kind of the condition.", mode=R),
    Field("last_transition_time", "LastTransitionTime", doc="When the status last changed.", mode=R),
    Field("last_update_time", "LastUpdateTime", doc="When the condition was last updated.", mode=R),
)

_WORKLOAD_STATUS = (
    Field("replicas", "Replicas", "int", doc="Replicas that there are.", mode=R),
    Field("updated_replicas", "UpdatedReplicas", "int", doc="Replicas with the newest settings.", mode=R),
    Field("ready_replicas", "ReadyReplicas", "int", doc="Replicas that are ready.", mode=R),
    Field("available_replicas", "AvailableReplicas", "int", doc="Replicas that are available.", mode=R),
    Field("unavailable_replicas", "UnavailableReplicas", "int", doc="Replicas that are not available.", mode=R),
    Field("status", "Status", doc="Status of the workload.", mode=R),
    Field(
        "conditions",
        "Conditions",
        "list",
        elements="dict",
        doc="Conditions of the deployment; they say nothing about health.",
        fields=_CONDITION,
        mode=R,
    ),
    Field("reason", "Reason", doc="Why the workload is not normal.", mode=R),
)

_CONTAINER_STATUS = (
    Field("restart_count", "RestartCount", "int", doc="How often it was restarted.", mode=R),
    Field("state", "State", doc="State of the container.", mode=R),
    Field("ready", "Ready", "bool", doc="Whether it is ready.", mode=R),
    Field("reason", "Reason", doc="Reason of the state in one word.", mode=R),
    Field("message", "Message", doc="Reason of the state.", mode=R),
)

_CONTAINER = (
    Field("name", "Name", doc="Name of the container.", mode=R),
    Field("container_id", "ContainerId", doc="Id of the container.", mode=R),
    Field("image", "Image", doc="Image of the container.", mode=R),
    Field("status", "Status", "dict", doc="Status of the container.", fields=_CONTAINER_STATUS, mode=R),
)

_ENI = (
    Field("primary_ip", "PrimaryIP", doc="Address of the network interface.", mode=R),
    Field("port", "Port", doc="Port of the service.", mode=R),
)

_POD = (
    Field("name", "Name", doc="Name of the pod.", mode=R),
    Field("uid", "Uid", doc="Uid of the pod.", mode=R),
    Field("charge_type", "ChargeType", doc="How the pod is billed.", mode=R),
    Field("phase", "Phase", doc="Phase of the pod.", mode=R),
    Field("ip", "IP", doc="Address of the pod.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created.", mode=R),
    Field(
        "container_infos",
        "ContainerInfos",
        "list",
        elements="dict",
        doc="Containers of the pod.",
        fields=_CONTAINER,
        mode=R,
    ),
    Field(
        "cross_tenant_eni_info", "CrossTenantENIInfo", "dict", doc="Network interface of the pod.", fields=_ENI, mode=R
    ),
    Field("status", "Status", doc="Status of the pod.", mode=R),
    Field("start_schedule_time", "StartScheduleTime", doc="When it was scheduled.", mode=R),
    Field("message", "Message", doc="Why the pod is not running.", mode=R),
    Field("node_ip", "NodeIP", doc="Address of the node.", mode=R),
    Field("node_id", "NodeId", doc="Id of the node.", mode=R),
    Field("resource_group_id", "ResourceGroupId", doc="Id of the resource group.", mode=R),
    Field("resource_group_name", "ResourceGroupName", doc="Name of the resource group.", mode=R),
    Field("resource_info", "ResourceInfo", "dict", doc="Resources of the pod.", fields=struct.RESOURCE_INFO, mode=R),
)

_INFER_CODE_INFO = (
    Field("cos_path_info", "CosPathInfo", "dict", doc="Where the code lies.", fields=struct.COS_PATH_INFO, mode=R),
)

SERVICE_INFO = (
    *tuple(field for field in WORKLOAD_SETTINGS if field.mode is not Mode.WRITE_ONLY),
    Field("authorization_enable", "AuthorizationEnable", "bool", doc="Whether calls need a token.", mode=R),
    Field(
        "status",
        "Status",
        "dict",
        doc="Status of the workload; null right after creation.",
        fields=_WORKLOAD_STATUS,
        mode=R,
    ),
    Field("weight", "Weight", "int", doc="Not the weight of the version, see C(weight) beside it.", mode=R),
    Field(
        "resource_total", "ResourceTotal", "dict", doc="Resources of all replicas.", fields=struct.RESOURCE_INFO, mode=R
    ),
    Field(
        "old_replicas", "OldReplicas", "int", doc="Number of replicas that a stopped service will start with.", mode=R
    ),
    Field(
        "old_hybrid_billing_prepaid_replicas",
        "OldHybridBillingPrepaidReplicas",
        "int",
        doc="The same for prepaid replicas.",
        mode=R,
    ),
    Field("instance_alias", "InstanceAlias", doc="Display name of the instance type.", mode=R),
    Field("pod_infos", "PodInfos", "list", elements="dict", doc="Pods of the service.", fields=_POD, mode=R),
    Field("infer_code_info", "InferCodeInfo", "dict", doc="Code of the service.", fields=_INFER_CODE_INFO, mode=R),
    Field("node_count", "NodeCount", "int", doc="Number of nodes.", mode=R),
)

_RESOURCE_GROUP = (
    Field("resource_group_id", "ResourceGroupId", doc="Id of the resource group.", mode=R),
    Field("resource_group_name", "ResourceGroupName", doc="Name of the resource group.", mode=R),
)

_SCHEDULING_POLICY = (
    Field(
        "cross_resource_group_scheduling",
        "CrossResourceGroupScheduling",
        "bool",
        doc="Whether it may use several resource groups.",
        mode=R,
    ),
)

SERVICE = (
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group.", mode=R),
    Field("service_id", "ServiceId", doc="Id of the service.", mode=R),
    Field("service_group_name", "ServiceGroupName", doc="Name of the service group.", mode=R),
    Field("service_description", "ServiceDescription", doc="Description of the version.", mode=R),
    Field(
        "service_info", "ServiceInfo", "dict", doc="Settings and status of the workload.", fields=SERVICE_INFO, mode=R
    ),
    Field("cluster_id", "ClusterId", doc="Id of the cluster.", mode=R),
    Field("region", "Region", doc="Region of the service.", mode=R),
    Field("namespace", "Namespace", doc="Namespace in the cluster.", mode=R),
    Field("charge_type", "ChargeType", doc="How the service is billed.", mode=R),
    Field("resource_group_id", "ResourceGroupId", doc="Id of the resource group; empty for postpaid services.", mode=R),
    Field("resource_group_name", "ResourceGroupName", doc="Name of the resource group.", mode=R),
    Field("tags", "Tags", "list", elements="dict", doc="Tags of the service.", fields=struct.TAG, mode=R),
    Field("ingress_name", "IngressName", doc="Name of the ingress.", mode=R),
    Field("created_by", "CreatedBy", doc="Who created it.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created, in UTC.", mode=R),
    Field("update_time", "UpdateTime", doc="When it was last updated, in UTC.", mode=R),
    Field("uin", "Uin", doc="Account.", mode=R),
    Field("sub_uin", "SubUin", doc="Sub-account.", mode=R),
    Field("app_id", "AppId", "int", doc="App id of the account.", mode=R),
    Field("business_status", "BusinessStatus", doc="Status of creation and billing.", mode=R),
    Field(
        "create_failed_reason",
        "CreateFailedReason",
        doc="Why the creation failed; V(CREATE_SUCCEED) where it did not.",
        mode=R,
    ),
    Field(
        "status",
        "Status",
        doc="Status of the service, V(Normal) or V(Stopped) when it has settled.",
        mode=R,
    ),
    Field("billing_info", "BillingInfo", doc="Price in words.", mode=R),
    Field("weight", "Weight", "int", doc="Share of the group's traffic.", mode=R),
    Field("create_source", "CreateSource", doc="How it was created.", mode=R),
    Field("version", "Version", doc="Number of the version.", mode=R),
    Field("latest_version", "LatestVersion", doc="Number of the group's highest version.", mode=R),
    Field("resource_group_sw_type", "ResourceGroupSWType", doc="Kind of the resource group.", mode=R),
    Field("archive_status", "ArchiveStatus", doc="Whether the version is archived.", mode=R),
    Field("deploy_type", "DeployType", doc="How it is deployed: V(STANDARD) or V(DIST).", mode=R),
    Field("instance_per_replicas", "InstancePerReplicas", doc="Instances of one replica, as text.", mode=R),
    Field("monitor_source", "MonitorSource", doc="Where its metrics are kept.", mode=R),
    Field("sub_uin_name", "SubUinName", doc="Name of the sub-account.", mode=R),
    Field(
        "scheduling_policy",
        "SchedulingPolicy",
        "dict",
        doc="Where replicas may run.",
        fields=_SCHEDULING_POLICY,
        mode=R,
    ),
    Field(
        "external_resource_groups",
        "ExternalResourceGroups",
        "list",
        elements="dict",
        doc="Further resource groups.",
        fields=_RESOURCE_GROUP,
        mode=R,
    ),
    Field("project_id", "ProjectId", doc="Id of the workspace; V(0) is the default one.", mode=R),
    Field("changer", "Changer", doc="Who changed it last.", mode=R),
    Field("changer_name", "ChangerName", doc="Name of who changed it last.", mode=R),
    Field(
        "resource_supply_attribute",
        "ResourceSupplyAttribute",
        "dict",
        doc="Supply of its resources.",
        fields=struct.RESOURCE_SUPPLY,
        mode=R,
    ),
)

AUTH_TOKEN_BASE = (
    Field("value", "Value", doc="The token, masked.", mode=R, secret=True),
    Field("name", "Name", doc="Name of the token.", mode=R),
    Field("description", "Description", doc="Description of the token.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created.", mode=R),
    Field("status", "Status", doc="Status of the token.", mode=R),
    Field("id", "Id", doc="Id of the token.", mode=R),
)

AUTH_TOKEN_LIMIT = (
    Field("strategy", "Strategy", doc="V(PerMinute) or V(PerDay).", mode=R),
    Field("max", "Max", "int", doc="Most calls.", mode=R),
)

AUTH_TOKEN = (
    Field("base", "Base", "dict", doc="The token itself.", fields=AUTH_TOKEN_BASE, mode=R),
    Field("limits", "Limits", "list", elements="dict", doc="Limits of the token.", fields=AUTH_TOKEN_LIMIT, mode=R),
)

_ROUTER_RESOURCE_CONFIG = (
    Field("replicas", "Replicas", "int", doc="Number of replicas.", mode=R),
    Field("cpu", "Cpu", "int", doc="CPU in thousandths of a core.", mode=R),
    Field("memory", "Memory", "int", doc="Memory in MB.", mode=R),
    Field("env", "Env", "list", elements="dict", doc="Environment variables.", fields=struct.ENV_VAR, mode=R),
    Field("instance_type", "InstanceType", doc="Instance type.", mode=R),
    Field("sidecar", "Sidecar", "dict", doc="Container beside it.", fields=struct.SIDECAR_SPEC, mode=R),
)

_ROUTER_RESOURCE_SPEC = (
    Field("charge_type", "ChargeType", doc="How it is billed.", mode=R),
    Field("resource_group_id", "ResourceGroupId", doc="Id of the resource group.", mode=R),
    Field("resource_group_name", "ResourceGroupName", doc="Name of the resource group.", mode=R),
    Field("zone", "Zone", doc="Zone.", mode=R),
    Field("queue_id", "QueueId", doc="Id of the queue.", mode=R),
    Field("priority", "Priority", "int", doc="Priority.", mode=R),
    Field(
        "resource_supply_attribute",
        "ResourceSupplyAttribute",
        "dict",
        doc="Supply of its resources.",
        fields=struct.RESOURCE_SUPPLY,
        mode=R,
    ),
)

_ROUTER_COMPONENT = (
    Field("name", "Name", doc="Name of the component.", mode=R),
    Field("type", "Type", doc="V(Gateway) or V(Scheduler).", mode=R),
    Field("image_info", "ImageInfo", "dict", doc="Image of the component.", fields=struct.IMAGE_INFO, mode=R),
    Field(
        "resource_config",
        "ResourceConfig",
        "dict",
        doc="Resources of the component.",
        fields=_ROUTER_RESOURCE_CONFIG,
        mode=R,
    ),
    Field("status", "Status", doc="Status of the component.", mode=R),
    Field(
        "resource_spec", "ResourceSpec", "dict", doc="Billing of the component.", fields=_ROUTER_RESOURCE_SPEC, mode=R
    ),
    Field("business_status", "BusinessStatus", doc="Status of its billing.", mode=R),
    Field("billing_info", "BillingInfo", doc="Price in words.", mode=R),
)

_SMART_ROUTER = (
    Field("enabled", "Enabled", "bool", doc="Whether the router is on.", mode=R),
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group.", mode=R),
    Field(
        "component_list",
        "ComponentList",
        "list",
        elements="dict",
        doc="Components of the router.",
        fields=_ROUTER_COMPONENT,
        mode=R,
    ),
    Field("creator", "Creator", doc="Who created it.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created.", mode=R),
    Field("update_time", "UpdateTime", doc="When it was last updated.", mode=R),
)

SERVICE_GROUP = (
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group.", mode=R),
    Field("service_group_name", "ServiceGroupName", doc="Name of the service group.", mode=R),
    Field("created_by", "CreatedBy", doc="Who created it.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created, in UTC.", mode=R),
    Field("update_time", "UpdateTime", doc="When it was last updated, in UTC.", mode=R),
    Field("uin", "Uin", doc="Account.", mode=R),
    Field("service_count", "ServiceCount", "int", doc="Number of versions.", mode=R),
    Field("running_service_count", "RunningServiceCount", "int", doc="Number of running versions.", mode=R),
    Field("services", "Services", "list", elements="dict", doc="The versions of the group.", fields=SERVICE, mode=R),
    Field("status", "Status", doc="Status of the group.", mode=R),
    Field("tags", "Tags", "list", elements="dict", doc="Tags of the group.", fields=struct.TAG, mode=R),
    Field("latest_version", "LatestVersion", doc="Number of the highest version.", mode=R),
    Field("business_status", "BusinessStatus", doc="Status of creation and billing.", mode=R),
    Field("billing_info", "BillingInfo", doc="Price in words.", mode=R),
    Field("create_source", "CreateSource", doc="How it was created.", mode=R),
    Field(
        "weight_update_status",
        "WeightUpdateStatus",
        doc="V(UPDATING), V(UPDATED) or V(UPDATE_FAILED); empty when the weights never changed.",
        mode=R,
    ),
    Field("replicas_count", "ReplicasCount", "int", doc="Number of replicas.", mode=R),
    Field("available_replicas_count", "AvailableReplicasCount", "int", doc="Number of available replicas.", mode=R),
    Field("sub_uin", "SubUin", doc="Sub-account.", mode=R),
    Field("app_id", "AppId", "int", doc="App id of the account.", mode=R),
    Field("authorization_enable", "AuthorizationEnable", "bool", doc="Whether calls need a token.", mode=R),
    Field("auth_tokens", "AuthTokens", "list", elements="dict", doc="Tokens of the group.", fields=AUTH_TOKEN, mode=R),
    Field("monitor_source", "MonitorSource", doc="Where its metrics are kept.", mode=R),
    Field("sub_uin_name", "SubUinName", doc="Name of the sub-account.", mode=R),
    Field(
        "gateway_log_config",
        "GatewayLogConfig",
        "dict",
        doc="Where the gateway's logs are sent to.",
        fields=struct.LOG_CONFIG,
        mode=R,
    ),
    Field("gateway_config", "GatewayConfig", "dict", doc="Gateway of the group.", fields=struct.GATEWAY_CONFIG, mode=R),
    Field("changer", "Changer", doc="Who changed it last.", mode=R),
    Field("changer_name", "ChangerName", doc="Name of who changed it last.", mode=R),
    Field("smart_router", "SmartRouter", "dict", doc="Router of the group.", fields=_SMART_ROUTER, mode=R),
)

LISTED_GROUPS = (
    Field(
        "service_groups",
        "ServiceGroups",
        "list",
        elements="dict",
        doc="The service groups, tokens and private values masked.",
        fields=SERVICE_GROUP,
    ),
    Field("total_count", "TotalCount", "int", doc="How many groups match, also with O(limit)."),
    Field("truncated", "", "bool", doc="Whether more groups match than are returned."),
)
