# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where credentials and common options come from: options, environment, profiles, module_defaults, ad-hoc calls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.server import Emulator

from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Playbook, Task, task

INFO, MODULE = "tione_service_group_info", "tione_model_service"
GROUP = "group/community.tencentcloud.tione"
PAIR = ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY")
NO_PAIR = dict.fromkeys(PAIR)
CREDENTIALS = "ClientError.Credentials"
#: Accounts by the name of the source that has them.
ACCOUNTS = {
    name: (f"AKID{name}EXAMPLE", f"key-of-{name}-EXAMPLE") for name in ("option", "sdk", "tccli", "file", "other")
}
TOKEN = "token-of-somebody-EXAMPLE"


@pytest.fixture
def home(emu: Emulator, playbook: Playbook, tmp_path: Path) -> Path:
    """A home with profiles of the SDK and of tccli, and a file elsewhere; every account is known to the cloud."""
    for secret_id, secret_key in ACCOUNTS.values():
        emu.credentials.add(secret_id, secret_key)
        playbook.secrets.update({secret_id, secret_key})
    emu.credentials.add("AKIDtemporaryEXAMPLE", "key-of-temporary-EXAMPLE", TOKEN)
    playbook.secrets.update({"AKIDtemporaryEXAMPLE", "key-of-temporary-EXAMPLE", TOKEN})
    folder = tmp_path / "home"
    write(folder / ".tencentcloud" / "credentials", ini(default="sdk", second="other"))
    write(folder / ".tccli" / "work.credential", tccli(*ACCOUNTS["tccli"]))
    write(folder / ".tccli" / "work.configure", json.dumps({"_sys_param": {"region": "ap-work"}}))
    write(folder / ".tccli" / "temporary.credential", tccli("AKIDtemporaryEXAMPLE", "key-of-temporary-EXAMPLE", TOKEN))
    write(folder / "elsewhere.ini", ini(default="file", second="other"))
    write(folder / "half.ini", "[default]\nsecret_id = AKIDhalfEXAMPLE\n")
    write(folder / "broken.ini", "secret_id\n[")
    return folder


