# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin by ansible-inventory and by plays: hosts, variables, calls, cache, texts of others, failures."""

from __future__ import annotations

import ast
import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from emulator.credentials import SECRET_KEY
from emulator.server import Emulator

from scenario.harness.inventory import PLUGIN, REGION, Source
from scenario.harness.outcome import Json
from scenario.harness.playbook import COLLECTION, MODULE, Playbook
from scenario.harness.services import BASES, base

ROOT = Path(__file__).resolve().parents[2]
SHANGHAI, LAB = "ap-shanghai", "9007199254740993"
LIST = "DescribeModelServiceGroups"
PRIVATE, TOKEN = "private-value-of-env", "value-of-the-token"
PASSWORD = {"Name": "PASSWORD", "Value": PRIVATE, "IsPrivate": True}
#: Names that mean something in a play, which no host variable may have.
RESERVED = {"tags", "namespace", "name", "environment", "connection", "port", "vars", "groups", "hosts"}
#: Ansible itself says so of any task whose options are one template.
ABOUT_TEMPLATES = re.compile("Using a (template|variable) for task args is unsafe")
TOP_LEVEL = {"service_id", "service_group_id", "service_group_name", "version", "status", "weight", "region"}


@pytest.fixture
def source(emu: Emulator, playbook: Playbook) -> Source:
    """Sources against an empty account."""
    playbook.secrets |= {PRIVATE, TOKEN}
    return Source.of(playbook)


def add_secrets(emu: Emulator, group: str = "secret") -> str:
    """A service whose replies hold a private value and a token."""
    value = {"Value": TOKEN, "Name": "default", "Description": "", "CreateTime": "2026-01-01T00:00:00Z", "Id": "at-1"}
    tokens = [{"Base": {**value, "Status": "Enabled"}, "Limits": []}]
    service_id = emu.add_service(group, group_members={"AuthorizationEnable": True, "AuthTokens": tokens})
    with emu.cloud.lock:
        emu.cloud.stored(service_id)[1].overlay["ServiceInfo"] = {"Env": [PASSWORD]}
    return service_id


@pytest.mark.smoke
def test_services_of_several_regions_and_workspaces_are_hosts(emu: Emulator, source: Source) -> None:
    first = emu.add_service("chat", weight=100)
    second = emu.add_service("chat", weight=0, status="Stopped")
    far = emu.add_service("search", region=SHANGHAI, status="Abnormal")
    lab = emu.add_service("trial", project_id=LAB)
    listed = source.list(
        regions=[REGION, SHANGHAI],
        project_ids=["0", LAB],
        compose={"kept": "tione_settings.replicas"},
        groups={"idle": "weight == 0"},
        keyed_groups=[{"key": "status", "prefix": "is"}, {"key": "region", "separator": ""}],
        strict=True,
    )
    assert listed.ids() == {"chat-1": first, "chat-2": second, "search-1": far, "trial-1": lab}
    asked = Counter((call["region"], call.get("TiProjectId")) for call in listed.calls)
    assert asked == Counter(itertools.product((REGION, SHANGHAI), (None, LAB)))
    assert {(call["Limit"], call["Offset"], call["Order"], call["OrderField"]) for call in listed.calls} == {
        (100, 0, "ASC", "CreateTime")
    }
    groups = {name: sorted(hosts) for name, hosts in listed.groups.items() if hosts}
    assert groups["idle"] == groups["is_Stopped"] == ["chat-2"]
    assert groups["is_Abnormal"] == groups["ap_shanghai"] == ["search-1"]
    assert groups["ap_guangzhou"] == ["chat-1", "chat-2", "trial-1"]
    stopped = listed.variables["chat-2"]
    assert stopped.keys() - {"kept"} == TOP_LEVEL | {"project_id", "tione_service", "tione_settings"}
    assert not stopped.keys() & RESERVED
    assert (stopped["version"], stopped["status"], stopped["weight"], stopped["region"]) == ("2", "Stopped", 0, REGION)
    assert stopped["tione_settings"]["replicas"] == int(stopped["kept"]) == 1  # a text before ansible-core 2.19
    assert stopped["tione_service"]["service_info"]["image_info"]["image_type"] == "CCR"
    assert listed.variables["trial-1"]["project_id"] == LAB


