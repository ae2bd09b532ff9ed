# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what tione_service_group plans for a group, and what it waits for."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Plan, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    TencentCloudError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.group_steps import (
    AUTHORIZE,
    AWAIT_WEIGHTS,
    UPDATE_FAILED,
    UPDATED,
    UPDATING,
    WEIGH,
    describe,
    not_running,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    AWAIT_CREATION,
    AWAIT_STOP,
    DELETE,
    DELETE_GROUP,
    STOP,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_group import ServiceGroup
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import View
from group_replies import GROUP, Hall, group, reply, service

ALL = [STOP, DELETE_GROUP]


class Scene(Hall):
    """A resource, and the groups that it reads one after the other."""

    def __init__(self, *groups: dict[str, Any] | None, **params: Any) -> None:
        options = {"weights": None, "exclusive": False, "authorization_enable": None, "force": False}
        super().__init__(map(reply, groups), {**options, **params})
        self.resource = ServiceGroup(self.session)

    def read(self) -> View | None:
        return self.resource.read()

    def plan(self, done: tuple[str, ...] = ()) -> Plan:
        return self.resource.plan(self.read(), done)

    def weigh(self) -> Step:
        """The step that changes the weights."""
        return next(step for step in self.plan().steps if step.label == WEIGH)


def labels(plan: Plan) -> list[str]:
    return [step.label for step in plan.steps]


def split(*weights: int) -> list[dict[str, Any]]:
    """Weights of versions 1, 2 …"""
    return [{"service_id": None, "version": number, "weight": weight} for number, weight in enumerate(weights, 1)]


def shared(one: int, two: int, status: str | None = UPDATED, **members: Any) -> dict[str, Any]:
    """The group with these weights."""
    return group(service(1, one), service(2, two), WeightUpdateStatus=status, **members)


@pytest.mark.parametrize(
    ("found", "options", "expected"),
    [
        pytest.param(shared(9, 1), {}, [], id="nothing wanted"),
        pytest.param(shared(9, 1, UPDATING), {}, [], id="nothing wanted of an update that goes on"),
        pytest.param(shared(9, 1), {"weights": split(90, 10)}, [], id="same shares"),
        pytest.param(shared(9, 1), {"weights": split(9, 2)}, [WEIGH], id="other shares"),
        pytest.param(shared(9, 1, UPDATING), {"weights": split(9, 2)}, [AWAIT_WEIGHTS, WEIGH], id="another update"),
        pytest.param(shared(9, 1, UPDATING), {"weights": split(9, 1)}, [AWAIT_WEIGHTS], id="this very update"),
        pytest.param(shared(9, 1, UPDATE_FAILED), {"weights": split(9, 1)}, [WEIGH], id="it failed"),
        pytest.param(shared(9, 1, None), {"weights": split(9, 1)}, [], id="status not told"),
        pytest.param(shared(9, 1), {"authorization_enable": True}, [], id="authorized"),
        pytest.param(shared(9, 1), {"authorization_enable": False, "weights": split(1)}, [AUTHORIZE, WEIGH], id="both"),
    ],
)
def test_steps_of_a_group_that_is_there(found: dict[str, Any], options: dict[str, Any], expected: list[str]) -> None:
    assert labels(Scene(found, **options).plan()) == expected


@pytest.mark.parametrize(
    ("statuses", "force", "expected"),
    [
        (["Stopped", "CREATE_FAILED"], False, [DELETE_GROUP]),
        ([], False, [DELETE_GROUP]),
        (["Stopping"], False, [AWAIT_STOP, DELETE_GROUP]),
        (["Normal", "Stopped", "Abnormal"], True, [STOP, STOP, AWAIT_STOP, DELETE_GROUP]),
        (["CREATING", "Normal"], True, [STOP, AWAIT_CREATION, STOP, AWAIT_STOP, DELETE_GROUP]),
        (["Normal"], False, None),
        (["CREATING"], False, None),
        (["Pending", "Stopped"], False, None),
    ],
)
def test_steps_of_a_removal(statuses: list[str], force: bool, expected: list[str] | None) -> None:
    found = group(Services=[service(number, status=status) for number, status in enumerate(statuses, 1)])
    scene = Scene(found, state="absent", force=force)
    if expected is not None:
        assert labels(scene.plan()) == expected
        return
    with pytest.raises(ConflictError, match=f"{GROUP}-1 is {statuses[0]}"):
        scene.plan()


def test_a_group_that_is_not_there() -> None:
    assert labels(Scene(None, state="absent").plan()) == []
    with pytest.raises(TencentCloudError, match="There is no service group ms-1 in region ap-guangzhou") as caught:
        Scene(None).plan()
    assert caught.value.error_code == "ClientError.NotFound"
    assert "tione_model_service" in caught.value.hint


def test_what_is_sent_is_every_version_with_the_numbers_given_and_kept() -> None:
    step = Scene(group(service(2, 40), service(10, 0), service(1, 60)), weights=split(7)).weigh()
    assert step.body == {
        "ServiceGroupId": GROUP,
        "Weights": [
            {"ServiceId": "ms-1-1", "Weight": 7},
            {"ServiceId": "ms-1-2", "Weight": 40},
            {"ServiceId": "ms-1-10", "Weight": 0},
        ],
    }


