# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the lookups: what a term means, and which address and which token of a group count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible.errors import AnsibleLookupError
from ansible_collections.community.tencentcloud.plugins.lookup import tione_endpoint, tione_service
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.plugin_utils._reading import Reader
from scripted_client import ScriptedClient
from service_views import ENV, reply, service

Json = dict[str, Any]

VERSIONS = [reply(service(service_id=f"ms-chat-{number}", version=str(number), info={"env": ENV})) for number in (1, 2)]
CHAT = {"ServiceGroupId": "ms-chat", "ServiceGroupName": "chat", "Services": VERSIONS}
ODD = {"ServiceGroupId": "ms-odd", "ServiceGroupName": "ms-name", "Services": []}
TOKENS = [{"Base": {"Name": "a", "Value": "token-a"}}, {"Base": {"Name": "b", "Value": "token-b"}}, {"Base": None}]
PRESENT = {"InternetEndpoint": "https://present", "AuthorizationEnable": True, "AuthTokens": TOKENS}


class Account(ScriptedClient):
    """Two groups: one that is called as `info` says, and one with a name like an id."""

    def __init__(self, **info: Any) -> None:
        super().__init__()
        self.info = info

    def answer(self, action: str, params: Mapping[str, Any]) -> Json:
        if action == "DescribeModelServiceGroups":
            wanted = params["Filters"][0]["Values"]
            found = [group for group in (CHAT, ODD) if group["ServiceGroupName"] in wanted]
            return {"ServiceGroups": found, "TotalCount": len(found)}
        answers: Json = {"ms-chat": {"ServiceGroup": CHAT, **self.info}}
        answers.update({one["ServiceId"]: {"Service": one} for one in VERSIONS})
        sought = params.get("ServiceId") or params["ServiceGroupId"]
        if sought not in answers:
            raise ApiError(action=action, code="ResourceNotFound")
        return dict(answers[sought])


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that asks a lookup of an account."""

    def ask(plugin: Any, account: Account, *terms: Any, **options: Any) -> list[Json]:
        monkeypatch.setattr(Reader, "client", lambda self, region: account)
        given = {"secret_id": "AKID", "secret_key": "SECRET", "region": "ap-guangzhou", **options}
        lookup = plugin.LookupModule()
        monkeypatch.setattr(lookup, "set_options", lambda **said: None)
        monkeypatch.setattr(lookup, "get_option", given.get)
        return list(lookup.run(list(terms), {}, **options))

    return ask


def test_a_service_is_found_by_its_id_or_by_its_group(ask: Any) -> None:
    for term, options, found in (
        ("ms-chat-1", {}, "ms-chat-1"),
        ("ms-chat", {}, "ms-chat-2"),
        (" chat ", {}, "ms-chat-2"),
        ("chat", {"version": "1"}, "ms-chat-1"),
    ):
        (answer,) = ask(tione_service, Account(), term, **options)
        assert answer["service_id"] == found
        assert [one["value"] for one in answer["service_info"]["env"]] == ["info", MASK]


def test_terms_are_answered_in_their_order(ask: Any) -> None:
    answers = ask(tione_service, Account(), "ms-chat-2", "ms-chat-1")
    assert [answer["service_id"] for answer in answers] == ["ms-chat-2", "ms-chat-1"]


@pytest.mark.parametrize(
    ("term", "options", "text"),
    [
        ("search", {}, "There is no search in region ap-guangzhou and workspace default"),
        ("chat", {"version": "3", "project_id": "77"}, "There is no chat in region ap-guangzhou and workspace 77"),
        ("ms-name", {}, "There is no ms-name"),
        (" ", {}, "A term is empty"),
        ("chat", {"version": "newest"}, "version"),
        ("chat", {"speed": 1}, "There is no option speed"),
        ("chat", {"rate_limit": "fast"}, "rate_limit"),
    ],
)
def test_what_a_lookup_cannot_answer_is_said(ask: Any, term: str, options: Json, text: str) -> None:
    with pytest.raises(AnsibleLookupError, match=text):
        ask(tione_service, Account(), term, **options)


VPC = "vpc"
LINKS = {"PrivateLinkInfosV2": [{"InnerHttpAddr": []}, {"InnerHttpAddr": ["", "http://link-1", "http://link-2"]}]}


@pytest.mark.parametrize(
    ("info", "network", "address"),
    [
        ({"ServiceCallInfoV2": PRESENT, "TJCallInfo": {"HttpAddr": "http://tj"}}, "internet", "https://present"),
        ({"TJCallInfo": {"HttpAddr": "http://tj"}, "ServiceCallInfo": {"OuterHttpAddr": "http://old"}}, "internet", "http://tj"),
        ({"ServiceCallInfo": {"OuterHttpAddr": "http://old", "OuterHttpsAddr": "https://old"}}, "internet", "https://old"),
        ({"IntranetCallInfo": LINKS, "ServiceCallInfo": {"InnerHttpAddr": "http://in"}}, VPC, "http://link-1"),
        ({"InferGatewayCallInfo": {"VpcHttpAddr": "http://gateway"}}, VPC, "http://gateway"),
    ],
)  # fmt: skip
def test_the_best_address_in_the_network_counts(ask: Any, info: Json, network: str, address: str) -> None:
    (answer,) = ask(tione_endpoint, Account(**info), "chat", network=network)
    assert (answer["service_group_id"], answer["address"]) == ("ms-chat", address)


def test_a_group_without_an_address_there_is_told_where_to_look(ask: Any) -> None:
    account = Account(ServiceCallInfoV2=PRESENT)
    with pytest.raises(AnsibleLookupError, match=r"no address for calls from the vpc.*network=internet"):
        ask(tione_endpoint, account, "ms-chat", network="vpc")
    with pytest.raises(AnsibleLookupError, match=r"no address for calls from the internet.*network=vpc"):
        ask(tione_endpoint, Account(IntranetCallInfo=LINKS), "ms-chat")


@pytest.mark.parametrize(
    ("info", "options", "token"),
    [
        ({"ServiceCallInfoV2": {**PRESENT, "AuthToken": "token-of-group"}}, {}, "token-of-group"),
        ({"ServiceCallInfoV2": PRESENT}, {}, "token-a"),
        ({"ServiceCallInfoV2": PRESENT}, {"token_name": "b"}, "token-b"),
        ({"ServiceCallInfoV2": {"InternetEndpoint": "https://present"}}, {}, None),
        ({"TJCallInfo": {"HttpAddr": "http://tj", "Token": "token-of-taiji"}}, {}, "token-of-taiji"),
    ],
)
def test_a_token_is_masked_unless_it_is_asked_for(ask: Any, info: Json, options: Json, token: str | None) -> None:
    (shown,) = ask(tione_endpoint, Account(**info), "ms-chat", reveal=True, **options)
    (hidden,) = ask(tione_endpoint, Account(**info), "ms-chat", **options)
    assert (shown["token"], hidden["token"]) == (token, token and MASK)


def test_a_token_of_another_name_is_missed(ask: Any) -> None:
    with pytest.raises(AnsibleLookupError, match="no token named 'c'; there is None, a, b"):
        ask(tione_endpoint, Account(ServiceCallInfoV2=PRESENT), "chat", token_name="c")
    with pytest.raises(AnsibleLookupError, match="no token named 'c'; there is none"):
        ask(tione_endpoint, Account(ServiceCallInfo={"OuterHttpAddr": "http://old"}), "chat", token_name="c")


@pytest.mark.parametrize(
    ("info", "enabled"),
    [
        ({"ServiceCallInfoV2": PRESENT}, True),
        ({"ServiceCallInfo": {"OuterHttpAddr": "http://old", "AuthorizationEnable": False}}, False),
        ({"TJCallInfo": {"HttpAddr": "http://tj"}}, None),
    ],
)
def test_whether_calls_need_a_token_is_told_where_it_is_known(ask: Any, info: Json, enabled: bool | None) -> None:
    assert ask(tione_endpoint, Account(**info), "chat")[0]["authorization_enable"] is enabled


@pytest.mark.parametrize("term", ["ms-none", "ms-name", "nothing"])
def test_a_group_that_is_not_there_or_not_called_is_missed(ask: Any, term: str) -> None:
    with pytest.raises(AnsibleLookupError, match=f"There is no {term}"):
        ask(tione_endpoint, Account(ServiceCallInfoV2=PRESENT), term)