def test_service_groups_and_pods_are_hosts(emu: Emulator, source: Source) -> None:
    emu.add_service("chat", info={"Replicas": 2})
    second = emu.add_service("chat", status="Stopped")
    groups = source.list(hosts="service_groups")
    assert groups.hosts == ["chat"]
    group = groups.variables["chat"]
    assert group.keys() == {"service_group_id", "service_group_name", "status", "region", "project_id"} | {
        "tione_service_group"
    }
    assert second in [service["service_id"] for service in group["tione_service_group"]["services"]]
    pods = source.list(hosts="pods", hostnames=["pod_name ~ '.pod'"], strict=True)
    assert len(pods.hosts) == 2
    for name, variables in pods.variables.items():
        assert name == f"{variables['pod_name']}.pod" == f"{variables['tione_pod']['name']}.pod"
        assert variables["service_group_name"] == variables["tione_service"]["service_group_name"] == "chat"


def test_large_variables_can_be_left_out_and_still_be_used(emu: Emulator, source: Source) -> None:
    service_id = emu.add_service("chat", info={"Replicas": 3})
    options = {
        "compose": {"wanted": "tione_service.service_info.replicas"},
        "keyed_groups": [{"key": "tione_settings.replicas | string", "prefix": "of"}],
        "hostnames": ["tione_service.service_id ~ '.ti'"],
        "strict": True,
    }
    whole = source.list(**options)
    less = source.list(**options, leave_out=["tione_service", "tione_settings"])
    assert whole.hosts == less.hosts == [f"{service_id}.ti"]
    assert less.groups["of_3"] == less.hosts
    known, kept = whole.variables[whole.hosts[0]], less.variables[less.hosts[0]]
    assert known.keys() - kept.keys() == {"tione_service", "tione_settings"}
    assert {name: known[name] for name in kept} == kept
    assert int(kept["wanted"]) == known["tione_settings"]["replicas"] == 3
    refused = source.list(leave_out=["status"])
    assert refused.hosts == []
    assert "leave_out" in refused.output


def test_filters_are_sent_and_checked_again(emu: Emulator, source: Source) -> None:
    tagged: Json = {"group_members": {"Tags": [{"TagKey": "team", "TagValue": "a"}]}}
    emu.add_service("chat", status="Stopped", **tagged)
    running = emu.add_service("chat")
    emu.add_service("chat-test", **tagged)
    emu.add_service("other")
    by_status = {"name": "Status", "values": ["Normal"]}
    by_tag = {"tag_key": "team", "tag_values": ["a", "b"]}
    one = source.list(filters=[by_status], tag_filters=[by_tag])
    assert one.hosts == ["chat-2", "chat-test-1"]
    (call,) = one.calls
    assert call["Filters"] == [{"Name": "Status", "Values": ["Normal"]}]
    assert call["TagFilters"] == [{"TagKey": "team", "TagValues": ["a", "b"]}]
    named = {"filters": [{"name": "ServiceGroupName", "values": ["other"]}]}
    fuzzy = {"filters": [{"name": "ServiceGroupName", "values": ["-te"], "fuzzy": True}]}
    stopped = {"filters": [{"name": "Status", "values": ["Stopped"]}]}
    several = source.list(tag_filters=[by_tag], include_filters=[named], exclude_filters=[stopped, fuzzy])
    assert several.ids()["chat-2"] == running
    assert several.hosts == ["chat-2", "other-1"]
    assert [call.get("Filters", [{}])[0].get("Fuzzy") for call in several.calls] == [None, None, True]


