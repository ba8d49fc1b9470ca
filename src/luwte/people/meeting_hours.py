"""When and where a counsellor meets people: what the server may know of it.

The weekly pattern, the half-days on site and the places. Which times are taken is in the
counsellor's own sealed log only, so nothing here tells whether anybody came.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field, model_validator

from luwte.people.access import FullySignedIn
from luwte.people.api import REFUSALS, Done, Id, own_appointment
from luwte.people.counsellors import Appointment
from luwte.people.problems import Problem

router = Router(tags=["counsellor"])

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Words = Annotated[str, Field(max_length=200)]


class Stretch(Schema):
    """From one time of the clock to a later one, in the zone of the counsellor."""

    begin: Clock
    end: Clock

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Times of the clock compare as text."""
        if self.begin >= self.end:
            raise ValueError("a stretch ends after it begins")
        return self


class Weekly(Stretch):
    """Every week; 1 is Monday."""

    weekday: Annotated[int, Field(ge=1, le=7)]


class Visit(Stretch):
    """A half-day on site, beside the weekly hours."""

    day: datetime.date


class MeetingPlace(Schema):
    """Where or how one can meet, with what there is to know about it in both languages."""

    how: Literal["room", "elsewhere", "phone", "video"]
    nl: Words
    en: Words


class MeetingHours(Schema):
    """All that a counsellor says of meetings in one organisation. `minutes`: of one talk."""

    zone: Annotated[str, Field(max_length=40)] = "Europe/Amsterdam"
    minutes: Annotated[int, Field(ge=10, le=240)] = 60
    weekly: Annotated[list[Weekly], Field(max_length=28)] = []
    visits: Annotated[list[Visit], Field(max_length=60)] = []
    places: Annotated[list[MeetingPlace], Field(max_length=4)] = []


class MeetingHoursIn(MeetingHours):
    """Takes the place of what was said before."""

    organisation: Id


@router.post(
    "/me/hours",
    response={200: Done, **REFUSALS},
    auth=FullySignedIn(),
)
def change_hours(request: HttpRequest, payload: MeetingHoursIn) -> Done:
    """When and where this counsellor meets people in one organisation."""
    appointment = own_appointment(request, payload.organisation)
    if payload.zone not in available_timezones():
        raise Problem(422, "unknown-zone", _("We don't know this time zone."))
    if any(count > 1 for count in Counter(place.how for place in payload.places).values()):
        raise Problem(422, "place-twice", _("Name each kind of place once."))
    # A half-day that is over would only tell where somebody has been.
    payload.visits = [one for one in payload.visits if one.day >= timezone.localdate()]
    appointment.meeting_hours = payload.model_dump(mode="json", exclude={"organisation"})
    appointment.save(update_fields=["meeting_hours"])
    return Done()


def hours_of(appointment: Appointment) -> dict[str, Any]:
    """What was said last, or the hours of somebody who said nothing yet."""
    return MeetingHours.model_validate(appointment.meeting_hours).model_dump(mode="json")
