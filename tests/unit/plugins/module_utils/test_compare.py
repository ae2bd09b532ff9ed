# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the comparison and of the overlay: tables of what is equal, and laws for generated services."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import hypothesis
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import (
    Change,
    canonical,
    compare,
    missing_members,
    missing_secrets,
    overlay,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._model import EMPTY, Field, Kind, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import FIELDS, SETTINGS
from equal_values import DIFFERENT, EQUAL, JOBS, PRIVATE, PROBE_OF_THE_PLATFORM, PUBLIC
from generated import (
    CURRENT,
    QUICK,
    SECRET,
    WANTED,
    part_of,
    read_back_value,
    seeded,
    sendable,
    shuffled,
    without_unset,
)
from hypothesis import strategies as st

Values = Mapping[str, Any]
ONE_SETTING = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.tuples(st.just(name), read_back_value(FIELDS[name]))
)


def change(name: str, wanted: Any, current: Any, secrets: bool = False) -> Change | None:
    return compare((FIELDS[name],), {name: wanted}, {name: current}, secrets)


@QUICK
@hypothesis.given(ONE_SETTING)
def test_a_canonical_form_stays_as_it_is(pair: tuple[str, Any]) -> None:
    field, value = FIELDS[pair[0]], pair[1]
    form = canonical(field, value)
    assert canonical(field, form) == form


@QUICK
@hypothesis.given(ONE_SETTING, st.randoms(use_true_random=False))
def test_a_canonical_form_does_not_know_the_order_of_sets_and_keyed_lists(
    pair: tuple[str, Any], chance: random.Random
) -> None:
    field, value = FIELDS[pair[0]], pair[1]
    assert canonical(field, shuffled(field, value, chance)) == canonical(field, value)


@QUICK
@hypothesis.given(ONE_SETTING)
def test_null_and_empty_and_missing_have_one_canonical_form(pair: tuple[str, Any]) -> None:
    field, value = FIELDS[pair[0]], pair[1]
    assert canonical(field, without_unset(value)) == canonical(field, value)


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_an_empty_value_of_any_kind_stands_for_the_default(field: Field) -> None:
    assert [canonical(field, empty) for empty in (*EMPTY, *field.unset)] == [field.default] * (4 + len(field.unset))


@pytest.mark.parametrize(("name", "wanted", "current"), EQUAL)
def test_these_values_are_the_same(name: str, wanted: Any, current: Any) -> None:
    assert change(name, wanted, current) is None


@pytest.mark.parametrize(("name", "wanted", "current"), DIFFERENT)
def test_these_values_differ(name: str, wanted: Any, current: Any) -> None:
    found = change(name, wanted, current)
    assert found is not None
    assert set(found.before) == set(found.after) == {name}
    assert found.before != found.after


@pytest.mark.parametrize(
    ("wanted", "current", "before", "after"),
    [
        pytest.param([PUBLIC, PRIVATE], [PRIVATE], [], [PUBLIC], id="add"),
        pytest.param([PUBLIC], [PRIVATE, PUBLIC], [{**PRIVATE, "value": MASK}], [], id="remove"),
        pytest.param([{**PUBLIC, "value": "2"}], [PUBLIC], [PUBLIC], [{**PUBLIC, "value": "2"}], id="change"),
        pytest.param([], [PUBLIC], [PUBLIC], [], id="clear"),
        pytest.param([PUBLIC], None, [], [PUBLIC], id="first"),
        pytest.param(
            [{**PUBLIC, "is_private": True}],
            [PUBLIC],
            [{"name": "A", "is_private": None}],
            [{"name": "A", "is_private": True}],
            id="one leaf",
        ),
    ],
)
def test_a_change_of_a_keyed_list_shows_its_key_and_the_leaves_that_differ(
    wanted: Any, current: Any, before: Any, after: Any
) -> None:
    assert change("env", wanted, current) == Change({"env": before}, {"env": after})


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ([{"name": "day", "schedule": "0 0 9 * * *"}], {"name": "day", "schedule": "0 0 9 * * *"}),
        ([{"schedule": "0 0 8 * * *", "target_replicas": 3}], {"schedule": "0 0 8 * * *", "target_replicas": 3}),
    ],
    ids=["by name", "by schedule without a name"],
)
def test_a_cron_job_finds_its_twin(wanted: Any, shown: Any) -> None:
    found = change("cron_scale_jobs", wanted, JOBS[:1])
    assert found is not None
    assert found.after == {"cron_scale_jobs": [shown]}
    assert len(found.before["cron_scale_jobs"]) == 1


