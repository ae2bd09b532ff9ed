# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_infer_template_info: images for serving, by framework and version."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    WHOLE,
    Source,
    list_module,
)

R = Mode.READ_ONLY

INFER_TEMPLATE = (
    Field("infer_template_id", "InferTemplateId", doc="Id of the template.", mode=R),
    Field("infer_template_image", "InferTemplateImage", doc="Address of its image.", mode=R),
)
INFER_TEMPLATE_GROUP = (
    Field("framework", "Framework", doc="Framework, such as V(PYTORCH).", mode=R),
    Field("framework_version", "FrameworkVersion", doc="Version of the framework.", mode=R),
    Field("groups", "Groups", "list", elements="str", doc="Training frameworks whose models it serves.", mode=R),
    Field(
        "infer_templates",
        "InferTemplates",
        "list",
        elements="dict",
        doc="Templates for this version.",
        fields=INFER_TEMPLATE,
        mode=R,
    ),
)

SOURCE = Source(
    action="DescribeInferTemplates",
    rows=Field(
        "framework_templates",
        "FrameworkTemplates",
        "list",
        elements="dict",
        doc="The templates by framework and version.",
        fields=INFER_TEMPLATE_GROUP,
    ),
    paging=WHOLE,
    in_workspace=False,
)
SPEC = list_module(SOURCE)
