# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tokens of a group: how one comes into being, is found, replaced, renewed and shown."""

from __future__ import annotations

import hashlib

from .clock import utc_text
from .description import Json
from .errors import ApiError
from .readback import MASK
from .state import Group
from .switches import Behaviour

#: Name of the token that comes with the authorization of a group.
FIRST_NAME = "default"


def add(group: Group, name: str, description: str, now: float) -> Json:
    """Give the group one more token and return it."""
    token = complete({"Base": {"Name": name, "Description": description}}, group, now)
    group.auth_tokens.append(token)
    return token


def complete(token: Json, group: Group, now: float) -> Json:
    """A token with every member, given some of them; the rest is new."""
    value, identity = _secret(group)
    base = {
        "Value": value,
        "Name": FIRST_NAME,
        "Description": "",
        "CreateTime": utc_text(now),
        "Status": "Enabled",
        "Id": identity,
    }
    return {"Base": {**base, **token.get("Base", {})}, "Limits": list(token.get("Limits", []))}


def ensure_first(group: Group, now: float) -> None:
    """With authorization a group has at least one token."""
    if group.authorization and not group.auth_tokens:
        add(group, FIRST_NAME, "", now)


def find(group: Group, value: str | None) -> Json:
    """The token of that value; MissingParameter without a value, ResourceNotFound for an unknown one."""
    if not value:
        raise ApiError("MissingParameter", "The value of the token is missing.")
    for token in group.auth_tokens:
        if token["Base"]["Value"] == value:
            return token
    raise ApiError("ResourceNotFound", f"The service group `{group.group_id}` has no such token.")


def replace(token: Json, wanted: Json) -> None:
    """Store a whole token as it was sent: name, description and limits that it lacks are gone."""
    sent = wanted["Base"]
    limits = wanted.get("Limits", [])
    _check_limits(limits)
    token["Base"].update(
        Name=sent.get("Name", ""),
        Description=sent.get("Description", ""),
        Status=sent.get("Status") or token["Base"]["Status"],
    )
    token["Limits"] = limits


def renew(group: Group, token: Json, now: float, behaviour: Behaviour) -> None:
    """Give a token another Value and Id."""
    value, identity = _secret(group)
    token["Base"].update(Value=value, Id=identity)
    if not behaviour.reset_keeps_create_time:
        token["Base"]["CreateTime"] = utc_text(now)


def shown(group: Group, behaviour: Behaviour) -> list[Json]:
    """The tokens as reads return them."""
    mask = {"Value": MASK["stars"]} if behaviour.token_values == "masked" else {}
    return [{**token, "Base": {**token["Base"], **mask}} for token in group.auth_tokens]


def _check_limits(limits: list[Json]) -> None:
    strategies = [limit.get("Strategy") for limit in limits]
    if None in strategies or any("Max" not in limit for limit in limits):
        raise ApiError("MissingParameter", "Each of `AuthToken.Limits` needs `Strategy` and `Max`.")
    if len(set(strategies)) < len(strategies):
        raise ApiError("InvalidParameter", "`AuthToken.Limits` has a `Strategy` twice.")


def _secret(group: Group) -> tuple[str, str]:
    """Value and Id of a token that never was: they look random and are the same in every run."""
    group.tokens_made += 1
    digest = hashlib.sha256(f"token {group.group_id} {group.tokens_made}".encode()).hexdigest()
    return digest[:32], f"token-{digest[32:40]}"
