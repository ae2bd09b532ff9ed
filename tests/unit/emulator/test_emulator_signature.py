# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TC3-HMAC-SHA256: published vectors, and what the server answers to wrong signatures."""

from __future__ import annotations

import http.client
import json
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import pytest
from emulator.signature import Authorization, Received, signature_of
from signed_client import Api

if TYPE_CHECKING:
    from emulator import Emulator

KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
LIST_BODY = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
OWN_BODY = rb'{"Limit": 10, "Offset": 0, "Filters": [{"Name": "ServiceGroupName", "Values": ["demo-\u670d\u52a1"]}]}'
JSON_UTF8 = "application/json; charset=utf-8"
CVM = "cvm.tencentcloudapi.com"
TIONE = {"content-type": "application/json", "host": "tione.tencentcloudapi.com", "x-tc-timestamp": "1700000000"}
POST_HEADERS = {"content-type": JSON_UTF8, "host": CVM, "x-tc-timestamp": "1551113065"}
GET_HEADERS = {"content-type": "application/x-www-form-urlencoded", "host": CVM, "x-tc-timestamp": "1539084154"}

VECTORS = [
    pytest.param(
        Received("POST", "", POST_HEADERS, LIST_BODY), KEY, "2019-02-25", "cvm", (),
        "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168", id="published-post",
    ),
    pytest.param(
        Received("POST", "", {**POST_HEADERS, "x-tc-action": "DescribeInstances"}, LIST_BODY),
        "Gu5t9xGARNpq86cd98joQYCN3*******", "2019-02-25", "cvm", ("x-tc-action",),
        "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3", id="published-post-with-action",
    ),
    pytest.param(
        Received("GET", "Limit=10&Offset=0", GET_HEADERS, b""), KEY, "2018-10-09", "cvm", (),
        "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474", id="published-get",
    ),
    pytest.param(
        Received("POST", "", TIONE, OWN_BODY), "SECRETEXAMPLE", "2023-11-14", "tione", (),
        "5ddcd48d3970203ac7eb150eaf43c6a5df356f975dbcab4bdb1383c3b738666c", id="sdk-post",
    ),
    pytest.param(
        Received("POST", "", {**TIONE, "x-tc-content-sha256": "UNSIGNED-PAYLOAD", "x-tc-token": "t"}, OWN_BODY),
        "SECRETEXAMPLE", "2023-11-14", "tione", (),
        "ece8dba1d65585fe2528c1fb391e4eb1574aae4c0851d04dfe5d6f34c7b94726", id="sdk-unsigned-payload",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("received", "key", "date", "service", "extra", "expected"), VECTORS)
def test_published_vectors(
    received: Received, key: str, date: str, service: str, extra: tuple[str, ...], expected: str
) -> None:
    authorization = Authorization("AKIDEXAMPLE", date, service, ("content-type", "host", *extra), "")
    assert signature_of(received, authorization, key) == expected


def headers_of(api: Api, body: bytes = b"{}") -> dict[str, str]:
    """Headers of a good request for the list action, made by the SDK."""
    from tencentcloud.common.http.request import RequestInternal

    request = RequestInternal("", "POST", "/", {})
    api.client._build_req_with_tc3_signature("DescribeModelServiceGroups", json.loads(body), request)
    return dict(request.header)


def send(emu: Emulator, headers: dict[str, str], body: bytes = b"{}", method: str = "POST") -> dict[str, Any]:
    """Send exactly these headers and return Response."""
    connection = http.client.HTTPConnection("127.0.0.1", emu.port, timeout=5)
    connection.request(method, "/", body, headers)
    reply = connection.getresponse()
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/json"
    response: dict[str, Any] = json.loads(reply.read())["Response"]
    connection.close()
    assert response["RequestId"] == emu.journal.last().request_id
    return response


def code(response: dict[str, Any]) -> str:
    return str(response["Error"]["Code"])


def test_a_good_signature_passes(emu: Emulator, api: Api) -> None:
    assert send(emu, headers_of(api))["TotalCount"] == 0


def test_body_and_headers_are_covered(emu: Emulator, api: Api) -> None:
    good = headers_of(api)
    assert code(send(emu, good, b'{"Limit": 1}')) == "AuthFailure.SignatureFailure"
    assert code(send(emu, {**good, "Host": "tione.tencentcloudapi.com"})) == "AuthFailure.SignatureFailure"
    moved = {**good, "X-TC-Timestamp": str(int(good["X-TC-Timestamp"]) + 1)}
    assert code(send(emu, moved)) == "AuthFailure.SignatureFailure"


def test_unsigned_payload(emu: Emulator, api: Api) -> None:
    api.profile.unsignedPayload = True
    assert send(emu, headers_of(api), b'{"Limit": 1}')["TotalCount"] == 0


def test_unknown_id_and_wrong_key(emu: Emulator) -> None:
    assert Api(emu, secret_id="AKIDUNKNOWN").refusal("X").code == "AuthFailure.SecretIdNotFound"
    assert Api(emu, secret_key="wrong").refusal("X").code == "AuthFailure.SignatureFailure"


@pytest.mark.parametrize("authorization", ["", "SKIP", "Basic abc", "TC3-HMAC-SHA256 Credential=a/b/c"])
def test_malformed_authorization(emu: Emulator, api: Api, authorization: str) -> None:
    headers = {**headers_of(api), "Authorization": authorization}
    assert code(send(emu, headers)) == "AuthFailure.InvalidAuthorization"


def test_service_of_the_scope(emu: Emulator, api: Api) -> None:
    api.client._service = "cvm"
    assert code(send(emu, headers_of(api))) == "AuthFailure.SignatureFailure"


def test_host_and_content_type_must_be_signed(emu: Emulator, api: Api) -> None:
    headers = headers_of(api)
    for signed in ("host", "host;content-type"):
        changed = {**headers, "Authorization": headers["Authorization"].replace("content-type;host", signed)}
        assert code(send(emu, changed)) == "AuthFailure.InvalidAuthorization"


@pytest.mark.parametrize("skew", [301, -301])
def test_clock_off_by_more_than_five_minutes(emu: Emulator, api: Api, skew: float) -> None:
    emu.clock.skew = skew
    assert api.refusal("DescribeModelServiceGroups").code == "AuthFailure.SignatureExpire"
    emu.clock.skew = skew * 0.9
    assert api("DescribeModelServiceGroups")["TotalCount"] == 0


def test_date_header_tells_the_servers_time(emu: Emulator, api: Api) -> None:
    emu.clock.skew = 3600
    connection = http.client.HTTPConnection("127.0.0.1", emu.port, timeout=5)
    connection.request("POST", "/", b"{}", headers_of(api))
    date = parsedate_to_datetime(connection.getresponse().headers["Date"])
    connection.close()
    assert abs(date.timestamp() - emu.clock.wall()) < 2


def test_advancing_the_account_leaves_signatures_alone(emu: Emulator, api: Api) -> None:
    emu.clock.advance(86400)
    assert api("DescribeModelServiceGroups")["TotalCount"] == 0


def test_temporary_credentials(emu: Emulator) -> None:
    emu.credentials.add("AKIDTMP", "key", token="right")
    known = {"secret_id": "AKIDTMP", "secret_key": "key"}
    assert Api(emu, **known, token="right")("DescribeModelServiceGroups")["TotalCount"] == 0
    assert Api(emu, **known, token="old").refusal("DescribeModelServiceGroups").code == "AuthFailure.TokenFailure"
    assert Api(emu, **known).refusal("DescribeModelServiceGroups").code == "AuthFailure.TokenFailure"
    assert Api(emu, token="stray").refusal("DescribeModelServiceGroups").code == "AuthFailure.TokenFailure"


@pytest.mark.parametrize("name", ["X-TC-Region", "X-TC-Action", "X-TC-Version", "X-TC-Timestamp"])
def test_missing_headers(emu: Emulator, api: Api, name: str) -> None:
    headers = headers_of(api)
    del headers[name]
    response = send(emu, headers)
    assert code(response) == "MissingParameter"
    assert name in response["Error"]["Message"]


def test_action_version_region_and_protocol(emu: Emulator, api: Api) -> None:
    assert api.refusal("NoSuchThing").code == "InvalidAction"
    assert code(send(emu, {**headers_of(api), "X-TC-Version": "2019-10-22"})) == "NoSuchVersion"
    assert code(send(emu, {**headers_of(api), "X-TC-Region": "Guangzhou"})) == "UnsupportedRegion"
    emu.behaviour.regions = ("ap-shanghai",)
    assert api.refusal("DescribeModelServiceGroups").code == "UnsupportedRegion"
    assert Api(emu, region="ap-shanghai")("DescribeModelServiceGroups")["TotalCount"] == 0
    assert code(send(emu, {**headers_of(api), "Content-Type": "text/plain"})) == "UnsupportedProtocol"
    assert code(send(emu, headers_of(api), method="GET")) == "UnsupportedProtocol"
    assert code(send(emu, headers_of(api, b"[]"), b"[]")) == "UnsupportedRegion"
