"""Tables for the tests: made up, of the sizes that annual reports have."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Mapping, Sequence

from luwte.disclosure import Dimension, Release, Table, read_period

SECRET = b"a secret for tests, 32 bytes long"

UNIT = Dimension(
    "unit",
    tuple(f"Unit {i}" for i in range(1, 9)),
    parents={f"Unit {i}": "North" if i < 5 else "South" for i in range(1, 9)},
)
SUBJECT = Dimension("subject", ("bullying", "intimidation", "discrimination", "violence", "other"))
ROUTE = Dimension("route", ("no step", "own talk", "mediation", "complaint"))
ROLE = Dimension("role", ("reporter", "witness", "accused"))

Case = Mapping[str, str]


def dimension(name: str, codes: str) -> Dimension:
    return Dimension(name, tuple(codes.split()))


def table(counts: Mapping[str, Sequence[int]], columns: str, name: str = "t") -> Table:
    """A table of rows by name, with these columns."""
    rows, heads = Dimension("row", tuple(counts)), dimension("column", columns)
    return Table(
        name,
        (rows, heads),
        {
            (row, head): count
            for row, line in counts.items()
            for head, count in zip(heads.categories, line, strict=True)
        },
    )


def cases(chance: random.Random, number: int) -> list[Case]:
    """People who came, most of them to a few of the categories."""
    return [
        {
            d.name: chance.choices(d.categories, [1 / (i + 1) for i in range(len(d.categories))])[0]
            for d in (UNIT, SUBJECT, ROUTE, ROLE)
        }
        for _ in range(number)
    ]


def counted(people: Iterable[Case], *dimensions: Dimension, name: str = "") -> Table:
    counts: dict[tuple[str, ...], int] = {}
    for one in people:
        place = tuple(one[d.name] for d in dimensions)
        counts[place] = counts.get(place, 0) + 1
    return Table(name or " by ".join(d.name for d in dimensions), dimensions, counts)


def release(name: str, *tables: Table, period: str | None = None) -> Release:
    return Release(name, tables, read_period(period or name))


def linked(people: Sequence[Case], name: str = "2025") -> Release:
    """What a report of a year holds: tables that share their dimensions."""
    return release(
        name, counted(people, UNIT, SUBJECT), counted(people, SUBJECT, ROUTE), counted(people, ROLE)
    )


def random_table(chance: random.Random, rows: int, columns: int, mean: float) -> Table:
    first = Dimension("unit", tuple(f"u{i}" for i in range(rows)))
    second = Dimension("subject", tuple(f"s{i}" for i in range(columns)))
    places = itertools.product(first.categories, second.categories)
    return Table(
        "t", (first, second), {place: int(chance.expovariate(1 / mean)) for place in places}
    )
