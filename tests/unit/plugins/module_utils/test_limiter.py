# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the pace: the rule itself, and the record of turns that processes share."""

from __future__ import annotations

import bisect
import fcntl
import itertools
import math
import multiprocessing
import os
import signal
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _limiter
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import (
    SYSTEM_CLOCK,
    Clock,
    Deadline,
    OutOfTimeError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._limiter import RateLimiter, next_turn
from fake_http import FakeClock
from hypothesis import example, given, settings
from hypothesis import strategies as st

READ = "DescribeModelServiceGroups"
OWNER = ("AKIDsecretid", "tencentcloudapi.com", "ap-guangzhou")
PROCESSES = multiprocessing.get_context("fork")

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the records of a test are."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / _limiter.FOLDER


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.turns"))


def turns(file: Path) -> list[float]:
    content = file.read_bytes()
    return list(struct.unpack(f"{len(content) // 8}d", content))


def acquired(limiter: RateLimiter, clock: FakeClock, calls: int, gap: float = 0.0) -> list[float]:
    """When calls begin that follow each other after `gap` seconds."""
    times = []
    for _turn in range(calls):
        limiter.acquire(READ, Deadline(clock, None))
        times.append(clock.elapsed)
        clock.elapsed += gap
    return times


# The rule


def planned(limit: int, arrivals: list[float]) -> list[float]:
    """The turns of calls that ask at these times, which are in order."""
    rate, found = 0.95 * limit, []
    for now in arrivals:
        recent = [turn for turn in found if turn > now - _limiter.window(rate)]
        found.append(next_turn(recent, now, rate, max(1, int(rate / 2))))
    return found


def most_in_a_second(times: list[float]) -> int:
    return max(bisect.bisect_left(times, begin + 1 - 1e-9) - number for number, begin in enumerate(times))


@example(limit=7, gaps=[0.0, 1.0, 0.0, 0.125])
@given(limit=st.integers(1, 60), gaps=st.lists(st.floats(0, 2) | st.just(0.0) | st.floats(0, 0.01), max_size=200))
def test_no_second_has_more_turns_than_the_rate_and_none_is_early(limit: int, gaps: list[float]) -> None:
    arrivals = list(itertools.accumulate([1000.0, *gaps]))
    found = planned(limit, arrivals)
    assert most_in_a_second(found) <= math.ceil(0.95 * limit) <= limit
    assert found == sorted(found)
    assert all(turn >= asked for turn, asked in zip(found, arrivals, strict=True))


@settings(max_examples=30)
@given(limit=st.integers(1, 60))
def test_calls_that_queue_get_the_whole_rate(limit: int) -> None:
    found = planned(limit, [0.0] * (4 * limit))
    assert all(turn <= number / (0.95 * limit) + 1e-9 for number, turn in enumerate(found))


@pytest.mark.parametrize("late", [0.05, 0.1, 0.2, 0.3])
@pytest.mark.parametrize("limit", [20, 40, 50, 100])
def test_a_burst_that_arrives_late_does_not_fill_a_second_beyond_the_limit(limit: int, late: float) -> None:
    found = planned(limit, [0.0] * (4 * limit))
    arrivals = sorted(turn + late if turn == 0 else turn for turn in found)
    assert most_in_a_second(arrivals) <= limit


def test_after_a_rest_half_of_a_second_goes_at_once() -> None:
    clock = FakeClock()
    limiter = RateLimiter(20, clock)
    for begin in (0.0, 100.0):
        clock.elapsed = begin
        times = [turn - begin for turn in acquired(limiter, clock, 60)]
        assert times[:9] == [0.0] * 9
        assert times[9:19] == pytest.approx([number / 19 for number in range(1, 11)])
        assert times[19:] == pytest.approx([1 + number / 19 for number in range(41)])


def test_slow_calls_do_not_wait() -> None:
    clock = FakeClock()
    acquired(RateLimiter(20, clock), clock, 50, gap=0.06)
    assert clock.sleeps == []


def test_actions_are_paced_apart_and_zero_is_off(folder: Path) -> None:
    clock = FakeClock()
    limiter = RateLimiter(1, clock, OWNER)
    for action in ("A", "B", "C"):
        limiter.acquire(action, Deadline(clock, None))
    assert len(files(folder)) == 3
    assert acquired(RateLimiter(0, clock, ("other",)), clock, 100)[-1] == 0
    assert len(files(folder)) == 3
    assert clock.sleeps == []


def test_a_turn_after_the_deadline_is_not_taken(folder: Path) -> None:
    clock = FakeClock()
    limiter = RateLimiter(1, clock, OWNER)
    limiter.acquire(READ, Deadline(clock, None))
    (file,) = files(folder)
    before = file.read_bytes()
    for _turn in range(3):
        with pytest.raises(OutOfTimeError, match=f"{READ} was not sent"):
            limiter.acquire(READ, Deadline(clock, 1))
    assert file.read_bytes() == before
    assert clock.sleeps == []


@pytest.mark.parametrize("owner", [None, OWNER])
def test_nobody_plans_further_than_a_minute(owner: Any) -> None:
    clock = FakeClock()
    real_sleep, awake = clock.sleep, clock.elapsed

    def queue(seconds: float) -> None:
        """Let everybody ask at the beginning."""
        real_sleep(seconds)
        sleeps.append(seconds)
        clock.elapsed = awake

    sleeps: list[float] = []
    clock.sleep = queue  # type: ignore[method-assign]
    limiter = RateLimiter(1, clock, owner)
    for _turn in range(57):
        limiter.acquire(READ, Deadline(clock, None))
    assert max(sleeps) == pytest.approx(56 / 0.95)
    clock.sleep = real_sleep  # type: ignore[method-assign]
    limiter.acquire(READ, Deadline(clock, None))
    assert clock.sleeps[-2:] == pytest.approx([1.0, 57 / 0.95 - 1.0])


# The record


def test_limiters_of_one_owner_share_their_turns() -> None:
    clock = FakeClock()
    limiters = [RateLimiter(20, clock, OWNER) for _turn in range(4)]
    times = [acquired(limiter, clock, 1)[0] for _turn in range(25) for limiter in limiters]
    alone = FakeClock()
    assert times == acquired(RateLimiter(20, alone), alone, 100)


def test_a_file_holds_what_is_still_of_use_and_is_for_nobody_else(folder: Path) -> None:
    clock = FakeClock()
    clock.elapsed = 50.0
    limiter = RateLimiter(20, clock, OWNER)
    acquired(limiter, clock, 100)
    (file,) = files(folder)
    assert 19 <= len(turns(file)) <= 20
    clock.elapsed = 60.0
    acquired(limiter, clock, 1)
    assert turns(file) == [60.0]
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize(
    "other",
    [("AKIDother", *OWNER[1:]), (OWNER[0], "127.0.0.1:80", OWNER[2]), (*OWNER[:2], "ap-shanghai")],
)
def test_others_are_paced_apart_and_names_tell_nothing(folder: Path, other: tuple[str, ...]) -> None:
    clock = FakeClock()
    for owner in (OWNER, other, OWNER):
        RateLimiter(1, clock, owner).acquire(READ, Deadline(clock, 10))
    assert len(files(folder)) == 2
    assert all(len(file.stem) == 32 and int(file.stem, 16) for file in files(folder))


def test_turns_from_before_a_reboot_are_not_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    for boot in ("one", "two"):
        (tmp_path / "boot_id").write_text(boot)
        _limiter._clock_name.cache_clear()
        with monkeypatch.context() as patched:
            patched.setattr(_limiter, "BOOT_ID", str(tmp_path / "boot_id"))
            RateLimiter(1, clock, OWNER).acquire(READ, Deadline(clock, None))
    _limiter._clock_name.cache_clear()
    assert len(files(folder)) == 2
    assert clock.sleeps == []


def test_where_boots_have_no_name_machines_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limiter, "BOOT_ID", "/nowhere")
    monkeypatch.setattr(_limiter.platform, "node", lambda: "this-machine")
    _limiter._clock_name.cache_clear()
    assert _limiter._clock_name() == "this-machine"
    _limiter._clock_name.cache_clear()


