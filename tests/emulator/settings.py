# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of a version: what is stored, what an omitted one falls back to, and one canonical form for each.

A stored setting has the name of its request member. Canonical form means that a value which was read from the API
and sent back unchanged is stored as it was, so that tests can compare stored settings before and after a call.
"""

from __future__ import annotations

import base64
import binascii
import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .catalogue import image_source, model_facts
from .clock import instant, utc_text
from .description import Json
from .errors import ApiError

PREPAID, POSTPAID, HYBRID = "PREPAID", "POSTPAID_BY_HOUR", "HYBRID_PAID"


@dataclass(frozen=True)
class Setting:
    """``default`` when omitted at creation; ``update`` says whether ModifyModelService replaces it."""

    default: Any
    update: bool = True


#: Every member of CreateModelService and ModifyModelService that is stored, in the order of the API description.
SETTINGS: dict[str, Setting] = {
    "ServiceDescription": Setting(""),
    "ChargeType": Setting(POSTPAID, update=False),
    "ResourceGroupId": Setting(""),
    "ModelInfo": Setting(None),
    "ImageInfo": Setting(None),
    "Env": Setting([]),
    "Resources": Setting(None),
    "InstanceType": Setting(""),
    "ScaleMode": Setting("MANUAL"),
    "Replicas": Setting(1),
    "HorizontalPodAutoscaler": Setting(None),
    "LogEnable": Setting(False),
    "LogConfig": Setting(None),
    "Tags": Setting([], update=False),
    "CronScaleJobs": Setting([]),
    "ScaleStrategy": Setting(""),
    "HybridBillingPrepaidReplicas": Setting(1),
    "CreateSource": Setting("DEFAULT", update=False),
    "ModelHotUpdateEnable": Setting(False),
    "ScheduledAction": Setting(None),
    "VolumeMount": Setting(None),
    "ServiceLimit": Setting(None),
    "CallbackUrl": Setting("", update=False),
    "ModelTurboEnable": Setting(False),
    "ServiceCategory": Setting("", update=False),
    "Command": Setting(""),
    "ServiceEIP": Setting(None),
    "ServicePort": Setting(None),
    "DeployType": Setting("STANDARD", update=False),
    "InstancePerReplicas": Setting(1),
    "TerminationGracePeriodSeconds": Setting(30),
    "PreStopCommand": Setting([]),
    "GrpcEnable": Setting(False),
    "HealthProbe": Setting(None),
    "RollingUpdate": Setting(None),
    "Sidecar": Setting(None),
    "VolumeMounts": Setting([]),
    "SchedulingStrategy": Setting("binpack"),
    "ResourceSupplyAttribute": Setting(None, update=False),
    "InferTemplateId": Setting(""),
    "Priority": Setting(None),
}

#: Settings that an update keeps when it omits them: this member is younger than the page of ModifyModelService.
KEPT_WHEN_OMITTED = frozenset({"ResourceGroupId"})

#: What SCALE replaces as a set; it ignores everything else.
SCALING = ("ScaleMode", "Replicas", "HorizontalPodAutoscaler", "ScaleStrategy", "CronScaleJobs")

#: Stored, never returned.
WRITE_ONLY = frozenset({"Sidecar", "Priority", "CallbackUrl", "ServiceCategory"})

#: Settings that do not touch the pods: everything else changes the pod template.
NOT_IN_POD_TEMPLATE = frozenset({*SCALING, "ServiceDescription", "ScheduledAction", "HybridBillingPrepaidReplicas"})

PROBE_DEFAULTS: Json = {"InitialDelaySeconds": 5, "PeriodSeconds": 5, "TimeoutSeconds": 1, "FailureThreshold": 3}
SUCCESS_THRESHOLDS = {"ReadinessProbe": 3, "LivenessProbe": 1, "StartupProbe": 1}
ROLLING_DEFAULT: Json = {"Type": "Percent", "Value": 25}


def created(params: Json) -> Json:
    """The complete stored settings of a new version."""
    sent = _decoded(params)
    return canonical({name: sent.get(name, setting.default) for name, setting in SETTINGS.items()})


def replaced(stored: Json, params: Json) -> Json:
    """The settings after an update: omitted members fall back to their defaults."""
    sent = _decoded(params)
    result = dict(stored)
    for name, setting in SETTINGS.items():
        if setting.update and name not in KEPT_WHEN_OMITTED | sent.keys():
            result[name] = setting.default
        elif setting.update and name in sent:
            result[name] = sent[name]
    return canonical(result)


def scaled(stored: Json, params: Json) -> Json:
    """The settings after SCALE: the scaling members are replaced as a set, the others stay."""
    scaling = {name: params.get(name, SETTINGS[name].default) for name in SCALING}
    return canonical({**stored, **scaling})


def _decoded(params: Json) -> Json:
    """The request with CommandBase64 turned into the Command it stands for (it wins over Command)."""
    if "CommandBase64" not in params:
        return params
    try:
        command = base64.b64decode(params["CommandBase64"], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ApiError("InvalidParameterValue", "`CommandBase64` is not base64 of UTF-8 text.") from None
    return {**params, "Command": command}


def canonical(settings: Json) -> Json:
    """A deep copy of complete settings in the form in which they are stored."""
    result = copy.deepcopy(settings)
    for name, form in _FORMS.items():
        if result[name]:
            result[name] = form(result[name])
    for applies, names in _IGNORED:
        if applies(result):
            result.update({name: copy.deepcopy(SETTINGS[name].default) for name in names})
    return result


def _image(image: Json) -> Json:
    kind = image.get("ImageType") or image_source(image.get("ImageUrl", ""))
    if kind.lower().replace("_", "") == "preset":
        kind = "PreSet"
    return {**{name: value for name, value in image.items() if value not in ("", None)}, "ImageType": kind}


def _model(model: Json) -> Json:
    facts = model_facts(model.get("ModelVersionId", ""))
    return {name: value for name, value in model.items() if name not in facts or facts[name] != value}


def _env(env: list[Json]) -> list[Json]:
    return [{"Name": "", "Value": "", "IsPrivate": False, **variable} for variable in env]


def _resources(resources: Json) -> Json:
    return {name: value for name, value in resources.items() if name not in ("RealGpu", "RealGpuDetailSet")}


def _schedule(action: Json) -> Json:
    moment = instant(action.get("ScheduleStopTime", ""))
    result = {"ScheduleStop": False, **action}
    return result if moment is None else {**result, "ScheduleStopTime": utc_text(moment)}


def _limit(limit: Json) -> Json | None:
    result: Json = {}
    for number in ("InstanceRpsLimit", "InstanceReqLimit"):
        switch = f"Enable{number}"
        result[switch] = limit.get(switch, False)
        result[number] = limit.get(number) if result[switch] else None
    return result if any(result.values()) else None


def _mount(mount: Json) -> Json:
    result: Json = {"VolumeSourceType": "CFS", **mount}
    if "CFSConfig" in result:
        config = {"MountType": "", "Protocol": "", **result["CFSConfig"]}
        result["CFSConfig"] = {**config, "MountType": config["MountType"].replace("STORAGE", "")}
    return result


def _mounts(mounts: list[Json]) -> list[Json]:
    return [_mount(mount) for mount in mounts]


def _probes(probes: Json) -> Json:
    return {
        name: {
            **PROBE_DEFAULTS,
            "SuccessThreshold": SUCCESS_THRESHOLDS[name],
            **probe,
            "ProbeAction": {"ActionType": "HTTPGet", **probe.get("ProbeAction", {})},
        }
        for name, probe in probes.items()
    }


def _rolling(rolling: Json) -> Json:
    given = {name: {**value, "Type": value.get("Type") or "Num"} for name, value in rolling.items()}
    return {"MaxUnavailable": ROLLING_DEFAULT, "MaxSurge": ROLLING_DEFAULT, **given}


def _autoscaler(autoscaler: Json) -> Json:
    return {"ScaleUpStabilizationWindowSeconds": 0, "ScaleDownStabilizationWindowSeconds": 300, **autoscaler}


_FORMS: dict[str, Callable[[Any], Any]] = {
    "ImageInfo": _image,
    "ModelInfo": _model,
    "Env": _env,
    "Resources": _resources,
    "ScheduledAction": _schedule,
    "ServiceLimit": _limit,
    "VolumeMount": _mount,
    "VolumeMounts": _mounts,
    "HealthProbe": _probes,
    "RollingUpdate": _rolling,
    "HorizontalPodAutoscaler": _autoscaler,
}

#: Members without meaning under others, stored as if they had not been sent.
_IGNORED: tuple[tuple[Callable[[Json], bool], tuple[str, ...]], ...] = (
    (lambda s: not s["ScaleMode"], ("ScaleMode",)),
    (lambda s: s["ScaleMode"] == "MANUAL", ("HorizontalPodAutoscaler", "ScaleStrategy", "CronScaleJobs")),
    (lambda s: not s["LogEnable"], ("LogConfig",)),
    (lambda s: s["ChargeType"] != PREPAID, ("Resources",)),
    (lambda s: s["ChargeType"] == POSTPAID, ("ResourceGroupId",)),
    (lambda s: s["ChargeType"] == PREPAID, ("InstanceType",)),
    (lambda s: s["ChargeType"] != HYBRID, ("HybridBillingPrepaidReplicas",)),
    (lambda s: s["DeployType"] != "DIST", ("InstancePerReplicas",)),
    (lambda s: not s["SchedulingStrategy"], ("SchedulingStrategy",)),
    (lambda s: not s["TerminationGracePeriodSeconds"], ("TerminationGracePeriodSeconds",)),
)
