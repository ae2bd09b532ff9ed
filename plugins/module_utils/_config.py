# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where and how to call, and what an address may look like.

Source: section h of the API semantics.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError

LANGUAGES = ("en-US", "zh-CN")

_REGION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ENDPOINT = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?/?"
)
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|::1")


def parse_endpoint(endpoint: str, option: str = "endpoint", scheme: str = "https") -> str:
    """The URL of an endpoint given as host[:port] or http(s)://host[:port]; `scheme` if none is given.

    Raises OptionError, for the option of that name, for anything else.
    """
    parts = _ENDPOINT.fullmatch(endpoint.lower())
    if parts is None or not 0 < int(parts["port"] or 443) < 65536:
        shown = "the value" if "@" in endpoint else repr(endpoint)
        raise OptionError(
            option,
            f"{shown} is not an address",
            hint="Write host[:port], or http:// or https:// with host[:port], without path or user.",
        )
    port = f":{parts['port']}" if parts["port"] else ""
    return f"{parts['scheme'] or scheme}://{parts['host']}{port}/"


class ClientConfig(NamedTuple):
    """Where and how to call. Times are in seconds; `rate_limit` is in calls per second for each action, 0 is off."""

    region: str
    endpoint: str = "tione.tencentcloudapi.com"
    project_id: str | None = None
    language: str = "en-US"
    timeout: float = 30.0
    connect_timeout: float = 10.0
    deadline: float = 300.0
    rate_limit: int = 20
    validate_certs: bool = True
    ca_path: str | None = None
    allow_http: bool = False

    def check(self) -> None:
        """Refuse values that cannot work.

        :raises OptionError: names the option
        """
        self.check_endpoint("endpoint", self.endpoint)
        if not _REGION.fullmatch(self.region):
            raise OptionError(
                "region", f"{self.region!r} is not the name of a region", hint="An example is ap-guangzhou."
            )
        if self.language not in LANGUAGES:
            raise OptionError("language", f"{self.language!r} is not one of {', '.join(LANGUAGES)}")
        for name in ("timeout", "connect_timeout", "deadline"):
            if getattr(self, name) <= 0 or math.isnan(getattr(self, name)):
                raise OptionError(name, "must be more than 0 seconds")
        if self.rate_limit < 0 or math.isnan(self.rate_limit):
            raise OptionError("rate_limit", "must not be negative")

    def check_endpoint(self, option: str, endpoint: str) -> None:
        """Refuse what is no address, and one without TLS beyond this machine unless that is allowed.

        :raises OptionError: names the option
        """
        parts = urlsplit(parse_endpoint(endpoint, option))
        if parts.scheme == "http" and not self.allow_http and not _LOOPBACK.fullmatch(parts.hostname or ""):
            raise OptionError(
                option,
                f"{endpoint!r} is an address without TLS: whoever is on the way can read and forge what is said",
                hint="Write https://, or set allow_http if that is meant.",
            )

    @property
    def url(self) -> str:
        """The URL of the endpoint."""
        return parse_endpoint(self.endpoint)
