# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module is, and the options that modules share, with their documentation. The API's own settings are Fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import sounds_secret
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Option(NamedTuple):
    """One option of a module.

    doc      one or more sentences, in Ansible's markup
    spec     what Ansible's argument spec says of it, but for `options`
    options  suboptions
    """

    doc: str
    spec: Mapping[str, Any] = NOTHING
    options: Mapping[str, Option] = NOTHING


Options = Mapping[str, Option]


def spec_of(*groups: Options | tuple[Field, ...]) -> dict[str, Any]:
    """Ansible's argument spec of groups of options and of settings."""
    spec: dict[str, Any] = {}
    for group in groups:
        if isinstance(group, tuple):
            from ansible_collections.community.tencentcloud.plugins.module_utils._arguments import argument_spec

            spec.update(argument_spec(group))
        else:
            spec.update({name: _spec(name, option) for name, option in group.items()})
    return spec


def _spec(name: str, option: Option) -> dict[str, Any]:
    nested = {"options": spec_of(option.options)} if option.options else {}
    no_secret = {"no_log": False} if sounds_secret(name) else {}
    return {"type": "str", **no_secret, **option.spec, **nested}


COMMON: Options = {
    "secret_id": Option(
        "Id of the API key. Environment variable E(TENCENTCLOUD_SECRET_ID). Id, key and token always come from one source.",
        {"no_log": True},
    ),
    "secret_key": Option("Secret of the API key. Environment variable E(TENCENTCLOUD_SECRET_KEY).", {"no_log": True}),
    "token": Option(
        "Token of temporary credentials. Environment variable E(TENCENTCLOUD_TOKEN) or E(TENCENTCLOUD_SECURITY_TOKEN).",
        {"no_log": True},
    ),
    "profile": Option(
        "Name of a profile: a section of the SDK's C(~/.tencentcloud/credentials), or tccli's C(~/.tccli/<profile>.credential)."
        " Given here it beats the environment; E(TENCENTCLOUD_PROFILE) does not beat E(TENCENTCLOUD_SECRET_ID).",
    ),
    "credentials_file": Option(
        "File with profiles in one of these two formats. Environment variable E(TENCENTCLOUD_CREDENTIALS_FILE).",
        {"type": "path"},
    ),
    "cvm_role": Option(
        "CAM role of the CVM that the module runs on: its name, or V(auto) for the one that is bound."
        " Its metadata service is asked only if this is set, and options, environment and profile hold no credentials."
        " E(TENCENTCLOUD_METADATA_ENDPOINT) is the host or URL of another metadata service.",
    ),
    "role_arn": Option(
        "Role to assume with the credentials found, such as V(qcs::cam::uin/100000000001:roleName/deploy)."
        " STS gives temporary credentials for it, once for a task and again when they expire."
        " No environment variable stands for it: which role a task assumes is told in the task.",
    ),
    "role_session_name": Option(
        "Name under which the session of a role stands in the audit log: 2 to 128 letters, digits or any of C(+=,.@_-)."
        " It is V(ansible-community-tencentcloud) unless set.",
    ),
    "role_session_duration": Option(
        "Seconds for which the credentials of O(role_arn) are valid, V(43200) at most.",
        {"type": "int", "default": 7200},
    ),
    "role_external_id": Option("External id that the trust policy of O(role_arn) demands."),
    "region": Option(
        "Region of the services, such as V(ap-guangzhou). Environment variable E(TENCENTCLOUD_REGION), then the profile's region."
    ),
    "endpoint": Option(
        "Host or URL of the API, such as V(tione.internal.tencentcloudapi.com) or V(http://127.0.0.1:8080)."
        " Environment variable E(TENCENTCLOUD_TIONE_ENDPOINT). Without it the nearest public access point is called.",
    ),
    "sts_endpoint": Option(
        "Host or URL of STS, such as V(sts.ap-shanghai.tencentcloudapi.com), for O(role_arn) and for OIDC in TKE."
        " Environment variable E(TENCENTCLOUD_STS_ENDPOINT). Without it V(sts.tencentcloudapi.com) is called.",
    ),
    "project_id": Option("Id of the TI-ONE workspace; without it the default workspace is used."),
    "language": Option("Language of the API's messages.", {"choices": ["en-US", "zh-CN"], "default": "en-US"}),
    "timeout": Option("Seconds that one request may take.", {"type": "float", "default": 30.0}),
    "connect_timeout": Option("Seconds that a connection may take.", {"type": "float", "default": 10.0}),
    "deadline": Option(
        "Seconds that all requests of a task may take together, with their repetitions, without the time spent waiting for a state.",
        {"type": "float", "default": 300.0},
    ),
    "rate_limit": Option(
        "Requests per second of one action in one region. All processes of a user on a machine keep to it together"
        " as far as they use the same credentials. V(0) is no limit.",
        {"type": "int", "default": 20},
    ),
    "allow_http": Option(
        "Whether O(endpoint) and O(sts_endpoint) may be addresses without TLS (C(http://)) beyond this machine.",
        {"type": "bool", "default": False},
    ),
    "validate_certs": Option("Whether the certificate of the API is checked.", {"type": "bool", "default": True}),
    "ca_path": Option("File or folder of CA certificates.", {"type": "path"}),
}

QUERY: Options = {
    "query": Option("JMESPath expression over the result; its outcome is returned as RV(query_result)."),
    "only_query_result": Option(
        "Whether only RV(query_result) is returned, which keeps results of large accounts small.",
        {"type": "bool", "default": False},
    ),
}

WAIT: Options = {
    "wait": Option(
        "Whether the task ends only when the wanted state is there. Between two calls that depend on each other it waits in any case.",
        {"type": "bool", "default": True},
    ),
    "wait_timeout": Option("Seconds to wait for each state.", {"type": "float", "default": 1800.0}),
    "wait_interval": Option("Seconds between two looks at the state.", {"type": "float", "default": 5.0}),
}

IDENTITY: Options = {
    "service_id": Option("Id of the service, such as V(ms-vzd8qdk5-1)."),
    "service_group_id": Option("Id of the service group, such as V(ms-vzd8qdk5)."),
    "service_group_name": Option("Exact name of the service group. Two groups with this name are an error."),
}


class ModuleSpec(NamedTuple):
    """What a module is: its options, the rules between them, what it does and what it returns.

    run       does the work: session -> result
    returns   gives what stands in the result; only the documentation asks, so that no task need import it
    options   groups of options and settings beside the common ones
    settings  the settings among them, for secrets at any depth
    rules     Ansible's rules: mutually_exclusive, required_one_of, required_if
    api_objects   options that take an object as the API spells it; what its names mark as secret is never shown
    """

    run: Callable[[Session], dict[str, Any]]
    returns: Callable[[], tuple[Field, ...]]
    options: tuple[Options | tuple[Field, ...], ...] = ()
    settings: tuple[Field, ...] = ()
    rules: Mapping[str, Any] = NOTHING
    api_objects: tuple[str, ...] = ()

    def argument_spec(self) -> dict[str, Any]:
        """Ansible's argument spec."""
        return spec_of(COMMON, *self.options)
