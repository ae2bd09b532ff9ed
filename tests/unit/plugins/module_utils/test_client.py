# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the client against a real server on loopback and a clock that only sleeping moves."""

from __future__ import annotations

import datetime
import gzip
import importlib.util
import itertools
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import fake_http
import pytest
import urllib3
from ansible_collections.community.tencentcloud.plugins.module_utils import (
    _client,
    _clock,
    _pages,
    _recovery,
    _signing,
    _transport,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client, is_read
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Clock, Deadline, OutOfTimeError
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig, parse_endpoint
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import ErrorKind
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    CheckModeError,
    OptionError,
    TencentCloudError,
    TransportError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply

READ, WRITE = "DescribeModelServiceGroups", "CreateModelService"
SECRETS = ("AKIDsecretid", "thesecretkey", "thesecrettoken")
GALAXY = Path(__file__).parents[4] / "galaxy.yml"


@pytest.fixture(autouse=True)
def limits_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_settings_of_the_machine: None) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(_client, "_LIMITERS", {})


class Bench:
    """A client on the fake server, with what it says and how long it slept."""

    def __init__(self, endpoint: str, **options: Any) -> None:
        self.clock = fake_http.FakeClock()
        self.warnings: list[str] = []
        own = {name: options.pop(name) for name in ("check_mode", "service") if name in options}
        config = ClientConfig("ap-guangzhou", endpoint=endpoint, **{"timeout": 2.0, "rate_limit": 0, **options})
        self.client = Client(config, Credentials(*SECRETS), clock=self.clock, warn=self.warnings.append, **own)

    def fails(self, action: str, params: dict[str, Any] | None = None) -> Any:
        with pytest.raises(TencentCloudError) as caught:
            self.client.call(action, params or {})
        for text in (str(caught.value), repr(caught.value), str(caught.value.as_result()), *self.warnings):
            assert not any(secret in text for secret in SECRETS)
            assert not re.search("Signature=[0-9a-f]", text)
        return caught.value


@pytest.fixture
def bench(server: fake_http.FakeServer) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(**options: Any) -> Bench:
        made.append(Bench(**{"endpoint": f"http://{server.address}", **options}))
        return made[-1]

    yield make
    for one in made:
        one.client.close()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What is sent


def test_a_call_is_sent_as_the_api_wants_it(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.reply({"TotalCount": 0, "RequestId": "r-1"})]
    one = bench(language="zh-CN")
    assert one.client.call(READ, {"Limit": 1, "Text": "服务"}) == {"TotalCount": 0, "RequestId": "r-1"}
    (seen,) = server.seen
    assert seen.body == rb'{"Limit": 1, "Text": "\u670d\u52a1"}'
    expected = {
        "host": server.address,
        "content-type": "application/json",
        "x-tc-action": READ,
        "x-tc-version": "2021-11-11",
        "x-tc-region": "ap-guangzhou",
        "x-tc-language": "zh-CN",
        "x-tc-timestamp": "1700000000",
        "x-tc-token": "thesecrettoken",
        "user-agent": _client.USER_AGENT,
        "x-tc-requestclient": _client.USER_AGENT,
    }
    assert {name: seen.headers.get(name) for name in expected} == expected
    assert re.fullmatch(r"[0-9a-f-]{36}", seen.headers["x-tc-traceid"])
    assert "Credential=AKIDsecretid/2023-11-14/tione/tc3_request" in seen.headers["authorization"]
    assert re.fullmatch(r"[0-9a-zA-Z-_,;.]{1,128}", _client.USER_AGENT)
    assert one.client.request_ids == ["r-1"]


def test_the_version_that_is_told_is_the_version_of_the_collection() -> None:
    (version,) = re.findall(r"^version: (\S+)$", GALAXY.read_text(encoding="utf-8"), re.MULTILINE)
    assert version == _client.COLLECTION_VERSION


def test_another_service_can_be_called(server: fake_http.FakeServer) -> None:
    config = ClientConfig("ap-guangzhou", endpoint=f"http://{server.address}")
    client = Client(config, Credentials("AKID", "SECRET"), service="sts", version="2018-08-13")
    client.call("AssumeRole", {})
    client.close()
    assert "/sts/tc3_request" in server.seen[0].headers["authorization"]
    assert server.seen[0].headers["x-tc-version"] == "2018-08-13"
    assert "x-tc-token" not in server.seen[0].headers


@pytest.mark.parametrize("value", [datetime.date(2026, 1, 1), float("nan"), {1, 2}])
def test_parameters_that_json_does_not_have_are_refused(bench: Callable[..., Bench], value: object) -> None:
    one = bench()
    error = one.fails(READ, {"Member": value})
    assert isinstance(error, OptionError)
    assert error.option_path == "params"


