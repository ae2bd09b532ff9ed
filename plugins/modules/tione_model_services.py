#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_model_services
short_description: Bring a whole fleet of TI-ONE model services into the wanted state
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Does for many services in one task what M(community.tencentcloud.tione_model_service) does for one, with the same options and results.
  - All service groups are read by pages and everything is planned first, without a request for each service. Then only services that differ are
    worked on, several at a time, each read again right before it is changed.
  - If more services fail than O(max_fail_percentage) allows, no other one is begun. A service that cannot even be planned counts as failed,
    so that by default nothing is changed at all while one of the descriptions cannot work.
  - In check mode the result holds the complete plan.
extends_documentation_fragment:
  - community.tencentcloud._common
options:
  services:
    description:
      - The services that are wanted.
      - Each takes the options of M(community.tencentcloud.tione_model_service), without those for credentials and connection.
    type: list
    elements: dict
    required: true
  defaults:
    description:
      - Options for all O(services).
      - What a service gives itself counts; nested options and lists are not merged.
    type: dict
    default: {}
  concurrency:
    description:
      - How many services are worked on at a time, V(32) at most.
    type: int
    default: 8
  max_fail_percentage:
    description:
      - Share of the services that may fail, in percent, before no other one is begun.
      - With V(0) the first failure stops it.
    type: float
    default: 0.0
  owner_tag:
    description:
      - A tag that new service groups of the fleet get, and by which O(prune) knows them.
    type: dict
    suboptions:
      tag_key:
        description:
          - Key of the tag.
        type: str
        required: true
      tag_value:
        description:
          - Value of the tag.
        type: str
        required: true
  prune:
    description:
      - Whether service groups with the O(owner_tag) that no service of O(services) names are deleted with all their versions.
    type: bool
    default: false
attributes:
  check_mode:
    description: Can run in C(check_mode) and returns the same keys, without changing anything.
    support: full
  diff_mode:
    description: Returns a C(diff) of the settings that change, by service.
    support: full
  idempotent:
    description: When run twice with the same options, the second run changes nothing.
    support: full
notes:
  - Services that fail do not hide the others. The failed task has RV(results) and RV(plan) for all of them.
  - With O(prune), a whole service group is deleted, with all its versions, if it has the O(owner_tag) and no service of O(services) is in it.
    Versions that are left over in a group that is named stay.
  - Tags can be set only when a service group is made. Groups made without this task need the tag set in another way before they can be pruned.
seealso:
  - module: community.tencentcloud.tione_model_service
  - module: community.tencentcloud.tione_service_group
"""

EXAMPLES = r"""
- name: See what would have to be done for a fleet
  community.tencentcloud.tione_model_services:
    defaults:
      charge_type: POSTPAID_BY_HOUR
      instance_type: TI.S.LARGE.POST
      image_info:
        image_type: CCR
        image_url: ccr.ccs.tencentyun.com/team/chat:2.4
    services:
      - service_group_name: chat-beijing
        replicas: 4
      - service_group_name: chat-nanjing
        replicas: 2
      - service_group_name: chat-trial
        state: stopped
  check_mode: true
  diff: true
  register: fleet

- name: Show the plan
  ansible.builtin.debug:
    msg: "{{ fleet.plan | map(attribute='name') | zip(fleet.plan | map(attribute='change')) | list }}"

- name: Bring a fleet from the inventory into step, and go on while no more than one service in ten fails
  community.tencentcloud.tione_model_services:
    services: "{{ groups['tione'] | map('extract', hostvars, 'tione_settings') | list }}"
    defaults:
      wait_timeout: 3600
    concurrency: 16
    max_fail_percentage: 10

- name: Let the fleet be exactly this, and delete groups of the team that are not listed
  community.tencentcloud.tione_model_services:
    services: "{{ wanted_services }}"
    owner_tag:
      tag_key: owner
      tag_value: team-chat
    prune: true
"""

RETURN = r"""
results:
  description:
    - What became of each service, in order.
  type: list
  returned: success
  elements: dict
  contains:
    name:
      description:
        - Name or id of the service, with its version if that was given.
      type: str
      sample: chat-prod
    service_id:
      description:
        - Id of the service, as far as it is known.
      type: str
      sample: ms-vzd8qdk5-1
    service_group_id:
      description:
        - Id of the service group, as far as it is known.
      type: str
      sample: ms-vzd8qdk5
    changed:
      description:
        - Whether this service was changed.
      type: bool
      sample: true
    failed:
      description:
        - Whether this service failed.
      type: bool
      sample: false
    skipped:
      description:
        - Whether it was not begun, because too many others had failed.
      type: bool
      sample: false
    actions:
      description:
        - Calls that change something, in order.
      type: list
      elements: str
      sample:
        - ModifyModelService
        - ModifyModelService:RESUME
    msg:
      description:
        - Why it failed, else null.
      type: str
      sample: 'ModifyModelService failed: LimitExceeded.'
    error_code:
      description:
        - Code of the failure, else null.
      type: str
      sample: LimitExceeded
    request_id:
      description:
        - Id of the request that failed, else null.
      type: str
      sample: e5daa146-abed-4d31-ab15-ac9e251fc13c
plan:
  description:
    - What there was to be done for each service.
  type: list
  returned: success
  elements: dict
  contains:
    name:
      description:
        - Name or id of the service, with its version if that was given.
      type: str
      sample: chat-prod
    service_id:
      description:
        - Id of the service, as far as it is known.
      type: str
      sample: ms-vzd8qdk5-1
    service_group_id:
      description:
        - Id of the service group, as far as it is known.
      type: str
      sample: ms-vzd8qdk5
    change:
      description:
        - 'What is to be done: C(none), C(create), C(change), C(start), C(stop), C(restart), C(delete); C(error) if it cannot
          be planned.'
      type: str
      sample: change
    actions:
      description:
        - Calls that change something, in order.
      type: list
      elements: str
      sample:
        - ModifyModelService
        - ModifyModelService:RESUME
    settings:
      description:
        - The settings that differ.
      type: list
      elements: str
      sample:
        - replicas
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.model_services import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
