# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accounts that cases need, as seeds of the emulator."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: A service group of the demo account, and the first one of a fleet; an answer about it has 4 to 5 KB.
GROUP = "ms-rocr5t2z"

REGISTRY = {"ImageType": "CCR", "RegistryRegion": "ap-guangzhou"}
IMAGE = "ccr.ccs.tencentyun.com/example/infer:1.0"
INSTANCE = "TI.S.MEDIUM.POST"
PORT = 8080

Seed = Callable[[Path, bool], str]


def demo(folder: Path, brief: bool) -> str:
    """The account of the demo."""
    return "demo"


def fleet(size: int) -> Seed:
    """An account of so many groups with one running service each; a tenth of them if brief."""

    def write(folder: Path, brief: bool) -> str:
        path = folder / "account.json"
        services = [_service(number) for number in range(fleet_size(size, brief))]
        path.write_text(json.dumps({"services": services}), encoding="utf-8")
        return str(path)

    return write


def fleet_size(size: int, brief: bool) -> int:
    """How many groups there are."""
    return size // 10 if brief else size


def group_name(number: int) -> str:
    """The name of a group of the fleet."""
    return f"fleet-{number:05}"


def _service(number: int) -> dict[str, Any]:
    info = {
        "ImageInfo": {**REGISTRY, "ImageUrl": IMAGE},
        "InstanceType": INSTANCE,
        "Replicas": 1,
        "ServicePort": PORT,
        "Env": [{"Name": "LOG_LEVEL", "Value": "info"}, {"Name": "SHARD", "Value": str(number)}],
    }
    first = {} if number else {"group_id": GROUP}
    return {"group": group_name(number), "info": info, **first}
