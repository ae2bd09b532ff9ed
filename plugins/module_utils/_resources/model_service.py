# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_service: one version of a service group, brought into the wanted state."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import (
    NO_CHANGE,
    Plan,
    Resource,
    Run,
    Session,
    Step,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ConflictError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, masked
from ansible_collections.community.tencentcloud.plugins.module_utils._options import (
    IDENTITY,
    REQUEST_RETURNS,
    WAIT,
    WRITER_RETURNS,
    ModuleSpec,
    Option,
    Options,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import (
    configuration,
    finding,
    lifecycle,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import Difference
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import Finder
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    FIELDS,
    REQUIRED_IF,
    SCALING_SETTINGS,
    SETTINGS,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import unknown_values
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Goal, View

MODIFY = "ModifyModelService"
STOP, RESUME, SCALE = f"{MODIFY}:STOP", f"{MODIFY}:RESUME", f"{MODIFY}:SCALE"
AWAIT_CREATION, AWAIT_STOP = "wait for the creation", "wait for the stop"

OPTIONS: Options = {
    "version": Option(
        "Which version of the group: a number, or V(latest) for the highest one that was not a failed creation.",
        {"default": finding.LATEST},
    ),
    "state": Option(
        "V(present) - configured as given; whether it runs is left alone. V(started) and V(stopped) - present, and running or stopped."
        " V(restarted) - stopped and started again, always changed.",
        {"choices": ["present", "started", "stopped", "restarted"], "default": "present"},
    ),
    "update_secrets": Option(
        "When values that the API never returns (private O(env) values, O(image_info.image_secret), O(sidecar), O(priority)) are sent to a"
        " service that exists. V(on_create) - with another change only; they alone are no difference. V(always) - in each run.",
        {"choices": ["on_create", "always"], "default": "on_create", "no_log": False},
    ),
    "enforce_replicas": Option(
        "Whether O(replicas) is compared and set also while an autoscaler owns the number.",
        {"type": "bool", "default": False},
    ),
    "wait_for": Option(
        "What a running service is waited for: V(running) - status Normal and all settings read back; V(replicas_ready) - that, and"
        " every wanted replica updated, ready and available.",
        {"choices": ["running", "replicas_ready"], "default": "replicas_ready"},
    ),
}


def run(session: Session) -> dict[str, Any]:
    """Bring the service of a task into the wanted state.

    :returns: the result of tione_model_service
    :raises TencentCloudError: see the engine
    """
    wanted = configuration.wanted_settings(session.params)
    for warning in unknown_values(SETTINGS, wanted):
        session.warn(warning)
    return Run(ModelService(session, wanted), session).converge()


def route(phase: Phase, state: str, pending: Difference, done: tuple[str, ...]) -> list[str]:
    """The labels of the steps from a phase to a wanted state.

    :param state: present, started, stopped or restarted
    :param pending: the settings that still differ
    :param done: labels of the calls that the task has made
    """
    if phase is Phase.CREATING:
        busy = bool(pending) or state in ("stopped", "restarted")
        return [AWAIT_CREATION, *route(Phase.RUNNING, state, pending, done)] if busy else []
    if phase is Phase.STOPPING:
        idle = not pending and state == "present"
        return [] if idle else [AWAIT_STOP, *route(Phase.STOPPED, state, pending, done)]
    if phase is Phase.STOPPED:
        return _route_from_stopped(state, pending, done)
    if state == "stopped" or state == "restarted":
        return [STOP, *_route_from_stopped(state, pending, done)]
    if not pending:
        return []
    return [SCALE] if pending.is_scaling_only else [MODIFY]


def _route_from_stopped(state: str, pending: Difference, done: tuple[str, ...]) -> list[str]:
    starts = state in ("started", "restarted")
    cannot_be_stored = MODIFY in done or (starts and pending.loses_secrets)
    scale_later = pending.is_scaling_only and cannot_be_stored
    store = [MODIFY] if pending and not scale_later else []
    start = [RESUME] if starts else []
    return store + start + ([SCALE] if starts and scale_later else [])


class ModelService(Resource):
    """A service as the engine sees it."""

    def __init__(self, session: Session, wanted: Mapping[str, Any]) -> None:
        self._session = session
        self._params = session.params
        self._wanted = wanted
        self._finder = Finder(session.client, session.params)
        self._first_phase: Phase | None = None
        self._warned: set[str] = set()

    def read(self) -> View | None:
        """See Resource."""
        return self._finder.find()

    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        """See Resource."""
        if view is None:
            raise self._finder.not_found()
        phase = lifecycle.phase(view)
        self._first_phase = self._first_phase or phase
        if phase is Phase.FAILED:
            raise ConflictError(
                f"Service {view['service_id']} cannot be used: {lifecycle.failure_reason(view)}.",
                hint="Such a version never recovers: delete it and create it again.",
            )
        pending = self._pending(view, secrets=self._params["update_secrets"] == "always" and MODIFY not in done)
        labels = route(phase, self._state(done), pending, done)
        self._check_losses(view, pending, labels, done)
        return Plan(tuple(self._step(label, view, pending) for label in labels), self._change(view, pending, labels))

    def _state(self, done: tuple[str, ...]) -> str:
        """The state to reach from here: a restart has two halves, and `present` leaves a stopped service stopped."""
        state = str(self._params["state"])
        was_stopped = self._first_phase in (Phase.STOPPED, Phase.STOPPING)
        if state == "restarted" and done and (was_stopped or STOP in done):
            return "started"
        return "stopped" if state == "present" and was_stopped and done else state

    def _pending(self, view: View, secrets: bool = False) -> Difference:
        now = self._session.client.clock.time()
        applicable = dict(self._wanted)
        for name, reason in configuration.ignored_settings(self._wanted, view, self._params["enforce_replicas"], now):
            applicable.pop(name, None)
            if reason:
                self._warn_once(f"{name} is ignored: {reason}.")
        return configuration.difference(applicable, view, now, secrets)

    def _warn_once(self, warning: str) -> None:
        if warning not in self._warned:
            self._warned.add(warning)
            self._session.warn(warning)

    def _check_losses(self, view: View, pending: Difference, labels: list[str], done: tuple[str, ...]) -> None:
        if MODIFY in labels:
            configuration.check_effective(pending, SETTINGS)
            lost = configuration.unreadable_settings(pending.effective, view)
            if lost:
                self._warn_once(
                    f"An update replaces the whole configuration, and the API does not return {' and '.join(lost)}:"
                    " if the service uses it, give it in the task, or it may be reset."
                )
        elif SCALE in labels:
            configuration.check_effective(pending, SCALING_SETTINGS)
        elif pending and MODIFY in done:
            names = ", ".join(sorted(pending.names))
            self._warn_once(
                f"The API did not store {names} on the stopped service; run the task with state=started to apply it."
            )

    def _change(self, view: View, pending: Difference, labels: list[str]) -> Change:
        if not labels:
            return NO_CHANGE
        identity = {"service_id": view["service_id"]}
        before, after = dict(identity), dict(identity)
        if pending.change:
            before.update(pending.change.before)
            after.update(pending.change.after)
        if STOP in labels or RESUME in labels:
            before["state"] = "stopped" if lifecycle.phase(view) is Phase.STOPPED else "started"
            after["state"] = str(self._params["state"])
        return Change(before, after)

    def _step(self, label: str, view: View, pending: Difference) -> Step:
        return self._STEPS[label](self, label, view, pending)

    def _update_step(self, label: str, view: View, pending: Difference) -> Step:
        body = {**self._identity(view), **configuration.update_body(pending.effective)}
        stored = lifecycle.phase(view) is Phase.STOPPED
        goal = self._goal("updated", self._is_stored) if stored else self._ready_goal(self._is_as_wanted)
        return Step(label, goal, self._is_stored, MODIFY, body)

    def _scale_step(self, label: str, view: View, pending: Difference) -> Step:
        body = {**self._identity(view), "ServiceAction": "SCALE", **configuration.scale_body(pending.effective)}
        return Step(label, self._ready_goal(self._is_as_wanted), self._is_as_wanted, MODIFY, body)

    def _stop_step(self, label: str, view: View, pending: Difference) -> Step:
        body = {**self._identity(view), "ServiceAction": "STOP"}
        return Step(
            label,
            self._stopped_goal(),
            lambda now: lifecycle.phase(now) in (Phase.STOPPING, Phase.STOPPED),
            MODIFY,
            body,
        )

    def _resume_step(self, label: str, view: View, pending: Difference) -> Step:
        body = {**self._identity(view), "ServiceAction": "RESUME"}
        return Step(
            label, self._ready_goal(lambda now: True), lambda now: lifecycle.phase(now) is Phase.RUNNING, MODIFY, body
        )

    def _await_creation_step(self, label: str, view: View, pending: Difference) -> Step:
        return Step(label, self._goal("created", lifecycle.is_created), lifecycle.is_created)

    def _await_stop_step(self, label: str, view: View, pending: Difference) -> Step:
        return Step(label, self._stopped_goal(), lifecycle.is_stopped)

    _STEPS: Mapping[str, Callable[[ModelService, str, View, Difference], Step]] = {
        MODIFY: _update_step,
        SCALE: _scale_step,
        STOP: _stop_step,
        RESUME: _resume_step,
        AWAIT_CREATION: _await_creation_step,
        AWAIT_STOP: _await_stop_step,
    }

    def _identity(self, view: View) -> dict[str, Any]:
        return {"ServiceId": view["service_id"], **workspace(self._finder.project_id)}

    def _is_as_wanted(self, view: View) -> bool:
        return not self._pending(view)

    def _is_stored(self, view: View) -> bool:
        """Whether an update was taken; a stopped service may keep its number of replicas."""
        pending = self._pending(view)
        return not pending or (pending.is_scaling_only and lifecycle.phase(view) is Phase.STOPPED)

    def _goal(self, name: str, reached: Callable[[View], bool]) -> Goal:
        return Goal(name, reached, lifecycle.failure_reason, lambda view: "")

    def _stopped_goal(self) -> Goal:
        return Goal("stopped", lifecycle.is_stopped, lifecycle.release_failure, lambda view: "")

    def _ready_goal(self, settled: Callable[[View], bool]) -> Goal:
        complete = lifecycle.has_all_replicas if self._params["wait_for"] == "replicas_ready" else lambda view: True
        return Goal(
            "ready",
            lambda view: lifecycle.is_normal(view) and complete(view) and settled(view),
            lifecycle.failure_reason,
            lifecycle.degradation,
        )

    def unfinished(self, view: View | None) -> Goal | None:
        """See Resource."""
        if view is None or lifecycle.phase(view) not in (Phase.CREATING, Phase.RUNNING):
            return None
        return self._ready_goal(self._is_as_wanted)

    def confirmed(self, before: View | None, now: View) -> bool:
        """See Resource."""
        return before is None or before.get("update_time") != now.get("update_time")

    def describe(self, view: View) -> str:
        """See Resource."""
        pending = self._pending(view)
        return lifecycle.describe(view) + (
            f", not read back yet: {', '.join(sorted(pending.names))}" if pending else ""
        )

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        """See Resource."""
        if view is None or not plan.steps:
            return view
        predicted = deepcopy(dict(view))
        pending = self._pending(view)
        for name in pending.names:
            if FIELDS[name].mode is not Mode.WRITE_ONLY:
                _put(predicted, name, pending.effective.get(name))
        return predicted

    def result(self, view: View | None) -> dict[str, Any]:
        """See Resource."""
        return {
            "service": masked(SERVICE, view) if view is not None else None,
            "service_id": self._finder.service_id,
            "service_group_id": self._finder.group_id,
        }


def _put(view: dict[str, Any], name: str, value: Any) -> None:
    """Write a setting to where it is read back."""
    if name == "replicas" and lifecycle.phase(view) is Phase.STOPPED:
        name = "old_replicas"
    *parents, leaf = FIELDS[name].read_at if name in FIELDS and FIELDS[name].read_at else ("service_info", name)
    target = view
    for parent in parents:
        target = target[parent]
    target[leaf] = value


RETURNS = (
    Field(
        "service",
        "Service",
        "dict",
        doc="The service, private values masked; in check mode with the settings that it would have.",
        fields=SERVICE,
    ),
    Field("service_id", "ServiceId", doc="Id of the service, also when the task fails after it was found."),
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group."),
)
SPEC = ModuleSpec(
    run=run,
    returns=RETURNS + WRITER_RETURNS + REQUEST_RETURNS,
    options=(IDENTITY, OPTIONS, WAIT, SETTINGS),
    settings=SETTINGS,
    rules={
        "mutually_exclusive": [
            ["service_id", "service_group_id", "service_group_name"],
            ["volume_mount", "volume_mounts"],
        ],
        "required_one_of": [["service_id", "service_group_id", "service_group_name"]],
        "required_if": [list(rule) for rule in REQUIRED_IF],
    },
)
