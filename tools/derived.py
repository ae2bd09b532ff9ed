# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files that are derived from others: write them, or with --check tell which are not as they would be written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path


def write_or_check(about: str | None, files: Callable[[], Iterable[tuple[Path, str]]], root: Path) -> int:
    """What the main() of a tool does with its arguments; the exit status.

    :param about: what the tool is for
    :param files: gives each file and what must stand in it
    :param root: the folder that the files are named from
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where something would be written")
    check = parser.parse_args().check
    stale = [(path, text) for path, text in files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        print(f"{'stale' if check else 'written'}: {path.relative_to(root)}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0
