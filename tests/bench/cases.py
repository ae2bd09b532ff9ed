# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of the benchmark, and the goals that its figures are held against."""

from __future__ import annotations

from .accounts import demo, fleet
from .inventories import HOSTS as INVENTORIED
from .inventories import inventoried, inventoried_again
from .many import (
    CALLS_PER_HOST,
    CALLS_WITHOUT_DRIFT,
    FLEET,
    FORKS,
    LIMIT,
    LISTED,
    PAGE,
    THREE_FIELDS,
    converged,
    converged_by_loop,
    hammered,
    handed_over,
    listed,
    listed_by_loop,
    listed_by_script,
)
from .model import Case, Column, Conditions, Goal, Peer, Sense
from .steps import as_hosts, as_loop, as_tasks, repeated
from .ways import DEBUG, FAST, FAST_UNPACED, SDK, SHIPPED, TCCLI, URI

AT_MOST, AT_LEAST, EXACTLY = Sense

CPU, WALL = Column("cpu", "CPU ms", 1000, 1), Column("wall", "wall ms", 1000, 1)
CPU_SECONDS, WALL_SECONDS = Column("cpu", "CPU s", 1, 2), Column("wall", "wall s", 1, 2)
CALLS, THROTTLED = Column("calls", "calls"), Column("throttled", "refused")
CONNECTIONS = Column("connections", "connections")

OURS, OURS_UNPACED, OURS_SHIPPED = "info, fast path", "info, fast path, rate_limit: 0", "info, ordinary path"

SINGLE = Case(
    name="single",
    title="Tasks one after another",
    text=(
        "20 tasks (debug and the fast path: 60, as differences are small; tccli: 5) that each read one service group. "
        "Time for one task. *first* is the CPU time of a whole play of one task."
    ),
    seed=demo,
    peers=(
        Peer("debug", repeated(DEBUG, as_tasks, 60)),
        Peer(OURS, repeated(FAST, as_tasks, 60)),
        Peer(OURS_SHIPPED, repeated(SHIPPED, as_tasks, 20)),
        Peer("uri", repeated(URI, as_tasks, 20)),
        Peer("SDK module", repeated(SDK, as_tasks, 20)),
        Peer("tccli", repeated(TCCLI, as_tasks, 5), needs_tccli=True),
    ),
    columns=(CPU, WALL, Column("first cpu", "first ms", 1000), Column("calls a step", "calls a task")),
    divisors=("debug", "uri", OURS),
    goals=(
        Goal("fast path / debug", OURS, "cpu", AT_MOST, 1.6, "debug"),
        Goal("fast path / uri", OURS, "cpu", AT_MOST, 0.10, "uri"),
        Goal("ordinary path / uri", OURS_SHIPPED, "cpu", AT_MOST, 1.0, "uri"),
        Goal("SDK module / fast path", "SDK module", "cpu", AT_LEAST, 10, OURS),
        Goal("tccli / fast path", "tccli", "cpu", AT_LEAST, 20, OURS),
    ),
    warm_up=True,
)

LOOP = Case(
    name="loop",
    title="A loop in one task",
    text="100 items (uri and the SDK module: 10) that each read one service group. Time for one item.",
    seed=demo,
    peers=(
        Peer("debug", repeated(DEBUG, as_loop, 100)),
        Peer(OURS, repeated(FAST, as_loop, 100)),
        Peer(OURS_UNPACED, repeated(FAST_UNPACED, as_loop, 100)),
        Peer("uri", repeated(URI, as_loop, 10)),
        Peer("SDK module", repeated(SDK, as_loop, 10)),
    ),
    columns=(CPU, WALL, CONNECTIONS),
    divisors=("debug", "uri"),
    goals=(Goal("fast path / uri, per item", OURS, "cpu", AT_MOST, 0.04, "uri"),),
)

ROUND_TRIP = 0.03
SLOW = Conditions(delay=ROUND_TRIP)
LATENCY = Case(
    name="latency",
    title="A loop against a server that needs 30 ms for each answer",
    text="As before. Ours without its limit of 20 calls a second, which would need 50 ms for an item.",
    seed=demo,
    peers=(
        Peer(OURS_UNPACED, repeated(FAST_UNPACED, as_loop, 100), SLOW),
        Peer("uri", repeated(URI, as_loop, 10), SLOW),
    ),
    columns=(CPU, WALL, CONNECTIONS, Column("calls a step", "calls an item", 1, 2)),
    divisors=("uri",),
    compared="wall",
    goals=(
        Goal("wall time of an item / 30 ms", OURS_UNPACED, "wall", AT_MOST, 1.5, ROUND_TRIP),
        Goal("connections of the loop", OURS_UNPACED, "connections", EXACTLY, 1, every=True),
        Goal("calls for an item", OURS_UNPACED, "calls a step", EXACTLY, 1, every=True),
    ),
)

