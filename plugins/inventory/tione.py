# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
name: tione
short_description: TI-ONE model services as inventory
version_added: 1.0.0
author:
  - community.tencentcloud contributors (@ansible-collections)
description:
  - Makes hosts of the model services of an account, so that plays, groups and variables can be about services.
  - A host is a version of a service group, also a stopped one; with O(hosts) it is a service group or a pod.
  - Source files are YAML, and their names end in C(tione.yml) or C(tione.yaml), such as C(prod.tione.yml).
  - Every host is in the group C(tione). Nothing connects to such hosts. Tasks about them run on the controller if the
    group has the variable C(ansible_connection) V(local), see the examples.
  - It asks for 100 service groups per request and never changes anything.
  - Secrets are masked in host variables, and are not in the cache either.
  - Texts of the API are data, they are not taken for templates.
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
  - community.tencentcloud._plugin
  - community.tencentcloud._inventory
options:
  plugin:
    description:
      - Says that the file is a source for this plugin.
    type: str
    required: true
    choices:
      - community.tencentcloud.tione
"""

EXAMPLES = r"""
# prod.tione.yml: all services of two regions, grouped by their group, their status and a tag
plugin: community.tencentcloud.tione
regions:
  - ap-guangzhou
  - ap-shanghai
keyed_groups:
  - key: service_group_name
    prefix: service
  - key: status | lower
    prefix: status
  - key: tione_service.tags | default([], true) | items2dict('tag_key', 'tag_value')
    prefix: tag
groups:
  without_traffic: weight == 0
compose:
  image: tione_service.service_info.image_info.image_url

# group_vars/tione.yml beside it: tasks about services run on the controller
# ansible_connection: local
# ansible_python_interpreter: "{{ ansible_playbook_python }}"

# lab.tione.yml: running services of two workspaces with a tag, but no experiments; credentials from a vault
# plugin: community.tencentcloud.tione
# region: ap-guangzhou
# project_ids: ["0", "1843216543210"]
# secret_id: "{{ lookup('ansible.builtin.env', 'TEAM_SECRET_ID') }}"
# secret_key: "{{ lookup('ansible.builtin.file', '~/.team-secret-key') }}"
# filters:
#   - name: Status
#     values: [Normal]
# tag_filters:
#   - tag_key: team
#     tag_values: [search]
# exclude_filters:
#   - filters:
#       - name: ServiceGroupName
#         values: [experiment]
#         fuzzy: true
# hostnames:
#   - "{{ tione_service.service_description }}"
#   - service_id

# many.tione.yml: thousands of services, for AWX or ansible-inventory --list; the rest is in tione_settings
# plugin: community.tencentcloud.tione
# leave_out: [tione_service]
# compose:
#   pods: tione_service.service_info.pod_infos | length
# keyed_groups:
#   - key: tione_service.cluster_id
#     prefix: cluster

