# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting there is, given to a creation and to an update, and read back member by member by the official SDK."""

from __future__ import annotations

import base64
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from emulator.server import Emulator
from support import collection
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.tione.v20211111 import models
from tencentcloud.tione.v20211111.tione_client import TioneClient

from scenario.harness.four import Four, four_tasks
from scenario.harness.outcome import Json
from scenario.harness.playbook import Playbook

DECLARATIONS = f"ansible_collections.{collection.FULL_NAME}.plugins.module_utils._resources.settings"
CREATE, UPDATE = "CreateModelService", "ModifyModelService"
CREATION, CHANGE = 0, 1
Step = str | int


def base64_of(text: str) -> str:
    """A text as base64."""
    return base64.b64encode(text.encode()).decode()


def secret(kind: str) -> Json:
    """Credentials of a registry; here and below a tuple holds the value of the creation and that of the update."""
    return {
        "key_id": (f"kms-{kind}-1", f"kms-{kind}-2"),
        "username": (f"user-of-{kind}-1", f"user-of-{kind}-2"),
        "password": (f"password-of-{kind}-1", f"password-of-{kind}-2"),
        "secret_id": (f"secret-of-{kind}-1", f"secret-of-{kind}-2"),
    }


def image(kind: str, name: str, **more: Any) -> Json:
    """An image and all that can be said of it."""
    return {
        "image_type": kind,
        "image_url": (f"registry.example.org/{name}:1", f"registry.example.org/{name}:2"),
        "registry_region": ("ap-beijing", "ap-shanghai"),
        "registry_id": (f"tcr-{name}1", f"tcr-{name}2"),
        "allow_save_all_content": True,
        "image_name": (f"{name} 1", f"{name} 2"),
        "support_data_pipeline": True,
        **more,
    }


def probe(kinds: tuple[str, str], port: int) -> Json:
    """A probe with the members of all its kinds."""
    return {
        "probe_action": {
            "action_type": kinds,
            "http_get": {"path": (f"/{port}", f"/{port}/new"), "port": (port, port + 1)},
            "exec": {"command": (["test", "-f", f"/{port}"], ["test", "-d", f"/{port}"])},
            "tcp_socket": {"port": (port + 2, port + 3)},
        },
        "initial_delay_seconds": (port % 7 + 2, port % 7 + 3),
        "period_seconds": (11, 12),
        "timeout_seconds": (4, 3),
        "failure_threshold": (7, 8),
        "success_threshold": (2, 4),
    }


def mount(path: str, kind: Any) -> Json:
    """A mount with the members of all its kinds."""
    return {
        "volume_source_type": kind,
        "mount_path": path,
        "cfs_config": {
            "id": (f"cfs-{path[1:]}1", f"cfs-{path[1:]}2"),
            "path": ("/a", "/b"),
            "mount_type": "SOURCE",
            "protocol": ("NFS", "TURBO"),
            "is_preset_storage": True,
        },
        "public_data_source": {"data_source_id": ("pds-1", "pds-2"), "sub_path": ("x", "y")},
    }


