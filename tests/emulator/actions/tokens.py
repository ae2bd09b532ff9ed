# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ModifyModelServiceAuthorization, and creation, change and deletion of auth tokens. Replies hold no data."""

from __future__ import annotations

from .. import tokens
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action


@action("ModifyModelServiceAuthorization")
def modify_authorization(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Turn the authorization of a group on (the first time, a token comes with it) or off (its tokens stay)."""
    group = scope.group(params["ServiceGroupId"])
    if "AuthorizationEnable" not in params:
        raise ApiError("MissingParameter", "The request is missing the parameter `AuthorizationEnable`.")
    group.authorization = params["AuthorizationEnable"]
    group.update_time = cloud.clock.now()
    tokens.ensure_first(group, group.update_time)
    return {}


@action("CreateModelServiceAuthToken")
def create_token(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """One more token; its value is to be read afterwards."""
    group = scope.group(params["ServiceGroupId"])
    name = params.get("Name")
    if not name:
        raise ApiError("MissingParameter", "The request is missing the parameter `Name`.")
    if cloud.behaviour.tokens_need_authorization and not group.authorization:
        raise ApiError("OperationDenied", f"The authorization of `{group.group_id}` is off.")
    taken = any(token["Base"]["Name"] == name for token in group.auth_tokens)
    if cloud.behaviour.unique_token_names and taken:
        raise ApiError("OperationDenied", f"A token named `{name}` exists already.")
    group.update_time = cloud.clock.now()
    tokens.add(group, name, params.get("Description", ""), group.update_time)
    return {}


@action("ModifyModelServiceAuthToken")
def modify_token(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Replace the token that has the value of ``AuthToken.Base``; NeedReset then changes that value and the id."""
    group = scope.group(params["ServiceGroupId"])
    wanted: Json = params.get("AuthToken", {})
    token = tokens.find(group, wanted.get("Base", {}).get("Value"))
    tokens.replace(token, wanted)
    group.update_time = cloud.clock.now()
    if params.get("NeedReset"):
        tokens.renew(group, token, group.update_time, cloud.behaviour)
    return {}


@action("DeleteModelServiceAuthToken")
def delete_token(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Delete the token of a value, the last one too."""
    group = scope.group(params["ServiceGroupId"])
    group.auth_tokens.remove(tokens.find(group, params.get("AuthTokenValue")))
    group.update_time = cloud.clock.now()
    return {}
