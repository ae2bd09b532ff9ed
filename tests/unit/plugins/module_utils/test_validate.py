# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what is said about options before any request."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.tencentcloud.plugins.module_utils import _checks
from ansible_collections.community.tencentcloud.plugins.module_utils._arguments import argument_spec
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import (
    check_options,
    problems,
    unknown_values,
)
from generated import QUICK, WANTED

IMPOSSIBLE: list[tuple[dict[str, Any], str, str]] = [
    ({"replicas": 0}, "replicas", "is 0, but must be at least 1"),
    ({"replicas": -1}, "replicas", "is -1, but must be at least 1"),
    ({"priority": 10}, "priority", "is 10, but must be at most 9"),
    ({"priority": -1}, "priority", "is -1, but must be at least 0"),
    ({"resources": {"rdma": 100}}, "resources.rdma", "is 100, but must be at most 99"),
    ({"termination_grace_period_seconds": 0}, "termination_grace_period_seconds", "must be at least 1"),
    ({"target_project_id": -1}, "target_project_id", "must be at least 0"),
    ({"instance_per_replicas": 0}, "instance_per_replicas", "must be at least 1"),
    ({"hybrid_billing_prepaid_replicas": 0}, "hybrid_billing_prepaid_replicas", "must be at least 1"),
    ({"service_limit": {"instance_rps_limit": -1}}, "service_limit.instance_rps_limit", "must be at least 0"),
    (
        {"health_probe": {"startup_probe": {"probe_action": {"tcp_socket": {"port": 65536}}}}},
        "health_probe.startup_probe.probe_action.tcp_socket.port",
        "must be at most 65535",
    ),
    (
        {"horizontal_pod_autoscaler": {"max_replicas": 0}},
        "horizontal_pod_autoscaler.max_replicas",
        "must be at least 1",
    ),
    (
        {"horizontal_pod_autoscaler": {"min_replicas": 5, "max_replicas": 4}},
        "horizontal_pod_autoscaler.min_replicas",
        "is 5 and above max_replicas 4",
    ),
    (
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "gpu-util", "value": 101}]}},
        "horizontal_pod_autoscaler.hpa_metrics[gpu-util].value",
        "is 101",
    ),
    (
        {"cron_scale_jobs": [{"name": "a", "schedule": "0 0 8 * * *"}, {"schedule": "0 8 * * *"}]},
        "cron_scale_jobs[1].schedule",
        "six fields",
    ),
    (
        {"cron_scale_jobs": [{"schedule": "0 0 8 * * *", "min_replicas": 3, "max_replicas": 2}]},
        "cron_scale_jobs[0].min_replicas",
        "above max_replicas",
    ),
    (
        {"cron_scale_jobs": [{"schedule": "0 0 8 * * *", "exclude_dates": ["x"] * 4}]},
        "cron_scale_jobs[0].exclude_dates",
        "3 at most",
    ),
    (
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": "2026-12-01T22:00:00"}},
        "scheduled_action.schedule_stop_time",
        "offset",
    ),
    ({"command_base64": "python3 serve.py"}, "command_base64", "not a base64 text"),
    ({"service_port": 9092}, "service_port", "9092"),
    ({"env": [{"name": "A"}, {"name": "B"}, {"name": "A"}]}, "env", "2 entries with name 'A'"),
    (
        {"volume_mounts": [{"mount_path": "/a"}] * 3},
        "volume_mounts",
        "3 entries with mount_path '/a'",
    ),
    (
        {"cron_scale_jobs": [{"schedule": "0 0 8 * * *"}] * 2},
        "cron_scale_jobs",
        "2 entries with schedule '0 0 8 * * *'",
    ),
    (
        {"cron_scale_jobs": [{"name": "a", "schedule": "0 0 8 * * *"}, {"name": "a", "schedule": "0 0 9 * * *"}]},
        "cron_scale_jobs",
        "2 entries with name 'a'",
    ),
    (
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "gpu-util", "value": 50}] * 2}},
        "horizontal_pod_autoscaler.hpa_metrics",
        "2 entries with name 'gpu-util'",
    ),
]


