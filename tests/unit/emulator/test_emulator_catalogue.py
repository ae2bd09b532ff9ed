# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service can be made from and where it can run: specs, prices, images, templates, models, resource groups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from emulator import assets
from emulator.catalogue import INSTANCE_TYPES
from emulator.description import load
from emulator.schema import misfits
from sdk_client import Sdk

if TYPE_CHECKING:
    from pathlib import Path

    from emulator import Emulator
    from signed_client import Api

SPECS, PRICES, GROUPS = "DescribeBillingSpecs", "DescribeBillingSpecsPrice", "DescribeBillingResourceGroups"
IMAGES, TEMPLATES = "DescribeBuildInImages", "DescribeInferTemplates"
VERSIONS, VERSION = "DescribeTrainingModelVersions", "DescribeTrainingModelVersion"
CHAT, RANK = "m-838176671237008128", "m-608587242317024640"


#: A request of every read action that is not about one service of the account alone.
READS: dict[str, dict[str, Any]] = {
    SPECS: {"ChargeType": "PREPAID"},
    PRICES: {"SpecsParam": [{"SpecName": "TI.S.MEDIUM.POST", "SpecCount": 1}]},
    GROUPS: {},
    IMAGES: {},
    TEMPLATES: {},
    VERSIONS: {"TrainingModelId": RANK},
    VERSION: {"TrainingModelVersionId": "mv-v1-838176671237008129"},
    "DescribeEvents": {"Service": "INFER"},
    "DescribeLogs": {"Service": "INFER"},
    "DescribeWorkspaces": {},
    "DescribeModelServiceCallInfo": {"ServiceGroupId": "ms-chat2m7k"},
    "DescribeModelServiceHotUpdated": {"ImageInfo": {"ImageType": "CCR", "ImageUrl": "a/b"}},
    "DescribeModelServiceGroup": {"ServiceGroupId": "ms-chat2m7k"},
}


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    return [without_nulls(element) for element in value] if isinstance(value, list) else value


@pytest.mark.parametrize("action", READS)
def test_replies_have_the_described_form(emu: Emulator, api: Api, action: str) -> None:
    emu.reset("demo")
    reply = api(action, **READS[action])
    description = load()
    members = description.actions[action].response
    slips = (fault for fault in misfits(description, members, without_nulls(reply)) if fault.code != "MissingParameter")
    assert [fault.message for fault in slips if fault.code != "InvalidParameterValue"] == []
    assert reply.keys() == members.keys()


def by(name: str, *values: str, **switches: bool) -> dict[str, Any]:
    return {"Name": name, "Values": list(values), **switches}


def spec_names(api: Api, charge: str = "POSTPAID_BY_HOUR", **params: str) -> list[str]:
    return [spec["SpecName"] for spec in api(SPECS, ChargeType=charge, **params)["Specs"]]


def test_specs_are_the_instance_types(emu: Emulator) -> None:
    specs = {spec.SpecName: spec for spec in Sdk(emu)(SPECS, ChargeType="POSTPAID_BY_HOUR").Specs}
    assert specs.keys() == INSTANCE_TYPES.keys()
    for name, (cpu, memory, gpu, gpu_type, _real) in INSTANCE_TYPES.items():
        spec = specs[name]
        assert spec.SpecAlias.startswith(f"{cpu // 1000}C{memory // 1024}GB")
        assert (spec.GpuType, spec.SpecType) == (gpu_type, "GPU" if gpu else "CPU")
    sold_out = [spec for spec in specs.values() if not spec.Available]
    assert [spec.AvailableRegion for spec in sold_out] == [["ap-shanghai", "ap-beijing"]]


def test_specs_by_task_and_resource(api: Api) -> None:
    everything = spec_names(api)
    assert spec_names(api, TaskType="", ResourceType="") == everything
    gpus = spec_names(api, ResourceType="GPU")
    assert "TI.GN7.LARGE20.POST" in gpus
    assert "TI.S.LARGE.POST" not in gpus
    assert sorted(gpus + spec_names(api, ResourceType="CPU")) == sorted(everything)
    assert spec_names(api, ResourceType="CALC") == everything
    assert set(everything) - set(spec_names(api, TaskType="TRAIN")) >= {"TI.GNV4.3XLARGE44.POST"}
    assert spec_names(api, TaskType="INFERENCE") == everything
    assert spec_names(api, TaskType="EMS", ResourceType="GPU") == []
    assert spec_names(api, charge="PREPAID", ResourceType="GPU-SW") == ["TI.PNV4.28XLARGE466.PRE"]


def test_specs_refused(api: Api) -> None:
    assert api.refusal(SPECS).code == "MissingParameter"
    assert api.refusal(SPECS, ChargeType="HYBRID_PAID").code == "InvalidParameterValue"
    assert api.refusal(SPECS, ChargeType="PREPAID", TaskType="INFER").code == "InvalidParameterValue"
    assert api.refusal(SPECS, ChargeType="PREPAID", ResourceType="TPU").code == "InvalidParameterValue"


