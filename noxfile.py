# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The checks of this collection. `make test` runs them all; `make` lists them. `.venv/bin/nox -s NAME` runs one."""

from __future__ import annotations

import contextlib
import os
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nox
from nox.command import CommandFailed

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from tools import pythons, results, tree

NOX = ROOT / ".nox"
FULL_NAME = "community.tencentcloud"

# The newest ansible-core for every Python, and the oldest that meta/runtime.yml admits.
CORES = [("3.13", "2.21"), ("3.12", "2.21"), ("3.11", "2.19"), ("3.11", "2.17")]
FULL = next((pair for pair in CORES if pair[0] in pythons.find()), CORES[0])
REST = [pair for pair in CORES if pair[1] != FULL[1]]
MATRIX = [("3.11", "2.17"), ("3.11", "2.18"), ("3.11", "2.19"), ("3.12", "2.20"), FULL]
EVERY_MODULE = ("test_options_at_the_wire", "test_returned_by_all")
SEARCHES = ("test_property_*.py", "test_fuzz_*.py")
SANITY = [(pythons.newest("3.11", "3.12", "3.13"), "2.19"), (pythons.newest("3.12", "3.13"), "2.21")]
NEWEST = pythons.newest("3.13", "3.12", "3.11", "3.14")

PYTEST = ("pytest>=9", "pytest-timeout")
AT_ONCE = ("-n", "3", "--dist", "loadgroup")  # more than two cores can do: much of the time is spent waiting
RUNTIME = ("requests", "jmespath")
EMULATOR = ("aiohttp", "tencentcloud-sdk-python-common")
SDK = "tencentcloud-sdk-python-tione"
AWX = ("ansible-runner", "ansible-builder", "ansible-rulebook", "awx_plugins.interfaces==0.0.1a5", "PyYAML", "pip")
STYLE = ("ruff>=0.17,<0.18", "yamllint", "ansible-lint", "antsibull-changelog", "antsibull-docs")
SITE = ("antsibull-docs", "sphinx", "sphinx-ansible-theme", "myst-parser", "PyYAML")
TYPES = ("mypy>=2.4,<3", "types-requests", "types-PyYAML", "types-jmespath", "pytest")

IMPORTER = """[galaxy-importer]
CHECK_CHANGELOG = True
CHECK_REQUIRED_TAGS = True
RUN_ANSIBLE_LINT = False
RUN_ANSIBLE_TEST = False
RUN_FLAKE8 = False
"""

# ansible-test asks for this file before it downloads one. Its name carries the version that a core wants.
GET_PIP = "import ensurepip\n\nensurepip.bootstrap(default_pip=True)\n"
GET_PIP_VERSIONS = {"2.19": "24_2", "2.21": "25_2"}

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "audit", "build", "units", "demo", "smoke", "scenarios", "sanity"]


def settle_environment() -> None:
    """Make sessions the same on every machine: real interpreters, no settings of the user, no proxy to the emulator."""
    for name in list(os.environ):
        if name.startswith(("ANSIBLE_", "TENCENTCLOUD_", "TCCLI_", "TKE_", "PYTEST_")) or name == "PYTHONPATH":
            del os.environ[name]
    NOX.mkdir(exist_ok=True)
    (NOX / "ansible.cfg").touch()
    os.environ["ANSIBLE_CONFIG"] = str(NOX / "ansible.cfg")
    os.environ["ANSIBLE_HOME"] = str(NOX / "ansible")
    os.environ["PATH"] = pythons.search_path()
    os.environ["UV_PYTHON_DOWNLOADS"] = "never"
    if ssl.get_default_verify_paths().cafile or Path("/etc/ssl/certs/ca-certificates.crt").is_file():
        os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # trust whom this machine trusts, as pip does
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


settle_environment()


def names(pairs: list[tuple[str, str]]) -> list[str]:
    """Name sessions after their Python and ansible-core."""
    return [f"py{python}-core{core}" for python, core in pairs]


