# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits: what ends them, how long they last, and what a failed one tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Task, fault, task

UPDATE = "ModifyModelService"
STOP, RESUME, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:RESUME", f"{UPDATE}:SCALE"
READ = "DescribeModelService"
IMAGE = {"image_info": {"image_url": "ccr.ccs.tencentyun.com/example/infer:2.0"}}
FAILED, TIMEOUT = "ClientError.WaitFailed", "ClientError.WaitTimeout"


@dataclass(frozen=True)
class Wait:
    """``options`` for a service with two replicas that begins in a status, with failures or faults ahead."""

    options: Json
    actions: list[str] = field(default_factory=list)
    begins: str = "Normal"
    #: Kind and options of a failure that the next operation meets.
    failure: Json = field(default_factory=dict)
    faults: tuple[Control, ...] = ()
    durations: Json = field(default_factory=dict)
    behaviour: Json = field(default_factory=dict)
    #: Members of Service that reads return as they are.
    shows: Json = field(default_factory=dict)
    #: Of a wait that fails: the code, and words of the message.
    code: str = ""
    says: tuple[str, ...] = ()
    #: Of one that succeeds: members of the service's workload status.
    status: Json = field(default_factory=dict)


def prepare(stage: Stage, case: Wait) -> list[Task]:
    """One task; the failure waits for this very service."""
    stage.behaviour, stage.durations = case.behaviour, case.durations
    service_id = stage.add(info={"Replicas": 2}, service_members=case.shows)
    if "creating" in case.durations:
        stage.releases = {service_id: 1}
    begin: list[Control] = [("POST", f"services/{service_id}", {"status": case.begins})]
    if case.failure:
        begin.append(("POST", "failures", {"service_id": service_id, **case.failure}))
    return [task("tione_model_service", {"service_id": service_id, **case.options}, emulator=[*begin, *case.faults])]


SUCCEEDING = {
    "wait false: an update": Wait({**IMAGE, "wait": False}, [UPDATE], durations={"rolling": 3}),
    "wait false: a scaling": Wait({"replicas": 3, "wait": False}, [SCALE], durations={"rolling": 3}),
    "wait false: a stop": Wait({"state": "stopped", "wait": False}, [STOP], durations={"stopping": 3}),
    "wait false: a start": Wait({"state": "started", "wait": False}, [RESUME], "Stopped", durations={"pending": 3}),
    "wait false: a restart waits between its calls": Wait(
        {"state": "restarted", "wait": False}, [STOP, RESUME], durations={"pending": 3}
    ),
    "wait false: an update and a start": Wait(
        {"state": "started", "wait": False, **IMAGE}, [UPDATE, RESUME], "Stopped", durations={"pending": 3}
    ),
    "wait false: nothing to do on one that is created": Wait(
        {"wait": False}, begins="CREATING", durations={"creating": 1000}
    ),
    "wait_for running: replicas may still come": Wait(
        {"replicas": 4, "wait_for": "running"}, [SCALE], durations={"settling": 3}, status={"ready_replicas": 2}
    ),
    "wait_for replicas_ready: all replicas": Wait(
        {"replicas": 4, "wait_for": "replicas_ready"},
        [SCALE],
        durations={"settling": 0.5},
        status={"ready_replicas": 4},
    ),
    "replicas_ready is the default": Wait(
        {"replicas": 4}, [SCALE], durations={"settling": 0.5}, status={"ready_replicas": 4, "updated_replicas": 4}
    ),
    "a crash loop that ends": Wait(
        {**IMAGE, "wait_interval": 0.1}, [UPDATE], failure={"kind": "crash_loop", "seconds": 0.2}
    ),
    "reads that fail now and then": Wait(
        IMAGE,
        [UPDATE],
        faults=(
            fault("drop_before", READ, after=1),
            fault("html", READ, after=2),
            fault("throttle", READ, after=3),
        ),
        durations={"rolling": 0.3},
    ),
    "stale reads: an update": Wait(IMAGE, [UPDATE], faults=(fault("stale_read", READ, times=None, seconds=0.3),)),
    "stale reads: a scaling": Wait({"replicas": 1}, [SCALE], faults=(fault("stale_read", READ, times=3),)),
    "stale reads: a restart": Wait(
        {"state": "restarted"}, [STOP, RESUME], faults=(fault("stale_read", READ, times=None, seconds=0.3),)
    ),
    "stale reads: an update and a start": Wait(
        {"state": "started", **IMAGE},
        [UPDATE, RESUME],
        "Stopped",
        faults=(fault("stale_read", READ, times=None, seconds=0.3),),
    ),
}

