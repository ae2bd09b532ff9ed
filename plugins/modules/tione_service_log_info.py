#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_service_log_info
short_description: Read the logs of a TI-ONE model service
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Returns lines that the containers of a service wrote, newest first unless told otherwise.
  - They are those of one service, named by its id or by group and version, or of one pod. Where there is no such service the list is empty.
  - Logs can be long. At most O(limit) lines are returned; RV(truncated) says that there may be more, and RV(context) where to read on.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
  - community.tencentcloud._identity
options:
  start_time:
    description:
      - Time of the first line, with an offset, such as V(2026-12-01T22:00:00+08:00).
      - Without it the API begins an hour ago.
    type: str
  end_time:
    description:
      - Time of the last line, with an offset.
      - Without it that is now.
    type: str
  pod_name:
    description:
      - Name of a pod.
      - A V(*) at its end stands for any rest of a name.
    type: str
  filters:
    description:
      - Conditions that all must hold.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - What to filter by, as the API spells it.
        type: str
        required: true
        choices:
          - Key
      values:
        description:
          - Words, all of which must stand in a line.
        type: list
        elements: str
        required: true
  order:
    description:
      - Direction of the order by time.
      - With V(DESC) and O(limit) it is the last lines that are returned.
    type: str
    choices:
      - ASC
      - DESC
    default: DESC
  log_stream:
    description:
      - Stream that the lines were written to; both, if not given.
    type: str
    choices:
      - stdout
      - stderr
  context:
    description:
      - 'RV(context) of an earlier task with the same options: the list goes on where that one ended.'
    type: str
  offset:
    description:
      - How many are skipped; not with O(context).
    type: int
    default: 0
  limit:
    description:
      - How many are returned at most, any positive number.
      - They are read in pages of 1000.
    type: int
    default: 10000
  version:
    description:
      - 'Which version of the group: a number, or V(latest) for the highest one that was not a failed creation.'
    type: str
    default: latest
seealso:
  - module: community.tencentcloud.tione_service_event_info
  - module: community.tencentcloud.tione_model_service_info
"""

EXAMPLES = r"""
- name: Read the last 50 lines of a service
  community.tencentcloud.tione_service_log_info:
    service_id: ms-vzd8qdk5-1
    limit: 50
  register: logs

- name: Read what the newest version of a group wrote to stderr during an incident
  community.tencentcloud.tione_service_log_info:
    service_group_name: chat-prod
    log_stream: stderr
    start_time: "2026-08-08T22:00:00+08:00"
    end_time: "2026-08-08T22:15:00+08:00"
    order: ASC

- name: Read one pod
  community.tencentcloud.tione_service_log_info:
    pod_name: ms-vzd8qdk5-1-7456b4cc97-x2x7k

- name: Find lines with two words
  community.tencentcloud.tione_service_log_info:
    service_id: ms-vzd8qdk5-1
    filters:
      - name: Key
        values: [CUDA, memory]
    query: content[].message
    only_query_result: true

- name: Read on where an earlier task stopped
  community.tencentcloud.tione_service_log_info:
    service_id: ms-vzd8qdk5-1
    limit: 50
    context: "{{ logs.context }}"
  when: logs.truncated
"""

RETURN = r"""
content:
  description:
    - The lines; empty where there is none, and where there is no such service.
  type: list
  returned: success
  elements: dict
  contains:
    id:
      description:
        - Id of the line.
      type: str
      sample: 77b5d420-73bc-47f2-96ab-3a2b32262ffe
    message:
      description:
        - The line.
      type: str
      sample: Loaded the model in 42 s
    pod_name:
      description:
        - Pod that wrote it.
      type: str
      sample: ms-vzd8qdk5-1-7456b4cc97-x2x7k
    timestamp:
      description:
        - When it was written.
      type: str
      sample: '2026-08-08T14:27:36.348499491Z'
    pkg_id:
      description:
        - Id of the package that it was reported in.
      type: str
      sample: 7A905C4E6AD1E8B5-1F
    pkg_log_id:
      description:
        - Id of the line in that package.
      type: str
      sample: '65536'
context:
  description:
    - Give it as C(context) to read on where the list ends; null when there is no more.
  type: str
  returned: success
  sample: Y29udGV4dC0wYTdiNTRkMi0xOGI0LTQwNzE
truncated:
  description:
    - Whether there may be more than is returned.
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_log_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
