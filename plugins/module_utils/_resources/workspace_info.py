# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_workspace_info: the workspaces that there are."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import conditions
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Parameter,
    Source,
    by_offset,
    list_module,
)

R = Mode.READ_ONLY

WORKSPACE = (
    Field(
        "ti_project_id",
        "TiProjectId",
        doc="Id of the workspace, a text: what O(project_id) takes. V(0) is the default one.",
        mode=R,
    ),
    Field("name", "Name", doc="Name of the workspace.", mode=R),
    Field("description", "Description", doc="Description of the workspace.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created.", mode=R),
    Field("action_type", "ActionType", "list", elements="str", doc="What the caller may do with it.", mode=R),
    Field("status", "Status", doc="Status of the workspace.", mode=R),
)

SOURCE = Source(
    action="DescribeWorkspaces",
    rows=Field("workspaces", "Workspaces", "list", elements="dict", doc="The workspaces.", fields=WORKSPACE),
    paging=by_offset("TiProjectId", 20),
    parameters={
        "filters": conditions.filters(
            "Conditions that all must hold.", negative=conditions.NEGATIVE, fuzzy=conditions.FUZZY
        ),
        "order": Parameter(Option("Direction of the order.", {"choices": ["ASC", "DESC"]}), "Order"),
        "order_field": Parameter(
            Option("What is ordered by, as the API spells it; its documentation names nothing."), "OrderField"
        ),
    },
    checks=(conditions.check_filters(),),
    keep=conditions.exactly({name: name for name in ("TiProjectId", "Name", "Status")}),
)
SPEC = list_module(SOURCE)
