# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tione_model_services: a whole fleet of services in one task, each as tione_model_service would have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError
from ansible_collections.community.tencentcloud.plugins.module_utils._client import Client
from ansible_collections.community.tencentcloud.plugins.module_utils._errors import (
    ConflictError,
    OptionError,
    TencentCloudError,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._filters import matches
from ansible_collections.community.tencentcloud.plugins.module_utils._model import Field, Mode
from ansible_collections.community.tencentcloud.plugins.module_utils._options import (
    COMMON,
    ModuleSpec,
    Option,
    Options,
    spec_of,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources import model_service, service_group
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.catalog import Catalog
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.fleet import (
    Budget,
    Member,
    apply_all,
)
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.routes import CREATE
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import ALL_SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._returns import REQUEST_RETURNS, WRITER_RETURNS
from ansible_collections.community.tencentcloud.plugins.module_utils._session import Session

MODULE = "tione_model_service"
MOST_THREADS = 32
MOST_NAMED = 5
MOST_READ_ALONE = 5
OWNER: Options = {
    "tag_key": Option("Key of the tag.", {"required": True}),
    "tag_value": Option("Value of the tag.", {"required": True}),
}
OPTIONS: Options = {
    "services": Option(
        "The services that are wanted. Each takes the options of M(community.tencentcloud.tione_model_service), without those for"
        " credentials and connection.",
        {"type": "list", "elements": "dict", "required": True},
    ),
    "defaults": Option(
        "Options for all O(services). What a service gives itself counts; nested options and lists are not merged.",
        {"type": "dict", "default": {}},
    ),
    "concurrency": Option("How many services are worked on at a time, V(32) at most.", {"type": "int", "default": 8}),
    "max_fail_percentage": Option(
        "Share of the services that may fail, in percent, before no other one is begun. With V(0) the first failure stops it.",
        {"type": "float", "default": 0.0},
    ),
    "owner_tag": Option(
        "A tag that new service groups of the fleet get, and by which O(prune) knows them.", {"type": "dict"}, OWNER
    ),
    "prune": Option(
        "Whether service groups with the O(owner_tag) that no service of O(services) names are deleted with all their versions.",
        {"type": "bool", "default": False},
    ),
}
SERVICE_OPTIONS = (*model_service.SPEC.options, {"project_id": COMMON["project_id"]})


def run(session: Session) -> dict[str, Any]:
    """Bring the services of a fleet into the wanted state.

    :returns: the result of tione_model_services
    :raises TencentCloudError: some of them failed; its `result` is complete
    """
    params = session.params
    members = list(_members(params))
    _check(params, members)
    catalog = session.client.again(Catalog, check_mode=True)
    lists = len(members) > MOST_READ_ALONE or params["prune"]
    reader = catalog if lists else session.client.again(Client, check_mode=True)
    planning = session._replace(client=reader)
    for member in members:
        _plan(member, planning, params["owner_tag"])
    _check_apart(members)
    doomed = _doomed(planning, catalog, members) if params["prune"] else []
    for member in doomed:
        member.plan(planning)
    stages = (members, doomed)
    patiently = session._replace(patient=True)
    fleet = [*members, *doomed]
    budget = Budget(len(fleet), params["max_fail_percentage"])
    budget.note(fleet)
    clients = [reader]
    for stage in () if session.check_mode else stages:  # nothing is deleted before all else is done
        clients += apply_all(stage, patiently, params["concurrency"], budget)
    return _outcome(session, fleet, clients)


def _members(params: Mapping[str, Any]) -> Iterator[Member]:
    """The services with their options: their own, else the defaults of the task, else those of the module.

    :raises OptionError: an option of a service is wrong
    """
    validator = ArgumentSpecValidator(spec_of(*SERVICE_OPTIONS), **model_service.SPEC.rules)
    for number, given in enumerate(params["services"]):
        validation = validator.validate({**params["defaults"], **given})
        if validation.error_messages:
            raise OptionError(f"services[{number}]", _problem(validation))
        options = validation.validated_parameters
        merged = {**params, **options, "project_id": options["project_id"] or params["project_id"]}
        name = merged["service_group_name"] or merged["service_group_id"] or merged["service_id"]
        version = "" if merged["version"] == "latest" else f" version {merged['version']}"
        yield Member(f"{name}{version}", merged, model_service.run)


def _problem(validation: Any) -> str:
    """What is wrong with a service, without a list of all options that there are."""
    if isinstance(validation.errors[0], UnsupportedError):
        names = sorted(
            ".".join(name) if isinstance(name, tuple) else name for name in validation.unsupported_parameters
        )
        return f"{', '.join(names)} is no option of {MODULE}"
    return str(validation.errors[0]).rstrip(".")


def _check(params: Mapping[str, Any], members: list[Member]) -> None:
    if not 1 <= params["concurrency"] <= MOST_THREADS:
        raise OptionError("concurrency", f"is {params['concurrency']}, but must be 1 to {MOST_THREADS}")
    if not 0 <= params["max_fail_percentage"] <= 100:
        raise OptionError("max_fail_percentage", f"is {params['max_fail_percentage']:g}, but must be 0 to 100")
    if params["prune"] and params["owner_tag"] is None:
        raise OptionError("prune", "needs owner_tag, to know which service groups belong to the fleet")
    if params["prune"] and not members:
        raise OptionError(
            "prune",
            "would delete the whole fleet, as services is empty",
            hint="An empty list is more often a mistake than meant; delete the last services with state: absent.",
        )
    seen: dict[tuple[Any, ...], int] = {}
    for number, member in enumerate(members):
        names = ("project_id", "service_id", "service_group_id", "service_group_name", "version")
        first = seen.setdefault(tuple(member.params[name] for name in names), number)
        if first != number:
            raise OptionError(f"services[{number}]", f"is the same service as services[{first}]")


def _plan(member: Member, session: Session, owner: Mapping[str, Any] | None) -> None:
    """Plan for a service; a group that is to be made gets the tag of its owner besides its own."""
    member.plan(session)
    planned = member.planned or {}
    if owner and CREATE in planned.get("actions", []) and planned["service_group_id"] is None:
        tags = [tag for tag in member.params["tags"] or [] if tag["tag_key"] != owner["tag_key"]]
        member.params = {**member.params, "tags": [*tags, dict(owner)]}
        member.plan(session)


def _check_apart(members: Iterable[Member]) -> None:
    """Refuse two services of the task that are one in the cloud.

    :raises ConflictError: names both
    """
    seen: dict[str, str] = {}
    for member in members:
        service_id = (member.planned or {}).get("service_id")
        if service_id and seen.setdefault(service_id, member.name) != member.name:
            raise ConflictError(
                f"{seen[service_id]} and {member.name} are both {service_id}: name it once in services."
            )


def _doomed(session: Session, catalog: Catalog, members: list[Member]) -> list[Member]:
    """The groups of the owner that no member names. None of them is touched while it is unknown what a member names."""
    params = session.params
    if any(member.error is not None for member in members):
        session.warn("Nothing is pruned, because not every service could be planned.")
        return []
    owner = params["owner_tag"]
    tag = [{"tag_key": owner["tag_key"], "tag_values": [owner["tag_value"]]}]
    kept = {str((member.planned or {}).get("service_group_id")) for member in members}
    removal = {**_removal_options(), "service_id": None}
    return [
        Member(
            str(group["ServiceGroupName"]),
            {**params, **removal, "service_group_id": group["ServiceGroupId"], "project_id": project},
            service_group.run,
        )
        for project in dict.fromkeys(member.params["project_id"] for member in members)
        for group in catalog.groups(project)
        if group["ServiceGroupId"] not in kept and matches(group, tag_filters=tag)
    ]


def _removal_options() -> dict[str, Any]:
    """The options of tione_service_group that delete a group with all that runs in it."""
    spec = spec_of(*service_group.SPEC.options)
    validator = ArgumentSpecValidator(spec, **service_group.SPEC.rules)
    wanted = {"service_group_id": "of each", "state": "absent", "force": True}
    return dict(validator.validate(wanted).validated_parameters)


def _outcome(session: Session, members: list[Member], clients: list[Any]) -> dict[str, Any]:
    """The result of the task.

    :raises TencentCloudError: members failed
    """
    applied = not session.check_mode
    for member in members:
        for warning in member.warnings:
            session.warn(f"{member.name}: {warning}")
    results = [member.as_result(applied) for member in members]
    touched = [member for member in members if member.change("after") and (member.drifts or member.outcome)]
    result = {
        "changed": any(line["changed"] for line in results),
        "results": results,
        "plan": [member.as_plan() for member in members],
        "actions": [action for line in results for action in line["actions"]],
        "request_ids": [request_id for client in clients for request_id in client.request_ids],
        "diff": {side: {member.name: dict(member.change(side)) for member in touched} for side in ("before", "after")},
    }
    failed = [member for member in members if member.error is not None]
    if failed:
        raise _failure(members, failed, result)
    return result


def _failure(members: list[Member], failed: list[Member], result: dict[str, Any]) -> TencentCloudError:
    errors = [member.error for member in failed if member.error is not None]
    codes = {error.error_code for error in errors}
    named = "; ".join(f"{member.name}: {member.error}" for member in failed[:MOST_NAMED])
    more = f"; and {len(failed) - MOST_NAMED} more" if len(failed) > MOST_NAMED else ""
    skipped = sum(line["skipped"] for line in result["results"])
    left = f" {skipped} services were not begun, because more than max_fail_percentage had failed." if skipped else ""
    failure = TencentCloudError(
        f"{len(failed)} of {len(members)} services failed.{left} {named}{more}",
        error_code=codes.pop() if len(codes) == 1 else "ClientError.SeveralFailures",
        request_id=errors[0].request_id,
        action=errors[0].action,
        retryable=all(error.retryable for error in errors),
    )
    failure.result = {name: value for name, value in result.items() if name != "diff"}
    return failure


R = Mode.READ_ONLY
IDS = (
    Field("name", "", doc="Name or id of the service, with its version if that was given.", mode=R),
    Field("service_id", "ServiceId", doc="Id of the service, as far as it is known.", mode=R),
    Field("service_group_id", "ServiceGroupId", doc="Id of the service group, as far as it is known.", mode=R),
)
ACTIONS = Field("actions", "Action", "list", elements="str", doc="Calls that change something, in order.", mode=R)
RESULT = (
    *IDS,
    Field("changed", "", "bool", doc="Whether this service was changed.", mode=R),
    Field("failed", "", "bool", doc="Whether this service failed.", mode=R),
    Field("skipped", "", "bool", doc="Whether it was not begun, because too many others had failed.", mode=R),
    ACTIONS,
    Field("msg", "", doc="Why it failed, else null.", mode=R),
    Field("error_code", "", doc="Code of the failure, else null.", mode=R),
    Field("request_id", "", doc="Id of the request that failed, else null.", mode=R),
)
PLAN = (
    *IDS,
    Field(
        "change",
        "",
        doc="What is to be done: V(none), V(create), V(change), V(start), V(stop), V(restart), V(delete); V(error) if it cannot be planned.",
        mode=R,
    ),
    ACTIONS,
    Field("settings", "", "list", elements="str", doc="The settings that differ.", mode=R),
)
SPEC = ModuleSpec(
    run=run,
    returns=lambda: (
        Field("results", "", "list", elements="dict", doc="What became of each service, in order.", fields=RESULT),
        Field("plan", "", "list", elements="dict", doc="What there was to be done for each service.", fields=PLAN),
        *WRITER_RETURNS,
        *REQUEST_RETURNS,
    ),
    options=(OPTIONS,),
    settings=(
        Field("services", "", "list", elements="dict", fields=ALL_SETTINGS),
        Field("defaults", "", "dict", fields=ALL_SETTINGS),
    ),
    api_objects=("services", "defaults"),
)
