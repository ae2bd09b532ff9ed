# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Change the engine, the comparison and the client in small ways, one at a time, and see whether the unit tests notice.

mutmut makes the mutants, in a copy of the collection. It leaves alone what is no behaviour (annotations, docstrings), the
few decorated functions, and what stands outside of functions. Not counted: mutants of texts for people (a literal with a
space in it), and those in EQUIVALENT, which nothing can tell from the original. One that runs into its time limit is
killed; one that no test reaches has survived. `--again` tries those that were not clearly killed the last time, with the
files of today.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import tree

MODULES = ("_engine", "_compare", "_client", "_config", "_transport", "_clock", "_recovery")
SOURCES = tree.PLACE / "plugins" / "module_utils"
TESTS = tree.PLACE / "tests" / "unit" / "plugins" / "module_utils"
LEAST_SHARE = 90.0
KILLED = frozenset({1, 3})
OUT_OF_TIME = frozenset({-24, 24, 36, 152, 255})

SETTINGS = """[tool.mutmut]
source_paths = ["ansible_collections"]
only_mutate = {modules}
pytest_add_cli_args = ["-p", "no:cacheprovider", "--timeout=10"]
pytest_add_cli_args_test_selection = ["{tests}", "-k", "{files}"]
timeout_constant = 2.0
timeout_multiplier = 4.0
use_git_change_detection = false
use_setproctitle = false
"""

# What no test can tell from the original: why -> the functions and their lines as the mutants have them
EQUIVALENT: dict[str, tuple[str, ...]] = {
    "neither text ends as the names of the cloud do": (
        '_cloud: return CLOUD if (parts.hostname or "XXXX").endswith(f".{CLOUD}") else parts.netloc',
    ),
    "an address that was accepted has a host": (
        'ClientConfig.check_endpoint: if parts.scheme == "http" and not self.allow_http and not _LOOPBACK.fullmatch(parts.hostname or "XXXX"):',
    ),
    "any port that there can be will do": (
        'parse_endpoint: if parts is None or not 0 < int(parts["port"] or 444) < 65536:',
    ),
    "requests puts the method into upper case": (
        'Transport._attempt: request = requests.Request("post", url, headers=dict(headers), data=body, auth=auth).prepare()',
    ),
    "the names of headers have no case": (
        'Transport._attempt: return Reply(response.status_code, response.headers.get("date"), content)',
        'Transport._attempt: return Reply(response.status_code, response.headers.get("DATE"), content)',
    ),
    "neither text is a number": (
        '_read_body: promised, received = response.headers.get("Content-Length", "XXXX"), response.raw.tell()',
    ),
    "what parsedate_to_datetime raises for None is caught, and means None too": (
        "_server_time: return None if (date is None) and False else parsedate_to_datetime(date).replace(tzinfo=timezone.utc).timestamp()",
    ),
    "another name of the same encoding": (
        'Client._excerpt: return printable(self._clean(body[:CHUNK].decode("UTF-8", "replace")))',
        '_encode: return json.dumps(dict(params), allow_nan=False).encode("ASCII")',
    ),
    "json only asks whether it is true": ('_encode: return json.dumps(dict(params), allow_nan=None).encode("ascii")',),
    "it is only asked whether it is true, or set before it is read": (
        'Client.call: recovery: Recovery | None = ""',
        "ServiceClock.__init__: self._is_corrected = None",
        "Deadline.__init__: self._paused_at = None",
        "Deadline.__init__: self._paused_at = 1.0",
    ),
    "when time runs out after an attempt there is a last failure": (
        "Recovery._pause_or_give_up: raise self._out_of_time(None)",
    ),
    "0 is what requests takes without it": (
        "Connections.__init__: super().__init__(pool_connections=hosts, pool_maxsize=32, )",
    ),
}
EQUIVALENT_LINES = frozenset(line for lines in EQUIVALENT.values() for line in lines)


@dataclass(frozen=True)
class Mutant:
    """One small change: the lines that differ, before and after, and the exit code of its tests."""

    name: str
    before: str
    after: str
    is_text: bool
    exit_code: int | None

    @property
    def short_name(self) -> str:
        """The name that `mutmut show` would find, without the package."""
        return self.name.rpartition(".")[2]

    @property
    def is_equivalent(self) -> bool:
        """Whether nothing can tell it from the original."""
        function = self.short_name.rpartition("__mutmut")[0]
        plain = function.removeprefix("xǁ").replace("ǁ", ".") if "ǁ" in function else function.removeprefix("x_")
        return f"{plain}: {self.after}" in EQUIVALENT_LINES

    @property
    def outcome(self) -> str:
        """What became of it, as a column of the table."""
        if self.exit_code is None:
            return "not tried"
        if self.exit_code in KILLED:
            return "killed"
        return "timed out" if self.exit_code in OUT_OF_TIME else "survived"


def source(module: str) -> Path:
    """Where a module stands, below a collections path."""
    return SOURCES / f"{module}.py"


def prepare(base: Path) -> None:
    """Put a fresh copy of the collection and the settings of mutmut into a folder."""
    tree.copy(base)
    modules = json.dumps([str(source(module)) for module in MODULES])
    files = " or ".join(f"test{module}" for module in MODULES)
    (base / "pyproject.toml").write_text(SETTINGS.format(modules=modules, tests=TESTS, files=files), encoding="utf-8")


