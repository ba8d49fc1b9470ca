"""Which series are worth a look now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luwte.reports.signals import cusum, scan
from luwte.reports.signals.baseline import Baseline
from luwte.reports.signals.calibration import Lines, false_alarms, lines
from luwte.reports.signals.looks import (
    MONTHS_A_YEAR,
    MONTHS_KNOWN,
    TOO_RARE,
    Look,
    NotEnoughYet,
    Quiet,
    Series,
    TooRare,
    WorthALook,
)


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
