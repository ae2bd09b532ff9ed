# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the way in which modules run: in the controller where that is the same, and shipped where it is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from emulator.server import Emulator

from scenario.harness.playbook import Playbook, task

GROUPS, SERVICE, API = "tione_service_group_info", "tione_model_service", "tione_api"
COLLECTION = "community.tencentcloud"
SHIPPED = "Using module file"
#: Stands for sudo: becomes nobody, and runs the shell that comes after sudo's own arguments.
SUDO = '#!/bin/sh\nwhile [ "$1" != /bin/sh ]; do shift; done\nexec "$@"\n'
#: Makes the declaration of a module impossible to import in the controller, but not in the module.
UNLOADABLE = """\
import sys

if any("ansible-playbook" in argument for argument in sys.orig_argv):
    package = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
    sys.modules[f"{package}.service_group_info"] = None
"""
CONNECTION = '''"""A connection to another machine, which is this one."""

from ansible.plugins.connection.local import Connection as Local

DOCUMENTATION = """
name: elsewhere
short_description: another machine
description: This one.
options: {}
"""


class Connection(Local):
    transport = "elsewhere"
'''


pytestmark = pytest.mark.fast_path


@pytest.fixture(autouse=True)
def fast_only(request: pytest.FixtureRequest, playbook: Playbook) -> None:
    """These tests say themselves how modules run, so there is nothing to compare."""
    playbook.record = None
    if request.config.getoption("path") != "fast":
        pytest.skip("tests of the fast path")


@pytest.fixture
def here(playbook: Playbook, tmp_path: Path) -> dict[str, str]:
    """Variables that make become and another machine possible without either."""
    (tmp_path / "sudo").write_text(SUDO, encoding="utf-8")
    (tmp_path / "sudo").chmod(0o755)
    (tmp_path / "elsewhere.py").write_text(CONNECTION, encoding="utf-8")
    return {
        "ANSIBLE_BECOME_EXE": str(tmp_path / "sudo"),
        "ANSIBLE_CONNECTION_PLUGINS": str(tmp_path),
        "ANSIBLE_ASYNC_DIR": str(tmp_path / "jobs"),
    }


def test_a_module_runs_in_the_controller(emu: Emulator, playbook: Playbook) -> None:
    emu.add_service("chat")
    play = playbook.play([task(GROUPS, {}), task(SERVICE, {"service_group_name": "chat"}, check=True)], verbose="-vvv")
    assert SHIPPED not in play.output
    assert [outcome.succeeded().changed for outcome in play.outcomes] == [False, False]


@pytest.mark.parametrize(
    "keywords",
    [
        {"become": True},
        {"async": 60, "poll": 1},
        {"vars": {"community_tencentcloud_in_process": "{{ false }}"}},
        {"vars": {"ansible_connection": "elsewhere"}},
        {"vars": {"ansible_python_interpreter": "{{ other_python }}"}},
        {"delegate_to": "other_machine"},
    ],
    ids=str,
)
def test_a_module_is_shipped_where_it_would_run_elsewhere(
    emu: Emulator,
    playbook: Playbook,
    here: dict[str, str],
    warm_interpreter: Path,
    keywords: dict[str, Any],
) -> None:
    if "async" in keywords and " " in sys.executable:
        pytest.skip("ansible-core before 2.20 starts no job with a Python that has a space in its path")
    emu.add_service("chat")
    another = {"add_host": {"name": "other_machine", "ansible_connection": "elsewhere"}, "changed_when": False}
    facts = {"set_fact": {"other_python": str(warm_interpreter)}}
    play = playbook.play([another, facts, {**task(GROUPS, {}), **keywords}], env=here, verbose="-vvv")
    assert f"modules/{GROUPS}.py" in play.output
    assert SHIPPED in play.output
    assert play.outcomes[-1].succeeded().result["total_count"] == 1


