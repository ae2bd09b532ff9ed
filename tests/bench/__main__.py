# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command line: ``PYTHONPATH=tests python -m bench single loop``; without names all cases are measured."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from .cases import CASES
from .cost import BenchError
from .model import Case, Outcome
from .report import Circumstances, all_verdicts, document, figures, summary, verdicts
from .rounds import Plan, run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
ROUNDS, BRIEF_ROUNDS = 5, 2
BRIEFLY = "All of it works. With --quick there are too few steps to hold figures against bounds."


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="bench", description="Measure what tasks cost, beside what else does the work."
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; all by default")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="at most (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="few steps and two rounds: whether it works, not how fast")
    parser.add_argument(
        "--output", type=Path, help="write the page here; by default into docs, if all cases were measured"
    )
    options = parser.parse_args(argv)
    unknown = sorted(set(options.cases) - CASES.keys())
    if unknown:
        parser.error(f"no such case: {', '.join(unknown)}")
    if options.rounds < 1 or (options.quick and options.output):
        parser.error("a page needs all steps and at least one round")
    return options


def command(options: argparse.Namespace) -> str:
    """The command that measures the same again."""
    rounds = [] if options.rounds == ROUNDS else [f"--rounds {options.rounds}"]
    given = " ".join([*options.cases, *rounds])
    return f'make bench ARGS="{given}"' if given else "make bench"


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, flush=True)


def tccli() -> Path | None:
    """The official command line client, if there is one."""
    found = os.environ.get("TCCLI") or shutil.which("tccli")
    return Path(found) if found and Path(found).exists() else None


def show(case: Case, outcome: Outcome, *, brief: bool) -> None:
    """Print what came of a case."""
    found = [(case.name, verdict) for verdict in outcome.verdicts()]
    say(f"\n## {case.title}\n\n{figures(outcome)}\n")
    if found and not brief:
        say(f"{verdicts(found)}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; the exit status is 0 also where a bound is missed, and 1 if something did not work."""
    options = arguments(argv)
    began, load = time.monotonic(), os.getloadavg()[0]
    plan = Plan(BRIEF_ROUNDS if options.quick else options.rounds, options.quick, tccli(), say)
    outcomes = []
    try:
        for name in options.cases or CASES:
            outcomes.append(run(CASES[name], plan))
            show(CASES[name], outcomes[-1], brief=options.quick)
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    say(BRIEFLY if options.quick else summary(all_verdicts(outcomes)))
    page = options.output or (None if options.cases or options.quick else PAGE)
    if page:
        minutes = (time.monotonic() - began) / 60
        circumstances = Circumstances(command(options), load, os.getloadavg()[0], minutes)
        page.write_text(document(outcomes, circumstances), encoding="utf-8")
        say(f"Written to {page}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
