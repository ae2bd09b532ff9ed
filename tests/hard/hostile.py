# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile input: replies with members of other types, files that are none, texts that want to be more than texts."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from ansible.errors import AnsibleError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import inventory_loader
from ansible_collections.community.tencentcloud.plugins.module_utils import _transport
from emulator.server import Emulator
from hypothesis import strategies as st
from scenario.harness.batch import FAST
from scenario.harness.outcome import FAILURE_KEYS, Outcome
from scenario.harness.playbook import COLLECTION
from scenario.harness.services import base

from .inside import Inside
from .judge import TRACEBACK

Json = dict[str, Any]

#: No message is longer than this, whatever the API says.
LONGEST_MESSAGE = 60_000


def _deep(depth: int) -> Any:
    value: Any = "deep"
    for _number in range(depth):
        value = {"Deeper": [value]}
    return value


ODD: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    2**70,
    1.5,
    True,
    [],
    {},
    [None],
    [[]],
    ["text"],
    [{}],
    {"Unknown": {"Member": 1}},
    "x" * 20_000,
    "{{ lookup('pipe', 'id') }}",
    "{% for i in range(9999999) %}{% endfor %}",
    "\x1b[2J\x1b]0;title\x07\r\n\x00\u202e",
    "\ud800",
    _deep(150),
)
ODD_BODIES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"null", b"[]", b"{}", b'{"Response": null}', b'{"Response": {}}', b'{"Response": {"Error": {}}}']
    ),
    st.sampled_from([b'{"Response": {"Error": {"Code": 1, "Message": []}}}', b"[" * 100_000, b'{"Response": NaN}']),
)

