# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the pager against a list that can change between two pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _pages, _parallel
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Listing, read_all
from hypothesis import given, settings
from hypothesis import strategies as st

Change = Callable[[list[int]], None]


class FakeClient:
    """A client whose server holds rows 0 .. count-1; `changes` are applied before the call of that number.

    `threads` are those that made the calls.
    """

    def __init__(
        self, count: int, *, most: int = 100, counted: bool = True, changes: dict[int, Change] | None = None
    ) -> None:
        self.ids = list(range(count))
        self.most = most
        self.counted = counted
        self.changes = changes or {}
        self.asked: list[dict[str, Any]] = []
        self.threads: list[threading.Thread] = []
        self.lock = threading.Lock()
        self.warnings: list[str] = []
        self.warn = self.warnings.append

    @property
    def windows(self) -> list[tuple[int, int]]:
        return [(params["Offset"], params["Limit"]) for params in self.asked]

    def page(self, offset: int, limit: int) -> list[Any]:
        return [{"Id": number, "Text": "x"} for number in self.ids[offset : offset + min(limit, self.most)]]

    def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        with self.lock:
            self.changes.get(len(self.asked), lambda ids: None)(self.ids)
            self.asked.append(dict(params))
            self.threads.append(threading.current_thread())
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
    assert sorted(client.windows) == [(0, 100), (10, 100), (20, 100)]


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


@pytest.mark.parametrize("counted", [True, False])
def test_items_are_shown_after_the_check_has_seen_the_rows(counted: bool) -> None:
    def number_of(row: dict[str, Any]) -> dict[str, Any]:
        return {"Number": row["Id"]}

    whole = read(FakeClient(250, counted=counted), keep=is_even, show=number_of)
    assert whole.items == [{"Number": number} for number in range(0, 250, 2)]
    part = read(FakeClient(250, counted=counted), offset=120, want=2, show=number_of)
    assert (part.items, part.total_count) == ([{"Number": 120}, {"Number": 121}], 250)


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

    client = Boasting(15)  # each pass asks for rows 0, 10 and 15; the first one reads ahead besides
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


# Pages that are read ahead


class SlowClient(FakeClient):
    """Pages take some of these milliseconds before the server looks at its list, so that they overtake each other."""

    def __init__(self, count: int, delays: list[int], **options: Any) -> None:
        super().__init__(count, **options)
        self.delays = delays

    def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        time.sleep(self.delays[params["Offset"] % len(self.delays)] / 1000)
        return super().call(action, params)


def read_with_threads(client: Any, **options: Any) -> Listing:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_pages, "MIN_THREADS", _pages.MAX_THREADS)
        return read(client, **options)


def read_without_threads(client: Any, **options: Any) -> Listing:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(_pages, "MAX_THREADS", 1)
        listing = read(client, **options)
    assert {thread is threading.current_thread() for thread in client.threads} == {True}
    return listing


@pytest.mark.parametrize(("seconds", "expected"), [(0.0, 2), (0.049, 2), (0.06, 3), (0.2, 6), (0.3, 8), (30, 602)])
def test_slow_replies_need_more_threads(seconds: float, expected: int) -> None:
    assert _pages._useful_threads(seconds) == expected


OPTIONS = st.fixed_dictionaries(
    {"page_size": st.integers(1, 20)},
    optional={
        "want": st.integers(1, 150),
        "offset": st.integers(0, 150),
        "keep": st.sampled_from([is_any, is_even, lambda row: row["Id"] < 40]),
    },
)


@settings(deadline=None)
@given(count=st.integers(0, 150), most=st.integers(1, 25), options=OPTIONS)
def test_the_result_is_that_of_reading_page_after_page(count: int, most: int, options: dict[str, Any]) -> None:
    ahead, slowly = FakeClient(count, most=most), FakeClient(count, most=most)
    assert read_with_threads(ahead, **options) == read_without_threads(slowly, **options)
    if "keep" not in options:
        assert sorted(ahead.windows) == slowly.windows
    assert (ahead.warnings, slowly.warnings) == ([], [])


