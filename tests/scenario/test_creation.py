# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creation at the wire: every member that only a creation takes, matching versions, lost answers, new versions."""

from __future__ import annotations

import pytest
from emulator.server import Emulator

from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook

CREATE = "CreateModelService"
GROUP = {"service_group_name": "chat"}
POSTPAID: Json = {
    **GROUP,
    "charge_type": "POSTPAID_BY_HOUR",
    "instance_type": "TI.S.MEDIUM.POST",
    "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:1"},
}
SECOND_IMAGE = {"image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:2"}}
CREATE_ONLY: Json = {
    "tags": [{"tag_key": "env", "tag_value": "prod"}],
    "create_source": "DEFAULT",
    "deploy_type": "DIST",
    "authorization_enable": True,
    "resource_supply_attribute": {"supply_type": "SPOT", "cluster_type": "DEFAULT"},
    "gateway_config": {"gateway_type": "DEFAULT", "scheduling_algorithm": "HASH", "hash_header_key": "X-User"},
    "gateway_log_config": {"logset_id": "logset-1", "topic_id": "topic-1"},
    "callback_url": "https://example.org/done",
    "service_category": "LLM",
}
SENT: Json = {
    "Tags": [{"TagKey": "env", "TagValue": "prod"}],
    "CreateSource": "DEFAULT",
    "DeployType": "DIST",
    "AuthorizationEnable": True,
    "ResourceSupplyAttribute": {"SupplyType": "SPOT", "ClusterType": "DEFAULT"},
    "GatewayConfig": {"GatewayType": "DEFAULT", "SchedulingAlgorithm": "HASH", "HashHeaderKey": "X-User"},
    "GatewayLogConfig": {"LogsetId": "logset-1", "TopicId": "topic-1"},
    "CallbackUrl": "https://example.org/done",
    "ServiceCategory": "LLM",
}


def four(playbook: Playbook, options: Json) -> Four:
    """A task four times."""
    return Four(*playbook.run(four_tasks(options)))


def test_every_member_of_a_creation_is_sent_once_and_read_back(emu: Emulator, playbook: Playbook) -> None:
    body = four(playbook, {**POSTPAID, **CREATE_ONLY, "state": "started"}).converges([CREATE]).real.body(CREATE)
    assert {name: body.get(name) for name in SENT} == SENT
    assert body["ServiceGroupName"] == "chat"
    assert "NewVersion" not in body


def test_matching_makes_one_version_for_one_description(emu: Emulator, playbook: Playbook) -> None:
    four(playbook, POSTPAID).converges([CREATE])
    second = four(playbook, {**POSTPAID, **SECOND_IMAGE, "version": "matching"}).converges([CREATE])
    assert second.real.body(CREATE)["NewVersion"] is True
    first_again = four(playbook, {**POSTPAID, "version": "matching"}).is_equal()
    assert first_again.real.result["service_id"].endswith("-1")
    assert len(emu.service_ids()) == 2


@pytest.mark.parametrize("kind", ["drop_after", "internal_error_after", "truncated", "not_json", "html"])
def test_a_lost_answer_makes_no_second_service(emu: Emulator, playbook: Playbook, kind: str) -> None:
    emu.faults.add(action=CREATE, kind=kind, times=1, **({} if "after" in kind else {"when": "after"}))
    outcomes = playbook.run(four_tasks(POSTPAID))
    assert [outcome.failed for outcome in outcomes] == [False] * 4, str(outcomes[1])
    assert [outcome.changed for outcome in outcomes] == [True, True, False, False]
    assert len(emu.service_ids()) == 1
    assert outcomes[1].result["service_id"] == emu.service_ids()[0]


def test_what_no_update_can_change_makes_a_version_if_asked(emu: Emulator, playbook: Playbook) -> None:
    emu.add_service("chat", info={"Command": "serve"})
    supply = {"resource_supply_attribute": {"supply_type": "SPOT"}, "on_immutable_change": "new_version"}
    body = four(playbook, {**GROUP, **supply}).converges([CREATE]).real.body(CREATE)
    assert (body["Command"], body["ResourceSupplyAttribute"]) == ("serve", {"SupplyType": "SPOT"})
    assert len(emu.service_ids()) == 2


def test_what_no_update_can_change_fails(emu: Emulator, playbook: Playbook) -> None:
    emu.add_service("chat")
    prepaid: Json = {
        **GROUP,
        "charge_type": "PREPAID",
        "resource_group_id": "rsg-gpu01",
        "resources": {"cpu": 4000, "memory": 8192},
    }
    refused = four(playbook, prepaid).real
    assert refused.failed
    assert "POSTPAID_BY_HOUR" in refused.result["msg"]
    assert "PREPAID" in refused.result["msg"]
    assert not emu.journal.writes()


def test_new_members_pass_through(emu: Emulator, playbook: Playbook) -> None:
    """A member that the API does not know is refused by it: what is given is really sent."""
    outcome = four(playbook, {**POSTPAID, "api_extra": {"NoSuchMember": 1}}).real
    assert (outcome.failed, outcome.result["error_code"]) == (True, "UnknownParameter")
    assert emu.journal.last(CREATE).params["NoSuchMember"] == 1


def test_the_id_is_known_when_the_creation_fails(emu: Emulator, playbook: Playbook) -> None:
    emu.fail_next("create_failed", reason="no stock")
    failed = playbook.run(four_tasks(POSTPAID)[1:2])[0]
    assert failed.failed
    assert failed.result["service_id"] == emu.service_ids()[0]
    assert "no stock" in failed.result["msg"]


def test_the_next_number_is_made_and_others_are_not(emu: Emulator, playbook: Playbook) -> None:
    four(playbook, {**POSTPAID, "version": "1"}).converges([CREATE])
    assert four(playbook, {**POSTPAID, "version": "5"}).real.failed
    four(playbook, {**POSTPAID, **SECOND_IMAGE, "version": "2"}).converges([CREATE])
    assert len(emu.service_ids()) == 2
