# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeEvents: what the life of a service leaves behind, and how it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator.clock import beijing_text, utc_text
from sdk_client import Sdk

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

ACTION = "DescribeEvents"
IMAGE = "ccr.ccs.tencentyun.com/a/b:2"


def events(api: Api, service: str, **params: Any) -> list[dict[str, Any]]:
    """Events of a service, the oldest first unless told otherwise."""
    found: list[dict[str, Any]] = api(ACTION, Service="INFER", ServiceId=service, **{"Order": "ASC", **params})[
        "Events"
    ]
    return found


def messages(api: Api, service: str, kind: str = "Pod", **params: Any) -> list[str]:
    by_kind = {"Name": "ResourceKind", "Values": [kind]}
    return [event["Message"] for event in events(api, service, Filters=[by_kind], **params)]


def warnings(api: Api, service: str) -> list[str]:
    by_type = {"Name": "Type", "Values": ["Warning"]}
    return [event["Message"] for event in events(api, service, Filters=[by_type])]


def pod_names(api: Api, service: str) -> list[str]:
    return [pod["Name"] for pod in api.info(service)["PodInfos"]]


@pytest.fixture
def created(emu: Emulator, api: Api) -> str:
    """A service of two replicas that has just come up."""
    service = api.create(Replicas=2)
    emu.clock.advance(35)
    return service


def test_a_creation(emu: Emulator, api: Api, created: str) -> None:
    reply = Sdk(emu)(ACTION, Service="INFER", ServiceId=created, Order="ASC")
    assert reply.TotalCount == len(reply.Events) == 13
    first = reply.Events[0]
    assert (first.Type, first.ResourceKind, first.ResourceName, first.Count) == ("Normal", "Deployment", created, 1)
    assert first.Message.startswith("Scaled up replica set")
    assert first.FirstTimestamp == first.LastTimestamp
    assert first.FirstTimestamp.endswith("+08:00")
    pods = pod_names(api, created)
    told = [event for event in reply.Events if event.ResourceName == pods[0]]
    assert [event.Message.split()[0] for event in told] == [
        "Successfully",
        "Pulling",
        "Successfully",
        "Created",
        "Started",
    ]
    assert {event.ResourceName for event in reply.Events if event.ResourceKind == "Pod"} == set(pods)
    assert len({event.Id for event in reply.Events}) == 13


def test_an_update_exchanges_pods(emu: Emulator, api: Api, created: str) -> None:
    before = set(pod_names(api, created))
    api.update(created, Replicas=2, ImageInfo={"ImageType": "CCR", "ImageUrl": IMAGE})
    start = utc_text(emu.clock.now())
    emu.clock.advance(15)
    told = events(api, created, StartTime=start)
    assert {event["ResourceName"] for event in told if event["ResourceKind"] == "Pod"} == set(pod_names(api, created))
    assert f'Pulling image "{IMAGE}"' in [event["Message"] for event in told]
    assert not before & set(pod_names(api, created))
    old = [event["Message"] for event in told if event["Message"].endswith("to 0")]
    assert len(old) == 1


def test_scaling_touches_the_difference(emu: Emulator, api: Api, created: str) -> None:
    api.verb(created, "SCALE", Replicas=3)
    start = utc_text(emu.clock.now())
    emu.clock.advance(15)
    names = {event["ResourceName"] for event in events(api, created, StartTime=start) if event["ResourceKind"] == "Pod"}
    assert names == set(pod_names(api, created)[2:])
    api.verb(created, "SCALE", Replicas=1)
    start = utc_text(emu.clock.now())
    emu.clock.advance(15)
    assert [text.split(" set ")[0] for text in messages(api, created, "Deployment", StartTime=start)] == [
        "Scaled down replica"
    ]


def test_a_stop(emu: Emulator, api: Api, created: str) -> None:
    api.verb(created, "STOP")
    emu.clock.advance(15)
    assert messages(api, created).count("Stopping container infer") == 2


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("crash_loop", "Back-off restarting failed container infer in pod {pod}"),
        ("image_pull", f'Back-off pulling image "{IMAGE}"'),
    ],
)
def test_a_failing_rollout(emu: Emulator, api: Api, created: str, kind: str, told: str) -> None:
    emu.fail_next(kind, reason="the very reason")
    api.update(created, Replicas=2, ImageInfo={"ImageType": "CCR", "ImageUrl": IMAGE})
    emu.clock.advance(200)
    (failing,) = [pod["Name"] for pod in api.info(created)["PodInfos"] if pod["Message"]]
    message = told.format(pod=failing)
    assert {message, "Error: the very reason"} <= set(warnings(api, created))
    (repeated,) = [event for event in events(api, created) if event["Message"] == message]
    assert (repeated["Type"], repeated["Count"], repeated["ResourceName"]) == ("Warning", 4, failing)
    assert repeated["FirstTimestamp"] < repeated["LastTimestamp"]
    api.verb(created, "STOP")
    emu.clock.advance(200)
    (ended,) = [event for event in events(api, created) if event["Message"] == message]
    assert ended == repeated


