# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DescribeLogs: the lines of pods, wildcards, and pages by Context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from emulator.clock import utc_text
from sdk_client import Sdk

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

ACTION = "DescribeLogs"


def lines(api: Api, **params: Any) -> list[dict[str, Any]]:
    """Log lines, the oldest first unless told otherwise."""
    found: list[dict[str, Any]] = api(ACTION, **{"Service": "INFER", "Order": "ASC", **params})["Content"]
    return found


def texts(api: Api, **params: Any) -> list[str]:
    return [line["Message"] for line in lines(api, **params)]


def pods(api: Api, service: str) -> list[str]:
    return [pod["Name"] for pod in api.info(service)["PodInfos"]]


@pytest.fixture
def service(emu: Emulator) -> str:
    """A service of two pods that has run for half an hour."""
    return emu.add_service("demo", age=1800, info={"Replicas": 2})


def test_lines(emu: Emulator, api: Api, service: str) -> None:
    reply = Sdk(emu)(ACTION, Service="INFER", ServiceId=service)
    assert len(reply.Content) == 66
    newest, oldest = reply.Content[0], reply.Content[-1]
    assert newest.Timestamp > oldest.Timestamp
    assert len(newest.Timestamp) == len("2022-01-11T04:14:36.348499491Z")
    assert oldest.Message == "INFO: Loading the model from /data/model"
    assert {line.PodName for line in reply.Content} == set(pods(api, service))
    assert len({line.Id for line in reply.Content}) == 66
    assert newest.PkgId
    assert newest.PkgLogId.isdigit()


def test_pod_names(emu: Emulator, api: Api, service: str) -> None:
    first, second = pods(api, service)
    assert {line["PodName"] for line in lines(api, PodName=first)} == {first}
    assert {line["PodName"] for line in lines(api, PodName=f"{second[:-2]}*")} == {second}
    assert {line["PodName"] for line in lines(api, PodName=f"{service}*")} == {first, second}
    for _version in range(9):
        emu.add_service("demo", age=60)
    trap = {line["PodName"].rpartition("-")[0].rpartition("-")[0] for line in lines(api, PodName=f"{service}*")}
    assert trap == {service, f"{service}0"}
    assert lines(api, PodName=first[:-2]) == lines(api, PodName=f"*{first[5:]}") == []


def test_pages_by_context(emu: Emulator, api: Api, service: str) -> None:
    for order in ("ASC", "DESC"):
        whole = lines(api, ServiceId=service, Order=order)
        collected: list[dict[str, Any]] = []
        params = {"Service": "INFER", "ServiceId": service, "Order": order, "Limit": 20}
        reply = api(ACTION, **params)
        while reply["Content"]:
            collected += reply["Content"]
            reply = api(ACTION, **params, Context=reply["Context"])
        assert reply["Context"] is None
        assert collected == whole


def test_a_context_holds_while_lines_come(emu: Emulator, api: Api, service: str) -> None:
    params = {"Service": "INFER", "ServiceId": service, "Limit": 10}
    whole = lines(api, ServiceId=service, Order="DESC")
    first = api(ACTION, **params)
    emu.clock.advance(300)
    assert api(ACTION, **params, Context=first["Context"])["Content"] == whole[10:20]
    assert api(ACTION, **params)["Content"] != first["Content"]


def test_a_context_belongs_to_its_query(api: Api, service: str) -> None:
    context = api(ACTION, Service="INFER", ServiceId=service, Limit=1)["Context"]
    for changed in ({"Order": "ASC"}, {"ServiceId": "ms-none-1"}, {"LogStream": "stdout"}):
        sent = {"Service": "INFER", "ServiceId": service, "Context": context, **changed}
        assert api.refusal(ACTION, **sent).code == "FailedOperation.ContextLimitError"
    for context in ("x", "Y29udGV4dA==", "Y29udGV4dC1hLWItYw=="):
        refusal = api.refusal(ACTION, Service="INFER", Context=context)
        assert refusal.code == "FailedOperation.ContextLimitError"


def test_pages_by_offset(api: Api, service: str) -> None:
    whole = lines(api, ServiceId=service)
    assert lines(api, ServiceId=service, Offset=5, Limit=7) == whole[5:12]
    assert lines(api, ServiceId=service, Offset=66) == []
    assert len(lines(api, ServiceId=service, Limit=0)) == len(whole)


