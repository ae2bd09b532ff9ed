# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine-readable API description, loaded once from the JSON file beside this module."""

from __future__ import annotations

import functools
import json
import pathlib
from dataclasses import dataclass
from typing import Any

DESCRIPTION_FILE = pathlib.Path(__file__).with_name("tione-2021-11-11.json")
STS_FILE = DESCRIPTION_FILE.with_name("sts-2018-08-13.json")

#: A decoded JSON object as it travels over the wire.
Json = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One member of a request or a structure, with every further rule the description gives in ``rules``."""

    type: str
    is_list: bool
    struct: str | None
    required: bool
    rules: Json


Members = dict[str, Member]


@dataclass(frozen=True)
class Action:
    """One API action: whether it changes something, and what it takes and returns."""

    mutates: bool
    rate_limit: int | None
    request: Members
    response: Members


@dataclass(frozen=True)
class Description:
    """All actions and structures of one version of the service."""

    service: str
    version: str
    actions: dict[str, Action]
    structures: dict[str, Members]


def _members(source: Json) -> Members:
    return {
        name: Member(
            type=spec["type"],
            is_list=bool(spec.get("list")),
            struct=spec.get("struct"),
            required=bool(spec.get("required")),
            rules=spec,
        )
        for name, spec in source.items()
    }


def _action(source: Json) -> Action:
    return Action(
        mutates=source["mutates"],
        rate_limit=source.get("rate_limit_per_second"),
        request=_members(source["request"]),
        response=_members(source["response"]),
    )


@functools.cache
def load(path: pathlib.Path = DESCRIPTION_FILE) -> Description:
    """Read the description file and return it as typed, frozen objects."""
    source: Json = json.loads(path.read_text(encoding="utf-8"))
    return Description(
        service=source["service"],
        version=source["version"],
        actions={name: _action(spec) for name, spec in source["actions"].items()},
        structures={name: _members(spec) for name, spec in source["structures"].items()},
    )
