# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of tests that run whole tasks."""

from __future__ import annotations

from support.fixtures import emulator, inside

__all__ = ["emulator", "inside"]
