# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of fault, as an ordinary HTTP client sees it, and what happened behind it."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from emulator.errors import ApiError
from emulator.faults import KINDS
from emulator.limiter import Limiter
from signed_client import Refused

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

READ = "DescribeModelService"
GROUPS = "DescribeModelServiceGroups"
MODIFY = "ModifyModelService"


@pytest.fixture
def service(emu: Emulator) -> str:
    return emu.add_service("demo")


def raw(emu: Emulator, api: Api, action: str, params: dict[str, Any]) -> tuple[int, str, bytes]:
    """Status, content type and body of a signed call over a connection of its own."""
    from tencentcloud.common.http.request import RequestInternal

    request = RequestInternal("", "POST", "/", {})
    api.client._build_req_with_tc3_signature(action, params, request)
    connection = http.client.HTTPConnection("127.0.0.1", emu.port, timeout=5)
    try:
        connection.request("POST", "/", request.data, request.header)
        reply = connection.getresponse()
        return reply.status, reply.headers["Content-Type"], reply.read()
    finally:
        connection.close()


def stop(emu: Emulator, api: Api, service: str) -> tuple[int, str, bytes]:
    return raw(emu, api, MODIFY, {"ServiceId": service, "ServiceAction": "STOP"})


@pytest.mark.parametrize(
    ("kind", "code", "applied"),
    [
        ("throttle", "RequestLimitExceeded", False),
        ("error", "InternalError", False),
        ("internal_error_before", "InternalError", False),
        ("internal_error_after", "InternalError", True),
        ("signature_expire", "AuthFailure.SignatureExpire", False),
        ("token_failure", "AuthFailure.TokenFailure", False),
        ("not_found", "ResourceNotFound", False),
    ],
)
def test_errors(emu: Emulator, api: Api, service: str, kind: str, code: str, applied: bool) -> None:
    emu.faults.add(MODIFY, kind=kind)
    error = api.refusal(MODIFY, ServiceId=service, ServiceAction="STOP")
    assert error.code == code
    entry = emu.journal.last()
    assert (entry.outcome, entry.fault, entry.applied) == (code, kind, applied)
    assert (emu.status(service) != "Normal") == applied


def test_throttle_says_what_the_cloud_says(emu: Emulator, api: Api) -> None:
    emu.faults.add(kind="throttle")
    assert "exceeds the frequency limit `20` for a second" in api.refusal(GROUPS).message


@pytest.mark.parametrize(("when", "applied"), [("before", False), ("after", True)])
def test_any_error_before_or_after_the_effect(emu: Emulator, api: Api, service: str, when: str, applied: bool) -> None:
    emu.faults.add(MODIFY, kind="error", code="FailedOperation.ExecDatabaseFail", message="lost", when=when)
    error = api.refusal(MODIFY, ServiceId=service, ServiceAction="STOP")
    assert (error.code, error.message) == ("FailedOperation.ExecDatabaseFail", "lost")
    assert (emu.status(service) == "Stopping") == applied


@pytest.mark.parametrize(("kind", "applied"), [("drop_before", False), ("drop_after", True)])
def test_dropped_connections(emu: Emulator, api: Api, service: str, kind: str, applied: bool) -> None:
    emu.faults.add(MODIFY, kind=kind)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        stop(emu, api, service)
    assert (emu.journal.last().outcome, emu.journal.last().applied) == (kind, applied)
    assert (emu.status(service) == "Stopping") == applied
    assert api.service(service)


def test_truncated_body(emu: Emulator, api: Api, service: str) -> None:
    emu.faults.add(MODIFY, kind="truncated")
    with pytest.raises(http.client.IncompleteRead) as caught:
        stop(emu, api, service)
    assert caught.value.partial.startswith(b'{"Response"')
    assert abs(len(caught.value.partial) - (caught.value.expected or 0)) <= 1
    assert (emu.journal.last().outcome, emu.status(service)) == ("truncated", "Stopping")


