# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every role: its argument specs say what its defaults are, and no part of it is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ROLES = ROOT / "roles"
NAMES = sorted(path.parent.parent.name for path in ROLES.glob("*/tasks/main.yml"))
Json = dict[str, Any]

pytestmark = pytest.mark.parametrize("role", NAMES)


def read(role: str, *path: str) -> Any:
    """A YAML file of a role; an empty dictionary where there is none."""
    file = ROLES.joinpath(role, *path)
    return yaml.safe_load(file.read_text(encoding="utf-8")) or {} if file.is_file() else {}


def entries_of(role: str) -> Json:
    """The ways into a role, by the names of their task files."""
    return dict(read(role, "meta", "argument_specs.yml")["argument_specs"])


def options_of(role: str) -> Json:
    """The options of a role, of all ways into it."""
    return {name: option for entry in entries_of(role).values() for name, option in entry["options"].items()}


def suboptions(options: Json, path: str = "") -> dict[str, Json]:
    """Options within options, by their path."""
    found = {}
    for name, option in options.items():
        found[f"{path}{name}"] = option
        found |= suboptions(option.get("options") or {}, f"{path}{name}.")
    return found


def test_defaults_are_those_of_the_argument_specs(role: str) -> None:
    """All of them, and equal; what is required has none."""
    options = options_of(role)
    told = {name: option["default"] for name, option in options.items() if "default" in option}
    assert told == read(role, "defaults", "main.yml")
    assert not [name for name in told if options[name].get("required")]


def test_every_option_is_described_and_named_after_its_role(role: str) -> None:
    """With a type, suboptions too; a choice that is the default is one of the choices."""
    options = options_of(role)
    assert all(name.startswith(f"{role}_") for name in options)
    for path, option in suboptions(options).items():
        assert {"type", "description"} <= option.keys(), path
        if option.get("choices") and "default" in option:
            assert option["default"] in option["choices"], path


def test_every_option_is_used(role: str) -> None:
    """Somewhere in its tasks, variables and templates, or in what looks variables up for it."""
    parts = [path for part in ("tasks", "vars", "templates") for path in (ROLES / role / part).glob("*.*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in (*parts, *ROOT.glob("plugins/plugin_utils/*.py")))
    assert [name for name in options_of(role) if not re.search(rf"\b{name}\b", text)] == []


def test_every_task_file_is_used(role: str) -> None:
    """It is a way into the role, or included by its name or by the part of it that no variable chooses."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROLES / role / "tasks").glob("*.yml")}
    included = re.findall(r"(?:include|import)_tasks: \"?([\w{}. ]+)\.yml", "\n".join(texts.values()))
    patterns = [re.sub(r"\{\{.*?\}\}", r"\\w+", name) for name in included]
    unused = texts.keys() - entries_of(role).keys()
    assert [name for name in unused if not any(re.fullmatch(pattern, name) for pattern in patterns)] == []


def test_the_readme_and_metadata_are_there(role: str) -> None:
    """The page shows a play that names the role in full; the metadata say what the role is for."""
    text = (ROLES / role / "README.md").read_text(encoding="utf-8")
    assert f"community.tencentcloud.{role}" in text
    info = read(role, "meta", "main.yml")["galaxy_info"]
    assert info["description"]
