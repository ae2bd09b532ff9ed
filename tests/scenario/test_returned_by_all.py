# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results and failures of every module against the documentation: the keys promised, no others, their types."""

from __future__ import annotations

import json
from typing import Any

from emulator.description import Description
from emulator.server import Emulator

from scenario.harness.four import four_tasks
from scenario.harness.leaves import MODULES
from scenario.harness.outcome import FAILURE_KEYS, Json
from scenario.harness.playbook import PACE, WRITERS, Control, Playbook, fault, task
from scenario.harness.returned import as_documented, documented, failure_as_documented
from scenario.test_options_at_the_wire import LEAST, filled
from scenario.test_returned import complete, fill, paths, promised, sample

AUTH, GROUP, SERVICE = "tione_auth_token", "tione_service_group", "tione_model_service"
FLEET = "tione_model_services"
MODELS = "tione_model_version_info"
#: Actions whose real replies leave members out: a reply that has them all stands for them.
WHOLE = {
    MODELS: "DescribeTrainingModelVersions",
    "tione_resource_group_info": "DescribeBillingResourceGroups",
    "tione_service_call_info": "DescribeModelServiceCallInfo",
}
#: What shows most: a token that the sample has, a query, no wait for a service that never becomes Normal.
MORE: dict[str, Json] = {
    AUTH: {"name": "some Name", "reveal": True},
    "tione_probe": {"fail_on_violation": False},
    MODELS: {"training_model_id": "some TrainingModelId"},
    **{module: {"wait": False} for module in (GROUP, SERVICE)},
}


def whole_reply(description: Description, action: str) -> Control:
    """The fault that answers an action with a value for every member that the API has."""
    structures = {**description.structures, "": description.actions[action].response}
    reply = {**sample(Description("", "", {}, structures), ""), "TotalCount": 1}
    return fault("not_json", action, body=json.dumps({"Response": reply}))


def shown(result: Json) -> Json:
    """A result without what all modules have, and what only tasks with --diff have."""
    return {name: value for name, value in result.items() if name not in ("changed", "diff", "invocation", "warnings")}


def settings_of(module: str, group: str) -> Json:
    """The options of a task that returns as much as it can."""
    query = {} if module in WRITERS else {"query": "changed"}
    return filled({**LEAST[module], **query, **MORE.get(module, {})}, group, "chat")


def test_every_module_returns_what_it_promises(emu: Emulator, playbook: Playbook) -> None:
    """Each documented key where the API has a value for it, and no other, with values of the documented types."""
    service_id = emu.add_service("chat", age=1800, status="Abnormal", reason="It is broken.")
    fill(emu, service_id)
    tasks = []
    for module in MODULES:
        action = WHOLE.get(module)
        control = [whole_reply(emu.cloud.description, action)] if action else []
        tasks.append(task(module, settings_of(module, service_id.rpartition("-")[0]), emulator=control))
    for module, outcome in zip(MODULES, playbook.run(tasks), strict=True):
        result = shown(outcome.succeeded().result)
        as_documented(module, result)
        missing = set(promised(documented(module))) - set(paths(result))
        assert not missing, f"{module} does not return {sorted(missing)}"


CHANGES: dict[str, list[Json]] = {
    AUTH: [{"name": "app", "description": "new"}, {"name": "app", "rotate": True}, {"name": "app", "state": "absent"}],
    GROUP: [
        {"authorization_enable": False},
        {"weights": [{"version": "2", "weight": 5}]},
        {"state": "absent", "force": True},
    ],
    FLEET: [
        {"services": [{"service_group_name": FLEET, **row}], "defaults": PACE}
        for row in ({"replicas": 3}, {"command": "serve"}, {"state": "absent", "version": "2"})
    ],
    SERVICE: [{"replicas": 3}, {"command": "serve"}, {"state": "stopped"}, {"state": "absent"}],
}


def test_changes_return_the_same_keys(emu: Emulator, playbook: Playbook) -> None:
    """In check mode, for real and when there is nothing left to do: as documented, and always the same keys."""
    assert CHANGES.keys() == WRITERS
    tasks, modules = [], []
    for module, rows in CHANGES.items():
        seeds = [emu.add_service(module, group_members={"AuthorizationEnable": True}) for _version in range(2)]
        of_others = {SERVICE: {"service_id": seeds[0]}, FLEET: {}}
        identity = of_others.get(module, {"service_group_name": module})
        tasks += [single for row in rows for single in four_tasks({**identity, **row}, module)]
        modules += [module] * 4 * len(rows)
    keys: dict[str, set[frozenset[str]]] = {}
    for module, outcome in zip(modules, playbook.run(tasks), strict=True):
        as_documented(module, shown(outcome.succeeded().result))
        keys.setdefault(module, set()).add(frozenset(shown(outcome.result)))
        assert isinstance(outcome.result["diff"], dict), str(outcome)
    assert {module: len(found) for module, found in keys.items()} == dict.fromkeys(WRITERS, 1)


FAULTS: dict[str, tuple[Json, Control | None]] = {
    "an unknown option": ({"nothing": 0}, None),
    "an option that cannot be": ({"deadline": 0}, None),
    "no permission": ({}, fault("error", "*", code="UnauthorizedOperation", message="Not you.", times=None)),
    "a broken connection": ({"deadline": 0.3}, fault("drop_before", "*", times=None)),
}


def test_failures_of_every_module_have_the_same_keys(emu: Emulator, playbook: Playbook) -> None:
    """Beside them nothing but documented keys, of the documented types."""
    group = emu.add_service("chat").rpartition("-")[0]
    tasks: list[Any] = []
    for options, control in FAULTS.values():
        controls: list[Control] = [("DELETE", "faults", {}), *([control] if control else [])]
        rows = {module: {**settings_of(module, group), **options} for module in MODULES}
        tasks += [task(module, row, emulator=controls) for module, row in rows.items()]
    for module, outcome in zip(MODULES * len(FAULTS), playbook.run(tasks), strict=True):
        complete(outcome)
        failure_as_documented(module, outcome.result, FAILURE_KEYS)
