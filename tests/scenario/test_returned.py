# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results against the documentation: keys and types at every depth, for a service that uses every setting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from emulator.description import Description, Member
from emulator.server import Emulator

from scenario.harness.outcome import FAILURE_KEYS, Json, Outcome
from scenario.harness.playbook import Playbook, fault, task
from scenario.harness.returned import as_documented, documented
from scenario.harness.services import BASES, FUTURE

SERVICE, GROUPS, SERVICES = "tione_model_service", "tione_service_group_info", "tione_model_service_info"
STYLES = ("natural", "null", "empty", "omitted")


def paths(value: object, path: str = "") -> Iterator[str]:
    """The path of every key in a result."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield f"{path}{key}"
            yield from paths(member, f"{path}{key}.")
    elif isinstance(value, list):
        for element in value:
            yield from paths(element, path)


def promised(docs: Json, path: str = "") -> Iterator[str]:
    """The path of every documented key that a success has."""
    for name, doc in docs.items():
        if not path and doc["returned"] not in ("success", "when O(query) is set", "when O(reveal=true)"):
            continue
        yield f"{path}{name}"
        yield from promised(doc.get("contains") or {}, f"{path}{name}.")


@pytest.mark.parametrize("style", STYLES)
def test_documented(style: str, emu: Emulator, playbook: Playbook) -> None:
    """Every key of a result is documented with its type, however unset members are returned."""
    emu.behaviour.update(null_style=style)
    ids = [
        emu.add_service(name, info=info, group_members={"AuthorizationEnable": True}) for name, info in BASES.items()
    ]
    outcomes = playbook.run(
        [
            task(GROUPS, {"query": "total_count"}),
            task(SERVICES, {"service_id": ids[0], "query": "services[0].status"}),
            task(SERVICE, {"service_id": ids[0]}),
            task(SERVICE, {"service_id": ids[1], "replicas": 3, "service_description": "new"}, check=True),
            task(SERVICE, {"service_id": ids[2], "replicas": 4, "service_description": "new"}),
            task(SERVICE, {"service_id": ids[3], "state": "stopped"}),
        ]
    )
    for module, outcome in zip((GROUPS, SERVICES, *[SERVICE] * 4), outcomes, strict=True):
        result = dict(outcome.succeeded().result)
        if module == SERVICE:
            assert set(result.pop("diff")) == {"before", "after"}
        as_documented(module, result)


def sample(description: Description, struct: str) -> Json:
    """A structure of the API with a value for every member."""
    return {name: _member(description, name, member) for name, member in description.structures[struct].items()}


def _member(description: Description, name: str, member: Member) -> object:
    text = FUTURE if name == "ScheduleStopTime" else f"some {name}"
    samples: Json = {"string": text, "integer": 7, "boolean": True}
    value = sample(description, member.struct) if member.struct else samples.get(member.type)
    return [value] if member.is_list else value


def fill(emu: Emulator, service_id: str) -> None:
    """Let reads of a service and of its group return a value for every member that the API has."""
    firm = {"ServiceGroupId", "ServiceGroupName", "ServiceId", "Services", "ServiceInfo"}
    with emu.cloud.lock:
        group, version = emu.cloud.stored(service_id)
        shown = {name: sample(emu.cloud.description, name) for name in ("Service", "ServiceInfo", "ServiceGroup")}
        group.overlay = {name: value for name, value in shown["ServiceGroup"].items() if name not in firm}
        service = {name: value for name, value in shown["Service"].items() if name not in firm}
        version.overlay = {"Service": service, "ServiceInfo": shown["ServiceInfo"]}


def test_everything_is_returned(emu: Emulator, playbook: Playbook) -> None:
    """Every documented key is returned where the API has a value for it, and no other."""
    service_id = emu.add_service("chat")
    fill(emu, service_id)
    playbook.secrets.update({"some Password", "some Username", "some SecretId"})
    rows: dict[str, Json] = {
        SERVICES: {"service_id": service_id, "query": "length(services)"},
        GROUPS: {"query": "total_count"},
        SERVICE: {"service_id": service_id, "wait": False},
    }
    for (module, _options), outcome in zip(
        rows.items(), playbook.run([task(module, options) for module, options in rows.items()]), strict=True
    ):
        result = {
            name: value
            for name, value in outcome.succeeded().result.items()
            if name not in ("changed", "diff", "invocation") and not name.startswith("_ansible")
        }
        as_documented(module, result)
        assert set(promised(documented(module))) == set(paths(result))


def failures(emu: Emulator) -> Iterator[tuple[str, Json, tuple[str, str, Json] | None]]:
    """Tasks that fail, each in another place."""
    service_id = emu.add_service("chat")
    yield SERVICE, {"service_id": service_id, "replicas": 0}, None
    yield SERVICE, {"service_id": service_id, "nothing": 0}, None
    yield SERVICE, {"service_id": "ms-aaaaaaaa-1"}, None
    yield SERVICE, {"service_id": service_id, "command": "x"}, fault("internal_error_before")
    yield (
        SERVICE,
        {"service_id": service_id},
        fault("error", "*", code="AuthFailure.TokenFailure", message="Bad token."),
    )
    yield SERVICE, {"service_id": service_id, "profile": "nobody"}, None
    yield GROUPS, {"limit": 0}, None
    yield GROUPS, {}, fault("error", "*", code="UnsupportedRegion", message="Not here.")
    yield SERVICES, {"service_id": service_id}, fault("drop_before", "*", times=None)


def complete(outcome: Outcome) -> None:
    """Assert that a failure has the keys that all failures have, of their types, and says what to do."""
    assert outcome.status == "failed", str(outcome)
    assert outcome.result.keys() >= FAILURE_KEYS, str(outcome)
    types = {"msg": str, "error_code": str, "error_message": str, "retryable": bool}
    for name, wanted in types.items():
        assert isinstance(outcome.result[name], wanted), f"{name} of {outcome}"
    for name in ("request_id", "action"):
        assert outcome.result[name] is None or isinstance(outcome.result[name], str), f"{name} of {outcome}"
    assert outcome.result["error_code"], str(outcome)
    assert outcome.msg.endswith((".", "?")), str(outcome)


def test_failures_have_their_keys(emu: Emulator, playbook: Playbook) -> None:
    """Failures of options, of the cloud and of the way to it carry the same keys."""
    rows = list(failures(emu))
    tasks = [
        task(module, {**options, "deadline": 3}, emulator=[plan] if plan else []) for module, options, plan in rows
    ]
    for outcome in playbook.run(tasks):
        complete(outcome)
