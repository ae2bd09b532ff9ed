# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine that runs any tasks in any order, in fair weather and foul, and a model of what there must be then."""

from __future__ import annotations

from typing import Any

from emulator.server import Emulator
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from .deeds import NEW
from .inside import Inside
from .judge import brief
from .promises import is_clear
from .troubles import ANYWHERE

Json = dict[str, Any]

NAMES = st.sampled_from(["red", "blue"])
TOKENS = st.sampled_from(["app", "web"])
#: None is fair weather; else which fault hits which request of the task.
WEATHER = st.one_of(st.none(), st.tuples(st.sampled_from(sorted(ANYWHERE)), st.integers(0, 6)))
SERVICE, GROUP, TOKEN = "tione_model_service", "tione_service_group", "tione_auth_token"
#: A stray "not there" lets a task that wants something gone, or made, believe what is not so.
LIES = ("not_found", "null_object")
MOST_VERSIONS = 3


def account_of(emulator: Emulator) -> dict[str, Json]:
    """What there is in the emulator, told as the model tells it."""
    with emulator.cloud.lock:
        emulator.cloud.tick()
        return {
            group.name: {
                "authorization": group.authorization,
                "tokens": {
                    token["Base"]["Name"]: token["Base"]["Description"]
                    for token in group.auth_tokens
                    if token["Base"]["Name"] != "default"
                },
                "versions": {
                    number: {
                        "phase": version.phase,
                        "text": version.settings["ServiceDescription"],
                        "replicas": version.settings["Replicas"],
                        "weight": version.weight,
                    }
                    for number, version in group.versions.items()
                },
            }
            for group in emulator.account.groups.values()
        }


