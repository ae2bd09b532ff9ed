# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task gives, what the service is like, and what comes of it: tables for the tests of the configuration."""

from __future__ import annotations

from typing import Any

import pytest
from service_views import ENV, FUTURE, PAST, autoscaled, service

JOBS = [{"name": "day", "schedule": "0 0 8 * * *", "target_replicas": 3}]
MOUNT = {"mount_path": "/a", "cfs_config": {"id": "cfs-1", "path": "/"}}
OTHER = {"mount_path": "/b", "cfs_config": {"id": "cfs-2", "path": "/"}}
PREPAID_ONLY, NOT_PREPAID, HYBRID_ONLY = "resources", "instance_type", "hybrid_billing_prepaid_replicas"
MANUAL, CRON = {"scale_mode": "MANUAL", "scale_strategy": ""}, {"scale_mode": "AUTO", "scale_strategy": "CRON"}

BILLING: list[Any] = [
    ("PREPAID", {PREPAID_ONLY}),
    ("PRE_PAID", {PREPAID_ONLY}),
    ("POSTPAID_BY_HOUR", {NOT_PREPAID}),
    ("HYBRID_PAID", {NOT_PREPAID, HYBRID_ONLY}),
    ("SomethingNew", {NOT_PREPAID}),
    (None, {NOT_PREPAID}),
]

AUTOSCALED: list[Any] = [
    pytest.param({}, autoscaled(), True, id="autoscaled"),
    pytest.param({}, MANUAL, False, id="manual"),
    pytest.param({}, CRON, False, id="by time table"),
    pytest.param({"scale_mode": "MANUAL"}, autoscaled(), False, id="to manual"),
    pytest.param({"scale_mode": "AUTO", "scale_strategy": "HPA"}, MANUAL, True, id="to autoscaled"),
    pytest.param({"scale_strategy": "CRON"}, autoscaled(), False, id="to the time table"),
]

STOPS: list[Any] = [
    pytest.param({"schedule_stop": True, "schedule_stop_time": PAST}, True, id="past"),
    pytest.param({"schedule_stop": True, "schedule_stop_time": FUTURE}, False, id="a second ahead"),
    pytest.param({"schedule_stop": False}, False, id="off"),
    pytest.param({"schedule_stop": False, "schedule_stop_time": PAST}, False, id="off with a time that is over"),
]

PORTS: list[Any] = [
    ({"service_port": 8080}, "PRE_SET", True),
    ({"service_port": 8080}, "PreSet", True),
    ({"service_port": 8080}, "CCR", False),
    ({"service_port": 8080}, "", False),
    ({"service_port": 8501}, "PRE_SET", False),
    ({"service_port": 8080, "image_info": {"image_type": "PreSet"}}, "CCR", True),
    ({"service_port": 8080, "image_info": {"image_type": "CCR"}}, "PRE_SET", False),
    ({"service_port": 8080, "image_info": {"image_url": "u"}}, "PRESET", True),
]

SCALING: list[Any] = [
    ({"replicas": 3}, True),
    ({"replicas": 2}, False),
    ({**autoscaled(), "replicas": 3}, True),
    ({"scale_mode": "AUTO", "scale_strategy": "CRON", "cron_scale_jobs": JOBS}, True),
    ({**autoscaled(), "scale_strategy": "CRON", "cron_scale_jobs": JOBS, "replicas": 3}, True),
    ({"replicas": 3, "service_description": "new"}, False),
    ({"replicas": 3, "service_description": "first"}, True),
    ({"service_description": "new"}, False),
    ({"replicas": 3, "scheduled_action": {"schedule_stop": True, "schedule_stop_time": FUTURE}}, False),
    ({}, False),
]

MOUNTS: list[Any] = [
    pytest.param({}, {"volume_mount": MOUNT}, {"volume_mount": MOUNT}, id="old form stays"),
    pytest.param({}, {"volume_mounts": [MOUNT]}, {"volume_mounts": [MOUNT]}, id="new form stays"),
    pytest.param({}, {"volume_mount": MOUNT, "volume_mounts": [OTHER]}, {"volume_mounts": [OTHER]}, id="new form wins"),
    pytest.param({"volume_mount": OTHER}, {"volume_mounts": [MOUNT]}, {"volume_mount": OTHER}, id="old form wanted"),
    pytest.param({"volume_mounts": [OTHER]}, {"volume_mount": MOUNT}, {"volume_mounts": [OTHER]}, id="new form wanted"),
    pytest.param(
        {"volume_mounts": [MOUNT]}, {"volume_mount": MOUNT}, {"volume_mounts": [MOUNT]}, id="same in new form"
    ),
    pytest.param({"volume_mounts": []}, {"volume_mount": MOUNT}, {"volume_mounts": []}, id="cleared in new form"),
    pytest.param({"volume_mount": {}}, {"volume_mounts": [MOUNT]}, {}, id="cleared in old form"),
    pytest.param({}, {}, {}, id="none"),
]

