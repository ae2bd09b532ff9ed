# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in two runs of ansible-playbook: what must work on every Python and ansible-core."""

from __future__ import annotations

import pytest
from emulator.server import Emulator

from scenario.harness.four import Four, four_tasks, untouched
from scenario.harness.playbook import Playbook, Task, fault, task
from scenario.harness.services import HYBRID

pytestmark = pytest.mark.smoke

SERVICE, GROUPS, SERVICES = "tione_model_service", "tione_service_group_info", "tione_model_service_info"
UPDATE = "ModifyModelService"
STOP, RESUME, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:RESUME", f"{UPDATE}:SCALE"


def test_change_stop_start_scale(emu: Emulator, playbook: Playbook) -> None:
    """Each change is previewed, made once, and leaves everything else alone."""
    service_id = emu.add_service("chat", info=HYBRID)
    before = emu.service(service_id)
    steps: dict[str, Task] = {
        UPDATE: {"health_probe": {"readiness_probe": {"period_seconds": 9}}},
        SCALE: {"horizontal_pod_autoscaler": {"max_replicas": 9}},
        STOP: {"state": "stopped"},
        RESUME: {"state": "started"},
    }
    tasks = [single for options in steps.values() for single in four_tasks({"service_group_name": "chat", **options})]
    outcomes = playbook.run(tasks)
    for index, action in enumerate(steps):
        Four(*outcomes[4 * index : 4 * index + 4]).converges([action])
    after = emu.service(service_id)
    untouched(before, after, {"HealthProbe", "HorizontalPodAutoscaler"})
    assert after["Settings"]["HealthProbe"]["ReadinessProbe"]["PeriodSeconds"] == 9
    assert after["Settings"]["HorizontalPodAutoscaler"]["MaxReplicas"] == 9
    assert after["Status"] == "Normal"


def test_read_refuse_fail(emu: Emulator, playbook: Playbook) -> None:
    """Lists and reads, refusals without a request, failures with their keys, and no secret at -vvv."""
    private = {"Name": "KEY", "Value": "private-value-4711", "IsPrivate": True}
    service_id = emu.add_service("chat", info={"Env": [private]}, group_members={"AuthorizationEnable": True})
    playbook.secrets.add("private-value-4711")
    listed, read, wrong, lost, failed, repeated = playbook.run(
        [
            task(GROUPS, {"filters": [{"name": "Status", "values": ["Normal"]}], "query": "total_count"}),
            task(SERVICES, {"service_id": service_id}),
            task(SERVICE, {"service_id": service_id, "image_info": {"imageurl": "x"}}),
            task(SERVICE, {"service_id": service_id, "command": "serve"}),
            task(SERVICE, {"service_id": service_id}, emulator=[fault("token_failure", "*")]),
            task(GROUPS, {}, emulator=[fault("throttle", "*"), fault("signature_expire", "*")]),
        ],
        verbose="-vvv",
    )
    assert listed.did_nothing().result["query_result"] == 1
    assert read.did_nothing().result["services"][0]["status"] == "Normal"
    wrong.refused("imageurl", "image_info")
    lost.failed_with("ClientError.InvalidOption", "env[KEY].value")
    assert not lost.writes
    failed.failed_with("AuthFailure.TokenFailure")
    assert len(repeated.did_nothing().requests) == 3
