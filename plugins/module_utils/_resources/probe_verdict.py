# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the calls of a probe say: which of them failed, how long they took, and whether that is good enough. Pure."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, printable
from ansible_collections.community.tencentcloud.plugins.module_utils._expression import Expression
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.probe_calls import Call

PERCENTILES = (50, 90, 95, 99)
MOST_SAMPLES = 5
NOT_JSON, NOT_TRUE = "no JSON", "not as expected"
#: Words for a failed call -> how a sentence names it.
NAMES = {
    "connection": "no connection",
    "tls": "no safe connection",
    "bad_reply": "reply that cannot be used",
    NOT_JSON: "answer that is no JSON",
    NOT_TRUE: "answer that is not as expected",
}
#: Words for a failed call -> what to do about it; statuses by their first digit where they have no row of their own.
ADVICE = {
    "401": "The service wants a token: give auth_token, or the group instead of url, whose token is then looked up.",
    "403": "The token does not let this call in: check auth_token or auth_token_name.",
    "404": "Check path: what a service answers at depends on its image.",
    "405": "Check method.",
    "429": "The service or its token is limited: lower concurrency, or raise the limits.",
    "3": "Redirects are not followed: give the address that it redirects to.",
    "4": "The service refuses the request: check path, headers and body.",
    "5": "Read tione_service_log_info and tione_service_event_info of the versions that have a weight.",
    "timeout": "The time is set by call_timeout; a service under load may need more replicas.",
    "connection": "Check the address, the network, and the proxy variables of the environment.",
    "tls": "Check ca_path, and whether the address is the one that you mean.",
    "bad_reply": "Ask for less, or look at what stands between here and the service.",
    NOT_JSON: "expect needs an answer in JSON: check path and headers.",
    NOT_TRUE: "Compare expect with the answer.",
}


@dataclass(frozen=True)
class Terms:
    """What is good enough."""

    statuses: tuple[int, ...]
    expect: Callable[[Any], bool] | None
    max_error_percentage: float
    max_latency: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Verdict:
    """What a round of calls was like.

    failures  the failed calls and a word for what was wrong with each, in order
    latencies seconds of the calls that did not fail, ascending
    """

    calls: Sequence[Call]
    failures: Sequence[tuple[Call, str]]
    latencies: Sequence[float]
    violations: tuple[str, ...]
    answer: Any

    @property
    def passed(self) -> bool:
        """Whether it is good enough."""
        return not self.violations

    @property
    def advice(self) -> str:
        """What to do about the most frequent failure, or about the latency."""
        if not self.failures:
            return "Raise max_latency, or give the service more replicas or larger instances."
        word = Counter(word for _call, word in self.failures).most_common(1)[0][0]
        return ADVICE.get(word) or ADVICE.get(word[0]) or ""


def terms_of(params: Mapping[str, Any]) -> Terms:
    """The options that say what is good enough.

    :raises OptionError: one of them cannot work
    """
    bounds = []
    for place, bound in enumerate(params["max_latency"] or []):
        if not 0 < bound["percentile"] <= 100:
            raise OptionError(f"max_latency[{place}].percentile", "must be more than 0 and at most 100")
        if not bound["seconds"] > 0:
            raise OptionError(f"max_latency[{place}].seconds", "must be more than 0")
        bounds.append((bound["percentile"], bound["seconds"]))
    if not 0 <= params["max_error_percentage"] <= 100:
        raise OptionError("max_error_percentage", "must be from 0 to 100")
    wrong = [status for status in params["expected_status"] if not 100 <= status <= 599]
    if wrong or not params["expected_status"]:
        raise OptionError("expected_status", "must hold HTTP statuses")
    return Terms(
        tuple(params["expected_status"]), _compiled(params["expect"]), params["max_error_percentage"], tuple(bounds)
    )


def _compiled(text: str | None) -> Callable[[Any], bool] | None:
    if text is None:
        return None
    expression = Expression("expect", text)

    def holds(answer: Any) -> bool:
        try:
            found = expression.search(answer)
        except OptionError:  # a function that cannot be applied to what came
            return False
        return found is not None and found is not False and found not in ("", [], {})

    return holds


