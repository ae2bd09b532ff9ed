# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Set the stage for unit tests: below pytest in a checkout of any name, and below ansible-test."""

from __future__ import annotations

import atexit
import sys
import tempfile
from pathlib import Path

UNIT = Path(__file__).resolve().parent

# The emulator, the shared helpers, and the helpers beside the tests: pytest adds these folders, ansible-test does not.
for folder in (UNIT.parent, *sorted({path.parent for path in UNIT.rglob("*.py")})):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from support import collection

# Before pytest reads the conftest.py of a folder below: it may import the collection.
if not collection.is_importable():
    BASE = tempfile.TemporaryDirectory(prefix="collections-")
    atexit.register(BASE.cleanup)
    collection.make_importable(Path(BASE.name))
