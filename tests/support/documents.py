# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documentation shows: the blocks of guides and README files, and the examples of modules and plugins."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "docsite" / "rst"
FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
DIRECTIVE = re.compile(r"^( *)\.\. code-block:: (\S+)\n((?:\1 +:.*\n)*)((?:\1 +.*\n| *\n)+)", re.MULTILINE)
CAPTION = re.compile(r":caption: (.+)")
LANGUAGES = {"yml": "yaml", "YAML+Jinja": "yaml", "console": "shell", "bash": "shell"}


@dataclass(frozen=True)
class Block:
    """A block of code: where it stands, what it is, and the name of the file that it shows, if it shows one."""

    path: Path
    line: int
    language: str
    caption: str
    text: str

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


def blocks(path: Path) -> list[Block]:
    """The blocks of a page, in order."""
    text = path.read_text(encoding="utf-8")
    return list(_in_markdown(path, text) if path.suffix == ".md" else _in_rst(path, text))


def _in_markdown(path: Path, text: str) -> Iterator[Block]:
    for found in FENCED.finditer(text):
        yield _block(path, text, found.start(), found[2], "", found[3])


def _in_rst(path: Path, text: str) -> Iterator[Block]:
    for found in DIRECTIVE.finditer(text):
        caption = CAPTION.search(found[3])
        yield _block(path, text, found.start(), found[2], caption[1] if caption else "", found[4])


def _block(path: Path, text: str, start: int, language: str, caption: str, body: str) -> Block:
    line = text.count("\n", 0, start) + 1
    body = textwrap.dedent(body).strip("\n") + "\n"
    return Block(path, line, LANGUAGES.get(language, language), caption, body)


def pages() -> list[Path]:
    """Every page that users read."""
    folders = ("docs", "roles", "extensions", "tests/emulator")
    found = [path for folder in folders for kind in ("*.md", "*.rst") for path in (ROOT / folder).rglob(kind)]
    return sorted([*ROOT.glob("*.md"), *found])


def examples() -> list[Block]:
    """The examples of every module and plugin."""
    files = [path for path in sorted((ROOT / "plugins").rglob("*")) if path.suffix in (".py", ".yml")]
    return [block for path in files for block in _examples_of(path)]


def constants(path: Path) -> dict[str, str]:
    """The texts that a file assigns to names, on any level."""
    nodes = ast.walk(ast.parse(Path(path).read_text(encoding="utf-8")))
    return {
        node.targets[0].id: node.value.value
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _examples_of(path: Path) -> Iterator[Block]:
    described = yaml.safe_load(path.read_text(encoding="utf-8")) if path.suffix == ".yml" else constants(path)
    if described.get("EXAMPLES"):
        yield Block(path, 1, "yaml", "", described["EXAMPLES"])


def every_yaml_block() -> list[Block]:
    """Every block of YAML that the documentation shows."""
    shown = [block for path in pages() for block in blocks(path)]
    return [block for block in (*shown, *examples()) if block.language == "yaml"]