@pytest.mark.parametrize(
    ("kind", "options", "status", "content_type", "part", "applied"),
    [
        ("not_json", {}, 200, "application/json", b"upstream", True),
        ("not_json", {"when": "before"}, 200, "application/json", b"upstream", False),
        ("html", {}, 200, "text/html", b"<html>", False),
        ("html", {"status": 502}, 502, "text/html", b"<html>", False),
        ("status", {}, 502, "text/plain", b"Bad Gateway", False),
        ("status", {"status": 503, "body": "busy", "when": "after"}, 503, "text/plain", b"busy", True),
        ("missing_response", {}, 200, "application/json", b"message", True),
    ],
)
def test_spoiled_bodies(
    emu: Emulator,
    api: Api,
    service: str,
    kind: str,
    options: dict[str, Any],
    status: int,
    content_type: str,
    part: bytes,
    applied: bool,
) -> None:
    emu.faults.add(MODIFY, kind=kind, **options)
    got_status, got_type, body = stop(emu, api, service)
    assert (got_status, got_type) == (status, content_type)
    assert part in body
    assert (emu.journal.last().outcome, emu.journal.last().applied) == (kind, applied)


@pytest.mark.parametrize("when", ["before", "after"])
def test_slow_replies_take_effect_when_the_client_has_gone(emu: Emulator, api: Api, service: str, when: str) -> None:
    emu.faults.add(MODIFY, kind="slow", seconds=0.3, when=when)
    began = time.monotonic()
    assert json.loads(stop(emu, api, service)[2])["Response"]["Service"]
    assert time.monotonic() - began >= 0.3
    other = emu.add_service("other")
    emu.faults.add(MODIFY, kind="slow", seconds=0.6, when=when)
    with pytest.raises(TimeoutError):
        impatient(emu, api, other)
    assert emu.journal.last().applied == (when == "after")
    deadline = time.monotonic() + 5
    while not emu.journal.last().applied and time.monotonic() < deadline:
        time.sleep(0.02)
    assert emu.status(other) == "Stopping"


def impatient(emu: Emulator, api: Api, service: str) -> None:
    """STOP by a client that waits a tenth of a second."""
    from tencentcloud.common.http.request import RequestInternal

    request = RequestInternal("", "POST", "/", {})
    params = {"ServiceId": service, "ServiceAction": "STOP"}
    api.client._build_req_with_tc3_signature(MODIFY, params, request)
    connection = http.client.HTTPConnection("127.0.0.1", emu.port, timeout=0.1)
    try:
        connection.request("POST", "/", request.data, request.header)
        connection.getresponse()
    finally:
        connection.close()


def test_null_object_and_deprecated_warning(emu: Emulator, api: Api, service: str) -> None:
    emu.faults.add(READ, kind="null_object")
    assert api(READ, ServiceId=service)["Service"] is None
    emu.faults.add(MODIFY, kind="null_object")
    assert api.verb(service, "STOP")["Service"] is None
    assert emu.journal.last().applied
    emu.faults.add(GROUPS, kind="deprecated_warning")
    with pytest.warns(DeprecationWarning, match="withdrawn"):
        reply = api(GROUPS)
    assert reply["TotalCount"] == 1
    assert (emu.journal.last().outcome, emu.journal.last().fault) == ("ok", "deprecated_warning")


def test_pages_shift(emu: Emulator, api: Api) -> None:
    for index in range(4):
        emu.add_service(f"group-{index}", age=100 - index)
    emu.faults.add(GROUPS, kind="shift_pages")
    emu.faults.add(GROUPS, kind="shift_pages", insert="new")
    seen = [
        [group["ServiceGroupName"] for group in api(GROUPS, Order="ASC", Limit=2, Offset=offset)["ServiceGroups"]]
        for offset in (0, 2, 4)
    ]
    assert seen == [["group-0", "group-1"], ["group-3"], []]
    assert api(GROUPS)["TotalCount"] == 4
    emu.faults.add(GROUPS, kind="shift_pages", delete="group-2")
    assert (api(GROUPS)["TotalCount"], api(GROUPS)["TotalCount"]) == (4, 3)


