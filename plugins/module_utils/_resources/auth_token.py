# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_auth_token: one token of a service group, found by its name.

The API knows a token by its value: whoever changes or deletes it sends the secret itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timezone
from typing import Any

from ansible_collections.community.tencentcloud.plugins.module_utils._compare import Change, compare
from ansible_collections.community.tencentcloud.plugins.module_utils._engine import NO_CHANGE, Plan, Resource, Run, Step
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ConflictError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._forms import parse_time
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, dig
from ansible_collections.community.tencentcloud.plugins.module_utils._options import WAIT, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._redaction import MASK
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.groups import (
    GROUP_IDENTITY,
    GROUP_RULES,
    GroupFinder,
    GroupView,
    once,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.views import (
    AUTH_TOKEN,
    AUTH_TOKEN_BASE,
    AUTH_TOKEN_LIMIT,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import REQUEST_RETURNS, WRITER_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._validate import check_options
from ansible_collections.community.tencentcloud.plugins.module_utils._values import given, masked
from ansible_collections.community.tencentcloud.plugins.module_utils._wait import Absence, Goal, View

CREATE, MODIFY, DELETE = (f"{verb}ModelServiceAuthToken" for verb in ("Create", "Modify", "Delete"))
SETTINGS_PART, VALUE_PART = "settings", "value"
DAY = 24 * 60 * 60
ROTATED = f"{MASK} (new)"


LIMIT = (
    Field("strategy", "Strategy", doc="What is counted: calls per minute or per day.", choices=("PerMinute", "PerDay")),
    Field("max", "Max", "int", doc="Most calls in that time. Required.", minimum=1),
)
TOKEN_SETTINGS = (
    Field("description", "Description", doc="Description of the token. An empty text clears it."),
    Field(
        "limits",
        "Limits",
        "list",
        elements="dict",
        doc="Limits of the calls with this token, all of them: a strategy that is not listed is not limited, and an empty list lifts all.",
        fields=LIMIT,
        key=("strategy",),
        check="check_limits",
    ),
)
OPTIONS: Options = {
    "name": Option("Name of the token, by which it is found in its group.", {"required": True}),
    "state": Option(
        "V(present) - there is such a token, as given. V(absent) - there is none.",
        {"choices": ["present", "absent"], "default": "present"},
    ),
    "rotate": Option(
        "Whether the token gets a new value and id, always or as O(rotate_if_older_than) says. A token that this task creates is new"
        " already. The old value ends with it, so hand the new one over; two tokens in turn leave time for that.",
        {"type": "bool", "default": False},
    ),
    "rotate_if_older_than": Option(
        "With O(rotate=true), the age in days from which on the token is rotated, by its creation time. V(0) is always.",
        {"type": "int"},
    ),
    "reveal": Option(
        "Whether RV(value) holds the value of the token. Then set C(no_log) for the task, unless the value may be seen.",
        {"type": "bool", "default": False},
    ),
}


def run(session: Session) -> dict[str, Any]:
    """Bring the token of a task into the wanted state.

    :returns: the result of tione_auth_token
    :raises TencentCloudError: see the engine
    """
    params = session.params
    if not params["name"].strip():
        raise OptionError("name", "is empty", hint="A token is found by its name.")
    if (params["rotate_if_older_than"] or 0) < 0:
        raise OptionError("rotate_if_older_than", f"is {params['rotate_if_older_than']} days, but must not be negative")
    wanted = given(TOKEN_SETTINGS, params)
    check_options(TOKEN_SETTINGS, wanted)
    return Run(AuthToken(session, wanted), session).converge()


def is_masked(value: Any) -> bool:
    """Whether a value is not that of a token: missing, or hidden behind asterisks."""
    return not value or "*" in str(value)


def value_of(token: View | None) -> Any:
    """The value of a token that was read."""
    return dig(token, ("base", "value"))


def find_token(tokens: Iterable[View], name: str) -> View | None:
    """The token of that name.

    :raises ConflictError: there are several; lists their ids
    """
    found = [token for token in tokens if dig(token, ("base", "name")) == name]
    if len(found) > 1:
        ids = ", ".join(str(dig(token, ("base", "id")) or "one without id") for token in found)
        raise ConflictError(
            f"{len(found)} auth tokens have the name {name!r}: {ids}.",
            hint="A token is found by its name: delete or rename all but one of them in the console.",
        )
    return found[0] if found else None


def settings_of(token: View) -> dict[str, Any]:
    """What can be set of a token, in option names. A limit without a number limits nothing."""
    limits = [limit for limit in token.get("limits") or [] if limit.get("max")]
    return {"description": dig(token, ("base", "description")), "limits": limits}


def is_due(create_time: Any, days: int | None, now: float) -> bool:
    """Whether a token of that age is to be rotated; without a number of days it always is.

    :raises ValueError: the age is needed and not known
    """
    if not days:
        return True
    text = str(create_time or "")
    try:
        born = parse_time(text)
    except ValueError:
        born = parse_time(f"{text}Z")  # the API writes times in UTC
    return now - born.astimezone(timezone.utc).timestamp() >= days * DAY


def token_body(token: View, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The whole token for a request, with what is wanted laid over what was read."""
    effective = {**settings_of(token), "limits": token.get("limits") or [], **wanted}
    base = {**token["base"], "description": effective["description"] or ""}
    return {
        "Base": _members(AUTH_TOKEN_BASE, base),
        "Limits": [_members(AUTH_TOKEN_LIMIT, limit) for limit in effective["limits"]],
    }


def _members(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    return {field.api: values[field.name] for field in fields if values.get(field.name) is not None}


class AuthToken(Resource):
    """A token as the engine sees it."""

    def __init__(self, session: Session, wanted: Mapping[str, Any]) -> None:
        self._params, self._clock = session.params, session.client.clock
        self._wanted = wanted
        self._finder = GroupFinder(session, ("auth_tokens",))
        self._warn = once(session.warn)
        self._group: GroupView | None = None
        self._original: View | None = None
        self._is_planned = self._is_rotated = False

    def read(self) -> View | None:
        """See Resource."""
        self._group = self._finder.find()
        return find_token((self._group or {}).get("auth_tokens") or [], self._params["name"])

    def plan(self, view: View | None, done: tuple[str, ...]) -> Plan:
        """See Resource."""
        if not self._is_planned:
            self._is_planned, self._original = True, view
        if self._params["state"] == "absent":
            return self._plan_deletion(view)
        if self._group is None:
            raise self._finder.not_found("Check name or id, region and project_id: tokens belong to a service group.")
        if self._group.get("authorization_enable") is False:
            self._warn(
                f"The authorization of service group {self._finder.group_id} is off: its calls need no token."
                " Turn it on with tione_service_group, authorization_enable=true."
            )
        return self._plan_creation() if view is None else self._plan_changes(view)

    def _plan_deletion(self, view: View | None) -> Plan:
        if view is None:
            return Plan()
        body = {**self._finder.address, "AuthTokenValue": self._key_of(view)}
        goal = Goal("deleted", lambda now: False, _never, _never, Absence.REACHES)
        step = Step(DELETE, goal, lambda now: now is None, DELETE, body)
        return Plan((step,), self._change({"state": "present"}, {"state": "absent"}))

    def _plan_creation(self) -> Plan:
        """Create takes no limits: they need a second call, which needs the value of the token."""
        limits = self._wanted.get("limits")
        others = (self._group or {}).get("auth_tokens") or []
        if limits and any(is_masked(value_of(token)) for token in others):
            raise self._value_is_masked()
        description = self._wanted.get("description")
        body = {
            **self._finder.address,
            "Name": self._params["name"],
            **({"Description": description} if description else {}),
        }
        goal = Goal("created", lambda now: True, _never, _never, Absence.WAITS)
        create = Step(CREATE, goal, lambda now: now is not None, CREATE, body)
        limit = [Step(MODIFY, goal, lambda now: True, MODIFY)] if limits else []
        return Plan((create, *limit), Change({}, {**self._identity(), **self._wanted, "state": "present"}))

    def _plan_changes(self, view: View) -> Plan:
        pending = self._pending(view)
        before: dict[str, Any] = dict(pending.before) if pending else {}
        after: dict[str, Any] = dict(pending.after) if pending else {}
        steps = [self._modify(view)] if pending else []
        if self._is_to_rotate(view):
            steps.append(self._rotate(view))
            before["value"], after["value"] = MASK, ROTATED
        return Plan(tuple(steps), self._change(before, after) if steps else NO_CHANGE)

    def _pending(self, view: View) -> Change | None:
        return compare(TOKEN_SETTINGS, self._wanted, settings_of(view))

    def _is_to_rotate(self, view: View) -> bool:
        """Whether it still has the value that is to go. One that this task has made is new."""
        if not self._params["rotate"] or self._original is None:
            return False
        days, created = self._params["rotate_if_older_than"], dig(view, ("base", "create_time"))
        if value_of(view) != value_of(self._original):
            if days and created == dig(self._original, ("base", "create_time")):
                self._warn("The API did not renew the creation time of the token: its age goes on to count from there.")
            return False
        try:
            return is_due(dig(self._original, ("base", "create_time")), days, self._clock.time())
        except ValueError:
            raise ConflictError(
                f"The age of {self._title()} is not known: the API gives {created!r} for its creation time.",
                hint="Leave rotate_if_older_than out to rotate it whatever its age is.",
            ) from None

    def _modify(self, view: View) -> Step:
        """Settings and value are changed in two calls: that one call does both is not documented."""

        def is_stored(now: View | None) -> bool:
            return now is not None and not self._pending(now)

        return Step(
            MODIFY,
            Goal("changed as wanted", is_stored, _never, _never),
            is_stored,
            MODIFY,
            self._modification(view, self._wanted, reset=False),
            target=SETTINGS_PART,
        )

    def _rotate(self, view: View) -> Step:
        old = value_of(view)

        def is_new(now: View | None) -> bool:
            return now is not None and value_of(now) != old

        body = self._modification(view, {}, reset=True)
        return Step(MODIFY, Goal("rotated", is_new, _never, _never), is_new, MODIFY, body, target=VALUE_PART)

    def _modification(self, view: View, wanted: Mapping[str, Any], reset: bool) -> dict[str, Any]:
        self._key_of(view)
        return {**self._finder.address, "NeedReset": reset, "AuthToken": token_body(view, wanted)}

    def _key_of(self, view: View) -> str:
        """The value of a token, which a request needs.

        :raises ConflictError: the API does not return it
        """
        if is_masked(value_of(view)):
            raise self._value_is_masked()
        return str(value_of(view))

    def _value_is_masked(self) -> ConflictError:
        return ConflictError(
            f"Without its value {self._title()} cannot be changed, limited or deleted,"
            " and the API returns the values of tokens masked or not at all.",
            hint="Do it in the console, or use credentials that may read the values.",
        )

    def _title(self) -> str:
        return f"auth token {self._params['name']!r} of service group {self._finder.group_id}"

    def _identity(self) -> dict[str, Any]:
        return {"service_group_id": self._finder.group_id, "name": self._params["name"]}

    def _change(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
        return Change({**self._identity(), **before}, {**self._identity(), **after})

    def sent(self, step: Step, reply: Mapping[str, Any]) -> None:
        """See Resource."""
        self._is_rotated = self._is_rotated or step.target == VALUE_PART

    def unfinished(self, view: View | None) -> Goal | None:
        """See Resource."""
        return None

    def confirmed(self, before: View | None, now: View) -> bool:
        """See Resource. What is waited for was not there before, so no older reply can show it."""
        return True

    def describe(self, view: View) -> str:
        """See Resource."""
        pending = self._pending(view)
        late = f", not read back yet: {', '.join(sorted(pending.after))}" if pending else ""
        return f"{self._title()} is {dig(view, ('base', 'status')) or 'there'}{late}"

    def predicted(self, view: View | None, plan: Plan) -> View | None:
        """See Resource. Value, id and times of a new or rotated token are not known before."""
        if DELETE in plan.labels or (view is None and not plan.steps):
            return None
        if not plan.steps:
            return view
        wanted = {**(settings_of(view) if view else {"description": "", "limits": []}), **self._wanted}
        base = dict(view["base"]) if view else dict.fromkeys((field.name for field in AUTH_TOKEN_BASE), None)
        if view is None or plan.steps[-1].target == VALUE_PART:
            base.update({"value": None, "id": None, "create_time": None})
        base.update({"name": self._params["name"], "description": wanted["description"]})
        return {"base": base, "limits": wanted["limits"]}

    def result(self, view: View | None) -> dict[str, Any]:
        """See Resource."""
        result = {
            "auth_token": masked(AUTH_TOKEN, view) if view is not None else None,
            "token_id": dig(view, ("base", "id")),
        }
        return {**result, "value": self._revealed(view)} if self._params["reveal"] else result

    def _revealed(self, view: View | None) -> str | None:
        """The value of the token as it is now, or None where that is not known."""
        value = value_of(view)
        if view is None or value is None or (self._is_rotated and value == value_of(self._original)):
            return None
        if is_masked(value):
            self._warn(f"The value of {self._title()} cannot be revealed: the API returns it masked.")
            return None
        return str(value)


def _never(view: View) -> str:
    """No reason to give up."""
    return ""


RETURNS = (
    Field(
        "auth_token",
        "AuthToken",
        "dict",
        doc="The token, its value masked; in check mode as it would be. Null when it is absent.",
        fields=AUTH_TOKEN,
    ),
    Field(
        "token_id", "Id", doc="Id of the token. A rotation changes it; null in check mode where it is not known yet."
    ),
    Field(
        "value",
        "Value",
        doc="Value of the token, new after creation and rotation; null where it is not known, as in check mode before a creation.",
    ),
)
SPEC = ModuleSpec(
    run=run,
    returns=lambda: RETURNS + WRITER_RETURNS + REQUEST_RETURNS,
    options=(GROUP_IDENTITY, OPTIONS, TOKEN_SETTINGS, WAIT),
    rules=GROUP_RULES,
)