def test_a_cached_second_look_makes_no_request(emu: Emulator, source: Source, tmp_path: Path) -> None:
    add_secrets(emu)
    cache: Json = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    first = source.list(**cache)
    assert len(first.calls) == 1
    second = source.list(**cache)
    assert second.calls == []
    assert second.variables == first.variables
    assert second.variables["secret-1"]["tione_service"]["service_info"]["env"][0]["value"] == "********"
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "cache").iterdir())
    assert "PASSWORD" in kept
    assert not [secret for secret in (PRIVATE, TOKEN, SECRET_KEY) if secret in kept]
    other_names = source.list(**cache, hostnames=["service_id"])
    assert (other_names.calls, other_names.hosts) == ([], [first.variables["secret-1"]["service_id"]])
    assert len(source.list(**cache, filters=[{"name": "Status", "values": ["Normal"]}]).calls) == 1
    emu.credentials.add("AKIDother", "other-secret-key")
    other = {"TENCENTCLOUD_SECRET_ID": "AKIDother", "TENCENTCLOUD_SECRET_KEY": "other-secret-key"}
    assert len(source.list(**cache, env=other).calls) == 1
    earlier = len(emu.journal)
    source.play([{"name": "look again", "ansible.builtin.meta": "refresh_inventory"}], cache)
    assert len(emu.journal) == earlier + 1


@pytest.mark.smoke
def test_texts_of_the_api_are_no_templates(emu: Emulator, source: Source, tmp_path: Path) -> None:
    made = tmp_path / "made-by-a-template"
    text = "{{ lookup('ansible.builtin.pipe', 'touch " + str(made) + "') }}"
    shown = {"ServiceDescription": text, "CreatedBy": text}
    emu.add_service("chat", service_members=shown, info={"Command": text})
    with emu.cloud.lock:
        next(iter(emu.account.groups.values())).name = text
    options: Json = {
        "compose": {"again": "tione_service.service_description"},
        "keyed_groups": [{"key": "tione_service.service_description", "prefix": "about"}],
        "strict": True,
    }
    listed = source.list(**options)
    assert listed.hosts == [f"{text}-1"]
    variables = listed.variables[f"{text}-1"]
    assert variables["again"] == variables["tione_settings"]["command"] == variables["service_group_name"] == text
    shows = {
        "msg": ["{{ again }}", "{{ tione_settings.command }}", "{{ inventory_hostname }}", "{{ hostvars | length }}"]
    }
    (outcome,), _output = source.play([{"name": "show", "ansible.builtin.debug": shows}], options)
    assert outcome.succeeded().result["msg"][:3] == [text, text, f"{text}-1"]
    assert not made.exists()


def test_hosts_that_would_share_a_name_are_told_apart(emu: Emulator, source: Source) -> None:
    first, second = emu.add_service("chat"), emu.add_service("chat", group_id="ms-zzzzzzzz", region=SHANGHAI)
    lab = emu.add_service("chat", project_id=LAB)
    other, alone = emu.add_service("twin", info={"Replicas": 2}), emu.add_service("alone")
    everywhere: Json = {"regions": [REGION, SHANGHAI], "project_ids": ["0", LAB]}
    assert source.list(**everywhere).ids() == {
        f"chat-1_{REGION}_0": first,
        f"chat-1_{REGION}_{LAB}": lab,
        f"chat-1_{SHANGHAI}": second,
        "twin-1": other,
        "alone-1": alone,
    }
    same = source.list(hostnames=["{{ status }}"], filters=[{"name": "ServiceGroupName", "values": ["twin", "alone"]}])
    assert same.ids() == {f"Normal_{other}": other, f"Normal_{alone}": alone}


def test_names_of_hosts_by_preference(emu: Emulator, source: Source) -> None:
    emu.add_service("chat", service_members={"ServiceDescription": "the first"})
    emu.add_service("chat")
    preferences = ["tione_service.no_such.member", "{{ tione_service.service_description }}"]
    assert source.list(hostnames=preferences).hosts == ["the first", "chat-2"]
    refused = source.list(hostnames=preferences, strict=True)
    assert refused.variables == {}
    assert "Could not name host chat-1 by tione_service.no_such.member" in " ".join(refused.output.split())


def test_a_thousand_services_take_ten_calls(emu: Emulator, source: Source) -> None:
    for number in range(1000):
        emu.add_service(f"chat-{number:03}")
    listed = source.list(keyed_groups=[{"key": "status"}])
    assert len(listed.hosts) == len(set(listed.hosts)) == len(listed.groups["_Normal"]) == 1000
    assert sorted(call["Offset"] for call in listed.calls) == list(range(0, 1000, 100))


