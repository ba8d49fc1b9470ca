"""Releases that overlap in time: what was published before is never forgotten."""

from __future__ import annotations

import itertools
import random

import pytest

from luwte.disclosure import Ledger, NotPublishable, Policy, Release, audit, exact, protect

from .samples import ROUTE, SECRET, SUBJECT, Case, cases, counted, release, table

pytestmark = pytest.mark.mission("M26")

QUARTER, HALF, YEAR = "2025-Q1", "2025-H1", "2025"


def people_of_a_year(chance: random.Random, number: int) -> dict[str, list[Case]]:
    """Those of the first quarter, the first half and the whole year."""
    everybody = cases(chance, number)
    return {
        QUARTER: everybody[: number // 3],
        HALF: everybody[: number // 2],
        YEAR: everybody,
    }


def subjects(people: list[Case], name: str) -> Release:
    return release(name, counted(people, SUBJECT, ROUTE))


@pytest.mark.parametrize("order", list(itertools.permutations((QUARTER, HALF, YEAR))))
def test_quarter_half_and_year_in_any_order_let_nobody_in(order: tuple[str, ...]) -> None:
    people = people_of_a_year(random.Random(11), 90)
    ledger = Ledger()
    for name in order:
        done = protect(subjects(people[name], name), ledger, Policy(), SECRET)
        ledger = ledger.and_then(done.release)
        assert done.audit.passed
    assert audit(ledger, Policy()).passed


def test_a_second_table_in_may_that_would_give_away_march_is_refused() -> None:
    """March printed a total and hid two counts; a table in May prints one of the two."""
    march = table({"bullying": [3], "violence": [9], "other": [14]}, "cases")
    total = {("Total", "cases"), ("Total", "Total"), ("other", "cases"), ("other", "Total")}
    shown = march.with_figures({place: exact(march.all_counts[place]) for place in total})
    ledger = Ledger((release("March", shown, period="2025-03"),))
    assert audit(ledger, Policy()).passed
    may = march.with_figures({("violence", "cases"): exact(9)}).without_counts()
    second = release("May", may, period="2025-03")
    risks = audit(ledger.and_then(second), Policy()).risks
    assert {(risk.low, risk.high) for risk in risks} == {(3, 3)}


def test_without_march_the_table_of_may_would_have_passed() -> None:
    may = table({"violence": [9]}, "cases").with_figures({("violence", "cases"): exact(9)})
    assert audit([release("May", may, period="2025-03")], Policy()).passed


def test_what_already_gives_somebody_away_stops_every_later_release() -> None:
    plain = table({"a": [2, 11], "b": [9, 20]}, "x y")
    open_book = plain.with_figures({p: exact(c) for p, c in plain.all_counts.items()})
    ledger = Ledger((release("2025-Q1", open_book),))
    later = release("2025", table({"a": [20, 31], "b": [29, 40]}, "x y"))
    with pytest.raises(NotPublishable, match="2025-Q1, t, a × x: printed as it is"):
        protect(later, ledger, Policy(), SECRET)


def test_a_release_of_other_months_is_about_other_people() -> None:
    plain = table({"a": [12, 11], "b": [9, 20]}, "x y")
    more = table({"a": [13, 11], "b": [9, 20]}, "x y")
    shown = [
        release(name, one.with_figures({p: exact(c) for p, c in one.all_counts.items()}))
        for name, one in (("2024", plain), ("2025", more))
    ]
    assert audit(shown, Policy()).passed
