# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of which versions an inventory source takes, against a server that ignores what it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from ansible.errors import AnsibleParserError
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, spec_of
from ansible_collections.community.tencentcloud.plugins.plugin_utils._reading import Reader
from ansible_collections.community.tencentcloud.plugins.plugin_utils._selection import OPTIONS, selection

Json = dict[str, Any]


def version(number: int, status: str = "Normal", **members: Any) -> Json:
    return {"ServiceId": f"{members.get('group', 'ms-1')}-{number}", "Status": status, **members}


def group(identity: str, name: str, *services: Json | None, team: str = "a", **members: Any) -> Json:
    tags = [{"TagKey": "team", "TagValue": team}]
    return {"ServiceGroupId": identity, "ServiceGroupName": name, "Tags": tags, "Services": list(services), **members}


GROUPS = [
    group("ms-1", "chat", version(2), None, version(1, "Stopped"), Status="Normal"),
    group("ms-2", "search", version(1, group="ms-2", ClusterId="c"), team="b"),
    group("ms-3", "empty", team="b", Status="Stopped"),
]


class LooseServer:
    """A client of a server that returns every group, whatever the filters, but for those that it is told to find."""

    def __init__(self, fuzzy: tuple[str, ...] = ()) -> None:
        self.requests: list[Mapping[str, Any]] = []
        self._fuzzy = fuzzy

    def call(self, action: str, params: Mapping[str, Any]) -> Json:
        self.requests.append(params)
        is_fuzzy = any(condition.get("Fuzzy") for condition in params.get("Filters", ()))
        found = [one for one in GROUPS if not is_fuzzy or one["ServiceGroupId"] in self._fuzzy]
        return {"ServiceGroups": [dict(one) for one in found], "TotalCount": len(found)}


def named(*values: str, name: str = "ServiceGroupName", **switches: bool) -> Json:
    return {"name": name, "values": list(values), **switches}


def tagged(*values: str) -> Json:
    return {"tag_key": "team", "tag_values": list(values)}


def taken(server: LooseServer | None = None, **options: Any) -> dict[str, list[str]]:
    """The ids of the versions that are taken, by their groups."""
    validation = ArgumentSpecValidator(spec_of(OPTIONS)).validate(options)
    assert not validation.error_messages
    chosen = selection(validation.validated_parameters)
    shown = chosen.read(server or LooseServer(), None, lambda group: {"shown": group})  # type: ignore[arg-type]
    found = [one["shown"] for one in shown]
    return {one["ServiceGroupId"]: [service["ServiceId"] for service in one["Services"] if service] for one in found}


