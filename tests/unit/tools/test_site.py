# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The site: its derived table, its links, and what has to be on it. Sphinx itself runs in `make docs`."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
if not (ROOT / "tools" / "site.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

site = importlib.import_module("tools.site")
errors = importlib.import_module(f"ansible_collections.{site.NAME}.plugins.module_utils._error_codes")

GUIDES = ROOT / "docs" / "docsite" / "rst"
GUIDE, PAGE = PurePosixPath("collections/community/tencentcloud/docsite/start.rst"), PurePosixPath("pages/fleet.md")
OWN = {f"{site.NAME}.tione_model_service"}
SVG = "{http://www.w3.org/2000/svg}"
OWN_CODE = re.compile(r"ClientError\.[A-Z]\w+")


@pytest.mark.parametrize(("name", "marks", "table"), site.TABLES)
def test_tables_are_up_to_date(name: str, marks: tuple[str, str], table: Any) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert site.with_table(text, marks, table()) == text


def test_tables_tell_of_every_module_and_role() -> None:
    modules = {path.stem for path in (ROOT / "plugins" / "modules").glob("tione_*.py")}
    roles = {path.parent.parent.name for path in (ROOT / "roles").glob("*/meta/argument_specs.yml")}
    assert set(re.findall(r"^\| `(\w+)` \| [A-Z]", site.table_of_modules(), re.MULTILINE)) == modules
    rows = re.findall(r"^\| \[`(\w+)`\]\(roles/\1/README\.md\) \| [A-Z]", site.table_of_roles(), re.MULTILINE)
    assert set(rows) == roles


def test_the_table_tells_of_every_code_once() -> None:
    table = site.table_of_errors()
    codes = [code for codes in errors._CODES.values() for code in codes.split()]
    assert len(codes) > 60
    assert [code for code in codes if table.count(f"* ``{code}``\n") != 1] == []
    assert all(handling.hint.split(":")[0].split("{")[0] in table for handling in errors.HANDLING.values())


def test_the_guide_tells_of_every_code_of_our_own() -> None:
    sources = (ROOT / "plugins" / "module_utils").rglob("*.py")
    codes = {code for path in sources for code in OWN_CODE.findall(path.read_text(encoding="utf-8"))}
    told = set(OWN_CODE.findall((ROOT / site.TROUBLESHOOTING).read_text(encoding="utf-8")))
    assert len(codes) > 10
    assert codes - told == set()
    assert told - codes == set()


@pytest.mark.parametrize(("check", "good", "word"), [(True, False, "stale"), (False, True, "written")])
def test_check_only_tells(
    check: bool,
    good: bool,
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    guide = tmp_path / site.TROUBLESHOOTING
    guide.parent.mkdir(parents=True)
    begin, end = site.ERRORS
    guide.write_text(f"before\n{begin}old\n{end}after\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("no marks\n", encoding="utf-8")
    monkeypatch.setattr(site, "ROOT", tmp_path)
    assert site.write_tables(check) is good
    assert capsys.readouterr().out == f"{word}: {site.TROUBLESHOOTING}\n"
    text = guide.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert ("RequestLimitExceeded" in text) is good
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "no marks\n"
    assert site.write_tables(check) is good


@pytest.mark.parametrize(
    ("name", "place", "address"),
    [
        ("docs/behaviour.md", GUIDE, "../../../../pages/behaviour.html"),
        ("docs/behaviour.md#waiting", PAGE, "../pages/behaviour.md#waiting"),
        ("roles/tione_rollout/README.md", PAGE, "../collections/community/tencentcloud/tione_rollout_role.rst"),
        ("docs/docsite/rst/start.rst", PAGE, "../collections/community/tencentcloud/docsite/start.rst"),
        ("CHANGELOG.md", PurePosixPath("versions.md"), "changelog.md"),
        ("CONTRIBUTING.md", PAGE, f"{site.REPOSITORY}/CONTRIBUTING.md"),
        ("docs/never.md", PAGE, f"{site.REPOSITORY}/docs/never.md"),
    ],
)
def test_a_file_becomes_a_page_or_stays_a_text_of_the_repository(name: str, place: PurePosixPath, address: str) -> None:
    assert site.link_to(name, place) == address


def test_links_of_markdown_are_followed_from_their_folder() -> None:
    text = "[a](behaviour.md) [b](../LICENSE) [c](https://example.org) [d](#here) ![e](images/a.svg)"
    assert site.relinked(text, PurePosixPath("docs"), PAGE) == (
        f"[a](../pages/behaviour.md) [b]({site.REPOSITORY}/LICENSE) [c](https://example.org) [d](#here) ![e](images/a.svg)"
    )


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    good = '<p id="top"><a href="sub/b.html#there"></a><a href="#top"></a><a href="https://example.org"></a>'
    (tmp_path / "a.html").write_text(good, encoding="utf-8")
    bad = '<a name="there" href="../a.html#gone"></a><img src="x.svg"><a href="../a.html?q=1#top"></a>'
    (tmp_path / "sub" / "b.html").write_text(bad, encoding="utf-8")
    assert sorted(site.broken_links(tmp_path)) == ["sub/b.html: ../a.html#gone", "sub/b.html: x.svg"]


def test_every_guide_is_listed_where_galaxy_and_the_site_look() -> None:
    there = {path.stem for path in GUIDES.glob("*.rst")}
    listed = yaml.safe_load((ROOT / "docs" / "docsite" / "extra-docs.yml").read_text(encoding="utf-8"))
    assert {name for section in listed["sections"] for name in section["toctree"]} == there
    front = (ROOT / "docs" / "site" / "index.rst").read_text(encoding="utf-8")
    assert set(re.findall(r"docsite/(\w+)$", front, re.MULTILINE)) == there


def unnamed(data: Any) -> Any:
    """Plays without the names of plays and tasks."""
    if isinstance(data, dict) and not data.keys().isdisjoint({"hosts", "register", "ansible.builtin.debug"} | OWN):
        data = {key: value for key, value in data.items() if key != "name"}
    if isinstance(data, dict):
        return {key: unnamed(value) for key, value in data.items()}
    return [unnamed(each) for each in data] if isinstance(data, list) else data


def test_the_chinese_start_guide_does_the_same() -> None:
    documents = importlib.import_module("support.documents")

    def steps(page: str) -> list[Any]:
        found = documents.blocks(GUIDES / f"{page}.rst")
        plays = [unnamed(yaml.safe_load(block.text)) if block.language == "yaml" else block.text for block in found]
        return [(block.language, block.caption, play) for block, play in zip(found, plays, strict=True)]

    assert steps("start_zh") == steps("start")


@pytest.mark.parametrize("name", ["architecture", "diff", "wait"])
def test_a_picture_is_one_that_browsers_show_and_asks_no_other_site(name: str) -> None:
    path = ROOT / "docs" / "site" / "images" / f"{name}.svg"
    drawing = ElementTree.parse(path).getroot()
    assert drawing.tag == f"{SVG}svg"
    _x, _y, width, height = map(float, drawing.attrib["viewBox"].split())
    assert all(float(box.get("x", 0)) + float(box.attrib["width"]) <= width for box in drawing.iter(f"{SVG}rect"))
    assert all(0 < float(text.attrib["y"]) < height for text in drawing.iter(f"{SVG}text"))
    addresses = set(re.findall(r"https?://[\w.]+", path.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org", "https://www.gnu.org"}
