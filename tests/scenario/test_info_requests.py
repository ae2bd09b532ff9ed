# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Info modules at the wire: what each option becomes in the request, and what the result holds, in check mode and for real."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import jmespath
import pytest

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task, task
from scenario.harness.returned import as_documented, documented

GROUP, SERVICE = "ms-aaaaaaaa", "ms-aaaaaaaa-1"
LAB = "9007199254740993"
MODEL = "m-838176671237008128"
PAGE, SMALL_PAGE = {"Offset": 0, "Limit": 100}, {"Offset": 0, "Limit": 20}
BEGIN, END = "2026-01-01T00:00:00+08:00", "2088-01-01T00:00:00+08:00"

Call = tuple[str, Json]


@dataclass(frozen=True)
class Ask:
    """A task of an info module: the requests that it must send, and what must stand in its result (by JMESPath)."""

    options: Json
    sends: list[Call]
    holds: Json = field(default_factory=dict)


#: Services in each run, by group.
SEEDS: dict[str, tuple[Json, ...]] = {
    "calls": ({"group_id": "ms-cccccccc", "group_members": {"AuthorizationEnable": True}},),
    "named": ({"group_id": "ms-dddddddd"},),
    "lab": ({"group_id": "ms-eeeeeeee", "project_id": LAB},),
    "lively": ({"group_id": GROUP, "age": 1800, "status": "Abnormal", "reason": "the model is broken"},),
    "versions": ({"group_id": "ms-ffffffff", "age": 1800}, {"age": 1800}),
}


def prepare(stage: Stage, case: tuple[str, Ask]) -> list[Task]:
    """The task for real; where every option is given, in check mode before."""
    module, ask = case
    for group, seeds in SEEDS.items():
        if not stage.emulator.service_ids(group):
            for seed in seeds:
                stage.add(group, **seed)
    in_check_mode = [task(module, ask.options, check=True)] if stage.name.endswith("every option") else []
    return [*in_check_mode, task(module, ask.options)]


def table(module: str, **cases: Ask) -> dict[str, tuple[str, Ask]]:
    """The cases of one module."""
    return {f"{module.removeprefix('tione_')}-{name.replace('_', ' ')}": (module, ask) for name, ask in cases.items()}


def call_info(category: Json | None = None, group: str = GROUP, **more: str) -> Call:
    return "DescribeModelServiceCallInfo", {"ServiceGroupId": group, **(category or {}), **more}


def group_named(name: str, **more: str) -> Call:
    filters = [{"Name": "ServiceGroupName", "Values": [name]}]
    return "DescribeModelServiceGroups", {
        "Filters": filters,
        "Order": "ASC",
        "OrderField": "CreateTime",
        **more,
        **PAGE,
    }


def events(service: str | None = SERVICE, **more: Any) -> Call:
    order = {"Order": "DESC", "OrderField": "LastTimestamp"}
    return "DescribeEvents", {"Service": "INFER", **order, "ServiceId": service, **PAGE, **more}


def logs(service: str = SERVICE, **more: Any) -> Call:
    place = {"ServiceId": service, "PodName": f"{service}-*"}
    return "DescribeLogs", {"Service": "INFER", "Order": "DESC", **place, "Limit": 1000, **more}


def pod_logs(pod: str, **more: Any) -> Call:
    return "DescribeLogs", {"Service": "INFER", "Order": "DESC", "PodName": pod, "Limit": 1000, **more}


def specs(**more: str) -> Call:
    return "DescribeBillingSpecs", {"ChargeType": "POSTPAID_BY_HOUR", **more}


def prices(*names: str, **more: str) -> Call:
    return "DescribeBillingSpecsPrice", {"SpecsParam": [{"SpecName": name, "SpecCount": 1} for name in names], **more}


def models(model: str = MODEL, **more: Any) -> Call:
    return "DescribeTrainingModelVersions", {"TrainingModelId": model, **more}


def resource_groups(**more: Any) -> Call:
    return "DescribeBillingResourceGroups", {**PAGE, **more}


