#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_probe
short_description: Call a TI-ONE service and judge its answers
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Calls a service through its real address a number of times, several calls at a time, and judges status, answer, error share and latency.
  - Address and token are looked up by the group, or given. Tokens are never shown, also where the service repeats them.
  - Redirects are not followed. An answer above 1 MiB counts as failed. Without keep-alive of the service, connecting is part of the latency.
  - It changes nothing. In check mode it looks address and token up and makes no call.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  url:
    description:
      - Complete address to call.
      - Without it the address of O(service_group_id) or O(service_group_name) is looked up.
    type: str
  service_group_id:
    description:
      - Id of the service group, such as V(ms-vzd8qdk5).
    type: str
  service_group_name:
    description:
      - Exact name of the service group.
      - Two groups with this name are an error.
    type: str
  service_id:
    description:
      - Id of a version that is called by an address of its own, past the gateway, weights and tokens.
      - A version has one only while its pods run with a network interface in a VPC (C(service_eip)).
    type: str
  path:
    description:
      - Path that is appended to the address, such as V(/v1/chat/completions); it may have a query.
    type: str
  method:
    description:
      - Method of the calls; V(POST) with O(body), else V(GET).
    type: str
    choices:
      - DELETE
      - GET
      - HEAD
      - OPTIONS
      - PATCH
      - POST
      - PUT
  headers:
    description:
      - Headers of the calls.
      - They replace those that the module sets.
    type: dict
  body:
    description:
      - 'What is sent, as JSON: a dictionary or a list.'
      - A text is sent as it is.
    type: raw
  auth_token:
    description:
      - 'Token for the calls, sent as C(Authorization: Bearer).'
      - Without it and O(url) it is looked up if the group wants one.
    type: str
  auth_token_name:
    description:
      - Name of the group's token to look up; without it the first one that is enabled.
    type: str
  calls:
    description:
      - Number of calls.
    type: int
    default: 1
  concurrency:
    description:
      - Number of calls at the same time, at most V(100).
    type: int
    default: 4
  call_timeout:
    description:
      - Seconds that one call may take.
    type: float
    default: 30.0
  expected_status:
    description:
      - HTTP statuses that are good.
    type: list
    elements: int
    default:
      - 200
  expect:
    description:
      - JMESPath expression over the JSON answer that must be true for each call.
      - Null, and what is empty, is not true.
    type: str
  max_error_percentage:
    description:
      - 'Percentage of the calls that may fail: by their status, by O(expect), or without an answer.'
    type: float
    default: 0.0
  max_latency:
    description:
      - Most seconds that a part of the calls may take.
      - Calls that failed are not counted.
    type: list
    elements: dict
    suboptions:
      percentile:
        description:
          - Percentage of the calls, such as V(95).
        type: float
        required: true
      seconds:
        description:
          - Seconds that each of these may take at most.
        type: float
        required: true
  retries:
    description:
      - How often all calls are made again while they are not good enough.
    type: int
    default: 0
  retry_delay:
    description:
      - Seconds before they are made again.
    type: float
    default: 5.0
  retry_budget:
    description:
      - Seconds after which calls are not made again, whatever O(retries) says; without it O(retries) alone decides.
    type: float
  fail_on_violation:
    description:
      - Whether the task fails if the answers are not good enough.
      - It fails in any case where there is nothing to call.
    type: bool
    default: true
seealso:
  - module: community.tencentcloud.tione_service_call_info
  - module: community.tencentcloud.tione_service_group
  - module: community.tencentcloud.tione_auth_token
"""

EXAMPLES = r"""
- name: Ask once whether the service answers
  community.tencentcloud.tione_probe:
    service_group_name: chat-prod
    path: /healthz

- name: Ask a question and look at the answer
  community.tencentcloud.tione_probe:
    service_group_name: chat-prod
    path: /v1/chat/completions
    body:
      model: chat
      messages:
        - role: user
          content: Say hello
    expect: "length(choices) > `0` && choices[0].message.content"

- name: Hold the service to its latency and to its errors under load
  community.tencentcloud.tione_probe:
    service_group_id: ms-vzd8qdk5
    auth_token_name: monitoring
    path: /v1/models
    calls: 200
    concurrency: 8
    max_error_percentage: 0.5
    max_latency:
      - percentile: 95
        seconds: 1.5
      - percentile: 99
        seconds: 4

- name: Wait up to five minutes until it answers
  community.tencentcloud.tione_probe:
    service_group_name: chat-prod
    path: /healthz
    retries: 30
    retry_delay: 10

- name: Measure one version before it has any weight, through its network interface in the VPC
  community.tencentcloud.tione_probe:
    service_id: ms-vzd8qdk5-2
    path: /healthz
    calls: 20
    fail_on_violation: false
  register: measured

- name: Call any other address, with a token of its own
  community.tencentcloud.tione_probe:
    url: https://chat.example.com/v1/models
    auth_token: "{{ chat_token }}"
    expected_status: [200, 204]
"""

RETURN = r"""
passed:
  description:
    - Whether the answers are good enough; null in check mode.
  type: bool
  returned: success
  sample: true
violations:
  description:
    - What is not good enough, a sentence each.
  type: list
  returned: success
  elements: str
  sample: []
calls:
  description:
    - Calls that were made, in the last round if there were retries.
  type: int
  returned: success
  sample: 200
errors:
  description:
    - Calls of these that failed.
  type: int
  returned: success
  sample: 1
error_percentage:
  description:
    - The same in percent.
  type: float
  returned: success
  sample: 0.5
latency:
  description:
    - Seconds of the calls that did not fail; null without one.
  type: dict
  returned: success
  contains:
    mean:
      description:
        - Mean.
      type: float
      sample: 0.412
    min:
      description:
        - Shortest.
      type: float
      sample: 0.208
    max:
      description:
        - Longest.
      type: float
      sample: 1.316
    p50:
      description:
        - What 50 percent of the calls did not exceed.
      type: float
      sample: 0.391
    p90:
      description:
        - What 90 percent of the calls did not exceed.
      type: float
      sample: 0.644
    p95:
      description:
        - What 95 percent of the calls did not exceed.
      type: float
      sample: 0.701
    p99:
      description:
        - What 99 percent of the calls did not exceed.
      type: float
      sample: 1.102
statuses:
  description:
    - Number of calls by HTTP status, and by C(timeout), C(connection), C(tls) or C(bad_reply) where there is none.
  type: dict
  returned: success
  sample:
    '200': 199
    '503': 1
samples:
  description:
    - The first calls that failed.
  type: list
  returned: success
  elements: dict
  contains:
    status:
      description:
        - HTTP status, or null where no complete answer came.
      type: int
      sample: 503
    excerpt:
      description:
        - Beginning of the answer, or what went wrong.
      type: str
      sample: no healthy upstream
    seconds:
      description:
        - How long the call took.
      type: float
      sample: 0.013
answer:
  description:
    - The last answer in JSON, known secrets masked; null above 64 KiB.
  type: raw
  returned: success
  sample:
    choices:
      - message:
          role: assistant
          content: Hello
url:
  description:
    - What was called, secrets in its query masked; null in check mode while there is nothing.
  type: str
  returned: success
  sample: https://ms-vzd8qdk5-100005348929-sw.gw.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5/v1/chat/completions
attempts:
  description:
    - Rounds of calls that were made.
  type: int
  returned: success
  sample: 1
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
