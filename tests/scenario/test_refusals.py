# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong option names, types, choices and combinations, at any depth, are refused before any request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Task, task

SERVICE, GROUPS, SERVICES = "tione_model_service", "tione_service_group_info", "tione_model_service_info"


@dataclass(frozen=True)
class Wrong:
    """Options that cannot be, and what the message must name."""

    options: Json
    names: tuple[str, ...]
    module: str = SERVICE
    identity: bool = True


def wrong(options: Json, *names: str) -> Wrong:
    """Options of a service that cannot be."""
    return Wrong(options, names)


def probe(options: Json) -> Json:
    """Options of a readiness probe."""
    return {"health_probe": {"readiness_probe": options}}


def hpa(**options: Any) -> Json:
    """An autoscaler with other values."""
    metrics = [{"name": "gpu-util", "value": 70}]
    bounds = {"min_replicas": 1, "max_replicas": 4, "hpa_metrics": metrics, **options}
    return {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": bounds}


def cron(*jobs: Json) -> Json:
    """A time table."""
    return {"scale_mode": "AUTO", "scale_strategy": "CRON", "cron_scale_jobs": list(jobs)}


def at(time: str) -> Json:
    """A scheduled stop."""
    return {"scheduled_action": {"schedule_stop": True, "schedule_stop_time": time}}


NAMES = {
    "top level": wrong({"replica": 1}, "replica"),
    "in a dictionary": wrong({"image_info": {"imageurl": "x"}}, "imageurl", "image_info"),
    "two deep": wrong(probe({"periodseconds": 1}), "periodseconds", "readiness_probe"),
    "four deep": wrong(probe({"probe_action": {"http_get": {"paht": "/"}}}), "paht", "http_get"),
    "in a list": wrong({"env": [{"name": "A", "secret": True}]}, "secret", "env"),
    "in a dictionary in a list": wrong(
        {"volume_mounts": [{"mount_path": "/a", "cfs_config": {"idd": "x"}}]}, "idd", "cfs_config"
    ),
    "in a list in a dictionary": wrong(hpa(hpa_metrics=[{"metric": "x"}]), "metric", "hpa_metrics"),
    "the API's spelling": wrong({"image_info": {"ImageUrl": "x"}}, "ImageUrl"),
    "in a private structure": wrong({"image_info": {"image_secret": {"pasword": "x"}}}, "pasword", "image_secret"),
}

TYPES = {
    "int": wrong({"replicas": "many"}, "replicas"),
    "int with a fraction": wrong({"replicas": 1.5}, "replicas"),
    "bool": wrong({"log_enable": "perhaps"}, "log_enable"),
    "float": wrong({"wait_timeout": "long"}, "wait_timeout"),
    "dict": wrong({"image_info": "ccr.ccs.tencentyun.com/a:1"}, "image_info"),
    "list": wrong({"volume_mounts": {"mount_path": "/a"}}, "volume_mounts"),
    "element": wrong({"env": ["A"]}, "env"),
    "int in a dictionary": wrong({"resources": {"cpu": "two"}}, "cpu", "resources"),
    "int four deep": wrong(probe({"probe_action": {"http_get": {"port": "http"}}}), "port", "http_get"),
    "bool in a list": wrong({"env": [{"name": "A", "is_private": "x"}]}, "is_private"),
    "int in a list": wrong(hpa(hpa_metrics=[{"name": "gpu-util", "value": "x"}]), "value"),
}

CHOICES = {
    "state": wrong({"state": "running"}, "state", "started"),
    "scale_mode": wrong({"scale_mode": "auto"}, "scale_mode", "AUTO"),
    "scale_strategy": wrong({"scale_mode": "AUTO", "scale_strategy": "CPU"}, "scale_strategy"),
    "update_secrets": wrong({"update_secrets": "never"}, "update_secrets"),
    "wait_for": wrong({"wait_for": "ready"}, "wait_for"),
    "language": wrong({"language": "de"}, "language"),
    "action_type": wrong(probe({"probe_action": {"action_type": "HTTP"}}), "action_type", "HTTPGet"),
    "type of a number or percentage": wrong({"rolling_update": {"max_surge": {"type": "%"}}}, "type", "max_surge"),
    "version": wrong({"version": "newest"}, "version", "newest"),
    "version 0": wrong({"version": 0}, "version"),
    "version below 0": wrong({"version": -1}, "version"),
}

RANGES = {
    "replicas": wrong({"replicas": 0}, "replicas"),
    "instance_per_replicas": wrong({"instance_per_replicas": 0}, "instance_per_replicas"),
    "hybrid_billing_prepaid_replicas": wrong({"hybrid_billing_prepaid_replicas": 0}, "hybrid_billing_prepaid_replicas"),
    "termination_grace_period_seconds": wrong(
        {"termination_grace_period_seconds": 0}, "termination_grace_period_seconds"
    ),
    "priority": wrong({"priority": 10}, "priority", "9"),
    "priority below 0": wrong({"priority": -1}, "priority"),
    "rdma": wrong({"resources": {"rdma": 100}}, "resources.rdma"),
    "service_port": wrong({"service_port": 8502}, "service_port", "8502"),
    "service_port of TensorBoard": wrong({"service_port": 6006}, "service_port"),
    "service_port of metrics": wrong({"service_port": 9092}, "service_port"),
    "service_port beyond": wrong({"service_port": 70000}, "service_port"),
    "port of a probe": wrong(
        probe({"probe_action": {"tcp_socket": {"port": 0}}}),
        "health_probe.readiness_probe.probe_action.tcp_socket.port",
    ),
    "period of a probe": wrong(probe({"period_seconds": 0}), "health_probe.readiness_probe.period_seconds"),
    "min_replicas": wrong(hpa(min_replicas=0), "horizontal_pod_autoscaler.min_replicas"),
    "min_replicas above max_replicas": wrong(hpa(min_replicas=5), "min_replicas", "max_replicas"),
    "a metric": wrong(hpa(hpa_metrics=[{"name": "cpu-util", "value": 5}]), "hpa_metrics", "cpu-util", "10 to 100"),
    "another metric": wrong(hpa(hpa_metrics=[{"name": "service-qps", "value": 6000}]), "service-qps", "5000"),
    "min_replicas of a job": wrong(
        cron({"schedule": "0 0 1 * * *", "min_replicas": 3, "max_replicas": 2}), "cron_scale_jobs", "min_replicas"
    ),
    "target_replicas of a job": wrong(
        cron({"schedule": "0 0 1 * * *", "target_replicas": 0}), "cron_scale_jobs[0].target_replicas"
    ),
    "instance_rps_limit": wrong(
        {"service_limit": {"enable_instance_rps_limit": True, "instance_rps_limit": -1}},
        "service_limit.instance_rps_limit",
    ),
    "max_surge without an amount": wrong({"rolling_update": {"max_surge": {}}}, "rolling_update.max_surge", "empty"),
    "max_surge": wrong({"rolling_update": {"max_surge": {"value": -1}}}, "rolling_update.max_surge.value"),
    "target_project_id": wrong({"target_project_id": -1}, "target_project_id"),
    "timeout": wrong({"timeout": 0}, "timeout"),
    "deadline": wrong({"deadline": -1}, "deadline"),
    "rate_limit": wrong({"rate_limit": -1}, "rate_limit"),
    "wait_timeout": wrong({"wait_timeout": -1}, "wait_timeout"),
    "wait_interval": wrong({"wait_interval": -1}, "wait_interval"),
}

FORMS = {
    "a time without an offset": wrong(at("2088-01-01T00:00:00"), "scheduled_action.schedule_stop_time", "offset"),
    "no time": wrong(at("tomorrow"), "scheduled_action.schedule_stop_time", "tomorrow"),
    "a date": wrong(at("2088-01-01"), "scheduled_action.schedule_stop_time"),
    "five fields": wrong(cron({"schedule": "0 1 * * *"}), "cron_scale_jobs[0].schedule", "six fields"),
    "four dates": wrong(
        cron({"schedule": "0 0 1 * * *", "exclude_dates": ["a", "b", "c", "d"]}), "cron_scale_jobs[0].exclude_dates"
    ),
    "no base64": wrong({"command_base64": "python x"}, "command_base64"),
    "no text in base64": wrong({"command_base64": "/////w=="}, "command_base64"),
    "an endpoint with a path": wrong({"endpoint": "http://127.0.0.1:1/api"}, "endpoint"),
    "a region with a space": wrong({"region": "ap guangzhou"}, "region"),
    "a ca_path that is not there": wrong({"ca_path": "/nowhere/ca.pem"}, "ca_path", "/nowhere/ca.pem"),
}

COMBINATIONS = {
    "AUTO without a strategy": wrong({"scale_mode": "AUTO"}, "scale_strategy"),
    "HPA without an autoscaler": wrong({"scale_mode": "AUTO", "scale_strategy": "HPA"}, "horizontal_pod_autoscaler"),
    "CRON without a time table": wrong({"scale_mode": "AUTO", "scale_strategy": "CRON"}, "cron_scale_jobs"),
    "CRON with an empty time table": wrong(cron(), "cron_scale_jobs"),
    "MANUAL with a strategy": wrong(
        {"scale_mode": "MANUAL", "scale_strategy": "CRON", "cron_scale_jobs": [{"schedule": "0 0 1 * * *"}]},
        "scale_strategy",
    ),
    "logs without a place": wrong({"log_enable": True}, "log_config"),
    "a stop without a time": wrong({"scheduled_action": {"schedule_stop": True}}, "schedule_stop_time"),
    "a limit without a number": wrong({"service_limit": {"enable_instance_rps_limit": True}}, "instance_rps_limit"),
    "another limit without a number": wrong(
        {"service_limit": {"enable_instance_req_limit": True}}, "instance_req_limit"
    ),
    "both forms of mounts": wrong(
        {"volume_mount": {"mount_path": "/a"}, "volume_mounts": []}, "volume_mount", "volume_mounts"
    ),
    "a variable twice": wrong({"env": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]}, "env", "A"),
    "a mount path twice": wrong({"volume_mounts": [{"mount_path": "/a"}, {"mount_path": "/a"}]}, "volume_mounts", "/a"),
    "a metric twice": wrong(
        hpa(hpa_metrics=[{"name": "gpu-util", "value": 50}, {"name": "gpu-util", "value": 60}]),
        "horizontal_pod_autoscaler.hpa_metrics",
        "gpu-util",
    ),
    "a job twice": wrong(
        cron({"name": "a", "schedule": "0 0 1 * * *"}, {"name": "a", "schedule": "0 0 2 * * *"}), "cron_scale_jobs", "a"
    ),
    "a variable without a name": wrong({"env": [{"value": "1"}]}, "name", "env"),
    "a mount without a path": wrong({"volume_mounts": [{"cfs_config": {"id": "a", "path": "/"}}]}, "mount_path"),
    "a password for another registry": wrong(
        {
            "image_info": {
                "image_type": "TCR",
                "image_url": "x",
                "image_secret": {"username": "a-user", "password": "a-password"},
            }
        },
        "image_secret",
    ),
    "id and name": wrong({"service_group_name": "chat"}, "service_id", "service_group_name"),
    "id and group": wrong({"service_group_id": "ms-aaaaaaaa"}, "service_id", "service_group_id"),
    "no identity": Wrong({"replicas": 1}, ("service_id", "service_group_name"), identity=False),
    "an empty name": Wrong({"service_group_name": ""}, ("service_group_name",), identity=False),
    "an empty id": Wrong({"service_id": " "}, ("service_id",), identity=False),
}


