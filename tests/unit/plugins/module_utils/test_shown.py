# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of names: what they say of a declared object, and what a reply looks like through them."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, names_of
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import names
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._shown import ALWAYS, shown

TABLE: dict[str, Any] = {
    "Name": "name",
    "Login": ("login", {"User": "user", "Password": ("password", ALWAYS)}),
    "Env": ("env", {"Value": ("value", "IsPrivate"), "IsPrivate": "is_private"}),
    "Size": ("size", {"Cpu": "cpu"}),
}


def test_a_table_says_what_the_declarations_say() -> None:
    fields = (
        Field("name", "Name"),
        Field("login", "Login", "dict", fields=(Field("user", "User"), Field("password", "Password", secret=True))),
        Field(
            "env",
            "Env",
            "list",
            elements="dict",
            fields=(Field("value", "Value", secret_if="is_private"), Field("is_private", "IsPrivate", "bool")),
        ),
        Field("size", "Size", "dict", fields=(Field("cpu", "Cpu", "int"),)),
        Field("hidden", "Hidden", mode=Mode.WRITE_ONLY),
    )
    assert names_of(fields) == TABLE


def test_the_table_of_a_service_group_is_that_of_its_declaration() -> None:
    assert names_of(SERVICE_GROUP) == names.SERVICE_GROUP


def test_members_have_the_names_of_options_in_the_order_of_the_reply() -> None:
    reply = {"Size": {"Cpu": 0, "New": 1}, "Name": None, "Other": {"Name": "x"}}
    assert list(shown(TABLE, reply).items()) == [("size", {"cpu": 0}), ("name", None)]


@pytest.mark.parametrize(("value", "seen"), [("open sesame", MASK), ("", ""), (None, None), (7, MASK), (["a"], MASK)])
def test_a_secret_is_masked_and_that_there_is_none_is_shown(value: Any, seen: Any) -> None:
    assert shown(TABLE, {"Login": {"User": "me", "Password": value}}) == {"login": {"user": "me", "password": seen}}


@pytest.mark.parametrize(("switch", "seen"), [({"IsPrivate": True}, MASK), ({"IsPrivate": False}, "v"), ({}, "v")])
def test_a_private_value_is_masked_while_its_switch_is_on(switch: dict[str, bool], seen: str) -> None:
    (element,) = shown(TABLE, {"Env": [{"Value": "v", **switch}]})["env"]
    assert element["value"] == seen


@pytest.mark.parametrize(
    ("reply", "seen"),
    [
        ({"Login": "me:open sesame"}, {"login": MASK}),
        ({"Size": "large"}, {"size": "large"}),
        ({"Login": None, "Size": ""}, {"login": None, "size": ""}),
        ({"Env": ["a", {"Value": "b"}, None]}, {"env": [{"value": "b"}]}),
        ({"Env": {"Value": "b", "IsPrivate": True}}, {"env": {"value": MASK, "is_private": True}}),
    ],
)
def test_what_is_not_of_the_declared_shape_shows_no_secret(reply: dict[str, Any], seen: dict[str, Any]) -> None:
    assert shown(TABLE, reply) == seen
