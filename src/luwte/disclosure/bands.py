"""What to publish when there are hardly any cases: one wide band, or several years together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from .figures import HIDDEN, band
from .periods import Period
from .tables import MalformedTable, Place, Release, Table

#: What comes before all else that is counted: how many there are decides for all of it.
CASES = "cases"


def pooled_by(release: Release) -> str | None:
    """What decides whether there is enough to print: cases, or the only thing that is counted."""
    things = {table.of for table in release.tables}
    return CASES if CASES in things else things.pop() if len(things) == 1 else None


def is_banded(release: Release, below: int) -> bool:
    """Whether there is too little to print."""
    counted = [t for t in release.tables if t.of == CASES] or release.tables
    return all(max(table.all_counts.values()) < below for table in counted)


def band_release(release: Release, below: int) -> Release:
    """Every figure as `fewer than below`: the band begins at 0, so a year without cases is alike.

    What is counted beside cases is hidden, however much of it there is: three cases can bring a
    dozen kinds of behaviour, and a year without any can't. A count of `below` or more that ought
    to be in a band is an error.
    """
    has_cases = any(table.of == CASES for table in release.tables)
    tables = []
    for table in release.tables:
        beside = has_cases and table.of != CASES
        if not beside and max(table.all_counts.values()) >= below:
            raise MalformedTable(f"{release.id}, {table.id}: not every count is below {below}")
        figure = HIDDEN if beside else band(0, below - 1)
        tables.append(table.with_figures(dict.fromkeys(table.places, figure)))
    hides = any(table.of != CASES for table in tables) and has_cases
    return replace(release, tables=tuple(tables), hides_zeros=release.hides_zeros or hides)


def pool_years(releases: Sequence[Release], identifier: str) -> Release:
    """The counts of several releases with the same tables added up, as one of a longer period."""
    periods = sorted(one.period for one in releases if one.period is not None)
    if len(periods) != len(releases) or any(
        one.end != other.start for one, other in itertools.pairwise(periods)
    ):
        raise MalformedTable("only periods that follow each other can be taken together")
    first = releases[0]
    tables = [_added(table, [one.table(table.id) for one in releases]) for table in first.tables]
    return Release(
        identifier, tuple(tables), Period(periods[0].start, periods[-1].end), first.workers
    )


def _added(shape: Table, tables: Sequence[Table]) -> Table:
    sums: dict[Place, int] = {}
    for table in tables:
        if [d.codes for d in table.dimensions] != [d.codes for d in shape.dimensions]:
            raise MalformedTable(f"table {shape.id!r} has other categories in another year")
        for place in table.inner:
            sums[place] = sums.get(place, 0) + table.all_counts[place]
    return Table(shape.id, shape.dimensions, sums, {}, shape.of)
