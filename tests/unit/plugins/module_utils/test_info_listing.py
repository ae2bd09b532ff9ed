# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lists make of odd replies: nulls, missing members, loose matches, prices."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_choice import is_pod
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.time_range import check_times, rfc3339
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

PACKAGE = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
NOT_FOUND = ApiError(action="x", code="ResourceNotFound.NoModel")
LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "service_event_info": ("events", {"service_id": "ms-1-1"}),
    "service_log_info": ("content", {"service_id": "ms-1-1"}),
    "billing_spec_info": ("specs", {}),
    "image_info": ("build_in_image_infos", {}),
    "model_version_info": ("training_model_versions", {"training_model_id": "m-1"}),
    "infer_template_info": ("framework_templates", {}),
    "resource_group_info": ("resource_group_set", {}),
    "workspace_info": ("workspaces", {}),
}


def run(name: str, client: ScriptedClient, **params: Any) -> dict[str, Any]:
    spec: ModuleSpec = importlib.import_module(f"{PACKAGE}.{name}").SPEC
    defaults = {option: rules.get("default") for option, rules in spec.argument_spec().items()}
    return spec.run(Session({**defaults, **params}, client, client.warn, print))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_missing_is_empty(name: str) -> None:
    rows, params = LISTS[name]
    result = run(name, ScriptedClient([{}]), **params)
    assert (result[rows], result["changed"], len(result["request_ids"])) == ([], False, 1)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_what_is_not_there_is_empty_and_has_the_same_keys(name: str) -> None:
    rows, params = LISTS[name]
    result = run(name, ScriptedClient([NOT_FOUND]), **params)
    assert result[rows] == []
    assert result.keys() == run(name, ScriptedClient([{}]), **params).keys()


@pytest.mark.parametrize("name", LISTS)
def test_other_errors_are_errors(name: str) -> None:
    with pytest.raises(ApiError):
        run(name, ScriptedClient([ApiError(action="x", code="UnauthorizedOperation")]), **LISTS[name][1])


@pytest.mark.parametrize("name", LISTS)
def test_a_wrong_query_costs_no_request(name: str) -> None:
    client = ScriptedClient([{}])
    with pytest.raises(OptionError):
        run(name, client, query="[", **LISTS[name][1])
    assert client.calls == []


def test_single_rows_that_are_null_are_left_out_and_unknown_members_too() -> None:
    rows = [None, {"ImageName": "a", "NewMember": 1, "ImageSecret": {"Password": "x"}}, None]
    result = run("image_info", ScriptedClient([{"BuildInImageInfos": rows}]))
    assert result["build_in_image_infos"] == [{"image_name": "a"}]


def version(number: int, **members: Any) -> dict[str, Any]:
    return {"TrainingModelId": "m-1", "TrainingModelVersionId": f"mv-{number}", **members}


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ({"name": "TrainingModelVersionId", "values": ["mv-1"]}, ["mv-1"]),
        ({"name": "TrainingModelVersionId", "values": ["mv-1"], "fuzzy": True}, ["mv-1", "mv-11", "mv-2"]),
        ({"name": "TrainingModelVersionId", "values": ["mv-1"], "negative": True}, ["mv-11", "mv-2"]),
        ({"name": "TrainingModelVersionId", "values": ["mv-1", "mv-2"]}, ["mv-1", "mv-2"]),
        ({"name": "ModelFormat", "values": ["PYTORCH"]}, ["mv-1"]),
        ({"name": "ModelFormat", "values": ["PYTORCH"], "negative": True}, ["mv-11", "mv-2"]),
        ({"name": "ModelVersionType", "values": ["NORMAL"]}, ["mv-2"]),
    ],
)
def test_model_versions_are_checked_for_equality(condition: dict[str, Any], found: list[str]) -> None:
    rows = [
        version(1, TrainingModelFormat="PYTORCH"),
        version(11, TrainingModelFormat=None),
        version(2, VersionType="NORMAL"),
        {**version(3, TrainingModelFormat="PYTORCH", VersionType="NORMAL"), "TrainingModelId": "m-12"},
    ]
    client = ScriptedClient([{"TrainingModelVersions": rows}])
    result = run("model_version_info", client, training_model_id="m-1", filters=[condition])
    assert [row["training_model_version_id"] for row in result["training_model_versions"]] == found


