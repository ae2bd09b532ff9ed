# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every block of YAML in guides, README files and examples: it parses, its modules, roles and plugins are there, and its
options are theirs."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.playbook.block import Block as AnsibleBlock
from ansible.playbook.play import Play
from ansible.playbook.task import Task as AnsibleTask
from ansible.plugins.loader import fragment_loader, module_loader
from ansible.utils.plugin_docs import get_docstring
from support.collection import FULL_NAME
from support.documents import GUIDES, ROOT, Block, blocks, constants, every_yaml_block, pages

if not GUIDES.is_dir():
    pytest.skip("the guides are not here", allow_module_level=True)

Json = dict[str, Any]
PLUGINS = f"ansible_collections.{FULL_NAME}.plugins"
settings = importlib.import_module(f"{PLUGINS}.module_utils._resources.settings")
NESTED = ("block", "rescue", "always")
TASK_LISTS = ("tasks", "pre_tasks", "post_tasks", "handlers")
#: Variables of roles and options of modules that hold options of this module, or a list of such.
SERVICES = {"tione_rollout_service", "services", "defaults"}
#: Takes any names.
FREE = {"ansible.builtin.set_fact"}
#: Collections that are not ours and not installed where the tests run: their tasks are only parsed.
ELSEWHERE = ("awx.awx.", "ansible.controller.")
OURS = re.compile(rf"\b{re.escape(FULL_NAME)}\.([a-z]\w*)")
#: What follows the name of the collection without being a part of it.
NO_NAMES = {"docsite", "git", "plugins", "tione", "v1"}
YAML_BLOCKS = every_yaml_block()


def has_template(value: Any) -> bool:
    """Whether a template stands anywhere in a value."""
    if isinstance(value, dict):
        return any(has_template(each) for each in value.values())
    if isinstance(value, list):
        return any(has_template(each) for each in value)
    return isinstance(value, str) and "{{" in value


def loosened(spec: Mapping[str, Any], given: Mapping[str, Any]) -> Json:
    """An argument spec that takes anything where templates are given."""
    loose = dict(spec)
    for name, value in given.items():
        if name not in spec or not has_template(value):
            continue
        inner = spec[name].get("options")
        elements = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
        loose[name] = {"type": "raw"}
        if inner and elements:
            for element in elements:
                inner = loosened(inner, element)
            loose[name] = {**spec[name], "options": inner}
    return loose


