# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what the inventory makes of services: settings to give back, masked objects, hosts and their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, names_of
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import (
    difference,
    ignored_settings,
    immutable_drift,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import ALL_SETTINGS, GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE, SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._shown import shown
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api, given, masked
from ansible_collections.community.tencentcloud.plugins.plugin_utils._feed_back import settings_of
from ansible_collections.community.tencentcloud.plugins.plugin_utils._hosts import (
    Host,
    entry,
    hosts_of,
    unique_names,
)
from generated import QUICK, VIEWS
from hypothesis import given as examples
from hypothesis import strategies as st
from service_views import ENV, FUTURE, HPA, NOW, PAST, service

MASK = "********"
PRESET = {"image_type": "PRE_SET", "image_url": "preset"}
PLATFORM_PROBE = {
    "probe_action": {"action_type": "TCPSocket", "tcp_socket": {"port": 8501}},
    "initial_delay_seconds": 5,
    "period_seconds": 5,
    "timeout_seconds": 1,
    "success_threshold": 1,
    "failure_threshold": 3,
}
MOUNT = {"mount_path": "/a", "cfs_config": {"id": "cfs-1", "path": "/"}}


@QUICK
@examples(VIEWS)
def test_settings_given_back_make_no_difference(view: dict[str, Any]) -> None:
    settings = settings_of(view, NOW)
    assert given(ALL_SETTINGS, settings) == settings
    assert difference(settings, view, NOW).change is None
    assert immutable_drift(settings, view).names == []
    assert [name for name, reason in ignored_settings(settings, view, False, NOW) if reason] == []


LEFT_OUT: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "instance type of a prepaid service": ({"instance_type": "TI.S"}, {}, "instance_type"),
    "resources of a postpaid service": ({"resources": {"cpu": 1}}, {"charge_type": "POSTPAID_BY_HOUR"}, "resources"),
    "number of a service without replicas": ({"replicas": 0, "old_replicas": None}, {}, "replicas"),
    "time that is over": (
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": PAST}},
        {},
        "scheduled_action",
    ),
    "port of a built-in image": ({"image_info": PRESET, "service_port": 8080}, {}, "service_port"),
    "usual port": ({"service_port": 8501}, {}, "service_port"),
    "probe of the platform": ({"health_probe": {"readiness_probe": PLATFORM_PROBE}}, {}, "health_probe"),
    "strategy without a mode": ({"scale_mode": "MANUAL", "scale_strategy": "HPA"}, {}, "scale_strategy"),
    "older form beside the newer": ({"volume_mount": MOUNT, "volume_mounts": [MOUNT]}, {}, "volume_mount"),
    "newer form of the older": ({"volume_mount": MOUNT, "volume_mounts": []}, {}, "volume_mounts"),
    "log config that is off": ({"log_enable": False, "log_config": {"topic_id": "t"}}, {}, "log_config"),
    "billing that the module does not take": ({}, {"charge_type": "SomethingNew"}, "charge_type"),
    "what is null": ({"model_info": None}, {}, "model_info"),
}
KEPT: dict[str, tuple[dict[str, Any], dict[str, Any], str, Any]] = {
    "time to come": (
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": FUTURE}},
        {},
        "scheduled_action",
        {"schedule_stop": True, "schedule_stop_time": FUTURE},
    ),
    "number of a stopped service": ({"replicas": 0, "old_replicas": 3}, {"status": "Stopped"}, "replicas", 3),
    "private names": ({"env": ENV}, {}, "env", [ENV[0], {"name": "KEY", "is_private": True}]),
    "empty value": ({"env": [{"name": "A", "value": ""}]}, {}, "env", [{"name": "A", "value": ""}]),
    "older name of the billing": ({}, {"charge_type": "PRE_PAID"}, "charge_type", "PREPAID"),
    "autoscaler": (
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA},
        {},
        "horizontal_pod_autoscaler",
        HPA,
    ),
    "member that the server adds": (
        {"resources": {"cpu": 1, "real_gpu": 3}},
        {},
        "resources",
        {"cpu": 1},
    ),
    "older form of mounts": ({"volume_mount": MOUNT, "volume_mounts": []}, {}, "volume_mount", MOUNT),
    "authorization of the group": ({}, {GROUP: {"authorization_enable": True}}, "authorization_enable", True),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_settings_that_mean_nothing_are_left_out(case: str) -> None:
    info, members, name = LEFT_OUT[case]
    assert name not in settings_of(service(info=info, **members), NOW)


@pytest.mark.parametrize("case", KEPT)
def test_settings_that_mean_something_are_kept(case: str) -> None:
    info, members, name, value = KEPT[case]
    assert settings_of(service(info=info, **members), NOW)[name] == value


