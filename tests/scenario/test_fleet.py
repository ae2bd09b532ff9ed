# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role tione_fleet: an inventory of services brought into step, in parts and at once, and written from an account."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.server import Emulator

from scenario.harness.outcome import Json
from scenario.harness.playbook import COLLECTION, Playbook
from scenario.harness.role_stage import Ran, RoleStage
from scenario.harness.rollout_browser import View, browser, look
from scenario.harness.services import BASES, base

FOLDER = Path(__file__).resolve().parents[2] / "roles" / "tione_fleet"
ROLE = f"{COLLECTION}.tione_fleet"
CREATE, UPDATE, DELETE_GROUP = "CreateModelService", "ModifyModelService", "DeleteModelServiceGroup"
SCALE, STOP, RESUME = f"{UPDATE}:SCALE", f"{UPDATE}:STOP", f"{UPDATE}:RESUME"
OWNER = {"tag_key": "owner", "tag_value": "team"}
OWNED = {"Tags": [{"TagKey": "owner", "TagValue": "team"}]}
NEW = {
    "charge_type": "POSTPAID_BY_HOUR",
    "instance_type": "TI.S.LARGE.POST",
    "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:2.4"},
}
PACE = {"wait_interval": 0.05, "wait_timeout": 8}


class Stage(RoleStage):
    """An inventory of services, and the role run on it."""

    report = "tione_fleet_report"

    def __init__(self, emulator: Emulator, playbook: Playbook) -> None:
        super().__init__(emulator, playbook)
        self.folder = Path(tempfile.mkdtemp(prefix="fleet-", dir=playbook.folder))
        self.variables: Json = {}

    def describe(self, services: Json, defaults: Json | None = None, **variables: Any) -> Stage:
        """Write the inventory: host_vars for each service, and group_vars; variables without their prefix."""
        named = {f"tione_fleet_{name}": value for name, value in variables.items()}
        shared = {"tione_fleet_defaults": {**NEW, **PACE, **(defaults or {})}, **named}
        shared["community_tencentcloud_in_process"] = self.playbook.in_process
        self._write("hosts.yml", {"tione_fleet": {"hosts": dict.fromkeys(services)}})
        self._write("group_vars/tione_fleet.yml", {"tione_fleet_concurrency": 1, **shared})
        for name, service in services.items():
            self._write(f"host_vars/{name}.yml", {"tione_fleet_service": service})
        return self

    def _write(self, name: str, data: Json) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data), encoding="utf-8")

    def run(self, *flags: str, static: bool = False, **variables: Any) -> Ran:
        """Run the role for all hosts, and a task after it; variables without their prefix."""
        role = {"name": "Bring into step", "ansible.builtin.include_role": {"name": ROLE}, "run_once": True}
        after = {"name": "Go on after the role", "ansible.builtin.debug": {"msg": "went on"}}
        play: Json = {"hosts": "tione_fleet", "connection": "local", "gather_facts": False}
        play |= {"roles": [ROLE], "tasks": [after]} if static else {"tasks": [role, after]}
        named = {f"tione_fleet_{name}": value for name, value in variables.items()}
        return self.command([play], *flags, *(["-e", json.dumps(named)] if named else []))

    def command(self, plays: list[Json] | str, *flags: str, inventory: Path | None = None) -> Ran:
        """Run plays, or a playbook by its name, on the inventory."""
        home = self.home(None if isinstance(plays, str) else plays)
        playbook = plays if isinstance(plays, str) else str(home / "playbook.json")
        return self.play(home, "-i", str(inventory or self.folder), playbook, *flags, env={"PWD": str(home)})

    @property
    def names(self) -> set[str]:
        """The names of all groups."""
        with self.emulator.cloud.lock:
            return {group.name for group in self.emulator.account.groups.values()}


@pytest.fixture
def stage(emu: Emulator, playbook: Playbook) -> Stage:
    """An empty account, and no inventory."""
    return Stage(emu, playbook)


def four(stage: Stage, **variables: Any) -> tuple[Ran, Ran]:
    """Check mode predicts the run, which is made once; the second pair does nothing."""
    check, real, check_again, again = (stage.run(*flags, **variables) for flags in (("--check",), ()) * 2)
    assert check.succeeded().writes == []
    assert check.plan == real.succeeded().plan
    assert bool(check.changed) == bool(real.changed) == bool(real.writes)
    for ran in (check_again.succeeded(), again.succeeded()):
        assert (ran.writes, ran.changed) == ([], [])
    return check, real


def outcomes(ran: Ran) -> list[tuple[str, str]]:
    """Host and outcome of each service in the report."""
    return [(service["host"] or service["name"], service["outcome"]) for service in ran.stats["services"]]


