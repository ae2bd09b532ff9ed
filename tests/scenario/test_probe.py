# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_probe against services that answer: traffic by weights, judgement, tokens, retries, and what is never shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from emulator.server import Emulator

from scenario.harness.addresses import behind_tls
from scenario.harness.four import same_keys
from scenario.harness.outcome import Json, Outcome
from scenario.harness.playbook import Control, Playbook, task
from scenario.harness.returned import as_documented

PROBE, GROUP = "tione_probe", "tione_service_group"
FAILED = "ClientError.ProbeFailed"
GROUPS, CALL_INFO = "DescribeModelServiceGroups", "DescribeModelServiceCallInfo"
AUTHORIZED = {"AuthorizationEnable": True}
IN_VPC = {"ServiceEIP": {"EnableEIP": True, "VpcId": "vpc-1", "SubnetId": "subnet-1"}}


def answers(service_id: str = "*", **script: Any) -> Control:
    """The control request that lets a service answer otherwise; its calls are counted anew."""
    return "POST", f"answers/{service_id}", script


def probe(*controls: Control, check: bool = False, **options: Any) -> Json:
    """A task that calls the group `chat`, unless told otherwise."""
    named = {"url", "service_group_id", "service_group_name", "service_id"} & options.keys()
    group = {} if named else {"service_group_name": "chat"}
    return task(PROBE, {**group, "retry_delay": 0.01, **options}, check=check, emulator=controls)


def token_of(emu: Emulator, service_id: str) -> str:
    """The first token of a service's group."""
    return str(emu.cloud.stored(service_id)[0].auth_tokens[0]["Base"]["Value"])


def test_traffic_follows_the_weights(emu: Emulator, playbook: Playbook) -> None:
    """Every call counts, also after the weights were changed, and a version without weight gets none."""
    first, second, idle = (emu.add_service("chat", weight=weight) for weight in (90, 10, 0))
    weights = [{"version": "1", "weight": 50}, {"version": "2", "weight": 50}]
    before, change, after = playbook.run(
        [
            probe(calls=100, concurrency=8),
            task(GROUP, {"service_group_name": "chat", "weights": weights}),
            probe(calls=40, concurrency=8),
        ]
    )
    assert before.did_nothing().result["statuses"] == {"200": 100}
    assert change.succeeded().changed
    assert after.did_nothing().result["calls"] == 40
    served = [call.service_id for call in emu.answers]
    assert [served[:100].count(version) for version in (first, second, idle)] == [90, 10, 0]
    assert [served[100:].count(version) for version in (first, second, idle)] == [20, 20, 0]


@dataclass(frozen=True)
class Judged:
    """How the service answers, what is asked of it, and the result."""

    script: Json
    options: Json
    errors: int = 0
    statuses: Json = field(default_factory=lambda: {"200": 10})
    #: What the message of a failure says; none for what passes.
    says: tuple[str, ...] = ()


SLOW_TENTH = [0.0] * 9 + [0.8]
JUDGED = {
    "good": Judged({}, {"expect": "output == 'ok'", "max_latency": [{"percentile": 99, "seconds": 20}]}),
    "wrong status": Judged(
        {"status": 404}, {}, 10, {"404": 10}, ("10 of 10 calls failed (100 %", "10 x status 404", "Check path")
    ),
    "a status that is expected": Judged({"status": 204}, {"expected_status": [200, 204]}, 0, {"204": 10}),
    "too many errors": Judged(
        {"errors": 20, "error_status": 503},
        {"max_error_percentage": 19.9},
        2,
        {"200": 8, "503": 2},
        (
            "2 of 10 calls failed (20 %, at most 19.9 % may): 2 x status 503",
            "The model failed.",
            "tione_service_log_info",
        ),
    ),
    "not too many errors": Judged({"errors": 20}, {"max_error_percentage": 20}, 2, {"200": 8, "500": 2}),
    "wrong answers": Judged(
        {"wrong": 30},
        {"expect": "output == 'ok'"},
        3,
        says=("3 of 10", "3 x answer that is not as expected", '"output": "wrong"', "Compare expect"),
    ),
    "an answer that the expression does not fit": Judged(
        {}, {"expect": "contains(`7`, output)"}, 10, says=("not as expected",)
    ),
    "no JSON": Judged({"text": "<html>"}, {"expect": "output"}, 10, says=("10 x answer that is no JSON", "<html>")),
    "too slow": Judged(
        {"latency": SLOW_TENTH},
        {"max_latency": [{"percentile": 90, "seconds": 0.5}, {"percentile": 95, "seconds": 0.5}]},
        says=("95 % of the calls should take at most 0.5 seconds each, but it is 0.8", "Raise max_latency"),
    ),
    "fast enough": Judged({"latency": SLOW_TENTH}, {"max_latency": [{"percentile": 90, "seconds": 0.5}]}),
    "no answer in time": Judged(
        {"latency": [0.0] * 4 + [1.2]},
        {"call_timeout": 0.4, "max_latency": [{"percentile": 50, "seconds": 0.4}]},
        2,
        {"200": 8, "timeout": 2},
        ("2 x timeout", "no answer after 0.4", "call_timeout"),
    ),
    "dropped connections": Judged({"drops": 10}, {}, 1, {"200": 9, "connection": 1}, ("1 x no connection", "proxy")),
    "redirects are not followed": Judged(
        {"status": 302, "headers": {"Location": "/elsewhere"}}, {}, 10, {"302": 10}, ("10 x status 302", "not followed")
    ),
    "an answer without end": Judged({"text": "x" * (2**20 + 1)}, {}, 10, {"bad_reply": 10}, ("larger than 1 MiB",)),
}


