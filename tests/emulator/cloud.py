# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that makes up the emulated service, bundled: what handlers are given to work with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from . import lifecycle, weights
from .answers import Answers
from .assets import Assets
from .balance import Balance
from .clock import Clock
from .credentials import Credentials
from .description import STS_FILE, Description, load
from .doors import Doors
from .faults import Faults
from .identities import Identities
from .journal import Journal
from .limiter import Limiter
from .state import Account, Failure, Group, Version
from .switches import Behaviour, Durations
from .views import Views


@dataclass(frozen=True)
class LastWrite:
    """The newest applied write: which group it touched, and how that group was before (None: not there)."""

    moment: float
    group_id: str
    before: Group | None


@dataclass
class Cloud:
    """The account, its clock, and all that tests may turn. Whoever reads or changes it holds ``lock``."""

    description: Description = field(default_factory=load)
    sts: Description = field(default_factory=lambda: load(STS_FILE))
    account: Account = field(default_factory=Account)
    clock: Clock = field(default_factory=Clock)
    behaviour: Behaviour = field(default_factory=Behaviour)
    durations: Durations = field(default_factory=Durations)
    assets: Assets = field(default_factory=Assets)
    credentials: Credentials = field(default_factory=Credentials)
    identities: Identities = field(default_factory=Identities)
    faults: Faults = field(default_factory=Faults)
    journal: Journal = field(default_factory=Journal)
    limiter: Limiter = field(default_factory=Limiter)
    answers: Answers = field(default_factory=Answers)
    #: How the calls of each group are shared, by its id.
    balances: dict[str, Balance] = field(default_factory=dict)
    doors: Doors = field(default_factory=Doors)
    #: Where groups are called, ``http://host:port``; empty without a server.
    address: str = ""
    #: Failures that strike the next operations they fit.
    failures: list[Failure] = field(default_factory=list)
    last_write: LastWrite | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def tick(self) -> None:
        """Bring the account to the present."""
        lifecycle.tick(self.account, self.durations, self.clock.now())
        weights.tick(self.account, self.durations, self.clock.now())
        for _group, version in self.account.all_versions():
            has_one = (version.settings["ServiceEIP"] or {}).get("EnableEIP")
            version.interface = self.doors.address_of(version.service_id) if has_one else None

    def views(self) -> Views:
        """Builder of replies about the present."""
        return Views(self.description, self.behaviour, self.durations, self.clock.now())

    def description_of(self, action: str) -> Description:
        """What an action belongs to: STS or TI-ONE."""
        return self.sts if action in self.sts.actions else self.description

    def stale_account(self) -> Account:
        """The account as it was before the newest write."""
        last = self.last_write
        return self.account if last is None else self.account.with_group(last.group_id, last.before)

    def stored(self, service_id: str) -> tuple[Group, Version]:
        """A version by id, wherever it is; LookupError when there is none."""
        for group, version in self.account.all_versions():
            if version.service_id == service_id:
                return group, version
        raise LookupError(f"there is no service {service_id}")

    def fail_next(
        self, kind: str, *, service_id: str | None = None, reason: str = "", seconds: float | None = None
    ) -> Failure:
        """Plan a failure (a kind of lifecycle.FAILURES) for the next operation that it can strike.

        With ``service_id`` it waits for that version, also in an operation already under way. ``seconds`` is how long
        the version stays Abnormal; None is until the next update.
        """
        failure = lifecycle.plan(kind, reason, seconds)
        waiting = self.failures if service_id is None else self.stored(service_id)[1].failures
        waiting.append(failure)
        return failure

    def reset(self) -> None:
        """Empty account, default behaviour, no faults, an empty journal."""
        self.account = Account()
        for part in (self.clock, self.behaviour, self.durations, self.assets, self.limiter):
            part.reset()
        self.credentials.reset()
        self.identities.reset()
        self.faults.clear()
        self.journal.clear()
        self.answers.reset()
        self.balances.clear()
        self.failures.clear()
        self.last_write = None


@dataclass(frozen=True)
class Scope:
    """Where a request looks: region, workspace, and the account (which may be a stale view of it)."""

    account: Account
    region: str
    project: str

    def group(self, group_id: str) -> Group:
        """The group of that id in this scope."""
        return self.account.group(group_id, self.region, self.project)

    def service(self, service_id: str) -> tuple[Group, Version]:
        """The version of that ServiceId in this scope, with its group."""
        return self.account.service(service_id, self.region, self.project)
