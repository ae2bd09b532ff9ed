# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action that writes, as tasks use it: what is there before, what the task asks for, and what is there then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.server import Emulator
from emulator.state import Group
from scenario.harness.services import base

Json = dict[str, Any]

SERVICE, GROUP, TOKEN = "tione_model_service", "tione_service_group", "tione_auth_token"
MODIFY = "ModifyModelService"
NEW: Json = {
    "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:2"},
    "charge_type": "POSTPAID_BY_HOUR",
    "instance_type": "TI.S.LARGE.POST",
    "replicas": 2,
}
LONG_AGO = "2020-01-01T00:00:00Z"


@dataclass(frozen=True)
class Deed:
    """One task. Everything in it is named after one word: the group, its id, and what else belongs to it.

    label     the write that a fault is aimed at
    versions  the versions of the group before: number -> status
    wanted    whether the group is as the task wants it
    changes   settings, as the API spells them, that the task may change
    left      how many versions the group has in the end
    repeats   whether the task can be run again
    """

    label: str
    module: str
    options: Callable[[str], Json]
    wanted: Callable[[Group], bool]
    versions: Mapping[int, str] = field(default_factory=lambda: {1: "Normal"})
    group: Json = field(default_factory=dict)
    changes: frozenset[str] = frozenset()
    left: int = 1
    repeats: bool = True

    def seed(self, emulator: Emulator, name: str) -> None:
        """Put into the account what is there before."""
        for number, status in self.versions.items():
            emulator.add_service(
                name,
                group_id=group_id(name) if number == 1 else None,
                info=base("postpaid"),
                status=status,
                version=number,
                group_members=self.group,
            )


def group_id(name: str) -> str:
    """The id of the group of that name."""
    return f"ms-{name}"


def _named(**options: Any) -> Callable[[str], Json]:
    return lambda name: {"service_group_name": name, **options}


def _first(**options: Any) -> Callable[[str], Json]:
    return lambda name: {"service_id": f"{group_id(name)}-1", **options}


def _all(number: int, phase: str, **settings: Any) -> Callable[[Group], bool]:
    """Whether a version is in a phase and has these settings."""

    def holds(group: Group) -> bool:
        version = group.versions.get(number)
        return (
            version is not None
            and version.phase == phase
            and all(version.settings[name] == value for name, value in settings.items())
        )

    return holds


def _weights(*weights: int) -> Callable[[Group], bool]:
    return lambda group: [version.weight for _number, version in sorted(group.versions.items())] == list(weights)


def _tokens(check: Callable[[list[Json]], bool]) -> Callable[[Group], bool]:
    return lambda group: check([token for token in group.auth_tokens if token["Base"]["Name"] == "app"])


def _is_renewed(tokens: list[Json]) -> bool:
    return len(tokens) == 1 and tokens[0]["Base"]["CreateTime"] != LONG_AGO


APP: Json = {"Base": {"Name": "app", "Value": "a-token-of-the-app", "CreateTime": LONG_AGO}}
WITH_TOKEN: Json = {"AuthorizationEnable": True, "AuthTokens": [APP]}
LIMITS = [{"strategy": "PerMinute", "max": 60}]
API_LIMITS = [{"Strategy": "PerMinute", "Max": 60}]
TWO = {1: "Normal", 2: "Normal"}
_renamed = _all(1, "normal", ServiceDescription="new")
_made = _all(1, "normal", Replicas=2)


def _fleet(name: str) -> Json:
    return {"services": [{"service_group_name": name, "service_description": "new"}]}


def _call(name: str) -> Json:
    return {"action": MODIFY, "params": {"ServiceId": f"{group_id(name)}-1", "ServiceAction": "STOP"}}


