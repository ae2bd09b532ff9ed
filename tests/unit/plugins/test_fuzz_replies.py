# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slice of the hostile input of tests/hard: replies, credentials files, inventory sources; and addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._config import parse_endpoint
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import host_header
from hard.hostile import (
    BODIES,
    FORGERS,
    PROFILES,
    SOURCES,
    TASKS,
    Forger,
    seed,
    survive,
    survive_profile,
    survive_source,
)
from hard.inside import Inside
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from requests import Request
from urllib3.util import parse_url

#: The same examples in each run.
BRIEF = settings(
    max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
PARTS = [
    "http://",
    "https://",
    "//",
    "@",
    ":",
    "/",
    "#",
    "?",
    "\\",
    "%2e",
    ".",
    "evil.test",
    "127.0.0.1",
    "[::1]",
    "80",
]


def test_replies(inside: Inside) -> None:
    @BRIEF
    @given(st.sampled_from(sorted(TASKS)), st.one_of(FORGERS, FORGERS, BODIES))
    def one(title: str, forger: Forger) -> None:
        survive(inside, title, forger)

    one()


def test_credentials_files(inside: Inside, tmp_path: Path) -> None:
    @BRIEF
    @given(PROFILES)
    def one(content: bytes) -> None:
        survive_profile(inside, tmp_path / "credentials", content)

    one()


def test_inventory_sources(inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in inside.emulator.env.items():
        monkeypatch.setenv(name, value)
    seed(inside.emulator)

    @BRIEF
    @given(SOURCES)
    def one(options: dict[str, Any]) -> None:
        survive_source(tmp_path / "a.tione.yml", options)

    one()


@settings(BRIEF, max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=6).map("".join))
def test_the_signed_host_is_the_one_that_is_called(endpoint: str) -> None:
    """Whatever an address looks like, everybody who reads it sees the same host, and it has no user, path or query."""
    try:
        url = parse_endpoint(endpoint)
    except OptionError:
        return
    called, prepared = parse_url(url), Request("POST", url).prepare().url or ""
    assert called.auth is None and called.path == "/" and called.query is None and called.fragment is None
    host = host_header(prepared)
    assert host.partition("]")[0].lstrip("[").partition(":")[0] == (called.host or "").strip("[]").partition(":")[0]
    assert urlsplit(prepared).hostname == (called.host or "").strip("[]")
    assert urlsplit(url).port == called.port == urlsplit(prepared).port