@pytest.mark.parametrize(("wanted", "path", "problem"), IMPOSSIBLE, ids=[row[1] for row in IMPOSSIBLE])
def test_impossible_values_are_refused_with_the_path_of_the_option(
    wanted: dict[str, Any], path: str, problem: str
) -> None:
    with pytest.raises(OptionError) as caught:
        check_options(SETTINGS, wanted)
    assert caught.value.option_path == path
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"replicas": 1, "instance_per_replicas": 1, "hybrid_billing_prepaid_replicas": 1},
        {"termination_grace_period_seconds": 1},
        {"priority": 0},
        {"priority": 9},
        {"resources": {"rdma": 99}},
        {"service_port": 8501},
        {"service_port": 0},
        {"env": []},
        {"env": [{"name": "A"}, {"name": "a"}]},
        {"model_info": {}},
        {"command_base64": ""},
        {"cron_scale_jobs": [{"name": "a", "schedule": "0 0 8 * * *"}, {"name": "b", "schedule": "0 0 8 * * *"}]},
        {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": "2020-01-01T00:00:00Z"}},
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "new-metric", "value": 10**6}]}},
        {"target_project_id": 0},
    ],
    ids=str,
)
def test_possible_values_are_accepted(wanted: dict[str, Any]) -> None:
    assert list(problems(SETTINGS, wanted)) == []


@QUICK
@hypothesis.given(WANTED)
def test_checks_can_read_every_value_that_ansible_lets_through(wanted: dict[str, Any]) -> None:
    paths = [path for path, _problem in problems(SETTINGS, wanted)]
    assert all(path.partition(".")[0].partition("[")[0] in wanted for path in paths)


def test_all_problems_are_found_in_the_order_of_the_options() -> None:
    wanted = {"priority": 99, "replicas": 0, "env": [{"name": "A"}] * 2}
    assert [path for path, _problem in problems(SETTINGS, wanted)] == ["env", "replicas", "priority"]


def test_a_check_names_members_and_elements_below_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(value: Any) -> list[tuple[str, str]]:
        return [("", "whole"), ("member", "part"), ("[0].member", "element")]

    monkeypatch.setattr(_checks, "complain", complain, raising=False)
    field = Field("box", "Box", "dict", check="complain")
    assert [path for path, _problem in problems((field,), {"box": {"a": 1}})] == ["box", "box.member", "box[0].member"]


@pytest.mark.parametrize(
    ("wanted", "path", "value"),
    [
        ({"scheduling_strategy": "random"}, "scheduling_strategy", "random"),
        ({"image_info": {"image_type": "OCI"}}, "image_info.image_type", "OCI"),
        ({"model_info": {"model_type": "QUANTIZED"}}, "model_info.model_type", "QUANTIZED"),
        ({"volume_mount": {"volume_source_type": "NAS"}}, "volume_mount.volume_source_type", "NAS"),
        (
            {"volume_mounts": [{"mount_path": "/a", "cfs_config": {"protocol": "SMB"}}]},
            "volume_mounts.cfs_config.protocol",
            "SMB",
        ),
        (
            {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "tokens", "value": 1}]}},
            "horizontal_pod_autoscaler.hpa_metrics.name",
            "tokens",
        ),
        ({"sidecar": {"image_info": {"image_type": "OCI"}}}, "sidecar.image_info.image_type", "OCI"),
    ],
    ids=lambda value: value if isinstance(value, str) else "given",
)
def test_a_value_that_is_not_known_yet_draws_one_warning(wanted: dict[str, Any], path: str, value: str) -> None:
    (warning,) = unknown_values(SETTINGS, wanted)
    assert warning.startswith(f"{path} is {value!r}")
    assert list(problems(SETTINGS, wanted)) == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"scheduling_strategy": "spread"},
        {"scheduling_strategy": ""},
        {"image_info": {"image_type": "PreSet"}},
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "gpu-util"}]}},
        {"service_description": "anything", "scale_mode": "AUTO"},
    ],
    ids=str,
)
def test_known_and_free_values_draw_no_warning(wanted: dict[str, Any]) -> None:
    assert list(unknown_values(SETTINGS, wanted)) == []


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({"scheduled_action": {"schedule_stop": True}}, "schedule_stop_time"),
        ({"scheduled_action": {"schedule_stop": False}}, None),
        ({"service_limit": {"enable_instance_rps_limit": True}}, "instance_rps_limit"),
        ({"service_limit": {"enable_instance_rps_limit": True, "instance_rps_limit": 0}}, None),
        ({"service_limit": {"enable_instance_req_limit": True}}, "instance_req_limit"),
        ({"service_limit": {"enable_instance_rps_limit": False, "enable_instance_req_limit": False}}, None),
        ({"env": [{"value": "x"}]}, "name"),
        ({"volume_mounts": [{"cfs_config": {"id": "cfs-1"}}]}, "mount_path"),
        ({"cron_scale_jobs": [{"schedule": "0 0 8 * * *"}]}, None),
    ],
    ids=str,
)
def test_ansible_asks_for_members_that_go_together(given: dict[str, Any], needed: str | None) -> None:
    messages = ArgumentSpecValidator(argument_spec(SETTINGS)).validate(given).error_messages
    assert bool(messages) is (needed is not None)
    assert all(str(needed) in message for message in messages)
