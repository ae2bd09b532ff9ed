# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can go wrong, as exceptions. _error_codes knows the codes of the API, _faults words what libraries raise."""

from __future__ import annotations

import os
import traceback
from typing import Any

EXCERPT = 200


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
        from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import (
            HANDLING,
            ErrorKind,
            classify,
        )

        self.kind = classify(code)
        self.not_found = self.kind is ErrorKind.NOT_FOUND
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
        from ansible_collections.community.tencentcloud.plugins.module_utils._error_codes import ErrorKind

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
