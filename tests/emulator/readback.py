# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How settings read: those whose value in a reply is not the stored one."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from .catalogue import instance_resources, model_facts, real_gpu_facts
from .description import Json
from .settings import PREPAID, PROBE_DEFAULTS
from .state import Version
from .switches import Behaviour

MASK = {"stars": "******", "empty": ""}
#: What a limit reads as while its switch is off.
LIMIT_NOISE = 1000000
#: ServiceLimit with both switches off.
UNLIMITED: Json = {
    "EnableInstanceRpsLimit": False,
    "InstanceRpsLimit": LIMIT_NOISE,
    "EnableInstanceReqLimit": False,
    "InstanceReqLimit": LIMIT_NOISE,
}
#: The probe the platform runs a service with that has none (published pod example).
PLATFORM_PROBE: Json = {
    "ReadinessProbe": {
        **PROBE_DEFAULTS,
        "SuccessThreshold": 1,
        "ProbeAction": {"ActionType": "TCPSocket", "TCPSocket": {"Port": 8501}},
    }
}


def image(version: Version, behaviour: Behaviour) -> Json | None:
    """ImageInfo without its secret, its type spelled as reads spell it."""
    stored: Json | None = version.settings["ImageInfo"]
    if stored is None:
        return None
    kind = "" if behaviour.blank_image_type else stored["ImageType"].replace("PreSet", "PRE_SET")
    shown = {name: value for name, value in stored.items() if name != "ImageSecret"}
    return {"RegistryRegion": "", "RegistryId": "", **shown, "ImageType": kind}


def env(version: Version, behaviour: Behaviour) -> list[Json]:
    """Env with the values of private variables hidden."""
    mask = {"Value": MASK[behaviour.private_env]}
    return [variable | mask if variable["IsPrivate"] else variable for variable in version.settings["Env"]]


def command(version: Version, behaviour: Behaviour) -> str:
    """Command, as text or still in base64."""
    text: str = version.settings["Command"]
    return base64.b64encode(text.encode()).decode() if behaviour.command_stays_base64 else text


def probe(version: Version, behaviour: Behaviour) -> Json | None:
    """HealthProbe as stored (the server has filled its defaults in)."""
    stored: Json | None = version.settings["HealthProbe"]
    return PLATFORM_PROBE if stored is None and behaviour.shows_default_probe else stored


def resources(version: Version, behaviour: Behaviour) -> Json:
    """Resources: those of the instance type, or those sent and what they come to in cards."""
    settings = version.settings
    if settings["ChargeType"] != PREPAID:
        return instance_resources(settings["InstanceType"])
    stored = {"Gpu": 0, "GpuType": "", "EnableRDMA": False, **settings["Resources"]}
    return {**stored, **real_gpu_facts(stored["GpuType"], stored["Gpu"])}


def resource_total(version: Version, behaviour: Behaviour) -> Json | None:
    """ResourceTotal: zeros at rest, else null (published examples)."""
    if version.phase not in ("stopped", "arrears"):
        return None
    return {"Cpu": 0, "Memory": 0, "Gpu": 0, "RealGpu": 0, "GpuType": "", "RealGpuDetailSet": []}


def limit(version: Version, behaviour: Behaviour) -> Json:
    """ServiceLimit, with a number without meaning where its switch is off."""
    stored: Json = version.settings["ServiceLimit"] or {}
    return UNLIMITED | {name: value for name, value in stored.items() if value is not None}


def schedule(version: Version, behaviour: Behaviour) -> Json | None:
    """ScheduledAction; null unless it is switched on."""
    action: Json | None = version.settings["ScheduledAction"]
    return action if action and action["ScheduleStop"] else None


def model(version: Version, behaviour: Behaviour) -> Json | None:
    """ModelInfo and what the server knows about that model."""
    stored: Json | None = version.settings["ModelInfo"]
    return stored and {**model_facts(stored["ModelVersionId"]), **stored}


#: Member of ServiceInfo -> how it reads.
READBACK: Mapping[str, Callable[[Version, Behaviour], Any]] = {
    "ImageInfo": image,
    "Env": env,
    "Command": command,
    "HealthProbe": probe,
    "Resources": resources,
    "ResourceTotal": resource_total,
    "ServiceLimit": limit,
    "ScheduledAction": schedule,
    "ModelInfo": model,
}
