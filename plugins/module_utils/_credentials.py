# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where credentials and settings come from: one table of sources in a fixed order.

Nothing is asked over the network here: sources that have to ask do so when a client needs the credentials. What they ask
with is imported only for them, and so is what reads profiles: a task that does not need it starts faster.
Sources: sections 3 and 9 of the design, section h of the API semantics for files and variables.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, NamedTuple, Union

from ansible_collections.community.tencentcloud.plugins.module_utils._clock import SYSTEM_CLOCK, Clock
from ansible_collections.community.tencentcloud.plugins.module_utils._config import ClientConfig
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._signing import Credentials
from ansible_collections.community.tencentcloud.plugins.module_utils._supply import Hide, Supply

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._profiles import Profile

__all__ = ["Choice", "Credentials", "Means", "Supply", "resolve", "resolve_config", "resolve_supply", "text_of"]

HOME = Path("~")
SYSTEM_FILE = Path("/etc/tencentcloud/credentials")
TOKEN_VARIABLES = ("TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN")
TKE_VARIABLES = ("TKE_REGION", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN")
READABLE_BY_OTHERS = 0o044


def _ignore(message: str) -> None:
    """Take a warning and drop it."""


def text_of(values: Mapping[str, Any], name: str) -> str | None:
    """A setting as text; None if it is not set. Empty counts as not set: AWX renders empty fields so."""
    value = values.get(name)
    text = "" if value is None else str(value).strip()
    return None if text == "" else text


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for text in (text_of(values, name) for name in names) if text is not None), None)


class Means(NamedTuple):
    """What is needed to ask others for credentials: settings of the connection, a clock, who takes warnings and secrets."""

    config: ClientConfig
    warn: Callable[[str], None] = _ignore
    hide: Hide = _ignore
    clock: Clock = SYSTEM_CLOCK


class _Surroundings(NamedTuple):
    """All that sources may look at."""

    options: Mapping[str, Any]
    environ: Mapping[str, str]
    home: Path
    warn: Callable[[str], None] = _ignore


class Choice(NamedTuple):
    """Which profile to use, as one level of settings says; None where that level is silent."""

    profile: str | None = None
    file: str | None = None
    searched_first: str | None = None

    @property
    def is_made(self) -> bool:
        """Whether that level says anything."""
        return self.profile is not None or self.file is not None


def _environment_choice(around: _Surroundings) -> Choice:
    variables = ("TENCENTCLOUD_PROFILE", "TENCENTCLOUD_CREDENTIALS_FILE")
    return Choice(*(text_of(around.environ, variable) for variable in variables))


def _option_choice(around: _Surroundings) -> Choice:
    """The options beat the environment; its file is only one more place to search for a profile."""
    profile, file = text_of(around.options, "profile"), text_of(around.options, "credentials_file")
    return Choice(profile, file, _environment_choice(around).file if file is None else None)


def _find_profile(around: _Surroundings, choice: Choice) -> Profile | None:
    from ansible_collections.community.tencentcloud.plugins.module_utils import _profiles

    return _profiles.find_profile(choice, around.home.expanduser(), SYSTEM_FILE)


def _complete(keys: Mapping[str, str | None], names: Mapping[str, str], source: str) -> Credentials | None:
    """A key pair from one source; None if the source has nothing. `names` are what the source calls its members.

    Raises CredentialsError for half a pair, or a token alone.
    """
    if not any(keys.values()):
        return None
    missing = [names[name] for name in ("secret_id", "secret_key") if keys.get(name) is None]
    if missing:
        raise CredentialsError(
            f"Incomplete credentials from {source}: {' and '.join(missing)} not set.",
            hint="Id, key and token must come from one source.",
        )
    return Credentials(str(keys["secret_id"]), str(keys["secret_key"]), keys.get("token"), source)


def _from_options(around: _Surroundings) -> Credentials | None:
    names = {name: name for name in ("secret_id", "secret_key", "token")}
    return _complete(
        {name: text_of(around.options, name) for name in names}, names, "the options secret_id, secret_key and token"
    )


