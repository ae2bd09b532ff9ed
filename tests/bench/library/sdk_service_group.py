# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of tione_service_group_info: an ordinary module as one writes it with the official SDK."""

from __future__ import annotations

DOCUMENTATION = r"""
module: sdk_service_group
short_description: Read a TI-ONE service group with the official SDK
description: A peer in the benchmarks of community.tencentcloud, not part of the collection.
author: [community.tencentcloud contributors (@community.tencentcloud)]
options:
  service_group_id: {description: Id of the service group., type: str, required: true}
  region: {description: Region of the service group., type: str, required: true}
  endpoint: {description: URL of the API., type: str, required: true}
"""
EXAMPLES = r"""
- name: Read a service group
  sdk_service_group: {service_group_id: ms-vzd8qdk5, region: ap-guangzhou, endpoint: "http://127.0.0.1:8080"}
"""
RETURN = r"""
service_group: {description: The service group as the API returns it., returned: success, type: dict}
"""

import json

from ansible.module_utils.basic import AnsibleModule
from tencentcloud.common.credential import EnvironmentVariableCredential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.tione.v20211111 import models
from tencentcloud.tione.v20211111.tione_client import TioneClient


def main() -> None:
    """Read the group."""
    names = ("service_group_id", "region", "endpoint")
    module = AnsibleModule(
        argument_spec={name: {"type": "str", "required": True} for name in names}, supports_check_mode=True
    )
    protocol, _separator, endpoint = module.params["endpoint"].partition("://")
    http = HttpProfile(protocol=protocol, endpoint=endpoint)
    client = TioneClient(
        EnvironmentVariableCredential().get_credential(), module.params["region"], ClientProfile(httpProfile=http)
    )
    request = models.DescribeModelServiceGroupRequest()
    request.ServiceGroupId = module.params["service_group_id"]
    try:
        reply = client.DescribeModelServiceGroup(request)
    except TencentCloudSDKException as error:
        module.fail_json(msg=str(error))
    module.exit_json(changed=False, service_group=json.loads(reply.ServiceGroup.to_json_string()))


if __name__ == "__main__":
    main()
