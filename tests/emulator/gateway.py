# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a received request to a reply, without HTTP: checks in the cloud's order, the handler, faults, the journal."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from typing import Any

from . import schema, signature
from .actions import HANDLERS
from .cloud import Cloud, LastWrite, Scope
from .description import Json
from .errors import ApiError
from .faults import Fault
from .journal import Entry
from .replies import Reply, error
from .seeding import Seed, add_service
from .signature import Received
from .state import DEFAULT_PROJECT

REGION = re.compile(r"[a-z]{2}-[a-z]+(-\w+)*")
#: Headers without which a request is not looked at further.
NEEDED_HEADERS = ("X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "X-TC-Region")
#: Actions that take requests with ``Authorization: SKIP``.
UNSIGNED_ACTIONS = frozenset({"AssumeRoleWithWebIdentity"})
#: Headers that the journal does not keep.
SECRET_HEADERS = frozenset({"x-tc-token", "authorization"})


@dataclass
class Call:
    """A request on its way: what came in, its journal entry and the fault that hit it."""

    received: Received
    entry: Entry
    fault: Fault | None


def receive(cloud: Cloud, received: Received, connection: int, port: int) -> Call:
    """Open the journal entry of a request and see whether a fault hits it."""
    headers = received.headers
    name = headers.get("x-tc-action", "")
    known = cloud.description.actions.get(name)
    kept = {key: value for key, value in headers.items() if key not in SECRET_HEADERS}
    authorization = signature.parse(headers.get("authorization", ""))
    entry = cloud.journal.open(
        time=cloud.clock.wall(),
        action=name,
        region=headers.get("x-tc-region", ""),
        write=known is not None and known.mutates,
        params=_params(received.body) or {},
        headers=kept | ({"authorization": authorization.summary()} if authorization else {}),
        connection=connection,
        remote_port=port,
        request_id=str(uuid.uuid4()),
    )
    last = cloud.last_write
    stale_for = None if last is None else cloud.clock.now() - last.moment
    return Call(received, entry, cloud.faults.take(entry, stale_for))


def answer(cloud: Cloud, call: Call) -> Reply:
    """Carry the request out (unless its fault prevents that) and give the reply, spoiled as the fault wants it."""
    entry, fault = call.entry, call.fault
    reply = Reply({"RequestId": entry.request_id})
    if fault is None or fault.takes_effect:
        reply = _carry_out(cloud, call)
    if fault is not None:
        entry.fault = fault.kind
        reply = fault.spoil(reply, entry.request_id)
        if fault.kind == "shift_pages":
            _shift(cloud, fault, entry.region)
    entry.outcome = reply.spoiled or reply.code or "ok"
    return reply


def _carry_out(cloud: Cloud, call: Call) -> Reply:
    entry = call.entry
    try:
        _admit(cloud, call)
        result = _handle(cloud, call)
    except ApiError as refusal:
        return error(refusal.code, refusal.message, entry.request_id)
    entry.applied = entry.write
    return Reply({**result, "RequestId": entry.request_id})


def _admit(cloud: Cloud, call: Call) -> None:
    """Everything that is checked before the members of the request are looked at."""
    received, entry = call.received, call.entry
    for name in NEEDED_HEADERS:
        if not received.headers.get(name.lower()):
            raise ApiError("MissingParameter", f"The request is missing the header `{name}`.")
    if received.method != "POST" or received.headers.get("content-type", "").split(";")[0] != "application/json":
        raise ApiError("UnsupportedProtocol", "The emulator takes POST requests with a JSON body.")
    description = cloud.description_of(entry.action)
    _authenticate(cloud, received, entry.action)
    if received.headers["x-tc-version"] != description.version:
        raise ApiError("NoSuchVersion", f"There is no version {received.headers['x-tc-version']} of this service.")
    if entry.action not in HANDLERS:
        raise ApiError("InvalidAction", f"The action `{entry.action}` does not exist.")
    regions = cloud.behaviour.regions if description is cloud.description else ()
    if entry.region not in regions if regions else not REGION.fullmatch(entry.region):
        raise ApiError("UnsupportedRegion", f"The service does not run in the region `{entry.region}`.")
    cloud.limiter.admit(entry.action, entry.region, cloud.behaviour.rate_limit, int(cloud.clock.wall()))


def _authenticate(cloud: Cloud, received: Received, action: str) -> None:
    """Check signature and token, but for a request that brings other proof."""
    if action in UNSIGNED_ACTIONS and received.headers.get("authorization") == "SKIP":
        return
    service = cloud.description_of(action).service
    secret_id = signature.verify(received, cloud.credentials.known, service, cloud.clock.wall())
    cloud.credentials.check(secret_id, cloud.clock.now())


def _handle(cloud: Cloud, call: Call) -> Json:
    entry = call.entry
    params = _params(call.received.body)
    if params is None:
        raise ApiError("InvalidParameter", "The body is not a JSON object.")
    description = cloud.description_of(entry.action)
    schema.validate(description, description.actions[entry.action].request, params)
    cloud.tick()
    stale = call.fault is not None and call.fault.kind == "stale_read"
    account = cloud.stale_account() if stale else cloud.account
    scope = Scope(account, entry.region, params.get("TiProjectId") or DEFAULT_PROJECT)
    if not entry.write:
        return HANDLERS[entry.action](cloud, scope, params)
    return _write(cloud, scope, entry.action, params)


def _write(cloud: Cloud, scope: Scope, action: str, params: Json) -> Json:
    """Carry out a write and remember how the group it touched was before."""
    group_id = params.get("ServiceGroupId") or params.get("ServiceId", "").rpartition("-")[0]
    before = cloud.account.copy_of(group_id)
    result = HANDLERS[action](cloud, scope, params)
    group_id = group_id or result.get("Service", {}).get("ServiceGroupId", "")
    cloud.last_write = LastWrite(cloud.clock.now(), group_id, before)
    cloud.faults.writes += 1
    return result


def _params(body: bytes) -> Json | None:
    """The members of a request body; None when it is not a JSON object."""
    try:
        params: Any = json.loads(body or b"{}")
    except ValueError:
        return None
    return params if isinstance(params, dict) else None


def _shift(cloud: Cloud, fault: Fault, region: str) -> None:
    """Between two pages: one group goes (the oldest unless named), or one appears."""
    if fault.insert:
        add_service(cloud, Seed(fault.insert, region=region))
        return
    for group in list(cloud.account.groups.values()):
        if group.region == region and fault.delete in ("", group.name, group.group_id):
            del cloud.account.groups[group.group_id]
            return
