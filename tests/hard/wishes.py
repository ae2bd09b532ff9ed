# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hypothesis strategies: any service, and any part of its options, as a task may give them."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import SETTINGS
from emulator.settings import SCALING
from hypothesis import strategies as st
from scenario.harness.services import BASES

Json = dict[str, Any]
Strategy = st.SearchStrategy[Any]

some = st.sampled_from
TEXT = some(["a", "Two words", "变量 {{ 1 + 1 }}", "x" * 300, "tab\tand\nline", "'\"\\"])
OR_EMPTY = st.one_of(TEXT, st.just(""))
COMMANDS = ("python3 serve.py", "sh -c 'echo \"变量\"'\n")


def _part_of(**members: Strategy) -> Strategy:
    """A dictionary with some of these members."""
    return st.fixed_dictionaries({}, optional=members)


def _keyed(key: str, names: Iterable[str], **members: Strategy) -> Strategy:
    """A list of dictionaries, each of another name."""
    element = st.fixed_dictionaries({key: some(list(names)), **members})
    return st.lists(element, max_size=3, unique_by=lambda one: one[key])


_PROBE = _part_of(
    initial_delay_seconds=some([0, 5, 9]),
    period_seconds=some([1, 5]),
    timeout_seconds=some([1, 3]),
    probe_action=some(
        [
            {"action_type": "HTTPGet", "http_get": {"path": "/health", "port": 8080}},
            {"action_type": "TCPSocket", "tcp_socket": {"port": 9000}},
            {"action_type": "Exec", "exec": {"command": ["cat", "/tmp/ready"]}},
        ]
    ),
)
# A value is always there: the platform fills an empty amount with its own, which is then no end of waiting.
_AMOUNT = st.fixed_dictionaries({"value": some([0, 1, 25])}, optional={"type": some(["Num", "Percent"])})
_CFS = st.fixed_dictionaries({"id": some(["cfs-1", "cfs-2"]), "path": some(["/", "/models"])})
_METRICS = _keyed("name", ["gpu-util", "cpu-util"], value=some([20, 50])).filter(bool)
_HPA = st.fixed_dictionaries({"min_replicas": some([1, 2]), "max_replicas": some([2, 6]), "hpa_metrics": _METRICS})
_JOBS = _keyed("name", ["day", "night"], schedule=some(["0 0 8 * * *", "0 0 20 * * *"]), target_replicas=some([1, 4]))

#: Ways to scale; the options of one way belong together.
SCALINGS = st.one_of(
    st.fixed_dictionaries({"replicas": some([1, 2, 5])}, optional={"scale_mode": st.just("MANUAL")}),
    st.fixed_dictionaries(
        {"scale_mode": st.just("AUTO"), "scale_strategy": st.just("HPA"), "horizontal_pod_autoscaler": _HPA},
        optional={"replicas": some([1, 3])},
    ),
    st.fixed_dictionaries(
        {"scale_mode": st.just("AUTO"), "scale_strategy": st.just("CRON"), "cron_scale_jobs": _JOBS.filter(bool)}
    ),
)
PLAIN = _part_of(
    service_description=OR_EMPTY,
    image_info=st.fixed_dictionaries(
        {"image_url": some(["example.org/chat:1", "example.org/chat:2"])},
        optional={"image_type": some(["CCR", "CUSTOM"])},
    ),
    model_info=st.fixed_dictionaries({"model_version_id": some(["mv-v1-838176671237008129"])}),
    env=_keyed("name", ["A", "B", "LOG_LEVEL"], value=OR_EMPTY),
    command=OR_EMPTY,
    service_limit=some(
        [
            {"enable_instance_rps_limit": False},
            {"enable_instance_rps_limit": True, "instance_rps_limit": 7},
            {"enable_instance_req_limit": True, "instance_req_limit": 3},
        ]
    ),
    scheduled_action=some(
        [{"schedule_stop": False}, {"schedule_stop": True, "schedule_stop_time": "2088-01-01T00:00:00-03:00"}]
    ),
    log_enable=st.booleans(),
    log_config=st.just({"logset_id": "logset-2", "topic_id": "topic-2"}),
    model_hot_update_enable=st.booleans(),
    model_turbo_enable=st.booleans(),
    grpc_enable=st.booleans(),
    service_eip=some([{"enable_eip": False}, {"enable_eip": True, "vpc_id": "vpc-2", "subnet_id": "subnet-2"}]),
    service_port=some([80, 8080, 8501]),
    termination_grace_period_seconds=some([1, 30, 90]),
    pre_stop_command=st.lists(TEXT, max_size=3),
    health_probe=_part_of(liveness_probe=_PROBE, readiness_probe=_PROBE, startup_probe=_PROBE),
    rolling_update=_part_of(max_surge=_AMOUNT, max_unavailable=_AMOUNT),
    scheduling_strategy=some(["binpack", "spread"]),
    infer_template_id=OR_EMPTY,
)
RARE = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"command_base64": some([base64.b64encode(text.encode()).decode() for text in COMMANDS])}),
    st.fixed_dictionaries(
        {"volume_mounts": _keyed("mount_path", ["/a", "/b"], volume_source_type=st.just("CFS"), cfs_config=_CFS)}
    ),
)
STATES = some(["present", "started", "stopped"])
SERVICES = st.fixed_dictionaries(
    {"base": some(sorted(BASES)), "status": some(["Normal", "Stopped"]), "settings": st.builds(dict, PLAIN)}
)


def _merged(plain: Json, scaling: Json, rare: Json, state: str) -> Json:
    if "command_base64" in rare:
        plain = {name: value for name, value in plain.items() if name != "command"}
    return {**plain, **scaling, **rare, "state": state}


WISHES = st.builds(_merged, PLAIN, st.one_of(st.just({}), SCALINGS), RARE, STATES)
APIS = {field.name: field.api for field in SETTINGS}
#: Settings that move together.
TOGETHER = (
    frozenset(SCALING),
    frozenset({"LogEnable", "LogConfig"}),
    frozenset({"VolumeMount", "VolumeMounts"}),
    frozenset({"CommandBase64", "Command"}),
)


def touched(wish: Json) -> set[str]:
    """The settings, as the API spells them, that a wish may change."""
    named = {APIS[name] for name in wish if name in APIS}
    return named.union(*(group for group in TOGETHER if group & named))
