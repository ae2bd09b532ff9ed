# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official clients against the emulator, unchanged: the Python SDK with its models, and tccli."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from emulator import Emulator

REQUIRED = os.environ.get("CI_REQUIRE_TCCLI") == "1"
TCCLI = os.environ.get("TCCLI") or shutil.which("tccli") or ""


@pytest.fixture
def sdk(emu: Emulator) -> Any:
    """The SDK's client for TI-ONE."""
    client = pytest.importorskip("tencentcloud.tione.v20211111.tione_client")
    from tencentcloud.common.credential import Credential
    from tencentcloud.common.profile.client_profile import ClientProfile
    from tencentcloud.common.profile.http_profile import HttpProfile

    env = emu.env
    profile = ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=f"127.0.0.1:{emu.port}"))
    secret = Credential(env["TENCENTCLOUD_SECRET_ID"], env["TENCENTCLOUD_SECRET_KEY"])
    return client.TioneClient(secret, "ap-guangzhou", profile)


def call(sdk: Any, action: str, **params: Any) -> Any:
    """Fill the SDK's request model and call the method of that action."""
    from tencentcloud.tione.v20211111 import models

    request = getattr(models, f"{action}Request")()
    request.from_json_string(json.dumps(params))
    return getattr(sdk, action)(request)


def test_sdk_round_trip(emu: Emulator, sdk: Any) -> None:
    image = {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/b"}
    settings = {"InstanceType": "TI.S.MEDIUM.POST", "ImageInfo": image, "Replicas": 2}
    created = call(sdk, "CreateModelService", ServiceGroupName="demo", ChargeType="POSTPAID_BY_HOUR", **settings)
    service = created.Service.ServiceId
    emu.clock.advance(60)
    listed = call(sdk, "DescribeModelServiceGroups", Filters=[{"Name": "ServiceGroupName", "Values": ["demo"]}])
    assert (listed.TotalCount, listed.ServiceGroups[0].Services[0].Status) == (1, "Normal")
    call(sdk, "ModifyModelService", ServiceId=service, Command="x", **settings)
    emu.clock.advance(60)
    shown = call(sdk, "DescribeModelService", ServiceId=service).Service
    assert (shown.ServiceInfo.Command, shown.ServiceInfo.Status.ReadyReplicas) == ("x", 2)
    assert shown.ServiceInfo.PodInfos[0].ContainerInfos[0].Status.Ready is True
    call(sdk, "ModifyModelService", ServiceId=service, ServiceAction="STOP")
    emu.clock.advance(60)
    call(sdk, "DeleteModelService", ServiceId=service)
    group = call(sdk, "DescribeModelServiceGroup", ServiceGroupId=service[:-2]).ServiceGroup
    assert group.Services == []
    call(sdk, "DeleteModelServiceGroup", ServiceGroupId=service[:-2])
    assert [entry.outcome for entry in emu.journal] == ["ok"] * 8


def test_sdk_errors(emu: Emulator, sdk: Any) -> None:
    from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

    with pytest.raises(TencentCloudSDKException) as caught:
        call(sdk, "DescribeModelService", ServiceId="ms-absent-1")
    assert caught.value.get_code() == "ResourceNotFound"
    assert caught.value.get_request_id() == emu.journal.last().request_id


def test_sdk_models_know_every_member(emu: Emulator, sdk: Any) -> None:
    """The SDK warns about members of a reply that its models lack."""
    import warnings

    emu.reset("demo")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*fields are useless")
        assert call(sdk, "DescribeModelServiceGroups").TotalCount == 5


@pytest.mark.skipif(not TCCLI and not REQUIRED, reason="tccli is not installed")
def test_tccli(emu: Emulator, tmp_path: Path) -> None:
    emu.add_service("demo", info={"Replicas": 3})
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], **emu.env}
    command = [TCCLI, "tione", "DescribeModelServiceGroups", "--endpoint", emu.url, "--region", "ap-guangzhou"]
    filters = json.dumps([{"Name": "ServiceGroupName", "Values": ["demo"]}])
    run = subprocess.run(
        [*command, "--Filters", filters, "--Limit", "10"],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert json.loads(run.stdout)["ServiceGroups"][0]["Services"][0]["ServiceInfo"]["Replicas"] == 3
    entry = emu.journal.last()
    assert (entry.outcome, entry.params["Limit"]) == ("ok", 10)
    assert "_CLI_" in entry.headers["x-tc-requestclient"]
