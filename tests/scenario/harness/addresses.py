# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other addresses than the emulator's own: one behind TLS, and one that accepts no connection."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from emulator.server import Emulator
from emulator.transport import Transport

HOST = "127.0.0.1"
#: More than fit into the queue of a listener that wants none.
CALLERS = 8


@contextlib.contextmanager
def behind_tls(emulator: Emulator, certificate: Path) -> Iterator[str]:
    """The URL of the emulator behind TLS, with a certificate that has signed itself and is written to a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.write_bytes(_certificate())
    context.load_cert_chain(certificate)
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(Transport(emulator.cloud).application(), access_log=None, shutdown_timeout=0.2)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(_serve(runner, context), loop).result(timeout=10)
        yield f"https://{HOST}:{runner.addresses[0][1]}"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _serve(runner: web.AppRunner, context: ssl.SSLContext) -> None:
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=context).start()


def _certificate() -> bytes:
    """A key and its certificate, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "emulator")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(hours=1))
    builder = builder.not_valid_after(now + datetime.timedelta(hours=1))
    builder = builder.add_extension(address, critical=False)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return private + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@contextlib.contextmanager
def that_never_accepts() -> Iterator[str]:
    """The URL of a listener whose queue is full: connections to it are neither made nor refused."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind((HOST, 0))
        listener.listen(0)
        for _number in range(CALLERS):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield f"http://{HOST}:{listener.getsockname()[1]}"
