# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_resource_group_info: where prepaid services can run."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Parameter,
    Source,
    by_offset,
    list_module,
)

R = Mode.READ_ONLY
MOST_FILTERS = 5

GROUP_RESOURCE = (
    Field("cpu", "Cpu", "int", doc="CPU in thousandths of a core.", mode=R),
    Field("memory", "Memory", "int", doc="Memory in MB.", mode=R),
    Field("gpu", "Gpu", "int", doc="Cards of all types, in hundredths.", mode=R),
    Field(
        "gpu_detail_set",
        "GpuDetailSet",
        "list",
        elements="dict",
        doc="Cards by type.",
        fields=struct.GPU_DETAIL,
        mode=R,
    ),
)
REPAIR_TASK_INFO = (
    Field("task_id", "TaskId", doc="Id of the repair.", mode=R),
    Field("task_type_id", "TaskTypeId", "int", doc="Number of the kind of repair, V(101) to V(107).", mode=R),
    Field("task_type_name", "TaskTypeName", doc="Name of the kind of repair.", mode=R),
    Field("create_time", "CreateTime", doc="When it was opened.", mode=R),
    Field("task_detail", "TaskDetail", doc="Details of the repair.", mode=R),
    Field("product", "Product", doc="V(CVM), V(CDH) or V(CPM2.0): what is repaired.", mode=R),
)


def _resources(name: str, api: str, doc: str) -> Field:
    return Field(name, api, "dict", doc=doc, fields=struct.RESOURCE_INFO, mode=R)


INSTANCE = (
    Field("instance_id", "InstanceId", doc="Id of the node.", mode=R),
    _resources("used_resource", "UsedResource", "What is used of the node."),
    _resources("total_resource", "TotalResource", "What the node has."),
    Field("instance_status", "InstanceStatus", doc="Status of the node, V(RUNNING) when it can be used.", mode=R),
    Field("sub_uin", "SubUin", doc="Who bought it.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created, Beijing time.", mode=R),
    Field("expire_time", "ExpireTime", doc="When it expires, Beijing time.", mode=R),
    Field("auto_renew_flag", "AutoRenewFlag", doc="Whether it is renewed automatically.", mode=R),
    Field("spec_id", "SpecId", doc="Id of the spec.", mode=R),
    Field("spec_alias", "SpecAlias", doc="Display name of the spec.", mode=R),
    Field("spec_features", "SpecFeatures", "list", elements="str", doc="Features of the spec.", mode=R),
    Field("cvm_instance_id", "CvmInstanceId", doc="Id of the CVM that it is made from.", mode=R),
    Field("err_code", "ErrCode", doc="Why its deployment failed, as a code.", mode=R),
    Field("err_msg", "ErrMsg", doc="Why its deployment failed.", mode=R),
    _resources("available_resource", "AvailableResource", "What is left of the node."),
    Field("instance_ip", "InstanceIP", doc="Address of the node.", mode=R),
    Field("instance_name", "InstanceName", doc="Name of the node.", mode=R),
    Field("cvm_instance_type", "CvmInstanceType", doc="Type of the CVM.", mode=R),
    Field("auto_renew", "AutoRenew", "bool", doc="Whether it is bought again automatically.", mode=R),
    Field("isolated", "Isolated", "bool", doc="Whether it is isolated.", mode=R),
    Field("repair_task_info", "RepairTaskInfo", "dict", doc="Its repair.", fields=REPAIR_TASK_INFO, mode=R),
    Field("zone_name", "ZoneName", doc="Name of its zone.", mode=R),
)
RESOURCE_GROUP = (
    Field(
        "resource_group_id",
        "ResourceGroupId",
        doc="Id of the resource group: what C(resource_group_id) of a service takes.",
        mode=R,
    ),
    Field("resource_group_name", "ResourceGroupName", doc="Name of the resource group.", mode=R),
    Field("free_instance", "FreeInstance", "int", doc="Number of nodes that run.", mode=R),
    Field("total_instance", "TotalInstance", "int", doc="Number of all nodes.", mode=R),
    Field("used_resource", "UsedResource", "dict", doc="What is used.", fields=GROUP_RESOURCE, mode=R),
    Field("total_resource", "TotalResource", "dict", doc="What it has.", fields=GROUP_RESOURCE, mode=R),
    Field("instance_set", "InstanceSet", "list", elements="dict", doc="Its nodes.", fields=INSTANCE, mode=R),
    Field("tag_set", "TagSet", "list", elements="dict", doc="Tags of the resource group.", fields=struct.TAG, mode=R),
)

SOURCE = Source(
    action="DescribeBillingResourceGroups",
    rows=Field(
        "resource_group_set",
        "ResourceGroupSet",
        "list",
        elements="dict",
        doc="The resource groups.",
        fields=RESOURCE_GROUP,
    ),
    paging=by_offset("ResourceGroupId", 100),
    parameters={
        "filters": conditions.filters(
            "Conditions that all must hold. Unless O(filters[].fuzzy) is set, ids and names that the API returns are checked again for"
            " equality.",
            ("ResourceGroupId", "ResourceGroupName", "AvailableNodeCount"),
            negative=conditions.NEGATIVE,
            fuzzy=conditions.FUZZY,
        ),
        "tag_filters": conditions.TAG_FILTERS,
        "search_word": Parameter(Option("Part of an id or a name."), "SearchWord"),
        "dont_show_instance_set": Parameter(
            Option("Whether the nodes are left out, which makes for a much smaller result.", {"type": "bool"}),
            "DontShowInstanceSet",
        ),
    },
    checks=(conditions.check_filters(most=MOST_FILTERS), conditions.check_tag_filters),
    keep=conditions.all_of(
        conditions.exactly({name: name for name in ("ResourceGroupId", "ResourceGroupName")}),
        conditions.tagged("TagSet"),
    ),
)
SPEC = list_module(SOURCE)
