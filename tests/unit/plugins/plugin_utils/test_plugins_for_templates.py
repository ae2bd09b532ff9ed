# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of filters and tests for templates, and that plugins document what they take."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleFilterError
from ansible_collections.community.tencentcloud.plugins.lookup import tione_endpoint, tione_service
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, spec_of
from ansible_collections.community.tencentcloud.plugins.plugin_utils._lookup import is_group_id, is_service_id
from ansible_collections.community.tencentcloud.plugins.plugin_utils._selection import OPTIONS
from ansible_collections.community.tencentcloud.plugins.plugin_utils._versions import by_version, is_ready, shares
from service_views import service, workload

PLUGINS = "ansible_collections.community.tencentcloud.plugins"


def weights(*numbers: Any) -> list[dict[str, Any]]:
    return [{"service_id": f"ms-1-{index}", "weight": weight} for index, weight in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((100,), [100]),
        ((1, 3), [25, 75]),
        ((1, 1, 1), [34, 33, 33]),
        ((1, 2), [33, 67]),
        ((0, 0), [0, 0]),
        ((None, 5), [0, 100]),
        (("1", "1"), [50, 50]),
        ((1, 999), [0, 100]),
        ((), []),
    ],
)
def test_shares_are_whole_numbers_that_add_up(numbers: tuple[Any, ...], expected: list[int]) -> None:
    listed = weights(*numbers)
    assert list(shares(listed).values()) == expected
    assert shares({"services": listed}) == shares(listed)
    if listed:
        assert shares({one["service_id"]: one["weight"] for one in listed}) == shares(listed)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "text",
        ["text"],
        [{"weight": 1}],
        [{"service_id": "a", "weight": "much"}],
        [*weights(1), *weights(2)],
        {"a": -1},
        {"a": []},
    ],
)
def test_what_has_no_weights_is_refused(value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match=r"^tione_shares: "):
        shares(value)


def test_versions_are_in_the_order_of_their_numbers() -> None:
    services = [{"version": "10"}, {"version": None, "service_id": "ms-1-9"}, {"version": "2"}]
    assert by_version(services) == [services[2], services[1], services[0]]
    assert by_version({"services": services}, reverse=True) == [services[0], services[1], services[2]]
    assert services[0] == {"version": "10"}


@pytest.mark.parametrize("value", [None, "text", [1], {"a": 1}])
def test_what_is_no_list_of_services_is_refused(value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match=r"^tione_by_version: "):
        by_version(value)


READY = {"scale_mode": "MANUAL", "replicas": 2}


@pytest.mark.parametrize(
    ("view", "ready"),
    [
        (service(info={**READY, "status": workload()}), True),
        (service(info={**READY, "status": workload(updated_replicas=1)}), False),
        (service(info={**READY, "status": workload(3)}), False),
        (service(info={**READY, "status": workload(status="Waiting")}), False),
        (service("Stopped", info={**READY, "status": workload(0)}), False),
        (service(info={**READY, "status": None}), False),
        ({"status": "Normal", "service_info": None}, False),
    ],
)
def test_ready_is_normal_with_all_replicas(view: dict[str, Any], ready: bool) -> None:
    assert is_ready(view) is ready


@pytest.mark.parametrize("value", [None, {}, {"status": "Normal"}, [service()], "Normal"])
def test_what_is_no_service_is_not_tested(value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match=r"^tione_ready: "):
        is_ready(value)


@pytest.mark.parametrize(
    ("term", "service_id", "group_id"),
    [
        ("ms-vzd8qdk5-1", True, False),
        ("ms-vzd8qdk5", False, True),
        ("chat-1", False, False),
        ("ms-Chat-1", False, False),
    ],
)
def test_what_looks_like_an_id(term: str, service_id: bool, group_id: bool) -> None:
    assert (is_service_id(term), is_group_id(term)) == (service_id, group_id)


def flat(options: Mapping[str, Any], below: str, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, option in options.items():
        yield ".".join((*path, name)), option
        yield from flat(option.get(below) or {}, below, (*path, name))


@pytest.mark.parametrize(
    ("plugin", "own"),
    [
        ("doc_fragments._inventory", OPTIONS),
        ("lookup.tione_service", tione_service.LookupModule.own_options),
        ("lookup.tione_endpoint", tione_endpoint.LookupModule.own_options),
    ],
)
def test_the_documented_options_are_those_that_are_taken(plugin: str, own: Mapping[str, Any]) -> None:
    source = importlib.import_module(f"{PLUGINS}.{plugin}")
    documented = yaml.safe_load(getattr(source, "ModuleDocFragment", source).DOCUMENTATION)["options"]
    described = dict(
        flat({name: docs for name, docs in documented.items() if name not in ("plugin", "_terms")}, "suboptions")
    )
    accepted = dict(flat(spec_of(own), "options"))
    assert described.keys() == accepted.keys()
    for name, option in accepted.items():
        for rule in ("type", "elements", "choices", "default", "required"):
            assert described[name].get(rule) == option.get(rule), (name, rule)


def test_the_shared_fragment_documents_the_common_options() -> None:
    fragment = importlib.import_module(f"{PLUGINS}.doc_fragments._plugin").ModuleDocFragment
    assert yaml.safe_load(fragment.DOCUMENTATION)["options"].keys() == COMMON.keys()
