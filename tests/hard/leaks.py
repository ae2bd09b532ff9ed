# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unmistakable secrets in every place that can carry one, and a search of everything that Ansible leaves behind."""

from __future__ import annotations

import base64
import json
import tempfile
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator import callinfo
from emulator.server import Emulator
from scenario.harness.batch import FAST
from scenario.harness.inventory import PLUGIN
from scenario.harness.playbook import COLLECTION, Playbook, Task, fault, task

from .deeds import NEW

Json = dict[str, Any]

SERVICE, GROUP, TOKEN = "tione_model_service", "tione_service_group", "tione_auth_token"
#: What a user gives, by where it is given. Each comes from the environment: what stands in a playbook, Ansible itself quotes.
GIVEN: Mapping[str, str] = {
    "secret_id": "AKIDzq8given0001",
    "secret_key": "zq8-secret-key-0002",
    "token": "zq8-session-token-0003",
    "env": "zq8-private-env-0004",
    "username": "zq8-registry-user-0005",
    "password": "zq8 registry/pass+word 0006",
    "sidecar_user": "zq8-sidecar-user-0007",
    "sidecar_password": "zq8-sidecar-password-0008",
    "extra": "zq8-api-extra-0009",
    "params": "zq8-api-params-0010",
    "fleet": "zq8-fleet-env-0011",
    "fleet_default": "zq8-fleet-default-0012",
    "header": "zq8-probe-header-0013",
    "auth_token": "zq8-probe-token-0014",
}
#: What the API has stored, and returns.
STORED: Mapping[str, str] = {"old_env": "zq8-stored-env-0020", "old_token": "zq8-stored-token-0021"}
CREDENTIALS = ("secret_id", "secret_key", "token")
CALLBACKS = "outcomes,ansible.builtin.junit,ansible.builtin.tree"


def given(name: str) -> str:
    """The template for a secret."""
    return "{{ lookup('env', 'SCENARIO_" + name.upper() + "') }}"


def spellings(secret: str) -> set[str]:
    """A secret as it is, quoted for an address, and in base64."""
    return {secret, urllib.parse.quote(secret, safe=""), base64.b64encode(secret.encode()).decode()}


@dataclass
class Search:
    """What was searched, and what was found there.

    places  (kind of output, secret) that were looked at
    found   the same, with the surroundings of the first find
    """

    secrets: dict[str, str]
    places: set[tuple[str, str]] = field(default_factory=set)
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def look_into(self, kind: str, text: str) -> None:
        """Search one output for all secrets."""
        for name, secret in self.secrets.items():
            self.places.add((kind, name))
            for spelling in spellings(secret):
                if spelling in text:
                    start = text.index(spelling)
                    self.found.setdefault((kind, name), text[max(0, start - 300) : start + 100])

    def look_into_files(self, kind: str, folder: Path, skipped: Iterable[str] = ()) -> None:
        """Search all files of a folder; there must be some."""
        files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.name not in skipped]
        assert files, f"nothing to search for {kind}"
        for file in files:
            self.look_into(kind, file.read_text(encoding="utf-8", errors="replace"))


def seed(emulator: Emulator) -> dict[str, str]:
    """Put secrets into the account, and return all that no output may show."""
    emulator.durations.update(**FAST)
    emulator.credentials.add(GIVEN["secret_id"], GIVEN["secret_key"], GIVEN["token"])
    private = {"Name": "KEY", "Value": STORED["old_env"], "IsPrivate": True}
    tokens = [{"Base": {"Name": "app", "Value": STORED["old_token"]}}]
    members = {"AuthorizationEnable": True, "AuthTokens": tokens}
    service_id = emulator.add_service("chat", group_id="ms-chat", info={"Env": [private]}, group_members=members)
    emulator.add_service("other", group_id="ms-other", info={"Env": [private]})
    with emulator.cloud.lock:
        group, version = emulator.cloud.stored(service_id)
        version.overlay["ServiceInfo"] = {"Env": [private]}
        told = {
            "app_key": f"APID{callinfo._digest(group, 'key')[:36]}",
            "app_secret": callinfo._digest(group, "secret")[:40],
            "tj_token": callinfo._digest(group, "tj token")[:40],
        }
    return {**GIVEN, **STORED, **told}


def _secret(user: str, password: str) -> Json:
    return {"username": given(user), "password": given(password)}


KEY = {"name": "KEY", "value": given("env"), "is_private": True}
IMAGE = {"image_type": "CUSTOM", "image_url": "example.org/chat:2", "image_secret": _secret("username", "password")}
SIDECAR = {"image_info": {**IMAGE, "image_secret": _secret("sidecar_user", "sidecar_password")}}
PRIVATE: Json = {"env": [KEY], "image_info": IMAGE, "sidecar": SIDECAR}
BY_CALL: Json = {"ServiceGroupId": "ms-chat", "AuthToken": {"Base": {"Value": given("params"), "Name": "x"}}}
OF_THE_SERVICE = ("env", "username", "password", "sidecar_user", "sidecar_password", "old_env")
UPDATE = "ModifyModelService"


