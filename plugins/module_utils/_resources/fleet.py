# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet of services: what is planned and done for each, and when to stop because too many fail."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError, UnexpectedError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import is_settled
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import (
    CREATE,
    DELETE,
    DELETE_GROUP,
    MODIFY,
    RESUME,
    SCALE,
    STOP,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

Params = Mapping[str, Any]
Result = dict[str, Any]

# What a plan is called, by the first of its calls that is found here.
KINDS = (
    (CREATE, "create"),
    (DELETE, "delete"),
    (DELETE_GROUP, "delete"),
    (MODIFY, "change"),
    (SCALE, "change"),
    (RESUME, "start"),
    (STOP, "stop"),
)
RESTART = {STOP, RESUME}
IDS = ("service_id", "service_group_id")


@dataclass
class Member:
    """One service (or, to delete it, one group) of the fleet.

    name      what people call it
    params    the validated options of the module that does the work
    work      that module: session -> result
    planned   its result in check mode, without a call for it alone; None where even the plan failed
    outcome   its result; None while it was not tried
    error     why plan or work failed
    """

    name: str
    params: Params
    work: Callable[[Session], Result]
    planned: Result | None = None
    outcome: Result | None = None
    error: TencentCloudError | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def drifts(self) -> bool:
        """Whether there is something to change."""
        return bool(self.planned and self.planned["changed"])

    @property
    def is_pending(self) -> bool:
        """Whether there is something to change, or to wait for."""
        view = (self.planned or {}).get("service")
        waits = view is not None and self.params["wait"] and not is_settled(view, self.params["wait_for"])
        return self.error is None and (self.drifts or waits)

    def plan(self, session: Session) -> None:
        """Find out what there is to do, in check mode."""
        self.planned = self._attempt(session) or self.planned

    def apply(self, session: Session) -> None:
        """Do it, after another look at this service alone."""
        known = (self.planned or {}).get("service_group_id")
        if known and self.params["service_id"] is None:
            self.params = {**self.params, "service_group_id": known, "service_group_name": None}
        self.outcome = self._attempt(session)

    def _attempt(self, session: Session) -> Result | None:
        """The result of the work, or None and the error: the other members have theirs."""
        self.error = None
        self.warnings.clear()
        try:
            return self.work(session._replace(params=self.params, warn=self.warnings.append))
        except TencentCloudError as error:
            self.error = error
        except Exception as error:
            self.error = UnexpectedError(error)
        return None

    def kind(self) -> str:
        """What the plan is: create, delete, change, start, stop, restart, none; error where there is no plan."""
        if self.planned is None:
            return "error"
        actions = set(self.planned["actions"])
        if actions == RESTART:
            return "restart"
        return next((kind for label, kind in KINDS if label in actions), "none")

    def as_plan(self) -> Result:
        """The member's line of the plan."""
        planned = self.planned or {}
        after = (planned.get("diff") or {}).get("after") or {}
        return {
            "name": self.name,
            **self._ids(planned),
            "change": self.kind(),
            "actions": planned.get("actions", []),
            "settings": sorted(name for name in after if name not in (*IDS, "service_group_name", "state")),
        }

    def as_result(self, applied: bool) -> Result:
        """The member's line of the results. `applied`: not in check mode, where the plan is the result."""
        known = self.outcome or (self.error.result if self.error else {})
        if not applied and self.planned is not None:
            known = self.planned
        skipped = applied and self.is_pending and self.outcome is None
        failure = self.error.as_result() if self.error else {}
        return {
            "name": self.name,
            **self._ids({**(self.planned or {}), **{name: value for name, value in known.items() if value}}),
            "changed": bool(known.get("changed", False)),
            "failed": self.error is not None,
            "skipped": skipped,
            "actions": list(known.get("actions", [])),
            **{name: failure.get(name) for name in ("msg", "error_code", "request_id")},
        }

    def change(self, side: str) -> Mapping[str, Any]:
        """One side of what the member changed, or would change."""
        diff = (self.outcome or self.planned or {}).get("diff") or {}
        return diff.get(side) or {}

    @staticmethod
    def _ids(known: Mapping[str, Any]) -> Result:
        return {name: known.get(name) for name in IDS}


class Budget:
    """How many members may fail before no other one is begun."""

    def __init__(self, size: int, percentage: float) -> None:
        self._most = size * percentage / 100
        self._failures = 0
        self._lock = threading.Lock()

    @property
    def is_spent(self) -> bool:
        """Whether more have failed than may."""
        with self._lock:
            return self._failures > self._most

    def note(self, members: Sequence[Member]) -> None:
        """Count those of the members that have failed."""
        with self._lock:
            self._failures += sum(member.error is not None for member in members)


def apply_all(members: Sequence[Member], session: Session, concurrency: int, budget: Budget) -> list[Client]:
    """Do what is planned, several at a time, until the budget is spent; the clients that were used, in order."""
    pending = [member for member in members if member.is_pending]
    clients = [session.client.again(Client, check_mode=False) for member in pending]

    def work(member: Member, client: Client) -> None:
        if not budget.is_spent:
            member.apply(session._replace(client=client))
            budget.note([member])

    with ThreadPoolExecutor(max_workers=concurrency, thread_name_prefix="tencentcloud") as pool:
        list(pool.map(work, pending, clients))
    return clients
