"""What of the advice may stand in a report, and what came of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from luwte.organisations.models import Organisation
from luwte.reports.advising import advice_followed_up, advice_for, waiting
from luwte.reports.models import ActionMark, Advice, AdviceAction, AdviceAnswer

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