def _quoted(*names: str) -> str:
    """What an API says that repeats what it was given, and what it returned before."""
    return " ".join([*({**GIVEN, **STORED}[name] for name in names), *(GIVEN[name] for name in CREDENTIALS)])


def _echo(*names: str, action: str = "*", kind: str = "error") -> Any:
    """An answer that quotes secrets. A task can hide only what it has been given or has read."""
    text = f"It is {_quoted(*names)}."
    return fault(kind, action, code="InvalidParameterValue", message=text, body=text)


def writing_tasks() -> Iterator[Task]:
    """Tasks that write: well, in vain, and with options that are refused."""
    chat = {"service_id": "ms-chat-1"}
    yield task(SERVICE, {**chat, **PRIVATE}, check=True)
    yield task(SERVICE, {**chat, **PRIVATE})
    yield task(SERVICE, {**chat, **PRIVATE, "update_secrets": "always"})
    yield task(SERVICE, {**NEW, **PRIVATE, "service_group_name": "made"})
    for kind in ("error", "not_json", "html", "status", "deprecated_warning"):
        echo = _echo(*OF_THE_SERVICE, action=UPDATE, kind=kind)
        yield task(SERVICE, {**chat, **PRIVATE, "service_description": kind}, emulator=[echo])
    yield task(SERVICE, {**chat, **PRIVATE, "api_extra": {"Extra": {"Password": given("extra")}}})
    yield task(SERVICE, {**chat, **PRIVATE, "replica": 1})
    yield task(SERVICE, {**chat, "env": [{**KEY, "valeu": 1}]})
    yield task(SERVICE, {**chat, "image_info": {"image_secret": given("password")}})
    fleet = {"env": [{**KEY, "value": given("fleet")}]}
    defaults = {"env": [{**KEY, "value": given("fleet_default")}]}
    yield task("tione_model_services", {"services": [{"service_group_name": "other", **fleet}], "defaults": defaults})
    yield task("tione_model_services", {"services": [{"service_group_name": "other"}], "defaults": defaults})
    yield task("tione_model_services", {"services": [{"service_group_name": "other", **fleet, "x": 1}]})
    quoting = [_echo("fleet", "old_env", action=UPDATE)]
    yield task("tione_model_services", {"services": [{"service_group_name": "other", **fleet}]}, emulator=quoting)
    app = {"service_group_id": "ms-chat", "name": "app"}
    for verb, options in (
        ("Modify", {"limits": [{"strategy": "PerDay", "max": 5}]}),
        ("Modify", {"rotate": True}),
        ("Delete", {"state": "absent"}),
    ):
        quoting = [_echo("old_token", action=f"{verb}ModelServiceAuthToken")]
        yield task(TOKEN, {**app, **options}, emulator=quoting)
        yield task(TOKEN, {**app, **options}, check=True)
    yield task(GROUP, {"service_group_id": "ms-chat", "authorization_enable": False})
    yield task(GROUP, {"service_group_id": "ms-chat", "authorization_enable": True})
    yield task("tione_api", {"action": "ModifyModelServiceAuthToken", "params": BY_CALL})
    yield task("tione_api", {"action": "ModifyModelServiceAuthToken", "params": BY_CALL}, check=True)
    reason = f"bad {_quoted(*OF_THE_SERVICE)}"
    crash = ("POST", "failures", {"service_id": "ms-chat-1", "kind": "crash_loop", "reason": reason})
    yield task(SERVICE, {**chat, **PRIVATE, "command": "x", "wait_timeout": 1}, emulator=[crash])


def reading_tasks() -> Iterator[Task]:
    """Tasks that read what is secret."""
    group, service = {"service_group_id": "ms-chat"}, {"service_id": "ms-chat-1"}
    yield task("tione_service_group_info", {})
    yield task("tione_service_group_info", {"query": "service_groups[].[auth_tokens, services[].service_info.env]"})
    yield task("tione_service_group_info", {}, emulator=[_echo()])
    yield task("tione_model_service_info", service)
    yield task("tione_model_service_info", service, emulator=[_echo(kind="html")])
    yield task("tione_service_call_info", group)
    yield task("tione_service_call_info", {**group, "query": "@"})
    yield task("tione_service_event_info", service)
    yield task("tione_service_log_info", service)
    yield task("tione_hot_update_info", service, emulator=[_echo()])
    for action, params in (
        ("DescribeModelServiceCallInfo", {"ServiceGroupId": "ms-chat"}),
        ("DescribeModelServiceGroup", {"ServiceGroupId": "ms-chat"}),
        ("DescribeModelService", {"ServiceId": "ms-chat-1"}),
        ("DescribeModelServiceGroups", {}),
    ):
        yield task("tione_api", {"action": action, "params": params})
    secret = {"Password": given("params")}
    yield task("tione_api", {"action": "DescribeModelService", "params": secret})
    yield task("tione_api", {"action": "DescribeModelService", "params": secret}, emulator=[_echo("params")])
    headers = {"Authorization": f"Bearer {given('header')}"}
    yield task("tione_probe", {**group, "headers": headers})
    yield task("tione_probe", {"url": "http://127.0.0.1:9/", "auth_token": given("auth_token")})
    yield task("tione_probe", {**group, "auth_token": given("auth_token"), "expected_status": "never"})


