# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what tione_probe calls, and of the terms that it holds calls against."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_address import (
    NO_ADDRESS,
    NO_TOKEN,
    NOT_FOUND,
    NoTargetError,
    Target,
    check_address,
    find_target,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_calls import Call
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_verdict import judge, terms_of
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

Json = dict[str, Any]

NOTHING: Json = dict.fromkeys(
    [
        "url",
        "path",
        "service_id",
        "service_group_id",
        "service_group_name",
        "auth_token",
        "auth_token_name",
        "headers",
        "project_id",
    ]
)
GONE = ApiError(action="DescribeModelService", code="ResourceNotFound")


def target(*answers: Any, **options: Any) -> Target:
    client = ScriptedClient(answers)
    return find_target(Session({**NOTHING, **options}, client, client.warn, client.warn))


def refused(*answers: Any, **options: Any) -> NoTargetError:
    with pytest.raises(NoTargetError) as caught:
        target(*answers, **options)
    return caught.value


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("url", "h/path"),
        ("url", "ftp://h"),
        ("url", "http://"),
        ("url", "http://h:0"),
        ("url", "http://h:99999"),
        ("url", "http://h/a b"),
        ("url", "http://user@h/"),
        ("path", "http://h/v1"),
        ("service_group_name", " "),
    ],
)
def test_an_address_that_cannot_be_called_is_refused(option: str, value: str) -> None:
    with pytest.raises(OptionError) as caught:
        check_address({**NOTHING, option: value})
    assert caught.value.option_path == option


@pytest.mark.parametrize("options", [{"url": "https://h:8443/ms-1"}, {"path": "/v1?next=http://h"}])
def test_an_address_that_can_be_called_is_taken(options: Json) -> None:
    check_address({**NOTHING, **options})


def test_an_address_that_is_given_is_called_with_the_token_that_is_given() -> None:
    found = target(url="http://h?sign=a%2Fb", path="v1", auth_token="hush")
    assert found == Target(("http://h/v1?sign=a%2Fb",), "hush", frozenset({"hush", "a%2Fb", "a/b"}))


def pod(host: Any, port: Any = 80, phase: str = "Running") -> Json:
    return {"Phase": phase, "CrossTenantENIInfo": {"PrimaryIP": host, "Port": port}}


def version(*pods: Json) -> Json:
    service = {"ServiceId": "ms-1-2", "ServiceGroupId": "ms-1", "ServiceGroupName": "chat"}
    return {"Service": {**service, "ServiceInfo": {"PodInfos": list(pods)}}}


def test_a_version_is_called_at_each_of_its_running_pods() -> None:
    pods = (pod("10.0.0.1"), pod("10.0.0.2", phase="Pending"), pod(None), pod("10.0.0.3", 8080), pod("10.0.0.1"))
    found = target(version(*pods), service_id="ms-1-2", service_group_name="chat", path="v1")
    assert found.urls == ("http://10.0.0.1:80/v1", "http://10.0.0.3:8080/v1")


def test_a_version_without_an_address_is_no_target() -> None:
    assert refused(GONE, service_id="ms-1-2").error_code == NOT_FOUND
    error = refused(version(pod(None), pod("10.0.0.1", phase="Failed")), service_id="ms-1-2")
    assert error.error_code == NO_ADDRESS
    assert "none of its 2 pods" in str(error)


def test_a_version_of_another_group_is_refused() -> None:
    with pytest.raises(OptionError, match="ms-1-2 is a service of chat, not of search"):
        target(version(), service_id="ms-1-2", service_group_name="search")


def token(name: str, value: str, status: str | None = "Enabled") -> Json:
    return {"Base": {"Name": name, "Value": value, "Status": status}}


PRESENT = {"InternetEndpoint": "gw.example/ms-1", "AuthorizationEnable": True}
TOKENS = [token("a", "one", "Disabled"), token("b", "***"), token("c", "three"), {"Base": None}]


