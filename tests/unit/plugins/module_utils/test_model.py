# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what is derived from a declaration: argument spec, request body, returned values, masks."""

from __future__ import annotations

import json
from typing import Any

import hypothesis
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._arguments import argument_spec
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import overlay
from ansible_collections.community.tencentcloud.plugins.module_utils._model import AppliesTo, Field, Kind, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._options import (
    COMMON,
    QUERY,
    WAIT,
    ModuleSpec,
    Option,
    spec_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import FIELDS, SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._values import (
    from_api,
    given,
    masked,
    secret_values,
    to_api,
)
from generated import CURRENT, QUICK, WANTED

LEAF = Field("max_size", "MaxSize", "int", minimum=1)
NAMED = Field("items", "Items", "list", elements="dict", fields=(Field("id", "ID"), LEAF), key=("id",))
BOX = Field("box", "Box", "dict", fields=(Field("secret_note", "SecretNote"), LEAF, NAMED))
FACT = Field("seen_at", "SeenAt", mode=Mode.READ_ONLY)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (Field("a", "A"), Kind.SCALAR),
        (Field("a", "A", "bool"), Kind.SCALAR),
        (Field("a", "A", "dict"), Kind.DICT),
        (Field("a", "A", "list", elements="str"), Kind.ORDERED_LIST),
        (Field("a", "A", "list", elements="str", unordered=True), Kind.SET),
        (NAMED, Kind.KEYED_LIST),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)
def test_type_key_and_order_decide_how_a_field_is_compared(field: Field, kind: Kind) -> None:
    assert field.kind is kind


@pytest.mark.parametrize("value", [None, "", [], {}, 0])
def test_unset_values_say_the_same_as_not_set(value: Any) -> None:
    assert Field("a", "A", unset=(0,)).is_unset(value)


@pytest.mark.parametrize("value", [False, 0.0, "0", [None], {"a": None}, ()])
def test_values_that_only_look_alike_are_not_unset(value: Any) -> None:
    assert not Field("a", "A", unset=(0,)).is_unset(value)


def test_zero_and_false_are_values_unless_a_field_says_otherwise() -> None:
    field = Field("a", "A", "int")
    assert not field.is_unset(0)
    assert not field.is_unset(False)


@pytest.mark.parametrize(
    ("path", "value"),
    [(("a", "b"), 1), (("a",), {"b": 1}), (("a", "x"), None), (("x", "b"), None), (("a", "b", "c"), None), ((), None)],
    ids=str,
)
def test_dig_ends_in_none_where_a_step_is_missing(path: tuple[str, ...], value: Any) -> None:
    tree = {"a": {"b": 1}}
    assert dig(tree, path) == (value if path else tree)


@pytest.mark.parametrize(
    ("rule", "charge_type", "holds"),
    [
        (AppliesTo(("charge_type",), ("X", "Y")), "X", True),
        (AppliesTo(("charge_type",), ("X", "Y")), "Z", False),
        (AppliesTo(("charge_type",), ("X", "Y")), None, False),
        (AppliesTo(("charge_type",), ("X", "Y"), has_one=False), "Y", False),
        (AppliesTo(("charge_type",), ("X", "Y"), has_one=False), "Z", True),
        (AppliesTo(("charge_type",), ("X", "Y"), has_one=False), None, True),
    ],
)
def test_a_rule_for_objects_holds_by_the_value_of_a_member(rule: AppliesTo, charge_type: Any, holds: bool) -> None:
    assert rule.holds({"charge_type": charge_type}) is holds


def test_a_rule_for_objects_reads_like_a_condition() -> None:
    assert str(AppliesTo(("charge_type",), ("X", "Y"))) == "charge_type X or Y"
    assert str(AppliesTo(("charge_type",), ("X",), has_one=False)) == "charge_type other than X"


