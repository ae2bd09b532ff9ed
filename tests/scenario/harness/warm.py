# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that are warm: a server has imported what every run imports, and forks for each.

Starting Python and importing ansible-core takes most of the time of a task, and of a small play.

For modules Ansible is given the script `python` in a folder instead of an interpreter; it hands its arguments,
environment and streams over to a server, which runs the module that Ansible has shipped. Programs of Ansible are run by
a server that has read their configuration. The collection's own code is imported from where it is, as ever.
"""

from __future__ import annotations

import array
import contextlib
import functools
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

LIBRARIES = ("requests", "jmespath", "configparser")
FOR_MODULES = ("ansible.module_utils.basic", "ansible.module_utils.common.arg_spec", *LIBRARIES)
FOR_PROGRAMS = (
    "ansible.cli.playbook",
    "ansible.executor.playbook_executor",
    "ansible.executor.task_executor",
    "ansible.module_utils.common.arg_spec",
    "ansible.plugins.callback",
    "ansible.plugins.strategy",
    "cryptography.hazmat.backends.openssl",
    *LIBRARIES,
)
KINDS = ("become", "cache", "callback", "connection", "inventory", "shell")
ROOT = Path(__file__).resolve().parents[3]
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
    with _server(folder, FOR_MODULES) as address:
        (folder / "client.py").write_text(CLIENT.format(socket=str(address)), encoding="utf-8")
        script = folder / "python"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{folder}/client.py" "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        yield script


@dataclass(frozen=True)
class Programs:
    """Runs programs of Ansible that read their configuration from one environment."""

    address: Path
    environment: Mapping[str, str]

    def suit(self, variables: Mapping[str, str]) -> bool:
        """Whether a run in this environment would read the same configuration."""
        return _configuring(variables) == _configuring(self.environment)

    def run(self, command: list[str], variables: Mapping[str, str], folder: Path, timeout: float) -> str:
        """What a program prints, on whichever stream.

        :raises TimeoutError: it takes longer than so many seconds
        """
        message = json.dumps([command, dict(variables), str(folder)]).encode()
        with tempfile.TemporaryFile() as output, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
            server.settimeout(timeout)
            server.connect(str(self.address))
            with open(os.devnull, "rb") as nothing:
                streams = array.array("i", [nothing.fileno(), output.fileno(), output.fileno()])
                head = len(message).to_bytes(4, "big")
                server.sendmsg([head], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
            server.sendall(message)
            server.recv(1)
            output.seek(0)
            return output.read().decode("utf-8")


def _configuring(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables that Ansible reads when it starts. Its file of settings differs in the folders that it names."""
    names = [
        name
        for name in variables
        if name.startswith(("ANSIBLE_", "LC_", "PATH", "PYTHON")) and name != "ANSIBLE_CONFIG"
    ]
    return {name: variables[name] for name in names}


@contextlib.contextmanager
def programs(folder: Path, environment: Mapping[str, str]) -> Iterator[Programs]:
    """Programs that are warm, in an empty folder, as long as the context lasts."""
    with _server(folder, (*FOR_PROGRAMS, *_actions()), environment) as address:
        yield Programs(address, environment)


@contextlib.contextmanager
def _server(folder: Path, names: tuple[str, ...], environment: Mapping[str, str] | None = None) -> Iterator[Path]:
    address = folder / "s"
    server = subprocess.Popen([sys.executable, __file__, str(address), *names], env=environment)
    try:
        while not address.exists():
            assert server.poll() is None, "the server did not start"
            time.sleep(0.02)
        yield address
    finally:
        server.terminate()
        server.wait()


def serve(address: str, names: list[str]) -> NoReturn:
    """Import, listen, and fork for each connection."""
    plugins = [name for name in names if name.startswith("ansible_collections.")]
    _import([name for name in names if name not in plugins])
    if plugins:
        _import_plugins(plugins)
    gc.collect()
    gc.freeze()  # what has been imported is not looked through again in each process
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


def _import(names: list[str]) -> None:
    """Import what there is."""
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _import_plugins(names: list[str]) -> None:
    """Import plugins of the collection, and have Ansible read what the settings of its own ones are.

    Ansible's importer of collections goes away again: programs install one themselves.
    """
    finder = importlib.import_module("ansible.utils.collection_loader._collection_finder")
    finder._meta_yml_to_dict = functools.cache(finder._meta_yml_to_dict)
    loaders = importlib.import_module("ansible.plugins.loader")
    loaders.init_plugin_loader()
    for kind in KINDS:
        list(getattr(loaders, f"{kind}_loader").all(class_only=True))
    _import(names)
    finder._AnsibleCollectionFinder._remove()


def _actions() -> list[str]:
    """The action plugins of the collection, which import all that its modules need."""
    plugins = "ansible_collections.community.tencentcloud.plugins"
    return sorted(f"{plugins}.action.{file.stem}" for file in (ROOT / "plugins" / "action").glob("tione_*.py"))


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
    serve(sys.argv[1], sys.argv[2:])
