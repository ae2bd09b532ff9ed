#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_service_group_info
short_description: List TI-ONE model service groups
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Lists the service groups (what the console calls services) of one region and workspace, with all their versions.
  - It reads every page, and checks again that what the API returned really matches, because some filters of the API are known to be loose.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
options:
  service_group_id:
    description:
      - Id of one service group.
    type: str
  service_group_name:
    description:
      - Exact name of a service group.
    type: str
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
          - ClusterId
          - ServiceId
          - ServiceGroupName
          - ServiceGroupId
          - Status
          - CreatedBy
          - ModelVersionId
      values:
        description:
          - Values, one of which must be there.
        type: list
        elements: str
        required: true
      negative:
        description:
          - Whether groups with such a value are left out instead.
        type: bool
        default: false
      fuzzy:
        description:
          - Whether a part of the value is enough.
        type: bool
        default: false
  tag_filters:
    description:
      - Tags that a group must have, all of them.
    type: list
    elements: dict
    suboptions:
      tag_key:
        description:
          - Key of the tag.
        type: str
        required: true
      tag_values:
        description:
          - Values, one of which the tag must have.
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
    default: ASC
  order_field:
    description:
      - What is ordered by.
    type: str
    choices:
      - CreateTime
      - UpdateTime
    default: CreateTime
  service_category:
    description:
      - Category of the services.
    type: str
  offset:
    description:
      - How many matching groups are skipped.
    type: int
    default: 0
  limit:
    description:
      - How many groups are returned at most, any positive number.
      - Without it all groups are, read in pages of 100.
    type: int
seealso:
  - module: community.tencentcloud.tione_model_service_info
  - module: community.tencentcloud.tione_model_service
"""

EXAMPLES = r"""
- name: List all service groups of the region
  community.tencentcloud.tione_service_group_info:
    region: ap-guangzhou
  register: all_groups

- name: Find one service group by its exact name
  community.tencentcloud.tione_service_group_info:
    service_group_name: chat-prod

- name: Read one service group by its id
  community.tencentcloud.tione_service_group_info:
    service_group_id: ms-vzd8qdk5

- name: Find what is stopped, and keep only names and ids
  community.tencentcloud.tione_service_group_info:
    filters:
      - name: Status
        values: [Stopped]
    query: "service_groups[].{name: service_group_name, id: service_group_id}"
    only_query_result: true
  register: stopped

- name: Find the production services of two teams whose name contains chat
  community.tencentcloud.tione_service_group_info:
    filters:
      - name: ServiceGroupName
        values: [chat]
        fuzzy: true
    tag_filters:
      - tag_key: env
        tag_values: [prod]
      - tag_key: team
        tag_values: [search, ads]

- name: Find the groups that serve a model version, whoever made them but one
  community.tencentcloud.tione_service_group_info:
    filters:
      - name: ModelVersionId
        values: [mv-v1-838176671237008129]
      - name: CreatedBy
        values: ["100032054859"]
        negative: true

- name: Read the ten groups that changed last
  community.tencentcloud.tione_service_group_info:
    order_field: UpdateTime
    order: DESC
    limit: 10
