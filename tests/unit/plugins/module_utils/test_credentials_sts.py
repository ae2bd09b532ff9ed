# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of roles that are assumed with other credentials: the request, its address, its failures, its renewal."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import credential_bench
import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import Means
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._sts import Sts
from credential_bench import ARN, PAIR, REFUSED, Bench, from_machine, from_sts

READ, WRITE, ASSUME = "DescribeModelServiceGroups", "CreateModelService", "AssumeRole"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(_credentials, "SYSTEM_FILE", tmp_path / "none")
    for made in credential_bench.running_bench(tmp_path, monkeypatch):
        made.options.update(PAIR, role_arn=ARN)
        yield made


# The request


def test_the_role_is_assumed_with_the_credentials_that_were_found(bench: Bench) -> None:
    bench.server.script = [from_sts()]
    found = bench.credentials()
    assert (found.secret_id, found.secret_key, found.token) == ("AKIDtmp1", "HUSH-key1", "HUSH-token1")
    assert found.source == f"the role {ARN}, assumed with those from the options secret_id, secret_key and token"
    (seen,) = bench.server.seen
    assert json.loads(seen.body) == {
        "RoleArn": ARN,
        "RoleSessionName": "ansible-community-tencentcloud",
        "DurationSeconds": 7200,
    }
    assert "Credential=AKIDbase/2023-11-14/sts/tc3_request" in seen.headers["authorization"]
    names = ("x-tc-action", "x-tc-version", "x-tc-region")
    assert [seen.headers[name] for name in names] == [ASSUME, "2018-08-13", "ap-guangzhou"]
    assert "x-tc-token" not in seen.headers
    assert bench.hidden == ["AKIDbase", "HUSH-base", "AKIDtmp1", "HUSH-key1", "HUSH-token1"]


def test_all_options_are_sent(bench: Bench) -> None:
    bench.options.update(
        token="HUSH-base-token",
        role_session_name="night=run,a@b",
        role_session_duration=900,
        role_external_id="a/b:c",
    )
    bench.server.script = [from_sts()]
    bench.credentials()
    assert json.loads(bench.server.seen[0].body) == {
        "RoleArn": ARN,
        "RoleSessionName": "night=run,a@b",
        "DurationSeconds": 900,
        "ExternalId": "a/b:c",
    }
    assert bench.server.seen[0].headers["x-tc-token"] == "HUSH-base-token"


def test_any_source_can_be_the_base(bench: Bench) -> None:
    bench.options.update(dict.fromkeys(PAIR), cvm_role="ops")
    bench.server.script = [from_machine(1), from_sts(2), fake_http.reply()]
    bench.client().call(READ, {})
    (bench.home / "token").write_text("HUSH", encoding="ascii")
    bench.options["cvm_role"] = None
    bench.environ.update(
        TKE_REGION="ap-beijing",
        TKE_PROVIDER_ID="p",
        TKE_WEB_IDENTITY_TOKEN_FILE=str(bench.home / "token"),
        TKE_ROLE_ARN=f"{ARN}-pod",
    )
    bench.server.script = [from_sts(3), from_sts(4), fake_http.reply()]
    bench.client().call(READ, {})
    assert bench.actions == ["ops", ASSUME, READ, "AssumeRoleWithWebIdentity", ASSUME, READ]
    assert bench.signed_with() == ["AKIDtmp1", "AKIDtmp2", "AKIDtmp3", "AKIDtmp4"]


@pytest.mark.parametrize("blank", [None, "", " "])
def test_without_a_role_nothing_is_assumed(bench: Bench, blank: Any) -> None:
    names = ("role_arn", "role_session_name", "role_session_duration", "role_external_id", "sts_endpoint")
    bench.options.update(dict.fromkeys(names, blank))
    bench.environ.update(
        TENCENTCLOUD_ROLE_ARN=ARN, TENCENTCLOUD_ROLE_SESSION_NAME="x", TENCENTCLOUD_ASSUME_ROLE_ARN=ARN
    )
    assert bench.credentials().secret_id == "AKIDbase"
    bench.options.update(role_session_name="for-all-tasks", role_session_duration=900)
    assert bench.credentials().secret_id == "AKIDbase"
    assert bench.server.seen == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("role_arn", "deploy"),
        ("role_arn", "qcs::cam::uin/1:user/x"),
        ("role_arn", "qcs::cam::uin/x:roleName/x"),
        ("role_arn", f"{ARN} x"),
        ("role_session_name", "x"),
        ("role_session_name", "x" * 129),
        ("role_session_name", "two words"),
        ("role_session_name", "a:b"),
        ("role_session_name", "夜"),
        ("role_session_duration", 0),
        ("role_session_duration", -1),
        ("role_session_duration", 43201),
        ("role_session_duration", "long"),
        ("role_external_id", "x"),
        ("role_external_id", "two words"),
        ("sts_endpoint", "https://user@host"),
        ("sts_endpoint", "host/path"),
    ],
)
def test_options_that_cannot_work_are_refused_without_a_request(bench: Bench, option: str, value: object) -> None:
    bench.options[option] = value
    with pytest.raises(OptionError, match=f"^{option}: "):
        bench.supply()
    assert bench.server.seen == []


