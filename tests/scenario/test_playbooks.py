# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks of the collection, run by their names: in check mode, for real, in check mode again, for real again."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.journal import Entry
from emulator.server import Emulator

from scenario.harness.outcome import Json, Outcome, from_line
from scenario.harness.playbook import COLLECTION, Playbook

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "playbooks").glob("*.yml"))
CREATE, UPDATE = "CreateModelService", "ModifyModelService"
STOP, WEIGH, TOKEN = f"{UPDATE}:STOP", "ModifyServiceGroupWeights", "ModifyModelServiceAuthToken"
MARK, RESUME, FORGET = "CreateModelServiceAuthToken", f"{UPDATE}:RESUME", "DeleteModelServiceAuthToken"
#: They need an inventory, or write files: see test_fleet.py.
ELSEWHERE = {"apply_fleet", "export_fleet"}
OLD_TOKEN = "value-of-the-old-token"
CHECK = ("--check", "--diff")
FENCED_YAML = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Ran:
    """A playbook that has run: its tasks, and the writes that reached the emulator."""

    outcomes: list[Outcome]
    writes: list[Entry]

    @property
    def changed(self) -> list[str]:
        """The names of the tasks that say they changed something."""
        return [outcome.name for outcome in self.outcomes if outcome.changed]

    @property
    def labels(self) -> list[str]:
        """The labels of the writes."""
        return [entry.label for entry in self.writes]

    @property
    def last(self) -> Any:
        """The message of the last task."""
        return self.outcomes[-1].result["msg"]


