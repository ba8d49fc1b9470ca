"""How often a quiet series asks for a look, and how soon a rise does: docs/signals.md."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from luwte.reports.signals.looks import Look, Series, WorthALook
from luwte.reports.signals.watching import watch
from tools.bench.figures import Figure, Table

PAST_MONTHS = 36
WATCHED_MONTHS = 24
RATES = (0.3, 0.5, 1.0, 1.5, 3.0, 5.0)
#: What methods measured before promise: a doubling found within a year, by cases a month.
FOUND_GOALS = {1.5: 0.7, 3.0: 0.9, 5.0: 0.95}


@dataclass(frozen=True, slots=True)
class Tried:
    """Of so many series: the share with a false alarm in a year, and what became of a doubling."""

    false_alarms: float
    found: float
    months: float


def measure(series: int) -> list[Table]:
    """A period of a quarter, as the registry keeps it, and of a month for comparison."""
    return [table(3, series), table(1, max(20, series // 4))]


def table(months: int, series: int) -> Table:
    how = (
        f"{PAST_MONTHS} months of past, {WATCHED_MONTHS} watched, then a doubling for 12; "
        f"{series} series a rate. Found: within twelve months. After: the median, in months."
    )
    period = "quarters" if months == 3 else "months"
    made = Table(f"Signals in {period}", how)
    for rate in RATES:
        tried = try_out(rate, months, series)
        name = f"{rate} a month"
        note = "only where the past had more by chance" if rate <= 0.3 else ""
        made.figures += [
            Figure(f"{name}: false alarm in a year", "", [tried.false_alarms], 0.075, digits=3),
            Figure(
                f"{name}: doubling found", "", [tried.found],
                least=FOUND_GOALS.get(rate), digits=2, note=note,
            ),
            Figure(f"{name}: after", "months", [tried.months]),
        ]  # fmt: skip
    return made


def try_out(rate: float, months: int, series: int) -> Tried:
    dice = np.random.default_rng(1)
    alarmed, found = 0, []
    for _ in range(series):
        past = dice.poisson(rate * months, PAST_MONTHS // months)
        quiet = dice.poisson(rate * months, WATCHED_MONTHS // months)
        alarmed += first_alarm(past, quiet, months) is not None
        doubled = dice.poisson(2 * rate * months, 12 // months)
        after = first_alarm(past, doubled, months)
        if after is not None:
            found.append(after)
    a_year = 1 - (1 - alarmed / series) ** (12 / WATCHED_MONTHS)
    return Tried(a_year, len(found) / series, statistics.median(found) if found else 0)


def first_alarm(past: NDArray[np.int64], then: NDArray[np.int64], months: int) -> int | None:
    """After how many months the series asked for a look, watched at the end of each period."""
    counts = [int(count) for count in (*past, *then)]
    for number in range(1, len(then) + 1):
        look: Look = watch({"": Series(counts[: len(past) + number], months)})[""]
        if isinstance(look, WorthALook):
            return number * months
    return None
