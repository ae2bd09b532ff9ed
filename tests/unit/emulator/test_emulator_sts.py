# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""STS and the metadata address, asked with the official SDK's own classes for credentials, and by hand."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from emulator.identities import ROLE, WEB_IDENTITY_TOKEN, arn
from emulator.metadata import BASE
from signed_client import Api
from tencentcloud.common import credential as sdk
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.http_profile import HttpProfile

if TYPE_CHECKING:
    from emulator import Emulator

READ = "DescribeModelServiceGroups"
SESSION = {"RoleArn": arn(ROLE), "RoleSessionName": "tests"}
WEB = {**SESSION, "ProviderId": "tke", "WebIdentityToken": WEB_IDENTITY_TOKEN}
TCCLI = os.environ.get("TCCLI") or shutil.which("tccli") or ""


class Sts(Api):
    """Signed calls to STS."""

    def __init__(self, emulator: Emulator, version: str = "2018-08-13", service: str = "sts", **secret: str) -> None:
        super().__init__(emulator, **secret)
        self.client = CommonClient(service, version, self.client.credential, "ap-guangzhou", self.profile)


def allowed(emu: Emulator, members: dict[str, str]) -> Api:
    """A client with the temporary credentials of a reply."""
    return Api(emu, secret_id=members["TmpSecretId"], secret_key=members["TmpSecretKey"], token=members["Token"])


def metadata(emu: Emulator, role: str = "") -> str:
    """The text at a metadata path."""
    with urllib.request.urlopen(f"{emu.url}{BASE}{role}", timeout=5) as reply:
        return str(reply.read().decode())


def test_a_role_is_assumed_for_a_time(emu: Emulator) -> None:
    reply = Sts(emu)("AssumeRole", **SESSION, DurationSeconds=900)
    assert reply.keys() == {"Credentials", "ExpiredTime", "Expiration", "RequestId"}
    assert reply["Credentials"].keys() == {"Token", "TmpSecretId", "TmpSecretKey"}
    assert abs(reply["ExpiredTime"] - time.time() - 900) < 5
    assert reply["Expiration"].endswith("Z")
    entry = emu.journal.last("AssumeRole")
    assert (entry.outcome, entry.write, entry.params["DurationSeconds"]) == ("ok", False, 900)
    client = allowed(emu, reply["Credentials"])
    assert client(READ)["TotalCount"] == 0
    emu.clock.advance(890)
    assert client(READ)["TotalCount"] == 0
    emu.clock.advance(20)
    assert client.refusal(READ).code == "AuthFailure.TokenFailure"


def test_credentials_are_new_each_time_and_may_be_used_to_assume(emu: Emulator) -> None:
    first, second = (Sts(emu)("AssumeRole", **SESSION)["Credentials"] for _turn in range(2))
    assert not set(first.values()) & set(second.values())
    names = {"secret_id": "TmpSecretId", "secret_key": "TmpSecretKey", "token": "Token"}
    chained = Sts(emu, **{name: first[member] for name, member in names.items()})
    assert allowed(emu, chained("AssumeRole", **SESSION)["Credentials"])(READ)["TotalCount"] == 0
    assert emu.credentials.expire() == 3
    assert chained.refusal("AssumeRole", **SESSION).code == "AuthFailure.TokenFailure"
    assert allowed(emu, second).refusal(READ).code == "AuthFailure.TokenFailure"
    assert Api(emu)(READ)["TotalCount"] == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"RoleArn": arn("nobody")}, "ResourceNotFound.RoleNotFound"),
        ({"RoleArn": "qcs::cam::uin/1:roleName/deploy"}, "ResourceNotFound.RoleNotFound"),
        ({"RoleArn": "deploy"}, "InvalidParameter.ParamError"),
        ({"RoleSessionName": "x"}, "InvalidParameter.ParamError"),
        ({"RoleSessionName": "two words"}, "InvalidParameter.ParamError"),
        ({"DurationSeconds": 0}, "InvalidParameter.OverTimeError"),
        ({"DurationSeconds": 43201}, "InvalidParameter.OverTimeError"),
        ({"DurationSeconds": "900"}, "InvalidParameter"),
        ({"ServiceId": "ms-1"}, "UnknownParameter"),
    ],
)
def test_what_sts_refuses(emu: Emulator, changes: dict[str, Any], code: str) -> None:
    assert Sts(emu).refusal("AssumeRole", **{**SESSION, **changes}).code == code


def test_members_that_are_needed(emu: Emulator) -> None:
    for name in SESSION:
        assert Sts(emu).refusal("AssumeRole", **{key: SESSION[key] for key in SESSION if key != name}).code == (
            "MissingParameter"
        )


def test_an_external_id_is_demanded(emu: Emulator) -> None:
    emu.identities.roles["guarded"] = "ticket-7"
    guarded = {**SESSION, "RoleArn": arn("guarded")}
    assert Sts(emu).refusal("AssumeRole", **guarded).code == "UnauthorizedOperation"
    assert Sts(emu).refusal("AssumeRole", **guarded, ExternalId="ticket-8").code == "UnauthorizedOperation"
    assert Sts(emu)("AssumeRole", **guarded, ExternalId="ticket-7")["Credentials"]
    emu.reset()
    assert Sts(emu).refusal("AssumeRole", **guarded).code == "ResourceNotFound.RoleNotFound"


