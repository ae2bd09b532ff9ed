# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the signature: published examples, and the official SDK where it is installed."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from ansible_collections.community.tencentcloud.plugins.module_utils import _signing
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials, TC3Auth

DOC_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
DOC_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
DOC_BODY = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
SDK_BODY = rb'{"Limit": 10, "Offset": 0, "Filters": [{"Name": "ServiceGroupName", "Values": ["demo-\u670d\u52a1"]}]}'
JSON_UTF8 = {"Content-Type": "application/json; charset=utf-8"}
JSON = {"Content-Type": "application/json"}


def signed(
    credentials: Credentials,
    timestamp: float,
    url: str = "https://cvm.tencentcloudapi.com/",
    method: str = "POST",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    **options: Any,
) -> requests.PreparedRequest:
    auth = TC3Auth(credentials, lambda: timestamp, **options)
    return requests.Request(method, url, headers=headers or JSON, data=body, auth=auth).prepare()


def signature(request: requests.PreparedRequest) -> str:
    return str(request.headers["Authorization"]).rpartition("Signature=")[2]


def test_the_published_post_example() -> None:
    request = signed(Credentials(DOC_ID, DOC_KEY), 1551113065, headers=JSON_UTF8, body=DOC_BODY)
    assert request.headers["Authorization"] == (
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )
    assert request.headers["X-TC-Timestamp"] == "1551113065"
    assert request.headers["Host"] == "cvm.tencentcloudapi.com"
    assert "X-TC-Token" not in request.headers


def test_the_hashes_on_the_way_of_the_published_example() -> None:
    headers = {"content-type": "application/json; charset=utf-8", "host": "cvm.tencentcloudapi.com"}
    canonical = _signing.canonical_request("POST", "", headers, DOC_BODY)
    assert canonical.endswith("\n35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064")
    digest = _signing.hashlib.sha256(canonical.encode()).hexdigest()
    assert digest == "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"


def test_the_newer_published_example_with_one_more_signed_header() -> None:
    request = signed(
        Credentials(DOC_ID, "Gu5t9xGARNpq86cd98joQYCN3*******"),
        1551113065,
        headers={**JSON_UTF8, "X-TC-Action": "DescribeInstances"},
        body=DOC_BODY,
        signed_headers=("content-type", "host", "x-tc-action"),
    )
    assert "SignedHeaders=content-type;host;x-tc-action," in request.headers["Authorization"]
    assert signature(request) == "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3"


def test_the_published_get_example() -> None:
    request = signed(
        Credentials(DOC_ID, DOC_KEY),
        1539084154,
        url="https://cvm.tencentcloudapi.com/?Limit=10&Offset=0",
        method="GET",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert signature(request) == "5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474"


@pytest.mark.parametrize(
    ("headers", "token", "expected"),
    [
        ({}, None, "5ddcd48d3970203ac7eb150eaf43c6a5df356f975dbcab4bdb1383c3b738666c"),
        ({}, "TOKEN", "5ddcd48d3970203ac7eb150eaf43c6a5df356f975dbcab4bdb1383c3b738666c"),
        (
            {"X-TC-Content-SHA256": "UNSIGNED-PAYLOAD"},
            None,
            "ece8dba1d65585fe2528c1fb391e4eb1574aae4c0851d04dfe5d6f34c7b94726",
        ),
    ],
)
def test_the_example_made_with_the_sdk(headers: dict[str, str], token: str | None, expected: str) -> None:
    credentials = Credentials("AKIDEXAMPLE", "SECRETEXAMPLE", token)
    url = "https://tione.tencentcloudapi.com/"
    request = signed(credentials, 1700000000, url=url, headers={**JSON, **headers}, body=SDK_BODY)
    assert signature(request) == expected
    assert request.headers.get("X-TC-Token") == token


@pytest.mark.parametrize("url", ["https://tione.tencentcloudapi.com/", "http://127.0.0.1:8080/"])
def test_the_official_sdk_makes_the_same_signature(url: str) -> None:
    sign = pytest.importorskip("tencentcloud.common.sign")
    body = json.dumps({"ServiceGroupId": "ms-1", "Text": "äöü 服务"}).encode("ascii")
    request = signed(Credentials("AKID", "SECRET"), 1699999999, url=url, body=body, service="tione")
    headers = {"content-type": "application/json", "host": url.split("/")[2]}
    digest = _signing.hashlib.sha256(_signing.canonical_request("POST", "", headers, body).encode()).hexdigest()
    text = f"TC3-HMAC-SHA256\n1699999999\n2023-11-14/tione/tc3_request\n{digest}"
    assert signature(request) == sign.Sign.sign_tc3("SECRET", "2023-11-14", "tione", text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://tione.tencentcloudapi.com/", "tione.tencentcloudapi.com"),
        ("https://tione.tencentcloudapi.com:443/", "tione.tencentcloudapi.com"),
        ("http://tione.tencentcloudapi.com:80/", "tione.tencentcloudapi.com"),
        ("https://tione.tencentcloudapi.com:80/", "tione.tencentcloudapi.com:80"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
    ],
)
def test_the_host_is_signed_as_the_server_sees_it(url: str, host: str) -> None:
    assert _signing.host_header(url) == host
    assert signed(Credentials("AKID", "SECRET"), 1, url=url).headers["Host"] == host


def test_the_service_is_the_first_label_of_the_host_unless_it_is_given() -> None:
    credentials = Credentials("AKID", "SECRET")
    regional = signed(credentials, 0, url="https://tione.ap-seoul.tencentcloudapi.com/")
    local = signed(credentials, 0, url="http://127.0.0.1:8080/", service="tione")
    assert "/1970-01-01/tione/tc3_request" in regional.headers["Authorization"]
    assert "/1970-01-01/tione/tc3_request" in local.headers["Authorization"]


def test_every_call_signs_anew() -> None:
    times = iter([100.9, 200.0])
    auth = TC3Auth(Credentials("AKID", "SECRET"), lambda: next(times))
    requests_made = [
        requests.Request("POST", "https://h/", headers=JSON, data=b"{}", auth=auth).prepare() for _turn in "ab"
    ]
    assert [request.headers["X-TC-Timestamp"] for request in requests_made] == ["100", "200"]
    assert signature(requests_made[0]) != signature(requests_made[1])


def test_secrets_are_not_shown() -> None:
    shown = repr(Credentials("the-id", "the-key", "the-token", "somewhere"))
    assert shown == "Credentials(source='somewhere')"


@pytest.mark.parametrize("bad", ["", "two words", "line\nbreak", "ключ", "tab\t"])
@pytest.mark.parametrize("name", ["secret_id", "secret_key", "token"])
def test_credentials_that_cannot_be_valid_are_refused_without_being_quoted(name: str, bad: str) -> None:
    values = {"secret_id": "AKID", "secret_key": "SECRET", "token": "TOKEN", name: bad}
    with pytest.raises(CredentialsError, match=f"^{name} from the vault is empty or has") as caught:
        Credentials(source="the vault", **values)
    assert bad == "" or bad not in str(caught.value)
