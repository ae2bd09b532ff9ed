# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of single values, which the declarations name by the names of these functions. Pure functions.

Each takes a value that was given and yields (path below the value, problem).
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._forms import (
    BEIJING,
    HPA_METRIC_RANGES,
    decode_command,
    parse_time,
)

Problems = Iterator[tuple[str, str]]

PROBE_MEMBERS = {"HTTPGet": "http_get", "Exec": "exec", "TCPSocket": "tcp_socket"}
MOUNT_MEMBERS = {"CFS": "cfs_config", "PUBLIC_DATA_SOURCE": "public_data_source"}
CRON_FIELDS = 6


def check_command(text: str) -> Problems:
    """The rule for base64 commands."""
    try:
        decode_command(text)
    except (ValueError, binascii.Error):
        yield "", "is not a base64 text of a UTF-8 command; write the plain command to the option command instead"


def check_time(text: str) -> Problems:
    """The rule for times: ISO 8601 with an offset."""
    try:
        parse_time(text).astimezone(BEIJING)
    except (ValueError, OverflowError):
        yield "", f"is not a time with an offset: {text!r}; write it like 2026-12-01T22:00:00+08:00"


def check_schedule(text: str) -> Problems:
    """The rule for cron expressions: six fields, seconds first."""
    if len(text.split()) != CRON_FIELDS:
        yield "", f"is not a cron expression of six fields, seconds first: {text!r}; write it like '0 30 9 * * *'"


def check_exclude_dates(dates: list[str]) -> Problems:
    """The rule for dates on which a cron job does not run: three at most."""
    if len(dates) > 3:
        yield "", f"has {len(dates)} expressions, the API takes 3 at most"


def check_service_port(port: int) -> Problems:
    """The rule for service ports: some are the platform's own. 8501 is the default, and is never sent."""
    if 8502 <= port <= 8510 or port in (6006, 9092) or not 1 <= port <= 65535:
        yield "", f"cannot be {port}: 8502-8510, 6006 and 9092 are reserved by the platform"


def check_autoscaler(autoscaler: Mapping[str, Any]) -> Problems:
    """The rules for autoscaling: an order of bounds, and a range for each metric."""
    low, high = autoscaler.get("min_replicas"), autoscaler.get("max_replicas")
    if low is not None and high is not None and low > high:
        yield "min_replicas", f"is {low} and above max_replicas {high}"
    for metric in autoscaler.get("hpa_metrics") or []:
        lowest, highest = HPA_METRIC_RANGES.get(metric.get("name"), (None, None))
        value = metric.get("value")
        if lowest is not None and highest is not None and value is not None and not lowest <= value <= highest:
            yield f"hpa_metrics[{metric['name']}].value", f"is {value}, the API takes {lowest} to {highest}"


def check_amounts(rolling_update: Mapping[str, Any]) -> Problems:
    """The rule for the amounts of a rolling update: none is empty, as the platform would put its own there."""
    for name, amount in rolling_update.items():
        if not amount:
            yield name, "is empty; give a value, or leave it out"


def check_cron_jobs(jobs: list[Mapping[str, Any]]) -> Problems:
    """The rule for cron jobs: an order of bounds in each."""
    for index, job in enumerate(jobs):
        low, high = job.get("min_replicas"), job.get("max_replicas")
        if low is not None and high is not None and low > high:
            yield f"[{job.get('name') or index}].min_replicas", f"is {low} and above max_replicas {high}"


def check_image(image: Mapping[str, Any]) -> Problems:
    """The rule for registry credentials: only for registries of one's own."""
    image_type = image.get("image_type")
    if image.get("image_secret") and image_type not in (None, "", "CUSTOM"):
        yield "image_secret", f"goes with image_type CUSTOM only, and it is {image_type}"


def check_probe_action(action: Mapping[str, Any]) -> Problems:
    """The rule for what a probe does: its kind needs its member."""
    kind = action.get("action_type") or "HTTPGet"
    yield from _needed_member(action, PROBE_MEMBERS.get(kind), f"action_type {kind}")


def check_mount(mount: Mapping[str, Any]) -> Problems:
    """The rule for a mount: its kind of storage needs its member."""
    kind = mount.get("volume_source_type") or "CFS"
    yield from _needed_member(mount, MOUNT_MEMBERS.get(kind), f"volume_source_type {kind}")


def check_mounts(mounts: list[Mapping[str, Any]]) -> Problems:
    """The rule for mounts, for each of a list."""
    for index, mount in enumerate(mounts):
        for below, problem in check_mount(mount):
            yield f"[{index}].{below}", problem


def check_limits(limits: list[Mapping[str, Any]]) -> Problems:
    """The rule for limits of a token: each has a number."""
    for index, limit in enumerate(limits):
        if limit.get("max") is None:
            yield f"[{index}].max", "is missing"


def _needed_member(value: Mapping[str, Any], member: str | None, kind: str) -> Problems:
    if member and not value.get(member):
        yield member, f"is needed with {kind}"