def test_sts_has_a_version_and_a_scope_of_its_own(emu: Emulator) -> None:
    assert Sts(emu, version="2021-11-11").refusal("AssumeRole", **SESSION).code == "NoSuchVersion"
    assert Sts(emu, service="tione").refusal("AssumeRole", **SESSION).code == "AuthFailure.SignatureFailure"
    assert Sts(emu).refusal(READ).code == "AuthFailure.SignatureFailure"
    emu.behaviour.regions = ("ap-shanghai",)
    assert Sts(emu)("AssumeRole", **SESSION)["Credentials"]


def test_a_web_identity_needs_no_signature(emu: Emulator) -> None:
    sts = Sts(emu).client
    skip = {"SkipSign": True}
    reply = sts.call_json("AssumeRoleWithWebIdentity", WEB, options=skip)["Response"]
    assert allowed(emu, reply["Credentials"])(READ)["TotalCount"] == 0
    assert "authorization" not in emu.journal.of("AssumeRoleWithWebIdentity")[0].headers
    for wrong in ({"WebIdentityToken": "other"}, {"ProviderId": "other"}):
        with pytest.raises(sdk.TencentCloudSDKException, match="WebIdentityTokenError"):
            sts.call_json("AssumeRoleWithWebIdentity", {**WEB, **wrong}, options=skip)
    with pytest.raises(sdk.TencentCloudSDKException, match=r"AuthFailure\.InvalidAuthorization"):
        sts.call_json("AssumeRole", SESSION, options=skip)


def test_faults_hit_sts_too(emu: Emulator) -> None:
    emu.faults.add("AssumeRole", kind="error", code="UnauthorizedOperation")
    assert Sts(emu).refusal("AssumeRole", **SESSION).code == "UnauthorizedOperation"
    assert Sts(emu)("AssumeRole", **SESSION)["Credentials"]


def test_the_metadata_address(emu: Emulator) -> None:
    assert metadata(emu) == ROLE
    members = json.loads(metadata(emu, ROLE))
    assert members.keys() == {"TmpSecretId", "TmpSecretKey", "Token", "ExpiredTime", "Expiration", "Code"}
    assert members["Code"] == "Success"
    assert allowed(emu, members)(READ)["TotalCount"] == 0
    assert json.loads(metadata(emu, ROLE)) == members
    emu.clock.advance(7 * 3600)
    assert json.loads(metadata(emu, ROLE))["Token"] != members["Token"]
    assert emu.identities.asked == [BASE, *[BASE + ROLE] * 3]
    assert emu.journal.actions() == [READ]


def test_a_machine_without_a_role(emu: Emulator) -> None:
    emu.identities.machine_role = ""
    for role in ("", ROLE):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            metadata(emu, role)


def test_the_classes_of_the_sdk(emu: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unchanged but for http: these classes know no other address, or no other scheme."""
    monkeypatch.setattr(sdk, "HttpProfile", functools.partial(HttpProfile, protocol="http"))
    monkeypatch.setattr(sdk.CVMRoleCredential, "_role_endpoint", emu.url + BASE)
    env, host = emu.env, f"127.0.0.1:{emu.port}"
    pair = (env["TENCENTCLOUD_SECRET_ID"], env["TENCENTCLOUD_SECRET_KEY"])
    for found in (
        sdk.CVMRoleCredential(),
        sdk.STSAssumeRoleCredential(*pair, arn(ROLE), "tests", endpoint=host),
        sdk.OIDCRoleArnCredential("ap-guangzhou", "tke", WEB_IDENTITY_TOKEN, arn(ROLE), "tests", endpoint=host),
    ):
        secret_id, secret_key, token = found.get_credential_info()
        assert Api(emu, secret_id=secret_id, secret_key=secret_key, token=token)(READ)["TotalCount"] == 0


@pytest.mark.skipif(not TCCLI, reason="tccli is not installed")
def test_tccli_assumes_a_role(emu: Emulator, tmp_path: Path) -> None:
    command = [TCCLI, "sts", "AssumeRole", "--endpoint", emu.url]
    options = ["--RoleArn", arn(ROLE), "--RoleSessionName", "tests", "--DurationSeconds", "900"]
    run = subprocess.run(
        [*command, *options],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], **emu.env},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert allowed(emu, json.loads(run.stdout)["Credentials"])(READ)["TotalCount"] == 0


def test_identities_over_http(emu: Emulator) -> None:
    def post(address: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body).encode()
        with urllib.request.urlopen(f"{emu.url}/_emulator/{address}", data, timeout=5) as reply:
            return json.loads(reply.read())

    answer = post("identities", {"roles": {"audit": ""}, "machine_role": "audit"})
    assert (answer["roles"], answer["machine_role"], answer["provider_id"]) == ({"audit": ""}, "audit", "tke")
    members = json.loads(metadata(emu, "audit"))
    assert post("expire", {}) == {"expired": 1}
    assert allowed(emu, members).refusal(READ).code == "AuthFailure.TokenFailure"
    assert json.loads(metadata(emu, "audit"))["Token"] != members["Token"]
    with pytest.raises(urllib.error.HTTPError, match="400"):
        post("identities", {"no_such_member": 1})
