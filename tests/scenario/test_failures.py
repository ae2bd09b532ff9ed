# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures from the cloud and on the way to it: what is repeated, what never is, and what the user is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from scenario.harness.batch import Batch, Done, Stage
from scenario.harness.outcome import Json
from scenario.harness.playbook import Control, Task, fault, task

READ, UPDATE = "DescribeModelService", "ModifyModelService"
STOP, RESUME, SCALE = f"{UPDATE}:STOP", f"{UPDATE}:RESUME", f"{UPDATE}:SCALE"
TEXT: Json = {"service_description": "new"}
EFFECT = "has taken effect"


@dataclass(frozen=True)
class Trouble:
    """A task that meets faults: how it ends, and how often it writes."""

    faults: tuple[Control, ...]
    #: Code of the failure; "" is success.
    code: str = ""
    says: tuple[str, ...] = ()
    #: Outcomes of the writes in the journal, in order.
    writes: tuple[str, ...] = ()
    action: str = UPDATE
    retryable: bool = False
    options: Json = field(default_factory=lambda: TEXT)
    begins: str = "Normal"
    warns: str = ""
    #: Whether the cloud's reply had a request id.
    has_id: bool = True
    #: The change is there in the end.
    applied: bool = False


def refuse(code: str, action: str = UPDATE, times: int | None = 1, **options: object) -> Control:
    """An error of the cloud."""
    return fault("error", action, code=code, message=f"The cloud says {code}.", times=times, **options)


def good(*faults: Control, writes: tuple[str, ...] = ("ok",), **facts: object) -> Trouble:
    """A task that succeeds all the same."""
    return Trouble(faults, writes=writes, applied=True, **facts)  # type: ignore[arg-type]


def bad(code: str, *says: str, faults: tuple[Control, ...] = (), **facts: object) -> Trouble:
    """A task that fails."""
    return Trouble(faults, code, says, **facts)  # type: ignore[arg-type]


THROTTLE = "RequestLimitExceeded"
REPEATED = {
    "throttled read": good(fault("throttle", READ)),
    "throttled write": good(fault("throttle"), writes=(THROTTLE, "ok")),
    "throttled write, three times": good(fault("throttle", times=3), writes=(*[THROTTLE] * 3, "ok")),
    "throttled by address": good(refuse(f"{THROTTLE}.IPLimitExceeded"), writes=(f"{THROTTLE}.IPLimitExceeded", "ok")),
    "busy object": good(refuse("ResourceInUse"), writes=("ResourceInUse", "ok")),
    "busy with something": good(refuse("FailedOperation.Processing"), writes=("FailedOperation.Processing", "ok")),
    "busy at a read": good(refuse("ServiceUnavailable", READ)),
    "internal error of a read": good(fault("internal_error_before", READ)),
    "dropped read": good(fault("drop_before", READ)),
    "dropped reply of a read": good(fault("drop_after", READ)),
    "truncated reply of a read": good(fault("truncated", READ)),
    "reply of a read that is not JSON": good(fault("not_json", READ)),
    "reply of a read without Response": good(fault("missing_response", READ)),
    "page of a proxy for a read": good(fault("html", READ)),
    "gateway for a read": good(fault("status", READ)),
    "slow read": good(fault("slow", READ, seconds=2), options={**TEXT, "timeout": 0.5}),
    "reads that fail in different ways": good(
        fault("throttle", READ), fault("drop_before", READ), fault("internal_error_before", READ)
    ),
    "clock": good(("POST", "clock", {"skew": 1000}), warns="clock"),
    "clock the other way": good(("POST", "clock", {"skew": -1000}), warns="clock"),
    "deprecated action": good(fault("deprecated_warning", body="Use another one."), warns="Use another one."),
    "warning of a deprecated read": good(fault("deprecated_warning", READ, times=None), warns="deprecated"),
}

