# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in all that Ansible can be told to write down: a slice of the search of tests/hard."""

from __future__ import annotations

from emulator.server import Emulator
from hard import leaks

from scenario.harness.playbook import Playbook


def test_no_place_shows_a_secret(emu: Emulator, playbook: Playbook) -> None:
    """Every second task, with all callbacks, a log and a cache of facts; an inventory with its cache."""
    search = leaks.Search(leaks.seed(emu))
    *tasks, keep, _show = leaks.all_tasks()
    chosen = tasks[::2]
    kept = {single["register"] for single in chosen if "register" in single}
    facts = keep["ansible.builtin.set_fact"]
    keep["ansible.builtin.set_fact"] = {key: value for key, value in facts.items() if key in kept | {"cacheable"}}
    leaks.search_inventory(playbook, search)
    leaks.search_play(playbook, [*chosen, keep], search)
    assert len(search.places) > 100
    assert not search.found, "\n".join(f"{place}: {text}" for place, text in search.found.items())
