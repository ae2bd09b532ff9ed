# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services at their own addresses: who gets a call, who may call, scripted answers, and the log."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

CALL_INFO = "DescribeModelServiceCallInfo"
IN_VPC = {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"}}


def call(
    url: str, method: str = "GET", body: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, Any, dict[str, str]]:
    """Status, answer and headers of a call."""
    parts = urlsplit(url)
    with contextlib.closing(http.client.HTTPConnection(parts.netloc, timeout=10)) as connection:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(method, path, None if body is None else json.dumps(body), headers or {})
        reply = connection.getresponse()
        text = reply.read().decode()
    with contextlib.suppress(ValueError):
        return reply.status, json.loads(text), dict(reply.headers)
    return reply.status, text, dict(reply.headers)


def address(emu: Emulator, service_id: str) -> str:
    """The address of a service's group."""
    return f"{emu.url}/{service_id.rpartition('-')[0]}"


def control(emu: Emulator, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """Status and answer of a control request."""
    return call(f"{emu.url}/_emulator/{path}", method, body)[:2]


def test_the_call_info_names_what_answers(emu: Emulator, api: Api) -> None:
    service_id = emu.add_service("chat")
    endpoint = api(CALL_INFO, ServiceGroupId=service_id[:-2])["ServiceCallInfoV2"]["InternetEndpoint"]
    status, answer, _headers = call(f"{endpoint}/v1/chat?x=1", "POST", {"question": 6})
    assert (status, answer) == (
        200,
        {"service_id": service_id, "version": "1", "path": "/v1/chat", "input": {"question": 6}, "output": "ok"},
    )
    assert len(emu.journal.of(CALL_INFO)) == len(emu.journal) == 1


@pytest.mark.parametrize("weights", [(90, 10), (1, 2, 3), (100, 0), (0, 7)])
def test_traffic_follows_the_weights_at_any_time(emu: Emulator, weights: tuple[int, ...]) -> None:
    ids = [emu.add_service("chat", weight=weight) for weight in weights]
    for number in range(1, 41):
        call(address(emu, ids[0]))
        for service_id, weight in zip(ids, weights, strict=True):
            fair = number * weight / sum(weights)
            assert abs(len(emu.answers.of(service_id)) - fair) <= 1, emu.answers.shares()


def test_changed_weights_hold_at_once(emu: Emulator, api: Api) -> None:
    emu.durations.weights = 0
    first, second = emu.add_service("chat", weight=100), emu.add_service("chat", weight=0)
    call(address(emu, first))
    weights = [{"ServiceId": first, "Weight": 0}, {"ServiceId": second, "Weight": 1}]
    api("ModifyServiceGroupWeights", ServiceGroupId=first[:-2], Weights=weights)
    for _call in range(3):
        call(address(emu, first))
    assert emu.answers.shares() == {first: 1, second: 3}


@pytest.mark.parametrize(
    ("status", "answers"),
    [
        ("Normal", 200),
        ("Abnormal", 503),
        ("Waiting", 503),
        ("Stopping", 503),
        ("Stopped", 503),
        ("CREATE_FAILED", 503),
        ("CREATING", 503),
    ],
)
def test_only_what_runs_answers(emu: Emulator, status: str, answers: int) -> None:
    service_id = emu.add_service("chat", status=status)
    assert call(address(emu, service_id))[0] == answers
    assert [entry.service_id for entry in emu.answers] == [service_id if answers == 200 else ""]


def test_the_share_of_what_does_not_run_is_lost(emu: Emulator) -> None:
    running, stopped = emu.add_service("chat", weight=50), emu.add_service("chat", weight=50, status="Stopped")
    assert sorted(call(address(emu, running))[0] for _call in range(4)) == [200, 200, 503, 503]
    emu.behaviour.traffic_skips_idle = True
    assert [call(address(emu, running))[0] for _call in range(3)] == [200] * 3
    assert emu.answers.shares() == {running: 5}
    assert not emu.answers.of(stopped)


def test_tokens(emu: Emulator) -> None:
    service_id = emu.add_service("chat", group_members={"AuthorizationEnable": True})
    token = emu.cloud.stored(service_id)[0].auth_tokens[0]
    value = token["Base"]["Value"]
    rows = {"": 401, "Bearer wrong": 401, value: 200, f"Bearer {value}": 200}
    url = address(emu, service_id)
    assert {text: call(url, headers={"Authorization": text} if text else {})[0] for text in rows} == rows
    token["Base"]["Status"] = "Disabled"
    assert call(url, headers={"Authorization": value})[0] == 401
    assert [entry.token for entry in emu.answers] == ["", "", "default", "default", ""]
    assert call(f"{emu.url}/ms-nobody")[0] == 404


def test_a_version_has_an_address_of_its_own_with_an_interface(emu: Emulator, api: Api) -> None:
    plain = emu.add_service("chat", group_members={"AuthorizationEnable": True})
    own, other = (emu.add_service("chat", weight=0, info=IN_VPC) for _version in range(2))

    def interface(service_id: str) -> Any:
        service = api("DescribeModelService", ServiceId=service_id)["Service"]
        return service["ServiceInfo"]["PodInfos"][0]["CrossTenantENIInfo"]

    assert interface(plain) is None
    urls = {one: f"http://{interface(one)['PrimaryIP']}:{interface(one)['Port']}" for one in (own, other)}
    assert [call(f"{url}/v1")[1]["service_id"] for url in urls.values()] == [own, other]
    assert call(f"{urls[own]}/v1")[1]["path"] == "/v1"
    emu.set_status(own, "Stopped")
    assert call(urls[own])[0] == 503
    emu.reset()
    assert call(urls[own])[0] == 503


def test_shares_are_exact(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    emu.answers.script(service_id, errors=20, error_status=502, failing_first=1, wrong=50, wrong_body={"output": 7})
    seen = [call(address(emu, service_id))[:2] for _call in range(10)]
    assert [status for status, _answer in seen] == [502, 200, 200, 200, 502, 200, 200, 200, 200, 502]
    assert [answer.get("output") for _status, answer in seen][1:5] == [7, "ok", 7, None]
    emu.answers.script(service_id, drops=100)
    with pytest.raises((http.client.HTTPException, OSError)):
        call(address(emu, service_id))
    del emu.answers[service_id]
    assert call(address(emu, service_id))[0] == 200


def test_answers_as_scripted(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    emu.answers.script("*", status=201, body={"output": [1]}, headers={"X-A": "b"}, echoes_headers=True)
    status, answer, headers = call(address(emu, service_id), headers={"X-C": "d"})
    assert (status, answer["output"], headers["X-A"], answer["headers"]["X-C"]) == (201, [1], "b", "d")
    emu.answers.script(service_id, text="<html>")
    assert call(address(emu, service_id))[:2] == (200, "<html>")


def test_latency(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    emu.answers.script(service_id, latency=[0.0, 0.3])
    for least in (0.0, 0.3, 0.0, 0.3):
        began = time.monotonic()
        call(address(emu, service_id))
        assert least <= time.monotonic() - began
    assert [entry.seconds >= 0.3 for entry in emu.answers] == [False, True, False, True]
    drawn = emu.answers.script(service_id, latency={"mean": 0.2, "deviation": 0.05, "seed": 3})
    times = [drawn.seconds(number) for number in range(400)]
    assert times == [drawn.seconds(number) for number in range(400)]
    assert abs(sum(times) / 400 - 0.2) < 0.01
    assert 0 <= min(times) < 0.12 < 0.28 < max(times)


def test_calls_at_the_same_time_are_counted(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    emu.answers.script(service_id, latency=0.3)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(call, [address(emu, service_id)] * 8))
    assert emu.answers.most_at_once() == 4
    call(address(emu, service_id))
    assert emu.answers.calls[-1].in_flight == 1


def test_control(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    status, script = control(emu, "POST", f"answers/{service_id}", {"errors": 100})
    assert (status, script["errors"], script["error_status"]) == (200, 100, 500)
    call(address(emu, service_id))
    assert control(emu, "DELETE", f"answers/{service_id}")[0] == 200
    call(address(emu, service_id))
    calls = control(emu, "GET", "calls")[1]
    assert [(entry["service_id"], entry["status"]) for entry in calls] == [(service_id, 500), (service_id, 200)]
    control(emu, "DELETE", "calls")
    assert control(emu, "GET", "calls")[1] == []
    assert control(emu, "POST", "answers/ms-nobody-1", {})[0] == 404
    for wrong in ({"error": 1}, {"errors": 101}, {"latency": {"median": 1}}, {"latency": []}):
        assert control(emu, "POST", f"answers/{service_id}", wrong)[0] == 400, wrong


def test_reset_forgets(emu: Emulator) -> None:
    service_id = emu.add_service("chat")
    emu.answers.script("*", errors=100)
    call(address(emu, service_id))
    emu.reset()
    assert emu.answers.calls == []
    assert call(address(emu, emu.add_service("chat")))[0] == 200