@pytest.mark.parametrize("seconds", [1, 43200, "7200"])
@pytest.mark.parametrize(
    "arn",
    [
        "qcs::cam::uin/12345678:role/4611686018427397919",
        "qcs::cam::uin/12345678:role/tencentcloudServiceRole/4611686018427397920",
        "qcs::cam::uin/12345678:role/tencentcloudServiceRoleName/testServiceRoleName",
    ],
)
def test_roles_and_durations_that_are_documented(bench: Bench, arn: str, seconds: object) -> None:
    bench.options.update(role_arn=arn, role_session_duration=seconds)
    bench.server.script = [from_sts()]
    assert bench.credentials().token
    body = json.loads(bench.server.seen[0].body)
    assert (body["RoleArn"], body["DurationSeconds"]) == (arn, int(str(seconds)))


def test_an_external_id_without_a_role_is_a_mistake(bench: Bench) -> None:
    bench.options.update(role_arn="", role_external_id="ticket-7")
    with pytest.raises(OptionError, match=r"^role_external_id: is given without role_arn"):
        bench.supply()


# The address


@pytest.mark.parametrize(
    ("endpoint", "region"),
    [
        ("sts.tencentcloudapi.com", "ap-guangzhou"),
        ("https://sts.ap-shanghai.tencentcloudapi.com", "ap-shanghai"),
        ("STS.ap-shenzhen-fsi.tencentcloudapi.com:443", "ap-shenzhen-fsi"),
        ("sts.intl.tencentcloudapi.com", "ap-guangzhou"),
        ("sts.internal.tencentcloudapi.com", "ap-guangzhou"),
        ("http://127.0.0.1:8080", "ap-guangzhou"),
    ],
)
def test_a_regional_address_says_the_region(endpoint: str, region: str) -> None:
    assert Sts(Means(ClientConfig("ap-seoul")), endpoint).region == region


def test_the_option_beats_the_environment(bench: Bench) -> None:
    bench.options["sts_endpoint"] = bench.server.address.replace("127.0.0.1", "http://localhost")
    bench.environ["TENCENTCLOUD_STS_ENDPOINT"] = "http://127.0.0.1:9"
    bench.server.script = [from_sts()]
    bench.credentials()
    assert bench.server.seen[0].headers["host"].startswith("localhost:")


def test_without_both_the_public_address_is_called(bench: Bench) -> None:
    del bench.environ["TENCENTCLOUD_STS_ENDPOINT"]
    assert Sts(Means(bench.config)).endpoint == "sts.tencentcloudapi.com"
    assert "AssumeRole was not sent: no time is left." in str(bench.error(seconds=0))
    assert bench.server.seen == []


# Failures


@pytest.mark.parametrize(
    ("code", "advice", "attempts", "retryable"),
    [
        ("UnauthorizedOperation", "Allow sts:AssumeRole in CAM", 1, False),
        ("ResourceNotFound.RoleNotFound", "the id of its account in role_arn", 1, False),
        ("InvalidParameter.ParamError", "Check role_arn and the options role_*.", 1, False),
        ("InvalidParameter.OverTimeError", "Lower role_session_duration", 1, False),
        ("AuthFailure.SecretIdNotFound", "They are from the options secret_id, secret_key and token.", 1, False),
        (REFUSED, "They are from the options secret_id, secret_key and token.", 1, False),
        ("InternalError.GetRoleError", "Tried 4 times.", 4, True),
        ("SomethingNew", "does not know the code SomethingNew", 1, False),
    ],
)
def test_a_refusal_tells_what_failed_and_what_to_do(
    bench: Bench, code: str, advice: str, attempts: int, retryable: bool
) -> None:
    bench.server.script = [fake_http.error(code, "No HUSH-base.") for _turn in range(attempts)]
    error = bench.error()
    start = (
        f"The role {ARN} could not be assumed with the credentials from the options secret_id, secret_key and token: "
    )
    assert error.message.startswith(f"{start}AssumeRole failed with {code}: No *** (request id id-")
    assert advice in error.hint
    assert (error.error_code, error.error_message, error.action) == (code, "No ***.", ASSUME)
    assert str(error.request_id).startswith("id-")
    assert error.retryable is retryable
    assert len(bench.server.seen) == attempts


def test_a_failure_of_sts_is_none_of_the_api(bench: Bench) -> None:
    """A role that is not found must not look like a service that is not there."""
    bench.server.script = [fake_http.error("ResourceNotFound.RoleNotFound")]
    client = bench.client()
    with pytest.raises(_credentials.CredentialsError):
        client.call(READ, {})
    assert client.request_ids == []
    bench.server.script = [from_sts(), fake_http.reply({"RequestId": "mine"})]
    client.call(READ, {})
    assert client.request_ids == ["mine"]


