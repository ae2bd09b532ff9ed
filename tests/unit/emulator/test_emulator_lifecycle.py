# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a version under a clock that the test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

COUNTS = ("Replicas", "UpdatedReplicas", "ReadyReplicas", "AvailableReplicas", "UnavailableReplicas")
HPA = {"MinReplicas": 2, "MaxReplicas": 6, "HpaMetrics": [{"Name": "cpu-util", "Value": 60}]}


def counts(api: Api, service: str) -> list[int]:
    status: dict[str, Any] = api.info(service)["Status"]
    return [status[name] for name in COUNTS]


def walk(emu: Emulator, api: Api, service: str, steps: int) -> list[str]:
    """The statuses now and after each of some advances by ten seconds."""
    seen = [api.service(service)["Status"]]
    for _step in range(steps):
        emu.clock.advance(10)
        seen.append(api.service(service)["Status"])
    return seen


def test_creation(emu: Emulator, api: Api) -> None:
    service = api.create(Replicas=2)
    emu.clock.advance(0.1)
    assert walk(emu, api, service, 3) == ["CREATING", "Pending", "Waiting", "Normal"]
    shown = api.service(service)
    assert (shown["BusinessStatus"], shown["CreateFailedReason"]) == ("CREATE_SUCCEED", "CREATE_SUCCEED")
    assert counts(api, service) == [2, 2, 2, 2, 0]


def test_a_long_absence_changes_nothing(emu: Emulator, api: Api) -> None:
    service = api.create()
    emu.clock.advance(3600)
    assert api.service(service)["Status"] == "Normal"


def test_start_becomes_ready_pod_by_pod(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Stopped", info={"Replicas": 4})
    api.verb(service, "RESUME")
    assert counts(api, service) == [4, 4, 0, 0, 4]
    emu.clock.advance(15.1)
    assert (api.service(service)["Status"], counts(api, service)) == ("Waiting", [4, 4, 2, 2, 2])
    pods = api.info(service)["PodInfos"]
    assert [pod["ContainerInfos"][0]["Status"]["Ready"] for pod in pods] == [True, True, False, False]
    assert pods[-1]["ContainerInfos"][0]["Status"]["Reason"] == "ContainerCreating"
    emu.clock.advance(5)
    assert (api.service(service)["Status"], counts(api, service)) == ("Normal", [4, 4, 4, 4, 0])


def test_update_keeps_the_old_pods_serving(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"Replicas": 4})
    old = {pod["Name"] for pod in api.info(service)["PodInfos"]}
    api.update(service, Replicas=4, Command="new")
    assert api.info(service)["Command"] == "new"
    emu.clock.advance(5.1)
    info = api.info(service)
    assert (info["Status"]["Status"], counts(api, service)) == ("Waiting", [4, 2, 4, 4, 0])
    assert len(old & {pod["Name"] for pod in info["PodInfos"]}) == 2
    emu.clock.advance(5)
    assert counts(api, service) == [4, 4, 4, 4, 0]
    assert not old & {pod["Name"] for pod in api.info(service)["PodInfos"]}


def test_the_old_revision_may_look_done(emu: Emulator, api: Api) -> None:
    emu.durations.settling = 10
    service = emu.add_service("demo", info={"Replicas": 2})
    api.update(service, Replicas=3, Command="new")
    info = api.info(service)
    assert (info["Status"]["Status"], counts(api, service), info["Replicas"]) == ("Normal", [2, 2, 2, 2, 0], 3)
    assert walk(emu, api, service, 2) == ["Normal", "Waiting", "Normal"]


def test_scale_keeps_the_pods(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"Replicas": 1})
    old = {pod["Name"] for pod in api.info(service)["PodInfos"]}
    api.verb(service, "SCALE", Replicas=4)
    assert counts(api, service) == [4, 1, 1, 1, 3]
    emu.clock.advance(10)
    assert counts(api, service) == [4, 4, 4, 4, 0]
    assert old < {pod["Name"] for pod in api.info(service)["PodInfos"]}
    api.verb(service, "SCALE", Replicas=2)
    emu.clock.advance(10)
    assert counts(api, service) == [2, 2, 2, 2, 0]


