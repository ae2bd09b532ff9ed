# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the containers of a version print, told from its history: who says what in which phase is a table."""

from __future__ import annotations

import hashlib
import math
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from . import history
from .clock import utc_text
from .description import Json
from .lifecycle import FAILURES
from .pods import pod_name
from .state import Version, Visit

NANO = 1_000_000_000
#: Nanoseconds between two lines that are printed together.
STEP = 1_000_000


@dataclass(frozen=True)
class Script:
    """Lines (stream, text) that the pods of a cast print at the beginning of a phase, or again and again."""

    cast: str
    lines: tuple[tuple[str, str], ...]
    #: Seconds between repetitions; 0 is once.
    every: float = 0.0
    #: Repetitions begin that many seconds into the phase.
    after: float = 0.0


@dataclass(frozen=True)
class Line:
    """One printed line; ``moment`` in nanoseconds."""

    moment: int
    identity: str
    pod: str
    stream: str
    text: str

    @property
    def key(self) -> tuple[int, str]:
        """What lines are ordered by."""
        return (self.moment, self.identity)

    def shown(self) -> Json:
        """LogIdentity as replies show it."""
        seconds, rest = divmod(self.moment, NANO)
        return {
            "Id": self.identity,
            "Message": self.text,
            "PodName": self.pod,
            "Timestamp": f"{utc_text(seconds)[:-1]}.{rest:09d}Z",
            "PkgId": f"{self.identity[:8].upper()}-{seconds:X}",
            "PkgLogId": str(int(self.identity[-4:], 16)),
        }


_BOOT = Script(
    "new",
    (
        ("stdout", "INFO: Loading the model from /data/model"),
        ("stdout", "INFO: The model is loaded"),
        ("stdout", "INFO: Application startup complete"),
    ),
)
_HEALTH = (("stdout", 'INFO: 10.0.0.1 - "GET /health HTTP/1.1" 200 OK'),)


def _beat(cast: str) -> Script:
    return Script(cast, _HEALTH, every=60, after=30)


_CRASH = Script(
    "failing",
    (
        ("stdout", "INFO: Loading the model from /data/model"),
        ("stderr", "Traceback (most recent call last):"),
        ("stderr", '  File "/app/serve.py", line 42, in main'),
        ("stderr", "RuntimeError: the model could not be loaded"),
        ("stderr", "infer exited with code 1: {reason}"),
    ),
    every=300,
)
_END = Script("all", (("stdout", "INFO: Received SIGTERM"), ("stdout", "INFO: Application shutdown complete")))

#: Scene -> what is printed in it. A scene is a phase, or what fails in the phase ``abnormal``.
SCENES: Mapping[str, tuple[Script, ...]] = {
    "normal": (_BOOT, _beat("all")),
    "settling": (_beat("old"),),
    "rolling": (_beat("old"),),
    "stopping": (_END,),
    "CrashLoopBackOff": (_CRASH, _beat("healthy")),
    "ImagePullBackOff": (_beat("healthy"),),
}


def lines(version: Version, window: tuple[float, float], now: float, wanted: Callable[[str], bool]) -> Iterator[Line]:
    """The lines between two moments of the pods whose names are wanted, in no particular order."""
    for visit in history.visits(version, now):
        failing = visit.phase == "abnormal" and visit.failure
        scene = FAILURES[visit.failure.kind].container if failing and visit.failure else visit.phase
        for script in SCENES.get(scene, ()):
            names = {pod_name(version, *member) for member in history.CASTS[script.cast](visit)}
            for pod in filter(wanted, names):
                for moment in _moments(script, visit, window):
                    yield from _said(script, visit, pod, moment)


def _moments(script: Script, visit: Visit, window: tuple[float, float]) -> Iterator[float]:
    """When a script is played: from the beginning of the phase, or of the window, to the end of either."""
    begin = visit.since + script.after
    end = min(visit.until, window[1])
    if not script.every:
        yield from [begin] if begin <= end else []
        return
    first = max(0, math.floor((window[0] - begin) / script.every))
    last = math.floor((end - begin) / script.every)
    for number in range(first, last + 1):
        yield begin + number * script.every


def _said(script: Script, visit: Visit, pod: str, moment: float) -> Iterator[Line]:
    reason = visit.failure.reason if visit.failure else ""
    for index, (stream, text) in enumerate(script.lines):
        digest = hashlib.sha256(f"{pod} {moment:.3f} {stream} {index}".encode()).hexdigest()
        nanoseconds = int(moment * 1000) * (NANO // 1000) + index * STEP + int(digest[:4], 16)
        yield Line(nanoseconds, str(uuid.UUID(digest[:32])), pod, stream, text.replace("{reason}", reason))
