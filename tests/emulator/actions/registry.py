# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of handlers by action name."""

from __future__ import annotations

from collections.abc import Callable

from ..cloud import Cloud, Scope
from ..description import Json

#: Takes the cloud, where to look, and validated request members; returns the members of Response.
Handler = Callable[[Cloud, Scope, Json], Json]

HANDLERS: dict[str, Handler] = {}


def action(name: str) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of an API action."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register
