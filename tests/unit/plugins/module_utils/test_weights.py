# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the shares of the traffic: what is refused, what is planned, and which splits are the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.weights import (
    changed_weights,
    check_entries,
    planned_weights,
    same_shares,
    shares,
    weights_body,
    weights_of,
)
from generated import QUICK
from hypothesis import assume, given
from hypothesis import strategies as st

GROUP = "ms-1"
WEIGHTS = st.dictionaries(st.integers(1, 6).map(lambda number: f"{GROUP}-{number}"), st.integers(0, 1000), max_size=6)


def services(**weights: Any) -> list[dict[str, Any]]:
    """Services by version: v1=60."""
    return [
        {"service_id": f"{GROUP}-{name[1:]}", "version": name[1:], "weight": weight} for name, weight in weights.items()
    ]


def entry(version: int | None = None, weight: Any = 1, service_id: str | None = None) -> dict[str, Any]:
    return {"service_id": service_id, "version": version, "weight": weight}


def planned(entries: list[dict[str, Any]], there: list[dict[str, Any]], exclusive: bool = False) -> dict[str, int]:
    return planned_weights(entries, exclusive, there, GROUP)


@QUICK
@given(WEIGHTS, st.integers(1, 500), st.randoms(use_true_random=False))
def test_shares_know_neither_order_nor_scale(weights: dict[str, int], scale: int, random: Any) -> None:
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    scaled = {service_id: weight * scale for service_id, weight in shuffled}
    assert same_shares(weights, scaled)
    assert same_shares(scaled, weights)
    assert shares(scaled) == shares(weights)


@QUICK
@given(WEIGHTS, WEIGHTS)
def test_shares_are_the_same_when_every_fraction_is(one: dict[str, int], other: dict[str, int]) -> None:
    assume(any(one.values()) and any(other.values()))

    def fractions(weights: dict[str, int]) -> dict[str, Fraction]:
        total = sum(weights.values())
        return {service_id: Fraction(weight, total) for service_id, weight in weights.items() if weight}

    assert same_shares(one, other) == (fractions(one) == fractions(other))


@QUICK
@given(WEIGHTS)
def test_shares_are_the_smallest_numbers(weights: dict[str, int]) -> None:
    assert shares(shares(weights)) == shares(weights)
    assert all(0 < share <= weights[service_id] for service_id, share in shares(weights).items())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 1}, {"a": 1, "b": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": 0}, {"a": 1}),
        ({}, {"a": 1}),
        ({"a": 1000, "b": 5}, {"a": 1000, "b": 6}),
    ],
)
def test_other_shares(one: dict[str, int], other: dict[str, int]) -> None:
    assert not same_shares(one, other)


@pytest.mark.parametrize(("one", "other"), [({}, {"a": 0}), ({"a": 0}, {"b": 0}), ({"a": 5}, {"a": 1, "b": 0})])
def test_what_gets_nothing_has_no_part_in_it(one: dict[str, int], other: dict[str, int]) -> None:
    assert same_shares(one, other)


THERE = services(v2=40, v1=60, v10=0)


@pytest.mark.parametrize(
    ("entries", "exclusive", "expected"),
    [
        pytest.param([entry(10, 20)], False, (60, 40, 20), id="others keep theirs"),
        pytest.param([entry(10, 20)], True, (0, 0, 20), id="others get none"),
        pytest.param([entry(service_id="ms-1-2", weight=0)], False, (60, 0, 0), id="by id"),
        pytest.param([entry(1, 1), entry(service_id="ms-1-10", weight=2)], True, (1, 0, 2), id="both ways"),
        pytest.param([entry(1, 60)], False, (60, 40, 0), id="as it is"),
    ],
)
def test_every_version_is_planned_the_lowest_first(
    entries: list[dict[str, Any]], exclusive: bool, expected: tuple[int, ...]
) -> None:
    plan = planned(entries, THERE, exclusive)
    assert list(plan.items()) == list(zip(["ms-1-1", "ms-1-2", "ms-1-10"], expected, strict=True))
    assert weights_body(plan) == [{"ServiceId": key, "Weight": weight} for key, weight in plan.items()]