def _from_environment(around: _Surroundings) -> Credentials | None:
    names = {"secret_id": "TENCENTCLOUD_SECRET_ID", "secret_key": "TENCENTCLOUD_SECRET_KEY"}
    pair = {name: text_of(around.environ, variable) for name, variable in names.items()}
    if not any(pair.values()):
        return None
    return _complete(
        {**pair, "token": _first(around.environ, TOKEN_VARIABLES)}, names, "the environment variables TENCENTCLOUD_*"
    )


def _from_profile(around: _Surroundings, choice: Choice) -> Credentials | None:
    profile = _find_profile(around, choice)
    if profile is None:
        return None
    credentials = _complete(profile.keys, profile.members, profile.place)
    if credentials is None and choice.is_made:
        missing = f"{profile.members['secret_id']} and {profile.members['secret_key']} not set"
        raise CredentialsError(f"No credentials in {profile.place}: {missing}.")
    if credentials is not None and profile.path.stat().st_mode & READABLE_BY_OTHERS:
        around.warn(f"The credentials file {profile.path} can be read by other users; chmod 600 it.")
    return credentials


def _from_option_profile(around: _Surroundings) -> Credentials | None:
    choice = _option_choice(around)
    return _from_profile(around, choice) if choice.is_made else None


def _from_environment_profile(around: _Surroundings) -> Credentials | None:
    choice = _environment_choice(around)
    return _from_profile(around, choice) if choice.is_made else None


def _from_default_profile(around: _Surroundings) -> Credentials | None:
    return _from_profile(around, Choice())


# What a source finds: credentials, or how to ask for them. Union, because Python 3.9 evaluates this.
_Found = Union[Credentials, Callable[[Means], Supply], None]


def _from_machine(around: _Surroundings) -> _Found:
    """The role of this machine, only if the user says that it has one: asking costs time wherever it has none."""
    role = text_of(around.options, "cvm_role")
    if role is None:
        return None
    from ansible_collections.community.tencentcloud.plugins.module_utils import _metadata

    endpoint = text_of(around.environ, _metadata.ENDPOINT_VARIABLE) or _metadata.DEFAULT_ENDPOINT
    machine = _metadata.MachineRole(role, endpoint)
    return lambda means: machine.supply(means.clock, means.hide)


def _from_pod(around: _Surroundings) -> _Found:
    values = [text_of(around.environ, variable) for variable in TKE_VARIABLES]
    region, provider, file, arn = (value or "" for value in values)
    if not all(values):
        return None
    from ansible_collections.community.tencentcloud.plugins.module_utils import _sts

    session, endpoint = _session_of_role(around)
    identity = _sts.WebIdentity(region, provider, file, arn, session)
    return lambda means: _sts.Sts(means, endpoint).identify(identity)


def _session_of_role(around: _Surroundings) -> tuple[str, str]:
    """The name of the session of a role, and where STS is."""
    from ansible_collections.community.tencentcloud.plugins.module_utils import _sts

    endpoint = text_of(around.options, "sts_endpoint") or text_of(around.environ, "TENCENTCLOUD_STS_ENDPOINT")
    return text_of(around.options, "role_session_name") or _sts.DEFAULT_SESSION, endpoint or _sts.DEFAULT_ENDPOINT


class _Source(NamedTuple):
    """A row of the table: how to tell the user about it, and how to look there."""

    description: str
    find: Callable[[_Surroundings], _Found]


SOURCES = (
    _Source("the options secret_id and secret_key", _from_options),
    _Source("the options profile or credentials_file", _from_option_profile),
    _Source("the environment variables TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY", _from_environment),
    _Source(
        "the environment variables TENCENTCLOUD_PROFILE or TENCENTCLOUD_CREDENTIALS_FILE", _from_environment_profile
    ),
    _Source(
        f"the profile default in ~/.tencentcloud/credentials, {SYSTEM_FILE} or ~/.tccli/default.credential",
        _from_default_profile,
    ),
    _Source("the option cvm_role, on a CVM with a role", _from_machine),
    _Source(f"the environment variables {', '.join(TKE_VARIABLES)} together, in a pod of TKE", _from_pod),
)


