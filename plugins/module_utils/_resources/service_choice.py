# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service a module that reads about one means: by id, or by group and version; and which of its pods."""

from __future__ import annotations

from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.finding import (
    IDENTITY_OPTIONS,
    LATEST,
    MATCHING,
    check_identity,
    check_version,
    choose_version,
    find_group,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.listing import Params
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import services_of
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

VERSION: Options = {
    "version": Option(
        "Which version of the group: a number, or V(latest) for the highest one that was not a failed creation.",
        {"default": LATEST},
    ),
}
POD_NAME = Option("Name of a pod. A V(*) at its end stands for any rest of a name.")


def check_service(params: Params) -> None:
    """Refuse an identity that is empty, and a version that is none.

    :raises OptionError: names the option
    """
    check_identity(params)
    if params["version"] == MATCHING:
        raise OptionError("version", f"is {MATCHING!r}, but must be a number from 1 or {LATEST}")
    check_version(params["version"])


def names_service(params: Params) -> bool:
    """Whether options say which service is meant."""
    return any(params[name] for name in IDENTITY_OPTIONS)


def find_service_id(session: Session) -> str | None:
    """The id of the service that options name, or None. An id that is given is not looked up.

    :raises ConflictError: several groups have the name; lists their ids
    """
    params = session.params
    if params["service_id"]:
        return str(params["service_id"])
    group = find_group(session.client, params)
    service = choose_version(services_of(group or {}), params["version"])
    return str(service["service_id"]) if service else None


def is_pod(pattern: str, name: Any) -> bool:
    """Whether a name is that of the pods meant."""
    return str(name).startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
