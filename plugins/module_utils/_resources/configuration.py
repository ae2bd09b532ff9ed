# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a task gives and what was read back to the complete configuration that an update sends. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import (
    Change,
    compare,
    missing_members,
    missing_secrets,
    overlay,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, dig, given, to_api
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    FIELDS,
    REQUIRED_IF,
    SCALING,
    SCALING_SETTINGS,
    SETTINGS,
    current_settings,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import check_options

Settings = Mapping[str, Any]
View = Mapping[str, Any]

BUILT_IN_IMAGE = "preset"


def wanted_settings(params: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that a task gives, checked without any call.

    :param params: Ansible's validated parameters
    :raises OptionError: a value or a combination that cannot work
    """
    wanted = given(SETTINGS, params)
    check_options(SETTINGS, wanted)
    if wanted.get("scale_mode") == "MANUAL" and "scale_strategy" in wanted:
        raise OptionError("scale_strategy", f"is {wanted['scale_strategy']}, which goes with scale_mode AUTO only")
    if "command_base64" in wanted:
        wanted.pop("command", None)
    return wanted


def ignored_settings(wanted: Settings, view: View, enforce_replicas: bool, now: float) -> Iterator[tuple[str, str]]:
    """Each (setting, reason) that must not be compared or sent for this service; an empty reason needs no warning."""
    for name in wanted:
        rule = FIELDS[name].applies_to
        if rule and not rule.holds(view):
            yield name, f"the API honours it for services with {rule} only"
    if "replicas" in wanted and not enforce_replicas and _autoscaler_owns_replicas(wanted, view):
        yield "replicas", ""
    time = dig(wanted, ("scheduled_action", "schedule_stop_time"))
    if time and _is_past(time, now):
        yield "scheduled_action", f"{time} is in the past"
    if wanted.get("service_port", 8501) != 8501 and _image_type(wanted, view) == BUILT_IN_IMAGE:
        yield "service_port", "the API honours it for images that are not built in only"


def _autoscaler_owns_replicas(wanted: Settings, view: View) -> bool:
    mode = wanted.get("scale_mode") or dig(view, ("service_info", "scale_mode"))
    strategy = wanted.get("scale_strategy") or dig(view, ("service_info", "scale_strategy"))
    return (mode, strategy) == ("AUTO", "HPA")


def _image_type(wanted: Settings, view: View) -> str:
    path = ("image_info", "image_type")
    return forms.folded(dig(wanted, path) or dig(view, ("service_info", *path)) or "")


def _is_past(time: str, now: float) -> bool:
    return forms.parse_time(time).timestamp() <= now


@dataclass(frozen=True)
class Difference:
    """What a task wants to be otherwise, and the configuration that makes it so."""

    change: Change | None
    effective: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The settings that differ."""
        return set(self.change.after) if self.change else set()

    @property
    def is_scaling_only(self) -> bool:
        """Whether the service action SCALE can do all of it."""
        return bool(self.names) and self.names <= set(SCALING)

    @property
    def loses_secrets(self) -> bool:
        """Whether a full update would have to send a private value that is not known."""
        return bool(missing_secrets(SETTINGS, self.effective))

    def __bool__(self) -> bool:
        return self.change is not None


def difference(wanted: Settings, view: View, now: float, secrets: bool = False) -> Difference:
    """Compare wanted settings with a service.

    :param secrets: whether values that cannot be read back count as different
    """
    current = current_settings(view)
    return Difference(compare(SETTINGS, wanted, current, secrets), effective_settings(wanted, current, view, now))


def effective_settings(wanted: Settings, current: Settings, view: View, now: float) -> dict[str, Any]:
    """The complete configuration: what was read back with what is wanted laid over it, as the API takes it."""
    effective = overlay(SETTINGS, wanted, current)
    unsent = {name for name in effective if FIELDS[name].applies_to and not FIELDS[name].applies_to.holds(view)}  # type: ignore[union-attr]
    unsent.add(_superfluous_mount_form(wanted, view))
    if "command_base64" in effective:
        unsent.add("command")
    if effective.get("target_project_id") in (0, current["target_project_id"]):
        unsent.add("target_project_id")
    time = dig(effective, ("scheduled_action", "schedule_stop_time"))
    if time and _is_past(time, now):
        unsent.add("scheduled_action")
    return {"scale_mode": "MANUAL", **{name: value for name, value in effective.items() if name not in unsent}}


def _superfluous_mount_form(wanted: Settings, view: View) -> str:
    """The API has two members for mounts, and does not say what both together mean: one is sent."""
    if "volume_mount" in wanted:
        return "volume_mounts"
    if "volume_mounts" in wanted or dig(view, ("service_info", "volume_mounts")):
        return "volume_mount"
    return "volume_mounts"


def check_effective(found: Difference, sent: Sequence[Field]) -> None:
    """Refuse a configuration that the API would refuse, or a request that would lose a private value.

    :param sent: the settings that the request replaces
    :raises OptionError: names the option that is missing
    """
    changed = [FIELDS[name] for name in sorted(found.names)]
    check_options(changed, found.effective)
    for name, value, needed in REQUIRED_IF:
        if found.effective.get(name) == value and not found.effective.get(needed[0]):
            raise OptionError(needed[0], f"is needed with {name} {value}, and the service has none yet")
    for path in missing_members(changed, found.effective):
        raise OptionError(path, "is required by the API, and the service has none yet")
    for path in missing_secrets(sent, found.effective):
        raise OptionError(
            path,
            "is private, so the API does not return it, and the update would lose it",
            hint="An update replaces the whole configuration: give all env with their private values in the task.",
        )


def unreadable_settings(effective: Settings, view: View) -> list[str]:
    """Settings that the API never returns, that the task does not give, and that this service may use."""
    may_be_used = {
        "image_info.image_secret": dig(effective, ("image_info", "image_type")) == "CUSTOM",
        "sidecar": _may_have_sidecar(view),
        "priority": bool(view.get("resource_group_id")),
    }
    return [path for path, used in may_be_used.items() if used and dig(effective, path.split(".")) is None]


def _may_have_sidecar(view: View) -> bool:
    pods = dig(view, ("service_info", "pod_infos")) or []
    return not pods or any(len(pod.get("container_infos") or []) != 1 for pod in pods)


def update_body(effective: Settings) -> dict[str, Any]:
    """The settings of a ModifyModelService request without a service action: all of them."""
    return to_api(SETTINGS, effective)


def scale_body(effective: Settings) -> dict[str, Any]:
    """The settings of a SCALE request: the complete scaling set, as it may replace too."""
    return to_api(SCALING_SETTINGS, effective)
