# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of every request: what tests look at to see what a client really did."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .description import Json


@dataclass
class Entry:
    """One request and what became of it."""

    seq: int
    time: float
    action: str
    region: str
    #: The action changes something, by the API description.
    write: bool
    params: Json
    #: Request headers in lower case; Authorization without its signature, no token.
    headers: dict[str, str]
    remote_port: int
    #: Number of the TCP connection, from 1 in the life of the server.
    connection: int
    #: ``ok``, an error code, or the kind of the fault that spoiled the reply.
    outcome: str = ""
    #: Kind of the fault that was in play, also when the reply was good.
    fault: str = ""
    #: The write took effect.
    applied: bool = False
    request_id: str = ""

    @property
    def label(self) -> str:
        """The action, with ``:STOP``, ``:RESUME`` or ``:SCALE`` when it carries such a verb."""
        verb = self.params.get("ServiceAction")
        return f"{self.action}:{verb}" if verb else self.action

    def as_dict(self) -> dict[str, Any]:
        """All fields, ready for JSON."""
        return {**dataclasses.asdict(self), "label": self.label}


@dataclass
class Journal:
    """The entries in the order of their arrival."""

    entries: list[Entry] = field(default_factory=list)
    _last_seq: int = 0

    def open(self, **facts: Any) -> Entry:
        """Begin the entry of a request that has just arrived and return it."""
        self._last_seq += 1
        entry = Entry(seq=self._last_seq, **facts)
        self.entries.append(entry)
        return entry

    def writes(self) -> list[Entry]:
        """The entries of writing actions, refused and lost ones included."""
        return [entry for entry in self.entries if entry.write]

    def applied(self) -> list[Entry]:
        """The entries of writes that took effect."""
        return [entry for entry in self.entries if entry.applied]

    def actions(self) -> list[str]:
        """The labels of all entries, in order."""
        return [entry.label for entry in self.entries]

    def of(self, action: str) -> list[Entry]:
        """The entries of one action; ``ModifyModelService:STOP`` selects by verb too."""
        return [entry for entry in self.entries if action in (entry.action, entry.label)]

    def last(self, action: str | None = None) -> Entry:
        """The newest entry (of an action); LookupError when there is none."""
        found = self.entries if action is None else self.of(action)
        if not found:
            raise LookupError(f"no request for {action or 'anything'} in the journal")
        return found[-1]

    def connections(self) -> int:
        """How many TCP connections the entries came over."""
        return len({entry.connection for entry in self.entries})

    def clear(self) -> None:
        """Forget all entries; numbers go on."""
        self.entries.clear()

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self.entries))
