# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a failed wait tells: reason, containers, events and log lines, as text and as data; and what it never tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jmespath
from emulator.credentials import SECRET_KEY
from emulator.server import Emulator

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import FAILURE_KEYS, Json, Outcome
from scenario.harness.playbook import Control, Playbook, Task, fault, task
from scenario.harness.returned import failure_as_documented

MODULE, UPDATE = "tione_model_service", "ModifyModelService"
EVENTS, LOGS = "DescribeEvents", "DescribeLogs"
IMAGE = {"image_info": {"image_url": "ccr.ccs.tencentyun.com/example/infer:2.0"}}
CREATE: Json = {
    "charge_type": "POSTPAID_BY_HOUR",
    "instance_type": "TI.S.MEDIUM.POST",
    "image_info": {"image_type": "CCR", "image_url": "ccr.ccs.tencentyun.com/team/chat:1"},
}
FAILED, TIMEOUT = "ClientError.WaitFailed", "ClientError.WaitTimeout"
KEYS = {"reason", "failing_pods", "events", "logs"}
CONTAINER_KEYS = {"pod_name", "container", "state", "reason", "message", "restart_count"}
EVENT_KEYS = {"last_timestamp", "count", "resource_kind", "resource_name", "message"}
LINE_KEYS = {"timestamp", "pod_name", "message"}
MOST = {"failing_pods": 5, "events": 5, "logs": 10}
MASK = "********"


@dataclass(frozen=True)
class Wait:
    """A wait that fails: what it is for, the failure that the service meets, and what is said of it."""

    options: Json
    failure: Json = field(default_factory=dict)
    code: str = FAILED
    #: Words of the message.
    says: tuple[str, ...] = ()
    #: JMESPath over the diagnosis.
    holds: Json = field(default_factory=dict)
    begins: str = "Normal"
    info: Json = field(default_factory=lambda: {"Replicas": 2})
    shows: Json = field(default_factory=dict)
    durations: Json = field(default_factory=dict)
    faults: tuple[Control, ...] = ()


def prepare(stage: Stage, case: Wait) -> list[Task]:
    """One task for a service of its own, or for one that it makes."""
    stage.durations = case.durations
    if case.begins == "nothing":
        options, begin = {"service_group_name": stage.name.replace(" ", "-")}, []
    else:
        service_id = stage.add(info=case.info, age=600, service_members=case.shows)
        stage.releases = {service_id: 1} if "creating" in case.durations else {}
        options, begin = {"service_id": service_id}, [("POST", f"services/{service_id}", {"status": case.begins})]
    failure = [("POST", "failures", {**case.failure, **options})] if "service_id" in options else []
    failure = failure or [("POST", "failures", case.failure)]
    return [
        task(MODULE, {**options, **case.options}, emulator=[*begin, *(failure if case.failure else []), *case.faults])
    ]


CRASH = {"kind": "crash_loop", "reason": "The model is broken."}
CRASHED: Json = {
    "reason": "The model is broken.",
    "failing_pods[-1].container": "infer",
    "failing_pods[-1].state": "Waiting",
    "failing_pods[-1].reason": "CrashLoopBackOff",
    "failing_pods[-1].restart_count": 4,
}
CRASH_EVENTS = {"events[?contains(message, 'Error: The model is broken.')] | length(@) > `0`": True}
CRASH_LINES = {"logs[?contains(message, 'exited with code 1: The model is broken.')] | length(@) > `0`": True}
SAID = ("CrashLoopBackOff", "restart count 4", "The model is broken", "container infer", "Last state: ")
NO_ROOM = {"kind": "create_failed", "reason": "No room in rsg-1."}
LONG = {"creating": 1000}

