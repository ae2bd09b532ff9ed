# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An event source for ansible-rulebook: what changes in the model services of an account."""

from __future__ import annotations

DOCUMENTATION = r"""
---
short_description: Receive events when TI-ONE model services change
description:
  - Looks at model services again and again, and sends an event for each change of status, weight or readiness, for each
    version that has appeared, and for each that is gone.
  - An event has C(change) (V(status), V(weight), V(ready), V(appeared) or V(gone)) with C(before) and C(after), the
    C(service_id), C(service_group_id), C(service_group_name), C(version), C(region) and C(project_id) of the version,
    its C(status), C(weight) and C(ready) as they are now, and C(seen_at). It is ready when it is Normal with all its
    replicas.
  - Every look makes one call for each 100 service groups of each region and workspace. What changes to and fro between
    two looks is not seen.
  - A look that fails is made again, later each time. Nothing is sent because of it.
  - It never changes anything in the account.
options:
  regions:
    description:
      - Regions to watch. Without it the one of O(region).
    type: list
    elements: str
  project_ids:
    description:
      - Ids of the workspaces to watch. Without it the one of O(project_id).
    type: list
    elements: str
  filters:
    description:
      - Which services are watched, as in P(community.tencentcloud.tione#inventory), and likewise O(tag_filters),
        O(include_filters) and O(exclude_filters).
      - A service that no longer meets them is gone, so do not filter by what shall be watched.
    type: list
    elements: dict
  tag_filters:
    description:
      - Tags that must be there.
    type: list
    elements: dict
  include_filters:
    description:
      - Choices, one of which is enough.
    type: list
    elements: dict
  exclude_filters:
    description:
      - Choices of what is left out.
    type: list
    elements: dict
  delay:
    description:
      - Seconds between two looks.
    type: float
    default: 30
  max_delay:
    description:
      - After a look that has failed the delay doubles up to so many seconds. The first look that succeeds ends that.
    type: float
    default: 600
  state_file:
    description:
      - File that says what has been sent, for its owner's eyes only. The folder must be there. Each source needs a file
        of its own.
      - With it, changes made while nothing watched are sent after the start, and none is sent twice. The file is
        replaced as a whole after each event. Killed just in between, the source sends that event again, with the same
        C(meta.uuid).
      - Without it, or if it was written for other options or another account, the first look is where it begins, and
        what changed while nothing watched is never sent.
    type: str
  initial:
    description:
      - Whether what the very first look finds is sent too, as V(appeared).
    type: bool
    default: false
notes:
  - All other options of modules that say where and how to ask count too, such as O(region), O(project_id),
    O(secret_id), O(secret_key), O(profile), O(role_arn), O(endpoint) and O(timeout). Credentials are found as they are
    by modules, see README.md of the collection.
  - It needs ansible-core, C(requests) and C(jmespath) beside ansible-rulebook.
"""

EXAMPLES = r"""
- name: Watch the services of two regions
  community.tencentcloud.tione:
    regions: [ap-guangzhou, ap-shanghai]
    tag_filters:
      - tag_key: env
        tag_values: [prod]
    delay: 20
    state_file: /var/lib/eda/tione.json
"""

import asyncio
import hashlib
import importlib
import importlib.util
import json
import logging
import os
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable

from ansible.errors import AnsibleError

COLLECTION = "ansible_collections.community.tencentcloud"


def _is_importable() -> bool:
    with suppress(ImportError):
        return importlib.util.find_spec(f"{COLLECTION}.plugins") is not None
    return False


def _make_importable() -> None:
    """Let Python find the collection that this file is in, wherever it finds others.

    ansible-rulebook runs this file by its path. Ansible's own finder of collections would do too, but then no other
    file can be run by its path in this process.
    """
    here = Path(__file__).absolute().parents[4]
    sys.path.append(str(here.parents[2]))
    for name, folder in (("ansible_collections", here.parents[1]), ("ansible_collections.community", here.parents[0])):
        package = importlib.import_module(name)
        package.__path__ = [str(folder), *package.__path__]


