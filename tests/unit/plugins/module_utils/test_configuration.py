# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the way from a task and a service to the configuration that is sent."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

import configuration_cases as cases
import hypothesis
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from ansible_collections.community.tencentcloud.plugins.module_utils._arguments import argument_spec
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import configuration, reading
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    SCALING_SETTINGS,
    SETTINGS,
)
from generated import QUICK, VIEWS, WANTED, stored
from service_views import ENV, FUTURE, NOW, PAST, autoscaled, service, stopped

COMMAND64 = forms.encode_command("python3 serve.py --port 80")


def params(**given: Any) -> dict[str, Any]:
    """The options as Ansible hands them over: those that were left out are None."""
    return {**dict.fromkeys(argument_spec(ALL_SETTINGS)), **given}


def difference(wanted: Mapping[str, Any], view: Mapping[str, Any], secrets: bool = False) -> configuration.Difference:
    return configuration.difference(wanted, view, NOW, secrets)


def ignored(wanted: Mapping[str, Any], view: Mapping[str, Any], enforce: bool = False) -> dict[str, str]:
    return dict(configuration.ignored_settings(wanted, view, enforce, NOW))


def refused(found: configuration.Difference, sent: Any = SETTINGS) -> str:
    with pytest.raises(OptionError) as caught:
        configuration.check_effective(found, sent)
    return caught.value.option_path


def test_wanted_settings_are_what_was_given_and_the_base64_command_wins() -> None:
    assert configuration.wanted_settings(params()) == {}
    assert configuration.wanted_settings(params(replicas=2, env=[])) == {"replicas": 2, "env": []}
    both = params(command="old", command_base64=COMMAND64)
    assert configuration.wanted_settings(both) == {"command_base64": COMMAND64}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"scale_mode": "MANUAL", "scale_strategy": "HPA"}, "scale_strategy"),
        ({"replicas": 0}, "replicas"),
        ({"env": [{"name": "A"}, {"name": "A"}]}, "env"),
        ({"scheduled_action": {"schedule_stop": True, "schedule_stop_time": "tomorrow"}}, "scheduled_action.schedule_stop_time"),
    ],
    ids=str,
)  # fmt: skip
def test_impossible_settings_are_refused_before_any_call(given: dict[str, Any], path: str) -> None:
    with pytest.raises(OptionError) as caught:
        configuration.wanted_settings(params(**given))
    assert caught.value.option_path == path


@pytest.mark.parametrize(("charge_type", "honoured"), cases.BILLING)
def test_settings_of_another_billing_are_ignored_with_a_reason_and_not_sent(
    charge_type: Any, honoured: set[str]
) -> None:
    wanted = {cases.PREPAID_ONLY: {"cpu": 1}, cases.NOT_PREPAID: "TI.S", cases.HYBRID_ONLY: 2}
    view = service(charge_type=charge_type, info=wanted)
    assert wanted.keys() - ignored(wanted, view) == honoured
    assert all(
        "the API honours it for services with charge_type" in reason for reason in ignored(wanted, view).values()
    )
    assert wanted.keys() & difference({"replicas": 3}, view).effective.keys() == honoured


@pytest.mark.parametrize(("deploy_type", "honoured"), [("DIST", True), ("STANDARD", False), ("", False), (None, False)])
def test_instances_per_replica_are_for_distributed_services(deploy_type: Any, honoured: bool) -> None:
    wanted, view = {"instance_per_replicas": 2}, service(deploy_type=deploy_type, info={"instance_per_replicas": 2})
    assert (not ignored(wanted, view)) is honoured
    assert ("instance_per_replicas" in difference({}, view).effective) is honoured


@pytest.mark.parametrize(("wanted", "info", "owned"), cases.AUTOSCALED)
def test_the_autoscaler_owns_the_replicas_unless_they_are_enforced(
    wanted: dict[str, Any], info: dict[str, Any], owned: bool
) -> None:
    wanted, view = {"replicas": 5, **wanted}, service(info=info)
    assert ignored(wanted, view) == ({"replicas": ""} if owned else {})
    assert ignored(wanted, view, enforce=True) == {}


@pytest.mark.parametrize(("action", "is_ignored"), cases.STOPS)
def test_only_a_stop_in_the_past_is_ignored(action: dict[str, Any], is_ignored: bool) -> None:
    assert ("scheduled_action" in ignored({"scheduled_action": action}, service())) is is_ignored


@pytest.mark.parametrize(("time", "sent"), [(PAST, False), (FUTURE, True), ("", True)])
def test_a_stop_that_is_over_is_not_sent_again(time: str, sent: bool) -> None:
    action = {"schedule_stop": True, "schedule_stop_time": time}
    effective = difference({"replicas": 3}, service(info={"scheduled_action": action})).effective
    assert ("scheduled_action" in effective) is sent


