# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, as tables in Markdown."""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ansible

from .model import Outcome, Verdict

Row = Sequence[str]


@dataclass(frozen=True)
class Circumstances:
    """How a run came about: its command, and the load of the machine when it began and ended."""

    command: str
    load_before: float
    load_after: float
    minutes: float


def table(head: Row, rows: Sequence[Row]) -> str:
    """A table that can be read as it stands; all but the first column are numbers."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def padded(line: Row) -> str:
        cells = [cell.rjust(width) for cell, width in zip(line, widths, strict=True)]
        return f"| {' | '.join([line[0].ljust(widths[0]), *cells[1:]])} |"

    rule = "|".join(["", "-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:]), ""])
    return "\n".join([padded(head), rule, *map(padded, rows)])


def figures(outcome: Outcome) -> str:
    """The medians of a case, and their ratios to those peers that others are compared with."""
    case = outcome.case
    divisors = [name for name in case.divisors if name in outcome.samples]
    head = ["", *(column.title for column in case.columns), *(f"/ {name}" for name in divisors)]
    return table(head, [_row(outcome, peer, divisors) for peer in outcome.samples])


def _row(outcome: Outcome, peer: str, divisors: Sequence[str]) -> Row:
    known = outcome.samples[peer][0]
    amounts = [
        column.show(outcome.median(peer, column.quantity)) if column.quantity in known else ""
        for column in outcome.case.columns
    ]
    ratios = [f"{outcome.median_ratio(peer, name, outcome.case.compared):.3g}" for name in divisors]
    return [peer, *amounts, *ratios]


def verdicts(found: Sequence[tuple[str, Verdict]]) -> str:
    """All goals, with their bounds and what was measured."""
    return table(["goal", "bound", "measured", "rounds", "holds"], [_verdict(case, one) for case, one in found])


def _verdict(case: str, verdict: Verdict) -> Row:
    goal, seen = verdict.goal, verdict.figures
    bound = f"{goal.sense.value} {goal.bound:g}"
    if not seen:
        return [f"{case}: {goal.text}", bound, "-", "-", "not measured"]
    measured = f"{verdict.figure:.4g}"
    span = f"{min(seen):.4g} to {max(seen):.4g}"
    return [f"{case}: {goal.text}", bound, measured, span, "yes" if verdict.holds else "NO"]


def summary(found: Sequence[tuple[str, Verdict]]) -> str:
    """How many goals hold, in one line."""
    missed = [f"{case}: {verdict.goal.text}" for case, verdict in found if not verdict.holds]
    if not missed:
        return f"All {len(found)} bounds hold."
    return f"{len(missed)} of {len(found)} bounds are missed: {'; '.join(missed)}."


def document(outcomes: Sequence[Outcome], circumstances: Circumstances) -> str:
    """The whole page."""
    return "\n\n".join(_parts(outcomes, circumstances)) + "\n"


def all_verdicts(outcomes: Sequence[Outcome]) -> list[tuple[str, Verdict]]:
    """The goals of all cases, with the names of these."""
    return [(outcome.case.name, verdict) for outcome in outcomes for verdict in outcome.verdicts()]


def _parts(outcomes: Sequence[Outcome], circumstances: Circumstances) -> Iterator[str]:
    found = all_verdicts(outcomes)
    rounds = max(len(samples) for outcome in outcomes for samples in outcome.samples.values())
    yield "# Benchmarks"
    today, minutes = datetime.date.today(), circumstances.minutes
    yield f"`{circumstances.command}` wrote this page on {today}, in {minutes:.0f} minutes."
    yield (
        f"Machine: {os.cpu_count()} CPUs ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, ansible-core {ansible.__version__}, "
        f"load {circumstances.load_before:.1f} before and {circumstances.load_after:.1f} after."
    )
    yield HOW.format(rounds=rounds)
    yield "## Goals"
    yield summary(found)
    yield verdicts(found)
    for outcome in outcomes:
        yield f"## {outcome.case.title}"
        yield f"{outcome.case.text} Rounds: {max(map(len, outcome.samples.values()))}. Case `{outcome.case.name}`."
        yield figures(outcome)


HOW = """\
All of it runs against the emulator, on this machine and over plain HTTP; the emulator is a process of its own and does
not count. CPU time is that of `ansible-playbook` and all processes that it started, user and system. What one task or
item takes is what a play of 1 + N of them takes beyond a play of one, divided by N. Every round measures all peers of a
case one after another; ratios are taken within a round. Given are medians of up to {rounds} rounds. Absolute times say
something about this machine only, ratios should be much the same on others. Peers: `ansible.builtin.debug` does
nothing and is the floor of a task; `ansible.builtin.uri` sends a request that was signed beforehand; the SDK module is
an ordinary module with the official SDK (`tests/bench/library`); tccli runs through `ansible.builtin.command`. The fast
path is how modules of this collection run unless `community_tencentcloud_in_process: false` is set."""
