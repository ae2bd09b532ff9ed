# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client without a network: answers come from a script, time passes only when somebody sleeps."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client, is_read
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline, OutOfTimeError
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CheckModeError
from fake_http import FakeClock


class ScriptedClient(Client):
    """Keeps what the real client promises to its callers, without sending anything.

    Answers are replies, exceptions to raise, or functions of the parameters; the last one is given for ever.
    """

    def __init__(self, answers: Iterable[Any] = (), *, check_mode: bool = False) -> None:
        self.clock: FakeClock = FakeClock()
        self.check_mode = check_mode
        self.config: Any = SimpleNamespace(region="ap-guangzhou")
        self.warnings: list[str] = []
        self.warn = self.warnings.append
        self.request_ids: list[str] = []
        self.last_action: str | None = None
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._answers = list(answers)
        self._deadlines: list[Deadline] = []

    @property
    def actions(self) -> list[str]:
        """The actions that were called, in order."""
        return [action for action, _params in self.calls]

    def call(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """The next answer; in check mode no write, and nothing at all after the deadline."""
        if self.check_mode and not is_read(action):
            raise CheckModeError(action)
        self.last_action = action
        if self._deadlines and self._deadlines[-1].expired:
            raise OutOfTimeError(action, self._deadlines[-1])
        self.calls.append((action, dict(params)))
        return self.answer(action, params)

    def answer(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """What the service says."""
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        self.request_ids.append(f"request-{len(self.calls)}")
        return dict(answer(params) if callable(answer) else answer)

    @contextlib.contextmanager
    def within(self, deadline: Deadline) -> Iterator[None]:
        """Bound the calls in the block by a deadline."""
        self._deadlines.append(deadline)
        try:
            yield
        finally:
            self._deadlines.pop()
