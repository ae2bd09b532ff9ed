# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to read one service group, each as a task: those of this collection and those that people have besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from emulator.seeding import REGION

from .accounts import GROUP
from .model import Bench
from .plays import Task
from .signed import signed_headers

ACTION = "DescribeModelServiceGroup"
BODY = json.dumps({"ServiceGroupId": GROUP})
OURS = "community.tencentcloud"
ORDINARY = {"community_tencentcloud_in_process": False}


def no_variables(bench: Bench) -> dict[str, Any]:
    """A play without variables."""
    return {}


def signature(bench: Bench) -> dict[str, Any]:
    """The signed request that uri sends. It is valid for five minutes, longer than any play here."""
    return {"signed": signed_headers(bench.runner.server.url, ACTION, BODY), "body": BODY}


@dataclass(frozen=True)
class Way:
    """A task, the variables that its play needs, and how many API calls it makes."""

    task: Callable[[Bench], Task]
    variables: Callable[[Bench], dict[str, Any]] = no_variables
    calls: int = 1


def _debug(bench: Bench) -> Task:
    return {"ansible.builtin.debug": {"msg": GROUP}}


def _ours(bench: Bench) -> Task:
    return {f"{OURS}.tione_service_group_info": {"service_group_id": GROUP}}


def _ours_unpaced(bench: Bench) -> Task:
    return {f"{OURS}.tione_service_group_info": {"service_group_id": GROUP, "rate_limit": 0}}


def _uri(bench: Bench) -> Task:
    url = f"{bench.runner.server.url}/"
    return {"ansible.builtin.uri": {"url": url, "method": "POST", "headers": "{{ signed }}", "body": "{{ body }}"}}


def _sdk(bench: Bench) -> Task:
    return {"sdk_service_group": {"service_group_id": GROUP, "region": REGION, "endpoint": bench.runner.server.url}}


def _tccli(bench: Bench) -> Task:
    options = ["--ServiceGroupId", GROUP, "--region", REGION, "--endpoint", bench.runner.server.url]
    return {"ansible.builtin.command": {"argv": [str(bench.tccli), "tione", ACTION, *options]}}


DEBUG = Way(_debug, calls=0)
FAST = Way(_ours)
FAST_UNPACED = Way(_ours_unpaced)
SHIPPED = Way(_ours, lambda bench: ORDINARY)
URI = Way(_uri, signature)
SDK = Way(_sdk)
TCCLI = Way(_tccli)
