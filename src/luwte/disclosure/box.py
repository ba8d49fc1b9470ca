"""What a reader knows: how small and how large each printed count can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .bands import pooled_by
from .faults import Contradiction
from .frame import Frame
from .programme import UNBOUNDED, Columns, Draft, GivenUp, Programme, Values
from .tables import Place, Release, Table

#: No count of ours comes near; keeps a search for the largest finite.
MOST = 1_000_000

#: What is counted, and for each dimension that is narrowed down its finest categories, and when.
Key = tuple[str, frozenset[tuple[str, frozenset[str]]], frozenset[tuple[str, int]]]


@dataclass
class Line:
    """A count that stands somewhere in print, everything known of it taken together."""

    key: Key
    columns: Columns
    low: int
    high: int | None
    truth: int | None
    printed: bool
    value: int | None
    where: tuple[str, str, Place]


class Box:
    """A frame with every printed figure as a line with bounds."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self.frame = Frame(releases)
        self.lines: dict[Key, Line] = {}
        for release, table in self.frame.tables():
            floor = release.at_least if table.of == pooled_by(release) else 0
            least = 0 if release.hides_zeros or not _prints_a_zero(table) else 1
            truth = table.all_counts if table.counts is not None else {}
            for place, figure in table.figures.items():
                low, high = figure.bounds(least_hidden=least)
                if figure.kind == "rounded" and not self.frame.coordinates(table, place):
                    low = max(low, floor)
                workers = _workers(table, place)
                if workers is not None and figure.kind != "exact":
                    high = workers if high is None else min(high, workers)
                line = Line(
                    key_of(self.frame, release, table, place),
                    self.frame.columns_of(release, table, place),
                    low, high, truth.get(place), figure.kind == "exact",
                    figure.value, (release.id, table.id, place),
                )  # fmt: skip
                self._take(line)

    def _take(self, new: Line) -> None:
        old = self.lines.setdefault(new.key, new)
        if old is new:
            return
        old.low = max(old.low, new.low)
        old.high = old.high if new.high is None else min(new.high, _or_endless(old.high))
        old.printed = old.printed or new.printed
        old.truth = new.truth if old.truth is None else old.truth
        if old.high is not None and old.low > old.high:
            raise Contradiction(f"{old.where} and {new.where} can't both be true")

    @cached_property
    def ordered(self) -> list[Line]:
        return list(self.lines.values())

    @cached_property
    def has_exact(self) -> bool:
        return any(line.low == line.high for line in self.ordered)

    def draft(self, low: Sequence[float], high: Sequence[float]) -> Draft:
        """The integer programme of everything printed; row `i` is the `i`th line."""
        draft = Draft()
        never = set(self.frame.never.tolist())
        for column in range(self.frame.size):
            draft.column(0, 0 if column in never else MOST)
        for line, least, most in zip(self.ordered, low, high, strict=True):
            draft.row(least, line.columns, most)
        for one in self.frame.agreements:
            columns = np.concatenate([one.left, one.right])
            draft.row(0, columns, 0, [1.0] * len(one.left) + [-1.0] * len(one.right))
        return draft

    def outsider(self) -> tuple[list[float], list[float]]:
        """What everybody knows."""
        return [float(one.low) for one in self.ordered], [_top(one.high) for one in self.ordered]

    def shifted(self, own: int) -> tuple[list[float], list[float]]:
        """Counts of others that stand whoever `own` people are that take themselves away.

        Adding any `own` cases to such counts stays within what is printed.
        """
        low, high = self.outsider()
        return low, [most - own for most in high]

    def floored(self, own: int) -> tuple[list[float], list[float]]:
        """Counts that have `own` cases wherever there can be as many in truth."""
        low, high = self.outsider()
        for i, line in enumerate(self.ordered):
            known = own if line.truth is None else min(own, line.truth)
            low[i] = max(low[i], known)
        return low, high


def nearest(box: Box, bounds: tuple[list[float], list[float]]) -> Values | None:
    """Counts within these bounds, as near to the printed values as can be; None if none fit."""
    draft = box.draft(*bounds)
    for line in box.ordered:
        if line.value is not None and line.low != line.high:
            away = draft.column(0, MOST, 1.0, whole=False)
            columns = [*line.columns.tolist(), away]
            ones = [1.0] * len(line.columns)
            draft.row(line.value, columns, UNBOUNDED, [*ones, 1.0])
            draft.row(-UNBOUNDED, columns, line.value, [*ones, -1.0])
    try:
        found = Programme(draft, gap=0.05).solve()
    except GivenUp:
        return None
    return None if found is None else found[: box.frame.size]


def key_of(frame: Frame, release: Release, table: Table, place: Place) -> Key:
    """The same for one count, in whatever table and release it stands."""
    return key(frame, table.of, frame.coordinates(table, place), frozenset(frame.slots_of(release)))


def key(
    frame: Frame,
    of: str,
    at: Mapping[str, frozenset[str]],
    slots: frozenset[tuple[str, int]],
) -> Key:
    narrowed = {n: atoms for n, atoms in at.items() if len(atoms) < len(frame.atoms[n])}
    return of, frozenset(narrowed.items()), slots


def _prints_a_zero(table: Table) -> bool:
    return any(f.kind == "exact" and f.value == 0 for f in table.figures.values())


def _workers(table: Table, place: Place) -> int | None:
    known = [
        dimension.workers[code]
        for dimension, code in zip(table.dimensions, place, strict=True)
        if code in dimension.workers
    ]
    return min(known, default=None)


def _or_endless(value: int | None) -> int:
    return 2**31 if value is None else value


def _top(value: int | None) -> float:
    return UNBOUNDED if value is None else float(value)
