# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the results of several modules hold, for the documentation."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field

REQUEST_RETURNS = (
    Field(
        "request_ids",
        "RequestId",
        "list",
        elements="str",
        doc="Ids of all requests that the task made, in order. Support asks for them.",
    ),
)
WRITER_RETURNS = (
    Field(
        "actions",
        "Action",
        "list",
        elements="str",
        doc="Calls that change something, in order; in check mode the calls that would be made.",
    ),
)
QUERY_RETURNS = (Field("query_result", "", "raw", doc="Outcome of O(query)."),)
