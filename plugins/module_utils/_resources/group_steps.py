# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a service group: what each call sends, what shows that it worked, and what is waited for after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Step
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.groups import GroupFinder
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    AWAIT_CREATION,
    AWAIT_STOP,
    DELETE,
    DELETE_GROUP,
    MODIFY,
    STOP,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import (
    in_order,
    same_shares,
    weights_body,
    weights_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Absence, Goal, View

WEIGH, AUTHORIZE = "ModifyServiceGroupWeights", "ModifyModelServiceAuthorization"
AWAIT_WEIGHTS = "wait for the update of the weights"
UPDATING, UPDATED, UPDATE_FAILED = "UPDATING", "UPDATED", "UPDATE_FAILED"
RUNS = (Phase.RUNNING, Phase.CREATING)
RESTS = (Phase.STOPPED, Phase.FAILED)

Service = Mapping[str, Any]


def services_in(view: View) -> list[Service]:
    """The versions of a group, the lowest first."""
    return in_order(view.get("services") or [])


def weight_status(view: View) -> str | None:
    """How the last change of the weights stands; None where the API does not say."""
    status = view.get("weight_update_status")
    return None if status is None else str(status)


def not_running(view: View, weights: Mapping[str, int]) -> list[str]:
    """A phrase for each version that gets a share of the traffic and does not run."""
    return [
        f"version {version_number(service)} gets a share of the traffic but is {service.get('status') or 'starting'}"
        for service in services_in(view)
        if weights.get(service["service_id"]) and lifecycle.phase(service) is not Phase.RUNNING
    ]


def describe(view: View) -> str:
    """The state of a group in one line."""
    versions = [
        f"version {version_number(service)} is {service.get('status') or 'starting'} with weight {service.get('weight') or 0}"
        for service in services_in(view)
    ]
    status = weight_status(view)
    parts = [", ".join(versions) or "no versions", f"WeightUpdateStatus is {status}" if status else ""]
    return f"service group {view['service_group_id']}: {'; '.join(filter(None, parts))}"


class GroupSteps:
    """Makes the steps of one task."""

    def __init__(self, finder: GroupFinder) -> None:
        self._finder = finder

    def authorize(self, enable: bool) -> Step:
        """Turn the authorization on or off."""
        goal = _goal("authorized as wanted", lambda view: view.get("authorization_enable") is enable)
        body = {**self._finder.address, "AuthorizationEnable": enable}
        return Step(AUTHORIZE, goal, lambda now: now is not None and goal.reached(now), AUTHORIZE, body)

    def await_weights(self) -> Step:
        """Wait until an update that goes on has ended, well or not."""
        goal = _goal("free for an update of its weights", lambda view: weight_status(view) != UPDATING)
        return Step(AWAIT_WEIGHTS, goal, lambda now: True)

    def weigh(self, planned: Mapping[str, int], before: View) -> Step:
        """Share the traffic anew. A failed update that was there `before` may still be seen for a while."""
        had_failed = weight_status(before) == UPDATE_FAILED

        def is_planned(view: View) -> bool:
            return same_shares(weights_of(services_in(view)), planned)

        def trouble(view: View) -> str:
            return _trouble(view, planned)

        goal = Goal(
            "updated with the new weights",
            lambda view: weight_status(view) in (UPDATED, None) and is_planned(view),
            _never if had_failed else trouble,
            trouble if had_failed else _never,
        )
        body = {**self._finder.address, "Weights": weights_body(planned)}
        return Step(
            WEIGH,
            goal,
            lambda now: now is not None and (weight_status(now) == UPDATING or goal.reached(now)),
            WEIGH,
            body,
        )

    def stop(self, service: Service) -> Step:
        """Stop a version; that it is stopped is waited for later, for all versions together."""
        service_id = str(service["service_id"])

        def is_stopping(view: View | None) -> bool:
            return view is None or _phase_of(view, service_id) is not Phase.RUNNING

        body = {**self._address_of(service_id), "ServiceAction": "STOP"}
        goal = _goal("stopped", is_stopping, Absence.REACHES)
        return Step(STOP, goal, is_stopping, MODIFY, body, target=service_id)

    def await_creation(self) -> Step:
        """Wait until no version is being created: only then can it be stopped."""
        goal = _goal("created", lambda view: _none_is(view, Phase.CREATING), Absence.REACHES)
        return Step(AWAIT_CREATION, goal, lambda now: True)

    def await_stop(self) -> Step:
        """Wait until no version runs."""
        reached = _goal("stopped", lambda view: _none_is(view, *RUNS, Phase.STOPPING), Absence.REACHES, _not_released)
        return Step(AWAIT_STOP, reached, lambda now: True)

    def delete_version(self, service: Service) -> Step:
        """Delete a version that is stopped."""
        service_id = str(service["service_id"])

        def is_gone(view: View | None) -> bool:
            return view is None or _phase_of(view, service_id) is None

        goal = _goal("deleted", is_gone, Absence.REACHES, _not_released)
        return Step(DELETE, goal, is_gone, DELETE, self._address_of(service_id), target=service_id)

    def delete(self) -> Step:
        """Delete the group with all its versions."""
        goal = _goal("deleted", lambda view: False, Absence.REACHES, _not_released)
        return Step(DELETE_GROUP, goal, lambda now: now is None, DELETE_GROUP, self._finder.address)

    def _address_of(self, service_id: str) -> dict[str, Any]:
        return {"ServiceId": service_id, **workspace(self._finder.project_id)}


def _never(view: View) -> str:
    """No reason to give up."""
    return ""


def _goal(
    name: str,
    reached: Callable[[View], bool],
    absence: Absence = Absence.FAILS,
    failed: Callable[[View], str] = _never,
) -> Goal:
    return Goal(name, reached, failed, _never, absence)


def _trouble(view: View, planned: Mapping[str, int]) -> str:
    """Why an update of the weights has failed, or an empty text."""
    if weight_status(view) != UPDATE_FAILED:
        return ""
    reasons = not_running(view, planned) or ["the API gives no reason"]
    return f"the platform could not apply the weights (WeightUpdateStatus is {UPDATE_FAILED}): {'; '.join(reasons)}"


def _phase_of(view: View, service_id: str) -> Phase | None:
    phases = (lifecycle.phase(service) for service in services_in(view) if service["service_id"] == service_id)
    return next(phases, None)


def _none_is(view: View, *phases: Phase) -> bool:
    return all(lifecycle.phase(service) not in phases for service in services_in(view))


def _not_released(view: View) -> str:
    """Why a version can never be stopped or deleted, or an empty text."""
    reasons = ((service["service_id"], lifecycle.release_failure(service)) for service in services_in(view))
    return "; ".join(f"{service_id}: {reason}" for service_id, reason in reasons if reason)
