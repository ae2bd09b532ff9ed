# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of tione_model_services: a fleet is listed once, planned, and brought into step at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from emulator.server import Emulator

from scenario.harness.four import Four
from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Playbook, fault, task

FLEET = "tione_model_services"
LIST, MODIFY, CREATE = "DescribeModelServiceGroups", "ModifyModelService", "CreateModelService"
SCALE, STOP = f"{MODIFY}:SCALE", f"{MODIFY}:STOP"
PACE = {"wait_interval": 0.05, "wait_timeout": 8}
NEW = {
    "charge_type": "POSTPAID_BY_HOUR",
    "instance_type": "TI.S.LARGE.POST",
    "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:2.4"},
}
OWNER = {"tag_key": "owner", "tag_value": "team"}


@pytest.fixture
def names(emu: Emulator) -> list[str]:
    """Eight services that are there and run."""
    found = [f"chat-{number}" for number in range(8)]
    for name in found:
        emu.add_service(name)
    return found


def fleet(services: Iterable[Json], check: bool = False, **options: Any) -> Json:
    """A task of the module."""
    defaults = {**PACE, **options.pop("defaults", {})}
    controls = options.pop("emulator", ())
    return task(FLEET, {"services": list(services), "defaults": defaults, **options}, check=check, emulator=controls)


def wanted(names: Iterable[str], **options: Any) -> list[Json]:
    """The same options for several services."""
    return [{"service_group_name": name, **options} for name in names]


def four(playbook: Playbook, services: list[Json], **options: Any) -> Four:
    """The module four times: in check mode and for real, twice."""
    checks = (True, False, True, False)
    return Four(*playbook.run([fleet(services, check, **options) for check in checks]))


def group_names(emu: Emulator) -> set[str]:
    """The names of all groups that there are."""
    with emu.cloud.lock:
        return {group.name for group in emu.account.groups.values()}


def lines(outcome: Outcome, *keys: str) -> list[Any]:
    """Some keys of each line of the results."""
    return [tuple(line[key] for key in keys) for line in outcome.result["results"]]


