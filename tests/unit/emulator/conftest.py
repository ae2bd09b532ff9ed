# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the emulator's own tests: one server for all, reset before each test, and a signed client for it."""

from __future__ import annotations

import importlib.util
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

TESTS = Path(__file__).resolve().parents[2]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

# The emulator needs a newer Python than modules do, and two packages that only tests use.
collect_ignore_glob: list[str] = []
if sys.version_info < (3, 11) or not all(map(importlib.util.find_spec, ("aiohttp", "tencentcloud"))):
    collect_ignore_glob.append("test_*.py")

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

PHASES = ("creating", "pending", "waiting", "rolling", "stopping")
PROXIES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture(scope="session")
def server() -> Iterator[Emulator]:
    """One emulator for all tests."""
    from emulator import Emulator

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def emu(server: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """The emulator, empty; each phase takes ten seconds of the account's time. Clients ask no proxy for it."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    server.reset()
    server.durations.update(**dict.fromkeys(PHASES, 10))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="datetime.datetime.utcfromtimestamp")  # the SDK on Python 3.12
        yield server


@pytest.fixture
def api(emu: Emulator) -> Api:
    """A client with the right key in the usual region."""
    from signed_client import Api

    return Api(emu)
