# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a list that the API gives out in pages by Offset and Limit, while others change it.

Source: section d of the API semantics.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError

MAX_SCANS = 3
MAX_PAGES = 1000

Row = dict[str, Any]
Keep = Callable[[Row], bool]


@dataclass(frozen=True)
class Listing:
    """`items` as asked for; `total_count` of all matches; `truncated`: more matches come after the items."""

    items: list[Row]
    total_count: int
    truncated: bool


@dataclass(frozen=True)
class _Query:
    """What to read: from row `first` of the server's list until `enough` matches (None: all)."""

    client: Client
    action: str
    params: Mapping[str, Any]
    items: str
    key: str
    page_size: int
    keep: Keep
    first: int
    enough: int | None


@dataclass
class _Scan:
    """One pass over the list; `kept` holds each match once, `total` the server's last count of all rows."""

    seen: set[Any] = field(default_factory=set)
    kept: dict[Any, Row] = field(default_factory=dict)
    received: int = 0
    dropped: bool = False
    total: int | None = None
    shrank: bool = False
    ended: bool = False

    def next_limit(self, query: _Query) -> int:
        """How many rows to ask for: a whole page, unless fewer can be enough."""
        if query.enough is None or self.dropped or (self.received and self.total is None):
            return query.page_size
        return max(1, min(query.page_size, query.enough - len(self.kept)))

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
            self.kept[identity] = row
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
) -> Listing:
    """Read a list in pages: all of it, or `want` matches after the first `offset` ones.

    `items` is the member of the reply that holds the rows, `key` the member of a row that identifies it, `page_size`
    what the API gives at most per call. `params` are sent with every page and choose filters and order. `keep` is the
    exact check of what the server matched: rows that it refuses do not count. Raises what Client.call raises.
    """
    skip = 0 if keep is None else offset
    enough = None if want is None else skip + want
    query = _Query(client, action, params, items, key, page_size, keep or _keep_all, offset - skip, enough)
    scan = _stable_scan(query)
    if scan.total is None and query.first > 0:
        return read_all(
            client, action, params, items=items, key=key, page_size=page_size, want=want, offset=offset, keep=_keep_all
        )
    rows = list(scan.kept.values())[skip:enough]
    total_count = query.first + len(scan.kept) if scan.kept else 0
    if scan.total is not None and not scan.dropped:
        total_count = max(total_count, scan.total)
    return Listing(rows, total_count, truncated=total_count > offset + len(rows))


def _keep_all(row: Row) -> bool:
    return True


def _stable_scan(query: _Query) -> _Scan:
    """The first scan during which the list stood still, or else all that several scans have seen, with a warning."""
    union: dict[Any, Row] = {}
    for _attempt in range(MAX_SCANS):
        scan = _scan(query)
        if scan.is_stable(query):
            return scan
        union = {**scan.kept, **{identity: row for identity, row in union.items() if identity not in scan.kept}}
    query.client.warn(
        f"{query.action}: the list kept changing while it was read {MAX_SCANS} times; entries may be missing."
    )
    scan.kept = union
    return scan


def _scan(query: _Query) -> _Scan:
    scan = _Scan()
    for _number in range(MAX_PAGES):
        window = {"Offset": query.first + scan.received, "Limit": scan.next_limit(query)}
        reply = query.client.call(query.action, {**query.params, **window})
        scan.note(query, reply.get(query.items) or [], reply.get("TotalCount"))
        if scan.ended or scan.has_enough(query):
            return scan
    raise TransportError(
        f"{query.action}: the list has no end after {MAX_PAGES} pages.",
        error_code="ClientError.BadReply",
        hint="Narrow it with filters or a limit.",
        request_was_sent=True,
        action=query.action,
    )
