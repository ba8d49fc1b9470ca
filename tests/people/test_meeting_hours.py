"""When and where a counsellor meets people: said by them, shown to anybody who knows the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luwte.organisations.models import Organisation
from luwte.people.meeting_hours import hours_of
from luwte.people.models import Appointment
from tests.people.api_client import post
from tests.people.test_settings import sign_in

pytestmark = [pytest.mark.mission("M06"), pytest.mark.django_db(transaction=True)]


def hours(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    return {
        "organisation": organisation.public_id,
        "zone": "Europe/Amsterdam",
        "minutes": 45,
        "weekly": [{"weekday": 2, "begin": "09:00", "end": "12:00"}],
        "visits": [],
        "places": [{"how": "room", "nl": "Kamer 2.14", "en": "Room 2.14"}],
        **changes,
    }


def visit(days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {"day": day.isoformat(), "begin": "13:00", "end": "17:00"}


def test_a_counsellor_says_when_and_where(app_client: Client, town: Organisation) -> None:
    person = sign_in(app_client, town, "nadia@elders.example")
    body = hours(town)
    assert post(app_client, "me/hours", body).status_code == 200
    said = {name: value for name, value in body.items() if name != "organisation"}
    assert hours_of(Appointment.objects.get(person=person)) == said


def test_who_said_nothing_has_no_hours(app_client: Client, town: Organisation) -> None:
    person = sign_in(app_client, town, "nadia@elders.example")
    told = hours_of(Appointment.objects.get(person=person))
    assert (told["zone"], told["minutes"]) == ("Europe/Amsterdam", 60)
    assert (told["weekly"], told["visits"], told["places"]) == ([], [], [])


def test_half_days_that_are_over_are_not_kept(app_client: Client, town: Organisation) -> None:
    person = sign_in(app_client, town, "nadia@elders.example")
    body = hours(town, visits=[visit(-3), visit(3)])
    assert post(app_client, "me/hours", body).status_code == 200
    assert hours_of(Appointment.objects.get(person=person))["visits"] == [visit(3)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"zone": "Nowhere/Land"}, "unknown-zone"),
        ({"minutes": 5}, "ill-formed"),
        ({"weekly": [{"weekday": 2, "begin": "12:00", "end": "09:00"}]}, "ill-formed"),
        ({"weekly": [{"weekday": 8, "begin": "09:00", "end": "12:00"}]}, "ill-formed"),
        ({"weekly": [{"weekday": 1, "begin": "09:00", "end": "12:00"}] * 29}, "ill-formed"),
        ({"weekly": [{"weekday": 1, "begin": "9", "end": "25:00"}]}, "ill-formed"),
        ({"visits": [visit(1)] * 61}, "ill-formed"),
        ({"places": [{"how": "phone", "nl": "", "en": ""}] * 2}, "place-twice"),
        ({"places": [{"how": "café", "nl": "", "en": ""}]}, "ill-formed"),
        ({"places": [{"how": "room", "nl": "x" * 201, "en": ""}]}, "ill-formed"),
    ],
)
def test_what_makes_no_sense_is_refused(
    app_client: Client, town: Organisation, changes: dict[str, Any], code: str
) -> None:
    sign_in(app_client, town, "nadia@elders.example")
    answer = post(app_client, "me/hours", hours(town, **changes))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_another_organisation_is_out_of_reach(
    app_client: Client, town: Organisation, club: Organisation
) -> None:
    sign_in(app_client, town, "nadia@elders.example")
    answer = post(app_client, "me/hours", hours(club))
    assert (answer.status_code, answer.json()["code"]) == (404, "not-appointed")
