# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Python interpreter that is warm: it forks a process that has imported what every module imports.

Starting Python and importing ansible-core's part of a module takes most of the time of a task. Ansible is given the
script `python` in a folder instead; it hands its arguments, environment and streams over to a server, which forks and
runs the module that Ansible has shipped. The collection's own code is imported from there, as ever.
"""

from __future__ import annotations

import array
import contextlib
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

PRELOADED = (
    "ansible.module_utils.basic",
    "ansible.module_utils.common.arg_spec",
    "requests",
    "jmespath",
    "configparser",
)
STREAMS = 3
LARGEST = 1 << 20
CLIENT = """\
import array, json, os, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.connect({socket!r})
message = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
streams = array.array("i", [0, 1, 2])
server.sendmsg([len(message).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
server.sendall(message)
status = server.recv(1)
sys.exit(status[0] if status else 70)
"""


@contextlib.contextmanager
def interpreter(folder: Path) -> Iterator[Path]:
    """The path of a warm interpreter in an empty folder, as long as the context lasts."""
    address = folder / "s"
    (folder / "client.py").write_text(CLIENT.format(socket=str(address)), encoding="utf-8")
    script = folder / "python"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{folder}/client.py" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    server = subprocess.Popen([sys.executable, __file__, str(address)])
    try:
        while not address.exists():
            assert server.poll() is None, "the warm interpreter did not start"
            time.sleep(0.02)
        yield script
    finally:
        server.terminate()
        server.wait()


def serve(address: str) -> NoReturn:
    """Import, listen, and fork for each connection."""
    for name in PRELOADED:
        importlib.import_module(name)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(address + ".new")
    listener.listen(64)
    os.rename(address + ".new", address)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _peer = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(connection)
        connection.close()


def _answer(connection: socket.socket) -> NoReturn:
    status = 1
    try:
        status = _run(*_receive(connection))
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        connection.sendall(bytes([status & 0xFF]))
        os._exit(status)


def _receive(connection: socket.socket) -> tuple[list[str], dict[str, str], str]:
    streams = array.array("i")
    head, rights, _flags, _address = connection.recvmsg(4, socket.CMSG_LEN(STREAMS * streams.itemsize))
    for _level, _kind, data in rights:
        streams.frombytes(data[: len(data) - len(data) % streams.itemsize])
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    length = int.from_bytes(head, "big")
    assert length < LARGEST
    message = b""
    while len(message) < length:
        message += connection.recv(length - len(message))
    arguments, environment, folder = json.loads(message)
    return arguments, environment, folder


def _run(arguments: list[str], environment: dict[str, str], folder: str) -> int:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = arguments
    try:
        runpy.run_path(arguments[0], run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


if __name__ == "__main__":
    serve(sys.argv[1])
