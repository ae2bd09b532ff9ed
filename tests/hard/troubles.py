# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault that a task can meet: what is planned in the emulator, and what the task gets besides."""

from __future__ import annotations

import dataclasses
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulator.faults import KINDS

Json = dict[str, Any]

EVERYTHING = "*"
ROLE = {"role_arn": "qcs::cam::uin/100000000001:roleName/deploy"}
TEN_MINUTES = 600.0
#: Longer than a task waits for an answer.
TOO_LATE = 0.4


@dataclass(frozen=True)
class Trouble:
    """What goes wrong while a task runs.

    faults    label of the write, name of its group -> faults of the emulator
    skew      how far the service's clock is from this machine's, in seconds
    options   what the task is given besides
    offline   nobody listens at the address of the API
    vanishes  the object of the task is really gone in the midst of it
    denies    the API says of an object that it is not there: a task that wants it gone may believe that
    """

    faults: Callable[[str, str], list[Json]] = lambda label, name: []
    skew: float = 0.0
    options: Json = field(default_factory=dict)
    offline: bool = False
    vanishes: bool = False
    denies: bool = False


def at_the_write(kind: str, **how: Any) -> Trouble:
    """A fault that hits the write."""
    return Trouble(lambda label, name: [{"kind": kind, "action": label, **how}])


def at(action: str, kind: str, **how: Any) -> Trouble:
    """A fault that hits an action, or everything."""
    return Trouble(lambda label, name: [{"kind": kind, "action": action, **how}])


def refused_with(code: str, times: int | None = 1) -> Trouble:
    """The cloud does not carry the write out, and says why."""
    return at_the_write("error", code=code, message=f"The cloud says {code}.", times=times)


def _reads(kind: str, **how: Any) -> Trouble:
    """A fault of the first read of one object."""
    actions = ("DescribeModelService", "DescribeModelServiceGroup")
    return Trouble(lambda label, name: [{"kind": kind, "action": action, **how} for action in actions], denies=True)


def _shifting(how: str, suffix: str, **facts: Any) -> Trouble:
    """Between two pages of a list a group comes or goes: the task's own, or one beside it."""
    plan = {"kind": "shift_pages", "action": "DescribeModelServiceGroups"}
    return Trouble(lambda label, name: [{**plan, how: name + suffix}], **facts)


def bystander(name: str) -> str:
    """The name of a group that has nothing to do with the task."""
    return f"{name}-bystander"


TROUBLES: Mapping[str, Trouble] = {
    "throttled once": at_the_write("throttle"),
    "throttled always": at_the_write("throttle", times=None),
    "all throttled always": at(EVERYTHING, "throttle", times=None),
    "internal error before": at_the_write("internal_error_before"),
    "internal error after": at_the_write("internal_error_after"),
    "internal error always": at_the_write("internal_error_before", times=None),
    "refused connection": Trouble(offline=True),
    "reset before": at_the_write("drop_before"),
    "reset after": at_the_write("drop_after"),
    "reset always": at_the_write("drop_before", times=None),
    "all reset always": at(EVERYTHING, "drop_before", times=None),
    "truncated before": at_the_write("truncated", when="before"),
    "truncated after": at_the_write("truncated"),
    "no JSON before": at_the_write("not_json", when="before"),
    "no JSON after": at_the_write("not_json"),
    "page of a proxy before": at_the_write("html"),
    "page of a proxy after": at_the_write("html", when="after"),
    "502 before": at_the_write("status"),
    "502 after": at_the_write("status", when="after"),
    "502 always": at(EVERYTHING, "status", times=None),
    "no Response before": at_the_write("missing_response", when="before"),
    "no Response after": at_the_write("missing_response"),
    "null objects": at_the_write("null_object"),
    "null objects for nothing": dataclasses.replace(at_the_write("null_object", when="before"), denies=True),
    "too slow, done at once": at_the_write("slow", seconds=TOO_LATE, when="after"),
    "too slow, done later": at_the_write("slow", seconds=TOO_LATE),
    "clock behind": Trouble(skew=TEN_MINUTES),
    "clock ahead": Trouble(skew=-TEN_MINUTES),
    "signature expired": at_the_write("signature_expire"),
    "signature expired always": at(EVERYTHING, "signature_expire", times=None),
    "token expired": at(EVERYTHING, "token_failure", after=2, times=None),
    "token expired in mid-wait": Trouble(
        lambda label, name: [{"kind": "token_failure", "action": EVERYTHING, "after": 4}], options=ROLE
    ),
    "token expired at the write": Trouble(
        lambda label, name: [{"kind": "token_failure", "action": label}], options=ROLE
    ),
    "stale reads": at(EVERYTHING, "stale_read", times=3),
    "stale reads for long": at(EVERYTHING, "stale_read", times=None, seconds=1.0),
    "not found at the write": at_the_write("not_found"),
    "not found between list and read": _reads("not_found"),
    "null between list and read": _reads("null_object"),
    "vanishes between list and read": _shifting("delete", "", vanishes=True),
    "pages lose a group": _shifting("delete", "-bystander"),
    "pages gain a group": _shifting("insert", "-newcomer"),
    "busy twice": refused_with("ResourceInUse", 2),
    "busy always": refused_with("ResourceInUse", None),
    "denied": refused_with("OperationDenied"),
    "forbidden": refused_with("UnauthorizedOperation"),
    "no money": refused_with("OperationDenied.BalanceInsufficient"),
    "invalid": refused_with("InvalidParameterValue"),
    "unknown error": refused_with("SomethingNew.Odd"),
    "deprecated": at(EVERYTHING, "deprecated_warning", times=None),
}
#: Faults that can hit any single request, for the matrix that aims at each of them in turn.
ANYWHERE: Mapping[str, Json] = {
    **{kind: {"kind": kind} for kind in KINDS if kind not in ("shift_pages", "stale_read", "slow", "error")},
    **{
        f"{kind}, not done": {"kind": kind, "when": "before"}
        for kind in ("truncated", "not_json", "missing_response", "null_object")
    },
    **{f"{kind}, done": {"kind": kind, "when": "after"} for kind in ("html", "status")},
    "busy": {"kind": "error", "code": "ResourceInUse"},
    "denied": {"kind": "error", "code": "OperationDenied"},
}
SLOW: Mapping[str, Json] = {
    "slow, done at once": {"kind": "slow", "seconds": TOO_LATE, "when": "after"},
    "slow, done later": {"kind": "slow", "seconds": TOO_LATE},
}


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
