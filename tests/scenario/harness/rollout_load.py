# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A load generator, run as a program: calls an address until its input ends, then prints what came of its calls.

It makes no more than LARGEST calls, and none after LONGEST seconds.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

CALLERS = 4
PAUSE = 0.01
LARGEST, LONGEST = 20000, 120.0


class Load:
    """Calls by several callers at once, each over connections of its own."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self.answers: Counter[str] = Counter()
        self.lost: list[str] = []
        self.made = 0

    def run(self) -> None:
        """Call until the input ends."""
        callers = [threading.Thread(target=self._call, daemon=True) for _number in range(CALLERS)]
        for caller in callers:
            caller.start()
        print("calling", flush=True)
        sys.stdin.read()
        self._ended.set()
        for caller in callers:
            caller.join(30)

    def _call(self) -> None:
        connection = http.client.HTTPConnection(self._address.netloc, timeout=10)
        deadline = time.monotonic() + LONGEST
        while not self._ended.wait(PAUSE) and time.monotonic() < deadline and self.made < LARGEST:
            try:
                connection.request("POST", f"{self._address.path}/v1/chat", body=b'{"question": "How are you?"}')
                reply = connection.getresponse()
                self._note(reply.status, reply.read())
            except (OSError, http.client.HTTPException) as error:
                self._note(0, repr(error).encode())
                connection.close()

    def _note(self, status: int, body: bytes) -> None:
        with self._lock:
            self.made += 1
            if status == 200:
                self.answers[json.loads(body)["service_id"]] += 1
            else:
                self.lost.append(f"{status} {body.decode(errors='replace')[:200]}")


if __name__ == "__main__":
    load = Load(sys.argv[1])
    load.run()
    print(json.dumps({"made": load.made, "answers": load.answers, "lost": load.lost}), flush=True)
