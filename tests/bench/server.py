# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The emulator in a process of its own, so that its work does not count as a client's, and its control addresses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from .cost import BenchError

TESTS = Path(__file__).resolve().parents[1]
PATIENCE = 120


class Server:
    """``with Server(seed) as server:`` ``seed`` is the name of one of the emulator's seeds or the path of a file."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._process: subprocess.Popen[str] | None = None
        self.url = ""
        #: What a client's environment needs.
        self.env: dict[str, str] = {}

    def __enter__(self) -> Server:
        command = [sys.executable, "-m", "emulator", "--seed", self._seed]
        environment = {**os.environ, "PYTHONPATH": str(TESTS)}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        self.url = self._line().split()[-1]
        while "TENCENTCLOUD_REGION" not in self.env:
            name, value = self._line().split()[-1].split("=", 1)
            self.env[name] = value
        return self

    def _line(self) -> str:
        """The next line that the emulator prints. Raises BenchError if it has ended."""
        line = self._process.stdout.readline() if self._process and self._process.stdout else ""
        if not line:
            raise BenchError("The emulator did not start.")
        return line

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def control(self, method: str, address: str, body: Any = None) -> Any:
        """One request to a control address; the JSON that answers it."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_emulator/{address}", data, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=PATIENCE) as response:
            return json.load(response)

    def settle(self, delay: float, limit: int | None, *, fresh: bool) -> None:
        """Answer late by ``delay`` seconds, and refuse requests beyond ``limit`` a second; ``fresh``: start anew."""
        if fresh:
            self.control("POST", "reset", {"seed": self._seed})
        self.control("DELETE", "faults")
        self.control("POST", "behaviour", {"rate_limit": limit})
        if delay:
            self.control("POST", "faults", {"kind": "slow", "action": "*", "seconds": delay, "times": None})

    def forget(self) -> None:
        """Empty the journal."""
        self.control("DELETE", "journal")

    def journal(self) -> list[dict[str, Any]]:
        """Every request since then."""
        entries: list[dict[str, Any]] = self.control("GET", "journal")
        return entries
