# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is stopped and started when, and what that saves."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power import instant, plan, report
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power_savings import savings, table
from ansible_collections.community.tencentcloud.plugins.plugin_utils._power_schedule import Schedule

Json = dict[str, Any]

OFFICE = [{"days": ["mon-fri"], "from": "08:00", "to": "20:00"}]
NOW = "2026-11-20T19:00:00Z"  # a Friday
SINCE = "2026-11-20T09:00:00Z"
PRICES = [{"spec_name": "L", "price_per_hour": 2.0}]


def schedule(rows: list[Json], zone: str = "UTC", off: tuple[str, ...] = ()) -> Schedule:
    return Schedule("it", rows, zone, off)


@pytest.mark.parametrize(
    ("rows", "time", "runs"),
    [
        (OFFICE, "2026-11-20T08:00:00Z", True),
        (OFFICE, "2026-11-20T07:59:59Z", False),
        (OFFICE, "2026-11-20T20:00:00Z", False),
        (OFFICE, "2026-11-21T12:00:00Z", False),
        ([{"days": ["fri"], "from": "22:00", "to": "06:00"}], "2026-11-21T05:00:00Z", True),
        ([{"days": ["fri"], "from": "22:00", "to": "06:00"}], "2026-11-20T05:00:00Z", False),
        ([{"from": "00:00", "to": "24:00"}], "2026-11-22T23:59:59Z", True),
        ([{"days": ["sat-mon"], "from": 480, "to": 1200}], "2026-11-23T19:59:00Z", True),
        ([{"days": ["sat-mon"], "from": 480, "to": 1200}], "2026-11-24T19:59:00Z", False),
        ([], "2026-11-20T12:00:00Z", False),
    ],
)
def test_hours(rows: list[Json], time: str, runs: bool) -> None:
    assert schedule(rows).is_on(instant(time)) is runs


def test_hours_are_those_of_the_time_zone_also_when_its_clocks_change() -> None:
    """Berlin puts the clocks back on 25 October 2026; without a system's time zones there is nothing to test."""
    pytest.importorskip("zoneinfo").ZoneInfo("Europe/Berlin")
    berlin = schedule([{"from": "08:00", "to": "20:00"}], "Europe/Berlin")
    starts = [berlin.next_start(instant(f"2026-10-{day}T12:00:00Z")) for day in (23, 24)]
    assert [start.isoformat() for start in starts if start] == [
        "2026-10-24T06:00:00+00:00",
        "2026-10-25T07:00:00+00:00",
    ]


def test_days_off_are_skipped_and_the_next_start_is_found() -> None:
    off = schedule(OFFICE, off=("2026-11-20", "2026-11-23"))
    assert not off.is_on(instant("2026-11-20T12:00:00Z"))
    assert off.next_start(instant(NOW)) == instant("2026-11-24T08:00:00Z")
    assert schedule([]).next_start(instant(NOW)) is None


@pytest.mark.parametrize(
    ("rows", "zone", "off", "words"),
    [
        ([{"from": "8", "to": "20:00"}], "UTC", (), "'8'"),
        ([{"from": "08:00"}], "UTC", (), "needs from and to"),
        ([{"from": "08:00", "to": "20:00", "day": "mon"}], "UTC", (), "may have days"),
        ([{"from": "08:00", "to": "25:00"}], "UTC", (), "25:00"),
        ([{"days": ["monday"], "from": "08:00", "to": "20:00"}], "UTC", (), "monday"),
        ([], "Mars/Olympus", (), "tione_power_timezone"),
        ([], "UTC", ("1 October",), "tione_power_days_off"),
    ],
)
def test_what_cannot_be_read_is_refused(rows: list[Json], zone: str, off: tuple[str, ...], words: str) -> None:
    with pytest.raises(OptionError, match=words):
        schedule(rows, zone, off)


def version(number: int, status: str = "Normal", replicas: int = 3, **members: Any) -> Json:
    """One version of the group ms-a."""
    counts = {"replicas": 0, "old_replicas": replicas} if status == "Stopped" else {"replicas": replicas}
    info = {"instance_type": "L", **counts, **members.pop("info", {})}
    charge = {"charge_type": "POSTPAID_BY_HOUR"}
    return {
        "service_id": f"ms-a-{number}",
        "version": str(number),
        "status": status,
        **charge,
        "service_info": info,
        **members,
    }


def group(*services: Json, marked: tuple[int, ...] = (), **members: Any) -> Json:
    """A group with marks for some of its versions."""
    tokens = [{"base": {"name": "frontend", "description": "", "create_time": NOW}}]
    said = f"Stopped by the role tione_power at {SINCE}. Not for calls."
    tokens += [{"base": {"name": f"tione-power-{one}", "description": said, "create_time": NOW}} for one in marked]
    names = {"service_group_id": "ms-a", "service_group_name": "chat"}
    return {**names, "tags": [], "services": list(services), "auth_tokens": tokens, **members}


def options(**changes: Any) -> Json:
    """The variables of the role with their defaults."""
    none: Json = {"schedules": {}, "schedule": "", "schedule_tag": "", "days_off": [], "except": []}
    return {"state": "stopped", **none, "timezone": "UTC", "now": NOW, **changes}


def actions(found: Json) -> list[str]:
    return [row["action"] for row in found["services"]]


