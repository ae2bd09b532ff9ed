# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The execution environment: the context of the sample, and what ansible-builder finds that the collection needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def builder(environment: Mapping[str, str], *arguments: str) -> str:
    """Run ansible-builder; what it printed."""
    program = str(Path(sys.executable).with_name("ansible-builder"))
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def context(environment: Mapping[str, str], tmp_path: Path) -> Path:
    """The folder that an image is built from."""
    sample = str(ROOT / "execution-environment.yml")
    builder(environment, "create", "-f", sample, "-c", str(tmp_path / "context"), "--output-filename", "Containerfile")
    return tmp_path / "context"


def test_the_context_of_the_sample(context: Path) -> None:
    """It installs the collection, and what it needs is introspected in the image."""
    wanted = yaml.safe_load((context / "_build" / "requirements.yml").read_text(encoding="utf-8"))
    assert wanted == {"collections": [{"name": "community.tencentcloud"}]}
    steps = (context / "Containerfile").read_text(encoding="utf-8")
    sample = yaml.safe_load((ROOT / "execution-environment.yml").read_text(encoding="utf-8"))
    assert f'ARG EE_BASE_IMAGE="{sample["images"]["base_image"]["name"]}"' in steps
    for step in ("ansible-galaxy collection install", "introspect.py introspect", "assemble", "ansible-core>=2.17"):
        assert step in steps


def test_what_the_collection_needs_is_found(environment: Mapping[str, str], farm: Path) -> None:
    """Both packages, with the collection that wants them, and nothing of the system."""
    found = yaml.safe_load(builder(environment, "introspect", str(farm)).partition("---")[2])
    wanted = [f"{name}  # from collection community.tencentcloud" for name in ("requests", "jmespath")]
    assert found == {"python": wanted, "system": []}