WRONG: dict[str, tuple[Json, str]] = {
    "unknown option": ({"region_s": [REGION]}, "There is no option region_s"),
    "choice of hosts": ({"hosts": "nodes"}, "nodes"),
    "unknown filter": ({"filters": [{"name": "Colour", "values": ["red"]}]}, "Colour"),
    "unknown suboption": ({"filters": [{"name": "Status", "value": ["Normal"]}]}, "value"),
    "filter without values": ({"filters": [{"name": "Status", "values": []}]}, "filters[0].values"),
    "empty choice": ({"exclude_filters": [{}]}, "exclude_filters[0]: has neither filters nor tag_filters"),
    "wrong part of a choice": (
        {"include_filters": [{"tag_filters": [{"tag_key": "a", "tag_values": []}]}]},
        "include_filters[0].tag_filters[0].tag_values",
    ),
    "region": ({"regions": ["not a region"]}, "is not the name of a region"),
    "undefined in a template": ({"secret_key": "{{ nothing_of_this_name }}"}, "nothing_of_this_name"),
    "half a pair": ({"secret_id": "AKIDhalf"}, "Incomplete credentials from the options"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_work_is_refused_without_a_call(case: str, source: Source) -> None:
    options, words = WRONG[case]
    listed = source.list(**options)
    assert words in " ".join(listed.output.split())
    assert (listed.calls, dict(listed.variables)) == ([], {})


def test_wrong_credentials_are_explained_and_never_shown(emu: Emulator, source: Source) -> None:
    emu.add_service("chat")
    key = "wrong-secret-key-of-somebody"
    source.playbook.secrets.add(key)
    given = {
        "secret_id": "{{ lookup('ansible.builtin.env', 'OTHER_ID') }}",
        "secret_key": "{{ lookup('ansible.builtin.env', 'OTHER_KEY') }}",
    }
    other: dict[str, Any] = {"OTHER_ID": "AKIDnobody", "OTHER_KEY": key}
    listed = source.list(**given, env=other, verbose="-vvv")
    assert "AuthFailure.SecretIdNotFound" in listed.output
    assert listed.hosts == []
    assert len(listed.calls) == 1


def test_no_output_shows_a_secret(emu: Emulator, source: Source) -> None:
    add_secrets(emu)
    listed = source.list(verbose="-vvvvv", compose={"all_of_it": "tione_service"}, strict=True)
    env = listed.variables["secret-1"]["all_of_it"]["service_info"]["env"]
    assert [(variable["name"], variable["value"]) for variable in env] == [("PASSWORD", "********")]
    assert listed.variables["secret-1"]["tione_settings"]["env"] == [{"name": "PASSWORD", "is_private": True}]
    groups = source.list(hosts="service_groups", verbose="-vvvvv")
    (token,) = groups.variables["secret"]["tione_service_group"]["auth_tokens"]
    assert token["base"]["value"] == "********"


def test_a_file_of_another_name_is_left_alone_and_says_so(source: Source) -> None:
    listed = source.list(name="services.yml", verbose="-vvv")
    assert "names of its sources end in tione.yml or tione.yaml" in " ".join(listed.output.split())
    assert listed.calls == []
    assert source.list(name="tione.yaml").calls != []


def settings_of_all_kinds(emu: Emulator) -> list[str]:
    """Services that use every setting, in every state that a task may meet."""
    created = {"Tags": [{"TagKey": "team", "TagValue": "a"}], "AuthorizationEnable": True}
    made = [emu.add_service(name, info={**info}, group_members=created) for name, info in BASES.items()]
    made += [emu.add_service(f"{name}-off", info={**info}, status="Stopped") for name, info in BASES.items()]
    private = [{"Name": "OPEN", "Value": "1", "IsPrivate": False}, PASSWORD]
    made.append(emu.add_service("private", info=base("postpaid", Env=private)))
    made.append(emu.add_service("fixed", info=base("plain", ScaleMode="MANUAL", Replicas=3)))
    made.append(emu.add_service("broken", status="Abnormal"))
    made.append(emu.add_service("no-probe", region=SHANGHAI, info={"HealthProbe": None, "ServicePort": 8501}))
    return made


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param({}, id="as usual", marks=pytest.mark.smoke),
        pytest.param({"null_style": "null", "blank_image_type": True}, id="nulls"),
        pytest.param({"null_style": "omitted", "command_stays_base64": True, "private_env": "empty"}, id="omissions"),
    ],
)
def test_settings_that_are_given_back_change_nothing(behaviour: Json, emu: Emulator, source: Source) -> None:
    emu.behaviour.update(**behaviour)
    made = settings_of_all_kinds(emu)
    before = {service_id: emu.service(service_id)["Settings"] for service_id in made}
    back = "{{ tione_settings | combine({'service_id': service_id, 'region': region, 'project_id': project_id, 'wait': false}) }}"
    task = {"name": "give back", f"{COLLECTION}.{MODULE}": back, "diff": True, "ignore_errors": True}
    outcomes, output = source.play([task], {"regions": [REGION, SHANGHAI]})
    assert len(outcomes) == len(made), output
    for outcome in outcomes:
        assert not outcome.succeeded().changed, str(outcome)
        assert outcome.diff == {"before": {}, "after": {}}
        assert [warning for warning in outcome.warnings if not ABOUT_TEMPLATES.search(warning)] == [], str(outcome)
    assert [entry.label for entry in emu.journal if entry.write] == []
    assert {service_id: emu.service(service_id)["Settings"] for service_id in made} == before


