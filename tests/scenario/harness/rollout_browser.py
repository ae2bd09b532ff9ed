# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page as a real browser shows it: headless Chromium, driven through its DevTools protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from .outcome import Json

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
#: No screen, no sandbox (tests may run as root), and no connection that a page did not ask for.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
PATIENCE = 30.0
#: What a page says of its own layout: its width, that of the window, and what sticks out without a scroll bar of its own.
LAYOUT = """\
(() => {
  const scrolls = (one) => one && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  const out = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one.parentElement));
  return {page: document.documentElement.scrollWidth, window: innerWidth, out: out.map((one) => one.outerHTML.slice(0, 200)),
    back: getComputedStyle(document.body).backgroundColor, text: getComputedStyle(document.body).color};
})()
"""


@dataclass(frozen=True)
class View:
    """A window: its name, width and height, and whether its user likes it dark."""

    name: str
    width: int
    height: int
    dark: bool


@dataclass(frozen=True)
class Seen:
    """What a view showed: the picture, what the page says of its layout, and all addresses that were asked for."""

    picture: bytes
    layout: Json
    addresses: list[str]


def browser() -> str | None:
    """The program, if this machine has one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def look(page: Path, views: Iterable[View]) -> dict[str, Seen]:
    """How a page looks in each of some views, by their names."""
    with tempfile.TemporaryDirectory(prefix="browser-") as folder, _running(Path(folder)) as address:
        return asyncio.run(_look(address, page.as_uri(), list(views)))


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    """The address at which a browser takes commands, as long as it runs."""
    command = [str(browser()), *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as process:
        try:
            told, deadline = folder / "DevToolsActivePort", time.monotonic() + PATIENCE
            while not told.is_file() or len(told.read_text(encoding="utf-8").split()) < 2:
                assert process.poll() is None, "the browser did not start"
                assert time.monotonic() < deadline, "the browser takes no commands"
                time.sleep(0.05)
            port, path = told.read_text(encoding="utf-8").split()
            yield f"ws://127.0.0.1:{port}{path}"
        finally:
            process.terminate()
            process.wait(10)
            time.sleep(0.2)  # its children write into the folder until they have noticed


async def _look(address: str, url: str, views: list[View]) -> dict[str, Seen]:
    async with aiohttp.ClientSession() as session, session.ws_connect(address, max_msg_size=0) as socket:
        return {view.name: await asyncio.wait_for(_Page(socket).show(url, view), PATIENCE) for view in views}


class _Page:
    """One tab."""

    _numbers = itertools.count(1)

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._session: Json = {}
        self.events: list[Json] = []

    async def show(self, url: str, view: View) -> Seen:
        """Open an address in a view and look at it."""
        target = await self._say("Target.createTarget", url="about:blank")
        attached = await self._say("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = {"sessionId": attached["sessionId"]}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if view.dark else "light"}
        size = {"width": view.width, "height": view.height}
        for domain in ("Page", "Network"):
            await self._say(f"{domain}.enable")
        phone = view.width < view.height
        await self._say("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=phone)
        await self._say("Emulation.setEmulatedMedia", features=[scheme])
        await self._say("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            await self._hear()
        layout = await self._say("Runtime.evaluate", expression=LAYOUT, returnByValue=True)
        shot = await self._say("Page.captureScreenshot", captureBeyondViewport=True)
        requests = [event for event in self.events if event["method"] == "Network.requestWillBeSent"]
        addresses = [event["params"]["request"]["url"] for event in requests]
        return Seen(base64.b64decode(shot["data"]), layout["result"]["value"], addresses)

    async def _say(self, method: str, **params: Any) -> Json:
        """Send a command and wait for its answer."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params, **self._session})
        while True:
            answer = await self._hear()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    async def _hear(self) -> Json:
        message: Json = await self._socket.receive_json()
        if "method" in message:
            self.events.append(message)
        return message