CAUSES = {
    "a crash loop": Wait(
        IMAGE, CRASH, says=(*SAID, "Last events", "Last log lines"), holds={**CRASHED, **CRASH_EVENTS, **CRASH_LINES}
    ),
    "an image that cannot be pulled": Wait(
        {"state": "started"},
        {"kind": "image_pull"},
        says=("ImagePullBackOff", "Failed to pull image"),
        holds={
            "failing_pods[].reason": ["ImagePullBackOff", "ImagePullBackOff"],
            "failing_pods[].restart_count": [0, 0],
            "events[?contains(message, 'Failed to pull image')] | length(@) > `0`": True,
        },
        begins="Stopped",
    ),
    "no room for a creation": Wait(
        {**CREATE, "wait_timeout": 60},
        NO_ROOM,
        says=("CREATE_FAILED", "No room in rsg-1"),
        holds={
            "reason": "its status is CREATE_FAILED (No room in rsg-1.)",
            "failing_pods": [],
            "events[].[resource_kind, message]": [["Deployment", "No room in rsg-1."]],
            "logs": [],
        },
        begins="nothing",
    ),
    "somebody's creation fails": Wait(
        {"state": "stopped", "wait_timeout": 60},
        NO_ROOM,
        says=("CREATE_FAILED", "No room in rsg-1"),
        holds={"reason": "its status is CREATE_FAILED (No room in rsg-1.)"},
        begins="CREATING",
        durations=LONG,
    ),
    "a creation that took too long": Wait(
        {"wait_timeout": 60},
        {"kind": "timeout"},
        says=("TIMEOUT_EXCEPTION",),
        holds={"reason": "its status is TIMEOUT_EXCEPTION (The creation did not end in time.)"},
        begins="CREATING",
        durations=LONG,
    ),
    "the time is over": Wait(
        {"state": "started", "wait_timeout": 0.8},
        {"kind": "stuck"},
        TIMEOUT,
        says=("0.8 seconds", "ContainerCreating", "The image is being pulled", "0/2 nodes are available"),
        holds={
            "failing_pods[-1].[container, state, reason, restart_count]": ["infer", "Waiting", "ContainerCreating", 0],
            "events[].[count, resource_kind]": [[1, "Pod"], [1, "Pod"]],
        },
        begins="Stopped",
    ),
    "arrears": Wait(
        {"state": "started"},
        {"kind": "arrears"},
        says=("arrears",),
        begins="Stopped",
        holds={"reason": "the platform stopped it because the account is in arrears"},
    ),
    "what is not released": Wait(
        {"state": "stopped"},
        says=("RELEASE_FAILED",),
        holds={"reason": "the platform could not release its resources (RELEASE_FAILED)", "events": []},
        shows={"BusinessStatus": "RELEASE_FAILED"},
        durations={"stopping": 30},
    ),
    "nothing to change": Wait({"state": "started"}, begins="Abnormal", says=("Back-off restarting failed container",)),
    "many replicas": Wait(
        {"state": "started"},
        CRASH,
        says=SAID,
        holds={"length(failing_pods)": 5, "length(events)": 5, "length(logs)": 10},
        begins="Stopped",
        info={"Replicas": 12},
    ),
}


def broken(action: str, **members: object) -> Control:
    """A reply of an action that holds what it should not."""
    return fault(
        "not_json", action, times=None, body=json.dumps({"Response": {"RequestId": "id-of-a-reply", **members}})
    )


def denied(action: str) -> Control:
    """An action that the user may not call."""
    return fault("error", action, code="UnauthorizedOperation", message="Not for you.", times=None)


def crashing(*faults: Control, **holds: Any) -> Wait:
    """A crash loop of which not everything can be told."""
    return Wait(IMAGE, CRASH, says=SAID, holds={**CRASHED, **holds}, faults=faults)


