# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ModifyServiceGroupWeights: what is refused, when the weights are in force, how a change fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sdk_client import Sdk

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

ACTION = "ModifyServiceGroupWeights"


@pytest.fixture
def group(emu: Emulator) -> str:
    """A group of three versions with the weights 100, 0 and 0."""
    emu.durations.weights = 10
    ids = [emu.add_service("demo") for _version in range(3)]
    return ids[0][:-2]


def entries(group: str, **weights: int) -> list[dict[str, Any]]:
    """Entries by ``v`` and the version number."""
    return [{"ServiceId": f"{group}-{name[1:]}", "Weight": weight} for name, weight in weights.items()]


def weights(emu: Emulator, group: str) -> list[int]:
    return [emu.service(f"{group}-{number}")["Weight"] for number in (1, 2, 3)]


def test_new_weights_come_into_force_later(emu: Emulator, group: str) -> None:
    sdk = Sdk(emu)
    before = sdk.group(group)
    assert before.WeightUpdateStatus == ""
    emu.clock.advance(1)
    assert sdk(ACTION, ServiceGroupId=group, Weights=entries(group, v1=60, v2=40)).ServiceGroup is None
    during = sdk.group(group)
    assert (during.WeightUpdateStatus, weights(emu, group)) == ("UPDATING", [100, 0, 0])
    assert during.UpdateTime > before.UpdateTime
    emu.clock.advance(10)
    after = sdk.group(group)
    assert after.WeightUpdateStatus == "UPDATED"
    assert [(service.Version, service.Weight) for service in after.Services] == [("3", 0), ("2", 40), ("1", 60)]
    assert {service.ServiceInfo.Weight for service in after.Services} == {0}


def test_a_version_that_is_not_listed_keeps_its_weight(emu: Emulator, api: Api, group: str) -> None:
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v3=300))
    emu.clock.advance(10)
    assert weights(emu, group) == [100, 0, 300]
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v1=0))
    emu.clock.advance(10)
    assert weights(emu, group) == [0, 0, 300]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([], "InvalidParameter"),
        ([("1", 50), ("1", 50)], "InvalidParameter"),
        ([("9", 50)], "InvalidParameter"),
        ([("1", 0)], "InvalidParameter"),
        ([("1", 0), ("2", 0), ("3", 0)], "InvalidParameter"),
        ([("1", -1)], "InvalidParameterValue"),
        ([("1", "50")], "InvalidParameter"),
        ([("1", None)], "InvalidParameter"),
    ],
)
def test_refused_entries(emu: Emulator, api: Api, group: str, sent: list[Any], code: str) -> None:
    listed = [{"ServiceId": f"{group}-{number}", "Weight": weight} for number, weight in sent]
    assert api.refusal(ACTION, ServiceGroupId=group, Weights=listed).code == code
    emu.clock.advance(20)
    assert weights(emu, group) == [100, 0, 0]
    assert api("DescribeModelServiceGroup", ServiceGroupId=group)["ServiceGroup"]["WeightUpdateStatus"] == ""


def test_refused_requests(emu: Emulator, api: Api, group: str) -> None:
    other = emu.add_service("other")
    assert api.refusal(ACTION, ServiceGroupId=group).code == "MissingParameter"
    assert api.refusal(ACTION, ServiceGroupId=group, Weights=[{"ServiceId": other}]).code == "MissingParameter"
    foreign = [{"ServiceId": other, "Weight": 1}]
    assert api.refusal(ACTION, ServiceGroupId=group, Weights=foreign).code == "InvalidParameter"
    assert api.refusal(ACTION, ServiceGroupId="ms-none", Weights=foreign).code == "ResourceNotFound"
    elsewhere = api.refusal(ACTION, ServiceGroupId=group, Weights=entries(group, v1=1), TiProjectId="7")
    assert elsewhere.code == "ResourceNotFound"
    unknown = [{**entries(group, v1=1)[0], "Share": 1}]
    assert api.refusal(ACTION, ServiceGroupId=group, Weights=unknown).code == "UnknownParameter"


def test_one_change_at_a_time(emu: Emulator, api: Api, group: str) -> None:
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v2=100))
    busy = api.refusal(ACTION, ServiceGroupId=group, Weights=entries(group, v2=50))
    assert busy.code == "FailedOperation.Processing"
    emu.clock.advance(10)
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v2=50))
    emu.clock.advance(10)
    assert weights(emu, group) == [100, 50, 0]


def test_a_failed_change_leaves_the_weights(emu: Emulator, api: Api, group: str) -> None:
    emu.fail_next("weights_failed")
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v1=50, v2=50))
    emu.clock.advance(10)
    shown = api("DescribeModelServiceGroup", ServiceGroupId=group)["ServiceGroup"]
    assert (shown["WeightUpdateStatus"], weights(emu, group)) == ("UPDATE_FAILED", [100, 0, 0])
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v1=50, v2=50))
    emu.clock.advance(10)
    assert weights(emu, group) == [50, 50, 0]


def test_a_failure_may_wait_for_one_group(emu: Emulator, api: Api, group: str) -> None:
    other = emu.add_service("other")[:-2]
    emu.fail_next("weights_stuck", service_id=f"{group}-2")
    for name in (other, group):
        api(ACTION, ServiceGroupId=name, Weights=entries(name, v1=7))
    emu.clock.advance(1000)
    statuses = [api("DescribeModelServiceGroup", ServiceGroupId=name)["ServiceGroup"] for name in (other, group)]
    assert [status["WeightUpdateStatus"] for status in statuses] == ["UPDATED", "UPDATING"]


def test_the_total_may_have_to_be_100(emu: Emulator, api: Api, group: str) -> None:
    emu.behaviour.weights_total_100 = True
    assert api.refusal(ACTION, ServiceGroupId=group, Weights=entries(group, v2=1)).code == "InvalidParameter"
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v1=99, v2=1))


def test_a_version_may_go_while_its_weight_is_updated(emu: Emulator, api: Api, group: str) -> None:
    emu.set_status(f"{group}-3", "Stopped")
    api(ACTION, ServiceGroupId=group, Weights=entries(group, v2=1, v3=1))
    api("DeleteModelService", ServiceId=f"{group}-3")
    emu.clock.advance(10)
    shown = api("DescribeModelServiceGroup", ServiceGroupId=group)["ServiceGroup"]
    assert [service["Weight"] for service in shown["Services"]] == [1, 100]


def test_a_seed_may_have_a_status(emu: Emulator, api: Api) -> None:
    group = emu.add_service("busy", group_members={"WeightUpdateStatus": "UPDATING"})[:-2]
    assert api("DescribeModelServiceGroup", ServiceGroupId=group)["ServiceGroup"]["WeightUpdateStatus"] == "UPDATING"
    busy = api.refusal(ACTION, ServiceGroupId=group, Weights=entries(group, v1=5))
    assert busy.code == "FailedOperation.Processing"
