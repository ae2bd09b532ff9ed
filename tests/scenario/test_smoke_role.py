# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role tione_smoke: success, each kind of failure, check mode, and what it promises about its variables."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook

FOLDER = Path(__file__).resolve().parents[2] / "roles" / "tione_smoke"
ROLE = "community.tencentcloud.tione_smoke"
RESULT = "tione_smoke_result"
#: What makes a failing run short.
QUICK = {"tione_smoke_retries": 0}
KEYS = frozenset(
    {"passed", "violations", "calls", "errors", "error_percentage", "latency", "statuses", "samples", "answer", "url"}
    | {"attempts", "request_ids", "msg", "error_code"}
)


@dataclass(frozen=True)
class Case:
    """How the service answers, the variables of the role, and what comes of it."""

    variables: Json
    script: Json = field(default_factory=dict)
    passes: bool = True
    #: What the message of the failure says.
    says: tuple[str, ...] = ()
    code: str = ""
    statuses: Json = field(default_factory=lambda: {"200": 5})
    attempts: int = 1


CHAT = {"tione_smoke_service_group_name": "chat"}
FAILED = "ClientError.ProbeFailed"
CASES = {
    "good": Case(
        {
            **CHAT,
            "tione_smoke_path": "/v1/chat",
            "tione_smoke_body": {"question": 6},
            "tione_smoke_expect": "output == 'ok' && input.question == `6`",
            "tione_smoke_max_latency": [{"percentile": 95, "seconds": 20}],
        },
    ),
    "good after a while": Case(
        {**CHAT, "tione_smoke_retry_delay": 0.05}, {"failing_first": 10}, statuses={"200": 5}, attempts=3
    ),
    "not good within the budget": Case(
        {**CHAT, "tione_smoke_retry_delay": 60, "tione_smoke_budget": 30},
        {"failing_first": 10},
        False,
        ("5 of 5 calls failed",),
        FAILED,
        {"500": 5},
    ),
    "wrong status": Case({**CHAT, **QUICK}, {"status": 404}, False, ("5 x status 404",), FAILED, {"404": 5}),
    "wrong answer": Case(
        {**CHAT, **QUICK, "tione_smoke_expect": "output == 'ok'"},
        {"wrong": 100},
        False,
        ("5 x answer that is not as expected", '"output": "wrong"'),
        FAILED,
    ),
    "too slow": Case(
        {**CHAT, **QUICK, "tione_smoke_max_latency": [{"percentile": 50, "seconds": 0.1}]},
        {"latency": 0.2},
        False,
        ("50 % of the calls should take at most 0.1 seconds",),
        FAILED,
    ),
    "too many errors": Case(
        {**CHAT, **QUICK, "tione_smoke_calls": 10, "tione_smoke_max_error_percentage": 10},
        {"errors": 20},
        False,
        ("2 of 10 calls failed (20 %, at most 10 % may)",),
        FAILED,
        {"200": 8, "500": 2},
    ),
    "no address": Case(
        {"tione_smoke_service_group_name": "nobody"},
        {},
        False,
        ("There is no service group nobody", "tione_service_group_info"),
        "ClientError.NotFound",
        {},
        0,
    ),
    "no token": Case(
        {"tione_smoke_url": "{url}", **QUICK}, {}, False, ("5 x status 401", "give auth_token"), FAILED, {"401": 5}
    ),
    "another token": Case(
        {**CHAT, "tione_smoke_auth_token_name": "nobody's"},
        {},
        False,
        ("nobody's",),
        "ClientError.NoToken",
        {},
        0,
    ),
}


def include(variables: Json, **keywords: Any) -> Json:
    """A task that runs the role."""
    return {"name": "Run the role", "ansible.builtin.include_role": {"name": ROLE}, "vars": variables, **keywords}


def told(name: str, variable: str) -> Json:
    """A task that shows a variable in its result."""
    return {"name": name, "ansible.builtin.debug": {"var": variable}}


def of_case(name: str, case: Case, service_id: str, url: str) -> Json:
    """A block that runs the role and tells how it ended."""
    variables = json.loads(json.dumps(case.variables).replace("{url}", url))
    prepare = {
        "name": "Prepare",
        "ansible.builtin.debug": {"msg": name},
        "vars": {"emulator": [["POST", f"answers/{service_id}", case.script]]},
    }
    return {
        "block": [prepare, include(variables), told(f"{name}: passed", RESULT)],
        "rescue": [told(f"{name}: failed", RESULT), told(f"{name}: message", "ansible_failed_result.msg")],
    }


