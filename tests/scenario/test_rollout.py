# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role tione_rollout: success and failure in every step of every strategy, resumption, and what it reports."""

from __future__ import annotations

import re

import pytest
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import COLLECTION, Playbook
from scenario.harness.rollout_stage import CREATE, DELETE, OLD_IMAGE, STOP, UPDATE, WEIGH, Stage, description

STEPS = [{"weight": 25}, {"weight": 50}]


@pytest.fixture
def stage(emu: Emulator, playbook: Playbook) -> Stage:
    """An empty account."""
    return Stage(emu, playbook)


def test_a_canary_goes_up_step_by_step_and_then_has_nothing_to_do(stage: Stage) -> None:
    """Check mode shows the plan and writes nothing; the run does just that; the next one reads."""
    stage.seed(100)
    canary = {"strategy": "canary", "steps": [{"weight": 25, "bake": 1}, {"weight": 50}]}
    check = stage.run("--check", **canary).succeeded()
    assert (check.writes, check.changed, stage.weights()) == ([], [], [100])
    assert [line.split()[3:6] for line in check.plan.splitlines()[3:7]] == [
        ["0", "%", f"{stage.ids[0]}=100,"],
        ["25", "%", f"{stage.ids[0]}=75,"],
        ["50", "%", f"{stage.ids[0]}=50,"],
        ["100", "%", f"{stage.ids[0]}=0,"],
    ]
    assert all(word in check.plan for word in ("the new version=25", "1 s", "ready", f"{stage.ids[0]} retire"))
    real = stage.run(**canary).succeeded()
    assert real.labels == [CREATE, WEIGH, WEIGH, WEIGH, STOP]
    assert real.writes[0].params["ServiceDescription"] == "Made by a rollout. The weights before it, by version: 1=100"
    sent = [[row["Weight"] for row in entry.params["Weights"]] for entry in real.writes[1:4]]
    assert sent == [[75, 25], [50, 50], [0, 100]]
    assert (stage.weights(), stage.statuses()) == ([0, 100], ["Stopped", "Normal"])
    assert "went on" in real.output
    for flags in (("--check",), ()):
        again = stage.run(*flags, **canary).succeeded()
        assert (again.writes, again.changed) == ([], [])
        assert "nothing is left to do" in again.plan


@pytest.mark.long
def test_linear_steps_and_gates_of_every_step_are_in_the_plan(stage: Stage) -> None:
    """A shorthand for a canary; a pause and own gates are shown."""
    stage.seed(2, 1)
    plan = stage.run("--check", strategy="canary", linear={"step": 30, "bake": 7}).plan
    assert re.findall(r"(\d+) %  ", plan) == ["0", "30", "60", "90", "100"]
    one, two = stage.ids
    assert f"{one}=140, {two}=70, the new version=90" in plan
    gates = [{"type": "http", "name": "answers", "probe": {"path": "/x"}}]
    plan = stage.run("--check", strategy="canary", steps=[{"weight": 10, "gates": gates, "pause": True}]).plan
    assert re.search(r"2 of 3 +10 % .* answers +waits for approval", plan)
    assert stage.weights() == [2, 1]


def test_blue_green_switches_at_once_and_deletes_the_old_versions(stage: Stage) -> None:
    """Gates before and after the switch; old versions are gone, those to be kept are not."""
    stage.seed(60, 40, 0)
    service = description(service_description="Ours")
    done = stage.run(service=service, old_versions="delete", keep_versions=[3], retention=1).succeeded()
    assert done.labels == [CREATE, WEIGH, STOP, DELETE, STOP, DELETE]
    assert done.writes[0].params["ServiceDescription"] == "Ours"
    assert stage.emulator.service_ids("chat") == [stage.ids[2], f"{stage.ids[0][:-2]}-4"]
    assert stage.weights() == [0, 100]
    assert [gate["step"] for gate in done.stats["gates"]] == ["1 of 2", "2 of 2"]
    assert stage.run(old_versions="delete", keep_versions=[3]).succeeded().writes == []


