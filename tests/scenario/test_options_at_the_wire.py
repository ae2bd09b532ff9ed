# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every option of every module in the requests that it makes, or by its effect where it is none of their members.

The settings of services have a file of their own (test_settings_at_the_wire.py), and most info modules have
(test_info_requests.py). Here are all others, what all modules share, and the proof that no option is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import jmespath
import pytest
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.changes import dig
from scenario.harness.leaves import MODULES, argument_spec, declared, given
from scenario.harness.outcome import Json
from scenario.harness.playbook import PACE, WRITERS, Control, Playbook, Task, fault, task
from scenario.test_common_options import SHARED
from scenario.test_info_requests import CASES as INFO_CASES
from scenario.test_info_requests import Call, group_named
from scenario.test_settings_at_the_wire import CASES as SETTINGS_CASES
from scenario.test_settings_at_the_wire import options as options_of_settings

API, AUTH, GROUP, SERVICE = "tione_api", "tione_auth_token", "tione_service_group", "tione_model_service"
GROUPS, SERVICES, LOGS = "tione_service_group_info", "tione_model_service_info", "tione_service_log_info"
CALLS, FLEET, PROBE = "tione_service_call_info", "tione_model_services", "tione_probe"
ONE, OF_GROUP, CALL_INFO = "DescribeModelService", "DescribeModelServiceGroup", "DescribeModelServiceCallInfo"
CREATE, UPDATE, DELETE = "CreateModelService", "ModifyModelService", "DeleteModelService"
BEGIN, END = "2026-01-01T00:00:00+08:00", "2088-01-01T00:00:00+08:00"
VALUE = "value-of-the-token"


@dataclass(frozen=True)
class Row:
    """A task, and the requests that it makes: whole bodies, in order, those that are repeated (polls) once.

    ``{group}`` and ``{name}`` stand for the id and the name of the row's own group, anywhere.
    """

    options: Json
    sends: list[Call]
    #: JMESPath over the result, also that of a failure.
    holds: Json = field(default_factory=dict)
    #: Versions of the group that is there.
    seeds: tuple[Json, ...] = ({},)
    emulator: tuple[Control, ...] = ()
    durations: Json = field(default_factory=dict)


def filled(value: Any, group: str, name: str) -> Any:
    """A value with the id and the name of the group in it."""
    if isinstance(value, dict):
        return {key: filled(element, group, name) for key, element in value.items()}
    if isinstance(value, (list, tuple)):
        return [filled(element, group, name) for element in value]
    return value.replace("{group}", group).replace("{name}", name) if isinstance(value, str) else value


def of_group(action: str = OF_GROUP, **members: Any) -> Call:
    """A request about the group."""
    return action, {"ServiceGroupId": "{group}", **members}


def of_service(version: int, action: str = ONE, **members: Any) -> Call:
    """A request about one version."""
    return action, {"ServiceId": f"{{group}}-{version}", **members}


BASE = {
    "Value": VALUE,
    "Name": "web",
    "Description": "old",
    "CreateTime": "2026-01-01T00:00:00Z",
    "Id": "at-1",
    "Status": "Enabled",
}
TOKENS = ({"group_members": {"AuthorizationEnable": True, "AuthTokens": [{"Base": BASE, "Limits": []}]}},)
BY_ID, BY_NAME = {"service_group_id": "{group}"}, {"service_group_name": "{name}"}
WEB = {**BY_ID, "name": "web"}


def token_modified(reset: bool, limits: list[Json], **base: str) -> Call:
    """The request that changes the token; it replaces the whole token."""
    token = {"Base": {**BASE, **base}, "Limits": limits}
    return of_group("ModifyModelServiceAuthToken", NeedReset=reset, AuthToken=token)


