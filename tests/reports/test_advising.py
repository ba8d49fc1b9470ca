"""What of the advice may stand in a report, and what came of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from luwte.organisations.models import Organisation
from luwte.reports.advising import advice_followed_up, advice_for, waiting
from luwte.reports.forms_advice import AdviceForm, grounds_in
from luwte.reports.models import ActionMark, Advice, AdviceAction, AdviceAnswer, Report
from luwte.reports.publishing import publish
from luwte.reports.taking import take_figures
from tests.reports.test_publishing import count, draft, organisation_of

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M28")]

START, END = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
MAY = datetime.date(2025, 5, 6)


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")


def advice(
    town: Organisation, subject: str, day: datetime.date | None = MAY, **rest: Any
) -> Advice:
    return Advice.objects.create(
        organisation=town, subject=subject, text=f"{subject}.", given_on=day, **rest
    )


def test_a_report_tells_what_was_given_in_its_period_with_the_answer(town: Organisation) -> None:
    one = advice(town, "Overleg", language="nl")
    AdviceAnswer.objects.create(advice=one, day=MAY, language="nl", text="Goed.")
    AdviceAnswer.objects.create(advice=one, day=MAY, language="en", text="Fine.")
    advice(town, "Vorig jaar", MAY.replace(year=2024))
    advice(town, "Nog niet", None)

    (told,) = advice_for(town, START, END)
    assert (told.subject.nl, told.subject.en, told.given) == ("Overleg", "", MAY)
    assert (told.answer.nl, told.answer.en) == ("Goed.", "Fine.")


@pytest.mark.mission("M44")
def test_never_one_about_the_management_nor_what_was_done_with_it(town: Organisation) -> None:
    one = advice(town, "Het bestuur", addressee="second")
    AdviceAction.objects.create(advice=one, day=MAY, text="Gesprek", owner="Raad", due=MAY)

    assert advice_for(town, START, END) == ()
    assert advice_followed_up(town, START, END) == ()
    assert not waiting(town, ["management"], END)
    assert waiting(town, ["second"], END)


def test_what_was_corrected_stands_there_once(town: Organisation) -> None:
    older = advice(town, "Eerst")
    draft = advice(town, "Beter", None, corrects=older)
    assert [one.subject.nl for one in advice_for(town, START, END)] == ["Eerst"]
    draft.give(MAY)
    assert [one.subject.nl for one in advice_for(town, START, END)] == ["Beter"]


def test_the_next_report_shows_what_came_of_actions(town: Organisation) -> None:
    one = advice(town, "Overleg", MAY.replace(year=2024))
    due = {"advice": one, "day": MAY.replace(year=2024), "owner": "Hoofd"}
    first = AdviceAction.objects.create(text="Uur", due=MAY, **due)
    AdviceAction.objects.create(text="Zaal", due=MAY + datetime.timedelta(days=3), **due)
    AdviceAction.objects.create(text="Later", due=MAY.replace(year=2027), **due)
    for state in ("partly", "done"):
        ActionMark.objects.create(action=first, day=MAY, state=state, came_of_it=state)

    told = advice_followed_up(town, START, END, first=4)
    assert [(o.number, o.text.nl, o.state, o.came_of_it.nl) for o in told] == [
        (4, "Uur", "done", "done"),
        (5, "Zaal", "unknown", ""),
    ]


def test_it_waits_for_four_weeks_before_it_is_overdue(town: Organisation) -> None:
    advice(town, "Overleg")
    four_weeks = MAY + datetime.timedelta(weeks=4)
    assert waiting(town, ["management"], four_weeks - datetime.timedelta(days=1)).overdue == []
    assert len(waiting(town, ["management"], four_weeks).overdue) == 1


@pytest.mark.mission("M26")
def test_a_published_report_holds_the_advice_and_what_came_of_it() -> None:
    town = organisation_of(1200)
    count(town, 2025, 40)
    one = advice(town, "Overleg")
    AdviceAnswer.objects.create(advice=one, day=MAY, text="Goed.")
    AdviceAction.objects.create(advice=one, day=MAY, text="Uur", owner="Hoofd", due=MAY)
    advice(town, "Het bestuur", addressee="second")

    report = draft(town)
    take_figures(report)
    publish(report)
    content = Report.objects.get(pk=report.pk).read()
    assert [(told.subject.nl, told.answer.nl) for told in content.advice] == [("Overleg", "Goed.")]
    assert [(told.number, told.text.nl, told.state) for told in content.follow_up] == [
        (1, "Uur", "unknown")
    ]


def test_an_advice_rests_on_a_published_table_or_on_what_is_observed() -> None:
    town = organisation_of(1200)
    count(town, 2025, 40)
    report = draft(town)
    take_figures(report)
    assert grounds_in(town) == {}
    publish(report)

    code = f"{report.public_id}:category"
    words = {"addressee": "management", "language": "nl", "subject": "Pesten", "text": "Let op."}
    form = AdviceForm(words | {"ground": code}, instance=Advice(organisation=town))
    assert form.is_valid(), form.errors
    made = form.save()
    assert (made.ground_report, made.ground_table) == (report, "category")
    assert "Wat het vooral was" in made.ground.nl
    assert "What it was mainly" in made.ground.en
    other = AdviceForm(words | {"ground": "x:y"}, instance=Advice(organisation=town))
    assert "ground" in other.errors
    observed = AdviceForm(words | {"ground": ""}, instance=Advice(organisation=town))
    assert observed.is_valid()
    assert not observed.save().ground
