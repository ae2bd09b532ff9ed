#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_api
short_description: Call any action of TI-ONE
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Calls one action of the TI-ONE API with the members that are given, for what no other module of this collection does.
  - Signing, credentials, retries and error messages are those of all modules. Writes are never sent again after an unclear answer.
  - Whether an action changes something is decided by the first word of its name. Check mode sends actions that only read; of others it says what would be sent.
  - It cannot know what is there already. A task with an action that changes something always reports a change.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
attributes:
  check_mode:
    description: Can run in C(check_mode) and returns the same keys, without changing anything.
    support: full
    details: Actions that only read are sent in check mode too.
  diff_mode:
    description: Returns a C(diff).
    support: none
    details: It does not know what an action changes.
  idempotent:
    description: When run twice with the same options, the second run changes nothing.
    support: none
    details: An action that changes something is sent in every run.
options:
  action:
    description:
      - The action, as the API spells it, such as V(DescribeModelServiceGroups).
    type: str
    required: true
  params:
    description:
      - Members of the request, as the API spells them.
      - C(TiProjectId) is added if O(project_id) is given and it is not among them.
    type: dict
    default: {}
  read_only:
    description:
      - What the task expects of the action.
      - Whether an action only reads is decided by its first word; if it is not as said here, the task fails and sends nothing.
    type: bool
  reveal:
    description:
      - Whether members of the response with names of secrets (such as C(Password), C(Token), C(AppSecret), the C(Value)
        of an C(AuthToken)) are returned as they are, instead of masked.
      - Set C(no_log) on the task then.
    type: bool
    default: false
seealso:
  - module: community.tencentcloud.tione_service_group_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: Read a training task
  community.tencentcloud.tione_api:
    action: DescribeTrainingTask
    params:
      Id: train-838176671237008128
  register: training

- name: Read all names of notebooks
  community.tencentcloud.tione_api:
    action: DescribeNotebooks
    params:
      Limit: 50
    query: response.NotebookSet[].Name

- name: Stop a notebook
  community.tencentcloud.tione_api:
    action: StopNotebook
    params:
      Id: nb-838176671237008128

- name: Make sure that a task with a variable action only reads
  community.tencentcloud.tione_api:
    action: "{{ action_name }}"
    read_only: true
"""

RETURN = r"""
read_only:
  description:
    - Whether the action only reads.
  type: bool
  returned: success
  sample: true
params:
  description:
    - Members of the request, secrets masked; in check mode what would be sent.
  type: dict
  returned: success
  sample:
    Limit: 50
response:
  description:
    - What the API answered, as it spells it, secrets masked unless C(reveal).
    - Null in check mode for an action that changes something.
  type: dict
  returned: success
  sample:
    TotalCount: 1
    NotebookSet:
      - Id: nb-838176671237008128
        Name: draft
actions:
  description:
    - Calls that change something, in order; in check mode the calls that would be made.
  type: list
  returned: success
  elements: str
  sample:
    - ModifyModelService
    - ModifyModelService:RESUME
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.api import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
