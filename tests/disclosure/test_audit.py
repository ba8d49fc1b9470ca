"""The gate finds what others found, and what they missed."""

from __future__ import annotations

import itertools

import pytest

from luwte.disclosure import (
    HIDDEN,
    Contradiction,
    Dimension,
    Ledger,
    Policy,
    Release,
    Table,
    audit,
    exact,
    rounded,
)
from luwte.disclosure.box import Box
from luwte.disclosure.targets import all_targets
from luwte.disclosure.witnesses import Witnesses

from .samples import dimension, release, table

pytestmark = pytest.mark.mission("M26")
FOUR = table(
    {
        "w": [30, 47, 64, 89],
        "x": [90, 124, 5, 31],
        "y": [92, 100, 59, 85],
        "z": [800, 991, 651, 685],
    },
    "a b c d",
)
NINE = {"wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"}


def hiding(one: Table, places: set[tuple[str, ...]]) -> Table:
    return one.with_figures(
        {p: HIDDEN if p in places else exact(c) for p, c in one.all_counts.items()}
    )


def span(shown: Release, place: tuple[str, ...]) -> tuple[int, int] | None:
    box = Box([shown])
    target = next(one for one in all_targets(box) if one.where[2] == place and one.minus is None)
    return Witnesses(box, *box.outsider()).extremes(target)


def test_four_by_four_of_sdctable_one_cell_is_exactly_47_until_one_more_is_hidden() -> None:
    nine = release("r", hiding(FOUR, {(p[0], p[1]) for p in NINE}))
    assert span(nine, ("w", "b")) == (47, 47)
    for one_more, expected in (("xd", (0, 78)), ("xb", (0, 141))):
        ten = release("r", hiding(FOUR, {(p[0], p[1]) for p in {*NINE, one_more}}))
        assert span(ten, ("w", "b")) == expected


def test_linked_tables_of_sdctable_give_away_a_region_that_neither_does_alone() -> None:
    counts = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
    hidden: set[tuple[str, ...]] = {(r,) for r in "ABKLM"}

    def by(groups: dict[str, str], name: str) -> Table:
        regions = Dimension("region", tuple(counts), parents={r: groups[r] for r in counts})
        return hiding(Table(name, (regions,), {(r,): c for r, c in counts.items()}), hidden)

    county = by({r: "county-1" if r in "ABIJ" else "county-2" for r in counts}, "county")
    size = by({r: "big" if r in "LM" else "small" for r in counts}, "size")
    assert span(release("r", county), ("K",)) == (0, 9)
    assert span(release("r", county, size), ("K",)) == (3, 3)


def test_a_line_whose_hidden_cells_are_all_one_is_found() -> None:
    lines = table({"a": [1, 1, 1, 0], "b": [9, 0, 8, 7], "c": [1, 2, 3, 30]}, "p q r s")
    hidden = {p for p in lines.inner if 0 < lines.all_counts[p] < 5}
    shown = release("2025", hiding(lines, hidden))
    found = {risk.where[2]: (risk.low, risk.high) for risk in audit([shown], Policy()).risks}
    assert found["a", "p"] == found["a", "q"] == found["a", "r"] == (1, 1)


def test_a_small_count_in_print_is_a_risk_and_so_is_the_difference_of_two_large_ones() -> None:
    one = table({"a": [12, 3], "b": [14, 20]}, "x y")
    plain = release("2025", one.with_figures({p: exact(c) for p, c in one.all_counts.items()}))
    reasons = {risk.where[2]: risk.reason for risk in audit([plain], Policy()).risks}
    assert reasons["a", "y"] == "printed as it is"
    places = {("a", "x"), ("a", "Total")}
    partly = Table("t", one.dimensions, None, {p: exact(one.all_counts[p]) for p in places})
    risks = audit([release("2025", partly)], Policy()).risks
    assert any(risk.minus == ("2025", "t", ("a", "x")) for risk in risks)


def test_a_group_that_is_wholly_one_subject_is_a_risk() -> None:
    one = table({"a": [12, 0, 0], "b": [14, 20, 9]}, "x y z")
    plain = release("2025", one.with_figures({p: exact(c) for p, c in one.all_counts.items()}))
    assert any(risk.reason == "wholly one category" for risk in audit([plain], Policy()).risks)


def test_a_reporter_in_a_narrow_count_tells_what_an_outsider_cannot() -> None:
    one = Table("t", (dimension("d", "a b"),), None, {("a",): rounded(0, 3), ("b",): rounded(9, 3)})
    alone = [release("2025", one)]
    policy = Policy(base=3, values_one=2, values_two=1)
    assert audit(alone, policy).passed
    risks = audit(alone, Policy(base=3, values_two=1)).risks
    assert {risk.attacker for risk in risks} == {"a reporter who takes away their own case"}
    assert {risk.where[2] for risk in risks} == {("a",)}


def test_a_ring_of_three_tables_is_examined_as_the_cases_behind_them() -> None:
    """All three margins agree, yet no set of cases gives them but one."""
    a, b, c = (dimension(name, f"{name}0 {name}1") for name in "abc")
    people = [("a0", "b0", "c1"), ("a0", "b1", "c0"), ("a1", "b0", "c0"), ("a1", "b1", "c1")] * 3
    tables = []
    for first, second in itertools.combinations((0, 1, 2), 2):
        pair = ((a, b, c)[first], (a, b, c)[second])
        counts: dict[tuple[str, ...], int] = {}
        for one in people:
            place = (one[first], one[second])
            counts[place] = counts.get(place, 0) + 1
        tables.append(Table(f"{first}{second}", pair, counts))
    box = Box([release("2025", *(hiding(one, set()) for one in tables))])
    assert {block.dimensions for block in box.frame.blocks} == {("a", "b", "c")}
    assert box.frame.is_exact


def test_releases_that_contradict_each_other_are_refused_unless_one_corrects_the_other() -> None:
    first, later = table({"a": [12], "b": [20]}, "x"), table({"a": [13], "b": [20]}, "x")
    old = release("2025", hiding(first, set()))
    new = release("2025 again", hiding(later, set()), period="2025")
    with pytest.raises(Contradiction):
        audit(Ledger((old, new)), Policy())
    right = Release(new.id, new.tables, new.period, corrects="2025")
    assert audit(Ledger((old, right)), Policy()).unlinked == ("2025",)
