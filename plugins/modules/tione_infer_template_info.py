#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_infer_template_info
short_description: List the templates of TI-ONE for serving models
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the images for serving by framework and version, with the ids that O(community.tencentcloud.tione_model_service#module:infer_template_id) takes.
  - The list is the same in every workspace, so that O(project_id) is not used. It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
seealso:
  - module: community.tencentcloud.tione_image_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List all templates
  community.tencentcloud.tione_infer_template_info:
  register: templates

- name: Find the templates for PyTorch
  community.tencentcloud.tione_infer_template_info:
    query: "framework_templates[?framework=='PYTORCH'].infer_templates[].infer_template_id"
    only_query_result: true
"""

RETURN = r"""
framework_templates:
  description:
    - The templates by framework and version.
  type: list
  returned: success
  elements: dict
  contains:
    framework:
      description:
        - Framework, such as C(PYTORCH).
      type: str
      sample: PYTORCH
    framework_version:
      description:
        - Version of the framework.
      type: str
      sample: '1.9'
    groups:
      description:
        - Training frameworks whose models it serves.
      type: list
      elements: str
      sample:
        - PYTORCH
        - LIGHT
    infer_templates:
      description:
        - Templates for this version.
      type: list
      elements: dict
      contains:
        infer_template_id:
          description:
            - Id of the template.
          type: str
          sample: py1.9.0-py36-cu111
        infer_template_image:
          description:
            - Address of its image.
          type: str
          sample: ccr.ccs.tencentyun.com/qcloud-ti-platform/ti-cloud-infer-pytorch-gpu:py36-torch1.9.0
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.infer_template_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