def test_stop_and_resume(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", info={"Replicas": 3})
    api.verb(service, "STOP")
    assert walk(emu, api, service, 1) == ["Stopping", "Stopped"]
    assert (api.info(service)["OldReplicas"], counts(api, service)) == (3, [0, 0, 0, 0, 0])
    api.verb(service, "RESUME")
    assert walk(emu, api, service, 2) == ["Pending", "Waiting", "Normal"]
    assert api.info(service)["Replicas"] == 3


def test_stop_in_the_middle_of_a_start(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Pending")
    api.verb(service, "STOP")
    assert walk(emu, api, service, 1) == ["Stopping", "Stopped"]


def test_schedule_fires_once(emu: Emulator, api: Api) -> None:
    service = api.create(ScheduledAction={"ScheduleStop": True, "ScheduleStopTime": "2099-01-01T00:00:00+08:00"})
    emu.clock.advance(100 * 365 * 86400)
    assert api.service(service)["Status"] == "Stopped"
    assert api.info(service)["ScheduledAction"]["ScheduleStopTime"] == "2098-12-31T16:00:00Z"
    api.verb(service, "RESUME")
    emu.clock.advance(20)
    assert api.service(service)["Status"] == "Normal"
    past = {"ScheduleStop": True, "ScheduleStopTime": "2098-12-31T16:00:00Z"}
    assert api.refusal("ModifyModelService", **update(service), ScheduledAction=past).code == "InvalidParameterValue"


def update(service: str) -> dict[str, Any]:
    from signed_client import NEW

    return {"ServiceId": service, **{name: NEW[name] for name in ("ImageInfo", "InstanceType", "Replicas")}}


def test_the_autoscaler_owns_the_count(emu: Emulator, api: Api) -> None:
    auto = {"ScaleMode": "AUTO", "ScaleStrategy": "HPA", "HorizontalPodAutoscaler": HPA}
    service = emu.add_service("demo", info={**auto, "Replicas": 1})
    assert api.info(service)["Replicas"] == 2
    emu.autoscale(service, 5)
    assert (api.info(service)["Replicas"], counts(api, service)[0]) == (5, 5)
    api.update(service, **auto, Replicas=1)
    emu.clock.advance(10)
    assert api.info(service)["Replicas"] == 5
    api.verb(service, "STOP")
    emu.clock.advance(10)
    assert api.info(service)["OldReplicas"] == 5
    assert emu.service(service)["Settings"]["Replicas"] == 1


@pytest.mark.parametrize(
    ("kind", "status", "business"),
    [("create_failed", "CREATE_FAILED", "CREATE_FAILED"), ("timeout", "TIMEOUT_EXCEPTION", "TIMEOUT_EXCEPTION")],
)
def test_failed_creation(emu: Emulator, api: Api, kind: str, status: str, business: str) -> None:
    emu.fail_next(kind, reason="no stock")
    service = api.create()
    emu.clock.advance(3600)
    shown = api.service(service)
    assert (shown["Status"], shown["BusinessStatus"], shown["CreateFailedReason"]) == (status, business, "no stock")
    assert api.create(ServiceGroupName="next")
    emu.clock.advance(3600)
    assert emu.status(emu.service_ids("next")[0]) == "Normal"


@pytest.mark.parametrize(
    ("kind", "container"),
    [("abnormal", "CrashLoopBackOff"), ("crash_loop", "CrashLoopBackOff"), ("image_pull", "ImagePullBackOff")],
)
def test_failed_rollout(emu: Emulator, api: Api, kind: str, container: str) -> None:
    service = emu.add_service("demo", info={"Replicas": 2})
    emu.fail_next(kind)
    api.update(service, Replicas=2, Command="bad")
    emu.clock.advance(3600)
    info = api.info(service)
    assert (info["Status"]["Status"], counts(api, service)) == ("Abnormal", [2, 1, 1, 1, 1])
    assert "Back-off" in info["Status"]["Reason"]
    assert info["PodInfos"][-1]["ContainerInfos"][0]["Status"]["Reason"] == container
    api.update(service, Replicas=2, Command="good")
    emu.clock.advance(3600)
    assert counts(api, service) == [2, 2, 2, 2, 0]
    assert api.info(service)["Status"]["Reason"] == ""


def test_transient_failure(emu: Emulator, api: Api) -> None:
    emu.fail_next("crash_loop", seconds=15, reason="crashing")
    service = api.create()
    emu.clock.advance(31)
    assert api.info(service)["Status"]["Reason"] == "crashing"
    assert walk(emu, api, service, 2) == ["Abnormal", "Abnormal", "Normal"]


def test_arrears(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo", status="Stopped", info={"Replicas": 2})
    emu.fail_next("arrears")
    api.verb(service, "RESUME")
    emu.clock.advance(100)
    shown = api.service(service)
    assert (shown["Status"], shown["BusinessStatus"]) == ("Stopped", "ARREARS_STOP")
    assert shown["ServiceInfo"]["OldReplicas"] == 2
    error = api.refusal("ModifyModelService", ServiceId=service, ServiceAction="RESUME")
    assert error.code == "OperationDenied.BalanceInsufficient"


def test_stuck_until_something_else_is_done(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    emu.fail_next("stuck", service_id=service)
    api.update(service)
    emu.clock.advance(1e6)
    assert api.service(service)["Status"] == "Waiting"
    assert counts(api, service)[1] == 0
    api.update(service)
    emu.clock.advance(10)
    assert api.service(service)["Status"] == "Normal"


def test_failures_wait_for_an_operation_they_fit(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    emu.fail_next("create_failed")
    api.update(service)
    emu.clock.advance(3600)
    assert emu.status(service) == "Normal"
    assert len(emu.cloud.failures) == 1
    with pytest.raises(ValueError, match="unknown failure"):
        emu.fail_next("explode")


def test_the_platform_may_change_a_status(emu: Emulator, api: Api) -> None:
    service = emu.add_service("demo")
    emu.set_status(service, "Abnormal", "node lost")
    assert api.info(service)["Status"]["Reason"] == "node lost"
    emu.set_status(service, "Normal")
    assert counts(api, service) == [1, 1, 1, 1, 0]
    emu.set_status(service, "ARREARS_STOP")
    assert api.service(service)["BusinessStatus"] == "ARREARS_STOP"


def test_default_durations_are_short(emu: Emulator, api: Api) -> None:
    emu.durations.reset()
    assert 0 < sum(emu.durations.as_dict().values()) < 1
