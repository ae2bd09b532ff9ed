# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pace of calls: one for all processes of a user on a machine, kept in small files under a lock.

The API counts the calls of an account to one action in one region. Forks and plays that run at the same time therefore
note in a common record when their calls begin, and plan the next one behind those. Where no such record can be had,
each process keeps its own.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import math
import os
import platform
import stat
import threading
import time
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Clock, Deadline, OutOfTimeError

fcntl: Any = None
with contextlib.suppress(ImportError):
    import fcntl

SHARE_OF_LIMIT = 0.95
LONGEST_PLAN = 60.0
LOOK_AGAIN = 1.0
LOCK_SECONDS = 1.0
LOCK_PAUSE = 0.001
FORGOTTEN = 3600.0
MOST_BYTES = 1024 * 1024
SUFFIX = ".turns"
FOLDER = "community.tencentcloud"
BOOT_ID = "/proc/sys/kernel/random/boot_id"

Turns = list[float]
Plan = Callable[[Turns], Turns]


def next_turn(recent: Sequence[float], now: float, rate: float, burst: int) -> float:
    """When the next call may begin, in seconds on the clock of `now`.

    `recent` are the turns so far in order, those to come included; what is older than window() may be missing. Nobody
    gets an earlier turn than who asked before.
    `rate` is in calls per second: no second has more turns than that, rounded up. After a rest `burst` calls may go at
    once; those that follow are spaced evenly, so that calls which arrive late do not meet too many that arrive in time.
    """
    most, span = _most(rate), window(rate)
    turn = max([now, *recent[-1:]])
    if sum(1 for start in recent if start > now - span) >= burst:
        turn = max(turn, recent[-1] + 1.0 / rate)
    if len(recent) >= most:
        turn = max(turn, recent[-most] + span)
    return turn


def window(rate: float) -> float:
    """The seconds over which turns are counted: at least one, and as many as a whole number of calls takes."""
    return _most(rate) / rate


def _most(rate: float) -> int:
    return math.ceil(rate)


def usable(turns: Turns, now: float, span: float) -> Turns:
    """The turns of the last `span` seconds and of the future, in order; none if they cannot be turns of this clock."""
    if not all(turn - now <= LONGEST_PLAN for turn in turns):  # not for NaN either
        return []
    return sorted(turn for turn in turns if turn > now - span)


class _Memory:
    """The turns of each action in this process."""

    def __init__(self) -> None:
        self._turns: dict[str, Turns] = {}
        self._lock = threading.Lock()

    def update(self, action: str, plan: Plan) -> None:
        """Replace the turns of an action by what `plan` makes of them; they stay if it raises something."""
        with self._lock:
            self._turns[action] = plan(self._turns.get(action, []))


class _Record:
    """The turns of each action in a file that other processes use too."""

    def __init__(self, owner: Sequence[str]) -> None:
        """`owner` says whose calls are counted together; it stands in the names of the files as a digest."""
        self._owner = owner
        self._folder = ""

    def update(self, action: str, plan: Plan) -> None:
        """Replace the turns of an action by what `plan` makes of them; they stay if it raises something.

        Raises OSError if the file cannot be had.
        """
        with _locked(self._path(action)) as descriptor:
            old = os.read(descriptor, MOST_BYTES)
            new = array("d", plan(_decoded(old))).tobytes()
            os.pwrite(descriptor, new, 0)
            if len(new) < len(old):
                os.ftruncate(descriptor, len(new))

    def _path(self, action: str) -> str:
        self._folder = self._folder or _own_folder()
        words = "\0".join([_clock_name(), *self._owner, action])
        return os.path.join(self._folder, hashlib.sha256(words.encode()).hexdigest()[:32] + SUFFIX)


def _decoded(content: bytes) -> Turns:
    """The turns in a file; none if it is broken."""
    turns = array("d")
    with contextlib.suppress(ValueError):
        turns.frombytes(content)
    return turns.tolist()


