# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role tione_power: stop, start what it stopped, by filter, tag and schedule, after any interruption."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import COLLECTION, Playbook
from scenario.harness.role_stage import Ran, RoleStage

FOLDER = Path(__file__).resolve().parents[2] / "roles" / "tione_power"
ROLE = f"{COLLECTION}.tione_power"
UPDATE = "ModifyModelService"
STOP, RESUME = f"{UPDATE}:STOP", f"{UPDATE}:RESUME"
MARK, FORGET, REMARK = "CreateModelServiceAuthToken", "DeleteModelServiceAuthToken", "ModifyModelServiceAuthToken"
PACE: Json = {"tione_power_wait_interval": 0.05, "tione_power_wait_timeout": 8, "tione_power_concurrency": 1}


class Stage(RoleStage):
    """An account, and the role run on it."""

    report = "tione_power_report"

    def __init__(self, emulator: Emulator, playbook: Playbook) -> None:
        super().__init__(emulator, playbook)
        self.ids: list[str] = []

    def seed(self, *statuses: str, group: str = "chat", **keywords: Any) -> Stage:
        """Versions of a group in these statuses."""
        self.ids += [self.emulator.add_service(group, status=status, **keywords) for status in statuses]
        return self

    @property
    def statuses(self) -> list[str]:
        """How the services are now, in order."""
        return [self.emulator.status(one) for one in self.ids]

    @property
    def marks(self) -> list[str]:
        """The names of all tokens."""
        with self.emulator.cloud.lock:
            groups = self.emulator.account.groups.values()
            return sorted(token["Base"]["Name"] for group in groups for token in group.auth_tokens)

    def prepare(self, state: str, variables: Json) -> tuple[Path, str, str, str]:
        """A folder, and the arguments of ansible-playbook for a play with nothing but the role."""
        named = {f"tione_power_{name}": value for name, value in {"state": state, **variables}.items()}
        in_process = {"community_tencentcloud_in_process": self.playbook.in_process}
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False}
        home = self.home([{**play, "roles": [{"role": ROLE, "vars": {**PACE, **in_process, **named}}]}])
        return home, "-i", "localhost,", str(home / "playbook.json")

    def run(self, state: str, *flags: str, **variables: Any) -> Ran:
        """Run the role; variables without their prefix."""
        return self.play(*self.prepare(state, variables), *flags)


@pytest.fixture
def stage(emu: Emulator, playbook: Playbook) -> Stage:
    """An empty account."""
    return Stage(emu, playbook)


def four(stage: Stage, state: str, **variables: Any) -> tuple[Ran, Ran]:
    """Check mode predicts the run, which is made once; the second pair does nothing."""
    variables = {"now": "2100-01-01T00:00:00Z", **variables}
    check, real, check_again, again = (stage.run(state, *flags, **variables) for flags in (("--check",), ()) * 2)
    assert check.succeeded().writes == []
    assert check.changed == real.succeeded().changed
    assert (check.plan, bool(real.changed)) == (real.plan, bool(real.writes))
    for ran in (check_again.succeeded(), again.succeeded()):
        assert (ran.writes, ran.changed) == ([], [])
    return check, real


def test_only_what_was_stopped_here_is_started_again(stage: Stage) -> None:
    stage.seed("Normal", "Stopped", "Normal")
    before = [stage.emulator.service(one)["Settings"] for one in stage.ids]
    _check, real = four(stage, "stopped")
    assert real.labels == [MARK, MARK, STOP, STOP]
    assert stage.statuses == ["Stopped"] * 3
    assert stage.marks == ["tione-power-1", "tione-power-3"]
    assert real.stats["stopped"] == [stage.ids[0], stage.ids[2]]
    check, real = stage.run("started", "--check"), stage.run("started")
    assert check.succeeded().writes == []
    assert check.changed == real.succeeded().changed
    assert real.labels == [RESUME, RESUME, FORGET, FORGET]
    assert (stage.statuses, stage.marks) == (["Normal", "Stopped", "Normal"], [])
    assert [stage.emulator.service(one)["Settings"] for one in stage.ids] == before


