# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong: a table of the API's error codes, and the exceptions. _faults words what libraries raise.

The table of codes follows section g of the API semantics (SDK error lists and the public pages of TI-ONE).
"""

from __future__ import annotations

import enum
import os
import traceback
from typing import Any, NamedTuple

MANY_ATTEMPTS = 100
SEVERAL_ATTEMPTS = 8
FEW_ATTEMPTS = 4
ONE_ATTEMPT = 1
EXCERPT = 200


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


class TencentCloudError(Exception):
    """A failure that the user shall read: what was wrong and where (`message`), and what to do (`hint`)."""

    default_error_code = "ClientError"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        error_code: str | None = None,
        error_message: str | None = None,
        request_id: str | None = None,
        action: str | None = None,
        retryable: bool = False,
    ) -> None:
        """`error_message` is what the service itself said, `retryable` that the same task may succeed later.

        Without `error_code` the class decides (ClientError for the base class).
        """
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.error_code = self.default_error_code if error_code is None else error_code
        self.error_message = message if error_message is None else error_message
        self.request_id = request_id
        self.action = action
        self.retryable = retryable
        self.result: dict[str, Any] = {}

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def add_hint(self, hint: str) -> None:
        """Append one more piece of advice."""
        self.hint = f"{self.hint} {hint}".strip()

    def as_result(self) -> dict[str, Any]:
        """The keys of a failed task; `result` adds what is known besides (ids, actions done)."""
        return {
            "msg": str(self),
            "error_code": self.error_code,
            "error_message": self.error_message,
            "request_id": self.request_id,
            "action": self.action,
            "retryable": self.retryable,
            **self.result,
        }


class OptionError(TencentCloudError):
    """An option has a value that cannot work; found before any call."""

    default_error_code = "ClientError.InvalidOption"

    def __init__(self, option_path: str, problem: str, *, hint: str = "") -> None:
        """`option_path` as the user writes it (`limits[0].max`), `problem` without a full stop."""
        super().__init__(f"{option_path}: {problem}.", hint=hint)
        self.option_path = option_path


class CredentialsError(TencentCloudError):
    """Credentials are missing, incomplete or unreadable."""

    default_error_code = "ClientError.Credentials"


class MissingLibraryError(TencentCloudError):
    """A Python library is not there. `trace` is the traceback of its import."""

    default_error_code = "ClientError.MissingLibrary"

    def __init__(self, library: str, trace: str) -> None:
        super().__init__(
            f"The Python library {library} is missing.", hint="Install it for the Python interpreter that runs this."
        )
        self.library = library
        self.trace = trace


class CheckModeError(TencentCloudError):
    """A write action came as far as the transport in check mode; nothing was sent."""

    default_error_code = "ClientError.CheckMode"

    def __init__(self, action: str) -> None:
        super().__init__(f"{action} may change something and was not sent, because this is check mode.", action=action)


class ApiError(TencentCloudError):
    """The service answered with an error."""

    def __init__(
        self,
        *,
        action: str,
        code: str,
        api_message: str = "",
        request_id: str | None = None,
        service: str = "tione",
        server_time: float | None = None,
    ) -> None:
        """`server_time` is the service's own clock when it answered, in seconds since 1970, if known."""
        self.kind = classify(code)
        handling = HANDLING[self.kind]
        said = f"{code}: {api_message}" if api_message else code
        super().__init__(
            f"{action} failed with {said.rstrip('. ')}" + (f" (request id {request_id})." if request_id else "."),
            hint=handling.hint.format(service=service, action=action, code=code),
            error_code=code,
            error_message=api_message,
            request_id=request_id,
            action=action,
            retryable=handling.worth_repeating,
        )
        self.server_time = server_time


class TransportError(TencentCloudError):
    """No usable reply: the network, TLS, a gateway or a proxy."""

    default_error_code = "ClientError.Connection"

    def __init__(
        self,
        message: str,
        *,
        request_was_sent: bool,
        error_code: str | None = None,
        hint: str = "",
        action: str | None = None,
        request_id: str | None = None,
        retryable: bool = True,
    ) -> None:
        """`request_was_sent` is False only if the service cannot have seen the request."""
        super().__init__(
            message, hint=hint, error_code=error_code, request_id=request_id, action=action, retryable=retryable
        )
        self.kind = ErrorKind.TRANSIENT
        self.request_was_sent = request_was_sent


class WaitError(TencentCloudError):
    """The wanted state did not come: the time was up, or (error_code ClientError.WaitFailed) a failed state came."""

    default_error_code = "ClientError.WaitTimeout"


class ConflictError(TencentCloudError):
    """The wanted state cannot be reached by an update."""

    default_error_code = "ClientError.Conflict"


class UnexpectedError(TencentCloudError):
    """Something that this collection did not think of. `trace` is for `-vvv` only: it may quote options."""

    default_error_code = "ClientError.Unexpected"

    def __init__(self, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        super().__init__(
            f"Unexpected {type(error).__name__} in {os.path.basename(place.filename)}, line {place.lineno}:"
            f" {printable(str(error))}.",
            hint="This is a bug in community.tencentcloud, or the API answered otherwise than it documents: please report it.",
        )
        self.trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))


def printable(text: str) -> str:
    """One line of at most EXCERPT characters without control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:EXCERPT]
