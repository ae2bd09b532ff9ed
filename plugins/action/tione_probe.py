# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_probe in the controller's own process."""

from __future__ import annotations

from ansible_collections.community.tencentcloud.plugins.plugin_utils._fast_path import FastPath


class ActionModule(FastPath):
    """Runs tione_probe here where the module would run here, and ships it otherwise."""

    resource = "probe"
