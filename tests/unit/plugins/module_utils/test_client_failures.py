# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what a failed call says: which action and which request it was, and what to do."""

from __future__ import annotations

import datetime
import itertools
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _client, _recovery, _transport
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    TencentCloudError,
    TransportError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Supply

pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")

READ, WRITE = "DescribeModelServiceGroups", "CreateModelService"
KEYS = Credentials("AKIDsecretid", "thesecretkey", source="the vault")


class Caller:
    """A client of the server and what it does."""

    def __init__(
        self, server: fake_http.FakeServer, credentials: Any = None, service: str = "tione", **options: Any
    ) -> None:
        settings = {"timeout": 2.0, "rate_limit": 0, **options}
        config = ClientConfig("ap-guangzhou", endpoint=f"http://{server.address}", **settings)
        self.clock = fake_http.FakeClock()
        self.warnings: list[str] = []
        self.client = Client(config, credentials, clock=self.clock, warn=self.warnings.append, service=service)

    def fails(self, action: str) -> Any:
        with pytest.raises(TencentCloudError) as caught:
            self.client.call(action, {})
        return caught.value


@pytest.fixture
def caller(server: fake_http.FakeServer) -> Iterator[Any]:
    made: list[Caller] = []

    def make(*arguments: Any, **options: Any) -> Caller:
        made.append(Caller(server, *arguments, **options))
        return made[-1]

    yield make
    for one in made:
        one.client.close()


# Replies that are none


@pytest.mark.parametrize("body", [b'{"Response": [1]}', b'{"Response": "text"}', b'{"Response": 7}', b"[]", b"nothing"])
def test_a_reply_without_an_object_is_quoted_and_without_advice(
    server: fake_http.FakeServer, caller: Any, body: bytes
) -> None:
    server.script = [fake_http.raw(body)]
    error = caller().fails(WRITE)
    assert str(error) == f"{WRITE}: the reply cannot be used: it is not an API reply: {body.decode()}."
    assert (error.action, error.request_was_sent, error.retryable) == (WRITE, True, True)


def test_an_empty_reply_is_called_empty(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.raw(b"")]
    assert caller().fails(WRITE).message.endswith("it is not an API reply: empty.")


def test_a_status_of_a_gateway_is_told_with_its_address(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.raw(b'{"Response": {"RequestId": "r"}}', 502)]
    error = caller().fails(WRITE)
    assert error.message.startswith(f"{WRITE}: {server.address} answered with HTTP status 502: ")
    assert (error.action, error.request_id, error.request_was_sent) == (WRITE, "r", True)
    assert "redirects" in error.hint


