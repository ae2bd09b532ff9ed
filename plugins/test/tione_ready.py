# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione_ready
short_description: Whether a TI-ONE model service is ready
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - A service is ready when it and its workload are V(Normal), and every wanted replica has the newest settings, is
    ready and is available. That is what M(community.tencentcloud.tione_model_service) waits for.
options:
  _input:
    description:
      - The service as modules, the lookup P(community.tencentcloud.tione_service#lookup) and C(tione_service) of the
        inventory have it.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Fail unless the service is ready
  ansible.builtin.assert:
    that: result.service is community.tencentcloud.tione_ready

- name: Name the versions that are not ready
  ansible.builtin.debug:
    msg: "{{ info.services | reject('community.tencentcloud.tione_ready') | map(attribute='service_id') }}"
"""

RETURN = r"""
_value:
  description: Whether it is ready.
  type: bool
"""

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._versions import is_ready


class TestModule:
    """The test."""

    def tests(self) -> dict[str, Callable[[Any], bool]]:
        """Tests by name."""
        return {"tione_ready": is_ready}