@pytest.mark.parametrize(("wanted", "image_type", "is_ignored"), cases.PORTS)
def test_a_port_is_for_images_that_are_not_built_in(wanted: dict[str, Any], image_type: str, is_ignored: bool) -> None:
    view = service(info={"image_info": {"image_type": image_type}})
    assert ("service_port" in ignored(wanted, view)) is is_ignored


@pytest.mark.parametrize(("wanted", "scaling_only"), cases.SCALING)
def test_a_difference_of_scaling_alone_is_told_apart(wanted: dict[str, Any], scaling_only: bool) -> None:
    assert difference(wanted, service()).is_scaling_only is scaling_only


def test_a_scaling_request_holds_the_complete_scaling_set_and_nothing_else() -> None:
    body = configuration.scale_body(difference({"replicas": 3}, service(info=autoscaled())).effective)
    assert body == {
        "ScaleMode": "AUTO",
        "Replicas": 3,
        "ScaleStrategy": "HPA",
        "HorizontalPodAutoscaler": {
            "MinReplicas": 1,
            "MaxReplicas": 4,
            "HpaMetrics": [{"Name": "gpu-util", "Value": 70}],
        },
    }


def test_an_update_holds_the_complete_configuration_without_facts_and_unset_members() -> None:
    body = configuration.update_body(difference({"service_description": "new"}, service()).effective)
    assert body == {
        "ServiceDescription": "new",
        "ResourceGroupId": "rsg-1",
        "ImageInfo": {"ImageType": "CCR", "ImageUrl": "ccr.example/app:1"},
        "Env": [{"Name": "LEVEL", "Value": "info", "IsPrivate": False}],
        "Resources": {"Cpu": 4000, "Memory": 8000, "Gpu": 100, "GpuType": "T4"},
        "ScaleMode": "MANUAL",
        "Replicas": 2,
        "LogEnable": False,
        "ServicePort": 8080,
        "Command": "python3 serve.py",
    }


def test_a_stopped_service_keeps_its_replicas_in_an_update() -> None:
    assert not difference({"replicas": 2}, stopped())
    assert configuration.update_body(difference({"command": "x"}, stopped()).effective)["Replicas"] == 2


@pytest.mark.parametrize(("wanted", "info", "sent"), cases.MOUNTS)
def test_one_form_of_mounts_is_sent(wanted: dict[str, Any], info: dict[str, Any], sent: dict[str, Any]) -> None:
    effective = difference(wanted, service(info=info)).effective
    assert {name: value for name, value in effective.items() if name.startswith("volume_mount")} == sent


@pytest.mark.parametrize(
    "single", [{"volume_mount": cases.MOUNT}, {"volume_mounts": [cases.MOUNT]}], ids=["old form", "new form"]
)
def test_both_forms_of_one_mount_are_equal(single: dict[str, Any]) -> None:
    assert not difference({"volume_mount": cases.MOUNT}, service(info=single))
    assert not difference({"volume_mounts": [cases.MOUNT]}, service(info=single))
    assert difference({"volume_mounts": [cases.MOUNT, cases.OTHER]}, service(info=single)).names == {"volume_mounts"}


@pytest.mark.parametrize(("wanted", "sent"), [({"command_base64": COMMAND64}, {"CommandBase64"}), ({}, {"Command"})])
def test_one_form_of_the_command_is_sent(wanted: dict[str, Any], sent: set[str]) -> None:
    assert {
        name for name in configuration.update_body(difference(wanted, service()).effective) if "Command" in name
    } == sent
    assert difference(wanted, service()).names == set(wanted)
    assert not difference(wanted, service(info={"command": "python3 serve.py --port 80"}))


@pytest.mark.parametrize(
    ("target", "project", "moves"),
    [(7, "0", True), (7, "", True), (7, "7", False), (0, "7", False), (None, "7", False)],
)
def test_a_service_is_moved_only_if_it_is_elsewhere(target: Any, project: str, moves: bool) -> None:
    found = difference({} if target is None else {"target_project_id": target}, service(project_id=project))
    assert bool(found) is moves
    assert ("TargetProjectId" in configuration.update_body(found.effective)) is moves


@pytest.mark.parametrize(("wanted", "info", "path"), cases.REFUSED)
def test_what_the_api_would_refuse_is_refused_with_the_option(
    wanted: dict[str, Any], info: dict[str, Any], path: str
) -> None:
    assert refused(difference(wanted, service(info=info))) == path


def test_what_the_service_has_already_need_not_be_given() -> None:
    for wanted, info in (
        ({"horizontal_pod_autoscaler": {"max_replicas": 9}}, autoscaled()),
        ({"log_enable": True}, {"log_config": {"logset_id": "l", "topic_id": "t"}}),
        ({"resources": {"cpu": 8000}}, {}),
    ):
        configuration.check_effective(difference(wanted, service(info=info)), SETTINGS)


def test_a_scaling_request_is_not_refused_for_what_it_does_not_send() -> None:
    found = difference({"replicas": 3}, service(info={"log_enable": True, "log_config": None, "env": ENV}))
    configuration.check_effective(found, SCALING_SETTINGS)


