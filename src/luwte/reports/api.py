"""Operations of docs/protocol.md 6.8: what came more often than usual, for counsellors only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from luwte.organisations.models import Organisation
from luwte.people.access import FullySignedIn
from luwte.people.api import Done, Id, ProblemDetails, signed_in_person
from luwte.registry.codes import fields_for
from luwte.registry.handing_over import appointed_at
from luwte.reports.models import Signal, WatchedQuarter
from luwte.reports.noticing import EVERYTHING, QUESTIONS
from luwte.reports.refusals import refusal

router = Router(tags=["reports"])

#: Five years of signals; older ones are of no use to anybody.
NEWEST = 40

#: A part of the organisation that was taken off the list since, or has become too small.
GONE = {"nl": "Een onderdeel dat er niet meer is", "en": "A part that is no longer there"}

PROBLEMS: dict[int, type[Schema]] = dict.fromkeys((400, 401, 403, 404, 422), ProblemDetails)


class SignalsIn(Schema):
    """Where."""

    organisation: Id


class BothLanguages(Schema):
    """The same in Dutch and in English."""

    nl: str
    en: str


class SignalOut(Schema):
    """One that was worth a look. `series`: `all`, or a question and a code with a colon between.

    `about`: cases in the last `quarters` up to this one, rounded to five. `usual`: as many were
    to be expected. `decision`: empty as long as nobody said what to do.
    """

    id: Id
    year: int
    quarter: int
    series: str
    label: BothLanguages
    quarters: int
    about: int
    usual: int
    decision: Literal["", "watch", "talk", "advise", "nothing"]


class SignalsOut(Schema):
    """`outcome`: of the newest quarter that was looked at; empty as long as there is none."""

    outcome: Literal["", "watched", "too-short", "too-rare"]
    year: int
    quarter: int
    signals: Annotated[list[SignalOut], Field(max_length=NEWEST)]


class DecisionIn(Schema):
    """What counsellors do with a signal."""

    organisation: Id
    signal: Id
    decision: Literal["watch", "talk", "advise", "nothing"]


@router.post("/signals", response={200: SignalsOut, **PROBLEMS}, auth=FullySignedIn())
def signals(request: HttpRequest, payload: SignalsIn) -> SignalsOut:
    """What came more often than usual here, the newest first."""
    organisation = appointed_at(signed_in_person(request), payload.organisation)
    labels = labels_in(organisation)
    newest = (
        WatchedQuarter.objects.filter(organisation=organisation)
        .order_by("-year", "-quarter")
        .first()
    )
    found = Signal.objects.filter(organisation=organisation).order_by("-year", "-quarter", "series")
    told = {
        "outcome": newest.outcome if newest else "",
        "year": newest.year if newest else 0,
        "quarter": newest.quarter if newest else 0,
        "signals": [described(one, labels) for one in found[:NEWEST]],
    }
    return SignalsOut.model_validate(told)


def labels_in(organisation: Organisation) -> dict[str, BothLanguages]:
    """What each series is called."""
    questions = [one for one in fields_for(organisation) if one.name in QUESTIONS]
    return {EVERYTHING: BothLanguages(nl="Alle zaken samen", en="All cases together")} | {
        f"{question.name}:{code.code}": BothLanguages(nl=code.nl, en=code.en)
        for question in questions
        for code in question.codes
    }


def described(signal: Signal, labels: Mapping[str, BothLanguages]) -> SignalOut:
    names = ("year", "quarter", "series", "quarters", "about", "usual", "decision")
    told = {name: getattr(signal, name) for name in names}
    label = labels.get(signal.series, GONE)
    return SignalOut.model_validate({"id": signal.public_id, "label": label, **told})


@router.post("/signals/decide", response={200: Done, **PROBLEMS}, auth=FullySignedIn())
def decide(request: HttpRequest, payload: DecisionIn) -> Done:
    """Note what is done with a signal; colleagues see it, not whose it is. Again replaces it."""
    organisation = appointed_at(signed_in_person(request), payload.organisation)
    mine = Signal.objects.filter(organisation=organisation, public_id=payload.signal)
    if not mine.update(decision=payload.decision):
        raise refusal("unknown-signal")
    return Done()
