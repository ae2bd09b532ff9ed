# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof of reliability and security: matrices, properties and fuzzing that are too long for `make test`.

The tables and helpers here are also what the short tests in tests/unit take their samples from.
"""
