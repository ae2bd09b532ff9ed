#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_workspace_info
short_description: List TI-ONE workspaces
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the workspaces that the caller can see. Their ids are what O(project_id) of all modules takes.
  - Ids are larger than what many programs take for a number, so they are and stay texts. It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  filters:
    description:
      - Conditions that all must hold.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - What to filter by, as the API spells it; its documentation names nothing.
        type: str
        required: true
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
  order:
    description:
      - Direction of the order.
    type: str
    choices:
      - ASC
      - DESC
  order_field:
    description:
      - What is ordered by, as the API spells it; its documentation names nothing.
    type: str
  offset:
    description:
      - How many matches are skipped.
    type: int
    default: 0
  limit:
    description:
      - How many are returned at most, any positive number.
      - Without it all are, read in pages of 20.
    type: int
seealso:
  - module: community.tencentcloud.tione_service_group_info
"""

EXAMPLES = r"""
- name: List all workspaces
  community.tencentcloud.tione_workspace_info:
  register: workspaces

- name: Find the id of a workspace by its name
  community.tencentcloud.tione_workspace_info:
    query: "workspaces[?name=='research'].ti_project_id | [0]"
    only_query_result: true
  register: research

- name: List the services in it
  community.tencentcloud.tione_service_group_info:
    project_id: "{{ research.query_result }}"

- name: Read the five newest workspaces
  community.tencentcloud.tione_workspace_info:
    order_field: CreateTime
    order: DESC
    limit: 5

- name: Let the API filter
  community.tencentcloud.tione_workspace_info:
    filters:
      - name: Name
        values: [research]
"""

RETURN = r"""
workspaces:
  description:
    - The workspaces.
  type: list
  returned: success
  elements: dict
  contains:
    ti_project_id:
      description:
        - 'Id of the workspace, a text: what C(project_id) takes.'
        - C(0) is the default one.
      type: str
      sample: '1889353273052233728'
    name:
      description:
        - Name of the workspace.
      type: str
      sample: research
    description:
      description:
        - Description of the workspace.
      type: str
      sample: Models that are tried out
    create_time:
      description:
        - When it was created.
      type: str
      sample: '2025-11-24T18:32:39+08'
    action_type:
      description:
        - What the caller may do with it.
      type: list
      elements: str
      sample:
        - ModifyWorkspace
        - DeleteWorkspace
    status:
      description:
        - Status of the workspace.
      type: str
      sample: NORMAL
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.workspace_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
