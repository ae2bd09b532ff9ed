# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione_shares
short_description: Traffic weights as per cent
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Weights are shares in proportion, so that V(1) and V(3) mean a quarter and three quarters of the traffic. This
    says which per cent each version has.
  - The numbers are whole and add up to 100, or are all 0 where no version has a weight.
positional: _input
options:
  _input:
    description:
      - Versions or weights with C(service_id) and C(weight), or a service group that has such C(services), or a
        dictionary of weights by id.
    type: raw
    required: true
"""

EXAMPLES = r"""
- name: Say how the traffic is shared
  ansible.builtin.debug:
    msg: "{{ info.services | community.tencentcloud.tione_shares }}"
    # {"ms-vzd8qdk5-1": 75, "ms-vzd8qdk5-2": 25}
"""

RETURN = r"""
_value:
  description: Per cent by id of the version.
  type: dict
  sample:
    ms-vzd8qdk5-1: 75
    ms-vzd8qdk5-2: 25
"""

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._versions import shares


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {"tione_shares": shares}
