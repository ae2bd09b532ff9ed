# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that the API never returns: when they are sent, when they are no difference, and that none is lost unnoticed."""

from __future__ import annotations

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.changes import SCALE, UPDATE, Change, dig
from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task

KEY, OTHER = "private-value-of-key", "private-value-of-other"
RESUME, STOP = f"{UPDATE}:RESUME", f"{UPDATE}:STOP"
MASK = "********"
GIVEN = {"name": "KEY", "value": KEY, "is_private": True}
LEVEL = {"name": "LEVEL", "value": "info"}
SECRET = {"username": "registry-user-name", "password": "registry-password"}
SECRET_SENT = {"Username": "registry-user-name", "Password": "registry-password"}
SIDECAR = {"image_info": {"image_type": "CUSTOM", "image_url": "example.org/side:1", "image_secret": SECRET}}
SIDECAR_SENT = {"ImageType": "CUSTOM", "ImageUrl": "example.org/side:1", "ImageSecret": SECRET_SENT}

#: A service with all of them.
STORED: Json = {
    "Env": [
        {"Name": "KEY", "Value": KEY, "IsPrivate": True},
        {"Name": "LEVEL", "Value": "info", "IsPrivate": False},
    ],
    "ImageInfo": {"ImageType": "CUSTOM", "ImageUrl": "example.org/chat:1", "ImageSecret": SECRET_SENT},
    "Sidecar": {"ImageInfo": SIDECAR_SENT},
    "Priority": 5,
    "Replicas": 2,
}
HIDDEN = ("Env", "ImageInfo", "Sidecar", "Priority")


def prepare(stage: Stage, change: Change) -> list[Task]:
    """One service with private values, and the task four times."""
    service_id = stage.add(info=STORED, status="Stopped" if change.on == "stopped" else "Normal")
    return four_tasks({"service_id": service_id, **change.options})


CHANGES = {
    "SCALE needs no private value": Change("running", {"replicas": 3}, {"Replicas": 3}, SCALE),
    "STOP needs no private value": Change("running", {"state": "stopped"}, {}, STOP),
    "RESUME needs no private value": Change("stopped", {"state": "started"}, {}, RESUME),
    "sent with another change": Change(
        "running",
        {
            "command": "serve",
            "env": [GIVEN, LEVEL],
            "priority": 6,
            "sidecar": SIDECAR,
            "image_info": {"image_secret": SECRET},
        },
        {
            "Env": [
                {"Name": "KEY", "Value": KEY, "IsPrivate": True},
                {"Name": "LEVEL", "Value": "info", "IsPrivate": False},
            ],
            "Priority": 6,
            "Sidecar": {"ImageInfo": SIDECAR_SENT},
            "ImageInfo": {"ImageType": "CUSTOM", "ImageUrl": "example.org/chat:1", "ImageSecret": SECRET_SENT},
        },
    ),
    "a new private variable": Change(
        "running",
        {"env": [GIVEN, {"name": "OTHER", "value": OTHER, "is_private": True}]},
        {
            "Env": [
                {"Name": "KEY", "Value": KEY, "IsPrivate": True},
                {"Name": "OTHER", "Value": OTHER, "IsPrivate": True},
            ]
        },
    ),
    "a variable becomes private": Change(
        "running",
        {"env": [GIVEN, {"name": "LEVEL", "value": OTHER, "is_private": True}]},
        {"Env.1": {"Name": "LEVEL", "Value": OTHER, "IsPrivate": True}},
    ),
    "a variable is private no more": Change(
        "running", {"env": [{"name": "KEY", "value": "open", "is_private": False}]}, {"Env.0.Value": "open"}
    ),
    "a variable stays private": Change(
        "running",
        {"env": [{"name": "KEY", "value": OTHER}], "command": "serve"},
        {"Env": [{"Name": "KEY", "Value": OTHER, "IsPrivate": True}]},
    ),
    "a private variable is removed": Change("running", {"env": [LEVEL]}, {"Env.0.Name": "LEVEL"}),
    "all variables are removed": Change("running", {"env": []}, {"Env": []}),
}
BATCH = Batch("hidden", CHANGES, prepare)


@BATCH.parametrize()
def test_converges(done: Done[Change]) -> None:
    """It converges with one call that holds what was asked; a verb leaves hidden settings alone."""
    change = done.case
    done.four.converges([change.action])
    body = done.four.real.body(change.action)
    assert {path: dig(body, path) for path in change.sends} == change.sends
    if change.action != UPDATE:
        old, new = done.old["Settings"], done.new["Settings"]
        assert {name: new[name] for name in HIDDEN} == {name: old[name] for name in HIDDEN}


