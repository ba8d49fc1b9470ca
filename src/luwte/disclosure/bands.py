"""What to publish when there are hardly any cases: one wide band, or several years together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .figures import band
from .periods import Period
from .tables import MalformedTable, Place, Release, Table


def fewest(release: Release) -> int:
    """The smallest number of anything that the release counts in all."""
    totals = {
        table.of: table.all_counts[tuple(dimension.total for dimension in table.dimensions)]
        for table in release.tables
    }
    return min(totals.values())


def band_release(release: Release, below: int) -> Release:
    """Every figure as `fewer than below`: the band begins at 0, so a year without cases is alike.

    A count of `below` or more doesn't fit, and is an error.
    """
    for table in release.tables:
        if max(table.all_counts.values()) >= below:
            raise MalformedTable(f"{release.id}, {table.id}: not every count is below {below}")
    figure = band(0, below - 1)
    return release.with_tables(
        table.with_figures(dict.fromkeys(table.places, figure)) for table in release.tables
    )


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
