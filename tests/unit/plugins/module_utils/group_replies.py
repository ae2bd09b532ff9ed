# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service group as the API returns it, and sessions that read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

GROUP = "ms-1"


def service(number: int, weight: Any = 0, status: str = "Normal", **info: Any) -> dict[str, Any]:
    """One version."""
    return {
        "ServiceGroupId": GROUP,
        "ServiceId": f"{GROUP}-{number}",
        "Version": str(number),
        "Weight": weight,
        "Status": status,
        "ServiceInfo": info or None,
    }


def group(*services: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A group; without versions it has two that run, the first with all the traffic."""
    return {
        "ServiceGroupId": GROUP,
        "ServiceGroupName": "chat",
        "UpdateTime": "2026-01-01T00:00:00Z",
        "WeightUpdateStatus": "",
        "AuthorizationEnable": True,
        "AuthTokens": [],
        "Services": list(services) or [service(2), service(1, 100)],
        **members,
    }


def reply(found: dict[str, Any] | None) -> dict[str, Any]:
    """The answer to a read of that group."""
    return {"ServiceGroup": found}


class Hall:
    """A session of a task on a group, and what was said in it."""

    def __init__(self, answers: Iterable[Any], params: dict[str, Any]) -> None:
        self.client = ScriptedClient(answers)
        self.warnings: list[str] = []
        self.hidden: list[str] = []
        common = {"service_group_id": GROUP, "service_group_name": None, "project_id": None, "state": "present"}
        pace = {"wait": True, "wait_timeout": 60.0, "wait_interval": 5.0}
        self.session = Session(
            params={**common, **pace, **params},
            client=self.client,
            warn=self.warnings.append,
            progress=lambda line: None,
            hide=self.hidden.append,
        )
