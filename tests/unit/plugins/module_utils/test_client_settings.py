# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the client's settings: their limits, what is said of those beyond them, and whom TLS trusts."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _transport
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig, parse_endpoint
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TransportError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import prepare_tls

pytestmark = pytest.mark.usefixtures("no_settings_of_the_machine")


def refused(**options: Any) -> OptionError:
    with pytest.raises(OptionError) as caught:
        ClientConfig(**{"region": "ap-guangzhou", **options}).check()
    return caught.value


NAN = float("nan")


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        ({"region": "a b"}, "region: 'a b' is not the name of a region.", "ap-guangzhou"),
        ({"language": "de"}, "language: 'de' is not one of en-US, zh-CN.", ""),
        ({"timeout": 0}, "timeout: must be more than 0 seconds.", ""),
        ({"timeout": NAN}, "timeout: must be more than 0 seconds.", ""),
        ({"connect_timeout": -0.5}, "connect_timeout: must be more than 0 seconds.", ""),
        ({"deadline": 0.0}, "deadline: must be more than 0 seconds.", ""),
        ({"rate_limit": -1}, "rate_limit: must not be negative.", ""),
        ({"rate_limit": NAN}, "rate_limit: must not be negative.", ""),
        ({"endpoint": "h/path"}, "endpoint: 'h/path' is not an address.", "without path"),
        ({"endpoint": "http://me:hush@h"}, "endpoint: the value is not an address.", "host[:port]"),
    ],
)
def test_a_setting_that_cannot_work_is_told(options: Any, message: str, hint: str) -> None:
    error = refused(**options)
    assert error.message == message
    assert hint in error.hint
    assert bool(hint) is bool(error.hint)


def test_settings_at_their_limits_work() -> None:
    config = ClientConfig("r", timeout=0.01, connect_timeout=0.01, deadline=0.01, rate_limit=0, language="zh-CN")
    assert config.url == "https://tione.tencentcloudapi.com/"
    assert not config.allow_http
    assert config.validate_certs


@pytest.mark.parametrize(("port", "works"), [("0", False), ("1", True), ("65535", True), ("65536", False)])
def test_ports_have_their_limits(port: str, works: bool) -> None:
    if works:
        assert parse_endpoint(f"h:{port}") == f"https://h:{port}/"
    else:
        with pytest.raises(OptionError):
            parse_endpoint(f"h:{port}")


def test_an_address_takes_the_scheme_that_it_has_or_the_one_that_is_given() -> None:
    assert parse_endpoint("Metadata.Example", scheme="http") == "http://metadata.example/"
    assert parse_endpoint("HTTPS://h", scheme="http") == "https://h/"
    for options, path in (({}, "endpoint"), ({"option": "sts_endpoint"}, "sts_endpoint")):
        with pytest.raises(OptionError) as caught:
            parse_endpoint("a b", **options)  # type: ignore[arg-type]
        assert caught.value.option_path == path


def test_an_address_without_tls_is_refused_under_the_name_of_its_option() -> None:
    config = ClientConfig("r")
    with pytest.raises(OptionError) as caught:
        config.check_endpoint("sts_endpoint", "http://sts.example")
    assert caught.value.option_path == "sts_endpoint"
    assert caught.value.message.startswith("sts_endpoint: 'http://sts.example' is an address without TLS")
    with pytest.raises(OptionError, match=r"^sts_endpoint: 'a b' is not an address"):
        config.check_endpoint("sts_endpoint", "a b")
    for address in ("http://127.0.0.1", "http://localhost:8080", "http://[::1]:1", "https://sts.example"):
        config.check_endpoint("sts_endpoint", address)


def test_a_new_client_has_called_nothing() -> None:
    client = Client(ClientConfig("r"), Credentials("AKID", "SECRET"))
    assert (client.last_action, client.request_ids, client.check_mode) == (None, [], False)
    client.warn("nobody hears this")


def test_the_nearest_authorities_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _transport._authorities(None) == _transport._authorities("") == _transport.DEFAULT_CA_BUNDLE_PATH
    monkeypatch.setenv("CURL_CA_BUNDLE", "/curl.pem")
    assert _transport._authorities(None) == "/curl.pem"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/requests.pem")
    assert _transport._authorities(None) == "/requests.pem"
    assert _transport._authorities("/mine.pem") == "/mine.pem"


def test_authorities_that_are_missing_are_told_and_never_tried_again(tmp_path: Path) -> None:
    with pytest.raises(TransportError) as caught:
        prepare_tls(str(tmp_path / "none.pem"))
    error = caught.value
    assert error.message.endswith("none.pem cannot be loaded (No such file or directory).")
    assert (error.error_code, error.request_was_sent, error.retryable) == ("ClientError.Tls", False, False)
    assert "ca_path" in error.hint


def test_certificates_are_demanded_and_their_names_checked() -> None:
    context = prepare_tls()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert len(context.get_ca_certs()) > 0