def test_prices(emu: Emulator) -> None:
    units = [{"SpecName": "TI.S.MEDIUM.POST", "SpecCount": 1}, {"SpecName": "TI.GN7.LARGE20.POST", "SpecCount": 3}]
    small, card = Sdk(emu)(PRICES, SpecsParam=units).SpecsPrice
    assert (small.SpecName, small.SpecCount, small.TotalCost, small.RealTotalCost) == ("TI.S.MEDIUM.POST", 1, 70, 70)
    assert (card.SpecCount, card.TotalCost, card.RealTotalCost) == (3, 1140, 1026)


def test_every_spec_has_a_price(api: Api) -> None:
    for charge in ("POSTPAID_BY_HOUR", "PREPAID"):
        units = [{"SpecName": name, "SpecCount": 2} for name in spec_names(api, charge)]
        prices = api(PRICES, SpecsParam=units)["SpecsPrice"]
        assert all(price["TotalCost"] >= price["RealTotalCost"] > 0 for price in prices)


def test_a_huge_price_is_0(api: Api) -> None:
    (price,) = api(PRICES, SpecsParam=[{"SpecName": "TI.GT4.41XLARGE948.PRE", "SpecCount": 320}])["SpecsPrice"]
    assert (price["TotalCost"], price["RealTotalCost"]) == (0, 3888000000)


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ([], "InvalidParameter"),
        ([{"SpecName": "TI.NONE", "SpecCount": 1}], "FailedOperation.QueryPriceFailed"),
        ([{"SpecName": "TI.S.MEDIUM.POST"}], "MissingParameter"),
        ([{"SpecName": "TI.S.MEDIUM.POST", "SpecCount": -1}], "InvalidParameterValue"),
        ([{"SpecName": "TI.S.MEDIUM.POST", "SpecCount": "1"}], "InvalidParameter"),
    ],
)
def test_prices_refused(api: Api, units: list[Any], code: str) -> None:
    assert api.refusal(PRICES, SpecsParam=units).code == code


def image_names(api: Api, *filters: dict[str, Any]) -> list[str]:
    return [image["ImageName"] for image in api(IMAGES, ImageFilters=list(filters))["BuildInImageInfos"]]


def test_images(emu: Emulator) -> None:
    images = Sdk(emu)(IMAGES).BuildInImageInfos
    assert {image.ImageType for image in images} == {"SYSTEM"}
    assert all("/qcloud-ti-platform/" in image.ImageUrl for image in images)


def test_image_filters(api: Api) -> None:
    everything = image_names(api)
    assert image_names(api, by("ImageName", "vllm-openai:0.9.2", "pmml-py36")) == ["vllm-openai:0.9.2", "pmml-py36"]
    assert image_names(api, by("ImageName", "vllm")) == []
    assert set(image_names(api, by("ImageName", "pmml-py36", Negative=True))) == set(everything) - {"pmml-py36"}
    assert image_names(api, by("SupportDataPipeline", "true")) == ["tensorflow2.4-py38(cpu)"]
    assert image_names(api, by("ImageType", "SYSTEM"), by("AllowSaveAllContent", "false")) == everything[:3]
    assert api.refusal(IMAGES, ImageFilters=[by("Size", "1")]).code == "InvalidParameterValue.InvalidFilter"
    assert api.refusal(IMAGES, ImageFilters=[{"Name": "ImageName"}]).code == "MissingParameter"
    assert api.refusal(IMAGES, ImageFilters=[by("ImageName", "a", Fuzzy=True)]).code == "UnknownParameter"


def test_templates(emu: Emulator, api: Api) -> None:
    groups = Sdk(emu)(TEMPLATES).FrameworkTemplates
    assert [group.Framework for group in groups] == ["TENSORFLOW", "PYTORCH", "PMML"]
    assert groups[0].InferTemplates[0].InferTemplateId == "tf2.4-py38-cpu"
    emu.behaviour.null_style = "null"
    emu.assets.templates.clear()
    assert api(TEMPLATES)["FrameworkTemplates"] is None
    assert api.refusal(TEMPLATES, Limit=1).code == "UnknownParameter"


def version_names(api: Api, model: str, *filters: dict[str, Any]) -> list[str]:
    reply = api(VERSIONS, TrainingModelId=model, Filters=list(filters))
    return [version["TrainingModelVersion"] for version in reply["TrainingModelVersions"]]


