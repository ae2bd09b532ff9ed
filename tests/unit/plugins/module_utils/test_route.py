# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the calls that lead from a phase to a state, and of what check mode says of them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ConflictError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import configuration, model_service
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import Difference
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    AWAIT_CREATION,
    AWAIT_STOP,
    DELETE,
    DELETION_FROM,
    MODIFY,
    RESUME,
    SCALE,
    STOP,
    route,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient
from service_views import ENV, FUTURE, NOW, autoscaled, reply, service, stopped

NONE = Difference(None, {})
SCALING = Difference(Change({"replicas": 1}, {"replicas": 2}), {"replicas": 2})
FULL = Difference(Change({"replicas": 1, "command": "a"}, {"replicas": 2, "command": "b"}), {"replicas": 2})
UNKNOWN_SECRET = {"env": [{"name": "KEY", "is_private": True}]}
SCALING_WITH_SECRET = Difference(SCALING.change, {**SCALING.effective, **UNKNOWN_SECRET})
FULL_WITH_SECRET = Difference(FULL.change, {**FULL.effective, **UNKNOWN_SECRET})

# Phase, states; then the calls if nothing differs, if scaling differs, and if other settings differ.
FIRST_LOOK: list[tuple[Phase, str, list[str], list[str], list[str]]] = [
    (Phase.CREATING, "present started", [], [AWAIT_CREATION, SCALE], [AWAIT_CREATION, MODIFY]),
    (Phase.CREATING, "stopped", *([AWAIT_CREATION, STOP, *store] for store in ([], [MODIFY], [MODIFY]))),
    (Phase.CREATING, "restarted", *([AWAIT_CREATION, STOP, *store, RESUME] for store in ([], [MODIFY], [MODIFY]))),
    (Phase.RUNNING, "present started", [], [SCALE], [MODIFY]),
    (Phase.RUNNING, "stopped", [STOP], [STOP, MODIFY], [STOP, MODIFY]),
    (Phase.RUNNING, "restarted", [STOP, RESUME], [STOP, MODIFY, RESUME], [STOP, MODIFY, RESUME]),
    (Phase.STOPPING, "present", [], [AWAIT_STOP, MODIFY], [AWAIT_STOP, MODIFY]),
    (Phase.STOPPING, "stopped", [AWAIT_STOP], [AWAIT_STOP, MODIFY], [AWAIT_STOP, MODIFY]),
    (Phase.STOPPING, "started restarted", *([AWAIT_STOP, *store, RESUME] for store in ([], [MODIFY], [MODIFY]))),
    (Phase.STOPPED, "present stopped", [], [MODIFY], [MODIFY]),
    (Phase.STOPPED, "started restarted", [RESUME], [MODIFY, RESUME], [MODIFY, RESUME]),
]
# The same where an update was sent already, which did not store the scaling settings: they come after the start.
AFTER_AN_UPDATE: list[tuple[Phase, str, list[str], list[str], list[str]]] = [
    (Phase.CREATING, "present started", [], [AWAIT_CREATION, SCALE], [AWAIT_CREATION, MODIFY]),
    (Phase.CREATING, "stopped", *([AWAIT_CREATION, STOP, *store] for store in ([], [], [MODIFY]))),
    (
        Phase.CREATING,
        "restarted",
        [AWAIT_CREATION, STOP, RESUME],
        [AWAIT_CREATION, STOP, RESUME, SCALE],
        [AWAIT_CREATION, STOP, MODIFY, RESUME],
    ),
    (Phase.RUNNING, "present started", [], [SCALE], [MODIFY]),
    (Phase.RUNNING, "stopped", [STOP], [STOP], [STOP, MODIFY]),
    (Phase.RUNNING, "restarted", [STOP, RESUME], [STOP, RESUME, SCALE], [STOP, MODIFY, RESUME]),
    (Phase.STOPPING, "present", [], [AWAIT_STOP], [AWAIT_STOP, MODIFY]),
    (Phase.STOPPING, "stopped", [AWAIT_STOP], [AWAIT_STOP], [AWAIT_STOP, MODIFY]),
    (
        Phase.STOPPING,
        "started restarted",
        [AWAIT_STOP, RESUME],
        [AWAIT_STOP, RESUME, SCALE],
        [AWAIT_STOP, MODIFY, RESUME],
    ),
    (Phase.STOPPED, "present stopped", [], [], [MODIFY]),
    (Phase.STOPPED, "started restarted", [RESUME], [RESUME, SCALE], [MODIFY, RESUME]),
]
STATES = ("present", "started", "stopped", "restarted")
ROUTED = [phase for phase in Phase if phase is not Phase.FAILED]


