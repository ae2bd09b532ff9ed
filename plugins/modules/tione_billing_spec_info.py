#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_billing_spec_info
short_description: List what TI-ONE services can run on, with prices
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the specs (instance types) of a region, and asks for the price of each.
  - The price as the API returns it is in hundredths of a CNY; RV(specs[].price_per_hour) is in CNY.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  charge_type:
    description:
      - How it is billed.
    type: str
    choices:
      - POSTPAID_BY_HOUR
      - PREPAID
    default: POSTPAID_BY_HOUR
  task_type:
    description:
      - What it is for; V(INFERENCE) is a model service.
    type: str
    choices:
      - TRAIN
      - NOTEBOOK
      - INFERENCE
      - EMS
  resource_type:
    description:
      - Kind of resource.
    type: str
    choices:
      - CALC
      - CPU
      - GPU
      - GPU-SW
  spec_names:
    description:
      - Only the specs with these names.
    type: list
    elements: str
  prices:
    description:
      - Whether the price of each spec is asked for as well.
      - The API does not say for how long a prepaid one is; a price per hour is worked out only with O(charge_type=POSTPAID_BY_HOUR).
    type: bool
    default: true
seealso:
  - module: community.tencentcloud.tione_resource_group_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List the GPU instances for model services with their prices
  community.tencentcloud.tione_billing_spec_info:
    task_type: INFERENCE
    resource_type: GPU
  register: gpu

- name: Find the cheapest one with an A10
  community.tencentcloud.tione_billing_spec_info:
    task_type: INFERENCE
    query: "min_by(specs[?gpu_type=='A10' && price_per_hour], &price_per_hour).spec_name"
    only_query_result: true

- name: See what two instance types cost
  community.tencentcloud.tione_billing_spec_info:
    spec_names:
      - TI.GN7.2XLARGE32.POST
      - TI.S.2XLARGE16.POST

- name: List what prepaid resource groups can be made of, without prices
  community.tencentcloud.tione_billing_spec_info:
    charge_type: PREPAID
    prices: false
"""

RETURN = r"""
specs:
  description:
    - The specs.
  type: list
  returned: success
  elements: dict
  contains:
    spec_id:
      description:
        - Id of the spec.
      type: str
      sample: sv_tio_platform_cloud_post_gpu_8c32g_1t4
    spec_name:
      description:
        - 'Name of the spec: what C(instance_type) of a service takes.'
      type: str
      sample: TI.GN7.2XLARGE32.POST
    spec_alias:
      description:
        - Display name of the spec.
      type: str
      sample: 8C32GB GPU(T4)*1
    available:
      description:
        - What the API says of the stock.
        - Its documentation calls it sold out or not, and leaves open which is which.
      type: bool
      sample: true
    available_region:
      description:
        - Regions that have it, when it is sold out.
      type: list
      elements: str
      sample: []
    spec_features:
      description:
        - Features of the spec.
      type: list
      elements: str
      sample:
        - TurboCFS
    spec_type:
      description:
        - Kind of the spec, such as C(CPU) or C(GPU).
      type: str
      sample: GPU
    gpu_type:
      description:
        - Type of its GPU cards.
      type: str
      sample: T4
    category_id:
      description:
        - Id of the billing category.
      type: str
      sample: '1024552'
    spec_price:
      description:
        - Price of one instance as the API returns it; null if it was not asked for or there is none.
      type: dict
      contains:
        spec_name:
          description:
            - Name of the spec.
          type: str
          sample: TI.GN7.2XLARGE32.POST
        total_cost:
          description:
            - List price in hundredths of a CNY.
          type: int
          sample: 868
        real_total_cost:
          description:
            - Price after discounts in hundredths of a CNY.
          type: int
          sample: 868
        spec_count:
          description:
            - Number of instances that the price is for.
          type: int
          sample: 1
    price_per_hour:
      description:
        - Price of one instance in CNY per hour, after discounts; null if there is none by the hour.
      type: float
      sample: 8.68
    list_price_per_hour:
      description:
        - Price of one instance in CNY per hour, before discounts; null if there is none by the hour.
      type: float
      sample: 8.68
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.billing_spec_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
