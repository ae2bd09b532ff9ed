# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in objects as the API spells them: known by the names of members, masked wherever they stand."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import concealed, secret_texts

SECRET = "Tr0ub4dor&3"
TOKEN = {"Base": {"Value": SECRET, "Name": "frontend", "Id": "at-1"}, "Limits": [{"Strategy": "PerDay", "Max": 3}]}
MASKED_TOKEN = {**TOKEN, "Base": {**TOKEN["Base"], "Value": MASK}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ({"AuthTokens": [TOKEN]}, {"AuthTokens": [MASKED_TOKEN]}),
        ({"AuthToken": TOKEN}, {"AuthToken": MASKED_TOKEN}),
        ({"AuthToken": SECRET}, {"AuthToken": MASK}),
        ({"AuthTokenValue": SECRET}, {"AuthTokenValue": MASK}),
        ({"TJCallInfo": {"Token": SECRET}}, {"TJCallInfo": {"Token": MASK}}),
        ({"AppKey": SECRET, "AppSecret": SECRET}, {"AppKey": MASK, "AppSecret": MASK}),
        (
            {"ImageSecret": {"KeyId": "k", "Username": "u", "Password": SECRET, "SecretId": "s"}},
            {"ImageSecret": {"KeyId": "k", "Username": MASK, "Password": MASK, "SecretId": MASK}},
        ),
        (
            {"Env": [{"Name": "A", "Value": SECRET, "IsPrivate": True}]},
            {"Env": [{"Name": "A", "Value": MASK, "IsPrivate": True}]},
        ),
        ({"PodList": [SECRET, "{}"]}, {"PodList": [MASK, MASK]}),
        ({"AuthorizedUrl": SECRET}, {"AuthorizedUrl": MASK}),
        (
            {"TmpSecretKey": SECRET, "Deep": [[{"DbPassword": SECRET}]]},
            {"TmpSecretKey": MASK, "Deep": [[{"DbPassword": MASK}]]},
        ),
        ({"Token": SECRET, "CallExample": f"curl -H {SECRET}"}, {"Token": MASK, "CallExample": f"curl -H {MASK}"}),
    ],
)
def test_secrets_are_known_by_name(shown: dict[str, Any], hidden: dict[str, Any]) -> None:
    assert concealed(shown) == hidden
    assert SECRET in secret_texts(shown)


@pytest.mark.parametrize(
    "harmless",
    [
        {"Env": [{"Name": "A", "Value": "open", "IsPrivate": False}, {"Name": "B", "Value": "open"}]},
        {"Tags": [{"TagKey": "env", "TagValue": "prod"}], "HashHeaderKey": "X-User", "Key": "a", "Value": "b"},
        {"Usage": {"TotalTokens": 5}, "MaxTokens": 512, "AuthorizationEnable": True},
        {"NextToken": "page-2", "Password": "", "Token": None, "AuthTokens": None},
        {"UserName": "u", "Username": "u"},
        {},
        [],
        None,
    ],
)
def test_all_else_is_shown(harmless: Any) -> None:
    assert concealed(harmless) == harmless
    assert secret_texts(harmless) == set()


def test_what_is_no_object_is_masked_whole() -> None:
    assert concealed("Password=x") == MASK
    assert secret_texts("Password=x") == {"Password=x"}


def test_short_secrets_are_masked_where_they_stand_only() -> None:
    assert concealed({"Token": "info", "Message": "information"}) == {"Token": MASK, "Message": "information"}


def test_the_object_itself_stays() -> None:
    value = {"AuthTokens": [dict(TOKEN)]}
    concealed(value)
    assert value == {"AuthTokens": [TOKEN]}
