# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of scaling: a difference in nothing else is sent with SCALE, as a complete set."""

from __future__ import annotations

from scenario.harness.batch import Done
from scenario.harness.changes import ABSENT, SCALE, Change, batch, check

HPA = {"min_replicas": 1, "max_replicas": 4, "hpa_metrics": [{"name": "gpu-util", "value": 70}]}
HPA_SENT = {"MinReplicas": 1, "MaxReplicas": 4, "HpaMetrics": [{"Name": "gpu-util", "Value": 70}]}
NOON = {"schedule": "0 0 12 * * *", "name": "noon", "target_replicas": 2}
NOON_SENT = {"Schedule": "0 0 12 * * *", "Name": "noon", "TargetReplicas": 2}

CASES = {
    "replicas": Change("postpaid", {"replicas": 5}, {"Replicas": 5, "ScaleMode": "MANUAL"}, SCALE),
    "replicas enforced": Change(
        "hybrid", {"replicas": 4, "enforce_replicas": True}, {"Replicas": 4, "ScaleStrategy": "HPA"}, SCALE
    ),
    "replicas of a time table": Change("prepaid", {"replicas": 3}, {"Replicas": 3, "ScaleStrategy": "CRON"}, SCALE),
    "scale_mode manual": Change(
        "hybrid",
        {"scale_mode": "MANUAL", "replicas": 2},
        {"ScaleMode": "MANUAL", "Replicas": 2, "ScaleStrategy": ABSENT, "HorizontalPodAutoscaler": ABSENT},
        SCALE,
    ),
    "HPA from manual": Change(
        "postpaid",
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA},
        {"ScaleMode": "AUTO", "ScaleStrategy": "HPA", "HorizontalPodAutoscaler": HPA_SENT, "Replicas": 3},
        SCALE,
    ),
    "HPA from CRON": Change(
        "prepaid",
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": HPA},
        {"ScaleStrategy": "HPA", "HorizontalPodAutoscaler": HPA_SENT},
        SCALE,
        moves=("CronScaleJobs",),
    ),
    "CRON from manual": Change(
        "postpaid",
        {"scale_mode": "AUTO", "scale_strategy": "CRON", "cron_scale_jobs": [NOON]},
        {"ScaleMode": "AUTO", "ScaleStrategy": "CRON", "CronScaleJobs": [NOON_SENT]},
        SCALE,
    ),
    "CRON from HPA": Change(
        "hybrid",
        {"scale_strategy": "CRON", "cron_scale_jobs": [NOON]},
        {"ScaleStrategy": "CRON", "CronScaleJobs": [NOON_SENT], "ScaleMode": "AUTO"},
        SCALE,
        moves=("HorizontalPodAutoscaler",),
    ),
    "horizontal_pod_autoscaler bound": Change(
        "hybrid",
        {"horizontal_pod_autoscaler": {"max_replicas": 9}},
        {
            "HorizontalPodAutoscaler.MaxReplicas": 9,
            "HorizontalPodAutoscaler.MinReplicas": 2,
            "HorizontalPodAutoscaler.HpaMetrics.1": {"Name": "service-qps", "Value": 200},
            "HorizontalPodAutoscaler.ScaleUpStabilizationWindowSeconds": 30,
        },
        SCALE,
    ),
    "horizontal_pod_autoscaler metrics": Change(
        "hybrid",
        {"horizontal_pod_autoscaler": {"hpa_metrics": [{"name": "service-qps", "value": 300}]}},
        {"HorizontalPodAutoscaler.HpaMetrics": [{"Name": "service-qps", "Value": 300}]},
        SCALE,
    ),
    "horizontal_pod_autoscaler windows": Change(
        "hybrid",
        {
            "horizontal_pod_autoscaler": {
                "scale_up_stabilization_window_seconds": 0,
                "scale_down_stabilization_window_seconds": 300,
            }
        },
        {
            "HorizontalPodAutoscaler.ScaleUpStabilizationWindowSeconds": 0,
            "HorizontalPodAutoscaler.ScaleDownStabilizationWindowSeconds": 300,
        },
        SCALE,
    ),
    "cron_scale_jobs": Change(
        "prepaid",
        {"cron_scale_jobs": [{"name": "morning", "schedule": "0 0 8 * * *", "target_replicas": 5}]},
        {
            "CronScaleJobs": [
                {"Schedule": "0 0 8 * * *", "Name": "morning", "TargetReplicas": 5, "ExcludeDates": ["* * * 1 1 *"]}
            ]
        },
        SCALE,
    ),
    "cron_scale_jobs by schedule": Change(
        "prepaid",
        {
            "cron_scale_jobs": [
                {"schedule": "0 0 20 * * *", "min_replicas": 1, "max_replicas": 2, "exclude_dates": ["* * * 1 5 *"]}
            ]
        },
        {"CronScaleJobs.0.MinReplicas": 1, "CronScaleJobs.0.ExcludeDates": ["* * * 1 5 *"]},
        SCALE,
    ),
    "scaling and more": Change(
        "postpaid", {"replicas": 4, "service_description": "new"}, {"Replicas": 4, "ServiceDescription": "new"}
    ),
}

BATCH = batch("scaling", CASES)


@BATCH.parametrize()
def test_scaling_setting(done: Done[Change]) -> None:
    """It converges, and nothing else changes."""
    check(done)
