# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module that Ansible ships and runs: AnsibleModule over the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.community.tencentcloud.plugins.module_utils import _collector
from ansible_collections.community.tencentcloud.plugins.module_utils._options import ModuleSpec
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Surroundings

if TYPE_CHECKING:
    from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FrontEnd


class TencentCloudModule(AnsibleModule):
    """An AnsibleModule whose failures always have the same keys and never show a private value."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._front_end = _front_end_of(spec)
        super().__init__(argument_spec=self._front_end.argument_spec, supports_check_mode=True, **spec.rules)

    def fail_json(self, msg: str, **kwargs: Any) -> NoReturn:
        """Fail with the keys that every failure has; private values among the options are masked, valid or not."""
        self._front_end.take(self.params)  # half validated by now
        self.finish(self._front_end.failure(msg, **kwargs))

    def log(self, msg: Any, log_args: Any = None) -> None:
        """Log without private values, also short ones; AnsibleModule logs all options."""
        self._front_end.take(self.params)
        shown = self._front_end.redacted([msg, log_args], shortest=1)
        super().log(shown[0], log_args=shown[1])

    @property
    def params(self) -> Any:
        """The options. AnsibleModule sets them before it validates them, and may drop what is invalid."""
        return self._front_end.options

    @params.setter
    def params(self, options: Any) -> None:
        self._front_end.take(options)

    def result(self) -> dict[str, Any]:
        """Do the module's work."""
        return self._front_end.result(
            Surroundings(
                check_mode=self.check_mode,
                diff=self._diff,
                warn=self.warn,
                progress=lambda line: None,
                hide=self.no_log_values.add,
            )
        )

    def finish(self, result: dict[str, Any]) -> NoReturn:
        """Hand the result over to Ansible and end."""
        if result.pop("failed", False):
            super().fail_json(**result)
        self.exit_json(**result)


def run_module(spec: ModuleSpec) -> None:
    """The main() of every module: options in, one JSON result out."""
    module = TencentCloudModule(spec)
    module.finish(module.result())


def _front_end_of(spec: ModuleSpec) -> FrontEnd:
    """The front end of a module, imported here with the client and the library of HTTP.

    What is imported stays until the process ends: looking through it for garbage would be an eighth of a short task.
    """
    with _collector.paused_for_what_stays():
        from ansible_collections.community.tencentcloud.plugins.module_utils._front_end import FrontEnd

    return FrontEnd(spec)