def renew(base: Path) -> None:
    """Put the files of today into the copy; mutmut sees which functions are new."""
    for name in tree.files():
        if not (ROOT / name).is_symlink():
            (base / tree.PLACE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, base / tree.PLACE / name)


def run(base: Path, jobs: int, names: list[str]) -> None:
    """Let mutmut try these mutants, or all."""
    log = base / "mutmut.log"
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs), *names]
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, cwd=base, stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        sys.exit(f"mutmut failed:\n{log.read_text(encoding='utf-8')[-4000:]}")


def names_and_texts(base: Path, module: str) -> Iterator[tuple[str, bool]]:
    """Every mutant of a module, and whether it changes only a text for people."""
    mutation: Any = importlib.import_module("mutmut.mutation.file_mutation")
    code = (base / source(module)).read_text(encoding="utf-8")
    _tree, mutations, *_ignored = mutation.create_mutations(module, code)
    groups = mutation.group_by_top_level_node(mutations).items()
    functions = [group for node, group in groups if type(node).__name__ == "FunctionDef"]
    texts = [is_text(one.original_node) for group in functions for one in group]
    return zip(mutation.mutate_file_contents(module, code).mutant_names, texts, strict=True)


def is_text(node: Any) -> bool:
    """Whether a node of mutmut's is a literal with a space in it."""
    return type(node).__name__ == "SimpleString" and " " in str(node.value)


def mutants(base: Path, module: str) -> Iterator[Mutant]:
    """The mutants of a module, with what became of them."""
    place = base / "mutants" / source(module)
    codes = json.loads(place.with_suffix(".py.meta").read_text(encoding="utf-8"))["exit_code_by_key"]
    spans = json.loads(place.with_suffix(".py.spans").read_text(encoding="utf-8"))["spans"]
    lines = place.read_text(encoding="utf-8").splitlines()
    functions = {
        name: [line.replace(name, "") for line in lines[first - 1 : last]] for name, (first, last) in spans.items()
    }
    prefix = str(source(module).with_suffix("")).replace("/", ".")
    for name, text in names_and_texts(base, module):
        function = name.rpartition("__mutmut")[0]
        before, after = difference(functions[f"{function}__mutmut_orig"], functions[name])
        yield Mutant(f"{prefix}.{name}", before, after, text, codes[f"{prefix}.{name}"])


def difference(original: list[str], mutated: list[str]) -> tuple[str, str]:
    """What differs between two functions, before and after, each in one line."""
    diff = list(difflib.ndiff(original, mutated))
    before, after = (" ".join(line[2:].strip() for line in diff if line.startswith(sign)) for sign in ("- ", "+ "))
    return before, after


def report(base: Path, module: str) -> float:
    """Print a line for a module and one for each mutant that survived; return the share of those killed."""
    counted = [mutant for mutant in mutants(base, module) if not mutant.is_text]
    equal = [mutant for mutant in counted if mutant.is_equivalent]
    real = [mutant for mutant in counted if not mutant.is_equivalent]
    count = Counter(mutant.outcome for mutant in real)
    share = 100 * (count["killed"] + count["timed out"]) / len(real)
    print(
        f"{module + '.py':12} {len(real):5} mutants, {count['killed']:5} killed, {count['timed out']:4} timed out, "
        f"{count['survived'] + count['not tried']:4} survived, {len(equal):3} equivalent: {share:5.1f} %"
    )
    for mutant in real:
        if mutant.outcome == "survived":
            print(f"    {mutant.short_name}\n      - {mutant.before}\n      + {mutant.after}")
    for mutant in equal:
        if mutant.outcome != "survived":
            print(f"    {mutant.short_name} should be equivalent, or a test is not reliable: + {mutant.after}")
    return share


def unsure(base: Path) -> list[str]:
    """The mutants that were not clearly killed the last time."""
    tried = (mutant for module in MODULES for mutant in mutants(base, module) if not mutant.is_text)
    return [mutant.name for mutant in tried if mutant.outcome != "killed" and not mutant.is_equivalent]


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / ".nox" / "mutated", help="where to work (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="how many mutants are tried at once (%(default)s)")
    parser.add_argument(
        "--again", action="store_true", help="try only those that were not clearly killed the last time"
    )
    parser.add_argument("--report", action="store_true", help="only print what became of them the last time")
    return parser.parse_args()


def main() -> None:
    """Try the mutants, print what became of them, fail where too many survived."""
    asked = arguments()
    base = asked.folder.resolve()
    if not (asked.again or asked.report):
        prepare(base)
        run(base, asked.jobs, [])
    with contextlib.chdir(base):  # where mutmut looks for its settings
        if asked.again:
            renew(base)
            names = unsure(base)
            if names:
                run(base, asked.jobs, names)
        shares = {module: report(base, module) for module in MODULES}
    short = [f"{module}.py" for module, share in shares.items() if share < LEAST_SHARE]
    sys.exit(f"Less than {LEAST_SHARE:.0f} % of the mutants are killed: {', '.join(short)}" if short else 0)


if __name__ == "__main__":
    main()