def workspaces(**more: Any) -> Call:
    return "DescribeWorkspaces", {**SMALL_PAGE, **more}


CALL_PARTS = (
    "service_call_info",
    "infer_gateway_call_info",
    "default_nginx_gateway_call_info",
    "tj_call_info",
    "intranet_call_info",
    "service_call_info_v2",
)
NO_CALLS = dict.fromkeys(CALL_PARTS)
T4, A10 = "TI.GN7.2XLARGE32.POST", "TI.GNV4.3XLARGE44.POST"

CASES = {
    **table(
        "tione_service_call_info",
        by_id=Ask(
            {"service_group_id": "ms-cccccccc"},
            [call_info(group="ms-cccccccc")],
            {
                "service_call_info_v2.service_group_id": "ms-cccccccc",
                "intranet_call_info.private_link_infos_v2[0].state": "CreateSuccess",
            },
        ),
        by_name=Ask(
            {"service_group_name": "named", "service_category": "LLM"},
            [group_named("named"), call_info({"ServiceCategory": "LLM"}, "ms-dddddddd")],
            {"service_call_info.service_group_id": "ms-dddddddd", "service_call_info_v2.authorization_enable": False},
        ),
        in_a_workspace=Ask(
            {"service_group_name": "lab", "project_id": LAB},
            [group_named("lab", TiProjectId=LAB), call_info(group="ms-eeeeeeee", TiProjectId=LAB)],
            {"service_call_info_v2.service_group_id": "ms-eeeeeeee"},
        ),
        no_such_id=Ask({"service_group_id": "ms-zzzzzzzz"}, [call_info(group="ms-zzzzzzzz")], NO_CALLS),
        no_such_name=Ask({"service_group_name": "nobody"}, [group_named("nobody")], NO_CALLS),
        query=Ask(
            {"service_group_id": "ms-cccccccc", "query": "keys(@) | length(@)", "only_query_result": True},
            [call_info(group="ms-cccccccc")],
            {"query_result": 8, "service_call_info": None},
        ),
    ),
    **table(
        "tione_service_event_info",
        by_id=Ask(
            {"service_id": SERVICE, "order": "ASC"},
            [events(Order="ASC")],
            {"truncated": False, "length(events) > `2`": True, "total_count > `2`": True},
        ),
        every_option=Ask(
            {
                "service_id": SERVICE,
                "start_time": BEGIN,
                "end_time": END,
                "filters": [{"name": "ResourceKind", "values": ["Pod"]}, {"name": "Type", "values": ["Warning"]}],
                "order": "ASC",
                "order_field": "FirstTimestamp",
                "offset": 1,
                "limit": 1,
                "project_id": "0",
            },
            [
                events(
                    StartTime=BEGIN,
                    EndTime=END,
                    Filters=[{"Name": "ResourceKind", "Values": ["Pod"]}, {"Name": "Type", "Values": ["Warning"]}],
                    Order="ASC",
                    OrderField="FirstTimestamp",
                    Offset=1,
                    Limit=1,
                )
            ],
            {"events[].type": ["Warning"], "events[].resource_kind": ["Pod"], "total_count": 2, "truncated": False},
        ),
        by_name_and_version=Ask(
            {"service_group_name": "versions", "version": "1"},
            [group_named("versions"), events("ms-ffffffff-1")],
            {"total_count > `0`": True},
        ),
        latest_of_a_group=Ask(
            {"service_group_id": "ms-ffffffff"},
            [("DescribeModelServiceGroup", {"ServiceGroupId": "ms-ffffffff"}), events("ms-ffffffff-2")],
        ),
        in_a_workspace=Ask({"service_id": SERVICE, "project_id": LAB}, [events(TiProjectId=LAB)], {"events": []}),
        no_such_pod=Ask(
            {"service_id": SERVICE, "pod_name": f"{SERVICE}-0000000000-*"},
            [events()],
            {"events": [], "total_count": 0, "truncated": False},
        ),
        no_such_service=Ask(
            {"service_id": "ms-zzzzzzzz-1"},
            [events("ms-zzzzzzzz-1")],
            {"events": [], "total_count": 0, "truncated": False},
        ),
        no_such_version=Ask(
            {"service_group_name": "versions", "version": "9"},
            [group_named("versions")],
            {"events": [], "total_count": 0, "truncated": False},
        ),
        no_such_group=Ask({"service_group_name": "nobody"}, [group_named("nobody")], {"events": []}),
        query=Ask(
            {"service_id": SERVICE, "limit": 1, "query": "events[].type", "only_query_result": True},
            [events(Limit=1)],
            {"length(query_result)": 1, "events": None},
        ),
    ),
    **table(
        "tione_billing_spec_info",
        all=Ask(
            {"prices": False},
            [specs()],
            {
                "length(specs)": 18,
                "specs[].price_per_hour": [],
                "specs[?!available].spec_name": ["TI.GN7.20XLARGE320.POST"],
            },
        ),
        with_prices=Ask(
            {"spec_names": [T4, A10]},
            [specs(), prices(T4, A10)],
            {
                "specs[].spec_name": [T4, A10],
                "specs[].price_per_hour": [9.23, 15.9],
                "specs[].list_price_per_hour": [10.26, 15.9],
                "specs[0].spec_price": {"spec_name": T4, "total_cost": 1026, "real_total_cost": 923, "spec_count": 1},
            },
        ),
        every_option=Ask(
            {
                "charge_type": "POSTPAID_BY_HOUR",
                "task_type": "TRAIN",
                "resource_type": "GPU",
                "spec_names": [T4, A10, "TI.S.MEDIUM.POST"],
                "prices": True,
                "project_id": LAB,
            },
            [specs(TaskType="TRAIN", ResourceType="GPU", TiProjectId=LAB), prices(T4, TiProjectId=LAB)],
            {"specs[].spec_name": [T4]},
        ),
        prepaid=Ask(
            {"charge_type": "PREPAID", "resource_type": "GPU-SW"},
            [specs(ChargeType="PREPAID", ResourceType="GPU-SW"), prices("TI.PNV4.28XLARGE466.PRE")],
            {"specs[].spec_price.total_cost": [2960000], "specs[].price_per_hour": [], "specs[0].gpu_type": "A10"},
        ),
        nothing=Ask({"spec_names": ["TI.NONE"]}, [specs()], {"specs": []}),
        query=Ask(
            {"query": "min_by(specs, &price_per_hour).spec_name", "only_query_result": True, "task_type": "EMS"},
            [specs(TaskType="EMS"), prices("TI.S.MEDIUM.POST", "TI.S.LARGE.POST")],
            {"query_result": "TI.S.MEDIUM.POST", "specs": None},
        ),
    ),
    **table(
        "tione_image_info",
        all=Ask({}, [("DescribeBuildInImages", {})], {"length(build_in_image_infos)": 6}),
        every_option=Ask(
            {
                "image_filters": [
                    {"name": "ImageName", "values": ["pmml-py36", "vllm-openai:0.9.2"]},
                    {"name": "ImageUrl", "values": ["x"], "negative": True},
                ],
                "project_id": LAB,
            },
            [
                (
                    "DescribeBuildInImages",
                    {
                        "ImageFilters": [
                            {"Name": "ImageName", "Values": ["pmml-py36", "vllm-openai:0.9.2"]},
                            {"Name": "ImageUrl", "Values": ["x"], "Negative": True},
                        ]
                    },
                )
            ],
            {"build_in_image_infos[].image_name": ["vllm-openai:0.9.2", "pmml-py36"]},
        ),
        query=Ask(
            {"query": "build_in_image_infos[?contains(image_name, 'pmml')].image_type"},
            [("DescribeBuildInImages", {})],
            {"query_result": ["SYSTEM"]},
        ),
    ),
    **table(
        "tione_model_version_info",
        all=Ask(
            {"training_model_id": MODEL},
            [models()],
            {"training_model_versions[].training_model_version": ["v1", "v2", "v3"]},
        ),
        every_option=Ask(
            {
                "training_model_id": MODEL,
                "filters": [
                    {"name": "ModelVersionType", "values": ["NORMAL", "OTHER"]},
                    {"name": "ModelFormat", "values": ["HUGGING"], "fuzzy": True},
                    {"name": "AlgorithmFramework", "values": ["TENSORFLOW", "DETECTRON2"], "negative": True},
                ],
            },
            [
                models(
                    Filters=[
                        {"Name": "ModelVersionType", "Values": ["NORMAL", "OTHER"]},
                        {"Name": "ModelFormat", "Values": ["HUGGING"], "Fuzzy": True},
                        {"Name": "AlgorithmFramework", "Values": ["TENSORFLOW", "DETECTRON2"], "Negative": True},
                    ]
                )
            ],
            {"training_model_versions[].version_type": ["NORMAL", "NORMAL"]},
        ),
        exact=Ask(
            {"training_model_id": MODEL, "filters": [{"name": "TrainingModelVersionId", "values": ["mv-v1"]}]},
            [models(Filters=[{"Name": "TrainingModelVersionId", "Values": ["mv-v1"]}])],
            {"training_model_versions": []},
        ),
        in_a_workspace=Ask(
            {"training_model_id": MODEL, "project_id": LAB}, [models(TiProjectId=LAB)], {"training_model_versions": []}
        ),
        no_such_model=Ask({"training_model_id": "m-1"}, [models("m-1")], {"training_model_versions": []}),
        query=Ask(
            {"training_model_id": MODEL, "query": "training_model_versions[-1].training_model_cos_path.paths"},
            [models()],
            {"query_result": ["chat-llm/v3/"]},
        ),
    ),
    **table(
        "tione_infer_template_info",
        all=Ask(
            {"project_id": LAB},
            [("DescribeInferTemplates", {})],
            {"framework_templates[].framework": ["TENSORFLOW", "PYTORCH", "PMML"]},
        ),
        query=Ask(
            {
                "query": "framework_templates[].infer_templates[].infer_template_id | length(@)",
                "only_query_result": True,
            },
            [("DescribeInferTemplates", {})],
            {"query_result": 5, "framework_templates": None},
        ),
    ),
    **table(
        "tione_resource_group_info",
        all=Ask(
            {},
            [resource_groups()],
            {
                "resource_group_set[].resource_group_id": ["rsg-gpu01", "rsg-cpu01", "rsg-lab01"],
                "resource_group_set[0].instance_set[0].total_resource.gpu": 800,
                "total_count": 3,
                "truncated": False,
            },
        ),
        every_option=Ask(
            {
                "filters": [
                    {"name": "ResourceGroupName", "values": ["cpu-pool", "gpu-pool"]},
                    {"name": "AvailableNodeCount", "values": ["9"], "negative": True},
                    {"name": "ResourceGroupId", "values": ["rsg"], "fuzzy": True},
                ],
                "tag_filters": [{"tag_key": "env", "tag_values": ["prod", "test"]}],
                "search_word": "pool",
                "dont_show_instance_set": True,
                "offset": 1,
                "limit": 5,
                "project_id": LAB,
            },
            [
                resource_groups(
                    Filters=[
                        {"Name": "ResourceGroupName", "Values": ["cpu-pool", "gpu-pool"]},
                        {"Name": "AvailableNodeCount", "Values": ["9"], "Negative": True},
                        {"Name": "ResourceGroupId", "Values": ["rsg"], "Fuzzy": True},
                    ],
                    TagFilters=[{"TagKey": "env", "TagValues": ["prod", "test"]}],
                    SearchWord="pool",
                    DontShowInstanceSet=True,
                    Limit=6,
                    TiProjectId=LAB,
                )
            ],
            {
                "resource_group_set[].resource_group_name": ["cpu-pool"],
                "resource_group_set[].instance_set[]": [],
                "total_count": 2,
                "truncated": False,
            },
        ),
        some=Ask(
            {"limit": 2},
            [resource_groups(Limit=2)],
            {"length(resource_group_set)": 2, "total_count": 3, "truncated": True},
        ),
        nothing=Ask(
            {"filters": [{"name": "ResourceGroupName", "values": ["none"]}]},
            [resource_groups(Filters=[{"Name": "ResourceGroupName", "Values": ["none"]}])],
            {"resource_group_set": [], "total_count": 0, "truncated": False},
        ),
        query=Ask(
            {"query": "resource_group_set[].tag_set[?tag_key=='env'].tag_value[]", "only_query_result": True},
            [resource_groups()],
            {"query_result": ["prod", "test"], "total_count": None},
        ),
    ),
    **table(
        "tione_workspace_info",
        all=Ask(
            {},
            [workspaces()],
            {
                "workspaces[].ti_project_id": ["0", LAB, "1889353273052233728"],
                "workspaces[1].name": "lab",
                "total_count": 3,
                "truncated": False,
            },
        ),
        every_option=Ask(
            {
                "filters": [
                    {"name": "Name", "values": ["a"], "fuzzy": True},
                    {"name": "TiProjectId", "values": ["0"], "negative": True},
                ],
                "order": "DESC",
                "order_field": "CreateTime",
                "offset": 0,
                "limit": 2,
                "project_id": LAB,
            },
            [
                workspaces(
                    Filters=[
                        {"Name": "Name", "Values": ["a"], "Fuzzy": True},
                        {"Name": "TiProjectId", "Values": ["0"], "Negative": True},
                    ],
                    Order="DESC",
                    OrderField="CreateTime",
                    Limit=2,
                    TiProjectId=LAB,
                )
            ],
            {"workspaces[].name": ["lab"], "total_count": 1},
        ),
        second=Ask(
            {"offset": 1, "limit": 1},
            [workspaces(Offset=1, Limit=1)],
            {"workspaces[].ti_project_id": [LAB], "total_count": 3, "truncated": True},
        ),
        nothing=Ask(
            {"filters": [{"name": "Name", "values": ["none"]}]},
            [workspaces(Filters=[{"Name": "Name", "Values": ["none"]}])],
            {"workspaces": [], "total_count": 0},
        ),
        query=Ask({"query": "workspaces[?name=='lab'].ti_project_id | [0]"}, [workspaces()], {"query_result": LAB}),
    ),
    **table(
        "tione_hot_update_info",
        allowed=Ask(
            {"image_info": {"image_type": "PreSet", "image_url": "tione.tencentcloudcr.com/qcloud-ti-platform/vllm:1"}},
            [
                (
                    "DescribeModelServiceHotUpdated",
                    {
                        "ImageInfo": {
                            "ImageType": "PreSet",
                            "ImageUrl": "tione.tencentcloudcr.com/qcloud-ti-platform/vllm:1",
                        }
                    },
                )
            ],
            {"model_turbo_flag": "Allowed"},
        ),
        every_option=Ask(
            {
                "image_info": {
                    "image_type": "TCR",
                    "image_url": "team.tencentcloudcr.com/chat/chat:2.0",
                    "registry_region": "ap-guangzhou",
                    "registry_id": "tcr-1",
                    "allow_save_all_content": True,
                    "image_name": "chat",
                    "support_data_pipeline": True,
                    "image_secret": {"key_id": "k", "username": "u", "password": "p", "secret_id": "s"},
                },
                "model_info": {
                    "model_version_id": "mv-1",
                    "model_id": "m-1",
                    "model_name": "n",
                    "model_version": "v1",
                    "model_source": "COS",
                    "cos_path_info": {"bucket": "b", "region": "r", "paths": ["p/"]},
                    "goosefsx": {"id": "g", "path": "/g"},
                    "algorithm_framework": "PYTORCH",
                    "model_type": "ACCELERATE",
                    "model_format": "PYTORCH",
                    "is_private_model": True,
                    "model_category": "LLM",
                    "public_data_source": {"data_source_id": "d", "sub_path": "s"},
                },
                "volume_mount": {
                    "cfs_config": {
                        "id": "cfs-1",
                        "path": "/chat",
                        "mount_type": "SOURCE",
                        "protocol": "TURBO",
                        "is_preset_storage": True,
                    },
                    "volume_source_type": "CFS",
                    "mount_path": "/models",
                    "public_data_source": {"data_source_id": "d", "sub_path": "s"},
                },
                "project_id": LAB,
            },
            [
                (
                    "DescribeModelServiceHotUpdated",
                    {
                        "ImageInfo": {
                            "ImageType": "TCR",
                            "ImageUrl": "team.tencentcloudcr.com/chat/chat:2.0",
                            "RegistryRegion": "ap-guangzhou",
                            "RegistryId": "tcr-1",
                            "AllowSaveAllContent": True,
                            "ImageName": "chat",
                            "SupportDataPipeline": True,
                            "ImageSecret": {"KeyId": "k", "Username": "u", "Password": "p", "SecretId": "s"},
                        },
                        "ModelInfo": {
                            "ModelVersionId": "mv-1",
                            "ModelId": "m-1",
                            "ModelName": "n",
                            "ModelVersion": "v1",
                            "ModelSource": "COS",
                            "CosPathInfo": {"Bucket": "b", "Region": "r", "Paths": ["p/"]},
                            "GooseFSx": {"Id": "g", "Path": "/g"},
                            "AlgorithmFramework": "PYTORCH",
                            "ModelType": "ACCELERATE",
                            "ModelFormat": "PYTORCH",
                            "IsPrivateModel": True,
                            "ModelCategory": "LLM",
                            "PublicDataSource": {"DataSourceId": "d", "SubPath": "s"},
                        },
                        "VolumeMount": {
                            "CFSConfig": {
                                "Id": "cfs-1",
                                "Path": "/chat",
                                "MountType": "SOURCE",
                                "Protocol": "TURBO",
                                "IsPresetStorage": True,
                            },
                            "VolumeSourceType": "CFS",
                            "MountPath": "/models",
                            "PublicDataSource": {"DataSourceId": "d", "SubPath": "s"},
                        },
                    },
                )
            ],
            {"model_turbo_flag": "Forbidden"},
        ),
        query=Ask(
            {
                "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/a/b:1"},
                "query": "model_turbo_flag",
            },
            [
                (
                    "DescribeModelServiceHotUpdated",
                    {"ImageInfo": {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/b:1"}},
                )
            ],
            {"query_result": "Forbidden"},
        ),
    ),
}
TABLE = Batch("info", CASES, prepare, size=14)
MODULES = sorted({module for module, _ask in CASES.values()})


@TABLE.parametrize()
def test_info(done: Done[tuple[str, Ask]]) -> None:
    """Exactly these requests, a result as documented, and the same in check mode."""
    module, ask = done.case
    for outcome in done.outcomes:
        outcome.did_nothing()
        assert [(entry.action, entry.params) for entry in outcome.requests] == ask.sends, str(outcome)
        outcome.counts_its_requests()
        found = {path: jmespath.search(path, outcome.result) for path in ask.holds}
        assert found == ask.holds, str(outcome)
        if not ask.options.get("only_query_result"):
            as_documented(module, outcome.result)
    ignored = {"request_ids", "invocation"}
    one, other = (
        {k: v for k, v in run.result.items() if k not in ignored} for run in (done.outcomes[0], done.outcomes[-1])
    )
    assert one == other


@pytest.mark.parametrize("module", MODULES)
def test_every_option_has_a_case(module: str) -> None:
    """All options of a module but those of every module."""
    own = documented(module, "DOCUMENTATION").get("options", {}).keys()
    asked = {name for other, ask in CASES.values() if other == module for name in ask.options}
    assert own - asked <= {"reveal"}
    assert "query" in asked
