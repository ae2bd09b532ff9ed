# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what tione_auth_token plans for a token, and of the rules behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Plan
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ConflictError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.auth_token import (
    CREATE,
    DELETE,
    MODIFY,
    SETTINGS_PART,
    VALUE_PART,
    AuthToken,
    find_token,
    is_due,
    is_masked,
    run,
    settings_of,
    token_body,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import View
from generated import QUICK
from group_replies import GROUP, Hall, group, reply
from hypothesis import given
from hypothesis import strategies as st

NOW = 1_700_000_000.0
PER_DAY, PER_MINUTE = {"strategy": "PerDay", "max": 9}, {"strategy": "PerMinute", "max": 5}


def token(value: Any = "value-1", name: str = "web", limits: Any = None, **base: Any) -> dict[str, Any]:
    """A token as the API returns it."""
    known = {
        "Value": value,
        "Name": name,
        "Description": "old",
        "CreateTime": "2023-01-01T00:00:00Z",
        "Id": f"at-{str(value)[-1:]}",
    }
    return {"Base": {**known, "Status": "Enabled", **base}, "Limits": limits}


class Scene(Hall):
    """A resource, and the tokens that it reads one after the other (None: there is no group)."""

    def __init__(
        self, *tokens: list[dict[str, Any]] | None, wanted: dict[str, Any] | None = None, **params: Any
    ) -> None:
        found = [reply(None if known is None else group(AuthTokens=known)) for known in tokens]
        options = {"name": "web", "rotate": False, "rotate_if_older_than": None, "reveal": True}
        super().__init__(found, {**options, **params})
        self.resource = AuthToken(self.session, wanted or {})

    def read(self) -> View | None:
        return self.resource.read()

    def plan(self, done: tuple[str, ...] = ()) -> Plan:
        return self.resource.plan(self.read(), done)


def parts(plan: Plan) -> list[tuple[str, str]]:
    return [(step.label, step.target) for step in plan.steps]


@pytest.mark.parametrize("value", [None, "", "********", "abc****xyz", "*"])
def test_a_masked_value_is_no_value(value: Any) -> None:
    assert is_masked(value)


def test_a_value_is_a_value() -> None:
    assert not is_masked("3f9c1e5b7a2d4860")


@pytest.mark.parametrize("days", [None, 0])
@pytest.mark.parametrize("created", [None, "", "soon", "2999-01-01T00:00:00Z"])
def test_without_an_age_it_is_always_due(days: int | None, created: Any) -> None:
    assert is_due(created, days, NOW)


@QUICK
@given(st.integers(1, 4000), st.integers(-3600 * 24 * 30, 3600 * 24 * 30), st.sampled_from(["Z", "+00:00", "", "east"]))
def test_it_is_due_from_that_age_on(days: int, seconds: int, form: str) -> None:
    born = datetime.fromtimestamp(NOW, UTC) - timedelta(days=days, seconds=seconds)
    east = born.astimezone(timezone(timedelta(hours=8))).isoformat()
    text = east if form == "east" else born.strftime("%Y-%m-%dT%H:%M:%S") + form
    assert is_due(text, days, NOW) is (seconds >= 0)


@pytest.mark.parametrize("created", [None, "", "yesterday", 5])
def test_an_age_that_is_needed_and_not_known_is_an_error(created: Any) -> None:
    with pytest.raises(ValueError, match=r".*"):
        is_due(created, 1, NOW)


def view(**changes: Any) -> dict[str, Any]:
    found = Scene([token(**changes)], name=changes.get("name", "web")).read()
    assert found is not None
    return dict(found)


def test_a_token_is_found_by_its_whole_name() -> None:
    known = [view(name="web"), view(name="Web"), view(name="web2")]
    assert find_token(known, "web") is known[0]
    assert find_token(known, "we") is None
    with pytest.raises(ConflictError, match="3 auth tokens have the name 'x': at-1, one without id, at-3"):
        find_token([view(name="x", value="1"), view(name="x", Id=None), view(name="x", value="3")], "x")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (None, []),
        ([], []),
        ([{"Strategy": "PerDay", "Max": 9}], [PER_DAY]),
        ([{"Strategy": "PerDay", "Max": 0}, {"Strategy": "PerMinute", "Max": 5}], [PER_MINUTE]),
        ([{"Strategy": "PerDay", "Max": None}], []),
    ],
)
def test_a_limit_without_a_number_limits_nothing(limits: Any, expected: list[dict[str, Any]]) -> None:
    assert settings_of(view(limits=limits))["limits"] == expected


