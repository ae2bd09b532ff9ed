# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The jobs of AWX, run as AWX runs them, and what they leave in the account and for the next job of a workflow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from emulator.credentials import SECRET_ID, SECRET_KEY
from emulator.server import Emulator
from jobs import Awx, Json

CREATE, WEIGH = "CreateModelService", "ModifyServiceGroupWeights"
OLD_IMAGE, NEW_IMAGE = "ccr.ccs.tencentyun.com/example/infer:1.0", "ccr.ccs.tencentyun.com/example/infer:2.0"
PACE = {"tione_rollout_wait_interval": 0.1, "tione_rollout_wait_timeout": 20, "tione_rollout_retention": 0, "bake": 0}
PACE_OF_POWER = {"tione_power_wait_interval": 0.1, "tione_power_wait_timeout": 20}


@pytest.fixture
def awx(emu: Emulator, environment: Mapping[str, str], tmp_path: Path) -> Awx:
    """AWX with a credential for the emulator."""
    return Awx(emu, environment, tmp_path)


def service(**changes: Any) -> Json:
    """Answers that describe a service."""
    plain = {"service_group_name": "chat", "instance_type": "TI.S.MEDIUM.POST", "replicas": 1}
    return {**plain, "image_url": NEW_IMAGE, **changes}


def add(emulator: Emulator, weight: int, **keywords: Any) -> str:
    """A version of chat with an older image."""
    image = {"ImageType": "CCR", "ImageUrl": OLD_IMAGE, "RegistryRegion": "ap-guangzhou"}
    return str(emulator.add_service("chat", weight=weight, info={"ImageInfo": image}, **keywords))


def weights(emulator: Emulator) -> list[int]:
    """The weights of chat's versions."""
    return [emulator.service(one)["Weight"] for one in emulator.service_ids("chat")]


def labels(emulator: Emulator) -> list[str]:
    """The writes since this was last asked."""
    found = [entry.label for entry in emulator.journal.writes()]
    emulator.journal.clear()
    return found


def test_the_credential_becomes_variables(awx: Awx) -> None:
    """Secrets are hidden where AWX shows the environment; a field that was left empty is an empty text."""
    env, shown = awx.injected(awx.folder)
    assert env == {
        "TENCENTCLOUD_SECRET_ID": SECRET_ID,
        "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
        "TENCENTCLOUD_TOKEN": "",
        "TENCENTCLOUD_REGION": "ap-guangzhou",
        "TENCENTCLOUD_TIONE_ENDPOINT": awx.inputs["endpoint"],
    }
    assert shown["TENCENTCLOUD_SECRET_KEY"] == "*" * 10


def test_preview_deploy_and_deploy_again(awx: Awx) -> None:
    """The preview says what the deployment then does; the next one does nothing. The secret is in no file of the jobs."""
    preview = awx.run("playbooks/awx/deploy.yml", service(), "--check", "--diff").succeeded()
    assert labels(awx.emulator) == []
    assert preview.artifacts["tione_deploy"]["actions"] == [CREATE]
    assert preview.artifacts["tione_deploy"]["check_mode"] is True
    deployed = awx.run("playbooks/awx/deploy.yml", service(), "--diff").succeeded()
    assert labels(awx.emulator) == [CREATE]
    assert deployed.artifacts["tione_deploy"]["service_id"] in awx.emulator.service_ids("chat")
    again = awx.run("playbooks/awx/deploy.yml", service(), "--diff").succeeded()
    assert (labels(awx.emulator), again.artifacts["tione_deploy"]["actions"]) == ([], [])
    assert [awx.leaks(ran) for ran in (preview, deployed, again)] == [[], [], []]


def test_a_wrong_credential_is_named(awx: Awx) -> None:
    awx.inputs["secret_key"] = "another-key"
    failed = awx.run("playbooks/awx/deploy.yml", service())
    assert failed.status == "failed"
    assert "secret_key" in failed.messages[0]
    assert "another-key" not in str(failed)