GARBAGE = ["text", None, 7, [], {}, {"Message": None}, {"Message": {"deep": 1}, "PodName": 5, "Count": "many"}]
WHOLE = [None] * 2 + [{"Message": f"No. {number} " + "x" * 400 + " end", "PodName": "p"} for number in range(50)]
UNTOLD = {
    "events denied": Wait(
        IMAGE, CRASH, says=SAID, holds={"events": [], **CRASHED, **CRASH_LINES}, faults=(denied(EVENTS),)
    ),
    "logs denied": Wait(IMAGE, CRASH, says=SAID, holds={"logs": [], **CRASHED, **CRASH_EVENTS}, faults=(denied(LOGS),)),
    "both denied": crashing(denied(EVENTS), denied(LOGS), events=[], logs=[]),
    "no such service": crashing(fault("not_found", EVENTS), fault("not_found", LOGS), events=[], logs=[]),
    "throttled once": Wait(
        IMAGE, CRASH, says=SAID, holds={**CRASHED, **CRASH_EVENTS}, faults=(fault("throttle", EVENTS),)
    ),
    "throttled for ever": crashing(
        fault("throttle", EVENTS, times=None), fault("throttle", LOGS, times=None), events=[], logs=[]
    ),
    "a page of a proxy": crashing(fault("html", EVENTS, times=None), events=[]),
    "a reply that is cut": Wait(
        IMAGE, CRASH, says=SAID, holds={**CRASHED, **CRASH_EVENTS, **CRASH_LINES}, faults=(fault("truncated", EVENTS),)
    ),
    "nulls": crashing(fault("null_object", EVENTS), fault("null_object", LOGS), events=[], logs=[]),
    "replies without lists": crashing(broken(EVENTS), broken(LOGS), events=[], logs=[]),
    "texts for lists": crashing(
        broken(EVENTS, Events="none"), broken(LOGS, Content={"Message": "x"}), events=[], logs=[]
    ),
    "garbage in lists": crashing(
        broken(EVENTS, Events=GARBAGE), broken(LOGS, Content=GARBAGE), **{"length(events)": 3, "length(logs)": 3}
    ),
    "more than was asked for": crashing(
        broken(EVENTS, Events=WHOLE), broken(LOGS, Content=WHOLE), **{"length(events)": 5, "length(logs)": 10}
    ),
}
BATCH = Batch("diagnosis", {**CAUSES, **UNTOLD}, prepare, size=12)


def texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    for element in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(element)


def in_form(outcome: Outcome) -> Json:
    """The diagnosis of a failure: its keys, no more rows than there may be, and no control character anywhere."""
    failure_as_documented(MODULE, outcome.result, FAILURE_KEYS | {"diagnosis"})
    found = outcome.result["diagnosis"]
    assert found.keys() == KEYS, str(outcome)
    assert isinstance(found["reason"], str)
    for name, most in MOST.items():
        assert len(found[name]) <= most, str(outcome)
    assert all(container.keys() == CONTAINER_KEYS for container in found["failing_pods"]), str(outcome)
    assert all(event.keys() <= EVENT_KEYS for event in found["events"]), str(outcome)
    assert all(line.keys() <= LINE_KEYS for line in found["logs"]), str(outcome)
    assert all(text.isprintable() for text in texts([found, outcome.msg])), str(outcome)
    return dict(found)


@BATCH.parametrize()
def test_diagnosis(done: Done[Wait]) -> None:
    """The failure is that of the wait, whatever becomes of the calls that explain it; text and data say why."""
    case, outcome = done.case, done.only
    outcome.failed_with(case.code, *case.says)
    found = in_form(outcome)
    assert {path: jmespath.search(path, found) for path in case.holds} == case.holds, str(outcome)
    assert outcome.result["action"] == "DescribeModelService" or case.begins == "nothing", str(outcome)
    assert "x" * 350 not in outcome.msg
    assert outcome.msg.count("container infer: ") == len(found["failing_pods"]), str(outcome)
    assert "None" not in outcome.msg
    if "id-of-a-reply" not in outcome.result["request_ids"]:
        outcome.counts_its_requests()


