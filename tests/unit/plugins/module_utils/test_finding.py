# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of which service a task means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ApiError,
    ConflictError,
    OptionError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import (
    finding,
    model_service_info,
    reading,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import Finder
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

IDENTITIES = ("service_id", "service_group_id", "service_group_name")


def version(number: int, status: str = "Normal", group: str = "ms-1", **members: Any) -> dict[str, Any]:
    return {
        "ServiceId": f"{group}-{number}",
        "ServiceGroupId": group,
        "Version": str(number),
        "Status": status,
        "ProjectId": "0",
        **members,
    }


def group(*versions: dict[str, Any], name: str = "chat", group_id: str = "ms-1") -> dict[str, Any]:
    return {"ServiceGroupId": group_id, "ServiceGroupName": name, "Services": list(versions)}


class Account(ScriptedClient):
    """Groups of one account; lists match names loosely, as the API may."""

    def __init__(self, *groups: dict[str, Any], project: str = "") -> None:
        super().__init__()
        self.groups, self.project = groups, project

    def answer(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        groups = self.groups if params.get("TiProjectId", "") == self.project else ()
        if action == "DescribeModelServiceGroups":
            name = params["Filters"][0]["Values"][0]
            found = [group for group in groups if str(name) in group["ServiceGroupName"]]
            return {"ServiceGroups": found, "TotalCount": len(found)}
        if action == "DescribeModelServiceGroup":
            return {"ServiceGroup": next((g for g in groups if g["ServiceGroupId"] == params["ServiceGroupId"]), None)}
        services = [service for group in groups for service in group["Services"]]
        return {"Service": next((one for one in services if one["ServiceId"] == params["ServiceId"]), None)}


def params(**given: Any) -> dict[str, Any]:
    names = (*IDENTITIES, "project_id", "target_project_id")
    return {**dict.fromkeys(names), "version": "latest", **given}


def found(account: Account, **given: Any) -> Any:
    view = Finder(account, params(**given)).find()
    return view and view["service_id"]


@pytest.mark.parametrize("text", ["latest", "matching", "1", "12", "007"])
def test_a_version_is_a_number_or_a_word(text: str) -> None:
    finding.check_version(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "", " ", "newest", "Latest", "²", "v1", "1 "])
def test_any_other_version_is_refused(text: str) -> None:
    with pytest.raises(OptionError) as caught:
        finding.check_version(text)
    assert caught.value.option_path == "version"


@pytest.mark.parametrize("value", ["", "  "])
@pytest.mark.parametrize("name", IDENTITIES)
def test_an_empty_identity_is_refused_before_any_call(name: str, value: str) -> None:
    account = Account(group(version(1)))
    with pytest.raises(OptionError) as caught:
        Finder(account, params(**{name: value})).find()
    assert caught.value.option_path == name
    assert account.calls == []


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_empty_identity_is_refused_by_the_info_module_too(name: str) -> None:
    account = Account(group(version(1)))
    given = {**params(**{name: ""}), "query": None, "only_query_result": False}
    with pytest.raises(OptionError):
        model_service_info.run(Session(given, account, account.warn, account.warn))
    assert account.calls == []


@pytest.mark.parametrize(
    ("view", "number"),
    [
        ({"version": "3", "service_id": "ms-1-9"}, 3),
        ({"version": "", "service_id": "ms-1-12"}, 12),
        ({"version": None, "service_id": "ms-1-2"}, 2),
        ({"service_id": "ms-abc"}, 0),
        ({"version": "x"}, 0),
    ],
)
def test_the_number_of_a_version_ends_its_id(view: dict[str, Any], number: int) -> None:
    assert finding.version_number(view) == number


@pytest.mark.parametrize(
    ("versions", "wanted", "service_id"),
    [
        pytest.param([(9, "Normal"), (10, "Normal"), (2, "Normal")], "latest", "ms-1-10", id="by number, not by text"),
        pytest.param([(1, "Normal"), (2, "CREATE_FAILED")], "latest", "ms-1-1", id="never a failed one"),
        pytest.param([(1, "Stopped"), (2, "TIMEOUT_EXCEPTION")], "latest", "ms-1-1", id="nor one that timed out"),
        pytest.param([(1, "Normal"), (2, "Abnormal")], "latest", "ms-1-2", id="a bad one is not a failed one"),
        pytest.param([(1, "CREATE_FAILED"), (2, "CREATE_FAILED")], "latest", "ms-1-2", id="unless there is nothing else"),
        pytest.param([(1, "Normal"), (2, "CREATE_FAILED")], "2", "ms-1-2", id="a failed one by its number"),
        pytest.param([(1, "Normal")], "2", None, id="no such number"),
        pytest.param([], "latest", None, id="an empty group"),
        pytest.param([(1, "Normal")], "01", "ms-1-1", id="a number with a zero in front"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", ["service_group_id", "service_group_name"])
def test_a_version_of_a_group_is_chosen(versions: list[Any], wanted: str, service_id: str, by: str) -> None:
    account = Account(group(*(version(number, status) for number, status in versions)))
    identity = "ms-1" if by == "service_group_id" else "chat"
    assert found(account, **{by: identity, "version": wanted}) == service_id


@pytest.mark.parametrize(
    ("given", "service_id"),
    [
        ({"service_id": "ms-1-1"}, "ms-1-1"),
        ({"service_id": "ms-1-3"}, None),
        ({"service_group_id": "ms-9"}, None),
        ({"service_group_name": "cha"}, None),
        ({"service_group_name": "chat-test"}, "ms-2-1"),
        ({"service_group_name": "chat", "project_id": "7"}, None),
    ],
)
def test_a_service_is_found_by_exactly_what_is_given(given: dict[str, Any], service_id: Any) -> None:
    account = Account(group(version(1), version(2)), group(version(1, group="ms-2"), name="chat-test", group_id="ms-2"))
    assert found(account, **given) == service_id


def test_two_groups_of_one_name_are_an_error_with_their_ids() -> None:
    account = Account(group(version(1)), group(version(1, group="ms-2"), group_id="ms-2"))
    with pytest.raises(ConflictError, match=r"2 service groups have the name 'chat': ms-1, ms-2\..*service_group_id"):
        found(account, service_group_name="chat")


def test_after_it_was_found_a_service_is_read_by_its_id() -> None:
    account = Account(group(version(1), version(2)))
    finder = Finder(account, params(service_group_name="chat"))
    assert [finder.find(), finder.find()][1]["service_id"] == "ms-1-2"
    assert account.actions == ["DescribeModelServiceGroups", "DescribeModelService"]
    assert (finder.service_id, finder.group_id, finder.group_exists, finder.highest_version) == (
        "ms-1-2",
        "ms-1",
        True,
        2,
    )


@pytest.mark.parametrize(("project", "member"), [("7", {"TiProjectId": "7"}), ("0", {}), ("", {}), (None, {})])
def test_a_workspace_is_named_unless_it_is_the_default_one(project: Any, member: dict[str, str]) -> None:
    account = Account(group(version(1)), project=member.get("TiProjectId", ""))
    assert found(account, service_group_name="chat", project_id=project) == "ms-1-1"
    (_action, request), *_rest = account.calls
    assert {name: value for name, value in request.items() if name == "TiProjectId"} == member


def test_a_service_that_was_moved_is_found_where_it_was_moved_to() -> None:
    account = Account(group(version(1)), project="7")
    finder = Finder(account, params(service_id="ms-1-1", target_project_id=7))
    assert finder.find() is not None
    assert finder.project_id == "7"
    assert found(account, service_id="ms-1-1", target_project_id=8) is None


def test_the_newest_version_that_matches_is_chosen_and_failed_ones_never_match() -> None:
    account = Account(
        group(
            version(1, ServiceDescription="a"),
            version(2, ServiceDescription="a"),
            version(3, ServiceDescription="b"),
            version(4, "CREATE_FAILED", ServiceDescription="a"),
        )
    )
    finder = Finder(
        account,
        params(service_group_name="chat", version="matching"),
        lambda view: view["service_description"] == "a",
    )
    view = finder.find()
    assert view is not None
    assert view["service_id"] == "ms-1-2"
    assert finder.highest_version == 4


@pytest.mark.parametrize(
    ("account", "given", "may"),
    [
        (Account(), {"service_group_name": "chat"}, True),
        (Account(group()), {"service_group_name": "chat", "version": "1"}, True),
        (Account(group(version(1))), {"service_group_id": "ms-1", "version": "2"}, True),
        (Account(), {"service_group_name": "chat", "version": "1"}, True),
        (Account(group(version(3, "CREATE_FAILED"))), {"service_group_id": "ms-1", "version": "4"}, True),
        (Account(), {"service_group_id": "ms-1"}, False),
        (Account(), {"service_id": "ms-1-1"}, False),
    ],
)
def test_what_is_not_there_can_be_made_if_its_group_or_name_is_known(account: Any, given: Any, may: bool) -> None:
    finder = Finder(account, params(**given))
    assert finder.find() is None
    assert finder.may_create() is may


def test_a_number_that_is_not_the_next_one_cannot_be_made() -> None:
    finder = Finder(Account(group(version(1))), params(service_group_name="chat", version="3"))
    assert finder.find() is None
    with pytest.raises(ConflictError, match=r"no version 3 of service group .*, and the next one would be 2") as caught:
        finder.may_create()
    assert caught.value.error_code == "ClientError.NotFound"


def test_a_new_version_is_found_by_being_newer_also_if_its_id_never_arrived() -> None:
    account = Account(group(version(1)))
    finder = Finder(account, params(service_group_name="chat"))
    assert finder.find() is not None
    finder.expect_new_version()
    assert finder.find() is None
    account.groups = (group(version(1), version(2, "CREATING")),)
    view = finder.find()
    assert view is not None
    assert view["service_id"] == finder.service_id == "ms-1-2"


def test_the_ids_of_a_new_service_are_taken_from_the_answer() -> None:
    finder = Finder(Account(), params(service_group_name="chat"))
    finder.adopt({"ServiceId": "ms-5-1", "ServiceGroupId": "ms-5"})
    finder.adopt({"ServiceId": None, "ServiceGroupId": ""})
    assert (finder.service_id, finder.group_id) == ("ms-5-1", "ms-5")


@pytest.mark.parametrize(
    ("given", "sought"),
    [
        ({"service_id": "ms-1-9"}, "service ms-1-9 in region ap-guangzhou and workspace default"),
        ({"service_group_name": "talk"}, "service group talk in region"),
        ({"service_group_id": "ms-9", "project_id": "7"}, "service group ms-9 in region ap-guangzhou and workspace 7"),
    ],
)
def test_what_was_not_found_is_said_with_the_place(given: dict[str, Any], sought: str) -> None:
    finder = Finder(Account(group(version(1))), params(**given))
    assert finder.find() is None
    error = finder.not_found()
    assert f"There is no {sought}" in str(error)
    assert error.error_code == "ClientError.NotFound"


@pytest.mark.parametrize(("versions", "last", "empty"), [((1,), True, False), ((1, 2), False, False), ((), True, True)])
def test_the_last_version_of_a_group_is_known(versions: tuple[int, ...], last: bool, empty: bool) -> None:
    finder = Finder(Account(group(*map(version, versions))), params(service_group_id="ms-1"))
    assert finder.is_last_version({"service_id": "ms-1-1", "service_group_id": "ms-1"}) is last
    assert finder.group_is_empty() is empty
    assert Finder(Account(group(*map(version, versions))), params(service_group_name="chat")).group_is_empty() is empty
    assert not Finder(Account(), params(service_group_name="chat")).group_is_empty()


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param({"Service": None}, None, id="null"),
        pytest.param({}, None, id="nothing"),
        pytest.param(ApiError(action="x", code="ResourceNotFound"), None, id="not found"),
        pytest.param(ApiError(action="x", code="FailedOperation.RecordNotFound"), None, id="no record"),
        pytest.param(ApiError(action="x", code="AuthFailure.UnauthorizedOperation"), ApiError, id="forbidden"),
        pytest.param(ApiError(action="x", code="InvalidParameter"), ApiError, id="a malformed id"),
    ],
)
def test_only_an_answer_that_says_so_means_that_there_is_nothing(answer: Any, result: Any) -> None:
    client = ScriptedClient([answer])
    if result is None:
        assert reading.read_service(client, "ms-1-1", None) is None
        return
    with pytest.raises(TencentCloudError) as caught:
        reading.read_service(client, "ms-1-1", None)
    assert caught.value is answer
