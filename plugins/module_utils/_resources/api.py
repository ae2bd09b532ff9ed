# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_api: any action of the service, for what no other module does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import is_read
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import QUERY, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import (
    QUERY_RETURNS,
    REQUEST_RETURNS,
    WRITER_RETURNS,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import concealed
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

OPTIONS: Options = {
    "action": Option("The action, as the API spells it, such as V(DescribeModelServiceGroups).", {"required": True}),
    "params": Option(
        "Members of the request, as the API spells them. C(TiProjectId) is added if O(project_id) is given and it is not among them.",
        {"type": "dict", "default": {}},
    ),
    "read_only": Option(
        "What the task expects of the action. Whether an action only reads is decided by its first word; if it is not as said here, the"
        " task fails and sends nothing.",
        {"type": "bool"},
    ),
    "reveal": Option(
        "Whether members of the response with names of secrets (such as C(Password), C(Token), C(AppSecret), the C(Value) of an"
        " C(AuthToken)) are returned as they are, instead of masked. Set C(no_log) on the task then.",
        {"type": "bool", "default": False},
    ),
}
RETURNS = (
    Field("read_only", "", "bool", doc="Whether the action only reads."),
    Field("params", "", "dict", doc="Members of the request, secrets masked; in check mode what would be sent."),
    Field(
        "response",
        "Response",
        "dict",
        doc="What the API answered, as it spells it, secrets masked unless O(reveal). Null in check mode for an action that changes something.",
    ),
)
KEPT = ("changed", "request_ids", "actions")


def run(session: Session) -> dict[str, Any]:
    """Call one action; in check mode only if it changes nothing.

    :returns: the result of tione_api
    :raises TencentCloudError: an option cannot work, or the call failed
    """
    params, client = session.params, session.client
    query = Query(params)
    action, reads = params["action"], is_read(params["action"])
    _check(params, reads)
    request = {**workspace(params["project_id"]), **params["params"]}
    sent = reads or not session.check_mode
    response = _without_request_id(client.call(action, request)) if sent else None
    result = {
        "changed": not reads,
        "read_only": reads,
        "params": concealed(request),
        "response": response if params["reveal"] else concealed(response),
        "actions": [] if reads else [action],
        "request_ids": list(client.request_ids),
    }
    return query.apply(result, KEPT)


def _check(params: Mapping[str, Any], reads: bool) -> None:
    if not params["action"].isalnum():
        raise OptionError("action", f"{params['action']!r} is not the name of an action")
    if params["read_only"] is not None and params["read_only"] is not reads:
        kind = "only reads" if reads else "may change something"
        raise OptionError("read_only", f"is {params['read_only']}, but by its name {params['action']} {kind}")


def _without_request_id(response: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in response.items() if name != "RequestId"}


SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + WRITER_RETURNS + QUERY_RETURNS + REQUEST_RETURNS,
    options=(OPTIONS, QUERY),
    api_objects=("params",),
)
