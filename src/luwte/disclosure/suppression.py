"""Hiding counts: the small ones, what shows a whole group, and as few others as make that hold.

Which others is found by asking, for each count that can still be told, for the cheapest set of
counts whose hiding lets complete other sets of counts fit. Zeros may be among them, so that a
hidden count isn't known to be at least 1.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from .auditing import Audit, Risk, audit
from .box import Box, Key, key_of
from .faults import Unprotectable
from .figures import HIDDEN, exact
from .policy import Policy
from .programme import Draft, GivenUp, Programme
from .tables import Release

#: Alternative counts stay this near to the truth: enough, and quick to search.
REACH = 8
MOST_ROUNDS = 8


def suppress_release(
    release: Release, policy: Policy, seed: bytes, *, earlier: Iterable[Release] = ()
) -> tuple[Release, Audit]:
    """The release with counts hidden until the audit passes, and that audit."""
    past = tuple(one for one in earlier if one.is_published)
    release = replace(release, hides_zeros=True)
    hidden: set[Key] = set()
    shape = Box([*past, _printed_as_is(release)])
    hidden |= primary(shape, release, policy)
    for _ in range(MOST_ROUNDS):
        current = _with_hidden(shape, release, hidden)
        result = audit([*past, current], policy, thorough=False)
        if result.passed:
            return current, result
        grown = set(hidden)
        for risk in result.risks:
            grown |= _repair(shape, release, grown, risk, policy, seed)
        if grown == hidden:
            break
        hidden = grown
    raise Unprotectable(f"{release.id}: {_said(result)}")


def _said(result: Audit) -> str:
    return "; ".join(risk.sentence() for risk in result.risks[:3])


def _printed_as_is(release: Release) -> Release:
    return release.with_tables(
        table.with_figures({place: exact(count) for place, count in table.all_counts.items()})
        for table in release.tables
    )


def primary(shape: Box, release: Release, policy: Policy) -> set[Key]:
    """Counts of 1 up to the threshold, and those that are a whole group."""
    found: set[Key] = set()
    for line in shape.ordered:
        if line.where[0] != release.id or line.truth is None:
            continue
        if 0 < line.truth < policy.threshold:
            found.add(line.key)
        of, at, slots = line.key
        for one in at:
            whole = shape.lines.get((of, at - {one}, slots))
            if whole is not None and at - {one} and 0 < line.truth == whole.truth:
                found.add(line.key)
    return found


def _with_hidden(shape: Box, release: Release, hidden: set[Key]) -> Release:
    return release.with_tables(
        table.with_figures(
            {
                place: HIDDEN
                if key_of(shape.frame, release, table, place) in hidden
                else exact(count)
                for place, count in table.all_counts.items()
            }
        )
        for table in release.tables
    )


def _repair(
    shape: Box, release: Release, hidden: set[Key], risk: Risk, policy: Policy, seed: bytes
) -> set[Key]:
    """The cheapest further counts to hide so that this risk is gone; none if there are none."""
    for goals in _goals(shape, risk, policy):
        search = _Search(shape, release, hidden, seed)
        for least, most in goals:
            search.alternative(risk, least, most)
        found = search.solve()
        if found is not None:
            return found
    return set()


def _goals(shape: Box, risk: Risk, policy: Policy) -> Iterable[list[tuple[int, int]]]:
    """Which other values the count at risk should be able to have."""
    if risk.part:
        yield [(1, REACH)]
        return
    truth = sum(_truth_of(shape, risk))
    more = max(policy.values, policy.values_one, policy.values_two) - 1
    if truth > 2:
        yield [(truth - 1, truth - 1), *((truth + i, truth + i) for i in range(1, more))]
    yield [(truth + i, truth + i) for i in range(1, more + 1)]


def _truth_of(shape: Box, risk: Risk) -> Iterable[int]:
    """The true count at risk, as the count it is in print less what is taken from it."""
    places = {line.where: line for line in shape.ordered}
    whole = places.get(risk.where)
    if whole is None or whole.truth is None:
        raise Unprotectable("a count that was published before can't be hidden any more")
    yield whole.truth
    if risk.minus is not None:
        part = places.get(risk.minus)
        if part is not None and part.truth is not None and risk.minus != risk.where:
            yield -part.truth


class _Search:
    """Other sets of counts that fit, which differ from the truth only where something is hidden."""

    def __init__(self, shape: Box, release: Release, hidden: set[Key], seed: bytes) -> None:
        self._shape = shape
        self._draft = Draft()
        self._never = set(shape.frame.never.tolist())
        self._switch: dict[Key, int] = {}
        for line in shape.ordered:
            if line.where[0] == release.id and line.key not in hidden and line.truth is not None:
                chance = hmac.digest(seed, repr(line.where).encode(), "sha256")[0] / 256
                width = 1 + 2 * (len(line.key[1]) == 0) + min(line.truth, 20) / 20
                self._switch[line.key] = self._draft.column(0, 1, width + chance / 2)
        self._hidden = hidden

    def alternative(self, risk: Risk, least: int, most: int) -> None:
        frame, draft = self._shape.frame, self._draft
        first = len(draft.low)
        for column in range(frame.size):
            draft.column(0, 0 if column in self._never else 2**16)
        for line in self._shape.ordered:
            columns = line.columns + first
            if line.key in self._switch and line.truth is not None:
                switch = self._switch[line.key]
                ones = [1.0] * len(columns)
                both = [*columns.tolist(), switch]
                draft.row(line.truth, both, 2**16, [*ones, float(REACH)])
                draft.row(-(2**16), both, line.truth, [*ones, -float(REACH)])
                draft.row(min(2, line.truth), columns, 2**16)
            elif line.key in self._hidden:
                draft.row(min(2, line.truth or 0), columns, 2**16)
            else:
                draft.row(line.low, columns, 2**16 if line.high is None else line.high)
        for one in frame.agreements:
            both_sides = np.concatenate([one.left, one.right]) + first
            signs = [1.0] * len(one.left) + [-1.0] * len(one.right)
            draft.row(0, both_sides, 0, signs)
        draft.row(least, [column + first for column in risk.columns], most)

    def solve(self) -> set[Key] | None:
        try:
            found = Programme(self._draft, gap=0.1, seconds=10).solve()
        except GivenUp:
            return None
        if found is None:
            return None
        return {key for key, column in self._switch.items() if found[column] > 0}