def test_a_fleet_is_created_changed_started_stopped_and_pruned(stage: Stage) -> None:
    for name, status in (("scaled", "Normal"), ("woken", "Stopped"), ("resting", "Normal"), ("same", "Normal")):
        stage.emulator.add_service(name, status=status, info={"Replicas": 1})
    stage.emulator.add_service("gone", group_members=OWNED)
    stage.emulator.add_service("of-others")
    there = {"instance_type": "TI.S.MEDIUM.POST", "image_info": None}
    stage.describe(
        {
            "new": {"replicas": 2},
            "scaled": {**there, "replicas": 3},
            "woken": {**there, "state": "started"},
            "resting": {**there, "state": "stopped"},
            "by-host": {**there, "service_group_name": "same"},
        },
        owner_tag=OWNER,
        prune=True,
        report_dir=str(stage.folder / "reports"),
    )
    check, real = four(stage)
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in real.plan.splitlines()}
    assert lines["new"].startswith("create")
    assert lines["scaled"] == "change   replicas: 1 -> 3"
    assert lines["woken"] == "start    state: stopped -> started"
    assert lines["resting"] == "stop     state: started -> stopped"
    assert lines["gone"] == "delete   no host describes this group"
    assert lines["6"] == "services: 1 create, 1 change, 1 start, 1 stop, 1 delete, 1 none"
    assert real.labels == [CREATE, SCALE, RESUME, STOP, STOP, DELETE_GROUP]
    assert real.writes[0].params["Tags"] == OWNED["Tags"]
    assert stage.names == {"new", "scaled", "woken", "resting", "same", "of-others"}
    assert check.stats["outcome"] == "planned"
    assert (real.stats["outcome"], real.stats["counts"]["delete"]) == ("succeeded", 1)
    assert outcomes(real)[-2:] == [("by-host", "in step"), ("gone", "changed")]
    assert real.output.count("went on") == 5
    page, data = (sorted((stage.folder / "reports").glob(f"*succeeded.{kind}")) for kind in ("html", "json"))
    assert json.loads(data[0].read_text(encoding="utf-8")) == real.stats
    text = page[0].read_text(encoding="utf-8")
    HTMLParser().feed(text)
    assert all(word in text for word in ("replicas: 1 -&gt; 3", "gone", "succeeded"))
    assert not [word for word in ("<script", "http:", "https:") if word in text]


def test_batches_end_when_the_budget_is_spent(stage: Stage) -> None:
    names = [f"chat-{number}" for number in range(6)]
    for name in names:
        stage.emulator.add_service(name)
    stage.describe({name: {"replicas": 2, "instance_type": "TI.S.MEDIUM.POST", "image_info": None} for name in names})
    stage.emulator.faults.add(UPDATE, kind="error", code="FailedOperation", message="no luck", after=1, times=2)
    given: Json = {"batches": [1, "30%"], "max_fail_percentage": 20}
    failed = stage.run(**given)
    assert [outcome for _host, outcome in outcomes(failed)] == ["changed", "failed", "failed", *["not begun"] * 3]
    assert "2 of 6 services failed, 3 were not begun: chat-1, chat-2" in failed.output
    assert "no luck" in failed.stats["services"][1]["msg"]
    assert failed.output.count("went on") == 0
    again = stage.run(**given).succeeded()
    assert again.labels == [SCALE] * 5
    assert [outcome.name for outcome in again.outcomes].count(
        f"{ROLE} : Bring the services of the batch into step"
    ) == 6


def test_nothing_is_changed_while_the_plan_is_refused(stage: Stage) -> None:
    """A description that cannot work, too much to prune, and no description at all; hosts are named."""
    for number in range(3):
        stage.emulator.add_service(f"of-somebody-{number}", group_members=OWNED)
    stage.describe({"a": {"replicas": 2}, "b": {}}, owner_tag=OWNER, prune=True)
    refused = stage.run()
    assert "3 service groups would be deleted (of-somebody-0" in refused.output
    assert refused.stats["outcome"] == "refused"
    wrong = stage.describe({"a": {"replica": 2}, "b": {}}).run()
    assert "host a: replica is no option of tione_model_service" in wrong.output
    listed = stage.describe({"a": {}, "b": ["x"]}).run()
    assert "tione_fleet_service of host b: must be a dictionary" in listed.output
    stage.emulator.add_service("b")
    conflict = stage.describe({"a": {}, "b": {"charge_type": "PREPAID"}}).run()
    assert "1 of 2 services cannot be planned, so nothing has been changed: b:" in conflict.output
    for ran in (refused, wrong, listed, conflict):
        assert (ran.writes, ran.output.count("went on")) == ([], 0)


