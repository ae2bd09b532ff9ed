# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control addresses and the command line, as users and playbooks use them."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from emulator.actions import HANDLERS
from emulator.control import CONTROLS
from emulator.description import DESCRIPTION_FILE, STS_FILE, load

if TYPE_CHECKING:
    from emulator import Emulator
    from signed_client import Api

TESTS = Path(__file__).resolve().parents[2]


def control(port: int, method: str, address: str, body: Any = None, status: int = 200) -> Any:
    """Send a control request and return the decoded answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    text = None if body is None else json.dumps(body)
    connection.request(method, f"/_emulator/{address}", text, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    answer = json.loads(reply.read())
    connection.close()
    assert reply.status == status, answer
    return answer


def test_health_and_journal(emu: Emulator, api: Api) -> None:
    api("DescribeModelServiceGroups", Limit=7)
    assert control(emu.port, "GET", "health") == {"status": "ok", "api": "tione 2021-11-11", "groups": 0, "requests": 1}
    entries = control(emu.port, "GET", "journal")
    assert [(entry["label"], entry["params"], entry["outcome"]) for entry in entries] == [
        ("DescribeModelServiceGroups", {"Limit": 7}, "ok")
    ]
    control(emu.port, "DELETE", "journal")
    assert control(emu.port, "GET", "journal") == []


def test_faults_and_failures(emu: Emulator, api: Api) -> None:
    control(emu.port, "POST", "faults", {"kind": "throttle", "action": "DescribeModelServiceGroups", "times": None})
    assert api.refusal("DescribeModelServiceGroups").code == "RequestLimitExceeded"
    control(emu.port, "POST", "failures", {"kind": "create_failed", "reason": "why"})
    control(emu.port, "DELETE", "faults")
    assert api("DescribeModelServiceGroups")["TotalCount"] == 0
    assert emu.cloud.failures == []
    assert "unknown fault" in control(emu.port, "POST", "faults", {"kind": "x"}, status=400)["error"]


def test_services(emu: Emulator, api: Api) -> None:
    body = {"group": "demo", "info": {"Replicas": 3}, "status": "Stopped"}
    service = control(emu.port, "POST", "services", body)["service_id"]
    assert api.info(service)["OldReplicas"] == 3
    assert control(emu.port, "GET", f"services/{service}")["Settings"]["Replicas"] == 3
    address = f"services/{service}"
    assert control(emu.port, "POST", address, {"status": "Abnormal", "reason": "x"})["Status"] == "Abnormal"
    assert control(emu.port, "POST", address, {"autoscale": 5})["Replicas"] == 5
    control(emu.port, "GET", "services/ms-absent-1", status=404)
    for wrong in ({"group": "demo", "nonsense": 1}, {"group": "x", "status": "Fine"}, {"group": "x", "group_id": "y"}):
        control(emu.port, "POST", "services", wrong, status=400)
    assert emu.service_ids() == [service]


def test_clock_behaviour_durations(emu: Emulator) -> None:
    before = emu.clock.now()
    control(emu.port, "POST", "clock", {"advance": 100, "skew": 5})
    assert 100 <= emu.clock.now() - before < 105
    assert emu.clock.skew == 5
    assert control(emu.port, "POST", "behaviour", {"rate_limit": 20})["rate_limit"] == 20
    assert control(emu.port, "POST", "durations", {"waiting": 9})["waiting"] == 9
    assert "no nonsense" in control(emu.port, "POST", "behaviour", {"nonsense": 1}, status=400)["error"]


def test_reset_and_demo_seed(emu: Emulator, api: Api) -> None:
    emu.behaviour.rate_limit = 5
    assert control(emu.port, "POST", "reset", {"seed": "demo"})["groups"] == 6
    assert emu.behaviour.rate_limit is None
    groups = api("DescribeModelServiceGroups")["ServiceGroups"]
    assert {group["Status"] for group in groups} == {"Normal", "Stopped", "Abnormal"}
    assert max(group["ServiceCount"] for group in groups) == 3
    assert all(re.fullmatch(r"ms-[a-z0-9]{8}", group["ServiceGroupId"]) for group in groups)
    chat = next(group for group in groups if group["ServiceGroupName"] == "chat-llm")
    assert [service["Weight"] for service in chat["Services"]] == [10, 90, 0]
    assert api("DescribeModelServiceGroups", TiProjectId="9007199254740993")["TotalCount"] == 1
    control(emu.port, "POST", "reset", {"seed": "no-such-file.json"}, status=400)
    control(emu.port, "POST", "reset")
    assert emu.service_ids() == []


def test_every_address_is_documented() -> None:
    text = (TESTS / "emulator" / "README.md").read_text(encoding="utf-8")
    addresses = {address.replace("{id}", "ID") for _method, address in CONTROLS}
    assert [address for address in addresses if f"/_emulator/{address}`" not in text] == []


def test_every_action_is_documented_and_described() -> None:
    text = (TESTS / "emulator" / "README.md").read_text(encoding="utf-8")
    assert [name for name in HANDLERS if name not in text] == []
    assert HANDLERS.keys() <= load().actions.keys() | load(STS_FILE).actions.keys()


def test_the_description_is_complete() -> None:
    described = load()
    source = json.loads(DESCRIPTION_FILE.read_text(encoding="utf-8"))
    assert described.actions.keys() == source["actions"].keys()
    structs = {member.struct for members in described.structures.values() for member in members.values()}
    assert structs - {None} <= described.structures.keys()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_line(tmp_path: Path, number: signal.Signals) -> None:
    url_file = tmp_path / "url"
    command = [sys.executable, "-m", "emulator", "--seed", "demo", "--url-file", str(url_file)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 20
        while not url_file.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        url = url_file.read_text(encoding="utf-8")
        assert control(int(url.rpartition(":")[2]), "GET", "health")["groups"] == 6
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")
    lines = output.splitlines()
    assert lines[0] == f"TI-ONE emulator listening on {url}"
    exported = {line.removeprefix("export ").partition("=")[0] for line in lines[1:]}
    assert exported == {
        "TENCENTCLOUD_TIONE_ENDPOINT", "TENCENTCLOUD_STS_ENDPOINT", "TENCENTCLOUD_METADATA_ENDPOINT",
        "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_REGION",
    }  # fmt: skip
    assert list(tmp_path.iterdir()) == [url_file]


@pytest.mark.parametrize("wrong", ["taken port", "absent seed"])
def test_command_line_that_cannot_start(emu: Emulator, wrong: str) -> None:
    options = {"taken port": ["--port", str(emu.port)], "absent seed": ["--seed", "no-such-file.json"]}[wrong]
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "emulator", *options]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=20)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("emulator: ")
