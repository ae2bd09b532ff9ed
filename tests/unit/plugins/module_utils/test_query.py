# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of JMESPath over results."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query

RESULT = {
    "changed": False,
    "services": [{"name": "a", "weight": 10, "tags": []}, {"name": "b", "weight": None, "tags": None}],
    "total_count": 2,
    "request_ids": ["r-1"],
}


def query(text: Any, only: bool = False) -> Query:
    return Query({"query": text, "only_query_result": only})


def test_without_a_query_a_result_stays_as_it_is() -> None:
    assert query(None).apply(RESULT) == RESULT


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("services[].name", ["a", "b"]),
        ("services[?weight > `5`].name", ["a"]),
        ("length(services)", 2),
        ("nothing.here", None),
        ("services[?name == 'x']", []),
        ("{names: services[].name, count: total_count}", {"names": ["a", "b"], "count": 2}),
        ("services[::-1].name", ["b", "a"]),
    ],
)
def test_the_outcome_of_a_query_stands_beside_the_result(text: str, outcome: Any) -> None:
    assert query(text).apply(RESULT) == {**RESULT, "query_result": outcome}


def test_only_the_outcome_is_kept_if_that_is_asked_for() -> None:
    shown = query("services[].name", only=True).apply(RESULT)
    assert shown == {"changed": False, "request_ids": ["r-1"], "query_result": ["a", "b"]}
    assert query("total_count", only=True).apply(RESULT, kept=("services",)) == {
        "services": RESULT["services"],
        "query_result": 2,
    }


def test_a_query_changes_nothing_of_the_result() -> None:
    before = json.dumps(RESULT)
    query("services[].{n: name}", only=True).apply(RESULT)
    assert json.dumps(RESULT) == before


def test_only_the_outcome_of_no_query_is_refused() -> None:
    with pytest.raises(OptionError, match="needs a query") as caught:
        query(None, only=True)
    assert caught.value.option_path == "only_query_result"


@pytest.mark.parametrize("text", ["", " ", "services[", "services[?", "a..b", "'open", "services[*].", "&"])
def test_what_is_no_jmespath_is_refused_before_any_request(text: str) -> None:
    with pytest.raises(OptionError, match="is no JMESPath expression") as caught:
        query(text)
    assert caught.value.option_path == "query"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("no_such_function(services)", id="unknown function"),
        pytest.param("length(total_count)", id="wrong argument"),
        pytest.param("sort_by(services, &weight)", id="unsortable"),
        pytest.param("length()", id="no argument"),
        pytest.param("services[?weight > 'x']", id="number against text"),
        pytest.param("services[::0]", id="step of zero"),
        pytest.param("&services", id="an expression as outcome"),
        pytest.param("[&services]", id="an expression inside the outcome"),
    ],
)
def test_a_query_that_does_not_fit_the_result_is_refused(text: str) -> None:
    with pytest.raises(OptionError, match="cannot be applied to the result") as caught:
        query(text).apply(RESULT)
    assert caught.value.option_path == "query"
