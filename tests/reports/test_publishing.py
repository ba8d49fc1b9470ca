"""From registrations to a report: counted once, attacked with all before it, never changed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from unittest.mock import patch

import pytest

from luwte.disclosure import Policy, Release, exact, write_file
from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.registry.models import Registration, today
from luwte.reports import publishing, taking
from luwte.reports.annual import LedgerEntry, Report
from luwte.reports.catalogue import BY_ID, possible_tables
from luwte.reports.counting import QuarterMissing, cases_in, months, release_of
from luwte.reports.models import PublishingRules
from luwte.reports.periods import dates
from luwte.reports.publishing import NoFigures, content_of, publish
from luwte.reports.taking import CountedLately, NotOverYet, Refused, take_figures

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M26")]

SUBJECTS = ("pesten", "intimidatie", "seks_int", "discriminatie")


def organisation_of(headcount: int) -> Organisation:
    name = new_id()
    return Organisation.objects.create(slug=name, code=name, name="Invented", headcount=headcount)


def count(organisation: Organisation, year: int, cases: int, **codes: str) -> None:
    """So many cases in a year, the subjects in turn, spread over its quarters."""
    Registration.objects.bulk_create(
        Registration(
            handle=new_id(),
            organisation=organisation,
            kind=Registration.Kind.CASE,
            version=1,
            year=year,
            codes={
                "domain": "oo",
                "category": SUBJECTS[number % 4],
                "route": "geen" if number % 3 else "informeel",
                "quarter": str(number % 4 + 1),
                **codes,
            },
        )
        for number in range(cases)
    )


def draft(
    organisation: Organisation,
    year: int = 2025,
    kind: Report.Kind = Report.Kind.YEAR,
    tables: Iterable[str] | None = None,
    **more: object,
) -> Report:
    start, end = dates(kind, year)
    usual = [one.id for one in possible_tables(organisation) if one.usual]
    return Report.objects.create(
        organisation=organisation,
        kind=kind,
        start=start,
        end=end,
        tables=list(tables or usual),
        **more,
    )


@pytest.mark.parametrize("people", [30, 65])
def test_nobody_can_tell_a_year_with_no_case_from_one_with_three(people: int) -> None:
    told = []
    for cases in (0, 1, 3):
        organisation = organisation_of(people)
        count(organisation, 2025, cases)
        report = draft(organisation)
        take_figures(report)
        told.append(content_of(report))
        publish(report)
        assert json.loads(json.dumps(Report.objects.get(pk=report.pk).content)) is not None
    assert told[0] == told[1] == told[2]
    assert told[0].below == 10
    assert told[0].rate is None


def test_counts_of_a_large_year_are_rounded_and_add_up() -> None:
    organisation = organisation_of(1240)
    for year, cases in ((2021, 33), (2022, 4), (2023, 38), (2024, 36), (2025, 47)):
        count(organisation, year, cases)
    report = draft(organisation)
    take_figures(report)
    content = content_of(report)

    tables = {table.id: table for section in content.sections for table in section.tables}
    (trend,) = tables["trend"].rows
    assert [one.nl for one in tables["trend"].columns] == ["2021", "2022", "2023", "2024", "2025"]
    assert [one.kind for one in trend.figures].count("band") == 1
    values = [row.figures[0].value for row in tables["category"].rows]
    assert all(value is not None and value % 5 == 0 for value in values)
    assert sum(value or 0 for value in values[:-1]) == values[-1]
    assert content.rate is not None
    assert content.rate.low < content.rate.per_thousand < content.rate.high


def test_what_was_published_never_changes() -> None:
    organisation = organisation_of(1240)
    count(organisation, 2025, 40)
    report = draft(organisation)
    with pytest.raises(NoFigures):
        publish(report)
    take_figures(report)
    publish(report)
    published = Report.objects.get(pk=report.pk)
    before = published.content
    publish(published)
    count(organisation, 2025, 4)
    published.tables = ["domain"]
    with pytest.raises(ValueError, match="never changes"):
        published.save()
    with pytest.raises(ValueError, match="stays"):
        published.delete()
    again = Report.objects.get(pk=report.pk)
    assert again.content == before


def four_weeks_ago(organisation: Organisation) -> None:
    """As if all that was taken there was taken long ago."""
    past = datetime.date(2026, 1, 20)
    LedgerEntry.objects.filter(organisation=organisation).update(taken_on=past)


def test_a_correction_is_a_new_version_that_corrects_the_figures_of_the_old_one() -> None:
    organisation = organisation_of(1240)
    count(organisation, 2025, 40)
    first = draft(organisation, trend=0)
    earlier = take_figures(first)
    publish(first)
    count(organisation, 2025, 25)
    four_weeks_ago(organisation)
    second = draft(organisation, trend=0, corrects=first, version=2, reason_nl="Later geteld")
    release = take_figures(second, anew=True)
    publish(second)
    assert LedgerEntry.objects.filter(organisation=organisation).count() == 2
    assert release.corrects == earlier.id
    assert list(Report.objects.published().newest_versions()) == [second]


def test_figures_stay_as_they_were_first_taken_whatever_comes_in_meanwhile() -> None:
    organisation = organisation_of(1240)
    count(organisation, 2025, 40)
    report = draft(organisation, tables=["domain"], trend=0)
    first = take_figures(report)
    count(organisation, 2025, 30)
    report.tables = ["domain", "category", "gender-age"]
    report.save()
    assert take_figures(report, anew=True) == first
    report.delete()
    report = draft(organisation, tables=["domain", "category"], trend=0)
    assert take_figures(report, anew=True) == first

    four_weeks_ago(organisation)
    assert take_figures(report) == first
    third = take_figures(report, anew=True)
    assert third.corrects == first.id
    total = third.table("domain").figures[("Total",)].value
    assert total is not None
    assert total >= 65


def test_choosing_another_table_is_no_way_to_have_a_period_counted_again() -> None:
    """A table of three questions isn't made beforehand, nor one that growth makes possible."""
    organisation = organisation_of(6000)
    for name in ("A", "B"):
        organisation.units.create(name=name, headcount=3000)
    count(organisation, 2025, 40)
    report = draft(organisation, tables=["domain"], trend=0)
    first = take_figures(report)
    count(organisation, 2025, 5)
    report.tables = ["domain", "unit-category-relation"]
    with pytest.raises(CountedLately) as refused:
        take_figures(report, anew=True)
    assert refused.value.day == today() + datetime.timedelta(days=28)
    report.tables = ["domain"]
    assert take_figures(report, anew=True) == first

    smaller = organisation_of(900)
    count(smaller, 2025, 40)
    report = draft(smaller, tables=["domain"], trend=0)
    take_figures(report)
    count(smaller, 2025, 5)
    Organisation.objects.filter(pk=smaller.pk).update(headcount=1000)
    report = Report.objects.get(pk=report.pk)
    report.tables = ["domain", "gender-age"]
    with pytest.raises(CountedLately):
        take_figures(report)