def test_an_address_where_nobody_is(bench: Bench) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bench.options["sts_endpoint"] = f"http://127.0.0.1:{probe.getsockname()[1]}"
    error = bench.error()
    assert "AssumeRole: no connection to 127.0.0.1" in error.message
    assert "The address of STS is set by sts_endpoint." in error.hint
    assert (error.error_code, error.retryable) == ("ClientError.Connection", True)


def test_an_answer_without_credentials(bench: Bench) -> None:
    bench.server.script = [fake_http.reply({"Credentials": None})]
    assert f"The answer for the role {ARN}" in str(bench.error())


def test_a_throttled_or_broken_answer_is_asked_for_again(bench: Bench) -> None:
    bench.server.script = [
        fake_http.error("RequestLimitExceeded"),
        fake_http.raw(b"", 502),
        fake_http.reset,
        from_sts(),
    ]
    assert bench.credentials().token == "HUSH-token1"


def test_a_clock_that_is_off_is_corrected(bench: Bench) -> None:
    late = fake_http.formatdate(fake_http.START + 3600, usegmt=True)
    bench.server.script = [fake_http.error("AuthFailure.SignatureExpire", Date=late), from_sts()]
    assert bench.credentials().token
    assert "clock is off by -3600 seconds" in bench.warnings[0]


# In a client


def test_a_task_assumes_the_role_once_in_check_mode_too(bench: Bench) -> None:
    bench.server.script = [from_sts()]
    client = bench.client(check_mode=True)
    assert bench.server.seen == []
    for _turn in range(3):
        client.call(READ, {})
    assert bench.actions == [ASSUME, READ, READ, READ]
    assert bench.signed_with() == ["AKIDbase", "AKIDtmp1", "AKIDtmp1", "AKIDtmp1"]


@pytest.mark.parametrize("action", [READ, WRITE])
def test_a_token_that_is_refused_is_obtained_anew(bench: Bench, action: str) -> None:
    bench.server.script = [from_sts(1), fake_http.error(REFUSED), from_sts(2)]
    client = bench.client()
    client.call(action, {"Member": 1})
    assert bench.actions == [ASSUME, action, ASSUME, action]
    assert bench.signed_with() == ["AKIDbase", "AKIDtmp1", "AKIDbase", "AKIDtmp2"]
    assert [seen.body for seen in bench.server.seen[1::2]] == [b'{"Member": 1}'] * 2
    assert len(client.request_ids) == 2


def test_a_new_token_that_is_refused_too_is_the_end(bench: Bench) -> None:
    bench.server.script = [from_sts(1), fake_http.error(REFUSED), from_sts(2), fake_http.error(REFUSED)]
    with pytest.raises(ApiError, match=f"They are from the role {ARN}, assumed with those from the options"):
        bench.client().call(WRITE, {})
    assert bench.actions == [ASSUME, WRITE, ASSUME, WRITE]


def test_a_chain_is_renewed_from_its_base(bench: Bench) -> None:
    bench.options.update(dict.fromkeys(PAIR), cvm_role="ops")
    client = bench.client()
    bench.server.script = [from_machine(1), from_sts(2), fake_http.reply()]
    client.call(READ, {})
    bench.server.script = [fake_http.error(REFUSED), fake_http.error(REFUSED), from_machine(3), from_sts(4)]
    client.call(READ, {})
    assert bench.actions == ["ops", ASSUME, READ, READ, ASSUME, "ops", ASSUME, READ]
    assert bench.signed_with() == ["AKIDtmp1", "AKIDtmp2", "AKIDtmp2", "AKIDtmp1", "AKIDtmp3", "AKIDtmp4"]


def test_secrets_of_all_tokens_are_kept_out_of_messages(bench: Bench) -> None:
    bench.server.script = [from_sts(1), fake_http.error(REFUSED), from_sts(2), fake_http.error("InvalidParameter", "HUSH-key1 HUSH-token2")]  # fmt: skip
    with pytest.raises(ApiError) as caught:
        bench.client().call(READ, {})
    assert "HUSH" not in str(caught.value)
    assert "*** ***" in str(caught.value)


def test_a_wait_bounds_what_is_asked_meanwhile(bench: Bench) -> None:
    client = bench.client()
    bench.server.script = [fake_http.error("RequestLimitExceeded") for _turn in range(40)]
    with (
        client.within(Deadline(bench.clock, 5, "wait_timeout")),
        pytest.raises(_credentials.CredentialsError) as caught,
    ):
        client.call(READ, {})
    assert "The 5 seconds of wait_timeout are used up" in str(caught.value)
    assert bench.clock.elapsed <= 5