FAILING = {
    "stuck: the time is over": Wait(
        {**IMAGE, "wait_timeout": 0.8},
        [UPDATE],
        failure={"kind": "stuck"},
        code=TIMEOUT,
        says=("0.8 seconds", "Waiting", "wait_timeout"),
    ),
    "stuck at a start: the time is over": Wait(
        {"state": "started", "wait_timeout": 0.8},
        [RESUME],
        "Stopped",
        failure={"kind": "stuck"},
        code=TIMEOUT,
        says=("0.8 seconds", "of 2 replicas ready"),
    ),
    "a poll takes longer than is left": Wait(
        {**IMAGE, "wait_timeout": 1.0, "wait_interval": 0.4},
        [UPDATE],
        failure={"kind": "stuck"},
        faults=(fault("slow", READ, after=2, times=None, seconds=5),),
        code=TIMEOUT,
        says=("1 seconds", "wait_timeout"),
    ),
    "a crash loop that stays": Wait(
        IMAGE,
        [UPDATE],
        failure={"kind": "crash_loop", "reason": "Back-off restarting failed container of ours."},
        code=FAILED,
        says=("Abnormal", "Back-off restarting failed container of ours.", "CrashLoopBackOff", "container infer"),
    ),
    "an image that cannot be pulled": Wait(
        {"state": "started"},
        [RESUME],
        "Stopped",
        failure={"kind": "image_pull"},
        code=FAILED,
        says=("Abnormal", "ImagePullBackOff", "pod "),
    ),
    "arrears end it at once": Wait(
        {"state": "started", "wait_timeout": 60},
        [RESUME],
        "Stopped",
        failure={"kind": "arrears"},
        code=FAILED,
        says=("arrears", "Stopped"),
    ),
    "a failed creation ends it at once": Wait(
        {"state": "stopped", "wait_timeout": 60},
        begins="CREATING",
        failure={"kind": "create_failed", "reason": "No room in rsg-1."},
        durations={"creating": 1000},
        code=FAILED,
        says=("CREATE_FAILED", "No room in rsg-1."),
    ),
    "a creation that took too long": Wait(
        {"wait_timeout": 60},
        begins="CREATING",
        failure={"kind": "timeout"},
        durations={"creating": 1000},
        code=FAILED,
        says=("TIMEOUT_EXCEPTION",),
    ),
    "resources that are not released": Wait(
        {"state": "stopped", "wait_timeout": 60},
        [STOP],
        shows={"BusinessStatus": "RELEASE_FAILED"},
        durations={"stopping": 30},
        code=FAILED,
        says=("RELEASE_FAILED",),
    ),
    "nothing to do, but it stays Abnormal": Wait(
        {"state": "started"}, begins="Abnormal", code=FAILED, says=("Abnormal", "Back-off restarting failed container")
    ),
    "it vanishes": Wait(
        IMAGE, [UPDATE], faults=(fault("not_found", READ, after=1, times=None),), code=FAILED, says=("vanished",)
    ),
    "it vanishes, answered with null": Wait(
        IMAGE, [UPDATE], faults=(fault("null_object", READ, after=1, times=None),), code=FAILED, says=("vanished",)
    ),
}

UNUSABLE = {
    "CREATE_FAILED": Wait(IMAGE, begins="CREATE_FAILED", code="ClientError.Conflict", says=("CREATE_FAILED",)),
    "TIMEOUT_EXCEPTION": Wait(
        {"state": "started"}, begins="TIMEOUT_EXCEPTION", code="ClientError.Conflict", says=("TIMEOUT_EXCEPTION",)
    ),
    "ARREARS_STOP": Wait(
        {"state": "started"}, begins="ARREARS_STOP", code="OperationDenied.BalanceInsufficient", says=("balance",)
    ),
}

BATCH = Batch("waits", {**SUCCEEDING, **FAILING, **UNUSABLE}, prepare, size=16)


@BATCH.parametrize()
def test_wait(done: Done[Wait]) -> None:
    """The calls are made once; the wait ends as it should; a failure names state and reason, and what is known."""
    case, outcome, service_id = done.case, done.only, done.services[0]
    assert outcome.actions == outcome.applied == case.actions, str(outcome)
    assert outcome.result["service_id"] == service_id
    assert outcome.result["service_group_id"] == service_id.rpartition("-")[0]
    if case.code:
        outcome.failed_with(case.code, service_id, *case.says)
        assert outcome.changed == bool(case.actions), str(outcome)
        assert outcome.result["request_id"], str(outcome)
        assert outcome.result["action"] == (READ if "Client" in case.code else RESUME.partition(":")[0]), str(outcome)
    else:
        outcome.succeeded()
        workload = outcome.service["service_info"]["status"] or {}
        assert {name: workload.get(name) for name in case.status} == case.status, str(outcome)
    if case.options.get("wait") is False:
        assert outcome.sent[-1] in (READ, UPDATE), str(outcome)
        assert outcome.sent.count(READ) <= 2 or len(case.actions) > 1, str(outcome)
