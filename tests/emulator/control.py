# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control addresses under ``/_emulator/``: what users and playbooks turn while the emulator runs. Unsigned JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from .answers import EVERYBODY
from .cloud import Cloud
from .description import Json
from .errors import ApiError
from .seeding import Seed, add_service, load_seed, put_into, record
from .state import Failure

#: Takes the cloud, the JSON body and the ``{id}`` of the address (or ""); returns what the reply holds.
Control = Callable[[Cloud, Json, str], Any]


def health(cloud: Cloud, body: Json, identity: str) -> Json:
    """What is there: counts and the version of the API."""
    return {
        "status": "ok",
        "api": f"{cloud.description.service} {cloud.description.version}",
        "groups": len(cloud.account.groups),
        "requests": len(cloud.journal),
    }


def read_journal(cloud: Cloud, body: Json, identity: str) -> list[Json]:
    """All entries."""
    return [entry.as_dict() for entry in cloud.journal]


def clear_journal(cloud: Cloud, body: Json, identity: str) -> Json:
    """Forget all entries."""
    cloud.journal.clear()
    return {}


def add_fault(cloud: Cloud, body: Json, identity: str) -> Json:
    """Plan a fault: ``kind``, ``action`` and the options of Fault."""
    fault = cloud.faults.add(**body)
    return {"kind": fault.kind, "action": fault.action}


def clear_faults(cloud: Cloud, body: Json, identity: str) -> Json:
    """Drop all planned faults and failures."""
    cloud.faults.clear()
    cloud.failures.clear()
    return {}


def turn_clock(cloud: Cloud, body: Json, identity: str) -> Json:
    """``advance`` the account by seconds, set the ``skew`` of the server's clock."""
    cloud.clock.advance(body.get("advance", 0))
    cloud.clock.skew = body.get("skew", cloud.clock.skew)
    return {"now": cloud.clock.now(), "skew": cloud.clock.skew}


def set_behaviour(cloud: Cloud, body: Json, identity: str) -> Json:
    """Set switches; the answer has all of them."""
    cloud.behaviour.update(**body)
    return cloud.behaviour.as_dict()


def set_durations(cloud: Cloud, body: Json, identity: str) -> Json:
    """Set lengths of phases; the answer has all of them."""
    cloud.durations.update(**body)
    return cloud.durations.as_dict()


def set_identities(cloud: Cloud, body: Json, identity: str) -> Json:
    """Set ``roles``, ``machine_role`` and what else Identities has; the answer has all of them."""
    cloud.identities.update(**body)
    return cloud.identities.as_dict()


def expire_credentials(cloud: Cloud, body: Json, identity: str) -> Json:
    """End all temporary credentials at once."""
    return {"expired": cloud.credentials.expire()}


def script_answers(cloud: Cloud, body: Json, identity: str) -> Json:
    """Let a service (``*``: those without a script) answer its calls as the fields of Script say."""
    if identity != EVERYBODY:
        cloud.stored(identity)
    return dataclasses.asdict(cloud.answers.script(identity, **body))


def well_behaved(cloud: Cloud, body: Json, identity: str) -> Json:
    """Drop the script of a service."""
    del cloud.answers[identity]
    return {}


def read_calls(cloud: Cloud, body: Json, identity: str) -> list[Json]:
    """All calls to the addresses of services."""
    return [call.as_dict() for call in cloud.answers]


def forget_calls(cloud: Cloud, body: Json, identity: str) -> Json:
    """Forget these calls."""
    cloud.answers.forget_calls()
    return {}


def create_service(cloud: Cloud, body: Json, identity: str) -> Json:
    """Put a service into the account; the members are the fields of Seed."""
    return {"service_id": add_service(cloud, Seed(**body))}


def read_service(cloud: Cloud, body: Json, identity: str) -> Json:
    """The stored record of a service."""
    return record(*cloud.stored(identity))


def change_service(cloud: Cloud, body: Json, identity: str) -> Json:
    """Show a service in another ``status`` (with ``reason``), or ``autoscale`` it."""
    group, version = cloud.stored(identity)
    if "status" in body:
        put_into(version, body["status"], body.get("reason", ""), cloud.clock.now())
    version.autoscaled = body.get("autoscale", version.autoscaled)
    return record(group, version)


def plan_failure(cloud: Cloud, body: Json, identity: str) -> Json:
    """Plan a failure: ``kind``, and ``service_id``, ``reason``, ``seconds`` if wanted."""
    failure: Failure = cloud.fail_next(**body)
    return {"kind": failure.kind, "reason": failure.reason}


def reset(cloud: Cloud, body: Json, identity: str) -> Json:
    """Start anew with a ``seed``."""
    cloud.reset()
    load_seed(cloud, body.get("seed", "empty"))
    return health(cloud, body, identity)


#: (method, address) -> what it does.
CONTROLS: dict[tuple[str, str], Control] = {
    ("GET", "health"): health,
    ("GET", "journal"): read_journal,
    ("DELETE", "journal"): clear_journal,
    ("POST", "faults"): add_fault,
    ("DELETE", "faults"): clear_faults,
    ("POST", "failures"): plan_failure,
    ("POST", "clock"): turn_clock,
    ("POST", "behaviour"): set_behaviour,
    ("POST", "durations"): set_durations,
    ("POST", "identities"): set_identities,
    ("POST", "expire"): expire_credentials,
    ("POST", "answers/{id}"): script_answers,
    ("DELETE", "answers/{id}"): well_behaved,
    ("GET", "calls"): read_calls,
    ("DELETE", "calls"): forget_calls,
    ("POST", "services"): create_service,
    ("GET", "services/{id}"): read_service,
    ("POST", "services/{id}"): change_service,
    ("POST", "reset"): reset,
}


def control_routes(cloud: Cloud) -> list[web.RouteDef]:
    """The routes of all control addresses."""
    return [
        web.route(method, f"/_emulator/{address}", _handler(cloud, control))
        for (method, address), control in CONTROLS.items()
    ]


def _handler(cloud: Cloud, control: Control) -> Callable[[web.Request], Any]:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.text() or "{}")
            if not isinstance(body, dict):
                raise ValueError("the body must be a JSON object")
            with cloud.lock:
                cloud.tick()
                return web.json_response(control(cloud, body, request.match_info.get("id", "")))
        except LookupError as error:
            return web.json_response({"error": str(error)}, status=404)
        except (ValueError, TypeError, ApiError, OSError) as error:
            return web.json_response({"error": str(error)}, status=400)

    return handle