#: What both services have.
COMMON: Json = {
    "service_description": ("made", "changed"),
    "resource_group_id": ("rsg-1", "rsg-2"),
    "model_info": {
        "model_version_id": ("mv-v1-1", "mv-v1-2"),
        "model_id": ("m-1", "m-2"),
        "model_name": ("chat", "talk"),
        "model_version": ("v1.1", "v1.2"),
        "model_source": ("JOB", "COS"),
        "cos_path_info": {"bucket": ("b-1", "b-2"), "region": ("ap-beijing", "ap-shanghai"), "paths": (["a"], ["b"])},
        "goosefsx": {"id": ("x-1", "x-2"), "path": ("/a", "/b")},
        "algorithm_framework": ("TENSORFLOW", "PYTORCH"),
        "model_type": ("ACCELERATE", "AUTO_ML"),
        "model_format": ("SAVED_MODEL", "TORCH_SCRIPT"),
        "is_private_model": True,
        "model_category": ("LLM", "MultiModal"),
        "public_data_source": {"data_source_id": ("pds-1", "pds-2"), "sub_path": ("x", "y")},
    },
    "env": [
        {"name": "LEVEL", "value": ("info", "debug"), "is_private": False},
        {"name": "KEY", "value": ("private-value-1", "private-value-2"), "is_private": True},
    ],
    "scale_mode": "AUTO",
    "log_enable": True,
    "log_config": {"logset_id": ("logset-1", "logset-2"), "topic_id": ("topic-1", "topic-2")},
    "model_hot_update_enable": True,
    "model_turbo_enable": True,
    "grpc_enable": True,
    "scheduled_action": {
        "schedule_stop": True,
        "schedule_stop_time": ("2088-08-08T22:00:00+08:00", "2088-08-09T01:30:00+02:00"),
    },
    "service_limit": {
        "enable_instance_rps_limit": True,
        "instance_rps_limit": (20, 30),
        "enable_instance_req_limit": True,
        "instance_req_limit": (8, 9),
    },
    "service_eip": {"enable_eip": True, "vpc_id": ("vpc-1", "vpc-2"), "subnet_id": ("subnet-1", "subnet-2")},
    "service_port": (8080, 9090),
    "instance_per_replicas": (2, 3),
    "termination_grace_period_seconds": (60, 90),
    "pre_stop_command": (["sleep", "5"], ["sh", "-c", "sleep 6"]),
    "health_probe": {
        "liveness_probe": probe(("Exec", "TCPSocket"), 8100),
        "readiness_probe": probe(("TCPSocket", "Exec"), 8200),
        "startup_probe": probe(("Exec", "TCPSocket"), 8300),
    },
    "rolling_update": {
        "max_unavailable": {"type": "Percent", "value": (10, 20)},
        "max_surge": {"type": "Percent", "value": (30, 40)},
    },
    "scheduling_strategy": "spread",
    "sidecar": {"image_info": image("CUSTOM", "side", image_secret=secret("side"))},
    "infer_template_id": ("template-1", "template-2"),
    "priority": (3, 4),
}
PREPAID: Json = {
    **COMMON,
    "image_info": image("CUSTOM", "chat", image_secret=secret("chat")),
    "resources": {
        "cpu": (2000, 4000),
        "memory": (4096, 8192),
        "gpu": (100, 200),
        "gpu_type": ("A10", "T4"),
        "enable_rdma": True,
        "rdma_number": (1, 2),
        "root_disk": (50, 60),
        "data_disk": (100, 110),
        "rdma": (9, 10),
    },
    "scale_strategy": "CRON",
    "replicas": (2, 3),
    "cron_scale_jobs": [
        {"name": "morning", "schedule": ("0 0 8 * * *", "0 30 8 * * *"), "target_replicas": (4, 5)},
        {
            "name": "evening",
            "schedule": ("0 0 20 * * *", "0 30 20 * * *"),
            "min_replicas": (1, 2),
            "max_replicas": (3, 4),
            "exclude_dates": (["* * * 1 1 *"], ["* * * 1 5 *", "* * * 1 10 *"]),
        },
    ],
    "volume_mount": mount("/models", ("COS", "PUBLIC_DATA_SOURCE")),
    "command_base64": (base64_of("serve --name 'chat'\n"), base64_of("serve --name 'talk'\n")),
}
HYBRID: Json = {
    **COMMON,
    "image_info": image("TCR", "chat"),
    "instance_type": ("TI.S.LARGE.POST", "TI.S.2XLARGE16.POST"),
    "hybrid_billing_prepaid_replicas": (2, 3),
    "scale_strategy": "HPA",
    "horizontal_pod_autoscaler": {
        "min_replicas": (1, 2),
        "max_replicas": (4, 5),
        "hpa_metrics": [{"name": "cpu-util", "value": (60, 70)}, {"name": "service-qps", "value": (200, 300)}],
        "scale_up_stabilization_window_seconds": (30, 31),
        "scale_down_stabilization_window_seconds": (600, 601),
    },
    "volume_mounts": [mount("/models", "CFS"), mount("/data", "CFS")],
    "command": ("serve --name 'chat' \\\n  --port 8080", "serve --name 'talk' \\\n  --port 9090"),
}
#: What only a creation takes, beside how the service is billed.
MADE_WITH: Json = {
    "deploy_type": "DIST",
    "authorization_enable": True,
    "tags": [{"tag_key": "env", "tag_value": "prod"}, {"tag_key": "team", "tag_value": "search"}],
    "create_source": "AUTO_ML",
    "resource_supply_attribute": {"supply_type": "SPOT", "cluster_type": "THIRD"},
    "gateway_config": {"gateway_type": "LARGE", "scheduling_algorithm": "HASH", "hash_header_key": "X-User"},
    "gateway_log_config": {"logset_id": "logset-3", "topic_id": "topic-3"},
    "callback_url": "https://example.org/created",
    "service_category": "LLM",
}