@pytest.mark.long
def test_an_older_version_that_is_as_described_is_started_and_used(stage: Stage) -> None:
    """The way back to an older release makes no version."""
    stage.seed(0, 100)
    stage.emulator.set_status(stage.ids[0], "Stopped")
    image = {"image_type": "CCR", "image_url": f"{OLD_IMAGE}.1"}
    done = stage.run(service=description(image_info=image)).succeeded()
    assert done.labels == [f"{UPDATE}:RESUME", WEIGH, STOP]
    assert (stage.weights(), stage.statuses()) == ([100, 0], ["Normal", "Stopped"])


@pytest.mark.long
def test_the_first_version_of_a_group_passes_its_gates(stage: Stage) -> None:
    """There is nothing to share traffic with."""
    done = stage.run(strategy="canary", steps=STEPS).succeeded()
    assert (done.labels, stage.weights()) == ([CREATE], [100])
    assert [gate["step"] for gate in done.stats["gates"]] == ["4 of 4"]


@pytest.mark.long
def test_a_first_version_that_fails_goes_with_its_group(stage: Stage) -> None:
    """Nothing is left of it if that is asked for."""
    gates = stage.bad_at(100)
    failure = stage.run(gates=gates, on_failure="delete").failure
    assert "gate rating failed: the answers were rated 100" in failure
    assert stage.emulator.service_ids() == []
    assert not stage.emulator.account.groups


@pytest.mark.parametrize("bad", [25, *(pytest.param(step, marks=pytest.mark.long) for step in (0, 50, 100))])
def test_a_gate_that_fails_puts_three_versions_back_exactly(stage: Stage, bad: int) -> None:
    """The weights are the very numbers of before; the message says which gate of which step failed, and why."""
    stage.seed(66, 33, 1)
    before = [stage.emulator.service(one)["Settings"] for one in stage.ids]
    gates = [{"type": "ready", "name": "ready"}, *stage.bad_at(bad)]
    failed = stage.run(strategy="canary", steps=STEPS, gates=gates)
    number = [0, 25, 50, 100].index(bad) + 1
    assert f"step {number} of 4 ({bad} %): gate rating failed: the answers were rated {bad}" in failed.failure
    assert "The weights are what they were" in failed.failure
    assert stage.weights() == [66, 33, 1, 0]
    assert [stage.emulator.service(one)["Settings"] for one in stage.ids] == before
    assert stage.statuses() == ["Normal"] * 3 + ["Stopped"]
    assert len(failed.stats["timeline"]) == number + 1
    assert failed.stats["outcome"] == "failed"


@pytest.mark.long
@pytest.mark.parametrize(
    ("on_failure", "statuses"), [("keep", ["Normal", "Normal"]), ("delete", ["Normal"])], ids=["keep", "delete"]
)
def test_what_becomes_of_the_version_that_failed(stage: Stage, on_failure: str, statuses: list[str]) -> None:
    """Kept for a diagnosis, or deleted."""
    stage.seed(100)
    failure = stage.run(gates=stage.bad_at(100), on_failure=on_failure).failure
    assert stage.statuses() == statuses
    assert ("is kept as it is" if on_failure == "keep" else "is deleted") in failure
    assert stage.weights()[0] == 100


@pytest.mark.long
@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_api_error_in_any_shift_puts_the_weights_back(stage: Stage, after: int) -> None:
    """Each of the three changes of weights is refused once."""
    stage.seed(70, 30)
    refusal = {"code": "FailedOperation.NoPermission", "message": "not for you"}
    stage.emulator.faults.add(WEIGH, kind="error", after=after, **refusal)
    failure = stage.run(strategy="canary", steps=STEPS).failure
    assert f"step {after + 2} of 4" in failure
    assert "not for you" in failure
    assert (stage.weights(), stage.statuses()) == ([70, 30, 0], ["Normal", "Normal", "Stopped"])


@pytest.mark.long
def test_an_api_error_in_the_creation_changes_nothing(stage: Stage) -> None:
    """There is no version to stop."""
    stage.seed(70, 30)
    stage.emulator.faults.add(CREATE, kind="error", code="LimitExceeded", message="no more", times=None)
    failed = stage.run()
    assert "failed at making the version" in failed.failure
    assert "no more" in failed.failure
    assert (failed.labels, stage.weights()) == ([], [70, 30])


