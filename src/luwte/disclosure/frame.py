"""The cells behind all printed figures, as unknown whole numbers that must agree.

A reader doesn't see tables, but one set of cases behind all of them. The frame names those
unknowns: for every table (or several that hang together in a ring) and every slot of time the
cells of single categories. Each printed figure is a sum of them. Tables that share dimensions
have to agree on what they share; laid out along a junction tree that is enough for one set of
cases behind them all to exist.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .periods import Period
from .programme import Columns
from .tables import MalformedTable, Place, Release, Table

Slot = tuple[str, int]
#: A ring of tables is only filled in when that takes no more unknowns than this in all.
MOST_UNKNOWNS = 40_000


@dataclass(frozen=True)
class Block:
    """The unknowns of one thing that is counted over some dimensions: slot × category × …"""

    of: str
    dimensions: tuple[str, ...]
    columns: NDArray[np.int64]


@dataclass(frozen=True)
class Agreement:
    """Two sums of unknowns that are the same number."""

    left: Columns
    right: Columns


class Frame:
    """Unknowns, agreements, and for each printed place the unknowns that it adds up.

    `is_exact` is False where a ring of tables was too large to fill in: the frame then allows
    more than one set of cases could give, and an audit over it must say so.
    """

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = tuple(releases)
        self._slots = _slots(self.releases)
        self.slots = tuple(dict.fromkeys(s for one in self.releases for s in self._slots[one.id]))
        self._codes = _atoms_of_codes(self.releases)
        self.atoms = {name: tuple(sorted(codes[""])) for name, codes in self._codes.items()}
        self.blocks: list[Block] = []
        self.agreements: list[Agreement] = []
        self.is_exact = True
        self.size = 0
        for of in dict.fromkeys(table.of for one in self.releases for table in one.tables):
            self._lay_out(of)
        self.never = self._never_counted()

    # --- laying out -------------------------------------------------------------------------

    def _lay_out(self, of: str) -> None:
        wanted = {
            frozenset(dimension.name for dimension in table.dimensions)
            for one in self.releases
            for table in one.tables
            if table.of == of
        }
        cliques = _cliques(wanted)
        if self.size + sum(map(self._cells, cliques)) > MOST_UNKNOWNS and not set(cliques) <= (
            largest := set(_largest(wanted))
        ):
            cliques, self.is_exact = sorted(largest, key=sorted), False
        first = len(self.blocks)
        for clique in cliques:
            names = tuple(sorted(clique))
            shape = (len(self.slots), *(len(self.atoms[name]) for name in names))
            count = int(np.prod(shape))
            columns = np.arange(self.size, self.size + count, dtype=np.int64).reshape(shape)
            self.blocks.append(Block(of, names, columns))
            self.size += count
        own = self.blocks[first:]
        for one, other in _joints(own) if self.is_exact else itertools.combinations(own, 2):
            self._agree(one, other)

    def _cells(self, clique: frozenset[str]) -> int:
        return len(self.slots) * int(np.prod([len(self.atoms[name]) for name in clique]))

    def _agree(self, one: Block, other: Block) -> None:
        shared = [name for name in one.dimensions if name in other.dimensions]
        choices = [range(len(self.slots)), *(range(len(self.atoms[name])) for name in shared)]
        for slot, *coordinates in itertools.product(*choices):
            at = dict(zip(shared, coordinates, strict=True))
            self.agreements.append(Agreement(_cut(one, slot, at), _cut(other, slot, at)))

    def _never_counted(self) -> Columns:
        """Unknowns that are 0: categories that a table of that time doesn't have."""
        found: list[Columns] = []
        for one, table in self.tables():
            for dimension in table.dimensions:
                listed = set().union(*(self.atoms_of(dimension.name, c) for c in dimension.codes
                                       if c != dimension.total))  # fmt: skip
                missing = [a for a in self.atoms[dimension.name] if a not in listed]
                for block in self.blocks if missing else ():
                    if block.of == table.of and dimension.name in block.dimensions:
                        found.append(self._select(block, {dimension.name: missing}, one))
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    # --- asking -----------------------------------------------------------------------------

    def tables(self) -> Iterable[tuple[Release, Table]]:
        for one in self.releases:
            for table in one.tables:
                yield one, table

    def slots_of(self, release: Release) -> tuple[Slot, ...]:
        return self._slots[release.id]

    def atoms_of(self, dimension: str, code: str) -> frozenset[str]:
        """The finest categories behind a code, as all releases together know them."""
        return self._codes[dimension][code]

    def coordinates(self, table: Table, place: Place) -> dict[str, frozenset[str]]:
        """For each dimension that a place narrows down: its finest categories."""
        return {
            dimension.name: self.atoms_of(dimension.name, code)
            for dimension, code in zip(table.dimensions, place, strict=True)
            if code != dimension.total
        }

    def block_of(self, of: str, names: Iterable[str]) -> Block:
        wanted = set(names)
        fitting = [b for b in self.blocks if b.of == of and wanted <= set(b.dimensions)]
        return min(fitting, key=lambda block: block.columns.size)

    def columns_of(self, release: Release, table: Table, place: Place) -> Columns:
        """The unknowns that add up to a printed figure."""
        block = self.block_of(table.of, (d.name for d in table.dimensions))
        return self._select(block, self.coordinates(table, place), release)

    def _select(self, block: Block, at: Mapping[str, Iterable[str]], release: Release) -> Columns:
        slots = [self.slots.index(slot) for slot in self._slots[release.id]]
        axes: list[Sequence[int]] = [slots]
        for name in block.dimensions:
            every = self.atoms[name]
            axes.append(
                [every.index(atom) for atom in at[name]] if name in at else range(len(every))
            )
        return np.sort(block.columns[np.ix_(*axes)].ravel())


