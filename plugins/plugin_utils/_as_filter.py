# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How functions become filters: their refusals are errors that Ansible shows as such."""

from __future__ import annotations

import functools
from typing import Any, Callable

from ansible.errors import AnsibleFilterError
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import TencentCloudError


def as_filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with errors as filters raise them."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TencentCloudError as error:
            raise AnsibleFilterError(f"{error.message} {error.hint}".strip()) from error

    return wrapped
