# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two tasks for one object, the second of which runs whole at a chosen moment of the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from hard.deeds import NEW
from hard.inside import Inside
from scenario.harness.outcome import Outcome
from scenario.harness.services import base

Json = dict[str, Any]

SERVICE, GROUP = "tione_model_service", "tione_service_group"
UPDATE, CREATE, WEIGH = "ModifyModelService", "CreateModelService", "ModifyServiceGroupWeights"
CHAT = {"service_group_name": "chat"}


def meanwhile(
    inside: Inside, first: Json, second: Json, *, before: str = "", after: str = ""
) -> tuple[Outcome, Outcome]:
    """Run the second task as the first one is about to call an action, or has just called it."""
    outcomes: list[Outcome] = []
    call = Client.call

    def interrupted(client: Client, action: str, params: Any) -> Json:
        if action == before and not outcomes:
            outcomes.append(_run(inside, second, call))
        reply = call(client, action, params)
        if action == after and not outcomes:
            outcomes.append(_run(inside, second, call))
        return reply

    with mock.patch.object(Client, "call", interrupted):
        result = inside.run(**first)
    return result, outcomes[0]


def _run(inside: Inside, task: Json, call: Callable[..., Any]) -> Outcome:
    with mock.patch.object(Client, "call", call):
        outcome = inside.run(**task)
    inside.settle()
    return outcome


def service(**options: Any) -> Json:
    """A task about the service."""
    return {"module": SERVICE, "options": {**CHAT, **options}}


def weights(*numbers: int) -> Json:
    """A task about the weights."""
    entries = [{"version": number, "weight": weight} for number, weight in enumerate(numbers, start=1)]
    return {"module": GROUP, "options": {**CHAT, "weights": entries}}


def stored(inside: Inside, number: int = 1) -> Json:
    """The stored settings of a version."""
    (service_id,) = [one for one in inside.emulator.service_ids("chat") if one.endswith(f"-{number}")]
    return dict(inside.emulator.service(service_id)["Settings"])


def test_the_later_of_two_updates_wins_whole(inside: Inside) -> None:
    """It had read the service before the other one wrote: everything is as it read it, but for what it changes."""
    inside.emulator.add_service("chat", info=base("postpaid"))
    old = stored(inside)
    first, second = meanwhile(inside, service(service_description="mine"), service(command="theirs"), before=UPDATE)
    assert not second.failed and second.actions == [UPDATE]
    assert not first.failed
    assert stored(inside) == {**old, "ServiceDescription": "mine"}


def test_an_update_that_is_overtaken_says_so(inside: Inside) -> None:
    """It never says that the service is as wanted."""
    inside.emulator.add_service("chat", info=base("postpaid"))
    mine, theirs = service(service_description="mine"), service(service_description="theirs")
    first, second = meanwhile(inside, mine, theirs, after=UPDATE)
    assert not second.failed
    assert first.failed and "service_description" in first.msg, str(first)
    assert stored(inside)["ServiceDescription"] == "theirs"


def test_updates_of_different_settings_one_after_the_other_both_hold(inside: Inside) -> None:
    inside.emulator.add_service("chat", info=base("postpaid"))
    first, second = meanwhile(inside, service(service_description="mine"), service(command="theirs"), after=UPDATE)
    assert not first.failed and not second.failed
    assert (stored(inside)["ServiceDescription"], stored(inside)["Command"]) == ("mine", "theirs")


def test_a_verb_meets_an_object_that_changed(inside: Inside) -> None:
    """Somebody else has stopped it already: the wanted state is there."""
    inside.emulator.add_service("chat", info=base("postpaid"))
    first, second = meanwhile(inside, service(state="stopped"), service(state="stopped"), before=UPDATE)
    assert not first.failed and not second.failed
    assert inside.emulator.status(inside.emulator.service_ids("chat")[0]) == "Stopped"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_later_weights_win_whole(inside: Inside, moment: str) -> None:
    for number in (1, 2):
        inside.emulator.add_service("chat", version=number)
    first, second = meanwhile(inside, weights(3, 1), weights(1, 1), **{moment: WEIGH})
    inside.settle()
    numbers = [inside.emulator.service(one)["Weight"] for one in inside.emulator.service_ids("chat")]
    done = [pair for pair, outcome in (([3, 1], first), ([1, 1], second)) if not outcome.failed]
    assert numbers in done, f"{numbers}: {first} {second}"
    for outcome in (first, second):
        assert not outcome.failed or outcome.result["error_code"].startswith("ClientError."), str(outcome)


def test_two_creations_of_one_group_make_one(inside: Inside) -> None:
    """With the same settings the second one finds what it wants; with others it says that the name is taken."""
    first, second = meanwhile(inside, service(**NEW), service(**NEW), before=CREATE)
    assert not first.failed and not second.failed
    assert len(inside.emulator.service_ids()) == 1
    inside.emulator.reset()
    first, second = meanwhile(inside, service(**NEW), service(**{**NEW, "replicas": 1}), before=CREATE)
    assert first.failed and "DuplicateName" in first.msg
    assert len(inside.emulator.service_ids()) == 1


def test_an_object_that_somebody_deletes_is_not_made_again(inside: Inside) -> None:
    inside.emulator.add_service("chat", info=base("postpaid"))
    first, second = meanwhile(inside, service(command="x"), service(state="absent"), before=UPDATE)
    assert not second.failed
    assert first.failed and not inside.emulator.service_ids()
