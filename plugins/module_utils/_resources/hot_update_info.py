# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_hot_update_info: whether the model of a service could be replaced while it runs."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import QUERY, ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import structures as struct
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import check_options, unknown_values
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api, given, to_api

_IMAGE = tuple(
    field._replace(doc="Credentials of a V(CUSTOM) registry.") if field.name == "image_secret" else field
    for field in struct.IMAGE_INFO
)
SETTINGS = (
    Field(
        "image_info",
        "ImageInfo",
        "dict",
        doc="The image that would serve it. Its type and its address are needed.",
        fields=_IMAGE,
    ),
    Field("model_info", "ModelInfo", "dict", doc="The model, if one would be mounted.", fields=struct.MODEL_INFO),
    Field(
        "volume_mount", "VolumeMount", "dict", doc="The storage, if one would be mounted.", fields=struct.VOLUME_MOUNT
    ),
)
RETURNS = (
    Field(
        "model_turbo_flag",
        "ModelTurboFlag",
        doc="V(Allowed) or V(Forbidden); null where the API says neither.",
        mode=Mode.READ_ONLY,
    ),
)


def run(session: Session) -> dict[str, Any]:
    """Ask for a service that there need not be.

    :returns: the result of tione_hot_update_info
    :raises TencentCloudError: an option cannot work, or a call failed
    """
    query = Query(session.params)
    wanted = given(SETTINGS, session.params)
    _check(wanted)
    for warning in unknown_values(SETTINGS, wanted):
        session.warn(warning)
    reply = session.client.call("DescribeModelServiceHotUpdated", to_api(SETTINGS, wanted))
    answer = {"model_turbo_flag": None, **from_api(RETURNS, reply)}
    return query.apply({"changed": False, **answer, "request_ids": list(session.client.request_ids)})


def _check(wanted: dict[str, Any]) -> None:
    """Refuse what the API would: it wants an image, of a type and with an address."""
    check_options(SETTINGS, wanted)
    for name in ("image_type", "image_url"):
        if not wanted.get("image_info", {}).get(name):
            raise OptionError(f"image_info.{name}", "is missing")


SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + QUERY_RETURNS + REQUEST_RETURNS,
    options=(SETTINGS, QUERY),
    settings=SETTINGS,
)