def test_answers_are_no_templates(awx: Awx) -> None:
    """What somebody enters in a survey reaches the API as it is."""
    awx.run("playbooks/awx/deploy.yml", service(image_url="a.example.com/{{ 6 * 7 }}:1")).succeeded()
    (service_id,) = awx.emulator.service_ids("chat")
    assert awx.emulator.service(service_id)["Settings"]["ImageInfo"]["ImageUrl"] == "a.example.com/{{ 6 * 7 }}:1"


def rollout(awx: Awx, stop_at: int, artifacts: Json | None = None) -> Any:
    """A node of the workflow; the report of its rollout."""
    answers = {**service(), **PACE, "canary_steps": "5, 25", "stop_at": stop_at}
    ran = awx.run("playbooks/awx/rollout.yml", answers, artifacts=artifacts).succeeded()
    return ran.artifacts


def test_the_workflow_from_plan_to_all_of_the_traffic(awx: Awx) -> None:
    """Each node goes on from where the one before has stopped, with its artifacts among the variables, as AWX gives them."""
    old = add(awx.emulator, 100)
    answers = {**service(), **PACE, "canary_steps": "5, 25", "stop_at": 5}
    awx.run("playbooks/awx/rollout.yml", answers, "--check").succeeded()
    assert labels(awx.emulator) == []
    artifacts: Json = {}
    for stop_at, outcome, expected in ((5, "paused", [95, 5]), (25, "paused", [75, 25]), (0, "succeeded", [0, 100])):
        artifacts = rollout(awx, stop_at, artifacts)
        assert artifacts["tione_rollout"]["chat"]["outcome"] == outcome
        assert weights(awx.emulator) == expected
    assert artifacts["tione_rollout"]["chat"]["who"] == "alice"
    assert awx.emulator.status(old) in ("Stopping", "Stopped")


def test_an_approval_that_is_denied(awx: Awx) -> None:
    """The way back takes the version from the artifacts, as its survey's default is an empty text."""
    add(awx.emulator, 60)
    add(awx.emulator, 40)
    artifacts = rollout(awx, 25)
    assert weights(awx.emulator) == [45, 30, 25]
    answers = {"service_group_name": "chat", "service_id": ""}
    back = awx.run("playbooks/roll_back.yml", answers, artifacts=artifacts).succeeded()
    assert weights(awx.emulator) == [60, 40, 0]
    assert back.artifacts["tione_roll_back"]["rolled_back"] is True


def test_a_stop_that_is_no_step(awx: Awx) -> None:
    """Nothing is rolled out past the approval that somebody counts on."""
    add(awx.emulator, 100)
    answers = {**service(), **PACE, "canary_steps": "5, 25", "stop_at": 10}
    failed = awx.run("playbooks/awx/rollout.yml", answers)
    assert (failed.status, labels(awx.emulator)) == ("failed", [])
    assert "stop_at is 10" in failed.messages[0]


@pytest.mark.long
@pytest.mark.parametrize(
    ("versions", "only_if", "expected"),
    [
        pytest.param([(0, "Normal"), (0, "Stopped"), (100, "Abnormal")], [], [100, 0, 0], id="one stands by"),
        pytest.param([(0, "Stopped"), (0, "Stopped"), (100, "Abnormal")], [], [0, 100, 0], id="one has to be started"),
        pytest.param([(50, "Abnormal"), (50, "Abnormal"), (50, "Normal")], [], [0, 0, 100], id="others are ill too"),
        pytest.param([(0, "Normal"), (100, "Normal")], ["Abnormal"], [0, 100], id="it is well again"),
        pytest.param([(100, "Normal"), (0, "Abnormal")], [], [100, 0], id="it has no traffic"),
        pytest.param([(0, "Abnormal"), (100, "Abnormal")], [], None, id="nobody can take it"),
    ],
)
def test_roll_back(awx: Awx, versions: list[tuple[int, str]], only_if: list[str], expected: list[int] | None) -> None:
    """The version that is ill, else the last one, loses its traffic to those that are well."""
    ids = [add(awx.emulator, weight, status=status) for weight, status in versions]
    ill = ids[0] if versions[0] == (50, "Abnormal") else ids[-1]
    before = weights(awx.emulator)
    ran = awx.run("playbooks/roll_back.yml", {"service_id": ill, "only_if": only_if})
    if expected is None:
        assert (ran.status, weights(awx.emulator)) == ("failed", before)
        assert f"No other version can take the traffic of {ill}" in ran.messages[0]
        return
    ran.succeeded()
    assert weights(awx.emulator) == expected
    assert ran.artifacts["tione_roll_back"]["rolled_back"] is (expected != before)
    labels(awx.emulator)
    awx.run("playbooks/roll_back.yml", {"service_id": ill, "only_if": only_if}).succeeded()
    assert labels(awx.emulator) == []


