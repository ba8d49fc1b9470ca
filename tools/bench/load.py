"""How many conversations can be begun in a second, and what memory the server then holds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luwte.site.node_programs import node
from tools.bench.figures import Figure, Table
from tools.bench.serving import Serving, serving
from tools.postgres import Cluster

FIRE = Path(__file__).with_name("fire.mjs")
CLIENTS = 8
#: So many processes make the requests beforehand.
MAKERS = 2


@dataclass(frozen=True)
class Amount:
    """How often, and how much each time."""

    runs: int
    starts: int
    warming: int


def measure(amount: Amount) -> list[Table]:
    tables = [table_of("SQLite", amount, {})]
    with Cluster(durable=True) as cluster:
        tables.append(table_of("PostgreSQL", amount, {"LUWTE_DATABASE": cluster.url}))
    return tables


def table_of(name: str, amount: Amount, variables: Mapping[str, str]) -> Table:
    with serving({"LUWTE_WORKERS": "2", **variables}) as instance:
        before = instance.memory()
        files = ready_made(instance, amount)
        for file in files:
            fire(instance, file, 0, amount.warming // MAKERS)
        used = instance.processor_seconds()
        runs = [
            fire(instance, files[run % MAKERS], skip, amount.starts)
            for run, skip in enumerate(skips(amount))
        ]
        used = instance.processor_seconds() - used
        after = instance.memory()
    started = sum(run["done"] for run in runs)
    return Table(
        f"Beginning conversations, {name}",
        f"{CLIENTS} clients, 2 workers, everything on this machine, LUWTE_WORK_COST=2; one start "
        "is one request that stores a conversation with six items, two envelopes, the phrase's "
        f"registration and spent work. {amount.runs} runs of {amount.starts} starts.",
        [
            Figure("starts", "/s", [run["done"] / run["seconds"] for run in runs], least=350),
            Figure("time of one, p95", "ms", [run["p95"] for run in runs], most=50, digits=1),
            Figure("time of one, median", "ms", [run["p50"] for run in runs], digits=1),
            Figure(
                *("processor time of the server for one", "ms", [used * 1000 / started]),
                digits=2,
                note="without the database's own" if variables else "",
            ),
            Figure(
                *("memory after load", "MiB", [after["pss"]]),
                most=250,
                note=f"PSS of all server processes; RSS summed {after['rss']:.0f} MiB; "
                f"before load {before['pss']:.0f} MiB",
            ),
        ],
    )


def skips(amount: Amount) -> list[int]:
    """Where each run begins in its file; no request is sent twice."""
    first = amount.warming // MAKERS
    return [first + run // MAKERS * amount.starts for run in range(amount.runs)]


def ready_made(instance: Serving, amount: Amount) -> list[Path]:
    """Files of requests, by the real protocol code."""
    town = instance.town(0)
    files = [instance.folder / f"starts-{maker}" for maker in range(MAKERS)]
    count = max(skips(amount)) + amount.starts
    task = {"do": "starts", "roster": town["roster"], "counsellor": town["person"], "count": count}
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda file: instance.people(**task, file=str(file)), files))
    return files


def fire(instance: Serving, file: Path, skip: int, count: int) -> dict[str, Any]:
    words = [str(file), str(instance.port), str(skip), str(count), str(CLIENTS)]
    done = subprocess.run([node(), str(FIRE), *words], stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    if set(told["statuses"]) != {"201"}:
        raise RuntimeError(f"not every start was accepted: {told['statuses']}")
    return told
