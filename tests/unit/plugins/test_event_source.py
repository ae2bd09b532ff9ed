# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event source: changes between two looks, what is remembered of them, pauses after failures, and restarts."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

pytest.importorskip("requests")

from ansible_collections.community.tencentcloud.extensions.eda.plugins.event_source import tione
from emulator.server import Emulator
from support import collection

Json = dict[str, Any]
MEMBERS = {"service_group_id", "service_group_name", "version", "region", "project_id", "status", "weight", "ready"}
OF_EVENT = MEMBERS | {"change", "before", "after", "service_id", "seen_at", "meta"}
FAST = {"creating": 0, "pending": 0, "waiting": 0, "rolling": 0, "stopping": 0}


def known(status: str = "Normal", weight: int = 100, ready: bool = True) -> Json:
    """What is known of a service."""
    return {**dict.fromkeys(MEMBERS, "x"), "status": status, "weight": weight, "ready": ready}


def counted(services: Json) -> Json:
    """The same as it is remembered."""
    return {name: {**now, "changes": 0} for name, now in services.items()}


def events(last: Json, seen: Json) -> list[tuple[str, str, Any, Any]]:
    """Service, change, before and after of what is sent."""
    sent = [change.event("now") for change in tione.changes(last, seen)]
    return [(event["service_id"], event["change"], event["before"], event["after"]) for event in sent]


def test_every_option_is_documented() -> None:
    documented = yaml.safe_load(tione.DOCUMENTATION)["options"]
    assert documented.keys() == {**tione.SELECTING, **tione.OWN}.keys()
    for name, option in tione.OWN.items():
        assert documented[name].get("default") == option.spec.get("default")


def test_nothing_has_changed() -> None:
    assert events(counted({"a": known()}), {"a": known()}) == []


def test_each_change_is_one_event() -> None:
    last = counted({"a": known(), "b": known(), "c": known("Stopped", 0, False)})
    seen = {"a": known("Abnormal", 100, False), "b": known(weight=40), "d": known("CREATING", 0, False)}
    assert events(last, seen) == [
        ("a", "status", "Normal", "Abnormal"),
        ("a", "ready", True, False),
        ("b", "weight", 100, 40),
        ("d", "appeared", None, "CREATING"),
        ("c", "gone", "Stopped", None),
    ]


def test_an_event_shows_the_service_as_it_is_now() -> None:
    """Also what changed at the same time and is told by the next event."""
    first, second = tione.changes(counted({"a": known()}), {"a": known("Abnormal", 100, False)})
    event = first.event("2026-01-01T00:00:00Z")
    assert event.keys() == OF_EVENT
    assert (event["status"], event["ready"], event["seen_at"]) == ("Abnormal", False, "2026-01-01T00:00:00Z")
    assert event["meta"] != second.event("")["meta"]


def looks(seed: int) -> Iterator[Json]:
    """Accounts in which services come, change and go."""
    chance = random.Random(seed)
    for _look in range(30):
        names = [name for name in "abcde" if chance.random() < 0.7]
        yield {
            name: known(chance.choice(["Normal", "Abnormal"]), chance.choice([0, 50]), chance.random() < 0.5)
            for name in names
        }


@pytest.mark.parametrize("seed", range(20))
def test_what_was_sent_adds_up_to_what_is_there(seed: int) -> None:
    """Wherever it is interrupted: an event is not sent again, and none is left out."""
    chance = random.Random(seed)
    memory: Json = {}
    shown: Json = {}
    for seen in looks(seed):
        while True:
            todo = tione.changes(memory, seen)
            sent = todo[: chance.randint(0, len(todo))]
            for change in sent:
                told = change.event("")
                assert told["before"] == shown.get((change.service_id, change.what), told["before"])
                shown[change.service_id, change.what] = told["after"]
                change.note(memory)
            if len(sent) == len(todo):
                break
        assert {name: {key: one[key] for key in MEMBERS} for name, one in memory.items()} == seen
        shown = {(name, what): one[what] for name, one in memory.items() for what in ("status", "weight", "ready")}


