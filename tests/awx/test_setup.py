# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook that sets AWX up: what the modules of awx.awx make with it, twice, and that AWX's rules are kept."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import rules
from controller import Controller, serving

ROOT = Path(__file__).resolve().parents[2]
KEY = {"TENCENTCLOUD_SECRET_ID": "AKIDsetup", "TENCENTCLOUD_SECRET_KEY": "the-secret-key-of-setup"}
OF_SERVICE = ["service_group_name", "image_url", "instance_type", "replicas"]
OF_POWER = ["power", "tag_key", "tag_value", "except_services"]


@dataclass
class SetUp:
    """A controller, and what the two runs said."""

    controller: Controller
    outputs: list[str] = field(default_factory=list)
    #: What the controller held after each run.
    states: list[Any] = field(default_factory=list)

    def survey(self, kind: str, name: str) -> list[Any]:
        """The questions of a template."""
        return list(self.controller.surveys[self.controller.named(kind, name)["related"]["survey_spec"]]["spec"])


@pytest.fixture(scope="module")
def done(farm: Path, awx_collections: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SetUp]:
    """The playbook has run twice."""
    home = tmp_path_factory.mktemp("setup")
    made = SetUp(Controller())
    with serving(made.controller) as url:
        for _run in range(2):
            made.outputs.append(run(url, home, os.pathsep.join(map(str, (farm, awx_collections)))))
            made.states.append(
                copy.deepcopy((made.controller.objects, made.controller.linked, made.controller.surveys))
            )
    yield made


