# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a writing task promises, whatever service it finds and whatever part of the options it is given."""

from __future__ import annotations

from typing import Any

from scenario.harness.outcome import FAILURE_KEYS, Outcome
from scenario.harness.services import base

from .deeds import settings_of
from .inside import Inside
from .judge import TRACEBACK, brief
from .wishes import touched

Json = dict[str, Any]

NAME = "chat"
MODULE = "tione_model_service"
#: Errors that say that a wish cannot be: it is refused here, or by the rules of the API.
REFUSALS = ("ClientError.InvalidOption", "ClientError.Conflict", "InvalidParameterValue", "MissingParameter")


def is_clear(outcome: Outcome) -> None:
    """Assert that a failure has all its keys, a message, and no traceback."""
    assert outcome.result.keys() >= FAILURE_KEYS, str(outcome)
    assert outcome.result["error_code"] != "ClientError.Unexpected", str(outcome)
    assert TRACEBACK not in str(outcome.result), str(outcome)
    assert outcome.msg.strip(), str(outcome)


def keeps(inside: Inside, service: Json, wish: Json) -> str:
    """Assert all promises for one wish; says whether it was refused, was no change or changed something."""
    emulator = inside.emulator
    emulator.reset()
    emulator.add_service(NAME, info=base(service["base"]), status=service["status"])
    inside.run(MODULE, {"service_group_name": NAME, **service["settings"]})
    inside.settle()
    before, options = settings_of(emulator, NAME), {"service_group_name": NAME, **wish}
    check = inside.run(MODULE, options, check=True)
    assert not check.writes, f"check mode wrote: {brief(check)}"
    assert settings_of(emulator, NAME) == before
    real = inside.run(MODULE, options)
    inside.settle()
    after = settings_of(emulator, NAME)
    assert before.keys() == after.keys()
    changed = {name for name in before[1] if _said(before[1][name]) != _said(after[1][name])}
    assert changed <= touched(wish), f"{changed - touched(wish)} changed as well: {brief(real)}"
    if real.failed:
        return _refused(real, changed)
    return _done(inside, options, check, real)


def _said(value: Any) -> Any:
    """What a setting says: members that are null, empty, 0 or off say the same as none."""
    if isinstance(value, dict):
        return {name: _said(member) for name, member in value.items() if member} or None
    return value


def _refused(real: Outcome, changed: set[str]) -> str:
    is_clear(real)
    assert str(real.result["error_code"]).startswith(REFUSALS), f"a wish that the API could fulfil: {real}"
    assert not changed, f"refused, and yet {changed} changed: {brief(real)}"
    return "refused"


def _done(inside: Inside, options: Json, check: Outcome, real: Outcome) -> str:
    for key in ("changed", "actions", "diff"):
        assert check.result[key] == real.result[key], f"{key}: {brief(check)}, {check.diff}; {brief(real)}, {real.diff}"
    assert real.applied == real.actions == [entry.label for entry in real.writes], brief(real)
    inside.settle()
    again = inside.run(MODULE, options)
    assert not again.failed, str(again)
    assert not again.changed and not again.writes, f"changed again: {brief(again)}, {again.diff}; first {real.diff}"
    return "changed" if real.changed else "as wished"