REFUSED: list[Any] = [
    ({"scale_mode": "AUTO"}, {}, "scale_strategy"),
    ({"scale_mode": "AUTO", "scale_strategy": "HPA"}, {}, "horizontal_pod_autoscaler"),
    ({"scale_strategy": "CRON"}, autoscaled(), "cron_scale_jobs"),
    ({"scale_mode": "AUTO", "scale_strategy": "CRON", "cron_scale_jobs": []}, {}, "cron_scale_jobs"),
    ({"log_enable": True}, {}, "log_config"),
    ({"resources": {"cpu": 1}}, {"resources": None}, "resources.memory"),
    ({"image_info": {"image_type": "TCR", "registry_id": "t"}}, {"image_info": None}, "image_info.image_url"),
    ({"horizontal_pod_autoscaler": {"min_replicas": 9}}, autoscaled(), "horizontal_pod_autoscaler.min_replicas"),
]

FINE_CREATION: dict[str, Any] = {
    "charge_type": "PREPAID",
    "resource_group_id": "rsg-1",
    "resources": {"cpu": 1000, "memory": 1000},
    "image_info": {"image_type": "CCR", "image_url": "u"},
    "scale_mode": "MANUAL",
    "replicas": 1,
}

# What is changed of it (None: left out), the name of the group, the option that is refused.
CREATIONS: list[Any] = [
    pytest.param({}, "chat", None, id="fine"),
    pytest.param({}, None, None, id="a new version"),
    pytest.param({}, "a" * 60, None, id="a long name"),
    pytest.param({}, "a" * 61, "service_group_name", id="too long a name"),
    pytest.param({}, "-chat", "service_group_name", id="a name with a dash first"),
    pytest.param({}, "chat bot", "service_group_name", id="a name with a space"),
    pytest.param({}, "chat\n", "service_group_name", id="a name with a line end"),
    pytest.param({}, "服务", "service_group_name", id="a Chinese name"),
    pytest.param({"image_info": None}, "chat", "image_info", id="nothing to run"),
    pytest.param({"image_info": None, "model_info": {"model_version_id": "m"}}, "chat", None, id="a model alone"),
    pytest.param({"image_info": {"image_url": "u"}}, "chat", "image_info.image_type", id="half an image"),
    pytest.param({"charge_type": None}, "chat", "charge_type", id="no billing"),
    pytest.param({"resource_group_id": None}, "chat", "resource_group_id", id="prepaid without resource group"),
    pytest.param({"resources": None}, "chat", "resources", id="prepaid without resources"),
    pytest.param({"charge_type": "POSTPAID_BY_HOUR"}, "chat", "instance_type", id="postpaid without instance type"),
    pytest.param({"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S"}, "chat", None, id="postpaid"),
    pytest.param({"charge_type": "HYBRID_PAID"}, "chat", "instance_type", id="hybrid without instance type"),
    pytest.param({"scale_mode": "AUTO"}, "chat", "scale_strategy", id="automatic without a strategy"),
    pytest.param({"env": [{"name": "A", "is_private": True}]}, "chat", "env[A].value", id="private without a value"),
    pytest.param({"charge_type": "NewKind"}, "chat", None, id="a billing that is not known yet"),
]

PRIVATE: list[Any] = [
    pytest.param({"replicas": 3, "command": "x"}, ["env[KEY].value"], id="not given"),
    pytest.param({"env": [{"name": "KEY", "is_private": True}]}, ["env[KEY].value"], id="given without a value"),
    pytest.param({"env": [{"name": "KEY", "value": "new"}]}, [], id="given"),
    pytest.param({"env": ENV[:1], "command": "x"}, [], id="removed"),
]

UNREADABLE: list[Any] = [
    ({}, service(), ["sidecar", "priority"]),
    ({}, service(resource_group_id=""), ["sidecar"]),
    ({"priority": 0, "sidecar": {"image_info": {"image_url": "s"}}}, service(), []),
    (
        {},
        service(info={"image_info": {"image_type": "CUSTOM"}}),
        ["image_info.image_secret", "sidecar", "priority"],
    ),
    ({"priority": 1}, service(info={"pod_infos": [{"container_infos": [{"name": "main"}]}]}), []),
    ({"priority": 1}, service(info={"pod_infos": [{"container_infos": [{}, {}]}]}), ["sidecar"]),
    (
        {"priority": 1},
        service(info={"pod_infos": [{"container_infos": [{}]}, {"container_infos": [{}, {}]}]}),
        ["sidecar"],
    ),
    ({"priority": 1}, service(info={"pod_infos": [{"container_infos": None}]}), ["sidecar"]),
]