@dataclass(frozen=True)
class Case:
    """A service: what its creation and its update are given, and what each is given alone."""

    table: Json
    made_with: Json
    moved_with: Json

    @property
    def given(self) -> tuple[Json, Json]:
        """The options of the creation and of the update."""
        creation, change = (chosen(self.table, index) for index in (CREATION, CHANGE))
        return {**creation, **self.made_with}, {**change, **self.moved_with}


CASES = {
    "prepaid": Case(PREPAID, {**MADE_WITH, "charge_type": "PREPAID"}, {}),
    "hybrid": Case(HYBRID, {**MADE_WITH, "charge_type": "HYBRID_PAID"}, {"target_project_id": 77}),
}
#: Where a setting is read back that has another name there: from the service, or from its group.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "command_base64": ("service", "ServiceInfo", "Command"),
    "target_project_id": ("service", "ProjectId"),
    "authorization_enable": ("group", "AuthorizationEnable"),
}
#: Settings that read back in another form.
READS_AS: Mapping[str, Callable[[Any], Any]] = {
    "command_base64": lambda text: base64.b64decode(text).decode(),
    "target_project_id": str,
    "scheduled_action.schedule_stop_time": lambda text: (
        datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    ),
}
SECRET_MEMBERS = ("key_id", "username", "password", "secret_id")
IMAGE_MEMBERS = ("image_type", "image_url", "registry_region", "registry_id", "image_name")
IMAGE_SWITCHES = ("allow_save_all_content", "support_data_pipeline")
#: What the API takes and never gives back. env.1 is the private variable.
NEVER_READ = {
    "env.1.value",
    "priority",
    "callback_url",
    "service_category",
    *(f"image_info.image_secret.{name}" for name in SECRET_MEMBERS),
    *(f"sidecar.image_info.image_secret.{name}" for name in SECRET_MEMBERS),
    *(f"sidecar.image_info.{name}" for name in (*IMAGE_MEMBERS, *IMAGE_SWITCHES)),
}
#: What stands for such a value in a reply.
HIDDEN = (None, "", "******")
#: What has no value but its default: the API takes CFS only in this list.
ONLY_DEFAULT = {"volume_mounts.volume_source_type"}


def chosen(table: Any, index: int) -> Any:
    """A table with the value of the creation or of the update instead of each pair."""
    if isinstance(table, tuple):
        return table[index]
    if isinstance(table, dict):
        return {name: chosen(value, index) for name, value in table.items()}
    return [chosen(element, index) for element in table] if isinstance(table, list) else table


@dataclass(frozen=True)
class Leaf:
    """A value that a task gives: its path in options and in members of the API, and its declaration."""

    path: tuple[Step, ...]
    api: tuple[Step, ...]
    value: Any
    field: Any

    @property
    def name(self) -> str:
        """The path with the numbers of elements."""
        return ".".join(map(str, self.path))

    @property
    def option(self) -> str:
        """The path as it is declared."""
        return ".".join(step for step in self.path if isinstance(step, str))

    @property
    def says_something(self) -> bool:
        """Whether the value is another than that of a setting which is left out."""
        return self.option in ONLY_DEFAULT or not (self.value == self.field.default or self.field.is_unset(self.value))


def leaves(
    fields: Iterable[Any], given: Json, path: tuple[Step, ...] = (), api: tuple[Step, ...] = ()
) -> Iterator[Leaf]:
    """The values of a task."""
    for field in fields:
        if field.name not in given:
            continue
        value, below, members = given[field.name], (*path, field.name), (*api, field.api)
        if not field.fields:
            yield Leaf(below, members, value, field)
        elif field.type == "dict":
            yield from leaves(field.fields, value, below, members)
        else:
            for index, element in enumerate(value):
                yield from leaves(field.fields, element, (*below, index), (*members, index))


def declared(fields: Iterable[Any], path: str = "") -> Iterator[str]:
    """The paths of all options that take a value."""
    for field in fields:
        if field.mode.value != "read-only":
            yield from declared(field.fields, f"{path}{field.name}.") if field.fields else [path + field.name]


@pytest.fixture(scope="module")
def settings(farm: Path) -> ModuleType:
    """The declared settings."""
    if not collection.is_importable():
        collection.make_importable(farm)
    return importlib.import_module(DECLARATIONS)