@pytest.mark.parametrize("interpreter", ["auto", "auto_silent", "{{ ansible_playbook_python }}"])
def test_a_module_runs_in_the_controller_whatever_names_its_python(
    emu: Emulator, playbook: Playbook, interpreter: str
) -> None:
    variables = {"ansible_python_interpreter": interpreter}
    play = playbook.play([task(GROUPS, {}, vars=variables)], verbose="-vvv")
    assert SHIPPED not in play.output
    play.outcomes[0].succeeded()


def test_variables_of_a_task_hold_for_that_task_only(emu: Emulator, playbook: Playbook) -> None:
    region = {"environment": {"TENCENTCLOUD_REGION": "{{ item }}"}, "loop": ["ap-beijing", "ap-nanjing"]}
    outcomes = playbook.run([task(GROUPS, {}, **region), task(GROUPS, {})])
    regions = [[entry.region for entry in outcome.requests] for outcome in outcomes]
    assert regions == [["ap-beijing", "ap-nanjing"], ["ap-guangzhou"]]


def test_defaults_hold_for_their_module_or_the_group(emu: Emulator, playbook: Playbook) -> None:
    defaults = {
        f"group/{COLLECTION}.tione": {"language": "zh-CN"},
        f"{COLLECTION}.{GROUPS}": {"limit": 7},
        f"{COLLECTION}.{API}": {"params": {"Limit": 9}},
    }
    tasks = [task(GROUPS, {}), task(API, {"action": "DescribeModelServiceGroups"})]
    outcomes = playbook.run(tasks, module_defaults=defaults)
    assert [outcome.succeeded().body("DescribeModelServiceGroups")["Limit"] for outcome in outcomes] == [7, 9]
    assert {entry.headers["x-tc-language"] for outcome in outcomes for entry in outcome.requests} == {"zh-CN"}


def test_a_task_that_takes_too_long_is_ended(emu: Emulator, playbook: Playbook) -> None:
    emu.durations.update(pending=60, waiting=60, rolling=60)
    service_id = emu.add_service("chat")
    options = {"service_id": service_id, "replicas": 5, "wait_timeout": 100}
    (outcome,) = playbook.run([task(SERVICE, options, timeout=2)])
    assert outcome.status == "failed"
    assert "2" in outcome.msg
    assert outcome.applied == ["ModifyModelService:SCALE"]


def test_the_items_of_a_loop_share_one_connection(emu: Emulator, playbook: Playbook) -> None:
    loop = {"loop": "{{ range(12) | list }}", "loop_control": {"label": "{{ item }}"}}
    (outcome,) = playbook.run([task(GROUPS, {"service_group_id": "ms-{{ item }}"}, **loop)])
    assert len(outcome.requests) == 12
    assert len({entry.connection for entry in outcome.requests}) == 1


def test_a_loop_is_in_the_result_item_by_item(emu: Emulator, playbook: Playbook) -> None:
    ids = [emu.add_service(name) for name in ("a", "b")]
    (outcome,) = playbook.run([task(SERVICE, {"service_id": "{{ item }}", "replicas": 2}, loop=ids)])
    assert [result["service_id"] for result in outcome.succeeded().result["results"]] == ids
    assert [result["actions"] for result in outcome.result["results"]] == [["ModifyModelService:SCALE"]] * 2


@pytest.mark.parametrize("missing", ["requests", "jmespath"])
def test_a_missing_library_does_not_end_the_playbook(
    emu: Emulator, playbook: Playbook, tmp_path: Path, missing: str
) -> None:
    (tmp_path / f"{missing}.py").write_text(f"raise ImportError('no {missing}')\n", encoding="utf-8")
    tasks = [task(GROUPS, {"query": "total_count"}), {"debug": {"msg": "still there"}}]
    outcomes = playbook.run(tasks, env={"PYTHONPATH": str(tmp_path)})
    outcomes[0].failed_with("ClientError.MissingLibrary", missing)
    assert outcomes[1].result["msg"] == "still there"


