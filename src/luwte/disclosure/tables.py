"""What is published: tables of counts, the releases they are part of, and all releases so far."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from .figures import Figure
from .periods import Period, read_period

Place = tuple[str, ...]


class MalformedTable(ValueError):
    """A table that can't be: says where and why."""


@dataclass(frozen=True)
class Dimension:
    """One way in which cases are told apart, with its total and its groups.

    `parents` names the group of a category, or of a group: `{"A": "Group1", "Group1": "North"}`.
    `workers` tells how many people belong to a category; `trait` that it is a personal trait.
    """

    name: str
    categories: tuple[str, ...]
    total: str = "Total"
    parents: Mapping[str, str] = field(default_factory=dict)
    workers: Mapping[str, int] = field(default_factory=dict)
    trait: bool = False

    def __post_init__(self) -> None:
        if not self.categories:
            raise MalformedTable(f"dimension {self.name!r} has no categories")
        if len(set(self.categories)) < len(self.categories):
            raise MalformedTable(f"dimension {self.name!r} names a category twice")
        if self.total in {*self.categories, *self.parents, *self.parents.values()}:
            raise MalformedTable(f"dimension {self.name!r}: {self.total!r} is the total already")
        for code in self.parents:
            if code not in self.categories and code not in self.parents.values():
                raise MalformedTable(f"dimension {self.name!r}: {code!r} has a parent but no count")
            self._climb(code)
        for code in self.categories:
            if code in self.parents.values():
                raise MalformedTable(f"dimension {self.name!r}: {code!r} is category and group")
        for code in self.workers:
            if code not in self.codes:
                raise MalformedTable(f"dimension {self.name!r}: workers of unknown {code!r}")

    def _climb(self, code: str) -> list[str]:
        """This code and every group above it."""
        path = [code]
        while path[-1] in self.parents:
            path.append(self.parents[path[-1]])
            if path[-1] in path[:-1]:
                raise MalformedTable(f"dimension {self.name!r}: {code!r} is its own group")
        return path

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.parents.values()))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Categories, then groups, then the total."""
        return (*self.categories, *self.groups, self.total)

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """Which categories a code stands for."""
        found: dict[str, set[str]] = {self.total: set(self.categories)}
        for category in self.categories:
            for code in self._climb(category):
                found.setdefault(code, set()).add(category)
        return {code: frozenset(found[code]) for code in self.codes}


@dataclass(frozen=True)
class Table:
    """Counts over some dimensions, and the figures that stand for them in print.

    `of` says what is counted. Only tables of the same thing add up to the same totals.
    A category that isn't counted is 0. Tables read from what was published may have no counts.
    """

    id: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Place, int] | None
    figures: Mapping[Place, Figure] = field(default_factory=dict)
    of: str = "cases"

    def __post_init__(self) -> None:
        names = [dimension.name for dimension in self.dimensions]
        if len(set(names)) < len(names):
            raise MalformedTable(f"table {self.id!r} has a dimension twice")
        known = [set(dimension.codes) for dimension in self.dimensions]
        for place in itertools.chain(self.counts or (), self.figures):
            if len(place) != len(known):
                raise MalformedTable(f"table {self.id!r}: {list(place)} has another length")
            for code, codes, name in zip(place, known, names, strict=True):
                if code not in codes:
                    raise MalformedTable(f"table {self.id!r}: no {code!r} in dimension {name!r}")
        self._check_counts()

    def _check_counts(self) -> None:
        for place, count in (self.counts or {}).items():
            if count < 0:
                raise MalformedTable(f"table {self.id!r}: {list(place)} is below 0")
            if place in self.inner:
                continue
            if count != self.all_counts[place]:
                raise MalformedTable(
                    f"table {self.id!r}: {list(place)} is {count}, "
                    f"yet its categories add up to {self.all_counts[place]}"
                )

    @cached_property
    def inner(self) -> frozenset[Place]:
        """The places of single categories."""
        return frozenset(itertools.product(*(d.categories for d in self.dimensions)))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every cell that is printed: categories, groups and totals."""
        return tuple(itertools.product(*(d.codes for d in self.dimensions)))

    @cached_property
    def all_counts(self) -> Mapping[Place, int]:
        """The count of every place, margins included. Only for a table with counts."""
        if self.counts is None:
            raise MalformedTable(f"table {self.id!r} has no counts")
        sums = dict.fromkeys(self.places, 0)
        above = [self._above(dimension) for dimension in self.dimensions]
        for place, count in self.counts.items():
            if count and place in self.inner:
                for one in itertools.product(
                    *(up[code] for up, code in zip(above, place, strict=True))
                ):
                    sums[one] += count
        return sums

    @staticmethod
    def _above(dimension: Dimension) -> dict[str, list[str]]:
        return {
            category: [code for code, members in dimension.members.items() if category in members]
            for category in dimension.categories
        }

    def with_figures(self, figures: Mapping[Place, Figure]) -> Table:
        """The same table in print."""
        return replace(self, figures=dict(figures))

    def without_counts(self) -> Table:
        """Only what is printed."""
        return replace(self, counts=None)


@dataclass(frozen=True)
class Release:
    """Tables that are published at once.

    `period` is what links releases: those of the same or overlapping months count the same cases.
    Without one, a release is about cases of its own. A release that `corrects` an earlier one may
    contradict it. `hides_zeros`: among what is hidden there may be zeros. `at_least`: how many
    cases there are, since figures of fewer would have been a band.
    """

    id: str
    tables: tuple[Table, ...]
    period: Period | None = None
    workers: int | None = None
    corrects: str | None = None
    hides_zeros: bool = False
    commitment: str | None = None
    at_least: int = 0

    def __post_init__(self) -> None:
        ids = [table.id for table in self.tables]
        if not ids:
            raise MalformedTable(f"release {self.id!r} has no tables")
        if len(set(ids)) < len(ids):
            raise MalformedTable(f"release {self.id!r} has a table twice")

    @property
    def is_published(self) -> bool:
        return all(table.figures for table in self.tables)

    def table(self, name: str) -> Table:
        return next(table for table in self.tables if table.id == name)

    def with_tables(self, tables: Iterable[Table]) -> Release:
        return replace(self, tables=tuple(tables))

    def without_counts(self) -> Release:
        return self.with_tables(table.without_counts() for table in self.tables)


@dataclass(frozen=True)
class Ledger:
    """Every release so far, in the order of publication. Only ever grows."""

    releases: tuple[Release, ...] = ()

    def __post_init__(self) -> None:
        ids = [release.id for release in self.releases]
        if len(set(ids)) < len(ids):
            raise MalformedTable(f"the ledger has a release twice: {', '.join(sorted(ids))}")

    def and_then(self, release: Release) -> Ledger:
        """The ledger after this release."""
        return Ledger((*self.releases, release))

    def __iter__(self) -> Iterator[Release]:
        return iter(self.releases)


def period_of(identifier: str) -> Period | None:
    """The period that a release's own name tells, as in `2025` or `2025-Q1`."""
    return read_period(identifier)
