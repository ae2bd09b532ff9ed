# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a probe calls, and with which token: an address that the task gives, a group's, or that of one version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import (
    check_identity,
    find_group,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import read_service
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

NOT_FOUND, NO_ADDRESS, NO_TOKEN = "ClientError.NotFound", "ClientError.NoAddress", "ClientError.NoToken"
RUNNING = "Running"
_SECRET_WORD = re.compile(r"key|token|secret|sign|sig$|auth|pass|cred|cookie|session", re.IGNORECASE)

Reply = Mapping[str, Any]


class NoTargetError(TencentCloudError):
    """There is nothing to call: no such group or version, or no address of it."""

    default_error_code = NO_ADDRESS


@dataclass(frozen=True)
class Target:
    """What is called.

    urls     addresses of the same thing, called in turn
    token    what calls are authorized with, or None
    secrets  texts that nothing may show
    """

    urls: tuple[str, ...]
    token: str | None = None
    secrets: frozenset[str] = frozenset()


def check_address(params: Mapping[str, Any]) -> None:
    """Refuse an address that cannot be called, before any call.

    :raises OptionError: names the option
    """
    check_identity(params)
    if params["url"] is not None:
        _check_url(params["url"])
    if params["path"] is not None and "://" in params["path"].partition("?")[0]:
        raise OptionError("path", "is a whole address", hint="Give it with url.")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(char.isspace() or not char.isprintable() for char in url):
        raise OptionError(
            "url", "is not an address", hint="Write http:// or https:// with a host, and a path if needed."
        )
    if "@" in parts.netloc:
        raise OptionError("url", "has a user in it", hint="Put what authorizes the call into auth_token or headers.")


def find_target(session: Session) -> Target:
    """The address and the token that the task means, read from the API unless the task gives both.

    :raises NoTargetError: there is nothing to call
    """
    params = session.params
    if params["url"] is not None:
        found = Target((params["url"],), params["auth_token"])
    elif params["service_id"] is not None:
        found = Target(_of_version(session), params["auth_token"])
    else:
        found = _of_group(session)
    urls = tuple(with_path(url, params["path"]) for url in found.urls)
    secrets = found.secrets | {found.token or ""} | set(secrets_in_query(urls[0]))
    return Target(urls, found.token, frozenset(secrets - {""}))


def with_path(url: str, path: str | None) -> str:
    """An address with a path behind it; a query of either stays, at the end."""
    if not path:
        return url
    parts = urlsplit(url)
    behind, _mark, query = path.partition("?")
    joined = f"{parts.path.rstrip('/')}/{behind.lstrip('/')}" if behind else parts.path
    return urlunsplit((parts.scheme, parts.netloc, joined, "&".join(filter(None, (parts.query, query))), ""))


def shown_url(url: str) -> str:
    """An address in which the query's secrets are masked."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    shown = [(name, MASK if says_secret(name) and value else value) for name, value in pairs]
    query = parts.query if shown == pairs else urlencode(shown, safe="*", quote_via=quote)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def secrets_in_query(url: str) -> Iterator[str]:
    """The values in an address's query whose names say that they are secret, also as they are written there."""
    for pair in urlsplit(url).query.split("&"):
        name, _mark, written = pair.partition("=")
        if says_secret(name) and written:
            yield written
            yield dict(parse_qsl(pair)).get(name, written)


def says_secret(name: str) -> bool:
    """Whether the name of a header or of a parameter says that its value is a secret."""
    return _SECRET_WORD.search(name) is not None


