# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a model service: what each call sends, what shows that it worked, and what is waited for after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Step
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import configuration, lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import Difference
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import Finder
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    AWAIT_CREATION,
    AWAIT_STOP,
    CREATE,
    DELETE,
    DELETE_GROUP,
    MODIFY,
    RESUME,
    SCALE,
    STOP,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Absence, Goal, View


class ServiceSteps:
    """Makes the steps of one task."""

    def __init__(self, finder: Finder, params: Mapping[str, Any], pending: Callable[[View], Difference]) -> None:
        """`pending`: what still differs from what is wanted, in a service that was read."""
        self._finder = finder
        self._params = params
        self._pending = pending

    def step(self, label: str, view: View, pending: Difference) -> Step:
        """The step with a label of routes, for a service that is there."""
        return self._MAKERS[label](self, view, pending)

    def create(self, body: Mapping[str, Any]) -> Step:
        """Make a service."""
        stays_stopped = self._params["state"] == "stopped"
        settled = _goal("created", lifecycle.is_created) if stays_stopped else self.ready()
        return Step(
            CREATE, replace(settled, absence=Absence.WAITS), self._is_there_as_wanted, CREATE, self._extended(body)
        )

    def stop_once_created(self) -> Step:
        """The stop after a creation, for predictions: the service has no id yet."""
        return Step(STOP, _STOPPED, self._is_there_as_wanted, MODIFY)

    def delete_group(self) -> Step:
        """Delete the group, which has no service any more."""
        body = {"ServiceGroupId": self._finder.group_id, **workspace(self._finder.project_id)}
        return Step(DELETE_GROUP, _GONE, lambda now: not self._finder.group_is_empty(), DELETE_GROUP, body)

    def ready(self) -> Goal:
        """The service runs as wanted."""
        return self._running(self._is_as_wanted)

    def _running(self, settled: Callable[[View], bool]) -> Goal:
        complete = lifecycle.has_all_replicas if self._params["wait_for"] == "replicas_ready" else _always

        def rests(view: View) -> bool:
            return lifecycle.is_normal(view) and complete(view)

        return Goal(
            "ready",
            lambda view: rests(view) and settled(view),
            lifecycle.failure_reason,
            lifecycle.degradation,
            contradicted=lambda view: self._difference(view) if rests(view) and not settled(view) else "",
        )

    def _update(self, view: View, pending: Difference) -> Step:
        body = self._extended({**self._identity(view), **configuration.update_body(pending.effective)})
        stopped = lifecycle.phase(view) is Phase.STOPPED
        return Step(
            MODIFY, _goal("updated", self._is_stored) if stopped else self.ready(), self._is_stored, MODIFY, body
        )

    def _scale(self, view: View, pending: Difference) -> Step:
        body = {**self._verb(view, "SCALE"), **configuration.scale_body(pending.effective)}
        return Step(SCALE, self.ready(), self._is_there_as_wanted, MODIFY, body)

    def _stop(self, view: View, pending: Difference) -> Step:
        return Step(STOP, _STOPPED, _is_in(Phase.STOPPING, Phase.STOPPED), MODIFY, self._verb(view, "STOP"))

    def _resume(self, view: View, pending: Difference) -> Step:
        return Step(RESUME, self._running(_always), _is_in(Phase.RUNNING), MODIFY, self._verb(view, "RESUME"))

    def _await_creation(self, view: View, pending: Difference) -> Step:
        return Step(AWAIT_CREATION, _goal("created", lifecycle.is_created), _always)

    def _await_stop(self, view: View, pending: Difference) -> Step:
        return Step(AWAIT_STOP, _STOPPED, _always)

    def _delete(self, view: View, pending: Difference) -> Step:
        return Step(DELETE, _GONE, lambda now: now is None, DELETE, self._identity(view))

    _MAKERS: Mapping[str, Callable[[ServiceSteps, View, Difference], Step]] = {
        MODIFY: _update,
        SCALE: _scale,
        STOP: _stop,
        RESUME: _resume,
        AWAIT_CREATION: _await_creation,
        AWAIT_STOP: _await_stop,
        DELETE: _delete,
    }

    def _identity(self, view: View) -> dict[str, Any]:
        return {"ServiceId": view["service_id"], **workspace(self._finder.project_id)}

    def _verb(self, view: View, verb: str) -> dict[str, Any]:
        return {**self._identity(view), "ServiceAction": verb}

    def _extended(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {**body, **(self._params["api_extra"] or {})}

    def _difference(self, view: View) -> str:
        names = ", ".join(sorted(self._pending(view).names))
        return f"after the update it has another {names}: something else has changed that since, or the API does not store it"

    def _is_as_wanted(self, view: View) -> bool:
        return not self._pending(view)

    def _is_there_as_wanted(self, view: View | None) -> bool:
        return view is not None and self._is_as_wanted(view)

    def _is_stored(self, view: View | None) -> bool:
        """Whether an update was taken; a stopped service may keep its number of replicas."""
        if view is None:
            return False
        pending = self._pending(view)
        return not pending or (pending.is_scaling_only and lifecycle.phase(view) is Phase.STOPPED)


def _always(view: View | None) -> bool:
    return True


def _is_in(*phases: Phase) -> Callable[[View | None], bool]:
    return lambda view: view is not None and lifecycle.phase(view) in phases


def _goal(name: str, reached: Callable[[View], bool], failed: Callable[[View], str] = lifecycle.failure_reason) -> Goal:
    return Goal(name, reached, failed, lambda view: "")


_STOPPED = _goal("stopped", lifecycle.is_stopped, lifecycle.release_failure)
_GONE = replace(_goal("deleted", lambda view: False, lifecycle.release_failure), absence=Absence.REACHES)
