# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Put the collection where tools look for collections: below ansible_collections, under its full name.

A link is enough for ansible-playbook, mypy and ansible-lint. ansible-test wants a real folder, which is a copy
of the files that belong to the project.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = Path("ansible_collections", "community", "tencentcloud")
NOT_OURS = frozenset(
    {".ansible", ".git", ".hypothesis", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__"}
)
NOT_OURS_AT_ROOT = frozenset({"build", "collections"})


def _git(*arguments: str, folder: Path) -> str | None:
    """Run git; None when it is not here or refuses. Variables that a git hook sets point elsewhere: drop them."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        done = subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True)
        return done.stdout
    return None


def _walk(root: Path) -> Iterator[Path]:
    """Yield the files below root, less what tools leave behind: for a checkout without git."""
    for folder, names, files in os.walk(root):
        at_root = Path(folder) == root
        names[:] = sorted(
            name
            for name in names
            if name not in NOT_OURS
            and not (at_root and name in NOT_OURS_AT_ROOT)
            and Path(folder, name) != root / "tests" / "output"
        )
        yield from (Path(folder, name).relative_to(root) for name in sorted(files) if not name.endswith(".pyc"))


def files(root: Path = ROOT) -> list[Path]:
    """List the project's files, relative to its root: git's, new ones included, or all when there is no git."""
    listed = _git("ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=root) or ""
    names = [Path(name) for name in listed.split("\0") if name and os.path.lexists(root / name)]
    return names if Path("galaxy.yml") in names else list(_walk(root))


def link(base: Path) -> Path:
    """Make base a collections path in which our collection is a link to this checkout."""
    target = base / PLACE
    if not (target.is_symlink() and target.resolve() == ROOT):
        shutil.rmtree(base, ignore_errors=True)
        target.parent.mkdir(parents=True)
        target.symlink_to(ROOT, target_is_directory=True)
    return base


def copy(base: Path) -> Path:
    """Make base a collections path with a fresh copy of the collection, and return the folder of the copy.

    The copy becomes a repository of its own: inside a folder that an enclosing repository ignores, ansible-test
    would find no file, test nothing and report success.
    """
    target = base / PLACE
    shutil.rmtree(base, ignore_errors=True)
    for name in files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name, follow_symlinks=False)
    _git("init", "--quiet", folder=target)
    return target


def can_test_inside() -> bool:
    """Say whether ansible-test gets along with a copy inside this checkout: with its path, and with git above it."""
    repository = any((folder / ".git").exists() for folder in (ROOT, *ROOT.parents))
    return " " not in str(ROOT) and (not repository or _git("--version", folder=ROOT) is not None)


if __name__ == "__main__":
    print(copy(Path(sys.argv[1]).resolve()))
