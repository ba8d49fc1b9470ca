"""Once a quarter counsellors see what came more often than usual, and nobody else does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest

from luwte.organisations.ids import new_id
from luwte.registry.models import Registration
from luwte.reports import noticing
from luwte.reports.models import Signal, WatchedQuarter
from tests.registry.conftest import Office, counsellor_of, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M27")]

#: The last quarter of 2026 is over, and its registrations are in.
DAY = datetime.date(2027, 1, 15)
#: Quarters from the first of 2023 on: one that is left out, and three years of four or five.
PAST = [1, 5, 4, 5, 5, 4, 5, 4, 4, 5, 5, 4]


def count(office: Office, quarters: Iterable[int], category: str = "pesten") -> None:
    """So many cases in each quarter, from the first of 2023 on."""
    Registration.objects.bulk_create(
        Registration(
            handle=new_id(),
            organisation=office.organisation,
            kind=Registration.Kind.CASE,
            version=1,
            year=2023 + number // 4,
            codes={"domain": "oo", "category": category, "quarter": str(number % 4 + 1)},
        )
        for number, cases in enumerate(quarters)
        for _ in range(cases)
    )


def seen(office: Office) -> dict[str, object]:
    answer = office.line.send("signals", {"organisation": office.organisation.public_id})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.fixture
def office() -> Office:
    return make_office(headcount=400)


def test_a_rise_is_shown_to_counsellors_with_rounded_figures(office: Office) -> None:
    count(office, [*PAST, 5, 4, 11, 12])
    noticing.notice(DAY)

    answer = seen(office)
    assert (answer["outcome"], answer["year"], answer["quarter"]) == ("watched", 2026, 4)
    signals = {one["series"]: one for one in answer["signals"]}  # type: ignore[attr-defined]
    assert set(signals) == {"all", "domain:oo", "category:pesten"}
    assert signals["all"]["about"] in {20, 25}
    assert (signals["all"]["quarters"], signals["all"]["usual"]) == (2, 9)
    assert signals["all"]["decision"] == ""


def test_what_is_usual_asks_for_nothing(office: Office) -> None:
    count(office, [*PAST, 5, 4, 5, 4])
    noticing.notice(DAY)

    answer = seen(office)
    assert (answer["outcome"], answer["signals"]) == ("watched", [])


def test_a_rise_in_one_subject_is_found_among_others_that_stay(office: Office) -> None:
    count(office, [*PAST, 5, 4, 5, 4])
    count(office, [2, 3, 2, 3, 2, 3, 3, 2, 2, 3, 2, 3, 2, 3, 9, 10], "agressie")
    noticing.notice(DAY)

    assert "category:agressie" in {one.series for one in Signal.objects.all()}
    assert "category:pesten" not in {one.series for one in Signal.objects.all()}


def test_too_few_cases_are_said_to_be_too_few(office: Office) -> None:
    count(office, [1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 4, 6])
    noticing.notice(DAY)

    answer = seen(office)
    assert (answer["outcome"], answer["signals"]) == ("too-rare", [])


def test_the_first_years_are_too_short_to_tell(office: Office) -> None:
    count(office, [0, 0, 0, 0, 0, 0, 0, 0, 9, 3, 3, 20])
    noticing.notice(DAY)

    assert seen(office)["outcome"] == "too-short"


def test_a_small_organisation_is_not_watched_at_all() -> None:
    small = make_office(headcount=49)
    count(small, [*PAST, 5, 4, 11, 12])
    noticing.notice(DAY)

    assert seen(small)["outcome"] == ""
    assert not WatchedQuarter.objects.exists()


def test_a_quarter_is_looked_at_two_weeks_after_its_end_and_once(office: Office) -> None:
    count(office, [*PAST, 5, 4, 5, 4])
    noticing.notice(datetime.date(2027, 1, 14))
    assert seen(office)["quarter"] == 3
    noticing.notice(DAY)
    assert seen(office)["quarter"] == 4

    count(office, [0] * 15 + [20])
    noticing.notice(DAY)
    noticing.notice(datetime.date(2027, 3, 31))
    assert seen(office)["signals"] == [], "what was said of a quarter never changes"


def test_what_is_said_is_within_four_of_what_was_counted() -> None:
    said = {cases: {noticing.rounded(cases) for _ in range(200)} for cases in range(1, 40)}

    assert all(one % 5 == 0 for values in said.values() for one in values)
    assert all(abs(one - cases) < 5 for cases, values in said.items() for one in values)
    assert said[12] == {10, 15}


def test_a_decision_is_noted_for_colleagues_and_can_be_changed(office: Office) -> None:
    count(office, [*PAST, 5, 4, 11, 12])
    noticing.notice(DAY)
    body = {
        "organisation": office.organisation.public_id,
        "signal": Signal.objects.all()[0].public_id,
    }

    for decision in ("talk", "advise", "advise"):
        assert office.line.send("signals/decide", body | {"decision": decision}).status_code == 200
    colleague = counsellor_of(office.organisation, "Bo")
    told = colleague.send("signals", {"organisation": office.organisation.public_id}).json()
    assert "advise" in {one["decision"] for one in told["signals"]}
    assert office.line.send("signals/decide", body | {"decision": "guilty"}).status_code == 422


def test_another_organisation_learns_nothing(office: Office) -> None:
    count(office, [*PAST, 5, 4, 11, 12])
    noticing.notice(DAY)
    elsewhere = make_office("elders", headcount=400)
    body = {"organisation": office.organisation.public_id}

    assert elsewhere.line.send("signals", body).status_code == 404
    theirs = {"organisation": elsewhere.organisation.public_id, "decision": "watch"}
    for signal in (Signal.objects.all()[0].public_id, new_id()):
        answer = elsewhere.line.send("signals/decide", theirs | {"signal": signal})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-signal")
    assert not Signal.objects.exclude(decision="").exists()


def test_the_list_asks_the_database_the_same_however_many_there_are(
    office: Office, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    Signal.objects.bulk_create(
        Signal(
            organisation=office.organisation, year=2000 + number, quarter=1,
            series="all", quarters=1, about=10, usual=3,
        )
        for number in range(60)
    )  # fmt: skip
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(seen(office)["signals"]) == 40  # type: ignore[arg-type]
