# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the parts of the fast path that need no playbook."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.module_utils.common.parameters import remove_values
from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FrontEnd
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec, Option
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import model_services
from ansible_collections.community.tencentcloud.plugins.plugin_utils import _fast_path
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain


def task(front_end: FrontEnd, **options: Any) -> Any:
    """A task on the fast path with these options."""
    place = {"secret_id": "AKIDexample", "secret_key": "key-of-example", "region": "ap-guangzhou"}
    action: Any = SimpleNamespace(
        options=lambda: {**place, **options},
        keywords=lambda: (False, False, False),
        module_name=lambda: "tione_example",
    )
    return _fast_path._Task(action, front_end, {})


def outcome(spec: ModuleSpec, **options: Any) -> dict[str, Any]:
    """The result of a task on the fast path with these options."""
    result: dict[str, Any] = task(FrontEnd(spec), **options).result()
    return result


def example(**spec: Any) -> ModuleSpec:
    """A module with one option."""
    options = ({"old": Option("An option.", spec)},)
    return ModuleSpec(
        run=lambda session: {"changed": False, "old": session.params["old"]}, returns=tuple, options=options
    )


def test_the_use_of_a_deprecated_option_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(_fast_path.display, "deprecated", lambda **deprecation: told.append(deprecation))
    spec = example(removed_in_version="3.0.0", removed_from_collection="community.tencentcloud")
    assert outcome(spec, old="x")["old"] == "x"
    assert [(one["version"], one["collection_name"]) for one in told] == [("3.0.0", "community.tencentcloud")]
    assert outcome(spec)["old"] is None
    assert len(told) == 1


def test_values_of_private_options_are_in_no_result() -> None:
    result = outcome(example(no_log=True), old="private-value")
    assert "private-value" not in json.dumps(result)
    assert "key-of-example" not in json.dumps(outcome(example(), old="key-of-example"))


@pytest.mark.parametrize(
    "secret", ["a", 'quo"ted', "back\\slash", "two\nlines", "\u00e4\u4e2d", "12", "1.5", "True", "None"]
)
def test_private_values_are_found_however_they_stand_in_a_result(secret: str) -> None:
    for value in ([{"a": secret}], f"<{secret}>", {"n": 12, "f": 1.5}, [True], [None]):
        result = {"value": value}
        assert _fast_path._without({secret}, result) == remove_values(result, {secret})
        assert _fast_path._without({"not there"}, result) is result


def test_an_option_that_is_not_there_is_refused_as_the_module_would() -> None:
    result = outcome(example(), nothing=1)
    assert result["failed"]
    assert result["msg"].startswith("Unsupported parameters for (tione_example) module: nothing. Supported parameters")


@pytest.mark.parametrize(
    "services", [[{"service_group_name": "chat", "env": [{"name": "A", "value": "1"}]}], [{"env": 1}], None]
)
def test_all_tasks_can_share_an_argument_spec(services: Any) -> None:
    spec = model_services.SPEC
    shared = spec.argument_spec()
    refused = task(FrontEnd(spec, shared), services=services)._refusal()
    assert shared == spec.argument_spec()
    assert task(FrontEnd(spec, shared), services=services)._refusal() == refused


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"a": (1, 2)}, {"a": [1, 2]}),
        ({"day": datetime.date(2026, 8, 5)}, {"day": "2026-08-05"}),
        ({1: None, "b": 1.5, "c": True}, {"1": None, "b": 1.5, "c": True}),
        (type("Tagged", (str,), {})("text"), "text"),
    ],
)
def test_options_become_plain_values(value: Any, wanted: Any) -> None:
    made = plain(value)
    assert made == wanted
    assert type(made) is type(wanted)


def test_one_interpreter_is_known_by_folder_and_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "python", tmp_path / "other" / "python"
    for link in (one, one.with_name("python3"), other):
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(sys.executable)
    assert _fast_path._is_same_file_in_one_folder(str(one), str(one.with_name("python3")))
    (tmp_path / "linked").symlink_to(one.parent)
    assert _fast_path._is_same_file_in_one_folder(str(one), str(tmp_path / "linked" / "python"))
    assert not _fast_path._is_same_file_in_one_folder(str(one), str(other))
    assert not _fast_path._is_same_file_in_one_folder(str(tmp_path / "none"), str(one))


@pytest.mark.parametrize("crashes", [False, True])
def test_environment_and_folder_are_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crashes: bool) -> None:
    monkeypatch.setenv("KEPT", "before")
    before = Path.cwd()
    try:
        with _fast_path._surrounded({"KEPT": "meanwhile", "ADDED": 7}, str(tmp_path)):
            assert (_fast_path.os.environ["KEPT"], _fast_path.os.environ["ADDED"]) == ("meanwhile", "7")
            assert Path.cwd() == tmp_path.resolve()
            if crashes:
                raise RuntimeError
    except RuntimeError:
        assert crashes
    assert _fast_path.os.environ["KEPT"] == "before"
    assert "ADDED" not in _fast_path.os.environ
    assert Path.cwd() == before
