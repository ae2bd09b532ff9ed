# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From what a task gives and what was read back to the complete configuration that an update sends. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils import _forms as forms
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import (
    Change,
    canonical,
    compare,
    missing_members,
    missing_secrets,
    overlay,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import lifecycle
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.lifecycle import Phase
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.reading import RAW
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    CREATED_WITH,
    CREATION_SETTINGS,
    FIELDS,
    GROUP,
    OF_WHOLE_GROUP,
    REQUIRED_IF,
    SCALING,
    SCALING_SETTINGS,
    SETTINGS,
    current_settings,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import SERVICE, SERVICE_INFO
from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import concealed
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import check_options
from ansible_collections.community.tencentcloud.plugins.module_utils._values import given, to_api

Settings = Mapping[str, Any]
View = Mapping[str, Any]

KEPT_WHILE_STOPPED = {
    "replicas": "old_replicas",
    "hybrid_billing_prepaid_replicas": "old_hybrid_billing_prepaid_replicas",
}
BUILT_IN_IMAGE = "preset"
RESERVED_MEMBERS = {field.api for field in (*ALL_SETTINGS, *SERVICE, *SERVICE_INFO)} | {
    "NewVersion",
    "PodList",
    "Pods",
    "ServiceAction",
    "TiProjectId",
}
GROUP_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
WITHOUT_RESOURCE_GROUP = "POSTPAID_BY_HOUR"
NEEDED_TO_CREATE = {
    "PREPAID": ("resource_group_id", "resources"),
    "POSTPAID_BY_HOUR": ("instance_type",),
    "HYBRID_PAID": ("resource_group_id", "instance_type"),
}


def wanted_settings(params: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that a task gives, checked without any call.

    :param params: Ansible's validated parameters
    :raises OptionError: a value or a combination that cannot work
    """
    wanted = given(ALL_SETTINGS, params)
    check_options(ALL_SETTINGS, wanted)
    if wanted.get("scale_mode") == "MANUAL" and "scale_strategy" in wanted:
        raise OptionError("scale_strategy", f"is {wanted['scale_strategy']}, which goes with scale_mode AUTO only")
    for name, value, needed in REQUIRED_IF:
        if wanted.get(name) == value and needed[0] in wanted and not wanted[needed[0]]:
            raise OptionError(needed[0], f"is empty, but {name} is {value}")
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
    if time and dig(wanted, ("scheduled_action", "schedule_stop")) is not False and forms.is_past(time, now):
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
    if effective.get("target_project_id") in (0, current.get("target_project_id", 0)):
        unsent.add("target_project_id")
    time = dig(effective, ("scheduled_action", "schedule_stop_time"))
    if time and forms.is_past(time, now):
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
    changed = [FIELDS[name] for name in sorted(found.names & set(FIELDS))]
    check_options(changed, found.effective, complete=True)
    for name, value, needed in REQUIRED_IF:
        if FIELDS[name] in sent and found.effective.get(name) == value and not found.effective.get(needed[0]):
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


@dataclass(frozen=True)
class Immutable:
    """What a task wants to be otherwise though the API cannot change it."""

    change: Change
    tags: Change | None

    @property
    def names(self) -> list[str]:
        """The settings that differ, without tags."""
        return sorted(self.change.after)

    @property
    def needs_new_group(self) -> bool:
        """Whether not even a new version of the group can have them: all versions use one resource group, or none."""
        billing = {self.change.before.get("charge_type"), self.change.after.get("charge_type")}
        return bool(set(self.names) & set(OF_WHOLE_GROUP)) or WITHOUT_RESOURCE_GROUP in billing

    def __str__(self) -> str:
        return "; ".join(
            f"{name} is {self.change.before[name]!r} and should be {self.change.after[name]!r}" for name in self.names
        )


def immutable_drift(wanted: Settings, view: View) -> Immutable:
    """Compare the settings that only a creation can set."""
    current = current_settings(view)
    tags = compare([FIELDS["tags"]], wanted, current)
    others = [field for field in CREATION_SETTINGS if field.name != "tags"]
    return Immutable(compare(others, wanted, current) or Change({}, {}), tags)


def settings_of_new_version(wanted: Settings, replaced: View | None, now: float) -> dict[str, Any]:
    """The settings of a version to be made: those given, laid over those of a version that it replaces, if it does."""
    view = as_view(wanted) if replaced is None else replaced
    current = {} if replaced is None else current_settings(replaced)
    creation = {field.name: wanted[field.name] for field in CREATION_SETTINGS if field.name in wanted}
    inherited = (
        {} if replaced is None else {"charge_type": canonical(FIELDS["charge_type"], replaced.get("charge_type"))}
    )
    return {"replicas": 1, **inherited, **creation, **effective_settings(wanted, current, view, now)}


def to_be_replaced(view: View, wanted: Settings) -> View:
    """A version that a new one replaces, billed and deployed as the new one will be: that decides which settings apply."""
    return {**view, **{name: wanted[name] for name in ("charge_type", "deploy_type") if name in wanted}}


def as_view(settings: Settings) -> dict[str, Any]:
    """A service with these settings as it would be read back, for predictions."""
    view: dict[str, Any] = {"service_info": {}}
    for name, value in settings.items():
        put_setting(view, name, value)
    return view


def put_setting(view: dict[str, Any], name: str, value: Any) -> None:
    """Write a setting to where it is read back; one that is not read back is left out."""
    field = FIELDS[name]
    if field.mode is Mode.WRITE_ONLY or field.read_at[:1] == (GROUP,):
        return
    stopped = lifecycle.phase(view) is Phase.STOPPED
    *parents, leaf = field.read_at or ("service_info", KEPT_WHILE_STOPPED.get(name, name) if stopped else name)
    target = view
    for parent in parents:
        target = target[parent]
    target[leaf] = value


def predicted_view(view: View, effective: Settings, sent: Sequence[Field]) -> dict[str, Any]:
    """A service after a request that replaces the settings in `sent`, as far as they are read back."""
    predicted = deepcopy(dict(view))
    current = current_settings(view)
    decoded = {"command": forms.decode_command(effective["command_base64"])} if "command_base64" in effective else {}
    new = {**effective, **decoded}
    for field in sent:
        applies = not field.applies_to or field.applies_to.holds(view)
        if applies and canonical(field, new.get(field.name)) != canonical(field, current[field.name]):
            put_setting(predicted, field.name, new.get(field.name))
    if "target_project_id" in effective:
        predicted["project_id"] = str(effective["target_project_id"])
    return predicted


def check_creation(settings: Settings, group_name: str | None) -> None:
    """Refuse a creation that the API would refuse.

    :param group_name: name of the group to be made, or None for a new version of a group that exists
    :raises OptionError: names the option
    """
    if group_name is not None and (len(group_name) > 60 or not GROUP_NAME.fullmatch(group_name)):
        raise OptionError(
            "service_group_name",
            f"is {group_name!r}, but a new group's name has 60 characters at most: letters, digits, _ and -, first a letter or digit",
        )
    if not (dig(settings, ("model_info", "model_version_id")) or dig(settings, ("image_info", "image_url"))):
        raise OptionError("image_info", "or model_info is needed to create a service")
    charge_type = settings.get("charge_type")
    if not charge_type:
        raise OptionError("charge_type", "is needed to create a service")
    for name in NEEDED_TO_CREATE.get(charge_type, ()):
        if not settings.get(name):
            raise OptionError(name, f"is needed to create a service with charge_type {charge_type}")
    check_effective(Difference(Change({}, dict(settings)), settings), CREATED_WITH)


def creation_body(settings: Settings) -> dict[str, Any]:
    """The settings of a CreateModelService request."""
    return to_api(CREATED_WITH, settings)


def check_extra(extra: Settings | None) -> None:
    """Refuse members that have an option of their own: they would escape its checks and masks.

    :raises OptionError: names the member
    """
    for name in extra or {}:
        if name in RESERVED_MEMBERS:
            raise OptionError(
                f"api_extra.{name}", "is a member that this collection knows", hint="Use the option for it."
            )


def extra_change(extra: Settings | None, view: View) -> Change | None:
    """How members given with api_extra differ from what the API returned; one that it does not return never differs."""
    returned = view.get(RAW) or {}
    known = {**returned, **(returned.get("ServiceInfo") or {})}
    before = {name: known[name] for name, value in (extra or {}).items() if name in known and known[name] != value}
    after = {name: (extra or {})[name] for name in before}
    return Change({"api_extra": concealed(before)}, {"api_extra": concealed(after)}) if before else None


def with_change(found: Difference, more: Change | None) -> Difference:
    """A difference with one more change in it."""
    if more is None:
        return found
    change = found.change or Change({}, {})
    return Difference(Change({**change.before, **more.before}, {**change.after, **more.after}), found.effective)