def test_judgement(emu: Emulator, playbook: Playbook) -> None:
    """Each kind of answer: the counts, the words of the failure, and the same result where the task does not fail."""
    emu.add_service("chat")
    tasks = []
    for row in JUDGED.values():
        options = {"calls": 10, "concurrency": 10, **row.options}
        tasks += [
            probe(answers(**row.script), **options),
            probe(answers(**row.script), **options, fail_on_violation=False),
        ]
    outcomes = playbook.run(tasks)
    for (name, row), failing, shown in zip(JUDGED.items(), outcomes[::2], outcomes[1::2], strict=True):
        as_documented(PROBE, shown.did_nothing().result)
        result = shown.result
        assert (result["errors"], result["statuses"]) == (row.errors, row.statuses), f"{name}: {shown}"
        assert result["error_percentage"] == 10 * row.errors
        assert result["passed"] is (not row.says), f"{name}: {shown}"
        assert len(result["samples"]) == min(row.errors, 5)
        if row.says:
            failing.failed_with(FAILED, *row.says)
            assert failing.result["retryable"]
            assert failing.result.keys() >= result.keys() - {"changed", "invocation"}
        else:
            failing.did_nothing()
    assert not any("elsewhere" in call.path for call in emu.answers)


def test_latency_is_measured(emu: Emulator, playbook: Playbook) -> None:
    """The nearest ranks of what the calls took, failed ones left out."""
    service_id = emu.add_service("chat")
    steps = [0.2, 0.9, 1.6, 2.3]
    (outcome,) = playbook.run([probe(answers(service_id, latency=steps), calls=4, concurrency=4)])
    latency = outcome.did_nothing().result["latency"]
    for name, seconds in {"min": 0.2, "p50": 0.9, "p90": 2.3, "p99": 2.3, "max": 2.3, "mean": 1.25}.items():
        assert seconds <= latency[name] < seconds + 0.65, outcome


def test_tokens(emu: Emulator, playbook: Playbook) -> None:
    """Looked up where the group wants one, by name, or given; never shown, not at -vvv and not where the service says it."""
    base = {"Description": "", "CreateTime": "2026-01-01T00:00:00Z"}
    tokens = [
        {"Base": {**base, "Name": name, "Value": f"value-of-{name}-4711", "Id": name, "Status": status}, "Limits": []}
        for name, status in {"off": "Disabled", "web": "Enabled", "app": "Enabled"}.items()
    ]
    service_id = emu.add_service("chat", group_members={**AUTHORIZED, "AuthTokens": tokens})
    playbook.secrets |= {token["Base"]["Value"] for token in tokens} | {"of-the-key-42", "given-but-wrong-99"}
    playbook.secrets |= {"of-the-header-43", "in-the-body-44"}
    url = f"{emu.url}/{service_id[:-2]}"
    echo, refused = answers(echoes_headers=True), answers(echoes_headers=True, errors=100)
    telling = answers(status=500, text="value-of-web-4711 value-of-app-4711 of-the-header-43 in-the-body-44")
    private = {"headers": {"X-Api-Key": "of-the-header-43"}, "body": {"password": "in-the-body-44"}}
    looked_up, named, given, repeated, told, echoed, disabled, wrong, none, keyed = playbook.run(
        [
            probe(echo),
            probe(auth_token_name="app"),
            probe(url=url, auth_token="value-of-app-4711"),
            probe(refused),
            probe(telling, **private, fail_on_violation=False),
            probe(echo, **private),
            probe(auth_token_name="off"),
            probe(url=url, auth_token="given-but-wrong-99"),
            probe(url=url),
            probe(echo, url=f"{url}?api_key=of-the-key-42", headers={"Authorization": "Bearer value-of-web-4711"}),
        ],
        verbose="-vvv",
    )
    for outcome in (looked_up, named, given, keyed):
        outcome.did_nothing()
    assert "********" in looked_up.result["answer"]["headers"]["Authorization"]
    assert keyed.result["url"].endswith("?api_key=********")
    repeated.failed_with(FAILED, "status 500")
    assert told.did_nothing().result["samples"][0]["excerpt"] == " ".join(["********"] * 4)
    assert echoed.did_nothing().result["answer"]["input"] == {"password": "********"}
    disabled.failed_with("ClientError.NoToken", "'off'", "auth_token_name")
    for outcome in (wrong, none):
        outcome.failed_with(FAILED, "status 401", "give auth_token")
    assert [call.token for call in emu.answers] == ["web", "app", "app", "web", "web", "web", "", "", "web"]


