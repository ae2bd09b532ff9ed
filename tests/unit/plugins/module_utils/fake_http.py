# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that tests wind, and a web server that answers from a script, for the tests of the client."""

from __future__ import annotations

import itertools
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Clock

START = 1_700_000_000.0
Answer = Callable[["Handler"], None]


class FakeClock(Clock):
    """Time passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return self.elapsed

    def time(self) -> float:
        return START + self.elapsed

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.sleeps.append(seconds)
            self.elapsed += seconds


@dataclass(frozen=True)
class Seen:
    """A request as the server got it."""

    connection: int
    headers: Mapping[str, str]
    body: bytes
    path: str = "/"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: FakeServer

    def setup(self) -> None:
        super().setup()
        self.number = next(self.server.connections)

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.seen = Seen(self.number, headers, body, self.path)
        self.server.seen.append(self.seen)
        script = self.server.script
        (script.pop(0) if script else reply())(self)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""

    def write(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class FakeServer(ThreadingHTTPServer):
    """Answers in the order of `script`, then with empty successes; `seen` holds the requests.

    `closed` counts the connections that it has closed.
    """

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.script: list[Answer] = []
        self.seen: list[Seen] = []
        self.connections = itertools.count(1)
        self.closed = threading.Semaphore(0)
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.closed.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be quiet about connections that tests break."""


_numbers = itertools.count(1)


def reply(members: Mapping[str, Any] | None = None, **headers: str) -> Answer:
    """A success with these members and a request id."""
    document = {"Response": {"RequestId": f"id-{next(_numbers)}", **(members or {})}}
    return raw(json.dumps(document).encode(), **headers)


def error(code: str, message: str = "No.", **headers: str) -> Answer:
    """An error of the API, inside a reply with status 200."""
    return reply({"Error": {"Code": code, "Message": message}}, **headers)


def raw(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Any body; headers with _ for -."""
    named = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Date": formatdate(START)}
    named.update({name.replace("_", "-"): value for name, value in headers.items()})

    def answer(handler: Handler) -> None:
        handler.write(status, body, named)

    return answer


def reset(handler: Handler) -> None:
    """Break the connection after the request was read."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Answer as usual, and close the connection without a word about it."""
    reply()(handler)
    handler.close_connection = True


def cut(body: bytes, promised: int) -> Answer:
    """Promise more than is sent, then close."""

    def answer(handler: Handler) -> None:
        handler.write(200, body, {"Content-Length": str(promised)})
        handler.close_connection = True

    return answer


def cut_chunks(body: bytes) -> Answer:
    """Send one chunk and close without the last one."""

    def answer(handler: Handler) -> None:
        chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n"
        handler.write(200, chunk, {"Transfer-Encoding": "chunked"})
        handler.close_connection = True

    return answer


def silence(handler: Handler) -> None:
    """Never answer."""
    handler.connection.settimeout(5)
    handler.rfile.read(1)
    handler.close_connection = True
