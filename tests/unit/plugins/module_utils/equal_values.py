# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which values of a setting are the same: section a of the API semantics as data, for the tests of the comparison."""

from __future__ import annotations

import base64
from typing import Any

COMMAND64 = base64.b64encode(b"python3 serve.py").decode()
PUBLIC, PRIVATE = {"name": "A", "value": "1"}, {"name": "P", "value": "s", "is_private": True}
STOP_AT = {"schedule_stop": True, "schedule_stop_time": "2026-12-01T22:00:00+08:00"}
METRICS = [{"name": "gpu-util", "value": 70}, {"name": "cpu-util", "value": 50}]
JOBS = [{"name": "day", "schedule": "0 0 8 * * *"}, {"name": "night", "schedule": "0 0 20 * * *"}]
MOUNTS = [{"mount_path": "/a", "cfs_config": {"id": "cfs-1", "path": "/"}}, {"mount_path": "/b"}]
TAGS = [{"tag_key": "team", "tag_value": "x"}, {"tag_key": "stage", "tag_value": "y"}]
FILE_SYSTEM = {"id": "cfs-1", "path": "/"}
HTTP = {"action_type": "HTTPGet", "http_get": {"path": "/", "port": 80}}
DEFAULTS_OF_A_PROBE = {"initial_delay_seconds": 5, "period_seconds": 5, "timeout_seconds": 1, "failure_threshold": 3}
# What a service without any probe reads back.
PROBE_OF_THE_PLATFORM = {
    "liveness_probe": None,
    "readiness_probe": {
        **DEFAULTS_OF_A_PROBE,
        "success_threshold": 1,
        "probe_action": {"action_type": "TCPSocket", "tcp_socket": {"port": 8501}, "http_get": None},
    },
}
SWITCHES = ("log_enable", "model_hot_update_enable", "model_turbo_enable", "grpc_enable")

