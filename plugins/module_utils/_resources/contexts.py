# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that the API gives out in pages by a cursor: each reply holds the Context that asks for the next page."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import MAX_PAGES, Row
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import (
    Paging,
    Request,
    Source,
    check_window,
    kept,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

CONTEXT = Field(
    "context",
    "Context",
    doc="Give it as O(context) to read on where the list ends; null when there is no more.",
)
TRUNCATED = Field("truncated", "", "bool", doc="Whether there may be more than is returned.")


def by_context(page_size: int, default_limit: int) -> Paging:
    """Pages by Context and Limit."""

    def read(session: Session, source: Source, request: Request) -> dict[str, Any]:
        reader = _Reader(session, source, request, page_size)
        reader.read_all()
        return {source.rows.name: reader.rows, "context": reader.context, "truncated": reader.context is not None}

    options = {
        "context": Option(
            "RV(context) of an earlier task with the same options: the list goes on where that one ended."
        ),
        "offset": Option("How many are skipped; not with O(context).", {"type": "int", "default": 0}),
        "limit": Option(
            f"How many are returned at most, any positive number. They are read in pages of {page_size}.",
            {"type": "int", "default": default_limit},
        ),
    }
    return Paging(read, options, (CONTEXT, TRUNCATED), (check_window,))


class _Reader:
    """Reads page after page until there are enough rows, no context, or nothing new.

    context  asks for what follows `rows`; None when nothing does
    """

    def __init__(self, session: Session, source: Source, request: Request, page_size: int) -> None:
        self._session = session
        self._source = source
        self._request = request
        self._page_size = page_size
        self._wanted: int = session.params["limit"]
        self._keep = source.keep(session.params)
        self._seen: set[str] = set()
        self.rows: list[Row] = []
        self.context: str | None = session.params["context"] or None

    def read_all(self) -> None:
        """Read as many rows as the task wants.

        :raises TransportError: there is no end
        """
        start = {"Context": self.context} if self.context else {"Offset": self._session.params["offset"]}
        for _number in range(MAX_PAGES):
            new = self._page({name: value for name, value in start.items() if value})
            if not new:
                self.context = None
            if not self.context or len(self.rows) >= self._wanted:
                return
            start = {"Context": self.context}
        raise TransportError(
            f"{self._source.action}: the list has no end after {MAX_PAGES} pages.",
            error_code="ClientError.BadReply",
            hint="Narrow it with a time range or a limit.",
            request_was_sent=True,
            action=self._source.action,
        )

    def _page(self, start: Request) -> bool:
        """Read one page. False: it brings nothing new, so that the contexts lead in a circle or to the end."""
        limit = min(self._page_size, self._wanted - len(self.rows))
        reply = self._session.client.call(self._source.action, {**self._request, **start, "Limit": limit})
        page = reply.get(self._source.rows.api) or []
        new = [row for row in page if _identity(row) not in self._seen]
        self._seen.update(map(_identity, new))
        self.rows += kept(new, self._keep)
        self.context = reply.get("Context") or None
        if page and not new:
            self._session.client.warn(
                f"{self._source.action}: the same entries came again and again; entries may be missing."
            )
        return bool(new)


def _identity(row: Any) -> str:
    """What tells a row apart from those of other pages: its id, or else all of it."""
    named = row.get("Id") if isinstance(row, dict) else None
    return str(named) if named else json.dumps(row, sort_keys=True)
