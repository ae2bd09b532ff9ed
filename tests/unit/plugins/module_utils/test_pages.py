# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the pager against a list that can change between two pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _pages
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Listing, read_all

Change = Callable[[list[int]], None]


class FakeClient:
    """A client whose server holds rows 0 .. count-1; `changes` are applied before the call of that number."""

    def __init__(
        self, count: int, *, most: int = 100, counted: bool = True, changes: dict[int, Change] | None = None
    ) -> None:
        self.ids = list(range(count))
        self.most = most
        self.counted = counted
        self.changes = changes or {}
        self.asked: list[dict[str, Any]] = []
        self.warnings: list[str] = []
        self.warn = self.warnings.append

    @property
    def windows(self) -> list[tuple[int, int]]:
        return [(params["Offset"], params["Limit"]) for params in self.asked]

    def page(self, offset: int, limit: int) -> list[Any]:
        return [{"Id": number, "Text": "x"} for number in self.ids[offset : offset + min(limit, self.most)]]

    def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self.changes.get(len(self.asked), lambda ids: None)(self.ids)
        self.asked.append(dict(params))
        rows = self.page(params["Offset"], params["Limit"])
        return {"Rows": rows or None, "TotalCount": len(self.ids) if self.counted else None, "RequestId": "r"}


def read(client: Any, **options: Any) -> Listing:
    return read_all(client, "DescribeRows", {"Order": "ASC"}, items="Rows", key="Id", **options)


def ids(listing: Listing) -> list[int]:
    return [row["Id"] for row in listing.items]


def is_even(row: dict[str, Any]) -> bool:
    return bool(row["Id"] % 2 == 0)


def is_any(row: dict[str, Any]) -> bool:
    return True


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_all_pages_are_read(count: int, counted: bool) -> None:
    client = FakeClient(count, counted=counted)
    listing = read(client)
    assert ids(listing) == list(range(count))
    assert (listing.total_count, listing.truncated) == (count, False)
    assert len(client.asked) <= count // 100 + 2
    assert client.warnings == []


def test_parameters_go_with_every_page() -> None:
    client = FakeClient(3)
    read(client, page_size=2)
    assert client.asked == [{"Order": "ASC", "Offset": 0, "Limit": 2}, {"Order": "ASC", "Offset": 2, "Limit": 2}]


def test_the_number_of_rows_received_moves_the_window() -> None:
    client = FakeClient(25, most=10)
    assert ids(read(client)) == list(range(25))
    assert client.windows == [(0, 100), (10, 100), (20, 100)]


def test_no_more_is_read_than_wanted() -> None:
    client = FakeClient(1000)
    listing = read(client, want=150, offset=20)
    assert ids(listing) == list(range(20, 170))
    assert (listing.total_count, listing.truncated) == (1000, True)
    assert client.windows == [(20, 100), (120, 50)]


@pytest.mark.parametrize("keep", [None, is_any])
@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize(
    ("want", "offset", "expected", "truncated"),
    [
        (3, 0, [0, 1, 2], True),
        (10, 0, list(range(10)), False),
        (20, 0, list(range(10)), False),
        (3, 7, [7, 8, 9], False),
        (3, 6, [6, 7, 8], True),
        (None, 4, [4, 5, 6, 7, 8, 9], False),
        (None, 10, [], False),
        (5, 99, [], False),
    ],
)
def test_want_and_offset(
    keep: Any, counted: bool, want: int | None, offset: int, expected: list[int], truncated: bool
) -> None:
    client = FakeClient(10, counted=counted)
    listing = read(client, want=want, offset=offset, keep=keep, page_size=4)
    assert ids(listing) == expected
    assert (listing.total_count, listing.truncated) == (10, truncated)
    assert client.warnings == []


def test_a_check_that_refuses_nothing_saves_pages_too() -> None:
    client = FakeClient(1000)
    listing = read(client, want=10, offset=5, keep=is_any)
    assert ids(listing) == list(range(5, 15))
    assert (listing.total_count, listing.truncated) == (1000, True)
    assert client.windows == [(0, 15)]