def test_a_page_is_100_lines(emu: Emulator, api: Api) -> None:
    service = emu.add_service("busy", age=3000, info={"Replicas": 4})
    assert (len(lines(api, ServiceId=service)), len(lines(api, ServiceId=service, Limit=1000))) == (100, 212)


def test_times(emu: Emulator, api: Api, service: str) -> None:
    now = emu.clock.now()
    early = lines(api, ServiceId=service, EndTime=utc_text(now - 1700))
    assert texts(api, ServiceId=service)[: len(early)] == [line["Message"] for line in early]
    assert len(early) == 10
    assert lines(api, ServiceId=service, StartTime=utc_text(now - 1700), EndTime=utc_text(now - 1720)) == []
    emu.clock.advance(3 * 3600)
    assert len(lines(api, ServiceId=service)) == 100
    long = lines(api, ServiceId=service, Limit=1000, StartTime=utc_text(now - 1810))
    assert len(long) == 426
    assert long[0]["Message"].startswith("INFO: Loading")


def test_keywords_and_streams(emu: Emulator, api: Api) -> None:
    service = emu.add_service("bad", age=400, status="Abnormal", reason="out of memory")
    assert len(texts(api, ServiceId=service)) == 10
    assert len(texts(api, ServiceId=service, LogStream="stderr")) == 8
    assert len(texts(api, ServiceId=service, LogStream="stdout")) == 2
    assert len(texts(api, ServiceId=service, LogStream="")) == 10
    both = {"Name": "Key", "Values": ["exited", "memory"]}
    assert texts(api, ServiceId=service, Filters=[both]) == ["infer exited with code 1: out of memory"] * 2
    neither = {"Name": "Key", "Values": ["exited", "Traceback"]}
    assert texts(api, ServiceId=service, Filters=[neither]) == []


def test_failing_pods_say_why(emu: Emulator, api: Api, service: str) -> None:
    emu.fail_next("crash_loop", reason="no model there")
    image = {"ImageType": "CCR", "ImageUrl": "ccr.ccs.tencentyun.com/a/b:2"}
    api.update(service, Replicas=2, ImageInfo=image)
    emu.clock.advance(100)
    (failing,) = [pod["Name"] for pod in api.info(service)["PodInfos"] if pod["Message"]]
    told = texts(api, PodName=failing)
    assert "Traceback (most recent call last):" in told
    assert told[-1] == "infer exited with code 1: no model there"
    healthy = next(name for name in pods(api, service) if name != failing)
    assert "GET /health" in texts(api, PodName=healthy)[-1]


def test_an_image_that_cannot_be_pulled_prints_nothing(emu: Emulator, api: Api) -> None:
    emu.fail_next("image_pull")
    service = api.create()
    emu.clock.advance(100)
    assert api.service(service)["Status"] == "Abnormal"
    assert lines(api, ServiceId=service) == []


def test_a_stop_ends_the_lines(emu: Emulator, api: Api, service: str) -> None:
    api.verb(service, "STOP")
    emu.clock.advance(600)
    assert texts(api, ServiceId=service)[-1] == "INFO: Application shutdown complete"


def test_whose_lines(emu: Emulator, api: Api, service: str) -> None:
    other = emu.add_service("other", project_id="7", age=60)
    assert lines(api, ServiceId=other) == []
    assert lines(api, ServiceId=other, TiProjectId="7") != []
    assert lines(api, Service="BATCH") == []
    emu.behaviour.null_style = "null"
    reply = api(ACTION, Service="INFER", PodName="none")
    assert (reply["Content"], reply["Context"]) == (None, None)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"Service": "SERVE"}, "InvalidParameterValue"),
        ({"Limit": 1001}, "InvalidParameterValue.PageLimitExceeded"),
        ({"Offset": -1}, "InvalidParameterValue"),
        ({"Order": "UP"}, "InvalidParameterValue"),
        ({"OrderField": "Time"}, "InvalidParameterValue"),
        ({"LogStream": "syslog"}, "InvalidParameterValue"),
        ({"StartTime": "2026-01-01T00:00:00"}, "InvalidParameterValue"),
        ({"Filters": [{"Name": "Level", "Values": ["a"]}]}, "InvalidParameterValue.InvalidFilter"),
        ({"Tail": 5}, "UnknownParameter"),
    ],
)
def test_refused(api: Api, params: dict[str, Any], code: str) -> None:
    assert api.refusal(ACTION, **{"Service": "INFER", **params}).code == code


def test_service_is_required(api: Api) -> None:
    assert api.refusal(ACTION, PodName="a").code == "MissingParameter"
