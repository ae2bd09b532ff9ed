# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ModifyServiceGroupWeights: how the versions of a group share its traffic."""

from __future__ import annotations

from .. import weights
from ..cloud import Cloud, Scope
from ..description import Json
from ..errors import ApiError
from .registry import action


@action("ModifyServiceGroupWeights")
def modify_weights(cloud: Cloud, scope: Scope, params: Json) -> Json:
    """Begin the change; it is in force once WeightUpdateStatus is UPDATED."""
    group = scope.group(params["ServiceGroupId"])
    if group.weight_status == weights.UPDATING:
        raise ApiError("FailedOperation.Processing", f"The weights of `{group.group_id}` are being updated.")
    now = cloud.clock.now()
    change = weights.wanted(group, params["Weights"], cloud.behaviour)
    weights.begin(group, change, cloud.failures, now)
    group.update_time = now
    return {"ServiceGroup": None}
