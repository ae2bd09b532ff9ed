# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights of steps, where a rollout stands, what is left, and what is done after a failure."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.plugin_utils import _rollout_plan as rollout
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_steps import steps_of
from ansible_collections.community.tencentcloud.plugins.plugin_utils._rollout_weights import (
    before_rollout,
    same_shares,
    share,
    split,
)
from hypothesis import given
from hypothesis import strategies as st

Json = dict[str, Any]
NEW = "ms-1-9"
STOPPING: Json = {"old_versions": "stop", "keep_versions": []}

others = st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any)
percentages = st.integers(1, 99)
ladders = st.sets(percentages, min_size=1, max_size=5).map(sorted)


def named(weights: list[int]) -> dict[str, int]:
    """Weights of old versions and of a new one that has none."""
    return {**{f"ms-1-{number}": weight for number, weight in enumerate(weights, 1)}, NEW: 0}


def group(weights: dict[str, int], **members: Any) -> Json:
    """A group as the info module returns it."""
    services = [{"service_id": name, "weight": weight, "status": "Normal"} for name, weight in weights.items()]
    return {"services": services, "weight_update_status": "UPDATED", **members}


def canary(*weights: int, **options: Any) -> list[Json]:
    """Steps of a canary."""
    return steps_of({"strategy": "canary", "steps": [{"weight": weight} for weight in weights], **options})


@given(others, percentages)
def test_the_share_of_a_step_is_exact_and_the_others_keep_their_proportions(weights: list[int], percent: int) -> None:
    """Whatever the weights are."""
    before = named(weights)
    after = split(before, NEW, percent)
    assert share(after, NEW) == percent
    assert sum(after.values()) % 100 == 0
    total, rest = sum(weights), sum(after.values()) - after[NEW]
    assert all(Fraction(after[name], rest) == Fraction(before[name], total) for name in before if name != NEW)


@given(others, percentages)
def test_the_weights_before_can_be_told_from_those_of_any_step(weights: list[int], percent: int) -> None:
    """In the same proportions; in the same numbers where these total 100 in their smallest form."""
    before = named(weights)
    told = before_rollout(split(before, NEW, percent), NEW)
    assert told is not None
    assert same_shares(told, before)
    assert told[NEW] == 0
    if sum(weights) == 100:
        assert told == before


def test_weights_before_that_are_wiped_out_cannot_be_told() -> None:
    """A version with everything leaves no trace of how it was before."""
    assert before_rollout({"ms-1-1": 0, NEW: 100}, NEW) is None
    assert before_rollout({NEW: 100}, NEW) is None
    assert before_rollout({"ms-1-1": 0, NEW: 0}, NEW) == {"ms-1-1": 0, NEW: 0}


def noted(*weights: int, text: str = "Made by a rollout. The weights before it, by version: 1=66, 2=34") -> Json:
    """A group whose newest version, the target of a rollout, tells the weights before."""
    found = group({f"ms-1-{number}": weight for number, weight in enumerate(weights, 1)})
    found["services"][-1]["service_description"] = text
    return found


def test_the_note_of_a_version_tells_the_weights_before() -> None:
    """What is written down when it is made is what is read when it has everything, in the very numbers."""
    before = group({"ms-1-1": 66, "ms-1-2": 34})
    told = rollout.plan(canary(10), before, None, STOPPING)["note"]
    plan = rollout.plan(canary(10), noted(0, 0, 100, text=told), "ms-1-3", STOPPING)
    assert plan["before"] == {"ms-1-1": 66, "ms-1-2": 34, "ms-1-3": 0}
    assert plan["restorable"] is True
    assert plan["note"] == ""
    assert rollout.plan(canary(10), noted(33, 17, 50), "ms-1-3", STOPPING)["before"]["ms-1-1"] == 66


@pytest.mark.parametrize(
    ("found", "target", "before"),
    [
        (noted(0, 0, 0, 100), "ms-1-4", {"ms-1-1": 66, "ms-1-2": 34, "ms-1-3": 0, "ms-1-4": 0}),
        (noted(50, 50, 0), "ms-1-3", {"ms-1-1": 50, "ms-1-2": 50, "ms-1-3": 0}),
        (noted(40, 40, 20), "ms-1-3", {"ms-1-1": 50, "ms-1-2": 50, "ms-1-3": 0}),
        (noted(0, 0, 100, text="Release 7: 1=50, 2=50"), "ms-1-3", None),
        (noted(0, 100), "ms-1-2", None),
        (noted(0, 100, 0), "ms-1-2", None),
    ],
    ids=["one more", "no traffic yet", "other shares", "own words", "itself", "not the newest"],
)
def test_a_note_counts_only_where_it_can_be_true(found: Json, target: str, before: Json | None) -> None:
    """What is in force is stronger, and versions in it must be there."""
    assert rollout.plan(canary(20), found, target, STOPPING)["before"] == before


