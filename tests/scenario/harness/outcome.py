# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one task of a playbook did: its result, and the requests that reached the emulator meanwhile."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.journal import Entry

Json = dict[str, Any]

FAILURE_KEYS = frozenset({"msg", "error_code", "error_message", "request_id", "action", "retryable"})
#: Faults after which the client cannot know the id of its request.
NO_REPLY = frozenset({"drop_before", "drop_after", "truncated", "not_json", "html", "status", "missing_response"})


@dataclass(frozen=True)
class Outcome:
    """The outcome of one task; ``status`` is ok, failed, skipped or unreachable."""

    name: str
    status: str
    result: Json
    requests: tuple[Entry, ...] = field(repr=False)

    @property
    def failed(self) -> bool:
        """Whether the task failed."""
        return self.status != "ok"

    @property
    def changed(self) -> bool:
        """Whether the task says that it changed something."""
        return bool(self.result["changed"])

    @property
    def actions(self) -> list[str]:
        """The writes that the task says it made."""
        return list(self.result["actions"])

    @property
    def diff(self) -> Json:
        """The difference that the task shows."""
        return dict(self.result["diff"])

    @property
    def warnings(self) -> list[str]:
        """The warnings of the task."""
        return [str(warning) for warning in self.result.get("warnings", [])]

    @property
    def msg(self) -> str:
        """The message of a failure."""
        return str(self.result.get("msg", ""))

    @property
    def service(self) -> Json:
        """The service in the result."""
        return dict(self.result["service"])

    @property
    def writes(self) -> list[Entry]:
        """The writing requests of the task, refused and lost ones included."""
        return [entry for entry in self.requests if entry.write]

    @property
    def applied(self) -> list[str]:
        """The labels of the writes that took effect."""
        return [entry.label for entry in self.requests if entry.applied]

    @property
    def sent(self) -> list[str]:
        """The labels of all requests, in order."""
        return [entry.label for entry in self.requests]

    def body(self, label: str = "ModifyModelService") -> Json:
        """The members of the last request with that label."""
        found = [entry for entry in self.requests if entry.label == label]
        assert found, f"{self}\nsent no {label}"
        return found[-1].params

    def __str__(self) -> str:
        shown = {key: value for key, value in self.result.items() if key not in ("service", "services", "request_ids")}
        runs = itertools.groupby(f"{entry.label} -> {entry.outcome}" for entry in self.requests)
        sent = [
            f"{line} x{count}" if count > 1 else line for line, count in ((key, len(list(run))) for key, run in runs)
        ]
        return f"task {self.name!r} {self.status}: {json.dumps(shown, ensure_ascii=False)[:3000]}\nrequests: {sent}"

    def succeeded(self) -> Outcome:
        """Assert that the task did not fail, and return it."""
        assert not self.failed, str(self)
        return self

    def failed_with(self, code: str, *words: str) -> Outcome:
        """Assert that the task failed in the way all failures have: its code, the keys, these words in its message."""
        assert self.status == "failed", str(self)
        assert self.result.keys() >= FAILURE_KEYS, f"{self}\nlacks {FAILURE_KEYS - self.result.keys()}"
        assert self.result["error_code"] == code, str(self)
        for word in words:
            assert word in self.msg, f"{self}\ndoes not say {word!r}"
        return self

    def refused(self, *words: str) -> Outcome:
        """Assert that the task failed because of an option, without a request, and names the option."""
        self.failed_with("ClientError.InvalidOption", *words)
        assert not self.requests, str(self)
        assert self.result["request_id"] is None, str(self)
        assert self.result["action"] is None, str(self)
        return self

    def did_nothing(self) -> Outcome:
        """Assert success without a change or a write."""
        self.succeeded()
        assert not self.changed, str(self)
        assert not self.writes, str(self)
        return self

    def counts_its_requests(self) -> None:
        """Assert that request_ids are those of all requests that were answered, in order; pages come in parallel."""
        ids = self.result.get("request_ids", [])
        late = {entry.request_id for entry in self.requests if entry.fault == "slow"} - set(ids)
        answered = [entry for entry in self.requests if entry.outcome not in NO_REPLY and entry.request_id not in late]
        assert len(ids) == len(answered), str(self)
        rest = iter(ids)
        for _label, entries in itertools.groupby(answered, lambda entry: entry.label):
            expected = [entry.request_id for entry in entries]
            assert sorted(itertools.islice(rest, len(expected))) == sorted(expected), str(self)


def from_line(line: Mapping[str, Any], journal: list[Entry]) -> Outcome:
    """The outcome in a line that the callback plugin wrote."""
    first, last = line["requests"]
    return Outcome(line["name"], line["outcome"], dict(line["result"]), tuple(journal[first:last]))
