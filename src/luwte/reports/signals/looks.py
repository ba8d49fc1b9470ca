"""A series that is looked at, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: With less than this a month no method tells a rise from chance (docs/signals.md).
TOO_RARE = 0.3
#: So many months have to be known before anything is called usual.
MONTHS_KNOWN = 24
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """So many periods up to the newest, and how likely as many cases are in a usual time."""

    periods: int
    cases: int
    chance: float


@dataclass(frozen=True, slots=True)
class Series:
    """How many in each period, oldest first. A period is one month, or three, and is over."""

    counts: Sequence[int]
    months: int = 1

    def __post_init__(self) -> None:
        if MONTHS_A_YEAR % self.months:
            raise ValueError("a period is a whole part of a year")
        if any(count < 0 for count in self.counts):
            raise ValueError("a count is nought or more")


@dataclass(frozen=True, slots=True)
class NotEnoughYet:
    """Not long enough to say what is usual. `months` are known, and `needed` is how many it takes.

    The year that is looked at comes on top of the past that says what is usual.
    """

    months: int
    needed: int = MONTHS_KNOWN + MONTHS_A_YEAR


@dataclass(frozen=True, slots=True)
class TooRare:
    """So seldom that a rise can't be told from chance: no alarm is ever raised. See the list."""

    monthly: float


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing unusual. `monthly` is what is usual in a month."""

    monthly: float


@dataclass(frozen=True, slots=True)
class WorthALook:
    """More than usual. `window` is where it shows most; `expected` what is usual in that time.

    `sum_now` and `line` are those of the CUSUM, which decides. `by_scan`: the scan, which only
    shows where, finds it unusual as well.
    """

    monthly: float
    window: Window
    expected: float
    sum_now: float
    line: float
    by_scan: bool


Look = NotEnoughYet | TooRare | Quiet | WorthALook
