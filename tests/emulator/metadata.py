# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata address of a CVM, as far as credentials are concerned: plain GET requests without a signature."""

from __future__ import annotations

import json

from aiohttp import web

from .cloud import Cloud

BASE = "/latest/meta-data/cam/security-credentials/"


def metadata_routes(cloud: Cloud) -> list[web.RouteDef]:
    """The routes below ``/latest/meta-data/``."""

    async def role_name(request: web.Request) -> web.Response:
        return _answer(bound_role(cloud, request.path))

    async def credentials(request: web.Request) -> web.Response:
        return _answer(credentials_of(cloud, request.path, request.match_info["role"]))

    return [web.get(BASE, role_name), web.get(BASE + "{role}", credentials)]


def bound_role(cloud: Cloud, path: str) -> str | None:
    """The name of the machine's role; None is 404."""
    with cloud.lock:
        cloud.identities.asked.append(path)
        return cloud.identities.machine_role or None


def credentials_of(cloud: Cloud, path: str, role: str) -> str | None:
    """The credentials of the machine's role, the same until they are over; None is 404."""
    with cloud.lock:
        cloud.identities.asked.append(path)
        if role != cloud.identities.machine_role:
            return None
        issued = cloud.credentials.of_machine.get(role)
        if issued is None or not cloud.credentials.is_valid(issued.secret_id, cloud.clock.now()):
            issued = cloud.credentials.issue(cloud.clock, cloud.identities.machine_seconds)
            cloud.credentials.of_machine[role] = issued
        return json.dumps({**issued.members(), **issued.expiry(), "Code": "Success"})


def _answer(text: str | None) -> web.Response:
    return web.Response(text="404 - Not Found" if text is None else text, status=404 if text is None else 200)