@pytest.mark.parametrize("action", ["", "Describe Model", "X\r\nX-TC-Region: a", "../x"])
def test_an_action_that_is_no_name_is_refused(
    server: fake_http.FakeServer, bench: Callable[..., Bench], action: str
) -> None:
    assert bench().fails(action).option_path == "action"
    assert server.seen == []


def test_calls_share_one_connection(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.error("InvalidParameter"), fake_http.raw(b"<html>", 404), fake_http.reply()]
    one = bench()
    one.fails(WRITE)
    one.fails(WRITE)
    for _turn in range(8):
        one.client.call(READ, {})
    assert {seen.connection for seen in server.seen} == {1}
    one.client.close()
    one.client.call(READ, {})
    assert server.seen[-1].connection == 2


def test_clients_of_one_process_share_connections(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    for turn in range(3):
        bench(timeout=2.0 + turn).client.call(WRITE, {})
    assert [seen.connection for seen in server.seen] == [1, 1, 1]
    with monkeypatch.context() as patched:
        patched.setattr(_client.os, "getpid", lambda: -1)
        bench().client.call(WRITE, {})
    bench().client.call(WRITE, {})
    assert [seen.connection for seen in server.seen[3:]] == [2, 1]


def test_each_of_many_addresses_keeps_its_connection(bench: Callable[..., Bench]) -> None:
    servers = [fake_http.FakeServer() for _turn in range(4)]
    for _turn in range(2):
        for one in servers:
            bench(endpoint=f"http://{one.address}").client.call(WRITE, {})
    for one in servers:
        one.stop()
    assert [[seen.connection for seen in one.seen] for one in servers] == [[1, 1]] * 4


def test_connections_that_were_idle_for_long_are_not_used(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = bench()
    one.client.call(WRITE, {})
    monkeypatch.setattr(_transport, "LONGEST_IDLE", -1.0)
    one.client.call(WRITE, {})
    assert [seen.connection for seen in server.seen] == [1, 2]
    assert server.closed.acquire(timeout=5)


def test_a_client_that_lets_go_does_not_disturb_another(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    one, other = bench(), bench()

    def let_go(handler: fake_http.Handler) -> None:
        other.client.close()
        fake_http.reply()(handler)

    server.script = [let_go]
    results = [client.call(WRITE, {})["RequestId"] for client in (one.client, one.client, other.client)]
    assert len(set(results)) == 3
    assert [seen.connection for seen in server.seen] == [1, 2, 2]
    assert server.closed.acquire(timeout=5)


def test_threads_can_share_a_client(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench()
    threads = [threading.Thread(target=one.client.call, args=(READ, {})) for _turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(one.client.request_ids)) == 8


def test_the_proxy_of_the_environment_is_used_and_can_be_bypassed(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://user:proxypassword@{server.address}")
    monkeypatch.setenv("no_proxy", "localhost,10.0.0.0/8")
    bench(endpoint="http://tione.example.test", allow_http=True).client.call(READ, {})
    assert server.seen[0].headers["host"] == "tione.example.test"
    monkeypatch.setenv("http_proxy", f"http://user:proxypassword@127.0.0.1:{closed_port()}")
    assert "proxypassword" not in str(bench(endpoint="http://tione.example.test", allow_http=True).fails(WRITE))
    monkeypatch.setenv("no_proxy", "127.0.0.0/8")
    bench().client.call(READ, {})
    assert server.seen[1].headers["host"] == server.address


# What comes back


def test_an_error_inside_a_success_is_an_error(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.error("ResourceNotFound", "Gone.", Content_Type="text/plain; charset=utf-8")]
    one = bench()
    error = one.fails(READ)
    assert isinstance(error, ApiError)
    assert (error.error_code, error.error_message, error.kind) == ("ResourceNotFound", "Gone.", ErrorKind.NOT_FOUND)
    assert error.action == READ
    assert [error.request_id] == one.client.request_ids


def test_an_error_of_the_api_counts_also_with_another_status(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    body = json.dumps({"Response": {"RequestId": "r", "Error": {"Code": "AuthFailure", "Message": "No."}}}).encode()
    server.script = [fake_http.raw(body, 403, Content_Type="text/html")]
    error = bench().fails(READ)
    assert (error.error_code, error.request_id) == ("AuthFailure", "r")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("answer", "code", "text"),
    [
        (fake_http.raw(b"<html>\x1b[31m Bad\r\nGateway</html>", 502), "ClientError.HttpStatus", "502: <html> [31m Bad"),
        (fake_http.raw(b"", 503), "ClientError.HttpStatus", "status 503."),
        (fake_http.raw(b'{"Response": {}}', 500), "ClientError.HttpStatus", "status 500"),
        (fake_http.raw(b"<html>Hello</html>"), "ClientError.BadReply", "<html>Hello</html>"),
        (fake_http.raw(b""), "ClientError.BadReply", "empty"),
        (fake_http.raw(b"[1]"), "ClientError.BadReply", "[1]"),
        (fake_http.raw(b'{"Response": null}'), "ClientError.BadReply", "null"),
        (fake_http.raw(b'{"Response": {"Error": "text"}}'), "ClientError.BadReply", "text"),
        (fake_http.raw(b"\xff\xfe\x00"), "ClientError.BadReply", "not an API reply"),
        (fake_http.raw(b"[" * 100000), "ClientError.BadReply", "[["),
        (fake_http.cut(b'{"Response": {}}', 500), "ClientError.BadReply", "cut short"),
        (fake_http.cut_chunks(b'{"Response": {}}'), "ClientError.BadReply", "cut short"),
        (fake_http.raw(b"garbage", Content_Encoding="gzip"), "ClientError.BadReply", "cut short or garbled"),
    ],
)
def test_replies_that_are_none(
    server: fake_http.FakeServer, bench: Callable[..., Bench], answer: fake_http.Answer, code: str, text: str
) -> None:
    server.script = [answer]
    error = bench().fails(WRITE)
    assert isinstance(error, TransportError)
    assert error.error_code == code
    assert error.request_was_sent
    assert text in error.message
    assert error.message.isprintable()
    assert len(error.message) < 350


def test_a_compressed_reply_is_read(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    body = gzip.compress(b'{"Response": {"RequestId": "r", "Text": "' + b"x" * 200_000 + b'"}}')
    server.script = [fake_http.raw(body, Content_Encoding="gzip")]
    assert len(bench().client.call(READ, {})["Text"]) == 200_000


def test_a_reply_is_bounded(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_transport, "MAX_BODY", 1024 * 1024)
    server.script = [fake_http.raw(gzip.compress(b" " * 3_000_000), Content_Encoding="gzip")]
    error = bench().fails(READ)
    assert "larger than 1 MiB" in str(error)
    assert len(server.seen) == 1


def test_redirects_are_not_followed(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.raw(b"", 307, Location=f"http://{server.address}/elsewhere")]
    error = bench().fails(WRITE)
    assert error.error_code == "ClientError.HttpStatus"
    assert len(server.seen) == 1


def test_secrets_that_come_back_are_not_shown(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    echo = " ".join([*SECRETS, "Signature=0123abcd"])
    server.script = [
        fake_http.error("InvalidParameter", echo),
        fake_http.raw(echo.encode(), 400),
        fake_http.raw(echo.encode()),
        fake_http.reply({"DeprecatedWarning": echo}),
    ]
    one = bench()
    for _turn in range(3):
        assert "***" in str(one.fails(WRITE))
    one.client.call(WRITE, {})
    assert one.warnings == [f"{WRITE} is deprecated: *** *** *** Signature=***"]


def test_a_deprecation_is_told_once_for_each_action(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.reply({"DeprecatedWarning": "Use X."}) for _turn in range(3)]
    one = bench()
    for action in (READ, READ, "DescribeEvents"):
        one.client.call(action, {})
    assert one.warnings == [f"{READ} is deprecated: Use X.", "DescribeEvents is deprecated: Use X."]


def test_request_ids_are_kept_in_order(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [
        fake_http.error("InternalError", RequestId="unused"),
        fake_http.reply({"RequestId": "b"}),
        fake_http.reply({"RequestId": None}),
        fake_http.reply({"RequestId": "c"}),
    ]
    one = bench()
    for _turn in range(3):
        one.client.call(READ, {})
    assert one.client.request_ids[1:] == ["b", "c"]
    assert len(one.client.request_ids) == 3


# What is tried again


@pytest.mark.parametrize(
    ("code", "reads", "writes"),
    [
        ("RequestLimitExceeded", 12, 12),
        ("ResourceUnavailable", 8, 1),
        ("InternalError", 4, 1),
        ("FailedOperation.QueryDatabaseFail", 4, 1),
        ("OperationDenied", 1, 1),
        ("AuthFailure.TokenFailure", 1, 1),
        ("InvalidParameter", 1, 1),
        ("SomethingNew", 1, 1),
    ],
)
def test_errors_are_repeated_by_kind_and_verb(
    server: fake_http.FakeServer, bench: Callable[..., Bench], code: str, reads: int, writes: int
) -> None:
    for action, attempts in ((READ, reads), (WRITE, writes)):
        server.script = [fake_http.error(code) for _turn in range(11)]
        server.seen.clear()
        one = bench(deadline=3000)
        if attempts > 11:
            one.client.call(action, {})
        else:
            assert one.fails(action).error_code == code
        assert len(server.seen) == attempts
        assert len(one.clock.sleeps) == attempts - 1


def test_every_attempt_is_signed_anew(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.error("RequestLimitExceeded") for _turn in range(6)]
    bench().client.call(WRITE, {"A": 1})
    assert {seen.body for seen in server.seen} == {b'{"A": 1}'}
    assert len({seen.headers["x-tc-timestamp"] for seen in server.seen}) > 1
    assert len({seen.headers["x-tc-traceid"] for seen in server.seen}) == 1


def test_pauses_grow_with_jitter_up_to_a_limit(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_recovery.random, "uniform", lambda low, high: high)
    server.script = [fake_http.error("RequestLimitExceeded") for _turn in range(7)]
    one = bench()
    one.client.call(READ, {})
    assert one.clock.sleeps == [1, 2, 4, 8, 16, 30, 30]


def test_throttling_is_borne_until_the_deadline(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.error("RequestLimitExceeded") for _turn in range(200)]
    one = bench(deadline=60)
    error = one.fails(WRITE)
    assert error.error_code == "RequestLimitExceeded"
    assert "deadline" in error.hint
    assert 59 <= one.clock.elapsed < 60
    later = one.fails(READ)
    assert later.error_code == "RequestLimitExceeded"
    assert one.clock.elapsed < 60


def test_nothing_is_sent_after_the_deadline(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench(deadline=60)
    one.clock.sleep(60)
    error = one.fails(READ)
    assert (error.error_code, error.request_was_sent) == ("ClientError.Timeout", False)
    assert "deadline" in error.hint
    assert server.seen == []


def test_attempts_in_all_are_told(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.error("InternalError") for _turn in range(4)]
    assert str(bench().fails(READ)).endswith("Tried 4 times.")


@pytest.mark.parametrize(
    "answer", [fake_http.reset, fake_http.raw(b"<html>", 502), fake_http.raw(b"hi"), fake_http.cut(b"{", 9)]
)
def test_unclear_ends_are_repeated_for_reads_only(
    server: fake_http.FakeServer, bench: Callable[..., Bench], answer: fake_http.Answer
) -> None:
    server.script = [answer]
    one = bench()
    failure = one.fails(WRITE)
    assert failure.request_was_sent
    assert failure.__context__ is None
    assert len(server.seen) == 1
    server.script = [answer, answer, answer]
    one.client.call(READ, {})
    assert len(server.seen) == 5
    server.script = [answer] * 4
    assert one.fails(READ).request_was_sent
    assert len(server.seen) == 9


def test_a_kept_connection_that_the_server_has_left_is_replaced(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    server.script = [fake_http.reply(Connection="close")]
    one = bench()
    one.client.call(READ, {})
    one.client.call(WRITE, {})
    assert [seen.connection for seen in server.seen] == [1, 2]


@pytest.mark.parametrize("connections", [1, 8])
def test_connections_that_the_server_closed_without_a_word_are_replaced(
    server: fake_http.FakeServer, bench: Callable[..., Bench], connections: int
) -> None:
    one, together = bench(), threading.Barrier(connections)

    def hang_up(handler: fake_http.Handler) -> None:
        together.wait(5)
        fake_http.hang_up(handler)

    server.script = [hang_up] * connections
    threads = [threading.Thread(target=one.client.call, args=(WRITE, {})) for _turn in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {seen.connection for seen in server.seen} == set(range(1, connections + 1))
    for _turn in range(connections):
        assert server.closed.acquire(timeout=5)
    for _turn in range(connections):
        one.client.call(WRITE, {})
    assert [seen.connection for seen in server.seen[connections:]] == [connections + 1] * connections


def test_no_answer_in_time(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.silence]
    error = bench(timeout=0.1).fails(WRITE)
    assert (error.error_code, error.request_was_sent) == ("ClientError.Timeout", True)
    assert "timeout" in error.hint
    assert len(server.seen) == 1


def test_the_deadline_bounds_the_wait_for_an_answer(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [fake_http.silence]
    one = bench(timeout=600, deadline=0.2)
    assert one.fails(WRITE).error_code == "ClientError.Timeout"


@pytest.mark.skipif(not hasattr(urllib3.HTTPResponse, "read1"), reason="urllib3 1 waits for whole chunks")
def test_a_trickle_cannot_outlast_the_deadline(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench(deadline=5)

    def trickle(handler: fake_http.Handler) -> None:
        handler.write(200, b"", {"Content-Length": "1000000"})
        for _turn in range(1000):
            one.clock.sleep(1)
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.script = [trickle]
    error = one.fails(WRITE)
    assert error.error_code == "ClientError.Timeout"
    assert "deadline" in error.hint


def test_connections_that_never_were_are_repeated_for_writes_too(bench: Callable[..., Bench]) -> None:
    one = bench(endpoint=f"http://127.0.0.1:{closed_port()}")
    error = one.fails(WRITE)
    assert (error.error_code, error.request_was_sent) == ("ClientError.Connection", False)
    assert "Connection refused" in error.message
    assert len(one.clock.sleeps) == 3


def test_names_that_do_not_resolve_are_repeated_for_writes_too(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    one = bench(endpoint="tione.example.test")
    error = one.fails(WRITE)
    assert (error.error_code, error.request_was_sent) == ("ClientError.Connection", False)
    assert "Name or service not known" in error.message
    assert len(one.clock.sleeps) == 3


def test_connections_that_are_not_accepted_in_time_are_repeated_for_writes_too(
    bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(self: socket.socket, address: object) -> None:
        raise TimeoutError("timed out")

    with monkeypatch.context() as patched:
        patched.setattr(socket.socket, "connect", slow)
        one = bench(endpoint="http://127.0.0.1:9", connect_timeout=0.01)
        error = one.fails(WRITE)
    assert (error.error_code, error.request_was_sent) == ("ClientError.Timeout", False)
    assert "connect_timeout" in error.hint
    assert len(one.clock.sleeps) == 3


def test_a_write_is_repeated_until_the_connection_stands(
    server: fake_http.FakeServer, bench: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = socket.socket.connect, iter([1, 2])

    def connect(self: socket.socket, address: Any) -> None:
        if next(refusals, None):
            raise ConnectionRefusedError(111, "Connection refused")
        real(self, address)

    with monkeypatch.context() as patched:
        patched.setattr(socket.socket, "connect", connect)
        bench().client.call(WRITE, {})
    assert len(server.seen) == 1


# Clock


def expired(seconds: float) -> fake_http.Answer:
    return fake_http.error("AuthFailure.SignatureExpire", Date=formatdate(fake_http.START + seconds, usegmt=True))


@pytest.mark.parametrize("action", [READ, WRITE])
def test_a_wrong_clock_is_corrected_once(
    server: fake_http.FakeServer, bench: Callable[..., Bench], action: str
) -> None:
    server.script = [expired(1000)]
    one = bench()
    one.client.call(action, {})
    one.client.call(action, {})
    assert [seen.headers["x-tc-timestamp"] for seen in server.seen] == ["1700000000", "1700001000", "1700001000"]
    assert len(one.warnings) == 1
    assert "off by -1000 seconds" in one.warnings[0]
    server.script = [expired(5000)]
    assert one.fails(action).error_code == "AuthFailure.SignatureExpire"
    assert len(server.seen) == 4
    assert len(one.warnings) == 1


def test_a_correction_that_does_not_help_is_the_end(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    server.script = [expired(-1000), expired(-1000)]
    assert bench().fails(READ).kind is ErrorKind.CREDENTIALS
    assert len(server.seen) == 2


def test_a_call_that_was_signed_before_another_thread_corrected_the_clock_is_signed_anew(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    one = bench()

    def meanwhile(handler: fake_http.Handler) -> None:
        one.client.call(READ, {})
        expired(1000)(handler)

    server.script = [meanwhile, expired(1000)]
    one.client.call(WRITE, {})
    assert [seen.headers["x-tc-timestamp"][-4:] for seen in server.seen] == ["0000", "0000", "1000", "1000"]
    assert len(one.warnings) == 1


@pytest.mark.parametrize("date", ["", "yesterday", "Tue, 99 Nov 2023 99:00:00 GMT"])
def test_without_a_usable_date_the_clock_is_left_alone(
    server: fake_http.FakeServer, bench: Callable[..., Bench], date: str
) -> None:
    server.script = [fake_http.error("AuthFailure.SignatureExpire", Date=date)]
    one = bench()
    one.fails(READ)
    assert len(server.seen) == 1
    assert one.warnings == []


# Check mode


def test_check_mode_sends_reads_only(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench(check_mode=True)
    one.client.call(READ, {})
    error = one.fails(WRITE)
    assert isinstance(error, CheckModeError)
    assert (error.error_code, error.action) == ("ClientError.CheckMode", WRITE)
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("DescribeModelService", True),
        ("ListTags", True),
        ("GetCallerIdentity", True),
        ("QueryPrice", True),
        ("InquirePrice", True),
        ("CheckQuota", True),
        ("AssumeRole", True),
        ("CreateModelService", False),
        ("ModifyModelService", False),
        ("DeleteModelService", False),
        ("ListenToChanges", False),
        ("CheckoutCart", False),
        ("describeModelService", False),
        ("Describer", False),
        ("", False),
    ],
)
def test_reads_are_known_by_their_verb(action: str, expected: bool) -> None:
    assert is_read(action) is expected


# Deadlines and pace


def test_another_deadline_bounds_calls_and_stops_the_own_one(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    one = bench(deadline=100)
    wait = Deadline(one.clock, 1000, "wait_timeout")
    with one.client.within(wait):
        one.clock.sleep(999.5)
        one.client.call(READ, {})
        one.clock.sleep(0.5)
        assert "wait_timeout" in one.fails(READ).hint
    one.clock.sleep(99.5)
    one.client.call(READ, {})
    one.clock.sleep(0.5)
    assert "deadline" in one.fails(READ).hint


def test_time_that_threads_spend_together_counts_once() -> None:
    clock = fake_http.FakeClock()
    deadline = Deadline(clock, 10)
    with deadline.paused():
        clock.sleep(5)
        with deadline.paused():
            clock.sleep(5)
        clock.sleep(5)
        assert deadline.remaining() == 10
    clock.sleep(4)
    assert deadline.remaining() == 6
    deadline.extend(2)
    clock.sleep(7)
    assert (deadline.remaining(), deadline.expired) == (1, False)
    clock.sleep(2)
    assert (deadline.remaining(), deadline.expired) == (0, True)
    assert not Deadline(clock, None).expired


def test_a_turn_beyond_the_deadline_is_not_waited_for(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    one = bench(rate_limit=1, deadline=1)
    one.client.call(READ, {})
    assert not one.fails(READ).request_was_sent
    assert one.clock.sleeps == []
    assert len(server.seen) == 1


def paced(
    credentials: Credentials | Supply, endpoint: str = "tione.tencentcloudapi.com", region: str = "r", limit: int = 1
) -> Client:
    return Client(ClientConfig(region, endpoint=endpoint, rate_limit=limit, deadline=0.5), credentials)


def has_a_turn(client: Client) -> bool:
    try:
        client._limiter.acquire(READ, client._task_deadline)
    except OutOfTimeError:
        return False
    return True


def test_clients_of_one_account_share_the_pace(tmp_path: Path) -> None:
    mine, other = Credentials("AKID", "SECRET"), Credentials("AKIDother", "SECRET")
    assert paced(mine)._limiter is paced(mine)._limiter
    assert has_a_turn(paced(mine))
    assert not has_a_turn(paced(mine, "tione.ap-shanghai.tencentcloudapi.com"))
    assert has_a_turn(paced(mine, region="ap-shanghai"))
    assert has_a_turn(paced(mine, "127.0.0.1:1"))
    assert has_a_turn(paced(other))
    assert has_a_turn(paced(mine, limit=0))
    assert len(list(tmp_path.rglob("*.turns"))) == 4
    assert not any("AKID" in str(path) for path in tmp_path.rglob("*"))


def test_processes_share_the_pace_by_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Credentials("AKID", "SECRET")
    here = paced(mine)
    assert has_a_turn(here)
    monkeypatch.setattr(_client.os, "getpid", lambda: -1)
    elsewhere = paced(mine)
    assert elsewhere._limiter is not here._limiter
    assert not has_a_turn(elsewhere)


def test_credentials_that_change_keep_their_pace() -> None:
    numbers = itertools.count(1)

    def obtain(deadline: Deadline) -> Credentials:
        return Credentials(f"AKIDtemporary{next(numbers)}", "SECRET", "token")

    first, second = Supply("the role a", obtain), Supply("the role a", obtain)
    assert [first.current(Deadline(Clock(), 1)), second.current(Deadline(Clock(), 1))]
    assert has_a_turn(paced(first))
    assert not has_a_turn(paced(second))
    assert has_a_turn(paced(Supply("the role b", obtain)))


def test_the_machines_clock_runs() -> None:
    clock = Clock()
    before = clock.monotonic()
    clock.sleep(0.001)
    clock.sleep(-1)
    assert clock.monotonic() > before
    assert clock.time() > fake_http.START


# Pages that threads read


def page(handler: fake_http.Handler) -> None:
    """The rows that the request asks for, of 60."""
    asked = json.loads(handler.seen.body)
    rows = [{"Id": number} for number in range(60)][asked["Offset"] :][: asked["Limit"]]
    fake_http.reply({"Rows": rows, "TotalCount": 60})(handler)


def pages(client: Client) -> list[Any]:
    """All rows, in six pages."""
    listing = read_all(client, READ, {}, items="Rows", key="Id", page_size=10)
    return [row["Id"] for row in listing.items]


@pytest.fixture
def all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many threads as for slow replies."""
    monkeypatch.setattr(_pages, "MIN_THREADS", _pages.MAX_THREADS)


@pytest.mark.usefixtures("all_threads")
def test_threads_read_pages_by_one_client(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one, together = bench(), threading.Barrier(5)

    def slow_page(handler: fake_http.Handler) -> None:
        together.wait(5)
        page(handler)

    server.script = [page, *[slow_page] * 5, page]
    assert pages(one.client) == list(range(60))
    assert len(set(one.client.request_ids)) == 6
    assert len({seen.connection for seen in server.seen}) == 5
    server.script = [page] * 6
    assert pages(one.client) == list(range(60))
    assert {seen.connection for seen in server.seen} == set(range(1, 6))


@pytest.mark.usefixtures("all_threads")
def test_threads_obey_the_deadline_of_who_reads(server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench(deadline=100)

    def last_page(handler: fake_http.Handler) -> None:
        one.clock.sleep(10)
        page(handler)

    server.script = [last_page, *[page] * 5]
    with one.client.within(Deadline(one.clock, 10, "wait_timeout")), pytest.raises(TransportError) as caught:
        pages(one.client)
    assert "wait_timeout" in caught.value.hint
    assert len(server.seen) == 1
    server.script = [page] * 6
    assert pages(one.client) == list(range(60))


@pytest.mark.usefixtures("all_threads")
def test_a_token_that_expires_between_pages_is_renewed_once(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    numbers, together = itertools.count(1), threading.Barrier(5)
    client = bench().client
    client._supply = Supply("a role", lambda deadline: Credentials(f"AKID{next(numbers)}", "SECRET", "token"))

    def expired_together(handler: fake_http.Handler) -> None:
        together.wait(5)
        fake_http.error("AuthFailure.TokenFailure")(handler)

    server.script = [page, *[expired_together] * 5, *[page] * 5]
    assert pages(client) == list(range(60))
    assert next(numbers) == 3
    assert len(client.request_ids) == 11


@pytest.mark.usefixtures("all_threads")
def test_pages_that_wait_for_another_attempt_are_called_off_too(
    server: fake_http.FakeServer, bench: Callable[..., Bench]
) -> None:
    class Waiting(Clock):
        """Whoever has to sleep sleeps until the work is called off."""

        def sleep(self, seconds: float) -> None:
            end = self.monotonic() + 10
            while seconds > 0 and _clock.IS_WANTED.get()() and self.monotonic() < end:
                super().sleep(0.001)

    def answer(handler: fake_http.Handler) -> None:
        offset = json.loads(handler.seen.body)["Offset"]
        if offset:
            together.wait(5)
        {0: page, 10: fake_http.error("InvalidParameter")}.get(offset, fake_http.error("InternalError"))(handler)

    one, together, server.script = bench(), threading.Barrier(5), [answer] * 6
    one.client.clock = Waiting()
    with pytest.raises(ApiError, match="InvalidParameter"):
        pages(one.client)
    assert len(server.seen) == 6


# Settings


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("tione.tencentcloudapi.com", "https://tione.tencentcloudapi.com/"),
        ("tione.tencentcloudapi.com:8443", "https://tione.tencentcloudapi.com:8443/"),
        ("https://TIONE.tencentcloudapi.com/", "https://tione.tencentcloudapi.com/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://localhost", "http://localhost/"),
        ("ti_one:80", "https://ti_one:80/"),
        ("[::1]:8080", "https://[::1]:8080/"),
    ],
)
def test_endpoints_are_hosts_or_urls(endpoint: str, url: str) -> None:
    assert parse_endpoint(endpoint) == url
    assert ClientConfig("r", endpoint=endpoint).url == url


@pytest.mark.parametrize(
    "endpoint", ["http://tione.example", "http://127.example", "http://localhost.example:80", "http://10.0.0.1"]
)
def test_addresses_without_tls_beyond_this_machine_have_to_be_allowed(endpoint: str) -> None:
    with pytest.raises(OptionError, match=r"^endpoint: .* without TLS") as caught:
        ClientConfig("r", endpoint=endpoint).check()
    assert "allow_http" in caught.value.hint
    allowed = ClientConfig("r", endpoint=endpoint, allow_http=True)
    allowed.check()
    assert allowed.url == f"{endpoint}/"
    ClientConfig("r", endpoint=endpoint.replace("http:", "https:")).check()


@pytest.mark.parametrize(
    "endpoint",
    ["", "ftp://h", "http://", "h/path", "h?x=1", "h:0", "h:65536", "h:x", "a b", "h\n", "http://user:pw@h", "-h"],
)
def test_other_endpoints_are_refused_and_passwords_not_quoted(endpoint: str) -> None:
    with pytest.raises(OptionError, match=r"^endpoint: ") as caught:
        ClientConfig("ap-guangzhou", endpoint=endpoint).check()
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", ""),
        ("region", "a\nb"),
        ("language", "de"),
        ("timeout", 0),
        ("connect_timeout", -1),
        ("deadline", float("nan")),
        ("rate_limit", -1),
    ],
)
def test_settings_that_cannot_work_are_refused(name: str, value: Any) -> None:
    with pytest.raises(OptionError, match=f"^{name}: "):
        Client(ClientConfig(**{"region": "ap-guangzhou", name: value}), None)


@pytest.mark.parametrize("module", [_transport, _signing])
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    monkeypatch.setitem(sys.modules, "requests", None)
    spec: Any = importlib.util.spec_from_file_location("without_requests", module.__file__)
    bare = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "without_requests", bare)
    spec.loader.exec_module(bare)
    assert "requests" in bare.REQUESTS_IMPORT_ERROR
    if module is _client:
        with pytest.raises(TencentCloudError, match="library requests is missing"):
            bare.Client(bare.ClientConfig("ap-guangzhou"), bare.Credentials("AKID", "HUSH")).call(READ, {})


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(folder / "key.pem")]
    command = [openssl, "req", "-x509", "-days", "2", *key, *subject, "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "cert.pem"


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[fake_http.FakeServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    running = fake_http.FakeServer(context)
    yield running
    running.stop()


def test_certificates_are_checked(tls_server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    one = bench(endpoint=tls_server.address)
    error = one.fails(READ)
    assert (error.error_code, error.request_was_sent, error.retryable) == ("ClientError.Tls", False, False)
    assert "ca_path" in error.hint
    assert "certificate verify failed" in error.message
    assert one.clock.sleeps == []


def test_the_name_in_the_certificate_is_checked(
    tls_server: fake_http.FakeServer, bench: Callable[..., Bench], certificate: Path
) -> None:
    port = tls_server.server_address[1]
    error = bench(endpoint=f"localhost:{port}", ca_path=str(certificate)).fails(WRITE)
    assert error.error_code == "ClientError.Tls"
    assert tls_server.seen == []


def test_an_own_authority_can_be_given(
    tls_server: fake_http.FakeServer,
    bench: Callable[..., Bench],
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = bench(endpoint=tls_server.address, ca_path=str(certificate))
    for _turn in range(3):
        one.client.call(READ, {})
    assert {seen.connection for seen in tls_server.seen} == {1}
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    bench(endpoint=tls_server.address).client.call(READ, {})


@pytest.mark.filterwarnings("error:Unverified HTTPS")
def test_a_connection_without_checks_is_not_used_where_they_are_wanted(
    tls_server: fake_http.FakeServer, bench: Callable[..., Bench], certificate: Path
) -> None:
    bench(endpoint=tls_server.address, validate_certs=False).client.call(READ, {})
    assert bench(endpoint=tls_server.address).fails(READ).error_code == "ClientError.Tls"
    bench(endpoint=tls_server.address, ca_path=str(certificate)).client.call(READ, {})
    assert bench(endpoint=tls_server.address).fails(READ).error_code == "ClientError.Tls"


@pytest.mark.filterwarnings("error:Unverified HTTPS")
def test_checking_certificates_can_be_turned_off(tls_server: fake_http.FakeServer, bench: Callable[..., Bench]) -> None:
    bench(endpoint=tls_server.address, validate_certs=False).client.call(READ, {})


def test_authorities_that_cannot_be_loaded_are_named(bench: Callable[..., Bench], tmp_path: Path) -> None:
    (tmp_path / "bad.pem").write_text("no certificate")
    for name in ("bad.pem", "missing.pem"):
        error = bench(endpoint="127.0.0.1:9", ca_path=str(tmp_path / name)).fails(WRITE)
        assert error.error_code == "ClientError.Tls"
        assert name in error.message


def test_a_folder_of_authorities_can_be_given(tmp_path: Path) -> None:
    assert _transport.prepare_tls(str(tmp_path)).verify_mode is ssl.CERT_REQUIRED
    assert _transport.prepare_tls() is _transport.prepare_tls()
