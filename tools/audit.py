# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Audit what users install with this collection: which packages its plugins import, and known weaknesses of those.

Advisories come from PyPI through pip-audit. Where they cannot be had (no network, a mirror without them) the audit says
for how many packages, and does not fail. An advisory fails it when a release without the weakness exists.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import results

RUNTIME = ("ansible-core", "requests", "jmespath")
#: What may be imported, and the package of RUNTIME that brings it.
BROUGHT = {
    "ansible": "ansible-core",
    "ansible_collections": "ansible-core",
    "jmespath": "jmespath",
    "requests": "requests",
    "urllib3": "requests",
    "yaml": "ansible-core",
}
FOLDERS = ("plugins", "extensions")
PATIENCE = 120


def imports(path: Path) -> set[str]:
    """The packages that a file imports anywhere, without those of Python itself and its own neighbours."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names


def undeclared() -> Iterator[str]:
    """Each import of a package that users are not told to install."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for name in sorted(imports(path) - BROUGHT.keys()):
                yield f"{path.relative_to(ROOT)} imports {name}, which is none of {', '.join(RUNTIME)}"


def closure(names: tuple[str, ...] = RUNTIME) -> dict[str, str]:
    """The versions of these packages, and of all that they need, as they are installed here."""
    found: dict[str, str] = {}
    pending = list(names)
    while pending:
        package = metadata.distribution(pending.pop())
        if package.name not in found:
            found[package.name] = package.version
            needs = map(Requirement, package.requires or ())
            pending += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def advisories(packages: dict[str, str]) -> tuple[list[str], int]:
    """Weaknesses that a newer release does not have, and for how many packages nothing could be learnt."""
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "requirements.txt"
        pinned.write_text("".join(f"{name}=={version}\n" for name, version in sorted(packages.items())))
        command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
        try:
            done = subprocess.run(
                [*command, "--format", "json", "-r", str(pinned)],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
            told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError):
            return [], len(packages)
    weak = [
        f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions'])}"
        for package in told
        for one in package.get("vulns", ())
        if one["fix_versions"]
    ]
    return weak, sum("skip_reason" in package for package in told)


def main() -> int:
    """Print what is wrong; the exit status."""
    packages = closure()
    foreign = list(undeclared())
    weak, unknown = advisories(packages)
    for line in (*foreign, *weak):
        print(line)
    print(f"{len(packages)} packages are installed with the collection: {', '.join(sorted(packages))}")
    print(f"advisories of {len(packages) - unknown} could be had: {len(weak)} of them tell of a newer release without")
    results.count("audit", (not foreign) + (not weak), bool(foreign) + bool(weak))
    return 1 if foreign or weak else 0


if __name__ == "__main__":
    sys.exit(main())