def test_a_note_does_not_count_when_a_version_in_it_does_not_run() -> None:
    """It would get calls that it cannot answer."""
    found = noted(0, 0, 100)
    found["services"][1]["status"] = "Stopped"
    assert rollout.plan(canary(20), found, "ms-1-3", STOPPING)["before"] is None


def test_the_first_step_with_traffic_gets_all_of_it_where_nobody_has_any() -> None:
    """Nobody is there to share it with."""
    assert split({"ms-1-1": 0, NEW: 0}, NEW, 10) == {"ms-1-1": 0, NEW: 100}


@given(others, ladders, st.data())
def test_a_rollout_resumes_at_any_point_with_the_steps_that_remain(
    weights: list[int], ladder: list[int], data: st.DataObject
) -> None:
    """Interrupted in any step: those before are done, its own is in force already, the others have the same weights."""
    steps, before = canary(*ladder), named(weights)
    whole = rollout.plan(steps, group(before), NEW, STOPPING)["steps"]
    assert [step["weight"] for step in whole] == [0, *ladder, 100]
    at = data.draw(st.integers(1, len(ladder)))
    resumed = rollout.plan(steps, group(whole[at]["weights"]), NEW, STOPPING)
    assert [step["number"] for step in resumed["steps"]] == [step["number"] for step in whole[at:]]
    assert [step["shift"] for step in resumed["steps"]] == [False] + [True] * (len(whole) - at - 1)
    for one, other in zip(resumed["steps"], whole[at:], strict=True):
        assert same_shares(one["weights"], other["weights"])
    assert same_shares(resumed["before"], before)


def test_a_share_between_steps_goes_on_with_the_next() -> None:
    """The steps were changed meanwhile."""
    plan = rollout.plan(canary(10, 20, 50), group({"ms-1-1": 87, NEW: 13}), NEW, STOPPING)
    assert [step["weight"] for step in plan["steps"]] == [20, 50, 100]


@pytest.mark.parametrize(
    ("status", "old_versions", "fresh", "weights"),
    [
        ("Normal", "stop", False, [100]),
        ("Normal", "keep", False, []),
        ("Stopped", "stop", False, []),
        ("Stopped", "delete", False, [100]),
        ("Stopped", "stop", True, [100]),
    ],
)
def test_a_finished_rollout_is_looked_at_while_something_is_left(
    status: str, old_versions: str, fresh: bool, weights: list[int]
) -> None:
    """Old versions that are to retire are the mark of a run that did not end."""
    found = group({"ms-1-1": 0, NEW: 100})
    found["services"][0]["status"] = status
    options = {"old_versions": old_versions, "keep_versions": []}
    plan = rollout.plan(canary(50), found, NEW, options, fresh=fresh)
    assert [step["weight"] for step in plan["steps"]] == weights
    assert not any(step["shift"] for step in plan["steps"])
    assert plan["restorable"] is False


def test_a_version_that_gets_weight_by_being_made_is_no_rollout_in_progress() -> None:
    """Its weight is taken away in the first step, which the plan says."""
    present = group({"ms-1-1": 50, NEW: 50})
    plan = rollout.plan(canary(10), group({"ms-1-1": 100}), NEW, STOPPING, fresh=True, present=present)
    assert [(step["weight"], step["shift"]) for step in plan["steps"]] == [(0, True), (10, True), (100, True)]
    assert plan["before"] == {"ms-1-1": 100, NEW: 0}


def test_in_place_there_is_one_step_that_leaves_the_weights_alone() -> None:
    """Strategy rolling."""
    steps = steps_of({"strategy": "rolling", "bake": "3", "gates": [{"type": "ready"}]})
    plan = rollout.plan(steps, group({"ms-1-1": 100}), "ms-1-1", STOPPING)
    assert [(step["weights"], step["bake"], step["shift"]) for step in plan["steps"]] == [(None, 3, False)]
    assert plan["retire"] == []
    assert any("as they are" in line for line in plan["table"])