def test_an_argument_spec_has_types_suboptions_and_the_sole_key_of_a_list() -> None:
    assert argument_spec((BOX, FACT)) == {
        "box": {
            "type": "dict",
            "options": {
                "secret_note": {"type": "str", "no_log": False},
                "max_size": {"type": "int"},
                "items": {
                    "type": "list",
                    "elements": "dict",
                    "options": {"id": {"type": "str", "required": True}, "max_size": {"type": "int"}},
                },
            },
        }
    }


def test_an_argument_spec_says_what_is_secret_chosen_and_needed_together() -> None:
    mode = Field("mode", "Mode", choices=("A", "B"), suggestions=("C",), default="A", required=True)
    password = Field("password", "Password", secret=True)
    group = Field("group", "Group", "dict", fields=(mode, password), required_if=(("mode", "B", ("password",)),))
    either = Field("jobs", "Jobs", "list", elements="dict", fields=(mode, password), key=("mode", "password"))
    spec = argument_spec((group, either))
    members = {"mode": {"type": "str", "choices": ["A", "B"]}, "password": {"type": "str", "no_log": True}}
    assert spec["group"] == {"type": "dict", "options": members, "required_if": [["mode", "B", ("password",)]]}
    assert spec["jobs"] == {"type": "list", "elements": "dict", "options": members}


def test_given_drops_what_was_left_out_at_every_depth_and_keeps_explicit_empty_values() -> None:
    params = {
        "box": {"secret_note": None, "max_size": 0, "items": [{"id": "a", "max_size": None}, {"id": ""}]},
        "seen_at": "never an option",
        "unknown": 1,
    }
    assert given((BOX, FACT), params) == {"box": {"max_size": 0, "items": [{"id": "a"}, {"id": ""}]}}
    assert given((BOX, NAMED, LEAF), {"box": {}, "items": [], "max_size": None}) == {"box": {}, "items": []}


def test_a_reply_keeps_nulls_and_loses_members_that_are_not_declared() -> None:
    reply = {"Box": {"SecretNote": None, "Items": [{"ID": "a", "New": 1}, None], "New": {}}, "SeenAt": "", "New": 1}
    assert from_api((BOX, FACT), reply) == {"box": {"secret_note": None, "items": [{"id": "a"}]}, "seen_at": ""}
    assert from_api((BOX, NAMED), {"Box": None, "Items": None}) == {"box": None, "items": None}


def test_a_body_leaves_out_what_is_unset_or_read_only_but_keeps_explicit_empty_values() -> None:
    fields = (
        BOX,
        FACT,
        Field("port", "Port", "int", unset=(0, 8501)),
        Field("note", "Note"),
        Field("names", "Names", "list", elements="str"),
        Field("on", "On", "bool", default=False),
        Field("size", "Size", "int"),
    )
    values = {
        "box": {"secret_note": "", "max_size": None, "items": [{"id": "a", "max_size": 3}]},
        "seen_at": "now",
        "port": 8501,
        "note": "",
        "names": [],
        "on": False,
        "size": 0,
    }
    assert to_api(fields, values) == {
        "Box": {"SecretNote": "", "Items": [{"ID": "a", "MaxSize": 3}]},
        "Note": "",
        "Names": [],
        "On": False,
        "Size": 0,
    }
    assert to_api(fields, {"box": {}, "port": 0}) == {}


@pytest.mark.parametrize(
    ("name", "value", "member", "sent"),
    [
        (
            "scheduled_action",
            {"schedule_stop": True, "schedule_stop_time": "2026-12-01T14:00:00Z"},
            "ScheduledAction",
            {"ScheduleStop": True, "ScheduleStopTime": "2026-12-01T22:00:00+08:00"},
        ),
        ("image_info", {"image_type": "PRE_SET"}, "ImageInfo", {"ImageType": "PreSet"}),
        ("image_info", {"image_type": "NewKind"}, "ImageInfo", {"ImageType": "NewKind"}),
        ("service_eip", {"enable_eip": True}, "ServiceEIP", {"EnableEIP": True}),
    ],
)
def test_settings_are_sent_in_the_form_that_the_api_documents(name: str, value: Any, member: str, sent: Any) -> None:
    assert to_api((FIELDS[name],), {name: value}) == {member: sent}


