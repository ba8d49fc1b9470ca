"""Whether something comes more often than usual: calm in quiet years, awake when it doubles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.reports.signals import cusum, scan
from luwte.reports.signals.baseline import Baseline
from luwte.reports.signals.calibration import A_SERIES, false_alarms, lines
from luwte.reports.signals.looks import NotEnoughYet, Quiet, Series, TooRare, WorthALook
from luwte.reports.signals.watching import watch

pytestmark = pytest.mark.mission("M27")

#: Twelve quarters with four or five cases each.
STEADY = [4, 5, 4, 5, 5, 4, 5, 4, 4, 5, 5, 4]


def test_a_steady_series_is_quiet() -> None:
    look = watch({"all": Series([*STEADY, 4, 5, 5, 4], months=3)})["all"]

    assert isinstance(look, Quiet)
    assert look.monthly == pytest.approx(1.5, abs=0.05)


def test_a_doubling_is_worth_a_look_and_says_over_which_time() -> None:
    look = watch({"all": Series([*STEADY, 5, 4, 11, 12], months=3)})["all"]

    assert isinstance(look, WorthALook)
    assert (look.window.periods, look.window.cases) == (2, 23)
    assert look.expected == pytest.approx(9, abs=0.3)
    assert look.sum_now >= look.line
    assert look.by_scan


def test_a_fall_is_no_signal() -> None:
    look = watch({"all": Series([*STEADY, 1, 0, 1, 0], months=3)})["all"]

    assert isinstance(look, Quiet)


def test_a_rise_that_is_over_asks_for_nothing_now() -> None:
    look = watch({"all": Series([*STEADY, 13, 3, 0, 0], months=3)})["all"]

    assert isinstance(look, Quiet)


@pytest.mark.parametrize("newest", [0, 3, 30])
def test_what_is_rare_never_raises_an_alarm_and_says_so(newest: int) -> None:
    rare = [1, 0, 1, 1, 0, 2, 1, 0, 1, 1, 1, 1]

    look = watch({"unit": Series([*rare, 0, 1, 0, newest], months=3)})["unit"]

    assert isinstance(look, TooRare)
    assert look.monthly == pytest.approx(0.29, abs=0.01)


def test_two_years_of_past_and_the_year_that_is_watched_are_needed() -> None:
    look = watch({"all": Series(STEADY[:11], months=3)})["all"]

    assert look == NotEnoughYet(months=33, needed=36)


def test_many_series_together_stay_as_calm_as_one() -> None:
    assert false_alarms(1) == A_SERIES
    assert false_alarms(20) == A_SERIES
    assert false_alarms(100) == pytest.approx(0.01)
    past = Baseline.of(STEADY, months=3)
    assert lines(past, false_alarms(100)).h > lines(past, false_alarms(1)).h


def test_a_short_past_makes_careful() -> None:
    short, long = Baseline.of([4, 5] * 4, months=3), Baseline.of([4, 5] * 12, months=3)

    assert lines(short, A_SERIES).h > lines(long, A_SERIES).h


def test_the_same_past_gives_the_same_line() -> None:
    past = Baseline.of(STEADY, months=3)
    first = lines(past, A_SERIES)
    lines.cache_clear()

    assert lines(past, A_SERIES) == first


@pytest.mark.parametrize("counts", [[-1], [1, -2]])
def test_a_count_below_nought_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        Series(counts)


@given(st.lists(st.integers(0, 12), min_size=16, max_size=24), st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_more_cases_in_the_newest_period_never_calm_a_signal(counts: list[int], more: int) -> None:
    before = watch({"all": Series(counts, months=3)})["all"]
    after = watch({"all": Series([*counts[:-1], counts[-1] + more], months=3)})["all"]

    if isinstance(before, WorthALook):
        assert isinstance(after, WorthALook)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.floats(0.5, 6), st.floats(1, 9))
def test_the_sum_is_what_its_definition_says(counts: list[int], k: float, h: float) -> None:
    """The sum is the largest excess of any run of periods that ends now, since an alarm."""
    sums = cusum.path(counts, k, h)
    start = 0
    for end in range(len(counts)):
        excesses = [
            sum(counts[begin : end + 1]) - k * (end + 1 - begin) for begin in range(start, end + 1)
        ]
        assert sums[end] == pytest.approx(max(0.0, *excesses))
        if sums[end] >= h:
            start = end + 1


def test_chances_add_up_to_what_was_seen() -> None:
    """Drawn from the posterior and then counted, as many come as the scan believes."""
    past = Baseline.of([3, 2, 4, 3, 1, 3, 2, 4, 3, 3, 2, 3])
    dice = np.random.default_rng(3)
    seen = dice.poisson(past.draw(200_000, dice) * 4)

    for cases in (8, 12, 18):
        believed = scan.chances(past, np.array([cases]), 4)[0]
        assert (seen >= cases).mean() == pytest.approx(believed, abs=0.004)


@pytest.mark.slow
@pytest.mark.parametrize("monthly", [0.6, 3.0])
def test_a_quiet_year_asks_for_a_look_once_in_twenty_years_or_less(monthly: float) -> None:
    dice = np.random.default_rng(5)
    alarms = 0
    for _ in range(100):
        counts = [int(count) for count in dice.poisson(3 * monthly, 20)]
        looks = [watch({"all": Series(counts[:end], 3)})["all"] for end in range(17, 21)]
        alarms += any(isinstance(look, WorthALook) for look in looks)

    assert alarms / 100 <= 0.12  # 0.05, and three times its standard error of 0.022


#: What R's `surveillance` 1.20.3 gives (`algo.cusum` without transformation, and `arlCusum` for a
#: Poisson mean of 1.5), k being 2.1.
COUNTS = (1, 0, 2, 1, 4, 3, 0, 0, 4, 2)
SUMS_OF_R = (0, 0, 0, 0, 1.9, 2.8, 0.7, 0, 1.9, 1.8)
BETWEEN_ALARMS_OF_R = {3.0: 51.20552, 5.0: 186.0654}


def test_the_sums_are_those_of_another_program() -> None:
    assert cusum.path(COUNTS, 2.1, 5.0) == pytest.approx(SUMS_OF_R)


@pytest.mark.parametrize("h", BETWEEN_ALARMS_OF_R)
def test_the_time_between_false_alarms_is_that_of_another_program(h: float) -> None:
    assert mean_run(1.5, 2.1, h) == pytest.approx(BETWEEN_ALARMS_OF_R[h], rel=0.04)


def mean_run(rate: float, k: float, h: float) -> float:
    """How many periods pass until a quiet series reaches the line: the mean of 8,000 series."""
    dice = np.random.default_rng(7)
    sums, quiet, total = np.zeros(8000), np.ones(8000, bool), 0
    while quiet.any():
        total += int(quiet.sum())
        sums = np.maximum(0, sums + dice.poisson(rate, 8000) - k)
        quiet &= sums < h
    return total / 8000
