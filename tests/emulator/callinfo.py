# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The addresses and secrets of a group: each part of DescribeModelServiceCallInfo as a function of the group."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from . import tokens
from .clock import utc_text
from .description import Json
from .state import APP_ID, SUB_UIN, UIN, Group
from .switches import Behaviour

VPC, SUBNET = "vpc-8f3k2m1p", "subnet-5t7q9x2c"
#: The only state of a private link that has been seen.
LINKED = "CreateSuccess"


def call_info(group: Group, behaviour: Behaviour, address: str) -> Json:
    """The members of the reply; those outside the wanted style are null. ``address`` is where groups really answer."""
    filled = STYLES[behaviour.call_info]
    info = {name: part(group, behaviour) if name in filled else None for name, part in PARTS.items()}
    present = info["ServiceCallInfoV2"]
    if present is not None and address and not behaviour.internet_endpoint:
        present["InternetEndpoint"] = f"{address}/{group.group_id}"
    return info


def _digest(group: Group, purpose: str) -> str:
    """Characters that look random and are the same in every run."""
    return hashlib.sha256(f"{purpose} {group.group_id}".encode()).hexdigest()


def _old_gateway(group: Group, behaviour: Behaviour) -> Json:
    host = f"service-{_digest(group, 'gateway')[:8]}-{APP_ID}"
    secrets = {
        "AppKey": f"APID{_digest(group, 'key')[:36]}" if group.authorization else "",
        "AppSecret": _digest(group, "secret")[:40] if group.authorization else "",
    }
    return {
        "ServiceGroupId": group.group_id,
        "InnerHttpAddr": f"http://{host}-in.gz.tencentapigw.com:8011/tione",
        "InnerHttpsAddr": f"https://{host}-in.gz.tencentapigw.com:9011/tione",
        "OuterHttpAddr": f"http://{host}.gz.tencentapigw.com:80/tione",
        "OuterHttpsAddr": f"https://{host}.gz.tencentapigw.com:443/tione",
        **secrets,
        "AuthorizationEnable": group.authorization,
    }


def _new_gateway(group: Group, behaviour: Behaviour) -> Json:
    address = behaviour.internet_endpoint or f"https://{_host(group, 'gw')}/{{group_id}}"
    shown = tokens.shown(group, behaviour)
    limited = any(version.settings["ServiceLimit"] for version in group.versions.values())
    return {
        "ServiceGroupId": group.group_id,
        "InternetEndpoint": address.replace("{group_id}", group.group_id),
        "AuthorizationEnable": group.authorization,
        "AuthToken": shown[0]["Base"]["Value"] if shown and group.authorization else "",
        "AuthTokens": shown,
        "EnableLimit": limited or any(token["Limits"] for token in shown),
        "GrpcHost": _host(group, "grpc") if _speaks_grpc(group) else "",
        "GatewayConfig": group.gateway.get("GatewayConfig"),
    }


def _host(group: Group, gateway: str) -> str:
    return f"{group.group_id}-{UIN}-sw.{gateway}.{group.region}.ti.tencentcs.com"


def _speaks_grpc(group: Group) -> bool:
    return any(version.settings["GrpcEnable"] for version in group.versions.values())


def _intranet(group: Group, behaviour: Behaviour) -> Json:
    inner = f"{_host(group, 'in')}/{group.group_id}"
    link = {
        "VpcId": VPC,
        "SubnetId": SUBNET,
        "InnerHttpAddr": [f"http://10.0.0.7/{group.group_id}"],
        "InnerHttpsAddr": [f"https://10.0.0.7/{group.group_id}"],
        "State": LINKED,
    }
    made = {
        "InnerGrpcAddr": ["10.0.0.7:443"] if _speaks_grpc(group) else [],
        "CreatedBy": SUB_UIN,
        "CreateTime": utc_text(group.create_time),
        "SubUinName": "",
    }
    return {
        "IngressPrivateLinkInfo": link,
        "ServiceEIPInfo": [
            {"ServiceId": version.service_id, "VpcId": eip.get("VpcId", ""), "SubnetId": eip.get("SubnetId", "")}
            for version in group.versions.values()
            if (eip := version.settings["ServiceEIP"]) and eip.get("EnableEIP")
        ],
        "DefaultInnerCallInfos": [{"VpcIds": [VPC], "InnerHttpAddr": f"http://{inner}"}],
        "PrivateLinkInfos": [{**link, **made}],
        "PrivateLinkInfosV2": [{**link, **made}],
    }


def _infer_gateway(group: Group, behaviour: Behaviour) -> Json:
    return {
        "VpcHttpAddr": f"http://10.0.0.9:80/{group.group_id}",
        "VpcHttpsAddr": f"https://10.0.0.9:443/{group.group_id}",
        "VpcGrpcTlsAddr": "10.0.0.9:8443" if _speaks_grpc(group) else "",
        "VpcId": VPC,
        "SubnetId": SUBNET,
    }


def _nginx(group: Group, behaviour: Behaviour) -> Json:
    return {"Host": _host(group, "nginx")}


def _tj(group: Group, behaviour: Behaviour) -> Json:
    address, token = f"https://{_host(group, 'tj')}/v1", _digest(group, "tj token")[:40]
    example = f"curl -X POST {address}/predict -H 'Authorization: Bearer {token}' -d '{{}}'"
    return {"HttpAddr": address, "Token": token, "CallExample": example}


#: Member of the reply -> how it is made.
PARTS: Mapping[str, Callable[[Group, Behaviour], Json]] = {
    "ServiceCallInfo": _old_gateway,
    "InferGatewayCallInfo": _infer_gateway,
    "DefaultNginxGatewayCallInfo": _nginx,
    "TJCallInfo": _tj,
    "IntranetCallInfo": _intranet,
    "ServiceCallInfoV2": _new_gateway,
}

#: Style (see Behaviour.call_info) -> the members that are not null.
STYLES: Mapping[str, frozenset[str]] = {
    "full": frozenset(PARTS),
    "old": frozenset({"ServiceCallInfo", "IntranetCallInfo"}),
    "new": frozenset({"ServiceCallInfoV2", "IntranetCallInfo"}),
    "none": frozenset(),
}
