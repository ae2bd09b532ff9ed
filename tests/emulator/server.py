# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Emulator class: a server on the loopback interface in a thread of its own, and what tests turn and look at."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType
from typing import Any

from aiohttp import web

from .answers import Answers
from .assets import Assets
from .clock import Clock
from .cloud import Cloud
from .credentials import SECRET_ID, SECRET_KEY, Credentials
from .description import Json
from .faults import Faults
from .identities import Identities
from .journal import Journal
from .seeding import REGION, Seed, add_service, load_seed, put_into, record
from .state import Account
from .switches import Behaviour, Durations
from .traffic import own_address
from .transport import Transport


class Emulator:
    """``with Emulator(seed="demo") as emu:`` serves at ``emu.url`` until the block ends.

    ``seed`` is ``empty``, ``demo`` or the path of a JSON file. One emulator may serve many tests: ``reset()`` between
    them is instant. All parts may be used from any thread.
    """

    def __init__(self, seed: str = "empty", host: str = "127.0.0.1", port: int = 0) -> None:
        self.cloud = Cloud()
        self._host, self._port = host, port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="emulator", daemon=True)
        self._runner: web.AppRunner | None = None
        load_seed(self.cloud, seed)

    def __enter__(self) -> Emulator:
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(timeout=10)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _serve(self) -> None:
        application = Transport(self.cloud).application()
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2, keepalive_timeout=600)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, backlog=1024).start()
        self._port = self._runner.addresses[0][1]
        self.cloud.address = self.url
        doors = self.cloud.doors
        await doors.ready(self._host, own_address(self.cloud, doors.service_id_of))

    async def _stop(self) -> None:
        await self.cloud.doors.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The TCP port it listens on."""
        return self._port

    @property
    def url(self) -> str:
        """The endpoint for clients."""
        return f"http://{self._host}:{self._port}"

    @property
    def env(self) -> dict[str, str]:
        """Environment variables with which a client finds it and is let in."""
        return {
            "TENCENTCLOUD_TIONE_ENDPOINT": self.url,
            "TENCENTCLOUD_STS_ENDPOINT": self.url,
            "TENCENTCLOUD_METADATA_ENDPOINT": self.url,
            "TENCENTCLOUD_SECRET_ID": SECRET_ID,
            "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
            "TENCENTCLOUD_REGION": REGION,
        }

    @property
    def journal(self) -> Journal:
        """Every request so far."""
        return self.cloud.journal

    @property
    def faults(self) -> Faults:
        """Planned faults."""
        return self.cloud.faults

    @property
    def answers(self) -> Answers:
        """How services answer at their own addresses, and the log of those calls."""
        return self.cloud.answers

    @property
    def clock(self) -> Clock:
        """The account's time and the server's clock."""
        return self.cloud.clock

    @property
    def behaviour(self) -> Behaviour:
        """Switches."""
        return self.cloud.behaviour

    @property
    def durations(self) -> Durations:
        """Seconds per phase."""
        return self.cloud.durations

    @property
    def assets(self) -> Assets:
        """Tables of specs, images, models, resource groups, workspaces and so on."""
        return self.cloud.assets

    @property
    def credentials(self) -> Credentials:
        """Accepted secrets."""
        return self.cloud.credentials

    @property
    def identities(self) -> Identities:
        """Roles, the machine's one, and the OIDC provider."""
        return self.cloud.identities

    @property
    def account(self) -> Account:
        """The groups and versions themselves; hold ``emu.cloud.lock`` while changing them."""
        return self.cloud.account

    def reset(self, seed: str = "empty") -> None:
        """Start anew: empty account (or a seed), default switches, no faults, empty journal."""
        with self.cloud.lock:
            self.cloud.reset()
            load_seed(self.cloud, seed)

    def add_service(
        self,
        group: str,
        *,
        service_members: Json | None = None,
        info: Json | None = None,
        group_members: Json | None = None,
        **options: Any,
    ) -> str:
        """Put a version into the account and return its ServiceId; the first of a name makes the group.

        The three dictionaries take members of Service, ServiceInfo and ServiceGroup as the API spells them; the
        options are the other fields of Seed: group_id, version, region, project_id, status, reason, weight, age.
        """
        options |= {"service_members": service_members or {}, "info": info or {}, "group_members": group_members or {}}
        with self.cloud.lock:
            return add_service(self.cloud, Seed(group=group, **options))

    def service(self, service_id: str) -> Json:
        """The stored record of a version as of now, unmasked; ``["Settings"]`` is complete. LookupError if absent."""
        with self.cloud.lock:
            self.cloud.tick()
            return record(*self.cloud.stored(service_id))

    def service_ids(self, group: str | None = None) -> list[str]:
        """The ServiceIds of all versions (of the groups of one name)."""
        with self.cloud.lock:
            self.cloud.tick()
            return [version.service_id for owner, version in self.account.all_versions() if group in (None, owner.name)]

    def status(self, service_id: str) -> str:
        """Service.Status of a version as of now."""
        return str(self.service(service_id)["Status"])

    def set_status(self, service_id: str, status: str, reason: str = "") -> None:
        """Put a version into a status at once, as if the platform had done it (``ARREARS_STOP`` too)."""
        with self.cloud.lock:
            put_into(self.cloud.stored(service_id)[1], status, reason, self.clock.now())

    def autoscale(self, service_id: str, count: int) -> None:
        """Let the autoscaler choose another number of replicas."""
        with self.cloud.lock:
            self.cloud.stored(service_id)[1].autoscaled = count

    def fail_next(self, kind: str, **options: Any) -> None:
        """Plan a failure of the next operation it fits; options: service_id, reason, seconds (see Cloud.fail_next)."""
        with self.cloud.lock:
            self.cloud.fail_next(kind, **options)
