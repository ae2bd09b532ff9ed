# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Python's garbage collector, and work that it would only slow down."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Do without the collector while many objects are made that all stay.

    It would look through all of them again and again, which is a fifth of the time that thousands of services take.
    Threads may do this at the same time: the collector runs again at the latest when all of them have ended.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


@contextlib.contextmanager
def paused_for_what_stays() -> Iterator[None]:
    """The same in a process that ends soon: the collector will not look through what is there after the block either.

    Without this it would do so at once, as many objects have been made since its last turn. In a loop each item leaves
    what it has made in cycles, which is nothing after a success and some hundred objects after a failure.
    """
    with paused():
        try:
            yield
        finally:
            gc.freeze()