def test_versions_that_retire() -> None:
    """Those that run, or all, the oldest first; never those to be kept, nor the new one."""
    found = group({"ms-1-2": 0, "ms-1-1": 0, "ms-1-3": 0, NEW: 100})
    found["services"][0]["status"] = "Stopped"
    assert rollout.retiring(found, NEW, {"old_versions": "stop", "keep_versions": [3]}) == ["ms-1-1"]
    assert rollout.retiring(found, NEW, {"old_versions": "delete", "keep_versions": ["3"]}) == ["ms-1-1", "ms-1-2"]
    assert rollout.retiring(found, NEW, {"old_versions": "keep"}) == []


@pytest.mark.parametrize(
    ("weights", "status", "words"),
    [
        ({"a": 3, "b": 1}, "UPDATED", ""),
        ({"a": 75, "b": 25, "c": 0}, "", ""),
        ({"a": 75, "b": 25}, "UPDATING", "another change of the weights is going on"),
        ({"a": 60, "b": 40}, "UPDATED", "they are a=60, b=40, and were a=75, b=25"),
        ({"a": 75, "b": 25, "c": 10}, "UPDATED", "somebody else"),
    ],
)
def test_conflicts(weights: dict[str, int], status: str, words: str) -> None:
    """Other shares, or a change that goes on; equal shares in other numbers are none."""
    found = rollout.conflict(group(weights, weight_update_status=status), {"a": 75, "b": 25})
    assert words in found
    assert bool(found) is bool(words)


def test_the_weight_of_a_version_just_made_is_no_conflict() -> None:
    """It does not count."""
    assert rollout.conflict(group({"a": 100, "b": 100}), {"a": 100}, but="b") == ""


@pytest.mark.parametrize(
    ("target", "status", "weight", "wanted", "expected"),
    [
        ("g-3", "Normal", 0, "stop", ("g-3", "stopped")),
        ("g-3", "Normal", 0, "delete", ("g-3", "absent")),
        ("g-3", "Normal", 0, "keep", ("g-3", "present")),
        ("g-3", "Stopped", 0, "stop", ("g-3", "present")),
        ("g-3", "CREATE_FAILED", 0, "stop", ("g-3", "present")),
        ("g-3", "Normal", 5, "delete", ("g-3", "present")),
        ("g-2", "Normal", 0, "delete", ("g-2", "stopped")),
        (None, "Normal", 0, "delete", ("g-3", "absent")),
    ],
)
def test_what_becomes_of_a_version_that_failed(
    target: str | None, status: str, weight: int, wanted: str, expected: tuple[str, str]
) -> None:
    """Traffic protects it, and age protects it from deletion; one that was made but not named is found."""
    earlier, now = group({"g-1": 100, "g-2": 0}), group({"g-1": 100, "g-2": 0, "g-3": weight})
    now["services"][2]["status"] = status
    found = rollout.failed_version(now, earlier, target, wanted)
    assert (found["service_id"], found["state"]) == expected


def test_nothing_becomes_of_a_version_that_was_never_made() -> None:
    """No id is known, and none is new."""
    found = rollout.failed_version(group({"g-1": 100}), group({"g-1": 100}), None, "delete")
    assert found == {"service_id": None, "state": "present"}


def test_every_version_gets_its_weight_back() -> None:
    """Those that were not there before get none, those that are gone are left out."""
    rows = rollout.back(group({"g-1": 0, "g-3": 100}), {"g-1": 60, "g-2": 40})
    assert [(row["service_id"], row["weight"]) for row in rows] == [("g-1", 60), ("g-3", 0)]


# options


def test_a_canary_ends_with_everything_and_begins_with_nothing() -> None:
    """Said or not; gates through the group come with the first traffic."""
    gates = [{"type": "ready"}, {"type": "http", "probe": {"path": "/"}}]
    for weights in ((10,), (10, 100)):
        steps = canary(*weights, gates=gates)
        assert [step["weight"] for step in steps] == [0, 10, 100]
        assert [[gate["type"] for gate in step["gates"]] for step in steps] == [["ready"], *[["ready", "http"]] * 2]
    assert canary(10, gates=gates, gates_before="") == canary(10, gates=gates, gates_before=None)
    assert [gate["type"] for gate in canary(10, gates=gates, gates_before="")[0]["gates"]] == ["ready"]
    own = canary(10, gates=gates, gates_before=[])
    assert own[0]["gates"] == []


