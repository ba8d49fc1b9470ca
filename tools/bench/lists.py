"""Whether a counsellor's list takes longer when others have many conversations."""

from __future__ import annotations

import http.client
import json
import re
import sqlite3
import statistics
import time
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import psycopg

from tools.bench.figures import Figure, Table
from tools.bench.serving import Serving, serving
from tools.postgres import Cluster

OWN = 200
SPAN = 1 << 18
#: Others: a counsellor has 100 conversations.
EACH = 100

#: How each database spells what the statements below leave open.
WORDS = {
    "sqlite": {
        "SERIES": "WITH RECURSIVE series(n) AS "
        "(SELECT FIRST UNION ALL SELECT n + 1 FROM series WHERE n < LAST)",
        "HEX": "printf('%032x', {})",
        "BLOB": "zeroblob(300)",
    },
    "postgresql": {
        "SERIES": "WITH series(n) AS (SELECT generate_series(FIRST::bigint, LAST::bigint))",
        "HEX": "lpad(to_hex({}), 32, '0')",
        "BLOB": "decode(repeat('00', 300), 'hex')",
    },
}
# The key spreads conversations over the table as chance would; see luwte.vault.keys.
STATEMENTS = """
INSERT INTO vault_conversation
  (key, public_id, purpose, state, head, length, epoch, needs_epoch, day, closed_before)
SERIES SELECT KEY, HEX(n), 'conversation', 'open', '', 3, 1, FALSE, '2026-01-01', FALSE
FROM series;

INSERT INTO vault_participation
  (key, conversation_id, person, role, sign, one_time, seeds_from, current, change)
SERIES SELECT KEY, KEY, PERSON, 'counsellor', '', FALSE, 1, TRUE, n FROM series;

INSERT INTO vault_participation
  (key, conversation_id, person, role, sign, one_time, seeds_from, current, change)
SERIES SELECT KEY + 1, KEY, HEX(n + 2000000000), 'reporter', '', FALSE, 1, TRUE, 0 FROM series;

INSERT INTO vault_item (key, conversation_id, seq, public_id, bytes, day)
SERIES SELECT KEY + seq, KEY, seq, HEX(n * 4 + seq), BLOB, '2026-01-01'
FROM series CROSS JOIN (SELECT 0 AS seq UNION ALL SELECT 1 UNION ALL SELECT 2) AS places;
"""


def measure(sizes: tuple[int, int], runs: int) -> list[Table]:
    tables = [table_of("SQLite", sizes, runs, {})]
    with Cluster(durable=True) as cluster:
        tables.append(table_of("PostgreSQL", sizes, runs, {"LUWTE_DATABASE": cluster.url}))
    return tables


def table_of(name: str, sizes: tuple[int, int], runs: int, variables: Mapping[str, str]) -> Table:
    with serving(variables) as instance:
        town = instance.town(0)
        fill(instance, town["person"], 1, OWN)
        at = OWN
        times: list[list[float]] = []
        for size in sizes:
            fill(instance, "", at + 1, size)
            at = size
            times.append([list_time(instance, town) for _ in range(runs)])
    small, large = (statistics.median(one) for one in times)
    counts = [f"{size:,} conversations" for size in sizes]
    return Table(
        f"A counsellor's list, {name}",
        f"`conversations/list` over HTTP, all {OWN} conversations of one counsellor; each run is "
        "the median of 60 calls.",
        [
            Figure(f"with {counts[0]}", "ms", times[0], digits=2),
            Figure(f"with {counts[1]}", "ms", times[1], digits=2),
            Figure("ratio", "", [large / small], most=1.2, digits=2),
        ],
    )


def list_time(instance: Serving, town: dict[str, Any], calls: int = 60) -> float:
    """Milliseconds, the median."""
    line = http.client.HTTPConnection("127.0.0.1", instance.port)
    cookies = town["cookies"]
    headers = {
        "Host": f"localhost:{instance.public_port}",
        "Origin": instance.origin,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies.get("luwte-csrf") or cookies.get("__Host-csrf", ""),
        "Content-Type": "application/json",
    }
    body = json.dumps({"after": 0, "limit": 200})
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        line.request("POST", "/api/v1/conversations/list", body, headers)
        answer = line.getresponse()
        told = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != 200 or len(json.loads(told)["conversations"]) < OWN:
            raise RuntimeError(f"{answer.status}: {told[:300]!r}")
    line.close()
    return statistics.median(times)


# --- A full database ----------------------------------------------------------------------------


def fill(instance: Serving, person: str, first: int, last: int) -> None:
    """Conversations numbered so, with two places and three items each; of one, or of others."""
    url = instance.environment.get("LUWTE_DATABASE", "")
    statements = spelled("postgresql" if url else "sqlite", person, first, last)
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in [*statements, "ANALYZE"]:
                connection.execute(statement.encode())
        return
    path = instance.folder / "data" / "luwte.sqlite3"
    with closing(sqlite3.connect(path, timeout=60)) as database, database:
        for statement in statements:
            database.execute(statement)


def spelled(vendor: str, person: str, first: int, last: int) -> list[str]:
    words = WORDS[vendor]
    text = STATEMENTS.replace("SERIES", words["SERIES"]).replace("BLOB", words["BLOB"])
    text = text.replace("FIRST", str(first)).replace("LAST", str(last))
    text = text.replace("PERSON", f"'{person}'" if person else f"HEX(n / {EACH} + 1000000)")
    text = text.replace("KEY", f"(((n * 7919) % 33554393) * 1048576 + n) * {SPAN}")
    text = re.sub(r"HEX\(([^()]*)\)", lambda found: words["HEX"].format(found[1]), text)
    return [one for one in text.split(";") if one.strip()]