def _cut(block: Block, slot: int, at: Mapping[str, int]) -> Columns:
    """The unknowns of a block in one slot, at these coordinates."""
    where = tuple(at.get(name, slice(None)) for name in block.dimensions)
    return np.atleast_1d(block.columns[(slot, *where)]).ravel()


def _slots(releases: Sequence[Release]) -> dict[str, tuple[Slot, ...]]:
    """For each release the slots of time that it covers, cut where any period begins or ends."""
    periods = [one.period for one in releases if one.period is not None]
    edges = [edge for period in periods for edge in (period.start, period.end)]
    found: dict[str, tuple[Slot, ...]] = {}
    for one in releases:
        if isinstance(one.period, Period):
            found[one.id] = tuple(("", start) for start, _ in one.period.slots(edges))
        else:
            found[one.id] = ((one.id, 0),)
    return found


def _atoms_of_codes(releases: Sequence[Release]) -> dict[str, dict[str, frozenset[str]]]:
    """For each dimension, by its name, what each code adds up; `""` is everything.

    A category of one table that is a group in another stands for the categories of that group.
    """
    below: dict[str, dict[str, set[str]]] = {}
    totals: dict[str, set[str]] = {}
    for one in releases:
        for dimension in (d for table in one.tables for d in table.dimensions):
            known = below.setdefault(dimension.name, {})
            totals.setdefault(dimension.name, set()).add(dimension.total)
            for code in dimension.categories:
                known.setdefault(code, set())
            for child, parent in dimension.parents.items():
                known.setdefault(parent, set()).add(child)
    for name, known in below.items():
        if both := totals[name] & set(known):
            raise MalformedTable(f"dimension {name!r}: {min(both)!r} is a total elsewhere")
    return {name: _finest(name, known, totals[name]) for name, known in below.items()}


def _finest(
    name: str, below: Mapping[str, set[str]], totals: set[str]
) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}

    def under(code: str, path: tuple[str, ...]) -> frozenset[str]:
        if code in path:
            raise MalformedTable(f"dimension {name!r}: {code!r} is its own group")
        if code not in found:
            children = [under(child, (*path, code)) for child in below.get(code, ())]
            found[code] = frozenset().union(*children) if children else frozenset({code})
        return found[code]

    for code in below:
        under(code, ())
    everything = frozenset().union(*found.values())
    return {**found, **dict.fromkeys(totals, everything), "": everything}


def _largest(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Those that aren't inside another."""
    every = set(sets)
    return sorted((one for one in every if not any(one < other for other in every)), key=sorted)


def _cliques(tables: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The cliques of a chordal graph over the dimensions in which each table's are joined.

    Dimensions leave one by one, the one first whose neighbours miss the fewest joints.
    """
    near: dict[str, set[str]] = {}
    for table in tables:
        for name in table:
            near.setdefault(name, set()).update(table - {name})
    cliques: list[frozenset[str]] = [frozenset()] if not near else []
    while near:
        leaves = min(sorted(near), key=lambda name: (_missing(near, name), len(near[name])))
        neighbours = near.pop(leaves)
        cliques.append(frozenset({leaves, *neighbours}))
        for one in neighbours:
            near[one].discard(leaves)
            near[one].update(neighbours - {one})
    return _largest(cliques)


def _missing(near: Mapping[str, set[str]], name: str) -> int:
    pairs = itertools.combinations(sorted(near[name]), 2)
    return sum(other not in near[one] for one, other in pairs)


def _joints(blocks: Sequence[Block]) -> list[tuple[Block, Block]]:
    """A junction tree: the pairs that share most, as long as they close no ring."""
    root = list(range(len(blocks)))
    pairs = sorted(
        itertools.combinations(range(len(blocks)), 2),
        key=lambda pair: -len({*blocks[pair[0]].dimensions} & {*blocks[pair[1]].dimensions}),
    )
    chosen = []
    for one, other in pairs:
        if root[one] != root[other]:
            old, new = root[one], root[other]
            root = [new if mark == old else mark for mark in root]
            chosen.append((blocks[one], blocks[other]))
    return chosen
