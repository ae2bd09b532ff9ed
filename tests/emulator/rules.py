# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documented rules that span several members: each is a predicate over complete settings, a code and a message.

Source: section f of the API semantics (request tables of CreateModelService and ModifyModelService, and the
platform's own client where the tables are silent).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .catalogue import instance_resources
from .clock import instant
from .description import Description, Json
from .errors import ApiError
from .settings import HYBRID, POSTPAID, PREPAID

VALUE = "InvalidParameterValue"
MISSING = "MissingParameter"


@dataclass(frozen=True)
class Rule:
    """``broken(settings, now)`` is true when the settings may not be stored."""

    broken: Callable[[Json, float], bool]
    code: str
    message: str


def _past(action: Json | None, now: float) -> bool:
    moment = instant((action or {}).get("ScheduleStopTime") or "")
    return bool(action and action.get("ScheduleStop")) and (moment is None or moment <= now)


def _lacks(value: Json | None, *names: str) -> bool:
    return not all((value or {}).get(name) for name in names)


def _bad_range(autoscaler: Json | None) -> bool:
    if not autoscaler:
        return False
    return not 1 <= autoscaler["MinReplicas"] <= autoscaler["MaxReplicas"]


def _bad_schedule(job: Json) -> bool:
    return len(job["Schedule"].split()) != 6


def _mounts(settings: Json) -> list[Json]:
    return [mount for mount in (settings["VolumeMount"], *settings["VolumeMounts"]) if mount]


def _bad_cfs(mount: Json) -> bool:
    return mount["VolumeSourceType"] == "CFS" and "CFSConfig" not in mount


def _probe_actions(settings: Json) -> Iterable[Json]:
    return (probe["ProbeAction"] for probe in (settings["HealthProbe"] or {}).values())


#: Rules about scaling; SCALE is held to these alone.
SCALING_RULES = (
    Rule(lambda s, now: s["Replicas"] < 1, VALUE, "`Replicas` must be at least 1; use STOP to run none."),
    Rule(
        lambda s, now: s["ScaleMode"] == "AUTO" and not s["ScaleStrategy"],
        VALUE,
        "`ScaleMode` AUTO needs `ScaleStrategy` HPA or CRON.",
    ),
    Rule(
        lambda s, now: s["ScaleStrategy"] == "HPA" and not s["HorizontalPodAutoscaler"],
        VALUE,
        "`ScaleStrategy` HPA needs `HorizontalPodAutoscaler`.",
    ),
    Rule(
        lambda s, now: _bad_range(s["HorizontalPodAutoscaler"]),
        VALUE,
        "`HorizontalPodAutoscaler.MinReplicas` must be at least 1 and not above `MaxReplicas`.",
    ),
    Rule(
        lambda s, now: s["ScaleStrategy"] == "HPA" and not s["HorizontalPodAutoscaler"]["HpaMetrics"],
        VALUE,
        "`HorizontalPodAutoscaler.HpaMetrics` must name at least one metric.",
    ),
    Rule(
        lambda s, now: s["ScaleStrategy"] == "CRON" and not s["CronScaleJobs"],
        VALUE,
        "`ScaleStrategy` CRON needs `CronScaleJobs`.",
    ),
    Rule(
        lambda s, now: any(_bad_schedule(job) for job in s["CronScaleJobs"]),
        VALUE,
        "`CronScaleJobs.Schedule` must have six fields, seconds first.",
    ),
)

#: Rules about everything else.
SETTINGS_RULES = (
    Rule(
        lambda s, now: _lacks(s["ImageInfo"], "ImageUrl") and _lacks(s["ModelInfo"], "ModelVersionId"),
        MISSING,
        "Either `ImageInfo` with an `ImageUrl` or `ModelInfo` with a `ModelVersionId` is needed.",
    ),
    Rule(
        lambda s, now: s["ChargeType"] in (POSTPAID, HYBRID) and not s["InstanceType"],
        MISSING,
        "`ChargeType` POSTPAID_BY_HOUR needs `InstanceType`.",
    ),
    Rule(
        lambda s, now: s["ChargeType"] in (PREPAID, HYBRID) and not s["ResourceGroupId"],
        MISSING,
        "`ChargeType` PREPAID needs `ResourceGroupId`.",
    ),
    Rule(lambda s, now: s["ChargeType"] == PREPAID and not s["Resources"], MISSING, "PREPAID needs `Resources`."),
    Rule(
        lambda s, now: s["LogEnable"] and _lacks(s["LogConfig"], "LogsetId", "TopicId"),
        "InvalidParameterValue.ClsConfigRequired",
        "`LogEnable` needs `LogConfig` with `LogsetId` and `TopicId`.",
    ),
    Rule(
        lambda s, now: _past(s["ScheduledAction"], now),
        VALUE,
        "`ScheduleStop` needs a `ScheduleStopTime` in the future, with its offset from UTC.",
    ),
    Rule(
        lambda s, now: any(
            s["ServiceLimit"] and s["ServiceLimit"][f"Enable{name}"] and s["ServiceLimit"][name] is None
            for name in ("InstanceRpsLimit", "InstanceReqLimit")
        ),
        VALUE,
        "`ServiceLimit` needs a number for each limit that is switched on.",
    ),
    Rule(
        lambda s, now: any(_bad_cfs(mount) for mount in _mounts(s)),
        VALUE,
        "A volume mount of type CFS needs `CFSConfig`.",
    ),
    Rule(
        lambda s, now: any(mount["VolumeSourceType"] != "CFS" for mount in s["VolumeMounts"]),
        VALUE,
        "`VolumeMounts` takes CFS only.",
    ),
    Rule(
        lambda s, now: any(action["ActionType"] not in action for action in _probe_actions(s)),
        VALUE,
        "`ProbeAction` needs the member that its `ActionType` names.",
    ),
    Rule(
        lambda s, now: "ImageSecret" in (s["ImageInfo"] or {}) and s["ImageInfo"]["ImageType"] != "CUSTOM",
        VALUE,
        "`ImageInfo.ImageSecret` is for images of type CUSTOM.",
    ),
)


def check(rules: Iterable[Rule], settings: Json, now: float) -> None:
    """Raise for the first broken rule."""
    for rule in rules:
        if rule.broken(settings, now):
            raise ApiError(rule.code, rule.message)


def check_sent(params: Json) -> None:
    """Rules about what was sent, before it is brought into its stored form."""
    if params.get("ScaleMode", "MANUAL") in ("MANUAL", "") and params.get("ScaleStrategy"):
        raise ApiError(VALUE, "`ScaleStrategy` needs `ScaleMode` AUTO.")


def check_metrics(description: Description, autoscaler: Json | None) -> None:
    """Names and ranges of HpaMetrics, as the API description lists them."""
    ranges: dict[str, Any] = description.structures["HorizontalPodAutoscaler"]["HpaMetrics"].rules["metrics"]
    for metric in (autoscaler or {}).get("HpaMetrics", []):
        low, high = ranges.get(metric["Name"], (1, 0))
        if not low <= metric["Value"] <= high:
            text = f"`HpaMetrics` does not take {metric['Name']} = {metric['Value']}; known: {ranges}."
            raise ApiError(VALUE, text)


def check_complete(description: Description, settings: Json, now: float) -> None:
    """All rules, for a creation or a full update."""
    check((*SCALING_RULES, *SETTINGS_RULES), settings, now)
    check_metrics(description, settings["HorizontalPodAutoscaler"])
    if settings["InstanceType"]:
        instance_resources(settings["InstanceType"])


def check_scaling(description: Description, settings: Json, now: float) -> None:
    """The rules that SCALE is held to."""
    check(SCALING_RULES, settings, now)
    check_metrics(description, settings["HorizontalPodAutoscaler"])