@pytest.mark.parametrize(
    ("seen", "reached"),
    [
        (shared(1, 1, UPDATED), True),
        (shared(50, 50, UPDATED), True),
        (shared(1, 1, None), True),
        (shared(1, 1, UPDATING), False),
        (shared(1, 1, ""), False),
        (shared(9, 1, UPDATED), False),
        (shared(9, 1, UPDATING), False),
        (shared(1, 1, "SOMETHING_NEW"), False),
        (group(service(1, 1), service(2, 1), service(3, 0), WeightUpdateStatus=UPDATED), True),
        (group(service(1, 1), WeightUpdateStatus=UPDATED), False),
    ],
)
def test_an_update_is_over_when_its_status_and_its_weights_say_so(seen: dict[str, Any], reached: bool) -> None:
    scene = Scene(shared(9, 1), seen, weights=split(1, 1))
    goal = scene.weigh().goal
    view = scene.read()
    assert view is not None
    assert goal.reached(view) is reached
    assert goal.failed(view) == goal.degraded(view) == ""


def test_a_failed_update_ends_the_wait_at_once_unless_it_was_there_before() -> None:
    scene = Scene(shared(9, 1), shared(9, 1, UPDATE_FAILED), weights=split(1, 1))
    goal, view = scene.weigh().goal, scene.read()
    assert view is not None
    assert "WeightUpdateStatus is UPDATE_FAILED" in goal.failed(view)
    scene = Scene(shared(9, 1, UPDATE_FAILED), weights=split(1, 1))
    goal, view = scene.weigh().goal, scene.read()
    assert view is not None
    assert goal.failed(view) == ""
    assert "WeightUpdateStatus is UPDATE_FAILED" in goal.degraded(view)


@pytest.mark.parametrize(
    ("seen", "applied"),
    [(None, False), (shared(9, 1), False), (shared(9, 1, UPDATING), True), (shared(1, 1), True)],
)
def test_a_write_without_an_answer_has_begun_when_an_update_is_seen(seen: dict[str, Any] | None, applied: bool) -> None:
    scene = Scene(shared(9, 1), seen, weights=split(1, 1))
    assert scene.weigh().applied(scene.read()) is applied


@pytest.mark.parametrize(
    ("before", "now", "confirmed"),
    [
        (shared(9, 1), shared(9, 1), True),
        (shared(9, 1), shared(1, 1), False),
        (shared(9, 1), shared(1, 1, UPDATE_FAILED), True),
        (shared(9, 1), shared(1, 1, UpdateTime="2026-01-01T00:00:01Z"), True),
        (None, shared(1, 1), True),
    ],
)
def test_new_weights_beside_an_old_status_are_looked_at_twice(
    before: dict[str, Any] | None, now: dict[str, Any], confirmed: bool
) -> None:
    scene = Scene(before, now)
    old, new = scene.read(), scene.read()
    assert new is not None
    assert scene.resource.confirmed(old, new) is confirmed


def test_kept_weights_stay_those_that_were_sent() -> None:
    """Also if the API stores other numbers for the same shares: otherwise they would be planned on another scale."""
    scene = Scene(shared(100, 0), shared(50, 50), weights=[{"service_id": None, "version": 2, "weight": 100}])
    assert labels(scene.plan()) == [WEIGH]
    assert labels(scene.plan((WEIGH,))) == []


def test_a_version_that_does_not_run_draws_one_warning_when_it_is_to_get_traffic() -> None:
    scene = Scene(group(service(1, 1), service(2, 0, "Stopped")), weights=split(1, 1))
    scene.plan()
    scene.plan()
    assert scene.warnings == ["In service group ms-1, version 2 gets a share of the traffic but is Stopped."]
    quiet = Scene(group(service(1, 1), service(2, 1, "Stopped")), weights=split(2, 2))
    quiet.plan()
    assert quiet.warnings == []


@pytest.mark.parametrize(
    ("status", "phrase"),
    [("Stopping", "is Stopping"), ("CREATE_FAILED", "is CREATE_FAILED"), ("CREATING", "is CREATING")],
)
def test_what_does_not_run(status: str, phrase: str) -> None:
    view = Scene(group(service(1, 1, status))).read()
    assert view is not None
    assert [text.endswith(phrase) for text in not_running(view, {"ms-1-1": 1})] == [True]
    assert not_running(view, {"ms-1-1": 0}) == []


def refusal(code: str) -> ApiError:
    return ApiError(action=WEIGH, code=code)


@pytest.mark.parametrize(
    ("weights", "code", "hinted"),
    [
        (split(100, 10), "InvalidParameter", True),
        (split(90, 10), "InvalidParameter", False),
        (split(100, 10), "OperationDenied", False),
    ],
)
def test_a_refused_total_is_explained(weights: list[dict[str, Any]], code: str, hinted: bool) -> None:
    scene = Scene(shared(7, 1), weights=weights)
    step, error = scene.weigh(), refusal(code)
    assert not scene.resource.refused(step, error)
    assert ("The weights total 110;" in str(error)) is hinted
    assert ("The weights total" in str(error)) is hinted


