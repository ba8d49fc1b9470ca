"""The Poisson CUSUM: small excesses add up, and shortfalls take them away again.

Source: J.M. Lucas, "Counted data CUSUM's", Technometrics 27 (1985), for the sum and for k.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from luwte.reports.signals.baseline import Baseline

STEP = 0.25
HIGHEST = 60.0


def allowance(baseline: Baseline) -> float:
    """k: what a period may count without the sum going up. Between the usual and the raised rate.

    It is the point from which the raised rate explains a count better than the usual one.
    """
    usual, raised = baseline.rate, baseline.raised
    return (raised - usual) / math.log(raised / usual)


def path(counts: Sequence[int], k: float, h: float) -> list[float]:
    """The sum after each period. It begins at nought again after a period in which it reached h."""
    sums: list[float] = []
    now = 0.0
    for count in counts:
        now = max(0.0, (0.0 if now >= h else now) + count - k)
        sums.append(now)
    return sums


def highest(counts: NDArray[np.int64], k: float, first: int = 0) -> NDArray[np.float64]:
    """For each row of counts, the most that the sum comes to from the period `first` on."""
    now = np.zeros(len(counts))
    most = np.zeros(len(counts))
    for number, period in enumerate(counts.T):
        now = np.maximum(0.0, now + period - k)
        if number >= first:
            most = np.maximum(most, now)
    return most


def threshold(peaks: NDArray[np.float64], false_alarms: float) -> float:
    """h: the lowest step that quiet series reach no more often than `false_alarms`.

    `peaks` are the highest sums of many quiet years.
    """
    steps = np.arange(STEP, HIGHEST + STEP, STEP)
    ordered = np.sort(peaks)
    reached = 1 - np.searchsorted(ordered, steps, side="left") / len(ordered)
    fitting = steps[reached <= false_alarms]
    return float(fitting[0]) if len(fitting) else HIGHEST
