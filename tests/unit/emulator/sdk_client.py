# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official SDK's client for TI-ONE with its request and reply models; a reply with unknown members is an error."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from signed_client import Api

if TYPE_CHECKING:
    from emulator import Emulator


class Sdk:
    """Calls to one emulator by the name of the action; replies are the SDK's models."""

    def __init__(self, emulator: Emulator) -> None:
        client = pytest.importorskip("tencentcloud.tione.v20211111.tione_client")
        plain = Api(emulator)
        self._models = pytest.importorskip("tencentcloud.tione.v20211111.models")
        self._client = client.TioneClient(plain.client.credential, "ap-guangzhou", plain.profile)

    def __call__(self, action: str, **params: Any) -> Any:
        """The reply of a call that must succeed."""
        request = getattr(self._models, f"{action}Request")()
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*fields are useless")
            request.from_json_string(json.dumps(params))
            return getattr(self._client, action)(request)

    def group(self, group_id: str) -> Any:
        """ServiceGroup."""
        return self("DescribeModelServiceGroup", ServiceGroupId=group_id).ServiceGroup


def plain(reply: Any) -> Any:
    """A reply as a dictionary, null members included."""
    return json.loads(reply.to_json_string())
