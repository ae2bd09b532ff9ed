# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running cases: in each round all peers of a case, one after another, so that they meet the same machine."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .model import Bench, Case, Figures, Outcome, Peer, Samples
from .plays import Runner
from .server import Server

#: Seconds after which no call counts against a limit per second any more.
REST = 1.5


@dataclass(frozen=True)
class Plan:
    """How to run cases."""

    rounds: int
    brief: bool
    tccli: Path | None
    say: Callable[[str], None]


def run(case: Case, plan: Plan) -> Outcome:
    """Measure a case on an emulator of its own. Raises BenchError if a peer does not do its work."""
    peers = [peer for peer in case.peers if plan.tccli or not peer.needs_tccli]
    samples: Samples = {peer.name: [] for peer in peers}
    rounds = min(plan.rounds, case.most_rounds)
    with tempfile.TemporaryDirectory(prefix="tione-bench-") as name:
        folder = Path(name).resolve()
        with Server(case.seed(folder, plan.brief)) as server:
            bench = Bench(Runner(folder, server), plan.tccli, plan.brief)
            if case.warm_up and not plan.brief:
                _round(peers, replace(bench, brief=True))
            for number in range(rounds):
                plan.say(f"{case.name}: round {number + 1} of {rounds} (load {os.getloadavg()[0]:.1f})")
                turn = number % len(peers)
                for peer, figures in _round([*peers[turn:], *peers[:turn]], bench).items():
                    samples[peer].append(figures)
    return Outcome(case, samples)


def _round(peers: Sequence[Peer], bench: Bench) -> dict[str, Figures]:
    return {peer.name: _measured(peer, bench) for peer in peers}


def _measured(peer: Peer, bench: Bench) -> Figures:
    conditions = peer.conditions
    bench.runner.server.settle(conditions.delay, conditions.limit, fresh=conditions.fresh)
    time.sleep(REST if conditions.limit else 0)
    return peer.measure(bench)