def run(playbook: Playbook, name: str, variables: Json, flags: tuple[str, ...] = ()) -> Ran:
    """Run a playbook by its full name, as a user does who has the collection installed."""
    home = Path(tempfile.mkdtemp(prefix="named-", dir=playbook.folder))
    earlier = len(playbook.emulator.journal)
    given = json.dumps({"community_tencentcloud_in_process": playbook.in_process, **variables})
    output = playbook.command("ansible-playbook", [f"{COLLECTION}.{name}", "-e", given, *flags], home)
    journal = list(playbook.emulator.journal)
    lines = (home / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    outcomes = [from_line(json.loads(line), journal) for line in lines]
    assert {outcome.status for outcome in outcomes} <= {"ok", "skipped"}, output
    return Ran(outcomes, [entry for entry in journal[earlier:] if entry.write])


@dataclass
class Stage:
    """A playbook with its variables, and where it runs."""

    playbook: Playbook
    name: str
    variables: Json

    @property
    def emulator(self) -> Emulator:
        """The emulator."""
        return self.playbook.emulator

    def run(self, flags: tuple[str, ...] = (), **changes: Any) -> Ran:
        """Run it, with some variables changed."""
        return run(self.playbook, self.name, {**self.variables, **changes}, flags)


def nothing(stage: Stage) -> None:
    """An empty account."""


def versions(stage: Stage) -> None:
    """A group of three versions, of which one has all the traffic."""
    for version, weight in ((1, 0), (3, 100), (4, 0)):
        stage.emulator.add_service("chat", version=version, weight=weight)


def idle_versions(stage: Stage) -> None:
    """Versions without traffic: in two groups, stopped already, and alone in a group."""
    for group, env in (("chat", "test"), ("search", "prod")):
        tags = [{"TagKey": "env", "TagValue": env}]
        for weight, status in ((0, "Normal"), (0, "Stopped"), (100, "Normal")):
            stage.emulator.add_service(group, weight=weight, status=status, group_members={"Tags": tags})
    stage.emulator.add_service("alone", weight=0, group_members={"Tags": [{"TagKey": "env", "TagValue": "test"}]})


def old_token(stage: Stage) -> None:
    """A token that is forty days old, and the file that holds it."""
    born = (datetime.now(UTC) - timedelta(days=40)).strftime("%Y-%m-%dT%H:%M:%SZ")
    base = {"Value": OLD_TOKEN, "Name": "frontend", "Description": "", "CreateTime": born, "Id": "at-1"}
    tokens = [{"Base": {**base, "Status": "Enabled"}, "Limits": []}]
    stage.emulator.add_service("chat", group_members={"AuthorizationEnable": True, "AuthTokens": tokens})
    stage.playbook.secrets.add(OLD_TOKEN)
    token_file(stage).write_text(f"{OLD_TOKEN}\n", encoding="utf-8")
    stage.variables["token_file"] = str(token_file(stage))


def priced_services(stage: Stage) -> None:
    """Services that cost something, and some that do not."""
    prepaid = {"ChargeType": "PREPAID", "ResourceGroupId": "rsg-1", "Resources": {"Cpu": 1000, "Memory": 1024}}
    emulator = stage.emulator
    emulator.add_service("small", info={"InstanceType": "TI.S.MEDIUM.POST", "Replicas": 1})
    emulator.add_service("large", info={"InstanceType": "TI.S.LARGE.POST", "Replicas": 3}, status="Abnormal")
    emulator.add_service("prepaid", info=prepaid)
    for status in ("Stopped", "CREATE_FAILED"):
        emulator.add_service(status.lower(), status=status)


def token_file(stage: Stage) -> Path:
    """The file that a rotated token is handed over in."""
    return stage.playbook.folder / "token"


def served_model(stage: Stage, check: Ran, real: Ran) -> None:
    """The model is served, and another one is then served by a further version."""
    assert real.writes[0].params["ModelInfo"] == {"ModelVersionId": "mv-v1-1"}
    assert check.last == "a new service serves mv-v1-1"
    assert real.last == f"{stage.emulator.service_ids()[0]} serves mv-v1-1"
    assert [entry.params.get("NewVersion") for entry in stage.run(model_version_id="mv-v1-2").writes] == [True]
    assert len(stage.emulator.service_ids("chat")) == 2


def served_image(stage: Stage, check: Ran, real: Ran) -> None:
    """The image is served, and another one is then served by the same version."""
    (service_id,) = stage.emulator.service_ids()
    assert (check.last, real.last) == (f"a new service: {CREATE}", f"{service_id}: {CREATE}")
    assert stage.run(image_url="ccr.ccs.tencentyun.com/team/chat:2.5").labels == [UPDATE]
    assert stage.emulator.service(service_id)["Settings"]["ImageInfo"]["ImageUrl"].endswith("chat:2.5")


def shared_traffic(stage: Stage, check: Ran, real: Ran) -> None:
    """Versions that are named share the traffic, the others have none."""
    ids = stage.emulator.service_ids("chat")
    assert check.last == real.last == dict(zip(ids, (0, 90, 10), strict=True))
    assert [stage.emulator.service(service_id)["Weight"] for service_id in ids] == [0, 90, 10]


def stopped_idle(stage: Stage, check: Ran, real: Ran) -> None:
    """Only the idle version of the tagged group is stopped; without a tag the other one is too."""
    everywhere = run(stage.playbook, stage.name, {})
    stopped = [entry.params["ServiceId"] for entry in (*real.writes, *everywhere.writes)]
    assert stopped == [stage.emulator.service_ids(group)[0] for group in ("chat", "search")]


def handed_over(stage: Stage, check: Ran, real: Ran) -> None:
    """The file holds the new value, for its owner's eyes only, and keeps it when the API does not show it."""
    (token,) = next(iter(stage.emulator.account.groups.values())).auth_tokens
    value = token["Base"]["Value"]
    assert value != OLD_TOKEN
    assert token_file(stage).read_text(encoding="utf-8") == f"{value}\n"
    assert token_file(stage).stat().st_mode & 0o777 == 0o600
    stage.playbook.secrets.add(value)
    stage.emulator.behaviour.token_values = "masked"
    with pytest.raises(AssertionError, match="the file is left as it is"):
        stage.run()
    assert token_file(stage).read_text(encoding="utf-8") == f"{value}\n"


def shown_costs(stage: Stage, check: Ran, real: Ran) -> None:
    """The dearest service comes first, and what is not paid by the hour or does not run is left out."""
    small, large = (stage.emulator.service_ids(group)[0] for group in ("small", "large"))
    rows = [
        {"service": large, "replicas": 3, "cny_per_hour": 4.2},
        {"service": small, "replicas": 1, "cny_per_hour": 0.7},
    ]
    for run in (check, real):  # ansible-core before 2.19 makes texts of numbers in templates
        assert {**run.last, "together": float(run.last["together"])} == {"services": rows, "together": 4.9}


@dataclass(frozen=True)
class Case:
    """What is there, the variables, the writes, and what is true after the four runs."""

    seed: Callable[[Stage], None]
    variables: Json
    writes: list[str]
    ends: Callable[[Stage, Ran, Ran], None]


def rested(stage: Stage, check: Ran, real: Ran) -> None:
    """On Monday morning everything runs that did on Friday evening, and what was stopped by hand does not."""
    monday = stage.run(tione_power_now="2026-11-23T08:00:00+08:00")
    assert monday.labels == [RESUME] * 3 + [FORGET] * 3
    statuses = [stage.emulator.status(one) for one in stage.emulator.service_ids("chat")]
    assert statuses == ["Normal", "Stopped", "Normal"]


def ill_version(stage: Stage) -> None:
    """A version with all the traffic that is ill, after two that are stopped."""
    for weight, status in ((0, "Stopped"), (0, "Stopped"), (100, "Abnormal")):
        stage.variables["service_id"] = stage.emulator.add_service("chat", weight=weight, status=status)


def rolled_back(stage: Stage, check: Ran, real: Ran) -> None:
    """The newest version before it is started and has the traffic."""
    ids = stage.emulator.service_ids("chat")
    assert [stage.emulator.service(one)["Weight"] for one in ids] == [0, 100, 0]
    assert stage.emulator.status(ids[0]) == "Stopped"


CASES = {
    "cost_overview": Case(priced_services, {}, [], shown_costs),
    "deploy_custom_image": Case(
        nothing,
        {
            "group": "chat",
            "image_url": "ccr.ccs.tencentyun.com/team/chat:2.4",
            "instance_type": "TI.S.2XLARGE16.POST",
        },
        [CREATE],
        served_image,
    ),
    "deploy_model_version": Case(
        nothing,
        {"group": "chat", "model_version_id": "mv-v1-1", "instance_type": "TI.GN7.2XLARGE32.POST"},
        [CREATE],
        served_model,
    ),
    "nights_and_weekends": Case(
        idle_versions,
        {
            "env": "test",
            "tione_power_now": "2026-11-20T20:00:00+08:00",
            "tione_power_wait_interval": 0.05,
            "tione_power_concurrency": 1,
        },
        [MARK] * 3 + [STOP] * 3,
        rested,
    ),
    "roll_back": Case(ill_version, {"only_if": ["Abnormal"]}, [RESUME, WEIGH], rolled_back),
    # The second pair changes nothing, because the token is young by then.
    "rotate_tokens": Case(old_token, {"group": "chat", "token": "frontend", "days": 30}, [TOKEN], handed_over),
    "split_traffic": Case(versions, {"group": "chat", "shares": {"3": 90, "4": 10}}, [WEIGH], shared_traffic),
    "stop_idle": Case(idle_versions, {"env": "test"}, [STOP], stopped_idle),
}


@pytest.mark.parametrize("name", [path.stem for path in FILES if path.stem not in ELSEWHERE])
def test_playbook_changes_what_check_mode_says_and_then_nothing(emu: Emulator, playbook: Playbook, name: str) -> None:
    """The prerequisites, four runs, and what is then true."""
    case = CASES[name]
    stage = Stage(playbook, name, dict(case.variables))
    case.seed(stage)
    check, real, check_again, real_again = (stage.run(flags) for flags in (CHECK, (), CHECK, ()))
    assert check.labels == []
    assert real.labels == case.writes
    assert all(entry.applied for entry in real.writes)
    assert check.changed == real.changed
    assert bool(real.changed) is bool(case.writes)
    for again in (check_again, real_again):
        assert (again.labels, again.changed) == ([], [])
    case.ends(stage, check, real)


def plays() -> list[Any]:
    """Each play in a playbook or in the documentation, with the name of its file."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "tests").rglob("README.md"))]
    texts = [(path, text) for path in pages for text in FENCED_YAML.findall(path.read_text(encoding="utf-8"))]
    texts += [(path, path.read_text(encoding="utf-8")) for path in FILES]
    loaded = [(path, element) for path, text in texts for element in yaml.safe_load(text)]
    return [pytest.param(element, id=path.name) for path, element in loaded if "hosts" in element]


@pytest.mark.parametrize("play", plays())
def test_plays_that_are_shown_gather_no_facts(play: Json) -> None:
    """Facts of the controller are of no use to any module here, and gathering them takes longer than a task."""
    assert play["gather_facts"] is False