def pytest(session: nox.Session, *arguments: str, env: dict[str, str] | None = None, part: str = "") -> None:
    """Run pytest and keep its counts for the closing line of `make test`."""
    results.forget(session.name, part)
    junit = f"--junit-xml={results.junit_file(session.name, part)}"
    session.run("python", "-m", "pytest", "-q", "--timeout=300", junit, *arguments, *session.posargs, env=env)


def lint_commands() -> Iterator[tuple[Path, dict[str, str], list[str]]]:
    """Yield folder, variables and command of every check of the source. Types of plugins need their full names."""
    farm = tree.link(NOX / "farm")
    strict = ["mypy", "--strict", "--config-file", str(ROOT / "mypy.ini")]
    docs = ["antsibull-docs", "lint-collection-docs", "--plugin-docs", "--validate-collection-refs", "self"]
    yield ROOT, {}, ["ruff", "check", "."]
    yield ROOT, {}, ["ruff", "format", "--check", "."]
    yield ROOT, {}, ["python", "tools/limits.py", "plugins", "extensions", "tests", "tools", "noxfile.py"]
    yield ROOT, {}, ["yamllint", "--strict", "."]
    yield farm, {"MYPYPATH": str(farm)}, [*strict, str(tree.PLACE / "plugins"), str(tree.PLACE / "extensions")]
    yield ROOT, {"MYPYPATH": "tests"}, [*strict, "tests/emulator", "tests/support", "tests/bench"]
    yield ROOT, {}, [*strict, "noxfile.py", "tools"]
    for tool in (("names.py",), ("docs.py",), ("policies.py",), ("site.py", "--tables-only"), ("drift.py",)):
        yield ROOT, {"PYTHONPATH": str(farm)}, ["python", f"tools/{tool[0]}", "--check", *tool[1:]]
    yield ROOT, {}, ["antsibull-changelog", "lint"]
    yield ROOT, {"ANSIBLE_COLLECTIONS_PATH": str(farm)}, ["ansible-lint", "--strict", "--offline"]
    yield ROOT, {}, [*docs, "."]


@nox.session(python=NEWEST, allow_parallel=True)
def lint(session: nox.Session) -> None:
    """Style, types, documentation, size limits: all checks, also after one has failed."""
    session.install("ansible-core>=2.19", "nox", *STYLE, *TYPES, *RUNTIME, *EMULATOR, SDK)
    results.forget(session.name)
    failed = []
    commands = list(lint_commands())
    for folder, env, command in commands:
        try:
            with contextlib.nullcontext() if folder == ROOT else session.chdir(folder):
                session.run(*command, env=env)
        except CommandFailed:
            failed.append(" ".join(command))
    results.count(session.name, len(commands) - len(failed), len(failed))
    if failed:
        session.error("failed: " + "; ".join(failed))


@nox.session(python=NEWEST, allow_parallel=True)
def audit(session: nox.Session) -> None:
    """What users install with the collection: nothing that is not told, nothing with a known weakness."""
    session.install("ansible-core>=2.19", *RUNTIME, "packaging", "pip-audit")
    results.forget(session.name)
    session.run("python", "tools/audit.py")


@nox.session(name="format", python=NEWEST, default=False)
def format_(session: nox.Session) -> None:
    """Put the Python files into the one form that lint accepts."""
    session.install(STYLE[0])
    session.run("ruff", "check", "--fix", "--exit-zero", "--quiet", ".")
    session.run("ruff", "format", ".")


@nox.session(python=NEWEST, default=False)
def docs(session: nox.Session) -> None:
    """Write the documentation that can be derived from the declarations, and build the site into build/site."""
    session.install("ansible-core>=2.19", *SITE, *RUNTIME)
    farm = str(tree.link(NOX / "farm"))
    for tool in ("names.py", "docs.py"):
        session.run("python", f"tools/{tool}", env={"PYTHONPATH": farm})
    session.run("python", "tools/site.py", *session.posargs, env={"PYTHONPATH": farm})


