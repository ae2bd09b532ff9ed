# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measurements of plays: each gives the figures of one round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .cost import BenchError
from .model import Bench, Figures
from .plays import Play, Run, Task
from .ways import Way

#: Makes a play of a task that is done so many times.
Shape = Callable[[Task, dict[str, Any], int], Play]


def as_tasks(task: Task, variables: dict[str, Any], times: int) -> Play:
    """Tasks one after another."""
    return Play([task] * times, variables)


def as_loop(task: Task, variables: dict[str, Any], times: int) -> Play:
    """One task with a loop."""
    return Play([{**task, "loop": list(range(times))}], variables)


def as_hosts(task: Task, variables: dict[str, Any], times: int) -> Play:
    """One task for many hosts, ten at a time."""
    return Play([task], variables, hosts=times, forks=10)


def difference(first: Run, whole: Run, steps: int) -> Figures:
    """What one of the steps takes by which the whole exceeds the first run; and what the whole asked of the server."""
    step = (whole.cost - first.cost) / steps
    return {
        "cpu": step.cpu,
        "wall": step.wall,
        "first cpu": first.cost.cpu,
        "first wall": first.cost.wall,
        "calls": len(whole.journal),
        "connections": whole.connections,
        "throttled": whole.throttled,
    }


def repeated(way: Way, shape: Shape, number: int) -> Callable[[Bench], Figures]:
    """What one more step takes: (play of 1 + number steps - play of one step) / number."""

    def measure(bench: Bench) -> Figures:
        steps = bench.steps(number)
        task, variables = way.task(bench), way.variables(bench)
        first, whole = (bench.runner.play(shape(task, variables, times)) for times in (1, 1 + steps))
        answered = len(whole.journal) - whole.throttled
        if answered != way.calls * (1 + steps):
            raise BenchError(f"{answered} calls were answered, {way.calls} for each of {1 + steps} steps were meant")
        figures = difference(first, whole, steps)
        return {**figures, "calls a step": len(whole.journal) / (1 + steps)}

    return measure
