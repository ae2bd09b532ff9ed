# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX refuses in credential types and surveys: its rules in short, for what its packages do not ship a check of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from awx_plugins.interfaces._temporary_private_inject_api import ENV_BLOCKLIST
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

Json = dict[str, Any]

NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
FIELD = {"id", "label", "type", "format", "choices", "help_text", "multiline", "secret", "ask_at_runtime", "default"}
OF_TEXTS = {"choices", "multiline", "format", "secret"}
CHOICES = ("multiplechoice", "multiselect")
DEFAULTS = {
    "text": str,
    "textarea": str,
    "password": str,
    **dict.fromkeys(CHOICES, str),
    "integer": int,
    "float": float,
}


def credential_type(kind: Json) -> Iterator[str]:
    """What is wrong with the inputs and injectors of a credential type."""
    fields = kind["inputs"]["fields"]
    names = [field.get("id") for field in fields]
    yield from (f"{key} is no part of inputs" for key in kind["inputs"].keys() - {"fields", "required"})
    if len(set(names)) != len(names) or "tower" in names:
        yield f"{names} are not unique, or reserved"
    yield from (f"{name} is required, but no field" for name in kind["inputs"]["required"] if name not in names)
    for field in fields:
        yield from _field(field)
    yield from _injectors(kind["injectors"], names)


def _field(field: Json) -> Iterator[str]:
    if not NAME.fullmatch(str(field.get("id"))) or not isinstance(field.get("label"), str):
        yield f"{field} has no id or no label"
    yield from (f"{key} is no part of a field" for key in field.keys() - FIELD)
    if field.get("type", "string") != "string":
        yield from (f"{key} is only for strings" for key in field.keys() & OF_TEXTS)
        if field["type"] != "boolean":
            yield f"{field['type']} is no type"


def _injectors(injectors: Json, names: list[Any]) -> Iterator[str]:
    yield from (f"{key} is no injector" for key in injectors.keys() - {"file", "env", "extra_vars"})
    jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    for name, template in injectors.get("env", {}).items():
        if name.startswith("ANSIBLE_") or name in ENV_BLOCKLIST or not NAME.fullmatch(name) or not template.isascii():
            yield f"{name} may not be set"
        try:
            jinja.from_string(template).render(dict.fromkeys(names, "EXAMPLE"))
        except TemplateError as error:
            yield f"{name}: {error}"


def survey(spec: Json) -> Iterator[str]:
    """What is wrong with a survey."""
    if not (isinstance(spec.get("name"), str) and isinstance(spec.get("description"), str) and spec.get("spec")):
        yield "a survey has name, description and questions"
    variables = [question.get("variable") for question in spec["spec"]]
    if len(set(variables)) != len(variables):
        yield f"{variables} are not unique"
    for question in spec["spec"]:
        yield from _question(question)


def _question(question: Json) -> Iterator[str]:
    for member, kind in (("type", str), ("question_name", str), ("variable", str), ("required", bool)):
        if not isinstance(question.get(member), kind):
            yield f"{question} has no {member}"
    if question["type"] not in DEFAULTS:
        yield f"{question['type']} is no type"
        return
    default = question.get("default", "")
    if default != "" and not isinstance(default, DEFAULTS[question["type"]]):
        yield f"the default of {question['variable']} is no {question['type']}"
    if any(not isinstance(question.get(limit, 0), int) for limit in ("min", "max")):
        yield f"a limit of {question['variable']} is no integer"
        return
    if question["type"] in CHOICES and ("choices" not in question or (default and default not in question["choices"])):
        yield f"{question['variable']} has no choices, or another default"
    yield from answer(question, default) if "default" in question else ()


def answer(question: Json, value: Any) -> Iterator[str]:
    """What is wrong with an answer. A default of which something is wrong is not used."""
    low, high = question.get("min", 0), question.get("max", 1 << 40)
    if question["type"] in ("text", "textarea", "password"):
        if not isinstance(value, str) or not low <= len(value) <= high:
            yield f"{value!r} is no answer to {question['variable']}"
    elif question["type"] in ("integer", "float"):
        if not isinstance(value, DEFAULTS[question["type"]]) or not low <= value <= high:
            yield f"{value!r} is no answer to {question['variable']}"
    elif question["type"] == "multiplechoice" and value not in question["choices"]:
        yield f"{value!r} is none of {question['choices']}"
