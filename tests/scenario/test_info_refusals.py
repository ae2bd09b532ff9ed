# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What info modules and tione_api refuse: with no request, and with the name of the option."""

from __future__ import annotations

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task, task

#: Module, options, words of the message.
Refusal = tuple[str, Json, tuple[str, ...]]

LOGS, EVENTS, CALLS, API = "tione_service_log_info", "tione_service_event_info", "tione_service_call_info", "tione_api"
SPECS, MODELS, GROUPS = "tione_billing_spec_info", "tione_model_version_info", "tione_resource_group_info"
SERVICE = {"service_id": "ms-aaaaaaaa-1"}
IMAGE = {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/a/b:1"}


def filters(count: int, name: str = "ResourceGroupName", values: int = 1) -> Json:
    """Options with so many filters."""
    return {"filters": [{"name": name, "values": [f"v{number}" for number in range(values)]}] * count}


CASES: dict[str, Refusal] = {
    "naive start": (EVENTS, {**SERVICE, "start_time": "2026-08-08T22:00:00"}, ("start_time", "offset")),
    "naive end": (LOGS, {**SERVICE, "end_time": "2026-08-08"}, ("end_time", "2026-08-08")),
    "no time": (LOGS, {**SERVICE, "start_time": "yesterday"}, ("start_time", "yesterday")),
    "backwards": (
        LOGS,
        {**SERVICE, "start_time": "2026-08-08T22:00:00+08:00", "end_time": "2026-08-08T13:59:59Z"},
        ("start_time", "end_time"),
    ),
    "empty id": (EVENTS, {"service_id": " "}, ("service_id", "empty")),
    "empty name": (CALLS, {"service_group_name": ""}, ("service_group_name", "empty")),
    "no identity": (EVENTS, {}, ("service_id", "service_group_name")),
    "no service and no pod": (LOGS, {}, ("service_id", "pod_name")),
    "two identities": (CALLS, {"service_group_id": "ms-1", "service_group_name": "a"}, ("mutually exclusive",)),
    "two services": (LOGS, {**SERVICE, "service_group_name": "a"}, ("mutually exclusive",)),
    "version to match": (EVENTS, {"service_group_name": "a", "version": "matching"}, ("version", "matching")),
    "version that is none": (LOGS, {"service_group_name": "a", "version": "first"}, ("version", "first")),
    "limit of nothing": (EVENTS, {**SERVICE, "limit": 0}, ("limit", "0")),
    "limit of less": (LOGS, {**SERVICE, "limit": -1}, ("limit", "-1")),
    "offset of less": (GROUPS, {"offset": -1}, ("offset", "-1")),
    "offset and context": (LOGS, {**SERVICE, "offset": 1, "context": "abc"}, ("offset", "context")),
    "any pod": (LOGS, {"pod_name": "*"}, ("pod_name", "empty")),
    "unknown filter": (EVENTS, {**SERVICE, **filters(1, "Name")}, ("ResourceKind", "Name")),
    "filter without values": (LOGS, {**SERVICE, **filters(1, "Key", 0)}, ("filters[0].values",)),
    "too many filters": (GROUPS, filters(6), ("filters", "6", "5")),
    "too many filters of models": (
        MODELS,
        {"training_model_id": "m-1", **filters(11, "ModelFormat")},
        ("filters", "11", "10"),
    ),
    "too many values": (GROUPS, filters(1, values=101), ("filters[0].values", "101", "100")),
    "image filter without values": (
        "tione_image_info",
        {"image_filters": [{"name": "ImageName", "values": []}]},
        ("image_filters[0].values",),
    ),
    "tag without values": (
        GROUPS,
        {"tag_filters": [{"tag_key": "a", "tag_values": []}]},
        ("tag_filters[0].tag_values",),
    ),
    "unknown order": (EVENTS, {**SERVICE, "order": "UP"}, ("order", "UP")),
    "unknown stream": (LOGS, {**SERVICE, "log_stream": "stdin"}, ("log_stream", "stdin")),
    "unknown charge type": (SPECS, {"charge_type": "FREE"}, ("charge_type", "FREE")),
    "no names of specs": (SPECS, {"spec_names": []}, ("spec_names", "empty")),
    "no model": (MODELS, {}, ("training_model_id",)),
    "no image": ("tione_hot_update_info", {}, ("image_info",)),
    "no address of an image": (
        "tione_hot_update_info",
        {"image_info": {"image_type": "CCR"}},
        ("image_info.image_url",),
    ),
    "no type of an image": (
        "tione_hot_update_info",
        {"image_info": {"image_url": "a/b:1"}},
        ("image_info.image_type",),
    ),
    "unknown member of an image": (
        "tione_hot_update_info",
        {"image_info": {**IMAGE, "image_tag": "1"}},
        ("image_info", "image_tag"),
    ),
    "query that is none": ("tione_workspace_info", {"query": "workspaces[?"}, ("query", "JMESPath")),
    "only the result of no query": ("tione_infer_template_info", {"only_query_result": True}, ("only_query_result",)),
    "query of api that is none": (API, {"action": "DescribeWorkspaces", "query": "]"}, ("query",)),
    "no action": (API, {}, ("action",)),
    "action that is none": (API, {"action": "Describe-Workspaces"}, ("action", "Describe-Workspaces")),
    "write that shall read": (
        API,
        {"action": "DeleteModelService", "read_only": True},
        ("read_only", "DeleteModelService"),
    ),
    "unknown verb that shall read": (API, {"action": "PreviewIt", "read_only": True}, ("read_only", "PreviewIt")),
    "read that shall write": (API, {"action": "DescribeLogs", "read_only": False}, ("read_only", "DescribeLogs")),
    "members that are none": (API, {"action": "DescribeLogs", "params": "x"}, ("params",)),
}


def prepare(stage: Stage, refusal: Refusal) -> list[Task]:
    """The task for real."""
    return [task(refusal[0], refusal[1])]


TABLE = Batch("info refusals", CASES, prepare, size=21)


@TABLE.parametrize()
def test_refused(done: Done[Refusal]) -> None:
    """No request, and a message that names the option."""
    done.only.refused(*done.case[2])