def test_a_pause_alone_belongs_to_the_step_before() -> None:
    """Also before the first."""
    entries = [{"pause": True}, {"weight": 10}, {"weight": 20, "pause": True}]
    steps = steps_of({"strategy": "canary", "steps": entries})
    assert [step["pause"] for step in steps] == [True, False, True, False]


PAUSES = [{"weight": 10, "pause": True}, {"weight": 20}, {"weight": 50}, {"pause": True, "name": "rating"}]


@pytest.mark.parametrize(
    ("approved", "waiting"),
    [
        (False, ["10", "rating"]),
        ("", ["10", "rating"]),
        (None, ["10", "rating"]),
        ("no", ["10", "rating"]),
        (True, []),
        ("true", []),
        ("Yes", []),
        (1, []),
        (10, ["rating"]),
        ("10", ["rating"]),
        (" rating ", ["10"]),
        (["10"], ["rating"]),
        (["rating", 10], []),
        ([], ["10", "rating"]),
    ],
)
def test_pauses_are_approved_all_or_by_name(approved: object, waiting: list[str]) -> None:
    """A step without a name goes by its weight, and no other way of approving is taken for it."""
    steps = steps_of({"strategy": "canary", "steps": PAUSES, "approved": approved})
    assert [step["name"] for step in steps if step["waits"]] == waiting
    assert [step["name"] for step in steps if step["pause"]] == ["10", "rating"]
    table = "\n".join(rollout.plan(steps, group({"ms-1-1": 100}), None, STOPPING)["table"])
    assert [name for name in ("10", "rating") if f"waits for approval ({name})" in table] == waiting


def test_a_step_of_one_percent_is_not_every_step() -> None:
    """Its name is also a word for true."""
    entries = [{"weight": 1, "pause": True}, {"weight": 2, "pause": True}]
    steps = steps_of({"strategy": "canary", "steps": entries, "approved": "1"})
    assert [step["name"] for step in steps if step["waits"]] == ["2"]


@given(st.integers(1, 100))
def test_linear_steps_rise_to_everything(size: int) -> None:
    """Whatever the size is."""
    steps = steps_of({"strategy": "canary", "linear": {"step": size, "bake": 4}})
    weights = [step["weight"] for step in steps]
    assert weights == sorted(set(weights))
    assert (weights[0], weights[-1]) == (0, 100)
    assert all(later - earlier <= size for earlier, later in itertools.pairwise(weights))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"strategy": "shadow"}, "strategy: is 'shadow'"),
        ({"strategy": "canary"}, "a canary needs it"),
        ({"strategy": "canary", "steps": [{"weight": 101}]}, "steps[0].weight: is 101"),
        ({"strategy": "canary", "steps": [{"weight": True}]}, "steps[0].weight"),
        ({"strategy": "canary", "steps": [{"weight": 5}, {"weight": 5}]}, "steps[1].weight"),
        ({"strategy": "canary", "steps": [{"bake": 5}]}, "steps[0]: has no weight"),
        ({"strategy": "canary", "steps": [{"weight": 5, "wait": 1}]}, "steps[0].wait: is unknown"),
        ({"strategy": "canary", "steps": [{"pause": True, "gates": []}]}, "steps[0]: has no weight"),
        ({"strategy": "canary", "steps": [{"weight": 5}, {"weight": 7, "name": 5}]}, "two steps with the name 5"),
        ({"strategy": "canary", "steps": PAUSES, "approved": "20"}, "by '20', there are 10, rating"),
        ({"strategy": "rolling", "approved": ["x"]}, "by 'x', there is no pause"),
        ({"strategy": "canary", "linear": {"size": 5}}, "linear.size: is unknown"),
        ({"strategy": "canary", "linear": {"step": 0}}, "linear.step"),
        ({"strategy": "rolling", "gates": [{"type": "luck"}]}, "gates[0].type"),
        ({"strategy": "rolling", "gates": [{"type": "http"}]}, "gates[0].probe: is needed"),
        ({"strategy": "rolling", "gates": [{"type": "tasks", "file": "x", "retries": -1}]}, "gates[0].retries"),
        ({"strategy": "rolling", "gates": [{"type": "http", "probe": {"a": 1}, "target": "old"}]}, "gates[0].target"),
        ({"strategy": "rolling", "gates": [{"type": "prometheus", "url": "u", "query": "q"}]}, "needs max or min"),
    ],
)
def test_options_that_cannot_work_are_named(options: Json, words: str) -> None:
    """The message has the path of the option."""
    with pytest.raises(OptionError) as caught:
        steps_of(options)
    assert words in str(caught.value)
