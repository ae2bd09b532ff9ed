# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of a rollout: what they hold, and how the page looks in a real browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from emulator.server import Emulator
from support.fixtures import FAST

from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook
from scenario.harness.rollout_browser import Seen, View, browser, look
from scenario.harness.rollout_stage import Ran, Stage

STEPS = [{"weight": 25}, {"weight": 50}]
#: A gate that fails at 50 % with a message and a name that would be mischief as HTML.
EVIL = """\
- name: Fail
  ansible.builtin.fail:
    msg: <script>alert(1)</script> & more
  when: tione_rollout_step.weight == 50
"""
#: What the user is told, each kind of event once.
NOTES = """\
- name: Keep the event
  ansible.builtin.lineinfile:
    path: {told}
    line: "{{{{ tione_rollout_event.event }}}}"
    insertafter: EOF
"""
VIEWS = [
    View(f"{device}-{'dark' if dark else 'light'}", width, height, dark)
    for device, width, height in (("phone", 360, 740), ("desk", 1280, 900))
    for dark in (False, True)
]

pytestmark = pytest.mark.xdist_group("rollout report")


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note tags, and addresses in them."""
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@dataclass(frozen=True)
class Failed:
    """A canary that failed at 50 %: what it did, the page of its report, what it told, and all requests that were made."""

    ran: Ran
    page: Path
    told: list[str]
    ids: list[str]
    requests: set[str]


@pytest.fixture(scope="module")
def failed(request: pytest.FixtureRequest, emulator: Emulator, farm: Path, tmp_path_factory: Any) -> Failed:
    """One rollout for all tests."""
    emulator.reset()
    emulator.durations.update(**FAST)
    fast = request.config.getoption("path") == "fast"
    stage = Stage(emulator, Playbook(emulator, farm, tmp_path_factory.mktemp("report"), in_process=fast)).seed(66, 34)
    told = stage.file("told", "")
    probe: Json = {"path": "/v1/chat", "calls": 20, "max_error_percentage": 5}
    gates = [
        {"type": "ready", "name": "ready"},
        {"type": "http", "name": "answers", "probe": probe},
        {"type": "tasks", "name": "<b>mine</b>", "file": stage.file("evil.yml", EVIL)},
    ]
    folder = stage.playbook.folder / "reports"
    notify = stage.file("notify.yml", NOTES.format(told=told))
    ran = stage.run(strategy="canary", steps=STEPS, gates=gates, report_dir=str(folder), notify=notify)
    (page,) = folder.glob("chat-*-failed.html")
    requests = {entry.request_id for entry in emulator.journal}
    return Failed(ran, page, Path(told).read_text(encoding="utf-8").split(), [*stage.ids, stage.new_id()], requests)


def test_reports_for_programs_and_for_people(failed: Failed) -> None:
    """Files of a failed rollout: shares over time, gates with what they measured, request ids, and nothing from elsewhere."""
    data = json.loads(failed.page.with_suffix(".json").read_text(encoding="utf-8"))
    assert data == failed.ran.stats
    assert data["timeline"][1]["shares"] == dict(zip(failed.ids, (49.5, 25.5, 25.0), strict=True))
    assert set(data["request_ids"]) <= failed.requests
    assert len(data["request_ids"]) > 8
    page = Page(failed.page.read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert page.links == []
    shares = [share for row in data["timeline"] for share in row["shares"].values() if share]
    assert page.tags.count("rect") == len(shares)
    assert "failed: <script>alert(1)</script> & more" in page.text
    assert all(word in page.text for word in ("<b>mine</b>", "ready_replicas", "49.5 %", *data["request_ids"]))
    assert failed.told == ["started", "step_done", "failed"]


def brightness(colour: str) -> float:
    """How bright a colour is, from 0 to 255; ``rgb(1, 2, 3)`` is how browsers tell one."""
    return sum(map(int, colour.partition("(")[2].rstrip(")").split(",")[:3])) / 3


def readable(seen: Seen, dark: bool) -> bool:
    """Whether the text stands out, light on dark or the other way round."""
    back, text = (brightness(seen.layout[name]) for name in ("back", "text"))
    return (text - back > 150) if dark else (back - text > 150)


@pytest.mark.long
@pytest.mark.skipif(browser() is None, reason="no Chromium is installed")
def test_the_page_in_a_browser(failed: Failed) -> None:
    """On phone and desk, light and dark: nothing sticks out, and nothing but the file itself is asked for."""
    page = failed.page
    shown = look(page, VIEWS)
    for view in VIEWS:
        seen = shown[view.name]
        (page.parent / f"{view.name}.png").write_bytes(seen.picture)
        assert seen.picture.startswith(b"\x89PNG")
        assert seen.layout["out"] == [], view
        assert seen.layout["page"] <= seen.layout["window"] == view.width
        assert set(seen.addresses) == {page.as_uri()}
        assert readable(seen, view.dark), seen.layout