def judge(calls: Sequence[Call], terms: Terms) -> Verdict:
    """Hold calls against what is good enough."""
    answers = [_parsed(call.text) if call.status is not None else None for call in calls]
    words = [_wrong(call, answer, terms) for call, answer in zip(calls, answers)]
    failures = [(call, word) for call, word in zip(calls, words) if word]
    latencies = sorted(call.seconds for call, word in zip(calls, words) if not word)
    last = next((answer for answer in reversed(answers) if answer is not None), None)
    violations = (*_too_many(calls, failures, terms), *_too_slow(latencies, terms))
    return Verdict(calls, failures, latencies, violations, None if last is None else last[0])


def _parsed(text: str) -> tuple[Any] | None:
    """The JSON in an answer, or None where there is none."""
    try:
        return (json.loads(text, parse_constant=lambda name: None, parse_float=_finite),)
    except (ValueError, RecursionError):
        return None


def _finite(digits: str) -> float | None:
    return float(digits) if math.isfinite(float(digits)) else None


def _wrong(call: Call, answer: tuple[Any] | None, terms: Terms) -> str:
    """A word for what is wrong with a call, or ""."""
    if call.status not in terms.statuses:
        return call.outcome
    if terms.expect is None:
        return ""
    if answer is None:
        return NOT_JSON
    return "" if terms.expect(answer[0]) else NOT_TRUE


def _too_many(calls: Sequence[Call], failures: Sequence[tuple[Call, str]], terms: Terms) -> tuple[str, ...]:
    share = percentage(len(failures), len(calls))
    if share <= terms.max_error_percentage:
        return ()
    counted = Counter(word for _call, word in failures).most_common()
    kinds = ", ".join(f"{count} x {_named(word)}" for word, count in counted)
    return (
        f"{len(failures)} of {len(calls)} calls failed ({share:g} %, at most {terms.max_error_percentage:g} % may): {kinds}.",
    )


def _named(word: str) -> str:
    return f"status {word}" if word.isdecimal() else NAMES.get(word, word)


def _too_slow(latencies: Sequence[float], terms: Terms) -> tuple[str, ...]:
    if not latencies:
        return ("The latency is not known, as no call succeeded.",) if terms.max_latency else ()
    measured = [(point, percentile(latencies, point), most) for point, most in terms.max_latency]
    return tuple(
        f"{point:g} % of the calls should take at most {most:g} seconds each, but it is {found:.3f} seconds."
        for point, found, most in measured
        if found > most
    )


def percentage(part: int, whole: int) -> float:
    """A share in percent, to four digits behind the point."""
    return round(100 * part / whole, 4)


def percentile(ascending: Sequence[float], point: float) -> float:
    """The smallest value that so many percent of the values do not exceed (the nearest rank)."""
    # Rounded, as 99.9 % of 1000 is a little more than 999 in floating point.
    return ascending[max(0, math.ceil(round(point / 100 * len(ascending), 6)) - 1)]


def latency_of(ascending: Sequence[float]) -> dict[str, float | None]:
    """The statistics that the result holds; null where nothing was measured."""
    if not ascending:
        return dict.fromkeys(("mean", "min", "max", *(f"p{point}" for point in PERCENTILES)))
    found = {"mean": sum(ascending) / len(ascending), "min": ascending[0], "max": ascending[-1]}
    found.update({f"p{point}": percentile(ascending, point) for point in PERCENTILES})
    return {name: round(seconds, 6) for name, seconds in found.items()}


def samples_of(failures: Sequence[tuple[Call, str]], clean: Callable[[str], str]) -> list[dict[str, Any]]:
    """The first failures, their texts cleaned of secrets before they are cut."""
    return [
        {"status": call.status, "excerpt": printable(clean(call.text)), "seconds": round(call.seconds, 6)}
        for call, _word in failures[:MOST_SAMPLES]
    ]
