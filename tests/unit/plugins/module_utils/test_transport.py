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

    def send(self, request: Any, **options: Any) -> Any:
        self.sent.append({"method": request.method, "url": request.url, **options})
        raise ConnectionResetError(104, "Connection reset by peer")


@pytest.mark.parametrize("checks", [True, False])
def test_a_request_has_a_time_and_checks(monkeypatch: pytest.MonkeyPatch, checks: bool) -> None:
    recorder = Recorder()
    monkeypatch.setattr(_transport, "new_connections", lambda config, urls: recorder)
    monkeypatch.setattr(_transport, "_KEPT", {})
    failure(client_of("tione.example.test", timeout=9, connect_timeout=4, validate_certs=checks))
    assert recorder.sent == [
        {
            "method": "POST",
            "url": "https://tione.example.test/",
            "stream": True,
            "timeout": (4, 9),
            "verify": checks,
            "proxies": {},
        }
    ]


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


def test_certificates_are_left_to_the_context_where_there_is_one(tmp_path: Path) -> None:
    mine = tmp_path / "mine.pem"
    mine.touch()
    connection = SimpleNamespace(cert_reqs=None, ca_certs=None)
    _transport.Connections(_transport.prepare_tls()).cert_verify(connection, "https://h", True, str(mine))
    assert vars(connection) == {"cert_reqs": None, "ca_certs": None}
    _transport.Connections(None).cert_verify(connection, "https://h", True, str(mine))
    assert (connection.cert_reqs, connection.cert_file) == ("CERT_REQUIRED", str(mine))
    _transport.Connections(None).cert_verify(connection, "https://h", False, None)
    assert connection.cert_reqs == "CERT_NONE"


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

    response: Any = SimpleNamespace(raw=SimpleNamespace(read1=read, read=None))
    assert list(_transport.chunks_of(response)) == [b"a", b"b"]
    assert asked == [(_transport.CHUNK, True)] * 3


def test_an_adapter_hands_on_what_else_it_is_given() -> None:
    context = _transport.prepare_tls()
    adapter = _transport.Connections(context)
    adapter.init_poolmanager(1, 2, block=True)
    settings = adapter.poolmanager.connection_pool_kw
    assert (settings["ssl_context"], settings["block"], settings["maxsize"]) == (context, True, 2)
    settings = adapter.proxy_manager_for("http://127.0.0.1:9", assert_hostname="h").connection_pool_kw
    assert (settings["ssl_context"], settings["assert_hostname"]) == (context, "h")
