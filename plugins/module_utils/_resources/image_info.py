# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_image_info: the images that the platform offers."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    WHOLE,
    Source,
    list_module,
)

READABLE_IMAGE = tuple(field for field in struct.IMAGE_INFO if field.mode is not Mode.WRITE_ONLY)


SOURCE = Source(
    action="DescribeBuildInImages",
    rows=Field(
        "build_in_image_infos",
        "BuildInImageInfos",
        "list",
        elements="dict",
        doc="The images.",
        fields=READABLE_IMAGE,
    ),
    paging=WHOLE,
    parameters={
        "image_filters": conditions.filters(
            "Conditions that all must hold.", api="ImageFilters", negative=conditions.NEGATIVE
        ),
    },
    checks=(conditions.check_filters("image_filters"),),
    in_workspace=False,
)
SPEC = list_module(SOURCE)