def problems(spec: Mapping[str, Any], rules: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    """What Ansible has to say against options."""
    return list(ArgumentSpecValidator(loosened(spec, given), **rules).validate(dict(given)).error_messages)


def of_our_module(name: str, given: Json) -> Iterator[str]:
    """What speaks against options of a module of this collection, and of the services in them."""
    spec = importlib.import_module(f"{PLUGINS}.modules.{name}").SPEC
    yield from problems(spec.argument_spec(), spec.rules, given)
    yield from of_services(given)


def of_services(given: Json) -> Iterator[str]:
    """What speaks against descriptions of services."""
    spec = importlib.import_module(f"{PLUGINS}.modules.tione_model_service").SPEC.argument_spec()
    for name in SERVICES & given.keys():
        for service in given[name] if isinstance(given[name], list) else [given[name]]:
            if isinstance(service, dict):
                yield from problems(spec, {}, service)


def of_core_module(name: str, given: Json) -> Iterator[str]:
    """What speaks against options of a module of ansible-core, by its documentation."""
    path = module_loader.find_plugin(name)
    if path is None:
        yield f"{name} is not there"
    elif name not in FREE:
        documented = get_docstring(path, fragment_loader)[0]["options"]
        known = {*documented, *(alias for option in documented.values() for alias in option.get("aliases", []))}
        yield from (f"{name} has no option {option}" for option in given.keys() - known)


def of_role(name: str, given: Json) -> Iterator[str]:
    """What speaks against the variables of a role."""
    folder = ROOT / "roles" / name.removeprefix(f"{FULL_NAME}.")
    specs = yaml.safe_load((folder / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    yield from problems(specs["main"]["options"], {}, given)
    yield from of_services(given)


def of_task(task: Json, defaults: Json) -> Iterator[str]:
    """What speaks against a task; its keywords are Ansible's, one key is its module."""
    if "block" in task:
        yield from (f"{key} is no keyword" for key in task.keys() - AnsibleBlock.fattributes.keys())
        yield from (said for key in NESTED for each in task.get(key, []) for said in of_task(each, defaults))
        return
    names = task.keys() - AnsibleTask.fattributes.keys()
    if len(names) != 1:
        yield f"one module is wanted, not {sorted(names)}"
        return
    (name,) = names
    given = task[name] or {}
    if name in ("ansible.builtin.include_role", "ansible.builtin.import_role"):
        yield from of_role(given["name"], task.get("vars", {}))
    if isinstance(given, dict) and not name.startswith(ELSEWHERE):
        yield from of_module(name, given, defaults)


def of_module(name: str, given: Json, defaults: Json) -> Iterator[str]:
    """What speaks against the options of a module."""
    if name.startswith(f"{FULL_NAME}."):
        shared = {**defaults.get(f"group/{FULL_NAME}.tione", {}), **defaults.get(name, {})}
        yield from of_our_module(name.removeprefix(f"{FULL_NAME}."), {**shared, **given})
    else:
        yield from of_core_module(name, given)


def of_play(play: Json) -> Iterator[str]:
    """What speaks against a play."""
    yield from (f"{key} is no keyword" for key in play.keys() - Play.fattributes.keys())
    defaults = play.get("module_defaults", {})
    yield from (said for key in TASK_LISTS for task in play.get(key, []) for said in of_task(task, defaults))
    for role in play.get("roles", []):
        variables = role.get("vars", {}) if isinstance(role, dict) else {}
        yield from of_role(role["role"] if isinstance(role, dict) else role, {**play.get("vars", {}), **variables})


def of_plugin(folder: str, given: Json) -> Iterator[str]:
    """What speaks against options of our inventory plugin or event source, by its documentation."""
    path = ROOT / folder / "tione.py"
    documented = yaml.safe_load(constants(path)["DOCUMENTATION"])
    known = set(documented["options"])
    for fragment in documented.get("extends_documentation_fragment", []):
        known |= set(options_of_fragment(fragment.rpartition(".")[2]))
    yield from (f"{folder} has no option {option}" for option in given.keys() - known)


def options_of_fragment(name: str) -> Json:
    """The options of a fragment of this collection, or of Ansible's."""
    path = ROOT / "plugins" / "doc_fragments" / f"{name}.py"
    if not path.is_file():
        path = importlib.import_module(f"ansible.plugins.doc_fragments.{name}").__file__
    return dict(yaml.safe_load(constants(path)["DOCUMENTATION"]).get("options") or {})


def of_rulebook(rulebook: Json) -> Iterator[str]:
    """What speaks against the sources of a rulebook that are ours."""
    for source in rulebook["sources"]:
        if f"{FULL_NAME}.tione" in source:
            yield from of_plugin("extensions/eda/plugins/event_source", source[f"{FULL_NAME}.tione"])


def of_element(element: Any) -> Iterator[str]:
    """What speaks against an element of a list."""
    if not isinstance(element, dict):
        yield f"{element!r} is neither play nor task"
    elif "sources" in element:
        yield from of_rulebook(element)
    elif "import_playbook" in element or "ansible.builtin.import_playbook" in element:
        return
    else:
        yield from of_play(element) if "hosts" in element else of_task(element, {})


def of_document(document: Any) -> Iterator[str]:
    """What speaks against a document: plays or tasks, the source of an inventory, or plain data."""
    if isinstance(document, list):
        for element in document:
            yield from of_element(element)
    elif not isinstance(document, dict):
        yield "this is neither a list nor a dictionary"
    elif document.get("plugin") == f"{FULL_NAME}.tione":
        yield from of_plugin("plugins/inventory", document)


@pytest.mark.parametrize("block", YAML_BLOCKS, ids=lambda block: block.where)
def test_a_block_holds_what_is_there(block: Block) -> None:
    """It parses, and nothing speaks against it."""
    documents = list(yaml.safe_load_all(block.text))
    assert [said for document in documents for said in of_document(document)] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"- {FULL_NAME}.tione_model_service: {{service_id: a, replica: 1}}", "replica"),
        (
            f"- {FULL_NAME}.tione_model_service: {{service_id: a, state: '{{{{ x }}}}', replica: '{{{{ y }}}}'}}",
            "replica",
        ),
        (f"- {FULL_NAME}.tione_model_service: {{service_id: a, image_info: {{image_ur: a}}}}", "image_ur"),
        (f"- {FULL_NAME}.tione_model_service: {{service_id: a, state: running}}", "running"),
        (f"- {FULL_NAME}.tione_model_services: {{services: [{{service_group_name: a, replica: 1}}]}}", "replica"),
        ("- ansible.builtin.debug: {message: a}", "message"),
        ("- ansible.builtin.debugg: {msg: a}", "debugg"),
        ("- {hosts: all, task: []}", "task"),
        ("- {name: a, whenn: b, ansible.builtin.debug: {}}", "one module"),
        (
            f"- {{hosts: all, roles: [{{role: {FULL_NAME}.tione_smoke, vars: {{tione_smoke_call: 1}}}}]}}",
            "tione_smoke_call",
        ),
        (f"- {{hosts: all, tasks: [{{block: [{{{FULL_NAME}.tione_api: {{params: {{}}}}}}]}}]}}", "action"),
        (f"{{plugin: {FULL_NAME}.tione, region: [a], regionss: []}}", "regionss"),
        ("just a text", "neither"),
    ],
)
def test_a_mistake_is_found(text: str, says: str) -> None:
    """The test above can fail."""
    assert says in "; ".join(of_document(yaml.safe_load(text)))


