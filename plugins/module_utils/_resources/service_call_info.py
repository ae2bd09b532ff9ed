# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_service_call_info: the addresses and tokens by which the services of a group are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import QUERY, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import (
    check_identity,
    find_group,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.groups import (
    GROUP_IDENTITY,
    GROUP_RULES,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import AUTH_TOKEN
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api, masked, secret_values

R = Mode.READ_ONLY

OPTIONS: Options = {
    "service_category": Option("Category of the services."),
    "reveal": Option(
        "Whether tokens and keys are returned as they are, instead of masked. Set C(no_log) on the task then.",
        {"type": "bool", "default": False},
    ),
}

_OLD_GATEWAY = (
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group.", mode=R),
    Field("inner_http_addr", "InnerHttpAddr", doc="Address for HTTP in the network of the platform.", mode=R),
    Field("inner_https_addr", "InnerHttpsAddr", doc="Address for HTTPS in the network of the platform.", mode=R),
    Field("outer_http_addr", "OuterHttpAddr", doc="Public address for HTTP.", mode=R),
    Field("outer_https_addr", "OuterHttpsAddr", doc="Public address for HTTPS.", mode=R),
    Field("app_key", "AppKey", doc="Key for calls, masked unless O(reveal).", mode=R, secret=True),
    Field("app_secret", "AppSecret", doc="Secret for calls, masked unless O(reveal).", mode=R, secret=True),
    Field("authorization_enable", "AuthorizationEnable", "bool", doc="Whether calls need the key.", mode=R),
)
_INFER_GATEWAY = (
    Field("vpc_http_addr", "VpcHttpAddr", doc="Address for HTTP in the VPC.", mode=R),
    Field("vpc_https_addr", "VpcHttpsAddr", doc="Address for HTTPS in the VPC.", mode=R),
    Field("vpc_grpc_tls_addr", "VpcGrpcTlsAddr", doc="Address for gRPC with TLS in the VPC.", mode=R),
    Field("vpc_id", "VpcId", doc="VPC that may call it.", mode=R),
    Field("subnet_id", "SubnetId", doc="Subnet of the addresses.", mode=R),
)
_NGINX_GATEWAY = (Field("host", "Host", doc="Host name.", mode=R),)
_TJ = (
    Field("http_addr", "HttpAddr", doc="Address for HTTP.", mode=R),
    Field("token", "Token", doc="Token for calls, masked unless O(reveal).", mode=R, secret=True),
    Field("call_example", "CallExample", doc="Example of a call, the token in it masked unless O(reveal).", mode=R),
)
_INGRESS_LINK = (
    Field("vpc_id", "VpcId", doc="VPC of the connection.", mode=R),
    Field("subnet_id", "SubnetId", doc="Subnet of the connection.", mode=R),
    Field("inner_http_addr", "InnerHttpAddr", "list", elements="str", doc="Addresses for HTTP.", mode=R),
    Field("inner_https_addr", "InnerHttpsAddr", "list", elements="str", doc="Addresses for HTTPS.", mode=R),
    Field("state", "State", doc="State of the connection.", mode=R),
)
_PRIVATE_LINK = (
    *_INGRESS_LINK,
    Field("inner_grpc_addr", "InnerGrpcAddr", "list", elements="str", doc="Addresses for gRPC.", mode=R),
    Field("created_by", "CreatedBy", doc="Who created it.", mode=R),
    Field("create_time", "CreateTime", doc="When it was created.", mode=R),
    Field("sub_uin_name", "SubUinName", doc="Name of the sub-account.", mode=R),
)
_SERVICE_EIP = (
    Field("service_id", "ServiceId", doc="Id of the service.", mode=R),
    Field("vpc_id", "VpcId", doc="VPC of the network interface.", mode=R),
    Field("subnet_id", "SubnetId", doc="Subnet of the network interface.", mode=R),
)
_DEFAULT_INNER = (
    Field("vpc_ids", "VpcIds", "list", elements="str", doc="VPCs that may call it.", mode=R),
    Field("inner_http_addr", "InnerHttpAddr", doc="Address for HTTP.", mode=R),
)
_INTRANET = (
    Field(
        "ingress_private_link_info",
        "IngressPrivateLinkInfo",
        "dict",
        doc="Private connection of the gateway.",
        fields=_INGRESS_LINK,
        mode=R,
    ),
    Field(
        "service_eip_info",
        "ServiceEIPInfo",
        "list",
        elements="dict",
        doc="Network interfaces of the services.",
        fields=_SERVICE_EIP,
        mode=R,
    ),
    Field(
        "default_inner_call_infos",
        "DefaultInnerCallInfos",
        "list",
        elements="dict",
        doc="Addresses in VPCs that need no connection.",
        fields=_DEFAULT_INNER,
        mode=R,
    ),
    Field(
        "private_link_infos",
        "PrivateLinkInfos",
        "list",
        elements="dict",
        doc="Private connections.",
        fields=_PRIVATE_LINK,
        mode=R,
    ),
    Field(
        "private_link_infos_v2",
        "PrivateLinkInfosV2",
        "list",
        elements="dict",
        doc="Private connections of the present gateway.",
        fields=_PRIVATE_LINK,
        mode=R,
    ),
)
_PRESENT_GATEWAY = (
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group.", mode=R),
    Field("internet_endpoint", "InternetEndpoint", doc="Public address.", mode=R),
    Field("authorization_enable", "AuthorizationEnable", "bool", doc="Whether calls need a token.", mode=R),
    Field("auth_token", "AuthToken", doc="Token for calls, masked unless O(reveal).", mode=R, secret=True),
    Field(
        "auth_tokens",
        "AuthTokens",
        "list",
        elements="dict",
        doc="All tokens, values masked unless O(reveal).",
        fields=AUTH_TOKEN,
        mode=R,
    ),
    Field("enable_limit", "EnableLimit", "bool", doc="Whether calls are limited.", mode=R),
    Field("grpc_host", "GrpcHost", doc="Host name that calls by gRPC have to name.", mode=R),
    Field("gateway_config", "GatewayConfig", "dict", doc="The gateway.", fields=struct.GATEWAY_CONFIG, mode=R),
)

CALL_INFO = (
    Field(
        "service_call_info",
        "ServiceCallInfo",
        "dict",
        doc="Calls through the old gateway.",
        fields=_OLD_GATEWAY,
        mode=R,
    ),
    Field(
        "infer_gateway_call_info",
        "InferGatewayCallInfo",
        "dict",
        doc="Calls through the inference gateway.",
        fields=_INFER_GATEWAY,
        mode=R,
    ),
    Field(
        "default_nginx_gateway_call_info",
        "DefaultNginxGatewayCallInfo",
        "dict",
        doc="Calls through the default gateway.",
        fields=_NGINX_GATEWAY,
        mode=R,
    ),
    Field("tj_call_info", "TJCallInfo", "dict", doc="Calls of Taiji services.", fields=_TJ, mode=R),
    Field("intranet_call_info", "IntranetCallInfo", "dict", doc="Calls from VPCs.", fields=_INTRANET, mode=R),
    Field(
        "service_call_info_v2",
        "ServiceCallInfoV2",
        "dict",
        doc="Calls through the present gateway.",
        fields=_PRESENT_GATEWAY,
        mode=R,
    ),
)


def run(session: Session) -> dict[str, Any]:
    """Read how a group is called; what there is not is null.

    :returns: the result of tione_service_call_info
    :raises TencentCloudError: an option cannot work, or a call failed
    """
    query = Query(session.params)
    check_identity({"service_id": None, **session.params})
    info = {**{part.name: None for part in CALL_INFO}, **from_api(CALL_INFO, _read(session))}
    shown = info if session.params["reveal"] else _masked(info)
    return query.apply({"changed": False, **shown, "request_ids": list(session.client.request_ids)})


def _read(session: Session) -> Mapping[str, Any]:
    params = session.params
    group_id = params["service_group_id"] or (find_group(session.client, params) or {}).get("ServiceGroupId")
    if not group_id:
        return {}
    category = {"ServiceCategory": params["service_category"]} if params["service_category"] else {}
    request = {"ServiceGroupId": group_id, **category, **workspace(params["project_id"])}
    try:
        return session.client.call("DescribeModelServiceCallInfo", request)
    except ApiError as error:
        if error.not_found:
            return {}
        raise


def _masked(info: Mapping[str, Any]) -> Any:
    """Secrets masked, also where an address or an example repeats one."""
    return redacted(masked(CALL_INFO, info), secret_values(CALL_INFO, info))


SPEC = ModuleSpec(
    run=run,
    returns=lambda: CALL_INFO + QUERY_RETURNS + REQUEST_RETURNS,
    options=(GROUP_IDENTITY, OPTIONS, QUERY),
    rules=GROUP_RULES,
)