HOSTS = Case(
    name="hosts",
    title="One task for 200 hosts",
    text=(
        "200 hosts with a local connection, 10 forks, one task that reads a service group. Time for one host. "
        f"Ours may wait for its turn: {LIMIT} calls a second are the limit of the API."
    ),
    seed=demo,
    peers=(
        Peer("debug", repeated(DEBUG, as_hosts, 199)),
        Peer(OURS, repeated(FAST, as_hosts, 199)),
        Peer(OURS_UNPACED, repeated(FAST_UNPACED, as_hosts, 199)),
        Peer("uri", repeated(URI, as_hosts, 199)),
        Peer("SDK module", repeated(SDK, as_hosts, 199)),
    ),
    columns=(CPU, WALL, CONNECTIONS),
    divisors=("debug", "uri", "SDK module"),
    most_rounds=3,
)

FAR, NEAR = Conditions(delay=0.2, limit=LIMIT), Conditions(limit=LIMIT)
WHOLE, FIELDS, SCRIPT, PAGED = "info", "info, three fields", "script, one page after another", "loop of tione_api"
HANDED_OVER = "a list as long, handed over without a call"
LEAST_SECONDS = LISTED / PAGE / LIMIT
LISTING = Case(
    name="listing",
    title=f"A list of {LISTED:,} service groups",
    text=(
        f"In pages of 100, against a server that refuses more than {LIMIT} requests a second and takes 200 ms for each "
        "answer (besides its own work, some 40 ms for a page), or no time. The script has the client of this "
        "collection and one thread, and only fetches; the loop returns every page. *of limit* is the wall time as "
        "multiple of what the limit dictates for 100 pages, 5 s; *reading* is that of the time between the first request "
        "and the last one: what comes after it is the query, and what Ansible does with a result. *three fields* is a query "
        "with only_query_result. How much of the time is Ansible's own work on a result of 26 MB, whoever made it, is seen "
        "from a plugin that makes as long a list in the worker and returns it."
    ),
    seed=fleet(LISTED),
    peers=(
        Peer(f"{SCRIPT}, 200 ms", listed_by_script, FAR),
        Peer(f"{PAGED}, 200 ms", listed_by_loop, FAR),
        Peer(f"{WHOLE}, 200 ms", listed(), FAR),
        Peer(f"{FIELDS}, 200 ms", listed(**THREE_FIELDS), FAR),
        Peer(f"{WHOLE}, 0 ms", listed(), NEAR),
        Peer(f"{FIELDS}, 0 ms", listed(**THREE_FIELDS), NEAR),
        Peer(HANDED_OVER, handed_over),
    ),
    columns=(
        CPU_SECONDS,
        WALL_SECONDS,
        Column("of limit", "of limit", 1, 2),
        Column("reading", "reading", 1, 2),
        CALLS,
        THROTTLED,
    ),
    divisors=(f"{SCRIPT}, 200 ms", f"{PAGED}, 200 ms"),
    compared="wall",
    goals=(
        Goal("200 ms: three fields / script", f"{FIELDS}, 200 ms", "wall", AT_MOST, 0.35, f"{SCRIPT}, 200 ms"),
        Goal("200 ms: whole list / loop", f"{WHOLE}, 200 ms", "wall", AT_MOST, 0.35, f"{PAGED}, 200 ms"),
        Goal("0 ms: reading, three fields / limit", f"{FIELDS}, 0 ms", "reading", AT_MOST, 1.1),
        Goal("0 ms: reading, whole list / limit", f"{WHOLE}, 0 ms", "reading", AT_MOST, 1.1),
        Goal("0 ms: three fields / limit", f"{FIELDS}, 0 ms", "of limit", AT_MOST, 1.1),
        Goal("0 ms: whole list / limit", f"{WHOLE}, 0 ms", "of limit", AT_MOST, 1.1),
        Goal(
            "0 ms: whole list, less handing it over / limit",
            f"{WHOLE}, 0 ms",
            "wall",
            AT_MOST,
            1.1,
            LEAST_SECONDS,
            less=HANDED_OVER,
        ),
        *(
            Goal(f"refused calls, {name}", name, "throttled", EXACTLY, 0, every=True)
            for delay in ("200 ms", "0 ms")
            for name in (f"{WHOLE}, {delay}", f"{FIELDS}, {delay}")
        ),
    ),
    most_rounds=3,
)

