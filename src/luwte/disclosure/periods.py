"""Periods of time that a release can be about, and the slots into which overlapping ones fall."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

_PART = r"(\d{4})(?:-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?"
_PERIOD = re.compile(rf"{_PART}(?:/{_PART})?")


@dataclass(frozen=True, order=True)
class Period:
    """Whole months, counted from the year 0; `end` is the first month after it."""

    start: int
    end: int

    def slots(self, edges: Iterable[int]) -> list[tuple[int, int]]:
        """The pieces into which these edges cut the period."""
        inside = sorted({self.start, self.end, *(e for e in edges if self.start < e < self.end)})
        return list(itertools.pairwise(inside))


def read_period(text: str) -> Period | None:
    """The period that a text names, or None.

    `2025`, `2025-H1`, `2025-Q3`, `2025-04`, and from-to: `2023/2025`, `2025-01/2025-09`.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    first = _months(match[1], match[2])
    last = _months(match[3], match[4]) if match[3] else first
    return Period(first.start, last.end) if first.start < last.end else None


def _months(year: str, part: str | None) -> Period:
    january = int(year) * 12
    if part is None:
        return Period(january, january + 12)
    if part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        start = january + (int(part[1]) - 1) * length
        return Period(start, start + length)
    start = january + int(part) - 1
    return Period(start, start + 1)
