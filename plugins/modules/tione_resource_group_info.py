#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_resource_group_info
short_description: List TI-ONE resource groups
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the resource groups in which prepaid services run, with what they have, what is used, and their nodes.
  - It reads every page, and checks again that ids, names and tags really match. It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  filters:
    description:
      - Conditions that all must hold.
      - Unless O(filters[].fuzzy) is set, ids and names that the API returns are checked again for equality.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - What to filter by, as the API spells it.
        type: str
        required: true
        choices:
          - ResourceGroupId
          - ResourceGroupName
          - AvailableNodeCount
      values:
        description:
          - Values, one of which must be there.
        type: list
        elements: str
        required: true
      negative:
        description:
          - Whether rows with such a value are left out instead.
        type: bool
        default: false
      fuzzy:
        description:
          - Whether a part of the value is enough.
        type: bool
        default: false
  tag_filters:
    description:
      - Tags that must be there, all of them.
    type: list
    elements: dict
    suboptions:
      tag_key:
        description:
          - Key of the tag.
        type: str
        required: true
      tag_values:
        description:
          - Values, one of which the tag must have.
        type: list
        elements: str
        required: true
  search_word:
    description:
      - Part of an id or a name.
    type: str
  dont_show_instance_set:
    description:
      - Whether the nodes are left out, which makes for a much smaller result.
    type: bool
  offset:
    description:
      - How many matches are skipped.
    type: int
    default: 0
  limit:
    description:
      - How many are returned at most, any positive number.
      - Without it all are, read in pages of 100.
    type: int
seealso:
  - module: community.tencentcloud.tione_billing_spec_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List all resource groups without their nodes
  community.tencentcloud.tione_resource_group_info:
    dont_show_instance_set: true
  register: resource_groups

- name: Find a resource group by its exact name
  community.tencentcloud.tione_resource_group_info:
    filters:
      - name: ResourceGroupName
        values: [llm-a10]
    query: resource_group_set[0].resource_group_id
    only_query_result: true

- name: See how many cards are free, in hundredths
  community.tencentcloud.tione_resource_group_info:
    tag_filters:
      - tag_key: team
        tag_values: [search, ads]
    dont_show_instance_set: true
    query: "resource_group_set[].{name: resource_group_name, used: used_resource.gpu, all: total_resource.gpu}"

- name: Find nodes that do not run
  community.tencentcloud.tione_resource_group_info:
    search_word: llm
    query: "resource_group_set[].instance_set[?instance_status!='RUNNING'][].{node: instance_id, why: err_msg}"
