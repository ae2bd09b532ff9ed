# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Releases: which version may come, what is in the archive, whether signatures hold, and what every file says of its licence."""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
if not (ROOT / "tools" / "release.py").is_file():
    pytest.skip("tools/ is not here", allow_module_level=True)
sys.path.insert(0, str(ROOT))

release = importlib.import_module("tools.release")
tree = importlib.import_module("tools.tree")
contents = importlib.import_module("tools.archive")

IN_ORDER = ["0.9.10", "0.10.0", "1.0.0-alpha.2", "1.0.0-beta.1", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.0.1", "2.0.0"]
# REUSE-IgnoreStart
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
# REUSE-IgnoreEnd


def test_versions_have_an_order() -> None:
    assert sorted([*IN_ORDER[5:], *IN_ORDER[:5]], key=release.order) == IN_ORDER


@pytest.mark.parametrize(
    "version", ["1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-rc1", "1.0.0-dev.1", "1.0.0\n", ""]
)
def test_other_texts_are_no_versions(version: str) -> None:
    with pytest.raises(release.ReleaseError, match="is no version"):
        release.order(version)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "changelogs").mkdir()
    (tmp_path / "changelogs" / "changelog.yaml").write_text("releases: {1.1.0: {}, 1.0.9: {}}", encoding="utf-8")
    (tmp_path / "galaxy.yml").write_text("name: a\nversion: 1.1.0\nreadme: b\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("version", "begun"), [("1.1.0", True), ("1.1.1", False), ("2.0.0", False)])
def test_the_next_version_may_come_and_one_that_is_begun_goes_on(project: Path, version: str, begun: bool) -> None:
    assert release.check_version(project, version) is begun


@pytest.mark.parametrize("version", ["1.0.9", "1.0.10", "1.1.0-rc.1"])
def test_an_older_version_is_refused(project: Path, version: str) -> None:
    with pytest.raises(release.ReleaseError, match=r"older than 1\.1\.0"):
        release.check_version(project, version)


def test_the_version_is_written_and_the_changelog_made(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(release, "run", lambda command, folder: commands.append(command))
    release.prepare(project, "1.2.0")
    release.prepare(project, "1.1.0")
    assert (project / "galaxy.yml").read_text(encoding="utf-8") == "name: a\nversion: 1.1.0\nreadme: b\n"
    made = ["antsibull-changelog", "release", "--version"]
    lint = ["antsibull-changelog", "lint"]
    assert commands == [lint, [*made, "1.2.0"], lint, [*made, "1.1.0", "--update-existing"]]


def test_the_archive_holds_what_users_need_and_nothing_else(tmp_path: Path) -> None:
    archive = release.build(ROOT, tmp_path / "out")
    with tarfile.open(archive) as tar:
        names = set(tar.getnames())
    assert contents.complaints(archive) == []
    assert {"docs/docsite/rst/start.rst", "tests/emulator/server.py", "CHANGELOG.md", "meta/runtime.yml"} <= names
    assert (archive.parent / "CHANGELOG.md").is_file()


def test_a_stray_file_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "run", lambda command, folder: (tmp_path / "a.tar.gz").touch())
    monkeypatch.setattr(contents, "complaints", lambda archive: ["not for users: a.log"])
    with pytest.raises(release.ReleaseError, match=r"a\.log"):
        release.build(ROOT, tmp_path)


@pytest.mark.skipif(not shutil.which("gpg"), reason="gpg is not here")
def test_a_manifest_is_signed_and_a_changed_one_is_not_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Path("/tmp") / f"gpg-{os.getpid()}"  # sockets of gpg's agent want a short path
    keys.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(keys))
    out = tmp_path / "out"
    out.mkdir()
    (out / "MANIFEST.json").write_text("{}", encoding="utf-8")
    archive = out / "community-tencentcloud-1.0.0.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(out / "MANIFEST.json", "MANIFEST.json")
    calls: list[list[str]] = []
    really_run = release.run

    def run(command: list[str], folder: Path, env: dict[str, str] | None = None) -> None:
        calls.append(command)
        if command[0] == "gpg":  # ansible-sign need not be where unit tests run
            really_run(command, folder, env)

    monkeypatch.setattr(release, "run", run)
    try:
        make = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", "tester@example.com", "ed25519", "sign"]
        subprocess.run(make, check=True, capture_output=True, stdin=subprocess.DEVNULL)
        release.sign(out, archive, "tester@example.com")
        (out / "MANIFEST.json").write_text("{} ", encoding="utf-8")
        with pytest.raises(release.ReleaseError, match="gpg ended"):
            run(["gpg", "--batch", "--verify", "MANIFEST.json.asc", "MANIFEST.json"], out)
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], check=False, capture_output=True)
        shutil.rmtree(keys)
    assert [command[:3] for command in calls if command[0] == "ansible-sign"] == [
        ["ansible-sign", "project", "gpg-sign"],
        ["ansible-sign", "project", "gpg-verify"],
    ]


def test_only_what_is_committed_is_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    release.refuse_unclean()
    (tmp_path / "new").touch()
    with pytest.raises(release.ReleaseError, match="commit"):
        release.refuse_unclean()


def test_a_trial_writes_nothing_and_signs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Path] = {}
    monkeypatch.setattr(release, "prepare", lambda root, version: seen.update(prepared=root))
    monkeypatch.setattr(release, "build", lambda root, out: out / "made.tar.gz")
    monkeypatch.setattr(release, "try_out", lambda archive, folder: seen.update(tried=archive))
    monkeypatch.setattr(release, "sign", lambda *arguments: pytest.fail("signed"))
    options = argparse.Namespace(version="9.9.9", trial=True, key=None, out=tmp_path)
    assert release.release(options) == tmp_path
    assert seen["tried"] == tmp_path / "made.tar.gz"
    assert not seen["prepared"].is_relative_to(ROOT)


def test_a_failure_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["release.py", "one"])
    assert release.main() == 1
    assert capsys.readouterr().err.startswith("no release: one is no version")


def test_the_demo_knows_nothing_of_this_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANSIBLE_CONFIG", "TENCENTCLOUD_SECRET_ID", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "of-the-user")
    env = release.clean_environment(tmp_path)
    assert "of-the-user" not in env.values()
    assert env["HOME"] == str(tmp_path / "home")
    assert env["PATH"].startswith(str(tmp_path / "env" / "bin"))


def covered() -> list[str]:
    """Patterns of REUSE.toml."""
    tables = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    return [pattern for table in tables for pattern in table["path"]]


def test_every_file_names_its_licence() -> None:
    patterns = covered()
    silent = [
        str(name)
        for name in tree.files()
        if not any(fnmatch.fnmatch(str(name), pattern) or fnmatch.fnmatch(name.name, pattern) for pattern in patterns)
        and name.name not in ("LICENSE", "GPL-3.0-or-later.txt")
        and (ROOT / name).stat().st_size
        and SPDX not in (ROOT / name).read_text(encoding="utf-8")[:2000]
    ]
    assert silent == []


def test_galaxy_gets_all_that_it_shows() -> None:
    told = yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))
    assert release.order(told["version"])
    links = ("repository", "documentation", "homepage", "issues")
    assert all(told[name].startswith("https://") for name in links)
    assert told["license"] == ["GPL-3.0-or-later"]
    assert "cloud" in told["tags"]  # Galaxy wants one of its own tags
    assert told["dependencies"] == {}


def test_workflows_call_targets_that_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    called = {word for text in texts for word in re.findall(r"run: make ([\w-]+)", text)}
    assert {"test", "docs", "release"} <= called
    assert {target for target in called if f"\n{target}:" not in makefile} == set()