def write(path: Path, text: str) -> None:
    """A file that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def ini(**profiles: str) -> str:
    """A credentials file of the SDK."""
    sections = [(name, *ACCOUNTS[account]) for name, account in profiles.items()]
    return "\n".join(f"[{name}]\nsecret_id = {key_id}\nsecret_key = {key}\n" for name, key_id, key in sections)


def tccli(secret_id: str, secret_key: str, token: str | None = None) -> str:
    """A credentials file of tccli."""
    return json.dumps({"secretId": secret_id, "secretKey": secret_key, "token": token})


def pair(name: str) -> Json:
    """The account of that name as options."""
    return dict(zip(("secret_id", "secret_key"), ACCOUNTS[name], strict=True))


def account(outcome: Outcome) -> str:
    """The name of the account that signed the request of a task."""
    signed = outcome.succeeded().requests[0].headers["authorization"]
    known = {secret_id: name for name, (secret_id, _key) in ACCOUNTS.items()} | {SECRET_ID: "environment"}
    secret_id = signed.partition("Credential=")[2].partition("/")[0]
    return known.get(secret_id, secret_id)


def environ(home: Path, **variables: str) -> Json:
    """The environment of one task, with that home; what the play has of the pair is taken away."""
    return {"HOME": str(home), **dict.fromkeys(PAIR, ""), **variables}


def test_sources_in_their_order(home: Path, playbook: Playbook) -> None:
    """Option, environment, profile; a profile among the options beats the environment, one of the environment does not."""
    elsewhere = str(home / "elsewhere.ini")
    inherited = {"HOME": str(home)}
    rows: dict[str, tuple[str, Json, Json]] = {
        "options beat all": ("option", pair("option"), {**inherited, "TENCENTCLOUD_PROFILE": "work"}),
        "environment": ("environment", {}, inherited),
        "environment beats a profile of its own": ("environment", {}, {**inherited, "TENCENTCLOUD_PROFILE": "work"}),
        "profile among the options": ("tccli", {"profile": "work"}, inherited),
        "file among the options": ("file", {"credentials_file": elsewhere}, inherited),
        "file and profile": ("other", {"credentials_file": elsewhere, "profile": "second"}, inherited),
        "file of the home": ("file", {"credentials_file": "~/elsewhere.ini"}, inherited),
        "profile of the environment": ("tccli", {}, environ(home, TENCENTCLOUD_PROFILE="work")),
        "file of the environment": ("file", {}, environ(home, TENCENTCLOUD_CREDENTIALS_FILE=elsewhere)),
        "profile of the SDK": ("sdk", {}, environ(home)),
        "section of the SDK": ("other", {"profile": "second"}, environ(home)),
        "empty options": ("sdk", {"secret_id": "", "secret_key": "", "profile": ""}, environ(home)),
        "temporary pair of tccli": ("AKIDtemporaryEXAMPLE", {"profile": "temporary"}, environ(home)),
    }
    tasks = [task(INFO, options, environment=environment) for _name, options, environment in rows.values()]
    outcomes = dict(zip(rows, playbook.run(tasks), strict=True))
    assert {name: account(outcome) for name, outcome in outcomes.items()} == {
        name: row[0] for name, row in rows.items()
    }
    assert {name: outcome.warnings for name, outcome in outcomes.items() if outcome.warnings} == {}


def test_bad_sources(home: Path, playbook: Playbook) -> None:
    """Half a pair, a profile or file that is not there, a broken file: each fails without a request and says which."""
    rows: dict[str, tuple[str, Json, Json]] = {
        "half a pair of options": ("secret_key", {"secret_id": "AKIDhalfEXAMPLE"}, {}),
        "the other half": ("secret_id", {"secret_key": "key-of-half-EXAMPLE"}, {}),
        "a token alone": ("secret_id", {"token": "token-alone-EXAMPLE"}, {}),
        "half a pair of variables": (
            "TENCENTCLOUD_SECRET_KEY",
            {},
            environ(home, TENCENTCLOUD_SECRET_ID="AKIDhalfEXAMPLE"),
        ),
        "half a pair in a file": ("half.ini", {"credentials_file": str(home / "half.ini")}, {}),
        "no such profile": ("nobody", {"profile": "nobody"}, {}),
        "no such profile in the environment": ("nobody", {}, environ(home, TENCENTCLOUD_PROFILE="nobody")),
        "no such file": ("nowhere.ini", {"credentials_file": str(home / "nowhere.ini")}, {}),
        "a broken file": ("malformed", {"credentials_file": str(home / "broken.ini")}, {}),
        "nothing at all": ("No credentials", {}, environ(home / "empty")),
    }
    playbook.secrets.update({"AKIDhalfEXAMPLE", "key-of-half-EXAMPLE", "token-alone-EXAMPLE"})
    tasks = [
        task(INFO, options, environment={"HOME": str(home), **environment})
        for _word, options, environment in rows.values()
    ]
    for (word, _options, _environment), outcome in zip(rows.values(), playbook.run(tasks), strict=True):
        outcome.failed_with(CREDENTIALS, word)
        assert not outcome.requests


def test_region(home: Path, playbook: Playbook) -> None:
    """Option, environment, profile; a task without any fails without a request."""
    none = {"TENCENTCLOUD_REGION": "", "HOME": str(home)}
    rows: list[tuple[str, Json, Json]] = [
        ("ap-option", {"region": "ap-option"}, {"TENCENTCLOUD_REGION": "ap-env"}),
        ("ap-env", {}, {"TENCENTCLOUD_REGION": "ap-env"}),
        ("ap-env", {"profile": "work"}, {"TENCENTCLOUD_REGION": "ap-env", "HOME": str(home)}),
        ("ap-work", {"profile": "work"}, none),
        ("", {}, none),
    ]
    outcomes = playbook.run([task(INFO, options, environment=environment) for _region, options, environment in rows])
    for (region, _options, _environment), outcome in zip(rows[:-1], outcomes, strict=False):
        assert outcome.succeeded().requests[0].region == region
    outcomes[-1].refused("region", "TENCENTCLOUD_REGION")


def test_readable_file_is_warned_of(home: Path, playbook: Playbook) -> None:
    """A credentials file that others can read is used, with a warning."""
    path = home / "elsewhere.ini"
    path.chmod(0o644)
    (outcome,) = playbook.run([task(INFO, {"credentials_file": str(path)})])
    assert account(outcome) == "file"
    assert "chmod 600" in " ".join(outcome.warnings)


def test_module_defaults(home: Path, emu: Emulator, playbook: Playbook) -> None:
    """The action group gives its options to all modules; a task's own options beat them."""
    service_id = emu.add_service("chat", region="ap-defaults")
    defaults = {GROUP: {**pair("option"), "region": "ap-defaults", "endpoint": emu.url}}
    tasks: list[Task] = [
        task(INFO, {}),
        task("tione_model_service_info", {"service_id": service_id}),
        task(MODULE, {"service_id": service_id, "service_description": "new"}),
        task(INFO, {"region": "ap-task", **pair("other")}),
    ]
    bare: Json = dict.fromkeys((*PAIR, "TENCENTCLOUD_REGION", "TENCENTCLOUD_TIONE_ENDPOINT"))
    outcomes = playbook.run(tasks, env=bare, module_defaults=defaults)
    assert [account(outcome) for outcome in outcomes] == ["option", "option", "option", "other"]
    assert [outcome.requests[0].region for outcome in outcomes] == ["ap-defaults"] * 3 + ["ap-task"]
    assert outcomes[2].changed


