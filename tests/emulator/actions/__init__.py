# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API actions. Each module here registers its handlers; a new module is imported below and that is all."""

from __future__ import annotations

from . import billing, callinfo, create, delete, diagnosis, models, modify, read, sts, tokens, weights, workspaces
from .registry import HANDLERS

__all__ = [
    "HANDLERS",
    "billing",
    "callinfo",
    "create",
    "delete",
    "diagnosis",
    "models",
    "modify",
    "read",
    "sts",
    "tokens",
    "weights",
    "workspaces",
]
