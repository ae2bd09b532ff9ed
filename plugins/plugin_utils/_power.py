# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which services of an account are to be stopped and started now, and what became of it. Pure functions.

A version that is stopped gets a mark first: a token of its group, named for it, that nobody is told. It is the only text
that the API keeps without an update of the service, and it says from when on the service does not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import version_number
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import (
    Phase,
    failure_reason,
    phase,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.workload import (
    configured_prepaid_replicas,
    configured_replicas,
)
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power_schedule import Schedule

Json = dict[str, Any]
Rows = Iterable[Mapping[str, Any]]

MARK = "tione-power-"
SINCE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
UTC_FORM = "%Y-%m-%dT%H:%M:%SZ"
AT_REST = (Phase.STOPPED, Phase.STOPPING)


def plan(groups: Iterable[Mapping[str, Any]], options: Mapping[str, Any]) -> Json:
    """What is to be done now.

    :param groups: as tione_service_group_info returns them
    :param options: the variables of the role, without their prefix
    :returns: `at`, `services`, of those the ones to `stop` and to `start`, and what is only to `unmark`
    :raises OptionError: a schedule cannot be read, or there is none
    """
    given = plain(options)
    now = instant(given["now"]) if given["now"] else datetime.now(timezone.utc)
    timetable = _Timetable(given, now)
    rows = [row for group in plain(list(groups)) for row in _rows(group, timetable, given["except"])]
    return {
        "at": now.strftime(UTC_FORM),
        "services": [row for row in rows if row["service_id"]],
        "stop": [row for row in rows if row["action"] == "stop"],
        "start": [row for row in rows if row["action"] == "start"],
        "unmark": [row for row in rows if row["action"] == "forget"],
    }


def instant(text: Any) -> datetime:
    """A point in time from its ISO form.

    :raises OptionError: it is none, or names no time zone
    """
    try:
        found = datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", str(text)))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise OptionError("tione_power_now", f"is {text!r}, but must be a time such as 2026-11-20T19:00:00+08:00")
    return found.astimezone(timezone.utc)


class _Timetable:
    """Which services shall run now: by the state that is asked for, or by the schedule of each."""

    def __init__(self, options: Mapping[str, Any], now: datetime) -> None:
        self.now = now
        self._state = options["state"]
        self._tag, self._usual = options["schedule_tag"], options["schedule"]
        zone, off = options["timezone"], options["days_off"]
        self._known = {name: Schedule(name, rows, zone, off) for name, rows in options["schedules"].items()}
        if self._usual and self._usual not in self._known:
            raise OptionError("tione_power_schedule", f"is {self._usual}, but tione_power_schedules has no such one")
        if self._state == "schedule" and not self._known:
            raise OptionError("tione_power_schedules", "is empty", hint="Set it, or tione_power_state.")

    def of(self, group: Mapping[str, Any]) -> tuple[bool | None, str, datetime | None]:
        """Whether the services of a group shall run (None: left alone), why, and when that changes next."""
        if self._state != "schedule":
            return self._state == "started", f"asked to be {self._state}", None
        tags = {tag.get("tag_key"): tag.get("tag_value") for tag in group.get("tags") or []}
        name = tags.get(self._tag, self._usual) if self._tag else self._usual
        if name not in self._known:
            return None, f"there is no schedule {name}" if name else "no schedule", None
        schedule = self._known[name]
        runs = schedule.is_on(self.now)
        return runs, f"schedule {name}", None if runs else schedule.next_start(self.now)


def _rows(group: Mapping[str, Any], timetable: _Timetable, left_out: Sequence[str]) -> Iterator[Json]:
    """A row for each version of a group, and one for each mark whose version is gone."""
    marks = dict(_marks(group))
    shall_run, reason, until = timetable.of(group)
    names = {group.get("service_group_name"), group.get("service_group_id")}
    for service in sorted(group.get("services") or [], key=version_number):
        since = marks.pop(f"{MARK}{version_number(service)}", "")
        exempt = names.union([service.get("service_id")]).intersection(left_out)
        action, why = ("none", "left out") if exempt else _action(service, shall_run, bool(since), reason)
        yield {
            **_identity(group, service),
            "status": service.get("status"),
            "action": action,
            "reason": why,
            "since": since,
            "until": until.strftime(UTC_FORM) if until and action == "stop" else "",
            "held": bool(since) and phase(service) in AT_REST,
            **_size(service),
        }
    for mark in marks:
        gone = {"service_id": "", "version": mark[len(MARK) :]}
        yield {**_identity(group, gone), "action": "forget", "since": marks[mark]}


def _marks(group: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The marks of a group, and since when each is there."""
    for token in group.get("auth_tokens") or []:
        base = token.get("base") or {}
        name = str(base.get("name"))
        if re.fullmatch(f"{MARK}[0-9]+", name):
            said = SINCE.search(str(base.get("description")))
            yield name, said[0] if said else str(base.get("create_time"))


def _identity(group: Mapping[str, Any], service: Mapping[str, Any]) -> Json:
    number = version_number(service)
    return {
        "service_id": service.get("service_id"),
        "service_group_id": group.get("service_group_id"),
        "target": {"service_id": service.get("service_id")},
        "name": f"{group.get('service_group_name')}-{number}",
        "mark": f"{MARK}{number}",
    }


def _action(service: Mapping[str, Any], shall_run: bool | None, marked: bool, reason: str) -> tuple[str, str]:
    """What is to be done with a version, and why."""
    now = phase(service)
    trouble = failure_reason(service)
    if shall_run is None or trouble or now is Phase.CREATING:
        return "none", trouble or (reason if shall_run is None else "it is being created")
    if shall_run and marked:
        return ("start" if now in AT_REST else "forget"), reason
    if shall_run:
        return "none", "it was not stopped by this role" if now in AT_REST else reason
    return ("none" if now in AT_REST else "stop"), reason


def _size(service: Mapping[str, Any]) -> Json:
    """What is paid by the hour while it runs: the instance type, and how many of them."""
    charge = service.get("charge_type")
    prepaid = {"PREPAID": None, "PRE_PAID": None, "HYBRID_PAID": configured_prepaid_replicas(service) or 1}
    replicas = configured_replicas(service) or 0
    covered = prepaid.get(str(charge), 0)
    each = int(dig(service, ("service_info", "instance_per_replicas")) or 1)
    paid = 0 if covered is None else max(replicas - covered, 0) * max(each, 1)
    return {"instance_type": dig(service, ("service_info", "instance_type")) or "", "instances": paid}


def report(found: Mapping[str, Any], results: Rows) -> Json:
    """The plan with money, and what became of it.

    :param found: what savings() returned
    :param results: those of tione_model_services for what was stopped and started
    """
    known = plain(found)
    failed = {one["service_id"]: one["msg"] for one in plain(list(results)) if one["failed"]}
    lists = {action: _ids(known["services"], action, failed) for action in ("stop", "start")}
    return {
        "at": known["at"],
        "stopped": lists["stop"],
        "started": lists["start"],
        "failed": failed,
        "totals": known["totals"],
        "services": [row for row in known["services"] if row["action"] != "none" or row["held"]],
    }


def _ids(rows: Rows, action: str, failed: Mapping[str, Any]) -> list[str]:
    return [row["service_id"] for row in rows if row["action"] == action and row["service_id"] not in failed]
