# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the identity of a pod in TKE: four variables, an unsigned request, a token that changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import credential_bench
import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import TKE_VARIABLES
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from credential_bench import ARN, REFUSED, Bench, from_machine, from_sts

READ, IDENTIFY = "DescribeModelServiceGroups", "AssumeRoleWithWebIdentity"
TOKEN = "HUSH.web.identity"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(_credentials, "SYSTEM_FILE", tmp_path / "none")
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="ascii")
    for made in credential_bench.running_bench(tmp_path, monkeypatch):
        made.environ.update(
            TKE_REGION="ap-beijing",
            TKE_PROVIDER_ID="cls-1",
            TKE_WEB_IDENTITY_TOKEN_FILE=str(tmp_path / "token"),
            TKE_ROLE_ARN=ARN,
        )
        yield made


def test_the_token_is_exchanged_without_a_signature(bench: Bench) -> None:
    bench.server.script = [from_sts()]
    found = bench.credentials()
    assert (found.secret_id, found.secret_key, found.token) == ("AKIDtmp1", "HUSH-key1", "HUSH-token1")
    assert found.source == f"TKE OIDC (role {ARN})"
    (seen,) = bench.server.seen
    assert json.loads(seen.body) == {
        "ProviderId": "cls-1",
        "WebIdentityToken": TOKEN,
        "RoleArn": ARN,
        "RoleSessionName": "ansible-community-tencentcloud",
        "DurationSeconds": 7200,
    }
    names = ("authorization", "x-tc-action", "x-tc-version", "x-tc-region", "host")
    assert [seen.headers[name] for name in names] == [
        "SKIP",
        IDENTIFY,
        "2018-08-13",
        "ap-beijing",
        bench.server.address,
    ]
    assert "x-tc-token" not in seen.headers
    assert bench.hidden == [TOKEN, "AKIDtmp1", "HUSH-key1", "HUSH-token1"]


def test_the_session_can_have_a_name(bench: Bench) -> None:
    bench.options["role_session_name"] = "night-run"
    bench.server.script = [from_sts()]
    bench.credentials()
    assert json.loads(bench.server.seen[0].body)["RoleSessionName"] == "night-run"


@pytest.mark.parametrize("blank", [None, "", " "])
@pytest.mark.parametrize("name", TKE_VARIABLES)
def test_all_four_variables_are_needed(bench: Bench, name: str, blank: str | None) -> None:
    bench.environ.pop(name) if blank is None else bench.environ.update({name: blank})
    assert f"7. the environment variables {', '.join(TKE_VARIABLES)} together" in str(bench.error())
    assert bench.server.seen == []


def test_the_machine_comes_first(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops"
    bench.server.script = [from_machine()]
    bench.credentials()
    assert bench.actions == ["ops"]


@pytest.mark.parametrize(("name", "value"), [("TKE_REGION", "ap beijing"), ("TKE_ROLE_ARN", "deploy")])
def test_variables_that_cannot_work_are_named(bench: Bench, name: str, value: str) -> None:
    bench.environ[name] = value
    with pytest.raises(OptionError, match=f"^{name}: "):
        bench.supply()


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "No such file"), (b"", "empty"), (b" \n", "empty"), (b"HUSH\xff", "not a token")]
)
def test_a_token_file_that_cannot_be_used_is_named_and_not_quoted(
    bench: Bench, content: bytes | None, problem: str
) -> None:
    path = bench.home / "token"
    path.unlink() if content is None else path.write_bytes(content)
    error = bench.error()
    assert f"The file {path} in TKE_WEB_IDENTITY_TOKEN_FILE cannot be used: " in str(error)
    assert problem in str(error)
    assert bench.server.seen == []


def test_the_token_is_read_again_when_credentials_are_obtained_anew(bench: Bench) -> None:
    bench.server.script = [from_sts(1), fake_http.reply(), fake_http.error(REFUSED), from_sts(2), fake_http.reply()]
    client = bench.client()
    client.call(READ, {})
    (bench.home / "token").write_text("HUSH.newer", encoding="ascii")
    client.call(READ, {})
    assert bench.actions == [IDENTIFY, READ, READ, IDENTIFY, READ]
    assert json.loads(bench.server.seen[3].body)["WebIdentityToken"] == "HUSH.newer"
    assert bench.signed_with() == ["AKIDtmp1", "AKIDtmp1", "AKIDtmp2"]


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("InvalidParameter.WebIdentityTokenError", "TKE_PROVIDER_ID"),
        ("InvalidParameter.ParamError", "Check TKE_ROLE_ARN and the options role_*."),
        ("ResourceNotFound.RoleNotFound", "TKE_ROLE_ARN"),
        ("UnauthorizedOperation", "sts:AssumeRoleWithWebIdentity"),
    ],
)
def test_a_refusal_tells_what_to_do_and_not_the_token(bench: Bench, code: str, advice: str) -> None:
    bench.server.script = [fake_http.error(code, f"The token {TOKEN} is wrong.", RequestId="unused")]
    error = bench.error()
    assert f"The role {ARN} could not be assumed with the OIDC token in {bench.home / 'token'}" in error.message
    assert f"{IDENTIFY} failed with {code}: The token *** is wrong (request id id-" in error.message
    assert advice in error.hint
    assert (error.error_code, error.action) == (code, IDENTIFY)
    assert error.error_message == "The token *** is wrong."


def test_a_token_that_a_gateway_echoes_is_not_shown(bench: Bench) -> None:
    bench.server.script = [fake_http.raw(f"Forbidden: {TOKEN}".encode(), 403)] * 4
    assert "Forbidden: ***" in str(bench.error())