def as_reply(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """An object in the API's names."""
    return {field.api: _as_reply(field, values[field.name]) for field in fields if field.name in values}


def _as_reply(field: Field, value: Any) -> Any:
    if field.fields and isinstance(value, Mapping):
        return as_reply(field.fields, value)
    return [_as_reply(field, element) for element in value] if field.fields and isinstance(value, list) else value


@QUICK
@examples(VIEWS, st.sampled_from((None, "", 7, "text", ["text"], {}, [{}, None])))
def test_objects_are_shown_as_the_declarations_say(view: dict[str, Any], odd: Any) -> None:
    reply = as_reply(SERVICE, view)
    tokens = [{"Base": {"Value": "token", "Name": "n"}, "Limits": odd}, {"Base": odd}]
    group = {
        "Services": [reply, {**reply, "ServiceInfo": {"Env": odd}}],
        "AuthTokens": tokens,
        "Unknown": odd,
        "Tags": odd,
    }
    assert shown(names_of(SERVICE_GROUP), group) == masked(SERVICE_GROUP, from_api(SERVICE_GROUP, group))


def test_secrets_are_masked_and_pod_manifests_dropped() -> None:
    env = [{"Name": "KEY", "Value": "hidden", "IsPrivate": True}, {"Name": "OPEN", "Value": "seen", "IsPrivate": False}]
    info = {"Env": env, "PodList": ["manifest"], "Sidecar": {"ImageSecret": {"Password": "hidden"}}}
    kept = entry({"ServiceGroupId": "ms-1", "Services": [{"ServiceInfo": info}]}, "r", None)
    seen = kept["group"]["services"][0]["service_info"]
    assert [variable["value"] for variable in seen["env"]] == [MASK, "seen"]
    assert seen.keys() == {"env"}
    assert kept["project_id"] == "0"


def group_of(*services: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"ServiceGroupId": "ms-1", "ServiceGroupName": "chat", "Services": list(services), **members}


def test_versions_are_hosts_in_the_order_of_their_numbers() -> None:
    services = [{"ServiceId": "ms-1-10", "Version": "10"}, {"ServiceId": "ms-1-2", "Version": ""}]
    hosts = hosts_of([entry(group_of(*services), "r", "7")], "services", NOW)
    assert [(host.name, host.variables["version"]) for host in hosts] == [("chat-2", "2"), ("chat-10", "10")]
    assert {host.variables["service_group_name"] for host in hosts} == {"chat"}
    assert {(host.variables["region"], host.variables["project_id"]) for host in hosts} == {("r", "7")}


@pytest.mark.parametrize("name", [None, ""])
def test_what_has_no_name_is_named_by_its_id(name: Any) -> None:
    pods = {"PodInfos": [{"Name": name}, {"Name": "pod"}]}
    group = group_of({"ServiceId": "ms-1-2", "Version": "2", "ServiceInfo": pods}, ServiceGroupName=name)
    found = {kind: hosts_of([entry(group, "r", None)], kind, NOW) for kind in ("services", "service_groups", "pods")}
    names = {kind: [host.name for host in hosts] for kind, hosts in found.items()}
    assert names == {"services": ["ms-1-2"], "service_groups": ["ms-1"], "pods": ["ms-1-2-pod-0", "pod"]}


@pytest.mark.parametrize("services", [None, []])
def test_a_group_without_versions_is_a_host_only_as_a_group(services: Any) -> None:
    kept = [entry({**group_of(), "Services": services}, "r", None)]
    assert [len(hosts_of(kept, kind, NOW)) for kind in ("services", "service_groups", "pods")] == [0, 1, 0]


def place(region: str, project_id: str, identity: str) -> Host:
    return Host("unused", {}, region, project_id, identity)


NAMES: dict[str, tuple[list[tuple[str, str, str, str]], list[str]]] = {
    "different": ([("a", "r", "0", "1"), ("b", "r", "0", "2")], ["a", "b"]),
    "regions": ([("a", "r", "0", "1"), ("a", "s", "0", "2")], ["a_r", "a_s"]),
    "workspaces": ([("a", "r", "0", "1"), ("a", "r", "7", "2")], ["a_0", "a_7"]),
    "ids": ([("a", "r", "0", "1"), ("a", "r", "0", "2"), ("b", "r", "0", "3")], ["a_1", "a_2", "b"]),
    "regions and ids": ([("a", "r", "0", "1"), ("a", "s", "0", "2"), ("a", "s", "0", "3")], ["a_r", "a_s_2", "a_s_3"]),
    "a mark that is a name": (
        [("a", "r", "0", "1"), ("a_r", "s", "0", "2"), ("a", "s", "0", "3")],
        ["a_r_1", "a_r_2", "a_s"],
    ),
    "the same thing twice": ([("a", "r", "0", "1"), ("a", "r", "0", "1"), ("a_2", "r", "0", "3")], ["a", "a_3", "a_2"]),
}


@pytest.mark.parametrize("case", NAMES)
def test_equal_names_are_told_apart(case: str) -> None:
    rows, expected = NAMES[case]
    hosts = [place(*row[1:]) for row in rows]
    assert unique_names(hosts, [row[0] for row in rows]) == expected


@QUICK
@examples(st.lists(st.tuples(*[st.sampled_from(("a", "a_a", "b", "a_b"))] * 4), max_size=8))
def test_no_two_hosts_share_a_name(rows: list[tuple[str, str, str, str]]) -> None:
    names = unique_names([place(*row[1:]) for row in rows], [row[0] for row in rows])
    assert len(set(names)) == len(names) == len(rows)
