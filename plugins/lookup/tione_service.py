# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione_service
short_description: One TI-ONE model service as data
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Reads model services, each with one or two requests, and never changes anything.
  - Every evaluation asks anew. Use a variable that is set once, or the inventory plugin, to read often.
extends_documentation_fragment:
  - community.tencentcloud._plugin
options:
  _terms:
    description:
      - Which services - ids of services such as V(ms-vzd8qdk5-1), ids of service groups such as V(ms-vzd8qdk5), or
        exact names of service groups.
      - What looks like an id is looked for as an id first, and as a name if there is none.
    type: list
    elements: str
    required: true
  version:
    description:
      - Which version of a group - a number, or V(latest) for the highest one that was not a failed creation.
      - Ids of services name their version themselves.
    type: str
    default: latest
seealso:
  - module: community.tencentcloud.tione_model_service_info
"""

EXAMPLES = r"""
- name: Show which image serves
  ansible.builtin.debug:
    msg: "{{ lookup('community.tencentcloud.tione_service', 'chat-prod').service_info.image_info.image_url }}"

- name: Go on only if the second version is ready
  ansible.builtin.assert:
    that: lookup('community.tencentcloud.tione_service', 'chat-prod', version=2) is community.tencentcloud.tione_ready

- name: Read several services of another region
  ansible.builtin.debug:
    msg: "{{ query('community.tencentcloud.tione_service', 'ms-vzd8qdk5-1', 'search', region='ap-shanghai') }}"
"""

RETURN = r"""
_list:
  description:
    - The services, as M(community.tencentcloud.tione_model_service_info) returns them; private values are masked.
    - It fails if one is not there.
  type: list
  elements: dict
"""

from typing import Any, ClassVar

from ansible_collections.community.tencentcloud.plugins.module_utils._options import Options
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import choose_version
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import (
    read_service,
    services_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.service_choice import (
    VERSION,
    check_service,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked
from ansible_collections.community.tencentcloud.plugins.plugin_utils._lookup import Lookup, find_group, is_service_id

NOBODY = {"service_id": None, "service_group_id": None, "service_group_name": None}


class LookupModule(Lookup):
    """Services by id, or by group and version."""

    own_options: ClassVar[Options] = VERSION

    def check(self, params: dict[str, Any]) -> None:
        """Refuse a version that is none."""
        check_service({**NOBODY, **params})

    def find(self, session: Session, term: str) -> dict[str, Any] | None:
        """The service that a term means, masked, or None."""
        project_id = session.params["project_id"]
        view = read_service(session.client, term, project_id) if is_service_id(term) else None
        if view is None:
            group = find_group(session, term)
            view = choose_version(services_of(group or {}), session.params["version"])
        return None if view is None else masked(SERVICE, view)
