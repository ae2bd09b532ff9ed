# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of what is marked as no template, on releases of ansible-core that need it and on those that do not."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.tencentcloud.plugins.plugin_utils import _untrusted

DATA: dict[str, Any] = {"a": ["{{ x }}", 1, None, True, {"{{ key }}": "text"}], "b": 1.5}


def test_newer_releases_need_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_untrusted, "HAS_TRUST", True)
    assert _untrusted.untrusted(DATA) is DATA


def test_every_text_is_marked_and_a_key_if_it_may_be_a_template() -> None:
    marked = _untrusted._marked(DATA, lambda text: f"<{text}>")
    assert marked == {"a": ["<{{ x }}>", 1, None, True, {"<{{ key }}>": "<text>"}], "b": 1.5}


def test_older_releases_mark_texts_with_a_mark_that_keeps_them_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ansible.utils.unsafe_proxy")
    monkeypatch.setattr(_untrusted, "HAS_TRUST", False)
    assert _untrusted.untrusted(DATA) == DATA
