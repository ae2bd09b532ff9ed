# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP side (aiohttp): bytes in, bytes or a broken connection out."""

from __future__ import annotations

import asyncio
from email.utils import formatdate
from weakref import WeakKeyDictionary

from aiohttp import web

from . import gateway
from .cloud import Cloud
from .control import control_routes
from .metadata import metadata_routes
from .replies import Reply
from .signature import Received
from .traffic import traffic_routes

MAX_BODY = 10 * 1024 * 1024


class Transport:
    """aiohttp handlers around a Cloud."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._connections: WeakKeyDictionary[asyncio.Transport, int] = WeakKeyDictionary()
        self._last_connection = 0

    def application(self) -> web.Application:
        """The whole server: the API at ``/``, control addresses under ``/_emulator/``, metadata of a CVM, groups at their ids."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/", self.api)
        app.add_routes(control_routes(self._cloud))
        app.add_routes(metadata_routes(self._cloud))
        app.add_routes(traffic_routes(self._cloud))
        return app

    async def api(self, request: web.Request) -> web.StreamResponse:
        """One API request."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        received = Received(request.method, request.query_string, headers, await request.read())
        connection, port = self._connection(request)
        with self._cloud.lock:
            call = gateway.receive(self._cloud, received, connection, port)
        await _wait(call, "before")
        with self._cloud.lock:
            reply = gateway.answer(self._cloud, call)
            body = reply.body()
            date = formatdate(self._cloud.clock.wall(), usegmt=True)
        await _wait(call, "after")
        return await _send(request, reply, body, {"Content-Type": reply.content_type, "Date": date})

    def _connection(self, request: web.Request) -> tuple[int, int]:
        """A number for the TCP connection, the same for all its requests, and the client's port."""
        transport = request.transport
        if transport is None:
            return 0, 0
        if transport not in self._connections:
            self._last_connection += 1
            self._connections[transport] = self._last_connection
        peer: tuple[str, int] = transport.get_extra_info("peername") or ("", 0)
        return self._connections[transport], peer[1]


async def _wait(call: gateway.Call, when: str) -> None:
    if call.fault is not None:
        await asyncio.sleep(call.fault.delay(when))


async def _send(request: web.Request, reply: Reply, body: bytes, headers: dict[str, str]) -> web.StreamResponse:
    if reply.cut:
        return await _send_half(request, body, headers)
    if reply.drop and request.transport is not None:
        request.transport.abort()
    return web.Response(body=body, status=reply.status, headers=headers)


async def _send_half(request: web.Request, body: bytes, headers: dict[str, str]) -> web.StreamResponse:
    """Announce the whole body, send half of it and close."""
    response = web.StreamResponse(headers=headers)
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
