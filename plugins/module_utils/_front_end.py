# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module and an action plugin do alike: hide what is private, do the work, word its failures.

Neither AnsibleModule nor ActionBase is known here; both front ends stand on this.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ansible.module_utils.basic import missing_required_lib
from ansible_collections.community.tencentcloud.plugins.module_utils import _collector
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import resolve
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    MissingLibraryError,
    TencentCloudError,
    UnexpectedError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session, Surroundings
from ansible_collections.community.tencentcloud.plugins.module_utils._transport import REQUESTS_IMPORT_ERROR

FAILURE_KEYS: Mapping[str, Any] = {
    "error_code": "ClientError.InvalidOption",
    "error_message": None,
    "request_id": None,
    "action": None,
    "retryable": False,
}


class FrontEnd:
    """One task of one module, for which Ansible has read the options."""

    def __init__(
        self, spec: ModuleSpec, argument_spec: dict[str, Any] | None = None, *, shows_invocation: bool = True
    ) -> None:
        """`argument_spec` is that of `spec`, if it has been made before.

        `shows_invocation`: whether results hold the options of the task.
        """
        self.spec = spec
        self.options: Any = {}
        self.argument_spec = argument_spec or spec.argument_spec()
        self._shows_invocation = shows_invocation
        self._private: set[str] = set()
        self._given: Any = None

    def take(self, options: Any) -> None:
        """The options as they are now; before they are validated they can be anything, and validation may drop some."""
        self._given = self._given or deepcopy(options)
        self.options = options
        self._private |= no_log_values(self.argument_spec, options)
        if self.spec.settings:
            from ansible_collections.community.tencentcloud.plugins.module_utils._values import secret_values

            self._private |= secret_values(self.spec.settings, options)
        if self.spec.api_objects:
            from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import secret_texts

            self._private.update(*map(secret_texts, self._given_objects().values()))

    def redacted(self, value: Any, **how: Any) -> Any:
        """A copy of a value without private values."""
        return redacted(value, self._private, **how)

    def _invocation(self) -> dict[str, Any]:
        """The options of the task for the result, private values masked, if they are to be shown."""
        if not self._shows_invocation:
            return {}
        shown = dict(self.options)
        if self.spec.settings:
            from ansible_collections.community.tencentcloud.plugins.module_utils._values import masked

            shown.update(masked(self.spec.settings, self.options))
        if self.spec.api_objects:
            from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import concealed

            shown.update({name: concealed(shown[name]) for name in self._given_objects()})
        return {"invocation": {"module_args": self.redacted(shown)}}

    def _given_objects(self) -> dict[str, Any]:
        """The options that take an object as the API spells it. While they are not validated they can be anything."""
        return {name: self.options[name] for name in self.spec.api_objects if self.options.get(name) is not None}

    def failure(self, msg: str, **details: Any) -> dict[str, Any]:
        """The result of a failed task: all keys of FAILURE_KEYS, no private value, valid or not."""
        from ansible_collections.community.tencentcloud.plugins.module_utils._shape import with_option

        msg = with_option(msg, self.argument_spec, self._given)
        result = {**FAILURE_KEYS, "error_message": msg, **details, **self._invocation(), "msg": msg}
        return {**self.redacted(result), "failed": True}

    def result(self, surroundings: Surroundings) -> dict[str, Any]:
        """Do the work with validated options. A failure is a result with `failed`; nothing is raised."""
        try:
            if REQUESTS_IMPORT_ERROR is not None:
                raise MissingLibraryError("requests", REQUESTS_IMPORT_ERROR)
            with self._short_task():
                result = self.spec.run(self._session(surroundings))
        except MissingLibraryError as error:
            wording = missing_required_lib(error.library)
            return self.failure(wording, error_code=error.error_code, exception=error.trace)
        except TencentCloudError as error:
            return self.failure(**error.as_result())
        except Exception as error:
            return self.failure(**UnexpectedError(error).as_result())
        if not surroundings.diff:
            result.pop("diff", None)
        return {**self._invocation(), **result}

    def _short_task(self) -> contextlib.AbstractContextManager[None]:
        """A task that cannot wait for a state does without Python's collector, and so does what follows it: it ends soon."""
        return contextlib.nullcontext() if "wait" in self.argument_spec else _collector.paused_for_what_stays()

    def _session(self, surroundings: Surroundings) -> Session:
        def warn(text: str) -> None:
            surroundings.warn(self.redacted(text))

        def hide_credentials(secret: str) -> None:
            self._private.add(secret)
            surroundings.hide(secret)

        config, supply = resolve(self.options, warn, hide_credentials)
        client = Client(config, supply, check_mode=surroundings.check_mode, warn=warn)
        progress = surroundings.progress
        return Session(
            params=self.options,
            client=client,
            warn=warn,
            progress=lambda line: progress(self.redacted(line)),
            hide=self._private.add,
        )


def no_log_values(argument_spec: Mapping[str, Any], options: Any) -> set[str]:
    """The texts in options that the argument spec marks as no_log, at any depth."""
    found: set[str] = set()
    for name, rule in argument_spec.items() if isinstance(options, Mapping) else ():
        value, nested = options.get(name), rule.get("options")
        if value and (nested or rule.get("no_log")):
            for element in value if isinstance(value, list) else [value]:
                if rule.get("no_log") and isinstance(element, str) and element:
                    found.add(element)
                found |= no_log_values(nested or {}, element)
    return found