def test_settings_that_are_given_back_are_all_that_the_service_uses(emu: Emulator, source: Source) -> None:
    for name, info in BASES.items():
        emu.add_service(name, info={**info})
    listed = source.list()
    given = {name: set(variables["tione_settings"]) for name, variables in listed.variables.items()}
    used = {"model_info", "image_info", "env", "log_config", "scheduled_action", "service_limit", "command"}
    used |= {"service_eip", "service_port", "pre_stop_command", "health_probe", "rolling_update", "infer_template_id"}
    for name in ("hybrid-1", "prepaid-1", "postpaid-1"):
        assert used <= given[name], used - given[name]
    assert {"horizontal_pod_autoscaler", "volume_mounts", "instance_per_replicas"} <= given["hybrid-1"]
    assert {"cron_scale_jobs", "volume_mount", "resources", "resource_group_id"} <= given["prepaid-1"]
    assert not {"resources", "volume_mount", "cron_scale_jobs"} & given["postpaid-1"]


def first_source(text: str) -> Json:
    """The first inventory source in a text."""
    found = yaml.safe_load(text[text.index("plugin:") :].partition("# group_vars")[0].partition("```")[0])
    assert found.pop("plugin") == PLUGIN
    return dict(found)


def test_the_documented_sources_work(emu: Emulator, source: Source) -> None:
    plugin = ast.parse((ROOT / "plugins" / "inventory" / "tione.py").read_text(encoding="utf-8"))
    texts = {node.targets[0].id: node.value for node in plugin.body if isinstance(node, ast.Assign)}  # type: ignore[attr-defined]
    examples = str(ast.literal_eval(texts["EXAMPLES"]))
    tagged: Json = {"service_members": {"Tags": [{"TagKey": "team", "TagValue": "search"}]}}
    emu.add_service("chat-prod", region=SHANGHAI, weight=0, **tagged)
    emu.add_service("plain", weight=100)
    listed = source.list(strict=True, **first_source(examples))
    in_groups = {"status_normal", "service_chat_prod", "tag_team_search", "without_traffic"}
    assert in_groups <= {name for name, hosts in listed.groups.items() if "chat-prod-1" in hosts}
    assert listed.variables["plain-1"]["image"].startswith("ccr.")
    for file in ("docs/inventory.md", "README.md"):
        shown = source.list(strict=True, **first_source((ROOT / file).read_text(encoding="utf-8")))
        assert "status_" in "".join(shown.groups), file
        assert sorted(shown.hosts) == ["chat-prod-1", "plain-1"]
