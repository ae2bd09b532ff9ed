# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules that list what one action returns: the request from options, pages, rows in option names."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Callable

from ansible_collections.community.tencentcloud.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, names_of
from ansible_collections.community.tencentcloud.plugins.module_utils._options import QUERY, ModuleSpec, Option, Options
from ansible_collections.community.tencentcloud.plugins.module_utils._pages import Keep, Row, read_all
from ansible_collections.community.tencentcloud.plugins.module_utils._query import Query
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.calls import workspace
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import QUERY_RETURNS, REQUEST_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session
from ansible_collections.community.tencentcloud.plugins.module_utils._shown import shown

Params = Mapping[str, Any]
Request = dict[str, Any]
Check = Callable[[Params], None]


@dataclass(frozen=True)
class Parameter:
    """An option that becomes a member of the request.

    api   name of the member
    wire  form of the value in the request, where it differs from the option's
    """

    option: Option
    api: str
    wire: Callable[[Any], Any] | None = None


Parameters = Mapping[str, Parameter]


def options_of(parameters: Parameters) -> Options:
    """The options of parameters."""
    return {name: parameter.option for name, parameter in parameters.items()}


def request_of(parameters: Parameters, params: Params) -> Request:
    """The members of the request for the options that are given."""
    return {
        parameter.api: parameter.wire(params[name]) if parameter.wire else params[name]
        for name, parameter in parameters.items()
        if params[name] not in (None, "", [])
    }


@dataclass(frozen=True)
class Paging:
    """How a list is read.

    read     session, source, request -> what the result holds; the rows in it are as the API returns them
    options  options for it, which `read` puts into requests itself
    returns  what the result holds beside the rows
    checks   refuse options that cannot work; they raise OptionError
    """

    read: Callable[[Session, Source, Request], dict[str, Any]]
    options: Options = field(default_factory=dict)
    returns: tuple[Field, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Source:
    """A list that the API gives out.

    action        what is called
    rows          the list: key in the result, member of the reply, members of a row
    paging        how it is read
    parameters    options that become members of the request
    fixed         members of each request
    checks        refuse options that cannot work; they raise OptionError
    keep          options -> exact check of a row, for what the API itself matches loosely
    in_workspace  the action takes TiProjectId
    """

    action: str
    rows: Field
    paging: Paging
    parameters: Parameters = field(default_factory=dict)
    fixed: Params = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    keep: Callable[[Params], Keep | None] = lambda params: None
    in_workspace: bool = True

    @property
    def options(self) -> Options:
        """The module's own options."""
        return {**options_of(self.parameters), **self.paging.options}

    @property
    def returns(self) -> tuple[Field, ...]:
        """What the result holds, for the documentation."""
        return (self.rows, *self.paging.returns, *QUERY_RETURNS, *REQUEST_RETURNS)

    def request(self, params: Params) -> Request:
        """The members that every request has."""
        place = workspace(params["project_id"]) if self.in_workspace else {}
        return {**self.fixed, **request_of(self.parameters, params), **place}


More = Callable[[Session], "Request | None"]
Complete = Callable[[Session, "list[Row]"], "list[Row]"]


def list_rows(
    session: Session, source: Source, more: More | None = None, complete: Complete | None = None
) -> dict[str, Any]:
    """Read a list: the result of its module.

    :param more: gives members of the request that have to be looked up; None where there is nothing to list
    :param complete: adds to rows (API names) what other calls know
    :raises TencentCloudError: an option cannot work, or a call failed
    """
    query = Query(session.params)
    for check in (*source.paging.checks, *source.checks):
        check(session.params)
    found = more(session) if more else {}
    read = _nothing(source) if found is None else _read(session, source, found)
    rows = complete(session, read[source.rows.name]) if complete else read[source.rows.name]
    names = names_of(source.rows.fields)
    result = {
        **read,
        source.rows.name: [shown(names, row) for row in rows],
        "changed": False,
        "request_ids": list(session.client.request_ids),
    }
    return query.apply(result)


def _read(session: Session, source: Source, more: Request) -> dict[str, Any]:
    try:
        return source.paging.read(session, source, {**source.request(session.params), **more})
    except ApiError as error:
        if error.not_found:
            return _nothing(source)
        raise


def _nothing(source: Source) -> dict[str, Any]:
    empty = {"int": 0, "bool": False}
    return {source.rows.name: [], **{member.name: empty.get(member.type) for member in source.paging.returns}}


def list_module(
    source: Source,
    *,
    options: tuple[Options, ...] = (),
    rules: Params | None = None,
    more: More | None = None,
    complete: Complete | None = None,
) -> ModuleSpec:
    """The module that lists a source; `options` and `rules` are for what `more` looks up."""
    return ModuleSpec(
        run=functools.partial(list_rows, source=source, more=more, complete=complete),
        returns=lambda: source.returns,
        options=(source.options, *options, QUERY),
        rules=rules or {},
    )


def _read_whole(session: Session, source: Source, request: Request) -> dict[str, Any]:
    rows = session.client.call(source.action, request).get(source.rows.api) or []
    return {source.rows.name: kept(rows, source.keep(session.params))}


def kept(rows: Iterable[Any], keep: Keep | None) -> list[Row]:
    """The rows that pass an exact check. Single rows of a list may be null."""
    return [row for row in rows if row is not None and (keep is None or keep(row))]


WHOLE = Paging(_read_whole)

TOTAL_COUNT = Field("total_count", "TotalCount", "int", doc="How many match, also with O(limit).")
TRUNCATED = Field("truncated", "", "bool", doc="Whether more match than are returned.")


def check_window(params: Params) -> None:
    """Refuse a part of a list that cannot be.

    :raises OptionError: names the option
    """
    for name, least in (("limit", 1), ("offset", 0)):
        if params[name] is not None and params[name] < least:
            raise OptionError(name, f"is {params[name]}, but must be at least {least}")


def by_offset(key: str, page_size: int) -> Paging:
    """Pages by Offset and Limit; `key` is the member that tells rows apart."""

    def read(session: Session, source: Source, request: Request) -> dict[str, Any]:
        params = session.params
        listing = read_all(
            session.client,
            source.action,
            request,
            items=source.rows.api,
            key=key,
            page_size=page_size,
            want=params["limit"],
            offset=params["offset"],
            keep=source.keep(params),
        )
        return {
            source.rows.name: listing.items,
            "total_count": listing.total_count,
            "truncated": listing.truncated,
        }

    options = {
        "offset": Option("How many matches are skipped.", {"type": "int", "default": 0}),
        "limit": Option(
            f"How many are returned at most, any positive number. Without it all are, read in pages of {page_size}.",
            {"type": "int"},
        ),
    }
    return Paging(read, options, (TOTAL_COUNT, TRUNCATED), (check_window,))
