"""The rules of an organisation: how figures are protected, and what may be shown at all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from .tables import Release, Table

Method = Literal["round", "suppress"]
BASES = (3, 5, 10)

#: Where a larger number is stricter.
_RISING = (
    "base", "threshold", "values", "values_one", "values_two", "unit_workers", "trait_workers",
    "pool_below", "place_workers",
)  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """A table that may not be shown: a `unit` too small, `traits` crossed, too `fine` in all."""

    table: str
    why: Literal["unit", "traits", "fine"]
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class LooserPolicy(ValueError):
    """A policy that would allow what the one above it forbids."""


@dataclass(frozen=True)
class Policy:
    """What must hold. An organisation may only choose stricter numbers than the default's.

    `values`, `values_one`, `values_two`: how many values of every count have to stay possible for
    an outsider, for a reporter who takes their own case away, and for two of them together.
    """

    method: Method = "round"
    base: int = 5
    threshold: int = 5
    values: int = 3
    values_one: int = 3
    values_two: int = 3
    unit_workers: int = 50
    trait_workers: int = 1000
    pool_below: int = 10
    place_workers: int = 3

    def __post_init__(self) -> None:
        if self.method not in ("round", "suppress"):
            raise ValueError(f"the method is round or suppress, not {self.method!r}")
        if self.base not in BASES:
            raise ValueError(f"the base is one of {BASES}, not {self.base}")
        for name in _RISING[1:]:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is at least 1")

    @classmethod
    def for_base(cls, base: int, method: Method = "round") -> Policy:
        """The strictest demands that rounding to this base can meet.

        A printed 0 at base 3 stands for 0, 1 or 2. Two reporters inside it know that there is
        nobody else: base 3 doesn't stand up to them, and that is why 5 is the default.
        """
        if base == 3 and method == "round":
            return cls(method=method, base=3, values_one=2, values_two=1)
        return cls(method=method, base=base)

    def stricter(self, **changes: int | Method) -> Policy:
        """This policy with other numbers; refuses those that allow more."""
        known = {field.name for field in fields(self)}
        if unknown := set(changes) - known:
            raise ValueError(f"a policy has no {', '.join(sorted(unknown))}")
        for name in _RISING:
            new = changes.get(name)
            if isinstance(new, int) and new < getattr(self, name):
                raise LooserPolicy(f"{name} can't be {new}: it is at least {getattr(self, name)}")
        return Policy(**{**self.__dict__, **changes})

    @property
    def demands(self) -> list[tuple[int, int]]:
        """How many insiders, and how many values they must leave; what follows is left out."""
        every = [(2, self.values_two), (1, self.values_one), (0, self.values)]
        kept: list[tuple[int, int]] = []
        for own, needed in every:
            if needed > max((other for _, other in kept), default=1):
                kept.append((own, needed))
        return kept

    def refusals(self, release: Release) -> list[Refusal]:
        """What may not be shown at all, whatever its figures, so that a refusal tells no count."""
        return [reason for table in release.tables for reason in self._of_table(release, table)]

    def _of_table(self, release: Release, table: Table) -> Iterator[Refusal]:
        here = f"{release.id}, {table.id}"
        for dimension in table.dimensions:
            for code, workers in dimension.workers.items():
                if workers < self.unit_workers:
                    yield Refusal(
                        table.id,
                        "unit",
                        f"{here}: {code} in {dimension.name} has {workers} workers; "
                        f"shown from {self.unit_workers}",
                    )
        for one, other in itertools.combinations([d for d in table.dimensions if d.trait], 2):
            if release.workers is None or release.workers < self.trait_workers:
                yield Refusal(
                    table.id,
                    "traits",
                    f"{here}: {one.name} and {other.name} are personal traits; "
                    f"crossed from {self.trait_workers} workers",
                )
        if self._is_too_fine(release, table):
            yield Refusal(
                table.id,
                "fine",
                f"{here}: {len(table.inner)} places is too fine; "
                f"a place of crossed questions needs {self.place_workers} workers",
            )

    def _is_too_fine(self, release: Release, table: Table) -> bool:
        """Nearly all that would be printed of such a table is chance."""
        if len(table.dimensions) < 2 or release.workers is None:
            return False
        years = max(1.0, (release.period.end - release.period.start) / 12) if release.period else 1
        return len(table.inner) * self.place_workers > release.workers * years
