# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_version_info: the versions of a model that a service can serve."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.image_info import READABLE_IMAGE
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    WHOLE,
    Parameter,
    Params,
    Source,
    list_module,
)

R = Mode.READ_ONLY
MOST_FILTERS = 10

# Filter -> member of a row. The API takes a filter with a single value for a part of a text (section d of its semantics).
FILTERED = {
    "TrainingModelVersionId": "TrainingModelVersionId",
    "ModelVersionType": "VersionType",
    "ModelFormat": "TrainingModelFormat",
    "AlgorithmFramework": "AlgorithmFramework",
}

MODEL_VERSION = (
    Field("training_model_id", "TrainingModelId", doc="Id of the model.", mode=R),
    Field(
        "training_model_version_id",
        "TrainingModelVersionId",
        doc="Id of the version: what C(model_info.model_version_id) of a service takes.",
        mode=R,
    ),
    Field("training_model_version", "TrainingModelVersion", doc="Name of the version.", mode=R),
    Field("training_model_source", "TrainingModelSource", doc="Where the model comes from.", mode=R),
    Field("training_model_create_time", "TrainingModelCreateTime", doc="When the model was created.", mode=R),
    Field("training_model_creator", "TrainingModelCreator", doc="Who created the model.", mode=R),
    Field("algorithm_framework", "AlgorithmFramework", doc="Framework of the model.", mode=R),
    Field("reasoning_environment", "ReasoningEnvironment", doc="Image that serves it.", mode=R),
    Field("reasoning_environment_source", "ReasoningEnvironmentSource", doc="Where the image comes from.", mode=R),
    Field("training_model_index", "TrainingModelIndex", doc="Metrics of the model.", mode=R),
    Field("training_job_name", "TrainingJobName", doc="Name of the training job.", mode=R),
    Field(
        "training_model_cos_path",
        "TrainingModelCosPath",
        "dict",
        doc="Where the model lies in the object storage.",
        fields=struct.COS_PATH_INFO,
        mode=R,
    ),
    Field("training_model_name", "TrainingModelName", doc="Name of the model.", mode=R),
    Field("training_job_id", "TrainingJobId", doc="Id of the training job.", mode=R),
    Field(
        "reasoning_image_info",
        "ReasoningImageInfo",
        "dict",
        doc="Image of a custom environment.",
        fields=READABLE_IMAGE,
        mode=R,
    ),
    Field("create_time", "CreateTime", doc="When the version was created.", mode=R),
    Field(
        "training_model_status",
        "TrainingModelStatus",
        doc="V(STATUS_SUCCESS), V(STATUS_RUNNING) or V(STATUS_FAILED): how far its import is.",
        mode=R,
    ),
    Field("training_model_progress", "TrainingModelProgress", "int", doc="Progress of the import in percent.", mode=R),
    Field("training_model_error_msg", "TrainingModelErrorMsg", doc="Why the import failed.", mode=R),
    Field("training_model_format", "TrainingModelFormat", doc="Format of the model.", mode=R),
    Field("version_type", "VersionType", doc="V(NORMAL), or V(ACCELERATE) for an accelerated model.", mode=R),
    Field("gpu_type", "GPUType", doc="Type of GPU that it is for.", mode=R),
    Field("auto_clean", "AutoClean", doc="Whether old models are deleted automatically, as text.", mode=R),
    Field("model_clean_period", "ModelCleanPeriod", "int", doc="How often old models are deleted.", mode=R),
    Field("max_reserved_models", "MaxReservedModels", "int", doc="How many models are kept.", mode=R),
    Field(
        "model_hot_update_path",
        "ModelHotUpdatePath",
        "dict",
        doc="Where updates of the running model lie.",
        fields=struct.COS_PATH_INFO,
        mode=R,
    ),
    Field("reasoning_environment_id", "ReasoningEnvironmentId", doc="Id of the environment that serves it.", mode=R),
    Field("training_job_version", "TrainingJobVersion", doc="Version of the training job.", mode=R),
    Field("training_preference", "TrainingPreference", doc="Preference of the training.", mode=R),
    Field("auto_ml_task_id", "AutoMLTaskId", doc="Id of the AutoML task.", mode=R),
    Field("is_qat", "IsQAT", "bool", doc="Whether it was trained for quantization.", mode=R),
)


def _of_model(params: Params) -> Keep | None:
    return lambda version: version.get("TrainingModelId") in (None, "", params["training_model_id"])


SOURCE = Source(
    action="DescribeTrainingModelVersions",
    rows=Field(
        "training_model_versions",
        "TrainingModelVersions",
        "list",
        elements="dict",
        doc="The versions; empty where there is none, and where there is no such model.",
        fields=MODEL_VERSION,
    ),
    paging=WHOLE,
    parameters={
        "training_model_id": Parameter(
            Option("Id of the model, such as V(m-838176671237008128).", {"required": True}), "TrainingModelId"
        ),
        "filters": conditions.filters(
            "Conditions that all must hold. Unless O(filters[].fuzzy) is set, what the API returns is checked again for equality,"
            " as the API itself may return more.",
            tuple(FILTERED),
            negative=conditions.NEGATIVE,
            fuzzy=conditions.FUZZY,
        ),
    },
    checks=(conditions.check_filters(most=MOST_FILTERS),),
    keep=conditions.all_of(_of_model, conditions.exactly(FILTERED)),
)
SPEC = list_module(SOURCE)
