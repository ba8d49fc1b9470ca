"""What an attacker would like to know: printed counts, and differences of nested ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .box import Box, Key, key_of
from .frame import Block
from .programme import Columns

Slots = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Target:
    """A count, printed or a difference of two printed ones, that must stay uncertain."""

    key: Key
    columns: Columns
    where: tuple[str, str, tuple[str, ...]]
    minus: tuple[str, str, tuple[str, ...]] | None = None
    known: int | None = None


def all_targets(box: Box) -> list[Target]:
    """Printed counts that aren't exact, and every difference of two nested printed counts."""
    found: dict[Key, Target] = {}
    for line in box.ordered:
        known = line.low if line.low == line.high else None
        found[line.key] = Target(line.key, line.columns, line.where, None, known)
    for target in itertools.chain(
        _by_category(box), _by_time(box), _single_slots(box), _left_out(box)
    ):
        found.setdefault(target.key, target)
    return list(found.values())


def _left_out(box: Box) -> Iterator[Target]:
    """Places of a table that don't stand in print: the rest may give them away."""
    for release, table in box.frame.tables():
        for place in table.places:
            if place not in table.figures:
                yield Target(
                    key_of(box.frame, release, table, place),
                    box.frame.columns_of(release, table, place),
                    (release.id, table.id, place),
                )


def _by_category(box: Box) -> Iterator[Target]:
    """Nested in one dimension, all else the same: `all of Group1 but A`."""
    families: dict[tuple[Key, str], list[tuple[str, frozenset[str] | None, Key]]] = {}
    for of, at, slots in box.lines:
        for name, atoms in at:
            rest = at - {(name, atoms)}
            family = ((of, rest, slots), name)
            families.setdefault(family, []).append((name, atoms, (of, at, slots)))
    for (whole, name), members in families.items():
        of, rest, slots = whole
        if whole in box.lines:
            members.append((name, frozenset(box.frame.atoms[name]), whole))
        for (_, large, over), (_, small, under) in itertools.permutations(members, 2):
            if small is not None and large is not None and small < large:
                at = frozenset({*rest, (name, large - small)})
                yield from _difference(box, (of, at, slots), over, under)


def _by_time(box: Box) -> Iterator[Target]:
    """The same count in nested periods: `2025 but its first quarter`."""
    families: dict[object, list[Key]] = {}
    for of, at, slots in box.lines:
        families.setdefault((of, at), []).append((of, at, slots))
    for members in families.values():
        for over, under in itertools.permutations(members, 2):
            if under[2] < over[2]:
                yield from _difference(box, (over[0], over[1], over[2] - under[2]), over, under)


def _single_slots(box: Box) -> Iterator[Target]:
    """The same count in each slot of time alone: the fourth quarter, from three and the year."""
    for line in box.ordered:
        of, at, slots = line.key
        if len(slots) > 1:
            for slot in slots:
                one: Key = (of, at, frozenset({slot}))
                if one not in box.lines and (columns := columns_of(box, one)) is not None:
                    yield Target(one, columns, line.where, line.where)


def _difference(box: Box, wanted: Key, over: Key, under: Key) -> Iterator[Target]:
    columns = columns_of(box, wanted)
    if columns is None or not len(columns):
        return
    large, small = box.lines[over], box.lines[under]
    known = None
    if large.low == large.high and small.low == small.high:
        known = large.low - small.low
    yield Target(wanted, columns, large.where, small.where, known)


def columns_of(box: Box, wanted: Key) -> Columns | None:
    """The unknowns that a key adds up; None when no table shows its dimensions together."""
    of, at, slots = wanted
    places = dict(at)
    fitting = [b for b in box.frame.blocks if b.of == of and set(places) <= set(b.dimensions)]
    if not fitting:
        return None
    block: Block = min(fitting, key=lambda one: one.columns.size)
    axes = [[box.frame.slots.index(slot) for slot in slots]]
    for name in block.dimensions:
        every = box.frame.atoms[name]
        axes.append([every.index(atom) for atom in places.get(name, every)])
    return np.sort(block.columns[np.ix_(*axes)].ravel())


@dataclass(frozen=True)
class Group:
    """Everybody in one place, and those of them in one category: never shown to be the same."""

    everybody: Columns
    part: Columns
    where: tuple[str, str, tuple[str, ...]]
    part_where: tuple[str, str, tuple[str, ...]]


def all_groups(box: Box) -> Iterator[Group]:
    """Each group that is narrowed down at all, with each of its categories in print."""
    for of, at, slots in box.lines:
        for name, atoms in at:
            whole: Key = (of, at - {(name, atoms)}, slots)
            if whole in box.lines and whole[1]:
                large, small = box.lines[whole], box.lines[of, at, slots]
                yield Group(large.columns, small.columns, large.where, small.where)
