# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the role of the machine: when its metadata service is asked, and what comes of the answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import credential_bench
import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _credentials, _metadata
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from credential_bench import PAIR, REFUSED, Bench, from_machine, text

READ, WRITE = "DescribeModelServiceGroups", "CreateModelService"
PATH = "/latest/meta-data/cam/security-credentials/"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(_credentials, "SYSTEM_FILE", tmp_path / "none")
    for made in credential_bench.running_bench(tmp_path, monkeypatch):
        made.options["cvm_role"] = "auto"
        yield made


def paths(bench: Bench) -> list[str]:
    return [seen.path for seen in bench.server.seen]


def test_the_role_that_is_bound_is_asked_for_and_used(bench: Bench) -> None:
    bench.server.script = [text("deploy"), from_machine()]
    found = bench.credentials()
    assert (found.secret_id, found.secret_key, found.token) == ("AKIDtmp1", "HUSH-key1", "HUSH-token1")
    assert "deploy" in found.source
    assert paths(bench) == [PATH, f"{PATH}deploy"]
    assert not {"authorization", "x-tc-token"} & {name for seen in bench.server.seen for name in seen.headers}
    assert bench.hidden == ["AKIDtmp1", "HUSH-key1", "HUSH-token1"]


def test_a_role_by_name_is_one_request(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops+team=a@b,c.d-e_f"
    bench.server.script = [from_machine()]
    assert bench.credentials().token == "HUSH-token1"
    assert paths(bench) == [f"{PATH}ops%2Bteam%3Da%40b%2Cc.d-e_f"]


@pytest.mark.parametrize("role", [None, "", "  "])
def test_nothing_is_asked_unless_the_option_is_set(bench: Bench, role: Any) -> None:
    bench.options["cvm_role"] = role
    assert "6. the option cvm_role" in str(bench.error())
    assert bench.server.seen == []


def test_nothing_is_asked_before_a_call(bench: Bench) -> None:
    client = bench.client()
    assert bench.server.seen == []
    with pytest.raises(OptionError):
        client.call("no action", {})
    assert bench.server.seen == []


@pytest.mark.parametrize("source", ["options", "environment", "profile"])
def test_other_sources_come_first(bench: Bench, source: str) -> None:
    if source == "options":
        bench.options.update(PAIR)
    elif source == "environment":
        bench.environ.update(TENCENTCLOUD_SECRET_ID="AKIDbase", TENCENTCLOUD_SECRET_KEY="HUSH")
    else:
        (bench.home / ".tencentcloud").mkdir()
        (bench.home / ".tencentcloud/credentials").write_text("[default]\nsecret_id=AKIDbase\nsecret_key=HUSH\n")
    assert bench.credentials().secret_id == "AKIDbase"
    assert bench.server.seen == []


@pytest.mark.parametrize("role", ["../x", "a b", "qcs::cam::uin/1:roleName/x", "x\r\nHost: y", "a" * 129])
def test_a_role_that_is_no_name_is_refused_without_a_request(bench: Bench, role: str) -> None:
    bench.options["cvm_role"] = role
    with pytest.raises(OptionError, match=r"^cvm_role: "):
        bench.supply()
    assert bench.server.seen == []


def test_an_address_that_is_none_is_refused_by_the_name_of_its_variable(bench: Bench) -> None:
    bench.environ["TENCENTCLOUD_METADATA_ENDPOINT"] = "http://host/path"
    with pytest.raises(OptionError, match=r"^TENCENTCLOUD_METADATA_ENDPOINT: "):
        bench.supply()


def test_the_address_may_be_a_mere_host(bench: Bench) -> None:
    bench.environ["TENCENTCLOUD_METADATA_ENDPOINT"] = bench.server.address
    bench.server.script = [text("deploy\n"), from_machine()]
    assert bench.credentials().token
    assert _metadata.MachineRole("auto").endpoint == "metadata.tencentyun.com"


# Answers that are of no use


@pytest.mark.parametrize(
    ("role", "script", "words"),
    [
        ("auto", [text("404 - Not Found", 404)], ["no role is bound", "Bind a role"]),
        ("auto", [text("")], ["not the name of a role"]),
        ("auto", [text("<html>HUSH</html>")], ["not the name of a role"]),
        ("ops", [text("404 - Not Found", 404)], ["no role ops", "auto"]),
        ("ops", [text("HUSH")], ["not JSON"]),
        ("ops", [text("[1]")], ["ops", "no credentials"]),
        ("ops", [from_machine(Code="Failed\x1b")], ["ops: Failed.", "trust policy"]),
        ("ops", [from_machine(Token=None)], ["ops", "no credentials"]),
        ("ops", [text("[" * 60000)], ["not JSON"]),
        ("ops", [text("", 403), text("", 403)], ["did not answer (HTTP status 403)"]),
        ("ops", [text("", 500), text("", 503)], ["did not answer (HTTP status 503)"]),
        ("ops", [fake_http.raw(b"", 302, Location="http://127.0.0.1:9/")] * 2, ["HTTP status 302"]),
        ("ops", [fake_http.reset, fake_http.reset], ["did not answer", "only on a CVM"]),
    ],
)
def test_answers_that_are_of_no_use(bench: Bench, role: str, script: list[Any], words: list[str]) -> None:
    bench.options["cvm_role"] = role
    bench.server.script = list(script)
    error = bench.error()
    for word in words:
        assert word in str(error)
    assert str(error).isprintable()
    assert error.error_code == "ClientError.Credentials"
    assert len(bench.server.seen) == len(script)


def test_a_hiccup_is_survived(bench: Bench) -> None:
    bench.server.script = [text("", 500), text("deploy"), fake_http.reset, from_machine()]
    assert bench.credentials().token == "HUSH-token1"
    assert bench.clock.sleeps == [_metadata.PAUSE] * 2


def test_a_machine_that_is_no_cvm_is_told_soon(bench: Bench) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    bench.environ["TENCENTCLOUD_METADATA_ENDPOINT"] = address
    error = bench.error()
    assert f"The metadata service at {address} did not answer (Connection refused)." in str(error)
    assert "cvm_role works only on a CVM" in error.hint
    assert error.retryable


def test_a_service_that_is_silent_is_not_waited_for(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_metadata, "SECONDS", 0.5)
    bench.server.script = [fake_http.silence, fake_http.silence]
    assert "timed out" in str(bench.error())
    assert len(bench.server.seen) == 2
    assert _metadata.ATTEMPTS * 2.0 + _metadata.PAUSE < 5


def test_nothing_is_asked_when_the_time_is_over(bench: Bench) -> None:
    assert "no time is left" in str(bench.error(seconds=0))
    assert bench.server.seen == []


def test_no_proxy_is_asked(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    bench.server.script = [text("deploy"), from_machine()]
    assert bench.credentials().token


# In a client


def test_a_task_obtains_them_once(bench: Bench) -> None:
    bench.server.script = [text("deploy"), from_machine()]
    client = bench.client()
    threads = [threading.Thread(target=client.call, args=(READ, {})) for _turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bench.actions == ["", "deploy", *[READ] * 4]
    assert bench.signed_with() == ["AKIDtmp1"] * 4
    assert len(client.request_ids) == 4


@pytest.mark.parametrize("action", [READ, WRITE])
def test_a_token_that_is_refused_is_obtained_anew(bench: Bench, action: str) -> None:
    bench.options["cvm_role"] = "ops"
    bench.server.script = [from_machine(1), fake_http.error(REFUSED), from_machine(2)]
    client = bench.client()
    client.call(action, {})
    assert bench.actions == ["ops", action, "ops", action]
    assert bench.signed_with() == ["AKIDtmp1", "AKIDtmp2"]
    assert bench.server.seen[-1].headers["x-tc-token"] == "HUSH-token2"
    assert bench.clock.sleeps == []


def test_a_new_token_that_is_refused_too_is_the_end(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops"
    bench.server.script = [
        from_machine(1), fake_http.error(REFUSED), from_machine(2), fake_http.error(REFUSED, "HUSH-token2 HUSH-key1")
    ]  # fmt: skip
    with pytest.raises(ApiError) as caught:
        bench.client().call(READ, {})
    assert bench.actions == ["ops", READ, "ops", READ]
    assert caught.value.error_code == REFUSED
    assert "They are from the role ops of this machine." in str(caught.value)
    assert "HUSH" not in str(caught.value)


def test_each_token_of_a_long_wait_is_replaced_when_it_is_over(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops"
    client = bench.client()
    bench.server.script = [from_machine(1), fake_http.reply()]
    client.call(READ, {})
    for number in (2, 3, 4):
        bench.server.script = [fake_http.error(REFUSED), from_machine(number), fake_http.reply()]
        client.call(READ, {})
    assert bench.signed_with()[-1] == "AKIDtmp4"


def test_other_refusals_do_not_ask_again(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops"
    bench.server.script = [from_machine(1), fake_http.error("AuthFailure.SecretIdNotFound")]
    with pytest.raises(ApiError, match="They are from the role ops of this machine"):
        bench.client().call(READ, {})
    assert bench.actions == ["ops", READ]


def test_credentials_of_the_user_are_not_asked_for_again(bench: Bench) -> None:
    bench.options.update(PAIR, token="HUSH")
    bench.server.script = [fake_http.error(REFUSED)]
    with pytest.raises(ApiError, match="They are from the options secret_id, secret_key and token"):
        bench.client().call(READ, {})
    assert bench.actions == [READ]


def test_a_service_that_fails_at_renewal_ends_the_call(bench: Bench) -> None:
    bench.options["cvm_role"] = "ops"
    client = bench.client()
    bench.server.script = [from_machine(1), fake_http.error(REFUSED), text("", 500), text("", 500)]
    with pytest.raises(_credentials.CredentialsError, match="did not answer") as caught:
        client.call(WRITE, {})
    assert caught.value.retryable
    bench.server.script = [fake_http.error(REFUSED), from_machine(2), fake_http.reply()]
    client.call(WRITE, {})
    assert bench.signed_with() == ["AKIDtmp1", "AKIDtmp1", "AKIDtmp2"]