CHANGES: dict[str, Change] = {
    "one goes": lambda ids: ids.remove(ids[len(ids) // 3]),
    "one comes first": lambda ids: ids.insert(0, 1000),
    "one comes last": lambda ids: ids.append(1000),
    "one comes amid": lambda ids: ids.insert(len(ids) // 2, 1000),
    "two go": lambda ids: ids.__delitem__(slice(2)),
}


@settings(deadline=None, max_examples=50)
@given(
    delays=st.lists(st.integers(0, 2), min_size=1, max_size=7),
    when=st.integers(1, 8),
    change=st.sampled_from(sorted(CHANGES)),
    page_size=st.integers(3, 12),
)
def test_a_list_that_shifts_while_pages_overtake_each_other_is_read_again(
    delays: list[int], when: int, change: str, page_size: int
) -> None:
    client = SlowClient(30, delays, changes={when: CHANGES[change]})
    listing = read_with_threads(client, page_size=page_size)
    assert sorted(ids(listing)) == sorted(client.ids)
    assert listing.total_count == len(client.ids)
    assert client.warnings == []


def test_after_a_list_that_shifted_it_reads_page_after_page() -> None:
    client = FakeClient(100, changes={1: lambda ids: ids.remove(3)})
    listing = read(client, page_size=10)
    assert len(ids(listing)) == 99
    again = next(number for number, window in enumerate(client.windows) if number and window == (0, 10))
    assert client.windows[again:] == [(offset, 10) for offset in range(0, 100, 10)]
    assert {thread is threading.current_thread() for thread in client.threads[again:]} == {True}
    assert threading.current_thread() not in client.threads[1:again]


def test_eight_pages_are_on_their_way_at_once() -> None:
    together = threading.Barrier(8)

    class Together(FakeClient):
        def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
            if params["Offset"]:
                together.wait(10)
            return super().call(action, params)

    client = Together(250)
    assert ids(read_with_threads(client, page_size=10)) == list(range(250))
    assert len(set(client.threads)) == 9
    assert not any(thread.is_alive() for thread in client.threads[1:] if thread is not threading.current_thread())


def test_one_more_page_needs_no_thread() -> None:
    client = FakeClient(20)
    assert ids(read(client, page_size=10)) == list(range(20))
    assert set(client.threads) == {threading.current_thread()}


def test_without_a_count_it_reads_page_after_page() -> None:
    client = FakeClient(100, counted=False)
    assert ids(read(client, page_size=10)) == list(range(100))
    assert set(client.threads) == {threading.current_thread()}


@pytest.mark.parametrize("keep", [None, is_any])
def test_no_more_pages_are_read_ahead_than_can_be_wanted(keep: Any) -> None:
    client = FakeClient(1000)
    assert ids(read(client, want=35, page_size=10, keep=keep)) == list(range(35))
    assert sorted(client.windows) == [(0, 10), (10, 10), (20, 10), (30, 5)]
    assert threading.current_thread() not in client.threads[1:]


def test_if_they_do_not_all_match_it_goes_on_page_after_page() -> None:
    client = FakeClient(100)
    listing = read(client, want=40, page_size=10, keep=lambda row: row["Id"] < 15)
    assert (ids(listing), listing.total_count) == (list(range(15)), 15)
    assert sorted(client.windows[:4]) == [(0, 10), (10, 10), (20, 10), (30, 10)]
    assert client.windows[4:] == [(offset, 10) for offset in range(40, 100, 10)]
    assert set(client.threads[4:]) == {threading.current_thread()}


def test_if_the_first_page_tells_that_all_have_to_be_counted_all_are_read_ahead() -> None:
    client = FakeClient(100)
    listing = read(client, want=15, page_size=10, keep=is_even)
    assert (len(ids(listing)), listing.total_count, listing.truncated) == (15, 50, True)
    assert sorted(client.windows) == [(offset, 10) for offset in range(0, 100, 10)]
    assert threading.current_thread() not in client.threads[1:]


def test_pages_that_turn_out_short_are_no_harm() -> None:
    class Uneven(FakeClient):
        def page(self, offset: int, limit: int) -> list[Any]:
            return super().page(offset, limit if offset != 20 else 3)

    client = Uneven(100)
    assert ids(read(client, page_size=10)) == list(range(100))
    assert client.warnings == []
    assert client.windows[-8:] == [(offset, 10) for offset in range(23, 100, 10)]


def test_a_count_that_lies_does_not_make_it_read_for_ever() -> None:
    class Boasting(FakeClient):
        def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
            return {**super().call(action, params), "TotalCount": 10**12}

    client = Boasting(15)  # each pass asks for rows 0, 10 and 15; the first one reads ahead besides
    assert ids(read(client, page_size=10)) == list(range(15))
    assert len(client.asked) <= _pages.MAX_THREADS * _parallel.AHEAD_PER_THREAD + 3 * _pages.MAX_SCANS
    assert len(client.warnings) == 1


@pytest.mark.parametrize("broken", [(10,), (250,), (30, 10, 20), (10, 990)])
def test_the_first_page_that_fails_is_the_failure_and_the_rest_is_not_asked_for(broken: tuple[int, ...]) -> None:
    class Broken(SlowClient):
        def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
            reply = super().call(action, params)
            if params["Offset"] in broken:
                raise TransportError(f"Page {params['Offset']} broke.", request_was_sent=True)
            return reply

    client = Broken(1000, [2] * 11 + [1])
    with pytest.raises(TransportError, match=f"Page {min(broken)} broke"):
        read_with_threads(client, page_size=10)
    assert len(client.asked) <= min(broken) // 10 + 40
    assert not any(thread.is_alive() for thread in client.threads[1:])
