# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of clocks and deadlines."""

from __future__ import annotations

import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _clock
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import SYSTEM_CLOCK, Deadline, ServiceClock


def test_the_clock_of_the_machine_sleeps_for_parts_of_a_second_and_not_for_less_than_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(_clock.time, "sleep", slept.append)
    for seconds in (0.25, 0.0, -1.0, 2.0):
        SYSTEM_CLOCK.sleep(seconds)
    assert slept == [0.25, 2.0]


def test_time_that_a_deadline_is_paused_does_not_count() -> None:
    clock = fake_http.FakeClock()
    clock.sleep(100)
    deadline = Deadline(clock, 10)
    clock.sleep(4)
    with deadline.paused():
        clock.sleep(50)
        with deadline.paused():
            clock.sleep(50)
        assert deadline.remaining() == 6
    assert deadline.remaining() == 6
    clock.sleep(6)
    assert deadline.expired


def test_the_clock_of_the_service_is_set_once() -> None:
    clock = fake_http.FakeClock()
    service = ServiceClock(clock)
    assert service.time() == fake_http.START
    assert service.correct(fake_http.START + 600)
    assert not service.correct(fake_http.START - 600)
    clock.sleep(1)
    assert (service.offset, service.time()) == (600, fake_http.START + 601)
