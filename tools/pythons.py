# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Find the Python interpreters of this machine that really run.

Version managers put commands such as python3.12 on PATH that fail unless that version was chosen. Tools that
look at names only, among them ansible-test, stumble over these; so folders of real interpreters go first.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")


def _runs(command: str, version: str) -> bool:
    """Say whether the command starts and is of the version that its name promises."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([command, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == version


def _neighbours(version: str) -> Iterator[Path]:
    """Yield folders beside the running interpreter, and those of version managers, that hold this version."""
    roots = [Path(sys.base_prefix).resolve().parent]
    if os.environ.get("PYENV_ROOT"):
        roots.append(Path(os.environ["PYENV_ROOT"]) / "versions")
    search = os.environ.get("PATH", os.defpath).split(os.pathsep)
    roots += [Path(folder).parent / "versions" for folder in search if Path(folder).name == "shims"]
    at_home = (".pyenv/versions", ".local/share/uv/python", ".asdf/installs/python")
    roots += [Path(os.path.expanduser("~")) / folder for folder in at_home]
    for root in roots:
        for command in sorted(root.glob(f"*/bin/python{version}"), reverse=True):
            yield command.parent


def _on_path(version: str) -> Iterator[Path]:
    """Yield the folders of PATH that hold this version."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        found = shutil.which(f"python{version}", path=folder)
        if found:
            yield Path(found).parent


@functools.cache
def find() -> dict[str, Path]:
    """Return the folder of a working interpreter for every version that is here."""
    here = {}
    for version in VERSIONS:
        for folder in (*_neighbours(version), *_on_path(version)):
            if _runs(str(folder / f"python{version}"), version):
                here[version] = folder
                break
    return here


def search_path() -> str:
    """Return PATH with those folders of find() in front that PATH alone would not lead to."""
    front = []
    for version, folder in find().items():
        first = shutil.which(f"python{version}")
        if first is None or not _runs(first, version):
            front.append(str(folder))
    return os.pathsep.join([*dict.fromkeys(front), os.environ.get("PATH", os.defpath)])


def newest(*versions: str) -> str:
    """Return the first of the given versions that is here, or the first one given when none is."""
    return next((version for version in versions if version in find()), versions[0])


if __name__ == "__main__":
    for name, place in find().items():
        print(f"{name:6}{place}")