def expand(table: list[Any], dones: list[tuple[str, ...]]) -> list[Any]:
    return [
        pytest.param(phase, state, pending, done, labels, id=f"{phase.value}-{state}-{name}-{'+'.join(done)}")
        for phase, states, *columns in table
        for state in states.split()
        for (name, pending), labels in (
            (("none", NONE), columns[0]),
            (("scaling", SCALING), columns[1]),
            (("full", FULL), columns[2]),
        )
        for done in dones
    ]


@pytest.mark.parametrize(
    ("phase", "state", "pending", "done", "labels"),
    expand(FIRST_LOOK, [(), (STOP,), (RESUME,), (SCALE,)]) + expand(AFTER_AN_UPDATE, [(MODIFY,), (STOP, MODIFY)]),
)
def test_every_way_has_its_calls(
    phase: Phase, state: str, pending: Difference, done: tuple[str, ...], labels: list[str]
) -> None:
    assert route(phase, state, pending, done) == labels


@pytest.mark.parametrize("table", [FIRST_LOOK, AFTER_AN_UPDATE], ids=["first look", "after an update"])
def test_the_tables_are_complete(table: list[Any]) -> None:
    ways = [(phase, state) for phase, states, *_labels in table for state in states.split()]
    assert sorted(ways, key=str) == sorted(itertools.product(ROUTED, STATES), key=str)


@pytest.mark.parametrize(
    ("phase", "state", "labels"),
    [
        (Phase.STOPPED, "started", [RESUME, SCALE]),
        (Phase.STOPPED, "restarted", [RESUME, SCALE]),
        (Phase.STOPPING, "started", [AWAIT_STOP, RESUME, SCALE]),
        (Phase.RUNNING, "restarted", [STOP, RESUME, SCALE]),
        (Phase.RUNNING, "present", [SCALE]),
        (Phase.STOPPED, "present", [MODIFY]),
    ],
)
def test_scaling_waits_for_the_start_where_an_update_would_lose_a_private_value(
    phase: Phase, state: str, labels: list[str]
) -> None:
    assert route(phase, state, SCALING_WITH_SECRET, ()) == labels
    assert MODIFY in route(phase, state, FULL_WITH_SECRET, ())


def test_there_is_a_way_to_delete_from_every_phase_and_what_runs_is_stopped_first() -> None:
    assert set(DELETION_FROM) == set(Phase)
    assert all(labels[-1] == DELETE for labels in DELETION_FROM.values())
    stops = {phase for phase, labels in DELETION_FROM.items() if STOP in labels or AWAIT_STOP in labels}
    assert stops == {Phase.CREATING, Phase.RUNNING, Phase.STOPPING}


def check(view: dict[str, Any] | None, **given: Any) -> tuple[dict[str, Any], list[str]]:
    """The result and the warnings of a task in check mode."""
    client = ScriptedClient([{"Service": view and reply(view)}], check_mode=True)
    spec = model_service.SPEC.argument_spec()
    params = {**{name: option.get("default") for name, option in spec.items()}, "service_id": "ms-1-2", **given}
    result = model_service.run(Session(params, client, client.warn, lambda line: None))
    assert all(action.startswith("Describe") for action in client.actions)
    return result, client.warnings


