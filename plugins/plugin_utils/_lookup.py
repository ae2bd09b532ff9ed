# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lookups share: options, one answer for each term, and which group a term means."""

from __future__ import annotations

import abc
import re
from typing import Any, ClassVar

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import finding
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import read_group
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.plugin_utils._reading import Reader

_SERVICE_ID = re.compile(r"ms-[a-z0-9]+-[0-9]+")
_GROUP_ID = re.compile(r"ms-[a-z0-9]+")


def is_service_id(term: str) -> bool:
    """Whether a term looks like the id of a service."""
    return _SERVICE_ID.fullmatch(term) is not None


def is_group_id(term: str) -> bool:
    """Whether a term looks like the id of a service group."""
    return _GROUP_ID.fullmatch(term) is not None


def find_group(session: Session, term: str, by_id: bool = True) -> dict[str, Any] | None:
    """The group that a term means, as the API returns it: by id if it looks like one and is one, else by exact name.

    :raises ConflictError: several groups have the name; lists their ids
    """
    project_id = session.params["project_id"]
    found = read_group(session.client, term, project_id) if by_id and is_group_id(term) else None
    named = {"service_group_id": None, "service_group_name": term, "project_id": project_id}
    return found or finding.find_group(session.client, named)


class Lookup(LookupBase):
    """A lookup that answers each term. A subclass says what it finds, and has options beside the common ones."""

    own_options: ClassVar[Options] = {}

    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[dict[str, Any]]:
        """The answers, in the order of the terms."""
        plugin: Any = self
        plugin.set_options(var_options=variables, direct=kwargs)
        reader = Reader(AnsibleLookupError)
        answers: list[dict[str, Any]] = []
        with reader.explained():
            names = (*COMMON, *self.own_options)
            unknown = sorted(set(kwargs) - set(names))
            if unknown:
                raise TencentCloudError(
                    f"There is no option {', '.join(unknown)}.", hint=f"There are {', '.join(names)}."
                )
            reader.take({name: plugin.get_option(name) for name in names}, self.own_options)
            self.check(reader.params)
            session = reader.session()
            answers += [self._answer(session, term) for term in terms]
        return answers

    def check(self, params: dict[str, Any]) -> None:
        """Refuse options that cannot work."""

    @abc.abstractmethod
    def find(self, session: Session, term: str) -> dict[str, Any] | None:
        """What a term means, or None if there is no such thing."""

    def _answer(self, session: Session, term: Any) -> dict[str, Any]:
        name = str(term).strip()
        if not name:
            raise TencentCloudError("A term is empty.", hint="Give an id or a name.")
        found = self.find(session, name)
        if found is None:
            raise TencentCloudError(
                f"There is no {name} in region {session.client.config.region}"
                f" and workspace {session.params['project_id'] or 'default'}.",
                hint="Check id or name, version, region and project_id.",
            )
        return found