@pytest.mark.parametrize(
    ("code", "again"), [("OperationDenied", True), ("ResourceInUse", True), ("InternalError", False)]
)
def test_a_group_that_is_not_deleted_as_a_whole_is_taken_apart_once(code: str, again: bool) -> None:
    found = group(service(1, status="Stopped"), service(2, status="CREATE_FAILED"))
    scene = Scene(found, state="absent")
    step = scene.plan().steps[-1]
    assert scene.resource.refused(step, refusal(code)) is again
    assert labels(scene.plan()) == ([DELETE, DELETE] if again else []) + [DELETE_GROUP]
    assert not scene.resource.refused(scene.plan().steps[-1], refusal(code))
    assert len(scene.warnings) == again


def test_a_group_without_versions_is_not_taken_apart() -> None:
    scene = Scene(group(Services=[]), state="absent")
    assert not scene.resource.refused(scene.plan().steps[-1], refusal("OperationDenied"))


@pytest.mark.parametrize(
    ("found", "info", "expected", "calls"),
    [
        ({"AuthorizationEnable": True}, None, [], 0),
        ({"AuthorizationEnable": False}, None, [AUTHORIZE], 0),
        ({"AuthorizationEnable": None, "Services": [service(1, AuthorizationEnable=True)]}, None, [], 0),
        ({"AuthorizationEnable": None}, {"ServiceCallInfoV2": {"AuthorizationEnable": True}}, [], 1),
        ({"AuthorizationEnable": None}, {"ServiceCallInfo": {"AuthorizationEnable": True}}, [], 1),
        ({"AuthorizationEnable": None}, {"ServiceCallInfoV2": None}, [AUTHORIZE], 1),
    ],
)
def test_whether_calls_need_a_token_is_looked_for_where_it_may_be_said(
    found: dict[str, Any], info: dict[str, Any] | None, expected: list[str], calls: int
) -> None:
    scene = Scene(authorization_enable=True)
    scene.client._answers = [reply(group(**found)), info or {}]
    assert labels(scene.plan()) == expected
    assert scene.client.actions.count("DescribeModelServiceCallInfo") == calls


def test_values_of_tokens_are_hidden_when_they_are_read() -> None:
    found = group(AuthTokens=[{"Base": {"Value": "secret-1"}}, {"Base": None}])
    scene = Scene(found)
    view = scene.read()
    assert "secret-1" in scene.hidden
    assert "secret-1" not in str(scene.resource.result(view))
    assert "secret-1" not in scene.resource.describe(view or {})


def test_check_mode_shows_the_group_as_it_will_be() -> None:
    scene = Scene(shared(9, 1, ""), weights=split(1, 1), authorization_enable=False)
    view = scene.read()
    plan = scene.resource.plan(view, ())
    predicted = scene.resource.predicted(view, plan)
    assert predicted is not None
    assert view is not None
    assert [found["weight"] for found in predicted["services"]] == [1, 1]
    assert (predicted["weight_update_status"], predicted["authorization_enable"]) == (UPDATED, False)
    assert [found["weight"] for found in view["services"]] == [9, 1]
    assert plan.change.before == {
        "service_group_id": GROUP,
        "authorization_enable": True,
        "weights": [{"version": 1, "weight": 9}],
    }


def test_the_state_of_a_group_in_a_line() -> None:
    view = Scene(group(service(2, None, "Stopped"), service(1, 5), WeightUpdateStatus=UPDATING)).read()
    assert view is not None
    assert describe(view) == (
        "service group ms-1: version 1 is Normal with weight 5, version 2 is Stopped with weight 0;"
        " WeightUpdateStatus is UPDATING"
    )
    assert describe({"service_group_id": GROUP}) == "service group ms-1: no versions"


def test_a_version_that_is_never_released_ends_the_wait() -> None:
    stuck = {**service(1, status="Stopping"), "BusinessStatus": "RELEASE_FAILED"}
    scene = Scene(group(stuck), state="absent")
    with pytest.raises(WaitError, match="ms-1-1: the platform could not release its resources"):
        Run(scene.resource, scene.session).converge()


def test_many_versions_are_stopped_together() -> None:
    """More calls of one kind than any one object may get, and only then is there a wait."""
    running = [group(*[service(number, status="Stopping" if number <= stopped else "Normal") for number in range(1, 6)])
               for stopped in range(6)]  # fmt: skip
    resting = group(*[service(number, status="Stopped") for number in range(1, 6)])
    scene = Scene(state="absent", force=True)
    answers: list[Any] = [reply(running[0])]
    for found in running[1:]:
        answers += [{}, reply(found)]
    scene.client._answers = [*answers, reply(resting), {}, reply(None)]
    result = Run(scene.resource, scene.session).converge()
    assert result["actions"] == [*[STOP] * 5, DELETE_GROUP]
    assert result["service_group"] is None
    assert scene.client.clock.elapsed < 6
