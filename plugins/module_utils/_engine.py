# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read, plan, apply, read again. This is the only caller of write actions, and knows nothing of Ansible's modules.

A resource reads itself and plans the steps that remain; the engine sends the first step, waits until it has settled,
and lets the resource plan again, until nothing remains. Check mode stops before the first step.
"""

from __future__ import annotations

import abc
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import ErrorKind
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Absence, Goal, Pace, View, Waiter

NO_CHANGE = Change({}, {})
MOST_REPEATS = 2
UNCLEAR_POLLS = 3
LONGEST_UNCLEAR_PAUSE = 2.0


@dataclass(frozen=True)
class Step:
    """One call that changes something, or a mere wait (no action).

    label    name of the step in the result's `actions`: "ModifyModelService:STOP"
    applied  read-back -> whether the call has had its effect
    goal     what to wait for afterwards
    target   which part of the object it is for, where one task may make the same call for several
    """

    label: str
    goal: Goal
    applied: Callable[[View | None], bool]
    action: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    target: str = ""


@dataclass(frozen=True)
class Plan:
    """What remains to be done, and what a diff shows of it."""

    steps: tuple[Step, ...] = ()
    change: Change = NO_CHANGE

    @property
    def labels(self) -> list[str]:
        """The steps that call the API, in order."""
        return [step.label for step in self.steps if step.action]


class Resource(abc.ABC):
    """What the engine needs to know of a kind of object. Subclasses plan; they never write."""

    @abc.abstractmethod
    def read(self) -> View | None:
        """The object in option names, or None where there is none."""

    @abc.abstractmethod
    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        """The steps that remain, given what was done so far. Pure but for warnings."""

    @abc.abstractmethod
    def unfinished(self, view: View | None) -> Goal | None:
        """What to wait for though nothing remains to be done, such as an update that still goes on."""

    @abc.abstractmethod
    def confirmed(self, before: View | None, now: View) -> bool:
        """Whether a read-back is known to be newer than a write."""

    def sent(self, step: Step, reply: Mapping[str, Any]) -> None:  # noqa: B027 (may be left out)
        """Take what the answer to a write says, such as the id of a new object."""

    def refused(self, step: Step, error: ApiError) -> bool:
        """Take an error that answered a write, to advise on it. True: there is another way, the plan has to be made again."""
        return False

    @abc.abstractmethod
    def describe(self, view: View) -> str:
        """The state of the object in one line."""

    def diagnose(self, error: WaitError, view: View | None) -> None:  # noqa: B027 (may be left out)
        """Add to a failed wait what explains it. It must not raise."""

    @abc.abstractmethod
    def predicted(self, view: View | None, plan: Plan) -> View | None:
        """The object as it will be after the plan."""

    @abc.abstractmethod
    def result(self, view: View | None) -> dict[str, Any]:
        """The object's part of the task's result, secrets masked."""


class Run:
    """One task on one object."""

    def __init__(self, resource: Resource, session: Session) -> None:
        """:raises OptionError: the task would wait for a time that cannot be"""
        self._resource = resource
        self._session = session
        self._client = session.client
        self._pace = Pace.of(session)
        self._pace.check()
        self._done: list[str] = []
        self._sent: list[tuple[str, str]] = []
        self._change = NO_CHANGE
        self._view: View | None = None

    def converge(self) -> dict[str, Any]:
        """Bring the object into the wanted state and return the task's result.

        :raises TencentCloudError: its `result` holds the ids, the actions done and the last state
        """
        try:
            self._view = self._resource.read()
            plan = self._plan()
            if self._session.check_mode:
                self._change = plan.change if plan.labels else NO_CHANGE
                return self._result(plan.labels, self._resource.predicted(self._view, plan))
            self._apply(plan)
            return self._result(self._done, self._view)
        except TencentCloudError as error:
            self._explain(error)
            if isinstance(error, WaitError):
                self._resource.diagnose(error, self._view)
            raise

    def _plan(self) -> Plan:
        """What remains."""
        return self._resource.plan(self._view, tuple(self._done))

    def _result(self, actions: list[str], view: View | None) -> dict[str, Any]:
        return {
            **self._resource.result(view),
            "changed": bool(actions),
            "actions": list(actions),
            "request_ids": list(self._client.request_ids),
            "diff": {"before": self._change.before, "after": self._change.after},
        }

    def _explain(self, error: TencentCloudError) -> None:
        known = {
            **self._resource.result(self._view),
            "actions": list(self._done),
            "request_ids": list(self._client.request_ids),
        }
        error.result = {"changed": bool(self._done), **known, **error.result}
        if error.request_id is None and self._client.request_ids:
            error.request_id = self._client.request_ids[-1]
        if error.action is None:
            error.action = self._client.last_action

    def _apply(self, plan: Plan) -> None:
        busy = Deadline(self._client.clock, self._pace.timeout)
        while plan.steps:
            step, before = plan.steps[0], self._view
            first = not self._done
            if step.action and not self._write(step, busy):
                self._view = self._resource.read()
                plan = self._plan()
                continue
            if first and self._done:
                self._change = plan.change
            if len(plan.steps) == 1 and not self._session.wait:
                self._view = self._resource.read()
                return
            self._settle(step.goal, before)
            plan = self._plan()
        goal = self._resource.unfinished(self._view) if self._session.wait else None
        if goal and self._view is not None and not goal.reached(self._view):
            self._settle(goal, None)

    def _settle(self, goal: Goal, before: View | None) -> None:
        waiter = Waiter(self._client, self._pace, self._read_again, self._resource.describe, self._session.progress)
        self._view = waiter.wait(goal, lambda now: self._resource.confirmed(before, now))

    def _read_again(self) -> View | None:
        view = self._resource.read()
        self._view = view or self._view
        return view

    def _write(self, step: Step, busy: Deadline) -> bool:
        """Send one write action. False: the object was busy or wants another way, the plan has to be made again."""
        self._refuse_endless_repeats(step)
        try:
            reply = self._client.call(str(step.action), step.body)
            self._resource.sent(step, reply)
        except ApiError as error:
            if self._resource.refused(step, error):
                return False
            if error.kind is ErrorKind.BUSY and not busy.expired:
                self._client.clock.sleep(min(self._pace.interval, busy.remaining()))
                return False
            polls = _polls_for_effect(step, error)
            if not self._took_effect(step, polls):
                raise
        except TransportError as error:
            if not error.request_was_sent:
                raise
            if not self._took_effect(step, UNCLEAR_POLLS):
                error.add_hint(
                    f"Whether {step.label} was done is not known. Run the task again: it goes on from what is there."
                )
                raise
        self._done.append(step.label)
        self._sent.append((step.label, step.target))
        return True

    def _took_effect(self, step: Step, polls: int) -> bool:
        """After an answer that leaves it open whether a write was done: whether its effect can be seen."""
        for poll in range(polls):
            if poll:
                self._client.clock.sleep(min(self._pace.interval, LONGEST_UNCLEAR_PAUSE))
            with contextlib.suppress(TencentCloudError):
                if step.applied(self._read_again()):
                    self._session.warn(f"{step.label} was answered with an error or not at all, but has taken effect.")
                    return True
        return False

    def _refuse_endless_repeats(self, step: Step) -> None:
        if self._sent.count((step.label, step.target)) >= MOST_REPEATS:
            raise ConflictError(
                f"{step.label} was sent {MOST_REPEATS} times, and the object is still not as wanted.",
                hint="Something else may be changing it, or the API does not store these settings: compare them with --check --diff.",
            )


def _polls_for_effect(step: Step, error: ApiError) -> int:
    """How often to look whether a write that was answered with an error has had its effect all the same."""
    if error.kind is ErrorKind.TRANSIENT:
        return UNCLEAR_POLLS
    already_gone = error.kind is ErrorKind.NOT_FOUND and step.goal.absence is Absence.REACHES
    return 1 if error.kind is ErrorKind.STATE or already_gone else 0
