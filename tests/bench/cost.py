# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a command and counting what it took: CPU time of the process and all its children, and wall time."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TAIL = 3000
KIB = 1024


class BenchError(Exception):
    """What was to be measured did not do its work, so that figures would mean nothing."""


@dataclass(frozen=True)
class Cost:
    """Seconds, and the bytes that the largest process had at its peak."""

    cpu: float
    wall: float
    peak: int

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.cpu - other.cpu, self.wall - other.wall, self.peak)

    def __truediv__(self, parts: float) -> Cost:
        return Cost(self.cpu / parts, self.wall / parts, self.peak)


def cost(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Cost:
    """What a command takes. Raises BenchError, with the end of what it said, if it fails."""
    log = folder / "output.log"
    with log.open("w", encoding="utf-8") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        status, usage = os.wait4(process.pid, 0)[1:]  # usage includes the children that it has waited for
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")
        raise BenchError(f"{' '.join(command)} ended with status {process.returncode}:\n{said[-TAIL:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * KIB)
