# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a model service: which states there are, which are good, and why one is bad.

Status values and their classes: section c of the API semantics (SDK docstrings, published example replies).
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import View


class Phase(Enum):
    """What can be done with a service now."""

    CREATING = "creating"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"


PHASES = {
    "CREATING": Phase.CREATING,
    "CREATE_FAILED": Phase.FAILED,
    "TIMEOUT_EXCEPTION": Phase.FAILED,
    "Stopping": Phase.STOPPING,
    "Stopped": Phase.STOPPED,
}
STOPPED_BY_PLATFORM = {
    "ARREARS_STOP": "the platform stopped it because the account is in arrears",
    "WHITELIST_STOP": "the platform stopped it because the free quota ended",
}
NOT_RELEASED = ("RELEASE_FAILED", "WHITELIST_RELEASE_FAILED")
SUCCEEDED = "CREATE_SUCCEED"


def phase(view: View) -> Phase:
    """The phase of a service; a status that is not known is one in which it runs or will run."""
    return PHASES.get(_status(view), Phase.RUNNING)


def _status(view: View) -> str:
    """The status; before there is one, what billing says of the creation."""
    return str(view.get("status") or view.get("business_status") or "")


def is_stopped(view: View) -> bool:
    """Whether it is stopped for good, not on its way there."""
    return phase(view) is Phase.STOPPED


def is_created(view: View) -> bool:
    """Whether its creation has ended, well or not."""
    return phase(view) is not Phase.CREATING


def is_normal(view: View) -> bool:
    """Whether the service and its workload are both Normal."""
    return view.get("status") == "Normal" and _workload(view, "status") == "Normal"


def has_all_replicas(view: View) -> bool:
    """Whether every wanted replica has the newest settings, is ready and is available."""
    wanted = _workload(view, "replicas")
    counts = {_workload(view, name) for name in ("updated_replicas", "ready_replicas", "available_replicas")}
    if not wanted or counts != {wanted} or _workload(view, "unavailable_replicas"):
        return False
    fixed = dig(view, ("service_info", "scale_mode")) != "AUTO"
    return not fixed or wanted == dig(view, ("service_info", "replicas"))


def failure_reason(view: View) -> str:
    """Why a service can never become ready, or an empty text."""
    if phase(view) is Phase.FAILED:
        reason = view.get("create_failed_reason")
        return f"its status is {_status(view)}" + (f" ({reason})" if reason and reason != SUCCEEDED else "")
    return STOPPED_BY_PLATFORM.get(str(view.get("business_status")), "")


def release_failure(view: View) -> str:
    """Why a service can never become stopped, or an empty text."""
    business = view.get("business_status")
    return f"the platform could not release its resources ({business})" if business in NOT_RELEASED else ""


def degradation(view: View) -> str:
    """Why a service looks bad though it may recover, or an empty text."""
    if "Abnormal" not in (view.get("status"), _workload(view, "status")):
        return ""
    return "; ".join(["its status is Abnormal", *filter(None, [_workload(view, "reason")]), *pod_troubles(view)])


def pod_troubles(view: View) -> list[str]:
    """One line for each container, or else its pod, that says why it does not run."""
    return [line for pod in dig(view, ("service_info", "pod_infos")) or [] for line in _troubles_of(pod)]


def _troubles_of(pod: View) -> list[str]:
    lines = []
    for container in pod.get("container_infos") or []:
        status = container.get("status") or {}
        words = [str(status[key]) for key in ("state", "reason", "message") if status.get(key)]
        if words and not status.get("ready"):
            lines.append(f"pod {pod.get('name')}, container {container.get('name')}: {', '.join(words)}")
    return lines or ([f"pod {pod.get('name')}: {pod['message']}"] if pod.get("message") else [])


def describe(view: View) -> str:
    """The state of a service in one line."""
    parts = [f"{view.get('service_id')} is {view.get('status') or 'starting'}"]
    wanted = _workload(view, "replicas")
    if wanted:
        parts.append(f"{_workload(view, 'ready_replicas') or 0} of {wanted} replicas ready")
    reason = _workload(view, "reason")
    return ", ".join(parts + ([str(reason)] if reason else []))


def _workload(view: View, member: str) -> Any:
    return dig(view, ("service_info", "status", member))
