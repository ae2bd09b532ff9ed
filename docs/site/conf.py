# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Sphinx builds the site. tools/site.py puts the pages beside this file and starts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "community.tencentcloud"
copyright = "2026, community.tencentcloud contributors"
title = "TI-ONE services with Ansible"
extensions = ["myst_parser", "sphinx_antsibull_ext"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header", "toc.multiple_toc_parents"]
exclude_patterns = ["collections/index*.rst", "collections/community/index.rst", "collections/deprecations.rst"]
highlight_language = "YAML+Jinja"
pygments_style = "ansible"
html_theme = "sphinx_ansible_theme"
html_title = title
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_use_smartypants = True
SOURCE = "https://github.com/ansible-collections/community.tencentcloud"
html_theme_options = {
    "documentation_home_url": SOURCE,
    "navigation_depth": 2,
    "show_extranav": False,
    "show_rtd_ethical_ads": False,
    "topbar_links": {"Source": SOURCE, "Issues": f"{SOURCE}/issues"},
}

CORE_DOCS = "https://docs.ansible.com/ansible-core/devel/"
#: Where labels of Ansible's own documentation lead: no other site is asked while this one is built.
CORE_PAGES = {
    "action_plugins": "plugins/action.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
    "common_return_values": "reference_appendices/common_return_values.html",
    "list_of_collections": "collections/index.html",
}


def core_page(label: str) -> str | None:
    """The page of Ansible's documentation that a label leads to."""
    if label.startswith("ANSIBLE_"):
        return f"{CORE_PAGES['ansible_configuration_settings']}#envvar-{label}"
    return CORE_PAGES.get(label)


def resolve_core_label(app: Sphinx, env: Any, node: Any, content: nodes.TextElement) -> nodes.Node | None:
    """Link to Ansible's own documentation. What is known neither there nor here stays a warning of Sphinx."""
    page = core_page(str(node.get("reftarget", "")))
    return nodes.reference("", "", content, internal=False, refuri=CORE_DOCS + page) if page else None


def setup(app: Sphinx) -> None:
    """Register the handler above."""
    app.connect("missing-reference", resolve_core_label)
