# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the comparison with small fields, for what no setting of a service has."""

from __future__ import annotations

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import (
    Change,
    canonical,
    compare,
    find_twin,
    missing_members,
    overlay,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK

LOGIN = Field("login", "Login", "dict", fields=(Field("user", "User"), Field("password", "Password", secret=True)))
PART = Field("part", "Part", "dict", fields=(LOGIN, Field("size", "Size", "int")))
ENV = Field(
    "env", "Env", "list", elements="dict", key=("name", "path"), fields=(Field("name", "Name"), Field("value", "Value"))
)


def test_elements_without_a_key_are_named_by_their_number() -> None:
    members = (Field("path", "Path", required=True), Field("size", "Size", "int"))
    fields = (Field("volumes", "Volumes", "list", elements="dict", fields=members),)
    assert missing_members(fields, {"volumes": [{"path": "/a"}, {"size": 1}]}) == ["volumes[1].path"]


def test_a_new_secret_inside_a_sibling_makes_a_value_stale() -> None:
    fields = (LOGIN, Field("session", "Session", depends_on=("login",)))
    current = {"login": {"password": "old"}, "session": "s-1"}
    assert overlay(fields, {"login": {"password": "new"}}, current) == {"login": {"password": "new"}}
    assert overlay(fields, {}, current) == {"session": "s-1"}


def test_secrets_inside_dicts_count_only_where_all_secrets_do() -> None:
    wanted, current = {"login": {"password": "new"}}, {"login": {"user": "me", "password": "old"}}
    assert compare((LOGIN,), wanted, current) is None
    masked = {"login": {"password": MASK}}
    assert compare((LOGIN,), wanted, current, secrets=True) == Change(masked, masked)


def test_a_dict_that_is_new_has_nothing_before() -> None:
    for current in ({}, {"login": None}, {"login": {"user": ""}}):
        assert compare((LOGIN,), {"login": {"user": "me"}}, current) == Change(
            {"login": None}, {"login": {"user": "me"}}
        )


def test_a_cleared_dict_shows_what_its_dicts_held() -> None:
    current = {"part": {"size": None, "login": {"user": "me", "password": ""}}}
    assert compare((PART,), {"part": {}}, current) == Change({"part": {"login": {"user": "me"}}}, {"part": {}})


def test_an_element_without_a_key_is_the_twin_of_none_that_has_one() -> None:
    named, nameless = {"name": "A", "value": "1"}, {"value": "2"}
    assert find_twin(ENV, nameless, [named]) is None
    assert find_twin(ENV, nameless, [named, {"name": None, "value": "3"}]) == {"name": None, "value": "3"}
    assert find_twin(ENV, named, [nameless, named]) is named


def test_the_form_of_a_keyed_list_holds_what_its_elements_say() -> None:
    forms = [{"name": "A", "value": "1"}, {"name": "B"}]
    assert canonical(ENV, [{"name": "B", "value": ""}, {"name": "A", "value": "1"}]) == forms
    assert canonical(ENV, [{"name": "B", "value": "2"}]) != canonical(ENV, [{"name": "B"}])


def test_a_set_may_hold_what_has_no_order() -> None:
    field = Field("rules", "Rules", "list", elements="dict", unordered=True)
    one, other = {"b": 1}, {"a": 1}
    assert canonical(field, [one, other]) == canonical(field, [other, one])
    assert canonical(field, [one, other]) != canonical(field, [one, one])


SWITCHED = (Field("on", "On", "bool"), Field("limit", "Limit", "int", only_when="on"))
LIMIT = Field("limits", "Limits", "dict", fields=SWITCHED)


def test_a_member_has_a_form_while_its_switch_is_on() -> None:
    assert canonical(LIMIT, {"on": True, "limit": 5}) == {"on": True, "limit": 5}
    assert canonical(LIMIT, {"on": False, "limit": 5}) == {"on": False}


def test_the_switch_that_is_wanted_decides_before_the_one_that_is_there() -> None:
    found = compare(SWITCHED, {"on": True, "limit": 5}, {"on": False, "limit": 1})
    assert found == Change({"on": False, "limit": 1}, {"on": True, "limit": 5})
    assert compare(SWITCHED, {"on": False, "limit": 5}, {"on": True, "limit": 1}) == Change({"on": True}, {"on": False})


PRIVATE = (Field("value", "Value", secret_if="private"), Field("private", "Private", "bool"))


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True)])
def test_a_value_that_is_or_becomes_private_is_never_shown(before: bool, after: bool) -> None:
    wanted, current = {"value": "new", "private": after}, {"value": "old", "private": before}
    assert compare(PRIVATE, wanted, current) == Change({"private": before}, {"private": after})
    always = compare(PRIVATE, wanted, current, secrets=True)
    assert always == Change({"value": MASK, "private": before}, {"value": MASK, "private": after})


def test_what_is_never_read_back_counts_where_secrets_do_and_is_shown_unless_it_is_one() -> None:
    script = Field("script", "Script", mode=Mode.WRITE_ONLY)
    assert compare((script,), {"script": "run"}, {}) is None
    assert compare((script,), {"script": "run"}, {}, secrets=True) == Change({"script": None}, {"script": "run"})
    part = Field("part", "Part", "dict", fields=LOGIN.fields, mode=Mode.WRITE_ONLY)
    found = compare((part,), {"part": {"user": "me", "password": "hush"}}, {}, secrets=True)
    assert found == Change({"part": None}, {"part": {"user": "me", "password": MASK}})


def test_a_hook_that_compares_decides_and_both_values_are_shown() -> None:
    size = Field("size", "Size", same=lambda wanted, current: len(wanted) == len(current))
    assert compare((size,), {"size": "abc"}, {"size": "xyz"}) is None
    assert compare((size,), {"size": "abc"}, {"size": "z"}) == Change({"size": "z"}, {"size": "abc"})
