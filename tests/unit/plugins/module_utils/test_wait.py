# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of waiting for a state, with a client and a clock that follow a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    OptionError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import (
    CONTRADICTED_POLLS,
    DEGRADED_POLLS,
    Absence,
    Goal,
    Pace,
    View,
    Waiter,
)
from scripted_client import ScriptedClient

BUSY, READY, BAD, DEAD = ({"state": state} for state in ("busy", "ready", "bad", "dead"))
GONE: dict[str, Any] = {}
BROKEN = TransportError("The line broke.", request_was_sent=True)
THROTTLED = ApiError(action="DescribeThing", code="RequestLimitExceeded")
FORBIDDEN = ApiError(action="DescribeThing", code="AuthFailure.UnauthorizedOperation")
ONE_POLL = 5 * 1.1


def goal(absence: Absence = Absence.FAILS) -> Goal:
    return Goal(
        "ready",
        reached=lambda view: view["state"] == "ready",
        failed=lambda view: "it is dead" if view["state"] == "dead" else "",
        degraded=lambda view: "it looks bad" if view["state"] == "bad" else "",
        absence=absence,
        contradicted=lambda view: "it has another colour" if view["state"] == "red" else "",
    )


class Scene:
    """A waiter on a script of answers; the last one is given for ever."""

    def __init__(self, *answers: Any, timeout: float = 60, interval: float = 5, patient: bool = False) -> None:
        self.client = ScriptedClient(answers)
        self.lines: list[str] = []
        self.waiter = Waiter(self.client, Pace(timeout, interval, patient), self.read, self.describe, self.lines.append)

    def read(self) -> View | None:
        return self.client.call("DescribeThing", {}) or None

    def describe(self, view: View) -> str:
        return f"it is {view['state']}"

    def wait(self, absence: Absence = Absence.FAILS, confirmed: bool = True) -> View | None:
        return self.waiter.wait(goal(absence), lambda view: confirmed)

    def fails(self, absence: Absence = Absence.FAILS) -> WaitError:
        with pytest.raises(WaitError) as caught:
            self.wait(absence)
        return caught.value

    @property
    def polls(self) -> int:
        return len(self.client.calls)

    @property
    def elapsed(self) -> float:
        return self.client.clock.elapsed


@pytest.mark.parametrize(
    ("confirmed", "answers", "polls"),
    [
        pytest.param(True, [READY], 1, id="at once"),
        pytest.param(True, [BUSY, BUSY, READY], 3, id="in the end"),
        pytest.param(False, [READY], 2, id="a stale look has to be seen twice"),
        pytest.param(False, [READY, BUSY, READY], 4, id="twice in a row"),
    ],
)
def test_a_goal_is_reached_when_it_is_seen(confirmed: bool, answers: list[Any], polls: int) -> None:
    scene = Scene(*answers)
    assert scene.wait(confirmed=confirmed) == READY
    assert scene.polls == polls


def test_a_look_that_is_known_to_be_new_needs_no_second_one() -> None:
    scene = Scene({**READY, "time": 1}, {**READY, "time": 2})
    assert scene.waiter.wait(goal(), lambda view: view["time"] == 2) == {**READY, "time": 2}
    assert scene.polls == 2


def test_every_change_of_the_state_is_told_with_the_time_that_it_took() -> None:
    scene = Scene(BUSY, BUSY, BUSY, BAD, READY)
    scene.wait()
    told = [re.fullmatch(r"(.*) \(([0-9]+) s\)", line) for line in scene.lines]
    assert [found[1] for found in told if found] == ["it is busy", "it is bad", "it is ready"]
    seconds = [int(found[2]) for found in told if found]
    assert seconds == pytest.approx([0, 15, 20], abs=2)


@pytest.mark.parametrize(("timeout", "rest"), [(60, 5), (4, 3.2), (0.5, 0.4)])
def test_who_is_patient_looks_first_after_an_interval_but_in_time(timeout: float, rest: float) -> None:
    scene = Scene(READY, timeout=timeout, patient=True)
    assert scene.wait() == READY
    assert scene.polls == 1
    assert scene.elapsed == pytest.approx(rest, rel=0.11)


def test_what_shows_something_else_than_was_written_is_not_waited_for_until_the_end() -> None:
    red = {"state": "red"}
    scene = Scene(red, timeout=1800)
    assert "it has another colour" in scene.fails().message
    assert scene.polls == CONTRADICTED_POLLS
    assert Scene(*[red] * (CONTRADICTED_POLLS - 1), READY).wait() == READY
    stale = Scene(*[red] * (CONTRADICTED_POLLS + 5), READY, timeout=1800)
    assert stale.wait(confirmed=False) == READY


def test_polls_are_spread_around_the_interval() -> None:
    scene = Scene(*[BUSY] * 9, READY)
    scene.wait()
    sleeps = scene.client.clock.sleeps
    assert len(sleeps) == 9
    assert all(4.5 <= pause <= 5.5 for pause in sleeps)
    assert len(set(sleeps)) > 1


@pytest.mark.parametrize("timeout", [60, 7, 5, 1, 0.2])
def test_the_time_is_up_with_the_last_state_in_the_message(timeout: float) -> None:
    scene = Scene(BUSY, timeout=timeout)
    error = scene.fails()
    assert error.error_code == "ClientError.WaitTimeout"
    assert f"did not become ready within {timeout:g} seconds" in str(error)
    assert "Last state: it is busy." in str(error)
    assert "wait_timeout" in str(error)
    assert error.retryable
    assert scene.elapsed <= timeout


