# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings that CreateModelService and ModifyModelService take, and how each is read back and compared."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.workload import WORKLOAD_SETTINGS, View


def workspace_number(view: View) -> int:
    """The workspace of the service as a number; the default workspace is 0."""
    text = str(view.get("project_id") or "0")
    return int(text) if text.isdigit() else 0


def group_authorization(view: View) -> Any:
    """Whether calls need a token; older replies say it of the version only."""
    of_group = dig(view, (GROUP, "authorization_enable"))
    return dig(view, ("service_info", "authorization_enable")) if of_group is None else of_group


SERVICE_SETTINGS = (
    Field(
        "service_description",
        "ServiceDescription",
        doc='Description of the version. V("") clears it.',
        read_at=("service_description",),
    ),
    Field(
        "resource_group_id",
        "ResourceGroupId",
        doc="Id of the resource group. All versions of a group share it.",
        read_at=("resource_group_id",),
    ),
    Field(
        "target_project_id",
        "TargetProjectId",
        "int",
        doc="Number of the workspace that the service is moved to; a new group is made there."
        " The API moves services out of the default workspace only; V(0) is no move.",
        mode=Mode.WRITE_ONLY,
        read=workspace_number,
        same=lambda wanted, current: wanted in (0, current),
        minimum=0,
    ),
)

SETTINGS = SERVICE_SETTINGS + WORKLOAD_SETTINGS

_CREATE_ONLY = Mode.CREATE_ONLY
GROUP = "service_group"

CREATION_SETTINGS = (
    Field(
        "charge_type",
        "ChargeType",
        doc="How the service is billed. V(PREPAID) needs O(resource_group_id) and O(resources), V(POSTPAID_BY_HOUR) needs O(instance_type).",
        mode=_CREATE_ONLY,
        read_at=("charge_type",),
        choices=("PREPAID", "POSTPAID_BY_HOUR", "HYBRID_PAID"),
        form=lambda text: "PREPAID" if text == "PRE_PAID" else text,
    ),
    Field(
        "deploy_type",
        "DeployType",
        doc="How the service is deployed. All versions of a group share it.",
        mode=_CREATE_ONLY,
        read_at=("deploy_type",),
        default="STANDARD",
        suggestions=("STANDARD", "DIST", "ROLE_SET"),
    ),
    Field(
        "authorization_enable",
        "AuthorizationEnable",
        "bool",
        doc="Whether calls of the group need a token.",
        mode=_CREATE_ONLY,
        read=group_authorization,
        default=False,
    ),
    Field(
        "tags",
        "Tags",
        "list",
        elements="dict",
        doc="Tags, the complete list. The TI-ONE API cannot change them later; a difference draws a warning.",
        fields=struct.TAG,
        key=("tag_key",),
        mode=_CREATE_ONLY,
        read_at=("tags",),
    ),
    Field(
        "create_source",
        "CreateSource",
        doc="What makes the service.",
        mode=_CREATE_ONLY,
        read_at=("create_source",),
        default="DEFAULT",
        unset=("NORMAL",),
        suggestions=("DEFAULT", "AUTO_ML", "AUTO_ML_FORMAL"),
    ),
    Field(
        "resource_supply_attribute",
        "ResourceSupplyAttribute",
        "dict",
        doc="Supply of the resources.",
        fields=struct.RESOURCE_SUPPLY,
        mode=_CREATE_ONLY,
        read_at=("resource_supply_attribute",),
    ),
    Field(
        "gateway_config",
        "GatewayConfig",
        "dict",
        doc="Gateway of the group.",
        fields=struct.GATEWAY_CONFIG,
        mode=_CREATE_ONLY,
        read_at=(GROUP, "gateway_config"),
    ),
    Field(
        "gateway_log_config",
        "GatewayLogConfig",
        "dict",
        doc="Where the gateway of the group sends its logs.",
        fields=struct.LOG_CONFIG,
        mode=_CREATE_ONLY,
        read_at=(GROUP, "gateway_log_config"),
    ),
    Field(
        "callback_url",
        "CallbackUrl",
        doc="Address that is called when the creation has ended. It is used once, and never compared.",
        mode=_CREATE_ONLY,
        same=lambda wanted, current: True,
    ),
    Field(
        "service_category",
        "ServiceCategory",
        doc="Category of the service. The API does not return it, and it is never compared.",
        mode=_CREATE_ONLY,
        same=lambda wanted, current: True,
    ),
)
ALL_SETTINGS = SETTINGS + CREATION_SETTINGS
CREATED_WITH = tuple(field for field in ALL_SETTINGS if field.name != "target_project_id")
OF_WHOLE_GROUP = ("deploy_type", "authorization_enable", "gateway_config", "gateway_log_config")
READ_FROM_GROUP = ("authorization_enable", "gateway_config", "gateway_log_config")
FIELDS = {setting.name: setting for setting in ALL_SETTINGS}
REQUIRED_IF = (
    ("scale_mode", "AUTO", ("scale_strategy",)),
    ("scale_strategy", "HPA", ("horizontal_pod_autoscaler",)),
    ("scale_strategy", "CRON", ("cron_scale_jobs",)),
    ("log_enable", True, ("log_config",)),
)
SCALING = ("scale_mode", "replicas", "horizontal_pod_autoscaler", "scale_strategy", "cron_scale_jobs")
SCALING_SETTINGS = tuple(FIELDS[name] for name in SCALING)


def current_settings(view: View) -> dict[str, Any]:
    """What was read back of every setting, by option name; None where the API returns nothing."""
    return {field.name: _read(field, view) for field in ALL_SETTINGS}


def _read(field: Field, view: View) -> Any:
    if field.read:
        return field.read(view)
    return dig(view, field.read_at or ("service_info", field.name))
