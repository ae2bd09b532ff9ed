# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that private values stay private: in results, failures, logs and tracebacks, in options of any shape."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from ansible.module_utils import basic
from ansible_collections.community.tencentcloud.plugins.module_utils import _expression, _front_end
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FAILURE_KEYS
from ansible_collections.community.tencentcloud.plugins.module_utils._module import run_module
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK, redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import model_service_info
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.model_service import SPEC
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import ALL_SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked, secret_values

SECRET = "Tr0ub4dor"
PRIVATE = {"name": "KEY", "value": SECRET, "is_private": True}
LOGIN = {"image_secret": {"username": "u5er", "password": SECRET}}
CREDENTIALS = {"secret_id": "AKIDsecretid", "secret_key": "thesecretkey", "token": "thesecrettoken"}
BASE = {"service_id": "ms-1-2", "region": "ap-guangzhou", **CREDENTIALS}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"a {SECRET}, b {SECRET}.", f"a {MASK}, b {MASK}."),
        (f"{SECRET}-longer", MASK),
        ("nothing to hide", "nothing to hide"),
        ({"a": [SECRET, 1, None], "b": {"c": SECRET}}, {"a": [MASK, 1, None], "b": {"c": MASK}}),
        ((SECRET, True), [MASK, True]),
        (SECRET.encode(), MASK.encode()),
        (3.5, 3.5),
    ],
)
def test_every_text_shows_a_mask_in_place_of_a_secret(value: Any, shown: Any) -> None:
    assert redacted(value, {SECRET, f"{SECRET}-longer"}) == shown


def test_redaction_makes_a_copy() -> None:
    value = {"a": [SECRET]}
    redacted(value, {SECRET})
    assert value == {"a": [SECRET]}


AWKWARD = [
    pytest.param("first line\nsecond line\n", id="lines"),
    pytest.param('it\'s "quoted"', id="quotes"),
    pytest.param("back\\slash\ttab", id="backslash"),
    pytest.param("密码1234", id="Chinese"),
    pytest.param("control\x07\x1b[0m", id="control characters"),
]


@pytest.mark.parametrize(
    "write", [repr, json.dumps, lambda value: json.dumps(value, ensure_ascii=False)], ids=["repr", "ASCII", "JSON"]
)
@pytest.mark.parametrize("secret", AWKWARD)
def test_a_secret_is_masked_in_every_way_of_writing_it(secret: str, write: Callable[[Any], str]) -> None:
    text = write({"value": secret})
    assert write({"value": MASK}) == redacted(text, {secret})


def test_a_secret_of_several_lines_is_masked_also_where_they_became_one() -> None:
    secret = "-----BEGIN KEY-----\nAAAA\nBBBB\n-----END KEY-----\n"
    assert redacted("got -----BEGIN KEY----- AAAA BBBB -----END KEY----- here", {secret}) == f"got {MASK} here"
    assert redacted("a text", {"\n\n\n\n"}) == "a text"


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"env": [PRIVATE]}, id="as declared"),
        pytest.param({"env": PRIVATE}, id="one variable for a list"),
        pytest.param({"env": [[PRIVATE]]}, id="a list in a list"),
        pytest.param({"env": [{**PRIVATE, "is_private": "yes"}]}, id="private by a word"),
        pytest.param({"env": [{**PRIVATE, "value": [SECRET]}]}, id="a list for a value"),
        pytest.param({"env": [{**PRIVATE, "value": {"deep": [SECRET]}}]}, id="a tree for a value"),
        pytest.param({"env": f"KEY={SECRET}"}, id="text for env"),
        pytest.param({"env": [f"KEY={SECRET}"]}, id="texts for env"),
        pytest.param({"env": json.dumps([PRIVATE])}, id="JSON for env"),
        pytest.param({"image_info": LOGIN}, id="login as declared"),
        pytest.param({"image_info": [LOGIN]}, id="a list of logins"),
        pytest.param({"image_info": {"image_secret": SECRET}}, id="text for a login"),
        pytest.param({"image_info": {"image_secret": [SECRET]}}, id="texts for a login"),
        pytest.param({"image_info": {"image_secret": {"password": [SECRET]}}}, id="a list for a password"),
        pytest.param({"image_info": f"image_secret {SECRET}"}, id="text for an image"),
        pytest.param({"sidecar": {"image_info": LOGIN}}, id="login of a sidecar"),
        pytest.param({"sidecar": [{"image_info": [LOGIN]}]}, id="lists for a sidecar"),
    ],
)
def test_options_of_any_shape_are_masked(params: dict[str, Any]) -> None:
    assert SECRET in " ".join(secret_values(ALL_SETTINGS, params))
    assert SECRET not in json.dumps(masked(ALL_SETTINGS, params))