@pytest.mark.long
def test_hosts_of_several_regions_and_workspaces_are_one_fleet(stage: Stage) -> None:
    here = stage.emulator.add_service("chat")
    there = stage.emulator.add_service("chat", region="ap-shanghai")
    lab = stage.emulator.add_service("chat", project_id="1843216543210")
    named = {"service_group_name": "chat", "replicas": 2, "instance_type": "TI.S.MEDIUM.POST", "image_info": None}
    places: Json = {"here": {}, "there": {"region": "ap-shanghai"}, "lab": {"project_id": "1843216543210"}}
    stage.describe({name: {**named, **place} for name, place in places.items()})
    _check, real = four(stage)
    assert real.labels == [SCALE] * 3
    assert {entry.params["ServiceId"] for entry in real.writes} == {here, there, lab}


def in_halves(stage: Stage, halves: list[str]) -> list[Ran]:
    """Run the role for parts of the fleet, all at the same time."""
    done: dict[str, Ran] = {}
    threads = [
        threading.Thread(target=lambda part=part: done.update({part: stage.run("--limit", part)})) for part in halves
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done[part] for part in halves]


def stored(emulator: Emulator) -> Json:
    """What is in the account, by name: settings and statuses, without ids and times."""
    with emulator.cloud.lock:
        names = {group.group_id: group.name for group in emulator.account.groups.values()}
    records = {one: emulator.service(one) for one in emulator.service_ids()}
    return {names[one.rpartition("-")[0]]: (found["Settings"], found["Status"]) for one, found in records.items()}


@pytest.mark.long
def test_two_halves_at_once_end_as_one_run(stage: Stage) -> None:
    """Also with prune: each half knows from the inventory what the other one has."""
    ends = []
    for halves in (["all"], ["tione_fleet[0:2]", "tione_fleet[3:5]"]):
        stage.emulator.reset()
        stage.emulator.durations.update(creating=0.2, pending=0.1, waiting=0.1, rolling=0.2, stopping=0.2)
        for name in ("chat-1", "chat-4", "gone"):
            stage.emulator.add_service(name, group_members=OWNED)
        services = {f"chat-{number}": {"replicas": 1 + number % 2} for number in range(6)}
        services["chat-4"] = {"instance_type": "TI.S.MEDIUM.POST", "image_info": None, "state": "stopped"}
        stage.describe(services, {}, owner_tag=OWNER, prune=True, prune_max_percentage=50)
        for ran in in_halves(stage, halves):
            ran.succeeded()
        ends.append(stored(stage.emulator))
        assert stage.run("--check").succeeded().plan.splitlines()[-1] == "6 services: 6 none"
    assert ends[0] == ends[1]
    assert set(ends[0]) == {f"chat-{number}" for number in range(6)}


@pytest.mark.long
def test_a_part_of_an_inventory_that_does_not_know_the_rest_deletes_nothing(stage: Stage) -> None:
    """As AWX slices do: the other half of the inventory is not there at all."""
    services = {f"chat-{number}": {"replicas": 1} for number in range(4)}
    stage.describe(services, owner_tag=OWNER, prune=True).run().succeeded()
    half = Stage(stage.emulator, stage.playbook)
    half.describe(dict(list(services.items())[:2]), owner_tag=OWNER, prune=True)
    refused = half.run()
    assert "2 service groups would be deleted (chat-2, chat-3)" in refused.output
    assert refused.writes == []
    assert half.run(prune=False).succeeded().writes == []


@pytest.mark.long
@pytest.mark.skipif(browser() is None, reason="no Chromium is installed")
def test_the_page_in_a_browser(stage: Stage) -> None:
    """On a phone in the dark and on a desk in the light: nothing sticks out, nothing else is loaded, no text is HTML."""
    stage.emulator.add_service("a")
    services: Json = {"a": {"instance_type": "TI.S.MEDIUM.POST", "image_info": None, "command": "x" * 200}, "b": {}}
    stage.describe(services, {"replicas": 2}, report_dir=str(stage.folder / "reports"))
    stage.emulator.faults.add(CREATE, kind="error", code="LimitExceeded", message="<script>alert(1)</script> & more")
    assert stage.run().stats["outcome"] == "failed"
    (page,) = (stage.folder / "reports").glob("*.html")
    views = [View("phone", 390, 844, True), View("desk", 1440, 900, False)]
    for view, seen in zip(views, look(page, views).values(), strict=True):
        (page.parent / f"{view.name}.png").write_bytes(seen.picture)
        assert (seen.layout["out"], seen.layout["page"]) == ([], view.width)
        assert set(seen.addresses) == {page.as_uri()}
    assert "&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("writes", [1, 2, 4, 5])
