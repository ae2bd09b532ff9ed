# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live lines while a task waits: one for each change of the state, where somebody looks on."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Callable

from ansible import constants as C
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.utils.display import Display

SWITCH = "community_tencentcloud_live"
# Workers have no terminal of their own: it is looked for when the plugin is loaded, before the fork.
ON_TERMINAL = sys.stdout.isatty()
# Callbacks that print lines for people; others print JSON or single lines, between which a live line is noise.
PLAIN_CALLBACKS = frozenset({"default", "ansible.builtin.default"})

display = Display()


def live_line(variables: Mapping[str, Any], no_log: bool) -> Callable[[str], None]:
    """What takes a line for each look at the state: it shows the line, or does nothing.

    `variables` are those of the task; SWITCH among them asks for the lines, or forbids them. Without it they are shown
    on a terminal with Ansible's default output only.
    """
    if no_log or not boolean(variables.get(SWITCH, _is_watched())):
        return lambda line: None
    return display.display


def _is_watched() -> bool:
    return ON_TERMINAL and C.config.get_config_value("DEFAULT_STDOUT_CALLBACK") in PLAIN_CALLBACKS
