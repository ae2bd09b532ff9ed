# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fast path: a module's work in the controller's own process, without starting another Python.

Ansible loads an action plugin before it forks its workers, so whatever is imported here is there in all of them.
The result is the one of the module; where the fast path cannot be taken, the module runs as any other does.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from ansible import constants as C
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.errors import UnsupportedError
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FrontEnd, no_log_values
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Surroundings
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import (
    REQUESTS_IMPORT_ERROR,
    prepare_tls,
)
from ansible_collections.community.tencentcloud.plugins.plugin_utils._live import live_line
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain

DEPRECATION = ("msg", "version", "date", "collection_name")
SWITCH = "community_tencentcloud_in_process"
UTILS = "ansible_collections.community.tencentcloud.plugins.module_utils"
WHEN_NEEDED = (
    "_arguments",
    "_error_codes",
    "_expression",
    "_faults",
    "_front_end",
    "_metadata",
    "_profiles",
    "_recovery",
    "_resources.group_search",
    "_resources.views",
    "_returns",
    "_secret_names",
    "_shape",
    "_sts",
    "_values",
)
IMPORTED_WHEN_NEEDED = (*(f"{UTILS}.{name}" for name in WHEN_NEEDED), "concurrent.futures.thread")

display = Display()


class FastPath(ActionBase):
    """The action plugin of a module. A subclass names the file in module_utils/_resources that declares the module."""

    resource = ""
    spec: ModuleSpec | None = None
    argument_spec: dict[str, Any] | None = None

    def __init_subclass__(cls) -> None:
        """Import all that a task needs, as this happens before the fork. Without it the module runs as usual."""
        with contextlib.suppress(Exception):  # an error here would end the playbook; the module names it better
            spec: ModuleSpec = importlib.import_module(f"{UTILS}._resources.{cls.resource}").SPEC
            for name in IMPORTED_WHEN_NEEDED:
                importlib.import_module(name)
            with contextlib.suppress(TencentCloudError):
                prepare_tls()
            cls.spec, cls.argument_spec = spec, spec.argument_spec()

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The result of the task."""
        self._supports_async = True
        super().run(tmp, task_vars)
        variables = task_vars or {}
        if self.spec is None or REQUESTS_IMPORT_ERROR is not None or not self._runs_here(variables):
            return dict(self._execute_module(task_vars=task_vars, wrap_async=self._task.async_val))
        environment: dict[str, Any] = {}
        self._compute_environment_string(environment)
        with _surrounded(environment, self._loader.get_basedir()):
            front_end = FrontEnd(self.spec, self.argument_spec, shows_invocation=_shows_invocation(variables))
            return _Task(self, front_end, variables).result()

    def _runs_here(self, variables: Mapping[str, Any]) -> bool:
        """Whether the module would run on this machine, as this user, with this Python, and is not told otherwise."""
        return (
            self._connection.transport == "local"
            and not self._task.async_val
            and not self._play_context.become
            and boolean(self._templar.template(variables.get(SWITCH, True)))
            and self._is_this_python(variables)
        )

    def _is_this_python(self, variables: Mapping[str, Any]) -> bool:
        delegated = variables.get("ansible_delegated_vars", {}).get(self._task.delegate_to)
        configured = C.config.get_config_value("INTERPRETER_PYTHON", variables=delegated or variables)
        interpreter = str(self._templar.template(configured) or "auto").strip()
        return interpreter.startswith("auto") or _is_same_file_in_one_folder(interpreter, sys.executable)

    def module_name(self) -> str:
        """The module as the task names it."""
        return str(self._task.action)

    def keywords(self) -> tuple[bool, bool, bool]:
        """Check mode, diff and no_log of the task."""
        return bool(self._task.check_mode), bool(self._task.diff), bool(self._task.no_log)

    def options(self) -> Any:
        """The options of the task as a module would get them."""
        return plain(self._task.args)


class _Task:
    """One task on the fast path, from its options to its result."""

    def __init__(self, action: FastPath, front_end: FrontEnd, variables: Mapping[str, Any]) -> None:
        self._action = action
        self._front_end = front_end
        self._variables = variables
        self._warnings: list[str] = []
        self._hidden: set[str] = set()

    def result(self) -> dict[str, Any]:
        """The result as the module would return it."""
        result = self._refusal() or self._front_end.result(self._surroundings())
        # AnsibleModule too leaves these alone, though True may look like a private value.
        switches = {name: value for name, value in result.items() if value is None or isinstance(value, bool)}
        if self._warnings:
            result["warnings"] = list(dict.fromkeys(self._warnings))
        return {**_without(self._hidden, result), **switches}

    def _refusal(self) -> dict[str, Any] | None:
        """The failure of a task whose options are not what the module declares."""
        front_end = self._front_end
        front_end.take(self._action.options())
        validation = ArgumentSpecValidator(front_end.argument_spec, **front_end.spec.rules).validate(front_end.options)
        front_end.take({**front_end.options, **validation.validated_parameters})
        self._hidden |= no_log_values(front_end.argument_spec, front_end.options)
        for deprecation in getattr(validation, "_deprecations", ()):
            _tell(**{name: deprecation.get(name) for name in DEPRECATION})
        if not validation.error_messages:
            return None
        message = validation.errors.msg
        if isinstance(validation.errors[0], UnsupportedError):
            message = f"Unsupported parameters for ({self._action.module_name()}) module: {message}"
        return front_end.failure(message)

    def _surroundings(self) -> Surroundings:
        check_mode, diff, no_log = self._action.keywords()
        return Surroundings(
            check_mode=check_mode,
            diff=diff,
            warn=self._warnings.append,
            progress=live_line(self._variables, no_log),
            hide=self._hidden.add,
        )


def _tell(**deprecation: Any) -> None:
    """Show a deprecation that the argument spec declares."""
    display.deprecated(**deprecation)  # pylint: disable=ansible-deprecated-no-version,ansible-deprecated-no-collection-name


def _without(hidden: set[str], result: dict[str, Any]) -> dict[str, Any]:
    """The result as AnsibleModule hides texts in it. That takes seconds for a long list, finding that there are none does not."""
    shown = f"{[True, False, None]} {json.dumps(result, ensure_ascii=False, default=str)}"
    if any(json.dumps(text, ensure_ascii=False)[1:-1] in shown for text in hidden):
        return dict(remove_values(result, hidden))
    return result


def _shows_invocation(variables: Mapping[str, Any]) -> bool:
    """Whether results hold the options of the task; before ansible-core 2.21 they always do."""
    return not hasattr(C, "INJECT_INVOCATION") or C.config.get_config_value("INJECT_INVOCATION", variables=variables)


def _is_same_file_in_one_folder(one: str, other: str) -> bool:
    """Whether two paths are one interpreter. Virtual environments share the file, each with a link of its own to it."""
    one = os.path.expanduser(one)
    with contextlib.suppress(OSError):
        return os.path.samefile(one, other) and os.path.samefile(os.path.dirname(one), os.path.dirname(other))
    return False


@contextlib.contextmanager
def _surrounded(environment: Mapping[str, Any], folder: str) -> Iterator[None]:
    """Environment and folder that the module would have; the items of a loop share one process, so it is put back."""
    kept, left = {name: os.environ[name] for name in environment if name in os.environ}, os.getcwd()
    os.environ.update({name: str(value) for name, value in environment.items()})
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(left)
        for name in environment:
            os.environ.pop(name, None)
        os.environ.update(kept)
