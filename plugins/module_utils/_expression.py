# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath. Imported only for a task that has an expression, because most have none."""

from __future__ import annotations

import traceback
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import MissingLibraryError, OptionError

JMESPATH_IMPORT_ERROR: str | None = None
try:
    import jmespath
    from jmespath.exceptions import JMESPathError
except ImportError:
    JMESPATH_IMPORT_ERROR = traceback.format_exc()


class Expression:
    """A JMESPath expression that an option holds."""

    def __init__(self, option: str, text: str) -> None:
        """Parse it, so that a wrong one is refused before any request.

        :raises OptionError: it is no JMESPath
        :raises MissingLibraryError: jmespath is not there
        """
        if JMESPATH_IMPORT_ERROR is not None:
            raise MissingLibraryError("jmespath", JMESPATH_IMPORT_ERROR)
        self._option = option
        try:
            self._compiled = jmespath.compile(text)
        except JMESPathError as error:
            raise OptionError(option, f"is no JMESPath expression: {error}") from error

    def search(self, value: Any) -> Any:
        """What it finds in a value.

        :raises OptionError: it cannot be applied to this value
        """
        try:
            return self._compiled.search(value)
        except (JMESPathError, TypeError, ValueError, RecursionError) as error:
            raise OptionError(self._option, f"cannot be applied to the result: {error}") from error
