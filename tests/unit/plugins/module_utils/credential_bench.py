# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bench for credentials that have to be asked for: one server plays metadata service, STS and TI-ONE."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fake_http
import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import (
    Credentials,
    Means,
    Supply,
    resolve_supply,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError

PAIR = {"secret_id": "AKIDbase", "secret_key": "HUSH-base"}
ARN = "qcs::cam::uin/100000000001:roleName/deploy"
REFUSED = "AuthFailure.TokenFailure"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY")


def temporary(number: int = 1) -> dict[str, str]:
    """Temporary credentials as STS and the metadata service hand them out."""
    return {"TmpSecretId": f"AKIDtmp{number}", "TmpSecretKey": f"HUSH-key{number}", "Token": f"HUSH-token{number}"}


def from_sts(number: int = 1) -> fake_http.Answer:
    """The answer of STS."""
    return fake_http.reply({"Credentials": temporary(number), "ExpiredTime": 1700007200, "Expiration": "2023"})


def from_machine(number: int = 1, **changes: Any) -> fake_http.Answer:
    """The answer of the metadata service for a role."""
    document = {**temporary(number), "ExpiredTime": 1700007200, "Expiration": "2023", "Code": "Success", **changes}
    return fake_http.raw(json.dumps(document).encode(), Content_Type="text/plain")


def text(body: str, status: int = 200) -> fake_http.Answer:
    """Any answer of the metadata service."""
    return fake_http.raw(body.encode(), status, Content_Type="text/plain")


class Bench:
    """Options, environment and home folder of one test, and what was said and hidden."""

    def __init__(self, home: Path, server: fake_http.FakeServer) -> None:
        url = f"http://{server.address}"
        self.home = home
        self.server = server
        self.clock = fake_http.FakeClock()
        self.options: dict[str, Any] = {}
        self.environ = {"TENCENTCLOUD_STS_ENDPOINT": url, "TENCENTCLOUD_METADATA_ENDPOINT": url}
        self.config = ClientConfig("ap-shanghai", endpoint=url, timeout=2.0, rate_limit=0)
        self.warnings: list[str] = []
        self.hidden: list[str] = []

    def supply(self) -> Supply:
        """What the options and the environment stand for."""
        means = Means(self.config, self.warnings.append, self.hidden.append, self.clock)
        return resolve_supply(self.options, self.environ, self.home, means)

    def credentials(self, seconds: float | None = None) -> Credentials:
        """The credentials themselves."""
        found = self.supply().current(Deadline(self.clock, seconds))
        assert found is not None
        return found

    def client(self, **options: Any) -> Client:
        """A client of TI-ONE with these credentials."""
        return Client(self.config, self.supply(), clock=self.clock, warn=self.warnings.append, **options)

    def error(self, seconds: float | None = None) -> CredentialsError:
        """The error with which the credentials cannot be had; it shows no secret."""
        with pytest.raises(CredentialsError) as caught:
            self.credentials(seconds)
        for shown in (str(caught.value), repr(caught.value), str(caught.value.as_result()), *self.warnings):
            assert "HUSH" not in shown
        assert caught.value.__cause__ is None
        return caught.value

    @property
    def actions(self) -> list[str]:
        """The requests in order: actions, or paths of metadata."""
        return [seen.headers.get("x-tc-action", seen.path.rpartition("/")[2]) for seen in self.server.seen]

    def signed_with(self) -> list[str]:
        """The secret ids of all signed requests."""
        signed = [seen.headers.get("authorization", "") for seen in self.server.seen]
        return [value.partition("Credential=")[2].partition("/")[0] for value in signed if "Credential=" in value]


def running_bench(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A bench with a running server and no proxies: the body of a fixture."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    server = fake_http.FakeServer()
    yield Bench(home, server)
    server.stop()
