# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reply before it goes over the wire: either a Response object or something spoiled on purpose."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .description import Json


@dataclass(frozen=True)
class Reply:
    """What the transport sends. ``raw`` replaces the JSON form of ``response``; ``spoiled`` names the fault kind."""

    response: Json
    status: int = 200
    content_type: str = "application/json"
    raw: str | None = None
    spoiled: str = ""
    #: Close the connection without a word.
    drop: bool = False
    #: Send half of the body under a Content-Length of the whole, then close.
    cut: bool = False

    @property
    def code(self) -> str:
        """The error code of the reply, or an empty string."""
        error: Json = self.response.get("Error", {})
        return str(error.get("Code", ""))

    def body(self) -> bytes:
        """The bytes of the body."""
        text = json.dumps({"Response": self.response}, ensure_ascii=False) if self.raw is None else self.raw
        return text.encode()


def error(code: str, message: str, request_id: str) -> Reply:
    """A refusal in the API's form (HTTP 200)."""
    return Reply({"Error": {"Code": code, "Message": message}, "RequestId": request_id})