def test_a_stuck_rollout(emu: Emulator, api: Api) -> None:
    emu.fail_next("stuck")
    service = api.create()
    emu.clock.advance(120)
    assert api.service(service)["Status"] == "Waiting"
    assert warnings(api, service) == ["0/2 nodes are available: insufficient resources."]
    api.verb(service, "STOP")
    emu.clock.advance(15)
    assert len(warnings(api, service)) == 1


@pytest.mark.parametrize("kind", ["create_failed", "timeout"])
def test_a_failed_creation(emu: Emulator, api: Api, kind: str) -> None:
    emu.fail_next(kind, reason="no room")
    service = api.create()
    emu.clock.advance(15)
    assert [(event["Message"], event["ResourceKind"]) for event in events(api, service)] == [("no room", "Deployment")]


def test_order_and_pages(emu: Emulator, api: Api, created: str) -> None:
    ascending = events(api, created)
    assert events(api, created, Order="DESC") == ascending[::-1] == api(ACTION, Service="INFER")["Events"]
    pages = [events(api, created, Limit=5, Offset=offset) for offset in (0, 5, 10, 15)]
    assert [len(page) for page in pages] == [5, 5, 3, 0]
    assert [event for page in pages for event in page] == ascending
    assert api(ACTION, Service="INFER", Limit=1)["TotalCount"] == 13


def test_order_field(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Abnormal", age=600)
    emu.set_status(emu.add_service("other", age=300), "Stopping")
    last = [event["LastTimestamp"] for event in api(ACTION, Service="INFER")["Events"]]
    assert last == sorted(last, reverse=True)
    first = [event["FirstTimestamp"] for event in api(ACTION, Service="INFER", OrderField="FirstTimestamp")["Events"]]
    assert first == sorted(first, reverse=True)
    assert first != [event["FirstTimestamp"] for event in api(ACTION, Service="INFER")["Events"]]
    assert messages(api, service)


def test_times(emu: Emulator, api: Api, created: str) -> None:
    now = emu.clock.now()
    assert events(api, created, StartTime=beijing_text(now + 1), EndTime=beijing_text(now + 9)) == []
    early = events(api, created, EndTime=utc_text(now - 20))
    assert 0 < len(early) < 13
    emu.clock.advance(2 * 86400)
    assert events(api, created) == []
    assert len(events(api, created, StartTime=utc_text(now - 60))) == 13


def test_several_values_must_all_be_met(api: Api, created: str) -> None:
    def count(*filters: tuple[str, list[str]]) -> int:
        return len(events(api, created, Filters=[{"Name": name, "Values": values} for name, values in filters]))

    assert count(("Type", ["Normal"])) == 13
    assert count(("Type", ["Normal", "Warning"])) == 0
    assert count(("ResourceKind", ["Pod", "Pod"])) == 10
    assert count(("ResourceKind", ["Pod"]), ("Type", ["Warning"])) == 0
    assert count(("ResourceKind", ["Replicaset"])) == 2


def test_whose_events(emu: Emulator, api: Api, created: str) -> None:
    other = emu.add_service("other", project_id="7", age=60)
    assert events(api, other) == []
    assert {event["ResourceKind"] for event in events(api, other, TiProjectId="7")} == {"Pod"}
    assert events(api, created[:-2]) == events(api, "ms-none-1") == []
    assert api(ACTION, Service="TRAIN")["Events"] == []
    emu.behaviour.update(null_style="null", null_total_count=True)
    reply = api(ACTION, Service="NOTEBOOK")
    assert (reply["Events"], reply["TotalCount"]) == (None, None)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"Service": None}, "InvalidParameter"),
        ({"Service": "SERVE"}, "InvalidParameterValue"),
        ({"Limit": 101}, "InvalidParameterValue.PageLimitExceeded"),
        ({"Limit": -1}, "InvalidParameterValue"),
        ({"Offset": -1}, "InvalidParameterValue"),
        ({"Order": "asc"}, "InvalidParameterValue"),
        ({"OrderField": "Timestamp"}, "InvalidParameterValue"),
        ({"StartTime": "2026-01-01 00:00:00"}, "InvalidParameterValue"),
        ({"EndTime": "yesterday"}, "InvalidParameterValue"),
        ({"Filters": [{"Name": "Reason", "Values": ["a"]}]}, "InvalidParameterValue.InvalidFilter"),
        ({"PodName": "a"}, "UnknownParameter"),
    ],
)
def test_refused(api: Api, params: dict[str, Any], code: str) -> None:
    assert api.refusal(ACTION, **{"Service": "INFER", **params}).code == code


def test_service_is_required(api: Api) -> None:
    assert api.refusal(ACTION).code == "MissingParameter"
