# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where AnsibleModule and the engine meet: one try/except, redaction, warnings, request ids."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible_collections.community.tencentcloud.plugins.module_utils._client import REQUESTS_IMPORT_ERROR, Client
from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import (
    resolve_config,
    resolve_credentials,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import MASK, masked, secret_values
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._query import JMESPATH_IMPORT_ERROR

SHORTEST_IN_TEXT = 4
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
        super().__init__(argument_spec=spec.argument_spec(), supports_check_mode=True, **spec.rules)

    def fail_json(self, msg: str, **kwargs: Any) -> NoReturn:
        """Fail with the keys of FAILURE_KEYS; private values among the options are masked, valid or not."""
        secrets = self.private_values()
        result = {**FAILURE_KEYS, "error_message": msg, **kwargs, "invocation": self.invocation()}
        super().fail_json(redacted(msg, secrets), **redacted(result, secrets))

    def log(self, msg: Any, log_args: Any = None) -> None:
        """Log without private values; AnsibleModule logs all options."""
        secrets = self.private_values()
        super().log(redacted(msg, secrets), log_args=redacted(log_args, secrets))

    def private_values(self) -> set[str]:
        """The private values that the task gives."""
        return secret_values(self._settings, self.params)

    def invocation(self) -> dict[str, Any]:
        """The options of the task for the result, private values masked."""
        return {"module_args": {**self.params, **masked(self._settings, self.params)}}


def redacted(value: Any, secrets: set[str]) -> Any:
    """A copy of a value in which every text shows MASK in place of a secret.

    Secrets of fewer than SHORTEST_IN_TEXT characters are left to the masks by structure: every text has such parts.
    """
    if isinstance(value, bytes):
        return redacted(value.decode("utf-8", "replace"), secrets).encode("utf-8")
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, MASK) if len(secret) >= SHORTEST_IN_TEXT else value
        return value
    if isinstance(value, Mapping):
        return {key: redacted(element, secrets) for key, element in value.items()}
    if isinstance(value, (list, tuple)):
        return [redacted(element, secrets) for element in value]
    return value


def run_module(spec: ModuleSpec) -> None:
    """The main() of every module: options in, one JSON result out."""
    module = TencentCloudModule(spec)
    _require_libraries(module)
    secrets = module.private_values()
    try:
        result = spec.run(_session(module, secrets))
    except TencentCloudError as error:
        module.fail_json(**error.as_result())
    except Exception as error:  # a traceback must not reach the user as it is: it may hold options
        module.fail_json(
            f"Unexpected {type(error).__name__}: {error}. This is a bug in community.tencentcloud: please report it.",
            error_code="ClientError.Unexpected",
            exception=redacted(traceback.format_exc(), secrets),
        )
    if not module._diff:
        result.pop("diff", None)
    module.exit_json(invocation=module.invocation(), **result)


def _require_libraries(module: TencentCloudModule) -> None:
    for library, problem in (("requests", REQUESTS_IMPORT_ERROR), ("jmespath", JMESPATH_IMPORT_ERROR)):
        if problem and (library == "requests" or module.params.get("query")):
            module.fail_json(missing_required_lib(library), error_code="ClientError.MissingLibrary", exception=problem)


def _session(module: TencentCloudModule, secrets: set[str]) -> Session:
    def warn(text: str) -> None:
        module.warn(redacted(text, secrets))

    params = module.params
    credentials = resolve_credentials(params, os.environ, Path.home(), warn=warn)
    module.no_log_values.update(
        value for value in (credentials.secret_id, credentials.secret_key, credentials.token) if value
    )
    config = resolve_config(params, os.environ, Path.home())
    client = Client(config, credentials, check_mode=module.check_mode, warn=warn)
    return Session(params=params, client=client, warn=warn, progress=lambda line: None)
