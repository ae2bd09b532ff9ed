# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_service: one version of a service group, brought into the wanted state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import NO_CHANGE, Plan, Resource, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ConflictError,
    OptionError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import (
    IDENTITY,
    WAIT,
    ModuleSpec,
    Option,
    Options,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import (
    configuration,
    diagnosis,
    lifecycle,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import Difference
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import (
    LATEST,
    MATCHING,
    Finder,
    version_number,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    CREATE,
    DELETE,
    DELETE_GROUP,
    DELETION_FROM,
    MODIFY,
    RESUME,
    SCALE,
    STOP,
    route,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_steps import ServiceSteps
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    CREATION_SETTINGS,
    GROUP,
    READ_FROM_GROUP,
    REQUIRED_IF,
    SCALING_SETTINGS,
    SETTINGS,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import (
    SERVICE,
    SERVICE_GROUP,
    SERVICE_INFO,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import REQUEST_RETURNS, WRITER_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import unknown_values
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked, secret_values
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Goal, View

OPTIONS: Options = {
    "version": Option(
        "Which version of the group: a number, V(latest) for the highest one that was not a failed creation, or V(matching) for the"
        " newest one whose settings equal those given. What is not there is created: the group, its next version, or with V(matching)"
        " a version with the given settings, so that running it twice makes one.",
        {"default": LATEST},
    ),
    "state": Option(
        "V(present) - configured as given; whether it runs is left alone. V(started) and V(stopped) - present, and running or stopped."
        " V(restarted) - stopped and started again, always changed. V(absent) - stopped if it runs, and deleted.",
        {"choices": ["present", "started", "stopped", "restarted", "absent"], "default": "present"},
    ),
    "delete_empty_group": Option(
        "Whether O(state=absent) deletes the service group as well when no version is left in it.",
        {"type": "bool", "default": False},
    ),
    "on_immutable_change": Option(
        "What happens when a setting differs that the API cannot change, such as O(charge_type). V(fail) - the task fails and shows both"
        " values. V(new_version) - a new version is made with the settings of the old one and those given; only with"
        " O(version=latest), and not for what all versions of a group share.",
        {"choices": ["fail", "new_version"], "default": "fail"},
    ),
    "api_extra": Option(
        "Members of requests that are newer than this collection, as the API spells them. They are merged into requests that create or"
        " update the service, and compared where the API returns a member of the same name.",
        {"type": "dict"},
    ),
    "update_secrets": Option(
        "When values that the API never returns (private O(env) values, O(image_info.image_secret), O(sidecar), O(priority)) are sent to a"
        " service that exists. V(on_create) - with another change only; they alone are no difference. V(always) - in each run.",
        {"choices": ["on_create", "always"], "default": "on_create"},
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
    params = session.params
    wanted = configuration.wanted_settings(params)
    configuration.check_extra(params["api_extra"])
    if params["state"] == "absent" and params["version"] == MATCHING:
        raise OptionError("version", "cannot be matching with state absent", hint="Say which version by its number.")
    for warning in unknown_values(ALL_SETTINGS, wanted):
        session.warn(warning)
    return Run(ModelService(session, wanted), session).converge()


class ModelService(Resource):
    """A service as the engine sees it."""

    def __init__(self, session: Session, wanted: Mapping[str, Any]) -> None:
        self._session = session
        self._params = session.params
        self._wanted = wanted
        reads_group = any(name in wanted for name in READ_FROM_GROUP)
        self._finder = Finder(session.client, session.params, self._matches, reads_group)
        self._steps = ServiceSteps(self._finder, session.params, self._pending)
        self._first_phase: Phase | None = None
        self._warned: set[str] = set()
        self._known_secrets: set[str] = secret_values(ALL_SETTINGS, wanted)

    def read(self) -> View | None:
        """See Resource."""
        view = self._finder.find()
        self._hide(secret_values(SERVICE, view) | secret_values(SERVICE_GROUP, (view or {}).get(GROUP)))
        return view

    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        """See Resource."""
        if self._params["state"] == "absent":
            return self._plan_deletion(view, done)
        if view is None:
            return self._plan_creation(None)
        phase = lifecycle.phase(view)
        self._first_phase = self._first_phase or phase
        if phase is Phase.FAILED:
            raise ConflictError(
                f"Service {view['service_id']} cannot be used: {lifecycle.failure_reason(view)}.",
                hint="Such a version never recovers: delete it with state=absent, or name another version.",
            )
        if self._needs_new_version(view):
            return self._plan_creation(view)
        pending = self._pending(
            view, secrets=self._params["update_secrets"] == "always" and not {MODIFY, CREATE} & set(done)
        )
        self._hide(secret_values(SETTINGS, pending.effective))
        labels = route(phase, self._state(done), pending, done)
        self._check_losses(view, pending, labels, done)
        return Plan(
            tuple(self._steps.step(label, view, pending) for label in labels), self._change(view, pending, labels)
        )

    def _state(self, done: tuple[str, ...]) -> str:
        """The state to reach from here: a restart has two halves, and `present` leaves a stopped service stopped."""
        state = str(self._params["state"])
        was_stopped = self._first_phase in (Phase.STOPPED, Phase.STOPPING)
        if state == "restarted" and done and (was_stopped or {STOP, CREATE} & set(done)):
            return "started"
        return "stopped" if state == "present" and was_stopped and done else state

    def _plan_deletion(self, view: View | None, done: tuple[str, ...]) -> Plan:
        deletes_group = self._params["delete_empty_group"] and DELETE_GROUP not in done
        if view is None:
            empty = deletes_group and self._finder.group_is_empty()
            change = Change({"service_group_id": self._finder.group_id}, {"service_group_id": None})
            return Plan((self._steps.delete_group(),), change) if empty else Plan()
        labels = DELETION_FROM[lifecycle.phase(view)]
        steps = [self._steps.step(label, view, Difference(None, {})) for label in labels]
        if deletes_group and self._finder.is_last_version(view):
            steps.append(self._steps.delete_group())
        identity = {"service_id": view["service_id"]}
        running = _state_of(view)
        return Plan(tuple(steps), Change({**identity, "state": running}, {**identity, "state": "absent"}))

    def _plan_creation(self, replaced: View | None) -> Plan:
        if replaced is None and not self._finder.may_create():
            raise self._finder.not_found()
        now = self._session.client.clock.time()
        replaced = configuration.to_be_replaced(replaced, self._wanted) if replaced else None
        wanted = self._without_ignored(replaced or configuration.as_view(self._wanted), enforce_replicas=True)
        settings = configuration.settings_of_new_version(wanted, replaced, now)
        name = None if self._finder.group_id else self._params["service_group_name"]
        self._check_creation(settings, name, replaced)
        self._finder.expect_new_version()
        group = {"ServiceGroupName": name} if name else {"ServiceGroupId": self._finder.group_id, "NewVersion": True}
        body = {**group, **workspace(self._finder.project_id), **configuration.creation_body(settings)}
        create = self._steps.create(body)
        identity = {"service_group_name": name} if name else {"service_group_id": self._finder.group_id}
        after = {**identity, **masked(ALL_SETTINGS, wanted), "state": self._params["state"]}
        stop = [self._steps.stop_once_created()] if self._params["state"] == "stopped" else []
        return Plan((create, *stop), Change({}, after))

    def _check_creation(self, settings: Mapping[str, Any], name: str | None, replaced: View | None) -> None:
        try:
            configuration.check_creation(settings, name)
        except OptionError as problem:
            if replaced is not None:
                raise
            missing = self._finder.not_found()
            missing.add_hint(f"To have it created: {problem}")
            raise missing from problem

    def sent(self, step: Step, reply: Mapping[str, Any]) -> None:
        """See Resource."""
        if step.label == CREATE:
            self._finder.adopt(reply.get("Service") or {})
            self._tell_other_number()

    def _tell_other_number(self) -> None:
        """Numbers of deleted versions are not given again, so the next number is a guess."""
        wanted, made = self._params["version"], version_number({"service_id": self._finder.service_id})
        if wanted.isdecimal() and made and made != int(wanted):
            self._warn_once(
                f"The platform gave the new version the number {made} instead of {wanted}: write version {made} from now on."
            )

    def _needs_new_version(self, view: View) -> bool:
        """Whether a difference that no update can remove is to be removed by a new version.

        :raises ConflictError: there is such a difference, and it is not
        """
        drift = configuration.immutable_drift(self._wanted, view)
        if drift.tags:
            self._warn_once(f"tags differ and cannot be changed through the TI-ONE API: they are {drift.tags.before}.")
        if not drift.names:
            return False
        if (
            self._params["on_immutable_change"] == "new_version"
            and not drift.needs_new_group
            and self._may_take_another_version()
        ):
            return True
        raise ConflictError(
            f"Service {view['service_id']} cannot be changed as wanted: {drift}.",
            hint="Correct the task; or set on_immutable_change=new_version with version=latest, unless all versions of a group share the setting.",
        )

    def _may_take_another_version(self) -> bool:
        return self._params["service_id"] is None and self._params["version"] == LATEST

    def _matches(self, view: View) -> bool:
        """Whether a version has all settings that are given, for version=matching."""
        return not self._pending(view) and not configuration.immutable_drift(self._wanted, view).names

    def _pending(self, view: View, secrets: bool = False) -> Difference:
        wanted = self._without_ignored(view, self._params["enforce_replicas"])
        extra = configuration.extra_change(self._params["api_extra"], view)
        found = configuration.difference(wanted, view, self._session.client.clock.time(), secrets)
        return configuration.with_change(found, extra)

    def _without_ignored(self, view: View, enforce_replicas: bool) -> dict[str, Any]:
        wanted = dict(self._wanted)
        now = self._session.client.clock.time()
        for name, reason in configuration.ignored_settings(self._wanted, view, enforce_replicas, now):
            wanted.pop(name, None)
            if reason:
                self._warn_once(f"{name} is ignored: {reason}.")
        return wanted

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
            before["state"] = _state_of(view)
            after["state"] = str(self._params["state"])
        return Change(before, after)

    def unfinished(self, view: View | None) -> Goal | None:
        """See Resource."""
        if view is None or lifecycle.phase(view) not in (Phase.CREATING, Phase.RUNNING):
            return None
        return self._steps.ready()

    def confirmed(self, before: View | None, now: View) -> bool:
        """See Resource."""
        return before is None or before.get("update_time") != now.get("update_time")

    def describe(self, view: View) -> str:
        """See Resource."""
        pending = self._pending(view)
        return lifecycle.describe(view) + (
            f", not read back yet: {', '.join(sorted(pending.names))}" if pending else ""
        )

    def diagnose(self, error: WaitError, view: View | None) -> None:
        """See Resource."""
        if view is not None:
            secrets = self._known_secrets | set(map(lifecycle.harmless, self._known_secrets))
            self._hide(secrets)
            found = redacted(diagnosis.diagnose(self._session.client, view, self._finder.project_id), secrets)
            error.message = f"{error.message} {diagnosis.in_words(found, said=error.message)}".strip()
            error.result.update(diagnosis=found, request_ids=list(self._session.client.request_ids))

    def _hide(self, secrets: set[str]) -> None:
        """Let no output show private values; only the service may tell that what the task gives is one."""
        self._known_secrets |= secrets
        for secret in secrets:
            self._session.hide(secret)

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        """See Resource."""
        if DELETE in plan.labels:
            return None
        if CREATE in plan.labels:
            return self._predicted_creation()
        sent = SETTINGS if MODIFY in plan.labels else SCALING_SETTINGS if SCALE in plan.labels else ()
        return configuration.predicted_view(view, self._pending(view).effective, sent) if view and sent else view

    def _predicted_creation(self) -> View:
        """A service with every key that a result can have; what only the API can say is null."""
        settings = configuration.as_view(self._wanted)
        info = {**dict.fromkeys(field.name for field in SERVICE_INFO), **settings.pop("service_info")}
        group = {"service_group_id": self._finder.group_id, "service_group_name": self._params["service_group_name"]}
        return {**dict.fromkeys(field.name for field in SERVICE), **group, **settings, "service_info": info}

    def result(self, view: View | None) -> dict[str, Any]:
        """See Resource."""
        return {
            "service": masked(SERVICE, view) if view is not None else None,
            "service_id": self._finder.service_id,
            "service_group_id": self._finder.group_id,
        }


def _state_of(view: View) -> str:
    """The state of a service as the option says it; one that is being stopped counts as stopped."""
    return "stopped" if lifecycle.phase(view) in (Phase.STOPPED, Phase.STOPPING) else "started"


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
    diagnosis.DIAGNOSIS,
)
SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + WRITER_RETURNS + REQUEST_RETURNS,
    options=(IDENTITY, OPTIONS, WAIT, SETTINGS, CREATION_SETTINGS),
    settings=ALL_SETTINGS,
    api_objects=("api_extra",),
    rules={
        "mutually_exclusive": [
            ["service_id", "service_group_id", "service_group_name"],
            ["volume_mount", "volume_mounts"],
        ],
        "required_one_of": [["service_id", "service_group_id", "service_group_name"]],
        "required_if": [list(rule) for rule in REQUIRED_IF],
    },
)
