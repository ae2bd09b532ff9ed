# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports of versions: each has an address of its own while its pods have a network interface in a VPC."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doors:
    """Listening ports by ServiceId. They are opened when a version first has an interface; without a server there is none."""

    def __init__(self) -> None:
        self.host = ""
        self._runner: web.AppRunner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sockets: dict[str, socket.socket] = {}
        self._ids: dict[int, str] = {}

    async def ready(self, host: str, handler: Handler) -> None:
        """Let ports of this host be answered by a handler, in the present event loop."""
        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", handler)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2, keepalive_timeout=600)
        await self._runner.setup()
        self.host, self._loop = host, asyncio.get_running_loop()

    def address_of(self, service_id: str) -> tuple[str, int] | None:
        """Host and port of a version, the same as long as the emulator runs; None without a server."""
        if self._loop is None:
            return None
        if service_id not in self._sockets:
            listener = socket.create_server((self.host, 0), backlog=128)
            self._sockets[service_id] = listener
            self._ids[listener.getsockname()[1]] = service_id
            self._loop.call_soon_threadsafe(lambda: asyncio.ensure_future(self._listen(listener)))
        return self.host, int(self._sockets[service_id].getsockname()[1])

    def service_id_of(self, port: int) -> str:
        """The version at a port."""
        return self._ids.get(port, "")

    async def _listen(self, listener: socket.socket) -> None:
        if self._runner is not None and self._runner.server is not None:
            await web.SockSite(self._runner, listener).start()

    async def close(self) -> None:
        """Close all ports."""
        self._loop = None
        if self._runner is not None:
            await self._runner.cleanup()
        for listener in self._sockets.values():
            listener.close()
