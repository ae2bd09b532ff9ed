# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of a service that is there, as tione_model_service takes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Kind, Mode, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.configuration import ignored_settings
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import (
    ALL_SETTINGS,
    FIELDS,
    current_settings,
)

Values = dict[str, Any]
View = Mapping[str, Any]

AUTOMATIC = ("scale_strategy", "horizontal_pod_autoscaler", "cron_scale_jobs")


def settings_of(view: View, now: float) -> Values:
    """The settings of a service: given back to the module they change nothing.

    Left out is what the API does not return, what is not set, and what means nothing for such a service.

    :param view: the service in option names, its group beside it; private values may be masked
    :param now: what is scheduled for a time before it is over
    """
    kept = _SETTINGS.kept(current_settings(view))
    for name in _meaningless(kept, view, now):
        kept.pop(name, None)
    options = {name: _as_option(FIELDS[name], value) for name, value in kept.items()}
    return {name: value for name, value in options.items() if _is_accepted(FIELDS[name], value)}


class _Settable:
    """What can be given of an object: members that are neither secret nor read-only, and that are set."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        settable = [field for field in fields if field.mode not in (Mode.READ_ONLY, Mode.WRITE_ONLY)]
        self._members = {field.name: (field, _Settable(field.fields) if field.fields else None) for field in settable}

    def kept(self, values: Mapping[str, Any]) -> Values:
        """The members of an object that can be given again."""
        kept: Values = {}
        for name, value in values.items():
            if value is None or name not in self._members:
                continue
            field, nested = self._members[name]
            if value in ("", [], {}):
                if value == "" and (field.required or field.sent_empty):
                    kept[name] = value
            elif not _says_nothing(field, value, values):
                again = value if nested is None else nested.kept_in(value)
                if again != {}:
                    kept[name] = again
        return kept

    def kept_in(self, value: Any) -> Any:
        """The same for an object, or for each in a list."""
        return self.kept(value) if isinstance(value, Mapping) else [self.kept(element) for element in value]


_SETTINGS = _Settable(ALL_SETTINGS)


def _says_nothing(field: Field, value: Any, siblings: View) -> bool:
    """Whether a value is none: unset by its meaning, private, or noise."""
    return (
        bool(field.unset and field.is_unset(value))
        or field.secret
        or bool(field.secret_if and siblings.get(field.secret_if))
        or bool(field.only_when and not siblings.get(field.only_when))
        or bool(field.server_made and field.server_made(value))
    )


def _meaningless(kept: View, view: View, now: float) -> list[str]:
    """The settings that say nothing beside the others, or about such a service."""
    found = [name for name, reason in ignored_settings(kept, view, False, now) if reason]
    found += () if kept.get("scale_mode") == "AUTO" else AUTOMATIC
    return [*found, "volume_mount" if dig(view, ("service_info", "volume_mounts")) else "volume_mounts"]


def _as_option(field: Field, value: Any) -> Any:
    """A value in the form in which the module takes it: some are read back in another one."""
    return field.form(value) if field.form and field.kind is Kind.SCALAR else value


def _is_accepted(field: Field, value: Any) -> bool:
    """Whether the module takes a value: the API may return what it does not take."""
    too_small = field.minimum is not None and isinstance(value, int) and value < field.minimum
    return not too_small and (not field.choices or value in field.choices)