def test_a_year_beside_another_report_is_not_counted_again_for_its_own_at_once() -> None:
    organisation = organisation_of(65)
    take_figures(draft(organisation, tables=["domain"], trend=1))
    earlier = draft(organisation, 2024, tables=["domain", "category"], trend=0)
    with pytest.raises(CountedLately):
        take_figures(earlier)
    four_weeks_ago(organisation)
    take_figures(earlier)


def test_few_cases_with_many_kinds_of_behaviour_look_like_a_year_without_any() -> None:
    told = []
    for cases in (0, 4, 9):
        organisation = organisation_of(1240)
        further = "intimidatie seks_int discriminatie agressie"
        count(organisation, 2025, cases, category="pesten", further=further, help="gesprek")
        report = draft(organisation, trend=0)
        take_figures(report)
        told.append(content_of(report))
        publish(report)
    assert told[0] == told[1] == told[2]
    assert told[0].below == 10


def test_a_report_without_a_table_of_cases_still_counts_cases() -> None:
    organisation = organisation_of(1240)
    further = "intimidatie seks_int"
    count(organisation, 2025, 40, category="pesten", further=further)
    with_cases = draft(organisation, tables=["domain"], trend=0)
    take_figures(with_cases)
    rate = content_of(with_cases).rate
    with_cases.tables = ["behaviours"]
    content = content_of(with_cases)
    assert content.rate == rate
    tables = [table.id for section in content.sections for table in section.tables]
    assert tables == ["trend", "behaviours"]


def test_rules_made_stricter_later_do_not_contradict_what_was_published() -> None:
    """The half of a year with twelve cases is known to be no band of fewer than thirty."""
    organisation = organisation_of(1240)
    count(organisation, 2025, 24)
    half = draft(organisation, kind=Report.Kind.FIRST_HALF, tables=["domain"])
    take_figures(half)
    publish(half)
    PublishingRules.objects.create(organisation=organisation, pool_below=30, base=10)
    year = draft(organisation, tables=["domain"], trend=0)
    take_figures(year)
    publish(year)
    assert content_of(year).below == 30


