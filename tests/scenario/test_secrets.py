# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Private values and credentials appear in no output: at -vvv with --diff, of successes and failures.

The private values come from the environment: what a user writes into a playbook, Ansible itself may quote.
"""

from __future__ import annotations

import pytest
from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.server import Emulator

from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Playbook, Task, fault, task

MODULE = "tione_model_service"
MASK = "********"
PRIVATE = "private-env-value-4711"
USER, PASSWORD = "private-user-4712", "private-password-4713"
TOKEN = "temporary-token-4714"
VALUES = {"PRIVATE": PRIVATE, "USERNAME": USER, "PASSWORD": PASSWORD, "TOKEN": TOKEN}


def given(name: str) -> str:
    """A value that comes from the environment."""
    return "{{ lookup('env', 'SCENARIO_" + name + "') }}"


VARIABLE = {"name": "KEY", "value": given("PRIVATE"), "is_private": True}
IMAGE_SECRET = {"username": given("USERNAME"), "password": given("PASSWORD")}
IMAGE = {"image_type": "CUSTOM", "image_url": "example.org/chat:2", "image_secret": IMAGE_SECRET}
OPTIONS: Json = {"env": [VARIABLE], "image_info": IMAGE, "sidecar": {"image_info": IMAGE}}


@pytest.fixture
def service_id(emu: Emulator) -> str:
    """A service with a private variable."""
    return emu.add_service("chat", info={"Env": [{"Name": "KEY", "Value": "old-private-value", "IsPrivate": True}]})


def run(playbook: Playbook, tasks: list[Task]) -> list[Outcome]:
    """Run tasks at -vvv; the harness looks for secrets in all that is printed."""
    playbook.secrets.update({*VALUES.values(), "old-private-value"})
    return playbook.run(tasks, env={f"SCENARIO_{name}": value for name, value in VALUES.items()}, verbose="-vvv")


def test_success(service_id: str, playbook: Playbook) -> None:
    """An update, in check mode, for real, and with update_secrets: values are sent, and shown as a mask."""
    options = {"service_id": service_id, **OPTIONS}
    always = {**options, "update_secrets": "always"}
    outcomes = run(
        playbook,
        [
            task(MODULE, options, check=True),
            task(MODULE, options),
            task(MODULE, always, check=True),
            task(MODULE, always),
            task("tione_model_service_info", {"service_id": service_id}),
            task("tione_service_group_info", {"service_group_name": "chat"}),
        ],
    )
    for outcome in outcomes:
        outcome.succeeded()
    body = outcomes[1].body()
    assert body["Env"] == [{"Name": "KEY", "Value": PRIVATE, "IsPrivate": True}]
    assert body["ImageInfo"]["ImageSecret"] == {"Username": USER, "Password": PASSWORD}
    assert outcomes[3].diff["after"]["env"][0]["value"] == MASK
    assert outcomes[3].service["service_info"]["env"][0]["value"] == MASK


WRONG: dict[str, Json] = {
    "unknown member beside a private value": {"env": [{**VARIABLE, "valeu": "x"}]},
    "unknown member beside a password": {"image_info": {"image_secret": {**IMAGE_SECRET, "pasword": "x"}}},
    "unknown member of the task": {**OPTIONS, "replica": 1},
    "private in words": {"env": [{**VARIABLE, "is_private": "perhaps"}]},
    "a private value that is no text": {"env": [{"name": "KEY", "value": {"a": given("PRIVATE")}, "is_private": True}]},
    "a private value in a wrong place": {"env": [{"name": "KEY", "is_private": True, given("PRIVATE"): 1}]},
    "a wrong number beside it": {**OPTIONS, "replicas": 0},
    "a wrong choice beside it": {**OPTIONS, "scale_mode": "x"},
    "a variable twice": {"env": [VARIABLE, VARIABLE]},
    "a password where a structure is expected": {"image_info": {"image_secret": given("PASSWORD")}},
    "a list where a text is expected": {"image_info": {"image_secret": {"password": [given("PASSWORD")]}}},
    "exclusive options": {**OPTIONS, "volume_mount": {}, "volume_mounts": []},
}


def test_validation(service_id: str, playbook: Playbook) -> None:
    """Options that are refused do not show the private values beside them."""
    outcomes = run(playbook, [task(MODULE, {"service_id": service_id, **options}) for options in WRONG.values()])
    passing = {name for name, outcome in zip(WRONG, outcomes, strict=True) if not outcome.failed}
    assert passing <= {
        "a private value that is no text",
        "a list where a text is expected",
    }  # Ansible makes texts of them


def echo(text: str) -> Json:
    """An error of the API that quotes a value."""
    return {"code": "InvalidParameterValue", "message": f"The value {text} of Env.0.Value is too long."}


def test_failures(service_id: str, playbook: Playbook) -> None:
    """Errors of the API that quote a value, and waits that fail, do not show it."""
    options = {"service_id": service_id, **OPTIONS}
    stuck = [("POST", "failures", {"service_id": service_id, "kind": "crash_loop", "reason": f"bad {PRIVATE}"})]
    outcomes = run(
        playbook,
        [
            task(MODULE, options, emulator=[fault("error", **echo(PRIVATE))]),
            task(MODULE, options, emulator=[fault("error", **echo(f"{USER}:{PASSWORD}"))]),
            task(MODULE, options, emulator=[fault("not_json", body=f"bad value {PRIVATE}", when="before")]),
            task(MODULE, options, emulator=[fault("deprecated_warning", body=f"old value {PASSWORD}"), *stuck]),
            task(MODULE, {**options, "service_id": "ms-aaaaaaaa-1"}),
        ],
    )
    for outcome in outcomes:
        assert outcome.status == "failed", str(outcome)
        assert outcome.result["error_code"] != "ClientError.Unexpected", str(outcome)


CREDENTIALS = {"secret_id": given("ID"), "secret_key": given("KEY"), "token": given("TOKEN")}
NONE = dict.fromkeys(("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"))


def test_credentials(emu: Emulator, playbook: Playbook) -> None:
    """Credentials given as options, right and wrong, and those in replies."""
    service_id = emu.add_service("chat")
    emu.credentials.add("AKIDtemporary4715", "temporary-key-4716", TOKEN)
    playbook.secrets.update({"AKIDtemporary4715", "temporary-key-4716", TOKEN, "wrong-key-4717"})
    identity = {"service_id": service_id}
    quoted = {"code": "AuthFailure.SecretIdNotFound", "message": f"AKIDtemporary4715 {TOKEN} temporary-key-4716"}
    outcomes = playbook.run(
        [
            task(MODULE, {**identity, **CREDENTIALS, "service_description": "x"}),
            task(MODULE, {**identity, **CREDENTIALS, "token": given("WRONG")}),
            task(MODULE, {**identity, **CREDENTIALS, "secret_key": given("WRONG"), "state": "stopped"}),
            task("tione_service_group_info", {**CREDENTIALS}, emulator=[fault("error", "*", **quoted)]),
            task("tione_service_group_info", {**CREDENTIALS, "limit": 0}),
            task("tione_service_group_info", {**CREDENTIALS, "lmit": 1}),
            task("tione_service_group_info", {**CREDENTIALS, "token": None, "secret_key": None}),
        ],
        env={
            **NONE,
            "SCENARIO_ID": "AKIDtemporary4715",
            "SCENARIO_KEY": "temporary-key-4716",
            "SCENARIO_TOKEN": TOKEN,
            "SCENARIO_WRONG": "wrong-key-4717",
        },
        verbose="-vvv",
    )
    codes = [outcome.result.get("error_code") for outcome in outcomes]
    assert codes == [
        None,
        "AuthFailure.TokenFailure",
        "AuthFailure.SignatureFailure",
        "AuthFailure.SecretIdNotFound",
        "ClientError.InvalidOption",
        "ClientError.InvalidOption",
        "ClientError.Credentials",
    ]


def test_environment(emu: Emulator, playbook: Playbook) -> None:
    """Credentials from the environment of the play; the harness looks for them in every run, here at -vvv."""
    service_id = emu.add_service("chat")
    quoted = {"code": "AuthFailure.SignatureFailure", "message": f"Key {SECRET_ID} {SECRET_KEY}"}
    first, second = playbook.run(
        [
            task(MODULE, {"service_id": service_id, "service_description": "x"}),
            task(MODULE, {"service_id": service_id}, emulator=[fault("error", "*", **quoted)]),
        ],
        verbose="-vvv",
    )
    first.succeeded()
    second.failed_with("AuthFailure.SignatureFailure")


def test_plain_replies(emu: Emulator, playbook: Playbook) -> None:
    """Secrets are masked also where the API returns them in the open, and manifests of pods are never returned."""
    private = {"Name": "KEY", "Value": "returned-in-the-open", "IsPrivate": True}
    service_id = emu.add_service("chat", info={"Env": [private]}, group_members={"AuthorizationEnable": True})
    with emu.cloud.lock:
        emu.cloud.stored(service_id)[1].overlay["ServiceInfo"] = {"Env": [private]}
        (token,) = emu.cloud.stored(service_id)[0].auth_tokens
    playbook.secrets.update({"returned-in-the-open", token["Base"]["Value"]})
    outcomes = playbook.run(
        [
            task("tione_service_group_info", {}),
            task("tione_service_group_info", {"query": "service_groups[].services[].service_info"}),
            task("tione_model_service_info", {"service_id": service_id}),
            task(MODULE, {"service_id": service_id}),
            task(MODULE, {"service_id": service_id, "state": "stopped"}, check=True),
        ],
        verbose="-vvv",
    )
    for outcome in outcomes:
        outcome.succeeded()
        assert "pod_list" not in str(outcome.result)
    assert outcomes[0].result["service_groups"][0]["auth_tokens"][0]["base"]["value"] == MASK


def test_unmarked_private_value(service_id: str, playbook: Playbook) -> None:
    """A value for a variable that is private in the cloud is not shown, though the task does not say so again."""
    playbook.secrets.update({PRIVATE, "old-private-value"})
    options = {"service_id": service_id, "command": "serve", "env": [{"name": "KEY", "value": given("PRIVATE")}]}
    (outcome,) = playbook.run([task(MODULE, options)], env={"SCENARIO_PRIVATE": PRIVATE}, verbose="-vvv")
    assert outcome.succeeded().body()["Env"] == [{"Name": "KEY", "Value": PRIVATE, "IsPrivate": True}]
