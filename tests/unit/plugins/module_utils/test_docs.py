# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that the documentation says what the declarations say. The archive of the collection has no tools: skipped there."""

from __future__ import annotations

import ast
import functools
import importlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from support.documents import constants

ROOT = Path(__file__).resolve().parents[4]
if not (ROOT / "tools" / "docs.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

docs = importlib.import_module("tools.docs")
samples = importlib.import_module("tools.samples")

DERIVED = dict(docs.derived_files())
MODULES = sorted((ROOT / "plugins" / "modules").glob("tione_*.py"))
YAML_TYPES = {"str": str, "int": int, "bool": bool, "list": list, "dict": dict, "float": float}


@functools.cache
def parsed(path: Path, name: str) -> Any:
    return yaml.load(constants(path)[name], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def spec_of(path: Path) -> Any:
    source = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in source.body if isinstance(node, ast.ImportFrom) and node.names[0].name == "SPEC"]
    return importlib.import_module(str(imports[0].module)).SPEC


def documented_options(path: Path) -> dict[str, Any]:
    """The options of a module, with those of its fragments."""
    own = parsed(path, "DOCUMENTATION")
    options = dict(own.get("options") or {})
    for fragment in own["extends_documentation_fragment"]:
        name = fragment.rpartition(".")[2]
        options.update(parsed(ROOT / "plugins" / "doc_fragments" / f"{name}.py", "DOCUMENTATION")["options"])
    return options


def flat(options: Mapping[str, Any], below: str, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, option in options.items():
        yield ".".join((*path, name)), option
        yield from flat(option.get(below) or {}, below, (*path, name))


@pytest.mark.parametrize("path", DERIVED, ids=lambda path: path.stem)
def test_a_file_is_as_it_would_be_written(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == DERIVED[path]


def test_every_fragment_and_module_is_derived() -> None:
    fragments = (ROOT / "plugins" / "doc_fragments").glob("_*.py")
    assert {*fragments, *MODULES} == set(DERIVED)
    assert MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_documented_options_are_those_of_the_module(path: Path) -> None:
    documented = dict(flat(documented_options(path), "suboptions"))
    accepted = dict(flat(spec_of(path).argument_spec(), "options"))
    assert documented.keys() == accepted.keys()
    for name, option in accepted.items():
        for rule in ("type", "elements", "choices", "default", "required"):
            assert documented[name].get(rule) == option.get(rule), (name, rule)
        assert all(isinstance(sentence, str) and sentence for sentence in documented[name]["description"]), name


def has_type(value: Any, name: str) -> bool:
    """Whether a value has the type that documentation names; a boolean is no number."""
    return isinstance(value, YAML_TYPES[name]) and (name == "bool" or not isinstance(value, bool))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_returned_value_is_described_with_a_sample_of_its_type(path: Path) -> None:
    returned = dict(flat(parsed(path, "RETURN"), "contains"))
    assert {name for name in returned if "." not in name} == {field.name for field in spec_of(path).returns()}
    for name, value in returned.items():
        assert value["description"], name
        assert ("sample" in value) is not ("contains" in value), name
        assert ("elements" in value) is (value["type"] == "list"), name
        if "sample" in value and value["type"] != "raw":
            assert has_type(value["sample"], value["type"]), name
        if value["type"] == "list" and "sample" in value:
            assert all(has_type(element, value["elements"]) for element in value["sample"]), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_write_only_settings_and_secrets_are_not_shown_in_samples(path: Path) -> None:
    returned = dict(flat(parsed(path, "RETURN"), "contains"))
    names = {name.rpartition(".")[2] for name in returned}
    assert names.isdisjoint({"image_secret", "command_base64", "target_project_id", "pod_list"})
    assert not [
        name for name in returned if name.endswith(("base.value", ".password")) and returned[name]["sample"] != MASK
    ]


def test_every_sample_is_used() -> None:
    used = set()
    for path in MODULES:
        for name, value in flat(parsed(path, "RETURN"), "contains"):
            if "sample" in value:
                last_two = ".".join(name.split(".")[-2:])
                used.add(last_two if last_two in samples.SAMPLES else last_two.rpartition(".")[2])
    assert set(samples.SAMPLES) - used == set()


def test_a_value_without_a_sample_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no sample for a\.never_heard_of"):
        samples.sample_of(("a", "never_heard_of"))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One.", ["One."]),
        ("One. Two (and three). Four", ["One.", "Two (and three).", "Four"]),
        ("Such as V(a.b) or 0.5. See below.", ["Such as V(a.b) or 0.5.", "See below."]),
        ("", []),
    ],
)
def test_a_description_is_a_list_of_sentences(text: str, sentences: list[str]) -> None:
    assert docs.sentences(text) == sentences


@pytest.mark.parametrize(("arguments", "status", "says"), [(["--check"], 1, "stale"), ([], 0, "written")])
def test_check_only_tells_and_without_it_files_are_written(
    arguments: list[str],
    status: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = tmp_path / "old.py", tmp_path / "new.py"
    old.write_text("old", encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "derived_files", lambda: iter([(old, "text"), (new, "text")]))
    monkeypatch.setattr(sys, "argv", ["docs.py", *arguments])
    assert docs.main() == status
    assert capsys.readouterr().out == f"{says}: old.py\n{says}: new.py\n"
    assert (old.read_text(encoding="utf-8") == "text") is new.exists() is (status == 0)
    monkeypatch.setattr(docs, "derived_files", lambda: iter([(old, old.read_text(encoding="utf-8"))]))
    assert docs.main() == 0