@pytest.mark.parametrize(("index", "takes"), [(CREATION, "CREATED_WITH"), (CHANGE, "SETTINGS")])
def test_every_option_is_used(settings: ModuleType, index: int, takes: str) -> None:
    """A new option without a value in the tables above fails here, and so does one whose value proves nothing."""
    fields = getattr(settings, takes)
    used = [leaf for case in CASES.values() for leaf in leaves(settings.ALL_SETTINGS, case.given[index])]
    assert {leaf.option for leaf in used if leaf.says_something} == set(declared(fields))


def test_all_that_is_never_read_is_used(settings: ModuleType) -> None:
    """The list of what cannot be read back holds nothing that is not tried."""
    given = [given for case in CASES.values() for given in case.given]
    assert {leaf.name for each in given for leaf in leaves(settings.ALL_SETTINGS, each)} >= NEVER_READ


class Sdk:
    """The official SDK, reading one service."""

    def __init__(self, emulator: Emulator) -> None:
        env = emulator.env
        profile = ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=f"127.0.0.1:{emulator.port}"))
        self._client = TioneClient(
            Credential(env["TENCENTCLOUD_SECRET_ID"], env["TENCENTCLOUD_SECRET_KEY"]), "ap-guangzhou", profile
        )

    def read(self, service_id: str, workspace: str) -> SimpleNamespace:
        """The service and its group, as the SDK's models."""
        service, group = models.DescribeModelServiceRequest(), models.DescribeModelServiceGroupRequest()
        service.ServiceId, group.ServiceGroupId = service_id, service_id.rpartition("-")[0]
        service.TiProjectId = group.TiProjectId = workspace
        return SimpleNamespace(
            service=self._client.DescribeModelService(service).Service,
            group=self._client.DescribeModelServiceGroup(group).ServiceGroup,
        )


def member(found: Any, path: Iterable[Step]) -> Any:
    """What stands at a path of members in a model of the SDK or in a request body; None where there is none."""
    for step in path:
        keyed = isinstance(found, dict | list)
        found = found[step] if keyed else getattr(found, str(step), None)
    return found


def place(leaf: Leaf, settings: ModuleType) -> tuple[Step, ...]:
    """Where a setting is read back, from the service and its group."""
    if leaf.path[0] in ELSEWHERE:
        return ELSEWHERE[leaf.path[0]]
    read_at = settings.FIELDS[leaf.path[0]].read_at
    if not read_at:
        return ("service", "ServiceInfo", *leaf.api)
    return ("group" if read_at[0] == settings.GROUP else "service", *leaf.api)


def reads_back(given: list[Leaf], read: SimpleNamespace, body: Json, settings: ModuleType) -> None:
    """Assert that all is read as it was given, but what never is: of that nothing is seen, and it was sent."""
    wanted = {leaf.name: READS_AS.get(leaf.option, lambda same: same)(leaf.value) for leaf in given}
    found = {leaf.name: member(read, place(leaf, settings)) for leaf in given}
    hidden = [leaf for leaf in given if leaf.name in NEVER_READ]
    wrong = {name: (wanted[name], found[name]) for name in wanted if wanted[name] != found[name]}
    assert {name: pair for name, pair in wrong.items() if name not in NEVER_READ} == {}
    assert {leaf.name: found[leaf.name] for leaf in hidden if found[leaf.name] not in HIDDEN} == {}
    assert {leaf.name: member(body, leaf.api) for leaf in hidden} == {leaf.name: leaf.value for leaf in hidden}


def secrets(given: Iterable[Leaf]) -> set[str]:
    """The values that no output of the module may show."""
    return {leaf.value for leaf in given if leaf.field.secret or leaf.name == "env.1.value"}


@pytest.mark.filterwarnings("error:.*fields are useless")
@pytest.mark.parametrize("name", CASES)
def test_what_is_given_is_what_the_sdk_reads(
    emu: Emulator, playbook: Playbook, settings: ModuleType, name: str
) -> None:
    """After the creation and again after the update: each given value is where it belongs."""
    sdk = Sdk(emu)
    creation, change = (list(leaves(settings.ALL_SETTINGS, given)) for given in CASES[name].given)
    playbook.secrets |= secrets(creation) | secrets(change)
    for options, given, action in zip(CASES[name].given, (creation, change), (CREATE, UPDATE), strict=True):
        four = Four(*playbook.run(four_tasks({"service_group_name": "chat", **options}))).converges([action])
        (service_id,) = emu.service_ids()
        read = sdk.read(service_id, str(options.get("target_project_id", 0)))
        reads_back(given, read, four.real.body(action), settings)
