# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of work that is done ahead by threads."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _parallel
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import CalledOffError, stop_if_called_off
from ansible_collections.community.tencentcloud.plugins.module_utils._parallel import ReadAhead

WAIT = 10.0


class Reader:
    """Reads a number as its text. Numbers in `gates` take until their gate opens, those in `broken` fail."""

    def __init__(self, gates: tuple[int, ...] = (), broken: tuple[int, ...] = ()) -> None:
        self.gates = {number: threading.Event() for number in gates}
        self.begun = {number: threading.Event() for number in range(100)}
        self.broken = broken
        self.asked: list[int] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, number: int) -> str:
        self.asked.append(number)
        self.threads.add(threading.current_thread())
        self.begun[number].set()
        if number in self.gates:
            assert self.gates[number].wait(WAIT)
        stop_if_called_off()
        if number in self.broken:
            raise LookupError(number)
        return str(number)


def open_gates_at_the_end(ahead: ReadAhead[int, Any], reader: Reader) -> None:
    """Let the threads go on only when they have been called off."""
    pool: Any = ahead._pool
    real = pool.shutdown

    def shutdown(**options: Any) -> None:
        for gate in reader.gates.values():
            gate.set()
        real(**options)

    pool.shutdown = shutdown


def test_what_is_expected_is_read_by_threads_and_given_in_any_order() -> None:
    reader = Reader()
    with ReadAhead(reader) as ahead:
        ahead.expect(range(50), 8)
        assert [ahead.get(number) for number in range(50)] == [str(number) for number in range(50)]
    assert sorted(reader.asked) == list(range(50))
    assert threading.current_thread() not in reader.threads
    assert len(reader.threads) <= 8
    assert not any(thread.is_alive() for thread in reader.threads)


def test_as_many_as_allowed_work_at_once() -> None:
    together, lock, most, now = threading.Barrier(8), threading.Lock(), [0], [0]

    def read(number: int) -> int:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        together.wait(WAIT)
        with lock:
            now[0] -= 1
        return number

    with ReadAhead(read) as ahead:
        ahead.expect(range(24), 8)
        assert [ahead.get(number) for number in range(24)] == list(range(24))
    assert most == [8]


def test_no_more_is_read_than_a_few_keys_for_each_thread_ahead_of_who_asks() -> None:
    reader = Reader()
    most = 3 * _parallel.AHEAD_PER_THREAD
    with ReadAhead(reader) as ahead:
        ahead.expect(range(100), 3)
        for taken in range(4):
            assert all(reader.begun[number].wait(WAIT) for number in range(taken + most))
            assert sorted(reader.asked) == list(range(taken + most))
            assert ahead.get(taken) == str(taken)


@pytest.mark.parametrize(("threads", "count"), [(8, 0), (8, 1), (1, 10), (0, 10)])
def test_one_at_a_time_needs_no_thread(threads: int, count: int) -> None:
    reader = Reader()
    with ReadAhead(reader) as ahead:
        ahead.expect(range(count), threads)
        assert reader.asked == []
        assert [ahead.get(number) for number in range(count)] == [str(number) for number in range(count)]
    assert reader.asked == list(range(count))
    assert reader.threads <= {threading.current_thread()}


def test_the_first_failure_in_order_is_raised_whichever_came_first() -> None:
    reader = Reader(gates=(1,), broken=(1, 2))
    with ReadAhead(reader) as ahead, pytest.raises(LookupError) as caught:
        ahead.expect(range(50), 2)
        assert ahead.get(0) == "0"
        assert isinstance(ahead._futures[2].exception(WAIT), LookupError)
        reader.gates[1].set()
        ahead.get(1)
    assert caught.value.args == (1,)
    assert sorted(reader.asked) == [0, 1, 2]


def test_after_a_failure_what_comes_before_it_still_counts() -> None:
    reader = Reader(gates=(0,), broken=(1,))
    with ReadAhead(reader) as ahead:
        ahead.expect(range(50), 2)
        assert isinstance(ahead._futures[1].exception(WAIT), LookupError)
        reader.gates[0].set()
        assert ahead.get(0) == "0"
    assert sorted(reader.asked) == [0, 1]


def test_what_is_under_way_when_the_block_ends_learns_that_it_is_not_needed() -> None:
    ended: list[str] = []

    def read(number: int) -> None:
        reader(number)
        ended.append("as if needed")

    def watched(number: int) -> None:
        try:
            read(number)
        except CalledOffError:
            ended.append("called off")

    reader = Reader(gates=(0, 1))
    with ReadAhead(watched) as ahead:
        ahead.expect(range(50), 2)
        open_gates_at_the_end(ahead, reader)
        assert all(reader.begun[number].wait(WAIT) for number in reader.gates)
    assert ended == ["called off"] * 2
    assert sorted(reader.asked) == [0, 1]


def test_nobody_is_called_off_who_works_for_nobody_else() -> None:
    reader = Reader()
    with ReadAhead(reader) as ahead:
        ahead.expect(range(3), 2)
    assert ahead.get(5) == "5"
    stop_if_called_off()


def test_another_key_than_expected_ends_the_expectation() -> None:
    reader = Reader(gates=(1, 2))
    with ReadAhead(reader) as ahead:
        ahead.expect(range(50), 2)
        assert ahead.get(0) == "0"
        open_gates_at_the_end(ahead, reader)
        assert all(reader.begun[number].wait(WAIT) for number in reader.gates)
        assert ahead.get(77) == "77"
        assert sorted(reader.asked) == [0, 1, 2, 77]
        assert ahead.get(1) == "1"
    assert reader.asked[-2:] == [77, 1]


def test_threads_work_in_the_context_of_who_expects() -> None:
    word = contextvars.ContextVar("word", default="nothing")
    word.set("mine")
    with ReadAhead(lambda number: (number, word.get())) as ahead:
        ahead.expect(range(10), 4)
        word.set("later")
        assert {ahead.get(number) for number in range(10)} == {(number, "mine") for number in range(10)}


@pytest.mark.parametrize("possible", [0, 1, 2])
def test_a_system_without_threads_reads_one_after_another(monkeypatch: pytest.MonkeyPatch, possible: int) -> None:
    reader, real, left = Reader(), threading.Thread.start, iter(range(possible))

    def start(self: Any) -> None:
        if next(left, None) is None:
            raise RuntimeError("can't start new thread")
        real(self)

    monkeypatch.setattr(threading.Thread, "start", start)
    with ReadAhead(reader) as ahead:
        ahead.expect(range(20), 8)
        assert [ahead.get(number) for number in range(20)] == [str(number) for number in range(20)]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_an_interruption_ends_the_threads(stop: Callable[[], BaseException]) -> None:
    reader = Reader()
    with pytest.raises(stop), ReadAhead(reader) as ahead:  # type: ignore[call-overload]
        ahead.expect(range(20), 2)
        raise stop()
    assert not any(thread.is_alive() for thread in reader.threads)