def test_resource_groups_are_checked_for_names_and_tags() -> None:
    def group(number: int, name: str, *tags: tuple[str, str]) -> dict[str, Any]:
        marks = [{"TagKey": key, "TagValue": value} for key, value in tags]
        return {"ResourceGroupId": f"rsg-{number}", "ResourceGroupName": name, "TagSet": marks or None}

    rows = [group(1, "a", ("t", "x"), ("u", "z")), group(2, "ab", ("t", "x")), group(3, "a", ("t", "y")), group(4, "a")]
    client = ScriptedClient([{"ResourceGroupSet": rows, "TotalCount": 4}])
    filters = [{"name": "ResourceGroupName", "values": ["a"]}, {"name": "AvailableNodeCount", "values": ["7"]}]
    tags = [{"tag_key": "t", "tag_values": ["x", "z"]}, {"tag_key": "u", "tag_values": ["z"]}]
    result = run("resource_group_info", client, filters=filters, tag_filters=tags)
    assert [row["resource_group_id"] for row in result["resource_group_set"]] == ["rsg-1"]
    assert (result["total_count"], result["truncated"]) == (1, False)


def spec_row(name: Any) -> dict[str, Any]:
    return {"SpecName": name, "Available": True}


def price(name: str, cents: Any) -> dict[str, Any]:
    return {"SpecName": name, "SpecCount": 1, "TotalCost": cents, "RealTotalCost": cents}


def test_prices_are_asked_for_in_parts_and_joined_by_name() -> None:
    names = [f"TI.{number}" for number in range(120)]

    def answer(params: Any) -> dict[str, Any]:
        return {"SpecsPrice": [price(unit["SpecName"], 70) for unit in reversed(params["SpecsParam"])]}

    client = ScriptedClient([{"Specs": [spec_row(name) for name in names]}, answer])
    result = run("billing_spec_info", client)
    assert [len(params["SpecsParam"]) for _action, params in client.calls[1:]] == [50, 50, 20]
    assert [(row["spec_name"], row["price_per_hour"]) for row in result["specs"]] == [(name, 0.7) for name in names]


@pytest.mark.parametrize(("cents", "cny"), [(0, 0.0), (1, 0.01), (868, 8.68), (999999999, 9999999.99), (None, None)])
def test_prices_are_in_cny(cents: Any, cny: Any) -> None:
    client = ScriptedClient([{"Specs": [spec_row("A")]}, {"SpecsPrice": [price("A", cents)]}])
    [row] = run("billing_spec_info", client)["specs"]
    assert (row["price_per_hour"], row["list_price_per_hour"]) == (cny, cny)
    assert row["spec_price"]["total_cost"] == cents


@pytest.mark.parametrize("reply", [{}, {"SpecsPrice": None}, {"SpecsPrice": [price("B", 7)]}])
def test_a_spec_without_a_price_has_none(reply: dict[str, Any]) -> None:
    [row] = run("billing_spec_info", ScriptedClient([{"Specs": [spec_row("A")]}, reply]))["specs"]
    assert (row["spec_price"], row["price_per_hour"], row["list_price_per_hour"]) == (None, None, None)
    assert row["available"] is True


def test_specs_without_any_price_are_listed_with_a_warning() -> None:
    refused = ApiError(action="DescribeBillingSpecsPrice", code="FailedOperation.QueryPriceFailed", api_message="none")
    client = ScriptedClient([{"Specs": [spec_row("A"), spec_row(None)]}, refused])
    result = run("billing_spec_info", client)
    assert [row["price_per_hour"] for row in result["specs"]] == [None, None]
    assert client.warnings == ["There are no prices for A: none"]
    with pytest.raises(ApiError):
        run("billing_spec_info", ScriptedClient([{"Specs": [spec_row("A")]}, NOT_FOUND]))