def test_every_kind_of_page_is_read() -> None:
    """Guides, README files, roles, modules and plugins."""
    found = {block.path.relative_to(ROOT).parts[0] for block in YAML_BLOCKS}
    assert {"README.md", "docs", "roles", "plugins"} <= found
    assert len(YAML_BLOCKS) > 60


def test_names_of_this_collection_in_texts_are_there() -> None:
    """Modules, plugins, roles and playbooks that a page names."""
    kinds = ("modules", "filter", "lookup", "test", "inventory")
    there = {path.stem for kind in kinds for path in (ROOT / "plugins" / kind).glob("[a-z]*.py")} | NO_NAMES
    there |= {path.name for path in (ROOT / "roles").iterdir()} | {path.stem for path in ROOT.glob("playbooks/*")}
    there |= {path.stem for path in ROOT.glob("extensions/eda/rulebooks/*.yml")}
    named = {
        (path.name, name)
        for path in pages()
        if path.name != "CHANGELOG.md"
        for name in OURS.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted((page, name) for page, name in named if name not in there) == []


def given_settings(fields: tuple[Any, ...], given: Mapping[str, Any]) -> Iterator[Any]:
    """The settings, at every depth, that options give a value."""
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        yield field
        for element in value if isinstance(value, list) else [value]:
            if isinstance(element, dict):
                yield from given_settings(field.fields, element)


def every_setting(fields: tuple[Any, ...]) -> Iterator[Any]:
    """All settings at every depth that can be given."""
    for field in fields:
        if field.name in importlib.import_module(f"{PLUGINS}.module_utils._arguments").argument_spec(fields):
            yield field
            yield from every_setting(field.fields)


def test_the_guide_has_an_example_of_every_setting() -> None:
    """Of every leaf as well; what several settings share, such as the members of an image, counts once."""
    tasks = [task for block in blocks(GUIDES / "declare_a_service.rst") for task in yaml.safe_load(block.text)]
    shown = {
        id(field)
        for task in tasks
        for field in given_settings(settings.ALL_SETTINGS, task[f"{FULL_NAME}.tione_model_service"])
    }
    assert [field.name for field in every_setting(settings.ALL_SETTINGS) if id(field) not in shown] == []