def test_again_until_good(emu: Emulator, playbook: Playbook) -> None:
    """All calls are made again until they pass, no retry is left, or the budget is used up."""
    service_id = emu.add_service("chat")
    bad = answers(service_id, failing_first=6)
    good, too_few, used_up, at_once = playbook.run(
        [
            probe(bad, calls=3, retries=5),
            probe(bad, calls=3, retries=1),
            probe(bad, calls=3, retries=5, retry_delay=30, retry_budget=20),
            probe(answers(service_id), retries=5, retry_delay=30),
        ]
    )
    assert good.did_nothing().result["attempts"] == 3
    assert good.result["statuses"] == {"200": 3}
    assert too_few.failed_with(FAILED, "after 2 rounds").result["attempts"] == 2
    assert used_up.failed_with(FAILED).result["attempts"] == 1
    assert at_once.did_nothing().result["attempts"] == 1
    assert len(emu.answers.calls) == 9 + 6 + 3 + 1


def test_concurrency_is_bounded(emu: Emulator, playbook: Playbook) -> None:
    """As many calls at the same time as are allowed, and no more."""
    service_id = emu.add_service("chat")
    (outcome,) = playbook.run([probe(answers(service_id, latency=0.15), calls=12, concurrency=3)])
    assert outcome.did_nothing().result["calls"] == 12
    assert emu.answers.most_at_once() == 3


def test_what_is_sent(emu: Emulator, playbook: Playbook) -> None:
    """Method, path, query, headers and body as they are given."""
    emu.add_service("chat")
    rows: list[Json] = [
        {"path": "v1/models?limit=1"},
        {"path": "/v1/chat", "body": {"question": "ключ"}, "headers": {"X-Trace": 7, "content-type": "text/x"}},
        {"body": [1, 2], "method": "PUT"},
        {"body": "plain words"},
        {"method": "DELETE"},
    ]
    outcomes = playbook.run([probe(answers(echoes_headers=True), **row) for row in rows])
    answered = [outcome.did_nothing().result["answer"] for outcome in outcomes]
    assert [(call.method, call.path.partition("/")[2].partition("/")[2]) for call in emu.answers] == [
        ("GET", "v1/models?limit=1"),
        ("POST", "v1/chat"),
        ("PUT", ""),
        ("POST", ""),
        ("DELETE", ""),
    ]
    assert [answer["input"] for answer in answered] == [None, {"question": "ключ"}, [1, 2], "plain words", None]
    sent = [{name.lower(): value for name, value in answer["headers"].items()} for answer in answered]
    assert (sent[1]["x-trace"], sent[1]["content-type"]) == ("7", "text/x")
    assert (sent[2]["content-type"], "content-type" in sent[4]) == ("application/json", False)


def test_the_address_of_one_version(emu: Emulator, playbook: Playbook) -> None:
    """Its pods' interface, past weights and tokens; a version without one is refused with what else there is."""
    plain = emu.add_service("chat", group_members=AUTHORIZED)
    open_one = emu.add_service("chat", weight=0, info=IN_VPC)
    stopped = emu.add_service("chat", weight=0, info=IN_VPC, status="Stopped")
    rows = [{"service_id": one} for one in (open_one, plain, stopped, "ms-nobody1-1")]
    rows.append({"service_id": open_one, "service_group_id": "ms-another"})
    found, bare, at_rest, missing, foreign = playbook.run([probe(calls=5, path="/v1", **row) for row in rows])
    assert found.did_nothing().result["answer"]["service_id"] == open_one
    assert emu.answers.shares() == {open_one: 5}
    for outcome in (bare, at_rest):
        outcome.failed_with("ClientError.NoAddress", "no address of its own", "service_eip")
    missing.failed_with("ClientError.NotFound", "ms-nobody1-1")
    foreign.failed_with("ClientError.InvalidOption", "service_group_id", open_one)


