# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measurements of work on many objects at once: long lists, many forks, a whole fleet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import accounts
from .cost import BenchError
from .model import Bench, Figures
from .plays import Play, Run, Task
from .steps import as_loop, difference
from .ways import FAST, OURS

PAGE = 100
LISTED = 10_000
#: Requests per second of one action that the API allows.
LIMIT = 20
LISTING = {"Limit": PAGE, "Order": "ASC", "OrderField": "CreateTime"}
THREE_FIELDS = {
    "query": "service_groups[].{id: service_group_id, name: service_group_name, created: create_time}",
    "only_query_result": True,
}
ONE_BY_ONE = Path(__file__).with_name("one_by_one.py")

FORKS = 50
CALLS_PER_HOST = 8

FLEET = 1_000
DRIFTED_SHARE = 20
CALLS_WITHOUT_DRIFT = 15


def _pages(bench: Bench) -> int:
    return accounts.fleet_size(LISTED, bench.brief) // PAGE


def _reading(first: Run, whole: Run, bench: Bench) -> Figures:
    """What the whole list takes beyond its beginning, and two times as multiples of what the limit dictates.

    "of limit" is the wall time. "reading" is the time between the first request and the last one.
    """
    figures, pages = difference(first, whole, 1), _pages(bench)
    times = [entry["time"] for entry in whole.journal]
    reading = (max(times) - min(times)) / ((pages - 1) / LIMIT)
    return {**figures, "of limit": figures["wall"] / (pages / LIMIT), "reading": reading}


def listed(**options: Any) -> Callable[[Bench], Figures]:
    """The whole list with tione_service_group_info, less what one group takes."""

    def measure(bench: Bench) -> Figures:
        module = f"{OURS}.tione_service_group_info"
        first, whole = (bench.runner.play(Play([{module: given}], {})) for given in ({**options, "limit": 1}, options))
        return _reading(first, whole, bench)

    return measure


def handed_over(bench: Bench) -> Figures:
    """A list as long, made of the first group in the worker, less what one group takes: all of it is Ansible's own work."""
    group = {"group": "{{ read.service_groups[0] }}"}
    read = {f"{OURS}.tione_service_group_info": {"limit": 1}, "register": "read"}
    size = accounts.fleet_size(LISTED, bench.brief)
    first, whole = (
        bench.runner.play(Play([read, {"handed_over": {**group, "times": count}}], {})) for count in (1, size)
    )
    return difference(first, whole, 1)


def listed_by_loop(bench: Bench) -> Figures:
    """The whole list with a loop of tione_api over the pages, less what the first page takes."""
    params = {**LISTING, "Offset": "{{ item }}"}
    task = {f"{OURS}.tione_api": {"action": "DescribeModelServiceGroups", "params": params}}
    first, whole = (
        bench.runner.play(Play([{**task, "loop": [number * PAGE for number in range(count)]}], {}))
        for count in (1, _pages(bench))
    )
    return _reading(first, whole, bench)


def listed_by_script(bench: Bench) -> Figures:
    """The whole list with a script that asks for one page after another, less what the first page takes."""
    first, whole = (bench.runner.script(ONE_BY_ONE, str(count)) for count in (1, _pages(bench)))
    return _reading(first, whole, bench)


def hammered(**options: Any) -> Callable[[Bench], Figures]:
    """Many forks that call one action as often as they can; `rate` is in calls per second between first and last."""

    def measure(bench: Bench) -> Figures:
        (module, given), *_rest = FAST.task(bench).items()
        calls, forks = bench.steps(CALLS_PER_HOST), bench.steps(FORKS)
        play = as_loop({module: {**given, **options}}, {}, calls)
        run = bench.runner.play(Play(play.tasks, {}, hosts=forks, forks=forks))
        times = [entry["time"] for entry in run.journal if entry["outcome"] == "ok"]
        if len(times) != calls * forks:
            raise BenchError(f"{len(times)} calls were answered, {calls * forks} were meant")
        rate = (len(times) - 1) / (max(times) - min(times))
        counts = {"calls": len(run.journal), "throttled": run.throttled}
        return {**counts, "rate": rate, "wall": run.cost.wall, "cpu": run.cost.cpu / len(times)}

    return measure


def _wanted(number: int, replicas: int) -> Task:
    env = [{"name": "LOG_LEVEL", "value": "info"}, {"name": "SHARD", "value": str(number)}]
    return {"service_group_name": accounts.group_name(number), "replicas": replicas, "env": env}


def _defaults() -> Task:
    image = {"image_type": "CCR", "registry_region": "ap-guangzhou", "image_url": accounts.IMAGE}
    return {"image_info": image, "instance_type": accounts.INSTANCE, "service_port": accounts.PORT}


def converged(drift: bool) -> Callable[[Bench], Figures]:
    """The whole fleet in one task, less what one service takes; with drift one of twenty has other replicas."""

    def measure(bench: Bench) -> Figures:
        size = accounts.fleet_size(FLEET, bench.brief)
        services = [_wanted(number, 1 + (drift and number % DRIFTED_SHARE == 1)) for number in range(size)]
        first, whole = (
            bench.runner.play(Play([{f"{OURS}.tione_model_services": {"services": part, "defaults": _defaults()}}], {}))
            for part in (services[:1], services)
        )
        figures = difference(first, whole, size - 1)
        drifted = size // DRIFTED_SHARE
        writes = sum(entry["write"] for entry in whole.journal)
        if writes < drifted * drift or (writes and not drift):
            raise BenchError(f"{writes} writes were made for {drifted * drift} services that differ")
        extra = {"calls per drift": (figures["calls"] - CALLS_WITHOUT_DRIFT) / drifted} if drift else {}
        return {**figures, **extra}

    return measure


def converged_by_loop(items: int) -> Callable[[Bench], Figures]:
    """Services of the fleet with a loop of tione_model_service, without drift."""

    def measure(bench: Bench) -> Figures:
        steps = bench.steps(items)
        varying = {name: f"{{{{ item.{name} }}}}" for name in _wanted(0, 1)}
        task = {f"{OURS}.tione_model_service": {**_defaults(), **varying}}
        services = [_wanted(number, 1) for number in range(steps + 1)]
        first, whole = (bench.runner.play(Play([{**task, "loop": part}], {})) for part in (services[:1], services))
        return difference(first, whole, steps)

    return measure
