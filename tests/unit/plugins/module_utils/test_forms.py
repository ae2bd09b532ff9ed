# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of canonical forms and of the checks of single values."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta, timezone
from typing import Any

import hypothesis
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _checks as checks
from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from generated import QUICK
from hypothesis import strategies as st

OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=OFFSETS)


@pytest.mark.parametrize("name", ["PreSet", "PRE_SET", "PRESET", "preset", "pre_set"])
def test_names_fold_case_and_underscores(name: str) -> None:
    assert forms.folded(name) == "preset"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01T22:00:00+08:00",
        "2026-12-01T14:00:00Z",
        "2026-12-01T14:00:00z",
        " 2026-12-01T09:00:00-05:00 ",
        "2026-12-01 14:00:00+00:00",
        "2026-12-01T14:00:00.000000Z",
        "2026-12-01T22:00:00+0800",
    ],
)
def test_texts_of_one_instant_are_equal(text: str) -> None:
    assert forms.instant(text) == forms.instant("2026-12-01T22:00:00+08:00")
    assert forms.beijing_time(text) == "2026-12-01T22:00:00+08:00"
    assert list(checks.check_time(text)) == []


@QUICK
@hypothesis.given(MOMENTS, OFFSETS)
def test_an_instant_is_the_same_in_every_zone(moment: datetime, zone: timezone) -> None:
    here, there = moment.isoformat(), moment.astimezone(zone).isoformat()
    assert forms.instant(here) == forms.instant(there)
    assert forms.instant(forms.instant(here)) == forms.instant(here)
    assert forms.instant(forms.beijing_time(here)) == forms.instant(moment.replace(microsecond=0).isoformat())


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00", "soon", "", "2026-13-01"])
def test_what_is_no_instant_in_utc_stays_as_it_is(text: str) -> None:
    assert forms.instant(text) == text


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00", "9999-12-31T23:59:59+00:00"]
)
def test_a_time_that_cannot_be_sent_in_beijing_time_is_refused(text: str) -> None:
    assert list(checks.check_time(text))


@pytest.mark.parametrize("text", ["2026-12-01T22:00:00", "2026-12-01", "22:00+08:00", "tomorrow", "1764597600"])
def test_times_without_an_offset_or_sense_are_refused(text: str) -> None:
    ((path, problem),) = checks.check_time(text)
    assert path == ""
    assert repr(text) in problem
    with pytest.raises(ValueError, match=r"."):
        forms.parse_time(text)


@QUICK
@hypothesis.given(st.text())
def test_a_command_survives_base64(command: str) -> None:
    encoded = forms.encode_command(command)
    assert forms.decode_command(encoded) == command
    assert list(checks.check_command(encoded)) == []
    assert forms.same_command(encoded, encoded)


@pytest.mark.parametrize(
    ("read_back", "same"),
    [
        ("python3 serve.py", True),
        (forms.encode_command("python3 serve.py"), True),
        ("python3 serve.py ", False),
        ("python3 serve.py\n", False),
        ("", False),
        (None, False),
    ],
)
def test_a_base64_command_equals_its_text_or_itself_read_back(read_back: Any, same: bool) -> None:
    stored = None if read_back is None else forms.encode_command(read_back)
    assert forms.same_command(forms.encode_command("python3 serve.py"), stored) is same


@pytest.mark.parametrize(
    "text", ["python3 serve.py", "cGF", "*", base64.b64encode(b"\xff\xfe").decode(), "cHl0\naG9u"], ids=repr
)
def test_what_is_no_base64_of_utf8_is_refused_with_advice(text: str) -> None:
    ((path, problem),) = checks.check_command(text)
    assert path == ""
    assert "option command" in problem


@pytest.mark.parametrize("schedule", ["0 0 8 * * *", "0 */5 8-18 ? * MON-FRI", "  0 30 12 * * *  "])
def test_cron_expressions_of_six_fields_are_accepted(schedule: str) -> None:
    assert list(checks.check_schedule(schedule)) == []


@pytest.mark.parametrize("schedule", ["0 8 * * *", "0 0 8 * * * 2026", "@daily", " "])
def test_cron_expressions_of_other_lengths_are_refused(schedule: str) -> None:
    ((_path, problem),) = checks.check_schedule(schedule)
    assert repr(schedule) in problem


@pytest.mark.parametrize(("count", "refused"), [(0, False), (1, False), (3, False), (4, True)])
def test_a_cron_job_has_three_excluded_dates_at_most(count: int, refused: bool) -> None:
    assert bool(list(checks.check_exclude_dates(["0 0 0 1 10 *"] * count))) is refused


@pytest.mark.parametrize(
    ("port", "refused"),
    [
        (0, True),
        (1, False),
        (6005, False),
        (6006, True),
        (8080, False),
        (8500, False),
        (8501, False),
        (8502, True),
        (8510, True),
        (8511, False),
        (9092, True),
        (65535, False),
        (65536, True),
        (-1, True),
    ],
)
def test_ports_of_the_platform_are_refused(port: int, refused: bool) -> None:
    assert bool(list(checks.check_service_port(port))) is refused