# Setting, value of a task, value read back.
EQUAL: list[tuple[str, Any, Any]] = [
    ("service_description", "", None),
    ("resource_group_id", "", None),
    ("target_project_id", 0, 7),
    ("target_project_id", 7, 7),
    ("model_info", {}, None),
    ("model_info", {"model_version_id": "m"}, {"model_version_id": "m", "model_name": "x", "model_source": "COS"}),
    ("image_info", {"registry_id": ""}, {"registry_id": None}),
    ("image_info", {"image_type": "PreSet"}, {"image_type": "PRE_SET"}),
    ("image_info", {"image_type": "PreSet"}, {"image_type": "PRESET"}),
    ("image_info", {"image_type": "CCR"}, {"image_type": ""}),
    ("image_info", {"image_type": "CCR"}, {"image_type": None}),
    ("image_info", {"image_url": "u", "allow_save_all_content": False}, {"image_url": "u", "image_name": "n"}),
    ("env", [], None),
    ("env", [PUBLIC, PRIVATE], [PRIVATE, PUBLIC]),
    ("env", [{**PUBLIC, "is_private": False}], [{**PUBLIC, "is_private": None}]),
    ("env", [{"name": "A", "value": ""}], [{"name": "A", "value": None}]),
    ("env", [PRIVATE], [{**PRIVATE, "value": ""}]),
    ("env", [PRIVATE], [{**PRIVATE, "value": "******"}]),
    ("resources", {"cpu": 4000, "gpu": 0}, {"cpu": 4000, "memory": 1, "gpu": None, "real_gpu": 100}),
    ("resources", {"gpu_type": ""}, {"gpu_type": "none"}),
    ("scale_mode", "MANUAL", ""),
    ("scale_mode", "MANUAL", None),
    ("replicas", 2, 2),
    ("horizontal_pod_autoscaler", {"min_replicas": 1}, {"min_replicas": 1, "max_replicas": 5}),
    ("horizontal_pod_autoscaler", {"hpa_metrics": METRICS}, {"hpa_metrics": METRICS[::-1], "max_replicas": 5}),
    ("cron_scale_jobs", [], None),
    ("cron_scale_jobs", JOBS, JOBS[::-1]),
    ("cron_scale_jobs", [{"schedule": "0 0 8 * * *"}], [{"name": "", "schedule": "0 0 8 * * *", "target_replicas": 0}]),
    ("cron_scale_jobs", [{"schedule": "0 0 8 * * *"}], JOBS[:1]),
    ("cron_scale_jobs", [{**JOBS[0], "exclude_dates": ["x", "y"]}], [{**JOBS[0], "exclude_dates": ["y", "x"]}]),
    ("hybrid_billing_prepaid_replicas", 1, 0),
    ("hybrid_billing_prepaid_replicas", 1, None),
    *((name, False, None) for name in SWITCHES),
    ("scheduled_action", {"schedule_stop": False}, None),
    ("scheduled_action", STOP_AT, {"schedule_stop": True, "schedule_stop_time": "2026-12-01T14:00:00Z"}),
    ("scheduled_action", {**STOP_AT, "schedule_stop": False}, {"schedule_stop": False, "schedule_stop_time": ""}),
    ("service_limit", {"enable_instance_rps_limit": False, "enable_instance_req_limit": False}, None),
    ("service_limit", {"enable_instance_rps_limit": False, "instance_rps_limit": 5}, {"instance_rps_limit": 1000000}),
    (
        "service_limit",
        {"enable_instance_rps_limit": True, "instance_rps_limit": 0},
        {"enable_instance_rps_limit": True},
    ),
    ("volume_mount", {}, None),
    ("volume_mount", {"volume_source_type": "CFS", "mount_path": "/a"}, {"volume_source_type": "", "mount_path": "/a"}),
    (
        "volume_mount",
        {"cfs_config": {**FILE_SYSTEM, "mount_type": "STORAGE"}},
        {"cfs_config": {**FILE_SYSTEM, "mount_type": "", "protocol": ""}},
    ),
    ("volume_mounts", [], None),
    ("volume_mounts", MOUNTS, MOUNTS[::-1]),
    ("command", "", None),
    ("command_base64", COMMAND64, COMMAND64),
    ("command_base64", COMMAND64, base64.b64encode(COMMAND64.encode()).decode()),
    ("service_eip", {"enable_eip": False}, None),
    ("service_eip", {"enable_eip": False, "vpc_id": "vpc-1"}, {"enable_eip": False, "vpc_id": "vpc-2"}),
    *(("service_port", 8501, value) for value in (None, 0)),
    *(("instance_per_replicas", 1, value) for value in (None, 0, "1")),
    ("instance_per_replicas", 2, "2"),
    *(("termination_grace_period_seconds", 30, value) for value in (None, 0)),
    ("pre_stop_command", [], None),
    ("health_probe", {}, None),
    (
        "health_probe",
        {"readiness_probe": {"probe_action": HTTP}},
        {"readiness_probe": {"probe_action": HTTP, **DEFAULTS_OF_A_PROBE}},
    ),
    ("health_probe", {"readiness_probe": {"probe_action": {"action_type": "HTTPGet"}}}, {"liveness_probe": {}}),
    ("health_probe", {}, PROBE_OF_THE_PLATFORM),
    ("health_probe", {"readiness_probe": {"period_seconds": 5}}, PROBE_OF_THE_PLATFORM),
    ("rolling_update", {"max_surge": {"type": "Num", "value": 1}}, {"max_surge": {"type": "", "value": 1}}),
    (
        "rolling_update",
        {"max_surge": {"value": 1}},
        {"max_surge": {"type": "Percent", "value": 1}, "max_unavailable": {}},
    ),
    *(("scheduling_strategy", "binpack", value) for value in (None, "")),
    ("infer_template_id", "", None),
    ("sidecar", {"image_info": {"image_url": "u"}}, None),
    ("priority", 3, None),
    ("charge_type", "PREPAID", "PRE_PAID"),
    *(("deploy_type", "STANDARD", value) for value in (None, "")),
    ("authorization_enable", False, None),
    ("tags", [], None),
    ("tags", TAGS, TAGS[::-1]),
    *(("create_source", "DEFAULT", value) for value in (None, "", "NORMAL")),
    ("resource_supply_attribute", {"supply_type": "", "cluster_type": "DEFAULT"}, None),
    ("gateway_config", {"gateway_type": "A"}, {"gateway_type": "A", "hash_header_key": "h"}),
    ("callback_url", "http://example/", None),
    ("service_category", "a", None),
]

