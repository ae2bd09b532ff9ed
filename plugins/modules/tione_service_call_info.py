#!/usr/bin/python
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
module: tione_service_call_info
short_description: Read how the services of a TI-ONE group are called
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Returns the addresses of a service group - public, in VPCs, through the old and the present gateway - and the tokens and keys for them.
  - Tokens and keys are masked unless O(reveal) is set. Parts that the group does not have are null, as is everything where there is no such group.
  - It never changes anything.
extends_documentation_fragment:
  - community.tencentcloud._common
  - community.tencentcloud._info
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
  service_category:
    description:
      - Category of the services.
    type: str
  reveal:
    description:
      - Whether tokens and keys are returned as they are, instead of masked.
      - Set C(no_log) on the task then.
    type: bool
    default: false
seealso:
  - module: community.tencentcloud.tione_auth_token
  - module: community.tencentcloud.tione_service_group_info
"""

EXAMPLES = r"""
- name: Read how a service is called
  community.tencentcloud.tione_service_call_info:
    service_group_name: chat-prod
  register: chat

- name: Call it with its token
  no_log: true
  block:
    - name: Read address and token
      community.tencentcloud.tione_service_call_info:
        service_group_name: chat-prod
        reveal: true
      register: chat

    - name: Send a request
      ansible.builtin.uri:
        url: "{{ chat.service_call_info_v2.internet_endpoint }}/v1/chat/completions"
        method: POST
        headers:
          Authorization: "Bearer {{ chat.service_call_info_v2.auth_token }}"
        body_format: json
        body:
          messages:
            - role: user
              content: Hello

- name: Keep only the public address
  community.tencentcloud.tione_service_call_info:
    service_group_id: ms-vzd8qdk5
    query: service_call_info_v2.internet_endpoint
    only_query_result: true
  register: address

- name: List the addresses in VPCs
  community.tencentcloud.tione_service_call_info:
    service_group_id: ms-vzd8qdk5
    query: "intranet_call_info.private_link_infos_v2[].{vpc: vpc_id, http: inner_http_addr}"
"""

RETURN = r"""
service_call_info:
  description:
    - Calls through the old gateway.
  type: dict
  returned: success
  contains:
    service_group_id:
      description:
        - Id of the service group.
      type: str
      sample: ms-vzd8qdk5
    inner_http_addr:
      description:
        - Address for HTTP in the network of the platform.
      type: str
      sample: http://ms-vzd8qdk5.in.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5
    inner_https_addr:
      description:
        - Address for HTTPS in the network of the platform.
      type: str
      sample: https://ms-vzd8qdk5.in.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5
    outer_http_addr:
      description:
        - Public address for HTTP.
      type: str
      sample: http://service-5a4oixv0-1256580188.gz.tencentapigw.com:80/tione
    outer_https_addr:
      description:
        - Public address for HTTPS.
      type: str
      sample: https://service-5a4oixv0-1256580188.gz.tencentapigw.com:443/tione
    app_key:
      description:
        - Key for calls, masked unless C(reveal).
      type: str
      sample: '********'
    app_secret:
      description:
        - Secret for calls, masked unless C(reveal).
      type: str
      sample: '********'
    authorization_enable:
      description:
        - Whether calls need the key.
      type: bool
      sample: true
infer_gateway_call_info:
  description:
    - Calls through the inference gateway.
  type: dict
  returned: success
  contains:
    vpc_http_addr:
      description:
        - Address for HTTP in the VPC.
      type: str
      sample: http://10.0.0.7/ms-vzd8qdk5
    vpc_https_addr:
      description:
        - Address for HTTPS in the VPC.
      type: str
      sample: https://10.0.0.7/ms-vzd8qdk5
    vpc_grpc_tls_addr:
      description:
        - Address for gRPC with TLS in the VPC.
      type: str
      sample: 10.0.0.7:8443
    vpc_id:
      description:
        - VPC that may call it.
      type: str
      sample: vpc-3kd91wq2
    subnet_id:
      description:
        - Subnet of the addresses.
      type: str
      sample: subnet-8d2k1q7x
default_nginx_gateway_call_info:
  description:
    - Calls through the default gateway.
  type: dict
  returned: success
  contains:
    host:
      description:
        - Host name.
      type: str
      sample: ms-vzd8qdk5.nginx.ap-guangzhou.ti.tencentcs.com
tj_call_info:
  description:
    - Calls of Taiji services.
  type: dict
  returned: success
  contains:
    http_addr:
      description:
        - Address for HTTP.
      type: str
      sample: http://ms-vzd8qdk5.tj.ti.tencentcs.com
    token:
      description:
        - Token for calls, masked unless C(reveal).
      type: str
      sample: '********'
    call_example:
      description:
        - Example of a call, the token in it masked unless C(reveal).
      type: str
      sample: 'curl -H ''Authorization: ********'' http://ms-vzd8qdk5.tj.ti.tencentcs.com'