def test_nothing_is_asked_for_no_specs() -> None:
    client = ScriptedClient([{"Specs": []}])
    run("billing_spec_info", client)
    assert client.actions == ["DescribeBillingSpecs"]


@pytest.mark.parametrize("reply", [{}, {"ModelTurboFlag": None}])
def test_an_answer_that_says_nothing_is_null(reply: dict[str, Any]) -> None:
    image = {"image_type": "CCR", "image_url": "a/b:1"}
    assert run("hot_update_info", ScriptedClient([reply]), image_info=image)["model_turbo_flag"] is None


def test_an_unknown_type_of_image_is_sent_with_a_warning() -> None:
    client = ScriptedClient([{}])
    run("hot_update_info", client, image_info={"image_type": "NEW", "image_url": "a/b:1"})
    assert client.calls[0][1] == {"ImageInfo": {"ImageType": "NEW", "ImageUrl": "a/b:1"}}
    assert "image_info.image_type" in client.warnings[0]


def test_parts_of_the_call_info_that_are_missing_are_null_and_secrets_are_masked_everywhere() -> None:
    token = "a-token-of-some-length"
    reply = {
        "ServiceCallInfo": None,
        "TJCallInfo": {"Token": token, "CallExample": f"curl -H {token}"},
        "ServiceCallInfoV2": {"InternetEndpoint": f"https://x/?key={token}", "AuthToken": "", "AuthTokens": None},
    }
    result = run("service_call_info", ScriptedClient([reply]), service_group_id="ms-1")
    assert result["service_call_info"] is None
    assert result["intranet_call_info"] is None
    assert result["tj_call_info"] == {"token": MASK, "call_example": f"curl -H {MASK}"}
    assert result["service_call_info_v2"]["internet_endpoint"] == f"https://x/?key={MASK}"
    assert result["service_call_info_v2"]["auth_token"] == ""


@pytest.mark.parametrize(
    ("pattern", "name", "same"),
    [
        ("ms-1-1-a-b", "ms-1-1-a-b", True),
        ("ms-1-1-a-b", "ms-1-1-a-bc", False),
        ("ms-1-1-*", "ms-1-1-a-b", True),
        ("ms-1-1-*", "ms-1-10-a-b", False),
        ("ms-1-1-a-b", None, False),
        ("ms-*", None, False),
    ],
)
def test_pods_are_known_by_name_or_beginning(pattern: str, name: Any, same: bool) -> None:
    assert is_pod(pattern, name) is same


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2026-08-08T22:00:00+08:00", "2026-08-08T22:00:00+08:00"),
        ("2026-08-08 22:00:00+0800", "2026-08-08T22:00:00+08:00"),
        ("2026-08-08T14:00:00Z", "2026-08-08T14:00:00+00:00"),
        ("2026-08-08T14:00:00.250Z", "2026-08-08T14:00:00.250000+00:00"),
    ],
)
def test_times_are_sent_as_the_api_wants_them(text: str, sent: str) -> None:
    check_times({"start_time": text, "end_time": None})
    assert rfc3339(text) == sent


@pytest.mark.parametrize("text", ["2026-08-08T22:00:00", "2026-08-08", "22:00+08:00", "now", "1754661600", "-1h"])
@pytest.mark.parametrize("name", ["start_time", "end_time"])
def test_other_times_are_refused(name: str, text: str) -> None:
    with pytest.raises(OptionError, match=name):
        check_times({"start_time": None, "end_time": None, name: text})


def test_ranges_are_compared_as_instants() -> None:
    check_times({"start_time": "2026-08-08T22:00:00+08:00", "end_time": "2026-08-08T14:00:00Z"})
    with pytest.raises(OptionError, match="start_time"):
        check_times({"start_time": "2026-08-08T22:00:01+08:00", "end_time": "2026-08-08T14:00:00Z"})
