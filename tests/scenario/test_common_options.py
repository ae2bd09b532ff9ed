# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that all modules share, each by its effect: in the request, or in what becomes of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from emulator.identities import ROLE, arn
from emulator.server import Emulator

from scenario.harness.addresses import behind_tls, that_never_accepts
from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Control, Playbook, fault, task

MODULE, ACTION, ASSUME = "tione_workspace_info", "DescribeWorkspaces", "AssumeRole"
NOBODY = "http://127.0.0.1:9"
PAIRS = {name: (f"AKID{name}EXAMPLE", f"key-of-{name}-EXAMPLE") for name in ("first", "second", "temporary")}
TOKEN = "token-of-temporary-EXAMPLE"
NO_PAIR = {"TENCENTCLOUD_SECRET_ID": "", "TENCENTCLOUD_SECRET_KEY": ""}


@dataclass(frozen=True)
class Places:
    """Addresses and files that options name."""

    plain: str = ""
    tls: str = ""
    full: str = ""
    certificate: str = ""
    credentials: str = ""


@dataclass(frozen=True)
class Effect:
    """Options of a task, that of the row among them, and whether its outcome shows what the option is for."""

    options: Callable[[Places], Json]
    shows: Callable[[Outcome], bool]
    environment: Json = field(default_factory=dict)
    emulator: tuple[Control, ...] = ()


def always(**options: object) -> Callable[[Places], Json]:
    """Options that name no place."""
    return lambda places: options


def signed_by(secret_id: str) -> Callable[[Outcome], bool]:
    """The account that made the last request."""
    return lambda outcome: (
        not outcome.failed and f"Credential={secret_id}" in outcome.requests[-1].headers["authorization"]
    )


def assumed(member: str, value: object) -> Callable[[Outcome], bool]:
    """A member of the request for a role."""
    return lambda outcome: not outcome.failed and outcome.body(ASSUME)[member] == value


def fails(code: str, *words: str) -> Callable[[Outcome], bool]:
    """A failure that names the option."""
    return lambda outcome: (
        outcome.failed and outcome.result["error_code"] == code and all(word in outcome.msg for word in words)
    )


def succeeds(outcome: Outcome) -> bool:
    """No failure, and one answered request at least."""
    return not outcome.failed and outcome.requests[-1].outcome == "ok"


def seconds_between(outcome: Outcome) -> float:
    """The time from the first page of a list to the second."""
    first, second, _third = (entry.time for entry in outcome.requests if entry.action == ACTION)
    return second - first


