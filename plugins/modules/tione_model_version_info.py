#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_model_version_info
short_description: List the versions of a TI-ONE training model
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the versions of a model in the model repository - what O(community.tencentcloud.tione_model_service#module:model_info.model_version_id) takes.
  - What the API returned is checked again, because it takes a filter with one value for a part of a text. Where there is no such model the list is empty.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  training_model_id:
    description:
      - Id of the model, such as V(m-838176671237008128).
    type: str
    required: true
  filters:
    description:
      - Conditions that all must hold.
      - Unless O(filters[].fuzzy) is set, what the API returns is checked again for equality, as the API itself may return
        more.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - What to filter by, as the API spells it.
        type: str
        required: true
        choices:
          - TrainingModelVersionId
          - ModelVersionType
          - ModelFormat
          - AlgorithmFramework
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
      fuzzy:
        description:
          - Whether a part of the value is enough.
        type: bool
        default: false
seealso:
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List the versions of a model
  community.tencentcloud.tione_model_version_info:
    training_model_id: m-838176671237008128
  register: versions

- name: Take the newest version that was imported well
  community.tencentcloud.tione_model_version_info:
    training_model_id: m-838176671237008128
    query: >-
      max_by(training_model_versions[?training_model_status=='STATUS_SUCCESS'], &create_time).training_model_version_id
    only_query_result: true
  register: newest

- name: Find accelerated PyTorch versions
  community.tencentcloud.tione_model_version_info:
    training_model_id: m-838176671237008128
    filters:
      - name: ModelVersionType
        values: [ACCELERATE]
      - name: AlgorithmFramework
        values: [PYTORCH]

- name: Leave formats out, whatever they are called exactly
  community.tencentcloud.tione_model_version_info:
    training_model_id: m-838176671237008128
    filters:
      - name: ModelFormat
        values: [GRAPH]
        fuzzy: true
        negative: true
"""

RETURN = r"""
training_model_versions:
  description:
    - The versions; empty where there is none, and where there is no such model.
  type: list
  returned: success
  elements: dict
  contains:
    training_model_id:
      description:
        - Id of the model.
      type: str
      sample: m-838176671237008128
    training_model_version_id:
      description:
        - 'Id of the version: what C(model_info.model_version_id) of a service takes.'
      type: str
      sample: mv-v1-838176671237008129
    training_model_version:
      description:
        - Name of the version.
      type: str
      sample: v1
    training_model_source:
      description:
        - Where the model comes from.
      type: str
      sample: COS
    training_model_create_time:
      description:
        - When the model was created.
      type: str
      sample: '2026-07-06T08:34:13Z'
    training_model_creator:
      description:
        - Who created the model.
      type: str
      sample: '100032054859'
    algorithm_framework:
      description:
        - Framework of the model.
      type: str
      sample: PYTORCH
    reasoning_environment:
      description:
        - Image that serves it.
      type: str
      sample: tione.tencentcloudcr.com/qcloud-ti-platform/ti-cloud-infer-pytorch-gpu:py38-torch1.9.0
    reasoning_environment_source:
      description:
        - Where the image comes from.
      type: str
      sample: SYSTEM
    training_model_index:
      description:
        - Metrics of the model.
      type: str
      sample: ''
    training_job_name:
      description:
        - Name of the training job.
      type: str
      sample: chat-finetune
    training_model_cos_path:
      description:
        - Where the model lies in the object storage.
      type: dict
      contains:
        bucket:
          description:
            - Bucket of the object storage.
          type: str
          sample: models-1256580188
        region:
          description:
            - Region of the bucket.
          type: str
          sample: ap-guangzhou
        paths:
          description:
            - Path in the bucket; the API takes one.
          type: list
          elements: str
          sample:
            - chat/checkpoint-500
    training_model_name:
      description:
        - Name of the model.
      type: str
      sample: chat-7b
    training_job_id:
      description:
        - Id of the training job.
      type: str
      sample: train-838176671237008130
    reasoning_image_info:
      description:
        - Image of a custom environment.
      type: dict
      contains:
        image_type:
          description:
            - 'Where the image comes from: a preset image (C(PreSet)), TCR, CCR or any registry (C(CUSTOM)).'
          type: str
          sample: CCR
        image_url:
          description:
            - Address of the image with its tag.
          type: str
          sample: ccr.ccs.tencentyun.com/team/chat:2.4
        registry_region:
          description:
            - Region of the TCR registry.
          type: str
          sample: ap-guangzhou
        registry_id:
          description:
            - Id of the TCR registry.
          type: str
          sample: tcr-3kd9w1xz
        allow_save_all_content:
          description:
            - Whether the whole content of the image may be saved.
          type: bool
          sample: false
        image_name:
          description:
            - Display name of the image.
          type: str
          sample: chat
        support_data_pipeline:
          description:
            - Whether the image supports data pipelines.
          type: bool
          sample: false
    create_time:
      description:
        - When the version was created.
      type: str
      sample: '2026-08-05T05:46:58Z'
    training_model_status:
      description:
        - 'C(STATUS_SUCCESS), C(STATUS_RUNNING) or C(STATUS_FAILED): how far its import is.'
      type: str
      sample: STATUS_SUCCESS
    training_model_progress:
      description:
        - Progress of the import in percent.
      type: int
      sample: 100
    training_model_error_msg:
      description:
        - Why the import failed.
      type: str
      sample: ''
    training_model_format:
      description:
        - Format of the model.
      type: str
      sample: PYTORCH
    version_type:
      description:
        - C(NORMAL), or C(ACCELERATE) for an accelerated model.
      type: str
      sample: NORMAL
    gpu_type:
      description:
        - Type of GPU that it is for.
      type: str
      sample: A10
    auto_clean:
      description:
        - Whether old models are deleted automatically, as text.
      type: str
      sample: 'false'
    model_clean_period:
      description:
        - How often old models are deleted.
      type: int
      sample: 0
    max_reserved_models:
      description:
        - How many models are kept.
      type: int
      sample: 0
    model_hot_update_path:
      description:
        - Where updates of the running model lie.
      type: dict
      contains:
        bucket:
          description:
            - Bucket of the object storage.
          type: str
          sample: models-1256580188
        region:
          description:
            - Region of the bucket.
          type: str
          sample: ap-guangzhou
        paths:
          description:
            - Path in the bucket; the API takes one.
          type: list
          elements: str
          sample:
            - chat/checkpoint-500
    reasoning_environment_id:
      description:
        - Id of the environment that serves it.
      type: str
      sample: pytorch1.9.0-py38(gpu)
    training_job_version:
      description:
        - Version of the training job.
      type: str
      sample: '1'
    training_preference:
      description:
        - Preference of the training.
      type: str
      sample: ''
    auto_ml_task_id:
      description:
        - Id of the AutoML task.
      type: str
      sample: ''
    is_qat:
      description:
        - Whether it was trained for quantization.
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.model_version_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
