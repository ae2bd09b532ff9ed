# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the states of a service, against section c of the API semantics."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from service_views import autoscaled, service, stopped, workload

BUSINESS_STATUSES = (
    "CREATING",
    "CREATE_FAILED",
    "CREATE_SUCCEED",
    "ARREARS_STOP",
    "WHITELIST_STOP",
    "RELEASE_FAILED",
    "WHITELIST_RELEASE_FAILED",
    "TIMEOUT_EXCEPTION",
    "BILLING",
    "WHITELIST_USING",
)
STOPPED_BY_PLATFORM = ("ARREARS_STOP", "WHITELIST_STOP")
NOT_RELEASED = ("RELEASE_FAILED", "WHITELIST_RELEASE_FAILED")


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("CREATING", Phase.CREATING),
        ("CREATE_FAILED", Phase.FAILED),
        ("TIMEOUT_EXCEPTION", Phase.FAILED),
        ("Normal", Phase.RUNNING),
        ("Stopped", Phase.STOPPED),
        ("Stopping", Phase.STOPPING),
        ("Abnormal", Phase.RUNNING),
        ("Pending", Phase.RUNNING),
        ("Waiting", Phase.RUNNING),
        ("", Phase.RUNNING),
        (None, Phase.RUNNING),
        ("SomethingNew", Phase.RUNNING),
        ("normal", Phase.RUNNING),
        ("STOPPED", Phase.RUNNING),
    ],
)
def test_every_status_has_its_phase_and_unknown_ones_are_in_progress(status: Any, phase: Phase) -> None:
    assert lifecycle.phase(service(status)) is phase
    assert lifecycle.is_stopped(service(status)) is (phase is Phase.STOPPED)
    assert lifecycle.is_created(service(status)) is (phase is not Phase.CREATING)


@pytest.mark.parametrize("status", ["", None])
def test_a_service_without_a_status_is_being_created_if_its_billing_says_so(status: Any) -> None:
    assert lifecycle.phase(service(status, business_status="CREATING")) is Phase.CREATING
    assert lifecycle.phase({"business_status": "CREATING"}) is Phase.CREATING


def test_a_status_counts_more_than_what_billing_says_of_the_creation() -> None:
    assert lifecycle.phase(service("Normal", business_status="CREATING")) is Phase.RUNNING
    assert lifecycle.phase(service("Stopped", business_status="CREATE_SUCCEED")) is Phase.STOPPED


@pytest.mark.parametrize(
    ("status", "workload_status", "normal"),
    [
        ("Normal", "Normal", True),
        ("Normal", "Waiting", False),
        ("Normal", "Abnormal", False),
        ("Normal", None, False),
        ("Waiting", "Normal", False),
        ("Stopped", "Stopped", False),
        ("normal", "normal", False),
    ],
)
def test_a_service_is_normal_if_both_of_its_statuses_say_so(status: str, workload_status: Any, normal: bool) -> None:
    assert lifecycle.is_normal(service(status, {"status": workload(status=workload_status)})) is normal


def test_a_workload_that_is_not_known_yet_is_not_normal() -> None:
    for info in ({"status": None}, {"status": {}}):
        assert not lifecycle.is_normal(service("Normal", info))
        assert not lifecycle.has_all_replicas(service("Normal", info))
    assert not lifecycle.is_normal({"status": "Normal", "service_info": None})


@pytest.mark.parametrize(
    ("info", "complete"),
    [
        pytest.param({}, True, id="all there"),
        pytest.param({"status": workload(2, updated_replicas=1)}, False, id="old settings"),
        pytest.param({"status": workload(2, ready_replicas=1)}, False, id="not ready"),
        pytest.param({"status": workload(2, available_replicas=1)}, False, id="not available"),
        pytest.param({"status": workload(2, unavailable_replicas=1)}, False, id="one too many"),
        pytest.param({"status": workload(2, unavailable_replicas=None)}, True, id="null counts as none"),
        pytest.param({"status": workload(2, ready_replicas=None)}, False, id="null is not ready"),
        pytest.param({"status": workload(3)}, False, id="more than configured"),
        pytest.param({"status": workload(1)}, False, id="fewer than configured"),
        pytest.param({"status": workload(0), "replicas": 0}, False, id="none"),
        pytest.param({"scale_mode": None}, True, id="no mode is manual"),
        pytest.param({"scale_mode": "", "status": workload(3)}, False, id="empty mode is manual"),
        pytest.param(autoscaled(status=workload(4)), True, id="the autoscaler decides"),
        pytest.param(autoscaled(status=workload(4, ready_replicas=3)), False, id="autoscaled and not ready"),
        pytest.param(autoscaled(status=workload(0)), False, id="autoscaled to none"),
    ],
)
def test_all_replicas_are_there_if_every_count_says_so(info: dict[str, Any], complete: bool) -> None:
    assert lifecycle.has_all_replicas(service(info=info)) is complete


