"""Which series are worth a look now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luwte.reports.signals import cusum, scan
from luwte.reports.signals.baseline import Baseline
from luwte.reports.signals.calibration import Lines, false_alarms, lines
from luwte.reports.signals.scan import Window

#: With less than this a month no method tells a rise from chance (docs/signals.md).
TOO_RARE = 0.3
#: So many months have to be known before anything is called usual.
MONTHS_KNOWN = 24
MONTHS_A_YEAR = 12


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


def watch(series: Mapping[str, Series]) -> dict[str, Look]:
    """What each of these series shows in its newest period, so that all together stay quiet.

    The last twelve months are watched; all before them say what is usual.
    """
    watched = {name: split(one) for name, one in series.items()}
    alarming = [one for one in watched.values() if isinstance(one, tuple)]
    allowed = false_alarms(max(1, len(alarming)))
    return {
        name: seen(*one, allowed) if isinstance(one, tuple) else one
        for name, one in watched.items()
    }


def split(series: Series) -> tuple[Baseline, Sequence[int]] | NotEnoughYet | TooRare:
    """The past and the year that is watched, where there is enough of both."""
    known = len(series.counts) * series.months
    if known < MONTHS_KNOWN + MONTHS_A_YEAR:
        return NotEnoughYet(known)
    year = MONTHS_A_YEAR // series.months
    baseline = Baseline.of(series.counts[:-year], series.months)
    if baseline.monthly <= TOO_RARE:
        return TooRare(baseline.monthly)
    return baseline, series.counts[-year:]


def seen(baseline: Baseline, counts: Sequence[int], allowed: float) -> Quiet | WorthALook:
    """What a year that is watched shows at its end."""
    line: Lines = lines(baseline, allowed)
    sum_now = cusum.path(counts, line.k, line.h)[-1]
    window = scan.least_likely(baseline, counts)
    if sum_now < line.h:
        return Quiet(baseline.monthly)
    return WorthALook(
        monthly=baseline.monthly,
        window=window,
        expected=baseline.rate * window.periods,
        sum_now=sum_now,
        line=line.h,
        by_scan=window.chance < line.chance,
    )