DIFFERENT: list[tuple[str, Any, Any]] = [
    ("service_description", "new", "old"),
    ("service_description", "", "old"),
    ("resource_group_id", "rsg-1", ""),
    ("target_project_id", 7, 0),
    ("model_info", {}, {"model_version_id": "m"}),
    ("model_info", {"model_version_id": "m2"}, {"model_version_id": "m1"}),
    ("image_info", {"image_type": "CCR"}, {"image_type": "TCR"}),
    ("image_info", {"image_url": "u:2"}, {"image_url": "u:1"}),
    ("image_info", {"registry_id": ""}, {"registry_id": "tcr-1"}),
    ("env", [], [PUBLIC]),
    ("env", [PUBLIC], None),
    ("env", [{"name": "A", "value": "1 "}], [PUBLIC]),
    ("env", [{"name": "a", "value": "1"}], [PUBLIC]),
    ("env", [{**PUBLIC, "is_private": True}], [PUBLIC]),
    ("resources", {"gpu_type": "T4"}, {"gpu_type": "none"}),
    ("resources", {"gpu": 0}, {"gpu": 100}),
    ("scale_mode", "AUTO", ""),
    ("scale_mode", "MANUAL", "AUTO"),
    ("replicas", 2, 0),
    ("horizontal_pod_autoscaler", {"hpa_metrics": METRICS}, {"hpa_metrics": METRICS[:1]}),
    ("horizontal_pod_autoscaler", {"scale_up_stabilization_window_seconds": 0}, {"min_replicas": 1}),
    ("cron_scale_jobs", JOBS, JOBS[:1]),
    ("cron_scale_jobs", [{"schedule": "0 0 8 * * *"}], [{"schedule": "0 0 9 * * *"}]),
    ("hybrid_billing_prepaid_replicas", 2, None),
    *((name, False, True) for name in SWITCHES),
    ("scheduled_action", STOP_AT, None),
    ("scheduled_action", {"schedule_stop": False}, STOP_AT),
    ("scheduled_action", STOP_AT, {**STOP_AT, "schedule_stop_time": "2026-12-01T22:00:00Z"}),
    ("service_limit", {"enable_instance_rps_limit": True, "instance_rps_limit": 5}, {"instance_rps_limit": 5}),
    ("volume_mount", {}, MOUNTS[0]),
    ("volume_mount", {"cfs_config": {"mount_type": "SOURCE"}}, {"cfs_config": {**FILE_SYSTEM, "mount_type": ""}}),
    ("volume_mounts", MOUNTS[:1], MOUNTS),
    ("command", "python3 serve.py", "python3 serve.py "),
    ("command_base64", COMMAND64, None),
    ("service_eip", {"enable_eip": True}, None),
    ("service_eip", {"enable_eip": True, "vpc_id": "vpc-1"}, {"enable_eip": True, "vpc_id": "vpc-2"}),
    *(("service_port", 8080, value) for value in (None, 0, 8501)),
    ("instance_per_replicas", 2, "1"),
    ("termination_grace_period_seconds", 60, None),
    ("pre_stop_command", ["a", "b"], ["b", "a"]),
    ("pre_stop_command", [], ["a"]),
    ("health_probe", {"readiness_probe": {}}, {"readiness_probe": {"period_seconds": 5}}),
    ("health_probe", {"readiness_probe": {"initial_delay_seconds": 0}}, {"readiness_probe": DEFAULTS_OF_A_PROBE}),
    ("health_probe", {"readiness_probe": {"period_seconds": 9}}, PROBE_OF_THE_PLATFORM),
    ("health_probe", {}, {**PROBE_OF_THE_PLATFORM, "liveness_probe": {"period_seconds": 9}}),
    ("rolling_update", {"max_surge": {"type": "Percent"}}, {"max_surge": {"type": ""}}),
    ("scheduling_strategy", "spread", ""),
    ("infer_template_id", "t-1", ""),
    ("charge_type", "PREPAID", "POSTPAID_BY_HOUR"),
    ("deploy_type", "DIST", ""),
    ("authorization_enable", True, None),
    ("tags", TAGS, [TAGS[0], {**TAGS[1], "tag_value": "other"}]),
    ("tags", TAGS[:1], TAGS),
    ("create_source", "AUTO_ML", ""),
    ("resource_supply_attribute", {"supply_type": "TIDE"}, None),
    ("gateway_log_config", {"topic_id": "b"}, {"topic_id": "a"}),
]
