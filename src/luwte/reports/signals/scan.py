"""The scan: are the last one to six months, taken together, more than usual allows?

A second view beside the CUSUM. It says over which months, so that a reader knows where to look.
The chance follows from the posterior of the rate, which makes it a negative binomial.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

from luwte.reports.signals.baseline import Baseline
from luwte.reports.signals.looks import Window


def chances(baseline: Baseline, cases: NDArray[np.int64], periods: int) -> NDArray[np.float64]:
    """The chance of this many or more in so many periods, if all is as usual.

    The tail of a negative binomial is a regularised incomplete beta function.
    """
    more = periods / (baseline.periods + periods)
    at_least_one = np.maximum(cases, 1)
    tail: NDArray[np.float64] = special.betainc(at_least_one, baseline.shape, more)
    return np.where(cases > 0, tail, 1.0)


def widest(baseline: Baseline) -> int:
    """Six months, in periods."""
    return max(1, 6 // baseline.months)


def least_likely(baseline: Baseline, counts: Sequence[int]) -> Window:
    """Of all windows up to the newest period, the one that is least usual."""
    windows = []
    for periods in range(1, min(widest(baseline), len(counts)) + 1):
        cases = sum(counts[-periods:])
        chance = float(chances(baseline, np.array([cases]), periods)[0])
        windows.append(Window(periods, cases, chance))
    return min(windows, key=lambda window: window.chance)


def lowest(baseline: Baseline, counts: NDArray[np.int64], first: int = 0) -> NDArray[np.float64]:
    """For each row, the smallest chance of any window that ends in the period `first` or later."""
    running = np.concatenate([np.zeros((len(counts), 1), np.int64), counts.cumsum(axis=1)], axis=1)
    least = np.ones(len(counts))
    for periods in range(1, min(widest(baseline), counts.shape[1]) + 1):
        sums = (running[:, periods:] - running[:, :-periods])[:, max(0, first + 1 - periods) :]
        table = chances(baseline, np.arange(int(sums.max()) + 1), periods)
        least = np.minimum(least, table[sums].min(axis=1))
    return least


def threshold(least: NDArray[np.float64], false_alarms: float) -> float:
    """The chance under which a window is worth a look: quiet years go below it no more often."""
    return float(np.quantile(least, false_alarms, method="lower"))
