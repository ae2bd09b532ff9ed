# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the client's connections: what is asked of the HTTP library, how many are kept, and for how long."""

from __future__ import annotations

import json
import socket
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _transport
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_address import Target
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_calls import Caller, request_of
from urllib3.exceptions import InsecureRequestWarning, SecurityWarning

pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")

READ, WRITE = "DescribeModelServiceGroups", "CreateModelService"


def client_of(address: str, **options: Any) -> Client:
    settings = {"timeout": 2.0, "rate_limit": 0, **options}
    config = ClientConfig("ap-guangzhou", endpoint=address, **settings)
    return Client(config, None, clock=fake_http.FakeClock())


@pytest.fixture
def client(server: fake_http.FakeServer) -> Iterator[Client]:
    made = client_of(f"http://{server.address}")
    yield made
    made.close()


def probe(client: Client, urls: list[str], calls: int) -> None:
    """Call these addresses as tione_probe does, one after the other."""
    target = Target(tuple(urls), None, frozenset())
    request = request_of({"body": None, "method": None, "headers": None, "call_timeout": 5.0}, None)
    with Caller(client, target, request) as caller:
        assert {call.outcome for call in caller.calls(calls, concurrency=1)} == {"200"}


def failure(client: Client, action: str = WRITE) -> Any:
    with pytest.raises(TencentCloudError) as caught:
        client.call(action, {})
    return caught.value


def test_a_request_has_the_headers_that_are_documented_and_no_others(
    server: fake_http.FakeServer, client: Client
) -> None:
    names: list[str] = []

    def answer(handler: fake_http.Handler) -> None:
        names.extend(handler.headers.keys())
        fake_http.reply()(handler)

    server.script = [answer]
    client.call(READ, {"A": [1, {"B": None}]})
    (seen,) = server.seen
    assert (seen.path, json.loads(seen.body)) == ("/", {"A": [1, {"B": None}]})
    assert seen.headers["accept-encoding"] == "identity"
    own = ("Action", "Language", "Region", "RequestClient", "Timestamp", "TraceId", "Version")
    usual = ("Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent")
    assert sorted(names) == sorted([*usual, *(f"X-TC-{name}" for name in own)])