def _of_version(session: Session) -> tuple[str, ...]:
    """The addresses of a version's running pods: they are the only ones that the API has for one version."""
    params = session.params
    service_id = params["service_id"]
    service = read_service(session.client, service_id, params["project_id"])
    if service is None:
        raise _missing(session, f"service {service_id}")
    for name in ("service_group_id", "service_group_name"):
        if params[name] not in (None, service.get(name)):
            raise OptionError(name, f"{service_id} is a service of {service.get(name)}, not of {params[name]}")
    pods = dig(service, ("service_info", "pod_infos")) or []
    interfaces = [pod.get("cross_tenant_eni_info") or {} for pod in pods if pod.get("phase") == RUNNING]
    hosts = [(item.get("primary_ip"), item.get("port")) for item in interfaces]
    urls = tuple(dict.fromkeys(f"http://{host}:{port}" for host, port in hosts if host and port))
    if not urls:
        raise NoTargetError(
            f"Service {service_id} has no address of its own: none of its {len(pods)} pods runs with a network interface"
            " in a VPC.",
            hint="A version has one while it runs with service_eip. Else call the group, to which the version"
            " belongs with its weight, or give the address with url.",
        )
    return urls


def _of_group(session: Session) -> Target:
    params = session.params
    group_id = params["service_group_id"] or (find_group(session.client, params) or {}).get("ServiceGroupId")
    if not group_id:
        raise _missing(session, f"service group {params['service_group_name']}")
    request = {"ServiceGroupId": group_id, **workspace(params["project_id"])}
    reply = session.client.call("DescribeModelServiceCallInfo", request)
    present, old = reply.get("ServiceCallInfoV2") or {}, reply.get("ServiceCallInfo") or {}
    if present.get("InternetEndpoint"):
        url, token = str(present["InternetEndpoint"]), _token_for(params, group_id, present)
    elif old.get("OuterHttpsAddr") or old.get("OuterHttpAddr"):
        url, token = str(old.get("OuterHttpsAddr") or old["OuterHttpAddr"]), _token_for(params, group_id, old)
    else:
        raise NoTargetError(
            f"Service group {group_id} has no public address.",
            hint="It has one when a version has been created. For an address in a VPC see tione_service_call_info,"
            " and give it with url.",
        )
    return Target((url if "://" in url else f"https://{url}",), token, frozenset(_secrets_of(present, old)))


def _missing(session: Session, sought: str) -> NoTargetError:
    workspace_name = session.params["project_id"] or "default"
    return NoTargetError(
        f"There is no {sought} in region {session.client.config.region} and workspace {workspace_name}.",
        hint="Check name or id, region and project_id; tione_service_group_info lists what there is.",
        error_code=NOT_FOUND,
    )


def _token_for(params: Mapping[str, Any], group_id: str, info: Reply) -> str | None:
    """The token for calls through a gateway: the one given, the one named, or the first that the API tells."""
    name = params["auth_token_name"]
    if params["auth_token"] or not (name or info.get("AuthorizationEnable")):
        return params["auth_token"] or None
    if any(says_secret(header) and "auth" in header.lower() for header in params["headers"] or {}):
        return None
    usable = [base for base in _bases(info) if base.get("Status") in (None, "", "Enabled")]
    values = [base.get("Value") for base in usable if name in (None, base.get("Name"))]
    values += [info.get("AuthToken")] if name is None else []
    found = next((str(value) for value in values if value and str(value).strip("*")), None)
    if found is None:
        raise NoTargetError(
            f"Calls of service group {group_id} need a token, and the API tells none"
            + (f" that is enabled with the name {name!r}." if name else "."),
            hint="Give it with auth_token, or with auth_token_name one of those that tione_auth_token manages."
            " Calls through the old gateway are signed: put what they need into headers, with url.",
            error_code=NO_TOKEN,
        )
    return found


def _bases(info: Reply) -> Iterator[Reply]:
    for token in info.get("AuthTokens") or []:
        yield token.get("Base") or {}


def _secrets_of(present: Reply, old: Reply) -> Iterator[str]:
    """Every secret in the call info: an answer may repeat any of them."""
    values = [present.get("AuthToken"), old.get("AppKey"), old.get("AppSecret")]
    values += [base.get("Value") for base in _bases(present)]
    return (str(value) for value in values if value)