def test_model_versions(emu: Emulator) -> None:
    sdk = Sdk(emu)
    versions = sdk(VERSIONS, TrainingModelId=CHAT).TrainingModelVersions
    assert [version.TrainingModelVersion for version in versions] == ["v1", "v2", "v3"]
    one = sdk(VERSION, TrainingModelVersionId=versions[1].TrainingModelVersionId).TrainingModelVersion
    assert (one.TrainingModelName, one.ReasoningEnvironment) == ("chat-llm", versions[1].ReasoningEnvironment)
    assert one.TrainingModelCosPath.Paths == ["chat-llm/v2/"]
    failed = sdk(VERSIONS, TrainingModelId=RANK).TrainingModelVersions[1]
    assert (failed.TrainingModelStatus, failed.TrainingModelProgress) == ("STATUS_FAILED", 40)


def test_model_version_filters(api: Api) -> None:
    assert version_names(api, CHAT, by("TrainingModelVersionId", "mv-v2")) == ["v2"]
    assert version_names(api, CHAT, by("TrainingModelVersionId", "mv-v2", "mv-v3")) == []
    exact = by("TrainingModelVersionId", "mv-v2", "mv-v3-838176671237008131")
    assert version_names(api, CHAT, exact) == ["v3"]
    assert version_names(api, CHAT, by("ModelVersionType", "NORMAL")) == ["v1", "v2"]
    assert version_names(api, CHAT, by("ModelVersionType", "NORMAL", Negative=True)) == ["v3"]
    both = (by("ModelFormat", "HUGGING"), by("AlgorithmFramework", "TENSORFLOW"))
    assert version_names(api, CHAT, *both) == []


def test_model_versions_refused(api: Api) -> None:
    assert api.refusal(VERSIONS).code == "MissingParameter"
    assert api.refusal(VERSIONS, TrainingModelId="m-1").code == "ResourceNotFound.NoModel"
    assert api.refusal(VERSION, TrainingModelVersionId="mv-1").code == "ResourceNotFound"
    elsewhere = {"TiProjectId": "9007199254740993"}
    assert api.refusal(VERSIONS, TrainingModelId=CHAT, **elsewhere).code == "ResourceNotFound.NoModel"
    name = [by("Status", "x")]
    assert api.refusal(VERSIONS, TrainingModelId=CHAT, Filters=name).code == "InvalidParameterValue.InvalidFilter"
    many = [by("ModelFormat", "a")] * 11
    assert api.refusal(VERSIONS, TrainingModelId=CHAT, Filters=many).code == "InvalidParameterValue"
    long = [by("ModelFormat", *map(str, range(101)))]
    assert api.refusal(VERSIONS, TrainingModelId=CHAT, Filters=long).code == "InvalidParameterValue.LimitExceeded"


def groups(api: Api, **params: Any) -> list[str]:
    return [group["ResourceGroupId"] for group in api(GROUPS, **params)["ResourceGroupSet"]]


def test_resource_groups_show_what_runs_on_them(emu: Emulator) -> None:
    sdk = Sdk(emu)
    gpu = sdk(GROUPS).ResourceGroupSet[0]
    assert (gpu.ResourceGroupId, gpu.FreeInstance, gpu.TotalInstance) == ("rsg-gpu01", 2, 2)
    assert (gpu.TotalResource.Cpu, gpu.TotalResource.GpuDetailSet[0].Value) == (328000, 1600)
    assert (gpu.UsedResource.Cpu, gpu.UsedResource.GpuDetailSet) == (0, [])
    emu.reset("demo")
    gpu, cpu, _lab = sdk(GROUPS).ResourceGroupSet
    assert (gpu.UsedResource.Cpu, gpu.UsedResource.Memory, gpu.UsedResource.Gpu) == (64000, 524288, 700)
    assert [(card.Name, card.Value) for card in gpu.UsedResource.GpuDetailSet] == [("A100", 700)]
    first, second = gpu.InstanceSet
    assert (first.UsedResource.Gpu, first.AvailableResource.Gpu, second.UsedResource.Gpu) == (700, 100, 0)
    assert (cpu.FreeInstance, cpu.TotalInstance, cpu.InstanceSet[1].RepairTaskInfo.TaskTypeId) == (1, 2, 101)


def test_pods_spread_over_nodes(emu: Emulator, api: Api) -> None:
    members = {"ChargeType": "PREPAID", "ResourceGroupId": "rsg-gpu01"}
    sizes = {"Cpu": 1000, "Memory": 1024, "Gpu": 300, "GpuType": "A100"}
    service = emu.add_service("big", service_members=members, info={"Resources": sizes, "Replicas": 5})
    used = [node["UsedResource"]["Gpu"] for node in api(GROUPS)["ResourceGroupSet"][0]["InstanceSet"]]
    assert used == [600, 600]  # no room for the fifth
    api.verb(service, "STOP")
    assert api(GROUPS)["ResourceGroupSet"][0]["UsedResource"]["Gpu"] == 0