def test_stale_reads(emu: Emulator, api: Api, service: str) -> None:
    emu.faults.add(kind="stale_read", times=2)
    assert api.service(service)["Status"] == "Normal"  # nothing has been written yet: not used up
    api.verb(service, "STOP")
    assert [api.service(service)["Status"] for _read in range(3)] == ["Normal", "Normal", "Stopping"]
    emu.faults.add(kind="stale_read", times=2)
    created = api.create()
    assert api.refusal(READ, ServiceId=created).code == "ResourceNotFound"
    assert api(GROUPS)["TotalCount"] == 1
    assert api(GROUPS)["TotalCount"] == 2


def test_stale_reads_for_a_time(emu: Emulator, api: Api, service: str) -> None:
    emu.durations.stopping = 1e9
    emu.faults.add(READ, kind="stale_read", times=None, seconds=60)
    api.verb(service, "STOP")
    assert [api.service(service)["Status"] for _read in range(3)] == ["Normal"] * 3
    emu.clock.advance(61)
    assert api.service(service)["Status"] == "Stopping"


def test_which_requests_are_hit(emu: Emulator, api: Api, service: str) -> None:
    other = emu.add_service("other")
    emu.faults.add(READ, kind="throttle", after=1, times=2)
    outcomes = []
    for _call in range(5):
        try:
            api.service(service)
        except Refused as error:
            outcomes.append(error.code)
        else:
            outcomes.append("ok")
    assert outcomes == ["ok", "RequestLimitExceeded", "RequestLimitExceeded", "ok", "ok"]
    emu.faults.add(READ, kind="throttle")
    emu.faults.add(READ, kind="not_found", after=1)
    codes = [api.refusal(READ, ServiceId=service).code for _call in range(2)]
    assert codes == ["RequestLimitExceeded", "ResourceNotFound"]
    fault = emu.faults.add(kind="not_found", params={"ServiceId": other}, times=None)
    assert api.service(service)
    assert {api.refusal(READ, ServiceId=other).code for _call in range(3)} == {"ResourceNotFound"}
    assert fault.hits == 3
    emu.faults.clear()
    emu.faults.add("ModifyModelService:SCALE", kind="throttle")
    api.verb(service, "STOP")
    refusal = api.refusal(MODIFY, ServiceId=other, ServiceAction="SCALE", Replicas=2)
    assert refusal.code == "RequestLimitExceeded"


def test_mistakes_in_faults_are_told(emu: Emulator) -> None:
    for wrong in ({"kind": "explode"}, {"kind": "slow", "secs": 1}, {"kind": "slow", "when": "later"}):
        with pytest.raises(ValueError):
            emu.faults.add(**wrong)


def test_every_kind_is_documented(emu: Emulator) -> None:
    from emulator import description

    text = description.DESCRIPTION_FILE.with_name("README.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []


def test_rate_limit_is_per_second_action_and_region() -> None:
    limiter = Limiter()
    for second, action, region in (*[(7, READ, "a")] * 2, (7, GROUPS, "a"), (7, READ, "b"), (8, READ, "a")):
        limiter.admit(action, region, 2, second)
    limiter.admit(READ, "a", 2, 8)
    with pytest.raises(ApiError, match="equals to `3` in a second, which exceeds the frequency limit `2`") as caught:
        limiter.admit(READ, "a", 2, 8)
    assert caught.value.code == "RequestLimitExceeded"
    limiter.admit(READ, "a", None, 8)


def test_rate_limit_refuses_before_execution(emu: Emulator, api: Api, service: str) -> None:
    emu.behaviour.rate_limit = 0
    assert api.refusal(MODIFY, ServiceId=service, ServiceAction="STOP").code == "RequestLimitExceeded"
    assert (emu.status(service), emu.journal.last().applied) == ("Normal", False)