@nox.session(python=NEWEST, default=False)
def drift(session: nox.Session) -> None:
    """Tell what the newest SDK and the declarations do not have in common; fail unless all of it is known."""
    session.install("ansible-core>=2.19", SDK, *RUNTIME)
    session.run("uv", "pip", "install", "--quiet", "--upgrade", SDK, external=True)
    session.run("python", "tools/drift.py", "--check", env={"PYTHONPATH": str(tree.link(NOX / "farm"))})


@nox.session(python=NEWEST, default=False)
def galaxy(session: nox.Session) -> None:
    """What Galaxy does with an archive when it takes it in."""
    session.install("ansible-core>=2.19", "galaxy-importer", *RUNTIME)
    made = Path(session.create_tmp()).resolve()
    for old in made.glob("*.tar.gz"):
        old.unlink()
    session.run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(made))
    (made / "importer.cfg").write_text(IMPORTER, encoding="utf-8")
    archive = next(made.glob("*.tar.gz"))
    with session.chdir(made):
        session.run(
            "python", "-m", "galaxy_importer.main", str(archive), env={"GALAXY_IMPORTER_CONFIG": "importer.cfg"}
        )


@nox.session(python=NEWEST, default=False)
def release(session: nox.Session) -> None:
    """Make a release: see tools/release.py."""
    session.install("ansible-core>=2.19", "antsibull-changelog", "ansible-sign", "PyYAML", *RUNTIME)
    session.run("python", "tools/release.py", *session.posargs)


@nox.session(python=NEWEST, default=False)
def tccli(session: nox.Session) -> None:
    """Install the official command line client: apart from all else, because it brings a very large SDK of its own."""
    session.install("tccli")
    session.run("tccli", "--version", silent=True)


def clients() -> dict[str, str]:
    """Tell tests where the official client is, and that they may not go without it."""
    return {"TCCLI": str(NOX / "tccli" / "bin" / "tccli"), "CI_REQUIRE_TCCLI": "1"}


@nox.session(allow_parallel=True, requires=["tccli"])
@nox.parametrize("python,core", [FULL, *REST], ids=names([FULL, *REST]))
def units(session: nox.Session, core: str) -> None:
    """Unit tests; those that search for examples at length on one Python only."""
    session.install(f"ansible-core~={core}.0", *PYTEST, "-r", "tests/unit/requirements.txt")
    elsewhere = [] if session.python == FULL[0] else [f"--ignore-glob=*/{files}" for files in SEARCHES]
    pytest(session, "tests/unit", *elsewhere, env=clients())


@nox.session(python=FULL[0], default=False)
def coverage(session: nox.Session) -> None:
    """Measure which branches of the plugins the unit tests take; fail under the share in pyproject.toml."""
    session.install(f"ansible-core~={FULL[1]}.0", *PYTEST, "coverage>=7.10", "-r", "tests/unit/requirements.txt")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-q", "--timeout=300", "tests/unit", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session(python=FULL[0], default=False)
def mutants(session: nox.Session) -> None:
    """Change engine, comparison and client in small ways, one at a time: the unit tests have to notice."""
    session.install(f"ansible-core~={FULL[1]}.0", *PYTEST, "mutmut>=3.8,<3.9", "-r", "tests/unit/requirements.txt")
    session.run("python", "tools/mutants.py", *session.posargs)


def install_for_playbooks(session: nox.Session, core: str) -> None:
    """Install what playbook tests need."""
    session.install(f"ansible-core~={core}.0", *PYTEST, "pytest-xdist", SDK, *RUNTIME, *EMULATOR)


@nox.session(python=FULL[0], requires=["tccli"])
def scenarios(session: nox.Session) -> None:
    """All playbook tests but the long ones, on the newest Python and ansible-core.

    They run in the controller's process; those that use every module and its own options run as shipped modules as well.
    """
    install_for_playbooks(session, FULL[1])
    every_module = [f"tests/scenario/{file}.py" for file in EVERY_MODULE]
    both_paths(session, ["-m", "not long", "tests/scenario"], ["-m", "not long", *every_module])


@nox.session(requires=["tccli"])
@nox.parametrize("python,core", REST, ids=names(REST))
def smoke(session: nox.Session, core: str) -> None:
    """A few playbook tests on every other Python and ansible-core, both ways of running modules."""
    install_for_playbooks(session, core)
    both_paths(session, ["-m", "smoke or fast_path", "tests/scenario"])