def test_what_is_asked(emu: Emulator, playbook: Playbook) -> None:
    """The last warnings of the service and the last lines of its own pods, in its workspace: two small requests."""
    service_id = emu.add_service("chat", project_id="77")
    emu.fail_next("crash_loop")
    (outcome,) = playbook.run([task(MODULE, {"service_id": service_id, "project_id": "77", **IMAGE})])
    where = {"Service": "INFER", "Order": "DESC", "TiProjectId": "77"}
    assert outcome.failed
    assert outcome.sent[-2:] == [EVENTS, LOGS]
    assert [entry.params for entry in outcome.requests[-2:]] == [
        {**where, "ServiceId": service_id, "Filters": [{"Name": "Type", "Values": ["Warning"]}], "Limit": 5},
        {**where, "PodName": f"{service_id}-*", "Limit": 10},
    ]


GIVEN, KEPT, OPEN = "private-value-that-is-given", "private-value-of-before", "private-value-returned-in-the-open"
SEVERAL_LINES = "-----BEGIN KEY-----\nc2VjcmV0IGtleQ==\n-----END KEY-----"


def given(name: str) -> str:
    """A value from the environment: Ansible may quote what stands in the playbook itself."""
    return f"{{{{ lookup('env', '{name}') }}}}"


def test_secrets_in_events_and_logs_are_masked(emu: Emulator, playbook: Playbook) -> None:
    """Values that the task gives, that the API returns in the open, tokens of the group, and the account's own key."""
    stored = [{"Name": "KEPT", "Value": KEPT, "IsPrivate": True}, {"Name": "OPEN", "Value": OPEN, "IsPrivate": True}]
    service_id = emu.add_service("chat", info={"Env": stored}, group_members={"AuthorizationEnable": True})
    with emu.cloud.lock:
        group, version = emu.cloud.stored(service_id)
        version.overlay["ServiceInfo"] = {"Env": [{"Name": "KEPT", "IsPrivate": True}, stored[1]]}
        token = group.auth_tokens[0]["Base"]["Value"]
    secrets = [GIVEN, KEPT, OPEN, token, SECRET_KEY, SEVERAL_LINES]
    env = [
        {"name": "OPEN", "value": given("SCENARIO_GIVEN"), "is_private": True},
        {"name": "LINES", "value": given("SCENARIO_LINES"), "is_private": True},
        {"name": "KEPT", "value": given("SCENARIO_KEPT")},
    ]
    playbook.secrets.update({GIVEN, KEPT, OPEN, token, "c2VjcmV0IGtleQ=="})
    said = f"{'word ' * 52} {' '.join(secrets)}"
    emu.fail_next("crash_loop", reason=said)
    (outcome,) = playbook.run(
        [task(MODULE, {"service_group_name": "chat", "env": env})],
        env={"SCENARIO_GIVEN": GIVEN, "SCENARIO_KEPT": KEPT, "SCENARIO_LINES": SEVERAL_LINES},
        verbose="-vvv",
    )
    outcome.failed_with(FAILED, MASK)
    found = in_form(outcome)
    masked = " ".join([MASK] * len(secrets))
    assert masked in found["reason"], str(outcome)
    assert any(masked in event["message"] for event in found["events"]), str(outcome)
    assert any(masked in line["message"] for line in found["logs"]), str(outcome)


def test_control_characters_do_no_harm(emu: Emulator, playbook: Playbook) -> None:
    """Line breaks, colours, a bell, a carriage return, and a mark that turns the direction of writing."""
    service_id = emu.add_service("chat")
    emu.fail_next("crash_loop", reason="one\nTASK [forged] \x1b[31mred\x1b[0m\x07\rover\u202egnikcab\x9b2J")
    play = playbook.play([task(MODULE, {"service_id": service_id, **IMAGE})])
    outcome = play.outcomes[0].failed_with(FAILED, "one TASK [forged]", "red")
    found = in_form(outcome)
    assert any("red" in event["message"] for event in found["events"])
    assert any("red" in line["message"] for line in found["logs"])
    assert not set("\x1b\x07\r") & set(play.output)
    assert not any(line.startswith("TASK [forged]") for line in play.output.splitlines())