GROUP, SERVICE = {"service_group_id": "ms-chat"}, {"service_id": "ms-chat-1"}
BY_NAME = {"service_group_name": "chat"}
TASKS: dict[str, tuple[str, Json]] = {
    "groups": ("tione_service_group_info", {}),
    "group": ("tione_service_group_info", {**GROUP, "tag_filters": [{"tag_key": "a", "tag_values": ["b"]}]}),
    "service": ("tione_model_service_info", SERVICE),
    "versions": ("tione_model_service_info", GROUP),
    "call info": ("tione_service_call_info", GROUP),
    "events": ("tione_service_event_info", SERVICE),
    "logs": ("tione_service_log_info", SERVICE),
    "specs": ("tione_billing_spec_info", {}),
    "images": ("tione_image_info", {}),
    "templates": ("tione_infer_template_info", {}),
    "models": ("tione_model_version_info", {"training_model_id": "m-838176671237008128"}),
    "resource groups": ("tione_resource_group_info", {}),
    "workspaces": ("tione_workspace_info", {}),
    "any action": ("tione_api", {"action": "DescribeModelServiceGroups"}),
    "probe": ("tione_probe", {**GROUP, "calls": 1}),
    "update": ("tione_model_service", {**BY_NAME, "command": "x", "replicas": 2}),
    "update by id": ("tione_model_service", {**SERVICE, "env": [{"name": "A", "value": "1"}]}),
    "matching": ("tione_model_service", {**BY_NAME, "version": "matching", "command": "x"}),
    "stop": ("tione_model_service", {**SERVICE, "state": "stopped"}),
    "delete": ("tione_model_service", {**SERVICE, "state": "absent", "delete_empty_group": True}),
    "fleet": ("tione_model_services", {"services": [{**BY_NAME, "command": "x"}]}),
    "weights": ("tione_service_group", {**BY_NAME, "weights": [{"version": 1, "weight": 5}]}),
    "authorize": ("tione_service_group", {**GROUP, "authorization_enable": False}),
    "delete group": ("tione_service_group", {**GROUP, "state": "absent", "force": True}),
    "token": ("tione_auth_token", {**GROUP, "name": "app", "limits": [{"strategy": "PerDay", "max": 1}]}),
    "rotate": ("tione_auth_token", {**GROUP, "name": "default", "rotate": True, "rotate_if_older_than": 1}),
}


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in items:
        yield from places_in(member, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy of a document with something odd in one place."""
    if not path:
        return odd
    if isinstance(value, dict):
        return {**value, path[0]: replaced(value[path[0]], path[1:], odd)}
    return [replaced(member, path[1:], odd) if number == path[0] else member for number, member in enumerate(value)]


@dataclasses.dataclass
class Forger:
    """Changes one reply, or all replies to one action, on their way; `where` chooses the place by a share of all."""

    number: int
    where: float
    odd: Any
    body: bytes | None = None
    seen: int = 0

    def forge(self, reply: Any) -> Any:
        """What the client gets."""
        self.seen += 1
        if self.seen - 1 < self.number:
            return reply
        return dataclasses.replace(reply, body=self.body if self.body is not None else self._forged(reply.body))

    def _forged(self, body: bytes) -> bytes:
        document = json.loads(body)
        response = {name: value for name, value in document["Response"].items() if name != "RequestId"}
        places = [place for place in places_in(response) if place]
        if not places:
            return body
        place = places[int(self.where * len(places))]
        return json.dumps({"Response": replaced(document["Response"], place, self.odd)}).encode()


@contextlib.contextmanager
def forged(forger: Forger) -> Iterator[None]:
    """Inside the block replies are not what they were."""
    post = _transport.Transport.post

    def intercept(transport: Any, *arguments: Any) -> Any:
        return forger.forge(post(transport, *arguments))

    with mock.patch.object(_transport.Transport, "post", intercept):
        yield


FORGERS = st.builds(Forger, st.integers(0, 4), st.floats(0, 0.999), st.sampled_from(ODD))
BODIES = st.builds(Forger, st.integers(0, 4), st.just(0.0), st.none(), ODD_BODIES)


def seed(emulator: Emulator) -> None:
    """A service with every setting, and tokens."""
    emulator.reset()
    emulator.durations.update(**FAST)
    members = {"AuthorizationEnable": True, "Tags": [{"TagKey": "a", "TagValue": "b"}]}
    emulator.add_service("chat", group_id="ms-chat", info=base("hybrid"), group_members=members)


def survive(inside: Inside, title: str, forger: Forger) -> str:
    """Assert that a task gets along with forged replies, or fails like any other task. Says how it ended."""
    module, options = TASKS[title]
    seed(inside.emulator)
    with forged(forger):
        outcome = inside.run(module, {**options, **({"wait_timeout": 5} if "wait_timeout" in options else {})})
    _is_harmless(outcome)
    return outcome.status


def _is_harmless(outcome: Outcome) -> None:
    if not outcome.failed:
        json.dumps(outcome.result, default=str)
        return
    assert outcome.result.keys() >= FAILURE_KEYS and outcome.msg.strip(), str(outcome)
    assert TRACEBACK not in str(outcome.result), str(outcome)
    assert len(outcome.msg) < LONGEST_MESSAGE, len(outcome.msg)
    for text in (outcome.msg, *outcome.warnings):
        assert all(char.isprintable() or char == "\n" for char in text), repr(text[:500])


def survive_profile(inside: Inside, file: Path, content: bytes) -> str:
    """Assert that a credentials file of any content is used, or refused by name and without a quote."""
    file.write_bytes(content)
    options = {"secret_id": None, "secret_key": None, "credentials_file": str(file)}
    outcome = inside.run("tione_workspace_info", options)
    _is_harmless(outcome)
    return outcome.status


def survive_source(file: Path, options: Json) -> str:
    """Assert that an inventory source is read, or refused as Ansible refuses sources."""
    file.write_text(json.dumps({"plugin": f"{COLLECTION}.tione", **options}), encoding="utf-8")
    plugin = inventory_loader.get(f"{COLLECTION}.tione")
    try:
        plugin.parse(InventoryData(), DataLoader(), str(file), cache=False)
    except AnsibleError:
        return "refused"
    return "read"


_LINES = (
    "[default]",
    "[",
    "secret_id = AKIDx",
    "secret_key = k",
    "secret_id",
    "=",
    "token = %(x)s",
    "{",
    '"secretId": "a"',
    "\x00",
    "é\u2028",
    "region = ../..",
    "secret_id = \x1b[2J",
)
PROFILES = st.one_of(
    st.lists(st.sampled_from(_LINES), max_size=6).map(lambda lines: "\n".join(lines).encode()),
    st.binary(max_size=80),
    st.sampled_from([b'{"secretId": 1, "secretKey": []}', b'{"a":' * 5000, b"\xff\xfe", b"[" * 100_000]),
)
_SOURCE_OPTIONS = [
    "regions",
    "filters",
    "tag_filters",
    "hosts",
    "keyed_groups",
    "compose",
    "groups",
    "cache",
    "endpoint",
    "rate_limit",
    "timeout",
    "strict",
    "hostnames",
    "leave_out",
    "project_id",
    "region",
    "profile",
    "language",
    "deadline",
    "nonsense",
]
_SOURCE_VALUES: tuple[Any, ...] = (
    *(odd for odd in ODD if odd != "\ud800"),
    [{"name": 1, "values": 2}],
    [{"key": "{{", "prefix": []}],
    {"a": "{{ 1 / 0 }}"},
    "http://127.0.0.1:1",
)
SOURCES = st.dictionaries(st.sampled_from(_SOURCE_OPTIONS), st.sampled_from(_SOURCE_VALUES), max_size=3)
