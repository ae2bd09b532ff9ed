# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Traffic to services: which version gets a call, who may call, and the HTTP around it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from . import pods
from .answers import Script, ServiceCall
from .balance import Balance
from .cloud import Cloud
from .description import Json
from .doors import Handler
from .lifecycle import progress
from .state import Group, Version

#: What a gateway says when it does not hand a call on.
UNAUTHORIZED = (401, "The call has no token of this service group, or one that is not enabled.")
UNKNOWN = (404, "There is no such service group.")
NOBODY = (503, "No version of this service group answers.")


def answers_calls(cloud: Cloud, version: Version) -> bool:
    """Whether a version has a ready pod and is not being stopped."""
    share = progress(version, cloud.durations, cloud.clock.now())
    return version.phase != "stopping" and pods.counts(version, share).ready > 0


def route(cloud: Cloud, group: Group) -> Version | None:
    """The version that answers the next call of a group; None where the weights lead to one that does not."""
    weights = {number: version.weight for number, version in sorted(group.versions.items()) if version.weight > 0}
    if cloud.behaviour.traffic_skips_idle:
        weights = {number: weight for number, weight in weights.items() if answers_calls(cloud, group.versions[number])}
    number = cloud.balances.setdefault(group.group_id, Balance()).choose(weights)
    version = None if number is None else group.versions[number]
    return version if version is not None and answers_calls(cloud, version) else None


def token_name(group: Group, authorization: str) -> str | None:
    """The name of the token that a call brings; None for none that lets it in. The word ``Bearer`` may stand before it."""
    value = authorization.removeprefix("Bearer ").strip()
    for token in group.auth_tokens:
        if token["Base"]["Value"] == value and token["Base"]["Status"] == "Enabled":
            return str(token["Base"]["Name"])
    return None


@dataclass
class _Arrival:
    """A call as it came, and what it is to get."""

    call: ServiceCall
    script: Script = field(default_factory=Script)
    number: int = 0
    refusal: tuple[int, str] | None = None


def traffic_routes(cloud: Cloud) -> list[web.RouteDef]:
    """The address of each group, below the address of the emulator."""

    async def group_address(request: web.Request) -> web.StreamResponse:
        return await _serve(cloud, request, lambda: _through_gateway(cloud, request))

    return [web.route("*", r"/{group:ms-[A-Za-z0-9]+}{tail:(/.*)?}", group_address)]


def own_address(cloud: Cloud, service_id_of: Callable[[int], str]) -> Handler:
    """What answers at the ports of versions; a port says which version it is."""

    async def version_address(request: web.Request) -> web.StreamResponse:
        port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
        return await _serve(cloud, request, lambda: _past_gateway(cloud, request, service_id_of(port)))

    return version_address


def _open(cloud: Cloud, request: web.Request, group_id: str) -> ServiceCall:
    call = ServiceCall(cloud.clock.wall(), group_id, "", request.method, request.path_qs, "", cloud.answers.in_flight)
    cloud.answers.calls.append(call)
    return call


def _through_gateway(cloud: Cloud, request: web.Request) -> _Arrival:
    group_id = request.match_info["group"]
    call = _open(cloud, request, group_id)
    group = cloud.account.groups.get(group_id)
    if group is None:
        return _Arrival(call, refusal=UNKNOWN)
    name = token_name(group, request.headers.get("Authorization", ""))
    call.token = name or ""
    if group.authorization and name is None:
        return _Arrival(call, refusal=UNAUTHORIZED)
    return _handed_to(cloud, call, route(cloud, group))


def _past_gateway(cloud: Cloud, request: web.Request, service_id: str) -> _Arrival:
    call = _open(cloud, request, service_id.rpartition("-")[0])
    try:
        version = cloud.stored(service_id)[1]
    except LookupError:
        return _Arrival(call, refusal=NOBODY)
    return _handed_to(cloud, call, version if answers_calls(cloud, version) else None)


def _handed_to(cloud: Cloud, call: ServiceCall, version: Version | None) -> _Arrival:
    if version is None:
        return _Arrival(call, refusal=NOBODY)
    call.service_id = version.service_id
    return _Arrival(call, cloud.answers[version.service_id], cloud.answers.next_number(version.service_id))


async def _serve(cloud: Cloud, request: web.Request, arrive: Callable[[], _Arrival]) -> web.StreamResponse:
    began = time.monotonic()
    body = await request.text()
    cloud.answers.in_flight += 1
    try:
        with cloud.lock:
            cloud.tick()
            arrival = arrive()
        await asyncio.sleep(0 if arrival.refusal else arrival.script.seconds(arrival.number))
        reply = _reply(arrival, request, body)
        arrival.call.status = 0 if reply is None else reply.status
    finally:
        cloud.answers.in_flight -= 1
    arrival.call.seconds = time.monotonic() - began
    if reply is None and request.transport is not None:
        request.transport.abort()
    return reply or web.Response()


def _reply(arrival: _Arrival, request: web.Request, body: str) -> web.Response | None:
    """The answer; None is a connection that is closed without one."""
    if arrival.refusal:
        status, message = arrival.refusal
        return web.json_response({"error": message}, status=status)
    script, outcome = arrival.script, arrival.script.outcome(arrival.number)
    if outcome == "drop":
        return None
    if outcome == "error":
        answer = {"error": "The model failed.", **_told(arrival, request)}
        return web.json_response(answer, status=script.error_status)
    if script.text is not None:
        return web.Response(text=script.text, status=script.status, headers=script.headers)
    answer = {**_told(arrival, request), "input": _parsed(body), "output": "ok", **script.body}
    answer.update(script.wrong_body if outcome == "wrong" else {})
    return web.json_response(answer, status=script.status, headers=script.headers)


def _told(arrival: _Arrival, request: web.Request) -> Json:
    """Who answers what."""
    service_id = arrival.call.service_id
    echo = {"headers": dict(request.headers)} if arrival.script.echoes_headers else {}
    tail = request.path.removeprefix(f"/{arrival.call.group_id}")
    return {"service_id": service_id, "version": service_id.rpartition("-")[2], "path": tail, **echo}


def _parsed(body: str) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body
