# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what it keeps of a request, and what it must not keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from emulator.credentials import SECRET_KEY
from signed_client import Api

if TYPE_CHECKING:
    from emulator import Emulator


def test_entries(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    api("DescribeModelServiceGroups", Limit=5)
    api.verb(service, "STOP")
    api.refusal("ModifyModelService", ServiceId=service, ServiceAction="STOP")
    assert emu.journal.actions() == ["DescribeModelServiceGroups", "ModifyModelService:STOP", "ModifyModelService:STOP"]
    assert len(emu.journal) == 3
    assert [entry.outcome for entry in emu.journal.writes()] == ["ok", "OperationDenied"]
    assert [entry.applied for entry in emu.journal] == [False, True, False]
    read = emu.journal.last("DescribeModelServiceGroups")
    assert (read.params, read.region, read.write) == ({"Limit": 5}, "ap-guangzhou", False)
    assert len(emu.journal.of("ModifyModelService")) == len(emu.journal.of("ModifyModelService:STOP")) == 2
    with pytest.raises(LookupError):
        emu.journal.last("DeleteModelService")
    numbers = [entry.seq for entry in emu.journal]
    emu.journal.clear()
    api("DescribeModelServiceGroups")
    assert emu.journal.last().seq == numbers[-1] + 1


def test_no_secret_is_kept(emu: Emulator) -> None:
    emu.credentials.add("AKIDTMP", "tmp-secret-key", token="tmp-session-token")
    Api(emu, secret_id="AKIDTMP", secret_key="tmp-secret-key", token="tmp-session-token")("DescribeModelServiceGroups")
    text = json.dumps([entry.as_dict() for entry in emu.journal])
    assert not any(word in text for word in (SECRET_KEY, "tmp-secret-key", "tmp-session-token", "Signature="))
    assert "AKIDTMP" in emu.journal.last().headers["authorization"]


def test_connections_are_counted(emu: Emulator, api: Api) -> None:
    for _call in range(3):
        api("DescribeModelServiceGroups")
    assert emu.journal.connections() == 1
    Api(emu)("DescribeModelServiceGroups")
    assert emu.journal.connections() == 2
    assert len({entry.remote_port for entry in emu.journal}) == 2


def test_refused_requests_are_entered_too(emu: Emulator, api: Api) -> None:
    api.refusal("DescribeModelService", Nonsense=1)
    entry = emu.journal.last()
    assert (entry.outcome, entry.params, entry.applied) == ("UnknownParameter", {"Nonsense": 1}, False)