def test_the_time_is_up_at_the_very_end_and_not_an_interval_earlier() -> None:
    scene = Scene(BUSY, timeout=12)
    scene.fails()
    assert scene.elapsed > 12 - 2


def test_the_last_interval_counts_too() -> None:
    def answer(params: Any) -> Any:
        return READY if scene.elapsed >= 8 else BUSY

    scene = Scene(answer, timeout=10, interval=7)
    assert scene.wait() == READY
    assert scene.elapsed < 10


def test_the_time_is_up_also_while_reads_fail() -> None:
    scene = Scene(BUSY, BROKEN, timeout=30)
    error = scene.fails()
    assert error.error_code == "ClientError.WaitTimeout"
    assert "Last state: it is busy." in str(error)
    assert scene.elapsed <= 30


def test_without_a_single_look_the_last_state_is_unknown() -> None:
    assert "Last state: unknown." in str(Scene(BROKEN, timeout=30).fails())


@pytest.mark.parametrize("problem", [BROKEN, THROTTLED], ids=["broken line", "throttled"])
def test_reads_may_fail_for_a_while(problem: TencentCloudError) -> None:
    scene = Scene(problem, BUSY, problem, problem, READY)
    assert scene.wait() == READY
    assert scene.polls == 5
    assert scene.elapsed > 4 * 4


def test_a_read_that_can_never_succeed_ends_the_wait_at_once() -> None:
    scene = Scene(BUSY, FORBIDDEN)
    with pytest.raises(ApiError) as caught:
        scene.wait()
    assert caught.value is FORBIDDEN
    assert scene.elapsed <= ONE_POLL


def test_a_failed_state_ends_the_wait_at_once() -> None:
    scene = Scene(BUSY, DEAD)
    error = scene.fails()
    assert error.error_code == "ClientError.WaitFailed"
    assert "become ready failed: it is dead. Last state: it is dead." in str(error)
    assert not error.retryable
    assert scene.polls == 2


def test_a_degraded_state_fails_only_if_it_lasts() -> None:
    scene = Scene(BUSY, BAD)
    error = scene.fails()
    assert error.error_code == "ClientError.WaitFailed"
    assert "it looks bad" in str(error)
    assert scene.polls == 1 + DEGRADED_POLLS


def test_a_degraded_state_that_recovers_starts_anew() -> None:
    scene = Scene(*[BAD] * (DEGRADED_POLLS - 1), BUSY, *[BAD] * (DEGRADED_POLLS - 1), READY)
    assert scene.wait() == READY


@pytest.mark.parametrize("answers", [[GONE], [BUSY, GONE]], ids=["never there", "vanished"])
def test_an_object_that_is_not_there_fails_the_wait(answers: list[Any]) -> None:
    error = Scene(*answers).fails()
    assert error.error_code == "ClientError.WaitFailed"
    assert "vanished while it was waited for to become ready" in str(error)
    assert f"Last state: {'it is busy' if BUSY in answers else 'unknown'}." in str(error)


@pytest.mark.parametrize("answers", [[GONE], [BUSY, BUSY, GONE]], ids=["gone at once", "gone in the end"])
def test_an_object_that_shall_go_is_waited_for_until_it_is_gone(answers: list[Any]) -> None:
    scene = Scene(*answers)
    assert scene.wait(Absence.REACHES) is None
    assert scene.polls == len(answers)


def test_a_new_object_may_become_visible_later() -> None:
    scene = Scene(GONE, GONE, BUSY, READY)
    assert scene.wait(Absence.WAITS) == READY
    assert [line.partition(" (")[0] for line in scene.lines] == ["it is busy", "it is ready"]


def test_a_new_object_that_never_becomes_visible_ends_with_the_time() -> None:
    error = Scene(GONE, timeout=20).fails(Absence.WAITS)
    assert error.error_code == "ClientError.WaitTimeout"
    assert "Last state: unknown." in str(error)


@pytest.mark.parametrize("answers", [[BUSY], [BROKEN], [GONE], [BAD, BUSY]], ids=["busy", "broken", "gone", "mixed"])
@pytest.mark.parametrize(("timeout", "interval"), [(60, 5), (10, 60), (1, 0.3), (0.5, 5), (0, 5), (3, 0.01)])
def test_a_wait_never_sleeps_past_its_time(answers: list[Any], timeout: float, interval: float) -> None:
    scene = Scene(*answers, timeout=timeout, interval=interval)
    scene.fails(Absence.WAITS)
    assert scene.elapsed == pytest.approx(timeout, abs=1.2)
    assert scene.elapsed <= timeout + 1e-9


@pytest.mark.parametrize(
    ("timeout", "interval", "option"),
    [
        (60, 0, "wait_interval"),
        (60, -1, "wait_interval"),
        (-1, 5, "wait_timeout"),
        (float("inf"), 5, "wait_timeout"),
        (60, float("nan"), "wait_interval"),
    ],
)
def test_a_wait_that_would_never_end_or_never_rest_is_refused(timeout: float, interval: float, option: str) -> None:
    with pytest.raises(OptionError) as caught:
        Pace(timeout, interval).check()
    assert caught.value.option_path == option
    Pace(0, 0.001).check()


def test_after_a_wait_the_task_has_its_own_deadline_again() -> None:
    scene = Scene(BUSY, timeout=10)
    scene.fails()
    assert scene.client.call("DescribeThing", {}) == BUSY
