"""The gate: whether anybody can be found out from everything that was ever published.

It looks at what is printed only, whatever the method behind it was. Every count of every release
is an unknown whole number; what is printed bounds them; an attacker solves for what they want to
know. A count passes once enough different values of it are proven possible, by showing a complete
set of counts for each. Where none is found the extremes are computed exactly.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .box import Box
from .faults import Contradiction
from .insiders import weakest_insider
from .policy import Policy
from .programme import Values
from .tables import Ledger, Place, Release
from .targets import Group, Target, all_groups, all_targets
from .witnesses import Witnesses

Where = tuple[str, str, Place]


@dataclass(frozen=True)
class Risk:
    """A figure that gives too much away: to whom, and what they can tell.

    `minus` is there when the figure is a difference of two printed ones.
    """

    attacker: str
    where: Where
    reason: str
    low: int | None = None
    high: int | None = None
    minus: Where | None = None
    columns: tuple[int, ...] = field(default=(), repr=False, compare=False)
    part: bool = False

    def sentence(self) -> str:
        if self.part and self.minus:
            return f"{_name(self.where)}: all of it is {_name(self.minus)}, for {self.attacker}"
        what = _name(self.where) + (f" without {_name(self.minus)}" if self.minus else "")
        span = "" if self.low is None else f" (from {self.low} to {self.high})"
        return f"{what}: {self.reason}{span}, for {self.attacker}"


@dataclass(frozen=True)
class Audit:
    """What came of it. `is_exact` is False when it can't be relied on.

    That is so when tables form a ring too large to fill in, or a programme took too long.
    """

    risks: tuple[Risk, ...]
    targets: int
    solves: int
    seconds: float
    is_exact: bool = True
    unlinked: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.risks and self.is_exact


@dataclass
class _Case:
    """One audit under way."""

    box: Box
    policy: Policy
    guess: Values | None
    risks: list[Risk] = field(default_factory=list)
    solves: int = 0
    settled: bool = True


def audit(ledger: Ledger | Iterable[Release], policy: Policy, *, thorough: bool = True) -> Audit:
    """Attack all releases together: an outsider, one reporter, two together, a manager.

    Not `thorough`: what isn't proven safe for all of them at once counts as a risk right away,
    without asking who of them could tell what.
    """
    began = time.monotonic()
    releases, unlinked = _linked(tuple(ledger), policy)
    box = Box(releases)
    case = _Case(box, policy, _guess(box))
    targets = all_targets(case.box)
    _printed_small(case, targets)
    _attack(case, targets, thorough=thorough)
    _groups(case)
    return Audit(
        tuple(case.risks), len(targets), case.solves, time.monotonic() - began,
        case.box.frame.is_exact and case.settled, unlinked,
    )  # fmt: skip


def _linked(
    releases: tuple[Release, ...], policy: Policy
) -> tuple[tuple[Release, ...], tuple[str, ...]]:
    """All releases as one world; a corrected one stands alone only if it contradicts the rest."""
    corrected = {one.corrects for one in releases if one.corrects}
    alone: list[str] = []
    candidates = [one.id for one in releases if one.id in corrected]
    while True:
        world = tuple(_alone(one) if one.id in alone else one for one in releases)
        try:
            box = Box(world)
            if Witnesses(box, *box.outsider()).begin(_guess(box)):
                return world, tuple(alone)
            problem: Exception = Contradiction("the releases contradict each other")
        except Contradiction as error:
            problem = error
        if not candidates:
            raise problem
        alone.append(candidates.pop(0))


def _alone(release: Release) -> Release:
    return replace(release, period=None, corrects=None)


def _guess(box: Box) -> Values | None:
    """The printed figures themselves, when a single block holds them all: often they fit."""
    guess = np.full(box.frame.size, -1, dtype=np.int64)
    for release, table in box.frame.tables():
        for place in table.inner:
            figure = table.figures.get(place)
            columns = box.frame.columns_of(release, table, place)
            if figure is None or figure.value is None or len(columns) != 1:
                return None
            guess[columns] = figure.value
    guess[box.frame.never] = 0
    return guess if (guess >= 0).all() else None


def _printed_small(case: _Case, targets: Sequence[Target]) -> None:
    """What stands in print as it is, or is the difference of two that do, and is small."""
    for target in targets:
        if target.known is not None and 0 < target.known < case.policy.threshold:
            reason = "derived exactly" if target.minus else "printed as it is"
            case.risks.append(
                Risk(
                    "everybody",
                    target.where,
                    reason,
                    target.known,
                    target.known,
                    target.minus,
                    _plain(target.columns),
                )
            )


def _attack(case: _Case, targets: Sequence[Target], *, thorough: bool) -> None:
    asked = [target for target in targets if target.known is None]
    doubtful: dict[int, Target] = {}
    for own, needed in case.policy.demands:
        for target in _uncertified(case, asked, own, needed):
            doubtful[id(target)] = target
    if doubtful:
        _examine(case, list(doubtful.values()), thorough=thorough)


def _uncertified(case: _Case, targets: Sequence[Target], own: int, needed: int) -> Sequence[Target]:
    """Those for which no certificate shows enough values, whoever `own` insiders are."""
    certificates = [case.box.floored(own)]
    if not case.box.has_exact:
        certificates.insert(0, case.box.shifted(own))
    for bounds in certificates if targets else ():
        look = Witnesses(case.box, *bounds)
        if look.begin(case.guess):
            found = look.differing(targets, needed)
            if bounds is certificates[0]:
                for i, target in enumerate(targets):
                    if len(found[i]) < needed:
                        found[i] |= possible_values(look, target, needed)
            targets = [one for i, one in enumerate(targets) if len(found[i]) < needed]
        case.solves += look.solves
    return targets


def _examine(case: _Case, doubtful: Sequence[Target], *, thorough: bool) -> None:
    """Exactly what each attacker can tell of what no certificate covers."""
    outsider = Witnesses(case.box, *case.box.outsider())
    outsider.begin(case.guess)
    found = outsider.differing(doubtful, case.policy.values)
    for i, target in enumerate(doubtful):
        values = found[i]
        if len(values) < case.policy.values:
            values |= possible_values(outsider, target, case.policy.values)
        if is_too_narrow(values, case.policy.values, case.policy.threshold):
            case.risks.append(_narrow("an outsider", target, values))
            continue
        if not thorough:
            if len(values) >= case.policy.values:
                case.risks.append(_narrow("some attacker", target, values))
            continue
        weakest = weakest_insider(case.box, outsider, target, case.policy)
        if weakest is not None:
            case.risks.append(_narrow(weakest.attacker, target, weakest.values))
    case.settled = case.settled and not outsider.gave_up
    case.solves += outsider.solves


def _narrow(attacker: str, target: Target, values: set[int]) -> Risk:
    reason = "known exactly" if len(values) == 1 else "too few values are possible"
    return Risk(
        attacker, target.where, reason,
        min(values, default=None), max(values, default=None), target.minus,
        _plain(target.columns),
    )  # fmt: skip


def is_too_narrow(values: set[int], needed: int, threshold: int) -> bool:
    """Whether so few values remain, one of them that of a few people."""
    return len(values) < needed and any(0 < one < threshold for one in values)


def possible_values(look: Witnesses, target: Target, needed: int) -> set[int]:
    """The extremes, and between them as many as are needed: exactly."""
    extremes = look.extremes(target)
    if extremes is None:
        return set()
    values = set(extremes)
    if len(values) < needed and max(values) - min(values) >= needed - 1:
        values |= look.between(target, *extremes, needed - len(values))
    return values


def _groups(case: _Case) -> None:
    """No group shown to be wholly one category: some must possibly be in another."""
    known = Witnesses(case.box, *case.box.outsider())
    known.begin(case.guess)
    for group in all_groups(case.box):
        if not _is_open(case, known, group):
            case.risks.append(
                Risk(
                    "a manager",
                    group.where,
                    "wholly one category",
                    minus=group.part_where,
                    columns=_plain(sorted({*group.everybody} - {*group.part})),
                    part=True,
                )
            )
    case.solves += known.solves


def _is_open(case: _Case, look: Witnesses, group: Group) -> bool:
    """Whether the group may have somebody outside this part, or may be nobody at all."""

    def shows(values: Values) -> bool:
        everybody = int(values[group.everybody].sum())
        return everybody == 0 or everybody > int(values[group.part].sum())

    if any(shows(values) for values in look.known):
        return True
    if look.one_more_outside(group):
        return True
    cost = np.zeros(case.box.frame.size)
    cost[group.part] += 1.0
    cost[group.everybody] -= 1.0
    values = look.solve(cost)
    if values is not None and shows(values):
        return True
    cost[:] = 0.0
    cost[group.everybody] = 1.0
    values = look.solve(cost)
    return values is not None and shows(values)


def _plain(columns: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(column) for column in columns)


def _name(where: Where) -> str:
    release, table, place = where
    return f"{release}, {table}, {' × '.join(place)}"
