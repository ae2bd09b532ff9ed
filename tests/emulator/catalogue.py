# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the platform itself knows: sizes of postpaid instances and facts about models and images."""

from __future__ import annotations

import hashlib

from . import assets
from .description import Json
from .errors import ApiError

#: Postpaid instance types: milli-cores, MB, 1/100 of a card as the instance sees it, card type, 1/100 of a real card.
#: Sizes are those listed in the request table of ModifyModelService; TI.GNV4 is from the published list example.
INSTANCE_TYPES: dict[str, tuple[int, int, int, str, int]] = {
    "TI.S.MEDIUM.POST": (2000, 4096, 0, "", 0),
    "TI.S.LARGE.POST": (4000, 8192, 0, "", 0),
    "TI.S.2XLARGE16.POST": (8000, 16384, 0, "", 0),
    "TI.S.2XLARGE32.POST": (8000, 32768, 0, "", 0),
    "TI.S.4XLARGE32.POST": (16000, 32768, 0, "", 0),
    "TI.S.4XLARGE64.POST": (16000, 65536, 0, "", 0),
    "TI.S.6XLARGE48.POST": (24000, 49152, 0, "", 0),
    "TI.S.6XLARGE96.POST": (24000, 98304, 0, "", 0),
    "TI.S.8XLARGE64.POST": (32000, 65536, 0, "", 0),
    "TI.S.8XLARGE128.POST": (32000, 131072, 0, "", 0),
    "TI.GN7.LARGE20.POST": (4000, 20480, 100, "T4", 25),
    "TI.GN7.2XLARGE40.POST": (10000, 40960, 100, "T4", 50),
    "TI.GN7.2XLARGE32.POST": (8000, 32768, 100, "T4", 100),
    "TI.GN7.5XLARGE80.POST": (20000, 81920, 100, "T4", 100),
    "TI.GN7.8XLARGE128.POST": (32000, 131072, 100, "T4", 100),
    "TI.GN7.10XLARGE160.POST": (40000, 163840, 200, "T4", 200),
    "TI.GN7.20XLARGE320.POST": (80000, 327680, 400, "T4", 400),
    "TI.GNV4.3XLARGE44.POST": (12000, 45056, 100, "A10", 100),
}

#: Whose image a URL names, by a part of the URL; the first that fits.
IMAGE_SOURCES = (
    ("tencentcloudcr.com/qcloud-ti-platform/", "PreSet"),
    (".tencentcloudcr.com/", "TCR"),
    ("ccr.ccs.tencentyun.com/", "CCR"),
    ("", "CUSTOM"),
)


def instance_resources(instance_type: str) -> Json:
    """ServiceInfo.Resources as derived for a postpaid instance type; FailedOperation for one that does not exist."""
    if instance_type not in INSTANCE_TYPES:
        raise ApiError("FailedOperation.UnknownInstanceType", f"The instance type `{instance_type}` is unknown.")
    cpu, memory, gpu, gpu_type, real_gpu = INSTANCE_TYPES[instance_type]
    return {"Cpu": cpu, "Memory": memory, "Gpu": gpu, "GpuType": gpu_type, **real_gpu_facts(gpu_type, real_gpu)}


def real_gpu_facts(gpu_type: str, real_gpu: int) -> Json:
    """The two members of Resources that only ever come from the server."""
    cards = [{"Name": gpu_type, "Value": real_gpu}] if real_gpu else []
    return {"RealGpu": real_gpu, "RealGpuDetailSet": cards}


def image_source(url: str) -> str:
    """The ImageType that the server works out for an image sent with an empty one."""
    return next(source for part, source in IMAGE_SOURCES if part in url)


def model_facts(model_version_id: str) -> Json:
    """What the server adds to ModelInfo, looked up or worked out from ModelVersionId (as the published example has it)."""
    known = assets.model_facts(model_version_id)
    if known is not None:
        return known
    digest = hashlib.sha256(model_version_id.encode()).hexdigest()
    name = f"model-{digest[:6]}"
    return {
        "ModelId": f"m-{int(digest[:14], 16)}",
        "ModelName": name,
        "ModelVersion": "v1",
        "ModelSource": "COS",
        "ModelType": "NORMAL",
        "CosPathInfo": {"Bucket": "models-1250000000", "Region": "ap-guangzhou", "Paths": [f"{name}/model_service.py"]},
        "AlgorithmFramework": "PYTORCH",
        "ModelFormat": "PYTORCH",
    }
