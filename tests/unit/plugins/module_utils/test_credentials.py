# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the sources of credentials and settings: each alone, and all pairs."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.module_utils import _credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._clock import SYSTEM_CLOCK, Deadline
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import (
    Credentials,
    Means,
    resolve_config,
    resolve_supply,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError, OptionError

REGION = {"region": "ap-guangzhou"}


class World:
    """Options, environment and home folder of one test."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.options: dict[str, Any] = {}
        self.environ: dict[str, str] = {}
        self.warnings: list[str] = []

    def write(self, name: str, content: object, mode: int = 0o600) -> Path:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        path.chmod(mode)
        return path

    def credentials(self) -> Credentials:
        means = Means(ClientConfig("ap-guangzhou"), self.warnings.append)
        found = resolve_supply(self.options, self.environ, self.home, means).current(Deadline(SYSTEM_CLOCK, None))
        assert found is not None
        return found

    def config(self) -> ClientConfig:
        return resolve_config(self.options, self.environ, self.home)

    def error(self) -> str:
        with pytest.raises(CredentialsError) as caught:
            self.credentials()
        assert "HUSH" not in str(caught.value)
        return str(caught.value)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(_credentials, "SYSTEM_FILE", tmp_path / "etc" / "credentials")
    return World(tmp_path / "home")


def ini(name: str, profile: str = "default", more: str = "") -> str:
    return f"[{profile}]\nsecret_id = {name}\nsecret_key = HUSH-{name}\n{more}\n"


def set_options(world: World) -> None:
    world.options.update(secret_id="options", secret_key="HUSH-options")


def set_option_profile(world: World) -> None:
    world.write(".tencentcloud/credentials", ini("option-profile", "chosen") + ini("default"))
    world.options.update(profile="chosen")


def set_option_file(world: World) -> None:
    world.options.update(
        credentials_file=str(world.write("own.ini", ini("option-file") + ini("option-file", "chosen")))
    )


def set_environment(world: World) -> None:
    world.environ.update(TENCENTCLOUD_SECRET_ID="environment", TENCENTCLOUD_SECRET_KEY="HUSH-environment")


def set_environment_profile(world: World) -> None:
    world.write(".tccli/named.credential", {"secretId": "environment-profile", "secretKey": "HUSH"})
    world.environ.update(TENCENTCLOUD_PROFILE="named")


def set_environment_file(world: World) -> None:
    path = world.write("environment.json", {"secretId": "environment-file", "secretKey": "HUSH"})
    world.environ.update(TENCENTCLOUD_CREDENTIALS_FILE=str(path))


def set_default(world: World) -> None:
    if not (world.home / ".tencentcloud/credentials").exists():
        world.write(".tencentcloud/credentials", ini("default"))


IN_ORDER = {
    "options": set_options,
    "option-file": set_option_file,
    "option-profile": set_option_profile,
    "environment": set_environment,
    "environment-file": set_environment_file,
    "environment-profile": set_environment_profile,
    "default": set_default,
}


@pytest.mark.parametrize("name", IN_ORDER)
def test_each_source_alone(world: World, name: str) -> None:
    IN_ORDER[name](world)
    found = world.credentials()
    assert found.secret_id == name
    assert found.secret_key.startswith("HUSH")
    assert found.token is None
    assert found.source


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(IN_ORDER, 2)))
def test_the_first_source_of_each_pair_counts(world: World, first: str, second: str) -> None:
    IN_ORDER[first](world)
    IN_ORDER[second](world)
    assert world.credentials().secret_id == first


def test_without_any_source_all_ways_are_listed_in_order(world: World) -> None:
    message = world.error()
    positions = [message.index(source.description) for source in _credentials.SOURCES]
    assert positions == sorted(positions)
    for word in ("secret_id", "credentials_file", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_PROFILE", "~/.tccli/default"):
        assert word in message


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_is_not_set(world: World, blank: Any) -> None:
    set_default(world)
    options = ("secret_id", "secret_key", "token", "profile", "credentials_file")
    world.options.update(dict.fromkeys(options, blank))
    variables = ("SECRET_ID", "SECRET_KEY", "TOKEN", "SECURITY_TOKEN", "PROFILE", "CREDENTIALS_FILE", "REGION")
    world.environ.update({f"TENCENTCLOUD_{name}": blank or "" for name in variables})
    assert world.credentials().secret_id == "default"
    world.options.update(region=blank, endpoint=blank, project_id=blank, ca_path=blank, language=blank)
    with pytest.raises(OptionError, match=r"^region: "):
        world.config()
    world.environ["TENCENTCLOUD_REGION"] = "ap-seoul"
    assert world.config() == ClientConfig("ap-seoul")


def test_white_space_around_is_dropped(world: World) -> None:
    world.environ.update(TENCENTCLOUD_SECRET_ID=" id\n", TENCENTCLOUD_SECRET_KEY="HUSH\n")
    assert vars(world.credentials()) == vars(Credentials("id", "HUSH", None, world.credentials().source))


# One source for all parts


@pytest.mark.parametrize(
    ("variables", "token"),
    [
        ({"TENCENTCLOUD_TOKEN": "a"}, "a"),
        ({"TENCENTCLOUD_SECURITY_TOKEN": "b"}, "b"),
        ({"TENCENTCLOUD_TOKEN": "a", "TENCENTCLOUD_SECURITY_TOKEN": "b"}, "a"),
        ({"TENCENTCLOUD_TOKEN": "", "TENCENTCLOUD_SECURITY_TOKEN": "b"}, "b"),
    ],
)
def test_the_token_of_the_environment_has_two_names(world: World, variables: dict[str, str], token: str) -> None:
    set_environment(world)
    world.environ.update(variables)
    assert world.credentials().token == token


@pytest.mark.parametrize("name", [name for name in IN_ORDER if name != "environment"])
def test_the_token_of_the_environment_goes_with_its_pair_only(world: World, name: str) -> None:
    world.environ.update(TENCENTCLOUD_TOKEN="TOKEN")
    IN_ORDER[name](world)
    assert world.credentials().token is None


def test_the_token_of_the_options(world: World) -> None:
    set_environment(world)
    set_options(world)
    world.options.update(token="TOKEN")
    assert vars(world.credentials()) == vars(
        Credentials("options", "HUSH-options", "TOKEN", world.credentials().source)
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"secret_id": "x"}, "secret_key"),
        ({"secret_key": "HUSH"}, "secret_id"),
        ({"token": "HUSH"}, "secret_id and secret_key"),
    ],
)
def test_a_part_of_the_options_is_not_completed(world: World, given: dict[str, str], missing: str) -> None:
    set_environment(world)
    world.options.update(given)
    message = world.error()
    assert f"{missing} not set" in message
    assert "options" in message


@pytest.mark.parametrize("missing", ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"])
def test_half_a_pair_in_the_environment_is_not_completed(world: World, missing: str) -> None:
    set_default(world)
    set_environment(world)
    del world.environ[missing]
    message = world.error()
    assert f"{missing} not set" in message
    assert "environment" in message


@pytest.mark.parametrize(
    ("name", "content", "missing"),
    [
        (".tencentcloud/credentials", "[default]\nsecret_id = x\n", "secret_key"),
        (".tencentcloud/credentials", "[DEFAULT]\nsecret_key = HUSH\n[default]\nsecret_id = x\n", "secret_key"),
        (".tencentcloud/credentials", "[default]\nsecret_id = x\nsecret_key =\n", "secret_key"),
        (".tccli/default.credential", {"secretKey": "HUSH"}, "secretId"),
        (".tccli/default.credential", {"token": "HUSH"}, "secretId and secretKey"),
    ],
)
def test_half_a_pair_in_a_file_is_an_error(world: World, name: str, content: object, missing: str) -> None:
    path = world.write(name, content)
    message = world.error()
    assert f"{missing} not set" in message
    assert str(path) in message


# Profiles and their files


def test_a_profile_in_ini_can_have_a_token_and_odd_characters(world: World) -> None:
    world.write(".tencentcloud/credentials", "\ufeff[default]\nsecret_id=a\nsecret_key=100%HUSH;#=\ntoken = t\n")
    assert vars(world.credentials()) == vars(Credentials("a", "100%HUSH;#=", "t", world.credentials().source))


def test_a_profile_of_tccli_can_have_a_token(world: World) -> None:
    world.write(".tccli/default.credential", {"secretId": "a", "secretKey": "HUSH", "token": "t", "other": 1})
    assert vars(world.credentials()) == vars(Credentials("a", "HUSH", "t", world.credentials().source))
    world.write(".tccli/default.credential", {"secretId": "a", "secretKey": "HUSH", "token": None})
    assert world.credentials().token is None


def test_the_file_of_the_system_stands_in_for_that_of_the_user(world: World) -> None:
    _credentials.SYSTEM_FILE.parent.mkdir()
    _credentials.SYSTEM_FILE.write_text(ini("system"), encoding="utf-8")
    world.write(".tccli/default.credential", {"secretId": "tccli", "secretKey": "HUSH"})
    assert world.credentials().secret_id == "system"
    world.write(".tencentcloud/credentials", ini("other", "other"))
    assert world.credentials().secret_id == "tccli"


@pytest.mark.parametrize("level", ["option", "environment"])
def test_a_named_profile_that_is_nowhere_is_an_error_that_lists_where_it_looked(world: World, level: str) -> None:
    set_default(world)
    settings = {"option": (world.options, "profile"), "environment": (world.environ, "TENCENTCLOUD_PROFILE")}
    values, name = settings[level]
    values[name] = "ghost"
    message = world.error()
    assert "ghost does not exist" in message
    assert str(world.home / ".tencentcloud/credentials") in message
    assert str(world.home / ".tccli/ghost.credential") in message


def test_a_named_profile_without_credentials_is_an_error(world: World) -> None:
    world.write(".tencentcloud/credentials", "[chosen]\nregion = ap-seoul\n")
    world.options.update(profile="chosen")
    assert "secret_id and secret_key not set" in world.error()


def test_the_default_profile_may_have_a_region_only(world: World) -> None:
    world.write(".tencentcloud/credentials", "[default]\nregion = ap-seoul\n")
    assert "No credentials were found" in world.error()
    assert world.config().region == "ap-seoul"


@pytest.mark.parametrize("level", ["option", "environment"])
def test_a_named_file_that_is_missing_is_an_error(world: World, level: str) -> None:
    set_default(world)
    values: dict[str, Any] = world.options if level == "option" else world.environ
    values["credentials_file" if level == "option" else "TENCENTCLOUD_CREDENTIALS_FILE"] = "~/missing"
    message = world.error()
    assert str(world.home / "missing") in message
    assert "No such file" in message


@pytest.mark.parametrize(
    "content", ["secret_key = HUSH", "[default\nHUSH", '{"secretKey": "HUSH",', "[default]\nHUSH\n"]
)
@pytest.mark.parametrize("name", [".tencentcloud/credentials", ".tccli/default.credential"])
def test_a_malformed_file_is_named_and_not_quoted(world: World, name: str, content: str) -> None:
    path = world.write(name, content)
    message = world.error()
    assert f"{path} is malformed" in message


def test_a_file_that_is_not_text_is_named(world: World) -> None:
    path = world.write(".tencentcloud/credentials", "")
    path.write_bytes(b"\xff\xfe\x00HUSH")
    assert f"{path} is malformed" in world.error()


def test_the_profile_chooses_the_section_of_a_named_file(world: World) -> None:
    set_option_file(world)
    world.write("own.ini", ini("a") + ini("b", "chosen"))
    assert world.credentials().secret_id == "a"
    world.options.update(profile="chosen")
    assert world.credentials().secret_id == "b"


def test_a_named_file_beats_the_profile_of_the_environment(world: World) -> None:
    set_option_file(world)
    world.environ.update(TENCENTCLOUD_PROFILE="chosen")
    world.write("own.ini", ini("a") + ini("b", "chosen"))
    assert world.credentials().secret_id == "a"


def test_a_named_profile_is_searched_in_the_file_of_the_environment_first(world: World) -> None:
    world.environ.update(TENCENTCLOUD_CREDENTIALS_FILE=str(world.write("own.ini", ini("a", "chosen"))))
    world.write(".tencentcloud/credentials", ini("b", "chosen") + ini("c", "other"))
    world.options.update(profile="chosen")
    assert world.credentials().secret_id == "a"
    world.options.update(profile="other")
    assert world.credentials().secret_id == "c"


def test_a_json_file_that_is_named_needs_no_fitting_name(world: World) -> None:
    path = world.write("creds.json", {"secretId": "a", "secretKey": "HUSH"})
    world.options.update(credentials_file=str(path), profile="prod")
    assert world.credentials().secret_id == "a"


def test_a_file_of_tccli_is_the_profile_of_its_name(world: World) -> None:
    path = world.write("elsewhere/prod.credential", {"secretId": "a", "secretKey": "HUSH"})
    world.environ.update(TENCENTCLOUD_CREDENTIALS_FILE=str(path))
    world.options.update(profile="prod")
    assert world.credentials().secret_id == "a"
    world.options.update(profile="test")
    assert "test does not exist" in world.error()


def test_a_file_that_others_can_read_is_told(world: World) -> None:
    path = world.write(".tencentcloud/credentials", ini("a"), mode=0o640)
    world.credentials()
    assert world.warnings == [f"The credentials file {path} can be read by other users; chmod 600 it."]
    path.chmod(0o600)
    world.credentials()
    assert len(world.warnings) == 1


def test_a_default_file_that_cannot_be_read_is_passed_over_unless_it_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, **options: Any) -> str:
        raise PermissionError(13, "Permission denied")

    path = world.write(".tencentcloud/credentials", ini("a"))
    monkeypatch.setattr(_credentials.os, "access", lambda path, mode: False)
    monkeypatch.setattr(Path, "read_text", refuse)
    assert "No credentials were found" in world.error()
    world.options.update(profile="default")
    assert f"{path} cannot be read: Permission denied" in world.error()


# Settings


def test_the_region_comes_from_option_environment_profile_in_this_order(world: World) -> None:
    set_options(world)
    world.write(".tencentcloud/credentials", ini("a", more="region = from-profile"))
    assert world.config().region == "from-profile"
    world.environ.update(TENCENTCLOUD_REGION="from-environment")
    assert world.config().region == "from-environment"
    world.options.update(region="from-option")
    assert world.config().region == "from-option"


def test_the_region_of_tccli_is_in_the_file_beside(world: World) -> None:
    world.write(".tccli/prod.credential", {"secretId": "a", "secretKey": "HUSH"})
    world.options.update(profile="prod")
    for content in ({}, {"_sys_param": {}}, {"_sys_param": None}):
        world.write(".tccli/prod.configure", content)
        with pytest.raises(OptionError, match=r"^region: is not set\. .*TENCENTCLOUD_REGION"):
            world.config()
    world.write(".tccli/prod.configure", {"_sys_param": {"region": "ap-tokyo", "output": "json"}})
    assert world.config().region == "ap-tokyo"


def test_a_region_that_is_known_needs_no_profile(world: World) -> None:
    world.write(".tencentcloud/credentials", "malformed")
    world.options.update(REGION)
    assert world.config() == ClientConfig("ap-guangzhou")


def test_the_endpoint_comes_from_option_or_environment(world: World) -> None:
    world.options.update(REGION)
    world.environ.update(TENCENTCLOUD_TIONE_ENDPOINT="http://127.0.0.1:1")
    assert world.config().url == "http://127.0.0.1:1/"
    world.options.update(endpoint="tione.ap-seoul.tencentcloudapi.com")
    assert world.config().url == "https://tione.ap-seoul.tencentcloudapi.com/"
    world.options.update(endpoint="https://user:HUSH@host/")
    with pytest.raises(OptionError, match=r"^endpoint: ") as caught:
        world.config()
    assert "HUSH" not in str(caught.value)


def test_all_settings_are_taken(world: World) -> None:
    authority = world.write("ca.pem", "")
    settings = {
        "region": "ap-seoul",
        "endpoint": "h:1",
        "project_id": "1234567890123456789",
        "language": "zh-CN",
        "timeout": 1.5,
        "connect_timeout": 0.5,
        "deadline": 9.0,
        "rate_limit": 0,
        "validate_certs": False,
        "ca_path": str(authority),
    }
    world.options.update(settings)
    assert world.config() == ClientConfig(**settings)


def test_the_default_workspace_is_left_out(world: World) -> None:
    world.options.update(REGION, project_id="0")
    assert world.config().project_id is None
    world.options.update(project_id=7)
    assert world.config().project_id == "7"


def test_an_authority_that_is_missing_is_named(world: World) -> None:
    world.options.update(REGION, ca_path="/missing/ca.pem")
    with pytest.raises(OptionError, match=r"^ca_path: /missing/ca\.pem does not exist\."):
        world.config()