ALWAYS: dict[str, tuple[Json, Json]] = {
    "a private value": ({"env": [{**GIVEN, "value": OTHER}, LEVEL]}, {"Env.0.Value": OTHER}),
    "a password": (
        {"image_info": {"image_secret": SECRET}, "env": [LEVEL, GIVEN]},
        {"ImageInfo.ImageSecret": SECRET_SENT},
    ),
    "a sidecar and a priority": (
        {"sidecar": SIDECAR, "priority": 7, "env": [GIVEN, LEVEL]},
        {"Sidecar.ImageInfo": SIDECAR_SENT, "Priority": 7},
    ),
}


def prepare_always(stage: Stage, case: tuple[Json, Json]) -> list[Task]:
    """The task four times without a word on secrets, and four times with update_secrets."""
    options = {"service_id": stage.add(info=STORED), **case[0]}
    return [*four_tasks(options), *four_tasks({**options, "update_secrets": "always"})]


ALWAYS_BATCH = Batch("hidden-always", ALWAYS, prepare_always)


@ALWAYS_BATCH.parametrize()
def test_update_secrets(done: Done[tuple[Json, Json]]) -> None:
    """A hidden value that alone differs is no difference, unless it shall always be sent."""
    quiet, loud = Four(*done.outcomes[:4]), Four(*done.outcomes[4:])
    quiet.is_equal()
    quiet.settles()
    for pair in (Four(*done.outcomes[4:6], *done.outcomes[4:6]), Four(*done.outcomes[6:], *done.outcomes[6:])):
        pair.predicts()
        assert pair.real.actions == [UPDATE]
    body = loud.real.body()
    assert {path: dig(body, path) for path in done.case[1]} == done.case[1]
    assert MASK in str(loud.real.diff) or "priority" in str(loud.real.diff)


LOST: dict[str, tuple[Json, str]] = {
    "an update without the private value": ({"command": "serve"}, "env[KEY].value"),
    "an update of other variables": (
        {"env": [{"name": "KEY"}, LEVEL, {"name": "NEW", "value": "1"}]},
        "env[KEY].value",
    ),
    "a new private variable without a value": (
        {"env": [GIVEN, {"name": "NEW", "is_private": True}]},
        "env[NEW].value",
    ),
    "stopped, with drift": ({"command": "serve", "state": "stopped"}, "env[KEY].value"),
}


def prepare_lost(stage: Stage, case: tuple[Json, str]) -> list[Task]:
    """In check mode and for real."""
    service_id = stage.add(info=STORED)
    return four_tasks({"service_id": service_id, **case[0]})[:2]


LOST_BATCH = Batch("hidden-lost", LOST, prepare_lost)


@LOST_BATCH.parametrize()
def test_private_value_is_not_lost(done: Done[tuple[Json, str]]) -> None:
    """Without the private value an update fails before any write, names it and says what to do; in check mode too."""
    for outcome in done.outcomes:
        outcome.failed_with("ClientError.InvalidOption", done.case[1], "private", "give")
        assert not outcome.writes, str(outcome)
        assert outcome.actions == []
    assert done.old["Settings"] == done.new["Settings"]


WARNED: dict[str, tuple[Json, Json, tuple[str, ...]]] = {
    "password, sidecar and priority": (
        {"command": "serve", "env": [GIVEN, LEVEL]},
        STORED,
        ("image_info.image_secret", "sidecar", "priority"),
    ),
    "no password of another registry": ({"command": "serve"}, {"Sidecar": {"ImageInfo": SIDECAR_SENT}}, ("sidecar",)),
}


def prepare_warned(stage: Stage, case: tuple[Json, Json, tuple[str, ...]]) -> list[Task]:
    """A service in a resource group that may have all hidden settings, of which the API shows nothing."""
    place = {"ChargeType": "PREPAID", "ResourceGroupId": "rsg-1", "Resources": {"Cpu": 1000, "Memory": 1024}}
    service_id = stage.add(info={**place, **case[1]})
    stage.show(service_id, PodInfos=[])
    return four_tasks({"service_id": service_id, **case[0]})[:2]


WARNED_BATCH = Batch("hidden-warned", WARNED, prepare_warned)


@WARNED_BATCH.parametrize()
def test_reset_is_warned_of(done: Done[tuple[Json, Json, tuple[str, ...]]]) -> None:
    """An update that may reset what the API does not return says so, in check mode too."""
    for outcome in done.outcomes:
        warnings = " ".join(outcome.succeeded().warnings)
        for name in done.case[2]:
            assert name in warnings, str(outcome)
    if "no password" in done.name:
        assert "image_secret" not in " ".join(done.outcomes[0].warnings)
