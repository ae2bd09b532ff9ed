# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret in any place where Ansible shows or keeps something."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenario.harness.playbook import Playbook

from hard import leaks
from hard.ledger import SECRETS, Ledger


@pytest.mark.parametrize("path", ["fast", "shipped"])
def test_modules_and_lookups(path: str, playbook: Playbook, warm: Path, ledger: Ledger) -> None:
    """All modules and lookups, in success and failure."""
    search = leaks.Search(leaks.seed(playbook.emulator))
    tasks = leaks.all_tasks()
    for single in tasks if path == "shipped" else []:
        shipped = {"community_tencentcloud_in_process": False, "ansible_python_interpreter": str(warm)}
        single.setdefault("vars", {}).update(shipped)
    outcomes = leaks.search_play(playbook, tasks, search)
    _judge(search, ledger)
    statuses = [outcome.status for outcome in outcomes]
    assert statuses.count("ok") > 20 and statuses.count("failed") > 10, statuses


def test_inventory(playbook: Playbook, ledger: Ledger) -> None:
    """The inventory and its cache."""
    search = leaks.Search(leaks.seed(playbook.emulator))
    leaks.search_inventory(playbook, search)
    _judge(search, ledger)


def test_rollout(playbook: Playbook, ledger: Ledger) -> None:
    """A rollout that fails, and its reports."""
    search = leaks.Search(leaks.seed(playbook.emulator))
    leaks.search_rollout(playbook, search)
    _judge(search, ledger)


def test_the_search_finds_secrets(tmp_path: Path) -> None:
    """In any of their spellings, in any file."""
    search = leaks.Search({"password": leaks.GIVEN["password"]})
    (tmp_path / "a").write_text("password%20no", encoding="utf-8")
    search.look_into_files("files", tmp_path)
    assert not search.found
    for number, spelling in enumerate(leaks.spellings(leaks.GIVEN["password"])):
        (tmp_path / "a").write_text(f"x{spelling}x", encoding="utf-8")
        search.look_into_files(f"files {number}", tmp_path)
    assert len(search.found) == 3


def _judge(search: leaks.Search, ledger: Ledger) -> None:
    ledger.note(
        SECRETS, len(search.places), len(search.found), found=[f"{kind}: {name}" for kind, name in search.found]
    )
    assert not search.found, "\n".join(f"{place}: {text}" for place, text in search.found.items())
