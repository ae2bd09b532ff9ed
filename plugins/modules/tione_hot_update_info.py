#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_hot_update_info
short_description: Ask whether the model of a TI-ONE service could be replaced while it runs
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Asks TI-ONE whether a service of this image, with this model and storage, could use hot updates. Nothing has to exist for that.
  - It is a check before O(community.tencentcloud.tione_model_service#module:model_hot_update_enable) is set. It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  image_info:
    description:
      - The image that would serve it.
      - Its type and its address are needed.
    type: dict
    suboptions:
      image_type:
        description:
          - 'Where the image comes from: a preset image (V(PreSet)), TCR, CCR or any registry (V(CUSTOM)).'
          - Known values are V(PreSet), V(TCR), V(CCR), V(CUSTOM), V(SYSTEM); others draw a warning and are sent.
        type: str
      image_url:
        description:
          - Address of the image with its tag.
        type: str
      registry_region:
        description:
          - Region of the TCR registry.
        type: str
      registry_id:
        description:
          - Id of the TCR registry.
        type: str
      allow_save_all_content:
        description:
          - Whether the whole content of the image may be saved.
        type: bool
      image_name:
        description:
          - Display name of the image.
        type: str
      support_data_pipeline:
        description:
          - Whether the image supports data pipelines.
        type: bool
      image_secret:
        description:
          - Credentials of a V(CUSTOM) registry.
        type: dict
        suboptions:
          key_id:
            description:
              - Id of the KMS key that the password is encrypted with.
            type: str
          username:
            description:
              - User of the registry.
            type: str
          password:
            description:
              - Password of the registry, base64; RSA-OAEP-SHA256 encrypted when C(key_id) is set.
            type: str
          secret_id:
            description:
              - Id of a stored secret.
            type: str
  model_info:
    description:
      - The model, if one would be mounted.
    type: dict
    suboptions:
      model_version_id:
        description:
          - Id of the model version, such as V(mv-v1-838176671237008129).
          - It decides which model is served.
        type: str
      model_id:
        description:
          - Id of the model.
        type: str
      model_name:
        description:
          - Name of the model.
        type: str
      model_version:
        description:
          - Name of the version.
        type: str
      model_source:
        description:
          - Where the model comes from, such as V(COS) or V(JOB).
        type: str
      cos_path_info:
        description:
          - Where the model lies in the object storage.
        type: dict
        suboptions:
          bucket:
            description:
              - Bucket of the object storage.
            type: str
          region:
            description:
              - Region of the bucket.
            type: str
          paths:
            description:
              - Path in the bucket; the API takes one.
            type: list
            elements: str
      goosefsx:
        description:
          - Where the model lies in GooseFSx.
        type: dict
        suboptions:
          id:
            description:
              - Id of the GooseFSx instance.
            type: str
          path:
            description:
              - Path in the GooseFSx instance.
            type: str
      algorithm_framework:
        description:
          - Framework of the model, such as V(PYTORCH).
        type: str
      model_type:
        description:
          - Kind of the model.
          - Known values are V(NORMAL), V(ACCELERATE), V(AUTO_ML); others draw a warning and are sent.
        type: str
      model_format:
        description:
          - Format of the model, such as V(PYTORCH).
        type: str
      is_private_model:
        description:
          - Whether the model is private.
        type: bool
      model_category:
        description:
          - Category of the model.
          - Known values are V(MultiModal), V(LLM); others draw a warning and are sent.
        type: str
      public_data_source:
        description:
          - Public data source of the model.
        type: dict
        suboptions:
          data_source_id:
            description:
              - Id of the public data source.
            type: str
          sub_path:
            description:
              - Path in the public data source.
            type: str
  volume_mount:
    description:
      - The storage, if one would be mounted.
    type: dict
    suboptions:
      cfs_config:
        description:
          - The CFS file system, for V(CFS).
        type: dict
        suboptions:
          id:
            description:
              - Id of the file system, such as V(cfs-mpjk7vit).
            type: str
          path:
            description:
              - Path in the file system.
            type: str
          mount_type:
            description:
              - How it is mounted.
              - Known values are V(STORAGE), V(SOURCE); others draw a warning and are sent.
            type: str
          protocol:
            description:
              - Protocol of the file system.
              - Known values are V(NFS), V(TURBO); others draw a warning and are sent.
            type: str
          is_preset_storage:
            description:
              - Whether it is the storage that the platform presets.
            type: bool
      volume_source_type:
        description:
          - Kind of the storage.
          - Known values are V(CFS), V(COS), V(PUBLIC_DATA_SOURCE); others draw a warning and are sent.
        type: str
      mount_path:
        description:
          - Where it is mounted in the container.
        type: str
      public_data_source:
        description:
          - The public data source, for V(PUBLIC_DATA_SOURCE).
        type: dict
        suboptions:
          data_source_id:
            description:
              - Id of the public data source.
            type: str
          sub_path:
            description:
              - Path in the public data source.
            type: str
seealso:
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: Ask for an image of the platform
  community.tencentcloud.tione_hot_update_info:
    image_info:
      image_type: PreSet
      image_url: tione.tencentcloudcr.com/qcloud-ti-platform/ti-cloud-infer-pytorch-gpu:py38-torch1.9.0-cu111-tiacc2.5.0-2.0.2
  register: answer

- name: Ask with a model and a file system, and stop if it is not possible
  community.tencentcloud.tione_hot_update_info:
    image_info:
      image_type: CCR
      image_url: ccr.ccs.tencentyun.com/team/chat:2.4
    model_info:
      model_version_id: mv-v1-838176671237008129
    volume_mount:
      cfs_config:
        id: cfs-mpjk7vit
        path: /chat
      mount_path: /models
  register: answer
  failed_when: answer.model_turbo_flag != "Allowed"
"""

RETURN = r"""
model_turbo_flag:
  description:
    - C(Allowed) or C(Forbidden); null where the API says neither.
  type: str
  returned: success
  sample: Allowed
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.hot_update_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