AUTH_ROWS = {
    "made": Row(
        {**BY_NAME, "name": "app", "description": "App", "state": "present"},
        [group_named("{name}"), of_group("CreateModelServiceAuthToken", Name="app", Description="App"), of_group()],
    ),
    "changed": Row(
        {
            **WEB,
            "description": "new",
            "limits": [{"strategy": "PerMinute", "max": 8}, {"strategy": "PerDay", "max": 9}],
        },
        [
            of_group(),
            token_modified(
                False, [{"Strategy": "PerMinute", "Max": 8}, {"Strategy": "PerDay", "Max": 9}], Description="new"
            ),
        ],
        seeds=TOKENS,
    ),
    "rotated": Row(
        {**WEB, "rotate": True, "rotate_if_older_than": 1}, [of_group(), token_modified(True, [])], seeds=TOKENS
    ),
    "too young": Row({**WEB, "rotate": True, "rotate_if_older_than": 99999}, [of_group()], {"changed": False}, TOKENS),
    "gone": Row(
        {**WEB, "state": "absent"},
        [of_group(), of_group("DeleteModelServiceAuthToken", AuthTokenValue=VALUE)],
        seeds=TOKENS,
    ),
    "revealed": Row({**WEB, "reveal": True}, [of_group()], {"value": VALUE}, TOKENS),
    "not waited for": Row(
        {**WEB, "description": "new", "wait": False},
        [of_group(), token_modified(False, [], Description="new")],
        {"length(request_ids)": 3},
        TOKENS,
        (fault("stale_read", OF_GROUP, times=None, seconds=60),),
    ),
    "waited for": Row(
        {**WEB, "description": "new", "wait": True, "wait_timeout": 0.5, "wait_interval": 30},
        [of_group(), token_modified(False, [], Description="new")],
        {
            "error_code": "ClientError.WaitTimeout",
            "contains(msg, 'within 0.5 seconds')": True,
            "length(request_ids) < `6`": True,
        },
        TOKENS,
        (fault("stale_read", OF_GROUP, times=None, seconds=60),),
    ),
}


def weighed(**weights: int) -> Call:
    """The request that shares the traffic."""
    return of_group(
        "ModifyServiceGroupWeights",
        Weights=[{"ServiceId": f"{{group}}-{name[1:]}", "Weight": weight} for name, weight in weights.items()],
    )


TWO: tuple[Json, ...] = ({"weight": 100}, {"weight": 0})
STUCK: Control = ("POST", "failures", {"kind": "weights_stuck"})
HALF = {**BY_ID, "weights": [{"version": "2", "weight": 100}]}
GROUP_ROWS = {
    "shares": Row(
        {
            **BY_ID,
            "state": "present",
            "weights": [{"service_id": "{group}-1", "weight": 90}, {"version": "2", "weight": 10}],
        },
        [of_group(), weighed(v1=90, v2=10)],
        seeds=TWO,
    ),
    "all to one": Row(
        {**BY_NAME, "weights": [{"version": "2", "weight": 5}], "exclusive": True},
        [group_named("{name}"), weighed(v1=0, v2=5), of_group()],
        seeds=TWO,
    ),
    "authorized": Row(
        {**BY_ID, "authorization_enable": True},
        [of_group(), of_group("ModifyModelServiceAuthorization", AuthorizationEnable=True)],
    ),
    "gone": Row(
        {**BY_ID, "state": "absent", "force": True},
        [
            of_group(),
            of_service(1, UPDATE, ServiceAction="STOP"),
            of_service(2, UPDATE, ServiceAction="STOP"),
            of_group("DeleteModelServiceGroup"),
        ],
        seeds=TWO,
    ),
    "not waited for": Row(
        {**HALF, "wait": False}, [of_group(), weighed(v1=100, v2=100)], {"length(request_ids)": 3}, TWO, (STUCK,)
    ),
    "waited for": Row(
        {**HALF, "wait": True, "wait_timeout": 0.5, "wait_interval": 30},
        [of_group(), weighed(v1=100, v2=100)],
        {
            "error_code": "ClientError.WaitTimeout",
            "contains(msg, 'within 0.5 seconds')": True,
            "length(request_ids) < `6`": True,
        },
        TWO,
        (STUCK,),
    ),
}

