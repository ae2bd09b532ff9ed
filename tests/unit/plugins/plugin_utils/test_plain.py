# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of plugins become the plain data that a module would get."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.plugin_utils._plain import plain


class Text(str):
    """A text that carries something, as those of Ansible do."""


class Lazy(Mapping[str, Any]):
    """A mapping that is no dictionary."""

    def __getitem__(self, key: str) -> Any:
        return {"a": Text("x")}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(["a"])

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Text("x"), "x"),
        (Lazy(), {"a": "x"}),
        (MappingProxyType({"a": [Text("x")]}), {"a": ["x"]}),
        (OrderedDict(a=1), {"a": 1}),
        (date(2026, 11, 22), "2026-11-22"),
        ({"at": datetime(2026, 11, 22, 8, 30)}, {"at": "2026-11-22T08:30:00"}),
        ({"x"}, ["x"]),
        (frozenset({1}), [1]),
        ((1, "2", None, True), [1, "2", None, True]),
        (ValueError("whatever"), "whatever"),
    ],
)
def test_everything_goes_the_way_of_json(given: Any, expected: Any) -> None:
    found = plain(given)
    assert found == expected
    assert type(found) in (str, dict, list)


def test_a_key_that_json_cannot_have_is_an_error() -> None:
    with pytest.raises(TypeError):
        plain({(1, 2): "x"})
