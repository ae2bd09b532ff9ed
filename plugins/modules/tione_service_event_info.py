#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_service_event_info
short_description: Read the events of a TI-ONE model service
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Returns what happened to a service and its pods - scheduling, image pulls, probes, restarts - as Kubernetes and the platform reported it.
  - The service is named by its id, or by group and version. Where there is no such service the list is empty.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
  - community.tencentcloud._identity
options:
  start_time:
    description:
      - Time of the first event, with an offset, such as V(2026-12-01T22:00:00+08:00).
      - Without it the API begins a day ago.
    type: str
  end_time:
    description:
      - Time of the last event, with an offset.
      - Without it that is now.
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
          - ResourceKind
          - Type
      values:
        description:
          - Values, all of which must be there.
          - 'So the API has it: as an event has one kind and one type, a second value finds nothing.'
        type: list
        elements: str
        required: true
  order:
    description:
      - Direction of the order.
    type: str
    choices:
      - ASC
      - DESC
    default: DESC
  order_field:
    description:
      - What is ordered by.
    type: str
    choices:
      - FirstTimestamp
      - LastTimestamp
    default: LastTimestamp
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
  version:
    description:
      - 'Which version of the group: a number, or V(latest) for the highest one that was not a failed creation.'
    type: str
    default: latest
  pod_name:
    description:
      - Name of a pod.
      - A V(*) at its end stands for any rest of a name.
    type: str
seealso:
  - module: community.tencentcloud.tione_service_log_info
  - module: community.tencentcloud.tione_model_service_info
"""

EXAMPLES = r"""
- name: Read the warnings of the last day
  community.tencentcloud.tione_service_event_info:
    service_id: ms-vzd8qdk5-1
    filters:
      - name: Type
        values: [Warning]
  register: warnings

- name: Read what happened to the newest version of a group since a deployment began
  community.tencentcloud.tione_service_event_info:
    service_group_name: chat-prod
    version: latest
    start_time: "2026-08-08T22:00:00+08:00"
    order: ASC

- name: Read the last ten events of all pods of one revision
  community.tencentcloud.tione_service_event_info:
    service_group_name: chat-prod
    version: 2
    pod_name: ms-vzd8qdk5-2-7456b4cc97-*
    limit: 10

- name: Say in words what goes wrong
  community.tencentcloud.tione_service_event_info:
    service_id: ms-vzd8qdk5-1
    filters:
      - name: Type
        values: [Warning]
    query: "events[].join(': ', [resource_name, message])"
    only_query_result: true
"""

RETURN = r"""
events:
  description:
    - The events; empty where there is none, and where there is no such service.
  type: list
  returned: success
  elements: dict
  contains:
    id:
      description:
        - Id of the event.
      type: str
      sample: 44b40fe5-9546-42fd-b75d-557802e0029d
    message:
      description:
        - What happened.
      type: str
      sample: Back-off restarting failed container
    first_timestamp:
      description:
        - When it was first seen.
      type: str
      sample: '2026-08-08T22:27:04+08:00'
    last_timestamp:
      description:
        - When it was last seen.
      type: str
      sample: '2026-08-08T22:31:40+08:00'
    count:
      description:
        - How often it was seen.
      type: int
      sample: 7
    type:
      description:
        - C(Normal) or C(Warning).
      type: str
      sample: Warning
    resource_kind:
      description:
        - Kind of the object that it is about, such as C(Pod).
      type: str
      sample: Pod
    resource_name:
      description:
        - Name of the object that it is about.
      type: str
      sample: ms-vzd8qdk5-1-7456b4cc97-x2x7k
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_event_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