def test_a_request_holds_the_whole_token() -> None:
    whole = view(limits=[{"Strategy": "PerDay", "Max": 9}])
    base = token()["Base"]
    assert token_body(whole, {}) == {"Base": base, "Limits": [{"Strategy": "PerDay", "Max": 9}]}
    assert token_body(whole, {"limits": [PER_MINUTE], "description": "new"}) == {
        "Base": {**base, "Description": "new"},
        "Limits": [{"Strategy": "PerMinute", "Max": 5}],
    }
    assert token_body(whole, {"limits": [], "description": ""}) == {"Base": {**base, "Description": ""}, "Limits": []}


def test_limits_that_are_not_given_are_sent_as_they_were_read() -> None:
    limits = [{"Strategy": "PerDay", "Max": 0}]
    assert token_body(view(limits=limits), {"description": "new"})["Limits"] == limits


def test_a_request_lacks_what_the_api_does_not_return() -> None:
    bare = view(Id=None, Status=None, Description=None)
    assert token_body(bare, {})["Base"].keys() == {"Value", "Name", "Description", "CreateTime"}


ROTATE: dict[str, Any] = {"rotate": True}
CREATES = [(CREATE, "")]


@pytest.mark.parametrize(
    ("tokens", "wanted", "options", "expected"),
    [
        pytest.param([], {}, {}, CREATES, id="created"),
        pytest.param([], {}, ROTATE, CREATES, id="a new one is not rotated"),
        pytest.param([], {"limits": [PER_DAY]}, {}, [*CREATES, (MODIFY, "")], id="created with limits"),
        pytest.param([], {"limits": []}, {}, CREATES, id="created without limits"),
        pytest.param([token()], {"description": "old", "limits": []}, {}, [], id="as it is"),
        pytest.param([token()], {"description": "new"}, {}, [(MODIFY, SETTINGS_PART)], id="changed"),
        pytest.param([token()], {}, ROTATE, [(MODIFY, VALUE_PART)], id="rotated"),
        pytest.param(
            [token()], {"limits": [PER_DAY]}, ROTATE, [(MODIFY, SETTINGS_PART), (MODIFY, VALUE_PART)], id="both"
        ),
        pytest.param([token()], {}, {**ROTATE, "rotate_if_older_than": 9999}, [], id="too young"),
        pytest.param([token()], {"description": "new"}, {"state": "absent"}, [(DELETE, "")], id="deleted"),
        pytest.param([], {}, {"state": "absent"}, [], id="is not there"),
        pytest.param(None, {}, {"state": "absent"}, [], id="its group is not there"),
        pytest.param([token("***")], {"description": "old"}, {}, [], id="masked, as it is"),
        pytest.param([token("***", name="other")], {}, {}, CREATES, id="masked, created"),
    ],
)
def test_steps(
    tokens: list[dict[str, Any]] | None,
    wanted: dict[str, Any],
    options: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    scene = Scene(tokens, wanted=wanted, **options)
    assert parts(scene.plan()) == expected


@pytest.mark.parametrize(
    ("tokens", "wanted", "options"),
    [
        ([token("***")], {"description": "new"}, {}),
        ([token("")], {"limits": [PER_DAY]}, {}),
        ([token(None)], {}, ROTATE),
        ([token("***")], {}, {"state": "absent"}),
        ([token("***", name="other")], {"limits": [PER_DAY]}, {}),
    ],
)
def test_without_a_value_nothing_is_planned(
    tokens: list[dict[str, Any]], wanted: dict[str, Any], options: dict[str, Any]
) -> None:
    with pytest.raises(ConflictError, match="masked or not at all"):
        Scene(tokens, wanted=wanted, **options).plan()


def test_a_rotation_is_done_once() -> None:
    """The settings first, with the old value as the key, then the value; with another value it is done."""
    changed = token(limits=[{"Strategy": "PerDay", "Max": 9}])
    scene = Scene(
        [token()],
        [changed],
        [{**changed, "Base": {**changed["Base"], "Value": "value-2"}}],
        wanted={"limits": [PER_DAY]},
        **ROTATE,
    )
    settings, value = scene.plan().steps
    assert (settings.body["NeedReset"], value.body["NeedReset"]) == (False, True)
    assert settings.body["AuthToken"]["Limits"] == [{"Strategy": "PerDay", "Max": 9}]
    (value,) = scene.plan((MODIFY,)).steps
    assert value.body["AuthToken"]["Base"]["Value"] == "value-1"
    assert value.body["AuthToken"]["Limits"] == [{"Strategy": "PerDay", "Max": 9}]
    assert scene.plan((MODIFY, MODIFY)).steps == ()


def test_a_new_token_whose_value_is_not_told_is_not_rotated() -> None:
    scene = Scene([], [token(None)], **ROTATE)
    assert parts(scene.plan()) == CREATES
    assert parts(scene.plan((CREATE,))) == []


@pytest.mark.parametrize(("created", "warned"), [("2023-01-01T00:00:00Z", True), ("2023-11-14T00:00:00Z", False)])
def test_a_creation_time_that_a_rotation_leaves_is_told(created: str, warned: bool) -> None:
    scene = Scene([token()], [token("value-2", CreateTime=created)], rotate=True, rotate_if_older_than=1)
    assert scene.plan().steps
    assert not scene.plan((MODIFY,)).steps
    assert bool(scene.warnings) is warned


@pytest.mark.parametrize(("enabled", "warned"), [(False, True), (True, False), (None, False)])
def test_a_token_that_nobody_asks_for_is_told(enabled: bool | None, warned: bool) -> None:
    scene = Scene()
    scene.client._answers = [reply(group(AuthorizationEnable=enabled, AuthTokens=[token()]))]
    scene.plan()
    scene.plan()
    assert [("is off" in text) for text in scene.warnings] == [True] * warned


def test_tokens_that_a_group_does_not_tell_are_read_from_the_call_info() -> None:
    scene = Scene()
    info = {"AuthTokens": [token()], "AuthorizationEnable": False}
    scene.client._answers = [reply(group(AuthTokens=None, AuthorizationEnable=True)), {"ServiceCallInfoV2": info}]
    assert parts(scene.plan()) == []
    assert scene.warnings == []
    assert scene.client.actions == ["DescribeModelServiceGroup", "DescribeModelServiceCallInfo"]
    assert "value-1" in scene.hidden


def test_values_are_hidden_and_nowhere_but_in_value() -> None:
    scene = Scene([token(), token("value-2", name="other")], wanted={"description": "new"}, **ROTATE)
    found = scene.read()
    plan = scene.resource.plan(found, ())
    assert {"value-1", "value-2"} <= set(scene.hidden)
    result = scene.resource.result(found)
    assert result.pop("value") == "value-1"
    assert "value-1" not in str((result, plan.change, scene.resource.describe(found or {})))
    assert plan.change.before["value"] != plan.change.after["value"]


@pytest.mark.parametrize(
    ("tokens", "options", "known"),
    [
        ([token()], {}, ("value-1", "at-1")),
        ([token()], ROTATE, (None, None)),
        ([], {}, (None, None)),
        ([token()], {"state": "absent"}, (None, None)),
    ],
)
def test_check_mode_knows_no_new_value(
    tokens: list[dict[str, Any]], options: dict[str, Any], known: tuple[str | None, str | None]
) -> None:
    scene = Scene(tokens, **options)
    found = scene.read()
    predicted = scene.resource.predicted(found, scene.resource.plan(found, ()))
    result = scene.resource.result(predicted)
    assert (result["value"], result["token_id"]) == known
    if predicted is not None:
        assert result["auth_token"]["base"].keys() == view()["base"].keys()


def test_without_reveal_there_is_no_value() -> None:
    scene = Scene([token()], reveal=False)
    assert scene.resource.result(scene.read()).keys() == {"auth_token", "token_id"}


def test_a_masked_value_is_not_revealed() -> None:
    scene = Scene([token("ab****yz")])
    assert scene.resource.result(scene.read())["value"] is None
    assert "cannot be revealed" in scene.warnings[0]


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"name": ""}, "name"),
        ({"rotate_if_older_than": -1}, "rotate_if_older_than"),
        ({"limits": [{"strategy": "PerDay", "max": None}]}, "limits[0].max"),
        ({"limits": [{"strategy": "PerDay", "max": 0}]}, "limits[0].max"),
        ({"limits": [PER_DAY, PER_DAY]}, "limits"),
        ({"service_group_id": " "}, "service_group_id"),
        ({"wait_interval": 0.0}, "wait_interval"),
    ],
)
def test_what_cannot_work_is_refused_without_a_call(options: dict[str, Any], path: str) -> None:
    hall = Hall([], {"name": "web", "rotate": False, "rotate_if_older_than": None, "reveal": False, **options})
    with pytest.raises(OptionError) as caught:
        run(hall.session)
    assert caught.value.option_path == path
    assert hall.client.calls == []


def test_the_key_of_a_request_is_the_value() -> None:
    (step,) = Scene([token()], state="absent").plan().steps
    assert step.body == {"ServiceGroupId": GROUP, "AuthTokenValue": "value-1"}
