# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a release: version, changelog, archive; then look into the archive, run the demo from it, and sign.

`python tools/release.py 1.2.3` writes galaxy.yml, CHANGELOG.md and changelogs/, and puts what is published into
build/release/1.2.3. With --trial nothing of the project is written, and nothing is signed: a copy is released.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import archive as contents
from tools import tree

VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:alpha|beta|rc)\.(?:0|[1-9]\d*)))?")
NEEDED = ("ansible-core", "requests", "jmespath", "aiohttp", "tencentcloud-sdk-python-common")
#: What the demo takes beside the installed collection.
DEMO = ("demo", "support")
SIGNED = "include *.tar.gz CHANGELOG.md\n"


class ReleaseError(Exception):
    """The release cannot be made; the message says why."""


def run(command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command, which has to succeed."""
    print("$", " ".join(command), flush=True)
    here = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    done = subprocess.run(command, cwd=folder, env=dict(env or here), stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise ReleaseError(f"{command[0]} ended with status {done.returncode}")


def order(version: str) -> tuple[int, int, int, tuple[int, str, int]]:
    """What versions are compared by: a pre-release comes before its release."""
    found = VERSION.fullmatch(version)
    if not found:
        raise ReleaseError(f"{version} is no version such as 1.2.3 or 1.2.3-rc.1")
    name, _dot, number = (found[4] or "").partition(".")
    return int(found[1]), int(found[2]), int(found[3]), ((0, name, int(number)) if name else (1, "", 0))


def check_version(root: Path, version: str) -> bool:
    """Refuse a version that is not the next one; whether its changelog is begun already."""
    wanted = order(version)
    log = yaml.safe_load((root / "changelogs" / "changelog.yaml").read_text(encoding="utf-8"))
    released = sorted(log["releases"] or {}, key=order)
    if released and wanted < order(released[-1]):
        raise ReleaseError(f"{version} is older than {released[-1]}, which is released")
    return version in released


def prepare(root: Path, version: str) -> None:
    """Write the version and the changelog."""
    begun = check_version(root, version)
    galaxy = root / "galaxy.yml"
    text = re.sub(r"(?m)^version: .*$", f"version: {version}", galaxy.read_text(encoding="utf-8"))
    galaxy.write_text(text, encoding="utf-8")
    run(["antsibull-changelog", "lint"], root)
    run(["antsibull-changelog", "release", "--version", version, *(["--update-existing"] if begun else [])], root)


def build(root: Path, out: Path) -> Path:
    """Build the archive into an empty folder and look into it."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    run(["ansible-galaxy", "collection", "build", "--output-path", str(out)], root)
    (made,) = out.glob("*.tar.gz")
    complaints = contents.complaints(made)
    if complaints:
        raise ReleaseError("\n".join(complaints))
    shutil.copy(root / "CHANGELOG.md", out)
    return made


def clean_environment(folder: Path) -> dict[str, str]:
    """Variables in which only this environment and this home are known."""
    ours = ("ANSIBLE_", "TENCENTCLOUD_", "TCCLI_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = os.pathsep.join([str(folder / "env" / "bin"), os.environ["PATH"]])
    return {**kept, "HOME": str(folder / "home"), "PATH": path}


def try_out(archive: Path, folder: Path) -> None:
    """Install the archive into an empty environment and an empty home, and run the demo on what was installed."""
    (folder / "home").mkdir()
    venv.create(folder / "env", with_pip=True)
    python, env = str(folder / "env" / "bin" / "python"), clean_environment(folder)
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDED], folder, env)
    install = ["ansible-galaxy", "collection", "install", "--offline", str(archive.resolve())]
    run([str(folder / "env" / "bin" / install[0]), *install[1:]], folder, env)
    place = folder / "home" / ".ansible" / "collections" / tree.PLACE
    for name in DEMO:
        shutil.copytree(ROOT / "tests" / name, place / "tests" / name, ignore=shutil.ignore_patterns("__pycache__"))
    run([python, str(place / "tests" / "demo" / "run.py")], folder, env)


def sign(out: Path, archive: Path, key: str | None) -> None:
    """Sign the folder for ansible-sign, and the manifest for ansible-galaxy; and look whether the signatures hold."""
    with tarfile.open(archive) as tar, (out / "MANIFEST.json").open("wb") as manifest:
        content = tar.extractfile("MANIFEST.json")
        if content is None:
            raise ReleaseError("the archive has no manifest")
        shutil.copyfileobj(content, manifest)
    env = {**os.environ, "GPG_TTY": os.environ.get("GPG_TTY", "/dev/null")}
    by_key = ["--local-user", key] if key else []
    armor = ["--batch", "--yes", "--armor", "--detach-sign", "--output", "MANIFEST.json.asc", "MANIFEST.json"]
    run(["gpg", *by_key, *armor], out, env)
    run(["gpg", "--batch", "--verify", "MANIFEST.json.asc", "MANIFEST.json"], out, env)
    (out / "MANIFEST.in").write_text(f"{SIGNED}include MANIFEST.json MANIFEST.json.asc MANIFEST.in\n", encoding="utf-8")
    run(["ansible-sign", "project", "gpg-sign", *(["--fingerprint", key] if key else []), "."], out, env)
    run(["ansible-sign", "project", "gpg-verify", "."], out, env)


def refuse_unclean() -> None:
    """A release is made of what is committed."""
    done = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or done.stdout.strip():
        raise ReleaseError("commit or put away what has changed since the last commit (or try it with --trial)")


def release(options: argparse.Namespace) -> Path:
    """Make it; the folder of what is published."""
    order(options.version)
    out: Path = (options.out or ROOT / "build" / "release" / options.version).resolve()
    if not options.trial:
        refuse_unclean()
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        folder = Path(name)
        root = tree.copy(folder / "copy") if options.trial else ROOT
        prepare(root, options.version)
        archive = build(root, out)
        try_out(archive, folder)
    if not options.trial:
        sign(out, archive, options.key)
    return out


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="such as 1.2.3 or 1.2.3-rc.1")
    parser.add_argument(
        "--trial", action="store_true", help="release a copy: write nothing of the project, sign nothing"
    )
    parser.add_argument("--key", help="fingerprint of the key to sign with (default: gpg's default key)")
    parser.add_argument("--out", type=Path, help="folder of what is published (default: build/release/VERSION)")
    return parser.parse_args()


def main() -> int:
    """Make a release; the exit status."""
    options = arguments()
    try:
        out = release(options)
    except ReleaseError as error:
        print(f"no release: {error}", file=sys.stderr)
        return 1
    print(f"\n{out}:\n" + "\n".join(f"  {path.name}" for path in sorted(out.iterdir())))
    if not options.trial:
        print(
            f"Commit, tag with {options.version}, push, and publish: ansible-galaxy collection publish {out}/*.tar.gz"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
