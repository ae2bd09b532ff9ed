# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hypothesis strategies that follow the declarations: what users give, and what the API returns of it.

The domains are small on purpose, so that values meet their equals often.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._model import EMPTY, Field, Kind, Mode, options_of
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.workload import WORKLOAD_SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._values import from_api
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from service_views import service

Values = Mapping[str, Any]
Strategy = st.SearchStrategy[Any]

# The same examples in each run; nothing is kept on disk.
QUICK = settings(
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SECRET = "zq8-unmistakable-"
TEXTS = ("a", "b", "Two words", "变量")
COMMANDS = ("python3 serve.py", "sh -c 'echo \"变量\"'\n")
DOMAINS: Mapping[str, tuple[Any, ...]] = {
    "schedule": ("0 0 8 * * *", "0 0 20 * * *", "0 30 9 * * 1"),
    "schedule_stop_time": ("2026-12-01T22:00:00+08:00", "2026-12-01T14:00:00Z", "2026-12-02T08:00:00-05:00"),
    "command_base64": tuple(base64.b64encode(text.encode()).decode() for text in COMMANDS),
    "service_port": (80, 8080, 8501),
    "image_type": ("PreSet", "CCR", "TCR", "CUSTOM", "NewKind"),
    "target_project_id": (0, 7, 8),
    "hpa_metrics.name": ("gpu-util", "cpu-util"),
    "hpa_metrics.value": (20, 50, 80),
}
READ_BACK_DOMAINS: Mapping[str, tuple[Any, ...]] = {
    **DOMAINS,
    "image_type": ("PRE_SET", "PRESET", "CCR", "TCR", "CUSTOM"),
    "schedule_stop_time": ("2026-12-01T14:00:00Z", "2026-12-02T13:00:00Z"),
}


def _scalar(field: Field, domains: Mapping[str, tuple[Any, ...]], path: str) -> Strategy:
    for name in (f"{path}.{field.name}", field.name):
        if name in domains:
            return st.sampled_from(domains[name])
    if field.type == "bool":
        return st.booleans()
    if field.type == "int":
        lowest = field.minimum or 0
        return st.sampled_from([lowest, lowest + 1, lowest + 2])
    if field.choices:
        return st.sampled_from(field.choices)
    return st.sampled_from((*field.suggestions, *TEXTS))


def _list(field: Field, elements: Strategy) -> Strategy:
    if not field.key:
        return st.lists(elements, max_size=3)
    return st.lists(elements, max_size=3, unique_by=tuple(_getter(name) for name in field.key))


def _getter(name: str) -> Any:
    return lambda element: element[name]


def given_value(field: Field, path: str = "") -> Strategy:
    """A value as a user may give it, an explicit empty one too."""
    if field.kind is Kind.DICT:
        return given_values(field.fields, field.name)
    if field.type == "list":
        elements = given_values(field.fields, field.name, field.key) if field.fields else st.sampled_from(TEXTS)
        return _list(field, elements)
    value = _scalar(field, DOMAINS, path)
    return value if field.type != "str" or field.choices or field.check or field.key else st.one_of(value, st.just(""))


def given_values(fields: Iterable[Field], path: str = "", always: tuple[str, ...] = ()) -> st.SearchStrategy[Values]:
    """Some of the options, as `_values.given` hands them on."""
    strategies = {field.name: given_value(field, path) for field in options_of(fields)}
    return _some_of(strategies, always)


def read_back_value(field: Field, path: str = "") -> Strategy:
    """A value as the API may return it: also null, "" and the like for what is not set."""
    if field.kind is Kind.DICT:
        return st.one_of(st.sampled_from((None, {})), read_back_values(field.fields, field.name))
    if field.type == "list":
        elements = read_back_values(field.fields, field.name, field.key) if field.fields else st.sampled_from(TEXTS)
        return st.one_of(st.sampled_from((None, [])), _list(field, elements))
    unset = (None, *field.unset, *([""] if field.type == "str" else []))
    return st.one_of(st.sampled_from(unset), _scalar(field, READ_BACK_DOMAINS, path))


def read_back_values(
    fields: Iterable[Field], path: str = "", always: tuple[str, ...] = ()
) -> st.SearchStrategy[Values]:
    """An object that was read back: members may be missing."""
    strategies = {}
    for field in fields:
        if field.mode is not Mode.WRITE_ONLY or field.same:
            keyed = field.name in always
            strategies[field.name] = _scalar(field, READ_BACK_DOMAINS, path) if keyed else read_back_value(field, path)
    return _some_of(strategies, always)


def _some_of(strategies: Mapping[str, Strategy], always: tuple[str, ...]) -> st.SearchStrategy[Values]:
    needed = {name: strategy for name, strategy in strategies.items() if name in always}
    optional = {name: strategy for name, strategy in strategies.items() if name not in always}
    return st.fixed_dictionaries(needed, optional=optional)


WANTED = given_values(SETTINGS)
CURRENT = read_back_values(SETTINGS)
READABLE = tuple(field for field in WORKLOAD_SETTINGS if field.mode is not Mode.WRITE_ONLY)
VIEWS = st.builds(
    service,
    info=read_back_values(READABLE),
    charge_type=st.sampled_from(["PREPAID", "POSTPAID_BY_HOUR", "HYBRID_PAID", None]),
    deploy_type=st.sampled_from(["DIST", "STANDARD", ""]),
)


def without_unset(value: Any) -> Any:
    """A copy of a structure without the members that are null or empty."""
    if isinstance(value, Mapping):
        return {name: without_unset(member) for name, member in value.items() if member not in EMPTY}
    return [without_unset(element) for element in value] if isinstance(value, list) else value


def shuffled(field: Field, value: Any, chance: random.Random) -> Any:
    if isinstance(value, Mapping):
        return {leaf.name: shuffled(leaf, value[leaf.name], chance) for leaf in field.fields if leaf.name in value}
    if not isinstance(value, list) or field.kind is Kind.ORDERED_LIST:
        return value
    elements = value
    if field.fields:
        whole = Field("element", "Element", "dict", fields=field.fields)
        elements = [shuffled(whole, element, chance) for element in value]
    return chance.sample(elements, len(elements))


def part_of(fields: Iterable[Field], values: Values, chance: random.Random, always: tuple[str, ...] = ()) -> Values:
    """Some of the leaves that were read back, as if a task gave just them."""
    part = {}
    for field in fields:
        value = values.get(field.name)
        if value in EMPTY or field.mode is Mode.READ_ONLY or (field.name not in always and chance.random() < 0.5):
            continue
        if field.kind is Kind.DICT:
            value = part_of(field.fields, value, chance)
        elif field.fields:
            value = [part_of(field.fields, element, chance, field.key) for element in value]
        part[field.name] = value
    return {name: value for name, value in part.items() if value != {}}


def seeded(fields: Iterable[Field], values: Values) -> dict[str, Any]:
    """A copy in which each secret value is unmistakable."""
    by_name = {field.name: field for field in fields}
    return {name: _seeded(by_name[name], value, values) for name, value in values.items() if name in by_name}


def _seeded(field: Field, value: Any, siblings: Values) -> Any:
    if field.secret or (field.secret_if and siblings.get(field.secret_if)):
        return SECRET + field.name
    if isinstance(value, Mapping):
        return seeded(field.fields, value)
    return [seeded(field.fields, element) for element in value] if isinstance(value, list) and field.fields else value


def sendable(field: Field, value: Any, siblings: Values) -> Any:
    """What of a value that was read back may be sent again: neither facts nor secrets."""
    if field.mode in (Mode.READ_ONLY, Mode.WRITE_ONLY) or (field.secret_if and siblings.get(field.secret_if)):
        return None
    if isinstance(value, Mapping):
        return {leaf.name: sendable(leaf, value.get(leaf.name), value) for leaf in field.fields}
    if isinstance(value, list) and field.fields:
        return [{leaf.name: sendable(leaf, one.get(leaf.name), one) for leaf in field.fields} for one in value]
    return value


def stored(view: Values, body: Values) -> dict[str, Any]:
    """The service after an API that replaces the configuration has stored a body."""
    if "CommandBase64" in body:
        body = {**body, "Command": base64.b64decode(body["CommandBase64"]).decode()}
    info = from_api(READABLE, body)
    project = str(body.get("TargetProjectId", view["project_id"]))
    plain = {
        name: body.get(member)
        for name, member in (("service_description", "ServiceDescription"), ("resource_group_id", "ResourceGroupId"))
    }
    return {**view, **plain, "project_id": project, "service_info": info}
