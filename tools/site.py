# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the site: pages of modules and plugins, the guides, and the texts in docs/, without one warning or broken link.

`python tools/site.py` writes the tables of errors, modules and roles and builds into build/site, `--check` fails where a table
is not up to date, `--tables-only` leaves the building out. Run it with the collection importable as
ansible_collections.community.tencentcloud.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import tree

NAME = "community.tencentcloud"
REPOSITORY = f"https://github.com/ansible-collections/{NAME}/blob/main"
COLLECTION = PurePosixPath("collections", "community", "tencentcloud")
#: Between these lines a table is written: in the guide of errors, and twice in the README.
ERRORS = (".. The table of errors begins; tools/site.py writes it.\n", ".. The table of errors ends.\n")
MODULES = ("<!-- The table of modules begins; tools/site.py writes it. -->\n", "<!-- The table of modules ends. -->\n")
ROLES = ("<!-- The table of roles begins; tools/site.py writes it. -->\n", "<!-- The table of roles ends. -->\n")
TROUBLESHOOTING = "docs/docsite/rst/troubleshooting.rst"
#: What the kinds of errors are called in the guide.
KINDS = {
    "throttled": "Too many calls",
    "busy": "Busy",
    "transient": "A fault in the cloud",
    "not_found": "Not there",
    "state": "Not in this state",
    "credentials": "Credentials",
    "permission": "Permission",
    "money": "Money",
    "quota": "Quota and stock",
    "validation": "A wrong value",
    "platform": "The wrong place",
    "generic": "No precise reason",
    "unknown": "Unknown",
}
MARKDOWN_LINK = re.compile(r"(\]\()([^)\s]+)(\))")
REPOSITORY_LINK = re.compile(rf"{re.escape(REPOSITORY)}/([\w./-]+)")


def table_of_errors() -> str:
    """The kinds of errors, as a list in reStructuredText: what to do, whether it is tried again, and the codes."""
    errors = importlib.import_module(f"ansible_collections.{NAME}.plugins.module_utils._error_codes")
    sections = [
        _kind(kind, handling, errors._CODES.get(kind, "").split()) for kind, handling in errors.HANDLING.items()
    ]
    return "\n".join(sections)


def _kind(kind: Any, handling: Any, codes: list[str]) -> str:
    title = KINDS[kind.value]
    hint = handling.hint.format(service="tione", action="ACTION", code="CODE")
    tried = f"Reads are tried {handling.read_attempts} times" if handling.worth_repeating else "It is not tried again"
    if handling.write_attempts > 1:
        tried = "Reads and writes are tried again until ``deadline``"
    lines = [title, "~" * len(title), "", f"{hint} {tried}.", ""]
    if codes:
        lines += [*(f"* ``{code}``" for code in sorted(codes)), ""]
    return "\n".join(lines)


def table_of_modules() -> str:
    """Each module with what it does, in Markdown."""
    names = sorted(path.stem for path in (ROOT / "plugins" / "modules").glob("tione_*.py"))
    modules = [importlib.import_module(f"ansible_collections.{NAME}.plugins.modules.{name}") for name in names]
    told = [yaml.safe_load(module.DOCUMENTATION)["short_description"] for module in modules]
    return _table("module", [(f"`{name}`", text) for name, text in zip(names, told, strict=True)])


def table_of_roles() -> str:
    """Each role with what it does, in Markdown."""
    rows = []
    for specs in sorted((ROOT / "roles").glob("*/meta/argument_specs.yml")):
        name = specs.parent.parent.name
        main = yaml.safe_load(specs.read_text(encoding="utf-8"))["argument_specs"]["main"]
        rows.append((f"[`{name}`](roles/{name}/README.md)", main["short_description"]))
    return _table("role", rows)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {title} | what it does |", "|---|---|", *(f"| {name} | {text.rstrip('.')} |" for name, text in rows)]
    return "\n".join([*lines, ""])


TABLES: tuple[tuple[str, tuple[str, str], Callable[[], str]], ...] = (
    (TROUBLESHOOTING, ERRORS, table_of_errors),
    ("README.md", MODULES, table_of_modules),
    ("README.md", ROLES, table_of_roles),
)


def with_table(text: str, marks: tuple[str, str], table: str) -> str:
    """A text with the table that belongs between the marks, if it has such marks."""
    begin, end = marks
    if begin not in text:
        return text
    head, _begin, rest = text.partition(begin)
    _old, _end, tail = rest.partition(end)
    return f"{head}{begin}\n{table}\n{end}{tail}"


def write_tables(check: bool) -> bool:
    """Bring the tables up to date, or only look whether they are."""
    stale = False
    for name, marks, table in TABLES:
        old = (ROOT / name).read_text(encoding="utf-8")
        new = with_table(old, marks, table())
        if new != old:
            stale = True
            print(f"{'stale' if check else 'written'}: {name}")
            if not check:
                (ROOT / name).write_text(new, encoding="utf-8")
    return not (check and stale)