# pods.tione.yml: the pods of one service group, read once in ten minutes
# plugin: community.tencentcloud.tione
# hosts: pods
# region: ap-guangzhou
# filters:
#   - name: ServiceGroupName
#     values: [chat-prod]
# cache: true
# cache_plugin: ansible.builtin.jsonfile
# cache_connection: ~/.cache/tione
# cache_timeout: 600
"""

import functools
import hashlib
import itertools
import json
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible_collections.community.tencentcloud.plugins.module_utils import _collector
from ansible_collections.community.tencentcloud.plugins.module_utils._options import COMMON
from ansible_collections.community.tencentcloud.plugins.plugin_utils._hosts import Host, entry, hosts_of, unique_names
from ansible_collections.community.tencentcloud.plugins.plugin_utils._reading import Reader
from ansible_collections.community.tencentcloud.plugins.plugin_utils._selection import OPTIONS, Selection, selection
from ansible_collections.community.tencentcloud.plugins.plugin_utils._untrusted import untrusted

ENDINGS = ("tione.yml", "tione.yaml")
GROUP = "tione"
MOST_AT_ONCE = 8
Entry = dict[str, Any]
# What decides which requests are sent, beside account and regions.
ASKED_FOR = ("filters", "tag_filters", "include_filters", "exclude_filters", "hosts")


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """The services of an account as hosts."""

    NAME = "community.tencentcloud.tione"
    inventory: Any

    def __init__(self) -> None:
        super().__init__()
        self._reader = Reader(AnsibleParserError)

    def verify_file(self, path: str) -> bool:
        """Whether a source may be one for this plugin."""
        if path.endswith(ENDINGS):
            return bool(super().verify_file(path))
        self.display.vvv(f"{self.NAME} leaves {path} alone: names of its sources end in {' or '.join(ENDINGS)}.")
        return False

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        """Add the hosts of a source."""
        super().parse(inventory, loader, path, cache)
        config = self._read_config_data(path)
        with _collector.paused(), self._reader.explained():
            self._refuse_unknown(config)
            self._reader.take(self._own_options(), OPTIONS)
            chosen = selection(self._reader.params)
            self._populate(self._hosts(path, chosen, cache))

    def _refuse_unknown(self, config: Mapping[str, Any]) -> None:
        unknown = sorted(set(config) - set(self.get_options()))
        if unknown:
            raise AnsibleParserError(
                f"There is no option {', '.join(unknown)}; ansible-doc -t inventory {self.NAME} lists them."
            )

    def _own_options(self) -> dict[str, Any]:
        """The options of the collection. Templates in them are rendered, but those for the names of hosts."""
        given = {name: self.get_option(name) for name in (*COMMON, *OPTIONS)}
        return {name: value if name == "hostnames" else self._rendered(value) for name, value in given.items()}

    def _rendered(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: self._rendered(element) for name, element in value.items()}
        if isinstance(value, list):
            return [self._rendered(element) for element in value]
        is_template = isinstance(value, str) and self.templar.is_template(value)
        return self.templar.template(value) if is_template else value

    def _hosts(self, path: str, chosen: Selection, cache: bool) -> list[Host]:
        """The hosts in what the cache holds for exactly this question, else in what the API says."""
        make = functools.partial(hosts_of, kind=self._reader.params["hosts"], now=time.time())
        key = self._cache_key(path) if self.get_option("cache") else None
        if key is not None and cache and key in self._cache:
            return make(self._cache[key])
        found = self._read(chosen, make)
        if key is not None:
            self._cache[key] = [kept for kept, _hosts in found]
        return [host for _kept, hosts in found for host in hosts]

    def _cache_key(self, path: str) -> str:
        """A name for the answer: another one when the source asks for something else, or asks another account."""
        asked = [self._reader.account, self._reader.regions, self._workspaces()]
        asked += [self._reader.params[name] for name in ASKED_FOR]
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        return f"{self.get_cache_key(path)}_{digest[:16]}"

    def _workspaces(self) -> list[Any]:
        params = self._reader.params
        return list(dict.fromkeys(params["project_ids"] or [params["project_id"]]))

    def _read(self, chosen: Selection, make: Callable[[list[Entry]], list[Host]]) -> list[tuple[Entry, list[Host]]]:
        """What the API says of all places, in their order; each region has a limit of calls of its own."""

        def read(place: tuple[str, Any]) -> list[tuple[Entry, list[Host]]]:
            region, project_id = place

            def show(group: dict[str, Any]) -> tuple[Entry, list[Host]]:
                kept = entry(group, region, project_id)
                return kept, make([kept])

            return chosen.read(self._reader.client(region), project_id, show)

        places = list(itertools.product(self._reader.regions, self._workspaces()))
        with ThreadPoolExecutor(min(len(places), MOST_AT_ONCE), "tencentcloud") as pool:
            return list(itertools.chain.from_iterable(pool.map(read, places)))

    def _populate(self, hosts: list[Host]) -> None:
        self.inventory.add_group(GROUP)
        variables = [untrusted(host.variables) for host in hosts]
        preferred = [self._name(host, known) for host, known in zip(hosts, variables)]
        for name, known in zip(unique_names(hosts, preferred), variables):
            # ansible-core 2.17 prints a marked name as a dictionary, which AWX cannot read
            self._add(untrusted(name) if self.templar.is_template(name) else "".join(name), known)

    def _add(self, name: str, variables: Mapping[str, Any]) -> None:
        self.inventory.add_host(name, group=GROUP)
        host = self.inventory.get_host(name)
        for variable, value in variables.items():
            if variable not in self._reader.params["leave_out"]:
                host.set_variable(variable, value)  # the inventory's own method copies each leaf, which takes seconds
        strict = self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), variables, name, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), variables, name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), variables, name, strict=strict)

    def _name(self, host: Host, variables: dict[str, Any]) -> str:
        """The first preference that gives a text, else the usual name."""
        preferences: Iterable[str] = self.get_option("hostnames") or ()
        for preference in preferences:
            try:
                name = self._evaluated(preference, variables)
            except AnsibleError as error:
                if self.get_option("strict"):
                    raise AnsibleParserError(f"Could not name host {host.name} by {preference}: {error}") from None
                continue
            if name not in (None, ""):
                return str(name)
        return host.name

    def _evaluated(self, preference: str, variables: dict[str, Any]) -> Any:
        if not self.templar.is_template(preference):
            return self._compose(preference, variables)
        self.templar.available_variables = variables
        return self.templar.template(preference)
