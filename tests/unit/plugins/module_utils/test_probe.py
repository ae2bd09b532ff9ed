# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pure parts of tione_probe: addresses, percentiles, verdicts, and secrets in what is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import probe, probe_address
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_calls import Call, request_of
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_verdict import (
    Terms,
    judge,
    latency_of,
    percentile,
    samples_of,
)

GOOD = Terms((200,), None, 0, ())


def call(status: int | None = 200, text: str = "{}", seconds: float = 0.1) -> Call:
    return Call(status, "" if status else "timeout", text, seconds)


@pytest.mark.parametrize(
    ("url", "path", "whole"),
    [
        ("http://h/ms-1", None, "http://h/ms-1"),
        ("http://h/ms-1", "", "http://h/ms-1"),
        ("http://h/ms-1/", "/v1/x", "http://h/ms-1/v1/x"),
        ("http://h", "v1?a=1", "http://h/v1?a=1"),
        ("http://h/ms-1?a=1", "v1?b=2", "http://h/ms-1/v1?a=1&b=2"),
        ("http://h/ms-1", "?b=2", "http://h/ms-1?b=2"),
    ],
)
def test_paths(url: str, path: str | None, whole: str) -> None:
    assert probe_address.with_path(url, path) == whole


def test_secrets_in_addresses_are_masked() -> None:
    url = "http://h/ms-1?version=2&api_key=a%2Fb&sig=c"
    assert probe_address.shown_url(url) == f"http://h/ms-1?version=2&api_key={MASK}&sig={MASK}"
    assert set(probe_address.secrets_in_query(url)) == {"a%2Fb", "a/b", "c"}
    assert probe_address.shown_url("http://h/?q=a%20b") == "http://h/?q=a%20b"


@pytest.mark.parametrize(
    ("count", "point", "rank"),
    [(1, 50, 1), (4, 50, 2), (10, 90, 9), (10, 91, 10), (20, 95, 19), (1000, 99.9, 999), (3, 0.1, 1), (7, 100, 7)],
)
def test_percentiles_are_nearest_ranks(count: int, point: float, rank: int) -> None:
    assert percentile(range(1, count + 1), point) == rank


def test_latency_leaves_failed_calls_out() -> None:
    verdict = judge([call(seconds=0.5), call(503, seconds=9), call(None, "late", 30), call(seconds=0.1)], GOOD)
    assert latency_of(verdict.latencies)["max"] == 0.5
    assert latency_of(verdict.latencies)["mean"] == 0.3
    assert set(latency_of([]).values()) == {None}


def test_a_share_on_the_limit_passes() -> None:
    calls = [call(500)] + [call()] * 199
    assert judge(calls, Terms((200,), None, 0.5, ())).passed
    assert not judge(calls, Terms((200,), None, 0.49, ())).passed


def test_nothing_measured_is_no_good_latency() -> None:
    verdict = judge([call(500)], Terms((200,), None, 100, ((95, 1),)))
    assert verdict.violations == ("The latency is not known, as no call succeeded.",)


def test_the_last_answer_in_json_is_kept() -> None:
    calls = [call(text='{"n": 1}'), call(500, '{"n": 2}'), call(text="text"), call(None, '{"n": 3}')]
    assert judge(calls, GOOD).answer == {"n": 2}


@pytest.mark.parametrize("text", ["[" * 100_000, "NaN", '{"a": 1e999}', ""])
def test_odd_answers_are_survived(text: str) -> None:
    verdict = judge([call(text=text)], Terms((200,), lambda answer: True, 100, ()))
    json.dumps(probe._shown(verdict.answer, frozenset()), allow_nan=False)


def test_an_answer_that_is_too_large_is_not_shown() -> None:
    assert probe._shown(["x" * probe.LARGEST_SHOWN], frozenset()) is None
    assert probe._shown({"secret-1": ["a secret-1"]}, frozenset({"secret-1"})) == {MASK: [f"a {MASK}"]}


def test_samples_are_few_short_and_clean() -> None:
    verdict = judge([call(500, "x" * 190 + "secret-of-length")] * 9, GOOD)
    samples = samples_of(verdict.failures, lambda text: text.replace("secret-of-length", MASK))
    assert len(samples) == 5
    assert all(len(sample["excerpt"]) <= 200 and "secr" not in sample["excerpt"] for sample in samples)


def test_given_headers_win() -> None:
    params: dict[str, Any] = {"body": {}, "method": None, "call_timeout": 1, "headers": {"authorization": "mine"}}
    request = request_of(params, "token")
    assert request.method == "POST"
    assert {name.lower(): value for name, value in request.headers.items()}["authorization"] == "mine"
    assert "Authorization" not in request.headers
    assert request_of({**params, "headers": None}, "token").headers["Authorization"] == "Bearer token"
