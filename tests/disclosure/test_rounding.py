"""Rounded figures: near the counts, adding up everywhere, and safe for anybody to read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.disclosure import Ledger, Policy, Release, audit, protect
from luwte.disclosure.rounding import round_release, seed_of

from .samples import SECRET, cases, linked, random_table, release, table

pytestmark = pytest.mark.mission("M26")
sizes = st.integers(2, 6)


def adds_up(shown: Release) -> bool:
    """Whether in every table the categories of a row or column give its printed total."""
    for one in shown.tables:
        for at, dimension in enumerate(one.dimensions):
            for place, figure in one.figures.items():
                members = dimension.members[place[at]]
                inner = [(*place[:at], code, *place[at + 1 :]) for code in members]
                if figure.value != sum(one.figures[p].value or 0 for p in inner):
                    return False
    return True


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), rows=sizes, columns=sizes, mean=st.floats(0.5, 12))
def test_every_figure_is_a_multiple_beside_its_count_and_all_sums_hold(
    seed: int, rows: int, columns: int, mean: float
) -> None:
    one = release("2025", random_table(random.Random(seed), rows, columns, mean))
    shown = round_release(one, 5, seed_of(SECRET, one))
    for place, count in one.tables[0].all_counts.items():
        value = shown.tables[0].figures[place].value
        assert value is not None
        assert value % 5 == 0
        assert abs(value - count) < 5
        assert value == count or count % 5
    assert adds_up(shown)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), rows=sizes, columns=sizes, mean=st.floats(1, 8))
def test_whatever_is_rounded_passes_the_audit(
    seed: int, rows: int, columns: int, mean: float
) -> None:
    one = release("2025", random_table(random.Random(seed), rows, columns, mean))
    shown = round_release(one, 5, seed_of(SECRET, one))
    assert audit([shown], Policy()).risks == ()


def test_tables_of_one_release_print_the_same_total_for_the_same_people() -> None:
    shown = protect(linked(cases(random.Random(1), 90)), Ledger(), Policy(), SECRET).release
    by_unit, by_route, _ = shown.tables
    for subject in by_route.dimensions[0].codes:
        assert by_unit.figures["Total", subject] == by_route.figures[subject, "Total"]
    assert adds_up(shown)


def test_the_same_counts_give_the_same_figures_and_another_secret_may_not() -> None:
    one = linked(cases(random.Random(2), 60))
    first = protect(one, Ledger(), Policy(), SECRET)
    assert protect(one, Ledger(), Policy(), SECRET).release == first.release
    others = [protect(one, Ledger(), Policy(), bytes([i]) * 32).release for i in range(3)]
    assert any(other.tables != first.release.tables for other in others)


def test_a_count_can_be_rounded_either_way_so_that_the_method_gives_nothing_away() -> None:
    one = release("2025", table({"a": [2, 7, 9], "b": [3, 1, 20], "c": [8, 6, 4]}, "x y z"))
    seen = {
        round_release(one, 5, seed_of(SECRET, one, draw)).tables[0].figures["a", "x"].value
        for draw in range(16)
    }
    assert seen == {0, 5}


def test_what_stood_in_print_before_is_printed_the_same() -> None:
    people = cases(random.Random(3), 80)
    first = protect(linked(people, "2025"), Ledger(), Policy(), SECRET).release
    again = linked(people, "2025 for the works council")
    again = Release(again.id, again.tables[:1], first.period)
    second = protect(again, Ledger((first,)), Policy(), b"another secret of thirty-two bytes")
    assert second.release.tables[0].figures == first.tables[0].figures


def test_base_three_does_not_stand_up_to_two_reporters_together() -> None:
    one = release("2025", table({"a": [1, 2], "b": [12, 20]}, "x y"))
    shown = round_release(one, 3, seed_of(SECRET, one))
    assert audit([shown], Policy.for_base(3)).passed
    assert not audit([shown], Policy(base=3)).passed
