# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeBuildInImages, DescribeInferTemplates, DescribeTrainingModelVersions, DescribeTrainingModelVersion."""

from __future__ import annotations

from typing import Any

from .. import selecting
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError, not_found
from ..state import DEFAULT_PROJECT
from .registry import action

#: Filter name -> the member of a model version that it looks at.
MODEL_FACETS = {
    "TrainingModelVersionId": "TrainingModelVersionId",
    "ModelVersionType": "VersionType",
    "ModelFormat": "TrainingModelFormat",
    "AlgorithmFramework": "AlgorithmFramework",
}


@action("DescribeBuildInImages")
def describe_images(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """The images that pass all filters; a filter names a plain member of ImageInfo."""
    filters: list[Json] = params.get("ImageFilters", [])
    members = cloud.description.structures["ImageInfo"]
    known = [name for name, member in members.items() if member.struct is None]
    selecting.check(filters, known)
    found = [
        image
        for image in cloud.assets.images
        if all(selecting.passes(entry, _text(image.get(entry["Name"]))) for entry in filters)
    ]
    return {"BuildInImageInfos": found}


def _text(value: Any) -> str:
    """A plain value as a filter spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value or "")


@action("DescribeInferTemplates")
def describe_templates(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """All templates, by framework."""
    return {"FrameworkTemplates": selecting.nullable(cloud.assets.templates, cloud.behaviour)}


@action("DescribeTrainingModelVersions")
def describe_model_versions(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """The versions of a model. A filter with one value finds parts of texts, with or without Fuzzy."""
    rules = cloud.description.actions["DescribeTrainingModelVersions"].request["Filters"].rules
    filters: list[Json] = params.get("Filters", [])
    selecting.check(filters, rules["filter_names"], rules["max_values_per_filter"])
    model_id = params["TrainingModelId"]
    versions = [model for model in _models(cloud, scope) if model["TrainingModelId"] == model_id]
    if not versions:
        raise ApiError("ResourceNotFound.NoModel", f"The model `{model_id}` does not exist.")
    found = [
        version
        for version in versions
        if all(
            selecting.passes(entry, version[MODEL_FACETS[entry["Name"]]] or "", len(entry.get("Values", [])) == 1)
            for entry in filters
        )
    ]
    return {"TrainingModelVersions": found}


@action("DescribeTrainingModelVersion")
def describe_model_version(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """One version of a model."""
    version_id = params["TrainingModelVersionId"]
    for model in _models(cloud, scope):
        if model["TrainingModelVersionId"] == version_id:
            return {"TrainingModelVersion": model}
    raise not_found("model version", version_id)


def _models(cloud: Cloud, scope: Scope) -> list[Json]:
    """All model versions that can be seen: they are in the default workspace."""
    return cloud.assets.models if scope.project == DEFAULT_PROJECT else []
