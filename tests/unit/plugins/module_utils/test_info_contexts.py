# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists by context: where they end, what guards against endless ones, what is given out twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import contexts
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_log_info import SPEC
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from scripted_client import ScriptedClient

SERVICE = "ms-1-1"
DEFAULTS: dict[str, Any] = {name: option.get("default") for name, option in SPEC.argument_spec().items()}


def line(number: int, pod: str = f"{SERVICE}-a-b") -> dict[str, Any]:
    return {"Id": f"id-{number}", "Message": f"line {number}", "PodName": pod}


def page(numbers: Iterable[int], context: Any = None) -> dict[str, Any]:
    return {"Content": [line(number) for number in numbers], "Context": context}


def read(client: ScriptedClient, **params: Any) -> dict[str, Any]:
    given = {**DEFAULTS, "service_id": SERVICE, **params}
    return SPEC.run(Session(given, client, client.warn, print))


def messages(result: dict[str, Any]) -> list[str]:
    return [row["message"] for row in result["content"]]


def sent(client: ScriptedClient, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(params.get(name) for name in names) for _action, params in client.calls]


def test_pages_follow_the_contexts_until_one_is_empty() -> None:
    client = ScriptedClient([page(range(3), "a"), page(range(3, 5), "b"), page([], "c")])
    result = read(client)
    assert messages(result) == [f"line {number}" for number in range(5)]
    assert sent(client, "Context", "Limit") == [(None, 1000), ("a", 1000), ("b", 1000)]
    assert (result["context"], result["truncated"]) == (None, False)


@pytest.mark.parametrize("context", [None, ""])
def test_a_page_without_a_context_is_the_last(context: Any) -> None:
    client = ScriptedClient([page(range(3), context)])
    assert len(read(client)["content"]) == 3
    assert len(client.calls) == 1


@pytest.mark.parametrize("reply", [{}, {"Content": None}, {"Content": None, "Context": "x"}, {"Content": []}])
def test_no_lines_are_an_empty_list(reply: dict[str, Any]) -> None:
    result = read(ScriptedClient([reply]))
    assert (result["content"], result["context"], result["truncated"]) == ([], None, False)


def test_a_limit_is_shared_out_to_pages_and_says_where_to_read_on() -> None:
    client = ScriptedClient([page(range(1000), "a"), page(range(1000, 1500), "b")])
    result = read(client, limit=1500)
    assert sent(client, "Context", "Limit") == [(None, 1000), ("a", 500)]
    assert (len(result["content"]), result["context"], result["truncated"]) == (1500, "b", True)


def test_a_list_goes_on_from_a_context() -> None:
    client = ScriptedClient([page([7])])
    assert messages(read(client, context="a")) == ["line 7"]
    assert sent(client, "Context", "Offset") == [("a", None)]


def test_an_offset_is_sent_with_the_first_page_only() -> None:
    client = ScriptedClient([page([7], "a"), page([])])
    read(client, offset=5)
    assert sent(client, "Context", "Offset") == [(None, 5), ("a", None)]


@pytest.mark.parametrize("names", [["a", "a"], ["a", "b", "a", "b"]])
def test_pages_that_come_again_end_the_list_with_a_warning(names: list[str]) -> None:
    client = ScriptedClient([page(range(3), name) for name in names])
    result = read(client)
    assert len(result["content"]) == 3
    assert len(client.calls) == 2
    assert "again" in client.warnings[0]


def test_lines_that_come_again_with_new_ones_are_taken_once() -> None:
    client = ScriptedClient([page(range(3), "a"), page(range(2, 5), "b"), page([])])
    assert len(read(client)["content"]) == 5
    assert client.warnings == []


def test_equal_lines_without_ids_on_one_page_are_all_taken() -> None:
    same = {"Message": "tick", "PodName": f"{SERVICE}-a-b"}
    client = ScriptedClient([{"Content": [same, same, None], "Context": "a"}, {"Content": [same], "Context": "b"}])
    assert messages(read(client)) == ["tick", "tick"]


def test_contexts_without_end_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "MAX_PAGES", 20)
    client = ScriptedClient([])
    monkeypatch.setattr(client, "answer", lambda action, params: page([len(client.calls)], str(len(client.calls))))
    with pytest.raises(TransportError, match="no end after 20 pages"):
        read(client)


def test_lines_of_other_pods_are_left_out_and_more_are_read() -> None:
    reply = {"Content": [line(1), line(2, "ms-1-10-a-b"), line(3)], "Context": "a"}
    client = ScriptedClient([reply, page([4], "b"), page([])])
    result = read(client, pod_name=f"{SERVICE}-*", limit=3)
    assert messages(result) == ["line 1", "line 3", "line 4"]
    assert sent(client, "Limit") == [(3,), (1,)]


def test_a_service_that_is_not_there_has_no_lines() -> None:
    missing = ApiError(action="DescribeLogs", code="ResourceNotFound")
    assert read(ScriptedClient([missing]))["content"] == []


def test_other_errors_are_errors() -> None:
    denied = ApiError(action="DescribeLogs", code="AuthFailure.UnauthorizedOperation")
    with pytest.raises(ApiError):
        read(ScriptedClient([denied]))
