# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The error codes of the API: what each means, how often a call is tried again, and what to tell the user.

The table of codes follows section g of the API semantics (SDK error lists and the public pages of TI-ONE). Imported only
when the API has answered with an error.
"""

from __future__ import annotations

import enum
from typing import NamedTuple

MANY_ATTEMPTS = 100
SEVERAL_ATTEMPTS = 8
FEW_ATTEMPTS = 4
ONE_ATTEMPT = 1


class ErrorKind(enum.Enum):
    """What an API error code means to somebody who has to react to it."""

    THROTTLED = "throttled"
    BUSY = "busy"
    TRANSIENT = "transient"
    NOT_FOUND = "not_found"
    STATE = "state"
    CREDENTIALS = "credentials"
    PERMISSION = "permission"
    MONEY = "money"
    QUOTA = "quota"
    VALIDATION = "validation"
    PLATFORM = "platform"
    GENERIC = "generic"
    UNKNOWN = "unknown"


class Handling(NamedTuple):
    """How the client reacts to a kind of error: attempts per call for each verb class, and advice to the user.

    `{service}`, `{action}` and `{code}` in the hint are filled in.
    """

    read_attempts: int
    write_attempts: int
    hint: str

    @property
    def worth_repeating(self) -> bool:
        """Whether the same task can succeed later. A task begins with a read, so reads decide."""
        return self.read_attempts > ONE_ATTEMPT


_ONCE = (ONE_ATTEMPT, ONE_ATTEMPT)

HANDLING: dict[ErrorKind, Handling] = {
    ErrorKind.THROTTLED: Handling(
        MANY_ATTEMPTS,
        MANY_ATTEMPTS,
        "The account makes more calls per second than the API allows: lower rate_limit, use fewer forks, or wait.",
    ),
    ErrorKind.BUSY: Handling(
        SEVERAL_ATTEMPTS, ONE_ATTEMPT, "The object is busy with something else: run the task again later."
    ),
    ErrorKind.TRANSIENT: Handling(
        FEW_ATTEMPTS,
        ONE_ATTEMPT,
        "A fault inside the cloud service: look at the state of the object, then run the task again. "
        "If it stays, report the request id to Tencent Cloud.",
    ),
    ErrorKind.NOT_FOUND: Handling(
        *_ONCE,
        "Check id, region and project_id, and whether models, resource groups and file systems that are named exist.",
    ),
    ErrorKind.STATE: Handling(
        *_ONCE, "The object is in a state that does not allow {action}, or the name is taken: look at its status."
    ),
    ErrorKind.CREDENTIALS: Handling(
        *_ONCE,
        "Check that secret_id, secret_key and token are from one source and still valid, and this machine's clock.",
    ),
    ErrorKind.PERMISSION: Handling(*_ONCE, "Grant {service}:{action} in CAM to the user or role that makes this call."),
    ErrorKind.MONEY: Handling(*_ONCE, "Check the balance of the account and its unpaid bills."),
    ErrorKind.QUOTA: Handling(
        *_ONCE, "Free or apply for quota, or choose another instance type, resource group or region."
    ),
    ErrorKind.VALIDATION: Handling(*_ONCE, "Correct the option that the message names."),
    ErrorKind.PLATFORM: Handling(*_ONCE, "Check endpoint and region: this address may not offer {action}."),
    ErrorKind.GENERIC: Handling(
        *_ONCE, "The service gave no precise reason: see its message, and look at the state of the object."
    ),
    ErrorKind.UNKNOWN: Handling(
        *_ONCE, "This collection does not know the code {code}: see the message of the service."
    ),
}

_CODES: dict[ErrorKind, str] = {
    ErrorKind.THROTTLED: """
        RequestLimitExceeded
    """,
    ErrorKind.BUSY: """
        FailedOperation.Processing FailedOperation.UnSubmitNotAllowToStop ResourceInUse ResourceUnavailable
        ServiceUnavailable
    """,
    ErrorKind.TRANSIENT: """
        InternalError FailedOperation.ApiGatewayQueryFailed FailedOperation.StsQueryFailed
        FailedOperation.BillingQueryFailed FailedOperation.ClusterQueryFailed FailedOperation.CallClusterFail
        FailedOperation.ExecDatabaseFail FailedOperation.QueryDatabaseFail FailedOperation.QueryTagFail
        FailedOperation.ExecTagFail FailedOperation.CAMFailure AuthFailure.CamException
        OperationDenied.BillingException
    """,
    ErrorKind.NOT_FOUND: """
        ResourceNotFound FailedOperation.RecordNotFound
    """,
    ErrorKind.STATE: """
        FailedOperation.DuplicateName InvalidParameterValue.DuplicateName OperationDenied OperationDenied.NotAllow
        FailedOperation.NotAllow InternalError.NotAllow UnsupportedOperation
    """,
    ErrorKind.CREDENTIALS: """
        AuthFailure
    """,
    ErrorKind.PERMISSION: """
        AuthFailure.UnauthorizedOperation AuthFailure.NoPermission UnauthorizedOperation FailedOperation.NoPermission
        FailedOperation.UnauthorizedOperation OperationDenied.UnauthorizedOperation FailedOperation.InvalidUserType
        IpInBlacklist IpNotInWhitelist
    """,
    ErrorKind.MONEY: """
        OperationDenied.BalanceInsufficient FailedOperation.FreezeBillFailed FailedOperation.UnfreezeBillFailed
    """,
    ErrorKind.QUOTA: """
        LimitExceeded ResourceInsufficient ResourcesSoldOut OperationDenied.BillingStatusResourceInsufficient
        OperationDenied.ResourceGroupInsufficient OperationDenied.WhitelistQuotaExceed
        FailedOperation.InsufficientWhitelistQuota InvalidParameterValue.LimitExceeded
    """,
    ErrorKind.VALIDATION: """
        InvalidParameter InvalidParameterValue MissingParameter UnknownParameter FailedOperation.UnknownInstanceType
        FailedOperation.UnmarshalData FailedOperation.ClsServiceNotActived FailedOperation.KmsKeyNotOpen
        RequestSizeLimitExceeded
    """,
    ErrorKind.PLATFORM: """
        InvalidAction NoSuchProduct NoSuchVersion ActionOffline UnsupportedRegion UnsupportedProtocol InvalidRequest
        ResponseSizeLimitExceeded
    """,
    ErrorKind.GENERIC: """
        FailedOperation
    """,
}

_KIND_OF_CODE = {code: kind for kind, codes in _CODES.items() for code in codes.split()}


def classify(code: str) -> ErrorKind:
    """The kind of an API error code: by the whole code, else by the part before the first dot."""
    family = code.partition(".")[0]
    return _KIND_OF_CODE.get(code) or _KIND_OF_CODE.get(family) or ErrorKind.UNKNOWN
