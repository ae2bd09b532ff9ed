# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service group of a task, for modules about groups: which one is meant, and what is read of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._options import IDENTITY, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import (
    check_identity,
    find_group,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import AUTH_TOKEN, SERVICE_GROUP
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api

NAMES = ("service_group_id", "service_group_name")
GROUP_IDENTITY: Options = {name: IDENTITY[name] for name in NAMES}
GROUP_RULES: Mapping[str, Any] = {"mutually_exclusive": [list(NAMES)], "required_one_of": [list(NAMES)]}

GroupView = dict[str, Any]


class GroupFinder:
    """Finds the group of a task: first by what the task says, then by the id that was found.

    group_id  what is known so far
    """

    def __init__(self, session: Session, needs: tuple[str, ...] = ()) -> None:
        """`needs`: members that older replies lack, and that are read from the call info then.

        :raises OptionError: id or name is empty
        """
        check_identity({"service_id": None, **session.params})
        self._session = session
        self._client = session.client
        self._needs = needs
        self.group_id: str | None = session.params["service_group_id"]

    @property
    def project_id(self) -> Any:
        """The workspace of the group."""
        return self._session.params["project_id"]

    @property
    def address(self) -> dict[str, Any]:
        """The members of a request that say which group is meant."""
        return {"ServiceGroupId": self.group_id, **workspace(self.project_id)}

    def find(self) -> GroupView | None:
        """The group in option names, or None. Values of its tokens are secret from then on.

        :raises ConflictError: several groups have the name; lists their ids
        """
        group = find_group(self._client, {**self._session.params, "service_group_id": self.group_id})
        if group is None:
            return None
        self.group_id = str(group["ServiceGroupId"])
        view = from_api(SERVICE_GROUP, group)
        view["authorization_enable"] = _authorization(view)
        if any(view.get(name) is None for name in self._needs):
            view.update({name: value for name, value in self._call_info().items() if view.get(name) is None})
        for token in view.get("auth_tokens") or []:
            self._session.hide(dig(token, ("base", "value")) or "")
        return view

    def not_found(self, hint: str) -> TencentCloudError:
        """The error that says what was looked for, and where."""
        sought = self.group_id or self._session.params["service_group_name"]
        return TencentCloudError(
            f"There is no service group {sought} in region {self._client.config.region}"
            f" and workspace {self.project_id or 'default'}.",
            hint=hint,
            error_code="ClientError.NotFound",
        )

    def _call_info(self) -> GroupView:
        """What the call info says of the members that a group may lack."""
        try:
            reply = self._client.call("DescribeModelServiceCallInfo", self.address)
        except ApiError as error:
            if error.not_found:
                return {}
            raise
        new, old = reply.get("ServiceCallInfoV2") or {}, reply.get("ServiceCallInfo") or {}
        enabled = (new.get("AuthorizationEnable"), old.get("AuthorizationEnable"))
        return {
            "authorization_enable": next((value for value in enabled if value is not None), None),
            "auth_tokens": [from_api(AUTH_TOKEN, token) for token in new.get("AuthTokens") or []],
        }


def _authorization(group: Mapping[str, Any]) -> bool | None:
    """Whether calls need a token, as the group or else its versions say, or None."""
    said = [group.get("authorization_enable")]
    said += [dig(service, ("service_info", "authorization_enable")) for service in group.get("services") or []]
    return next((bool(value) for value in said if value is not None), None)


def once(warn: Callable[[str], None]) -> Callable[[str], None]:
    """A way to warn that says each thing once, however often a plan is made."""
    said: set[str] = set()

    def warn_once(text: str) -> None:
        if text not in said:
            said.add(text)
            warn(text)

    return warn_once
