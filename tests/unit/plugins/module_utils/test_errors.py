# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the error table and the exceptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import HANDLING, ErrorKind, classify
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    CheckModeError,
    ConflictError,
    CredentialsError,
    OptionError,
    TencentCloudError,
    TransportError,
    WaitError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._faults import explain_fault

API = Path(__file__).parents[3] / "emulator" / "tione-2021-11-11.json"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("RequestLimitExceeded", ErrorKind.THROTTLED),
        ("RequestLimitExceeded.UinLimitExceeded", ErrorKind.THROTTLED),
        ("RequestLimitExceeded.SomethingNew", ErrorKind.THROTTLED),
        ("ResourceInUse", ErrorKind.BUSY),
        ("FailedOperation.Processing", ErrorKind.BUSY),
        ("InternalError", ErrorKind.TRANSIENT),
        ("InternalError.NotAllow", ErrorKind.STATE),
        ("AuthFailure.CamException", ErrorKind.TRANSIENT),
        ("OperationDenied.BillingException", ErrorKind.TRANSIENT),
        ("ResourceNotFound", ErrorKind.NOT_FOUND),
        ("ResourceNotFound.Anything", ErrorKind.NOT_FOUND),
        ("FailedOperation.RecordNotFound", ErrorKind.NOT_FOUND),
        ("FailedOperation.DuplicateName", ErrorKind.STATE),
        ("OperationDenied", ErrorKind.STATE),
        ("AuthFailure.SignatureExpire", ErrorKind.CREDENTIALS),
        ("AuthFailure.UnauthorizedOperation", ErrorKind.PERMISSION),
        ("UnauthorizedOperation.NoPermission", ErrorKind.PERMISSION),
        ("OperationDenied.BalanceInsufficient", ErrorKind.MONEY),
        ("ResourceInsufficient.QuotaInsufficient", ErrorKind.QUOTA),
        ("InvalidParameterValue.LimitExceeded", ErrorKind.QUOTA),
        ("InvalidParameterValue.BadName", ErrorKind.VALIDATION),
        ("UnsupportedRegion", ErrorKind.PLATFORM),
        ("ResponseSizeLimitExceeded", ErrorKind.PLATFORM),
        ("FailedOperation", ErrorKind.GENERIC),
        ("FailedOperation.NeverHeardOf", ErrorKind.GENERIC),
        ("NeverHeardOf", ErrorKind.UNKNOWN),
        ("", ErrorKind.UNKNOWN),
    ],
)
def test_codes_are_classified_whole_first_and_then_by_their_family(code: str, kind: ErrorKind) -> None:
    assert classify(code) is kind


def test_every_documented_code_of_the_api_is_known() -> None:
    actions = json.loads(API.read_text(encoding="utf-8"))["actions"].values()
    codes = {code for action in actions for code in action["errors"]}
    assert codes
    assert {code for code in codes if classify(code) is ErrorKind.UNKNOWN} == set()


def test_every_kind_has_a_handling_and_advice() -> None:
    assert set(HANDLING) == set(ErrorKind)
    assert all(handling.hint.endswith(".") for handling in HANDLING.values())


def test_only_throttling_repeats_a_write() -> None:
    assert [kind for kind, handling in HANDLING.items() if handling.write_attempts > 1] == [ErrorKind.THROTTLED]


def test_the_result_of_an_api_error_has_all_keys() -> None:
    error = ApiError(
        action="ModifyModelService", code="AuthFailure.UnauthorizedOperation", api_message="no.", request_id="r-1"
    )
    error.result["service_id"] = "ms-1-1"
    assert error.as_result() == {
        "msg": "ModifyModelService failed with AuthFailure.UnauthorizedOperation: no (request id r-1). "
        "Grant tione:ModifyModelService in CAM to the user or role that makes this call.",
        "error_code": "AuthFailure.UnauthorizedOperation",
        "error_message": "no.",
        "request_id": "r-1",
        "action": "ModifyModelService",
        "retryable": False,
        "service_id": "ms-1-1",
    }


@pytest.mark.parametrize(
    ("code", "retryable"), [("InternalError", True), ("ResourceInUse", True), ("LimitExceeded", False)]
)
def test_retryable_says_that_the_same_task_can_succeed_later(code: str, retryable: bool) -> None:
    assert ApiError(action="X", code=code).retryable is retryable


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TencentCloudError("m"), "ClientError"),
        (OptionError("limits[0].max", "must be positive"), "ClientError.InvalidOption"),
        (CredentialsError("m"), "ClientError.Credentials"),
        (CheckModeError("CreateModelService"), "ClientError.CheckMode"),
        (TransportError("m", request_was_sent=True), "ClientError.Connection"),
        (WaitError("m"), "ClientError.WaitTimeout"),
        (WaitError("m", error_code="ClientError.WaitFailed"), "ClientError.WaitFailed"),
        (ConflictError("m"), "ClientError.Conflict"),
    ],
)
def test_every_class_has_its_code(error: TencentCloudError, code: str) -> None:
    assert error.error_code == code
    assert error.as_result()["error_code"] == code


def test_option_errors_begin_with_the_option() -> None:
    assert (
        str(OptionError("limits[0].max", "must be positive", hint="Try 1."))
        == "limits[0].max: must be positive. Try 1."
    )


def test_an_older_failure_in_the_context_does_not_explain_a_fault() -> None:
    class NewConnectionError(Exception):
        """Named as in urllib3."""

    error = ConnectionResetError(104, "Connection reset by peer")
    error.__context__ = NewConnectionError()
    explained = explain_fault("X", "https://h/", error)
    assert explained.request_was_sent
    assert "Connection reset by peer" in str(explained)


def test_a_refused_tunnel_proves_that_nothing_was_sent() -> None:
    explained = explain_fault("X", "https://h/", OSError("Tunnel connection failed: 407 Proxy Authentication Required"))
    assert not explained.request_was_sent