def test_a_reply_may_be_as_large_as_allowed_and_no_larger(
    server: fake_http.FakeServer, caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b'{"Response": {"RequestId": "r"}}'
    server.script = [fake_http.raw(body), fake_http.raw(body + b" ")]
    monkeypatch.setattr(_transport, "MAX_BODY", len(body))
    one = caller()
    assert one.client.call(READ, {}) == {"RequestId": "r"}
    error = one.fails(READ)
    assert error.message.startswith(f"{READ}: the reply cannot be used: it is larger than ")
    assert (error.action, error.request_was_sent, error.retryable) == (READ, True, False)
    assert "limit" in error.hint
    assert len(server.seen) == 2


def response(body: bytes, **headers: str) -> Any:
    """A response as urllib3 1 gives it: it can only read, and does not notice that something is missing."""
    chunks, sizes = [body, b""], [len(body)]
    return SimpleNamespace(read=lambda size, decode_content: chunks.pop(0), tell=lambda: sizes[0], headers=headers)


def read_body(answer: Any, clock: fake_http.FakeClock | None = None, seconds: float = 1) -> bytes:
    deadline = Deadline(clock or fake_http.FakeClock(), seconds)
    return _transport._read_body(READ, answer, deadline)


def test_a_reply_is_whole_when_all_came_that_was_promised() -> None:
    for headers in ({}, {"Content-Length": "4"}, {"Content-Length": "many"}):
        assert read_body(response(b"body", **headers)) == b"body"


def test_a_reply_that_is_shorter_than_promised_is_refused() -> None:
    with pytest.raises(TransportError, match="cut short, 4 of 10 bytes came") as caught:
        read_body(response(b"body", **{"Content-Length": "10"}))
    assert (caught.value.action, caught.value.retryable) == (READ, True)


def test_a_reply_beyond_the_deadline_is_given_up() -> None:
    with pytest.raises(TransportError) as caught:
        read_body(response(b"body"), seconds=0)
    error = caught.value
    assert error.message == f"{READ}: the reply did not arrive in time."
    assert (error.action, error.request_was_sent, error.error_code) == (READ, True, "ClientError.Timeout")


# Errors of the API


def test_an_error_names_the_service_that_was_called(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.error("AuthFailure.UnauthorizedOperation")]
    error = caller(service="sts").fails("AssumeRole")
    assert "sts:AssumeRole" in error.hint


def test_an_error_without_a_code_has_one(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.reply({"Error": {"Message": "No.\nNever."}})]
    error = caller().fails(WRITE)
    assert (error.error_code, error.error_message) == ("UnknownError", "No. Never.")


def test_an_error_that_is_null_is_none(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.reply({"Error": None, "Id": 1, "RequestId": "r"})]
    assert caller().client.call(READ, {}) == {"Id": 1, "RequestId": "r"}


@pytest.mark.parametrize("odd", ["", 5, None, ["r"]])
def test_what_is_no_request_id_is_not_kept(server: fake_http.FakeServer, caller: Any, odd: Any) -> None:
    refusal = {"RequestId": odd, "Error": {"Code": "InvalidParameter"}}
    server.script = [fake_http.reply(refusal), fake_http.reply({"RequestId": odd})]
    one = caller()
    assert one.fails(WRITE).request_id is None
    one.client.call(READ, {})
    assert one.client.request_ids == []


# Advice


@pytest.mark.parametrize(
    ("credentials", "ends"),
    [(KEYS, "They are from the vault."), (Credentials("AKID", "SECRET"), ""), (None, "")],
)
def test_credentials_that_are_refused_are_told_by_their_source(
    server: fake_http.FakeServer, caller: Any, credentials: Any, ends: str
) -> None:
    plain = fake_http.error("AuthFailure.SecretIdNotFound")
    server.script = [plain, plain]
    usual = caller(Credentials("AKID", "SECRET")).fails(WRITE).hint
    assert caller(credentials).fails(WRITE).hint == f"{usual} {ends}".strip()


@pytest.mark.parametrize("code", ["InvalidParameter", "OperationDenied"])
def test_other_errors_say_nothing_of_credentials(server: fake_http.FakeServer, caller: Any, code: str) -> None:
    server.script = [fake_http.error(code)]
    assert "vault" not in str(caller(KEYS).fails(WRITE))


def test_a_broken_connection_says_nothing_of_credentials(server: fake_http.FakeServer, caller: Any) -> None:
    server.script = [fake_http.reset]
    assert "vault" not in str(caller(KEYS).fails(WRITE))


def test_attempts_are_counted_from_the_second_on(server: fake_http.FakeServer, caller: Any) -> None:
    advice = ApiError(action=READ, code="InvalidParameter").hint
    server.script = [fake_http.error("InvalidParameter")]
    assert caller().fails(READ).hint == advice
    server.script = [fake_http.error("InternalError"), fake_http.error("InvalidParameter")]
    assert caller().fails(READ).hint == f"{advice} Tried 2 times.".strip()


# Time


def test_pauses_begin_at_nothing_and_leave_time_for_a_last_attempt(
    server: fake_http.FakeServer, caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[float, float]] = []

    def longest(low: float, high: float) -> float:
        asked.append((low, high))
        return high

    monkeypatch.setattr(_recovery.random, "uniform", longest)
    server.script = [fake_http.error("RequestLimitExceeded") for _turn in range(9)]
    one = caller(deadline=2)
    assert "deadline" in one.fails(READ).hint
    assert one.clock.sleeps == pytest.approx([1, 0.6])
    assert asked == [(0, 1), (0, 2)]
    assert len(server.seen) == 3


def test_a_date_is_greenwich_time_wherever_this_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert _client._server_time("Tue, 14 Nov 2023 22:13:20 GMT") == fake_http.START
        assert _client._server_time("Tue, 14 Nov 2023 22:13:20 +0800") == fake_http.START
    finally:
        monkeypatch.undo()
        time.tzset()
    assert _client._server_time(None) is None


def test_a_token_is_obtained_anew_within_the_deadline_of_the_call(server: fake_http.FakeServer, caller: Any) -> None:
    deadlines: list[Deadline] = []

    def obtain(deadline: Deadline) -> Credentials:
        deadlines.append(deadline)
        return Credentials(f"AKID{len(deadlines)}", "SECRET", "token")

    one = caller(Supply("a role", obtain))
    server.script = [fake_http.error("AuthFailure.TokenFailure")]
    wait = Deadline(one.clock, 9, "wait_timeout")
    with one.client.within(wait):
        one.client.call(WRITE, {})
    assert deadlines == [wait, wait]


def test_a_token_that_was_accepted_may_expire_again(server: fake_http.FakeServer, caller: Any) -> None:
    numbers = itertools.count(1)
    one = caller(Supply("a role", lambda deadline: Credentials(f"AKID{next(numbers)}", "SECRET", "token")))
    for _turn in range(2):
        server.script = [fake_http.error("AuthFailure.TokenFailure")]
        one.client.call(WRITE, {})
    ids = [seen.headers["authorization"].partition("Credential=")[2].partition("/")[0] for seen in server.seen]
    assert ids == ["AKID1", "AKID2", "AKID2", "AKID3"]


def test_when_time_runs_out_in_a_pause_the_failure_before_it_is_told(
    server: fake_http.FakeServer, caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = caller(deadline=60)
    monkeypatch.setattr(one.clock, "sleep", lambda seconds: setattr(one.clock, "elapsed", 61))
    server.script = [fake_http.error("InternalError")]
    error = one.fails(READ)
    assert error.error_code == "InternalError"
    assert "60 seconds of deadline" in error.hint


def test_a_call_without_time_names_the_action_that_was_not_sent(caller: Any) -> None:
    one = caller(deadline=60)
    one.clock.sleep(60)
    error = one.fails(READ)
    assert error.message == f"{READ} was not sent: no time is left."
    assert error.action == one.client.last_action == READ


# What cannot be sent


def test_parameters_that_cannot_be_written_are_told(caller: Any) -> None:
    with pytest.raises(TencentCloudError) as caught:
        caller().client.call(READ, {"Since": datetime.date(2026, 1, 1)})
    assert "cannot be written as JSON (Object of type date" in caught.value.message
    assert "dates" in caught.value.hint


def test_an_action_that_is_no_name_is_told_with_an_example(caller: Any) -> None:
    error = caller().fails("Describe Model")
    assert error.message == "action: 'Describe Model' is not the name of an action."
    assert READ in error.hint


# Another client


def test_another_client_is_for_the_same_account_and_place(server: fake_http.FakeServer, caller: Any) -> None:
    one = caller(KEYS)
    other = one.client.again(Client, check_mode=True)
    assert (other.config, other.clock, other.warn) == (one.client.config, one.clock, one.warnings.append)
    assert other.check_mode
    assert not one.client.again(Client, check_mode=False).check_mode
    server.script = [fake_http.reply({"DeprecatedWarning": "Use X."})]
    other.call(READ, {})
    assert "Credential=AKIDsecretid/" in server.seen[0].headers["authorization"]
    assert one.warnings == [f"{READ} is deprecated: Use X."]
    assert (len(other.request_ids), one.client.request_ids) == (1, [])