def test_hours_and_costs_are_shown(stage: Stage) -> None:
    """TI.S.MEDIUM.POST costs 0.70 CNY per hour; a Friday evening, and the Monday after."""
    stage.seed("Normal", info={"Replicas": 2})
    hours = {"office": [{"days": ["mon-fri"], "from": "08:00", "to": "20:00"}]}
    given = {"schedules": hours, "schedule": "office", "timezone": "Asia/Shanghai"}
    day = stage.run("schedule", now="2026-11-20T19:59:59+08:00", **given)
    assert (day.labels, stage.statuses) == ([], ["Normal"])
    night = stage.run("schedule", now="2026-11-20T20:00:00+08:00", **given).succeeded()
    assert "chat-1: stop (schedule office); until 2026-11-23T00:00:00Z, 60 h, 84.00 CNY" in night.plan
    assert night.stats["totals"]["to_be_saved"] == 84.0
    sunday = stage.run("schedule", "--check", now="2026-11-22T20:00:00+08:00", **given).succeeded()
    assert "stays stopped (schedule office); stopped since 2026-11-20T12:00:00Z, 48 h, 67.20 CNY" in sunday.plan
    monday = stage.run("schedule", now="2026-11-23T08:00:00+08:00", **given).succeeded()
    assert "chat-1: start (schedule office); stopped since 2026-11-20T12:00:00Z, 60 h, 84.00 CNY" in monday.plan
    assert (monday.labels, stage.statuses, monday.stats["totals"]["saved"]) == ([RESUME, FORGET], ["Normal"], 84.0)


@pytest.mark.long
def test_a_service_that_runs_again_by_hand_is_stopped_with_a_new_time(stage: Stage) -> None:
    stage.seed("Normal")
    stage.run("stopped", now="2026-11-20T20:00:00Z").succeeded()
    stage.emulator.set_status(stage.ids[0], "Normal")
    assert stage.run("stopped", now="2026-11-21T20:00:00Z").succeeded().labels == [REMARK, STOP]
    assert "stopped since 2026-11-21T20:00:00Z, 1 h" in stage.run("stopped", now="2026-11-21T21:00:00Z").plan
    stage.emulator.set_status(stage.ids[0], "Normal")
    assert stage.run("started").succeeded().labels == [FORGET]
    assert stage.marks == []


def test_filters_tags_and_exceptions_choose(stage: Stage) -> None:
    for group, env in (("chat", "test"), ("search", "test"), ("shop", "prod"), ("trial", "test")):
        stage.seed("Normal", group=group, group_members={"Tags": [{"TagKey": "env", "TagValue": env}]})
    by_tag = [{"tag_key": "env", "tag_values": ["test"]}]
    named = [{"name": "ServiceGroupName", "values": ["chat", "search", "shop"]}]
    done = stage.run("stopped", tag_filters=by_tag, filters=named, **{"except": ["search"]}).succeeded()
    assert done.labels == [MARK, STOP]
    assert stage.statuses == ["Stopped", "Normal", "Normal", "Normal"]


@pytest.mark.parametrize(
    ("state", "writes"),
    [
        ("stopped", 4),
        ("started", 2),
        *(pytest.param("stopped", number, marks=pytest.mark.long) for number in (1, 2, 3, 5, 6)),
        *(pytest.param("started", number, marks=pytest.mark.long) for number in (1, 3, 4, 5, 6)),
    ],
)
def test_the_next_run_ends_right_whatever_killed_the_last_one(stage: Stage, state: str, writes: int) -> None:
    """Killed after each of its writes; one service was stopped by hand before, and never is started."""
    stage.seed("Normal", "Normal", "Stopped", "Normal")
    if state == "started":
        stage.run("stopped").succeeded()
    stage.killed_after(writes, *stage.prepare(state, {}))
    stage.run(state).succeeded()
    if state == "stopped":
        assert stage.statuses == ["Stopped"] * 4
        assert stage.marks == ["tione-power-1", "tione-power-2", "tione-power-4"]
        stage.run("started").succeeded()
    assert (stage.statuses, stage.marks) == (["Normal", "Normal", "Stopped", "Normal"], [])


