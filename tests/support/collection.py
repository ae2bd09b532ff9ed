# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Make this checkout importable and runnable as the collection, whatever its folder is called."""

from __future__ import annotations

import contextlib
import importlib.util
from pathlib import Path

NAMESPACE = "community"
NAME = "tencentcloud"
FULL_NAME = f"{NAMESPACE}.{NAME}"
ROOT = Path(__file__).resolve().parents[2]


def collections_path(folder: Path) -> Path:
    """Return a value for ANSIBLE_COLLECTIONS_PATH: folder with a link to this checkout, or where we are installed."""
    if ROOT.parts[-3:] == ("ansible_collections", NAMESPACE, NAME):
        return ROOT.parents[2]
    link = folder / "ansible_collections" / NAMESPACE / NAME
    link.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        link.symlink_to(ROOT, target_is_directory=True)
    return folder


def is_importable() -> bool:
    """Say whether the collection can be imported by its full name, as it can be below ansible-test."""
    with contextlib.suppress(ImportError):
        return importlib.util.find_spec(f"ansible_collections.{FULL_NAME}.plugins") is not None
    return False


def make_importable(folder: Path) -> None:
    """Let Python import the collection by its full name, with ansible-core's own finder."""
    from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder

    _AnsibleCollectionFinder(paths=[str(collections_path(folder))])._install()