STOP = {"ServiceAction": "STOP"}
STOPPED: tuple[Json, ...] = ({"status": "Stopped"},)
HUNG: Control = ("POST", "failures", {"kind": "stuck"})
RESUMED = [of_service(1), of_service(1, UPDATE, ServiceAction="RESUME")]
KEY = {"Name": "KEY", "Value": "private-value", "IsPrivate": True}
PLAIN: Json = {
    "ChargeType": "POSTPAID_BY_HOUR",
    "ImageInfo": {"ImageType": "CUSTOM", "ImageUrl": "example.org/chat:1"},
    "InstanceType": "TI.S.MEDIUM.POST",
    "ScaleMode": "MANUAL",
    "Replicas": 1,
    "LogEnable": False,
    "ModelHotUpdateEnable": False,
    "ModelTurboEnable": False,
    "GrpcEnable": False,
    "ServiceLimit": {"EnableInstanceRpsLimit": False, "EnableInstanceReqLimit": False},
    "TerminationGracePeriodSeconds": 30,
    "SchedulingStrategy": "binpack",
}
PLAIN_UPDATE = {name: value for name, value in PLAIN.items() if name != "ChargeType"}
SERVICE_ROWS = {
    "by id": Row(
        {"service_id": "{group}-1", "state": "stopped"}, [of_service(1), of_service(1, UPDATE, **STOP)], seeds=({}, {})
    ),
    "by group and version": Row(
        {**BY_ID, "version": "1", "state": "stopped"},
        [of_group(), of_service(1, UPDATE, **STOP), of_service(1)],
        seeds=({}, {}),
    ),
    "gone with its group": Row(
        {**BY_NAME, "version": "latest", "state": "absent", "delete_empty_group": True},
        [group_named("{name}"), of_group(), of_service(1, DELETE), of_service(1), of_group("DeleteModelServiceGroup")],
        seeds=STOPPED,
    ),
    "gone without its group": Row(
        {**BY_NAME, "state": "absent", "delete_empty_group": False},
        [group_named("{name}"), of_service(1, DELETE), of_service(1)],
        seeds=STOPPED,
    ),
    "a new version": Row(
        {**BY_NAME, "resource_supply_attribute": {"supply_type": "SPOT"}, "on_immutable_change": "new_version"},
        [
            group_named("{name}"),
            of_group(CREATE, NewVersion=True, ResourceSupplyAttribute={"SupplyType": "SPOT"}, **PLAIN),
            of_service(2),
        ],
        seeds=({"info": PLAIN},),
    ),
    "private values once more": Row(
        {
            "service_id": "{group}-1",
            "env": [{"name": "KEY", "value": "private-value", "is_private": True}],
            "update_secrets": "always",
        },
        [of_service(1), of_service(1, UPDATE, Env=[KEY], **PLAIN_UPDATE)],
        seeds=({"info": {**PLAIN, "Env": [KEY]}},),
    ),
    "running, replicas to come": Row(
        {"service_id": "{group}-1", "replicas": 3, "wait_for": "running"},
        [of_service(1), of_service(1, UPDATE, ServiceAction="SCALE", ScaleMode="MANUAL", Replicas=3)],
        {"service.service_info.status.ready_replicas": 1},
        durations={"settling": 60},
    ),
    "not waited for": Row(
        {"service_id": "{group}-1", "state": "started", "wait": False},
        RESUMED,
        {"length(request_ids)": 3},
        STOPPED,
        (HUNG,),
    ),
    "waited for": Row(
        {"service_id": "{group}-1", "state": "started", "wait": True, "wait_timeout": 0.5, "wait_interval": 30},
        [
            *RESUMED,
            (
                "DescribeEvents",
                {
                    "Service": "INFER",
                    "Order": "DESC",
                    "ServiceId": "{group}-1",
                    "Filters": [{"Name": "Type", "Values": ["Warning"]}],
                    "Limit": 5,
                },
            ),
            ("DescribeLogs", {"Service": "INFER", "Order": "DESC", "PodName": "{group}-1-*", "Limit": 10}),
        ],
        {
            "error_code": "ClientError.WaitTimeout",
            "contains(msg, 'within 0.5 seconds')": True,
            "length(request_ids) < `8`": True,
        },
        STOPPED,
        (HUNG,),
    ),
}