STATES = [version(1), version(2, "Stopped"), version(3, "Stopped"), version(4, "Stopping"), version(5)]


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("stopped", ["stop", "none", "none", "none", "stop"]), ("started", ["none", "none", "start", "start", "forget"])],
)
def test_only_what_is_marked_is_started(state: str, wanted: list[str]) -> None:
    found = plan([group(*STATES, marked=(3, 4, 5))], options(state=state))
    assert actions(found) == wanted
    for action, key in (("stop", "stop"), ("start", "start"), ("forget", "unmark")):
        assert [row["action"] for row in found[key]] == [action] * wanted.count(action)
    assert all(row["target"] == {"service_id": row["service_id"]} for row in found["stop"] + found["start"])


def test_what_cannot_run_is_left_alone() -> None:
    services = [
        version(1, "CREATING"),
        version(2, "CREATE_FAILED"),
        version(3, "Stopped", business_status="ARREARS_STOP"),
    ]
    found = plan([group(*services, marked=(3,))], options(state="started"))
    assert actions(found) == ["none"] * 3
    assert "arrears" in found["services"][2]["reason"]


def test_a_mark_whose_version_is_gone_is_taken_away() -> None:
    (row,) = plan([group(version(2), marked=(1,))], options())["unmark"]
    assert (row["service_group_id"], row["mark"]) == ("ms-a", "tione-power-1")


@pytest.mark.parametrize("name", ["chat", "ms-a", "ms-a-1"])
def test_exceptions_are_left_alone(name: str) -> None:
    found = plan([group(version(1), version(2))], options(**{"except": [name]}))
    assert actions(found)[0] == "none"
    assert found["services"][0]["reason"] == "left out"
    assert actions(found)[1] == ("stop" if name == "ms-a-1" else "none")


def test_a_tag_chooses_the_schedule() -> None:
    schedules = {
        "office": OFFICE,
        "late": [{"from": "08:00", "to": "23:00"}],
        "early": [{"from": "06:00", "to": "9:00"}],
    }
    chosen = [[], *([{"tag_key": "power", "tag_value": name}] for name in ("late", "early", "unknown"))]
    groups = [group(version(1), tags=tags) for tags in chosen]
    by_tag = options(state="schedule", schedules=schedules, schedule="office", schedule_tag="power")
    found = plan(groups, by_tag)
    assert actions(found) == ["none", "none", "stop", "none"]
    assert [row["reason"] for row in found["services"]] == [
        "schedule office",
        "schedule late",
        "schedule early",
        "there is no schedule unknown",
    ]
    assert found["stop"][0]["until"] == "2026-11-21T06:00:00Z"
    later = plan(groups[:1], {**by_tag, "now": "2026-11-20T20:00:00+00:00"})
    assert (actions(later), later["stop"][0]["until"]) == (["stop"], "2026-11-23T08:00:00Z")
    assert actions(plan(groups[:1], {**by_tag, "schedule": ""})) == ["none"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "schedule"}, "tione_power_schedules"),
        ({"schedule": "office"}, "tione_power_schedule:"),
        ({"now": "tomorrow"}, "tione_power_now"),
        ({"now": "2026-11-20T19:00:00"}, "tione_power_now"),
    ],
)
def test_options_that_cannot_work_are_refused(changes: Json, words: str) -> None:
    with pytest.raises(OptionError, match=words):
        plan([], options(**changes))


@pytest.mark.parametrize(
    ("members", "rate"),
    [
        ({}, 6.0),
        ({"replicas": 1}, 2.0),
        ({"charge_type": "PREPAID"}, 0.0),
        ({"charge_type": "HYBRID_PAID", "info": {"hybrid_billing_prepaid_replicas": 2}}, 2.0),
        ({"info": {"instance_per_replicas": 2}}, 12.0),
        ({"info": {"instance_type": "unheard of"}}, None),
    ],
    ids=str,
)
def test_what_a_service_costs(members: Json, rate: float | None) -> None:
    found = savings(plan([group(version(1, **members))], options()), PRICES)
    assert found["services"][0]["cny_per_hour"] == rate
    assert found["totals"]["without_price"] == ([] if rate is not None else ["unheard of"])


def test_hours_and_money_saved_so_far_and_to_come() -> None:
    schedules = {"office": [{"days": ["mon-fri"], "from": "08:00", "to": "18:00"}]}
    at = options(state="schedule", schedules=schedules, schedule="office")
    found = savings(plan([group(version(1), version(2, "Stopped"), version(3, "Stopped"), marked=(2,))], at), PRICES)
    assert [(row["hours"], row["saved"]) for row in found["services"]] == [(0.0, 0.0), (10.0, 60.0), (0.0, 0.0)]
    assert found["services"][0]["hours_to_come"] == 61.0
    assert found["totals"] == {
        "hours": 10.0,
        "saved": 60.0,
        "hours_to_come": 61.0,
        "to_be_saved": 366.0,
        "without_price": [],
    }
    assert table(found) == [
        "chat-1: stop (schedule office); until 2026-11-23T08:00:00Z, 61 h, 366.00 CNY",
        f"chat-2: stays stopped (schedule office); stopped since {SINCE}, 10 h, 60.00 CNY",
        "1 of 3 services are left as they are",
        "saved so far: 10 h, 60.00 CNY",
        "to be saved until they start: 61 h, 366.00 CNY",
    ]


def test_the_report_tells_what_failed() -> None:
    found = savings(plan([group(version(1), version(2))], options()), [])
    results = [
        {"service_id": "ms-a-1", "failed": True, "msg": "no"},
        {"service_id": "ms-a-2", "failed": False, "msg": None},
    ]
    told = report(found, results)
    assert (told["stopped"], told["started"], told["failed"]) == (["ms-a-2"], [], {"ms-a-1": "no"})
    assert "no price is known of L" in table(found)
