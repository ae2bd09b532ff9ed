# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_probe: calls a service and judges its answers. It changes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import (
    IDENTITY,
    QUERY,
    ModuleSpec,
    Option,
    Options,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_address import (
    NoTargetError,
    Target,
    check_address,
    find_target,
    says_secret,
    secrets_in_query,
    shown_url,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_calls import Caller, request_of
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_verdict import (
    Terms,
    Verdict,
    judge,
    latency_of,
    percentage,
    samples_of,
    terms_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import secret_texts
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

R = Mode.READ_ONLY
LARGEST_SHOWN = 64 * 1024
MOST_CALLS, MOST_AT_ONCE = 100_000, 100
LONGEST = 86400
FAILED = "ClientError.ProbeFailed"

OPTIONS: Options = {
    "url": Option(
        "Complete address to call. Without it the address of O(service_group_id) or O(service_group_name) is looked up."
    ),
    **{name: IDENTITY[name] for name in ("service_group_id", "service_group_name")},
    "service_id": Option(
        "Id of a version that is called by an address of its own, past the gateway, weights and tokens."
        " A version has one only while its pods run with a network interface in a VPC (C(service_eip)).",
    ),
    "path": Option("Path that is appended to the address, such as V(/v1/chat/completions); it may have a query."),
    "method": Option(
        "Method of the calls; V(POST) with O(body), else V(GET).",
        {"choices": ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]},
    ),
    "headers": Option("Headers of the calls. They replace those that the module sets.", {"type": "dict"}),
    "body": Option(
        "What is sent, as JSON: a dictionary or a list. A text is sent as it is.",
        {"type": "raw"},
    ),
    "auth_token": Option(
        "Token for the calls, sent as C(Authorization: Bearer). Without it and O(url) it is looked up if the group wants one.",
        {"no_log": True},
    ),
    "auth_token_name": Option("Name of the group's token to look up; without it the first one that is enabled."),
    "calls": Option("Number of calls.", {"type": "int", "default": 1}),
    "concurrency": Option("Number of calls at the same time, at most V(100).", {"type": "int", "default": 4}),
    "call_timeout": Option("Seconds that one call may take.", {"type": "float", "default": 30.0}),
    "expected_status": Option("HTTP statuses that are good.", {"type": "list", "elements": "int", "default": [200]}),
    "expect": Option(
        "JMESPath expression over the JSON answer that must be true for each call. Null, and what is empty, is not true."
    ),
    "max_error_percentage": Option(
        "Percentage of the calls that may fail: by their status, by O(expect), or without an answer.",
        {"type": "float", "default": 0.0},
    ),
    "max_latency": Option(
        "Most seconds that a part of the calls may take. Calls that failed are not counted.",
        {"type": "list", "elements": "dict"},
        {
            "percentile": Option("Percentage of the calls, such as V(95).", {"type": "float", "required": True}),
            "seconds": Option("Seconds that each of these may take at most.", {"type": "float", "required": True}),
        },
    ),
    "retries": Option(
        "How often all calls are made again while they are not good enough.", {"type": "int", "default": 0}
    ),
    "retry_delay": Option("Seconds before they are made again.", {"type": "float", "default": 5.0}),
    "retry_budget": Option(
        "Seconds after which calls are not made again, whatever O(retries) says; without it O(retries) alone decides.",
        {"type": "float"},
    ),
    "fail_on_violation": Option(
        "Whether the task fails if the answers are not good enough. It fails in any case where there is nothing to call.",
        {"type": "bool", "default": True},
    ),
}

_LATENCY = (
    Field("mean", "", "float", doc="Mean.", mode=R),
    Field("min", "", "float", doc="Shortest.", mode=R),
    Field("max", "", "float", doc="Longest.", mode=R),
    *(
        Field(f"p{point}", "", "float", doc=f"What {point} percent of the calls did not exceed.", mode=R)
        for point in (50, 90, 95, 99)
    ),
)
_SAMPLE = (
    Field("status", "", "int", doc="HTTP status, or null where no complete answer came.", mode=R),
    Field("excerpt", "", doc="Beginning of the answer, or what went wrong.", mode=R),
    Field("seconds", "", "float", doc="How long the call took.", mode=R),
)
RETURNS = (
    Field("passed", "", "bool", doc="Whether the answers are good enough; null in check mode.", mode=R),
    Field("violations", "", "list", elements="str", doc="What is not good enough, a sentence each.", mode=R),
    Field("calls", "", "int", doc="Calls that were made, in the last round if there were retries.", mode=R),
    Field("errors", "", "int", doc="Calls of these that failed.", mode=R),
    Field("error_percentage", "", "float", doc="The same in percent.", mode=R),
    Field(
        "latency", "", "dict", doc="Seconds of the calls that did not fail; null without one.", fields=_LATENCY, mode=R
    ),
    Field(
        "statuses",
        "",
        "dict",
        doc="Number of calls by HTTP status, and by C(timeout), C(connection), C(tls) or C(bad_reply) where there is none.",
        mode=R,
    ),
    Field("samples", "", "list", elements="dict", doc="The first calls that failed.", fields=_SAMPLE, mode=R),
    Field("answer", "", "raw", doc="The last answer in JSON, known secrets masked; null above 64 KiB.", mode=R),
    Field(
        "url",
        "",
        doc="What was called, secrets in its query masked; null in check mode while there is nothing.",
        mode=R,
    ),
    Field("attempts", "", "int", doc="Rounds of calls that were made.", mode=R),
)


@dataclass(frozen=True)
class _Round:
    """The last round of calls, and how many there were."""

    verdict: Verdict
    number: int


def run(session: Session) -> dict[str, Any]:
    """Call the service and judge its answers.

    :returns: the result of tione_probe
    :raises TencentCloudError: an option cannot work, there is nothing to call, or the answers are not good enough
    """
    query = Query(session.params)
    terms = _checked(session.params)
    private = _private(session.params)
    for secret in private:
        session.hide(secret)
    try:
        target = find_target(session)
    except NoTargetError as error:
        if not session.check_mode:
            raise
        session.warn(f"{error.message} What the task would call is not there yet.")
        return query.apply(_result(session, None, None, private))
    for secret in target.secrets:
        session.hide(secret)
    last = None if session.check_mode else _rounds(session, target, terms)
    result = _result(session, target, last, private | target.secrets)
    if last is not None and not last.verdict.passed and session.params["fail_on_violation"]:
        raise _failure(last, result)
    return query.apply(result)


def _checked(params: Mapping[str, Any]) -> Terms:
    """Refuse what cannot work, before any call."""
    check_address(params)
    for name, least, most in (("calls", 1, MOST_CALLS), ("concurrency", 1, MOST_AT_ONCE), ("retries", 0, MOST_CALLS)):
        if not least <= params[name] <= most:
            raise OptionError(name, f"must be from {least} to {most}")
    for name, shortest in (("call_timeout", 0.001), ("retry_delay", 0.0)):
        if not shortest <= params[name] <= LONGEST:
            raise OptionError(name, f"must be from {shortest:g} to {LONGEST} seconds")
    if params["retry_budget"] is not None and params["retry_budget"] < 0:
        raise OptionError("retry_budget", "must not be negative")
    request_of(params, None)
    return terms_of(params)


def _private(params: Mapping[str, Any]) -> frozenset[str]:
    """Secrets among the options that the argument spec cannot know: values whose names say so."""
    headers = [str(value) for name, value in (params["headers"] or {}).items() if value and says_secret(str(name))]
    in_headers = {word for value in headers for word in (value, value.rpartition(" ")[2])}
    in_body = secret_texts(params["body"]) if isinstance(params["body"], (dict, list)) else set()
    in_query = set(secrets_in_query(params["url"] or "")) | set(secrets_in_query(params["path"] or ""))
    return frozenset(in_headers | in_body | in_query | {params["auth_token"] or ""}) - {""}


def _rounds(session: Session, target: Target, terms: Terms) -> _Round:
    """Rounds of calls until they are good enough or no retry is left."""
    params, clock = session.params, session.client.clock
    budget = Deadline(clock, params["retry_budget"], "retry_budget")
    with Caller(session.client, target, request_of(params, target.token)) as caller:
        for number in range(1, params["retries"] + 2):
            verdict = judge(caller.calls(params["calls"], params["concurrency"]), terms)
            is_last = number > params["retries"] or budget.remaining() < params["retry_delay"]
            if verdict.passed or is_last:
                break
            session.progress(f"round {number} of {params['retries'] + 1}: {' '.join(verdict.violations)}")
            clock.sleep(params["retry_delay"])
    return _Round(verdict, number)


def _result(session: Session, target: Target | None, last: _Round | None, secrets: frozenset[str]) -> dict[str, Any]:
    """The result without any secret; without a round that of check mode."""
    verdict = last.verdict if last else Verdict((), (), (), (), None)
    calls, errors = len(verdict.calls), len(verdict.failures)
    return {
        "changed": False,
        "passed": verdict.passed if last else None,
        "violations": list(verdict.violations),
        "calls": calls,
        "errors": errors,
        "error_percentage": percentage(errors, calls or 1),
        "latency": latency_of(verdict.latencies),
        "statuses": dict(Counter(call.outcome for call in verdict.calls)),
        "samples": samples_of(verdict.failures, lambda text: str(redacted(text, set(secrets)))),
        "answer": _shown(verdict.answer, secrets),
        "url": str(redacted(shown_url(target.urls[0]), set(secrets))) if target else None,
        "attempts": last.number if last else 0,
        "request_ids": list(session.client.request_ids),
    }


def _shown(answer: Any, secrets: frozenset[str]) -> Any:
    """An answer without secrets, also in keys; None for one that is too large or too deep for a result."""
    try:
        if len(json.dumps(answer)) > LARGEST_SHOWN:
            return None
        return _without(answer, set(secrets))
    except RecursionError:
        return None


def _without(value: Any, secrets: set[str]) -> Any:
    if isinstance(value, Mapping):
        return {redacted(key, secrets): _without(element, secrets) for key, element in value.items()}
    if isinstance(value, list):
        return [_without(element, secrets) for element in value]
    return redacted(value, secrets)


def _failure(last: _Round, result: Mapping[str, Any]) -> TencentCloudError:
    """The failure of a task: what failed how often, an example, what to do; the whole result beside it."""
    sample = next(iter(result["samples"]), None)
    example = (
        f" For example: {_status(sample)} after {sample['seconds']:.3f} seconds: {_sentence(sample['excerpt'])}"
        if sample
        else ""
    )
    rounds = f" after {last.number} rounds" if last.number > 1 else ""
    error = TencentCloudError(
        f"{result['url']} did not pass{rounds}. {' '.join(result['violations'])}{example}",
        hint=last.verdict.advice,
        error_code=FAILED,
        retryable=True,
    )
    error.result = {name: value for name, value in result.items() if name != "changed"}
    return error


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text or 'an empty answer'}."


def _status(sample: Mapping[str, Any]) -> str:
    return "no answer" if sample["status"] is None else f"status {sample['status']}"


SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + QUERY_RETURNS + REQUEST_RETURNS,
    options=(OPTIONS, QUERY),
    rules={
        "mutually_exclusive": [
            ["url", "service_group_id", "service_group_name"],
            ["url", "service_id"],
            ["url", "auth_token_name"],
        ],
        "required_one_of": [["url", "service_group_id", "service_group_name", "service_id"]],
    },
    api_objects=("headers",),
)