def test_the_next_run_goes_on_where_one_was_killed(stage: Stage, writes: int) -> None:
    """Killed between its writes: nothing is made twice, nothing is left out, and what is pruned goes in the end."""
    stage.emulator.add_service("gone", group_members=OWNED)
    stage.describe({name: {"replicas": 1} for name in "abcd"}, owner_tag=OWNER, prune=True, batches=[2])
    stage.killed_after(writes, stage.home(), "-i", str(stage.folder), f"{COLLECTION}.apply_fleet")
    stage.run().succeeded()
    made = [entry.label for entry in stage.emulator.journal if entry.applied and entry.write]
    assert sorted(made) == sorted([CREATE] * 4 + [STOP, DELETE_GROUP])
    assert stage.names == set("abcd")
    assert stage.run("--check").succeeded().plan == "4 services: 4 none"


@pytest.mark.long
def test_the_role_in_the_list_of_roles_works_once_too(stage: Stage) -> None:
    stage.describe({name: {"replicas": 1} for name in ("a", "b", "c")})
    done = stage.run(static=True).succeeded()
    assert done.labels == [CREATE] * 3
    assert [outcome.name for outcome in done.outcomes].count(f"{ROLE} : Show the plan") == 1
    assert done.output.count("went on") == 3


@pytest.mark.long
def test_tasks_of_ones_own_around_batches(stage: Stage) -> None:
    """One that fails after the first batch ends it."""
    task = stage.folder.parent / "after.yml"
    text = "- name: Look\n  ansible.builtin.assert: {that: \"__tione_fleet_call.batch == '1'\", fail_msg: no more batches}\n"
    task.write_text(text, encoding="utf-8")
    stage.describe({name: {"replicas": 1} for name in ("a", "b", "c")}, batches=[1])
    done = stage.run(after_batch=str(task), before_batch=str(task))
    assert "no more batches" in done.stats["problem"]
    assert done.labels == [CREATE]
    assert outcomes(done) == [("a", "changed"), ("b", "not begun"), ("c", "not begun")]


def test_secrets_of_descriptions_are_not_shown(stage: Stage) -> None:
    secret = "fleet-private-4711"
    stage.playbook.secrets.add(secret)
    variable = {"name": "KEY", "value": secret, "is_private": True}
    stage.describe({"a": {"replicas": 1, "env": [variable]}, "b": {"replicas": 1}})
    done = stage.run("-vvv").succeeded()
    assert done.writes[0].params["Env"] == [{"Name": "KEY", "Value": secret, "IsPrivate": True}]
    stage.describe({"a": {"replicas": 1, "env": [variable], "nothing": secret}, "b": {}})
    assert "nothing is no option" in stage.run("-vvv").output


TEMPLATE = 'echo \'{{ lookup("ansible.builtin.pipe", "touch made") }}\' {% raw %}'
PASSWORD = {"Name": "PASSWORD", "Value": "very-private-4711", "IsPrivate": True}