GROUPS_ROWS = {
    "every option": Row(
        {
            **BY_ID,
            **BY_NAME,
            "filters": [
                {"name": "Status", "values": ["Normal", "Stopped"]},
                {"name": "ServiceGroupName", "values": ["row", "other"], "fuzzy": True},
                {"name": "CreatedBy", "values": ["nobody"], "negative": True},
            ],
            "tag_filters": [{"tag_key": "env", "tag_values": ["prod", "test"]}],
            "order": "DESC",
            "order_field": "UpdateTime",
            "service_category": "LLM",
            "offset": 0,
            "limit": 1,
        },
        [
            (
                "DescribeModelServiceGroups",
                {
                    "Filters": [
                        {"Name": "ServiceGroupId", "Values": ["{group}"]},
                        {"Name": "ServiceGroupName", "Values": ["{name}"]},
                        {"Name": "Status", "Values": ["Normal", "Stopped"]},
                        {"Name": "ServiceGroupName", "Values": ["row", "other"], "Fuzzy": True},
                        {"Name": "CreatedBy", "Values": ["nobody"], "Negative": True},
                    ],
                    "TagFilters": [{"TagKey": "env", "TagValues": ["prod", "test"]}],
                    "Order": "DESC",
                    "OrderField": "UpdateTime",
                    "ServiceCategory": "LLM",
                    "Offset": 0,
                    "Limit": 1,
                },
            )
        ],
        {"service_groups[].service_group_id": ["{group}"]},
        ({"group_members": {"Tags": [{"TagKey": "env", "TagValue": "prod"}]}},),
    ),
    "one": Row(BY_ID, [of_group()], {"service_groups[].service_group_id": ["{group}"]}),
}
SERVICES_ROWS = {
    "by id": Row({"service_id": "{group}-1"}, [of_service(1)], {"services[].service_id": ["{group}-1"]}),
    "by group": Row(BY_ID, [of_group()], {"length(services)": 2}, TWO),
    "by name": Row(BY_NAME, [group_named("{name}")], {"length(services)": 2}, TWO),
}


def logs(**members: Any) -> Call:
    """A request for log lines."""
    return "DescribeLogs", {"Service": "INFER", "Order": "DESC", "Limit": 1000, **members}