RUNNING = named("Normal", name="Status")
ALL = {"ms-1": ["ms-1-2", "ms-1-1"], "ms-2": ["ms-2-1"], "ms-3": []}
CASES: dict[str, tuple[Json, dict[str, list[str]]]] = {
    "everything": ({}, ALL),
    "name": ({"filters": [named("chat")]}, {"ms-1": ALL["ms-1"]}),
    "status of a version": ({"filters": [RUNNING]}, {"ms-1": ["ms-1-2"], "ms-2": ["ms-2-1"]}),
    "id of a version": ({"filters": [named("ms-1-1", name="ServiceId")]}, {"ms-1": ["ms-1-1"]}),
    "no such status": ({"filters": [named("Normal", name="Status", negative=True)]}, {"ms-2": [], "ms-3": []}),
    "status and tag": ({"filters": [RUNNING], "tag_filters": [tagged("b")]}, {"ms-2": ["ms-2-1"]}),
    "one of two choices": (
        {"filters": [named("search")], "include_filters": [{"filters": [named("Stopped", name="Status")]}]},
        {"ms-2": ["ms-2-1"], "ms-1": ["ms-1-1"], "ms-3": []},
    ),
    "choices that overlap": (
        {"include_filters": [{"filters": [named("Stopped", name="Status")]}, {"filters": [named("chat")]}]},
        {"ms-1": ["ms-1-1", "ms-1-2"], "ms-3": []},
    ),
    "without a status": (
        {"exclude_filters": [{"filters": [named("Stopped", name="Status")]}]},
        {"ms-1": ["ms-1-2"], "ms-2": ["ms-2-1"], "ms-3": []},
    ),
    "without a tag of a name": (
        {"exclude_filters": [{"filters": [named("chat", "search")], "tag_filters": [tagged("b")]}]},
        {**ALL, "ms-2": []},
    ),
    "groups by status": ({"hosts": "service_groups", "filters": [RUNNING]}, {"ms-1": ALL["ms-1"], "ms-2": ["ms-2-1"]}),
    "groups without": (
        {"hosts": "service_groups", "exclude_filters": [{"tag_filters": [tagged("b")]}]},
        {"ms-1": ALL["ms-1"]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_version_must_meet_the_conditions(case: str) -> None:
    options, expected = CASES[case]
    assert taken(**options) == expected


def test_what_is_fuzzy_is_left_to_the_server() -> None:
    fuzzy = {"filters": [named("c", fuzzy=True), RUNNING]}
    server = LooseServer(fuzzy=("ms-1",))
    assert taken(server, exclude_filters=[fuzzy]) == {**ALL, "ms-1": ["ms-1-1"]}
    assert len(server.requests) == 2
    assert taken(LooseServer(fuzzy=("ms-1",)), include_filters=[fuzzy]) == {"ms-1": ["ms-1-2"]}


def test_an_exact_exclusion_costs_no_request() -> None:
    server = LooseServer()
    taken(server, exclude_filters=[{"filters": [RUNNING]}, {"tag_filters": [tagged("b")]}])
    assert server.requests == [{"Order": "ASC", "OrderField": "CreateTime", "Offset": 0, "Limit": 100}]


@pytest.mark.parametrize("option", ["include_filters", "exclude_filters"])
@pytest.mark.parametrize("conditions", [{}, {"filters": []}, {"filters": [], "tag_filters": []}])
def test_a_choice_without_conditions_is_refused(option: str, conditions: Json) -> None:
    with pytest.raises(TencentCloudError, match=r"_filters\[0\]: has neither"):
        taken(**{option: [conditions]})


def options(**given: Any) -> Json:
    return {**dict.fromkeys((*COMMON, *OPTIONS)), "secret_id": "AKID", "secret_key": "very-secret-key", **given}


def test_errors_are_of_one_kind_and_show_no_secret() -> None:
    reader = Reader(AnsibleParserError)
    with pytest.raises(AnsibleParserError) as caught, reader.explained():
        reader.take(options(region="ap-guangzhou"), OPTIONS)
        raise ValueError("very-secret-key is wrong")
    assert "very-secret-key" not in str(caught.value)
    assert re.search(r"Unexpected ValueError in \w+\.py, line \d+: \*{8} is wrong", str(caught.value))
    assert caught.value.__suppress_context__
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("given", "regions"),
    [
        ({"region": "ap-guangzhou"}, ["ap-guangzhou"]),
        ({"regions": ["ap-shanghai", "ap-guangzhou", "ap-shanghai"]}, ["ap-shanghai", "ap-guangzhou"]),
        ({"region": "ap-guangzhou", "regions": ["ap-shanghai"]}, ["ap-shanghai"]),
        ({"region": "ap-guangzhou", "regions": []}, ["ap-guangzhou"]),
    ],
)
def test_regions_are_read_once_each(given: Json, regions: list[str]) -> None:
    reader = Reader(AnsibleParserError)
    reader.take(options(**given), OPTIONS)
    assert reader.regions == regions
    assert [reader.client(region).config.region for region in regions] == regions
    assert reader.client(regions[0]).check_mode


def test_account_and_address_tell_caches_apart() -> None:
    accounts = set()
    for given in ({}, {"secret_id": "AKIDother"}, {"endpoint": "http://127.0.0.1:8080"}):
        reader = Reader(AnsibleParserError)
        reader.take(options(region="ap-guangzhou", **given), OPTIONS)
        accounts.add(reader.account)
    assert len(accounts) == 3
