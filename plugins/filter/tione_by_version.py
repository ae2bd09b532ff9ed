# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione_by_version
short_description: Versions in the order of their numbers
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Sorts versions of service groups by their numbers. The API gives numbers as texts, and as texts 10 comes before 2.
positional: _input
options:
  _input:
    description:
      - Services with C(version) or C(service_id), or a service group that has such C(services).
    type: raw
    required: true
  reverse:
    description:
      - Whether the highest number comes first.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Name all versions but the three newest
  ansible.builtin.debug:
    msg: "{{ newest_first[3:] | map(attribute='service_id') }}"
  vars:
    newest_first: "{{ info.services | community.tencentcloud.tione_by_version(reverse=true) }}"
"""

RETURN = r"""
_value:
  description: The services in order.
  type: list
  elements: dict
"""

from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.plugin_utils._versions import by_version


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {"tione_by_version": by_version}