@pytest.mark.parametrize(
    ("view", "given", "actions"),
    [
        (service(), {}, []),
        (service(), {"state": "started", "replicas": 2}, []),
        (service(), {"replicas": 3}, [SCALE]),
        (service(), {"command": "x", "replicas": 3}, [MODIFY]),
        (service(), {"state": "stopped"}, [STOP]),
        (service(), {"state": "restarted"}, [STOP, RESUME]),
        (stopped(), {"state": "stopped", "replicas": 2}, []),
        (stopped(), {"state": "started", "command": "x"}, [MODIFY, RESUME]),
        (service("CREATING"), {"command": "x"}, [MODIFY]),
        (service(info=autoscaled()), {"replicas": 9}, []),
        (service(info=autoscaled()), {"replicas": 9, "enforce_replicas": True}, [SCALE]),
        (service(info={"env": ENV}), {"env": [ENV[0], {**ENV[1], "value": "new"}]}, []),
        (service(info={"env": ENV}), {"env": [ENV[0], {**ENV[1], "value": "new"}], "update_secrets": "always"}, [MODIFY]),
        (service(), {"state": "absent"}, [STOP, DELETE]),
        (stopped(), {"state": "absent"}, [DELETE]),
        (None, {"state": "absent"}, []),
    ],
)  # fmt: skip
def test_check_mode_lists_the_calls_and_a_diff_only_with_them(
    view: Any, given: dict[str, Any], actions: list[str]
) -> None:
    result, _warnings = check(view, **given)
    assert result["actions"] == actions
    assert result["changed"] is bool(actions)
    assert bool(result["diff"]["after"]) is bool(actions)


@pytest.mark.parametrize(
    ("view", "given"),
    [
        pytest.param(service(), {"replicas": 3}, id="replicas"),
        pytest.param(stopped(), {"replicas": 3}, id="replicas while stopped"),
        pytest.param(service(), {"env": []}, id="no env"),
        pytest.param(service(), {"image_info": {"image_url": "u"}, "service_description": "x"}, id="image"),
        pytest.param(service(), {"command_base64": forms.encode_command("x")}, id="command in base64"),
        pytest.param(service(), {"target_project_id": 7}, id="workspace"),
        pytest.param(
            service(info={"volume_mounts": [{"mount_path": "/a"}]}),
            {"volume_mount": {"mount_path": "/b", "cfs_config": {"id": "c", "path": "/"}}},
            id="mount",
        ),
        pytest.param(service(info={"volume_mount": {"mount_path": "/a"}}), {"volume_mounts": []}, id="no mounts"),
        pytest.param(service(info=autoscaled()), {"scale_mode": "MANUAL", "replicas": 1}, id="manual"),
        pytest.param(service(), {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": FUTURE}}, id="stop"),
        pytest.param(
            service(),
            {"resources": {"cpu": 1}, "service_limit": {"enable_instance_rps_limit": True, "instance_rps_limit": 5}},
            id="leaves",
        ),
    ],
)
def test_the_service_that_check_mode_predicts_is_as_wanted(view: dict[str, Any], given: dict[str, Any]) -> None:
    result, _warnings = check(view, **given)
    assert result["changed"]
    assert configuration.difference(given, result["service"], NOW).change is None


def test_a_change_of_the_scale_mode_takes_its_siblings_away_in_the_prediction_too() -> None:
    result, _warnings = check(service(info=autoscaled()), scale_mode="MANUAL", replicas=1)
    assert not result["service"]["service_info"]["horizontal_pod_autoscaler"]
    assert not result["service"]["service_info"]["scale_strategy"]


@pytest.mark.parametrize("state", STATES)
def test_a_failed_version_is_refused_with_its_reason_whatever_is_wanted(state: str) -> None:
    with pytest.raises(ConflictError, match=r"CREATE_FAILED \(no quota\)"):
        check(service("CREATE_FAILED", create_failed_reason="no quota"), state=state, command="x")


def test_an_update_that_would_lose_a_private_value_is_refused_and_a_scaling_is_not() -> None:
    with pytest.raises(OptionError, match=r"env\[KEY\].value: is private"):
        check(service(info={"env": ENV}), command="x")
    assert check(service(info={"env": ENV}), replicas=3)[0]["actions"] == [SCALE]
    assert check(service(info={"env": ENV}, status="Normal"), state="stopped")[0]["actions"] == [STOP]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"instance_type": "TI.S"}, "instance_type is ignored"),
        ({"tags": [{"tag_key": "a", "tag_value": "b"}]}, "tags differ"),
        ({"command": "x"}, "does not return"),
        ({"scheduling_strategy": "random", "command": "python3 serve.py"}, "does not know"),
    ],
)
def test_what_cannot_be_done_as_asked_is_said_once(given: dict[str, Any], words: str) -> None:
    _result, warnings = check(service(), **given)
    assert len([warning for warning in warnings if words in warning]) == 1