def test_an_action_plugin_that_cannot_be_loaded_leaves_the_work_to_the_module(
    emu: Emulator, playbook: Playbook, tmp_path: Path
) -> None:
    """Its declaration cannot be imported in the controller: the module is shipped, and the playbook goes on."""
    emu.add_service("chat")
    (tmp_path / "sitecustomize.py").write_text(UNLOADABLE, encoding="utf-8")
    play = playbook.play([task(GROUPS, {})], env={"PYTHONPATH": str(tmp_path)}, verbose="-vvv")
    assert SHIPPED in play.output
    assert play.outcomes[0].succeeded().result["total_count"] == 1


def test_a_vaulted_value_reaches_the_api_and_no_output(emu: Emulator, playbook: Playbook, tmp_path: Path) -> None:
    secret = "value-from-the-vault"
    playbook.secrets.add(secret)
    (tmp_path / "password").write_text("open sesame", encoding="utf-8")
    vault = [str(Path(sys.executable).with_name("ansible-vault")), "encrypt_string"]
    done = subprocess.run(
        [*vault, "--vault-password-file", str(tmp_path / "password"), "--name", "hidden", secret],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    (tmp_path / "vars.yml").write_text(done.stdout, encoding="utf-8")
    variable = {"name": "KEY", "value": "{{ hidden }}", "is_private": True}
    options = {"service_id": emu.add_service("chat"), "env": [variable]}
    (outcome,) = playbook.run(
        [task(SERVICE, options)],
        vars_files=[str(tmp_path / "vars.yml")],
        env={"ANSIBLE_VAULT_PASSWORD_FILE": str(tmp_path / "password")},
        verbose="-vvv",
    )
    assert outcome.succeeded().body()["Env"] == [{"Name": "KEY", "Value": secret, "IsPrivate": True}]


def test_a_relative_path_starts_at_the_playbook(emu: Emulator, playbook: Playbook) -> None:
    credentials = {"TENCENTCLOUD_SECRET_ID": None, "TENCENTCLOUD_SECRET_KEY": None}
    found = "[default]\nsecret_id = {}\nsecret_key = {}\n".format(
        *(emu.env[name] for name in ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"))
    )
    write = {"copy": {"content": found, "dest": "{{ playbook_dir }}/own.ini", "mode": "0600"}, "no_log": True}
    elsewhere = {"credentials_file": "own.ini", "profile": "default"}
    outcomes = playbook.run([write, task(GROUPS, elsewhere)], env=credentials)
    outcomes[-1].succeeded()


def test_a_task_with_no_log_shows_nothing(emu: Emulator, playbook: Playbook) -> None:
    play = playbook.play([task(GROUPS, {"service_group_name": "quiet-name"}, no_log=True)], verbose="-vvv")
    assert "quiet-name" not in play.output


def test_one_command_for_one_host(emu: Emulator, playbook: Playbook, tmp_path: Path) -> None:
    emu.add_service("chat")
    arguments = ["-i", "localhost,", "-c", "local", "localhost", "-m", f"{COLLECTION}.{API}", "-a"]
    output = playbook.command("ansible", [*arguments, "action=DescribeModelServiceGroups"], tmp_path)
    assert "localhost | SUCCESS => {" in output
    assert json.loads(output.partition("=> ")[2])["response"]["TotalCount"] == 1


@pytest.mark.parametrize("asked", [True, False])
def test_states_seen_while_waiting_are_shown_if_asked_for(emu: Emulator, playbook: Playbook, asked: bool) -> None:
    emu.durations.update(pending=0.2, waiting=0.2, rolling=0.2)
    service_id = emu.add_service("chat")
    variables = {"community_tencentcloud_live": True} if asked else {}
    scale = task(SERVICE, {"service_id": service_id, "replicas": 3})
    play = playbook.play([scale, {**scale, "no_log": True}], vars=variables)
    lines = [line for line in play.output.splitlines() if line.startswith(f"{service_id} is ")]
    assert bool(lines) is asked
    states = [line.rpartition(" (")[0] for line in lines]
    assert states == list(dict.fromkeys(states))
    assert not asked or states[-1] == f"{service_id} is Normal, 3 of 3 replicas ready"
