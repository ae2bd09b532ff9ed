# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_api: reads, writes, check mode, secrets."""

from __future__ import annotations

from emulator.server import Emulator

from scenario.harness.four import four_tasks
from scenario.harness.outcome import FAILURE_KEYS, Json
from scenario.harness.playbook import Playbook, fault, task
from scenario.harness.returned import as_documented

MODULE = "tione_api"
GROUP = "ms-aaaaaaaa"
LAB = "9007199254740993"
MASK = "********"
PRIVATE = "private-value-4711"


def call(action: str, params: Json | None = None, **options: object) -> Json:
    """Options of a task."""
    return {"action": action, **({} if params is None else {"params": params}), **options}


def test_reads(emu: Emulator, playbook: Playbook) -> None:
    """Sent in check mode too; workspace, region and query as everywhere; the request id is not in the response."""
    emu.add_service("chat", group_id=GROUP)
    by_id = {"ServiceGroupId": GROUP}
    only = {"query": "response.Workspaces[].Name | [0]", "only_query_result": True}
    plain, checked, none, lab, own, queried, elsewhere, unknown = playbook.run(
        [
            task(MODULE, call("DescribeModelServiceGroup", by_id, read_only=True)),
            task(MODULE, call("DescribeModelServiceGroup", by_id), check=True),
            task(MODULE, call("DescribeInferTemplates")),
            task(MODULE, call("DescribeWorkspaces", {"Limit": 1}, project_id=LAB)),
            task(MODULE, call("DescribeWorkspaces", {"Limit": 1, "TiProjectId": "0"}, project_id=LAB)),
            task(MODULE, call("DescribeWorkspaces", {"Limit": 1}, **only)),
            task(MODULE, call("DescribeModelServiceGroups", region="ap-shanghai")),
            task(MODULE, call("DescribeModelServiceGroup", {"ServiceGroupId": "ms-zzzzzzzz"})),
        ]
    )
    for outcome in (plain, checked, none, lab, own, elsewhere):
        as_documented(MODULE, outcome.did_nothing().result)
        outcome.counts_its_requests()
        assert outcome.result["read_only"]
        assert outcome.actions == []
        assert "RequestId" not in outcome.result["response"]
        assert len(outcome.result["request_ids"]) == 1
    assert plain.result["response"] == checked.result["response"]
    assert plain.result["response"]["ServiceGroup"]["ServiceGroupId"] == GROUP
    assert plain.result["params"] == by_id
    assert none.requests[0].params == {}
    assert lab.requests[0].params == lab.result["params"] == {"Limit": 1, "TiProjectId": LAB}
    assert own.requests[0].params == {"Limit": 1, "TiProjectId": "0"}
    assert queried.did_nothing().result["query_result"] == "默认空间"
    assert {"response", "params", "read_only"}.isdisjoint(queried.result)
    assert elsewhere.requests[0].region == "ap-shanghai"
    assert elsewhere.result["response"]["TotalCount"] == 0
    unknown.failed_with("ResourceNotFound", GROUP[:3])
    assert unknown.result["action"] == "DescribeModelServiceGroup"


def test_writes(emu: Emulator, playbook: Playbook) -> None:
    """Never sent in check mode, which tells of them; always a change; not repeated after an unclear answer."""
    emu.add_service("chat", group_id=GROUP)
    params = {"ServiceGroupId": GROUP, "AuthorizationEnable": True}
    turn = call("ModifyModelServiceAuthorization", params)
    lost = [fault("drop_after", "ModifyModelServiceAuthorization")]
    *four, unclear, unknown = playbook.run(
        [*four_tasks(turn, MODULE), task(MODULE, turn, emulator=lost), task(MODULE, call("PushSomething", {}))]
    )
    for outcome in four:
        as_documented(MODULE, outcome.succeeded().result)
        assert outcome.changed
        assert not outcome.result["read_only"]
        assert outcome.actions == ["ModifyModelServiceAuthorization"]
        assert outcome.result["params"] == params
        outcome.counts_its_requests()
    check, real, check_again, _real_again = four
    for outcome in (check, check_again):
        assert not outcome.requests
        assert outcome.result["response"] is None
    assert real.applied == ["ModifyModelServiceAuthorization"]
    assert real.requests[0].params == params
    assert real.result["response"] == {}
    assert check.result.keys() == real.result.keys()
    assert emu.service(f"{GROUP}-1")["AuthorizationEnable"]
    assert unclear.failed
    assert len(unclear.requests) == 1
    assert unknown.failed_with("InvalidAction").result.keys() >= FAILURE_KEYS


def token_of(emu: Emulator) -> str:
    """The token of a group that is made here."""
    emu.add_service("chat", group_id=GROUP, group_members={"AuthorizationEnable": True})
    with emu.cloud.lock:
        return str(emu.account.groups[GROUP].auth_tokens[0]["Base"]["Value"])