def info(options: Json, *names: str, module: str = GROUPS) -> Wrong:
    """Options of an info module that cannot be."""
    return Wrong(options, names, module, identity=False)


INFOS = {
    "name": info({"filter": []}, "filter"),
    "name in a list": info({"filters": [{"name": "Status", "value": ["Normal"]}]}, "value", "filters"),
    "filter name": info({"filters": [{"name": "status", "values": ["a"]}]}, "name", "Status"),
    "filter without a name": info({"filters": [{"values": ["a"]}]}, "name"),
    "filter without values": info({"filters": [{"name": "Status"}]}, "values"),
    "filter with no value": info({"filters": [{"name": "Status", "values": []}]}, "filters[0].values"),
    "tag without a key": info({"tag_filters": [{"tag_values": ["a"]}]}, "tag_key"),
    "order": info({"order": "asc"}, "order", "ASC"),
    "order_field": info({"order_field": "Name"}, "order_field", "CreateTime"),
    "limit": info({"limit": 0}, "limit"),
    "offset": info({"offset": -1}, "offset"),
    "negative": info({"filters": [{"name": "Status", "values": ["a"], "negative": "x"}]}, "negative"),
    "query": info({"query": "service_groups[?"}, "query"),
    "query of services": info({"service_id": "ms-a-1", "query": "]"}, "query", module=SERVICES),
    "only_query_result": info({"only_query_result": True}, "only_query_result"),
    "no identity": info({}, "service_id", module=SERVICES),
    "two identities": info({"service_id": "a", "service_group_id": "b"}, "service_group_id", module=SERVICES),
    "wait": info({"wait": True}, "wait"),
}