def test_a_draft_holds_no_count() -> None:
    """Who steals the database can't tell from it which cases came in after a draft was begun."""
    organisation = organisation_of(1240)
    count(organisation, 2025, 43)
    report = draft(organisation, tables=["domain"], trend=0)
    take_figures(report)
    kept = Report.objects.filter(pk=report.pk).values().get()
    assert "43" not in json.dumps(kept, default=str).replace(report.public_id, "")
    release = LedgerEntry.objects.get(report=report).release
    assert '"count"' not in json.dumps(release)


def test_a_table_that_is_too_fine_is_refused_by_name_and_leaves_no_trace() -> None:
    organisation = organisation_of(1240)
    for name in ("A", "B", "C", "D", "E", "F"):
        organisation.units.create(name=name, headcount=200)
    count(organisation, 2025, 40)
    fine = "unit-category-relation"
    report = draft(organisation, tables=["domain", fine])
    with pytest.raises(Refused) as refused:
        take_figures(report)
    assert [(one.table, one.why) for one in refused.value.troubles] == [(fine, "fine")]
    assert not LedgerEntry.objects.filter(organisation=organisation).exists()
    report.tables = ["domain", "category"]
    report.save()
    take_figures(report)


def test_a_second_report_that_would_give_away_the_first_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stood in print before anything was rounded: nobody can take that back."""
    # With all other tables too the attack takes minutes, and finds the same.
    monkeypatch.setattr(taking, "all_worth_taking", lambda report: report.tables)
    organisation = organisation_of(1240)
    count(organisation, 2025, 40)
    count(organisation, 2025, 4, domain="int", category="")
    start, end = dates(Report.Kind.FIRST_HALF, 2025)
    cases = cases_in(organisation, start, end)
    half = release_of(organisation, "H1", months(start, end), [BY_ID["domain"]], cases)
    table = half.tables[0]
    shown = half.with_tables(
        [table.with_figures({place: exact(n) for place, n in table.all_counts.items()})]
    )
    LedgerEntry.objects.create(
        organisation=organisation,
        number=1,
        release=write_file(Policy(), (shown.without_counts(),)),
        taken_on=end,
    )
    report = draft(organisation, tables=["domain"], trend=0)
    with pytest.raises(Refused) as refused:
        take_figures(report)
    assert {one.table for one in refused.value.troubles} == {"domain"}


def test_half_a_year_needs_every_quarter_to_be_known() -> None:
    organisation = organisation_of(1240)
    count(organisation, 2025, 20)
    report = draft(organisation, kind=Report.Kind.FIRST_HALF)
    release = take_figures(report)
    assert isinstance(release, Release)
    other = organisation_of(1240)
    count(other, 2025, 20, quarter="")
    Registration.objects.filter(organisation=other).update(codes={"domain": "oo"})
    with pytest.raises(QuarterMissing):
        take_figures(draft(other, kind=Report.Kind.FIRST_HALF))


def test_a_missing_quarter_tells_nothing_where_hardly_anybody_came() -> None:
    told = []
    for cases in (0, 1, 3):
        organisation = organisation_of(65)
        count(organisation, 2025, cases)
        Registration.objects.filter(organisation=organisation).update(codes={"domain": "oo"})
        report = draft(organisation, kind=Report.Kind.FIRST_HALF)
        take_figures(report)
        told.append(content_of(report))
    assert told[0] == told[1] == told[2]


def test_nothing_is_taken_before_the_period_is_over_for_two_weeks() -> None:
    organisation = organisation_of(1240)
    report = draft(organisation, 2025)
    with (
        patch.object(taking, "today", lambda: datetime.date(2026, 1, 14)),
        pytest.raises(NotOverYet),
    ):
        take_figures(report)
    with patch.object(taking, "today", lambda: datetime.date(2026, 1, 15)):
        take_figures(report)


def test_publishing_attacks_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "all_worth_taking", lambda report: report.tables)
    organisation = organisation_of(1240)
    count(organisation, 2025, 40)
    report = draft(organisation, tables=["domain"], trend=0)
    take_figures(report)
    strict = Policy().stricter(values=6)
    monkeypatch.setattr(publishing, "policy_of", lambda _organisation: strict)
    with pytest.raises(Refused):
        publish(report)
    assert not Report.objects.get(pk=report.pk).is_published


def test_the_ledger_only_grows() -> None:
    organisation = organisation_of(1240)
    report = draft(organisation, tables=["domain"], trend=0)
    take_figures(report)
    entry = LedgerEntry.objects.get(organisation=organisation)
    with pytest.raises(ValueError, match="only grows"):
        entry.save()
    with pytest.raises(ValueError, match="only grows"):
        entry.delete()
    assert '"count"' not in json.dumps(entry.release)