def page_of(name: str) -> PurePosixPath | None:
    """The page of the site, as Sphinx gets it, that a file of the project becomes; or None."""
    path = PurePosixPath(name)
    if path.parent in (PurePosixPath("docs"), PurePosixPath("docs", "site")) and path.suffix == ".md":
        return PurePosixPath(*path.parts[2:]) if path.parent.name == "site" else PurePosixPath("pages", path.name)
    if path.parts[:1] == ("roles",) and path.name == "README.md":
        return COLLECTION / f"{path.parts[1]}_role.rst"
    if path.parts[:3] == ("docs", "docsite", "rst"):
        return COLLECTION / "docsite" / path.name
    return PurePosixPath("changelog.md") if name == "CHANGELOG.md" else None


def link_to(name: str, place: PurePosixPath) -> str:
    """A link to a file of the project from a page at this place: its page of the site, or else its text on GitHub.

    In Markdown Sphinx follows links to sources; in reStructuredText an address is taken as it stands.
    """
    file, _hash, anchor = name.partition("#")
    page = page_of(file) if (ROOT / file).is_file() else None
    if page and place.suffix == ".rst":
        page = page.with_suffix(".html")
    address = f"{'../' * (len(place.parts) - 1)}{page}" if page else f"{REPOSITORY}/{file}"
    return f"{address}#{anchor}" if anchor else address


def relinked(text: str, folder: PurePosixPath, place: PurePosixPath) -> str:
    """Markdown of a file in this folder of the project, with links that lead to pages of the site."""

    def replace(match: re.Match[str]) -> str:
        target = match[2]
        if urlsplit(target).scheme or target.startswith(("#", "images/")):
            return match[0]
        return f"{match[1]}{link_to(_inside(folder, target), place)}{match[3]}"

    return MARKDOWN_LINK.sub(replace, text)


def _inside(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (*folder.parts, *PurePosixPath(target).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def add_pages(source: Path) -> None:
    """Put what is written by hand beside the pages of modules and plugins."""
    shutil.copytree(ROOT / "docs" / "site", source, dirs_exist_ok=True)
    (source / "pages").mkdir()
    shutil.copy(ROOT / "CHANGELOG.md", source / "changelog.md")
    places = {path: PurePosixPath(path.name) for path in sorted((ROOT / "docs" / "site").glob("*.md"))}
    places |= {path: PurePosixPath("pages", path.name) for path in sorted((ROOT / "docs").glob("*.md"))}
    for file, place in places.items():
        text = relinked(file.read_text(encoding="utf-8"), PurePosixPath(file.relative_to(ROOT).parent), place)
        (source / place).write_text(text, encoding="utf-8")
    for file in (source / COLLECTION / "docsite").glob("*.rst"):
        place = COLLECTION / "docsite" / file.name
        text = file.read_text(encoding="utf-8")
        file.write_text(_with_pages(text, place), encoding="utf-8")


def _with_pages(text: str, place: PurePosixPath) -> str:
    return REPOSITORY_LINK.sub(lambda match: link_to(match[1], place), text)


def build(out: Path) -> bool:
    """Build the site from nothing; whether there was nothing to complain about."""
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="site-"
    ) as folder:  # antsibull-docs wants a folder that is the user's alone
        source = Path(folder, "source")
        source.mkdir(mode=0o700)
        # A path of its own: in one that holds ansible_collections twice, Ansible finds no role.
        env = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(tree.link(Path(folder, "farm")))}
        pages = ["antsibull-docs", "collection", "--use-current", "--fail-on-error", "--dest-dir", str(source), NAME]
        if subprocess.run(pages, env=env, stdin=subprocess.DEVNULL, check=False).returncode:
            return False
        add_pages(source)
        sphinx = ["sphinx-build", "-q", "-W", "--keep-going", "-j", "auto", str(source), str(out)]
        if subprocess.run(sphinx, stdin=subprocess.DEVNULL, check=False).returncode:
            return False
    shutil.rmtree(out / ".doctrees", ignore_errors=True)
    return True


class Page(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links and places."""
        given = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := given.get(name))]
        self.places |= {value for name in ("id", "name") if (value := given.get(name))}


def broken_links(site: Path) -> Iterator[str]:
    """Each link within the site that leads nowhere."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for link in sorted(set(page.links)):
            if _leads_nowhere(path, link, pages):
                yield f"{path.relative_to(site)}: {link}"


def _leads_nowhere(path: Path, link: str, pages: dict[Path, Page]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return False
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return True
    return bool(parts.fragment) and target in pages and unquote(parts.fragment) not in pages[target].places


def main() -> int:
    """Derive and build; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a table is not up to date")
    parser.add_argument("--tables-only", action="store_true", help="do not build the site")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "build" / "site", help="folder to build (default: build/site)"
    )
    options = parser.parse_args()
    if not write_tables(options.check):
        return 1
    if options.tables_only:
        return 0
    out = options.out.resolve()
    if not build(out):
        return 1
    broken = sorted(broken_links(out))
    print("\n".join([*(f"leads nowhere: {line}" for line in broken), f"{out / 'index.html'}"]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
