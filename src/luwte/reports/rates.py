"""Cases per 1,000 workers a year, and how far chance and rounding reach."""

from __future__ import annotations

from luwte.reports.content import PrintedFigure, Rate

#: 19 of 20.
CERTAINTY = 0.95


def rate_of(figure: PrintedFigure, workers: int, years: float) -> Rate | None:
    """Of a printed figure; None where it says only "fewer than", or nobody knows how many work.

    The range is the exact one for a Poisson count (Garwood 1936), of the least and of the most
    cases that the figure may stand for.
    """
    if figure.kind not in ("rounded", "exact") or figure.value is None or not workers:
        return None
    # Once a report: no process should wait for scipy when it starts.
    from scipy.stats import chi2  # noqa: PLC0415

    tail = (1 - CERTAINTY) / 2
    high = figure.high if figure.high is not None else figure.value
    least = float(chi2.ppf(tail, 2 * figure.low)) / 2 if figure.low else 0.0
    most = float(chi2.ppf(1 - tail, 2 * (high + 1))) / 2
    thousands = workers * years / 1000
    return Rate(
        per_thousand=round(figure.value / thousands, 1),
        low=round(least / thousands, 1),
        high=round(most / thousands, 1),
        workers=workers,
    )