LOGS_ROWS = {
    "every option": Row(
        {
            **BY_NAME,
            "version": "1",
            "pod_name": "{group}-1-*",
            "start_time": BEGIN,
            "end_time": END,
            "filters": [{"name": "Key", "values": ["model", "loaded"]}],
            "order": "ASC",
            "log_stream": "stderr",
            "offset": 3,
            "limit": 7,
        },
        [
            group_named("{name}"),
            logs(
                ServiceId="{group}-1",
                PodName="{group}-1-*",
                StartTime=BEGIN,
                EndTime=END,
                Filters=[{"Name": "Key", "Values": ["model", "loaded"]}],
                Order="ASC",
                LogStream="stderr",
                Offset=3,
                Limit=7,
            ),
        ],
        {"content": []},
    ),
    "by id": Row(
        {"service_id": "{group}-1", "limit": 1}, [logs(ServiceId="{group}-1", PodName="{group}-1-*", Limit=1)]
    ),
    "by group": Row(
        {**BY_ID, "limit": 1}, [of_group(), logs(ServiceId="{group}-2", PodName="{group}-2-*", Limit=1)], seeds=TWO
    ),
    "read on": Row(
        {"service_id": "{group}-1", "context": "of-nobody"},
        [logs(ServiceId="{group}-1", PodName="{group}-1-*", Context="of-nobody")],
        {"error_code": "FailedOperation.ContextLimitError"},
    ),
}
API_ROWS = {
    "read": Row(
        {"action": "DescribeWorkspaces", "params": {"Limit": 1}, "read_only": True},
        [("DescribeWorkspaces", {"Limit": 1})],
        {"read_only": True},
    ),
    "write": Row(
        {
            "action": "ModifyModelServiceAuthorization",
            "params": {"ServiceGroupId": "{group}", "AuthorizationEnable": True},
            "read_only": False,
        },
        [of_group("ModifyModelServiceAuthorization", AuthorizationEnable=True)],
        {"actions": ["ModifyModelServiceAuthorization"]},
    ),
    "revealed": Row(
        {"action": CALL_INFO, "params": {"ServiceGroupId": "{group}"}, "reveal": True},
        [of_group(CALL_INFO)],
        {"response.ServiceCallInfoV2.AuthTokens[].Base.Value": [VALUE]},
        TOKENS,
    ),
}
CALLS_ROWS = {
    "revealed": Row(
        {**BY_ID, "reveal": True},
        [of_group(CALL_INFO)],
        {"service_call_info_v2.auth_tokens[].base.value": [VALUE]},
        TOKENS,
    ),
}
PROBE_ROWS = {
    "a group by id, and all that it is asked": Row(
        {
            **BY_ID,
            "auth_token_name": "web",
            "path": "/v1/predict",
            "method": "PUT",
            "headers": {"X-Request": "7"},
            "body": {"question": 6},
            "calls": 4,
            "concurrency": 2,
            "call_timeout": 5,
            "expected_status": [200, 204],
            "expect": "output == 'right'",
            "max_error_percentage": 50,
            "max_latency": [{"percentile": 95, "seconds": 5}],
            "retries": 1,
            "retry_delay": 0.01,
            "retry_budget": 5,
            "fail_on_violation": False,
        },
        [of_group(CALL_INFO)],
        {
            "answer.input": {"question": 6},
            "answer.path": "/v1/predict",
            "[calls, errors, attempts, passed]": [4, 4, 2, False],
        },
        TOKENS,
    ),
    "a group by name": Row(
        {**BY_NAME}, [group_named("{name}"), of_group(CALL_INFO)], {"answer.service_id": "{group}-1"}, TOKENS
    ),
    "a version": Row(
        {"service_id": "{group}-2"},
        [of_service(2)],
        {"answer.service_id": "{group}-2"},
        ({}, {"info": {"ServiceEIP": {"EnableEIP": True}}}),
    ),
    "any address": Row(
        {"url": "http://127.0.0.1:9/", "auth_token": VALUE, "fail_on_violation": False},
        [],
        {"statuses": {"connection": 1}, "url": "http://127.0.0.1:9/"},
    ),
}
FLEET_ROWS = {
    "all options; what is pruned is another test": Row(
        {
            "services": [{**BY_NAME, **PACE}],
            "defaults": {"state": "stopped"},
            "concurrency": 2,
            "max_fail_percentage": 50,
            "owner_tag": {"tag_key": "owner", "tag_value": "nobody"},
            "prune": True,
        },
        [
            ("DescribeModelServiceGroups", {"Order": "ASC", "OrderField": "CreateTime", "Offset": 0, "Limit": 100}),
            of_group(),
            of_service(1, UPDATE, **STOP),
            of_service(1),
        ],
        {"results[].name": ["{name}"], "plan[].change": ["stop"]},
    ),
}