intranet_call_info:
  description:
    - Calls from VPCs.
  type: dict
  returned: success
  contains:
    ingress_private_link_info:
      description:
        - Private connection of the gateway.
      type: dict
      contains:
        vpc_id:
          description:
            - VPC of the connection.
          type: str
          sample: vpc-3kd91wq2
        subnet_id:
          description:
            - Subnet of the connection.
          type: str
          sample: subnet-8d2k1q7x
        inner_http_addr:
          description:
            - Addresses for HTTP.
          type: list
          elements: str
          sample:
            - http://10.0.0.7/ms-vzd8qdk5
        inner_https_addr:
          description:
            - Addresses for HTTPS.
          type: list
          elements: str
          sample:
            - https://10.0.0.7/ms-vzd8qdk5
        state:
          description:
            - State of the connection.
          type: str
          sample: CreateSuccess
    service_eip_info:
      description:
        - Network interfaces of the services.
      type: list
      elements: dict
      contains:
        service_id:
          description:
            - Id of the service.
          type: str
          sample: ms-vzd8qdk5-1
        vpc_id:
          description:
            - VPC of the network interface.
          type: str
          sample: vpc-3kd91wq2
        subnet_id:
          description:
            - Subnet of the network interface.
          type: str
          sample: subnet-8d2k1q7x
    default_inner_call_infos:
      description:
        - Addresses in VPCs that need no connection.
      type: list
      elements: dict
      contains:
        vpc_ids:
          description:
            - VPCs that may call it.
          type: list
          elements: str
          sample:
            - vpc-3kd91wq2
        inner_http_addr:
          description:
            - Address for HTTP.
          type: str
          sample: http://ms-vzd8qdk5.in.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5
    private_link_infos:
      description:
        - Private connections.
      type: list
      elements: dict
      contains:
        vpc_id:
          description:
            - VPC of the connection.
          type: str
          sample: vpc-3kd91wq2
        subnet_id:
          description:
            - Subnet of the connection.
          type: str
          sample: subnet-8d2k1q7x
        inner_http_addr:
          description:
            - Addresses for HTTP.
          type: list
          elements: str
          sample:
            - http://10.0.0.7/ms-vzd8qdk5
        inner_https_addr:
          description:
            - Addresses for HTTPS.
          type: list
          elements: str
          sample:
            - https://10.0.0.7/ms-vzd8qdk5
        state:
          description:
            - State of the connection.
          type: str
          sample: CreateSuccess
        inner_grpc_addr:
          description:
            - Addresses for gRPC.
          type: list
          elements: str
          sample:
            - 10.0.0.7:8443
        created_by:
          description:
            - Who created it.
          type: str
          sample: '100032054859'
        create_time:
          description:
            - When it was created.
          type: str
          sample: '2026-08-05T05:46:58Z'
        sub_uin_name:
          description:
            - Name of the sub-account.
          type: str
          sample: ops
    private_link_infos_v2:
      description:
        - Private connections of the present gateway.
      type: list
      elements: dict
      contains:
        vpc_id:
          description:
            - VPC of the connection.
          type: str
          sample: vpc-3kd91wq2
        subnet_id:
          description:
            - Subnet of the connection.
          type: str
          sample: subnet-8d2k1q7x
        inner_http_addr:
          description:
            - Addresses for HTTP.
          type: list
          elements: str
          sample:
            - http://10.0.0.7/ms-vzd8qdk5
        inner_https_addr:
          description:
            - Addresses for HTTPS.
          type: list
          elements: str
          sample:
            - https://10.0.0.7/ms-vzd8qdk5
        state:
          description:
            - State of the connection.
          type: str
          sample: CreateSuccess
        inner_grpc_addr:
          description:
            - Addresses for gRPC.
          type: list
          elements: str
          sample:
            - 10.0.0.7:8443
        created_by:
          description:
            - Who created it.
          type: str
          sample: '100032054859'
        create_time:
          description:
            - When it was created.
          type: str
          sample: '2026-08-05T05:46:58Z'
        sub_uin_name:
          description:
            - Name of the sub-account.
          type: str
          sample: ops
service_call_info_v2:
  description:
    - Calls through the present gateway.
  type: dict
  returned: success
  contains:
    service_group_id:
      description:
        - Id of the service group.
      type: str
      sample: ms-vzd8qdk5
    internet_endpoint:
      description:
        - Public address.
      type: str
      sample: https://ms-vzd8qdk5-100005348929-sw.gw.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5
    authorization_enable:
      description:
        - Whether calls need a token.
      type: bool
      sample: true
    auth_token:
      description:
        - Token for calls, masked unless C(reveal).
      type: str
      sample: '********'
    auth_tokens:
      description:
        - All tokens, values masked unless C(reveal).
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
    enable_limit:
      description:
        - Whether calls are limited.
      type: bool
      sample: true
    grpc_host:
      description:
        - Host name that calls by gRPC have to name.
      type: str
      sample: ms-vzd8qdk5-100005348929-sw.grpc.ap-guangzhou.ti.tencentcs.com
    gateway_config:
      description:
        - The gateway.
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
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_call_info import SPEC


def main() -> None:
    """Run the module."""
    run_module(SPEC)


if __name__ == "__main__":
    main()