@pytest.mark.long
@pytest.mark.parametrize("writes", range(1, 7))
def test_a_killed_stop_is_undone_by_a_start(stage: Stage, writes: int) -> None:
    stage.seed("Normal", "Normal", "Stopped", "Normal")
    stage.killed_after(writes, *stage.prepare("stopped", {}))
    stage.run("started").succeeded()
    assert (stage.statuses, stage.marks) == (["Normal", "Normal", "Stopped", "Normal"], [])


def test_what_fails_is_told_and_tried_again(stage: Stage) -> None:
    stage.seed("Normal", "Normal")
    stage.emulator.faults.add(STOP, kind="error", code="FailedOperation", message="not now")
    failed = stage.run("stopped")
    assert "1 services could not be stopped or started" in failed.output
    assert "not now" in failed.output
    assert sorted(stage.statuses) == ["Normal", "Stopped"]
    assert list(failed.stats["failed"]) == [one for one in stage.ids if stage.emulator.status(one) == "Normal"]
    assert stage.run("stopped").succeeded().labels == [REMARK, STOP]
    assert stage.run("started").succeeded().labels == [RESUME, RESUME, FORGET, FORGET]


@pytest.mark.parametrize(
    ("behaviour", "words", "labels"),
    [
        ({"token_values": "masked"}, "masked", [MARK]),
        pytest.param({"tokens_need_authorization": True}, "OperationDenied", [], marks=pytest.mark.long),
    ],
    ids=str,
)
def test_nothing_is_stopped_that_could_not_be_started(
    stage: Stage, behaviour: Json, words: str, labels: list[str]
) -> None:
    """Where marks cannot be made, or not be taken away again."""
    stage.seed("Normal", "Normal")
    stage.emulator.behaviour.update(**behaviour)
    failed = stage.run("stopped")
    assert (failed.labels, stage.statuses) == (labels, ["Normal", "Normal"])
    assert "failed=1" in failed.output
    assert words in failed.output


@pytest.mark.long
def test_a_schedule_that_cannot_be_read_is_refused(stage: Stage) -> None:
    failed = stage.run("schedule", schedules={"office": [{"from": "8"}]})
    assert "tione_power_schedules.office" in failed.output
    assert (failed.writes, "failed=1" in failed.output) == ([], True)


@pytest.mark.long
def test_the_age_of_a_mark_without_a_time_is_that_of_the_token(stage: Stage) -> None:
    stage.seed("Stopped")
    born = (datetime.now(UTC) - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with stage.emulator.cloud.lock:
        (group,) = stage.emulator.account.groups.values()
        base = {"Value": "v", "Name": "tione-power-1", "Description": "", "CreateTime": born, "Id": "at-1"}
        group.auth_tokens.append({"Base": {**base, "Status": "Enabled"}, "Limits": []})
    assert f"stopped since {born}, 5 h, 3.50 CNY" in stage.run("stopped").plan


def test_declared_defaults_are_the_defaults() -> None:
    defaults = yaml.safe_load((FOLDER / "defaults" / "main.yml").read_text(encoding="utf-8"))
    text = (FOLDER / "meta" / "argument_specs.yml").read_text(encoding="utf-8")
    options = yaml.safe_load(text)["argument_specs"]["main"]["options"]
    assert {name: option["default"] for name, option in options.items()} == defaults
    assert all(name.startswith("tione_power_") and option["description"] for name, option in options.items())