"""

RETURN = r"""
service_groups:
  description:
    - The service groups, tokens and private values masked.
  type: list
  returned: success
  elements: dict
  contains:
    service_group_id:
      description:
        - Id of the service group.
      type: str
      sample: ms-vzd8qdk5
    service_group_name:
      description:
        - Name of the service group.
      type: str
      sample: chat-prod
    created_by:
      description:
        - Who created it.
      type: str
      sample: '100032054859'
    create_time:
      description:
        - When it was created, in UTC.
      type: str
      sample: '2026-08-05T05:46:58Z'
    update_time:
      description:
        - When it was last updated, in UTC.
      type: str
      sample: '2026-08-08T14:27:02Z'
    uin:
      description:
        - Account.
      type: str
      sample: '100005348929'
    service_count:
      description:
        - Number of versions.
      type: int
      sample: 1
    running_service_count:
      description:
        - Number of running versions.
      type: int
      sample: 1
    services:
      description:
        - The versions of the group.
      type: list
      elements: dict
      contains:
        service_group_id:
          description:
            - Id of the service group.
          type: str
          sample: ms-vzd8qdk5
        service_id:
          description:
            - Id of the service.
          type: str
          sample: ms-vzd8qdk5-1
        service_group_name:
          description:
            - Name of the service group.
          type: str
          sample: chat-prod
        service_description:
          description:
            - Description of the version.
          type: str
          sample: Chat model, release 2.4
        service_info:
          description:
            - Settings and status of the workload.
          type: dict
          contains:
            model_info:
              description:
                - The model to serve.
                - An empty dictionary takes the model away.
              type: dict
              contains:
                model_version_id:
                  description:
                    - Id of the model version, such as C(mv-v1-838176671237008129).
                    - It decides which model is served.
                  type: str
                  sample: mv-v1-838176671237008129
                model_id:
                  description:
                    - Id of the model.
                  type: str
                  sample: m-838176671237008128
                model_name:
                  description:
                    - Name of the model.
                  type: str
                  sample: chat-7b
                model_version:
                  description:
                    - Name of the version.
                  type: str
                  sample: v1
                model_source:
                  description:
                    - Where the model comes from, such as C(COS) or C(JOB).
                  type: str
                  sample: COS
                cos_path_info:
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
                goosefsx:
                  description:
                    - Where the model lies in GooseFSx.
                  type: dict
                  contains:
                    id:
                      description:
                        - Id of the GooseFSx instance.
                      type: str
                      sample: goosefs-2kd81x
                    path:
                      description:
                        - Path in the GooseFSx instance.
                      type: str
                      sample: /models
                algorithm_framework:
                  description:
                    - Framework of the model, such as C(PYTORCH).
                  type: str
                  sample: PYTORCH
                model_type:
                  description:
                    - Kind of the model.
                  type: str
                  sample: NORMAL
                model_format:
                  description:
                    - Format of the model, such as C(PYTORCH).
                  type: str
                  sample: PYTORCH
                is_private_model:
                  description:
                    - Whether the model is private.
                  type: bool
                  sample: false
                model_category:
                  description:
                    - Category of the model.
                  type: str
                  sample: LLM
                public_data_source:
                  description:
                    - Public data source of the model.
                  type: dict
                  contains:
                    data_source_id:
                      description:
                        - Id of the public data source.
                      type: str
                      sample: ds-7k2m1q
                    sub_path:
                      description:
                        - Path in the public data source.
                      type: str
                      sample: /public/chat
            image_info:
              description:
                - The image that serves it.
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
            env:
              description:
                - 'Environment variables of the container, the complete list: a variable that is not in it is removed, C([])
                  removes all.'
              type: list
              elements: dict
              contains:
                name:
                  description:
                    - Name of the variable.
                  type: str
                  sample: LOG_LEVEL
                value:
                  description:
                    - Value of the variable.
                    - A private value cannot be read back, see C(update_secrets).
                  type: str
                  sample: info
                is_private:
                  description:
                    - Whether the value is hidden in the console and in replies of the API.
                  type: bool
                  sample: false
            resources:
              description:
                - CPU, memory and cards of one replica, for services in a prepaid resource group.
                - Other services take them from C(instance_type).
              type: dict
              contains:
                cpu:
                  description:
                    - 'CPU in thousandths of a core: C(4000) is four cores.'
                  type: int
                  sample: 8000
                memory:
                  description:
                    - Memory in MB.
                  type: int
                  sample: 32768
                gpu:
                  description:
                    - 'GPU in hundredths of a card: C(100) is one card.'
                  type: int
                  sample: 100
                gpu_type:
                  description:
                    - Type of the GPU card, such as C(T4) or C(A10).
                  type: str
                  sample: A10
                real_gpu:
                  description:
                    - Cards in hundredths, as allotted.
                  type: int
                  sample: 100
                real_gpu_detail_set:
                  description:
                    - The allotted cards by type.
                  type: list
                  elements: dict
                  contains:
                    name:
                      description:
                        - Type of the card.
                      type: str
                      sample: A10
                    value:
                      description:
                        - Cards, in hundredths.
                      type: int
                      sample: 100
                enable_rdma:
                  description:
                    - Whether RDMA network cards are mounted.
                  type: bool
                  sample: false
                rdma_number:
                  description:
                    - Number of RDMA network cards.
                  type: int
                  sample: 0
                root_disk:
                  description:
                    - Size of the root disk in GB.
                  type: int
                  sample: 50
                data_disk:
                  description:
                    - Size of the data disk in GB.
                  type: int
                  sample: 100
                rdma:
                  description:
                    - RDMA share.
                  type: int
                  sample: 0
            instance_type:
              description:
                - Instance type of postpaid services, such as C(TI.S.MEDIUM.POST).
              type: str
              sample: TI.GN7.2XLARGE32.POST
            scale_mode:
              description:
                - Whether the number of replicas is fixed (C(MANUAL)) or follows C(scale_strategy) (C(AUTO)).
              type: str
              sample: AUTO
            replicas:
              description:
                - Number of replicas.
                - On a stopped service it is the number that it will start with.
                - With C(scale_strategy=HPA) the autoscaler owns the number, and this option is not compared unless C(enforce_replicas=true).
                - To run no replica, use C(state=stopped).
              type: int
              sample: 2
            horizontal_pod_autoscaler:
              description:
                - Bounds and metrics of the autoscaler, for C(scale_strategy=HPA).
              type: dict
              contains:
                min_replicas:
                  description:
                    - Fewest replicas.
                  type: int
                  sample: 2
                max_replicas:
                  description:
                    - Most replicas.
                  type: int
                  sample: 8
                hpa_metrics:
                  description:
                    - Metrics that the autoscaler follows.
                  type: list
                  elements: dict
                  contains:
                    name:
                      description:
                        - Name of the metric.
                      type: str
                      sample: gpu-util
                    value:
                      description:
                        - 'Target of the metric: percent for utilizations, calls per second for C(service-qps).'
                      type: int
                      sample: 70
                scale_up_stabilization_window_seconds:
                  description:
                    - Seconds for which a need must last before replicas are added.
                  type: int
                  sample: 60
                scale_down_stabilization_window_seconds:
                  description:
                    - Seconds for which replicas must be idle before some are removed.
                  type: int
                  sample: 300
            scale_strategy:
              description:
                - 'What an automatic number of replicas follows: metrics (C(HPA)) or a time table (C(CRON)).'
              type: str
              sample: HPA
            cron_scale_jobs:
              description:
                - The time table for C(scale_strategy=CRON), the complete list.
              type: list
              elements: dict
              contains:
                schedule:
                  description:
                    - Cron expression of six fields, seconds first, such as C(0 30 9 * * *).
                  type: str
                  sample: 0 0 8 * * *
                name:
                  description:
                    - Name of the job.
                    - It identifies the job; without a name the schedule does.
                  type: str
                  sample: morning
                target_replicas:
                  description:
                    - Replicas from then on, without autoscaling.
                  type: int
                  sample: 4
                min_replicas:
                  description:
                    - Fewest replicas from then on, with autoscaling.
                  type: int
                  sample: 2
                max_replicas:
                  description:
                    - Most replicas from then on, with autoscaling.
                  type: int
                  sample: 8
                exclude_dates:
                  description:
                    - Up to three cron expressions of dates without this job.
                  type: list
                  elements: str
                  sample:
                    - 0 0 0 1 10 *
            hybrid_billing_prepaid_replicas:
              description:
                - Number of prepaid replicas of a service with C(charge_type)
                - C(HYBRID_PAID).
              type: int
              sample: 0
            log_enable:
              description:
                - Whether logs are sent to CLS.
              type: bool
              sample: true
            log_config:
              description:
                - Where logs are sent to.
              type: dict
              contains:
                logset_id:
                  description:
                    - Id of the CLS logset.
                  type: str
                  sample: 5cd0e1c8-6b2f-4c1a-9a53-3f7e5e2c9b11
                topic_id:
                  description:
                    - Id of the CLS topic.
                  type: str
                  sample: 0c9b5b63-1f3e-47d9-8c2b-8a1f0f0d6f55
            model_hot_update_enable:
              description:
                - Whether a new model is loaded without new containers.
              type: bool
              sample: false
            model_turbo_enable:
              description:
                - Whether the model is accelerated (Stable Diffusion).
              type: bool
              sample: false
            grpc_enable:
              description:
                - Whether the service speaks gRPC.
              type: bool
              sample: false
            scheduled_action:
              description:
                - A time at which the platform stops the service.
              type: dict
              contains:
                schedule_stop:
                  description:
                    - Whether the service is stopped at a time.
                  type: bool
                  sample: true
                schedule_stop_time:
                  description:
                    - When it is stopped, with an offset, such as C(2026-12-01T22:00:00+08:00).
                    - Times are compared as instants.
                    - A time in the past is never sent.
                  type: str
                  sample: '2026-12-24T10:00:00Z'
            service_limit:
              description:
                - Limits of calls per instance.
              type: dict
              contains:
                enable_instance_rps_limit:
                  description:
                    - Whether calls per second and instance are limited.
                  type: bool
                  sample: true
                instance_rps_limit:
                  description:
                    - Calls per second and instance; C(0) is no limit.
                  type: int
                  sample: 100
                enable_instance_req_limit:
                  description:
                    - Whether calls in progress per instance are limited.
                  type: bool
                  sample: false
                instance_req_limit:
                  description:
                    - Calls in progress per instance.
                  type: int
                  sample: 0
            volume_mount:
              description:
                - One mounted storage, in the API's older form.
                - An empty dictionary takes it away.
              type: dict
              contains:
                cfs_config:
                  description:
                    - The CFS file system, for C(CFS).
                  type: dict
                  contains:
                    id:
                      description:
                        - Id of the file system, such as C(cfs-mpjk7vit).
                      type: str
                      sample: cfs-mpjk7vit
                    path:
                      description:
                        - Path in the file system.
                      type: str
                      sample: /chat
                    mount_type:
                      description:
                        - How it is mounted.
                      type: str
                      sample: STORAGE
                    protocol:
                      description:
                        - Protocol of the file system.
                      type: str
                      sample: NFS
                    is_preset_storage:
                      description:
                        - Whether it is the storage that the platform presets.
                      type: bool
                      sample: false
                volume_source_type:
                  description:
                    - Kind of the storage.
                  type: str
                  sample: CFS
                mount_path:
                  description:
                    - Where it is mounted in the container.
                  type: str
                  sample: /models
                public_data_source:
                  description:
                    - The public data source, for C(PUBLIC_DATA_SOURCE).
                  type: dict
                  contains:
                    data_source_id:
                      description:
                        - Id of the public data source.
                      type: str
                      sample: ds-7k2m1q
                    sub_path:
                      description:
                        - Path in the public data source.
                      type: str
                      sample: /public/chat
            volume_mounts:
              description:
                - Mounted storages, the complete list, told apart by C(volume_mounts[].mount_path).
              type: list
              elements: dict
              contains:
                cfs_config:
                  description:
                    - The CFS file system, for C(CFS).
                  type: dict
                  contains:
                    id:
                      description:
                        - Id of the file system, such as C(cfs-mpjk7vit).
                      type: str
                      sample: cfs-mpjk7vit
                    path:
                      description:
                        - Path in the file system.
                      type: str
                      sample: /chat
                    mount_type:
                      description:
                        - How it is mounted.
                      type: str
                      sample: STORAGE
                    protocol:
                      description:
                        - Protocol of the file system.
                      type: str
                      sample: NFS
                    is_preset_storage:
                      description:
                        - Whether it is the storage that the platform presets.
                      type: bool
                      sample: false
                volume_source_type:
                  description:
                    - Kind of the storage.
                  type: str
                  sample: CFS
                mount_path:
                  description:
                    - Where it is mounted in the container.
                  type: str
                  sample: /models
                public_data_source:
                  description:
                    - The public data source, for C(PUBLIC_DATA_SOURCE).
                  type: dict
                  contains:
                    data_source_id:
                      description:
                        - Id of the public data source.
                      type: str
                      sample: ds-7k2m1q
                    sub_path:
                      description:
                        - Path in the public data source.
                      type: str
                      sample: /public/chat
            command:
              description:
                - Command that starts the service, kept to the byte.
              type: str
              sample: python3 serve.py --port 8080
            service_eip:
              description:
                - Calls out of the TI-ONE network.
                - Without effect in resource groups made from CVMs.
              type: dict
              contains:
                enable_eip:
                  description:
                    - Whether the service may call out of the TI-ONE network.
                  type: bool
                  sample: false
                vpc_id:
                  description:
                    - Network that it calls out through.
                  type: str
                  sample: vpc-3kd91wq2
                subnet_id:
                  description:
                    - Subnet that it calls out through.
                  type: str
                  sample: subnet-8d2k1q7x
            service_port:
              description:
                - Port of the service, for images that are not built in.
                - C(8501) is the default.
              type: int
              sample: 8080
            instance_per_replicas:
              description:
                - Instances of one replica, for services with C(deploy_type)
                - C(DIST).
              type: int
              sample: 1
            termination_grace_period_seconds:
              description:
                - Seconds that a container has to end its work.
              type: int
              sample: 60
            pre_stop_command:
              description:
                - Command and arguments that run before a container ends.
              type: list
              elements: str
              sample:
                - sleep
                - '10'
            health_probe:
              description:
                - Probes of the containers.
                - Leaves that are not given stay as they are.
              type: dict
              contains:
                liveness_probe:
                  description:
                    - When the container is restarted.
                  type: dict
                  contains:
                    probe_action:
                      description:
                        - What the probe does.
                      type: dict
                      contains:
                        http_get:
                          description:
                            - The request, for C(HTTPGet).
                          type: dict
                          contains:
                            path:
                              description:
                                - Path of the request.
                              type: str
                              sample: /healthz
                            port:
                              description:
                                - Port of the request.
                              type: int
                              sample: 8080
                        exec:
                          description:
                            - The command, for C(Exec).
                          type: dict
                          contains:
                            command:
                              description:
                                - Command and arguments; it is healthy with exit code 0.
                              type: list
                              elements: str
                              sample:
                                - cat
                                - /tmp/healthy
                        tcp_socket:
                          description:
                            - The connection, for C(TCPSocket).
                          type: dict
                          contains:
                            port:
                              description:
                                - Port that must accept a connection.
                              type: int
                              sample: 8080
                        action_type:
                          description:
                            - What the probe does.
                          type: str
                          sample: HTTPGet
                    initial_delay_seconds:
                      description:
                        - Seconds from the container's start to the first probe.
                      type: int
                      sample: 5
                    period_seconds:
                      description:
                        - Seconds between two probes.
                      type: int
                      sample: 5
                    timeout_seconds:
                      description:
                        - Seconds that one probe may take.
                      type: int
                      sample: 1
                    failure_threshold:
                      description:
                        - Failures in a row that count.
                      type: int
                      sample: 3
                    success_threshold:
                      description:
                        - Successes in a row that count.
                      type: int
                      sample: 1
                readiness_probe:
                  description:
                    - When the container receives traffic.
                  type: dict
                  contains:
                    probe_action:
                      description:
                        - What the probe does.
                      type: dict
                      contains:
                        http_get:
                          description:
                            - The request, for C(HTTPGet).
                          type: dict
                          contains:
                            path:
                              description:
                                - Path of the request.
                              type: str
                              sample: /healthz
                            port:
                              description:
                                - Port of the request.
                              type: int
                              sample: 8080
                        exec:
                          description:
                            - The command, for C(Exec).
                          type: dict
                          contains:
                            command:
                              description:
                                - Command and arguments; it is healthy with exit code 0.
                              type: list
                              elements: str
                              sample:
                                - cat
                                - /tmp/healthy
                        tcp_socket:
                          description:
                            - The connection, for C(TCPSocket).
                          type: dict
                          contains:
                            port:
                              description:
                                - Port that must accept a connection.
                              type: int
                              sample: 8080
                        action_type:
                          description:
                            - What the probe does.
                          type: str
                          sample: HTTPGet
                    initial_delay_seconds:
                      description:
                        - Seconds from the container's start to the first probe.
                      type: int
                      sample: 5
                    period_seconds:
                      description:
                        - Seconds between two probes.
                      type: int
                      sample: 5
                    timeout_seconds:
                      description:
                        - Seconds that one probe may take.
                      type: int
                      sample: 1
                    failure_threshold:
                      description:
                        - Failures in a row that count.
                      type: int
                      sample: 3
                    success_threshold:
                      description:
                        - Successes in a row that count.
                      type: int
                      sample: 1
                startup_probe:
                  description:
                    - When the container counts as started.
                  type: dict
                  contains:
                    probe_action:
                      description:
                        - What the probe does.
                      type: dict
                      contains:
                        http_get:
                          description:
                            - The request, for C(HTTPGet).
                          type: dict
                          contains:
                            path:
                              description:
                                - Path of the request.
                              type: str
                              sample: /healthz
                            port:
                              description:
                                - Port of the request.
                              type: int
                              sample: 8080
                        exec:
                          description:
                            - The command, for C(Exec).
                          type: dict
                          contains:
                            command:
                              description:
                                - Command and arguments; it is healthy with exit code 0.
                              type: list
                              elements: str
                              sample:
                                - cat
                                - /tmp/healthy
                        tcp_socket:
                          description:
                            - The connection, for C(TCPSocket).
                          type: dict
                          contains:
                            port:
                              description:
                                - Port that must accept a connection.
                              type: int
                              sample: 8080
                        action_type:
                          description:
                            - What the probe does.
                          type: str
                          sample: HTTPGet
                    initial_delay_seconds:
                      description:
                        - Seconds from the container's start to the first probe.
                      type: int
                      sample: 5
                    period_seconds:
                      description:
                        - Seconds between two probes.
                      type: int
                      sample: 5
                    timeout_seconds:
                      description:
                        - Seconds that one probe may take.
                      type: int
                      sample: 1
                    failure_threshold:
                      description:
                        - Failures in a row that count.
                      type: int
                      sample: 3
                    success_threshold:
                      description:
                        - Successes in a row that count.
                      type: int
                      sample: 1
            rolling_update:
              description:
                - How fast an update replaces replicas.
              type: dict
              contains:
                max_unavailable:
                  description:
                    - How many replicas may be missing during an update.
                  type: dict
                  contains:
                    type:
                      description:
                        - Whether the value is a number of replicas or a percentage.
                      type: str
                      sample: Num
                    value:
                      description:
                        - The number or the percentage.
                      type: int
                      sample: 0
                max_surge:
                  description:
                    - How many replicas more than wanted there may be during an update.
                  type: dict
                  contains:
                    type:
                      description:
                        - Whether the value is a number of replicas or a percentage.
                      type: str
                      sample: Percent
                    value:
                      description:
                        - The number or the percentage.
                      type: int
                      sample: 25
            scheduling_strategy:
              description:
                - Whether replicas are packed on few nodes or spread over many.
              type: str
              sample: binpack
            infer_template_id:
              description:
                - Id of the inference template.
              type: str
              sample: infer-tpl-7d2k
            authorization_enable:
              description:
                - Whether calls need a token.
              type: bool
              sample: true
            status:
              description:
                - Status of the workload; null right after creation.
              type: dict
              contains:
                replicas:
                  description:
                    - Replicas that there are.
                  type: int
                  sample: 2
                updated_replicas:
                  description:
                    - Replicas with the newest settings.
                  type: int
                  sample: 2
                ready_replicas:
                  description:
                    - Replicas that are ready.
                  type: int
                  sample: 2
                available_replicas:
                  description:
                    - Replicas that are available.
                  type: int
                  sample: 2
                unavailable_replicas:
                  description:
                    - Replicas that are not available.
                  type: int
                  sample: 0
                status:
                  description:
                    - Status of the workload.
                  type: str
                  sample: Normal
                conditions:
                  description:
                    - Conditions of the deployment; they say nothing about health.
                  type: list
                  elements: dict
                  contains:
                    message:
                      description:
                        - What is the case.
                      type: str
                      sample: Deployment has minimum availability.
                    reason:
                      description:
                        - Reason in one word.
                      type: str
                      sample: MinimumReplicasAvailable
                    status:
                      description:
                        - C(True), C(False) or C(Unknown).
                      type: str
                      sample: 'True'
                    type:
                      description:
                        - Kind of the condition.
                      type: str
                      sample: Available
                    last_transition_time:
                      description:
                        - When the status last changed.
                      type: str
                      sample: '2026-08-08T22:27:01+08:00'
                    last_update_time:
                      description:
                        - When the condition was last updated.
                      type: str
                      sample: '2026-08-08T22:27:01+08:00'
                reason:
                  description:
                    - Why the workload is not normal.
                  type: str
                  sample: ''
            weight:
              description:
                - Not the weight of the version, see C(weight) beside it.
              type: int
              sample: 0
            resource_total:
              description:
                - Resources of all replicas.
              type: dict
              contains:
                cpu:
                  description:
                    - 'CPU in thousandths of a core: C(4000) is four cores.'
                  type: int
                  sample: 8000
                memory:
                  description:
                    - Memory in MB.
                  type: int
                  sample: 32768
                gpu:
                  description:
                    - 'GPU in hundredths of a card: C(100) is one card.'
                  type: int
                  sample: 100
                gpu_type:
                  description:
                    - Type of the GPU card, such as C(T4) or C(A10).
                  type: str
                  sample: A10
                real_gpu:
                  description:
                    - Cards in hundredths, as allotted.
                  type: int
                  sample: 100
                real_gpu_detail_set:
                  description:
                    - The allotted cards by type.
                  type: list
                  elements: dict
                  contains:
                    name:
                      description:
                        - Type of the card.
                      type: str
                      sample: A10
                    value:
                      description:
                        - Cards, in hundredths.
                      type: int
                      sample: 100
                enable_rdma:
                  description:
                    - Whether RDMA network cards are mounted.
                  type: bool
                  sample: false
                rdma_number:
                  description:
                    - Number of RDMA network cards.
                  type: int
                  sample: 0
                root_disk:
                  description:
                    - Size of the root disk in GB.
                  type: int
                  sample: 50
                data_disk:
                  description:
                    - Size of the data disk in GB.
                  type: int
                  sample: 100
                rdma:
                  description:
                    - RDMA share.
                  type: int
                  sample: 0
            old_replicas:
              description:
                - Number of replicas that a stopped service will start with.
              type: int
              sample: 0
            old_hybrid_billing_prepaid_replicas:
              description:
                - The same for prepaid replicas.
              type: int
              sample: 0
            instance_alias:
              description:
                - Display name of the instance type.
              type: str
              sample: 8C32G T4*1
            pod_infos:
              description:
                - Pods of the service.
              type: list
              elements: dict
              contains:
                name:
                  description:
                    - Name of the pod.
                  type: str
                  sample: ms-vzd8qdk5-1-7456b4cc97-x2x7k
                uid:
                  description:
                    - Uid of the pod.
                  type: str
                  sample: 0f3c7a54-8f0e-4f6e-9a55-1f6e1f2c3d4e
                charge_type:
                  description:
                    - How the pod is billed.
                  type: str
                  sample: POSTPAID_BY_HOUR
                phase:
                  description:
                    - Phase of the pod.
                  type: str
                  sample: Running
                ip:
                  description:
                    - Address of the pod.
                  type: str
                  sample: 10.0.12.7
                create_time:
                  description:
                    - When it was created.
                  type: str
                  sample: '2026-08-05T05:46:58Z'
                container_infos:
                  description:
                    - Containers of the pod.
                  type: list
                  elements: dict
                  contains:
                    name:
                      description:
                        - Name of the container.
                      type: str
                      sample: main
                    container_id:
                      description:
                        - Id of the container.
                      type: str
                      sample: containerd://5b1f6c
                    image:
                      description:
                        - Image of the container.
                      type: str
                      sample: ccr.ccs.tencentyun.com/team/chat:2.4
                    status:
                      description:
                        - Status of the container.
                      type: dict
                      contains:
                        restart_count:
                          description:
                            - How often it was restarted.
                          type: int
                          sample: 0
                        state:
                          description:
                            - State of the container.
                          type: str
                          sample: Running
                        ready:
                          description:
                            - Whether it is ready.
                          type: bool
                          sample: true
                        reason:
                          description:
                            - Reason of the state in one word.
                          type: str
                          sample: ''
                        message:
                          description:
                            - Reason of the state.
                          type: str
                          sample: ''
                cross_tenant_eni_info:
                  description:
                    - Network interface of the pod.
                  type: dict
                  contains:
                    primary_ip:
                      description:
                        - Address of the network interface.
                      type: str
                      sample: 10.0.12.9
                    port:
                      description:
                        - Port of the service.
                      type: str
                      sample: '8501'
                status:
                  description:
                    - Status of the pod.
                  type: str
                  sample: Running
                start_schedule_time:
                  description:
                    - When it was scheduled.
                  type: str
                  sample: '2026-08-08T14:26:40Z'
                message:
                  description:
                    - Why the pod is not running.
                  type: str
                  sample: ''
                node_ip:
                  description:
                    - Address of the node.
                  type: str
                  sample: 10.0.3.4
                node_id:
                  description:
                    - Id of the node.
                  type: str
                  sample: ins-2kd81q
                resource_group_id:
                  description:
                    - Id of the resource group.
                  type: str
                  sample: rsg-6kx2w9vp
                resource_group_name:
                  description:
                    - Name of the resource group.
                  type: str
                  sample: llm-a10
                resource_info:
                  description:
                    - Resources of the pod.
                  type: dict
                  contains:
                    cpu:
                      description:
                        - 'CPU in thousandths of a core: C(4000) is four cores.'
                      type: int
                      sample: 8000
                    memory:
                      description:
                        - Memory in MB.
                      type: int
                      sample: 32768
                    gpu:
                      description:
                        - 'GPU in hundredths of a card: C(100) is one card.'
                      type: int
                      sample: 100
                    gpu_type:
                      description:
                        - Type of the GPU card, such as C(T4) or C(A10).
                      type: str
                      sample: A10
                    real_gpu:
                      description:
                        - Cards in hundredths, as allotted.
                      type: int
                      sample: 100
                    real_gpu_detail_set:
                      description:
                        - The allotted cards by type.
                      type: list
                      elements: dict
                      contains:
                        name:
                          description:
                            - Type of the card.
                          type: str
                          sample: A10
                        value:
                          description:
                            - Cards, in hundredths.
                          type: int
                          sample: 100
                    enable_rdma:
                      description:
                        - Whether RDMA network cards are mounted.
                      type: bool
                      sample: false
                    rdma_number:
                      description:
                        - Number of RDMA network cards.
                      type: int
                      sample: 0
                    root_disk:
                      description:
                        - Size of the root disk in GB.
                      type: int
                      sample: 50
                    data_disk:
                      description:
                        - Size of the data disk in GB.
                      type: int
                      sample: 100
                    rdma:
                      description:
                        - RDMA share.
                      type: int
                      sample: 0
            infer_code_info:
              description:
                - Code of the service.
              type: dict
              contains:
                cos_path_info:
                  description:
                    - Where the code lies.
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
            node_count:
              description:
                - Number of nodes.
              type: int
              sample: 1
        cluster_id:
          description:
            - Id of the cluster.
          type: str
          sample: cls-8wq2kd1f
        region:
          description:
            - Region of the service.
          type: str
          sample: ap-guangzhou
        namespace:
          description:
            - Namespace in the cluster.
          type: str
          sample: infer-100005348929
        charge_type:
          description:
            - How the service is billed.
          type: str
          sample: POSTPAID_BY_HOUR
        resource_group_id:
          description:
            - Id of the resource group; empty for postpaid services.
          type: str
          sample: rsg-6kx2w9vp
        resource_group_name:
          description:
            - Name of the resource group.
          type: str
          sample: llm-a10
        tags:
          description:
            - Tags of the service.
          type: list
          elements: dict
          contains:
            tag_key:
              description:
                - Key of the tag.
              type: str
              sample: env
            tag_value:
              description:
                - Value of the tag.
              type: str
              sample: prod
        ingress_name:
          description:
            - Name of the ingress.
          type: str
          sample: user-ingress-1
        created_by:
          description:
            - Who created it.
          type: str
          sample: '100032054859'
        create_time:
          description:
            - When it was created, in UTC.
          type: str
          sample: '2026-08-05T05:46:58Z'
        update_time:
          description:
            - When it was last updated, in UTC.
          type: str
          sample: '2026-08-08T14:27:02Z'
        uin:
          description:
            - Account.
          type: str
          sample: '100005348929'
        sub_uin:
          description:
            - Sub-account.
          type: str
          sample: '100032054859'
        app_id:
          description:
            - App id of the account.
          type: int
          sample: 1256580188
        business_status:
          description:
            - Status of creation and billing.
          type: str
          sample: BILLING
        create_failed_reason:
          description:
            - Why the creation failed; C(CREATE_SUCCEED) where it did not.
          type: str
          sample: CREATE_SUCCEED
        status:
          description:
            - Status of the service, C(Normal) or C(Stopped) when it has settled.
          type: str
          sample: Normal
        billing_info:
          description:
            - Price in words.
          type: str
          sample: 8.68 CNY per hour
        weight:
          description:
            - Share of the group's traffic.
          type: int
          sample: 100
        create_source:
          description:
            - How it was created.
          type: str
          sample: DEFAULT
        version:
          description:
            - Number of the version.
          type: str
          sample: '1'
        latest_version:
          description:
            - Number of the group's highest version.
          type: str
          sample: '1'
        resource_group_sw_type:
          description:
            - Kind of the resource group.
          type: str
          sample: NORMAL
        archive_status:
          description:
            - Whether the version is archived.
          type: str
          sample: Waiting
        deploy_type:
          description:
            - 'How it is deployed: C(STANDARD) or C(DIST).'
          type: str
          sample: STANDARD
        instance_per_replicas:
          description:
            - Instances of one replica, as text.
          type: str
          sample: '1'
        monitor_source:
          description:
            - Where its metrics are kept.
          type: str
          sample: TKE
        sub_uin_name:
          description:
            - Name of the sub-account.
          type: str
          sample: ops
        scheduling_policy:
          description:
            - Where replicas may run.
          type: dict
          contains:
            cross_resource_group_scheduling:
              description:
                - Whether it may use several resource groups.
              type: bool
              sample: false
        external_resource_groups:
          description:
            - Further resource groups.
          type: list
          elements: dict
          contains:
            resource_group_id:
              description:
                - Id of the resource group.
              type: str
              sample: rsg-6kx2w9vp
            resource_group_name:
              description:
                - Name of the resource group.
              type: str
              sample: llm-a10
        project_id:
          description:
            - Id of the workspace; C(0) is the default one.
          type: str
          sample: '0'
        changer:
          description:
            - Who changed it last.
          type: str
          sample: '100032054859'
        changer_name:
          description:
            - Name of who changed it last.
          type: str
          sample: ops
        resource_supply_attribute:
          description:
            - Supply of its resources.
          type: dict
          contains:
            supply_type:
              description:
                - 'Kind of supply: C(TIDE), C(SPOT) or empty.'
              type: str
              sample: ''
            cluster_type:
              description:
                - 'Kind of cluster: C(DEFAULT) or C(THIRD).'
              type: str
              sample: DEFAULT
    status:
      description:
        - Status of the group.
      type: str
      sample: Normal
    tags:
      description:
        - Tags of the group.
      type: list
      elements: dict
      contains:
        tag_key:
          description:
            - Key of the tag.
          type: str
          sample: env
        tag_value:
          description:
            - Value of the tag.
          type: str
          sample: prod
    latest_version:
      description:
        - Number of the highest version.
      type: str
      sample: '1'
    business_status:
      description:
        - Status of creation and billing.
      type: str
      sample: BILLING
    billing_info:
      description:
        - Price in words.
      type: str
      sample: 8.68 CNY per hour
    create_source:
      description:
        - How it was created.
      type: str
      sample: DEFAULT
    weight_update_status:
      description:
        - C(UPDATING), C(UPDATED) or C(UPDATE_FAILED); empty when the weights never changed.
      type: str
      sample: UPDATED
    replicas_count:
      description:
        - Number of replicas.
      type: int
      sample: 2
    available_replicas_count:
      description:
        - Number of available replicas.
      type: int
      sample: 2
    sub_uin:
      description:
        - Sub-account.
      type: str
      sample: '100032054859'
    app_id:
      description:
        - App id of the account.
      type: int
      sample: 1256580188
    authorization_enable:
      description:
        - Whether calls need a token.
      type: bool
      sample: true
    auth_tokens:
      description:
        - Tokens of the group.
      type: list
      elements: dict
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
    monitor_source:
      description:
        - Where its metrics are kept.
      type: str
      sample: TKE
    sub_uin_name:
      description:
        - Name of the sub-account.
      type: str
      sample: ops
    gateway_log_config:
      description:
        - Where the gateway's logs are sent to.
      type: dict
      contains:
        logset_id:
          description:
            - Id of the CLS logset.
          type: str
          sample: 5cd0e1c8-6b2f-4c1a-9a53-3f7e5e2c9b11
        topic_id:
          description:
            - Id of the CLS topic.
          type: str
          sample: 0c9b5b63-1f3e-47d9-8c2b-8a1f0f0d6f55
    gateway_config:
      description:
        - Gateway of the group.
      type: dict
      contains:
        gateway_type:
          description:
            - Kind of the gateway.
          type: str
          sample: DEFAULT
        scheduling_algorithm:
          description:
            - How the gateway chooses a replica.
          type: str
          sample: ROUND_ROBIN
        hash_header_key:
          description:
            - Header that is hashed to choose a replica.
          type: str
          sample: X-User
    changer:
      description:
        - Who changed it last.
      type: str
      sample: '100032054859'
    changer_name:
      description:
        - Name of who changed it last.
      type: str
      sample: ops
    smart_router:
      description:
        - Router of the group.
      type: dict
      contains:
        enabled:
          description:
            - Whether the router is on.
          type: bool
          sample: true
        service_group_id:
          description:
            - Id of the service group.
          type: str
          sample: ms-vzd8qdk5
        component_list:
          description:
            - Components of the router.
          type: list
          elements: dict
          contains:
            name:
              description:
                - Name of the component.
              type: str
              sample: gateway
            type:
              description:
                - C(Gateway) or C(Scheduler).
              type: str
              sample: Gateway
            image_info:
              description:
                - Image of the component.
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
            resource_config:
              description:
                - Resources of the component.
              type: dict
              contains:
                replicas:
                  description:
                    - Number of replicas.
                  type: int
                  sample: 2
                cpu:
                  description:
                    - CPU in thousandths of a core.
                  type: int
                  sample: 8000
                memory:
                  description:
                    - Memory in MB.
                  type: int
                  sample: 32768
                env:
                  description:
                    - Environment variables.
                  type: list
                  elements: dict
                  contains:
                    name:
                      description:
                        - Name of the variable.
                      type: str
                      sample: LOG_LEVEL
                    value:
                      description:
                        - Value of the variable.
                        - A private value cannot be read back, see C(update_secrets).
                      type: str
                      sample: info
                    is_private:
                      description:
                        - Whether the value is hidden in the console and in replies of the API.
                      type: bool
                      sample: false
                instance_type:
                  description:
                    - Instance type.
                  type: str
                  sample: TI.GN7.2XLARGE32.POST
                sidecar:
                  description:
                    - Container beside it.
                  type: dict
                  contains:
                    image_info:
                      description:
                        - Image of the sidecar.
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
            status:
              description:
                - Status of the component.
              type: str
              sample: Normal
            resource_spec:
              description:
                - Billing of the component.
              type: dict
              contains:
                charge_type:
                  description:
                    - How it is billed.
                  type: str
                  sample: POSTPAID_BY_HOUR
                resource_group_id:
                  description:
                    - Id of the resource group.
                  type: str
                  sample: rsg-6kx2w9vp
                resource_group_name:
                  description:
                    - Name of the resource group.
                  type: str
                  sample: llm-a10
                zone:
                  description:
                    - Zone.
                  type: str
                  sample: ap-guangzhou-6
                queue_id:
                  description:
                    - Id of the queue.
                  type: str
                  sample: queue-1
                priority:
                  description:
                    - Priority.
                  type: int
                  sample: 5
                resource_supply_attribute:
                  description:
                    - Supply of its resources.
                  type: dict
                  contains:
                    supply_type:
                      description:
                        - 'Kind of supply: C(TIDE), C(SPOT) or empty.'
                      type: str
                      sample: ''
                    cluster_type:
                      description:
                        - 'Kind of cluster: C(DEFAULT) or C(THIRD).'
                      type: str
                      sample: DEFAULT
            business_status:
              description:
                - Status of its billing.
              type: str
              sample: BILLING
            billing_info:
              description:
                - Price in words.
              type: str
              sample: 8.68 CNY per hour
        creator:
          description:
            - Who created it.
          type: str
          sample: '100032054859'
        create_time:
          description:
            - When it was created.
          type: str
          sample: '2026-08-05T05:46:58Z'
        update_time:
          description:
            - When it was last updated.
          type: str
          sample: '2026-08-08T14:27:02Z'
total_count:
  description:
    - How many groups match, also with C(limit).
  type: int
  returned: success
  sample: 1
truncated:
  description:
    - Whether more groups match than are returned.
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_group_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
