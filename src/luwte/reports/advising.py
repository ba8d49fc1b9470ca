"""What waits for an answer, and what of the advice may stand in a report."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from luwte.organisations.models import Organisation
from luwte.people.models import Person
from luwte.reports.advice import ActionMark, Advice, AdviceAction
from luwte.reports.content import AdviceGiven, FollowUp, Words

#: An advice without an answer is called overdue after this.
ANSWER_WITHIN = datetime.timedelta(weeks=4)
#: Longer than from one mail to the next, so that each action is reminded of before its day.
NEAR = datetime.timedelta(days=36)
#: As many are shown where somebody begins; the list has them all.
SHOWN = 10
#: More than a report can hold. An organisation that is told more in a year reads none of it.
MOST = 60


@dataclass(frozen=True)
class Waiting:
    """What somebody should look at, the oldest first."""

    overdue: list[Advice]
    fresh: list[Advice]
    actions: list[AdviceAction]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.fresh or self.actions)


def waiting(organisation: Organisation, addressees: Collection[str], day: datetime.date) -> Waiting:
    """Advice without an answer, and actions whose day is near or past."""
    mine = Advice.objects.filter(organisation=organisation).to(addressees)
    unanswered = mine.unanswered().order_by("given_on", "pk")
    actions = AdviceAction.objects.filter(advice__in=mine.given().order_by(), due__lte=day + NEAR)
    return Waiting(
        list(unanswered.filter(given_on__lte=day - ANSWER_WITHIN)[:SHOWN]),
        list(unanswered.filter(given_on__gt=day - ANSWER_WITHIN)[:SHOWN]),
        list(actions.open().select_related("advice")[:SHOWN]),
    )


# --- In a report --------------------------------------------------------------------------------


def reportable(organisation: Organisation) -> list[Advice]:
    """Of what was given to management what stands; never what is for the second address."""
    given = Advice.objects.given().filter(organisation=organisation)
    standing = given.to([Advice.Addressee.MANAGEMENT]).not_corrected()
    return list(standing.prefetch_related("answers").order_by("given_on", "pk"))


def advice_for(
    organisation: Organisation, start: datetime.date, end: datetime.date
) -> tuple[AdviceGiven, ...]:
    """The advice given in this period, with what was answered until now."""
    return tuple(
        AdviceGiven(
            subject=one.in_words(one.subject),
            text=one.in_words(one.text),
            asked=one.asked,
            given=one.given_on,
            answer=joined([(said.language, said.text) for said in one.answers.all()]),
        )
        for one in reportable(organisation)
        if one.given_on is not None and start <= one.given_on <= end
    )[-MOST:]


def advice_followed_up(
    organisation: Organisation, start: datetime.date, end: datetime.date, first: int = 1
) -> tuple[FollowUp, ...]:
    """What came of actions that were due in this period or marked in it, numbered from `first`.

    An action that nobody marked has the state "unknown".
    """
    touched = Q(due__range=(start, end)) | Q(marks__day__range=(start, end))
    actions = (
        AdviceAction.objects.filter(touched, advice__in=reportable(organisation), day__lte=end)
        .distinct()
        .prefetch_related("marks")
        .order_by("due", "pk")[:MOST]
    )
    return tuple(followed_up(one, number) for number, one in enumerate(actions, start=first))


def followed_up(action: AdviceAction, number: int) -> FollowUp:
    marks: list[ActionMark] = list(action.marks.all())
    newest = marks[-1] if marks else None
    told = joined([(newest.language, newest.came_of_it)]) if newest else Words()
    return FollowUp.model_validate(
        {
            "number": number,
            "text": joined([(action.language, action.text)]),
            "state": newest.state if newest else "unknown",
            "came_of_it": told,
        }
    )


def joined(said: Collection[tuple[str, str]]) -> Words:
    """Texts one after the other, each in its language."""
    by_language = {
        wanted: "\n\n".join(text for language, text in said if language == wanted)
        for wanted in Person.Language.values
    }
    return Words(**by_language)