def resolve(
    options: Mapping[str, Any], warn: Callable[[str], None], hide: Callable[[str], None]
) -> tuple[ClientConfig, Supply]:
    """Where to call and as whom, from the common options, the environment and the files in the home of this process.

    `warn` takes a warning, `hide` a secret that was found. Raises what resolve_config and resolve_supply raise.
    """
    config = resolve_config(options, os.environ, HOME)
    return config, resolve_supply(options, os.environ, HOME, Means(config, warn, hide))


def resolve_supply(options: Mapping[str, Any], environ: Mapping[str, str], home: Path, means: Means) -> Supply:
    """The credentials of the first source that has any, or of the role in role_arn, assumed with them.

    `options` are the common options, None or "" where not set. Raises CredentialsError if there are none, or a source
    is incomplete, malformed or named but missing; OptionError for options that cannot work.
    """
    around = _Surroundings(options, environ, home, means.warn)
    assume = _assumption(around)
    found = _first_found(around)
    base = Supply.fixed(found, means.hide) if isinstance(found, Credentials) else found(means)
    return base if assume is None else assume(means, base)


def _first_found(around: _Surroundings) -> Credentials | Callable[[Means], Supply]:
    for source in SOURCES:
        found = source.find(around)
        if found is not None:
            return found
    ways = "; ".join(f"{number}. {source.description}" for number, source in enumerate(SOURCES, start=1))
    raise CredentialsError(
        "No credentials were found.", hint=f"Give them in one of these ways (the first that is set counts): {ways}."
    )


def _assumption(around: _Surroundings) -> Callable[[Means, Supply], Supply] | None:
    """How to assume a role with other credentials, if one shall be assumed."""
    arn, external_id = text_of(around.options, "role_arn"), text_of(around.options, "role_external_id")
    if arn is None:
        if external_id is not None:
            raise OptionError("role_external_id", "is given without role_arn", hint="Give the role that it belongs to.")
        return None
    from ansible_collections.community.tencentcloud.plugins.module_utils import _sts

    session, endpoint = _session_of_role(around)
    role = _sts.Role(arn, session, _seconds(around, _sts.DEFAULT_SECONDS), external_id)
    return lambda means, base: _sts.Sts(means, endpoint).assume(role, base)


def _seconds(around: _Surroundings, default: int) -> int:
    text = text_of(around.options, "role_session_duration") or str(default)
    return int(text) if text.isdecimal() else 0


_TEXT_SETTINGS: dict[str, tuple[str, ...]] = {
    "region": ("TENCENTCLOUD_REGION",),
    "endpoint": ("TENCENTCLOUD_TIONE_ENDPOINT",),
    "project_id": (),
    "language": (),
    "ca_path": (),
}
_OTHER_SETTINGS = ("timeout", "connect_timeout", "deadline", "rate_limit", "validate_certs", "allow_http")
DEFAULT_WORKSPACE = "0"


def resolve_config(options: Mapping[str, Any], environ: Mapping[str, str], home: Path) -> ClientConfig:
    """The settings of the client: option, then environment, then (region only) the profile.

    Raises OptionError for a missing region or a value that cannot work, CredentialsError for an unreadable profile.
    """
    texts = {name: text_of(options, name) or _first(environ, variables) for name, variables in _TEXT_SETTINGS.items()}
    region = texts.pop("region") or _region_of_profile(_Surroundings(options, environ, home))
    if region is None:
        raise OptionError(
            "region",
            "is not set",
            hint="Set the option, the environment variable TENCENTCLOUD_REGION, or region in the profile.",
        )
    if texts["project_id"] == DEFAULT_WORKSPACE:
        del texts["project_id"]
    if texts["ca_path"] is not None and not Path(texts["ca_path"]).exists():
        raise OptionError("ca_path", f"{texts['ca_path']} does not exist")
    given: dict[str, Any] = {**texts, **{name: options.get(name) for name in _OTHER_SETTINGS}}
    config = ClientConfig(region, **{name: value for name, value in given.items() if value is not None})
    config.check()  # a client does that too, but what is wrong with an option is said before credentials are looked for
    return config


def _region_of_profile(around: _Surroundings) -> str | None:
    choice = _option_choice(around)
    profile = _find_profile(around, choice if choice.is_made else _environment_choice(around))
    return None if profile is None else profile.region
