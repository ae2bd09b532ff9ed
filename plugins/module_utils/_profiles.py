# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles in files: the SDK's INI with sections, and tccli's JSON with one profile each.

Source: section h of the API semantics.
"""

from __future__ import annotations

import configparser
import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._credentials import Choice, text_of
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import CredentialsError

DEFAULT_PROFILE = "default"
TCCLI_SUFFIX = ".credential"

_INI_MEMBERS = {"secret_id": "secret_id", "secret_key": "secret_key", "token": "token"}
_TCCLI_MEMBERS = {"secret_id": "secretId", "secret_key": "secretKey", "token": "token"}


@dataclass(frozen=True)
class Profile:
    """What one place says about a profile."""

    place: str
    path: Path
    members: Mapping[str, str]
    keys: Mapping[str, str | None] = field(repr=False)
    region: str | None = None


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn any failure to read a file into an error that names the file and never quotes it."""
    try:
        yield
    except OSError as error:
        raise CredentialsError(
            f"The credentials file {path} cannot be read: {error.strerror or 'unknown reason'}."
        ) from None
    except (ValueError, RecursionError, configparser.Error):
        raise CredentialsError(
            f"The credentials file {path} is malformed.",
            hint="Write INI with sections (secret_id, secret_key) or a JSON object (secretId, secretKey).",
        ) from None


def _read(path: Path) -> str:
    with _explained(path):
        return path.read_text(encoding="utf-8-sig")


def _json_object(path: Path, text: str) -> dict[str, Any]:
    with _explained(path):
        document = json.loads(text)
        if not isinstance(document, dict):
            raise ValueError
        return document


def _ini_profile(path: Path, text: str, profile: str) -> Profile | None:
    parser = configparser.RawConfigParser(default_section="")
    with _explained(path):
        parser.read_string(text)
    if not parser.has_section(profile):
        return None
    section = dict(parser.items(profile))
    keys = {name: text_of(section, member) for name, member in _INI_MEMBERS.items()}
    return Profile(f"profile {profile} in {path}", path, _INI_MEMBERS, keys, text_of(section, "region"))


def _tccli_region(path: Path) -> str | None:
    """The region that tccli keeps in the file beside the credentials."""
    settings = path.with_suffix(".configure")
    if path.suffix != TCCLI_SUFFIX or not settings.is_file():
        return None
    parameters = _json_object(settings, _read(settings)).get("_sys_param")
    return text_of(parameters, "region") if isinstance(parameters, dict) else None


def _tccli_profile(path: Path, text: str) -> Profile:
    document = _json_object(path, text)
    keys = {name: text_of(document, member) for name, member in _TCCLI_MEMBERS.items()}
    return Profile(f"the file {path}", path, _TCCLI_MEMBERS, keys, _tccli_region(path))


def _is_chosen_json(path: Path, choice: Choice) -> bool:
    """Whether a JSON file, which holds one profile, is the chosen one: by its name, or because it was named."""
    if choice.profile is None or choice.profile == path.stem:
        return True
    return choice.file is not None and path.suffix != TCCLI_SUFFIX


def _profile_of_file(path: Path, choice: Choice) -> Profile | None:
    """The chosen profile, if a file of either format has it."""
    text = _read(path)
    if not text.lstrip().startswith("{"):
        return _ini_profile(path, text, choice.profile or DEFAULT_PROFILE)
    return _tccli_profile(path, text) if _is_chosen_json(path, choice) else None


def _expand(file: str, home: Path) -> Path:
    return home / file[2:] if file.startswith("~/") else Path(file)


def _places(choice: Choice, home: Path, system_file: Path) -> list[Path]:
    """The files that may hold the profile, in order."""
    if choice.file is not None:
        return [_expand(choice.file, home)]
    own = home / ".tencentcloud" / "credentials"
    tccli = home / ".tccli" / f"{choice.profile or DEFAULT_PROFILE}{TCCLI_SUFFIX}"
    first = [] if choice.searched_first is None else [_expand(choice.searched_first, home)]
    return [*first, own if os.path.isfile(own) else system_file, tccli]


def find_profile(choice: Choice, home: Path, system_file: Path) -> Profile | None:
    """The chosen profile from the first place that knows it; `system_file` is for those who have no file at home.

    Raises CredentialsError if it was named and is nowhere, or a file cannot be read.
    """
    places = _places(choice, home, system_file)
    for path in places:
        found = _profile_of_file(path, choice) if _shall_be_read(path, choice) else None
        if found is not None:
            return found
    if choice.is_made:
        name, looked = choice.profile or DEFAULT_PROFILE, " and ".join(str(path) for path in places)
        raise CredentialsError(
            f"The profile {name} does not exist; looked in {looked}.", hint="Check profile and credentials_file."
        )
    return None


def _shall_be_read(path: Path, choice: Choice) -> bool:
    """A file that was named must be readable; one that just lies there for others is passed over."""
    if choice.file is not None:
        return True
    return os.path.isfile(path) and (choice.is_made or os.access(path, os.R_OK))
