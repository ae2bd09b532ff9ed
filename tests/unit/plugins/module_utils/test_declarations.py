# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every declaration against the machine-readable description of the API."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.basic import PASSWORD_MATCH
from ansible_collections.community.tencentcloud.plugins.module_utils import _checks
from ansible_collections.community.tencentcloud.plugins.module_utils._arguments import argument_spec
from ansible_collections.community.tencentcloud.plugins.module_utils._forms import encode_command
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import (
    reading,
    settings,
    views,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    CREATED_WITH,
    GROUP,
    SETTINGS,
    current_settings,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api

API = json.loads((Path(__file__).parents[3] / "emulator" / "tione-2021-11-11.json").read_text(encoding="utf-8"))
TYPES = {"string": "str", "integer": "int", "boolean": "bool", "object": "dict"}
IRREGULAR = {
    "ServiceEIP": "service_eip",
    "CFSConfig": "cfs_config",
    "HTTPGet": "http_get",
    "TCPSocket": "tcp_socket",
    "EnableEIP": "enable_eip",
    "EnableRDMA": "enable_rdma",
    "GooseFSx": "goosefsx",
}
# Not settings: they say which service and what to do.
IDENTITY_OF_UPDATES = {"ServiceId", "TiProjectId", "ServiceAction"}
IDENTITY_OF_CREATIONS = {"ServiceGroupId", "ServiceGroupName", "NewVersion", "TiProjectId"}
SECRETS = {
    ("ImageSecret", "Username"),
    ("ImageSecret", "Password"),
    ("ImageSecret", "SecretId"),
    ("AuthTokenBase", "Value"),
    ("EnvVar", "Value"),
}
RESOURCES = settings.__name__.rpartition(".")[0]
SPECS: dict[str, ModuleSpec] = {
    path.stem: module.SPEC
    for path in sorted(Path(str(settings.__file__)).parent.glob("[a-z]*.py"))
    for module in [importlib.import_module(f"{RESOURCES}.{path.stem}")]
    if hasattr(module, "SPEC")
}

Members = Mapping[str, Mapping[str, Any]]
Declared = tuple[str, Members, Field]


def declared(fields: Iterable[Field], struct: str, members: Members, seen: set[Any]) -> Iterator[Declared]:
    """Every field at every depth, with the structure of the API that it belongs to."""
    for field in fields:
        yield struct, members, field
        below = (members.get(field.api) or {}).get("struct")
        if field.fields and below and (below, field.fields) not in seen:
            seen.add((below, field.fields))
            yield from declared(field.fields, below, API["structures"][below], seen)


def everything() -> list[Declared]:
    seen: set[Any] = set()
    update, creation = API["actions"]["ModifyModelService"]["request"], API["actions"]["CreateModelService"]["request"]
    return [
        *declared(SETTINGS, "ModifyModelService", update, seen),
        *declared(CREATED_WITH, "CreateModelService", creation, seen),
        *declared(views.SERVICE_GROUP, "ServiceGroup", API["structures"]["ServiceGroup"], seen),
    ]


EVERYTHING = everything()


def wrong(is_right: Callable[[str, Members, Field], bool]) -> list[str]:
    """The members of which something is not right."""
    return [f"{struct}.{field.api}" for struct, members, field in EVERYTHING if not is_right(struct, members, field)]


def test_the_walk_reaches_all_levels() -> None:
    structs = {struct for struct, _members, _field in EVERYTHING}
    assert {"Service", "ServiceInfo", "Pod", "ContainerStatus", "EnvVar", "ImageSecret", "TCPSocketAction"} <= structs
    assert len(EVERYTHING) > 300


def test_every_member_is_spelled_and_typed_as_the_api_describes_it() -> None:
    def is_right(struct: str, members: Members, field: Field) -> bool:
        member = members.get(field.api)
        if member is None:
            return False
        one = TYPES[member["type"]]
        types = ("list", one) if member["list"] else (one, None)
        return (field.type, field.elements) == types and bool(field.fields) is (one == "dict")

    assert wrong(is_right) == []


def test_every_option_is_named_in_snake_case() -> None:
    assert wrong(lambda struct, members, field: field.name == IRREGULAR.get(field.api, snake_case(field.api))) == []


def snake_case(name: str) -> str:
    """Words begin with a capital; several capitals in a row are one word."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def test_every_member_is_documented_in_whole_sentences() -> None:
    sentences = re.compile(r"(?:[A-Z\d](?!.*  ).*\.)")
    assert wrong(lambda struct, members, field: bool(sentences.fullmatch(field.doc))) == []


def test_rules_of_a_member_name_members_beside_and_below_it() -> None:
    def is_right(struct: str, members: Members, field: Field) -> bool:
        holder = "ModifyModelService" if struct == "ServiceInfo" else struct
        siblings = {other.name: other for name, _members, other in EVERYTHING if name == holder}
        switches = {field.only_when, field.secret_if} - {None}
        below = {leaf.name for leaf in field.fields}
        ruled = {rule[0] for rule in field.required_if} | {name for rule in field.required_if for name in rule[2]}
        return (
            switches.union(field.depends_on) <= siblings.keys()
            and all(siblings[str(name)].type == "bool" for name in switches)
            and ruled.union(field.key) <= below
        )

    assert wrong(is_right) == []


def at_any_depth(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from at_any_depth(field.fields)


def test_the_rules_that_declarations_name_are_those_that_there_are() -> None:
    groups = [group for spec in SPECS.values() for group in spec.options if isinstance(group, tuple)]
    named = {rule for group in groups for field in at_any_depth(group) for rule in (field.check, field.check_complete)}
    assert named - {""} == {name for name in vars(_checks) if name.startswith("check_")}


def test_closed_sets_are_those_of_the_api_and_a_default_is_one_of_them() -> None:
    def is_right(struct: str, members: Members, field: Field) -> bool:
        documented = members[field.api].get("enum")
        known = (*field.choices, *field.suggestions)
        complete = not field.choices or documented is None or set(field.choices) == set(documented)
        return complete and (field.default is None or not known or field.default in known)

    assert wrong(is_right) == []


@pytest.mark.parametrize(
    ("action", "fields", "identity"),
    [
        ("ModifyModelService", SETTINGS, IDENTITY_OF_UPDATES),
        ("CreateModelService", CREATED_WITH, IDENTITY_OF_CREATIONS),
    ],
)
def test_the_settings_are_all_that_a_request_takes(action: str, fields: tuple[Field, ...], identity: set[str]) -> None:
    request = set(API["actions"][action]["request"])
    assert {field.api for field in fields} == request - identity
    assert identity <= request


@pytest.mark.parametrize(
    ("struct", "fields"),
    [("Service", views.SERVICE), ("ServiceInfo", views.SERVICE_INFO), ("ServiceGroup", views.SERVICE_GROUP)],
)
def test_all_members_of_a_reply_are_returned_but_for_hidden_ones(struct: str, fields: tuple[Field, ...]) -> None:
    described = API["structures"][struct]
    assert {field.api for field in fields} == {name for name, member in described.items() if not member.get("hidden")}


@pytest.mark.parametrize(
    "struct", sorted({struct for struct, _members, _field in EVERYTHING} & API["structures"].keys())
)
def test_all_members_of_a_nested_structure_are_declared_but_for_hidden_ones(struct: str) -> None:
    names = {field.api for holder, _members, field in EVERYTHING if holder == struct}
    described = API["structures"][struct]
    assert names == {name for name, member in described.items() if not member.get("hidden")}


def test_manifests_of_pods_are_never_declared() -> None:
    assert {field.name for _struct, _members, field in EVERYTHING}.isdisjoint({"pod_list", "pods", "containers"})
    assert "PodList" not in {field.api for _struct, _members, field in EVERYTHING}


@pytest.mark.parametrize("fields", [SETTINGS, ALL_SETTINGS, views.SERVICE, views.SERVICE_INFO, views.SERVICE_GROUP])
def test_names_are_unique(fields: tuple[Field, ...]) -> None:
    assert len({field.name for field in fields}) == len({field.api for field in fields}) == len(fields)


def test_everything_that_can_hold_a_secret_is_marked() -> None:
    marked = {(struct, field.api) for struct, _members, field in EVERYTHING if field.secret or field.secret_if}
    assert marked == SECRETS
    suspicious = re.compile(r"password|secret|token|^(app|api)?key$", re.IGNORECASE)
    scalars = {(s, f.api) for s, _members, f in EVERYTHING if not f.fields and suspicious.search(f.api)}
    assert scalars <= SECRETS


def test_a_member_is_a_secret_or_holds_members_or_neither() -> None:
    def is_one_thing(struct: str, members: Members, field: Field) -> bool:
        return [bool(field.secret), bool(field.secret_if), bool(field.fields)].count(True) <= 1

    assert wrong(is_one_thing) == []


# A service in which every member has a value of its own.
def filled(struct: str, path: str, depth: int = 0) -> dict[str, Any]:
    return {name: _value(member, f"{path}.{name}", depth) for name, member in API["structures"][struct].items()}


def _value(member: Mapping[str, Any], path: str, depth: int) -> Any:
    if member["struct"]:
        value: Any = filled(member["struct"], path, depth + 1) if depth < 4 else None
    else:
        value = {"string": path, "integer": sum(map(ord, path)), "boolean": True}[member["type"]]
    return [value] if member["list"] else value


def full_view() -> dict[str, Any]:
    group = filled("ServiceGroup", "group")
    view = from_api(views.SERVICE, {**filled("Service", "service"), "ProjectId": "7"})
    view["service_info"]["volume_mount"] = None
    return {**view, GROUP: reading.group_members(group)}


NOT_READ_BACK = ("image_secret", "sidecar", "priority", "callback_url", "service_category")


@pytest.mark.parametrize("setting", ALL_SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_read_back_where_the_api_returns_it_or_is_write_only(setting: Field) -> None:
    view = full_view()
    value = current_settings(view)[setting.name]
    if setting.name in NOT_READ_BACK:
        assert value is None
        assert setting.mode is Mode.WRITE_ONLY or setting.same
        return
    special = {
        "target_project_id": 7,
        "command_base64": encode_command("service.ServiceInfo.Command"),
        "volume_mount": dig(view, ("service_info", "volume_mounts"))[0],
        "service_description": view["service_description"],
    }
    places = [view, view["service_info"], view[GROUP]]
    assert value is not None
    assert value in [special.get(setting.name), *(place.get(setting.name) for place in places)]


@pytest.mark.parametrize("name", ["replicas", "hybrid_billing_prepaid_replicas"])
@pytest.mark.parametrize(("running", "kept", "configured"), [(3, 0, 3), (0, 2, 2), (None, 2, 2), (3, 2, 3), (0, 0, 0)])
def test_a_stopped_service_keeps_its_numbers_of_replicas(name: str, running: Any, kept: Any, configured: Any) -> None:
    view = {"service_info": {name: running, f"old_{name}": kept}}
    assert current_settings(view)[name] == configured


@pytest.mark.parametrize(("project", "number"), [("0", 0), ("", 0), (None, 0), ("9007199254740993", 9007199254740993)])
def test_a_workspace_is_a_number_however_large(project: Any, number: int) -> None:
    assert current_settings({"project_id": project})["target_project_id"] == number


def suboptions(
    spec: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for name, option in spec.items():
        yield (*path, name), option
        yield from suboptions(option.get("options", {}), (*path, name))


@pytest.mark.parametrize("name", SPECS)
def test_ansible_has_no_reason_to_guess_secrets_from_names(name: str) -> None:
    for path, option in suboptions(SPECS[name].argument_spec()):
        looks_secret = PASSWORD_MATCH.search(path[-1]) or re.search("secret|token|password", path[-1])
        assert not looks_secret or option.get("no_log") in (True, False), path
    marked = {field.name for field in ALL_SETTINGS if field.secret}
    spec = SPECS[name].argument_spec()
    assert all(spec[option]["no_log"] for option in (*(marked & spec.keys()), "secret_id", "secret_key", "token"))


@pytest.mark.parametrize("name", SPECS)
def test_settings_never_have_a_default_and_every_common_option_is_there(name: str) -> None:
    spec = SPECS[name].argument_spec()
    assert COMMON.keys() <= spec.keys()
    for path, option in suboptions(argument_spec(SPECS[name].settings)):
        assert "default" not in option, path
        assert spec.keys() >= {path[0]}


def referenced(text: str) -> list[tuple[str, str | None]]:
    """Options that a text refers to with O(), and the value that it gives them."""
    return [(path, value or None) for path, value in re.findall(r"\bO\(([a-z0-9_.\[\]]+)(?:=([^)]*))?\)", text)]


@pytest.mark.parametrize("name", SPECS)
def test_texts_refer_to_options_and_choices_that_exist(name: str) -> None:
    spec = {".".join(path): option for path, option in suboptions(SPECS[name].argument_spec())}
    texts = [option.doc for group in SPECS[name].options if isinstance(group, Mapping) for option in group.values()]
    texts += [field.doc for group in SPECS[name].options if isinstance(group, tuple) for field in group]
    for path, value in (reference for text in texts for reference in referenced(text)):
        option = spec[path.replace("[]", "")]
        assert value is None or value in option.get("choices", [value]), (path, value)
        assert option.get("type") != "bool" or value in (None, "true", "false")
