"""What may be shown at all, and what an organisation can change about that."""

from __future__ import annotations

import pytest

from luwte.disclosure import (
    Dimension,
    Ledger,
    LooserPolicy,
    NotPublishable,
    Policy,
    Release,
    Table,
    pool_years,
    protect,
    read_period,
)

from .samples import SECRET, dimension, release, table

pytestmark = pytest.mark.mission("M26")


def test_a_policy_can_only_be_made_stricter() -> None:
    assert Policy().stricter(base=10, threshold=7).threshold == 7
    for looser in ({"base": 3}, {"threshold": 4}, {"values": 2}, {"unit_workers": 49}):
        with pytest.raises(LooserPolicy):
            Policy().stricter(**looser)


def test_a_unit_appears_from_fifty_workers() -> None:
    units = Dimension("unit", ("A", "B"), workers={"A": 49, "B": 200})
    one = release("2025", Table("t", (units,), {("A",): 12, ("B",): 30}))
    with pytest.raises(NotPublishable, match="A in unit has 49 workers; shown from 50"):
        protect(one, Ledger(), Policy(), SECRET)


def test_a_crossed_table_needs_three_workers_to_each_of_its_places() -> None:
    questions = (
        dimension("subject", "a b c d e f g h i j"),
        dimension("about", "p q r s t u v w x y"),
    )
    fine = Table("t", questions, {("a", "p"): 40, ("b", "q"): 30})
    for workers, period in ((299, "2025"), (149, "2024/2025")):
        with pytest.raises(NotPublishable, match="100 places is too fine") as refused:
            protect(Release("r", (fine,), read_period(period), workers), Ledger(), Policy(), SECRET)
        assert [(one.table, one.why) for one in refused.value.refusals] == [("t", "fine")]
        enough = Release("r", (fine,), read_period(period), workers + 1)
        assert protect(enough, Ledger(), Policy(), SECRET).audit.passed


def test_two_personal_traits_are_crossed_from_a_thousand_workers() -> None:
    traits = (
        Dimension("gender", ("f", "m", "x"), trait=True),
        Dimension("age", ("young", "old"), trait=True),
    )
    one = Table("t", traits, {("f", "young"): 12, ("m", "old"): 30})
    with pytest.raises(NotPublishable, match="personal traits"):
        protect(Release("2025", (one,), workers=999), Ledger(), Policy(), SECRET)
    protect(Release("2025", (one,), workers=1000), Ledger(), Policy(), SECRET)


def test_years_of_no_case_one_and_three_look_the_same() -> None:
    shown = []
    for count in (0, 1, 3):
        one = release("2025", table({"bullying": [count], "other": [0]}, "cases"))
        shown.append(protect(one, Ledger(), Policy(), SECRET).release.tables[0].figures)
    assert shown[0] == shown[1] == shown[2]
    assert {figure.band for figure in shown[0].values()} == {(0, 9)}


def test_small_years_can_be_taken_together() -> None:
    years = [
        release(year, table({"bullying": [count, 2], "other": [1, 3]}, "x y"))
        for year, count in (("2023", 1), ("2024", 3), ("2025", 2))
    ]
    together = pool_years(years, "2023/2025")
    assert together.tables[0].all_counts["bullying", "x"] == 6
    assert together.tables[0].all_counts["Total", "Total"] == 24
    assert together.period is not None
    assert years[0].period is not None
    assert together.period.start == years[0].period.start
    with pytest.raises(ValueError, match="follow each other"):
        pool_years([years[0], years[2]], "x")


def test_a_dimension_with_a_ring_of_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="its own group"):
        Dimension("unit", ("A",), parents={"A": "G", "G": "H", "H": "G"})
    assert dimension("unit", "A B").codes == ("A", "B", "Total")
