# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what tione_model_services plans for a fleet, and of the fleets that it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    OptionError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, spec_of
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import model_services
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient
from service_views import reply, service

Json = dict[str, Any]
OWNER = {"tag_key": "fleet", "tag_value": "one"}
MARK = [{"TagKey": "fleet", "TagValue": "one"}]
CHAT = {"service_group_name": "chat"}


def group(name: str, identity: str, **members: Any) -> Json:
    found = reply(service(service_id=f"{identity}-2", service_group_id=identity, service_group_name=name))
    return {"ServiceGroupId": identity, "ServiceGroupName": name, "Services": [found], **members}


class Account(ScriptedClient):
    """An account with these groups, which every client of the task asks."""

    def __init__(self, *groups: Json) -> None:
        super().__init__(check_mode=True)
        self._groups = groups

    def again(self, kind: type, check_mode: bool) -> Any:
        return self

    def groups(self, project_id: Any) -> list[Json]:
        return list(self._groups)

    def answer(self, action: str, params: Mapping[str, Any]) -> Json:
        if action == "DescribeModelServiceGroups":
            wanted = params["Filters"][0]["Values"]
            found = [one for one in self._groups if one["ServiceGroupName"] in wanted]
            return {"ServiceGroups": found, "TotalCount": len(found)}
        for one in self._groups:
            if params.get("ServiceGroupId") == one["ServiceGroupId"]:
                return {"ServiceGroup": one}
            if params.get("ServiceId") == one["Services"][0]["ServiceId"]:
                return {"Service": one["Services"][0]}
        raise ApiError(action=action, code="ResourceNotFound")


def run(client: Account, *services: Json, **options: Any) -> Json:
    validator = ArgumentSpecValidator(spec_of(COMMON, *model_services.SPEC.options))
    validation = validator.validate({"region": "ap-guangzhou", "services": list(services), **options})
    assert not validation.error_messages
    session = Session(validation.validated_parameters, client, client.warn, lambda line: None)
    return model_services.run(session)


def changes(result: Json) -> Json:
    return {line["name"]: line["change"] for line in result["plan"]}


@pytest.mark.parametrize(
    ("services", "options", "path", "text"),
    [
        ([{}], {}, "services[0]", "one of the following is required"),
        ([CHAT, {**CHAT, "speed": 1}], {}, "services[1]", "speed is no option of tione_model_service"),
        ([CHAT], {"defaults": {"resources": {"cores": 1}}}, "services[0]", "resources.cores is no option"),
        ([CHAT], {"concurrency": 0}, "concurrency", "1 to 32"),
        ([CHAT], {"concurrency": 33}, "concurrency", "1 to 32"),
        ([CHAT], {"max_fail_percentage": 101}, "max_fail_percentage", "0 to 100"),
        ([CHAT], {"prune": True}, "prune", "needs owner_tag"),
        ([], {"prune": True, "owner_tag": OWNER}, "prune", "would delete the whole fleet"),
        ([CHAT, {"service_group_name": "b"}, CHAT], {}, "services[2]", "same service as services[0]"),
    ],
)
def test_a_fleet_that_cannot_be_meant_is_refused_before_any_call(
    services: list[Json], options: Json, path: str, text: str
) -> None:
    account = Account()
    with pytest.raises(OptionError) as caught:
        run(account, *services, **options)
    assert caught.value.option_path == path
    assert text in str(caught.value)
    assert account.calls == []


def test_a_plan_names_each_service_with_its_version() -> None:
    account = Account(group("chat", "ms-1"), group("search", "ms-2"))
    found = run(account, {**CHAT, "version": "2"}, {"service_group_name": "search", "command": "serve"})
    assert changes(found) == {"chat version 2": "none", "search": "change"}
    assert found["plan"][1]["settings"] == ["command"]
    assert found["changed"]


def test_what_a_service_gives_itself_counts_before_the_defaults() -> None:
    services = ({**CHAT, "command": "python3 serve.py"}, {"service_group_id": "ms-2"})
    account = Account(group("chat", "ms-1"), group("search", "ms-2"))
    assert changes(run(account, *services, defaults={"command": "serve"})) == {"chat": "none", "ms-2": "change"}


def test_one_service_under_two_names_is_refused() -> None:
    with pytest.raises(ConflictError, match="chat and ms-1 are both ms-1-2"):
        run(Account(group("chat", "ms-1")), CHAT, {"service_group_id": "ms-1"})


def test_groups_of_the_owner_that_nobody_names_are_to_be_deleted() -> None:
    others = (group("old", "ms-2", Tags=MARK), group("alien", "ms-3", Tags=[]), group("chat", "ms-1", Tags=MARK))
    found = run(Account(*others), CHAT, owner_tag=OWNER, prune=True)
    assert changes(found) == {"chat": "none", "old": "delete"}


def test_nothing_is_pruned_while_a_service_cannot_be_planned() -> None:
    account = Account(group("old", "ms-2", Tags=MARK), group("chat", "ms-1"))
    with pytest.raises(TencentCloudError, match="1 of 2 services failed") as caught:
        run(account, CHAT, {"service_id": "ms-9-1"}, owner_tag=OWNER, prune=True)
    assert changes(caught.value.result) == {"chat": "none", "ms-9-1": "error"}
    assert account.warnings == ["Nothing is pruned, because not every service could be planned."]
    assert caught.value.error_code == "ClientError.NotFound"


def test_many_failures_are_told_in_few_words() -> None:
    services = [{"service_id": f"ms-9-{number}"} for number in range(1, 8)]
    with pytest.raises(TencentCloudError, match=r"7 of 7 services failed.*; and 2 more"):
        run(Account(), *services)