ADOPTED = {
    "internal error of an update": good(fault("internal_error_after"), writes=("InternalError",), warns=EFFECT),
    "internal error of SCALE": good(
        fault("internal_error_after", SCALE), writes=("InternalError",), warns=EFFECT, options={"replicas": 3}
    ),
    "internal error of STOP": good(
        fault("internal_error_after", STOP), writes=("InternalError",), warns=EFFECT, options={"state": "stopped"}
    ),
    "internal error of RESUME": good(
        fault("internal_error_after", RESUME),
        writes=("InternalError",),
        warns=EFFECT,
        options={"state": "started"},
        begins="Stopped",
    ),
    "dropped reply": good(fault("drop_after"), writes=("drop_after",), warns=EFFECT),
    "dropped reply of STOP": good(
        fault("drop_after", STOP), writes=("drop_after",), warns=EFFECT, options={"state": "stopped"}
    ),
    "truncated reply": good(fault("truncated"), writes=("truncated",), warns=EFFECT),
    "reply that is not JSON": good(fault("not_json"), writes=("not_json",), warns=EFFECT),
    "reply without Response": good(fault("missing_response"), writes=("missing_response",), warns=EFFECT),
    "gateway after the effect": good(fault("status", when="after"), writes=("status",), warns=EFFECT),
    "page of a proxy after the effect": good(fault("html", when="after"), writes=("html",), warns=EFFECT),
    "slow reply": good(fault("slow", seconds=2, when="after"), warns=EFFECT, options={**TEXT, "timeout": 0.5}),
    "no reply, and the first look is stale": good(
        fault("drop_after"), fault("stale_read", READ, times=1), writes=("drop_after",), warns=EFFECT
    ),
    "busy answer of a back end after the effect": good(
        refuse("FailedOperation.ExecDatabaseFail", when="after"),
        writes=("FailedOperation.ExecDatabaseFail",),
        warns=EFFECT,
    ),
    "a conflict after the effect": good(
        refuse("OperationDenied", STOP, when="after"),
        writes=("OperationDenied",),
        warns=EFFECT,
        options={"state": "stopped"},
    ),
}

LOOK = "look at the state"
UNCLEAR = {
    "internal error": bad(
        "InternalError", LOOK, faults=(fault("internal_error_before"),), writes=("InternalError",), retryable=True
    ),
    "internal error of STOP": bad(
        "InternalError",
        LOOK,
        faults=(fault("internal_error_before", STOP),),
        writes=("InternalError",),
        retryable=True,
        options={"state": "stopped"},
    ),
    "dropped request": bad(
        "ClientError.Connection",
        faults=(fault("drop_before"),),
        writes=("drop_before",),
        retryable=True,
        has_id=False,
    ),
    "page of a proxy": bad(
        "ClientError.BadReply", faults=(fault("html"),), writes=("html",), retryable=True, has_id=False
    ),
    "gateway": bad(
        "ClientError.HttpStatus", "502", faults=(fault("status"),), writes=("status",), retryable=True, has_id=False
    ),
    "page of a proxy with a status": bad(
        "ClientError.HttpStatus",
        "503",
        faults=(fault("html", status=503),),
        writes=("html",),
        retryable=True,
        has_id=False,
    ),
    "no reply in time": bad(
        "ClientError.Timeout",
        "timeout",
        faults=(fault("slow", seconds=3),),
        writes=("ok",),
        retryable=True,
        has_id=False,
        options={**TEXT, "timeout": 0.5},
    ),
}

SHORT: Json = {**TEXT, "deadline": 1.5}
ENDLESS = {
    "throttled for ever": bad(
        THROTTLE, "rate_limit", faults=(fault("throttle", "*", times=None),), retryable=True, options=SHORT, action=READ
    ),
    "busy for ever": bad(
        "ResourceInUse",
        "later",
        faults=(refuse("ResourceInUse", times=None),),
        retryable=True,
        options={**TEXT, "wait_timeout": 0.4},
        writes=("ResourceInUse",) * 2,
    ),
    "internal errors of reads": bad(
        "InternalError",
        "report the request id",
        faults=(fault("internal_error_before", READ, times=None),),
        retryable=True,
        options=SHORT,
        action=READ,
    ),
    "not JSON for ever": bad(
        "ClientError.BadReply",
        "not an API reply",
        faults=(fault("not_json", READ, times=None),),
        retryable=True,
        options=SHORT,
        action=READ,
        has_id=False,
    ),
    "gateway for ever": bad(
        "ClientError.HttpStatus",
        "502",
        "proxy",
        faults=(fault("status", READ, times=None),),
        retryable=True,
        options=SHORT,
        action=READ,
        has_id=False,
    ),
    "nobody listens": bad(
        "ClientError.Connection",
        "endpoint",
        options={**SHORT, "endpoint": "http://127.0.0.1:9"},
        retryable=True,
        action=READ,
        has_id=False,
    ),
    "clock that cannot be corrected": bad(
        "AuthFailure.SignatureExpire", "clock", faults=(fault("signature_expire", "*", times=None),), action=READ
    ),
}


def refused(code: str, *says: str, **facts: object) -> Trouble:
    """A write that the cloud refuses: it is sent once, and the failure is the cloud's."""
    return bad(code, f"The cloud says {code}", *says, faults=(refuse(code),), writes=(code,), **facts)