def test_secrets_that_come_back(emu: Emulator, playbook: Playbook) -> None:
    """They are masked at -vvv, also where a text repeats them."""
    playbook.secrets.add(token_of(emu))
    call_info, group, shown = playbook.run(
        [
            task(MODULE, call("DescribeModelServiceCallInfo", {"ServiceGroupId": GROUP})),
            task(MODULE, call("DescribeModelServiceGroup", {"ServiceGroupId": GROUP})),
            task("tione_service_call_info", {"service_group_name": "chat"}),
        ],
        verbose="-vvv",
    )
    new = call_info.succeeded().result["response"]["ServiceCallInfoV2"]
    assert new["AuthToken"] == new["AuthTokens"][0]["Base"]["Value"] == MASK
    assert new["AuthTokens"][0]["Base"]["Name"] == "default"
    assert call_info.result["response"]["ServiceCallInfo"]["AppSecret"] == MASK
    assert MASK in call_info.result["response"]["TJCallInfo"]["CallExample"]
    assert group.succeeded().result["response"]["ServiceGroup"]["AuthTokens"][0]["Base"]["Value"] == MASK
    assert shown.did_nothing().result["service_call_info_v2"]["auth_token"] == MASK


GIVEN = "{{ lookup('env', 'SCENARIO_PRIVATE') }}"
CREATION: Json = {
    "ServiceGroupName": "other",
    "Replicas": 1,
    "InstanceType": "TI.S.MEDIUM.POST",
    "Env": [
        {"Name": "KEY", "Value": GIVEN, "IsPrivate": True},
        {"Name": "OPEN", "Value": "to all", "IsPrivate": False},
    ],
    "ImageInfo": {
        "ImageType": "CUSTOM",
        "ImageUrl": "example.org/chat:2",
        "ImageSecret": {"Username": "somebody", "Password": GIVEN},
    },
}


def test_secrets_that_are_sent(emu: Emulator, playbook: Playbook) -> None:
    """They are masked at -vvv, in successes and in failures."""
    token = token_of(emu)
    playbook.secrets.update({PRIVATE, token})
    delete = {"ServiceGroupId": GROUP, "AuthTokenValue": "{{ lookup('env', 'SCENARIO_TOKEN') }}"}
    check, made, unknown, refused, deleted = playbook.run(
        [
            task(MODULE, call("CreateModelService", CREATION), check=True),
            task(MODULE, call("CreateModelService", CREATION)),
            task(MODULE, call("CreateModelService", {**CREATION, "Name": GIVEN})),
            task(MODULE, call("DeleteModelServiceAuthToken", {**delete, "NoSuchMember": 1})),
            task(MODULE, call("DeleteModelServiceAuthToken", delete)),
        ],
        env={"SCENARIO_PRIVATE": PRIVATE, "SCENARIO_TOKEN": token},
        verbose="-vvv",
    )
    for outcome in (check, made):
        shown = outcome.succeeded().result["params"]
        assert [variable["Value"] for variable in shown["Env"]] == [MASK, "to all"]
        assert shown["ImageInfo"]["ImageSecret"] == {"Username": MASK, "Password": MASK}
    assert made.requests[0].params["Env"][0] == {"Name": "KEY", "Value": PRIVATE, "IsPrivate": True}
    assert made.requests[0].params["ImageInfo"]["ImageSecret"]["Password"] == PRIVATE
    assert unknown.failed
    assert refused.failed
    assert deleted.succeeded().result["params"]["AuthTokenValue"] == MASK
    assert deleted.requests[0].params["AuthTokenValue"] == token


def test_revealed(emu: Emulator, playbook: Playbook) -> None:
    """Secrets in the open where that is asked for, in both modules that can."""
    token = token_of(emu)
    by_id = {"ServiceGroupId": GROUP}
    raw, shown, masked = playbook.run(
        [
            task(MODULE, call("DescribeModelServiceCallInfo", by_id, reveal=True)),
            task("tione_service_call_info", {"service_group_id": GROUP, "reveal": True}),
            task("tione_service_call_info", {"service_group_id": GROUP}),
        ]
    )
    assert raw.did_nothing().result["response"]["ServiceCallInfoV2"]["AuthToken"] == token
    info = shown.did_nothing().result
    as_documented("tione_service_call_info", info)
    assert info["service_call_info_v2"]["auth_token"] == token
    assert info["service_call_info_v2"]["auth_tokens"][0]["base"]["value"] == token
    assert len(info["service_call_info"]["app_secret"]) > len(MASK)
    assert info["tj_call_info"]["token"] in info["tj_call_info"]["call_example"]
    hidden = masked.did_nothing().result
    assert hidden["service_call_info_v2"]["auth_token"] == MASK
    assert hidden["service_call_info_v2"]["auth_tokens"][0]["base"]["value"] == MASK
    assert (hidden["service_call_info"]["app_key"], hidden["service_call_info"]["app_secret"]) == (MASK, MASK)
    assert hidden["tj_call_info"]["token"] == MASK
    for secret in (token, info["tj_call_info"]["token"], info["service_call_info"]["app_secret"]):
        assert secret not in str(hidden)