@nox.session(default=False, requires=["tccli"])
@nox.parametrize("python,core", MATRIX, ids=names(MATRIX))
def matrix(session: nox.Session, core: str) -> None:
    """All playbook tests on every ansible-core, both ways of running modules, with equal results."""
    install_for_playbooks(session, core)
    both_paths(session, ["tests/scenario"])


@nox.session(python=FULL[0], default=False)
def awx(session: nox.Session) -> None:
    """Run jobs and rulebooks as AWX and ansible-rulebook do, with what their packages ship. The long tests need Java 17."""
    session.install(f"ansible-core~={FULL[1]}.0", *PYTEST, "pytest-xdist", *RUNTIME, *EMULATOR, *AWX)
    pytest(session, "-n", "3", "--dist", "loadfile", "tests/awx")


@nox.session(python=FULL[0], default=False)
def hard(session: nox.Session) -> None:
    """Prove reliability and security: faults, properties, secrets, hostile input."""
    needs = ("pytest-xdist", "cryptography", "-r", "tests/unit/requirements.txt")
    session.install(f"ansible-core~={FULL[1]}.0", *PYTEST, *needs)
    pytest(session, "-n", "6", "--dist", "worksteal", "tests/hard")


def both_paths(session: nox.Session, tests: list[str], shipped: list[str] | None = None) -> None:
    """Run playbook tests in the controller's process and as shipped modules, and compare all results.

    `shipped`: a part of the tests, if not all are to be run both ways.
    """
    folder = session.create_tmp()
    records = []
    for path, chosen in (("fast", tests), ("ordinary", shipped or tests)):
        record = Path(folder) / f"{path}.jsonl"
        record.unlink(missing_ok=True)
        records.append(str(record))
        pytest(session, *AT_ONCE, "--path", path, "--record", str(record), *chosen, env=clients(), part=path)
    part = ["--part"] if shipped else []
    session.run("python", "tests/scenario/harness/record.py", *part, *records)


@nox.session(python=FULL[0], requires=["tccli"], default=False)
def bench(session: nox.Session) -> None:
    """Measure what tasks cost beside what else can do the work. Only the emulator is asked."""
    session.install(f"ansible-core~={FULL[1]}.0", SDK, *RUNTIME, *EMULATOR)
    session.run("python", "-m", "bench", *session.posargs, env={**clients(), "PYTHONPATH": str(ROOT / "tests")})


def pip_settings(home: Path) -> None:
    """Hand the user's settings for pip on: ansible-test starts pip with this home and without other variables."""
    options = {name[4:].lower(): value for name, value in os.environ.items() if name.startswith("PIP_")}
    options.pop("config_file", None)
    proxy = os.environ.get("https_proxy") or os.environ.get("HTTPS_PROXY")
    if proxy:
        options.setdefault("proxy", proxy)
    lines = ["[global]", *(f"{name.replace('_', '-')} = {value}" for name, value in sorted(options.items()))]
    for folder in (home / ".config" / "pip", home / ".pip"):
        folder.mkdir(parents=True, exist_ok=True)
    settings = home / ".config" / "pip" / "pip.conf"
    settings.touch(mode=0o600)  # the address of an index can hold a password
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = Path("~/.config/pip/pip.conf").expanduser()
    if own.is_file() and not (home / ".pip" / "pip.conf").is_symlink():
        (home / ".pip" / "pip.conf").symlink_to(own)


def home_folder(base: Path, core: str) -> str:
    """Return a home for ansible-test: its environments are kept there, and the user's own home stays clean."""
    home, cache = base / f"home-{core}", base / "cache"
    stand_in = home / ".ansible" / "test" / "cache" / f"get_pip_{GET_PIP_VERSIONS[core]}.py"
    stand_in.parent.mkdir(parents=True, exist_ok=True)
    stand_in.write_text(GET_PIP, encoding="utf-8")
    cache.mkdir(exist_ok=True)
    if not (home / ".cache").is_symlink():
        (home / ".cache").symlink_to(cache)
    pip_settings(home)
    return str(home)