NOW = 1000.0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        b"garbage and more of it." * 1000,
        struct.pack("3d", NOW, math.nan, NOW),
        struct.pack("3d", NOW, NOW, NOW + 60.1),
        struct.pack("3d", NOW, NOW, math.inf),
        struct.pack("2d", -math.inf, NOW - 1.1),
        struct.pack("2d", NOW, NOW)[:-1],
        struct.pack("2d", NOW, NOW) * 100_000 + b"x",
    ],
    ids=range(9),
)
def test_what_cannot_be_turns_is_replaced(folder: Path, content: bytes) -> None:
    clock = FakeClock()
    clock.elapsed = NOW
    limiter = RateLimiter(1, clock, OWNER)
    limiter.acquire(READ, Deadline(clock, None))
    (file,) = files(folder)
    file.write_bytes(content)
    limiter.acquire(READ, Deadline(clock, None))
    assert clock.sleeps == [] or len(content) > 1_000_000
    limiter.acquire(READ, Deadline(clock, None))
    assert clock.sleeps[-1:] == pytest.approx([1 / 0.95])
    assert len(turns(file)) <= 2


def test_turns_in_disorder_are_understood(folder: Path) -> None:
    clock = FakeClock()
    clock.elapsed = NOW
    limiter = RateLimiter(1, clock, OWNER)
    limiter.acquire(READ, Deadline(clock, None))
    files(folder)[0].write_bytes(struct.pack("3d", NOW + 5, NOW, NOW + 2))
    limiter.acquire(READ, Deadline(clock, None))
    assert clock.sleeps == pytest.approx([5 + 1 / 0.95])


