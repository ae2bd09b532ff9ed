# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the filters."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._filters import (
    build_filters,
    build_tag_filters,
    matches,
)

GROUP: dict[str, Any] = {
    "ServiceGroupId": "ms-1",
    "ServiceGroupName": "demo",
    "CreatedBy": "100",
    "Status": "Normal",
    "Tags": [{"TagKey": "team", "TagValue": "a"}],
    "Services": [
        {
            "ServiceGroupId": "ms-1",
            "ServiceId": "ms-1-1",
            "ServiceGroupName": "demo",
            "ClusterId": "cls-1",
            "CreatedBy": "101",
            "Status": "Stopped",
            "Tags": [{"TagKey": "env", "TagValue": "prod"}],
            "ServiceInfo": {"ModelInfo": {"ModelVersionId": "mv-1"}},
        },
        {
            "ServiceId": "ms-1-2",
            "ClusterId": None,
            "Status": "Normal",
            "Tags": None,
            "ServiceInfo": {"ModelInfo": None},
        },
        {"ServiceId": "ms-1-3", "ServiceInfo": None},
        None,
    ],
}


def wanted(name: str, *values: str, **switches: bool) -> dict[str, Any]:
    return {"name": name, "values": list(values), "negative": None, "fuzzy": None, **switches}


def test_filters_are_built_with_switches_only_where_true() -> None:
    options = [
        wanted("Status", "Normal", "Stopped"),
        wanted("CreatedBy", "1", negative=True, fuzzy=False),
        wanted("ServiceGroupName", "x", fuzzy=True),
    ]
    assert build_filters(options) == [
        {"Name": "Status", "Values": ["Normal", "Stopped"]},
        {"Name": "CreatedBy", "Values": ["1"], "Negative": True},
        {"Name": "ServiceGroupName", "Values": ["x"], "Fuzzy": True},
    ]
    assert build_filters(None) == build_filters([]) == []


def test_tag_filters_are_built() -> None:
    options = [{"tag_key": "team", "tag_values": ["a", "b"]}, {"tag_key": "env", "tag_values": None}]
    assert build_tag_filters(options) == [{"TagKey": "team", "TagValues": ["a", "b"]}, {"TagKey": "env"}]
    assert build_tag_filters(None) == []


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (wanted("ServiceGroupName", "demo"), True),
        (wanted("ServiceGroupName", "dem"), False),
        (wanted("ServiceGroupName", "dem", fuzzy=True), True),
        (wanted("ServiceGroupName", "dem", fuzzy=True, negative=True), True),
        (wanted("ServiceGroupId", "ms-0", "ms-1"), True),
        (wanted("ServiceId", "ms-1-2"), True),
        (wanted("ServiceId", "ms-1"), False),
        (wanted("ServiceId", "ms-1-2", negative=True), False),
        (wanted("ServiceId", "ms-9-9", negative=True), True),
        (wanted("ClusterId", "cls-1"), True),
        (wanted("CreatedBy", "100"), True),
        (wanted("CreatedBy", "101"), True),
        (wanted("CreatedBy", "101", negative=True), False),
        (wanted("ModelVersionId", "mv-1"), True),
        (wanted("ModelVersionId", "mv-2"), False),
        (wanted("Status", "Normal"), True),
        (wanted("Status", "Stopped"), True),
        (wanted("Status", "Pending"), False),
        (wanted("Status", "Stopped", negative=True), True),
        (wanted("Status", "Normal", negative=True), False),
        (wanted("SomethingNew", "x"), True),
        (wanted("ServiceId"), True),
    ],
)
def test_a_filter_is_checked_exactly(option: dict[str, Any], expected: bool) -> None:
    assert matches(GROUP, [option]) is expected


def test_all_filters_must_hold() -> None:
    assert matches(GROUP, [wanted("ServiceId", "ms-1-1"), wanted("Status", "Normal")])
    assert not matches(GROUP, [wanted("ServiceId", "ms-1-1"), wanted("Status", "Pending")])


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("team", ["a"], True),
        ("team", ["b", "a"], True),
        ("team", ["b"], False),
        ("team", [], True),
        ("env", ["prod"], True),
        ("owner", [], False),
    ],
)
def test_tags_of_the_group_and_its_versions_count(key: str, values: list[str], expected: bool) -> None:
    assert matches(GROUP, None, [{"tag_key": key, "tag_values": values}]) is expected


def test_all_tag_filters_must_hold() -> None:
    assert matches(GROUP, (), [{"tag_key": "team", "tag_values": ["a"]}, {"tag_key": "env", "tag_values": ["prod"]}])
    assert not matches(GROUP, (), [{"tag_key": "team", "tag_values": ["a"]}, {"tag_key": "env", "tag_values": ["x"]}])


def test_name_and_id_are_exact() -> None:
    assert matches(GROUP, name="demo", group_id="ms-1")
    assert not matches(GROUP, name="Demo")
    assert not matches(GROUP, group_id="ms-10")
    assert not matches(GROUP, name="")


def test_a_group_with_nulls_everywhere_is_no_match_and_no_crash() -> None:
    bare = {"ServiceGroupId": "ms-2", "Services": None, "Tags": None, "Status": None}
    assert not matches(bare, [wanted("Status", "Normal")])
    assert not matches(bare, [], [{"tag_key": "team", "tag_values": []}])
    assert matches(bare, [wanted("ServiceId", "x", negative=True)])
