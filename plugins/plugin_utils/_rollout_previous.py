# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rolling in place: whom a description means, and the options that bring a service back to what it was. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import canonical, overlay
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Kind, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase, phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    FIELDS,
    current_settings,
)

Json = dict[str, Any]
WHERE = "tione_rollout_service"
GROUP_NAMES = ("service_group_id", "service_group_name")
#: What the role decides itself, whatever the description says.
DECIDED = frozenset({"state", "wait", "version", "service_id", *GROUP_NAMES})
#: Two options for one setting: the second is how it is read back.
ALIASES = {"command_base64": "command"}
#: Of these an update sends one form: the one that the service had.
MOUNTS = ("volume_mounts", "volume_mount")
CLEARED = {"str": "", "dict": {}, "list": [], "bool": False, "int": 0}


def identity(service: Mapping[str, Any], strategy: str, more: Mapping[str, Any]) -> Json:
    """Whom a description means: `group` (how the group is named), `service` (how the version is), `common` (for all calls).

    :param service: options of tione_model_service
    :param more: common options that count for all calls of the role
    :raises OptionError: there is none, or it does not go with the strategy
    """
    if service.get("state", "started") not in ("present", "started"):
        raise OptionError(f"{WHERE}.state", f"is {service['state']}, but a version that takes traffic must run")
    in_place = strategy == "rolling"
    for name in () if in_place else ("service_id", "version"):
        if service.get(name) and service[name] != "matching":
            raise OptionError(f"{WHERE}.{name}", f"goes with strategy rolling only, not with {strategy}")
    group = {name: service[name] for name in GROUP_NAMES if service.get(name)}
    if service.get("service_id") and not group:
        group = {"service_group_id": str(service["service_id"]).rpartition("-")[0]}
    if not group:
        raise OptionError(WHERE, "needs service_group_name or service_group_id")
    chosen = service.get("version", "latest") if in_place else "matching"
    named = {"service_id": service["service_id"]} if service.get("service_id") else {**group, "version": str(chosen)}
    common = {**{name: value for name, value in service.items() if name in COMMON}, **more}
    return {"group": group, "service": named, "common": common, "settings": settings(service)}


def settings(service: Mapping[str, Any]) -> Json:
    """The description without what the role decides itself."""
    return {name: value for name, value in service.items() if name not in DECIDED}


def previous(service: Mapping[str, Any], view: Mapping[str, Any], private: Mapping[str, Any]) -> Json:
    """The options of tione_model_service that bring a service back to what was read, whatever the description changed.

    :param service: the description that is rolled out; only what it gives can have changed
    :param view: the service as it was read before
    :param private: values of private variables as they were, by name; the description is asked for the others
    :raises OptionError: a private value of before is not known, so nothing must be changed
    """
    current = current_settings(view)
    undone = {
        field.name: _undone(field, value, current.get(field.name), private)
        for field, value in _given(service, current)
        if field.mode is not Mode.CREATE_ONLY
    }
    kept = {name: value for name, value in settings(service).items() if name not in FIELDS}
    state = "stopped" if phase(view) is Phase.STOPPED else "started"
    return {**kept, **undone, "service_id": view["service_id"], "state": state}


def _given(service: Mapping[str, Any], current: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
    """Each setting that the description may have changed, and the value that it gives it."""
    names = {ALIASES.get(name, name) for name in FIELDS if service.get(name) is not None}
    mounted = next((name for name in MOUNTS if current.get(name)), None)
    if mounted and names.intersection(MOUNTS):
        names = names.difference(MOUNTS) | {mounted}
    for field in ALL_SETTINGS:
        if field.name in names:
            given = service.get(field.name)
            yield field, CLEARED.get(field.type, "") if given is None else given


def _undone(field: Field, given: Any, old: Any, private: Mapping[str, Any]) -> Any:
    if field.mode is Mode.WRITE_ONLY or field.secret:
        return given
    if field.is_unset(old):
        return field.default if field.default is not None else CLEARED.get(field.type, "")
    if field.kind is Kind.DICT:
        return _undone_dict(field, given, old, private)
    if field.kind is Kind.KEYED_LIST:
        return [_element(field, given, element, private) for element in old]
    return old


def _undone_dict(field: Field, given: Mapping[str, Any], old: Mapping[str, Any], private: Mapping[str, Any]) -> Json:
    """All that was read, and for what the description adds, what clears it."""
    leaves = {leaf.name: leaf for leaf in field.fields}
    changed = {
        name: _undone(leaves[name], value, old.get(name), private)
        for name, value in given.items()
        if name in leaves and value is not None and leaves[name].mode is not Mode.READ_ONLY
    }
    return {**overlay(field.fields, {}, old), **changed}


def _element(field: Field, given: Any, old: Mapping[str, Any], private: Mapping[str, Any]) -> Json:
    """An element of a list as it was; a private value comes from whoever knows it."""
    kept = overlay(field.fields, {}, old)
    for leaf in field.fields:
        if leaf.secret_if and old.get(leaf.secret_if):
            kept[leaf.name] = _private_value(field.name, str(old.get("name")), given, private)
    return kept


def _private_value(path: str, name: str, given: Any, private: Mapping[str, Any]) -> Any:
    if name in private:
        return private[name]
    for element in given or []:
        if element.get("name") == name and element.get("value") is not None:
            return element["value"]
    raise OptionError(
        f"{WHERE}.{path}",
        f"has no value for the private variable {name} that the service has now, so the way back would lose it",
        hint="Give its present value in tione_rollout_private_values. Nothing has been changed.",
    )


def unrestored(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The settings of a service that are not what they were."""
    one, other = current_settings(before), current_settings(after)
    return [
        field.name
        for field in ALL_SETTINGS
        if field.mode is not Mode.WRITE_ONLY
        and canonical(field, one.get(field.name)) != canonical(field, other.get(field.name))
    ]