@pytest.mark.long
def test_a_version_that_never_gets_ready_is_stopped(stage: Stage) -> None:
    """The wait for it runs out of time, or it fails."""
    stage.seed(100)
    stage.emulator.fail_next("stuck")
    failure = stage.run(wait_timeout=1.5).failure
    assert "failed at making the version" in failure
    assert stage.weights() == [100, 0]
    assert stage.statuses() == ["Normal", "Stopped"]


@pytest.mark.long
def test_a_change_of_weights_that_fails_is_put_back(stage: Stage) -> None:
    """UPDATE_FAILED, and the weights that the API then shows."""
    stage.seed(50, 50)
    stage.emulator.fail_next("weights_failed")
    failure = stage.run().failure
    assert "step 2 of 2" in failure
    assert stage.weights() == [50, 50, 0]


@pytest.mark.long
def test_a_change_of_weights_that_never_ends_is_told_as_it_is(stage: Stage) -> None:
    """If even the way back fails, the message is loud and has the weights of before."""
    stage.seed(50, 50)
    stage.emulator.fail_next("weights_stuck")
    failure = stage.run(wait_timeout=1).failure
    assert "PUTTING IT BACK FAILED TOO" in failure
    assert f"{stage.ids[0]}=50, {stage.ids[1]}=50" in failure


@pytest.mark.long
def test_old_versions_that_cannot_retire_take_no_traffic_away(stage: Stage) -> None:
    """The rollout has succeeded; what remains fails aloud and is done by the next run."""
    stage.seed(100)
    stage.emulator.faults.add(STOP, kind="error", code="OperationDenied", message="not now", times=None)
    failure = stage.run().failure
    assert "has all the traffic, but the old versions could not retire" in failure
    assert stage.weights() == [0, 100]
    stage.emulator.faults.clear()
    assert stage.run().succeeded().labels == [STOP]
    assert stage.statuses() == ["Stopped", "Normal"]


@pytest.mark.long
def test_a_pause_ends_the_play_until_it_is_approved_itself(stage: Stage) -> None:
    """The approval of another pause changes nothing; that of this one goes on to the next."""
    stage.seed(100)
    pauses = [{"weight": 25}, {"pause": True}, {"weight": 50, "pause": True, "name": "half"}]
    canary = {"strategy": "canary", "steps": pauses}
    paused = stage.run(**canary).succeeded()
    assert (stage.weights(), paused.stats["outcome"]) == ([75, 25], "paused")
    assert "waits for approval. Run it again with tione_rollout_approved set to 25" in paused.stats["message"]
    assert "went on" not in paused.output
    again = stage.run(**canary, approved="half").succeeded()
    assert (again.writes, again.changed, again.stats["outcome"]) == ([], [], "paused")
    approved = stage.run(**canary, approved="25").succeeded()
    assert (approved.labels, approved.stats["outcome"]) == ([WEIGH], "paused")
    assert stage.weights() == [50, 50]
    assert "set to half to go on" in approved.stats["message"]


@pytest.mark.long
def test_weights_that_somebody_else_has_changed_are_left_alone(stage: Stage) -> None:
    """The second of two rollouts refuses, and puts nothing back: it is not its own."""
    stage.seed(60, 40)
    other = stage.ids[0]
    text = f"""\
- name: Change the weights as somebody else
  {COLLECTION}.tione_service_group:
    service_group_name: chat
    weights: [{{service_id: {other}, weight: 90}}]
    wait_interval: 0.1
  when: tione_rollout_step.weight == 25
"""
    failed = stage.run(strategy="canary", steps=STEPS, after_step=stage.file("other.yml", text))
    assert "somebody else has changed the weights" in failed.failure
    assert "nothing is put back" in failed.failure
    assert failed.labels == [CREATE, WEIGH, WEIGH]
    assert stage.statuses() == ["Normal"] * 3


