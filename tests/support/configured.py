# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run Ansible with settings of its own, in a home of its own: nothing of the user's has a say."""

from __future__ import annotations

import os
from pathlib import Path


def configured(home: Path, farm: Path, python: str, **settings: object) -> dict[str, str]:
    """Write ansible.cfg into a home, and return the environment in which Ansible uses it.

    farm      where the collection is found
    python    the interpreter that modules are run with
    settings  further settings of the section [defaults]
    """
    lines = {
        "localhost_warning": False,
        "inventory_unparsed_warning": False,
        "interpreter_python": python,
        "collections_path": farm,
        "remote_tmp": home / "remote",
        "local_tmp": home / "local",
        "home": home / "ansible",
        "nocows": True,
        **settings,
    }
    file = home / "ansible.cfg"
    file.write_text("\n".join(["[defaults]", *(f"{name} = {value}" for name, value in lines.items()), ""]), "utf-8")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_CONFIG": str(file),
        "ANSIBLE_NOCOLOR": "1",
    }