METRIC_LIMITS = [
    ("gpu-util", 10, 100),
    ("cpu-util", 10, 100),
    ("memory-util", 10, 100),
    ("service-qps", 1, 5000),
    ("concurrency-util", 1, 100000),
]


@pytest.mark.parametrize(("name", "lowest", "highest"), METRIC_LIMITS)
def test_every_metric_of_the_autoscaler_has_its_range(name: str, lowest: int, highest: int) -> None:
    def problems(value: int) -> list[tuple[str, str]]:
        return list(checks.check_autoscaler({"hpa_metrics": [{"name": name, "value": value}]}))

    assert problems(lowest) == problems(highest) == []
    for value in (lowest - 1, highest + 1):
        ((path, problem),) = problems(value)
        assert path == f"hpa_metrics[{name}].value"
        assert f"is {value}" in problem


def test_the_ranges_are_those_of_the_documentation() -> None:
    documented = {name: (lowest, highest) for name, lowest, highest in METRIC_LIMITS}
    assert documented == forms.HPA_METRIC_RANGES


@pytest.mark.parametrize(
    "autoscaler",
    [
        {},
        {"hpa_metrics": None},
        {"hpa_metrics": [{"name": "a-new-metric", "value": 10**9}, {"name": "gpu-util"}, {"value": 1}]},
        {"min_replicas": 2, "max_replicas": 2},
        {"min_replicas": 3},
        {"max_replicas": 1},
    ],
    ids=str,
)
def test_an_autoscaler_is_checked_only_for_what_is_known(autoscaler: dict[str, Any]) -> None:
    assert list(checks.check_autoscaler(autoscaler)) == []


def test_bounds_in_the_wrong_order_are_refused() -> None:
    ((path, problem),) = checks.check_autoscaler({"min_replicas": 3, "max_replicas": 2})
    assert (path, problem) == ("min_replicas", "is 3 and above max_replicas 2")


def test_each_cron_job_is_checked_for_its_own_bounds() -> None:
    wrong = {"min_replicas": 3, "max_replicas": 2}
    jobs = [{"name": "night", **wrong}, {"min_replicas": 1, "max_replicas": 2}, wrong, {"min_replicas": 9}]
    assert [path for path, _problem in checks.check_cron_jobs(jobs)] == ["[night].min_replicas", "[2].min_replicas"]


@pytest.mark.parametrize("text", ["never", "", "2026-13-01T00:00:00+08:00", "2026-12-01T22:00:00"])
def test_a_text_that_is_no_time_stays_as_it_is_and_never_comes(text: str) -> None:
    assert forms.instant(text) == forms.beijing_time(text) == text
    assert forms.is_past(text, 4e9) is False


@pytest.mark.parametrize(
    ("check", "value", "named"),
    [
        (checks.check_image, {"image_type": "CCR", "image_secret": {"username": "a"}}, "image_secret"),
        (checks.check_image, {"image_type": "CUSTOM", "image_secret": {"username": "a"}}, None),
        (checks.check_image, {"image_type": "CCR"}, None),
        (checks.check_mounts, [{"volume_source_type": "CFS", "cfs_config": {"id": "a"}}], None),
        (checks.check_schedule, "0 30 9 * * *", None),
        (checks.check_schedule, "30 9 * * *", ""),
        (checks.check_exclude_dates, ["a", "b", "c"], None),
        (checks.check_exclude_dates, ["a", "b", "c", "d"], ""),
        (checks.check_amounts, {"max_surge": 0}, "max_surge"),
        (checks.check_amounts, {"max_surge": "25%"}, None),
        (checks.check_cron_jobs, [{"name": "a", "min_replicas": 3, "max_replicas": 2}], "[a].min_replicas"),
        (checks.check_cron_jobs, [{"min_replicas": 3, "max_replicas": 2}], "[0].min_replicas"),
        (checks.check_cron_jobs, [{"min_replicas": 2, "max_replicas": 2}, {}], None),
    ],
)
def test_rules_name_what_they_refuse(check: Any, value: Any, named: str | None) -> None:
    assert [place for place, _problem in check(value)] == ([] if named is None else [named])


@pytest.mark.parametrize("kind", checks.MOUNT_MEMBERS)
def test_a_mount_needs_the_member_of_its_kind(kind: str) -> None:
    found = list(checks.check_mounts([{"volume_source_type": kind}]))
    assert found == [(f"[0].{checks.MOUNT_MEMBERS[kind]}", f"is needed with volume_source_type {kind}")]


@pytest.mark.parametrize("kind", checks.PROBE_MEMBERS)
def test_a_probe_needs_the_member_of_its_kind(kind: str) -> None:
    found = list(checks.check_probe_action({"action_type": kind}))
    assert found == [(checks.PROBE_MEMBERS[kind], f"is needed with action_type {kind}")]