def test_environment_of_a_task(emu: Emulator, playbook: Playbook) -> None:
    """Variables that a task or a play sets for its modules count."""
    emu.credentials.add("AKIDtemporaryEXAMPLE", "key-of-temporary-EXAMPLE", TOKEN)
    bare: Json = dict.fromkeys((*PAIR, "TENCENTCLOUD_REGION", "TENCENTCLOUD_TIONE_ENDPOINT"))
    temporary = {PAIR[0]: "AKIDtemporaryEXAMPLE", PAIR[1]: "key-of-temporary-EXAMPLE"}
    whole = {"TENCENTCLOUD_REGION": "ap-env", "TENCENTCLOUD_TIONE_ENDPOINT": emu.url}
    outcomes = playbook.run(
        [
            task(INFO, {}, environment={PAIR[0]: SECRET_ID, PAIR[1]: SECRET_KEY}),
            task(INFO, {}, environment={**temporary, "TENCENTCLOUD_TOKEN": TOKEN}),
            task(INFO, {}, environment={**temporary, "TENCENTCLOUD_SECURITY_TOKEN": TOKEN}),
            task(INFO, {}, environment=temporary),
        ],
        env=bare,
        environment=whole,
    )
    assert [account(outcome) for outcome in outcomes[:3]] == ["environment", *["AKIDtemporaryEXAMPLE"] * 2]
    outcomes[3].failed_with("AuthFailure.TokenFailure", "token")


@pytest.mark.parametrize(
    ("module", "arguments", "words"),
    [
        (INFO, "limit=1 query=service_groups[].service_group_name", ['"query_result": [', '"chat"']),
        ("tione_model_service_info", "service_group_name=chat", ['"service_description": "by hand"']),
        (MODULE, "service_group_name=chat service_description=new --check --diff", ['"changed": true', "+", "new"]),
    ],
)
def test_ad_hoc(
    module: str, arguments: str, words: list[str], emu: Emulator, playbook: Playbook, tmp_path: Any
) -> None:
    """The modules work from the command line ``ansible``."""
    emu.add_service("chat", info={"ServiceDescription": "by hand"})
    options, _dashes, flags = arguments.partition(" --")
    command = ["localhost", "-c", "local", "-m", f"community.tencentcloud.{module}", "-a", options]
    output = playbook.command("ansible", [*command, *(f"--{flags}".split() if flags else [])], tmp_path)
    for word in words:
        assert word in output, output
    assert not emu.journal.writes()


def test_empty_variables_are_not_set(home: Path, playbook: Playbook) -> None:
    """AWX renders fields that are left empty as empty variables."""
    empty = dict.fromkeys(
        (
            *PAIR,
            "TENCENTCLOUD_TOKEN",
            "TENCENTCLOUD_SECURITY_TOKEN",
            "TENCENTCLOUD_PROFILE",
            "TENCENTCLOUD_CREDENTIALS_FILE",
            "TENCENTCLOUD_STS_ENDPOINT",
        ),
        "",
    )
    (outcome,) = playbook.run([task(INFO, {}, environment={"HOME": str(home), **empty})])
    assert account(outcome) == "sdk"