def test_nothing_to_call(emu: Emulator, playbook: Playbook) -> None:
    """No group, no address, no token that can be known: each says what to do, also where violations do not fail."""
    emu.add_service("chat", group_members=AUTHORIZED)
    style: list[Control] = [("POST", "behaviour", {"call_info": name}) for name in ("none", "old", "full")]
    masked: Control = ("POST", "behaviour", {"token_values": "masked"})
    soft = {"fail_on_violation": False}
    nobody, no_address, old, hidden = playbook.run(
        [
            probe(service_group_name="nobody", **soft),
            probe(style[0], **soft),
            probe(style[1], **soft),
            probe(style[2], masked, **soft),
        ]
    )
    nobody.failed_with("ClientError.NotFound", "nobody", "tione_service_group_info")
    no_address.failed_with("ClientError.NoAddress", "no public address", "url")
    old.failed_with("ClientError.NoToken", "old gateway", "headers")
    hidden.failed_with("ClientError.NoToken", "auth_token")
    assert not emu.answers.calls


def test_check_mode(emu: Emulator, playbook: Playbook) -> None:
    """No call, no verdict, the same keys; what does not exist yet is no failure."""
    emu.add_service("chat", group_members=AUTHORIZED)
    checked, absent, real = playbook.run(
        [probe(check=True, calls=5), probe(check=True, service_group_name="yet-to-be-made"), probe(calls=5)]
    )
    for outcome in (checked, absent):
        assert outcome.did_nothing().result["passed"] is None
        assert (outcome.result["calls"], outcome.result["statuses"]) == (0, {})
        same_keys(outcome.result, real.result)
        as_documented(PROBE, outcome.result)
    assert checked.sent == [GROUPS, CALL_INFO]
    assert checked.result["url"] == real.did_nothing().result["url"]
    assert absent.result["url"] is None
    assert "yet-to-be-made" in absent.warnings[0]
    assert len(emu.answers.calls) == 5


REFUSED: dict[str, Json] = {
    "url": {"url": "chat.example.com"},
    "url, port": {"url": "http://chat.example.com:99999/"},
    "url, user": {"url": "http://user:word@127.0.0.1:9/"},
    "path": {"path": "http://chat.example.com/"},
    "calls": {"calls": 0},
    "concurrency": {"concurrency": 101},
    "call_timeout": {"call_timeout": 0},
    "retries": {"retries": -1},
    "retry_delay": {"retry_delay": -1},
    "retry_budget": {"retry_budget": -1},
    "expected_status": {"expected_status": [20]},
    "expected_status, empty": {"expected_status": []},
    "expect": {"expect": "a ="},
    "max_error_percentage": {"max_error_percentage": 101},
    "max_latency[0].percentile": {"max_latency": [{"percentile": 0, "seconds": 1}]},
    "max_latency[1].seconds": {"max_latency": [{"percentile": 100, "seconds": 1}, {"percentile": 1, "seconds": 0}]},
    "headers": {"headers": {"X-A": "one\r\nX-B: two"}},
    "service_group_name": {"service_group_name": " "},
}


def test_refusals(emu: Emulator, playbook: Playbook) -> None:
    """Options that cannot work, before any request."""
    outcomes: list[Outcome] = playbook.run([probe(**options) for options in REFUSED.values()])
    for name, outcome in zip(REFUSED, outcomes, strict=True):
        outcome.refused(f"{name.partition(',')[0]}: ")
    assert not emu.answers.calls


@pytest.mark.fast_path
def test_certificates_are_those_of_the_client(emu: Emulator, playbook: Playbook, tmp_path: Path) -> None:
    """ca_path and validate_certs hold for the calls too."""
    service_id = emu.add_service("chat")
    certificate = tmp_path / "certificate.pem"
    with behind_tls(emu, certificate) as address:
        url = f"{address}/{service_id[:-2]}"
        unknown, known, unchecked = playbook.run(
            [probe(url=url, **how) for how in ({}, {"ca_path": str(certificate)}, {"validate_certs": False})]
        )
    unknown.failed_with(FAILED, "no safe connection", "certificate", "ca_path")
    for outcome in (known, unchecked):
        assert outcome.did_nothing().result["answer"]["service_id"] == service_id
