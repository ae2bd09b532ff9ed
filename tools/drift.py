# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare the declarations with the official SDK that is installed: what one of them has and the other has not.

`python tools/drift.py` tells; with `--check` it fails unless all that it finds is known. Run it with the collection importable
as ansible_collections.community.tencentcloud, and tencentcloud-sdk-python-tione installed.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = "ansible_collections.community.tencentcloud.plugins.module_utils._resources"
SDK = "tencentcloud-sdk-python-tione"
NESTED = re.compile(r":rtype: (?:list of )?(?::class:`)?(?:tencentcloud\.tione\.v20211111\.models\.)?(\w+)")

HANDLED = "the modules and the client fill it in and read it"
SUPERSEDED = "superseded by a member that is declared"
MANIFEST = "manifests of pods, which can hold secrets: never returned"
COMPOSED = "tione_auth_token calls it, by a name that it puts together"
ADDED = "this collection adds it"
#: What is known to differ, and why: structure, which may be a pattern, and member.
KNOWN: dict[tuple[str, str], str] = {
    **{("*Request", name): HANDLED for name in ("TiProjectId", "Service", "ServiceId", "ServiceAction")},
    **{("*Request", name): HANDLED for name in ("Offset", "Limit", "Context", "OrderField")},
    **{("*Response", name): HANDLED for name in ("RequestId", "TotalCount", "Context")},
    **{("CreateModelServiceRequest", name): HANDLED for name in ("NewVersion", "ServiceGroupId", "ServiceGroupName")},
    ("Service", "ScheduledAction"): SUPERSEDED,
    ("Service", "ServiceLimit"): SUPERSEDED,
    ("WorkloadStatus", "StatefulSetCondition"): SUPERSEDED,
    ("Pod", "Containers"): SUPERSEDED,
    ("ServiceInfo", "Pods"): SUPERSEDED,
    ("ServiceInfo", "PodList"): MANIFEST,
    ("Workspace", "ResourceGroups"): "the module for resource groups tells more",
    **{("TioneClient", f"{verb}ModelServiceAuthToken"): COMPOSED for verb in ("Create", "Modify", "Delete")},
    ("Spec", "SpecPrice"): ADDED,
    ("Spec", "PricePerHour"): ADDED,
    ("Spec", "ListPricePerHour"): ADDED,
}
#: Where actions stand in the report, and which of them are about model services.
ACTIONS = "TioneClient"
ABOUT_SERVICES = re.compile(r"ModelService|ServiceGroup|ServiceAuthToken|InferTemplate")


def reason(structure: str, member: str) -> tuple[str, str] | None:
    """The entry of KNOWN that a difference belongs to."""
    return next((key for key in KNOWN if key[1] == member and fnmatch.fnmatchcase(structure, key[0])), None)


@dataclass(frozen=True, order=True)
class Finding:
    """A member that only one side has."""

    structure: str
    member: str
    where: str

    def __str__(self) -> str:
        key = reason(self.structure, self.member)
        return f"{self.structure}.{self.member}: only in {self.where}" + (f" ({KNOWN[key]})" if key else "")


class Sdk:
    """The structures of the installed SDK."""

    def __init__(self) -> None:
        """Load them."""
        self.models = importlib.import_module("tencentcloud.tione.v20211111.models")
        self.version = importlib.metadata.version(SDK)

    def members(self, structure: str) -> dict[str, str]:
        """The members of a structure, and the structure or type that each of them is; nothing for an unknown one."""
        kind = getattr(self.models, structure, None)
        if kind is None:
            return {}
        names = [name.removeprefix("_") for name in vars(kind())]
        return {name: self._type(getattr(kind, name)) for name in names}

    def actions(self) -> set[str]:
        """The actions that are about model services."""
        client = importlib.import_module("tencentcloud.tione.v20211111.tione_client").TioneClient
        return {name for name in vars(client) if ABOUT_SERVICES.search(name)}

    @staticmethod
    def _type(member: property) -> str:
        found = NESTED.search(member.__doc__ or "")
        return found[1] if found else ""


def resource(name: str) -> Any:
    """A module of declarations."""
    return importlib.import_module(f"{RESOURCES}.{name}")


def roots() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each structure of the API that declarations describe from the top: requests with settings, and what replies hold."""
    settings, views = resource("settings"), resource("views")
    yield "ModifyModelServiceRequest", settings.SETTINGS
    yield "CreateModelServiceRequest", settings.CREATED_WITH
    yield "ServiceGroup", views.SERVICE_GROUP
    yield "DescribeModelServiceCallInfoResponse", resource("service_call_info").CALL_INFO
    yield "DescribeModelServiceHotUpdatedRequest", resource("hot_update_info").SETTINGS
    for path in sorted((ROOT / "plugins" / "module_utils" / "_resources").glob("*_info.py")):
        source = getattr(resource(path.stem), "SOURCE", None)
        if source:
            yield f"{source.action}Response", (source.rows,)
            yield f"{source.action}Request", tuple(source.parameters.values())


def declared(sdk: Sdk, structure: str, fields: Iterable[Any], found: dict[str, set[str]]) -> dict[str, set[str]]:
    """The members that declarations have of each structure, at every depth."""
    types = sdk.members(structure)
    for field in fields:
        found.setdefault(structure, set()).add(field.api)
        below = types.get(field.api, "")
        nested = getattr(field, "fields", ())
        if nested and sdk.members(below):
            declared(sdk, below, nested, found)
    return found


def findings(sdk: Sdk) -> list[Finding]:
    """What only one side has."""
    ours: dict[str, set[str]] = {}
    for structure, fields in roots():
        declared(sdk, structure, fields, ours)
    found = []
    for structure, names in ours.items():
        theirs = set(sdk.members(structure))
        found += [Finding(structure, name, "the SDK") for name in theirs - names]
        found += [Finding(structure, name, "the declarations") for name in names - theirs]
    return sorted([*found, *missing_actions(sdk)])


def missing_actions(sdk: Sdk) -> Iterator[Finding]:
    """Actions about model services that no module calls."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins" / "module_utils").rglob("*.py"))
    for action in sdk.actions():
        if f'"{action}"' not in text:
            yield Finding(ACTIONS, action, "the SDK")


def unexplained(found: Iterable[Finding]) -> list[str]:
    """What is not known, and what is known but no longer so."""
    reasons = {finding: reason(finding.structure, finding.member) for finding in found}
    new = [str(finding) for finding, key in reasons.items() if key is None]
    gone = KNOWN.keys() - set(reasons.values())
    return new + [f"{structure}.{member}: no longer differs, take it from KNOWN" for structure, member in sorted(gone)]


def main() -> int:
    """Tell or check; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="show and fail on what is not known only")
    check = parser.parse_args().check
    sdk = Sdk()
    found = findings(sdk)
    wrong = unexplained(found)
    print("\n".join(wrong if check else [str(finding) for finding in found]))
    print(f"{SDK} {sdk.version}: {len(found)} differences, {len(wrong)} of them not explained")
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