def test_a_cleared_dict_shows_only_what_goes_away() -> None:
    current = {"cpu": 4000, "memory": None, "gpu": 0, "gpu_type": "none", "real_gpu": 100, "real_gpu_detail_set": []}
    assert change("resources", {}, current) == Change({"resources": {"cpu": 4000}}, {"resources": {}})
    assert change("resources", {}, {"real_gpu": 100, "real_gpu_detail_set": [{"name": "A10"}]}) is None


def test_a_number_is_noise_while_its_switch_is_off() -> None:
    limit, off = {"instance_rps_limit": 5}, {"enable_instance_rps_limit": False, "instance_rps_limit": 1}
    assert change("service_limit", limit, off) is None
    assert change("service_limit", {**limit, **off}, off) is None
    on = {**off, "enable_instance_rps_limit": True}
    assert change("service_limit", limit, on) == Change(
        {"service_limit": {"instance_rps_limit": 1}}, {"service_limit": limit}
    )
    assert overlay(SETTINGS, {"service_limit": limit}, {"service_limit": off})["service_limit"] == {
        "enable_instance_rps_limit": False
    }


def test_log_config_is_noise_while_logs_are_off() -> None:
    wanted, current = {"log_config": {"topic_id": "new"}}, {"log_enable": False, "log_config": {"topic_id": "old"}}
    assert compare(SETTINGS, wanted, current) is None
    assert compare(SETTINGS, {**wanted, "log_enable": True}, current) is not None
    assert "log_config" not in overlay(SETTINGS, wanted, current)


@QUICK
@hypothesis.given(CURRENT, st.randoms(use_true_random=False))
def test_only_given_leaves_count(current: dict[str, Any], chance: random.Random) -> None:
    assert compare(SETTINGS, part_of(SETTINGS, current, chance), current) is None


@QUICK
@hypothesis.given(WANTED, CURRENT)
def test_a_change_holds_only_leaves_that_differ(wanted: dict[str, Any], current: dict[str, Any]) -> None:
    found = compare(SETTINGS, wanted, current) or Change({}, {})
    for field, before, after in changed_leaves(SETTINGS, found.before, found.after):
        assert not field.same(after, before) if field.same else canonical(field, before) != canonical(field, after)


def changed_leaves(fields: Iterable[Field], before: Values, after: Values) -> Iterator[tuple[Field, Any, Any]]:
    by_name = {field.name: field for field in fields}
    assert set(before) == set(after)
    for name, field in by_name.items():
        if name in after and isinstance(before[name], Mapping) and after[name]:
            yield from changed_leaves(field.fields, before[name], after[name])
        elif name in after:
            yield field, before[name], after[name]
        for old, new in changed_twins(field, before.get(name), after.get(name)):
            yield from changed_leaves(field.fields, old, new)


def changed_twins(field: Field, before: Any, after: Any) -> Iterator[tuple[Values, Values]]:
    """Elements that stand on both sides, without the members that identify them."""
    for new in after or () if field.kind is Kind.KEYED_LIST else ():
        for old in before or ():
            if all(old.get(name) == new[name] for name in field.key if name in new):
                yield without_keys(field, old), without_keys(field, new)


def without_keys(field: Field, element: Values) -> Values:
    return {name: value for name, value in element.items() if name not in field.key}


@QUICK
@hypothesis.given(WANTED, CURRENT, st.booleans())
def test_no_secret_stands_in_a_change(wanted: dict[str, Any], current: dict[str, Any], always: bool) -> None:
    login = {"key_id": "k", "username": "u", "password": "p", "secret_id": "i"}
    current = {"image_info": {"image_url": "u", "image_secret": login}, **current}
    wanted = {"sidecar": {"image_info": {"image_secret": login}}, **wanted}
    found = compare(SETTINGS, seeded(SETTINGS, wanted), seeded(SETTINGS, current), secrets=always)
    assert SECRET not in json.dumps([found and found.before, found and found.after])


@pytest.mark.parametrize(
    ("current", "before"), [({**PRIVATE, "value": "******"}, MASK), ({**PRIVATE, "value": ""}, None)]
)
def test_private_values_count_only_if_secrets_are_always_updated(current: Any, before: Any) -> None:
    assert change("env", [{**PRIVATE, "value": "new"}], [current]) is None
    shown = change("env", [{**PRIVATE, "value": "new"}], [current], secrets=True)
    assert shown == Change({"env": [{"name": "P", "value": before}]}, {"env": [{"name": "P", "value": MASK}]})