DEEDS: Mapping[str, Deed] = {
    "create a group": Deed("CreateModelService", SERVICE, _named(**NEW), _made, versions={}),
    "create a version": Deed(
        "CreateModelService", SERVICE, _named(version="2", **NEW), _all(2, "normal", Replicas=2), left=2
    ),
    "create what matches": Deed(
        "CreateModelService", SERVICE, _named(version="matching", **NEW), _all(2, "normal", Replicas=2), left=2
    ),
    "create in a fleet": Deed(
        "CreateModelService",
        "tione_model_services",
        lambda name: {"services": [{"service_group_name": name, **NEW}]},
        _made,
        versions={},
    ),
    "create stopped": Deed(
        "CreateModelService", SERVICE, _named(state="stopped", **NEW), _all(1, "stopped", Replicas=2), versions={}
    ),
    "update": Deed(
        MODIFY, SERVICE, _named(service_description="new"), _renamed, changes=frozenset({"ServiceDescription"})
    ),
    "update by id": Deed(
        MODIFY, SERVICE, _first(service_description="new"), _renamed, changes=frozenset({"ServiceDescription"})
    ),
    "update in a fleet": Deed(
        MODIFY, "tione_model_services", _fleet, _renamed, changes=frozenset({"ServiceDescription"})
    ),
    "update and start": Deed(
        MODIFY,
        SERVICE,
        _first(service_description="new", state="started"),
        _renamed,
        versions={1: "Stopped"},
        changes=frozenset({"ServiceDescription"}),
    ),
    "scale": Deed(
        f"{MODIFY}:SCALE", SERVICE, _first(replicas=5), _all(1, "normal", Replicas=5), changes=frozenset({"Replicas"})
    ),
    "stop": Deed(f"{MODIFY}:STOP", SERVICE, _first(state="stopped"), _all(1, "stopped")),
    "stop by a call": Deed(f"{MODIFY}:STOP", "tione_api", _call, _all(1, "stopped"), repeats=False),
    "start": Deed(f"{MODIFY}:RESUME", SERVICE, _named(state="started"), _all(1, "normal"), versions={1: "Stopped"}),
    "delete": Deed("DeleteModelService", SERVICE, _first(state="absent"), lambda group: not group.versions, left=0),
    "delete one of two": Deed(
        "DeleteModelService",
        SERVICE,
        _named(state="absent", version="2"),
        lambda group: set(group.versions) == {1},
        versions={1: "Normal", 2: "Stopped"},
    ),
    "delete with its group": Deed(
        "DeleteModelServiceGroup",
        SERVICE,
        _named(state="absent", version="1", delete_empty_group=True),
        lambda group: False,
        versions={1: "Stopped"},
        left=0,
    ),
    "delete a group": Deed(
        "DeleteModelServiceGroup",
        GROUP,
        _named(state="absent", force=True),
        lambda group: False,
        versions={1: "Normal", 2: "Stopped"},
        left=0,
    ),
    "share the traffic": Deed(
        "ModifyServiceGroupWeights",
        GROUP,
        _named(weights=[{"version": 1, "weight": 3}, {"version": 2, "weight": 1}]),
        _weights(3, 1),
        versions=TWO,
        left=2,
    ),
    "authorize": Deed(
        "ModifyModelServiceAuthorization", GROUP, _named(authorization_enable=True), lambda group: group.authorization
    ),
    "create a token": Deed(
        "CreateModelServiceAuthToken",
        TOKEN,
        _named(name="app", description="of the app", limits=LIMITS),
        _tokens(lambda tokens: [token["Limits"] for token in tokens] == [API_LIMITS]),
        group={"AuthorizationEnable": True},
    ),
    "limit a token": Deed(
        "ModifyModelServiceAuthToken",
        TOKEN,
        _named(name="app", limits=LIMITS),
        _tokens(lambda tokens: [token["Limits"] for token in tokens] == [API_LIMITS]),
        group=WITH_TOKEN,
    ),
    "rotate a token": Deed(
        "ModifyModelServiceAuthToken",
        TOKEN,
        _named(name="app", rotate=True, rotate_if_older_than=30),
        _tokens(_is_renewed),
        group=WITH_TOKEN,
    ),
    "delete a token": Deed(
        "DeleteModelServiceAuthToken",
        TOKEN,
        _named(name="app", state="absent"),
        _tokens(lambda tokens: not tokens),
        group=WITH_TOKEN,
    ),
}


def found(emulator: Emulator, name: str) -> list[Group]:
    """The groups of that name: more than one is a group too many."""
    with emulator.cloud.lock:
        emulator.cloud.tick()
        return [group for group in emulator.account.groups.values() if group.name == name]


def settings_of(emulator: Emulator, name: str) -> dict[int, Json]:
    """The stored settings of the versions of a group, by number."""
    versions = [version for group in found(emulator, name) for version in group.versions.values()]
    return {version.number: emulator.service(version.service_id)["Settings"] for version in versions}


def is_as_wanted(emulator: Emulator, deed: Deed, name: str) -> bool:
    """Whether what the task wants is there, once and complete."""
    groups = found(emulator, name)
    if len(groups) > 1 or sum(len(group.versions) for group in groups) != deed.left:
        return False
    return deed.wanted(groups[0]) if groups else deed.left == 0 and bool(deed.versions)
