"""What is usual: how often something came in the past, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Jeffreys' prior for a rate: it says as little as a prior can.
PRIOR_SHAPE = 0.5


@dataclass(frozen=True, slots=True)
class Baseline:
    """A Gamma posterior over the rate in one period.

    `shape` is what was counted, plus the prior; `periods` is over how many. `months` is the length
    of a period in months.
    """

    shape: float
    periods: int
    months: int = 1

    @classmethod
    def of(cls, counts: Sequence[int], months: int = 1) -> Baseline:
        """From the counts of the past, oldest or newest first alike."""
        return cls(PRIOR_SHAPE + sum(counts), len(counts), months)

    @property
    def rate(self) -> float:
        """What is expected in one period."""
        return self.shape / self.periods

    @property
    def monthly(self) -> float:
        """What is expected in one month."""
        return self.rate / self.months

    @property
    def raised(self) -> float:
        """The rate that is looked for: twice as much, and half a case a month more at least."""
        return max(2 * self.rate, self.rate + 0.5 * self.months)

    def draw(self, how_many: int, dice: np.random.Generator) -> NDArray[np.float64]:
        """Rates that could be the true one, as often as they are likely."""
        return dice.gamma(self.shape, 1 / self.periods, how_many)
