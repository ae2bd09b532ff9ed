# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where AnsibleModule and the engine meet: one try/except, redaction, warnings, request ids."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NoReturn

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.validation import check_type_dict
from ansible_collections.community.tencentcloud.plugins.module_utils._client import REQUESTS_IMPORT_ERROR, Client
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import (
    Means,
    resolve_config,
    resolve_supply,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import masked, secret_values
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._query import JMESPATH_IMPORT_ERROR
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import redacted
from ansible_collections.community.tencentcloud.plugins.module_utils._secret_names import concealed, secret_texts

FAILURE_KEYS: Mapping[str, Any] = {
    "error_code": "ClientError.InvalidOption",
    "error_message": None,
    "request_id": None,
    "action": None,
    "retryable": False,
}


class TencentCloudModule(AnsibleModule):
    """An AnsibleModule whose failures always have the same keys and never show a private value."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._settings = spec.settings
        self._api_objects = spec.api_objects
        self._learned: set[str] = set()
        self._given: Any = None
        super().__init__(argument_spec=spec.argument_spec(), supports_check_mode=True, **spec.rules)

    def fail_json(self, msg: str, **kwargs: Any) -> NoReturn:
        """Fail with the keys of FAILURE_KEYS; private values among the options are masked, valid or not."""
        secrets = self.private_values()
        msg = _with_option(msg, self.argument_spec, self._given)
        result = {**FAILURE_KEYS, "error_message": msg, **kwargs, "invocation": self.invocation()}
        super().fail_json(redacted(msg, secrets), **redacted(result, secrets))

    def log(self, msg: Any, log_args: Any = None) -> None:
        """Log without private values, also short ones; AnsibleModule logs all options."""
        secrets = self.private_values()
        super().log(redacted(msg, secrets, shortest=1), log_args=redacted(log_args, secrets, shortest=1))

    @property
    def params(self) -> Any:
        """The options. AnsibleModule sets them before it validates them, and may drop what is invalid."""
        return self._params

    @params.setter
    def params(self, options: Any) -> None:
        self._learned |= secret_values(self._settings, options)
        self._given = self._given or deepcopy(options)
        self._params = options

    def hide(self, secret: str) -> None:
        """Take a secret that the API returned: no message and no log shows it from now on."""
        self._learned.add(secret)

    def private_values(self) -> set[str]:
        """The private values that the task gives, and those that the API returned."""
        objects = self._given_objects().values()
        return secret_values(self._settings, self.params).union(self._learned, *map(secret_texts, objects))

    def invocation(self) -> dict[str, Any]:
        """The options of the task for the result, private values masked."""
        objects = {name: concealed(value) for name, value in self._given_objects().items()}
        return {"module_args": {**self.params, **masked(self._settings, self.params), **objects}}

    def _given_objects(self) -> dict[str, Any]:
        """The options that take an object as the API spells it. While they are not validated they can be anything."""
        return {name: self.params[name] for name in self._api_objects if self.params.get(name) is not None}


def _with_option(msg: str, spec: Mapping[str, Any], given: Any) -> str:
    """A message with the option in front that is no dictionary though it must be: Ansible does not always name it."""
    option = _first_without_shape(spec, given or {}, "") if "dict" in msg else None
    return f"{option}: {msg}" if option and option not in msg else msg


def _first_without_shape(spec: Mapping[str, Any], given: Any, path: str) -> str | None:
    for name, rule in spec.items():
        value = given.get(name) if isinstance(given, Mapping) else None
        elements = value if rule.get("elements") == "dict" and isinstance(value, list) else [value]
        wants_dict = "dict" in (rule.get("type"), rule.get("elements"))
        for element in elements if wants_dict and value is not None else []:
            if not _is_dict_like(element):
                return path + name
            found = _first_without_shape(rule.get("options") or {}, element, f"{path}{name}.")
            if found:
                return found
    return None


def _is_dict_like(value: Any) -> bool:
    try:
        check_type_dict(value)
    except TypeError:
        return False
    return True


def run_module(spec: ModuleSpec) -> None:
    """The main() of every module: options in, one JSON result out."""
    module = TencentCloudModule(spec)
    _require_libraries(module)
    try:
        result = spec.run(_session(module))
    except TencentCloudError as error:
        module.fail_json(**error.as_result())
    except Exception as error:  # a traceback must not reach the user as it is: it may hold options
        module.fail_json(
            f"Unexpected {type(error).__name__}: {error}. This is a bug in community.tencentcloud: please report it.",
            error_code="ClientError.Unexpected",
            exception=redacted(traceback.format_exc(), module.private_values()),
        )
    if not module._diff:
        result.pop("diff", None)
    module.exit_json(invocation=module.invocation(), **result)


def _require_libraries(module: TencentCloudModule) -> None:
    for library, problem in (("requests", REQUESTS_IMPORT_ERROR), ("jmespath", JMESPATH_IMPORT_ERROR)):
        if problem and (library == "requests" or module.params.get("query")):
            module.fail_json(missing_required_lib(library), error_code="ClientError.MissingLibrary", exception=problem)


def _session(module: TencentCloudModule) -> Session:
    def warn(text: str) -> None:
        module.warn(redacted(text, module.private_values()))

    def hide(secret: str) -> None:
        module.hide(secret)
        module.no_log_values.add(secret)

    params = module.params
    config = resolve_config(params, os.environ, Path.home())
    supply = resolve_supply(params, os.environ, Path.home(), Means(config, warn, hide))
    client = Client(config, supply, check_mode=module.check_mode, warn=warn)
    return Session(params=params, client=client, warn=warn, progress=lambda line: None, hide=module.hide)
