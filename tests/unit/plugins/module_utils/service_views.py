# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service as it is read back, in option names and as the API returns it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE

NOW = 1_700_000_000.0
PAST, FUTURE = "2023-11-14T22:13:20Z", "2023-11-14T22:13:21Z"
IMAGE = {"image_type": "CCR", "image_url": "ccr.example/app:1", "registry_region": "", "registry_id": None}
ENV = [{"name": "LEVEL", "value": "info", "is_private": False}, {"name": "KEY", "value": "******", "is_private": True}]
HPA = {"min_replicas": 1, "max_replicas": 4, "hpa_metrics": [{"name": "gpu-util", "value": 70}]}


def workload(replicas: int = 2, **changed: Any) -> dict[str, Any]:
    """The status of a workload of which all replicas run."""
    counts = ("replicas", "updated_replicas", "ready_replicas", "available_replicas")
    return {**dict.fromkeys(counts, replicas), "unavailable_replicas": 0, "status": "Normal", "reason": "", **changed}


def service(status: Any = "Normal", info: Mapping[str, Any] | None = None, **changed: Any) -> dict[str, Any]:
    """A prepaid service with two replicas."""
    view = {
        "service_id": "ms-1-2",
        "service_group_id": "ms-1",
        "service_group_name": "chat",
        "service_description": "first",
        "charge_type": "PREPAID",
        "resource_group_id": "rsg-1",
        "deploy_type": "STANDARD",
        "version": "2",
        "status": status,
        "business_status": "BILLING",
        "create_failed_reason": "CREATE_SUCCEED",
        "project_id": "0",
        "update_time": "2023-11-01T00:00:00Z",
        "service_info": {
            "image_info": IMAGE,
            "env": ENV[:1],
            "resources": {"cpu": 4000, "memory": 8000, "gpu": 100, "gpu_type": "T4", "real_gpu": 100},
            "instance_type": "",
            "scale_mode": "MANUAL",
            "scale_strategy": "",
            "replicas": 2,
            "old_replicas": 0,
            "log_enable": False,
            "log_config": None,
            "scheduled_action": None,
            "service_port": 8080,
            "command": "python3 serve.py",
            "status": workload(),
            **(info or {}),
        },
    }
    return {**view, **changed}


def autoscaled(**info: Any) -> dict[str, Any]:
    """The members of a service that an autoscaler drives."""
    return {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA, **info}


def stopped(**changed: Any) -> dict[str, Any]:
    """The same service, stopped."""
    return service("Stopped", {"replicas": 0, "old_replicas": 2, "status": workload(0, status="Stopped")}, **changed)


def reply(view: Mapping[str, Any], fields: Iterable[Field] = SERVICE) -> dict[str, Any]:
    """The service as the API returns it."""
    return {field.api: _member(field, view[field.name]) for field in fields if field.name in view}


def _member(field: Field, value: Any) -> Any:
    if isinstance(value, Mapping):
        return reply(value, field.fields)
    return [reply(element, field.fields) for element in value] if isinstance(value, list) and field.fields else value
