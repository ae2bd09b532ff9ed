#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_image_info
short_description: List the images that TI-ONE offers
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the images of the platform that a service can be made from without an image of its own.
  - The list is the same in every workspace, so that O(project_id) is not used. It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  image_filters:
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
seealso:
  - module: community.tencentcloud.tione_infer_template_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List the images of the platform
  community.tencentcloud.tione_image_info:
  register: images

- name: Find images by name
  community.tencentcloud.tione_image_info:
    query: "build_in_image_infos[?contains(image_name, 'pytorch')].image_url"
    only_query_result: true

- name: Let the API filter
  community.tencentcloud.tione_image_info:
    image_filters:
      - name: ImageType
        values: [SYSTEM]
      - name: ImageName
        values: [tensorflow]
        negative: true
"""

RETURN = r"""
build_in_image_infos:
  description:
    - The images.
  type: list
  returned: success
  elements: dict
  contains:
    image_type:
      description:
        - 'Where the image comes from: a preset image (C(PreSet)), TCR, CCR or any registry (C(CUSTOM)).'
      type: str
      sample: SYSTEM
    image_url:
      description:
        - Address of the image with its tag.
      type: str
      sample: tione.tencentcloudcr.com/qcloud-ti-platform/ti-cloud-infer-pytorch-gpu:py38-torch1.9.0
    registry_region:
      description:
        - Region of the TCR registry.
      type: str
      sample: ''
    registry_id:
      description:
        - Id of the TCR registry.
      type: str
      sample: ''
    allow_save_all_content:
      description:
        - Whether the whole content of the image may be saved.
      type: bool
      sample: false
    image_name:
      description:
        - Display name of the image.
      type: str
      sample: pytorch1.9.0-py38(gpu)
    support_data_pipeline:
      description:
        - Whether the image supports data pipelines.
      type: bool
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.image_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