def test_a_version_that_is_not_there(awx: Awx) -> None:
    add(awx.emulator, 100)
    ran = awx.run("playbooks/roll_back.yml", {"service_id": "ms-00000000-1"})
    assert (ran.status, labels(awx.emulator)) == ("failed", [])
    assert "There is no version ms-00000000-1" in ran.messages[0]


def test_power(awx: Awx) -> None:
    """Services with the tag stop, those that it has stopped start again, and others are left alone."""
    tags = {"Tags": [{"TagKey": "env", "TagValue": "test"}]}
    chosen = awx.emulator.add_service("chat", group_members=tags)
    other = awx.emulator.add_service("search")
    answers = {"tag_key": "env", "tag_value": "test", "except_services": "", **PACE_OF_POWER}
    for power, status in (("stopped", "Stopped"), ("started", "Normal")):
        ran = awx.run("playbooks/awx/power.yml", {**answers, "power": power}).succeeded()
        assert (awx.emulator.status(chosen), awx.emulator.status(other)) == (status, "Normal")
        assert "tione_power" in ran.artifacts


@pytest.mark.long
def test_fleet(awx: Awx) -> None:
    """The services of an inventory, first as a check, then for real, then once more."""
    described = {"charge_type": "POSTPAID_BY_HOUR", "instance_type": "TI.S.MEDIUM.POST", "replicas": 1}
    described |= {"image_info": {"image_type": "CCR", "image_url": NEW_IMAGE}, "wait_interval": 0.1}
    hosts = ["chat", "search"]
    awx.inventory = {
        "tione_fleet": {"hosts": hosts, "vars": {"tione_fleet_defaults": described}},
        "_meta": {"hostvars": {name: {"tione_fleet_service": {"service_group_name": name}} for name in hosts}},
    }
    for flags, created in ((["--check"], []), ([], [CREATE, CREATE]), ([], [])):
        ran = awx.run("playbooks/apply_fleet.yml", {}, *flags).succeeded()
        assert labels(awx.emulator) == created
        assert "tione_fleet" in ran.artifacts
    assert len(awx.emulator.service_ids()) == len(hosts)


def test_the_inventory_goes_through_awx_and_back(awx: Awx) -> None:
    """AWX stores what ansible-inventory prints, and hands it to jobs by a script. Texts of the API stay what they are."""
    service_id = add(awx.emulator, 100, service_members={"ServiceDescription": "{{ 6 * 7 }}"})
    inventory = awx.sync("playbooks/awx/services.tione.yml")
    assert inventory["service_chat"]["hosts"] == ["chat-1"]
    (play,) = (awx.folder / "of_hosts.yml",)
    play.write_text(PLAY, encoding="utf-8")
    inventory["all"] = {**inventory.get("all", {}), "vars": {"ansible_connection": "local"}}
    ran = awx.run(str(play), {}).succeeded()
    assert ran.artifacts == {"seen": {"id": service_id, "text": "{{ 6 * 7 }}"}}


PLAY = """\
- hosts: service_chat
  gather_facts: false
  tasks:
    - ansible.builtin.set_stats:
        data:
          seen:
            id: "{{ service_id }}"
            text: "{{ tione_service.service_description }}"
"""