class Recorder:
    """Connections that only write down how they are used."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def exchange(self, request: Any, timeout: tuple[float, float]) -> Any:
        self.sent.append({"method": request.method, "url": request.url, "timeout": timeout})
        raise ConnectionResetError(104, "Connection reset by peer")


def test_a_request_has_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(_transport, "new_connections", lambda config, urls: recorder)
    monkeypatch.setattr(_transport, "_KEPT", {})
    failure(client_of("tione.example.test", timeout=9, connect_timeout=4))
    assert recorder.sent == [{"method": "POST", "url": "https://tione.example.test/", "timeout": (4, 9)}]


def test_no_request_has_more_time_than_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(_transport, "new_connections", lambda config, urls: recorder)
    monkeypatch.setattr(_transport, "_KEPT", {})
    failure(client_of("tione.example.test", timeout=9, connect_timeout=4, deadline=3))
    assert recorder.sent[0]["timeout"] == (3, 3)


def test_a_broken_connection_names_action_and_address(server: fake_http.FakeServer, client: Client) -> None:
    server.script = [fake_http.reset]
    error = failure(client)
    assert error.message.startswith(f"{WRITE}: the connection to {server.address} broke")
    assert error.action == WRITE


def test_the_http_library_does_not_connect_again_on_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    client = client_of("http://127.0.0.1:9")
    failure(client)
    assert len(tried) == len(client.clock.sleeps) + 1 == 4  # type: ignore[attr-defined]


def test_as_many_connections_are_kept_as_threads_work(server: fake_http.FakeServer, client: Client) -> None:
    count = 12
    together = threading.Barrier(count)

    def answer(handler: fake_http.Handler) -> None:
        together.wait(5)
        fake_http.reply()(handler)

    for _turn in range(2):
        server.script = [answer] * count
        threads = [threading.Thread(target=client.call, args=(READ, {})) for _number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {seen.connection for seen in server.seen} == set(range(1, count + 1))


def test_a_connection_is_used_for_a_while_after_the_last_call(
    server: fake_http.FakeServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(_transport, "time", SimpleNamespace(monotonic=lambda: now))
    for idle in (0.0, 15.0, 15.0, 15.5):
        now += idle
        client.call(READ, {})
    assert [seen.connection for seen in server.seen] == [1, 1, 1, 2]


def test_a_call_of_a_service_without_a_token_takes_none_from_files_of_the_user(
    server: fake_http.FakeServer, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password hush", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server.script = [fake_http.reply()]
    probe(client, [f"http://{server.address}/"], 1)
    assert "authorization" not in server.seen[0].headers


def test_connections_to_every_host_are_kept(client: Client) -> None:
    servers = [fake_http.FakeServer() for _number in range(4)]
    try:
        probe(client, [f"http://{server.address}/" for server in servers], 12)
        assert [[seen.connection for seen in server.seen] for server in servers] == [[1, 1, 1]] * 4
    finally:
        for server in servers:
            server.stop()


@pytest.mark.parametrize(
    ("urls", "checks", "loads"),
    [
        (["https://h/"], True, True),
        (["HTTPS://h/"], True, True),
        (["http://h/", "https://h/"], True, True),
        (["https://h/"], False, False),
        (["http://https:80/"], True, False),
        ([], True, False),
    ],
)
def test_authorities_are_loaded_only_for_what_is_checked(
    monkeypatch: pytest.MonkeyPatch, urls: list[str], checks: bool, loads: bool
) -> None:
    loaded: list[str | None] = []
    monkeypatch.setattr(_transport, "prepare_tls", loaded.append)
    _transport.new_connections(ClientConfig("r", ca_path="/mine.pem", validate_certs=checks), urls)
    assert loaded == ["/mine.pem"] * loads


def test_only_who_checks_no_certificates_is_spared_the_warning_of_that() -> None:
    urls = ["https://h/"]
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        _transport.new_connections(ClientConfig("r"), urls)
        warnings.warn("checked", InsecureRequestWarning, stacklevel=1)
        _transport.new_connections(ClientConfig("r", validate_certs=False), urls)
        warnings.warn("unchecked", InsecureRequestWarning, stacklevel=1)
        warnings.warn("another one", SecurityWarning, stacklevel=1)
    assert [str(warning.message) for warning in shown] == ["checked", "another one"]


def settings_of(pools: Any) -> tuple[Any, Any]:
    """What connections of these pools know of certificates: a context, and whether they are demanded."""
    return pools.connection_pool_kw.get("ssl_context"), pools.connection_pool_kw.get("cert_reqs")


@pytest.mark.parametrize(
    ("url", "checks", "knows"),
    [
        ("https://h/", True, (True, None)),
        ("https://h/", False, (False, "CERT_NONE")),
        ("http://h/", True, (False, None)),
    ],
)
def test_certificates_are_checked_with_and_without_a_proxy_unless_that_is_turned_off(
    url: str, checks: bool, knows: tuple[bool, Any]
) -> None:
    connections = _transport.new_connections(ClientConfig("r", validate_certs=checks), [url])
    has_context, demands = knows
    wanted = (_transport.prepare_tls() if has_context else None, demands)
    assert settings_of(connections.poolmanager) == wanted
    assert settings_of(connections.proxy_manager_for("http://127.0.0.1:9")) == wanted


def test_a_missing_library_is_told_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_transport, "REQUESTS_IMPORT_ERROR", "No module named 'requests'")
    error = failure(client, READ)
    assert "library requests is missing" in error.message
    assert (error.library, error.trace) == ("requests", "No module named 'requests'")
    assert "Python interpreter" in error.hint


def test_a_body_is_read_in_pieces() -> None:
    pieces, asked = [b"a", b"b", b""], []

    def read(size: int, decode_content: bool) -> bytes:
        asked.append((size, decode_content))
        return pieces.pop(0)

    response: Any = SimpleNamespace(read1=read, read=None)
    assert list(_transport.chunks_of(response)) == [b"a", b"b"]
    assert asked == [(_transport.CHUNK, True)] * 3


def test_an_adapter_hands_on_what_else_it_is_given() -> None:
    context = _transport.prepare_tls()
    adapter = _transport.Connections({"ssl_context": context})
    adapter.init_poolmanager(1, 2, block=True)
    settings = adapter.poolmanager.connection_pool_kw
    assert (settings["ssl_context"], settings["block"], settings["maxsize"]) == (context, True, 2)
    settings = adapter.proxy_manager_for("http://127.0.0.1:9", assert_hostname="h").connection_pool_kw
    assert (settings["ssl_context"], settings["assert_hostname"]) == (context, "h")


@pytest.fixture
def proxied(server: fake_http.FakeServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of an address that only a proxy knows."""
    made: list[Client] = []

    def make(proxy: str, scheme: str = "http") -> Client:
        monkeypatch.setenv(f"{scheme}_proxy", proxy.format(address=server.address))
        made.append(client_of(f"{scheme}://tione.example.test", allow_http=True))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.mark.parametrize(
    ("proxy", "password"), [("http://user:hush@{address}", "Basic dXNlcjpodXNo"), ("{address}", None)]
)
def test_a_proxy_gets_the_whole_address_and_its_password(
    server: fake_http.FakeServer, proxied: Any, proxy: str, password: str | None
) -> None:
    proxied(proxy).call(READ, {})
    (seen,) = server.seen
    assert (seen.path, seen.headers["host"]) == ("http://tione.example.test/", "tione.example.test")
    assert seen.headers.get("proxy-authorization") == password


@pytest.mark.parametrize(
    ("proxy", "scheme", "retryable"),
    [
        ("http://user:hush@127.0.0.1:9", "http", True),
        ("http://user:hush@127.0.0.1:9", "https", True),
        ("http://user:hush@{address}", "https", True),  # the fake server knows no CONNECT
        ("http://", "http", False),
        ("gopher://user:hush@h", "http", False),
        ("http://user:hush@h:port", "http", False),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    proxied: Any, proxy: str, scheme: str, retryable: bool
) -> None:
    error = failure(proxied(proxy, scheme))
    assert (error.error_code, error.request_was_sent, error.retryable) == ("ClientError.Connection", False, retryable)
    assert "proxy" in error.hint
    assert "hush" not in f"{error}{error.__cause__}{error.__context__}"