TABLES = {
    "name": NAMES,
    "type": TYPES,
    "choice": CHOICES,
    "range": RANGES,
    "form": FORMS,
    "combination": COMBINATIONS,
    "info": INFOS,
}
CASES = {f"{table}: {name}": case for table, cases in TABLES.items() for name, case in cases.items()}


def prepare(stage: Stage, case: Wrong) -> list[Task]:
    """One task for a service that is not there: nobody shall ask for it."""
    identity = {"service_id": "ms-aaaaaaaa-1"} if case.identity else {}
    return [task(case.module, {**identity, **case.options})]


BATCH = Batch("refusals", CASES, prepare, size=20)


@BATCH.parametrize()
def test_refused(done: Done[Wrong]) -> None:
    """It fails without a request, and the message names the option."""
    done.only.refused(*done.case.names)


LATER = {
    "a probe by TCP without a port": (probe({"probe_action": {"action_type": "TCPSocket"}}), "tcp_socket"),
    "a probe by command without one": (probe({"probe_action": {"action_type": "Exec"}}), "exec"),
    "a mount of CFS without a file system": ({"volume_mounts": [{"mount_path": "/new"}]}, "cfs_config"),
    "a file system without a path": (
        {"volume_mounts": [{"mount_path": "/new", "cfs_config": {"id": "cfs-1"}}]},
        "path",
    ),
    "logs without a topic": ({"log_enable": True, "log_config": {"logset_id": "l"}}, "topic_id"),
    "an autoscaler without metrics": (
        {"scale_mode": "AUTO", "scale_strategy": "HPA", "horizontal_pod_autoscaler": {"max_replicas": 3}},
        "horizontal_pod_autoscaler.",
    ),
    "a model without a version": ({"model_info": {"model_category": "LLM"}}, "model_version_id"),
    "resources without memory": ({"resources": {"cpu": 1000}}, "memory"),
}


def prepare_later(stage: Stage, case: tuple[Json, str]) -> list[Task]:
    """One task for a service that lacks what is needed, in check mode and for real."""
    info: Json = {"ChargeType": "PREPAID", "ResourceGroupId": "rsg-1", "Resources": {"Cpu": 1, "Memory": 1}}
    service_id = stage.add(info=info if "resources" in stage.name else {})
    stage.show(service_id, **({"Resources": None} if "resources" in stage.name else {}))
    return [task(SERVICE, {"service_id": service_id, **case[0]}, check=check) for check in (True, False)]


LATER_BATCH = Batch("refusals-later", LATER, prepare_later)


@LATER_BATCH.parametrize()
def test_refused_before_any_write(done: Done[tuple[Json, str]]) -> None:
    """What only a look at the service shows to be incomplete is refused before a write, in check mode too."""
    for outcome in done.outcomes:
        outcome.failed_with("ClientError.InvalidOption", done.case[1])
        assert not outcome.writes, str(outcome)
