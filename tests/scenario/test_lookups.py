# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lookups, filters and tests in plays: answers, calls, options from everywhere, failures."""

from __future__ import annotations

from typing import Any

import pytest
from emulator.server import Emulator

from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import COLLECTION, Playbook

SERVICE, ENDPOINT = f"{COLLECTION}.tione_service", f"{COLLECTION}.tione_endpoint"
SHANGHAI, LAB = "ap-shanghai", "9007199254740993"
PRIVATE, FIRST, SECOND = "private-value-of-env", "value-of-the-first-token", "value-of-the-second-token"
MASK = "********"


def shows(expression: str, **keywords: Any) -> Json:
    """A task that shows the value of an expression."""
    return {"name": expression, "ansible.builtin.debug": {"msg": f"{{{{ {expression} }}}}"}, **keywords}


def lookup(plugin: str, *terms: Any, how: str = "lookup", **options: Any) -> str:
    """A lookup as an expression."""
    arguments = [repr(plugin), *map(repr, terms), *(f"{name}={value!r}" for name, value in options.items())]
    return f"{how}({', '.join(arguments)})"


def message(outcome: Outcome) -> Any:
    """What a task has shown."""
    return outcome.succeeded().result["msg"]


def token(name: str, value: str) -> Json:
    base = {"Value": value, "Name": name, "Description": "", "CreateTime": "2026-01-01T00:00:00Z", "Id": f"at-{name}"}
    return {"Base": {**base, "Status": "Enabled"}, "Limits": []}


def add_group(emu: Emulator, name: str = "chat", **seed: Any) -> str:
    """A group of three versions with two tokens and a private value; the highest version is a failed creation."""
    tokens = [token("first", FIRST), token("second", SECOND)]
    private = [{"Name": "PASSWORD", "Value": PRIVATE, "IsPrivate": True}]
    members = {"AuthorizationEnable": True, "AuthTokens": tokens}
    emu.add_service(name, group_members=members, info={"Env": private}, weight=1, **seed)
    emu.add_service(name, weight=2, info={"Replicas": 2}, **seed)
    return emu.add_service(name, status="CREATE_FAILED", weight=0, **seed)


@pytest.mark.smoke
def test_a_service_is_looked_up_by_id_and_by_name(emu: Emulator, playbook: Playbook) -> None:
    playbook.secrets |= {PRIVATE, FIRST, SECOND}
    failed = add_group(emu)
    group = failed.rpartition("-")[0]
    far = emu.add_service("search", region=SHANGHAI, project_id=LAB)
    by_name, by_number, by_group, several, elsewhere, private, wanted = playbook.run(
        [
            shows(f"{lookup(SERVICE, 'chat')}.service_id"),
            shows(f"{lookup(SERVICE, 'chat', version=1)}.service_id"),
            shows(f"{lookup(SERVICE, group, version='latest')}.version"),
            shows(f"{lookup(SERVICE, f'{group}-1', failed, how='query')} | map(attribute='status')"),
            shows(f"{lookup(SERVICE, 'search', region=SHANGHAI, project_id=LAB)}.service_id"),
            shows(f"{lookup(SERVICE, f'{group}-1')}.service_info.env"),
            shows(f"{lookup(SERVICE, f'{group}-1', wantlist=True)} | length"),
        ],
        verbose="-vvv",
    )
    assert message(by_name) == f"{group}-2"
    assert message(by_number) == f"{group}-1"
    assert message(by_group) == "2"
    assert message(several) == ["Normal", "CREATE_FAILED"]
    assert [(entry.label, entry.params) for entry in several.requests] == [
        ("DescribeModelService", {"ServiceId": f"{group}-1"}),
        ("DescribeModelService", {"ServiceId": failed}),
    ]
    assert message(elsewhere) == far
    assert [(variable["name"], variable["value"]) for variable in message(private)] == [("PASSWORD", MASK)]
    assert int(message(wanted)) == 1


def test_a_name_that_looks_like_an_id_is_found_too(emu: Emulator, playbook: Playbook) -> None:
    named = emu.add_service("ms-chat")
    service, endpoint = playbook.run(
        [shows(f"{lookup(SERVICE, 'ms-chat')}.service_id"), shows(f"{lookup(ENDPOINT, 'ms-chat')}.service_group_id")]
    )
    assert message(service) == named
    assert message(endpoint) == named.rpartition("-")[0]