class Tasks(RuleBasedStateMachine):
    """Every rule is a task; the model learns what it must have done."""

    emulator: Emulator
    tried: list[int]

    def __init__(self) -> None:
        super().__init__()
        self.emulator.reset()
        self.inside = Inside(self.emulator)
        self.time = self.inside.own_time()
        self.time.__enter__()
        self.model: dict[str, Json] = {}
        self.tried[0] += 1

    def teardown(self) -> None:
        """Give time back."""
        self.time.__exit__(None, None, None)

    def do(self, module: str, options: Json, weather: Any) -> None:
        """Run a task in any weather; if it fails, it says why, and in fair weather it succeeds."""
        if weather is not None and not weather[0].startswith(LIES):
            self.emulator.faults.add(**{**ANYWHERE[weather[0]], "after": weather[1]})
        outcome = self.inside.run(module, options)
        self.emulator.faults.clear()
        self.inside.settle()
        if outcome.failed:
            is_clear(outcome)
            assert weather is not None, brief(outcome)
            outcome = self.inside.run(module, options)
            self.inside.settle()
        assert not outcome.failed, brief(outcome)
        again = self.inside.run(module, options, check=True)
        assert not again.failed and not again.changed, f"check mode sees more to do: {brief(again)}, {again.diff}"

    def has_room(self, name: str) -> bool:
        """Whether a group may get one more version."""
        return len(self.model[name]["versions"]) < MOST_VERSIONS

    def made(self, name: str) -> Json:
        """The group of that name in the model, if need be a new one."""
        return self.model.setdefault(name, {"authorization": False, "tokens": {}, "versions": {}, "next": 1})

    @rule(name=NAMES, weather=WEATHER, replicas=st.integers(1, 3), text=st.sampled_from(["", "one", "two"]))
    def create_or_update(self, name: str, weather: Any, replicas: int, text: str) -> None:
        """The newest version is as given; the first is made."""
        group = self.made(name)
        if not group["versions"]:
            group["versions"][group["next"]] = {"phase": "normal", "text": "", "replicas": 0, "weight": 100}
            group["next"] += 1
        version = group["versions"][max(group["versions"])]
        options = {"service_group_name": name, **NEW, "replicas": replicas, "service_description": text}
        self.do(SERVICE, options, weather)
        version.update(replicas=replicas, text=text)

    @precondition(lambda self: any(self.usable(name) for name in self.model))
    @rule(data=st.data(), weather=WEATHER)
    def add_a_version(self, data: Any, weather: Any) -> None:
        """One more version by its number."""
        name = data.draw(st.sampled_from([name for name in self.model if self.usable(name)]))
        group = self.model[name]
        number = group["next"]
        if not self.has_room(name) or number != max(group["versions"]) + 1:
            return  # the platform goes on to count from a version that is gone, which a task cannot know
        self.do(SERVICE, {"service_group_name": name, "version": str(number), **NEW}, weather)
        group["versions"][number] = {"phase": "normal", "text": "", "replicas": NEW["replicas"], "weight": 0}
        group["next"] += 1

    def usable(self, name: str) -> bool:
        """Whether a group has a version."""
        return bool(self.model[name]["versions"])

    @precondition(lambda self: any(self.usable(name) for name in self.model))
    @rule(data=st.data(), weather=WEATHER, state=st.sampled_from(["started", "stopped"]))
    def start_or_stop(self, data: Any, weather: Any, state: str) -> None:
        """Any version runs or rests."""
        name, number = self.any_version(data)
        self.do(SERVICE, {"service_group_name": name, "version": str(number), "state": state}, weather)
        phase = "normal" if state == "started" else "stopped"
        self.model[name]["versions"][number]["phase"] = phase

    @precondition(lambda self: any(self.usable(name) for name in self.model))
    @rule(data=st.data(), weather=WEATHER)
    def delete(self, data: Any, weather: Any) -> None:
        """Any version goes."""
        name, number = self.any_version(data)
        self.do(SERVICE, {"service_group_name": name, "version": str(number), "state": "absent"}, weather)
        del self.model[name]["versions"][number]

    @precondition(lambda self: any(self.usable(name) for name in self.model))
    @rule(
        data=st.data(),
        weather=WEATHER,
        weights=st.lists(st.integers(0, 3), min_size=MOST_VERSIONS, max_size=MOST_VERSIONS),
    )
    def weigh(self, data: Any, weather: Any, weights: list[int]) -> None:
        """The versions share the traffic."""
        name, _number = self.any_version(data)
        versions = self.model[name]["versions"]
        wanted = dict(zip(sorted(versions), weights, strict=False))
        if not any(wanted.values()):
            return
        entries = [{"version": number, "weight": weight} for number, weight in wanted.items()]
        self.do(GROUP, {"service_group_name": name, "weights": entries}, weather)
        for number, weight in wanted.items():
            versions[number]["weight"] = weight

    @precondition(lambda self: bool(self.model))
    @rule(data=st.data(), weather=WEATHER, enable=st.booleans())
    def authorize(self, data: Any, weather: Any, enable: bool) -> None:
        """Calls need a token, or none."""
        name = data.draw(st.sampled_from(sorted(self.model)))
        self.do(GROUP, {"service_group_name": name, "authorization_enable": enable}, weather)
        self.model[name]["authorization"] = enable

    @precondition(lambda self: bool(self.model))
    @rule(data=st.data(), weather=WEATHER, token=TOKENS, text=st.sampled_from(["one", "two"]))
    def give_token(self, data: Any, weather: Any, token: str, text: str) -> None:
        """There is a token."""
        name = data.draw(st.sampled_from(sorted(self.model)))
        limits = [{"strategy": "PerMinute", "max": 9}]
        options = {"service_group_name": name, "name": token, "description": text, "limits": limits}
        self.do(TOKEN, options, weather)
        self.model[name]["tokens"][token] = text

    @precondition(lambda self: bool(self.model))
    @rule(data=st.data(), weather=WEATHER, token=TOKENS)
    def take_token(self, data: Any, weather: Any, token: str) -> None:
        """There is no such token."""
        name = data.draw(st.sampled_from(sorted(self.model)))
        self.do(TOKEN, {"service_group_name": name, "name": token, "state": "absent"}, weather)
        self.model[name]["tokens"].pop(token, None)

    @precondition(lambda self: bool(self.model))
    @rule(data=st.data(), weather=WEATHER)
    def delete_group(self, data: Any, weather: Any) -> None:
        """A group goes with all that is in it."""
        name = data.draw(st.sampled_from(sorted(self.model)))
        self.do(GROUP, {"service_group_name": name, "state": "absent", "force": True}, weather)
        del self.model[name]

    def any_version(self, data: Any) -> tuple[str, int]:
        """Some version that there is."""
        pairs = [(name, number) for name, group in self.model.items() for number in group["versions"]]
        return data.draw(st.sampled_from(sorted(pairs)))  # type: ignore[no-any-return]

    @invariant()
    def is_as_the_model_says(self) -> None:
        """The account holds what it must, and nothing else."""
        assert _plain(account_of(self.emulator)) == _plain(self.model)


def _plain(groups: dict[str, Json]) -> dict[str, Json]:
    """Without what the model keeps for itself; weights as shares, since equal shares are not changed."""
    told = {}
    for name, group in groups.items():
        versions = {number: dict(version) for number, version in group["versions"].items()}
        total = sum(version["weight"] for version in versions.values())
        for version in versions.values():
            version["weight"] = round(version["weight"] / total, 6) if total else 0
        told[name] = {"authorization": group["authorization"], "tokens": group["tokens"], "versions": versions}
    return told
