# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task gives, what the service is like, and what comes of it: tables for the tests of the configuration."""

from __future__ import annotations

from typing import Any

import pytest
from service_views import FUTURE, PAST, autoscaled

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
        ({"schedule_stop": True, "schedule_stop_time": PAST}, True),
        ({"schedule_stop": True, "schedule_stop_time": FUTURE}, False),
        ({"schedule_stop": False}, False),
        ({"schedule_stop": False, "schedule_stop_time": PAST}, False),
    ],
    ids=["past", "a second ahead", "off", "off with a time that is over"]

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
        pytest.param({"volume_mounts": [MOUNT]}, {"volume_mount": MOUNT}, {"volume_mounts": [MOUNT]}, id="same in new form"),
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