def test_the_same_change_has_the_same_uuid_and_another_one_another() -> None:
    last = counted({"a": known()})
    ill, well = {"a": known("Abnormal")}, {"a": known()}
    (once,), (again,) = tione.changes(last, ill), tione.changes(last, ill)
    assert once.event("a")["meta"] == again.event("b")["meta"]
    once.note(last)
    (recovered,) = tione.changes(last, well)
    recovered.note(last)
    (later,) = tione.changes(last, ill)
    assert later.event("")["meta"] != once.event("")["meta"]


class Stop(Exception):
    """The test has seen enough."""


class Queue:
    """Keeps events; refuses all after the first few."""

    def __init__(self, room: int = 1000) -> None:
        self.events: list[Json] = []
        self.room = room

    async def put(self, event: Json) -> None:
        """Keep an event."""
        if len(self.events) >= self.room:
            raise asyncio.CancelledError
        self.events.append(event)

    def told(self) -> list[tuple[str, Any]]:
        """What was told."""
        return [(event["change"], event["after"]) for event in self.events]


class Account:
    """An emulator, the options of the source, and what happens between its looks."""

    def __init__(self, emulator: Emulator, options: Json) -> None:
        self.emulator = emulator
        self.options = options
        self.pauses: list[float] = []

    def watch(self, *between: Any, room: int = 1000) -> Queue:
        """Run the source; each of `between` is called after a look, and it ends after the look that follows the last."""
        queue, steps = Queue(room), iter(between)

        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)
            try:
                next(steps)()
            except StopIteration:
                raise Stop from None

        with pytest.raises((Stop, asyncio.CancelledError)):
            asyncio.run(tione.main(queue, {**self.options, tione.FEEDBACK: None}, sleep))
        return queue


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Account]:
    with Emulator() as emulator:
        emulator.durations.update(**FAST)
        for name, value in {**emulator.env, "HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        yield Account(emulator, {"delay": 10, "max_delay": 70, "rate_limit": 0, "deadline": 1})


def test_changes_are_sent_and_the_first_look_is_not(account: Account) -> None:
    service_id = account.emulator.add_service("chat")
    queue = account.watch(
        lambda: account.emulator.set_status(service_id, "Abnormal"),
        lambda: None,
        lambda: account.emulator.set_status(service_id, "Normal"),
        lambda: account.emulator.add_service("search", weight=0),
    )
    assert queue.told() == [
        ("status", "Abnormal"),
        ("ready", False),
        ("status", "Normal"),
        ("ready", True),
        ("appeared", "Normal"),
    ]
    assert {event["service_group_name"] for event in queue.events} == {"chat", "search"}
    assert set(account.pauses) == {10}
    assert account.emulator.journal.writes() == []


def test_the_first_look_is_sent_when_asked_for(account: Account) -> None:
    account.emulator.add_service("chat")
    account.options["initial"] = True
    assert account.watch(lambda: None).told() == [("appeared", "Normal")]


def test_after_failures_it_looks_less_often_and_then_as_before(account: Account) -> None:
    """Nothing is sent because of them, and what changed meanwhile is."""
    service_id = account.emulator.add_service("chat")

    def fail() -> None:
        account.emulator.faults.add("DescribeModelServiceGroups", kind="error", code="AuthFailure.TokenFailure")

    def ill() -> None:
        account.emulator.set_status(service_id, "Abnormal")
        fail()

    queue = account.watch(fail, fail, fail, ill, lambda: None)
    assert account.pauses == [10, 20, 40, 70, 70, 10]
    assert queue.told() == [("status", "Abnormal"), ("ready", False)]


def test_a_first_look_that_can_never_succeed_ends_the_source(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENCENTCLOUD_SECRET_KEY", "wrong-key-of-somebody")
    with pytest.raises(tione.WatchError, match="AuthFailure") as failure:
        asyncio.run(tione.main(Queue(), account.options))
    assert "wrong-key-of-somebody" not in str(failure.value)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"delai": 5}, "delai"),
        ({"delay": 0}, "delay"),
        ({"initial": "perhaps"}, "initial"),
        ({"filters": [{"name": "Color", "values": ["red"]}]}, "Color"),
        ({"exclude_filters": [{}]}, "exclude_filters"),
    ],
)
def test_options_that_cannot_work(account: Account, options: Json, says: str) -> None:
    """Nobody is asked."""
    with pytest.raises(tione.WatchError, match=says):
        asyncio.run(tione.main(Queue(), {**account.options, **options}))
    assert len(account.emulator.journal) == 0


