# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task four times: in check mode, for real, in check mode again, for real again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .outcome import Json, Outcome
from .playbook import MODULE, Control, Task, task

NOTHING: Json = {"before": {}, "after": {}}


def four_tasks(
    options: Mapping[str, Any],
    module: str = MODULE,
    *,
    before_check: Iterable[Control] = (),
    before_real: Iterable[Control] = (),
    before_again: Iterable[Control] = (),
    **keywords: Any,
) -> list[Task]:
    """The four tasks; the control requests are made before each of the first three."""
    return [
        task(module, options, check=True, emulator=before_check, **keywords),
        task(module, options, emulator=before_real, **keywords),
        task(module, options, check=True, emulator=before_again, **keywords),
        task(module, options, **keywords),
    ]


@dataclass(frozen=True)
class Four:
    """The outcomes of the four."""

    check: Outcome
    real: Outcome
    check_again: Outcome
    real_again: Outcome

    def converges(self, actions: list[str] | None = None) -> Four:
        """Assert that check mode predicts the change, the change is made once, and then nothing is left to do."""
        self.predicts()
        assert self.real.changed, str(self.real)
        if actions is not None:
            assert self.real.actions == actions, str(self.real)
        return self.settles()

    def predicts(self) -> Four:
        """Assert that check mode sends no write and says what the real run then does."""
        check, real = self.check.succeeded(), self.real.succeeded()
        assert not check.writes, str(check)
        assert check.changed == real.changed, f"{check}\n{real}"
        assert check.actions == real.actions, f"{check}\n{real}"
        assert check.diff == real.diff, f"{check}\n{real}"
        assert real.applied == [entry.label for entry in real.writes] == real.actions, str(real)
        assert real.changed == bool(real.actions), str(real)
        same_keys(check.result, real.result)
        for outcome in (check, real):
            outcome.counts_its_requests()
        return self

    def settles(self) -> Four:
        """Assert that the second pair finds nothing to do."""
        for outcome in (self.check_again, self.real_again):
            outcome.did_nothing()
            assert outcome.actions == [], str(outcome)
            assert outcome.diff == NOTHING, str(outcome)
            same_keys(self.real.result, outcome.result)
        return self

    def is_equal(self) -> Four:
        """Assert that nothing differs from the beginning."""
        self.predicts()
        assert not self.real.changed, str(self.real)
        assert self.real.diff == NOTHING, str(self.real)
        return self


def same_keys(left: Json, right: Json) -> None:
    """Assert that two results have the same keys, and so have the services in them, unless one is yet to be made."""
    optional = {"warnings", "deprecations"}
    assert left.keys() - optional == right.keys() - optional
    if (left.get("service") or {}).get("service_id", "") is None:
        return
    for path in ((), ("service_info",)):
        one, other = left.get("service"), right.get("service")
        for step in path:
            one, other = (one or {}).get(step), (other or {}).get(step)
        assert (one or {}).keys() == (other or {}).keys()


def untouched(before: Json, after: Json, except_members: Iterable[str]) -> None:
    """Assert that all stored settings are as before, but for the named API members."""
    ignored = set(except_members)
    old, new = before["Settings"], after["Settings"]
    differing = {name: (old.get(name), new.get(name)) for name in old if old.get(name) != new.get(name)}
    assert not differing.keys() - ignored, {name: differing[name] for name in differing.keys() - ignored}