def unread(code: str, *says: str, **facts: object) -> Trouble:
    """A read that the cloud refuses: nothing is written."""
    faults = (refuse(code, READ, times=None),)
    return bad(code, f"The cloud says {code}", *says, faults=faults, action=READ, **facts)


GROUPS = {
    "credentials": unread("AuthFailure.SecretIdNotFound", "secret_id"),
    "token": unread("AuthFailure.TokenFailure", "token"),
    "MFA": unread("AuthFailure.MFAFailure"),
    "permission": unread("AuthFailure.UnauthorizedOperation", "tione:DescribeModelService", "CAM"),
    "permission to write": refused("UnauthorizedOperation.NoPermission", "tione:ModifyModelService"),
    "address": unread("IpNotInWhitelist", "CAM"),
    "money": refused("OperationDenied.BalanceInsufficient", "balance"),
    "frozen money": refused("FailedOperation.FreezeBillFailed", "balance"),
    "quota": refused("ResourceInsufficient.QuotaInsufficient", "quota"),
    "stock": refused("ResourcesSoldOut", "instance type"),
    "limit": refused("LimitExceeded", "quota"),
    "validation": refused("InvalidParameterValue", "Correct the option"),
    "validation by a newer code": refused("InvalidParameter.ModelFileInvalid", "Correct the option"),
    "unknown parameter": refused("UnknownParameter", "Correct the option"),
    "model that is not there": refused("ResourceNotFound", "models"),
    "state": refused("OperationDenied", "status"),
    "unsupported": refused("UnsupportedOperation", "status"),
    "generic": refused("FailedOperation", "message"),
    "region": unread("UnsupportedRegion", "region"),
    "action": unread("InvalidAction", "endpoint"),
    "unknown code": refused("Weather.TooHot", "does not know the code Weather.TooHot"),
    "unknown code of a known group": unread("AuthFailure.NewReason", "secret_id"),
}

TABLES = {"repeated": REPEATED, "adopted": ADOPTED, "unclear": UNCLEAR, "endless": ENDLESS, "group": GROUPS}
CASES = {f"{table}: {name}": case for table, cases in TABLES.items() for name, case in cases.items()}


def prepare(stage: Stage, case: Trouble) -> list[Task]:
    """One task for a service of its own; the faults are planned just before it."""
    service_id = stage.add(info={"Replicas": 2}, status=case.begins)
    return [task("tione_model_service", {"service_id": service_id, **case.options}, emulator=case.faults)]


BATCH = Batch("failures", CASES, prepare, size=16)


@BATCH.parametrize()
def test_trouble(done: Done[Trouble]) -> None:
    """Writes are not repeated unless that is safe; an effect that is there is adopted; a failure says all it must."""
    case, outcome = done.case, done.only
    if case.code:
        outcome.failed_with(case.code, *case.says)
        assert outcome.result["action"] == case.action, str(outcome)
        assert outcome.result["retryable"] is case.retryable, str(outcome)
        assert not outcome.changed, str(outcome)
        assert outcome.actions == [], str(outcome)
        assert len(outcome.msg.split()) > 6, str(outcome)
    else:
        outcome.succeeded()
        assert outcome.changed, str(outcome)
        assert len(outcome.actions) == 1, str(outcome)
    found = tuple(entry.outcome for entry in outcome.writes)
    if case.code and len(case.writes) > 1:
        assert len(found) >= len(case.writes), str(outcome)
        assert set(found) == set(case.writes), str(outcome)
    else:
        assert found == case.writes, str(outcome)
    assert (done.old["Settings"], done.old["Status"]) != (done.new["Settings"], done.new["Status"]) or not case.applied
    assert case.warns in " ".join(outcome.warnings), str(outcome)


@BATCH.parametrize()
def test_request_id(done: Done[Trouble]) -> None:
    """A failure has the request id of the reply that reported it, and the result all that are known."""
    case, outcome = done.case, done.only
    if not case.code:
        return
    ids = {entry.request_id for entry in outcome.requests}
    if case.has_id:
        failing = [entry.request_id for entry in outcome.requests if entry.outcome == case.code]
        assert outcome.result["request_id"] == failing[-1], str(outcome)
        assert outcome.result["request_id"] in outcome.msg, str(outcome)
    else:
        assert outcome.result["request_id"] in {None, *ids}, str(outcome)
    outcome.counts_its_requests()


@BATCH.parametrize()
def test_nothing_happened(done: Done[Trouble]) -> None:
    """After a refusal the stored settings are what they were."""
    if done.case.code and "no reply in time" not in done.name:
        assert done.old["Settings"] == done.new["Settings"]