@pytest.mark.parametrize("status", ["CREATE_FAILED", "TIMEOUT_EXCEPTION"])
def test_a_failed_creation_is_a_failure_with_its_reason(status: str) -> None:
    assert (
        lifecycle.failure_reason(service(status, create_failed_reason="no image"))
        == f"its status is {status} (no image)"
    )
    for reason in ("CREATE_SUCCEED", "", None):
        assert lifecycle.failure_reason(service(status, create_failed_reason=reason)) == f"its status is {status}"


@pytest.mark.parametrize("business", ["CREATE_FAILED", "TIMEOUT_EXCEPTION"])
def test_a_creation_that_only_billing_calls_failed_is_a_failure_too(business: str) -> None:
    reason = lifecycle.failure_reason(service("", business_status=business, create_failed_reason="no image"))
    assert business in reason
    assert "no image" in reason


@pytest.mark.parametrize("business", [*BUSINESS_STATUSES, "", None, "SomethingNew"])
def test_billing_fails_a_running_service_only_if_the_platform_stopped_it(business: Any) -> None:
    failed = bool(lifecycle.failure_reason(service("Normal", business_status=business)))
    assert failed is (business in STOPPED_BY_PLATFORM)


@pytest.mark.parametrize("business", [*BUSINESS_STATUSES, "", None, "SomethingNew"])
def test_a_stop_fails_only_if_resources_were_not_released(business: Any) -> None:
    reason = lifecycle.release_failure(service("Stopping", business_status=business))
    assert bool(reason) is (business in NOT_RELEASED)
    assert business not in NOT_RELEASED or business in reason


def test_a_reason_of_success_is_never_shown() -> None:
    assert lifecycle.failure_reason(service("Normal", create_failed_reason="CREATE_SUCCEED")) == ""
    assert lifecycle.failure_reason(service("Stopped", create_failed_reason="leftover")) == ""


@pytest.mark.parametrize(
    ("status", "workload_status", "degraded"),
    [
        ("Normal", "Normal", False),
        ("Abnormal", "Normal", True),
        ("Waiting", "Abnormal", True),
        ("Pending", None, False),
    ],
)
def test_abnormal_at_either_level_is_degraded(status: str, workload_status: Any, degraded: bool) -> None:
    view = service(status, {"status": workload(status=workload_status, reason="ImagePullBackOff")})
    assert bool(lifecycle.degradation(view)) is degraded
    assert ("ImagePullBackOff" in lifecycle.degradation(view)) is degraded


CRASHING = {
    "name": "main",
    "status": {"state": "Waiting", "reason": "CrashLoopBackOff", "message": None, "ready": False},
}
HEALTHY = {"name": "side", "status": {"state": "Running", "reason": "", "message": "", "ready": True}}


@pytest.mark.parametrize(
    ("pods", "lines"),
    [
        (None, []),
        ([], []),
        ([{"name": "p-1", "message": "", "container_infos": [HEALTHY]}], []),
        ([{"name": "p-1", "message": "no node fits"}], ["pod p-1: no node fits"]),
        (
            [{"name": "p-1", "container_infos": [HEALTHY, CRASHING]}],
            ["pod p-1, container main: Waiting, CrashLoopBackOff"],
        ),
        (
            [
                {"name": "p-1", "message": "unhealthy", "container_infos": [CRASHING]},
                {"name": "p-2", "message": None, "container_infos": None},
                {"name": "p-3", "container_infos": [{"name": "main", "status": None}, {"name": "x", "status": {}}]},
            ],
            ["pod p-1, container main: Waiting, CrashLoopBackOff"],
        ),
    ],
)
def test_every_container_or_else_its_pod_says_why_it_does_not_run(pods: Any, lines: list[str]) -> None:
    view = service("Abnormal", {"pod_infos": pods, "status": workload(status="Abnormal", reason="")})
    assert lifecycle.pod_troubles(view) == lines
    assert lifecycle.degradation(view) == "; ".join(["its status is Abnormal", *lines])


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (service(), "ms-1-2 is Normal, 2 of 2 replicas ready"),
        (stopped(), "ms-1-2 is Stopped"),
        (service("", {"status": None}), "ms-1-2 is starting"),
        (
            service("Waiting", {"status": workload(2, ready_replicas=None, reason="pulling")}),
            "ms-1-2 is Waiting, 0 of 2 replicas ready, pulling",
        ),
    ],
)
def test_a_state_is_described_in_one_line(view: dict[str, Any], text: str) -> None:
    assert lifecycle.describe(view) == text


def test_stopped_services_are_judged_by_status_though_conditions_say_available() -> None:
    conditions = [{"type": "Available", "status": "True"}]
    view = service("Stopped", {"replicas": 0, "status": workload(0, status="Stopped", conditions=conditions)})
    assert lifecycle.is_stopped(view)
    assert not lifecycle.is_normal(view)
    assert not lifecycle.has_all_replicas(view)
