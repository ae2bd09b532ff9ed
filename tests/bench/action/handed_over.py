# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hand a long list over to Ansible and do nothing else: what a task with such a result takes, whoever makes it."""

from __future__ import annotations

import json
from typing import Any

from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    """Returns `group`, the object of a service group, `times` times, as separate objects."""

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The result of the task."""
        super().run(tmp, task_vars)
        group = json.dumps(self._task.args["group"])
        groups = json.loads(f"[{', '.join([group] * int(self._task.args['times']))}]")
        return {"changed": False, "service_groups": groups, "total_count": len(groups)}
