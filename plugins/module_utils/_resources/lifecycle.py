# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a model service: which states there are, which are good, and why one is bad.

Status values and their classes: section c of the API semantics (SDK docstrings, published example replies).
"""

from __future__ import annotations

from collections.abc import Mapping
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
MOST_CONTAINERS = 5


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


def is_settled(view: View, wait_for: str) -> bool:
    """Whether nothing goes on: it is at rest, or it runs as well as `wait_for` (running, replicas_ready) asks for."""
    if phase(view) not in (Phase.CREATING, Phase.RUNNING):
        return True
    return is_normal(view) and (wait_for == "running" or has_all_replicas(view))


def reason(view: View) -> str:
    """Why a service is not as wanted, as far as its status says so, or an empty text."""
    return failure_reason(view) or release_failure(view) or harmless(str(_workload(view, "reason") or ""))


def failure_reason(view: View) -> str:
    """Why a service can never become ready, or an empty text."""
    if phase(view) is Phase.FAILED:
        told = view.get("create_failed_reason")
        return harmless(f"its status is {_status(view)}" + (f" ({told})" if told and told != SUCCEEDED else ""))
    return STOPPED_BY_PLATFORM.get(str(view.get("business_status")), "")


def release_failure(view: View) -> str:
    """Why a service can never become stopped, or an empty text."""
    business = view.get("business_status")
    return f"the platform could not release its resources ({business})" if business in NOT_RELEASED else ""


def degradation(view: View) -> str:
    """Why a service looks bad though it may recover, or an empty text."""
    if "Abnormal" not in (view.get("status"), _workload(view, "status")):
        return ""
    told = harmless(str(_workload(view, "reason") or ""))
    return "; ".join(["its status is Abnormal", *filter(None, [told]), *pod_troubles(view)])


def pod_troubles(view: View) -> list[str]:
    """One line for each container, or else its pod, that says why it does not run; no more than MOST_CONTAINERS."""
    return in_lines(failing_containers(view))


def in_lines(containers: list[dict[str, Any]]) -> list[str]:
    """What failing_containers found, as texts."""
    return [_in_words(container) for container in containers]


def _in_words(container: dict[str, Any]) -> str:
    where = f"pod {container['pod_name']}" + (f", container {container['container']}" if container["container"] else "")
    said = [str(container[key]) for key in ("state", "reason", "message") if container[key]]
    restarts = [f"restart count {container['restart_count']}"] if container["restart_count"] else []
    return f"{where}: {', '.join(said + restarts)}"


def failing_containers(view: View) -> list[dict[str, Any]]:
    """The containers that do not run, or pods for which no container says why; MOST_CONTAINERS at most."""
    pods = dig(view, ("service_info", "pod_infos")) or []
    return [found for pod in pods for found in _failing_of(pod)][:MOST_CONTAINERS]


def _failing_of(pod: View) -> list[dict[str, Any]]:
    found = []
    for container in pod.get("container_infos") or []:
        status = container.get("status") or {}
        if any(status.get(key) for key in ("state", "reason", "message")) and not status.get("ready"):
            found.append(_failing(pod, container.get("name"), status))
    return found or ([_failing(pod, None, {"message": pod["message"]})] if pod.get("message") else [])


def _failing(pod: View, container: Any, status: View) -> dict[str, Any]:
    told = {name: status.get(name) for name in ("state", "reason", "message", "restart_count")}
    return with_harmless_texts({"pod_name": pod.get("name"), "container": container, **told})


def harmless(text: str) -> str:
    """A text of the API in one line: without line breaks, terminal escapes and other control characters."""
    return "".join(char if char.isprintable() else " " for char in text)


def with_harmless_texts(members: Mapping[str, Any]) -> dict[str, Any]:
    """An object of the API with its texts made harmless."""
    return {name: harmless(value) if isinstance(value, str) else value for name, value in members.items()}


def describe(view: View) -> str:
    """The state of a service in one line."""
    parts = [f"{view.get('service_id')} is {view.get('status') or 'starting'}"]
    wanted = _workload(view, "replicas")
    if wanted:
        parts.append(f"{_workload(view, 'ready_replicas') or 0} of {wanted} replicas ready")
    told = _workload(view, "reason")
    return harmless(", ".join(parts + ([str(told)] if told else [])))


def _workload(view: View, member: str) -> Any:
    return dig(view, ("service_info", "status", member))