@pytest.mark.parametrize("counted", [True, False])
def test_rows_that_the_check_refuses_make_it_count_itself(counted: bool) -> None:
    client = FakeClient(301, counted=counted)
    listing = read(client, want=3, offset=2, keep=is_even)
    assert ids(listing) == [4, 6, 8]
    assert (listing.total_count, listing.truncated) == (151, True)
    assert client.windows[0] == (0, 5)
    assert client.windows[1][1] == 100
    everything = read(FakeClient(301), keep=is_even)
    assert (ids(everything)[-1], everything.total_count, everything.truncated) == (300, 151, False)


def test_a_row_that_goes_behind_the_window_makes_it_read_again() -> None:
    client = FakeClient(30, changes={1: lambda ids: ids.remove(3)})
    listing = read(client, page_size=10)
    assert ids(listing) == [number for number in range(30) if number != 3]
    assert listing.total_count == 29
    assert client.warnings == []


def test_a_row_that_comes_before_the_window_makes_it_read_again() -> None:
    client = FakeClient(30, changes={1: lambda ids: ids.insert(0, 99)})
    listing = read(client, page_size=10)
    assert ids(listing) == [99, *range(30)]
    assert client.warnings == []


def test_a_row_that_comes_at_the_end_is_read_in_passing() -> None:
    client = FakeClient(20, changes={1: lambda ids: ids.append(99)})
    assert ids(read(client, page_size=10)) == [*range(20), 99]
    assert len(client.asked) == 3


def test_a_shrinking_list_makes_it_read_again_also_when_only_some_are_wanted() -> None:
    client = FakeClient(30, changes={1: lambda ids: ids.remove(3)})
    listing = read(client, page_size=5, want=10)
    assert ids(listing) == [0, 1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert listing.total_count == 29


def test_a_list_that_never_rests_gives_all_that_was_seen_and_a_warning() -> None:
    client = FakeClient(30, changes={number: lambda ids: ids.insert(0, 100 + len(ids)) for number in range(1, 40)})
    listing = read(client, page_size=10)
    assert set(range(30)) <= set(ids(listing))
    assert len(ids(listing)) == len(set(ids(listing)))
    assert len(client.warnings) == 1
    assert "DescribeRows" in client.warnings[0]
    assert listing.total_count >= len(listing.items)


def test_a_count_that_promises_too_much_ends_after_three_scans() -> None:
    class Boasting(FakeClient):
        def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
            return {**super().call(action, params), "TotalCount": 20}

    client = Boasting(15)
    listing = read(client, page_size=10)
    assert ids(listing) == list(range(15))
    assert (listing.total_count, listing.truncated) == (20, True)
    assert len(client.asked) == 9
    assert len(client.warnings) == 1


@pytest.mark.parametrize("counted", [True, False])
def test_a_server_that_ignores_the_offset_does_not_trap_it(counted: bool) -> None:
    class Stuck(FakeClient):
        def page(self, offset: int, limit: int) -> list[Any]:
            return super().page(0, limit)

    client = Stuck(30, counted=counted)
    assert ids(read(client, page_size=10)) == list(range(10))
    assert len(client.asked) <= 9


def test_a_list_without_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pages, "MAX_PAGES", 5)
    with pytest.raises(TransportError, match="no end after 5 pages"):
        read(FakeClient(1000), page_size=10)


def test_a_page_that_comes_empty_by_mistake_is_noticed() -> None:
    class Forgetful(FakeClient):
        def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
            reply = super().call(action, params)
            return {"Rows": None, "TotalCount": None} if len(self.asked) == 2 else reply

    client = Forgetful(25)
    assert ids(read(client, page_size=10)) == list(range(25))
    assert client.warnings == []


def test_rows_that_are_null_are_no_rows() -> None:
    class Holey(FakeClient):
        def page(self, offset: int, limit: int) -> list[Any]:
            return [row if row["Id"] % 5 else None for row in super().page(offset, limit)]

    assert len(read(Holey(25), page_size=10).items) == 20


@pytest.mark.parametrize("unset", [{}, {"Id": None}, {"Id": ""}])
def test_rows_without_an_id_are_all_kept(unset: dict[str, Any]) -> None:
    class Nameless(FakeClient):
        def page(self, offset: int, limit: int) -> list[Any]:
            return [{"Text": row["Text"], **unset} for row in super().page(offset, limit)]

    assert len(read(Nameless(25), page_size=10).items) == 25