@pytest.mark.parametrize(("current", "before"), [("old", MASK), ("", None), (None, None)])
def test_a_secret_counts_only_if_secrets_are_always_updated(current: Any, before: Any) -> None:
    fields = (Field("password", "Password", secret=True),)
    assert compare(fields, {"password": "new"}, {"password": current}) is None
    always = compare(fields, {"password": "new"}, {"password": current}, secrets=True)
    assert always == Change({"password": before}, {"password": MASK})
    assert overlay(fields, {}, {"password": current}) == {}


@QUICK
@hypothesis.given(WANTED, CURRENT)
def test_an_overlay_is_as_wanted_and_leaves_the_rest_alone(wanted: dict[str, Any], current: dict[str, Any]) -> None:
    given_before = copy.deepcopy((wanted, current))
    effective = overlay(SETTINGS, wanted, current)
    compare(SETTINGS, wanted, current, secrets=True)
    assert (wanted, current) == given_before
    assert compare(SETTINGS, wanted, effective) is None
    changed = compare(SETTINGS, wanted, current) or Change({}, {})
    for field in SETTINGS:
        stale = set(changed.after).intersection(field.depends_on) or field.mode is Mode.WRITE_ONLY
        noise = field.only_when and not effective.get(field.only_when)
        if field.name not in wanted and not stale and not noise:
            kept = sendable(field, current.get(field.name), current)
            assert canonical(field, effective.get(field.name)) == canonical(field, kept)
    assert [
        name for name, value in effective.items() if FIELDS[name].mode is Mode.WRITE_ONLY and name not in wanted
    ] == []


@pytest.mark.parametrize(
    ("name", "wanted", "current", "effective"),
    [
        ("model_info", {"model_version_id": "m2"}, {"model_version_id": "m1", "model_id": "i"}, {"model_version_id": "m2"}),
        ("model_info", {"model_version_id": "m1"}, {"model_version_id": "m1", "model_id": "i"}, {"model_version_id": "m1", "model_id": "i"}),
        ("image_info", {"image_type": "CCR"}, {"image_type": "TCR", "registry_id": "t"}, {"image_type": "CCR"}),
        ("image_info", {"image_url": "u"}, {"image_url": "v", "image_name": "n", "registry_id": "t"}, {"image_url": "u", "registry_id": "t"}),
        ("resources", {"cpu": 2}, {"cpu": 1, "memory": 3, "real_gpu": 100}, {"cpu": 2, "memory": 3}),
        ("env", [PUBLIC, {"name": "P"}], [PRIVATE], [PUBLIC, {"name": "P", "is_private": True}]),
        ("env", [{"name": "A"}], [{"name": "A", "value": ""}], [{"name": "A", "value": ""}]),
        ("pre_stop_command", [], ["a"], []),
        ("service_description", "", "old", ""),
    ],
)  # fmt: skip
def test_an_overlay_drops_what_is_stale_or_cannot_be_sent_again(
    name: str, wanted: Any, current: Any, effective: Any
) -> None:
    assert overlay(SETTINGS, {name: wanted}, {name: current}) == {name: effective}


def test_another_scale_mode_makes_its_siblings_stale() -> None:
    current = {
        "scale_mode": "AUTO",
        "scale_strategy": "HPA",
        "horizontal_pod_autoscaler": {"min_replicas": 1},
        "replicas": 2,
    }
    assert overlay(SETTINGS, {"scale_mode": "MANUAL"}, current) == {"scale_mode": "MANUAL", "replicas": 2}
    assert overlay(SETTINGS, {"replicas": 3}, current) == {**current, "replicas": 3}


def test_what_the_platform_shows_of_itself_is_not_sent_and_an_empty_text_is() -> None:
    empty = {"env": [{"name": "A", "value": ""}]}
    current = {"health_probe": PROBE_OF_THE_PLATFORM, "service_description": "", "infer_template_id": "", **empty}
    assert overlay(SETTINGS, {}, current) == empty


def test_what_is_missing_is_named_with_its_path() -> None:
    effective = {
        "env": [{"name": "A", "is_private": True}, PUBLIC, {"name": "B", "is_private": False}],
        "resources": {"cpu": 1},
        "horizontal_pod_autoscaler": {"min_replicas": 1, "max_replicas": 2, "hpa_metrics": [{"name": "gpu-util"}]},
        "cron_scale_jobs": [{"name": "day"}, {"schedule": "0 0 8 * * *"}],
        "sidecar": {"image_info": {"image_url": ""}},
    }
    assert missing_secrets(SETTINGS, effective) == ["env[A].value"]
    assert sorted(missing_members(SETTINGS, effective)) == [
        "cron_scale_jobs[day].schedule",
        "horizontal_pod_autoscaler.hpa_metrics[gpu-util].value",
        "resources.memory",
        "sidecar.image_info.image_type",
    ]