def test_a_fleet_is_created_changed_stopped_and_left_alone(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    services = [
        *wanted(["new-1", "new-2"], **NEW),
        *wanted(names[:2], replicas=3),
        *wanted(names[2:3], command="serve"),
        *wanted(names[3:4], state="stopped"),
        *wanted(names[4:], state="started"),
    ]
    done = four(playbook, services, concurrency=1)
    check, real = done.check.succeeded(), done.real.succeeded()
    kinds = ["create", "create", "change", "change", "change", "stop", "none", "none", "none", "none"]
    for outcome in (check, real):
        assert [line["change"] for line in outcome.result["plan"]] == kinds
        assert outcome.actions == [CREATE, CREATE, SCALE, SCALE, MODIFY, STOP]
    assert not check.writes
    assert check.diff == real.diff
    assert sorted(real.applied) == sorted(real.actions)
    assert group_names(emu) == {"new-1", "new-2", *names}
    done.settles()


def test_what_is_in_step_costs_no_request_of_its_own(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    (outcome,) = playbook.run([fleet(wanted(names, replicas=1))])
    outcome.did_nothing()
    assert set(outcome.sent) == {LIST}
    assert len(outcome.sent) == 1


def test_a_few_services_of_a_large_account_are_looked_up_one_by_one(
    emu: Emulator, playbook: Playbook, names: list[str]
) -> None:
    (outcome,) = playbook.run([fleet(wanted(names[:2], replicas=1))])
    outcome.did_nothing()
    sought = [entry.params["Filters"][0]["Values"] for entry in outcome.requests if entry.action == LIST]
    assert sought == [["chat-0"], ["chat-1"]]


def test_each_service_that_differs_is_read_again_right_before_it_is_changed(
    emu: Emulator, playbook: Playbook, names: list[str]
) -> None:
    (outcome,) = playbook.run([fleet(wanted(names, replicas=1) + wanted([], replicas=2), concurrency=1)])
    outcome.did_nothing()
    (outcome,) = playbook.run([fleet([*wanted(names[:6]), *wanted(names[6:], command="serve")], concurrency=1)])
    assert outcome.succeeded().sent[1:3] == ["DescribeModelServiceGroup", MODIFY]


def test_options_of_a_service_beat_the_defaults(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    services = [*wanted(names[:6]), *wanted(names[6:7], replicas=4)]
    (outcome,) = playbook.run([fleet(services, defaults={"replicas": 2})])
    assert [entry.params["Replicas"] for entry in outcome.succeeded().requests if entry.label == SCALE].count(2) == 6
    assert outcome.actions == [SCALE] * 7
    assert emu.service(outcome.result["results"][6]["service_id"])["Settings"]["Replicas"] == 4


def test_what_is_still_going_on_is_waited_for(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    emu.durations.update(pending=0.6, waiting=0.6, rolling=0.6)
    first = fleet(wanted(names, replicas=2), defaults={"wait": False})
    outcomes = playbook.run([first, fleet(wanted(names, replicas=2))])
    outcomes[1].did_nothing()
    assert {emu.service(line["service_id"])["Status"] for line in outcomes[1].result["results"]} == {"Normal"}


def test_the_first_failure_stops_what_was_not_begun(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    broken = [fault("error", SCALE.partition(":")[0], code="FailedOperation", times=1)]
    (outcome,) = playbook.run([fleet(wanted(names, replicas=2), concurrency=1, emulator=broken)])
    outcome.failed_with("FailedOperation", "1 of 8 services failed", "7 services were not begun", "chat-0")
    assert lines(outcome, "failed", "skipped") == [(True, False), *[(False, True)] * 7]
    assert outcome.applied == []


def test_some_may_fail_if_the_task_says_so(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    broken = [fault("error", SCALE.partition(":")[0], code="FailedOperation", times=1)]
    services = wanted(names, replicas=2)
    (outcome,) = playbook.run([fleet(services, concurrency=1, max_fail_percentage=20, emulator=broken)])
    outcome.failed_with("FailedOperation", "1 of 8 services failed")
    assert lines(outcome, "failed", "changed") == [(True, False), *[(False, True)] * 7]
    assert outcome.result["changed"]
    assert len(outcome.applied) == 7


def test_nothing_is_changed_while_one_service_cannot_be_planned(
    emu: Emulator, playbook: Playbook, names: list[str]
) -> None:
    services = [*wanted(names[:6], replicas=2), *wanted(names[6:7], charge_type="PREPAID")]
    for outcome in playbook.run([fleet(services, check=True), fleet(services)]):
        outcome.failed_with("ClientError.Conflict", "1 of 7 services failed", "chat-6", "charge_type")
        assert not outcome.writes
        assert outcome.result["plan"][-1]["change"] == "error"


def test_groups_of_the_owner_that_nobody_names_are_pruned(emu: Emulator, playbook: Playbook) -> None:
    emu.add_service("of-somebody-else", group_members={"Tags": [{"TagKey": "owner", "TagValue": "others"}]})
    emu.add_service("untagged")
    services = wanted(["a", "b"], **NEW)
    made, *pruned = playbook.run(
        [
            fleet(services, owner_tag=OWNER, prune=True, concurrency=1),
            *[fleet(services[:1], check, owner_tag=OWNER, prune=True) for check in (True, False, True, False)],
        ]
    )
    assert made.succeeded().actions == [CREATE, CREATE]
    assert made.body(CREATE)["Tags"] == [{"TagKey": "owner", "TagValue": "team"}]
    done = Four(*pruned)
    assert [line["change"] for line in done.check.succeeded().result["plan"]] == ["none", "delete"]
    assert done.check.actions == done.real.succeeded().actions == [STOP, "DeleteModelServiceGroup"]
    assert not done.check.writes
    assert group_names(emu) == {"a", "of-somebody-else", "untagged"}
    done.settles()


def test_nothing_is_pruned_before_all_else_is_done(emu: Emulator, playbook: Playbook) -> None:
    services = wanted(["a", "b"], **NEW)
    changed = [{**services[0], "replicas": 2}]
    broken = [fault("error", SCALE.partition(":")[0], code="FailedOperation", times=1)]
    made, failed, done = playbook.run(
        [
            fleet(services, owner_tag=OWNER, concurrency=1),
            fleet(changed, owner_tag=OWNER, prune=True, emulator=broken),
            fleet(changed, owner_tag=OWNER, prune=True),
        ]
    )
    made.succeeded()
    failed.failed_with("FailedOperation", "1 of 2 services failed", "1 services were not begun", "a: ")
    assert failed.applied == []
    assert done.succeeded().applied == [SCALE, STOP, "DeleteModelServiceGroup"]
    assert group_names(emu) == {"a"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"services": [{"service_group_name": "a", "replica": 2}]}, ["services[0]", "replica is no option"]),
        ({"services": [{"replicas": 2}]}, ["services[0]", "service_group_name"]),
        ({"services": [{"service_group_name": "a"}] * 2}, ["services[1]", "services[0]"]),
        ({"services": [{"service_group_name": "a", "replicas": "x"}]}, ["services[0]", "replicas"]),
        ({"services": ["a"]}, ["services"]),
        ({"services": [{"service_group_name": "a"}], "concurrency": 0}, ["concurrency"]),
        ({"services": [{"service_group_name": "a"}], "max_fail_percentage": 101}, ["max_fail_percentage"]),
        ({"services": [{"service_group_name": "a"}], "prune": True}, ["prune", "owner_tag"]),
        ({"services": [], "prune": True, "owner_tag": OWNER}, ["prune", "empty"]),
    ],
    ids=str,
)
def test_what_cannot_work_is_refused_without_a_request(
    emu: Emulator, playbook: Playbook, options: Json, words: list[str]
) -> None:
    (outcome,) = playbook.run([task(FLEET, options)])
    outcome.refused(*words)


def test_private_values_of_the_fleet_are_not_shown(emu: Emulator, playbook: Playbook, names: list[str]) -> None:
    secret = "fleet-private-4711"
    playbook.secrets.add(secret)
    variable = {"name": "KEY", "value": "{{ lookup('env', 'FLEET_SECRET') }}", "is_private": True}
    services = [*wanted(names[:6], env=[variable]), {"service_group_name": names[6], "nothing": variable["value"]}]
    env = {"FLEET_SECRET": secret}
    good, bad = playbook.run([fleet(services[:6]), fleet(services)], env=env, verbose="-vvv")
    assert good.succeeded().body()["Env"] == [{"Name": "KEY", "Value": secret, "IsPrivate": True}]
    bad.refused("services[6]", "nothing")
