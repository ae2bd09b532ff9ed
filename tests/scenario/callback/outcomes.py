# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Callback plugin of the scenario tests: each task's result as a line of JSON, and the emulator turned between tasks."""

from __future__ import annotations

import json
import os
import urllib.request
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: outcomes
type: aggregate
short_description: Writes each task's result to a file and turns the emulator before a task
description:
  - The environment variable SCENARIO_OUTCOMES names the file, SCENARIO_EMULATOR the address of the emulator.
  - A task with a variable C(emulator) has the requests in it (method, address, body) sent to the control addresses first.
"""


class CallbackModule(CallbackBase):
    """See DOCUMENTATION."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "outcomes"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first = 0

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        """Turn the emulator as the task wants it, and remember how many requests there were before."""
        for method, address, body in task.vars.get("emulator", ()):
            control(method, address, body)
        self._first = count()

    def v2_runner_on_ok(self, result: Any) -> None:
        """Note a success."""
        self._note(result, "ok")

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        """Note a failure."""
        self._note(result, "failed")

    def v2_runner_on_skipped(self, result: Any) -> None:
        """Note a task that was skipped."""
        self._note(result, "skipped")

    def v2_runner_on_unreachable(self, result: Any) -> None:
        """Note a host that could not be reached."""
        self._note(result, "unreachable")

    def _note(self, result: Any, outcome: str) -> None:
        newer = hasattr(type(result), "result")  # ansible-core 2.19
        task, values = (result.task, result.result) if newer else (result._task, result._result)
        line = {
            "name": task.get_name(),
            "outcome": outcome,
            "result": values,
            "requests": [self._first, count()],
        }
        with open(os.environ["SCENARIO_OUTCOMES"], "a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=str) + "\n")


def control(method: str, address: str, body: Any) -> Any:
    """Call a control address of the emulator; a refusal is an error."""
    request = urllib.request.Request(
        f"{os.environ['SCENARIO_EMULATOR']}/_emulator/{address}",
        data=json.dumps(body).encode(),
        method=method,
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as reply:
        return json.load(reply)


def count() -> int:
    """The number of requests that the emulator has received so far."""
    return int(control("GET", "health", {})["requests"])