@pytest.mark.parametrize(
    ("info", "options", "expected"),
    [
        ({"AuthTokens": TOKENS}, {}, "three"),
        ({"AuthTokens": TOKENS}, {"auth_token_name": "c"}, "three"),
        ({"AuthTokens": TOKENS}, {"auth_token": "mine"}, "mine"),
        ({"AuthTokens": [], "AuthToken": "of-group"}, {}, "of-group"),
        ({"AuthTokens": TOKENS}, {"headers": {"Authorization": "x"}}, None),
        ({"AuthTokens": TOKENS, "AuthorizationEnable": False}, {}, None),
    ],
)
def test_a_group_is_called_with_a_token_that_is_enabled(info: Json, options: Json, expected: str | None) -> None:
    found = target({"ServiceCallInfoV2": {**PRESENT, **info}}, service_group_id="ms-1", **options)
    assert (found.urls, found.token) == (("https://gw.example/ms-1",), expected)


def test_what_the_call_info_tells_is_secret() -> None:
    old = {"AppKey": "key", "AppSecret": "secret"}
    reply = {"ServiceCallInfoV2": {**PRESENT, "AuthTokens": TOKENS, "AuthToken": "four"}, "ServiceCallInfo": old}
    assert {"one", "three", "four", "key", "secret"} <= target(reply, service_group_id="ms-1").secrets


def test_the_old_gateway_is_called_where_there_is_no_other() -> None:
    old = {"OuterHttpAddr": "http://old", "OuterHttpsAddr": "https://old"}
    assert target({"ServiceCallInfo": old}, service_group_id="ms-1").urls == ("https://old",)
    old["OuterHttpsAddr"] = ""
    assert target({"ServiceCallInfo": old}, service_group_id="ms-1").urls == ("http://old",)


def test_a_group_that_cannot_be_called_is_no_target() -> None:
    listed = {"ServiceGroups": [], "TotalCount": 0}
    assert refused(listed, service_group_name="chat").error_code == NOT_FOUND
    assert refused({}, service_group_id="ms-1").error_code == NO_ADDRESS
    assert refused({"ServiceCallInfoV2": PRESENT}, service_group_id="ms-1").error_code == NO_TOKEN
    error = refused({"ServiceCallInfoV2": PRESENT}, service_group_id="ms-1", auth_token_name="d")
    assert "with the name 'd'" in str(error)


TERMS: Json = {"max_latency": None, "max_error_percentage": 0, "expected_status": [200], "expect": None}


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"max_latency": [{"percentile": 0, "seconds": 1}]}, "max_latency[0].percentile"),
        ({"max_latency": [{"percentile": 50, "seconds": 1}, {"percentile": 9, "seconds": 0}]}, "max_latency[1].seconds"),
        ({"max_error_percentage": 101}, "max_error_percentage"),
        ({"expected_status": []}, "expected_status"),
        ({"expected_status": [200, 600]}, "expected_status"),
        ({"expect": "a ||"}, "expect"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_met_are_refused(options: Json, path: str) -> None:
    with pytest.raises(OptionError) as caught:
        terms_of({**TERMS, **options})
    assert caught.value.option_path == path


@pytest.mark.parametrize(
    ("expect", "text", "passed"),
    [
        ("choices[0]", '{"choices": [0]}', True),
        ("choices[0]", '{"choices": []}', False),
        ("ok", '{"ok": false}', False),
        ("length(n) > `1`", '{"n": 1}', False),
        ("text", '{"text": ""}', False),
    ],
)
def test_an_answer_holds_what_is_expected(expect: str, text: str, passed: bool) -> None:
    verdict = judge([Call(200, "", text, 0.1)], terms_of({**TERMS, "expect": expect}))
    assert verdict.passed is passed


def test_a_slow_round_is_advised_on() -> None:
    terms = terms_of({**TERMS, "max_latency": [{"percentile": 50, "seconds": 0.5}]})
    verdict = judge([Call(200, "", "{}", 0.9)], terms)
    assert not verdict.passed
    assert "max_latency" in verdict.advice
    assert judge([Call(503, "", "{}", 0.1)], terms).advice != verdict.advice
