# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_group: how a service group shares its traffic and whether calls need a token; and its end."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import NO_CHANGE, Plan, Resource, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import ErrorKind
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, ConflictError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import WAIT, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import group_steps, lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.group_steps import (
    AUTHORIZE,
    UPDATE_FAILED,
    UPDATED,
    UPDATING,
    WEIGH,
    GroupSteps,
    services_in,
    weight_status,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.groups import (
    GROUP_IDENTITY,
    GROUP_RULES,
    GroupFinder,
    once,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import DELETE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import (
    Weights,
    changed_weights,
    check_entries,
    planned_weights,
    same_shares,
    weights_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import REQUEST_RETURNS, WRITER_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Goal, View

FULL = 100
CREATION_HINT = (
    "Check name or id, region and project_id. A group is made with its first version, by tione_model_service."
)

WEIGHT: Options = {
    "service_id": Option("Id of the version, such as V(ms-vzd8qdk5-1). Each entry has this or O(weights[].version)."),
    "version": Option("Number of the version.", {"type": "int"}),
    "weight": Option(
        "Its share of the traffic in proportion to the other weights, a whole number; V(0) is none.",
        {"type": "int", "required": True},
    ),
}
OPTIONS: Options = {
    "state": Option(
        "V(present) - the group is as given; it must exist. V(absent) - the group and all its versions are deleted.",
        {"choices": ["present", "absent"], "default": "present"},
    ),
    "weights": Option(
        "How the versions share the traffic. Weights are proportions, 2 to 1 is the same as 200 to 100, and equal shares are no"
        " difference. A version that is not listed keeps its weight, so mind the scale of those that are there; or see O(exclusive)."
        " The request holds all versions of the group with exactly these numbers.",
        {"type": "list", "elements": "dict"},
        WEIGHT,
    ),
    "exclusive": Option(
        "Whether versions that O(weights) does not list get no traffic, instead of keeping their weights.",
        {"type": "bool", "default": False},
    ),
    "authorization_enable": Option("Whether calls of the group need a token.", {"type": "bool"}),
    "force": Option(
        "Whether O(state=absent) stops versions that run; without it, they make the task fail.",
        {"type": "bool", "default": False},
    ),
}


def run(session: Session) -> dict[str, Any]:
    """Bring the group of a task into the wanted state.

    :returns: the result of tione_service_group
    :raises TencentCloudError: see the engine
    """
    if session.params["weights"] is not None:
        check_entries(session.params["weights"], session.params["exclusive"])
    return Run(ServiceGroup(session), session).converge()


class ServiceGroup(Resource):
    """A service group as the engine sees it."""

    def __init__(self, session: Session) -> None:
        self._params = session.params
        needs = () if session.params["authorization_enable"] is None else ("authorization_enable",)
        self._finder = GroupFinder(session, needs)
        self._steps = GroupSteps(self._finder)
        self._warn = once(session.warn)
        self._planned: Weights | None = None
        self._deletes_versions = False
        self._versions = 0

    def read(self) -> View | None:
        """See Resource."""
        return self._finder.find()

    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        """See Resource."""
        if self._params["state"] == "absent":
            return self._plan_deletion(view)
        if view is None:
            raise self._finder.not_found(CREATION_HINT)
        enable = self._params["authorization_enable"]
        authorizes = enable is not None and bool(view.get("authorization_enable")) is not enable
        steps = [self._steps.authorize(enable)] if authorizes else []
        steps += self._plan_weights(view, done)
        return Plan(tuple(steps), self._change(view, [step.label for step in steps]))

    def _plan_weights(self, view: View, done: tuple[str, ...]) -> list[Step]:
        """The steps to the wanted weights. What was sent stays the plan: weights that are kept are part of it."""
        entries, services = self._params["weights"], services_in(view)
        if entries is None:
            return []
        if self._planned is None or WEIGH not in done:
            self._planned = planned_weights(entries, self._params["exclusive"], services, view["service_group_id"])
        waits = [self._steps.await_weights()] if weight_status(view) == UPDATING else []
        if same_shares(self._planned, weights_of(services)) and weight_status(view) != UPDATE_FAILED:
            return waits
        for phrase in group_steps.not_running(view, self._planned):
            self._warn(f"In service group {view['service_group_id']}, {phrase}.")
        return [*waits, self._steps.weigh(self._planned, view)]

    def _change(self, view: View, labels: list[str]) -> Change:
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        if AUTHORIZE in labels:
            enable = self._params["authorization_enable"]
            before["authorization_enable"], after["authorization_enable"] = not enable, enable
        if WEIGH in labels:
            old, new = changed_weights(services_in(view), self._planned or {})
            if old:
                before["weights"], after["weights"] = old, new
            else:
                before["weight_update_status"], after["weight_update_status"] = UPDATE_FAILED, UPDATED
        identity = {"service_group_id": view["service_group_id"]}
        return Change({**identity, **before}, {**identity, **after}) if after else NO_CHANGE

    def _plan_deletion(self, view: View | None) -> Plan:
        if view is None:
            return Plan()
        services = services_in(view)
        self._versions = len(services)
        self._check_force(view)
        steps = [self._steps.stop(service) for service in services if lifecycle.phase(service) is Phase.RUNNING]
        creating = [service for service in services if lifecycle.phase(service) is Phase.CREATING]
        if creating:
            steps += [self._steps.await_creation(), *map(self._steps.stop, creating)]
        if any(lifecycle.phase(service) not in group_steps.RESTS for service in services):
            steps.append(self._steps.await_stop())
        if self._deletes_versions:
            steps += [self._steps.delete_version(service) for service in services]
        identity = {"service_group_id": view["service_group_id"]}
        versions = [version_number(service) for service in services]
        before, after = {"state": "present", "versions": versions}, {"state": "absent", "versions": []}
        return Plan((*steps, self._steps.delete()), Change({**identity, **before}, {**identity, **after}))

    def _check_force(self, view: View) -> None:
        running = [
            f"{service['service_id']} is {service.get('status') or 'starting'}"
            for service in services_in(view)
            if lifecycle.phase(service) in group_steps.RUNS
        ]
        if running and not self._params["force"]:
            raise ConflictError(
                f"Service group {view['service_group_id']} is not deleted, because versions of it run: {', '.join(running)}.",
                hint="Set force=true to have them stopped first.",
            )

    def unfinished(self, view: View | None) -> Goal | None:
        """See Resource. An update that goes on is a step of the plan."""
        return None

    def confirmed(self, before: View | None, now: View) -> bool:
        """See Resource. Only new weights beside an old status can be told from neither."""
        if before is None or weights_of(services_in(before)) == weights_of(services_in(now)):
            return True
        return any(before.get(name) != now.get(name) for name in ("update_time", "weight_update_status"))

    def refused(self, step: Step, error: ApiError) -> bool:
        """See Resource. A group that is not deleted as a whole, though nothing in it runs, is taken apart."""
        total = sum((self._planned or {}).values())
        if step.label == WEIGH and error.kind is ErrorKind.VALIDATION and total != FULL:
            error.add_hint(f"The weights total {total}; until 2026 the API took only totals of {FULL}.")
        if step.label != DELETE_GROUP or error.kind not in (ErrorKind.STATE, ErrorKind.BUSY):
            return False
        if self._deletes_versions or not self._versions:
            return False
        self._warn(
            f"The API did not delete the group with its versions ({error.error_code}): they are deleted one by one."
        )
        self._deletes_versions = True
        return True

    def describe(self, view: View) -> str:
        """See Resource."""
        return group_steps.describe(view)

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        """See Resource."""
        if view is None or DELETE_GROUP in plan.labels:
            return None
        predicted = deepcopy(dict(view))
        if AUTHORIZE in plan.labels:
            predicted["authorization_enable"] = self._params["authorization_enable"]
        if WEIGH in plan.labels:
            predicted["weight_update_status"] = UPDATED
            for service in predicted["services"]:
                service["weight"] = (self._planned or {})[service["service_id"]]
        return predicted

    def result(self, view: View | None) -> dict[str, Any]:
        """See Resource."""
        return {
            "service_group": masked(SERVICE_GROUP, view) if view is not None else None,
            "service_group_id": self._finder.group_id,
        }


RETURNS = (
    Field(
        "service_group",
        "ServiceGroup",
        "dict",
        doc="The service group, tokens and private values masked; in check mode as it would be. Null when it is absent.",
        fields=SERVICE_GROUP,
    ),
    Field(
        "service_group_id",
        "ServiceGroupId",
        doc="Id of the service group, also when the task fails after it was found.",
    ),
)
SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + WRITER_RETURNS + REQUEST_RETURNS,
    options=(GROUP_IDENTITY, OPTIONS, WAIT),
    rules=GROUP_RULES,
)