@pytest.mark.parametrize(("wanted", "lost"), cases.PRIVATE)
def test_a_private_value_that_is_not_known_is_never_sent(wanted: dict[str, Any], lost: list[str]) -> None:
    found = difference(wanted, service(info={"env": ENV}))
    assert found.loses_secrets is bool(lost)
    assert "******" not in json.dumps(configuration.update_body(found.effective))
    if lost:
        assert [refused(found)] == lost


@pytest.mark.parametrize(("wanted", "view", "names"), cases.UNREADABLE)
def test_settings_that_an_update_may_reset_are_named(wanted: dict[str, Any], view: Any, names: list[str]) -> None:
    assert configuration.unreadable_settings(difference(wanted, view).effective, view) == names


@QUICK
@hypothesis.given(WANTED, VIEWS)
def test_an_update_that_is_stored_leaves_nothing_to_do(wanted: dict[str, Any], view: dict[str, Any]) -> None:
    if "command_base64" in wanted:
        wanted.pop("command", None)
    if "volume_mount" in wanted:
        wanted.pop("volume_mounts", None)
    for name in ignored(wanted, view):
        del wanted[name]
    before = copy.deepcopy((wanted, view))
    found = difference(wanted, view)
    after = stored(view, configuration.update_body(found.effective))
    assert (wanted, view) == before
    assert difference(wanted, after).change is None


@pytest.mark.parametrize("name", ["Env", "ImageInfo", "ServiceId", "ServiceAction", "TiProjectId", "PodList", "Status"])
def test_api_extra_takes_no_member_that_escapes_checks_and_masks(name: str) -> None:
    with pytest.raises(OptionError, match=f"api_extra.{name}"):
        configuration.check_extra({name: []})


def test_api_extra_is_compared_where_the_api_returns_it() -> None:
    configuration.check_extra({"NewMember": 1})
    view = {reading.RAW: {"NewMember": 1, "ServiceInfo": {"Inner": {"a": 1}}}}
    assert configuration.extra_change(None, view) is None
    assert configuration.extra_change({"NewMember": 1, "Inner": {"a": 1}, "NeverReturned": 2}, view) is None
    change = configuration.extra_change({"NewMember": 2, "Inner": {"a": 2}}, view)
    assert change == Change(
        {"api_extra": {"NewMember": 1, "Inner": {"a": 1}}}, {"api_extra": {"NewMember": 2, "Inner": {"a": 2}}}
    )
    hidden = configuration.extra_change({"NewToken": "s3cret-new"}, {reading.RAW: {"NewToken": "s3cret-old"}})
    assert hidden is not None
    assert "s3cret" not in str(hidden)
    both = configuration.with_change(difference({"replicas": 3}, service()), change)
    assert both.names == {"replicas", "api_extra"}
    assert not both.is_scaling_only


@pytest.mark.parametrize(("changed", "group_name", "path"), cases.CREATIONS)
def test_a_creation_that_the_api_would_refuse_is_refused(changed: dict[str, Any], group_name: Any, path: Any) -> None:
    given = {name: value for name, value in {**cases.FINE_CREATION, **changed}.items() if value is not None}
    settings = configuration.settings_of_new_version(given, None, NOW)
    if path is None:
        configuration.check_creation(settings, group_name)
        return
    with pytest.raises(OptionError) as caught:
        configuration.check_creation(settings, group_name)
    assert caught.value.option_path == path


@pytest.mark.parametrize(("billing", "inherited"), [("PREPAID", "PREPAID"), ("PRE_PAID", "PREPAID")])
def test_a_new_version_inherits_the_billing_and_all_that_can_be_read(billing: str, inherited: str) -> None:
    settings = configuration.settings_of_new_version({"command": "x"}, service(charge_type=billing), NOW)
    configuration.check_creation(settings, None)
    body = configuration.creation_body(settings)
    assert (body["ChargeType"], body["Command"], body["Replicas"]) == (inherited, "x", 2)
    assert body["ImageInfo"] == {"ImageType": "CCR", "ImageUrl": "ccr.example/app:1"}


def test_what_only_a_creation_can_set_is_told_apart() -> None:
    view = service(tags=[{"tag_key": "a", "tag_value": "1"}])
    drift = configuration.immutable_drift({"charge_type": "HYBRID_PAID", "tags": [], "replicas": 9}, view)
    assert (drift.names, bool(drift.tags), drift.needs_new_group) == (["charge_type"], True, False)
    assert str(drift) == "charge_type is 'PREPAID' and should be 'HYBRID_PAID'"
    assert configuration.immutable_drift({"deploy_type": "DIST"}, view).needs_new_group
    assert configuration.immutable_drift({"charge_type": "POSTPAID_BY_HOUR"}, view).needs_new_group
    same = configuration.immutable_drift({"deploy_type": "STANDARD", "callback_url": "http://x"}, view)
    assert (same.names, same.tags) == ([], None)
