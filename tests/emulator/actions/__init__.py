# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API actions. Each module here registers its handlers; a new module is imported below and that is all."""

from __future__ import annotations

from . import create, delete, modify, read
from .registry import HANDLERS

__all__ = ["HANDLERS", "create", "delete", "modify", "read"]
