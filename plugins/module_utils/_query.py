# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JMESPath over the result of an info module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError


class Query:
    """The options `query` and `only_query_result` of a task."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        """Parse the expression, so that a wrong one is refused before any request.

        :raises OptionError: the expression is no JMESPath
        :raises MissingLibraryError: there is an expression, but no jmespath
        """
        self._only = bool(params["only_query_result"])
        self._expression = None
        text = params["query"]
        if text is not None:
            from ansible_collections.community.tencentcloud.plugins.module_utils._expression import Expression

            self._expression = Expression("query", text)
        elif self._only:
            raise OptionError("only_query_result", "needs a query")

    def apply(self, result: dict[str, Any], kept: tuple[str, ...] = ("changed", "request_ids")) -> dict[str, Any]:
        """The result with `query_result`, or only that and the keys in `kept`.

        :raises OptionError: the expression cannot be applied to this result
        """
        if self._expression is None:
            return result
        outcome = self._expression.search(result)
        try:
            json.dumps(outcome)
        except (TypeError, ValueError) as error:
            raise OptionError("query", f"cannot be applied to the result: {error}") from error
        shown = {key: value for key, value in result.items() if not self._only or key in kept}
        return {**shown, "query_result": outcome}
