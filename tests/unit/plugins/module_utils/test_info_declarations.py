# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The info modules beside those of groups and services: what they declare against the description of the API."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import (
    hot_update_info,
    service_call_info,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import Source

ROOT = Path(__file__).resolve().parents[4]
API = json.loads((ROOT / "tests" / "emulator" / "tione-2021-11-11.json").read_text(encoding="utf-8"))
PACKAGE = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
TYPES = {"string": "str", "integer": "int", "boolean": "bool", "object": "dict"}
IRREGULAR = {
    "GooseFSx": "goosefsx",
    "EnableRDMA": "enable_rdma",
    "ServiceEIPInfo": "service_eip_info",
    "CFSConfig": "cfs_config",
}
LISTS = (
    "service_event_info",
    "service_log_info",
    "billing_spec_info",
    "image_info",
    "model_version_info",
    "infer_template_info",
    "resource_group_info",
    "workspace_info",
)
MODULES = (*LISTS, "service_call_info", "hot_update_info", "api")
#: Members of rows that other calls or sums give.
ADDED = {"spec_price", "price_per_hour", "list_price_per_hour"}
#: Request members that modules fill themselves, and the one that has a single value.
FILLED = {"Offset", "Limit", "Context", "Service", "ServiceId", "TiProjectId", "OrderField"}
SECRETS = {
    ("ServiceCallInfo", "AppKey"),
    ("ServiceCallInfo", "AppSecret"),
    ("TJCallInfo", "Token"),
    ("ServiceCallInfoV2", "AuthToken"),
    ("AuthTokenBase", "Value"),
    ("ImageSecret", "Username"),
    ("ImageSecret", "Password"),
    ("ImageSecret", "SecretId"),
}

Declared = tuple[str, Mapping[str, Any], Field]


def spec(name: str) -> ModuleSpec:
    found: ModuleSpec = importlib.import_module(f"{PACKAGE}.{name}").SPEC
    return found


def source(name: str) -> Source:
    found: Source = importlib.import_module(f"{PACKAGE}.{name}").SOURCE
    return found


def declared(fields: Iterable[Field], struct: str, members: Mapping[str, Any]) -> Iterator[Declared]:
    """Every field at every depth, with the structure of the API that it belongs to."""
    for field in fields:
        yield struct, members, field
        below = (members.get(field.api) or {}).get("struct")
        if field.fields and below:
            yield from declared(field.fields, below, API["structures"][below])


def everything() -> list[Declared]:
    found: list[Declared] = []
    for name in LISTS:
        action, rows = source(name).action, source(name).rows
        reply = API["actions"][action]["response"]
        found += [one for one in declared([rows], action, reply) if one[2].name not in ADDED]
    found += declared(service_call_info.CALL_INFO, "", API["actions"]["DescribeModelServiceCallInfo"]["response"])
    asked = API["actions"]["DescribeModelServiceHotUpdated"]
    found += declared(hot_update_info.RETURNS, "", asked["response"])
    found += declared(hot_update_info.SETTINGS, "", asked["request"])
    return found


EVERYTHING = everything()


def snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def test_the_walk_reaches_all_levels() -> None:
    structs = {struct for struct, _members, _field in EVERYTHING}
    assert {"RepairTaskInfo", "GpuDetail", "AuthTokenBase", "PrivateLinkInfo", "CFSConfig", "InferTemplate"} <= structs
    assert len(EVERYTHING) > 200


def test_every_member_is_spelled_and_typed_as_the_api_describes_it() -> None:
    for struct, members, field in EVERYTHING:
        member = members[field.api]
        one = TYPES[member["type"]]
        types = ("list", one) if member["list"] else (one, None)
        assert (field.type, field.elements) == types, (struct, field.api)
        assert bool(field.fields) is (one == "dict"), (struct, field.api)


def test_every_member_is_named_in_snake_case_and_documented_in_sentences() -> None:
    for struct, _members, field in EVERYTHING:
        assert field.name == IRREGULAR.get(field.api, snake_case(field.api)), (struct, field.api)
        assert re.fullmatch(r"[A-Z\d](?!.*  ).*\.", field.doc), (struct, field.api)


@pytest.mark.parametrize(
    "struct", sorted({struct for struct, _members, _field in EVERYTHING} & API["structures"].keys())
)
def test_all_members_of_a_structure_are_declared_but_for_hidden_ones(struct: str) -> None:
    names = {field.api for holder, _members, field in EVERYTHING if holder == struct}
    described = {name for name, member in API["structures"][struct].items() if not member.get("hidden")}
    assert names in (described, described - {"ImageSecret"})


@pytest.mark.parametrize("name", LISTS)
def test_all_members_of_a_request_are_options_or_filled_in(name: str) -> None:
    request = API["actions"][source(name).action]["request"]
    options = {option: parameter.api for option, parameter in source(name).parameters.items()}
    assert set(options.values()) <= request.keys()
    assert request.keys() - set(options.values()) <= FILLED
    assert all(option == snake_case(member) for option, member in options.items())
    assert source(name).in_workspace is ("TiProjectId" in request)
    assert source(name).fixed.keys() <= request.keys()


@pytest.mark.parametrize("name", LISTS)
def test_choices_are_those_of_the_api(name: str) -> None:
    request = API["actions"][source(name).action]["request"]
    for parameter in source(name).parameters.values():
        documented = set(request[parameter.api].get("enum", []))
        assert not documented or set(parameter.option.spec["choices"]) == documented - {""}
        names = request[parameter.api].get("filter_names")
        if names:
            assert list(parameter.option.options["name"].spec["choices"]) == names


def test_every_secret_is_marked() -> None:
    marked = {(struct, field.api) for struct, _members, field in EVERYTHING if field.secret or field.secret_if}
    sensitive = {(struct, field.api) for struct, members, field in EVERYTHING if members[field.api].get("sensitive")}
    assert sensitive <= marked == SECRETS
    suspicious = re.compile(r"password|secret|token$|^(app|api)?key$", re.IGNORECASE)
    assert {(s, f.api) for s, _members, f in EVERYTHING if not f.fields and suspicious.search(f.api)} <= SECRETS


@pytest.mark.parametrize("name", MODULES)
def test_returned_names_are_unique_and_images_show_no_secret(name: str) -> None:
    fields = spec(name).returns()
    assert len({field.name for field in fields}) == len(fields)
    rows = [field for field in fields if field.elements == "dict"]
    assert not [below for row in rows for below in row.fields if below.mode is Mode.WRITE_ONLY]


@pytest.mark.parametrize("name", MODULES)
def test_every_module_is_in_the_action_group_and_has_the_common_options(name: str) -> None:
    runtime = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    assert f"tione_{name}" in runtime["action_groups"]["tione"]
    assert spec(name).argument_spec().keys() >= {*COMMON, "query", "only_query_result"}


@pytest.mark.parametrize("name", MODULES)
def test_texts_refer_to_options_that_exist(name: str) -> None:
    options = spec(name).argument_spec()
    texts = [option.doc for group in spec(name).options if isinstance(group, Mapping) for option in group.values()]
    for path in re.findall(r"\bO\(([a-z0-9_]+)", " ".join(texts)):
        assert path in options, path
