# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules with credentials that they have to ask for: the machine's role, OIDC in TKE, a role assumed with others."""

from __future__ import annotations

from pathlib import Path

import pytest
from emulator.identities import ROLE, WEB_IDENTITY_TOKEN, arn
from emulator.server import Emulator

from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook, task

INFO, MODULE = "tione_service_group_info", "tione_model_service"
READ, ASSUME, IDENTIFY = "DescribeModelServiceGroups", "AssumeRole", "AssumeRoleWithWebIdentity"
#: No pair in the environment.
NO_PAIR = {"TENCENTCLOUD_SECRET_ID": None, "TENCENTCLOUD_SECRET_KEY": None}


@pytest.fixture
def pod(tmp_path: Path) -> dict[str, str]:
    """The environment of a pod in TKE."""
    (tmp_path / "token").write_text(WEB_IDENTITY_TOKEN + "\n", encoding="ascii")
    return {
        "TKE_REGION": "ap-guangzhou",
        "TKE_PROVIDER_ID": "tke",
        "TKE_WEB_IDENTITY_TOKEN_FILE": str(tmp_path / "token"),
        "TKE_ROLE_ARN": arn(ROLE),
    }


def shows_no_secret(emu: Emulator, output: str) -> None:
    """Assert that no credentials which the emulator handed out, nor the OIDC token, stand in an output."""
    for secret_id, secret in emu.credentials.known.items():
        for value in filter(None, (secret_id, secret.secret_key, secret.token, WEB_IDENTITY_TOKEN)):
            assert value not in output


def test_each_source_works_in_a_module(emu: Emulator, playbook: Playbook, pod: dict[str, str]) -> None:
    role: Json = {"role_arn": arn(ROLE), "role_session_name": "tests", "role_session_duration": 900}
    tasks = [
        task(INFO, {}),
        task(INFO, {"cvm_role": "auto"}),
        task(INFO, {"cvm_role": ROLE, **role}),
        task(INFO, role, check=True),
    ]
    play = playbook.play(tasks, env={**NO_PAIR, **pod}, verbose="-vvv")
    assert [outcome.succeeded().sent for outcome in play.outcomes] == [
        [IDENTIFY, READ],
        [READ],
        [ASSUME, READ],
        [IDENTIFY, ASSUME, READ],
    ]
    for outcome in play.outcomes:
        assert outcome.result["request_ids"] == [outcome.requests[-1].request_id]
    assert len(emu.identities.asked) == 3
    shows_no_secret(emu, play.output)


def test_a_token_that_expires_during_a_wait_is_obtained_anew(emu: Emulator, playbook: Playbook) -> None:
    emu.durations.update(rolling=4.0)
    service_id = emu.add_service("chat", info={"Replicas": 1})
    emu.identities.machine_seconds = 1.5
    options: Json = {"service_id": service_id, "replicas": 3, "cvm_role": "auto"}
    outcomes = playbook.run(four_tasks(options), env=NO_PAIR)
    Four(*outcomes).converges(["ModifyModelService:SCALE"])
    refused = [entry for entry in outcomes[1].requests if entry.outcome == "AuthFailure.TokenFailure"]
    assert len(refused) >= 2
    assert emu.service(service_id)["Settings"]["Replicas"] == 3


def test_both_tokens_of_a_chain_expire_before_a_write(emu: Emulator, playbook: Playbook) -> None:
    service_id = emu.add_service("chat", info={"Replicas": 1})
    options: Json = {"service_id": service_id, "replicas": 3, "cvm_role": "auto", "role_arn": arn(ROLE)}
    refusal = ["POST", "faults", {"kind": "token_failure", "action": "ModifyModelService"}]
    again = ["POST", "faults", {"kind": "token_failure", "action": ASSUME, "after": 1}]
    outcome = playbook.run([task(MODULE, options, emulator=[refusal, again])], env=NO_PAIR)[0]  # type: ignore[list-item]
    assert outcome.succeeded().applied == ["ModifyModelService:SCALE"]
    start = outcome.sent.index("ModifyModelService:SCALE")
    assert outcome.sent[start : start + 4] == ["ModifyModelService:SCALE", ASSUME, ASSUME, "ModifyModelService:SCALE"]


def test_failures_tell_what_to_do(emu: Emulator, playbook: Playbook) -> None:
    emu.identities.machine_role = ""
    outcomes = playbook.run(
        [
            task(INFO, {"role_arn": arn("nobody")}),
            task(INFO, {"role_arn": "nobody"}),
            task(INFO, {"role_arn": arn(ROLE), "role_session_duration": 43201}),
            task(INFO, {"role_external_id": "ticket-7"}),
        ]
    )
    missing = outcomes[0].failed_with("ResourceNotFound.RoleNotFound", arn("nobody"), "AssumeRole", "role_arn")
    assert (missing.sent, missing.result["action"]) == ([ASSUME], ASSUME)
    assert missing.result["request_id"] == missing.requests[0].request_id
    for outcome, word in zip(outcomes[1:], ("role_arn", "role_session_duration", "role_external_id"), strict=True):
        outcome.refused(word)
    outcomes = playbook.run([task(INFO, {"cvm_role": "auto"}), task(INFO, {})], env=NO_PAIR)
    outcomes[0].failed_with("ClientError.Credentials", "no role is bound")
    outcomes[1].failed_with("ClientError.Credentials", "cvm_role", "TKE_ROLE_ARN")
    assert len(emu.identities.asked) == 1
