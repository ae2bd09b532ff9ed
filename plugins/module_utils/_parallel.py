# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work that threads do ahead of time, in the context of the thread that wants it, and that can be called off."""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Callable, Generic, TypeVar

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import (
    IS_WANTED,
    stop_if_called_off,
)

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Key = TypeVar("Key")
Value = TypeVar("Value")

AHEAD_PER_THREAD = 4


class ReadAhead(Generic[Key, Value]):
    """Results of a slow function by key. Those that are expected next are computed by threads meanwhile.

    They are at most AHEAD_PER_THREAD keys for each thread ahead of get(), which is what a wrong expectation can cost. Use
    it in a with statement: no thread outlives the block.
    """

    def __init__(self, read: Callable[[Key], Value]) -> None:
        """`read` is called in the context (contextvars) of expect()."""
        self._read = read
        self._pool: ThreadPoolExecutor | None = None
        self._context = contextvars.copy_context()
        self._futures: dict[Key, Future[Value]] = {}
        self._later: deque[tuple[int, Key]] = deque()
        self._ends = [0]  # what is expected is wanted up to the smallest of these numbers

    def __enter__(self) -> ReadAhead[Key, Value]:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def expect(self, keys: Iterable[Key], threads: int) -> None:
        """Begin to read what get() will ask for in this order, by at most that many threads. One is not worth it."""
        expected = list(keys)
        workers = min(threads, len(expected))
        if workers < 2:
            return
        from concurrent.futures import ThreadPoolExecutor

        self._pool, self._ends = ThreadPoolExecutor(workers, "tencentcloud"), [len(expected)]
        self._context = contextvars.copy_context()
        self._later.extend(enumerate(expected))
        for _count in range(AHEAD_PER_THREAD * workers):
            self._begin_next()

    def _begin_next(self) -> None:
        if self._pool is None or not self._later:
            return
        number, key = self._later.popleft()
        try:
            self._futures[key] = self._pool.submit(self._context.copy().run, self._work, number, key)
        except RuntimeError:  # the system has no more threads: get() reads what is missing
            self._later.clear()

    def get(self, key: Key) -> Value:
        """The result for a key. Raises what `read` raised for it.

        A key that was not expected means that the expectation was wrong: everything else is called off.
        """
        future = self._futures.pop(key, None)
        if future is not None:
            self._begin_next()
            return future.result()
        self.close()
        return self._read(key)

    def close(self) -> None:
        """Call off what has not begun, wait for the rest, forget all results."""
        self._ends.append(0)
        self._futures.clear()
        self._later.clear()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _work(self, number: int, key: Key) -> Value:
        def is_wanted() -> bool:
            return number < min(self._ends)

        IS_WANTED.set(is_wanted)
        stop_if_called_off()
        try:
            return self._read(key)
        except BaseException:
            self._ends.append(number)
            raise
