# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of a supply of credentials: when they are obtained, kept, and obtained anew."""

from __future__ import annotations

import itertools
import threading

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply, temporary_credentials
from fake_http import FakeClock

DEADLINE = Deadline(FakeClock(), None)


class Issuer:
    """Hands out numbered credentials, or fails."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.last = 0
        self.broken = False

    def __call__(self, deadline: Deadline) -> Credentials:
        if self.broken:
            raise CredentialsError("Broken.")
        self.last = next(self.numbers)
        return Credentials(f"id{self.last}", f"HUSH{self.last}", f"token{self.last}")


def test_credentials_are_obtained_when_needed_and_once() -> None:
    issuer = Issuer()
    supply = Supply("a source", issuer)
    assert issuer.last == 0
    first = supply.current(DEADLINE)
    assert supply.current(DEADLINE) is first
    assert issuer.last == 1
    assert "HUSH" not in repr(first)


def test_threads_obtain_them_once() -> None:
    issuer, begin = Issuer(), threading.Barrier(8)
    supply = Supply("a source", issuer)

    def work() -> None:
        begin.wait(5)
        supply.current(DEADLINE)

    threads = [threading.Thread(target=work) for _turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert issuer.last == 1


def test_a_token_that_was_accepted_is_replaced_as_often_as_it_expires() -> None:
    issuer = Issuer()
    supply = Supply("a source", issuer)
    for number in range(1, 5):
        current = supply.current(DEADLINE)
        assert current is not None
        assert current.secret_id == f"id{number}"
        supply.accepted(current)
        assert supply.renew(current, DEADLINE)
    assert supply.secrets == tuple(f"{name}{number}" for number in range(1, 6) for name in ("id", "HUSH", "token"))


def test_a_token_that_is_refused_when_new_stays_refused() -> None:
    issuer = Issuer()
    supply = Supply("a source", issuer)
    assert supply.renew(supply.current(DEADLINE), DEADLINE)
    assert not supply.renew(supply.current(DEADLINE), DEADLINE)
    assert issuer.last == 2


def test_what_another_thread_has_replaced_already_is_not_replaced_again() -> None:
    issuer = Issuer()
    supply = Supply("a source", issuer)
    old = supply.current(DEADLINE)
    assert supply.renew(old, DEADLINE)
    assert supply.renew(old, DEADLINE)
    assert issuer.last == 2
    supply.accepted(old)
    assert not supply.renew(supply.current(DEADLINE), DEADLINE)


def test_a_failure_is_not_kept() -> None:
    issuer = Issuer()
    supply = Supply("a source", issuer)
    for _turn in range(2):
        issuer.broken = True
        with pytest.raises(CredentialsError):
            supply.current(DEADLINE) if issuer.last == 0 else supply.renew(supply.current(DEADLINE), DEADLINE)
        issuer.broken = False
        supply.current(DEADLINE)
    assert supply.renew(supply.current(DEADLINE), DEADLINE)


def test_fixed_credentials_stay() -> None:
    hidden: list[str] = []
    pair = Credentials("id", "key", source="the options")
    supply = Supply.fixed(pair, hidden.append)
    assert supply.current(DEADLINE) is pair
    assert not supply.renew(pair, DEADLINE)
    assert (supply.source, supply.secrets, hidden) == ("the options", ("id", "key"), ["id", "key"])


def test_no_credentials_are_possible() -> None:
    supply = Supply.fixed(None)
    assert supply.current(DEADLINE) is None
    assert not supply.renew(None, DEADLINE)
    assert supply.secrets == ()


@pytest.mark.parametrize(
    "members",
    [
        None,
        "text",
        [],
        {},
        {"TmpSecretId": "a", "TmpSecretKey": "HUSH"},
        {"TmpSecretId": "a", "TmpSecretKey": "HUSH", "Token": None},
        {"TmpSecretId": "a", "TmpSecretKey": "HUSH", "Token": ""},
        {"TmpSecretId": "a", "TmpSecretKey": "HUSH", "Token": 7},
        {"TmpSecretId": "a", "TmpSecretKey": "HUSH", "Token": "two\nlines"},
    ],
)
def test_answers_without_credentials(members: object) -> None:
    with pytest.raises(CredentialsError) as caught:
        temporary_credentials(members, "the role x")
    assert "the role x" in str(caught.value)
    assert "HUSH" not in str(caught.value)