def test_the_endpoint_of_a_group(emu: Emulator, playbook: Playbook) -> None:
    playbook.secrets |= {PRIVATE, SECOND}
    emu.behaviour.internet_endpoint = "https://models.example/{group_id}"
    group = add_group(emu).rpartition("-")[0]
    emu.add_service("open")
    by_name, by_id, revealed, named, vpc, without = playbook.run(
        [
            shows(lookup(ENDPOINT, "chat")),
            shows(lookup(ENDPOINT, group)),
            shows(f"{lookup(ENDPOINT, group, reveal=True)}.token | length"),
            shows(f"{lookup(ENDPOINT, 'chat', reveal=True, token_name='second')}.token | length"),
            shows(f"{lookup(ENDPOINT, 'chat', network='vpc')}.address"),
            shows(lookup(ENDPOINT, "open", reveal=True)),
        ],
        verbose="-vvv",
    )
    shown = message(by_name)
    assert shown == message(by_id)
    assert shown.keys() == {"service_group_id", "address", "authorization_enable", "token"}
    assert shown["address"] == f"https://models.example/{group}"
    assert (shown["service_group_id"], shown["authorization_enable"], shown["token"]) == (group, True, MASK)
    assert [entry.label for entry in by_id.requests] == ["DescribeModelServiceCallInfo"]
    assert int(message(revealed)) == len(FIRST)
    assert int(message(named)) == len(SECOND)
    assert message(vpc).startswith("https://10.")
    assert (message(without)["authorization_enable"], message(without)["token"]) == (False, None)


@pytest.mark.parametrize(("style", "prefix"), [("old", "https://service-"), ("new", "https://models.example/ms-")])
def test_the_address_comes_from_whichever_gateway_there_is(
    style: str, prefix: str, emu: Emulator, playbook: Playbook
) -> None:
    emu.behaviour.update(call_info=style, internet_endpoint="https://models.example/{group_id}")
    emu.add_service("chat")
    (shown,) = playbook.run([shows(lookup(ENDPOINT, "chat"))])
    assert message(shown)["address"].startswith(prefix)


FAILURES = {
    "no service": (lookup(SERVICE, "nobody"), "There is no nobody in region ap-guangzhou and workspace default"),
    "no version": (lookup(SERVICE, "chat", version=9), "There is no chat in region"),
    "no such id": (lookup(SERVICE, "ms-aaaaaaaa-7"), "There is no ms-aaaaaaaa-7 in region"),
    "version that is none": (lookup(SERVICE, "chat", version="newest"), "must be a number from 1"),
    "empty term": (lookup(SERVICE, " "), "A term is empty"),
    "unknown option": (lookup(SERVICE, "chat", verison=2), "There is no option verison"),
    "two of a name": (lookup(SERVICE, "twice"), "2 service groups have the name"),
    "no endpoint": (lookup(ENDPOINT, "nobody"), "There is no nobody in region"),
    "no token": (lookup(ENDPOINT, "chat", token_name="third"), "has no token named 'third'; there is first, second"),
    "wrong credentials": (
        lookup(SERVICE, "chat", secret_id="AKIDnobody", secret_key="wrong-key-of-somebody"),
        "AuthFailure.SecretIdNotFound",
    ),
    "half a pair": (lookup(ENDPOINT, "chat", secret_id="AKIDnobody"), "Incomplete credentials from the options"),
    "not ready": ("42 is community.tencentcloud.tione_ready", "it is no service"),
    "no weights": ("['a'] | community.tencentcloud.tione_shares", "it is no list of services"),
    "no versions": ("'a' | community.tencentcloud.tione_by_version", "it is no list of services"),
}


def test_failures_say_what_is_wrong_and_show_no_secret(emu: Emulator, playbook: Playbook) -> None:
    add_group(emu)
    emu.add_service("twice", group_id="ms-aaaaaaab")
    emu.add_service("other")
    with emu.cloud.lock:
        next(group for group in emu.account.groups.values() if group.name == "other").name = "twice"
    tasks = [shows(expression, ignore_errors=True) for expression, _words in FAILURES.values()]
    outcomes = playbook.run(tasks)
    for outcome, (case, (_expression, words)) in zip(outcomes, FAILURES.items(), strict=True):
        assert outcome.failed, case
        assert words in outcome.msg, f"{case}: {outcome.msg}"


def test_a_failed_lookup_can_be_ignored(emu: Emulator, playbook: Playbook) -> None:
    (shown,) = playbook.run([shows(f"{lookup(SERVICE, 'nobody', errors='ignore')} | default('none', true)")])
    assert message(shown) in ("none", [])


def test_filters_and_the_test_work_on_what_modules_and_lookups_return(emu: Emulator, playbook: Playbook) -> None:
    group = add_group(emu).rpartition("-")[0]
    emu.add_service("many", version=2)
    emu.add_service("many", version=10, status="Stopped")
    info = {
        "name": "read",
        f"{COLLECTION}.tione_service_group_info": {"order_field": "CreateTime"},
        "register": "found",
    }
    groups = "found.service_groups"
    _read, shares, versions, newest, ready = playbook.run(
        [
            info,
            shows(f"{groups}[0] | {COLLECTION}.tione_shares"),
            shows(f"{groups}[1].services | {COLLECTION}.tione_by_version | map(attribute='version')"),
            shows(f"({groups}[1] | {COLLECTION}.tione_by_version(reverse=true))[0].version"),
            shows(f"{groups}[1].services | select('{COLLECTION}.tione_ready') | map(attribute='version')"),
        ]
    )
    assert message(shares) == {f"{group}-1": 33, f"{group}-2": 67, f"{group}-3": 0}
    assert message(versions) == ["2", "10"]
    assert message(newest) == "10"
    assert message(ready) == ["2"]