def mixed_account(emulator: Emulator) -> int:
    """Every setting in use somewhere, in all states; several versions, names that repeat or are odd; how many there are."""
    created = {"Tags": [{"TagKey": "team", "TagValue": "a"}], "AuthorizationEnable": True}
    for name, info in BASES.items():
        emulator.add_service(name, info={**info}, group_members=created)
        emulator.add_service(f"{name}-off", info={**info}, status="Stopped")
    private = [{"Name": "OPEN", "Value": "1", "IsPrivate": False}, PASSWORD]
    emulator.add_service("private", info=base("postpaid", Env=private))
    emulator.add_service("versions", info=base("plain", Replicas=2))
    emulator.add_service("versions", status="Stopped")
    emulator.add_service("versions", status="CREATE_FAILED")
    emulator.add_service("templates", info=base("plain", Command=TEMPLATE))
    emulator.add_service("聊天 [1:3]", info=base("plain"))
    emulator.add_service("yes", info=base("plain", ServiceDescription="0123"))
    emulator.add_service("twins", group_id="ms-aaaaaaaa")
    with emulator.cloud.lock:
        emulator.account.groups["ms-aaaaaaaa"].name = "templates"
    return len(emulator.service_ids()) - 1


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param({}, id="as usual"),
        pytest.param({"null_style": "null", "blank_image_type": True}, id="nulls", marks=pytest.mark.long),
        pytest.param(
            {"null_style": "omitted", "command_stays_base64": True, "private_env": "empty"},
            id="omissions",
            marks=pytest.mark.long,
        ),
    ],
)
def test_the_exported_inventory_of_a_mixed_account_changes_nothing(stage: Stage, behaviour: Json) -> None:
    stage.playbook.secrets.add(str(PASSWORD["Value"]))
    stage.emulator.behaviour.update(**behaviour)
    count = mixed_account(stage.emulator)
    before = {one: stage.emulator.service(one)["Settings"] for one in stage.emulator.service_ids()}
    dest = stage.playbook.folder / "exported"
    given = json.dumps({"dest": str(dest), "community_tencentcloud_in_process": stage.playbook.in_process})
    runs = [
        stage.command(f"{COLLECTION}.export_fleet", "-e", given, *flags).succeeded() for flags in (("--check",), (), ())
    ]
    assert [len(ran.changed) for ran in runs] == [1, 1, 0]
    said = runs[1].outcomes[-1].result["msg"]
    assert int(said["services"]) == count
    assert said["values_that_the_api_does_not_return"] == {
        "private-1": ["value of the private variable PASSWORD in env"]
    }
    assert {"sidecar", "priority", "image_info.image_secret"} <= set(said["settings_that_the_api_never_returns"])
    assert len(said["left_out"]) == 1
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(dest.rglob("*.yml")))
    assert "PASSWORD" in text
    assert not [mask for mask in ("****", "very-private", "VALUE_SPECIFIED", "REDACTED") if mask in text]
    for flags in (("--check",), ()):
        applied = stage.command(f"{COLLECTION}.apply_fleet", *flags, inventory=dest).succeeded()
        assert applied.plan.splitlines() == [f"{count} services: {count} none"]
        assert (applied.writes, applied.changed) == ([], [])
        assert applied.stats["outcome"] == "nothing_to_do" if not flags else "planned"
    assert {one: stage.emulator.service(one)["Settings"] for one in before} == before
    assert not list(stage.playbook.folder.rglob("made"))


def test_an_exported_private_value_is_asked_for_before_an_update(stage: Stage) -> None:
    """What the export could not write is not lost: an update that would lose it is refused."""
    stage.emulator.add_service("chat", info=base("plain", Env=[PASSWORD]))
    stage.playbook.secrets.add(str(PASSWORD["Value"]))
    dest = stage.playbook.folder / "exported"
    stage.command(f"{COLLECTION}.export_fleet", "-e", json.dumps({"dest": str(dest), "regions": ["ap-guangzhou"]}))
    file = dest / "host_vars" / "chat-1.yml"
    assert file.read_text(encoding="utf-8").splitlines()[1:3] == [
        "# The API does not return these. If it uses them, give them here before you change anything that updates it:",
        "#   value of the private variable PASSWORD in env",
    ]
    described = yaml.safe_load(file.read_text(encoding="utf-8"))["tione_fleet_service"]
    assert (described["region"], described["state"]) == ("ap-guangzhou", "started")
    changed = {"tione_fleet_service": {**described, "service_description": "another one"}}
    file.write_text(json.dumps(changed), encoding="utf-8")
    refused = stage.command(f"{COLLECTION}.apply_fleet", inventory=dest)
    assert "PASSWORD" in refused.output
    assert (refused.writes, refused.stats["outcome"]) == ([], "refused")


@pytest.mark.long
def test_a_thousand_services_are_planned_in_a_few_requests(stage: Stage) -> None:
    for number in range(1000):
        stage.emulator.add_service(f"chat-{number}")
    there = {"instance_type": "TI.S.MEDIUM.POST", "image_info": None}
    stage.describe({f"chat-{number}": {"replicas": 1 + (number < 5)} for number in range(1000)}, there)
    begin, earlier = time.monotonic(), len(stage.emulator.journal)
    done = stage.run("--check").succeeded()
    print(f"1000 services were planned in {time.monotonic() - begin:.1f} s")
    assert len(stage.emulator.journal) - earlier == 10
    assert done.plan.splitlines()[-1] == "1000 services: 5 change, 995 none"


def test_declared_defaults_are_the_defaults() -> None:
    defaults = yaml.safe_load((FOLDER / "defaults" / "main.yml").read_text(encoding="utf-8"))
    specs = yaml.safe_load((FOLDER / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    declared = {name: option["default"] for name, option in specs["main"]["options"].items()}
    assert declared == defaults
    for spec in specs.values():
        for name, option in spec["options"].items():
            assert name.startswith("tione_fleet_")
            assert option["description"]
            assert option.get("default", defaults.get(name)) == defaults.get(name)