IMAGE = {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/a/b:1"}
#: What each module cannot do without.
LEAST: dict[str, Json] = {
    API: {"action": "DescribeWorkspaces"},
    AUTH: {**BY_ID, "name": "web"},
    GROUP: BY_ID,
    SERVICE: {"service_id": "{group}-1"},
    GROUPS: {},
    SERVICES: {"service_id": "{group}-1"},
    LOGS: {"service_id": "{group}-1"},
    "tione_billing_spec_info": {},
    "tione_hot_update_info": {"image_info": IMAGE},
    "tione_image_info": {},
    "tione_infer_template_info": {},
    "tione_model_version_info": {"training_model_id": "m-838176671237008128"},
    "tione_resource_group_info": {},
    CALLS: BY_ID,
    PROBE: BY_ID,
    "tione_service_event_info": {"service_id": "{group}-1"},
    "tione_workspace_info": {},
    FLEET: {"services": [{"service_group_name": "{name}", "wait": False}]},
}
#: The module of each table.
TABLES = {
    AUTH: AUTH_ROWS,
    GROUP: GROUP_ROWS,
    SERVICE: SERVICE_ROWS,
    GROUPS: GROUPS_ROWS,
    SERVICES: SERVICES_ROWS,
    LOGS: LOGS_ROWS,
    API: API_ROWS,
    CALLS: CALLS_ROWS,
    FLEET: FLEET_ROWS,
    PROBE: PROBE_ROWS,
}
CASES = {f"{module}: {name}": (module, row) for module, rows in TABLES.items() for name, row in rows.items()}


def own_group(stage: Stage, seeds: tuple[Json, ...], **more: Any) -> tuple[str, str]:
    """The id and the name of a group of the row's own."""
    name = f"row-{len(stage.emulator.account.groups)}"
    ids = [stage.add(name, age=600, **{"info": {}, **seed}, **more) for seed in seeds]
    return ids[0].rpartition("-")[0], name


def prepare(stage: Stage, case: tuple[str, Row]) -> list[Task]:
    """The task, for a group of its own."""
    module, row = case
    group, name = own_group(stage, row.seeds)
    stage.durations = row.durations
    stage.controls = [(method, path, {**body, **of_own(body, group)}) for method, path, body in row.emulator]
    return [task(module, filled(row.options, group, name))]


def of_own(body: Json, group: str) -> Json:
    """A planned failure of a version is that of the row's own."""
    return {"service_id": f"{group}-1"} if body["kind"] == "stuck" else {}


BATCH = Batch("options-at-the-wire", CASES, prepare)


@BATCH.parametrize()
def test_options(done: Done[tuple[str, Row]]) -> None:
    """These requests and no others, each body as a whole; and the effect on the result."""
    row, outcome = done.case[1], done.only
    group = done.services[0].rpartition("-")[0]
    name = str(done.before[done.services[0]]["ServiceGroupName"])
    assert outcome.failed is ("error_code" in row.holds), str(outcome)
    sent: list[Call] = []
    for entry in outcome.requests:
        if (entry.action, entry.params) not in sent:
            sent.append((entry.action, entry.params))
    assert [list(call) for call in sent] == filled(row.sends, group, name), str(outcome)
    held = {path: jmespath.search(path, outcome.result) for path in row.holds}
    assert held == filled(row.holds, group, name), str(outcome)


QUERY = {"query": "[changed, length(request_ids) > `0`]", "only_query_result": True}
INFOS = sorted(LEAST.keys() - WRITERS)
ACCOUNT = {"secret_id": "AKIDsweepEXAMPLE", "secret_key": "key-of-sweep-EXAMPLE", "token": "token-of-sweep-EXAMPLE"}
PLACE = {"region": "ap-sweep", "language": "zh-CN", "project_id": "9007199254740993"}


def test_what_all_modules_share(emu: Emulator, playbook: Playbook) -> None:
    """Account, region, language and workspace in each request of each module; the workspace where the API takes one."""
    emu.credentials.add(*ACCOUNT.values())
    seed = {"region": PLACE["region"], "project_id": PLACE["project_id"]}
    group = emu.add_service("sweep", group_members={"AuthorizationEnable": True}, **seed).rpartition("-")[0]
    tasks = [task(module, {**filled(options, group, "sweep"), **ACCOUNT, **PLACE}) for module, options in LEAST.items()]
    actions = emu.cloud.description.actions
    for outcome in playbook.run(tasks, env={"TENCENTCLOUD_SECRET_ID": "AKIDother", "TENCENTCLOUD_REGION": "ap-other"}):
        assert outcome.succeeded().requests, str(outcome)
        for entry in outcome.requests:
            assert f"Credential={ACCOUNT['secret_id']}/" in entry.headers["authorization"]
            assert (entry.region, entry.headers["x-tc-language"]) == (PLACE["region"], PLACE["language"])
            workspace = PLACE["project_id"] if "TiProjectId" in actions[entry.action].request else None
            assert entry.params.get("TiProjectId") == workspace, str(outcome)


def test_queries(emu: Emulator, playbook: Playbook) -> None:
    """The outcome of a query over the whole result, and nothing else, from every module that only reads."""
    group = emu.add_service("chat").rpartition("-")[0]
    tasks = [task(module, {**filled(LEAST[module], group, "chat"), **QUERY}) for module in INFOS]
    for outcome in playbook.run(tasks):
        assert outcome.succeeded().result["query_result"] == [False, True]
        shown = {name for name in outcome.result if not name.startswith("_ansible")}
        assert shown - {"invocation", "actions"} == {"changed", "request_ids", "query_result"}, str(outcome)


EXTRA: Json = {"api_extra": {"NewMember": [{"Name": "deep", "Value": "value"}]}}


def test_members_newer_than_the_collection(emu: Emulator, playbook: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """api_extra stands in creations and updates beside everything else, at any depth, and not in verbs."""
    for action in (CREATE, UPDATE):
        known = emu.cloud.description.actions[action].request
        monkeypatch.setitem(known, "NewMember", known["Env"])
    image = {"image_type": "CUSTOM", "image_url": "example.org/chat:1"}
    made = {"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S.MEDIUM.POST", "image_info": image}
    group: Json = {"service_group_name": "chat", **EXTRA}
    rows = [{**group, **made}, {**group, "command": "serve"}, {**group, "replicas": 2}, {**group, "state": "stopped"}]
    created, updated, scaled, stopped = playbook.run([task(SERVICE, row) for row in rows])
    assert [outcome.succeeded().actions for outcome in (created, updated, scaled, stopped)] == [
        [CREATE],
        [UPDATE],
        [f"{UPDATE}:SCALE"],
        [f"{UPDATE}:STOP"],
    ]
    assert created.body(CREATE)["NewMember"] == updated.body(UPDATE)["NewMember"] == EXTRA["api_extra"]["NewMember"]
    assert dig(updated.body(UPDATE), "Command") == "serve"
    assert not [entry for outcome in (scaled, stopped) for entry in outcome.writes if "NewMember" in entry.params]


def options_in_tables(module: str) -> list[Json]:
    """The options of all rows about a module, whose tests look at requests and results."""
    found = [row.options for row in TABLES.get(module, {}).values()]
    found += [ask.options for other, ask in INFO_CASES.values() if other == module]
    found += [QUERY] if module in INFOS else []
    settings = [options_of_settings(case.leaves) for case in SETTINGS_CASES.values()]
    return [*found, *settings, EXTRA] if module == SERVICE else found


@pytest.mark.parametrize("module", MODULES)
def test_no_option_is_left_out(module: str, farm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables give what the module declares, down to the last suboption; SHARED has what all modules have."""
    monkeypatch.syspath_prepend(str(farm))
    spec = argument_spec(module)
    tested = {path for options in options_in_tables(module) for path in given(spec, options)}
    assert tested | SHARED == set(declared(spec))


def test_no_module_is_left_out() -> None:
    assert sorted(LEAST) == MODULES