if not _is_importable():
    _make_importable()

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import OptionError, TencentCloudError
from ansible_collections.community.tencentcloud.plugins.module_utils._options import Option, Options
from ansible_collections.community.tencentcloud.plugins.plugin_utils._hosts import entry
from ansible_collections.community.tencentcloud.plugins.plugin_utils._reading import Reader
from ansible_collections.community.tencentcloud.plugins.plugin_utils._selection import OPTIONS, SERVICES, selection
from ansible_collections.community.tencentcloud.plugins.plugin_utils._versions import is_ready

Json = dict[str, Any]
#: What is known of each service, by its id.
Known = dict[str, Json]

LOGGER = logging.getLogger("community.tencentcloud.tione")
WATCHED = ("status", "weight", "ready")
COUNT = "changes"
#: What ansible-rulebook adds to the options of sources.
FEEDBACK = "eda_feedback_queue"
EVENTS = uuid.UUID("6f1c8f0e-3b0f-5f0c-9d53-0d5f1b6f8a7e")
SELECTING = {name: option for name, option in OPTIONS.items() if name not in ("hosts", "hostnames", "leave_out")}
OWN: Options = {
    "delay": Option("Seconds between two looks.", {"type": "float", "default": 30}),
    "max_delay": Option("Seconds between two looks at most.", {"type": "float", "default": 600}),
    "state_file": Option("File that says what has been sent.", {"type": "path"}),
    "initial": Option("Whether what the first look finds is sent too.", {"type": "bool", "default": False}),
}


class WatchError(AnsibleError):
    """A look, or the start, has failed. The message is for people and holds no secret."""

    for_good = False


def services_in(group: Mapping[str, Any], region: str, project_id: Any) -> Known:
    """What is watched of the services in a group that the API returned."""
    kept = entry(group, region, project_id)
    shown = kept["group"]
    place = {"region": region, "project_id": kept["project_id"]}
    names = {name: shown.get(name) for name in ("service_group_id", "service_group_name")}
    return {
        str(service["service_id"]): {
            **place,
            **names,
            "version": str(service.get("version") or ""),
            "status": service.get("status"),
            "weight": service.get("weight"),
            "ready": isinstance(service.get("service_info"), Mapping) and is_ready(service),
        }
        for service in shown.get("services") or []
    }


@dataclass(frozen=True)
class Change:
    """One change of one service.

    shown  the service as it is, or as it was if it is gone
    noted  what is known of it once this change has been sent; None: nothing any more
    """

    service_id: str
    what: str
    before: Any
    after: Any
    shown: Json
    noted: Json | None
    number: int

    def event(self, seen_at: str) -> Json:
        """The event that is sent. Its uuid is the same whenever the same change is sent."""
        name = json.dumps([self.service_id, self.number, self.what, self.before, self.after])
        return {
            "change": self.what,
            "before": self.before,
            "after": self.after,
            "service_id": self.service_id,
            **{member: value for member, value in self.shown.items() if member != COUNT},
            "seen_at": seen_at,
            "meta": {"uuid": str(uuid.uuid5(EVENTS, name))},
        }

    def note(self, known: Known) -> None:
        """Let it be known."""
        if self.noted is None:
            del known[self.service_id]
        else:
            known[self.service_id] = self.noted


def changes(known: Known, seen: Known) -> list[Change]:
    """What makes the known services the seen ones, change by change."""
    gone = [service_id for service_id in known if service_id not in seen]
    found = [change for service_id, now in seen.items() for change in _of_one(service_id, known.get(service_id), now)]
    return found + [
        Change(one, "gone", known[one]["status"], None, known[one], None, known[one][COUNT] + 1) for one in gone
    ]


def _of_one(service_id: str, last: Json | None, now: Json) -> Iterator[Change]:
    if last is None:
        yield Change(service_id, "appeared", None, now["status"], now, {**now, COUNT: 0}, 0)
        return
    noted = dict(last)
    for what in WATCHED:
        if last[what] != now[what]:
            noted = {**noted, what: now[what], COUNT: noted[COUNT] + 1}
            yield Change(service_id, what, last[what], now[what], now, noted, noted[COUNT])


