"""Making a report on the site: by whom, step by step, and what is refused."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import Appointment
from luwte.registry.models import Registration
from luwte.reports.models import LedgerEntry, Recommendation, Report
from tests.conftest import host
from tests.site.test_lead import somebody, text

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M26")]

REPORTS = "/lead/of/veldermeer/reports/"
YEAR = datetime.datetime.now(datetime.UTC).year - 1
BEGIN = {"kind": "year", "year": str(YEAR), "years": "", "trend": "1"}
FINE = "unit-category-relation"


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    made = Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="veldermeer", headcount=1240
    )
    for name in "ABCDEF":
        made.units.create(name=f"Part {name}", headcount=200)
    made.units.create(name="Archief", headcount=9)
    for year, cases in ((YEAR - 1, 31), (YEAR, 42)):
        Registration.objects.bulk_create(
            Registration(
                handle=new_id(),
                organisation=made,
                kind="case",
                version=1,
                year=year,
                codes={"domain": "oo", "category": ("pesten", "intimidatie")[number % 2]},
            )
            for number in range(cases)
        )
    return made


@pytest.fixture
def carla(town: Organisation) -> Client:
    return somebody(town, "Carla", "coordinator")


def external(town: Organisation) -> Client:
    line = somebody(town, "Ebru")
    Appointment.objects.filter(person__name="Ebru").update(position="external")
    return line


def begun(line: Client) -> Report:
    answer = line.post(f"{REPORTS}new/", BEGIN | {"id": new_id()})
    assert answer.status_code == 302, answer.content.decode()
    return Report.objects.drafts().get()


def words(line: Client, place: str) -> dict[str, str]:
    """All fields of a form as they stand on the page."""
    form = line.get(place).context["form"]
    return {field.html_name: str(field.value() or "") for field in form}


def test_from_the_period_to_what_management_may_read(carla: Client, town: Organisation) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    assert "Take the figures first" in text(carla.get(place))

    page = text(carla.get(f"{place}figures/"))
    assert "What was taken" not in page
    carla.post(f"{place}figures/", {"tables": ["domain", "category"]})
    page = text(carla.get(f"{place}figures/"))
    assert "What was taken" in page
    assert ">42<" not in page

    said = words(carla, f"{place}words/") | {"summary-nl": "Meer pesten dan eerder."}
    assert carla.post(f"{place}words/", said).status_code == 302
    asked = {
        "asked-TOTAL_FORMS": "1", "asked-INITIAL_FORMS": "0", "before-TOTAL_FORMS": "0",
        "before-INITIAL_FORMS": "0", "asked-0-text_nl": "Maak een plan tegen pesten.",
        "asked-0-owner": "Directie",
    }  # fmt: skip
    late = text(carla.post(f"{place}asked/", asked | {"asked-0-due": f"{YEAR}-03-01"}))
    assert "This day is over." in late
    asked |= {"asked-0-due": f"{YEAR + 2}-03-01"}
    assert carla.post(f"{place}asked/", asked).status_code == 302
    seen = text(carla.get(f"{place}preview/"))
    assert "Nobody else sees it yet." in seen
    assert "Meer pesten dan eerder." in seen
    chart = carla.get(f"{place}preview/chart/category/nl/narrow.svg")
    assert (chart.status_code, chart["Content-Type"]) == (200, "image/svg+xml")
    carla.post(f"{place}publish/")
    published = Report.objects.get(pk=report.pk).read()
    assert published.summary.nl == "Meer pesten dan eerder."
    assert [one.owner for one in published.recommendations] == ["Directie"]
    assert carla.get(place).status_code == 404
    assert carla.post(f"{place}publish/").status_code == 302
    assert "published" in text(carla.get(REPORTS))


def test_a_table_that_is_too_fine_is_named_and_another_choice_helps(carla: Client) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/figures/"
    page = text(carla.post(place, {"tables": ["domain", FINE]}))
    assert "“Part, subject and about whom” is too fine" in page
    assert "What helps" in page
    assert f'value="{FINE}"' in page
    assert not LedgerEntry.objects.exists()
    assert carla.post(place, {"tables": ["domain", "unit"]}).status_code == 302
    assert LedgerEntry.objects.exists()


def test_taking_the_same_figures_again_adds_nothing_to_the_ledger(carla: Client) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/figures/"
    for _ in range(2):
        carla.post(place, {"tables": ["domain"]})
        carla.post(place, {"tables": ["domain"], "anew": "1"})
    assert LedgerEntry.objects.filter(report=report).count() == 1


def test_words_that_may_give_somebody_away_are_asked_about_and_kept(carla: Client) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/words/"
    said = words(carla, place) | {"signals-nl": "De drie meldingen kwamen van het Archief."}
    page = text(carla.post(place, said))
    assert "De drie meldingen kwamen van het Archief." in page
    assert "Nothing is saved yet" in page
    assert "signals" not in Report.objects.get(pk=report.pk).texts


@pytest.mark.mission("M29")
def test_only_an_external_counsellor_answers_the_review(carla: Client, town: Organisation) -> None:
    ebru = external(town)
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    assert carla.get(f"{place}review/").status_code == 404
    assert "Only an external counsellor" in text(carla.get(place))

    said = words(ebru, f"{place}review/") | {
        "known-observation-nl": "Niet iedereen kent ons.",
        "known-ground-nl": "Vragen tijdens voorlichtingen.",
        "known-improvement-nl": "Noem ons bij het inwerken.",
    }
    assert ebru.post(f"{place}review/", said).status_code == 302
    carla.post(f"{place}figures/", {"tables": ["domain"]})
    carla.post(f"{place}publish/")
    (answer,) = Report.objects.get(pk=report.pk).read().review
    assert (answer.code, answer.improvement.nl) == ("known", "Noem ons bij het inwerken.")


@pytest.mark.mission("M28")
def test_what_was_asked_before_is_followed_up_and_stays_as_it_was_asked(
    carla: Client, town: Organisation
) -> None:
    before = Report.objects.create(
        organisation=town, start=datetime.date(YEAR - 1, 1, 1), end=datetime.date(YEAR - 1, 12, 31)
    )
    one = Recommendation.objects.create(report=before, number=1, text_nl="Plan", owner="HR")
    Report.objects.filter(pk=before.pk).update(published_on=datetime.date(YEAR, 2, 1), content={})
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    sent = {
        "asked-TOTAL_FORMS": "0", "asked-INITIAL_FORMS": "0", "before-TOTAL_FORMS": "1",
        "before-INITIAL_FORMS": "1", "before-0-id": str(one.pk), "before-0-state": "partly",
        "before-0-came_of_it_nl": "Het plan ligt er.", "before-0-text_nl": "Iets anders",
    }  # fmt: skip
    assert carla.post(f"{place}asked/", sent).status_code == 302
    one = Recommendation.objects.get(pk=one.pk)
    assert (one.text_nl, one.state) == ("Plan", "partly")
    one.text_nl = "Iets anders"
    with pytest.raises(ValueError, match="never changes"):
        one.save()
    carla.post(f"{place}figures/", {"tables": ["domain"]})
    carla.post(f"{place}publish/")
    (told,) = Report.objects.get(pk=report.pk).read().follow_up
    assert (told.state, told.came_of_it.nl) == ("partly", "Het plan ligt er.")


def test_a_correction_brings_all_along_and_says_why(carla: Client) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    carla.post(f"{place}figures/", {"tables": ["domain"]})
    carla.post(f"{place}publish/")
    assert "Say why." in text(carla.post(f"{place}correct/", {"reason_nl": " "}))
    reason = {"reason_nl": "Later is meer geteld."}
    for _ in range(2):
        carla.post(f"{place}correct/", reason)
    newer = Report.objects.drafts().get()
    assert (newer.version, newer.corrects, newer.tables) == (2, report, ["domain"])
    carla.post(f"{REPORTS}{newer.public_id}/figures/", {"tables": ["domain"]})
    carla.post(f"{REPORTS}{newer.public_id}/publish/")
    assert Report.objects.get(pk=newer.pk).read().correction.nl == "Later is meer geteld."
    assert f"{place}correct/" not in text(page := carla.get(REPORTS))
    assert "replaced by version 2" in text(page)
    older = text(carla.get(f"/board/veldermeer/reports/{report.public_id}/"))
    assert f"/board/veldermeer/reports/{newer.public_id}/" in older


def test_half_a_year_is_no_annual_report(carla: Client, town: Organisation) -> None:
    for number, row in enumerate(Registration.objects.filter(organisation=town, year=YEAR)):
        row.codes["quarter"] = str(1 + number % 4)
        row.save()
    for kind, title in (("first-half", "Verslag"), ("year", "Jaarverslag")):
        carla.post(f"{REPORTS}new/", BEGIN | {"id": (made := new_id()), "kind": kind, "trend": "0"})
        carla.post(f"{REPORTS}{made}/figures/", {"tables": ["domain"]})
        carla.post(f"{REPORTS}{made}/publish/")
        content = Report.objects.get(public_id=made).read()
        assert content.title.nl == f"{title} vertrouwenspersonen"


def test_a_period_that_cannot_be_is_refused_and_what_was_typed_stays(carla: Client) -> None:
    begun(carla)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "There is a report of this period already."),
        ({"year": str(YEAR + 1)}, "over yet"),
        ({"kind": "years"}, "Say how many years."),
        ({"year": "twenty"}, "Enter a whole number."),
    ]
    for changed, reason in wrong:
        page = text(carla.post(f"{REPORTS}new/", BEGIN | {"id": new_id()} | changed))
        assert reason in page.replace("&#x27;", "'")
        assert f'value="{changed.get("year", YEAR)}"' in page
    assert Report.objects.count() == 1


def test_who_makes_no_reports_finds_none(carla: Client, town: Organisation) -> None:
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    inside = somebody(town, "Anne")
    elsewhere = Organisation.objects.create(name="Duin", slug="duin", code="duin")
    stranger = somebody(elsewhere, "Otto", "coordinator")
    for line in (inside, stranger):
        for path in (REPORTS, f"{REPORTS}new/", place, f"{place}figures/", f"{place}words/"):
            assert line.get(path).status_code == 404, path
        assert line.post(f"{place}publish/").status_code == 404
        assert line.post(f"{place}remove/").status_code == 404
    assert Report.objects.drafts().exists()
    there = f"/lead/of/duin/reports/{report.public_id}/"
    assert stranger.get(there).status_code == 404


def test_counts_stand_nowhere_on_a_page_of_who_makes_the_report(carla: Client) -> None:
    """Forty-two cases: a coordinator sees 40 or 45, like management."""
    report = begun(carla)
    place = f"{REPORTS}{report.public_id}/"
    carla.post(f"{place}figures/", {"tables": ["domain", "category"]})
    for path in (REPORTS, place, f"{place}figures/", f"{place}words/", f"{place}asked/"):
        page = text(carla.get(path))
        assert ">42<" not in page
        assert ">21<" not in page


def test_a_page_of_reports_asks_the_database_as_often_with_many(
    carla: Client, town: Organisation, django_assert_max_num_queries: Any
) -> None:
    for year in range(2000, 2020):
        Report.objects.create(
            organisation=town, start=datetime.date(year, 1, 1), end=datetime.date(year, 12, 31)
        )
    with django_assert_max_num_queries(22):
        text(carla.get(REPORTS))


def test_rules_can_be_stricter_and_never_looser(carla: Client, town: Organisation) -> None:
    place = f"{REPORTS}rules/"
    looser = {"base": "5", "pool_below": "9", "unit_workers": "49"}
    page = text(carla.post(place, looser))
    assert "greater than or equal to 10" in page
    assert 'value="49"' in page
    assert carla.post(place, {"base": "10", "pool_below": "20", "unit_workers": "300"}).status_code
    report = begun(carla)
    carla.post(f"{REPORTS}{report.public_id}/figures/", {"tables": ["domain", "unit"]})
    entry = LedgerEntry.objects.get(report=report).release["releases"][0]
    assert entry["protection"]["base"] == 10
    (unit,) = [one for one in entry["tables"] if one["id"] == "unit"]
    assert unit["dimensions"][0]["categories"] == ["-"]


def test_who_was_signed_out_while_writing_gets_the_words_back(carla: Client) -> None:
    place = f"{REPORTS}{begun(carla).public_id}/words/"
    words = "Teams praten met elkaar over <rust> en ruimte op het werk."
    carla.cookies.pop(settings.SESSION_COOKIE_NAME)
    answer = carla.post(place, {"summary-nl": words, "id": "0" * 64})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Teams praten met elkaar over &lt;rust&gt; en ruimte" in page
    assert page.count("<textarea") == 1
    assert "/account/login/" in page
    assert carla.post(place, {"summary-nl": "Rust."})["location"].startswith("/account/login/")
    assert carla.get(place)["location"].startswith("/account/login/")
    strict = Client(enforce_csrf_checks=True, headers={"host": host(settings.LUWTE.site_origin)})
    assert words not in strict.post(place, {"summary-nl": words}).content.decode()


def test_words_sent_to_a_report_that_was_published_meanwhile_are_given_back(
    carla: Client,
) -> None:
    address = f"{REPORTS}{begun(carla).public_id}/"
    carla.post(f"{address}figures/", {"tables": ["domain"]})
    carla.post(f"{address}publish/")
    assert Report.objects.get().is_published
    words = "Teams praten met elkaar over rust en ruimte op het werk."
    before = Report.objects.get().texts
    for step in ("words/", "review/", "asked/"):
        answer = carla.post(f"{address}{step}", {"summary-nl": words})
        assert (answer.status_code, words in answer.content.decode()) == (409, True), step
        assert carla.get(f"{address}{step}").status_code == 404
    assert Report.objects.get().texts == before


@pytest.mark.parametrize("kind", ["year", "years", "study-year"])
def test_a_year_at_the_end_of_the_calendar_is_only_not_over_yet(carla: Client, kind: str) -> None:
    for year in ("9998", "9990", str(YEAR + 2)):
        sent = {"kind": kind, "year": year, "years": "10", "trend": "0"}
        assert "over yet" in text(carla.post(f"{REPORTS}new/", sent))


def test_a_table_that_was_not_made_before_waits_until_counting_anew_tells_nothing(
    carla: Client, town: Organisation
) -> None:
    Organisation.objects.filter(pk=town.pk).update(headcount=6000)
    place = f"{REPORTS}{begun(carla).public_id}/figures/"
    carla.post(place, {"tables": ["domain"]})
    page = text(carla.post(place, {"tables": ["domain", FINE]}))
    assert "were counted a short while ago" in page
    assert Report.objects.get().tables == ["domain"]
    assert LedgerEntry.objects.count() == 2