def test_no_lock_is_held_while_somebody_sleeps(folder: Path) -> None:
    class Watching(FakeClock):
        def sleep(self, seconds: float) -> None:
            if seconds > 0:
                with open(files(folder)[0], "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            super().sleep(seconds)

    clock = Watching()
    acquired(RateLimiter(2, clock, OWNER), clock, 5)
    assert len(clock.sleeps) == 4


def test_files_that_nobody_uses_are_removed_some_day(folder: Path) -> None:
    folder.mkdir()
    old, new, foreign = folder / "old.turns", folder / "new.turns", folder / "foreign"
    for file in (old, new, foreign):
        file.touch()
    for file in (old, foreign):
        os.utime(file, (0, 0))
    clock = FakeClock()
    acquired(RateLimiter(20, clock, OWNER), clock, 2)
    assert [file.exists() for file in (old, new, foreign)] == [False, True, True]
    assert len(files(folder)) == 2


# Where it is


def test_without_a_runtime_folder_it_is_in_the_home_of_ansible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, ansible = tmp_path / "home", tmp_path / "ansible"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("ANSIBLE_HOME", str(ansible))
    for variable, expected in (("XDG_RUNTIME_DIR", ansible), ("ANSIBLE_HOME", home / ".ansible")):
        monkeypatch.delenv(variable)
        clock = FakeClock()
        acquired(RateLimiter(20, clock, OWNER), clock, 1)
        made = expected / "tmp" / _limiter.FOLDER
        assert len(files(made)) == 1
        assert made.stat().st_mode & 0o777 == 0o700


def test_a_runtime_folder_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSIBLE_HOME", str(tmp_path / "ansible"))
    monkeypatch.setattr(_limiter.os, "geteuid", lambda: 4321)
    clock = FakeClock()
    acquired(RateLimiter(20, clock, OWNER), clock, 1)
    assert not (tmp_path / _limiter.FOLDER).exists()
    assert list((tmp_path / "ansible").rglob("*.turns")) == []


# Where it cannot be had


def no_locks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limiter, "fcntl", None)


def no_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("ANSIBLE_HOME", "~nobody-has-this-name/.ansible")


def a_file_for_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("")


def a_read_only_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int, mode: int = 0) -> int:
        raise PermissionError(30, "Read-only file system", path)

    monkeypatch.setattr(_limiter.os, "open", refuse)


def a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, content: bytes, offset: int) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_limiter.os, "pwrite", refuse)


def symlinks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acquired(RateLimiter(1, FakeClock(), OWNER), FakeClock(), 1)
    (file,) = files(folder)
    file.unlink()
    file.symlink_to(folder.parent / "target")
    (folder.parent / "target").write_text("")


def a_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    symlinks(folder, monkeypatch)
    (file,) = files(folder)
    file.unlink()
    file.mkdir()


def a_file_of_another_user(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acquired(RateLimiter(1, FakeClock(), OWNER), FakeClock(), 1)
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        return os.stat_result([*real(descriptor)[:4], 4321, *real(descriptor)[5:]])

    monkeypatch.setattr(_limiter.os, "fstat", fstat)


@pytest.mark.parametrize(
    "obstacle",
    [
        no_locks,
        no_home,
        a_file_for_a_folder,
        a_read_only_folder,
        a_full_disk,
        symlinks,
        a_directory,
        a_file_of_another_user,
    ],
)
def test_without_a_record_the_process_has_its_own_pace(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, obstacle: Callable[..., None]
) -> None:
    obstacle(folder, monkeypatch)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    clock, alone = FakeClock(), FakeClock()
    clock.elapsed = alone.elapsed = 1000.0
    assert acquired(RateLimiter(20, clock, OWNER), clock, 60) == acquired(RateLimiter(20, alone), alone, 60)
    monkeypatch.undo()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size}
    assert after.items() <= before.items()