@pytest.mark.long
def test_a_change_of_weights_that_goes_on_refuses_the_rollout(stage: Stage) -> None:
    """Nothing is made before that."""
    stage.seed(60, 40)
    stage.emulator.fail_next("weights_stuck")
    change = {"service_group_name": "chat", "weights": [{"version": 1, "weight": 50}], "wait": False}
    stage.playbook.run([{"name": "Begin a change", f"{COLLECTION}.tione_service_group": change}])
    refused = stage.run(wait_timeout=0.5)
    assert "another change of the weights is still going on" in refused.output
    assert refused.writes == []


# rolling ---------------------------------------------------------------------------------------------------------


FULL = {
    "Env": [
        {"Name": "LEVEL", "Value": "info", "IsPrivate": False},
        {"Name": "KEY", "Value": "old-key-value", "IsPrivate": True},
    ],
    "HealthProbe": {
        "ReadinessProbe": {"ProbeAction": {"ActionType": "HTTPGet", "HTTPGet": {"Path": "/old", "Port": 8080}}}
    },
    "TerminationGracePeriodSeconds": 60,
    "ServicePort": 8080,
}


def rolling_changes() -> Json:
    """A description that changes, adds and removes settings of FULL."""
    start = {"probe_action": {"action_type": "HTTPGet", "http_get": {"path": "/start", "port": 8080}}}
    return description(
        env=[
            {"name": "LEVEL", "value": "debug"},
            {"name": "KEY", "value": "old-key-value", "is_private": True},
            {"name": "MORE", "value": "1"},
        ],
        health_probe={"startup_probe": start},
        termination_grace_period_seconds=30,
        pre_stop_command=["sleep", "5"],
        replicas=2,
    )


def test_rolling_changes_in_place(stage: Stage) -> None:
    """One update; run again nothing changes, and the gates are looked at again."""
    stage.playbook.secrets.add("old-key-value")
    stage.seed(100, info=FULL)
    rolling = {"strategy": "rolling", "service": rolling_changes()}
    assert stage.run("--check", **rolling).succeeded().writes == []
    assert stage.run(**rolling).succeeded().labels == [UPDATE]
    again = stage.run(**rolling).succeeded()
    assert (again.writes, again.changed) == ([], [])
    assert [gate["passed"] for gate in again.stats["gates"]] == [True]


def test_rolling_that_fails_restores_every_setting(stage: Stage) -> None:
    """Changed, added and removed settings, private values included, are what they were."""
    stage.playbook.secrets.add("old-key-value")
    stage.seed(100, info=FULL)
    before = stage.emulator.service(stage.ids[0])["Settings"]
    gates = stage.file("bad.yml", "- name: Fail\n  ansible.builtin.fail:\n    msg: it is slow\n")
    gate = [{"type": "tasks", "name": "speed", "file": gates}]
    failed = stage.run(strategy="rolling", service=rolling_changes(), gates=gate)
    assert "gate speed failed: it is slow" in failed.failure
    assert "The settings are what they were" in failed.failure
    assert failed.labels == [UPDATE, UPDATE]
    assert stage.emulator.service(stage.ids[0])["Settings"] == before


@pytest.mark.long
def test_rolling_refuses_what_it_could_not_put_back(stage: Stage) -> None:
    """A private value that nobody tells would be lost on the way back; told, the update begins."""
    stage.seed(100, info=FULL)
    service = description(env=[{"name": "LEVEL", "value": "debug"}])
    refused = stage.run(strategy="rolling", service=service)
    assert "has no value for the private variable KEY" in refused.output
    assert refused.writes == []
    told = stage.run(strategy="rolling", service=service, private_values={"KEY": "old-key-value"})
    assert told.succeeded().labels == [UPDATE]


# gates over HTTP -------------------------------------------------------------------------------------------------


HTTP = {"type": "http", "name": "answers", "probe": {"path": "/v1", "calls": 20, "max_error_percentage": 5}}


