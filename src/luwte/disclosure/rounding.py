"""Zero-restricted controlled rounding of all tables of a release at once.

Every printed count becomes one of the two multiples of the base around it; a multiple stays. All
sums hold, in every table and between tables. Which of the two is drawn: near the count as a rule,
yet with secret chance, so that not even who knows the method can tell from the result.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Mapping

import numpy as np

from .box import Key, key_of
from .faults import Unprotectable
from .figures import Figure, rounded
from .frame import Frame
from .programme import Columns, Draft, GivenUp, Programme
from .tables import Place, Release, Table

#: How far chance reaches, in cases: a count two above a multiple is rounded up in about one of six
#: draws, a count one above seldom. More gives less away, and costs accuracy.
CHANCE = 0.6
#: What it costs, in cases, to disagree by one base with a figure that stands in print already.
DISAGREEMENT = 25.0


def round_release(
    release: Release,
    base: int,
    seed: bytes,
    *,
    earlier: Iterable[Release] = (),
    chance: float = CHANCE,
) -> Release:
    """The release with every figure rounded. What stood in print before is printed the same."""
    earlier = [one for one in earlier if one.is_published]
    frame = Frame([*earlier, release]) if earlier else Frame([release])
    printed = _printed(frame, earlier, base)
    for fixed in (printed, {}) if printed else ({},):
        found = _solve(frame, release, base, _Dice(seed, chance), fixed)
        if found is not None:
            return release.with_tables(
                table.with_figures(found[table.id]) for table in release.tables
            )
    raise Unprotectable(
        f"{release.id}: these tables can't be rounded together; take fewer dimensions at a time"
    )


class _Dice:
    """Chance that only who holds the seed can repeat, the same for the same count."""

    def __init__(self, seed: bytes, reach: float) -> None:
        self._seed = seed
        self._reach = reach

    def pull(self, name: str) -> float:
        digest = hmac.digest(self._seed, name.encode(), "sha256")
        share = (int.from_bytes(digest[:7], "big") + 0.5) / 2**56
        return self._reach * math.log(share / (1 - share))


def seed_of(secret: bytes, release: Release, attempt: int = 0) -> bytes:
    """The seed of one release: the same for the same data, unknown without the secret."""
    text = [release.id, str(attempt)]
    for table in release.tables:
        text += [
            table.id,
            *(f"{place}{count}" for place, count in sorted(table.all_counts.items())),
        ]
    return hmac.digest(secret, "\n".join(text).encode(), "sha256")


def commitment_of(seed: bytes) -> str:
    """What may stand beside a release: who is given the seed later can check that it was this."""
    return hashlib.sha256(seed).hexdigest()


def _printed(frame: Frame, earlier: Iterable[Release], base: int) -> dict[Key, tuple[int, Columns]]:
    return {
        key_of(frame, one, table, place): (figure.value, frame.columns_of(one, table, place))
        for one in earlier
        for table in one.tables
        for place, figure in table.figures.items()
        if figure.kind == "rounded" and figure.base == base and figure.value is not None
    }


def _solve(
    frame: Frame,
    release: Release,
    base: int,
    dice: _Dice,
    printed: Mapping[Key, tuple[int, Columns]],
) -> dict[str, dict[Place, Figure]] | None:
    draft = Draft()
    never = set(frame.never.tolist())
    for column in range(frame.size):
        draft.column(0, 0 if column in never else 2**20)
    own = _own_rows(draft, frame, release, base, dice, printed)
    for key, (value, columns) in printed.items():
        if key not in own:
            _stay_near(draft, columns, value // base)
    for agreement in frame.agreements:
        both = np.concatenate([agreement.left, agreement.right])
        signs = [1.0] * len(agreement.left) + [-1.0] * len(agreement.right)
        draft.row(0, both, 0, signs)
    try:
        values = Programme(draft, gap=1e-4 if not printed else 1e-2).solve()
    except GivenUp:
        return None
    if values is None:
        return None
    return {
        table.id: {
            place: rounded(int(values[frame.columns_of(release, table, place)].sum()) * base, base)
            for place in table.places
        }
        for table in release.tables
    }


def _own_rows(
    draft: Draft,
    frame: Frame,
    release: Release,
    base: int,
    dice: _Dice,
    printed: Mapping[Key, tuple[int, Columns]],
) -> set[Key]:
    """Each count of the release, between the multiples around it, with the price of going up."""
    cost = np.zeros(frame.size)
    seen: set[Key] = set()
    for table in release.tables:
        for place, count in table.all_counts.items():
            key = key_of(frame, release, table, place)
            if key in seen:
                continue
            seen.add(key)
            columns = frame.columns_of(release, table, place)
            low, high = _around(count, base, printed[key][0] if key in printed else None)
            draft.row(low, columns, high)
            if low < high:
                cost[columns] += base - 2 * (count % base) + dice.pull(repr(_name(table, place)))
    draft.cost = cost.tolist()
    return seen


def _stay_near(draft: Draft, columns: Columns, printed: int) -> None:
    """Draw the new figures so that they could be the old ones with some cases added.

    Where that succeeds, old and new together tell no more than either alone.
    """
    above = draft.column(0, 2**20, DISAGREEMENT, whole=False)
    below = draft.column(0, 2**20, DISAGREEMENT, whole=False)
    ones = [1.0] * len(columns)
    draft.row(printed, [*columns.tolist(), below, above], printed, [*ones, 1.0, -1.0])


def _around(count: int, base: int, printed: int | None) -> tuple[int, int]:
    """The multiples of the base beside a count, as numbers of bases; or the one in print."""
    low = count // base
    high = low + (count % base > 0)
    if printed is not None and low <= printed // base <= high:
        return printed // base, printed // base
    return low, high


def _name(table: Table, place: Place) -> tuple[str, ...]:
    """What draws the same chance wherever a count stands: its own coordinates."""
    return (
        table.of,
        *sorted(
            f"{dimension.name}={code}"
            for dimension, code in zip(table.dimensions, place, strict=True)
            if code != dimension.total
        ),
    )