@pytest.mark.parametrize(
    "values", [{"resources": {"gpu": 0}}, {"health_probe": {"liveness_probe": {"probe_action": {}}}}], ids=str
)
def test_an_object_without_members_is_not_sent(values: dict[str, Any]) -> None:
    assert to_api(SETTINGS, values) == {}


@QUICK
@hypothesis.given(WANTED, CURRENT)
def test_a_request_body_read_back_makes_the_same_body(wanted: dict[str, Any], current: dict[str, Any]) -> None:
    body = to_api(SETTINGS, overlay(SETTINGS, wanted, current))
    read_back = to_api(SETTINGS, from_api(SETTINGS, json.loads(json.dumps(body))))
    assert body.keys() - read_back.keys() <= {field.api for field in SETTINGS if field.mode is Mode.WRITE_ONLY}
    assert to_api(SETTINGS, from_api(SETTINGS, json.loads(json.dumps(read_back)))) == read_back


TOKEN = Field("value", "Value", secret=True)
VARIABLE = (Field("value", "Value", secret_if="is_private"), Field("is_private", "IsPrivate", "bool"))
HOLDERS = (
    TOKEN,
    Field("env", "Env", "list", elements="dict", fields=VARIABLE),
    Field("login", "Login", "dict", fields=(Field("password", "Password", secret=True), Field("user", "User"))),
)


def test_a_mask_covers_each_secret_and_drops_what_is_not_declared() -> None:
    values = {
        "value": "s1",
        "env": [{"value": "s2", "is_private": True}, {"value": "open", "is_private": False}, {"value": "open"}],
        "login": {"password": "s3", "user": "me"},
        "other": "undeclared",
    }
    shown = masked(HOLDERS, values)
    assert shown == {
        "value": MASK,
        "env": [{"value": MASK, "is_private": True}, {"value": "open", "is_private": False}, {"value": "open"}],
        "login": {"password": MASK, "user": "me"},
    }
    assert values["value"] == "s1"
    assert secret_values(HOLDERS, values) == {"s1", "s2", "s3"}


@pytest.mark.parametrize("value", [None, ""])
def test_a_mask_does_not_pretend_a_secret_where_there_is_none(value: Any) -> None:
    assert masked((TOKEN,), {"value": value}) == {"value": value}
    assert secret_values((TOKEN,), {"value": value}) == set()


def test_a_spec_of_groups_has_options_and_settings_with_their_suboptions() -> None:
    flag = Option("A flag.", {"type": "bool", "default": False})
    inner = {"name": Option("A name.", {"required": True})}
    group = {"flag": flag, "filters": Option("Filters.", {"type": "list", "elements": "dict"}, inner)}
    assert spec_of(group, (BOX, FACT), {"text": Option("A text.")}) == {
        "flag": {"type": "bool", "default": False},
        "filters": {"type": "list", "elements": "dict", "options": {"name": {"type": "str", "required": True}}},
        "box": argument_spec((BOX,))["box"],
        "text": {"type": "str"},
    }


def test_options_have_the_defaults_that_users_rely_on() -> None:
    defaults = {name: option["default"] for name, option in spec_of(COMMON, QUERY, WAIT).items() if "default" in option}
    assert defaults == {
        "language": "en-US",
        "timeout": 30.0,
        "connect_timeout": 10.0,
        "deadline": 300.0,
        "role_session_duration": 7200,
        "rate_limit": 20,
        "validate_certs": True,
        "allow_http": False,
        "only_query_result": False,
        "wait": True,
        "wait_timeout": 1800.0,
        "wait_interval": 5.0,
    }


def test_a_module_has_the_common_options_before_its_own() -> None:
    spec = ModuleSpec(
        run=lambda session: {}, returns=tuple, options=({"region": Option("Its own.", {"type": "int"})}, (LEAF,))
    )
    assert spec.argument_spec() == {**spec_of(COMMON), "region": {"type": "int"}, "max_size": {"type": "int"}}