@contextlib.contextmanager
def sanity_folder() -> Iterator[Path]:
    """Yield a folder to test in: inside .nox, or a passing one where ansible-test would not get along with it."""
    if tree.can_test_inside():
        yield NOX
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


@nox.session(allow_parallel=True)
@nox.parametrize("python,core", SANITY, ids=names(SANITY))
def sanity(session: nox.Session, core: str) -> None:
    """Run ansible-test sanity on a copy, without one ignored finding."""
    ignored = [path.name for path in ROOT.glob("tests/sanity/ignore*.txt") if path.read_text(encoding="utf-8").strip()]
    if ignored:
        session.error(f"repair the findings instead of ignoring them: {', '.join(ignored)}")
    session.install(f"ansible-core~={core}.0")
    results.forget(session.name)
    log = ROOT / "build" / f"sanity-{core}.log"
    log.parent.mkdir(exist_ok=True)
    twice = [] if (session.python, core) == SANITY[-1] else ["--skip-test", "pylint"]  # the newest finds the most
    command = ["ansible-test", "sanity", "--local", "--color", "no", *twice, *session.posargs]
    with sanity_folder() as base, log.open("w", encoding="utf-8") as out:
        session.chdir(tree.copy(base / f"sanity-{core}"))
        try:
            session.run(*command, env={"HOME": home_folder(base, core)}, stdout=out, stderr=subprocess.STDOUT)
        finally:
            output = log.read_text(encoding="utf-8")
            results.count_sanity(session.name, output)
            print(results.without_pip(output), flush=True)
    if "All targets skipped" in output:
        session.error("ansible-test found nothing to test")


def documented(kind: str) -> list[str]:
    """Name the plugins of a kind; a file of several filters has a .yml file beside it for each."""
    files = [*ROOT.glob(f"plugins/{kind}/[!_]*.py"), *ROOT.glob(f"plugins/{kind}/*.yml")]
    return sorted(f"{FULL_NAME}.{file.stem}" for file in files if "DOCUMENTATION" in file.read_text(encoding="utf-8"))


@nox.session(python=NEWEST, allow_parallel=True)
def build(session: nox.Session) -> None:
    """Build the collection, look into it, install it without network, and read its documentation."""
    session.install("ansible-core>=2.19", *RUNTIME, *EMULATOR)
    made = Path(session.create_tmp()).resolve()
    for old in made.glob("*.tar.gz"):
        old.unlink()
    session.run("ansible-galaxy", "collection", "build", "--force", "--output-path", str(made))
    archive = next(made.glob("*.tar.gz"))
    session.run("python", "tools/archive.py", str(archive))
    installed = made / "installed"
    env = {"ANSIBLE_COLLECTIONS_PATH": str(installed)}
    install = ("ansible-galaxy", "collection", "install", "--offline", "--force", "-p", str(installed), str(archive))
    session.run(*install, env=env)
    modules = sorted(f"{FULL_NAME}.{path.stem}" for path in ROOT.glob("plugins/modules/[!_]*.py"))
    with session.chdir(made):
        listed = session.run("ansible-doc", "--list", FULL_NAME, env=env, silent=True)
        missing = [name for name in modules if name not in str(listed)]
        if missing or not modules:
            session.error(f"ansible-doc does not list {', '.join(missing) or 'any module'}")
        session.run("ansible-doc", "--json", *modules, env=env, silent=True)
        for kind in ("inventory", "lookup", "filter", "test"):
            session.run("ansible-doc", "--json", "-t", kind, *documented(kind), env=env, silent=True)
        emulator = installed / tree.PLACE / "tests"
        session.run("python", "-c", "import emulator", env={"PYTHONPATH": str(emulator)})


@nox.session
def demo(session: nox.Session) -> None:
    """Show what the collection does, on the emulator."""
    session.install("ansible-core>=2.19", *RUNTIME, *EMULATOR)
    session.run("python", "tests/demo/run.py", *session.posargs)