def run(playbook: Playbook, tasks: list[Json], **keywords: Any) -> tuple[dict[str, Any], str]:
    """What the tasks tell, by their names, and the output."""
    home = Path(tempfile.mkdtemp(prefix="play-", dir=playbook.folder))
    variables = {"community_tencentcloud_in_process": playbook.in_process}
    play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "vars": variables, "tasks": tasks}
    (home / "playbook.json").write_text(json.dumps([{**play, **keywords}]), encoding="utf-8")
    output = playbook.command("ansible-playbook", ["-vvv", "-i", "localhost,", str(home / "playbook.json")], home)
    lines = (home / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    shown = {}
    for line in map(json.loads, lines):
        values = [line["result"][name] for name in (RESULT, "ansible_failed_result.msg") if name in line["result"]]
        shown.update({line["name"].rpartition(" : ")[2]: value for value in values})
    return shown, output


def test_success_and_each_failure(emu: Emulator, playbook: Playbook) -> None:
    """The verdict, what is measured, and the message of the failure; the token is never shown."""
    service_id = emu.add_service("chat", group_members={"AuthorizationEnable": True})
    playbook.secrets.add(str(emu.cloud.stored(service_id)[0].auth_tokens[0]["Base"]["Value"]))
    url = f"{emu.url}/{service_id[:-2]}"
    shown, output = run(playbook, [of_case(name, case, service_id, url) for name, case in CASES.items()])
    for name, case in CASES.items():
        key = f"{name}: {'passed' if case.passes else 'failed'}"
        assert key in shown, output[-6000:]
        result = shown[key]
        assert result.keys() == KEYS, name
        assert result["passed"] is case.passes, f"{name}: {result}"
        assert (result["statuses"], result["attempts"]) == (case.statuses, case.attempts), f"{name}: {result}"
        assert result["error_code"] == case.code, f"{name}: {result}"
        assert bool(result["violations"]) is not case.passes, f"{name}: {result}"
        assert result["msg"] == shown.get(f"{name}: message", ""), name
        assert [words for words in case.says if words not in result["msg"]] == [], f"{name}: {result['msg']}"


def test_check_mode_and_soft_failures(emu: Emulator, playbook: Playbook) -> None:
    """No call in check mode, also for a group that does not exist yet; without tione_smoke_fail the play goes on."""
    service_id = emu.add_service("chat", group_members={"AuthorizationEnable": True})
    emu.answers.script(service_id, errors=100)
    checked: Json = {"apply": {"check_mode": True}, "name": ROLE}
    tasks = [
        {"name": "Check", "ansible.builtin.include_role": checked, "vars": CHAT},
        told("checked", RESULT),
        {
            "name": "Check",
            "ansible.builtin.include_role": checked,
            "vars": {"tione_smoke_service_group_name": "to-be-made"},
        },
        told("absent", RESULT),
        include({**CHAT, **QUICK, "tione_smoke_fail": False}),
        told("soft", RESULT),
    ]
    shown, output = run(playbook, tasks)
    assert shown.keys() == {"checked", "absent", "soft"}, output[-6000:]
    assert [shown[name]["passed"] for name in ("checked", "absent", "soft")] == [None, None, False]
    assert {frozenset(result) for result in shown.values()} == {KEYS}
    assert (shown["checked"]["url"], shown["absent"]["url"]) == (f"{emu.url}/{service_id[:-2]}", None)
    assert len(emu.answers.calls) == 5


def test_as_a_role_of_a_play(emu: Emulator, playbook: Playbook) -> None:
    """With module_defaults of the group, and a variable of the wrong type is named."""
    emu.add_service("chat", region="ap-beijing")
    defaults = {"group/community.tencentcloud.tione": {"region": "ap-beijing"}}
    shown, output = run(
        playbook, [told("passed", RESULT)], roles=[{"role": ROLE, "vars": CHAT}], module_defaults=defaults
    )
    assert shown["passed"]["passed"] is True, output[-6000:]
    shown, output = run(playbook, [told("passed", RESULT)], roles=[{"role": ROLE, "vars": {"tione_smoke_calls": "x"}}])
    assert not shown
    assert "tione_smoke_calls" in output


def options_of_role() -> Json:
    """The variables that meta/argument_specs.yml declares."""
    text = (FOLDER / "meta" / "argument_specs.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)["argument_specs"]["main"]["options"])


def test_declared_defaults_are_the_defaults() -> None:
    defaults = yaml.safe_load((FOLDER / "defaults" / "main.yml").read_text(encoding="utf-8"))
    declared = {name: option["default"] for name, option in options_of_role().items() if "default" in option}
    assert declared == defaults


def test_every_variable_is_declared_used_and_told() -> None:
    tasks = (FOLDER / "tasks" / "main.yml").read_text(encoding="utf-8")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    options = options_of_role()
    assert [name for name in options if not re.search(rf"\b{name}\b", tasks)] == []
    assert [name for name in options if f"`{name}`" not in readme] == []
    own = {RESULT, "tione_smoke_probe", "tione_smoke_unknown", "tione_smoke_kept"}
    assert set(re.findall(r"\btione_smoke_\w+", tasks)) - own == options.keys()