@pytest.mark.long
def test_calls_through_the_group_follow_the_weights(stage: Stage) -> None:
    """At 10 % the errors of the new version are within the budget, at 50 % they are not."""
    stage.seed(100)
    stage.emulator.answers.script(stage.new_id(), errors=40)
    failed = stage.run(strategy="canary", steps=[{"weight": 10}, {"weight": 50}], gates=[HTTP])
    assert "step 3 of 4 (50 %): gate answers failed" in failed.failure
    assert [(gate["step"], gate["passed"]) for gate in failed.stats["gates"]] == [("2 of 4", True), ("3 of 4", False)]
    assert failed.stats["gates"][1]["measured"]["errors"] == 4
    assert stage.weights() == [100, 0]


@pytest.mark.long
def test_a_gate_is_tried_again_within_its_budget(stage: Stage) -> None:
    """A service that becomes good passes with retries; where the budget is used up there are no more."""
    stage.seed(100)
    stage.emulator.answers.script(stage.new_id(), failing_first=3)
    gate = {**HTTP, "probe": {"calls": 2}, "retries": 3, "delay": 1}
    failure = stage.run(gates=[{**gate, "budget": 1}]).failure
    assert "gate answers failed" in failure
    assert "(1 of 4 attempts)" in failure
    done = stage.run(gates=[gate]).succeeded()
    assert [gate["attempts"] for gate in done.stats["gates"]] == [2]


@pytest.mark.long
def test_new_and_old_version_are_compared_by_their_own_addresses(stage: Stage) -> None:
    """Before there is any traffic; the verdict has the values of both."""
    eip = {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"}}
    stage.seed(100, info=eip)
    stage.emulator.answers.script(stage.new_id(), errors=30)
    service = description(service_eip={"enable_eip": True, "vpc_id": "vpc-1", "subnet_id": "subnet-1"})
    compare = {"type": "compare", "name": "better", "probe": {"calls": 20}, "max_error_increase": 10}
    failed = stage.run(service=service, gates=[compare])
    assert "step 1 of 2 (0 %): gate better failed: its error share of 30 % is 30 points above" in failed.failure
    assert failed.labels == [CREATE, STOP]
    loose = {**compare, "max_error_increase": 30, "max_latency_ratio": 1000}
    done = stage.run(service=service, gates=[loose]).succeeded()
    assert done.stats["gates"][0]["measured"]["error_increase"] == 30


@pytest.mark.long
def test_a_query_of_prometheus_decides(stage: Stage) -> None:
    """The value of a query, read over HTTP."""
    stage.seed(100)
    metrics = stage.emulator.add_service("metrics")
    result = [{"metric": {}, "value": [0, "0.25"]}]
    answer = {"status": "success", "data": {"resultType": "vector", "result": result}}
    stage.emulator.answers.script(metrics, body=answer)
    url = f"{stage.emulator.url}/{metrics.rpartition('-')[0]}/api/v1/query"
    gate = {"type": "prometheus", "name": "errors", "url": url, "query": "rate(errors[1m])", "max": 0.1}
    assert "gate errors failed: the value 0.25 is above 0.1" in stage.run(gates=[gate]).failure
    done = stage.run(gates=[{**gate, "max": 0.5}]).succeeded()
    assert [row["measured"]["values"] for row in done.stats["gates"]] == [[0.25], [0.25]]


# options and reports ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"strategy": "canary"}, "a canary needs it"),
        ({"strategy": "canary", "steps": [{"weight": 50}, {"weight": 20}]}, "steps[1].weight: is 20"),
        ({"gates": [{"type": "ready", "wait": 3}]}, "gates[0].wait: is unknown"),
        ({"service": {"service_group_name": "chat", "version": 3}}, "version: goes with strategy rolling only"),
        ({"service": {"image_info": {}}}, "needs service_group_name or service_group_id"),
    ],
    ids=["no steps", "falling", "unknown", "version", "no group"],
)
def test_options_that_cannot_work_are_refused_before_any_call(stage: Stage, variables: Json, words: str) -> None:
    """No request is made."""
    refused = stage.run(**variables)
    assert words in re.sub(r"\s+", " ", refused.output), refused.output
    assert not list(stage.emulator.journal)