def test_resource_group_filters(emu: Emulator, api: Api) -> None:
    assert groups(api, Filters=[by("ResourceGroupId", "rsg-gpu01", "rsg-lab01")]) == ["rsg-gpu01", "rsg-lab01"]
    assert groups(api, Filters=[by("ResourceGroupName", "pool")]) == []
    assert len(groups(api, Filters=[by("ResourceGroupName", "pool", Fuzzy=True)])) == 3
    assert groups(api, Filters=[by("ResourceGroupName", "pool", "cpu-pool", Fuzzy=True)]) == ["rsg-cpu01"]
    assert groups(api, Filters=[by("AvailableNodeCount", "0")]) == ["rsg-lab01"]
    assert groups(api, TagFilters=[{"TagKey": "env", "TagValues": ["prod"]}]) == ["rsg-gpu01"]
    assert groups(api, TagFilters=[{"TagKey": "env"}]) == ["rsg-gpu01", "rsg-cpu01"]
    assert groups(api, SearchWord="u-pool") == ["rsg-gpu01", "rsg-cpu01"]
    emu.behaviour.null_style = "null"
    assert api(GROUPS, SearchWord="none")["ResourceGroupSet"] is None


def test_resource_groups_without_nodes(api: Api) -> None:
    group = api(GROUPS, DontShowInstanceSet=True)["ResourceGroupSet"][0]
    assert (group["InstanceSet"], group["TotalInstance"]) == ([], 2)


def test_resource_group_pages(emu: Emulator, api: Api) -> None:
    emu.assets.resource_groups = [
        {"ResourceGroupId": f"rsg-{index}", "ResourceGroupName": f"pool-{index}"} for index in range(45)
    ]
    assert (len(groups(api)), len(groups(api, Limit=0)), len(groups(api, Limit=100))) == (20, 20, 45)
    reply = api(GROUPS, Offset=40, Limit=20)
    assert (reply["TotalCount"], [group["ResourceGroupId"] for group in reply["ResourceGroupSet"]]) == (
        45,
        [f"rsg-{index}" for index in range(40, 45)],
    )
    assert groups(api, Offset=45) == []


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"Limit": 101}, "InvalidParameterValue.LimitExceeded"),
        ({"Offset": -1}, "InvalidParameterValue"),
        ({"Limit": -1}, "InvalidParameterValue"),
        ({"Limit": "10"}, "InvalidParameter"),
        ({"Filters": [by("AvailableSort", "true")]}, "InvalidParameterValue.InvalidFilter"),
        ({"Filters": [by("ResourceGroupId", "a")] * 6}, "InvalidParameterValue"),
        ({"Filters": [by("ResourceGroupId", *map(str, range(101)))]}, "InvalidParameterValue.LimitExceeded"),
        ({"Order": "ASC"}, "UnknownParameter"),
    ],
)
def test_resource_groups_refused(api: Api, params: dict[str, Any], code: str) -> None:
    assert api.refusal(GROUPS, **params).code == code


def test_the_demo_account_is_made_from_the_catalogue(emu: Emulator, api: Api) -> None:
    emu.reset("demo")
    images = {image["ImageUrl"] for image in emu.assets.images}
    models = {model["TrainingModelVersionId"] for model in emu.assets.models}
    pools = {group["ResourceGroupId"]: group["ResourceGroupName"] for group in emu.assets.resource_groups}
    for service_id in emu.service_ids("chat-llm"):
        service = api.service(service_id)
        info = service["ServiceInfo"]
        assert info["ImageInfo"]["ImageUrl"] in images
        assert info["ModelInfo"]["ModelVersionId"] in models
        assert (info["ModelInfo"]["ModelId"], info["ModelInfo"]["ModelName"]) == (CHAT, "chat-llm")
        assert service["ResourceGroupName"] == pools[service["ResourceGroupId"]]
    projects = {emu.service(service_id)["ProjectId"] for service_id in emu.service_ids()}
    assert projects <= {workspace["TiProjectId"] for workspace in emu.assets.workspaces}


def test_a_model_read_back_is_no_change(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"ModelInfo": {"ModelVersionId": "mv-v2-838176671237008130"}})
    before = emu.service(service)["Settings"]
    api.update(service, ModelInfo=api.info(service)["ModelInfo"])
    assert emu.service(service)["Settings"]["ModelInfo"] == before["ModelInfo"]


def test_own_tables(emu: Emulator, api: Api, tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    image = {"ImageName": "own", "ImageUrl": "a/b", "ImageType": "SYSTEM"}
    seed.write_text(json.dumps({"assets": {"images": [image]}}), encoding="utf-8")
    emu.reset(str(seed))
    assert image_names(api) == ["own"]
    emu.reset()
    assert "own" not in image_names(api)
    with pytest.raises(ValueError, match="Assets has no pictures"):
        emu.assets.update(pictures=[], images=[])
    assert emu.assets.images == assets.shipped("images")