class Memory:
    """What is known of the services, in a file if there is one."""

    def __init__(self, path: str | None, asked: str) -> None:
        """`asked`: a name for what is watched; what was known of something else does not count.

        :raises WatchError: the file is there but cannot be understood
        """
        self._path = Path(path) if path else None
        self._asked = asked
        stored = self._read(self._path) if self._path is not None and self._path.exists() else None
        #: Whether there was a look already, now or before an earlier end.
        self.begun = stored is not None
        self.known: Known = stored or {}

    def _read(self, path: Path) -> Known | None:
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            asked, services = stored["asked"], stored["services"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WatchError(f"state_file {path} cannot be read ({error}). Remove it to begin anew.") from None
        if asked != self._asked:
            LOGGER.warning("%s was written for other options or another account: beginning anew.", path)
            return None
        return dict(services)

    def save(self) -> None:
        """Replace the file as a whole.

        :raises WatchError: it cannot be written
        """
        if self._path is None:
            return
        try:
            self._replace(self._path, json.dumps({"asked": self._asked, "services": self.known}))
        except OSError as error:
            raise WatchError(f"state_file {self._path} cannot be written: {error}.") from None

    @staticmethod
    def _replace(path: Path, text: str) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except OSError:
            with suppress(OSError):
                os.unlink(name)
            raise


class Watch:
    """One source: it looks, and says what has changed since it last did."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Check the options, without asking anybody.

        :raises WatchError: an option cannot work, or there are no credentials
        """
        self._reader = Reader(WatchError)
        with self._reader.explained():
            self._reader.take(options, SELECTING, OWN)
            self.params = self._reader.params
            self._chosen = selection({**self.params, "hosts": SERVICES})
            for name in ("delay", "max_delay"):
                if self.params[name] <= 0:
                    raise OptionError(name, "is not above 0")
        self._workspaces = list(dict.fromkeys(self.params["project_ids"] or [self.params["project_id"]]))
        self.memory = Memory(self.params["state_file"], self._asked())

    def _asked(self) -> str:
        """A name for what is watched."""
        asked = [self._reader.account, self._reader.regions, self._workspaces]
        asked += [self.params[name] for name in SELECTING]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def look(self) -> Known:
        """The services as they are.

        :raises WatchError: they cannot be read; `for_good` says that the same look is not going to succeed later
        """
        for_good = False
        try:
            with self._reader.explained():
                try:
                    return self._read()
                except TencentCloudError as error:
                    for_good = not error.retryable
                    raise
        except WatchError as error:
            error.for_good = for_good
            raise

    def _read(self) -> Known:
        seen: Known = {}
        for region in self._reader.regions:
            client = self._reader.client(region)
            for project_id in self._workspaces:
                for group in self._chosen.read(client, project_id, dict):
                    seen |= services_in(group, region, project_id)
        return seen

    def begin(self, seen: Known) -> None:
        """Take the very first look as what is known, unless it shall be sent."""
        if not self.memory.begun:
            self.memory.begun = True
            self.memory.known = (
                {} if self.params["initial"] else {name: {**now, COUNT: 0} for name, now in seen.items()}
            )
            self.memory.save()

    def pause(self, failures: int) -> float:
        """Seconds until the next look."""
        delay, longest = self.params["delay"], self.params["max_delay"]
        return float(delay if not failures else max(delay, min(delay * 2 ** min(failures, 32), longest)))


async def hand_over(queue: Any, watch: Watch, seen: Known) -> None:
    """Send what has changed. What is sent is known before the next event is."""
    seen_at = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    for change in changes(watch.memory.known, seen):
        await queue.put(change.event(seen_at))
        change.note(watch.memory.known)
        await asyncio.shield(asyncio.to_thread(watch.memory.save))


async def main(queue: Any, args: dict[str, Any], sleep: Callable[[float], Any] = asyncio.sleep) -> None:
    """Watch until the task is cancelled."""
    watch = await asyncio.to_thread(Watch, {name: value for name, value in args.items() if name != FEEDBACK})
    failures = 0
    looked = False
    while True:
        try:
            seen = await asyncio.to_thread(watch.look)
        except WatchError as error:
            if error.for_good and not looked:
                raise
            failures += 1
            LOGGER.warning(
                "Look %s in a row has failed, the next is in %g s: %s", failures, watch.pause(failures), error
            )
        else:
            failures, looked = 0, True
            watch.begin(seen)
            await hand_over(queue, watch, seen)
        await sleep(watch.pause(failures))
