# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Look into a built collection: it holds what users need and nothing else."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path, PurePosixPath

FOLDERS = frozenset({"changelogs", "docs", "extensions", "meta", "playbooks", "plugins", "roles", "tests"})
FILES = frozenset({"CHANGELOG.md", "CHANGELOG.rst", "FILES.json", "LICENSE", "MANIFEST.json", "README.md"})
TESTS = frozenset({"config.yml", "emulator"})
LEFTOVERS = frozenset({".pyc", ".pyo", ".retry", ".log", ".gz", ".whl"})
WANTED = frozenset({"LICENSE", "MANIFEST.json", "README.md", "meta/runtime.yml"})


def is_welcome(name: PurePosixPath) -> bool:
    """Say whether a file with this name is for users."""
    if any(part.startswith(".") or part == "__pycache__" for part in name.parts) or name.suffix in LEFTOVERS:
        return False
    if len(name.parts) == 1:
        return name.name in FILES
    if name.parts[0] == "tests":
        return name.parts[1] in TESTS
    return name.parts[0] in FOLDERS


def complaints(archive: Path) -> list[str]:
    """Return one line for everything that is wrong with the archive."""
    with tarfile.open(archive) as tar:
        names = [PurePosixPath(member.name) for member in tar.getmembers() if not member.isdir()]
    strays = [f"not for users: {name}" for name in names if not is_welcome(name)]
    return strays + [f"missing: {name}" for name in sorted(WANTED - {str(name) for name in names})]


def main() -> int:
    """Check the given archive."""
    archive = Path(sys.argv[1])
    found = complaints(archive)
    print("\n".join([*found, f"{archive.name}: {archive.stat().st_size / 1024:.0f} KiB, {len(found)} complaints"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
