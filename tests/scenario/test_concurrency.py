# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two playbooks that change one service at the same time, as far as two processes can be made to."""

from __future__ import annotations

import concurrent.futures
from typing import Any

from emulator.server import Emulator

from scenario.harness.four import untouched
from scenario.harness.outcome import Outcome
from scenario.harness.playbook import MODULE, Playbook, task
from scenario.harness.services import base


def at_once(playbook: Playbook, *options: dict[str, Any], module: str = MODULE) -> list[Outcome]:
    """Run a playbook for each of the options, all at the same time. Who comes first differs from run to run."""
    playbook.record = None

    def run(one: dict[str, Any]) -> Outcome:
        (outcome,) = playbook.run([task(module, {**one, "wait_timeout": 3})])
        return outcome

    with concurrent.futures.ThreadPoolExecutor(len(options)) as pool:
        return list(pool.map(run, options))


def test_two_updates(emu: Emulator, playbook: Playbook) -> None:
    """The service is as one of them wants it, whole; that one succeeds, and a failure of the other is clear."""
    service_id = emu.add_service("chat", info=base("postpaid"))
    old = emu.service(service_id)
    wishes = [{"service_description": "one", "command": "one"}, {"service_description": "two", "command": "two"}]
    outcomes = at_once(playbook, *({"service_id": service_id, **wish} for wish in wishes))
    new = emu.service(service_id)
    untouched(old, new, {"ServiceDescription", "Command"})
    assert new["Settings"]["ServiceDescription"] == new["Settings"]["Command"]
    winner = ["one", "two"].index(new["Settings"]["Command"])
    assert outcomes[winner].status == "ok", str(outcomes[winner])
    for outcome in outcomes:
        assert outcome.status == "ok" or outcome.result["error_code"].startswith("ClientError."), str(outcome)


def test_two_weights(emu: Emulator, playbook: Playbook) -> None:
    """The weights are those of one of them."""
    for number in (1, 2):
        emu.add_service("chat", version=number)
    splits = [[3, 1], [1, 4]]
    options = [
        {
            "service_group_name": "chat",
            "weights": [{"version": number, "weight": weight} for number, weight in enumerate(split, start=1)],
        }
        for split in splits
    ]
    outcomes = at_once(playbook, *options, module="tione_service_group")
    emu.clock.advance(10)
    weights = [emu.service(service_id)["Weight"] for service_id in emu.service_ids("chat")]
    assert weights in splits
    assert outcomes[splits.index(weights)].status == "ok"