def run(url: str, home: Path, collections: str) -> str:
    """Run the playbook by its name."""
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_HOME": str(home / "ansible"),
        "ANSIBLE_COLLECTIONS_PATH": collections,
        "CONTROLLER_HOST": url,
        "CONTROLLER_OAUTH_TOKEN": "token-of-the-controller",
        **KEY,
    }
    program = [str(Path(sys.executable).with_name("ansible-playbook")), "community.tencentcloud.awx.setup"]
    image = ["-e", "execution_environment=registry.example.com/tione-ee:1"]
    done = subprocess.run(
        [*program, *image], env=variables, cwd=home, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


def test_run_again_it_changes_nothing(done: SetUp) -> None:
    """Nor does it show the secret. Of approvals awx.awx always says that they changed, as AWX shows less of them."""
    first, second = done.outputs
    assert "changed=8 " in first
    assert "changed=1 " in second
    assert done.states[0] == done.states[1]
    assert all("FAILED" not in output and KEY["TENCENTCLOUD_SECRET_KEY"] not in output for output in done.outputs)


def test_what_the_objects_are_connected_to(done: SetUp) -> None:
    """Inventory source, credential, project and environment of the jobs are those that the playbook has made."""
    named = done.controller.named
    source, credential, project = (
        named("inventory_sources", "TI-ONE"),
        named("credentials", "TI-ONE"),
        named("projects", "TI-ONE"),
    )
    assert credential["credential_type"] == named("credential_types", "Tencent Cloud")["id"]
    assert credential["inputs"]["secret_key"] == KEY["TENCENTCLOUD_SECRET_KEY"]
    assert (source["source"], source["source_project"], source["credential"]) == (
        "scm",
        project["id"],
        credential["id"],
    )
    assert (ROOT / source["source_path"]).is_file()
    variables = json.loads(named("inventories", "TI-ONE services")["variables"])
    assert variables == {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    for template in done.controller.objects["job_templates"]:
        assert done.controller.linked[template["url"] + "credentials/"] == [credential["id"]]
        assert template["execution_environment"] == named("execution_environments", "TI-ONE")["id"]
        assert template["job_type"] == ("check" if template["name"].endswith("preview") else "run")
        assert template["ask_inventory_on_launch"] is template["name"].startswith("TI-ONE fleet")


def test_templates_of_the_injectors_reach_awx_as_they_are(done: SetUp) -> None:
    """Ansible does not render them on the way."""
    kind = done.controller.named("credential_types", "Tencent Cloud")
    assert kind["injectors"]["env"]["TENCENTCLOUD_SECRET_KEY"] == "{{ secret_key }}"


@pytest.mark.parametrize(
    ("kind", "name", "asked"),
    [
        ("job_templates", "TI-ONE preview", OF_SERVICE),
        ("job_templates", "TI-ONE deploy", OF_SERVICE),
        ("job_templates", "TI-ONE rollout", [*OF_SERVICE, "canary_steps", "stop_at", "bake"]),
        ("job_templates", "TI-ONE roll back", ["service_id"]),
        ("job_templates", "TI-ONE power", OF_POWER),
        ("workflow_job_templates", "TI-ONE canary", OF_SERVICE),
    ],
)
def test_surveys(done: SetUp, kind: str, name: str, asked: list[str]) -> None:
    assert [question["variable"] for question in done.survey(kind, name)] == asked


def test_the_workflow_goes_on_after_approval_only(done: SetUp) -> None:
    """From plan to all of the traffic; a denial after the first step leads to the way back."""
    after = done.controller.nodes_after
    way = ["plan"]
    while after(way[-1], "success_nodes/"):
        way += after(way[-1], "success_nodes/")
    assert way == ["plan", "approve plan", "5 per cent", "approve 25", "25 per cent", "approve all", "all"]
    denied = {name: after(name, "failure_nodes/") for name in way}
    ways_back = {"approve 25": ["roll back from 5"], "approve all": ["roll back from 25"]}
    assert {name: nodes for name, nodes in denied.items() if nodes} == ways_back
    approvals = {one["id"] for one in done.controller.objects["workflow_approval_templates"]}
    nodes = {name: done.controller.named("workflow_job_template_nodes", name) for name in way}
    assert [name for name in way if nodes[name]["unified_job_template"] in approvals] == way[1::2]
    assert nodes["plan"]["job_type"] == "check"


WRONG_TYPES = {
    "a field of a template that is none": lambda kind: kind["injectors"]["env"].update(A="{{ nobody }}"),
    "a variable that steers Ansible": lambda kind: kind["injectors"]["env"].update(ANSIBLE_CONFIG="x"),
    "a variable of the job": lambda kind: kind["injectors"]["env"].update(PATH="x"),
    "a secret truth value": lambda kind: kind["inputs"]["fields"].append(
        {"id": "a", "label": "A", "type": "boolean", "secret": True}
    ),
    "one field twice": lambda kind: kind["inputs"]["fields"].append({"id": "token", "label": "A"}),
    "a field without a label": lambda kind: kind["inputs"]["fields"].append({"id": "a"}),
    "a required field that is none": lambda kind: kind["inputs"]["required"].append("nobody"),
}


@pytest.mark.parametrize("change", WRONG_TYPES.values(), ids=list(WRONG_TYPES))
def test_the_stand_in_refuses_credential_types_as_awx_does(done: SetUp, change: Callable[[Any], None]) -> None:
    kind = copy.deepcopy(done.controller.named("credential_types", "Tencent Cloud"))
    assert list(rules.credential_type(kind)) == []
    change(kind)
    assert list(rules.credential_type(kind))


WRONG_QUESTIONS = ({"type": "number"}, {"required": "yes"}, {"default": "1"}, {"min": "1"}, {"default": 5000})


@pytest.mark.parametrize("change", WRONG_QUESTIONS, ids=str)
def test_the_stand_in_refuses_surveys_as_awx_does(done: SetUp, change: dict[str, Any]) -> None:
    questions = copy.deepcopy(done.survey("job_templates", "TI-ONE deploy"))
    spec = {"name": "", "description": "", "spec": questions}
    assert list(rules.survey(spec)) == []
    next(one for one in questions if one["variable"] == "replicas").update(change)
    assert list(rules.survey(spec))