TEMPORARY = always(**dict(zip(("secret_id", "secret_key", "token"), (*PAIRS["temporary"], TOKEN), strict=True)))
FOR_ROLE = always(role_arn=arn(ROLE), role_session_name="tests", role_session_duration=901, role_external_id="ticket-7")
ENDLESS = fault("throttle", ACTION, times=None)
EFFECTS = {
    "secret_id": Effect(TEMPORARY, signed_by(PAIRS["temporary"][0])),
    "secret_key": Effect(TEMPORARY, signed_by(PAIRS["temporary"][0])),
    "token": Effect(TEMPORARY, signed_by(PAIRS["temporary"][0])),
    "profile": Effect(
        lambda places: {"credentials_file": places.credentials, "profile": "second"}, signed_by(PAIRS["second"][0])
    ),
    "credentials_file": Effect(lambda places: {"credentials_file": places.credentials}, signed_by(PAIRS["first"][0])),
    "cvm_role": Effect(always(cvm_role=ROLE), signed_by("AKIDTMP"), NO_PAIR),
    "role_arn": Effect(FOR_ROLE, assumed("RoleArn", arn(ROLE))),
    "role_session_name": Effect(FOR_ROLE, assumed("RoleSessionName", "tests")),
    "role_session_duration": Effect(FOR_ROLE, assumed("DurationSeconds", 901)),
    "role_external_id": Effect(FOR_ROLE, assumed("ExternalId", "ticket-7")),
    "sts_endpoint": Effect(
        lambda places: {"role_arn": arn(ROLE), "sts_endpoint": places.plain},
        assumed("RoleArn", arn(ROLE)),
        {"TENCENTCLOUD_STS_ENDPOINT": NOBODY},
    ),
    "endpoint": Effect(lambda places: {"endpoint": places.plain}, succeeds, {"TENCENTCLOUD_TIONE_ENDPOINT": NOBODY}),
    "region": Effect(always(region="ap-option"), lambda outcome: outcome.requests[0].region == "ap-option"),
    "project_id": Effect(always(project_id="77"), lambda outcome: outcome.body(ACTION)["TiProjectId"] == "77"),
    "language": Effect(
        always(language="zh-CN"), lambda outcome: outcome.requests[0].headers["x-tc-language"] == "zh-CN"
    ),
    "timeout": Effect(
        always(timeout=0.3, deadline=1),
        fails("ClientError.Timeout", "The time is set by timeout."),
        emulator=(fault("slow", ACTION, times=None, seconds=3),),
    ),
    "connect_timeout": Effect(
        lambda places: {"endpoint": places.full, "connect_timeout": 0.3, "deadline": 1},
        fails("ClientError.Timeout", "The time is set by connect_timeout."),
    ),
    "deadline": Effect(
        always(deadline=0.7), fails("RequestLimitExceeded", "0.7 seconds of deadline"), emulator=(ENDLESS,)
    ),
    "rate_limit": Effect(always(rate_limit=1), lambda outcome: seconds_between(outcome) > 0.9),
    "rate_limit, none": Effect(always(rate_limit=0), lambda outcome: seconds_between(outcome) < 0.9),
    "allow_http": Effect(
        always(endpoint="http://tione.invalid", allow_http=True, deadline=1),
        fails("ClientError.Connection", "tione.invalid"),
    ),
    "allow_http, false": Effect(
        always(endpoint="http://tione.invalid", allow_http=False),
        fails("ClientError.InvalidOption", "endpoint", "without TLS"),
    ),
    "validate_certs": Effect(lambda places: {"endpoint": places.tls, "validate_certs": False}, succeeds),
    "validate_certs, true": Effect(
        lambda places: {"endpoint": places.tls, "validate_certs": True},
        fails("ClientError.Tls", "certificate", "ca_path"),
    ),
    "ca_path": Effect(lambda places: {"endpoint": places.tls, "ca_path": places.certificate}, succeeds),
}
#: The options that have a row.
SHARED = {name.partition(",")[0] for name in EFFECTS}


@pytest.fixture
def places(emu: Emulator, tmp_path: Path) -> Iterator[Places]:
    """The addresses, and a file with two profiles whose accounts the emulator knows."""
    for secret_id, secret_key in PAIRS.values():
        emu.credentials.add(secret_id, secret_key, TOKEN if "temporary" in secret_id else None)
    profiles = zip(("default", "second"), (PAIRS["first"], PAIRS["second"]), strict=True)
    credentials, certificate = tmp_path / "credentials", tmp_path / "certificate.pem"
    credentials.write_text("\n".join(f"[{name}]\nsecret_id={pair[0]}\nsecret_key={pair[1]}" for name, pair in profiles))
    credentials.chmod(0o600)
    with contextlib.ExitStack() as stack:
        tls, full = stack.enter_context(behind_tls(emu, certificate)), stack.enter_context(that_never_accepts())
        yield Places(emu.url, tls, full, str(certificate), str(credentials))


def test_each_has_its_effect(places: Places, emu: Emulator, playbook: Playbook) -> None:
    """One task for each row, on a list of three pages: threads read the last two."""
    emu.assets.update(workspaces=[{**emu.assets.workspaces[0], "TiProjectId": str(number)} for number in range(50)])
    tasks = []
    for name, effect in EFFECTS.items():
        options = effect.options(places)
        assert name.partition(",")[0] in options
        controls: list[Control] = [("DELETE", "faults", {}), *effect.emulator]
        tasks.append(task(MODULE, options, emulator=controls, environment=effect.environment))
    outcomes = playbook.run(tasks)
    wrong = [
        f"{name}: {outcome}"
        for (name, effect), outcome in zip(EFFECTS.items(), outcomes, strict=True)
        if not effect.shows(outcome)
    ]
    assert not wrong, "\n".join(wrong)
