"""Sets of counts that fit what is printed. Three that differ prove that nobody can tell."""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .box import MOST, Box, nearest
from .frame import Block
from .programme import UNBOUNDED, GivenUp, Programme, Values
from .targets import Group, Target

#: So many values of a count have to stay possible.
Found = dict[int, set[int]]
#: How often a case is added or moved at random before the solver is asked.
TRIES = 8
#: So many sets of counts are made by moving cases about before the solver is asked.
WALKS = 1


class Witnesses:
    """Finds counts within bounds, cheaply first: by adding and taking away single cases.

    What it finds proves a pass. That it finds nothing proves nothing: ask `extremes`.
    """

    def __init__(
        self, box: Box, low: Sequence[float], high: Sequence[float], *, seed: int = 1
    ) -> None:
        self._box = box
        self._low = np.array(low)
        self._high = np.array(high)
        self._random = random.Random(seed)  # noqa: S311 - where to look first, no secret
        self.programme = Programme(box.draft(low, high))
        self.solves = 0
        #: Whether a question stayed without an answer: then nothing may pass on this account.
        self.gave_up = False
        self.known: list[Values] = []
        self._rows_of = _rows_of_columns(box)
        self._never = set(box.frame.never.tolist())
        self._spots = _Spots(box)

    def solve(self, cost: NDArray[np.float64] | None = None) -> Values | None:
        self.solves += 1
        try:
            found = self.programme.solve(cost)
        except GivenUp:
            self.gave_up = True
            return None
        if found is not None:
            self.known.append(found)
        return found

    def begin(self, guess: Values | None = None) -> bool:
        """Whether there is any; a guess that fits saves a question."""
        if guess is None or not self._fits(guess):
            guess = nearest(self._box, (self._low.tolist(), self._high.tolist()))
            self.solves += 1
        if guess is not None:
            self.known.append(guess)
        return guess is not None

    def _fits(self, guess: Values) -> bool:
        frame = self._box.frame
        if guess.min(initial=0) < 0 or guess[frame.never].any():
            return False
        if any(guess[a.left].sum() != guess[a.right].sum() for a in frame.agreements):
            return False
        sums = self.sums(guess)
        return bool(np.all(sums >= self._low) and np.all(sums <= self._high))

    def sums(self, values: Values) -> Values:
        return np.array([values[line.columns].sum() for line in self._box.ordered], dtype=np.int64)

    # --- three values each ------------------------------------------------------------------

    def differing(self, targets: Sequence[Target], needed: int, *, rounds: int = 8) -> Found:
        """For each target, by its number, values that it can have: `needed` where found."""
        found: Found = {i: set() for i in range(len(targets))}
        for witness in list(self.known):
            self._from(witness, targets, found, needed)
        for step in range(WALKS + rounds):
            open_ones = [i for i, values in found.items() if len(values) < needed]
            if not open_ones or not self.known:
                break
            before = sum(len(found[i]) for i in open_ones)
            walks = step < WALKS
            other = self._walked() if walks else self.solve(self._push(targets, open_ones))
            if other is None:
                break
            self._from(other, targets, found, needed)
            if not walks and sum(len(found[i]) for i in open_ones) == before:
                break
        return found

    def _walked(self) -> Values:
        """Another set of counts that fits: cases moved about at random."""
        now = self.known[-1]
        sums = self.sums(now)
        for _ in range(3 * self._box.frame.size // 2):
            column = int(self._random.random() * self._box.frame.size)
            change = self._spots.drawn_in(column, now, self._random)
            moved = self._changed(now, sums, change) if change else None
            if moved is not None:
                now, sums = moved
        self.known.append(now)
        return now

    def _push(self, targets: Sequence[Target], which: Iterable[int]) -> NDArray[np.float64]:
        cost = np.zeros(self._box.frame.size)
        for i in which:
            cost[targets[i].columns] += self._random.choice((-1.0, 1.0)) * self._random.random()
        return cost

    def _from(self, witness: Values, targets: Sequence[Target], found: Found, needed: int) -> None:
        sums = self.sums(witness)
        for i, target in enumerate(targets):
            values = found[i]
            if len(values) < needed:
                values.add(int(witness[target.columns].sum()))
            if len(values) < needed:
                self._step(witness, sums, target, values, needed)

    def _step(
        self, witness: Values, sums: Values, target: Target, values: set[int], needed: int
    ) -> None:
        """Add cases inside the target, or take some away, while the bounds allow it."""
        for sign in (1, -1):
            now, now_sums = witness, sums
            for _ in range(needed - 1):
                moved = self._moved(now, now_sums, target, sign)
                if moved is None:
                    break
                now, now_sums = moved
                values.add(int(now[target.columns].sum()))
                if len(values) >= needed:
                    return

    def _moved(
        self, witness: Values, sums: Values, target: Target, sign: int
    ) -> tuple[Values, Values] | None:
        """One case more inside the target (or fewer), alone or moved from elsewhere."""
        inside = set(target.columns.tolist())
        filled = target.columns[witness[target.columns] > 0] if sign < 0 else target.columns
        for attempt in range(TRIES if len(filled) else 0):
            column = int(filled[int(self._random.random() * len(filled))])
            if attempt == 0 or sign < 0:
                spot = self._spots.through(column, self._random, witness if sign < 0 else None)
                change = dict.fromkeys(self._spots.columns(spot), sign)
            if attempt and sign < 0:
                for other in self._spots.columns(self._spots.near(spot, self._random)):
                    change[other] = change.get(other, 0) + 1
            elif attempt:
                change = self._spots.drawn_in(column, witness, self._random)
            if attempt and sum(change.get(one, 0) for one in inside) != sign:
                continue
            if (moved := self._changed(witness, sums, change)) is not None:
                return moved
        return None

    def _changed(
        self, witness: Values, sums: Values, change: dict[int, int]
    ) -> tuple[Values, Values] | None:
        """The witness after this change, if that still fits."""
        rows: dict[int, int] = {}
        for column, by in change.items():
            if by and (column in self._never or witness[column] + by < 0):
                return None
            for row in self._rows_of[column] if by else ():
                rows[row] = rows.get(row, 0) + by
        for row, by in rows.items():
            if by and not self._low[row] <= sums[row] + by <= self._high[row]:
                return None
        after, after_sums = witness.copy(), sums.copy()
        for column, by in change.items():
            after[column] += by
        for row, by in rows.items():
            after_sums[row] += by
        return after, after_sums

    def extremes(self, target: Target) -> tuple[int, int] | None:
        """The least and the most that a target can be; None if nothing fits or it took too long."""
        cost = np.zeros(self._box.frame.size)
        cost[target.columns] = 1.0
        least = self.solve(cost)
        if least is None:
            return None
        low = int(least[target.columns].sum())
        try:
            self.solves += 1
            most = self.programme.solve(-cost)
        except GivenUp:
            self.gave_up = True
            return None
        return None if most is None else (low, int(most[target.columns].sum()))

    def between(self, target: Target, low: int, high: int, wanted: int) -> set[int]:
        """Up to so many values strictly between that are possible too."""
        found: set[int] = set()
        cost = np.zeros(self._box.frame.size)
        row = self._extra_row(target)
        floor = low + 1
        while len(found) < wanted and floor < high:
            self.programme.bound_row(row, floor, high - 1)
            cost[target.columns] = 1.0
            values = self.solve(cost)
            if values is None:
                break
            found.add(int(values[target.columns].sum()))
            floor = max(found) + 1
        self.programme.bound_row(row, -UNBOUNDED, UNBOUNDED)
        return found

    def _extra_row(self, target: Target) -> int:
        return self.programme.add_row(target.columns)

    def values_with(self, own: Iterable[tuple[int, int]], target: Target, needed: int) -> set[int]:
        """Values of a target when there are at least so many cases in these unknowns."""
        held = list(own)
        for column, number in held:
            self.programme.bound_column(column, number, MOST)
        extremes = self.extremes(target)
        values: set[int] = set() if extremes is None else set(extremes)
        if extremes is not None and len(values) < needed <= extremes[1] - extremes[0] + 1:
            values |= self.between(target, *extremes, needed - len(values))
        for column, _ in held:
            self.programme.bound_column(column, 0, 0 if column in self._never else MOST)
        return values

    def one_more_outside(self, group: Group) -> bool:
        """Whether a single case can be added to the group but outside this part of it."""
        inside = set(group.part.tolist())
        outside = np.array([c for c in group.everybody.tolist() if c not in inside], dtype=np.int64)
        if not len(outside) or not self.known or not inside <= set(group.everybody.tolist()):
            return False
        witness = self.known[0]
        rest = Target(("", frozenset(), frozenset()), outside, group.where)
        return self._moved(witness, self.sums(witness), rest, 1) is not None


@dataclass(frozen=True)
class _Spot:
    """Everything about one case: what it counts as, when, and its category in each dimension."""

    of: str
    slot: int
    at: tuple[tuple[str, int], ...]


class _Spots:
    """Cases, and the unknowns that count them: one in each block."""

    def __init__(self, box: Box) -> None:
        self._frame = box.frame
        self._blocks = {int(block.columns.flat[0]): block for block in box.frame.blocks}
        self._firsts = sorted(self._blocks)
        self._sizes = {name: len(atoms) for name, atoms in box.frame.atoms.items()}
        self._dimensions: dict[str, tuple[str, ...]] = {}
        for block in box.frame.blocks:
            known = self._dimensions.get(block.of, ())
            self._dimensions[block.of] = tuple(dict.fromkeys((*known, *block.dimensions)))

    def through(self, column: int, chance: random.Random, counted: Values | None = None) -> _Spot:
        """A case in this unknown, else at random; one that is `counted`, where there can be."""
        block, slot, known = self._where(column)
        for other in self._frame.blocks if counted is not None else ():
            free = [name for name in other.dimensions if name not in known]
            if other.of == block.of and free and counted is not None:
                cut = tuple(known.get(name, slice(None)) for name in other.dimensions)
                filled = np.argwhere(counted[other.columns[(slot, *cut)]] > 0)
                if len(filled):
                    picked = filled[int(chance.random() * len(filled))]
                    known.update(zip(free, (int(one) for one in picked), strict=True))
        at = tuple(
            (name, known[name] if name in known else int(chance.random() * self._sizes[name]))
            for name in self._dimensions[block.of]
        )
        return _Spot(block.of, slot, at)

    def _where(self, column: int) -> tuple[Block, int, dict[str, int]]:
        first = self._firsts[bisect.bisect_right(self._firsts, column) - 1]
        block = self._blocks[first]
        slot, *coordinates = np.unravel_index(column - first, block.columns.shape)
        places = (int(one) for one in coordinates)
        return block, int(slot), dict(zip(block.dimensions, places, strict=True))

    def drawn_in(self, column: int, witness: Values, chance: random.Random) -> dict[int, int]:
        """One case moved into this unknown from where one thing about it is different."""
        block, slot, known = self._where(column)
        axis = int(chance.random() * (1 + len(block.dimensions)))
        here = (slot, *known.values())
        cut: tuple[int | slice, ...] = (*here[:axis], slice(None), *here[axis + 1 :])
        line = block.columns[cut]
        filled = np.flatnonzero((witness[line] > 0) & (line != column))
        if not len(filled):
            return {}
        there = self.through(int(line[filled[int(chance.random() * len(filled))]]), chance, witness)
        if axis == 0:
            moved = replace(there, slot=slot)
        else:
            name = block.dimensions[axis - 1]
            at = tuple((n, known[name] if n == name else i) for n, i in there.at)
            moved = replace(there, at=at)
        change = dict.fromkeys(self.columns(there), -1)
        for one in self.columns(moved):
            change[one] = change.get(one, 0) + 1
        return change

    def near(self, spot: _Spot, chance: random.Random) -> _Spot:
        """A case that differs in one thing only."""
        which = int(chance.random() * (len(spot.at) + 1))
        if which == len(spot.at):
            return replace(spot, slot=int(chance.random() * len(self._frame.slots)))
        at = list(spot.at)
        name = at[which][0]
        at[which] = (name, int(chance.random() * self._sizes[name]))
        return replace(spot, at=tuple(at))

    def columns(self, spot: _Spot) -> list[int]:
        at = dict(spot.at)
        return [
            int(block.columns[(spot.slot, *(at[name] for name in block.dimensions))])
            for block in self._frame.blocks
            if block.of == spot.of
        ]


def _rows_of_columns(box: Box) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(box.frame.size)]
    for number, line in enumerate(box.ordered):
        for column in line.columns:
            rows[int(column)].append(number)
    return rows
