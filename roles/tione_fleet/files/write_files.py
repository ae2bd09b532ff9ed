# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write many small files at once: `write_files.py FOLDER check|write`, with a JSON object of texts by path as input.

The paths of files that are not so already are printed; with `check` nothing is written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Do it."""
    folder, mode = Path(sys.argv[1]).expanduser(), sys.argv[2]
    for name, text in json.load(sys.stdin).items():
        path, wanted = folder / name, text.encode("utf-8")
        if path.is_file() and path.read_bytes() == wanted:
            continue
        print(path)
        if mode == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted)


main()