# Processes


@pytest.fixture
def started() -> Iterator[Callable[..., Any]]:
    """Starts a process; at the end none is left."""
    made: list[Any] = []

    def start(work: Callable[..., None], *args: Any) -> Any:
        made.append(PROCESSES.Process(target=work, args=args, daemon=True))
        made[-1].start()
        return made[-1]

    yield start
    for process in made:
        process.kill()
        process.join()


def hammer(begin: float, end: float, limit: int, results: Any) -> None:
    """Call as often as allowed; tell when the calls began."""
    limiter, times = RateLimiter(limit, SYSTEM_CLOCK, OWNER), []
    SYSTEM_CLOCK.sleep(begin - time.monotonic())
    while time.monotonic() < end:
        limiter.acquire(READ, Deadline(SYSTEM_CLOCK, None))
        times.append(time.monotonic())
    results.put(times)


def test_processes_share_one_pace(started: Callable[..., Any], folder: Path) -> None:
    limit, seconds, results = 100, 2.0, PROCESSES.SimpleQueue()
    begin = time.monotonic() + 0.3
    for _turn in range(8):
        started(hammer, begin, begin + seconds, limit, results)
    times = sorted(itertools.chain(*(results.get() for _turn in range(8))))
    allowed = 0.95 * limit * seconds
    assert sum(1 for call in times if call < begin + seconds) <= allowed
    assert len(times) >= 0.8 * allowed
    assert len(files(folder)) == 1


def hold(path: Path, held: Any) -> None:
    """Take the lock, spoil the file, and keep the lock."""
    with _limiter._locked(str(path)) as descriptor:
        os.pwrite(descriptor, b"half a turn", 0)
        held.put(True)
        time.sleep(600)


def test_a_holder_that_is_killed_leaves_no_lock(started: Callable[..., Any], folder: Path) -> None:
    clock, held = FakeClock(), PROCESSES.SimpleQueue()
    limiter = RateLimiter(1, clock, OWNER)
    limiter.acquire(READ, Deadline(clock, None))
    (file,) = files(folder)
    holder = started(hold, file, held)
    assert held.get()
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    limiter.acquire(READ, Deadline(clock, None))
    assert turns(file) == [clock.elapsed]


def test_a_holder_that_is_stopped_is_waited_for_once_and_not_for_long(
    started: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    real = _limiter._lock

    def lock(descriptor: int) -> None:
        waited.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(_limiter, "LOCK_SECONDS", 0.05)
    clock, held = FakeClock(), PROCESSES.SimpleQueue()
    limiter = RateLimiter(1, clock, OWNER)
    limiter.acquire(READ, Deadline(clock, None))
    (file,) = files(folder)
    holder = started(hold, file, held)
    assert held.get()
    os.kill(holder.pid, signal.SIGSTOP)
    monkeypatch.setattr(_limiter, "_lock", lock)
    for _turn in range(2):
        limiter.acquire(READ, Deadline(clock, None))
    assert clock.sleeps == pytest.approx([1 / 0.95])
    assert file.read_bytes() == b"half a turn"
    assert len(waited) == 1


def test_a_descriptor_that_a_fork_inherited_does_not_keep_the_lock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_limiter, "LOCK_SECONDS", 0.0)
    folder.mkdir()
    path = str(folder / "x.turns")
    with _limiter._locked(path) as descriptor:
        inherited = os.dup(descriptor)
    with _limiter._locked(path) as descriptor:
        assert descriptor != inherited
    os.close(inherited)


def test_threads_of_a_process_without_a_record_share_one_pace() -> None:
    memory = _limiter._Memory()

    def plan(turns: list[float]) -> list[float]:
        time.sleep(0.001)
        return [*turns, 1.0]

    threads = [threading.Thread(target=memory.update, args=(READ, plan)) for _turn in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(memory._turns[READ]) == 20


def test_the_real_clock_paces_too() -> None:
    class Counting(Clock):
        slept = 0.0

        def sleep(self, seconds: float) -> None:
            self.slept += seconds
            super().sleep(seconds)

    clock = Counting()
    limiter = RateLimiter(1000, clock, OWNER)
    begin = time.monotonic()
    for _turn in range(500):
        limiter.acquire(READ, Deadline(clock, None))
    assert time.monotonic() - begin >= 24 / 950
    assert clock.slept <= time.monotonic() - begin
