# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for the emulator's own tests: signed calls through the official SDK, without its models in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

if TYPE_CHECKING:
    from emulator import Emulator

Json = dict[str, Any]

#: The least that CreateModelService takes.
NEW: Json = {
    "ServiceGroupName": "demo-create",
    "ChargeType": "POSTPAID_BY_HOUR",
    "InstanceType": "TI.S.MEDIUM.POST",
    "ImageInfo": {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/test-ccr/hellotest"},
    "Replicas": 1,
}


class Refused(Exception):
    """The API answered with an error."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Api:
    """Calls to one emulator; ``credential`` may give secret_id, secret_key and token."""

    def __init__(self, emulator: Emulator, region: str = "ap-guangzhou", **credential: str) -> None:
        env = emulator.env
        secret = Credential(
            credential.get("secret_id", env["TENCENTCLOUD_SECRET_ID"]),
            credential.get("secret_key", env["TENCENTCLOUD_SECRET_KEY"]),
            credential.get("token"),
        )
        endpoint = HttpProfile(protocol="http", endpoint=f"127.0.0.1:{emulator.port}", reqTimeout=5)
        self.profile = ClientProfile(httpProfile=endpoint)
        self.client = CommonClient("tione", "2021-11-11", secret, region, self.profile)

    def __call__(self, action: str, **params: Any) -> Json:
        """The members of Response; Refused for an error."""
        try:
            response: Json = self.client.call_json(action, params)["Response"]
        except TencentCloudSDKException as error:
            raise Refused(str(error.code), str(error.message)) from None
        return response

    def refusal(self, action: str, **params: Any) -> Refused:
        """The error that a call must give."""
        with pytest.raises(Refused) as caught:
            self(action, **params)
        return caught.value

    def service(self, service_id: str, **params: Any) -> Json:
        """Service as DescribeModelService returns it."""
        service: Json = self("DescribeModelService", ServiceId=service_id, **params)["Service"]
        return service

    def info(self, service_id: str, **params: Any) -> Json:
        """ServiceInfo as DescribeModelService returns it."""
        info: Json = self.service(service_id, **params)["ServiceInfo"]
        return info

    def create(self, **params: Any) -> str:
        """CreateModelService with NEW and changes; the ServiceId."""
        return str(self("CreateModelService", **{**NEW, **params})["Service"]["ServiceId"])

    def update(self, service_id: str, **params: Any) -> Json:
        """ModifyModelService with what every update must name, and changes; the reply."""
        needed = {name: NEW[name] for name in ("ImageInfo", "InstanceType", "Replicas")}
        return self("ModifyModelService", ServiceId=service_id, **{**needed, **params})

    def verb(self, service_id: str, verb: str, **params: Any) -> Json:
        """ModifyModelService with a ServiceAction; the reply."""
        return self("ModifyModelService", ServiceId=service_id, ServiceAction=verb, **params)