"""

RETURN = r"""
resource_group_set:
  description:
    - The resource groups.
  type: list
  returned: success
  elements: dict
  contains:
    resource_group_id:
      description:
        - 'Id of the resource group: what C(resource_group_id) of a service takes.'
      type: str
      sample: rsg-6kx2w9vp
    resource_group_name:
      description:
        - Name of the resource group.
      type: str
      sample: llm-a10
    free_instance:
      description:
        - Number of nodes that run.
      type: int
      sample: 1
    total_instance:
      description:
        - Number of all nodes.
      type: int
      sample: 2
    used_resource:
      description:
        - What is used.
      type: dict
      contains:
        cpu:
          description:
            - CPU in thousandths of a core.
          type: int
          sample: 8000
        memory:
          description:
            - Memory in MB.
          type: int
          sample: 32768
        gpu:
          description:
            - Cards of all types, in hundredths.
          type: int
          sample: 100
        gpu_detail_set:
          description:
            - Cards by type.
          type: list
          elements: dict
          contains:
            name:
              description:
                - Type of the card.
              type: str
              sample: A10
            value:
              description:
                - Cards, in hundredths.
              type: int
              sample: 100
    total_resource:
      description:
        - What it has.
      type: dict
      contains:
        cpu:
          description:
            - CPU in thousandths of a core.
          type: int
          sample: 8000
        memory:
          description:
            - Memory in MB.
          type: int
          sample: 32768
        gpu:
          description:
            - Cards of all types, in hundredths.
          type: int
          sample: 100
        gpu_detail_set:
          description:
            - Cards by type.
          type: list
          elements: dict
          contains:
            name:
              description:
                - Type of the card.
              type: str
              sample: A10
            value:
              description:
                - Cards, in hundredths.
              type: int
              sample: 100
    instance_set:
      description:
        - Its nodes.
      type: list
      elements: dict
      contains:
        instance_id:
          description:
            - Id of the node.
          type: str
          sample: ins-2kd81q
        used_resource:
          description:
            - What is used of the node.
          type: dict
          contains:
            cpu:
              description:
                - 'CPU in thousandths of a core: C(4000) is four cores.'
              type: int
              sample: 8000
            memory:
              description:
                - Memory in MB.
              type: int
              sample: 32768
            gpu:
              description:
                - 'GPU in hundredths of a card: C(100) is one card.'
              type: int
              sample: 100
            gpu_type:
              description:
                - Type of the GPU card, such as C(T4) or C(A10).
              type: str
              sample: A10
            real_gpu:
              description:
                - Cards in hundredths, as allotted.
              type: int
              sample: 100
            real_gpu_detail_set:
              description:
                - The allotted cards by type.
              type: list
              elements: dict
              contains:
                name:
                  description:
                    - Type of the card.
                  type: str
                  sample: A10
                value:
                  description:
                    - Cards, in hundredths.
                  type: int
                  sample: 100
            enable_rdma:
              description:
                - Whether RDMA network cards are mounted.
              type: bool
              sample: false
            rdma_number:
              description:
                - Number of RDMA network cards.
              type: int
              sample: 0
            root_disk:
              description:
                - Size of the root disk in GB.
              type: int
              sample: 50
            data_disk:
              description:
                - Size of the data disk in GB.
              type: int
              sample: 100
            rdma:
              description:
                - RDMA share.
              type: int
              sample: 0
        total_resource:
          description:
            - What the node has.
          type: dict
          contains:
            cpu:
              description:
                - 'CPU in thousandths of a core: C(4000) is four cores.'
              type: int
              sample: 8000
            memory:
              description:
                - Memory in MB.
              type: int
              sample: 32768
            gpu:
              description:
                - 'GPU in hundredths of a card: C(100) is one card.'
              type: int
              sample: 100
            gpu_type:
              description:
                - Type of the GPU card, such as C(T4) or C(A10).
              type: str
              sample: A10
            real_gpu:
              description:
                - Cards in hundredths, as allotted.
              type: int
              sample: 100
            real_gpu_detail_set:
              description:
                - The allotted cards by type.
              type: list
              elements: dict
              contains:
                name:
                  description:
                    - Type of the card.
                  type: str
                  sample: A10
                value:
                  description:
                    - Cards, in hundredths.
                  type: int
                  sample: 100
            enable_rdma:
              description:
                - Whether RDMA network cards are mounted.
              type: bool
              sample: false
            rdma_number:
              description:
                - Number of RDMA network cards.
              type: int
              sample: 0
            root_disk:
              description:
                - Size of the root disk in GB.
              type: int
              sample: 50
            data_disk:
              description:
                - Size of the data disk in GB.
              type: int
              sample: 100
            rdma:
              description:
                - RDMA share.
              type: int
              sample: 0
        instance_status:
          description:
            - Status of the node, C(RUNNING) when it can be used.
          type: str
          sample: RUNNING
        sub_uin:
          description:
            - Who bought it.
          type: str
          sample: '100032054859'
        create_time:
          description:
            - When it was created, Beijing time.
          type: str
          sample: '2026-08-01 12:00:00'
        expire_time:
          description:
            - When it expires, Beijing time.
          type: str
          sample: '2026-09-01 12:00:00'
        auto_renew_flag:
          description:
            - Whether it is renewed automatically.
          type: str
          sample: NOTIFY_AND_AUTO_RENEW
        spec_id:
          description:
            - Id of the spec.
          type: str
          sample: sv_tio_platform_cloud_pre_gpu_1a10
        spec_alias:
          description:
            - Display name of the spec.
          type: str
          sample: 8C32GB GPU(T4)*1
        spec_features:
          description:
            - Features of the spec.
          type: list
          elements: str
          sample:
            - TurboCFS
        cvm_instance_id:
          description:
            - Id of the CVM that it is made from.
          type: str
          sample: ins-7x2k9d1p
        err_code:
          description:
            - Why its deployment failed, as a code.
          type: str
          sample: ''
        err_msg:
          description:
            - Why its deployment failed.
          type: str
          sample: ''
        available_resource:
          description:
            - What is left of the node.
          type: dict
          contains:
            cpu:
              description:
                - 'CPU in thousandths of a core: C(4000) is four cores.'
              type: int
              sample: 8000
            memory:
              description:
                - Memory in MB.
              type: int
              sample: 32768
            gpu:
              description:
                - 'GPU in hundredths of a card: C(100) is one card.'
              type: int
              sample: 100
            gpu_type:
              description:
                - Type of the GPU card, such as C(T4) or C(A10).
              type: str
              sample: A10
            real_gpu:
              description:
                - Cards in hundredths, as allotted.
              type: int
              sample: 100
            real_gpu_detail_set:
              description:
                - The allotted cards by type.
              type: list
              elements: dict
              contains:
                name:
                  description:
                    - Type of the card.
                  type: str
                  sample: A10
                value:
                  description:
                    - Cards, in hundredths.
                  type: int
                  sample: 100
            enable_rdma:
              description:
                - Whether RDMA network cards are mounted.
              type: bool
              sample: false
            rdma_number:
              description:
                - Number of RDMA network cards.
              type: int
              sample: 0
            root_disk:
              description:
                - Size of the root disk in GB.
              type: int
              sample: 50
            data_disk:
              description:
                - Size of the data disk in GB.
              type: int
              sample: 100
            rdma:
              description:
                - RDMA share.
              type: int
              sample: 0
        instance_ip:
          description:
            - Address of the node.
          type: str
          sample: 10.0.3.4
        instance_name:
          description:
            - Name of the node.
          type: str
          sample: llm-a10-1
        cvm_instance_type:
          description:
            - Type of the CVM.
          type: str
          sample: PNV4.8XLARGE116
        auto_renew:
          description:
            - Whether it is bought again automatically.
          type: bool
          sample: true
        isolated:
          description:
            - Whether it is isolated.
          type: bool
          sample: false
        repair_task_info:
          description:
            - Its repair.
          type: dict
          contains:
            task_id:
              description:
                - Id of the repair.
              type: str
              sample: rep-5f2k8d1q
            task_type_id:
              description:
                - Number of the kind of repair, C(101) to C(107).
              type: int
              sample: 101
            task_type_name:
              description:
                - Name of the kind of repair.
              type: str
              sample: 实例运行隐患
            create_time:
              description:
                - When it was opened.
              type: str
              sample: '2026-08-05T05:46:58Z'
            task_detail:
              description:
                - Details of the repair.
              type: str
              sample: The node has to be restarted.
            product:
              description:
                - 'C(CVM), C(CDH) or C(CPM2.0): what is repaired.'
              type: str
              sample: CVM
        zone_name:
          description:
            - Name of its zone.
          type: str
          sample: ap-guangzhou-6
    tag_set:
      description:
        - Tags of the resource group.
      type: list
      elements: dict
      contains:
        tag_key:
          description:
            - Key of the tag.
          type: str
          sample: env
        tag_value:
          description:
            - Value of the tag.
          type: str
          sample: prod
total_count:
  description:
    - How many match, also with C(limit).
  type: int
  returned: success
  sample: 1
truncated:
  description:
    - Whether more match than are returned.
  type: bool
  returned: success
  sample: false
query_result:
  description:
    - Outcome of C(query).
  type: raw
  returned: when O(query) is set
  sample:
    - chat-prod
request_ids:
  description:
    - Ids of all requests that the task made, in order.
    - Support asks for them.
  type: list
  returned: success
  elements: str
  sample:
    - e5daa146-abed-4d31-ab15-ac9e251fc13c
"""


from ansible_collections.community.tencentcloud.plugins.module_utils._module import run_module
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.resource_group_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