@pytest.mark.parametrize("number", [12345678, 1234.5678])
def test_a_number_can_be_a_private_value(number: float) -> None:
    params = {"env": [{**PRIVATE, "value": number}]}
    assert secret_values(ALL_SETTINGS, params) == {str(number)}
    assert str(number) not in json.dumps(masked(ALL_SETTINGS, params))


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"env": None, "image_info": None},
        {"env": 5, "image_info": True},
        {"env": [None, 5, "x", []], "image_info": {"image_secret": None}},
        {"env": [{"name": "A", "value": "open"}, {"value": "open", "is_private": False}]},
        {"env": [{**PRIVATE, "value": None}, {**PRIVATE, "value": ""}]},
    ],
)
def test_options_without_a_secret_give_none_that_could_mask_other_texts(params: dict[str, Any]) -> None:
    assert "open" not in secret_values(ALL_SETTINGS, params)
    assert secret_values(ALL_SETTINGS, params).isdisjoint({"", "None", "False", "True"})
    masked(ALL_SETTINGS, params)


Run = Callable[..., dict[str, Any]]


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(basic.AnsibleModule, "log", lambda self, msg, log_args=None: lines.append(f"{msg} {log_args}"))
    return lines


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, logged: list[str], capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a module in this process, at the highest verbosity; the JSON that it prints."""

    def run(main: Callable[[], Any], diff: bool = True, **params: Any) -> dict[str, Any]:
        arguments = {**BASE, **params, "_ansible_diff": diff}
        if "inject_invocation" in basic.PASS_VARS:
            arguments["_ansible_inject_invocation"] = True
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
        with pytest.raises(SystemExit):
            main()
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        return result

    return run


def end(run: Callable[[Session], dict[str, Any]]) -> Callable[[], None]:
    """A module that does this with its options if they are right."""
    return lambda: run_module(SPEC._replace(run=run))


nothing = end(lambda session: {"changed": False})


@pytest.mark.parametrize(
    "wrong", [{}, {"no_such_option": 1}, {"scale_mode": "SOMETIMES"}, {"replicas": "many"}], ids=str
)
@pytest.mark.parametrize(
    "params",
    [
        {"env": [PRIVATE]},
        {"env": PRIVATE},
        {"env": [[PRIVATE]]},
        {"env": [json.dumps(PRIVATE)]},
        {"env": json.dumps([PRIVATE])},
        {"env": f"name=KEY value={SECRET} is_private=true"},
        {"env": [{**PRIVATE, "is_private": "perhaps"}]},
        {"image_info": LOGIN},
        {"image_info": json.dumps(LOGIN)},
        {"image_info": f"image_secret {SECRET}"},
        {"image_info": {"image_secret": SECRET}},
        {"image_info": {"image_secret": [SECRET]}},
        {"sidecar": [{"image_info": [LOGIN]}]},
        {"api_extra": {"Env": [{"Name": "KEY", "Value": SECRET, "IsPrivate": True}]}},
        {"api_extra": {"NewLogin": {"Password": SECRET}}},
    ],
    ids=str,
)
def test_a_module_shows_no_private_value_whatever_is_wrong_with_its_options(
    start: Run, logged: list[str], params: dict[str, Any], wrong: dict[str, Any]
) -> None:
    result = start(nothing, **params, **wrong)
    assert SECRET not in json.dumps(result)
    assert SECRET not in " ".join(logged)


@pytest.mark.parametrize("secret", [*AWKWARD, pytest.param("abc", id="short")])
def test_private_values_do_not_reach_the_log(start: Run, logged: list[str], secret: str) -> None:
    start(nothing, env=[{**PRIVATE, "value": secret}])
    text = " ".join(logged)
    assert "ms-1-2" in text
    assert secret not in text
    assert repr(secret)[1:-1] not in text


def test_credentials_do_not_reach_the_log_or_the_result(start: Run, logged: list[str]) -> None:
    text = json.dumps(start(nothing, no_such_option=1)) + " ".join(logged)
    assert not [value for value in CREDENTIALS.values() if value in text]


def test_a_failure_for_an_option_has_the_keys_of_every_failure(start: Run) -> None:
    result = start(nothing, replicas="many")
    assert result["failed"]
    assert result.keys() >= {*FAILURE_KEYS, "msg"}
    assert {name: result[name] for name in FAILURE_KEYS} == {**FAILURE_KEYS, "error_message": result["msg"]}


@pytest.mark.parametrize(
    ("params", "option"),
    [
        ({"env": ["KEY"]}, "env"),
        ({"image_info": {"image_secret": "KEY"}}, "image_info.image_secret"),
        ({"image_info": "KEY"}, "image_info"),
    ],
)
def test_an_option_of_a_wrong_shape_is_named(start: Run, params: dict[str, Any], option: str) -> None:
    assert start(nothing, **params)["msg"].startswith(f"{option}: ")


def test_private_values_are_masked_in_what_the_task_was_called_with(start: Run) -> None:
    result = start(nothing, env=[PRIVATE, {"name": "A", "value": "open"}], image_info=LOGIN, no_such_option=1)
    arguments = result["invocation"]["module_args"]
    assert [variable["value"] for variable in arguments["env"]] == [MASK, "open"]
    assert arguments["service_id"] == "ms-1-2"


def test_an_unexpected_failure_shows_its_place_but_no_private_value_and_no_traceback(start: Run) -> None:
    def crash(session: Session) -> dict[str, Any]:
        raise ValueError(f"cannot use {session.params['env']}")

    result = start(end(crash), env=[PRIVATE])
    assert result["error_code"] == "ClientError.Unexpected"
    assert result["msg"].startswith("Unexpected ValueError in test_redaction.py, line ")
    assert "Traceback (most recent call last)" not in json.dumps(result)
    assert "This is a bug" in result["msg"]
    assert SECRET not in json.dumps(result)


def test_a_failure_of_the_engine_keeps_its_result_and_shows_no_private_value(start: Run) -> None:
    def fail(session: Session) -> dict[str, Any]:
        error = TransportError(f"The line broke after {SECRET}.", request_was_sent=True, action="ModifyModelService")
        error.result = {"service_id": "ms-1-2", "actions": ["ModifyModelService"], "changed": True}
        raise error

    result = start(end(fail), env=[PRIVATE])
    assert (result["failed"], result["changed"], result["actions"]) == (True, True, ["ModifyModelService"])
    assert (result["action"], result["retryable"]) == ("ModifyModelService", True)
    assert result["msg"] == f"The line broke after {MASK}."


def test_warnings_show_no_private_value(start: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda module, text: told.append(text))

    def warn(session: Session) -> dict[str, Any]:
        session.warn(f"{SECRET} is a strange value")
        return {"changed": False}

    result = start(end(warn), env=[PRIVATE])
    assert told == [f"{MASK} is a strange value"]
    assert SECRET not in json.dumps(result)


@pytest.mark.parametrize("diff", [True, False])
def test_a_diff_is_returned_only_if_it_is_asked_for(start: Run, diff: bool) -> None:
    result = start(end(lambda session: {"changed": True, "diff": {"before": {}, "after": {}}}), diff=diff)
    assert result["changed"]
    assert ("diff" in result) is diff


@pytest.mark.parametrize(("spec", "collects"), [(model_service_info.SPEC, False), (SPEC, True)])
def test_only_a_task_that_may_wait_for_long_looks_for_garbage(start: Run, spec: ModuleSpec, collects: bool) -> None:
    assert gc.isenabled()
    result = start(lambda: run_module(spec._replace(run=lambda session: {"changed": False, "seen": gc.isenabled()})))
    assert result["seen"] is collects
    assert gc.isenabled()


@pytest.mark.parametrize(("spec", "keeps"), [(model_service_info.SPEC, True), (SPEC, False)])
def test_what_a_short_task_has_made_is_never_looked_through(start: Run, spec: ModuleSpec, keeps: bool) -> None:
    made: list[list[object]] = []

    def run(session: Session) -> dict[str, Any]:
        made.append([made])
        return {"changed": False}

    try:
        start(lambda: run_module(spec._replace(run=run)))
        assert any(made[0] is other for other in gc.get_objects()) is not keeps
    finally:
        gc.unfreeze()


def test_a_wrong_option_of_the_engine_is_a_failure_like_any_other(start: Run) -> None:
    def refuse(session: Session) -> dict[str, Any]:
        raise OptionError("env[0].value", "is empty", hint="Give one.")

    result = start(end(refuse))
    assert (result["msg"], result["error_code"]) == ("env[0].value: is empty. Give one.", "ClientError.InvalidOption")


@pytest.mark.parametrize(
    ("place", "missing", "query", "named"),
    [
        (_front_end, "REQUESTS_IMPORT_ERROR", None, "requests"),
        (_expression, "JMESPATH_IMPORT_ERROR", "services", "jmespath"),
        (_expression, "JMESPATH_IMPORT_ERROR", None, None),
    ],
)
def test_a_library_that_is_needed_and_missing_is_named(
    start: Run, monkeypatch: pytest.MonkeyPatch, place: ModuleType, missing: str, query: Any, named: Any
) -> None:
    monkeypatch.setattr(place, missing, "Traceback: no such module")
    spec = model_service_info.SPEC._replace(run=lambda session: Query(session.params).apply({"changed": False}))
    result = start(lambda: run_module(spec), query=query)
    assert result.get("error_code") == ("ClientError.MissingLibrary" if named else None)
    assert str(named or "") in result.get("msg", "")