HAMMER = Case(
    name="forks",
    title=f"{FORKS} forks that hammer one action",
    text=(
        f"{FORKS} hosts, {FORKS} forks, each with a loop of {CALLS_PER_HOST} reads, against a server that refuses more "
        f"than {LIMIT} requests a second. *rate* is in answered calls a second, from the first to the last."
    ),
    seed=demo,
    peers=(
        Peer(OURS, hammered(), NEAR),
        Peer(OURS_UNPACED, hammered(rate_limit=0), NEAR),
    ),
    columns=(Column("rate", "rate", 1, 2), CALLS, THROTTLED, WALL_SECONDS, Column("cpu", "CPU ms a call", 1000, 1)),
    goals=(
        Goal(f"calls a second / {LIMIT}", OURS, "rate", AT_LEAST, 0.95, float(LIMIT)),
        Goal("refused calls", OURS, "throttled", EXACTLY, 0, every=True),
    ),
    most_rounds=3,
)

STEADY, DRIFTING, EACH = "tione_model_services", "tione_model_services, 5 % differ", "loop of tione_model_service"
FLEETS = Case(
    name="fleet",
    title=f"A fleet of {FLEET:,} services",
    text=(
        f"{FLEET:,} services, each in a group of its own, held against what is wanted: name, image, instance type, "
        "port, replicas, two environment variables. Time for one service. The loops are measured over 100 items and, "
        "for uri, over 30 that only read. *calls a drifted one* are those beyond 15. The server refuses more than "
        f"{LIMIT} requests a second."
    ),
    seed=fleet(FLEET),
    peers=(
        Peer(STEADY, converged(drift=False), Conditions(limit=LIMIT, fresh=True)),
        Peer(DRIFTING, converged(drift=True), Conditions(limit=LIMIT, fresh=True)),
        Peer(EACH, converged_by_loop(100), Conditions(limit=LIMIT, fresh=True)),
        Peer("loop of uri", repeated(URI, as_loop, 30), NEAR),
    ),
    columns=(CPU, WALL, CALLS, Column("calls per drift", "calls a drifted one", 1, 2), THROTTLED),
    divisors=(EACH, "loop of uri"),
    goals=(
        Goal("calls without drift", STEADY, "calls", AT_MOST, CALLS_WITHOUT_DRIFT, every=True),
        Goal("CPU ms for a service", STEADY, "cpu", AT_MOST, 8, 0.001),
        Goal("further calls for each that differs", DRIFTING, "calls per drift", AT_MOST, 3, every=True),
    ),
    most_rounds=3,
)

LARGE = ["tione_service", "tione_settings"]
GRAPH, LIST, LIST_LESS, AGAIN = "--graph", "--list", "--list, leave_out", "--graph, from the cache"
INVENTORY = Case(
    name="inventory",
    title=f"An inventory of {INVENTORIED:,} services",
    text=(
        f"ansible-inventory, with its start, for {INVENTORIED:,} services in pages of 100, against a server that refuses "
        f"more than {LIMIT} requests a second. *beyond paging* is what it takes beyond the 2.5 s which that dictates. "
        "*leave_out*: hosts do without `tione_service` and `tione_settings`, of which Ansible otherwise prints 90 MB. "
        "*peak* is the memory of the largest process."
    ),
    seed=fleet(INVENTORIED),
    peers=(
        Peer(GRAPH, inventoried("--graph"), NEAR),
        Peer(LIST, inventoried("--list"), NEAR),
        Peer(LIST_LESS, inventoried("--list", leave_out=LARGE), NEAR),
        Peer(AGAIN, inventoried_again("--graph"), NEAR),
    ),
    columns=(
        CPU_SECONDS,
        WALL_SECONDS,
        Column("beyond paging", "beyond paging s", 1, 2),
        Column("peak", "peak MB", 1e-6),
        CALLS,
        THROTTLED,
    ),
    goals=(
        *(
            Goal(f"{name}: seconds beyond paging", name, "beyond paging", AT_MOST, 3)
            for name in (GRAPH, LIST, LIST_LESS)
        ),
        Goal("calls with a full cache", AGAIN, "calls", EXACTLY, 0, every=True),
    ),
    most_rounds=3,
)

CASES = {case.name: case for case in (SINGLE, LOOP, LATENCY, HOSTS, LISTING, HAMMER, FLEETS, INVENTORY)}
