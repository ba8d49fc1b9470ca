"""Days of destruction, whatever happens on whatever days: never past the most, never earlier."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luwte.vault.days import months_later
from luwte.vault.keeping import DAYS_LEAST, MONTHS_MOST, Term, first_from, first_until, term

pytestmark = pytest.mark.mission("M24")

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2100, 12, 31))
MONTHS = st.integers(1, MONTHS_MOST)
ASKED = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2200, 12, 31))
LATER = st.lists(st.tuples(st.integers(0, 200), MONTHS, ASKED), max_size=8)


@given(DAYS, MONTHS, ASKED)
def test_a_day_is_the_first_of_a_month_four_weeks_on_at_least_and_two_years_at_most(
    day: datetime.date, months: int, asked: datetime.date | None
) -> None:
    told = term(None, day, months, asked)
    assert told.until.day == told.most.day == 1
    assert day + datetime.timedelta(days=DAYS_LEAST) <= told.until <= told.most
    assert told.most <= months_later(day, MONTHS_MOST)


@given(DAYS, MONTHS)
def test_without_a_wish_it_is_the_organisations_months_and_less_than_one_more(
    day: datetime.date, months: int
) -> None:
    told = term(None, day, months)
    least = months_later(day, months)
    assert told.until == told.most or least <= told.until < months_later(least, 1)


@given(DAYS, MONTHS, ASKED, LATER)
def test_what_is_added_later_never_moves_the_day_back_nor_the_most(
    day: datetime.date,
    months: int,
    asked: datetime.date | None,
    later: list[tuple[int, int, datetime.date | None]],
) -> None:
    told = term(None, day, months, asked)
    for ahead, with_months, wanted in later:
        if day >= told.until:
            return
        day += datetime.timedelta(days=ahead)
        before, told = told, term(told, day, with_months, wanted)
        assert before.until <= told.until <= told.most == before.most


@given(DAYS)
def test_firsts_of_months(day: datetime.date) -> None:
    assert first_until(day) <= day <= first_from(day)
    assert (first_from(day) - first_until(day)).days in {0, 28, 29, 30, 31}
    assert first_from(day).day == first_until(day).day == 1


def test_ends_of_months_and_leap_years() -> None:
    def told(day: str, months: int) -> Term:
        return term(None, datetime.date.fromisoformat(day), months)

    assert told("2027-11-30", 3).until == datetime.date(2028, 3, 1)
    assert told("2027-12-01", 3).until == datetime.date(2028, 3, 1)
    assert told("2028-02-29", 24).most == datetime.date(2030, 2, 1)
    assert told("2027-01-31", 1).until == datetime.date(2027, 3, 1)
    assert told("2027-02-01", 1).until == datetime.date(2027, 3, 1)