def lookups() -> Iterator[Task]:
    """Lookups, whose values go wherever a play puts them."""
    for plugin in ("tione_endpoint", "tione_service"):
        expression = "{{ lookup('" + f"{COLLECTION}.{plugin}" + "', 'chat') }}"
        yield {"name": plugin, "ansible.builtin.debug": {"msg": expression}, "ignore_errors": True}


def credentials() -> Json:
    """The options with the credentials."""
    return {name: given(name) for name in CREDENTIALS}


def all_tasks() -> list[Task]:
    """Every task, with credentials as options, registered, kept as a fact and shown."""
    tasks = [*reading_tasks(), *writing_tasks()]
    for number, single in enumerate(tasks):
        module = next(name for name in single if name.startswith(COLLECTION))
        single[module] = {**single[module], **credentials()}
        single["register"] = f"result_{number}"
        single["vars"]["emulator"] = [["DELETE", "faults", {}], *single["vars"]["emulator"]]
    facts = {f"result_{number}": "{{ result_" + str(number) + " }}" for number in range(len(tasks))}
    keep = {"name": "Keep", "ansible.builtin.set_fact": {**facts, "cacheable": True}}
    show = {"name": "Show", "ansible.builtin.debug": {"var": "result_0, result_1"}}
    return [*lookups(), *tasks, keep, show]  # the last task leaves a text of the platform that quotes secrets


def search_play(playbook: Playbook, tasks: list[Task], search: Search) -> list[Any]:
    """Run tasks at -vvv and with --diff, with everything switched on that writes results down, and search all of it."""
    sinks = Path(tempfile.mkdtemp(prefix="sinks-", dir=playbook.folder))
    env = {
        "ANSIBLE_CALLBACKS_ENABLED": CALLBACKS,
        "JUNIT_OUTPUT_DIR": str(sinks / "junit"),
        "JUNIT_INCLUDE_SETUP_TASKS_IN_REPORT": "True",
        "ANSIBLE_CALLBACK_TREE_DIR": str(sinks / "tree"),
        "ANSIBLE_LOG_PATH": str(sinks / "log" / "ansible.log"),
        "ANSIBLE_CACHE_PLUGIN": "jsonfile",
        "ANSIBLE_CACHE_PLUGIN_CONNECTION": str(sinks / "facts"),
        **{f"SCENARIO_{name.upper()}": secret for name, secret in GIVEN.items()},
    }
    (sinks / "log").mkdir()
    play = playbook.play(tasks, env=env, verbose="-vvv")
    search.look_into("output", play.output)
    search.look_into("results", json.dumps([outcome.result for outcome in play.outcomes], default=str))
    for kind in ("junit", "tree", "log", "facts"):
        search.look_into_files(kind, sinks / kind)
    return list(play.outcomes)


def search_inventory(playbook: Playbook, search: Search) -> None:
    """List an inventory with a cache, and search what it says and keeps."""
    home = Path(tempfile.mkdtemp(prefix="inventory-", dir=playbook.folder))
    cache = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(home / "cache")}
    source = {"plugin": PLUGIN, "regions": ["ap-guangzhou"], **cache}
    (home / "a.tione.yml").write_text(json.dumps(source), encoding="utf-8")
    output = playbook.command("ansible-inventory", ["-i", str(home / "a.tione.yml"), "--list", "-vvv"], home)
    assert "ms-chat-1" in output, output[-3000:]
    search.look_into("inventory", output)
    search.look_into_files("inventory cache", home / "cache")


def search_rollout(playbook: Playbook, search: Search) -> None:
    """Roll a version with private values out, in vain, and search output and reports."""
    home = Path(tempfile.mkdtemp(prefix="rollout-", dir=playbook.folder))
    service = {**NEW, "service_group_name": "chat", "env": [KEY], "image_info": IMAGE}
    probe = {"headers": {"X-Token": given("header")}, "expected_status": [299]}
    role = {
        "tione_rollout_service": service,
        "tione_rollout_strategy": "blue_green",
        "tione_rollout_gates": [{"type": "http", "name": "answers", "probe": probe}],
        "tione_rollout_report_dir": str(home / "reports"),
        "tione_rollout_wait_interval": 0.05,
        "tione_rollout_wait_timeout": 20,
    }
    tasks = [{"ansible.builtin.include_role": {"name": f"{COLLECTION}.tione_rollout"}}]
    play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "vars": role, "tasks": tasks}
    (home / "playbook.json").write_text(json.dumps([play]), encoding="utf-8")
    env = {f"SCENARIO_{name.upper()}": secret for name, secret in GIVEN.items()}
    flags = ["-i", "localhost,", "-vvv", "--diff"]
    output = playbook.command("ansible-playbook", [*flags, str(home / "playbook.json")], home, env)
    search.look_into("rollout", output)
    search.look_into_files("reports of rollouts", home / "reports")
