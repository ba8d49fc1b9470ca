"""What a counsellor sets: language, mail, and when and how they can be reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from tests.people.api_client import add_app, post
from tests.people.conftest import counsellor, invite

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(client: Client, organisation: Organisation, email: str) -> Person:
    token = invite(organisation, email=email)
    post(client, "invitation", {"invitation": token})
    post(
        client, "invitation/accept", {"invitation": token, "password": "lantaarn boot suiker tuin"}
    )
    add_app(client)
    return Person.objects.get(user__email=email)


def availability(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    return {
        "organisation": organisation.public_id,
        "promise_days": 3,
        "absent_from": "",
        "absent_until": "",
        "on_site": {"nl": "dinsdag", "en": "Tuesday"},
        "phone": "06 1234 5678",
        "stand_in": "",
        **changes,
    }


@pytest.mark.mission("M22")
@pytest.mark.parametrize("operation", ["me/settings", "me/availability", "me/hours"])
def test_who_is_not_signed_in_gets_the_answer_that_all_operations_give(
    app_client: Client, operation: str
) -> None:
    answer = post(app_client, operation, {})
    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
    assert answer.content == post(app_client, "me", {}).content


@pytest.mark.mission("M43")
def test_a_counsellor_says_when_an_answer_comes_and_who_stands_in(
    app_client: Client, town: Organisation
) -> None:
    person = sign_in(app_client, town, "nadia@elders.example")
    bram = counsellor(town, "bram@waterrijk.example")
    body = availability(
        town, absent_from="2026-12-20", absent_until="2027-01-03", stand_in=bram.public_id
    )
    assert post(app_client, "me/availability", body).status_code == 200
    kept = Appointment.objects.get(person=person)
    assert (kept.promise_days, kept.stand_in, str(kept.absent_until)) == (3, bram, "2027-01-03")


@pytest.mark.mission("M43")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"absent_from": "2026-12-20", "absent_until": "2026-12-01"}, "absence-order"),
        ({"absent_until": "2026-12-01"}, "absence-order"),
        ({"stand_in": "0" * 32}, "unknown-stand-in"),
        ({"phone": "call me"}, "ill-formed"),
        ({"promise_days": 0}, "ill-formed"),
    ],
)
def test_what_makes_no_sense_is_refused(
    app_client: Client, town: Organisation, changes: dict[str, str], code: str
) -> None:
    sign_in(app_client, town, "nadia@elders.example")
    answer = post(app_client, "me/availability", availability(town, **changes))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.mission("M22")
def test_another_organisation_is_out_of_reach(
    app_client: Client, town: Organisation, club: Organisation
) -> None:
    sign_in(app_client, town, "nadia@elders.example")
    elsewhere = counsellor(club, "sam@meeuwen.example")
    answer = post(app_client, "me/availability", availability(club))
    assert (answer.status_code, answer.json()["code"]) == (404, "not-appointed")
    answer = post(app_client, "me/availability", availability(town, stand_in=elsewhere.public_id))
    assert answer.json()["code"] == "unknown-stand-in"


@pytest.mark.mission("M22")
@pytest.mark.parametrize(
    ("email", "domains", "status"),
    [
        ("nadia@elders.example", "waterrijk.example", 200),
        ("nadia@waterrijk.example", "waterrijk.example", 422),
        ("nadia@post.waterrijk.example", "waterrijk.example", 422),
        ("nadia@elders.example", "", 422),
    ],
)
def test_mail_only_when_something_waits_never_goes_past_the_employer(
    app_client: Client, town: Organisation, email: str, domains: str, status: int
) -> None:
    sign_in(app_client, town, email)
    town.mail_domains = domains
    town.save()
    answer = post(app_client, "me/settings", {"notify": "when-something-waits"})
    assert answer.status_code == status


@pytest.mark.mission("M22", "M44")
def test_who_was_a_counsellor_can_not_have_it_at_work_either(
    app_client: Client, town: Organisation
) -> None:
    person = sign_in(app_client, town, "nadia@waterrijk.example")
    Appointment.objects.get(person=person).end(date(2026, 11, 20))
    answer = post(app_client, "me/settings", {"notify": "when-something-waits"})
    assert (answer.status_code, answer.json()["code"]) == (422, "notify-work-address")