@QUICK
@given(st.dictionaries(st.integers(1, 5), st.integers(0, 9), min_size=1), st.booleans())
def test_a_plan_that_has_come_true_plans_nothing_else(wanted: dict[int, int], exclusive: bool) -> None:
    there = services(v1=10, v2=20, v3=0, v4=5, v5=1)
    entries = [entry(version, weight) for version, weight in wanted.items()]
    assume(any(wanted.values()) or not exclusive)
    assume(any(wanted.get(number, 1) for number in (1, 2, 4, 5)) or any(wanted.values()))
    plan = planned(entries, there, exclusive)
    again = [{**service, "weight": plan[service["service_id"]]} for service in there]
    assert planned(entries, again, exclusive) == plan == weights_of(again)
    assert changed_weights(again, plan) == ([], [])


def test_a_weight_that_is_not_read_back_is_none() -> None:
    there = [{"service_id": "ms-1-1", "version": "1", "weight": None}, {"service_id": "ms-1-2"}]
    assert weights_of(there) == {"ms-1-1": 0, "ms-1-2": 0}
    assert planned([entry(2, 3)], there) == {"ms-1-1": 0, "ms-1-2": 3}


def test_only_weights_that_change_are_shown_by_version() -> None:
    assert changed_weights(THERE, {"ms-1-1": 60, "ms-1-2": 0, "ms-1-10": 40}) == (
        [{"version": 2, "weight": 40}, {"version": 10, "weight": 0}],
        [{"version": 2, "weight": 0}, {"version": 10, "weight": 40}],
    )


@pytest.mark.parametrize(
    ("entries", "exclusive", "path", "problem"),
    [
        ([], False, "weights", "is empty"),
        ([entry(1, -1)], False, "weights[0].weight", "is -1"),
        ([entry(1), entry(2, True)], False, "weights[1].weight", "is True"),
        ([entry(1, "many")], False, "weights[0].weight", "is 'many'"),
        ([entry(0)], False, "weights[0].version", "is 0"),
        ([entry(True)], False, "weights[0].version", "is True"),
        ([entry()], False, "weights[0]", "must have service_id or version"),
        ([entry(service_id="")], False, "weights[0]", "must have service_id or version"),
        ([entry(1, service_id="ms-1-1")], False, "weights[0]", "must not have both"),
        ([entry(1), entry(2), entry(1)], False, "weights[2]", "names version 1 again"),
        ([entry(service_id="a"), entry(service_id="a")], False, "weights[1]", "names service_id a again"),
        ([entry(1, 0), entry(2, 0)], True, "weights", "no version would get any traffic"),
    ],
)
def test_what_is_wrong_in_itself_is_refused(
    entries: list[dict[str, Any]], exclusive: bool, path: str, problem: str
) -> None:
    with pytest.raises(OptionError) as caught:
        check_entries(entries, exclusive)
    assert caught.value.option_path == path
    assert problem in caught.value.message


@pytest.mark.parametrize("exclusive", [False, True])
def test_good_entries_pass(exclusive: bool) -> None:
    check_entries([entry(1, 0), entry(2, 7), entry(service_id="ms-1-3")], exclusive)


def test_no_traffic_from_the_list_may_be_some_from_the_others() -> None:
    check_entries([entry(1, 0)], exclusive=False)
    assert planned([entry(1, 0)], THERE)["ms-1-2"] == 40


@pytest.mark.parametrize(
    ("entries", "path", "problem"),
    [
        ([entry(1), entry(3)], "weights[1]", "version 3 is not in service group ms-1"),
        ([entry(service_id="ms-2-1")], "weights[0]", "service ms-2-1 is not in service group ms-1"),
        ([entry(1), entry(service_id="ms-1-1")], "weights[1]", "is about ms-1-1, which is given before"),
        ([entry(1, 0), entry(2, 0)], "weights", "no version would get any traffic"),
    ],
)
def test_what_does_not_fit_the_group_is_refused(entries: list[dict[str, Any]], path: str, problem: str) -> None:
    with pytest.raises(OptionError) as caught:
        planned(entries, THERE)
    assert caught.value.option_path == path
    assert problem in caught.value.message


def test_a_group_without_versions_has_none_to_weigh() -> None:
    with pytest.raises(OptionError, match="Versions of the group: none"):
        planned([entry(1)], [])