@functools.lru_cache(maxsize=1)
def _clock_name() -> str:
    """What tells this clock from those of other machines, which may share a home, and from that before a reboot."""
    try:
        with open(BOOT_ID, encoding="utf-8") as file:
            return file.read().strip()
    except (OSError, ValueError):
        return platform.node()


def _own_folder() -> str:
    """The folder for the files, made if need be. Raises OSError if there is none that belongs to this user alone."""
    if fcntl is None:
        raise OSError("This system has no locks.")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    home = os.path.expanduser(os.environ.get("ANSIBLE_HOME") or os.path.join("~", ".ansible"))
    above = [runtime] if _is_own(runtime) else [home, os.path.join(home, "tmp")]
    folders = [*above, os.path.join(above[-1], FOLDER)]
    for folder in folders:
        if not _is_own(folder):
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder, 0o700)
            if not _is_own(folder):
                raise PermissionError(f"{folder} is not a folder of this user.")
    return folders[-1]


def _is_own(folder: str) -> bool:
    try:
        status = os.stat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()


@contextlib.contextmanager
def _locked(path: str) -> Iterator[int]:
    """A descriptor of the file that nobody else holds. Raises OSError if it cannot be had soon."""
    descriptor = _opened(path)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            raise PermissionError(f"{path} is not a file of this user.")
        _lock(descriptor)
        try:
            yield descriptor
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing is not enough if another thread has forked meanwhile
    finally:
        os.close(descriptor)


def _opened(path: str) -> int:
    flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        _sweep(os.path.dirname(path))
        return os.open(path, flags | os.O_CREAT, 0o600)


def _lock(descriptor: int) -> None:
    """Lock a file. Raises OSError if somebody holds the lock all the time: a process that is stopped, for instance."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > end:
                raise
        time.sleep(LOCK_PAUSE)


def _sweep(folder: str) -> None:
    """Remove files that have not been used for an hour: after a minute they say nothing any more."""
    latest = time.time() - FORGOTTEN
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and entry.stat(follow_symlinks=False).st_mtime < latest:
                os.unlink(entry.path)


class RateLimiter:
    """Paces the calls of each action so that no second has more of them than the API allows. Threads may share it."""

    def __init__(self, limit: float, clock: Clock, owner: Sequence[str] | None = None) -> None:
        """`limit` in calls per second for each action, 0 is off. A margin below the limit is kept.

        `owner` names whose calls count together, in all processes of this machine; None: those made through this object.
        With an owner the clock must be the machine's.
        """
        self._rate = limit * SHARE_OF_LIMIT
        self._burst = max(1, int(self._rate / 2))
        self._clock = clock
        self._memory = _Memory()
        self._store: _Memory | _Record = self._memory if owner is None else _Record(owner)

    def acquire(self, action: str, deadline: Deadline) -> None:
        """Wait for this call's turn. Raises OutOfTimeError, and takes no turn, if that would come after the deadline."""
        pause = math.inf
        while self._rate > 0 and pause > LONGEST_PLAN:
            pause = self._reserve(action, deadline)
            self._clock.sleep(pause if pause <= LONGEST_PLAN else max(LOOK_AGAIN, pause - LONGEST_PLAN))

    def _reserve(self, action: str, deadline: Deadline) -> float:
        """Seconds until the turn. It is taken, unless it is so far ahead that the call has to ask again."""
        pause = 0.0

        def plan(turns: Turns) -> Turns:
            nonlocal pause
            now = self._clock.monotonic()
            recent = usable(turns, now, window(self._rate))
            turn = next_turn(recent, now, self._rate, self._burst)
            pause = turn - now
            if pause > deadline.remaining():
                raise OutOfTimeError(action, deadline)
            return [*recent, turn] if pause <= LONGEST_PLAN else recent

        try:
            self._store.update(action, plan)
        except OSError:
            self._store = self._memory
            self._store.update(action, plan)
        return pause
