# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one exception that becomes ``Response.Error`` of a reply."""

from __future__ import annotations


class ApiError(Exception):
    """A refusal as the API words it: an exact code and a message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def not_found(kind: str, identity: str) -> ApiError:
    """The answer for an object that is absent, in another region or in another workspace."""
    return ApiError("ResourceNotFound", f"The {kind} `{identity}` does not exist.")
