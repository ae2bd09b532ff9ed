#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_auth_token
short_description: Manage a token for the calls of a TI-ONE service group
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Creates, changes, rotates and deletes a token of a service group, found by its name.
  - The value of the token is masked in every output. With O(reveal=true) it is returned as RV(value), and nowhere else.
  - A creation whose answer is lost is looked for by name and never sent twice.
  - Two tokens with one name are an error that lists their ids.
  - Calls need a token only while the authorization of the group is on, see M(community.tencentcloud.tione_service_group). The module warns when it is off.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._writer
attributes:
  idempotent:
    support: partial
    details:
      - With O(rotate=true) and without O(rotate_if_older_than), each run rotates the token.
options:
  service_group_id:
    description:
      - Id of the service group, such as V(ms-vzd8qdk5).
    type: str
  service_group_name:
    description:
      - Exact name of the service group.
      - Two groups with this name are an error.
    type: str
  name:
    description:
      - Name of the token, by which it is found in its group.
    type: str
    required: true
  state:
    description:
      - V(present) - there is such a token, as given.
      - V(absent) - there is none.
    type: str
    choices:
      - present
      - absent
    default: present
  rotate:
    description:
      - Whether the token gets a new value and id, always or as O(rotate_if_older_than) says.
      - A token that this task creates is new already.
      - The old value ends with it, so hand the new one over; two tokens in turn leave time for that.
    type: bool
    default: false
  rotate_if_older_than:
    description:
      - With O(rotate=true), the age in days from which on the token is rotated, by its creation time.
      - V(0) is always.
    type: int
  reveal:
    description:
      - Whether RV(value) holds the value of the token.
      - Then set C(no_log) for the task, unless the value may be seen.
    type: bool
    default: false
  description:
    description:
      - Description of the token.
      - An empty text clears it.
    type: str
  limits:
    description:
      - 'Limits of the calls with this token, all of them: a strategy that is not listed is not limited, and an empty list
        lifts all.'
    type: list
    elements: dict
    suboptions:
      strategy:
        description:
          - 'What is counted: calls per minute or per day.'
        type: str
        choices:
          - PerMinute
          - PerDay
        required: true
      max:
        description:
          - Most calls in that time.
          - Required.
          - It is at least V(1).
        type: int
notes:
  - A rotation changes something in each run, unless O(rotate_if_older_than) says when it is due.
  - The API takes limits only for a token that exists, so a token with limits is created by two calls.
  - The API knows a token by its value. If it returns values masked, tokens can be created but not changed, limited, rotated or deleted, and the task fails
    before anything is sent.
  - An authorization that is turned on may create a token by itself.
seealso:
  - module: community.tencentcloud.tione_service_group
  - module: community.tencentcloud.tione_service_group_info
"""

EXAMPLES = r"""
- name: Give the web front end a token with limits, and keep its value for later tasks
  community.tencentcloud.tione_auth_token:
    service_group_name: chat-prod
    name: frontend
    description: Token of the web front end
    limits:
      - strategy: PerMinute
        max: 600
      - strategy: PerDay
        max: 100000
    reveal: true
  register: frontend_token
  no_log: true

- name: Lift all limits, the rest stays as it is
  community.tencentcloud.tione_auth_token:
    service_group_name: chat-prod
    name: frontend
    limits: []

- name: Rotate the token once it is 90 days old
  community.tencentcloud.tione_auth_token:
    service_group_name: chat-prod
    name: frontend
    rotate: true
    rotate_if_older_than: 90
    reveal: true
  register: frontend_token
  no_log: true

- name: Rotate the token now, because its value was seen
  community.tencentcloud.tione_auth_token:
    service_group_id: ms-vzd8qdk5
    name: frontend
    rotate: true

- name: Delete the token
  community.tencentcloud.tione_auth_token:
    service_group_name: chat-prod
    name: frontend
    state: absent
"""

RETURN = r"""
auth_token:
  description:
    - The token, its value masked; in check mode as it would be.
    - Null when it is absent.
  type: dict
  returned: success
  contains:
    base:
      description:
        - The token itself.
      type: dict
      contains:
        value:
          description:
            - The token, masked.
          type: str
          sample: '********'
        name:
          description:
            - Name of the token.
          type: str
          sample: frontend
        description:
          description:
            - Description of the token.
          type: str
          sample: Token of the web front end
        create_time:
          description:
            - When it was created.
          type: str
          sample: '2026-08-05T05:46:58Z'
        status:
          description:
            - Status of the token.
          type: str
          sample: Enabled
        id:
          description:
            - Id of the token.
          type: str
          sample: at-5f2k8d1q
    limits:
      description:
        - Limits of the token.
      type: list
      elements: dict
      contains:
        strategy:
          description:
            - C(PerMinute) or C(PerDay).
          type: str
          sample: PerMinute
        max:
          description:
            - Most calls.
          type: int
          sample: 600
token_id:
  description:
    - Id of the token.
    - A rotation changes it; null in check mode where it is not known yet.
  type: str
  returned: success
  sample: at-5f2k8d1q
value:
  description:
    - Value of the token, new after creation and rotation; null where it is not known, as in check mode before a creation.
  type: str
  returned: when O(reveal=true)
  sample: 3f9c1e5b7a2d4860b1c9e7f5a3d2b4c6
actions:
  description:
    - Calls that change something, in order; in check mode the calls that would be made.
  type: list
  returned: success
  elements: str
  sample:
    - ModifyModelService
    - ModifyModelService:RESUME
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.auth_token import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
