# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a list that the API gives out in pages by Offset and Limit, while others change it.

Pages are noted in their order, and each decides which one comes next. The first tells how many there are: threads read
the others ahead, so that many slow replies take little time.

Source: section d of the API semantics.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from ansible_collections.community.tencentcloud.plugins.module_utils import _collector
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._parallel import ReadAhead

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client

MAX_SCANS = 3
MAX_PAGES = 1000
MIN_THREADS = 2
MAX_THREADS = 8
CALLS_PER_SECOND = 20

Row = dict[str, Any]
Window = tuple[int, int]
Keep = Callable[[Row], bool]
Show = Callable[[Row], Any]


class Listing(NamedTuple):
    """`items` as asked for; `total_count` of all matches; `truncated`: more matches come after the items."""

    items: list[Any]
    total_count: int
    truncated: bool


class _Query(NamedTuple):
    """What to read: from row `first` of the server's list until `enough` matches (None: all)."""

    client: Client
    action: str
    params: Mapping[str, Any]
    items: str
    key: str
    page_size: int
    keep: Keep
    show: Show
    first: int
    enough: int | None

    def read(self, window: Window) -> Mapping[str, Any]:
        """The reply for a window of the server's list: its first row, and how many rows at most."""
        offset, limit = window
        return self.client.call(self.action, {**self.params, "Offset": offset, "Limit": limit})


class _Scan:
    """One pass over the list; `kept` holds each match once, `total` the server's last count of all rows."""

    def __init__(self) -> None:
        self.seen: set[Any] = set()
        self.kept: dict[Any, Any] = {}
        self.received = 0
        self.dropped = False
        self.total: int | None = None
        self.shrank = False
        self.ended = False

    def next_window(self, query: _Query, skipped: int = 0) -> Window:
        """What to ask for: a whole page, unless fewer rows can be enough; `skipped` rows later, if those all match."""
        offset, limit = query.first + self.received + skipped, query.page_size
        if query.enough is not None and not self.dropped and not (self.received and self.total is None):
            limit = max(1, min(limit, query.enough - len(self.kept) - skipped))
        return offset, limit

    def rest(self, query: _Query) -> list[Window]:
        """After the first page: the windows that are needed besides if the list stands still and all its rows match."""
        missing = (self.total or 0) - query.first - self.received
        if query.enough is not None and not self.dropped:
            missing = min(missing, query.enough - len(self.kept))
        return [self.next_window(query, skipped) for skipped in range(0, missing, self.received)[: MAX_PAGES - 1]]

    def note(self, query: _Query, page: list[Any], total: object) -> None:
        """Take a page and the server's count of all rows. The count and single rows may be null."""
        count = total if isinstance(total, int) else self.total
        self.shrank = self.shrank or (count is not None and self.total is not None and count < self.total)
        self.total = count
        self.received += len(page)
        known = len(self.seen)
        for row in page:
            if row is not None:
                self._note_row(query, row)
        brought_nothing = len(self.seen) == known
        reached_total = count is not None and query.first + self.received >= count
        self.ended = not page or reached_total or (count is None and brought_nothing)

    def _note_row(self, query: _Query, row: Row) -> None:
        named = row.get(query.key)
        identity = object() if named in (None, "") else named
        self.seen.add(identity)
        if query.keep(row):
            self.kept[identity] = query.show(row)
        else:
            self.dropped = True
            self.kept.pop(identity, None)

    def has_enough(self, query: _Query) -> bool:
        """Whether the rest need not be read: all rows so far match, so the server's count can be believed."""
        return (
            query.enough is not None and self.total is not None and not self.dropped and len(self.kept) >= query.enough
        )

    def is_stable(self, query: _Query) -> bool:
        """Whether no row can have slipped through between two pages."""
        missed = self.ended and len(self.seen) < (self.total or 0) - query.first
        return not self.shrank and not missed


def read_all(
    client: Client,
    action: str,
    params: Mapping[str, Any],
    *,
    items: str,
    key: str,
    page_size: int = 100,
    want: int | None = None,
    offset: int = 0,
    keep: Keep | None = None,
    show: Show | None = None,
) -> Listing:
    """Read a list in pages: all of it, or `want` matches after the first `offset` ones.

    `items` is the member of the reply that holds the rows, `key` the member of a row that identifies it, `page_size`
    what the API gives at most per call. `params` are sent with every page and choose filters and order. `keep` is the
    exact check of what the server matched: rows that it refuses do not count. `show` makes the items of rows, while other
    pages are still under way. Raises what Client.call raises.
    """
    skip = 0 if keep is None else offset
    enough = None if want is None else skip + want
    query = _Query(
        client, action, params, items, key, page_size, keep or _keep_all, show or _as_it_is, offset - skip, enough
    )
    scan = _stable_scan(query)
    if scan.total is None and query.first > 0:
        return read_all(
            client,
            action,
            params,
            items=items,
            key=key,
            page_size=page_size,
            want=want,
            offset=offset,
            keep=_keep_all,
            show=show,
        )
    rows = list(scan.kept.values())[skip:enough]
    total_count = query.first + len(scan.kept) if scan.kept else 0
    if scan.total is not None and not scan.dropped:
        total_count = max(total_count, scan.total)
    return Listing(rows, total_count, truncated=total_count > offset + len(rows))


def _keep_all(row: Row) -> bool:
    return True


def _as_it_is(row: Row) -> Row:
    return row


def _useful_threads(seconds: float) -> int:
    """How many threads fill the rate that the API allows if each reply takes so long.

    More would only have more requests meet at a server that halts for a moment, which then are too many for a second.
    """
    return MIN_THREADS + int(seconds * CALLS_PER_SECOND)


def _stable_scan(query: _Query) -> _Scan:
    """The first scan during which the list stood still, or else all that several scans have seen, with a warning."""
    union: dict[Any, Any] = {}
    for attempt in range(MAX_SCANS):
        scan = _scan(query, MAX_THREADS if attempt == 0 else 1)
        if scan.is_stable(query):
            return scan
        union = {**scan.kept, **{identity: row for identity, row in union.items() if identity not in scan.kept}}
    query.client.warn(
        f"{query.action}: the list kept changing while it was read {MAX_SCANS} times; entries may be missing."
    )
    scan.kept = union
    return scan


def _scan(query: _Query, threads: int) -> _Scan:
    """One pass over the list, with at most so many threads.

    Replies that were read ahead serve as long as they are those that it would ask for.
    """
    scan, begin = _Scan(), time.monotonic()
    with _collector.paused(), ReadAhead(query.read) as pages:
        for number in range(MAX_PAGES):
            reply = pages.get(scan.next_window(query))
            scan.note(query, reply.get(query.items) or [], reply.get("TotalCount"))
            if scan.ended or scan.has_enough(query):
                return scan
            if number == 0:
                pages.expect(scan.rest(query), min(threads, _useful_threads(time.monotonic() - begin)))
    raise TransportError(
        f"{query.action}: the list has no end after {MAX_PAGES} pages.",
        error_code="ClientError.BadReply",
        hint="Narrow it with filters or a limit.",
        request_was_sent=True,
        action=query.action,
    )
