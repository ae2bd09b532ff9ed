# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the REST API of AWX: it keeps what awx.awx makes, and refuses what AWX refuses."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import rules

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
API = "/api/v2/"
TYPES = {"inventories": "inventory", "workflow_approval_templates": "workflow_approval"}
TEMPLATES = ("job_templates", "projects", "workflow_job_templates", "workflow_approval_templates")
SECRET = "$encrypted$"


class Refused(Exception):
    """AWX would answer 400."""


@dataclass
class Controller:
    """What has been made, and each request that changed something."""

    objects: dict[str, list[Json]] = field(default_factory=dict)
    linked: dict[str, list[int]] = field(default_factory=dict)
    surveys: dict[str, Json] = field(default_factory=dict)
    writes: list[tuple[str, str, Json]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.create("organizations", {"name": "Default"})

    def named(self, kind: str, name: str) -> Json:
        """The object with that name, or identifier."""
        return next(one for one in self.objects[kind] if name in (one.get("name"), one.get("identifier")))

    def nodes_after(self, identifier: str, link: str) -> list[str]:
        """The nodes of the workflow that follow another one."""
        node = self.named("workflow_job_template_nodes", identifier)
        return [
            self._by_id("workflow_job_template_nodes", one)["identifier"]
            for one in self.linked.get(node["url"] + link, [])
        ]

    def create(self, kind: str, body: Json) -> Json:
        """Make an object."""
        number = next(self.ids)
        url = f"{API}{kind}/{number}/"
        related = {"survey_spec": f"{url}survey_spec/"}
        made = {"id": number, "url": url, "type": TYPES.get(kind, kind[:-1]), "related": related, "summary_fields": {}}
        made |= {"scm_revision": "", "status": "successful"} if kind == "projects" else {}
        made |= body
        self._check(kind, made)
        self.objects.setdefault(kind, []).append(made)
        return made

    def _by_id(self, kind: str, number: Any) -> Json:
        return next(one for one in self.objects.get(kind, []) if one["id"] == int(number))

    def _check(self, kind: str, made: Json) -> None:
        wrong: list[str] = []
        if kind == "credential_types":
            wrong = list(rules.credential_type(made))
        elif kind == "credentials":
            fields = self._by_id("credential_types", made["credential_type"])["inputs"]["fields"]
            wrong = sorted(made["inputs"].keys() - {one["id"] for one in fields})
        elif kind == "job_templates" and not (ROOT / made["playbook"]).is_file():
            wrong = [f"there is no playbook {made['playbook']}"]
        elif kind == "workflow_job_template_nodes" and made.get("extra_data"):
            template = self._by_id("job_templates", made["unified_job_template"])
            questions = self.surveys[template["related"]["survey_spec"]]["spec"]
            asked = {question["variable"]: question for question in questions}
            wrong = [name for name in made["extra_data"] if name not in asked]
            wrong += [text for name, value in made["extra_data"].items() for text in rules.answer(asked[name], value)]
            if made.get("job_type") and not template["ask_job_type_on_launch"]:
                wrong.append("the template does not ask for the type of the job")
        if wrong:
            raise Refused(f"{kind}: {wrong}")

    def get(self, path: str, query: dict[str, str]) -> Json | None:
        """An object, what is linked to one, or a list of those that match."""
        kind, *rest = path.removeprefix(API).strip("/").split("/")
        if rest[1:] == ["survey_spec"]:
            return self.surveys.get(path, {})
        if len(rest) == 2:
            return self._page([{"id": number} for number in self.linked.get(path, [])])
        if rest:
            return self._shown(self._by_id(kind, rest[0]))
        kinds = TEMPLATES if kind == "unified_job_templates" else (kind,)
        every = [one for name in kinds for one in self.objects.get(name, [])]
        return self._page([self._shown(one) for one in every if self._matches(one, query)])

    @staticmethod
    def _page(found: list[Json]) -> Json:
        return {"count": len(found), "next": None, "results": found}

    @staticmethod
    def _shown(one: Json) -> Json:
        if "secret_key" not in one.get("inputs", {}):
            return one
        return {**one, "inputs": {**one["inputs"], "secret_key": SECRET}}

    @staticmethod
    def _matches(one: Json, query: dict[str, str]) -> bool:
        either = {name.removeprefix("or__"): value for name, value in query.items() if name.startswith("or__")}
        both = {name: value for name, value in query.items() if not name.startswith("or__")}
        found = any(str(one.get(name)) == value for name, value in either.items()) or not either
        return found and all(str(one.get(name)) == value for name, value in both.items())

    def post(self, path: str, body: Json) -> tuple[int, Json]:
        """Make an object, link one to another, or keep a survey."""
        kind, *rest = path.removeprefix(API).strip("/").split("/")
        if not rest:
            return 201, self.create(kind, body)
        if rest[1] == "survey_spec":
            wrong = list(rules.survey(body))
            if wrong:
                raise Refused(f"survey: {wrong}")
            self.surveys[path] = body
            return 200, {}
        if rest[1] == "create_approval_template":
            made = self.create("workflow_approval_templates", {name: body[name] for name in ("name", "timeout")})
            node = self._by_id(kind, rest[0])
            node["unified_job_template"] = made["id"]
            node["related"]["unified_job_template"] = made["url"]
            return 201, made
        links = self.linked.setdefault(path, [])
        if body.get("disassociate"):
            links.remove(body["id"])
        else:
            links.append(body["id"])
        return 204, {}

    def patch(self, path: str, body: Json) -> tuple[int, Json]:
        """Change an object."""
        kind, number = path.removeprefix(API).strip("/").split("/")
        one = self._by_id(kind, number)
        one.update({name: value for name, value in body.items() if name in one})  # AWX ignores what it does not know
        self._check(kind, one)
        return 200, self._shown(one)


class Handler(BaseHTTPRequestHandler):
    """HTTP around a controller."""

    controller: Controller

    def do_GET(self) -> None:
        """Answer a request that reads."""
        parts = urlsplit(self.path)
        self._answer(200, self.controller.get(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))))

    def _write(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        act = self.controller.post if self.command == "POST" else self.controller.patch
        self.controller.writes.append((self.command, self.path, json.loads(json.dumps(body))))
        try:
            self._answer(*act(self.path, body))
        except Refused as refused:
            self._answer(400, {"error": str(refused), "__all__": [str(refused)]})

    do_POST = do_PATCH = _write

    def _answer(self, status: int, body: Any) -> None:
        text = b"" if status == 204 else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(controller: Controller) -> Iterator[str]:
    """The URL of a controller, as long as the context lasts."""
    handler = type("Bound", (Handler,), {"controller": controller})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
