"""Reporters who take their own case away, one or two, looked at one by one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from .box import Box
from .policy import Policy
from .targets import Target
from .witnesses import Witnesses

#: So many questions about one count; a count that needs more doesn't pass.
MOST_QUESTIONS = 400
Own = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Insider:
    """Who can tell too much, and which values they hold possible; none when it wasn't settled."""

    attacker: str
    values: set[int]


def weakest_insider(
    box: Box, outsider: Witnesses, target: Target, policy: Policy
) -> Insider | None:
    """An insider who can tell too much about the others in a count, or None.

    They know where their own cases stand in the table that the count is from.
    """
    asked = 0
    for own in _owners(box, target):
        people = sum(number for _, number in own)
        needed = policy.values_one if people == 1 else policy.values_two
        if needed <= 1:
            continue
        name = (
            "a reporter who takes away their own case" if people == 1 else "two reporters together"
        )
        if _covered(outsider, target, own, needed):
            continue
        asked += 1
        if asked > MOST_QUESTIONS:
            return Insider(f"{name} (not settled)", set())
        values = outsider.values_with(own, target, needed)
        inside = set(target.columns.tolist())
        taken = sum(number for column, number in own if column in inside)
        others = {value - taken for value in values}
        if values and len(others) < needed and any(0 <= one < policy.threshold for one in others):
            return Insider(name, others)
    return None


def _owners(box: Box, target: Target) -> Iterator[Own]:
    """One or two own cases: inside the count, or one of them elsewhere in the same table."""
    inside = [int(column) for column in target.columns]
    block = next(b for b in box.frame.blocks if inside[0] in b.columns)
    elsewhere = [int(c) for c in block.columns.flat if int(c) not in set(inside)]
    for column in [*inside, *elsewhere]:
        yield ((column, 1),)
    for column in [*inside, *elsewhere]:
        yield ((column, 2),)
    for one, other in itertools.combinations(inside, 2):
        yield ((one, 1), (other, 1))
    for one, other in itertools.product(inside, elsewhere):
        yield ((one, 1), (other, 1))


def _covered(outsider: Witnesses, target: Target, own: Own, needed: int) -> bool:
    """Whether sets of counts that are known already leave enough possible."""
    seen: set[int] = set()
    for values in outsider.known:
        if all(values[column] >= number for column, number in own):
            seen.add(int(values[target.columns].sum()))
            if len(seen) >= needed:
                return True
    return False
