# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measurements of large inventories, as ansible-inventory reads and prints them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import accounts
from .cost import BenchError
from .many import LIMIT, PAGE
from .model import Bench, Figures
from .plays import Run

HOSTS = 5_000
CACHE = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile"}


def inventoried(what: str, **options: Any) -> Callable[[Bench], Figures]:
    """ansible-inventory with a flag for an account; `beyond paging` is what it takes beyond what the limit dictates."""

    def measure(bench: Bench) -> Figures:
        pages = accounts.fleet_size(HOSTS, bench.brief) // PAGE
        run = bench.runner.inventory(what, options)
        answered = len(run.journal) - run.throttled
        if answered != pages:
            raise BenchError(f"{answered} calls were answered, {pages} were meant")
        return {**_figures(run), "beyond paging": run.cost.wall - pages / LIMIT}

    return measure


def inventoried_again(what: str) -> Callable[[Bench], Figures]:
    """The same from a cache that an earlier command has filled."""

    def measure(bench: Bench) -> Figures:
        options = {**CACHE, "cache_connection": str(bench.runner.folder / "cache"), "cache_timeout": 0}
        return [_figures(bench.runner.inventory(what, options)) for _turn in range(2)][1]

    return measure


def _figures(run: Run) -> dict[str, float]:
    taken = {"cpu": run.cost.cpu, "wall": run.cost.wall, "peak": run.cost.peak}
    return {**taken, "calls": len(run.journal), "throttled": run.throttled}
