# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The garbage collector rests while many objects are made, and never for longer."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _collector


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    ran = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if ran else gc.disable)()


def test_it_rests_in_the_block_and_runs_after_it() -> None:
    with _collector.paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="it"), _collector.paused():
        raise ValueError("it")
    assert gc.isenabled()


def test_a_block_in_a_block_does_not_wake_it() -> None:
    with _collector.paused():
        with _collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_blocks_of_two_threads_leave_it_running_in_whichever_order_they_end() -> None:
    first, second = _collector.paused(), _collector.paused()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_who_has_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    with _collector.paused():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize("ends_with", [contextlib.nullcontext(), pytest.raises(ValueError, match="it")])
def test_what_stays_is_not_looked_through_after_the_block(ends_with: contextlib.AbstractContextManager[object]) -> None:
    kept: list[list[object]] = []
    try:
        with ends_with, _collector.paused_for_what_stays():
            kept.append([kept])
            assert not gc.isenabled()
            if not isinstance(ends_with, contextlib.nullcontext):
                raise ValueError("it")
        assert gc.isenabled()
        assert not any(kept[0] is other for other in gc.get_objects())
    finally:
        gc.unfreeze()
