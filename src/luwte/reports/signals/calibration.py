"""Where the line lies, found by playing many quiet years.

In each of them the rate is one that the past allows, so that a short past gives a cautious line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from luwte.reports.signals import cusum, scan
from luwte.reports.signals.baseline import Baseline

#: At most so often a quiet series asks for a look, in a year.
A_SERIES = 0.05
#: At most so often all series together do.
ALTOGETHER = 1.0
YEARS = 10_000


@dataclass(frozen=True, slots=True)
class Lines:
    """`k` and `h` of the CUSUM, and the chance under which the scan is worth a look."""

    k: float
    h: float
    chance: float


def false_alarms(series: int) -> float:
    """How often one of so many series may ask for a look in a quiet year."""
    return min(A_SERIES, ALTOGETHER / series)


@lru_cache(maxsize=4096)
def lines(baseline: Baseline, allowed: float) -> Lines:
    """The lines for this past. The same past gives the same lines: the dice are thrown alike."""
    quiet = quiet_years(baseline, YEARS)
    k = cusum.allowance(baseline)
    year = 12 // baseline.months
    h = cusum.threshold(cusum.highest(quiet, k, year), allowed)
    return Lines(k, h, scan.threshold(scan.lowest(baseline, quiet, year), allowed))


def quiet_years(baseline: Baseline, how_many: int) -> NDArray[np.int64]:
    """Times in which nothing changes: a row each, a column for each period.

    A year to run in, since a sum that is watched has seldom begun at nought this month, and the
    year in which false alarms are counted.
    """
    dice = np.random.default_rng([round(baseline.shape * 2), baseline.periods, baseline.months])
    rates = baseline.draw(how_many, dice)
    counts: NDArray[np.int64] = dice.poisson(rates[:, None], (how_many, 24 // baseline.months))
    return counts
