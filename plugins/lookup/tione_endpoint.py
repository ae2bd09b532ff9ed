# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione_endpoint
short_description: Address and token of a TI-ONE service group
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Reads by which address a service group is called, and with O(reveal) by which token. It never changes anything.
  - M(community.tencentcloud.tione_service_call_info) returns all that the API says of it.
extends_documentation_fragment:
  - community.tencentcloud._plugin
options:
  _terms:
    description:
      - Which service groups - ids such as V(ms-vzd8qdk5), or exact names.
      - What looks like an id is looked for as an id first, and as a name if there is none.
    type: list
    elements: str
    required: true
  network:
    description:
      - From where the group is called, the internet or a VPC that it is connected to.
    type: str
    choices:
      - internet
      - vpc
    default: internet
  token_name:
    description:
      - Name of the token. Without it the one is taken that the API calls the token of the group, or else its first
        one.
    type: str
  reveal:
    description:
      - Whether the token is returned as it is, instead of masked. Set C(no_log) on the task then.
    type: bool
    default: false
seealso:
  - module: community.tencentcloud.tione_service_call_info
"""

EXAMPLES = r"""
- name: Ask the service
  ansible.builtin.uri:
    url: "{{ endpoint.address }}/v1/chat/completions"
    method: POST
    headers:
      Authorization: "Bearer {{ endpoint.token }}"
    body_format: json
    body: {model: chat, messages: [{role: user, content: ping}]}
  no_log: true
  vars:
    endpoint: "{{ lookup('community.tencentcloud.tione_endpoint', 'chat-prod', reveal=true) }}"

- name: Show the addresses of two groups in the VPC
  ansible.builtin.debug:
    msg: "{{ query('community.tencentcloud.tione_endpoint', *groups, network='vpc') | map(attribute='address') }}"
  vars:
    groups: [chat-prod, ms-vzd8qdk5]
"""

RETURN = r"""
_list:
  description:
    - An endpoint for each service group. It fails if a group is not there, or has no address in the network.
  type: list
  elements: dict
  contains:
    service_group_id:
      description: Id of the service group.
      type: str
      sample: ms-vzd8qdk5
    address:
      description: Address for calls.
      type: str
      sample: https://ms-vzd8qdk5-100000000001-sw.gw.ap-guangzhou.ti.tencentcs.com/ms-vzd8qdk5
    authorization_enable:
      description: Whether calls need a token.
      type: bool
      sample: true
    token:
      description: The token, masked unless O(reveal); null where there is none.
      type: str
      sample: '********'
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import dig
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import service_call_info
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.plugin_utils._lookup import Lookup, find_group, is_group_id

TAIJI = "tj_call_info"  # a gateway with a token of its own
# Where addresses stand in the call info, in order of preference. The first of a list counts.
ADDRESSES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "internet": (
        ("service_call_info_v2", "internet_endpoint"),
        (TAIJI, "http_addr"),
        ("service_call_info", "outer_https_addr"),
        ("service_call_info", "outer_http_addr"),
    ),
    "vpc": (
        ("intranet_call_info", "private_link_infos_v2", "inner_https_addr"),
        ("intranet_call_info", "private_link_infos_v2", "inner_http_addr"),
        ("intranet_call_info", "private_link_infos", "inner_https_addr"),
        ("intranet_call_info", "private_link_infos", "inner_http_addr"),
        ("intranet_call_info", "default_inner_call_infos", "inner_http_addr"),
        ("infer_gateway_call_info", "vpc_https_addr"),
        ("infer_gateway_call_info", "vpc_http_addr"),
        ("service_call_info", "inner_https_addr"),
        ("service_call_info", "inner_http_addr"),
    ),
}
ASKED = {"query": None, "only_query_result": False, "service_category": None, "service_group_name": None}
PARTS = tuple(part.name for part in service_call_info.CALL_INFO)


class LookupModule(Lookup):
    """Addresses and tokens by group."""

    own_options: ClassVar[Options] = {
        "network": Option("From where it is called.", {"choices": list(ADDRESSES), "default": "internet"}),
        "token_name": Option("Name of the token."),
        "reveal": Option("Whether the token is returned as it is.", {"type": "bool", "default": False}),
    }

    def find(self, session: Session, term: str) -> dict[str, Any] | None:
        """The endpoint of the group that a term means, or None."""
        group_id, info = term, self._call_info(session, term) if is_group_id(term) else {}
        if not info:
            group_id = str((find_group(session, term, by_id=False) or {}).get("ServiceGroupId") or "")
            info = self._call_info(session, group_id) if group_id else {}
        return _endpoint(session.params, group_id, info) if info else None

    @staticmethod
    def _call_info(session: Session, group_id: str) -> Mapping[str, Any]:
        """How a group is called; empty if there is no such group."""
        params = {**session.params, **ASKED, "service_group_id": group_id, "reveal": True}
        asked = Session(params, session.client, session.warn, session.progress, session.hide)
        info = service_call_info.run(asked)
        return {part: info[part] for part in PARTS} if any(info[part] for part in PARTS) else {}


def _endpoint(params: Mapping[str, Any], group_id: str, info: Mapping[str, Any]) -> dict[str, Any]:
    network = params["network"]
    found = ((path[0], text) for path in ADDRESSES[network] for text in _texts(info, path))
    part, address = next(found, (None, None))
    if address is None:
        other = "vpc" if network == "internet" else "internet"
        raise TencentCloudError(
            f"Service group {group_id} has no address for calls from the {network}.",
            hint=f"Try network={other}, or see what tione_service_call_info returns.",
        )
    token = dig(info, (TAIJI, "token")) if part == TAIJI else _token(params, group_id, info)
    enabled = (dig(info, (part, "authorization_enable")) for part in ("service_call_info_v2", "service_call_info"))
    return {
        "service_group_id": group_id,
        "address": address,
        "authorization_enable": next((bool(value) for value in enabled if value is not None), None),
        "token": token if params["reveal"] or not token else MASK,
    }


def _texts(info: Any, path: tuple[str, ...]) -> Iterator[str]:
    """The texts at a path; where it comes upon a list, in its elements."""
    if isinstance(info, list):
        for element in info:
            yield from _texts(element, path)
    elif path and isinstance(info, Mapping):
        yield from _texts(info.get(path[0]), path[1:])
    elif not path and isinstance(info, str) and info:
        yield info


def _token(params: Mapping[str, Any], group_id: str, info: Mapping[str, Any]) -> str | None:
    """The token of that name, or the one that counts without a name.

    :raises TencentCloudError: there is none of that name
    """
    name = params["token_name"]
    bases = [token.get("base") or {} for token in dig(info, ("service_call_info_v2", "auth_tokens")) or []]
    named = [str(base["value"]) for base in bases if base.get("value") and name in (None, base.get("name"))]
    if name is not None:
        if not named:
            known = ", ".join(sorted(str(base.get("name")) for base in bases)) or "none"
            raise TencentCloudError(f"Service group {group_id} has no token named {name!r}; there is {known}.")
        return named[0]
    return dig(info, ("service_call_info_v2", "auth_token")) or (named[0] if named else None)
