# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation's examples as they stand, each life three times in a row: one service is made, nothing is left."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import pytest
import yaml
from emulator.server import Emulator

from scenario.harness.outcome import Outcome
from scenario.harness.playbook import COLLECTION, PACE, WRITERS, Playbook, Task
from scenario.harness.returned import MODULES

SERVICE, GROUP, TOKEN = "tione_model_service", "tione_service_group", "tione_auth_token"
INFOS = (
    "tione_service_group_info",
    "tione_model_service_info",
    "tione_service_call_info",
    "tione_service_event_info",
    "tione_service_log_info",
)
CREATE, UPDATE = "CreateModelService", "ModifyModelService"
STOP, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:SCALE"
#: The group of the examples that go by an id.
GROUP_ID = "ms-vzd8qdk5"
API_KEY = "value-of-the-api-key"
TIMES = 3


def examples(module: str) -> dict[str, Task]:
    """The examples of a module by their names, without those that call a service themselves."""
    tree = ast.parse((MODULES / f"{module}.py").read_text(encoding="utf-8"))
    (text,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "EXAMPLES"
    ]
    return {task["name"]: task for task in yaml.safe_load(text) if "block" not in task}


@dataclass(frozen=True)
class Life:
    """Versions that are there, examples that make the rest, the writes of their first run; and the same for the end."""

    there: int
    making: list[tuple[str, str]]
    writes: list[str]
    ending: list[tuple[str, str]]
    last_writes: list[str]
    #: Names in examples that are filled in.
    filled: tuple[str, str] = ("", "")


LIVES = {
    "a service of its own": Life(
        0,
        [
            (SERVICE, "Create a service, or change what differs of the one that is there, and wait until"),
            (SERVICE, "See what an update would change"),
            (SERVICE, "Serve a new image with the newest version of the group"),
            (SERVICE, "Let the number of replicas follow the load"),
            (SERVICE, "Probe the service, and send it away gently"),
            (SERVICE, "Mount a file system"),
            (SERVICE, "Set the complete environment, one value of it private"),
            (GROUP, "Let calls need a token"),
            (TOKEN, "Give the web front end a token with limits"),
            (TOKEN, "Rotate the token once it is 90 days old"),
        ],
        [
            CREATE,
            SCALE,
            *[UPDATE] * 3,
            "ModifyModelServiceAuthorization",
            "CreateModelServiceAuthToken",
            "ModifyModelServiceAuthToken",
        ],
        [(TOKEN, "Delete the token"), (SERVICE, "Delete version 1, and the group as well")],
        ["DeleteModelServiceAuthToken", STOP, "DeleteModelService", "DeleteModelServiceGroup"],
    ),
    "a version beside three others": Life(
        3,
        [
            (SERVICE, "Serve another image by a further version of the group"),
            (SERVICE, "Scale version 3"),
            (GROUP, "Send one call in ten to version 4"),
            (GROUP, "See what a new split of the traffic would change"),
        ],
        [CREATE, SCALE, "ModifyServiceGroupWeights"],
        [(GROUP, "Stop all versions of a group and delete it")],
        [*[STOP] * 4, "DeleteModelServiceGroup"],
        filled=("chat-test", "chat-prod"),
    ),
}


def example(module: str, begins: str, life: Life) -> Task:
    """The one example of a module whose name begins so."""
    (found,) = [task for name, task in examples(module).items() if name.startswith(begins)]
    name = f"{COLLECTION}.{module}"
    old, new = life.filled
    options = {key: new if value == old and old else value for key, value in found[name].items()}
    return {**found, name: options}


def run(playbook: Playbook, tasks: list[Task]) -> list[Outcome]:
    """One run of ansible-playbook, at the pace of tests, in which no task fails."""
    pace = {f"{COLLECTION}.{module}": PACE for module in WRITERS}
    outcomes = playbook.run(tasks, module_defaults=pace, vars={"api_key": API_KEY})
    for outcome in outcomes:
        assert outcome.status in ("ok", "skipped"), str(outcome)
    return outcomes


def run_three_times(playbook: Playbook, tasks: list[Task], writes: list[str]) -> None:
    """Assert that the first run makes the writes and the others change nothing."""
    for wanted in (writes, *[[]] * (TIMES - 1)):
        outcomes = run(playbook, tasks)
        entries = [entry for outcome in outcomes for entry in outcome.writes]
        assert [entry.label for entry in entries] == wanted
        assert all(entry.applied for entry in entries)
        assert any(outcome.changed for outcome in outcomes) is bool(wanted)


@pytest.mark.parametrize("name", LIVES)
def test_examples_make_one_service_and_leave_nothing(
    emu: Emulator, playbook: Playbook, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Three runs create one service and write nothing twice; three more delete all of it."""
    life = LIVES[name]
    playbook.secrets.add(API_KEY)
    monkeypatch.setattr(emu.account, "new_group_id", lambda: GROUP_ID)
    for number in range(life.there):
        emu.add_service("chat-prod", group_id=GROUP_ID, version=number + 1, info={"Replicas": 2})
    making = [example(module, begins, life) for module, begins in life.making]
    reading = [task for module in INFOS for task in examples(module).values()]
    run_three_times(playbook, [*making, *reading], life.writes)
    assert life.writes.count(CREATE) == 1
    assert emu.service_ids() == [f"{GROUP_ID}-{number + 1}" for number in range(life.there + 1)]
    run_three_times(playbook, [example(module, begins, life) for module, begins in life.ending], life.last_writes)
    assert emu.account.groups == {}