def test_filters_choose_and_regions_are_read(account: Account) -> None:
    for region, name in (("ap-guangzhou", "chat"), ("ap-shanghai", "chat"), ("ap-shanghai", "search")):
        account.emulator.add_service(name, region=region)
    account.options |= {"regions": ["ap-guangzhou", "ap-shanghai"], "initial": True}
    account.options["filters"] = [{"name": "ServiceGroupName", "values": ["chat"]}]
    found = account.watch().events
    assert [(event["service_group_name"], event["region"]) for event in found] == [
        ("chat", "ap-guangzhou"),
        ("chat", "ap-shanghai"),
    ]


@pytest.fixture
def state_file(account: Account, tmp_path: Path) -> Path:
    path = tmp_path / "state.json"
    account.options["state_file"] = str(path)
    return path


def test_over_restarts_nothing_is_sent_twice_and_nothing_is_lost(account: Account, state_file: Path) -> None:
    """Stopped while it hands over, it goes on with the next event."""
    service_id = account.emulator.add_service("chat")
    assert account.watch().events == []
    assert state_file.stat().st_mode & 0o777 == 0o600
    account.emulator.set_status(service_id, "Abnormal")
    assert account.watch(room=1).told() == [("status", "Abnormal")]
    assert account.watch().told() == [("ready", False)]
    assert account.watch().told() == []
    assert [path.name for path in state_file.parent.iterdir() if path.name.startswith(".state")] == []


def test_killed_between_sending_and_noting_the_event_has_the_same_uuid(account: Account, state_file: Path) -> None:
    service_id = account.emulator.add_service("chat")
    account.watch()
    before = state_file.read_text(encoding="utf-8")
    account.emulator.set_status(service_id, "Abnormal")
    first = account.watch().events
    state_file.write_text(before, encoding="utf-8")
    assert [event["meta"] for event in account.watch().events] == [event["meta"] for event in first]


def test_without_a_state_file_it_begins_anew(account: Account) -> None:
    service_id = account.emulator.add_service("chat")
    account.watch()
    account.emulator.set_status(service_id, "Abnormal")
    assert account.watch().events == []


def test_the_state_of_other_options_does_not_count(account: Account, state_file: Path) -> None:
    account.emulator.add_service("chat")
    account.emulator.add_service("chat", region="ap-shanghai")
    account.watch()
    account.options["regions"] = ["ap-shanghai"]
    assert account.watch().events == []
    assert len(json.loads(state_file.read_text(encoding="utf-8"))["services"]) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"asked": 1}'])
def test_a_state_file_that_cannot_be_read(account: Account, state_file: Path, text: str) -> None:
    """It is left as it is."""
    state_file.write_text(text, encoding="utf-8")
    with pytest.raises(tione.WatchError, match="Remove it to begin anew"):
        asyncio.run(tione.main(Queue(), account.options))
    assert state_file.read_text(encoding="utf-8") == text


def test_a_state_file_that_cannot_be_written(account: Account, state_file: Path) -> None:
    account.options["state_file"] = str(state_file.parent / "missing" / "state.json")
    with pytest.raises(tione.WatchError, match="cannot be written"):
        asyncio.run(tione.main(Queue(), account.options))


def test_run_by_its_path_it_finds_its_collection(tmp_path: Path) -> None:
    """As ansible-rulebook runs it, also beside another package of collections, and other files can be run after it."""
    farm = collection.collections_path(tmp_path / "farm")
    (tmp_path / "ansible_collections").mkdir()
    (tmp_path / "ansible_collections" / "__init__.py").touch()
    source = farm / "ansible_collections/community/tencentcloud/extensions/eda/plugins/event_source/tione.py"
    code = (
        f"import runpy; first = runpy.run_path({str(source)!r}); runpy.run_path({str(source)!r}); print(first['main'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "function main" in done.stdout, done.stderr
