# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service can be made from and where it can run: tables that read actions list, from seeds/catalogue/."""

from __future__ import annotations

import dataclasses
import functools
import json
import pathlib
from dataclasses import dataclass, field
from functools import partial

from .description import Json

FILES = pathlib.Path(__file__).with_name("seeds") / "catalogue"

#: Member of ModelInfo -> the member of a model version that it shows.
MODEL_FACTS = {
    "ModelId": "TrainingModelId",
    "ModelName": "TrainingModelName",
    "ModelVersion": "TrainingModelVersion",
    "ModelSource": "TrainingModelSource",
    "ModelType": "VersionType",
    "CosPathInfo": "TrainingModelCosPath",
    "AlgorithmFramework": "AlgorithmFramework",
    "ModelFormat": "TrainingModelFormat",
}


@functools.cache
def _text(name: str) -> str:
    return (FILES / f"{name}.json").read_text(encoding="utf-8")


def shipped(name: str) -> list[Json]:
    """The entries of a file in seeds/catalogue/."""
    entries: list[Json] = json.loads(_text(name))
    return entries


@dataclass
class Assets:
    """The tables, each a list in the order of replies. Entries are as the API returns them, except where said."""

    #: ``Spec`` as returned; ChargeType, TaskTypes; TotalCost and RealTotalCost in cents per hour (PREPAID: per month).
    specs: list[Json] = field(default_factory=partial(shipped, "specs"))
    images: list[Json] = field(default_factory=partial(shipped, "images"))
    templates: list[Json] = field(default_factory=partial(shipped, "templates"))
    models: list[Json] = field(default_factory=partial(shipped, "models"))
    #: Without what follows from the nodes and from the services that run on them (see billing.py).
    resource_groups: list[Json] = field(default_factory=partial(shipped, "resource_groups"))
    workspaces: list[Json] = field(default_factory=partial(shipped, "workspaces"))

    def update(self, **tables: list[Json]) -> None:
        """Put other tables in place of the shipped ones; an unknown name is a ValueError and changes nothing."""
        if unknown := sorted(tables.keys() - {table.name for table in dataclasses.fields(self)}):
            raise ValueError(f"Assets has no {', '.join(unknown)}")
        for name, entries in tables.items():
            setattr(self, name, entries)

    def reset(self) -> None:
        """Back to the shipped tables."""
        self.update(**{table.name: shipped(table.name) for table in dataclasses.fields(self)})


@functools.cache
def _known_models() -> dict[str, Json]:
    return {
        model["TrainingModelVersionId"]: {name: model[source] for name, source in MODEL_FACTS.items()}
        for model in shipped("models")
    }


def model_facts(model_version_id: str) -> Json | None:
    """What ModelInfo shows of a shipped model version beside its id; None for an unknown one."""
    return _known_models().get(model_version_id)
