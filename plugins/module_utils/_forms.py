# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Canonical forms and checks of single values, named by the declarations. Pure functions."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

Problems = Iterator[tuple[str, str]]

OFFSET_WITHOUT_COLON = re.compile(r"([+-]\d\d)(\d\d)$")
PROBE_MEMBERS = {"HTTPGet": "http_get", "Exec": "exec", "TCPSocket": "tcp_socket"}
MOUNT_MEMBERS = {"CFS": "cfs_config", "PUBLIC_DATA_SOURCE": "public_data_source"}
BEIJING = timezone(timedelta(hours=8))
CRON_FIELDS = 6
HPA_METRIC_RANGES = {
    "gpu-util": (10, 100),
    "cpu-util": (10, 100),
    "memory-util": (10, 100),
    "service-qps": (1, 5000),
    "concurrency-util": (1, 100000),
}


def folded(value: Any) -> str:
    """A name without regard to case and underscores: the API returns C(PRE_SET) for C(PreSet)."""
    return str(value).replace("_", "").casefold()


def parse_time(text: str) -> datetime:
    """An ISO 8601 time with an offset, as an aware datetime.

    :raises ValueError: the text is no time, or has no offset, so that it means another instant elsewhere
    """
    with_colon = OFFSET_WITHOUT_COLON.sub(r"\1:\2", text.strip().replace("Z", "+00:00").replace("z", "+00:00"))
    moment = datetime.fromisoformat(with_colon)
    if moment.tzinfo is None:
        raise ValueError("the offset is missing")
    return moment


def instant(text: Any) -> Any:
    """A time as an instant in UTC, equal for equal instants; a text that is no time stays as it is."""
    try:
        return parse_time(str(text)).astimezone(timezone.utc).isoformat()
    except (ValueError, OverflowError):
        return text


def beijing_time(text: str) -> str:
    """A time as the API documents it: C(2026-12-01T22:00:00+08:00); a text that is no time stays as it is."""
    try:
        return parse_time(text).astimezone(BEIJING).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return text


def is_past(text: str, now: float) -> bool:
    """Whether a time has come; a text that is no time has not.

    :param now: seconds since 1970
    """
    try:
        return parse_time(text).timestamp() <= now
    except (ValueError, OverflowError):
        return False


def decode_command(text: str) -> str:
    """The command in a base64 text.

    :raises ValueError: not base64, or not UTF-8 inside
    """
    return base64.b64decode(text.strip(), validate=True).decode("utf-8")


def encode_command(text: str) -> str:
    """A command as base64 text."""
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def same_command(wanted: str, read_back: str | None) -> bool:
    """True if both base64 texts hold one command, also where the API returned the base64 text itself as the command."""
    stored = decode_command(read_back or "")
    return stored in (decode_command(wanted), wanted)


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


def _needed_member(value: Mapping[str, Any], member: str | None, kind: str) -> Problems:
    if member and not value.get(member):
        yield member, f"is needed with {kind}"
