"""From the link in the mail to an account that may reach the vault."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Invitation, Person, User
from tests.people.api_client import SoftPasskey, add_app, post, totp_code
from tests.people.conftest import counsellor, invite

PASSWORD = "lantaarn boot suiker tuin"
pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = {"language": "en"}


@pytest.mark.mission("M36")
def test_the_link_says_whom_it_is_for(app_client: Client, town: Organisation) -> None:
    answer = post(app_client, "invitation", {"invitation": invite(town)})
    assert answer.json() == {
        "email": "nadia@elders.example",
        "name": "Nadia",
        "organisations": [{"name": "Gemeente Waterrijk", "language": "nl"}],
    }


@pytest.mark.mission("M22")
def test_only_a_hash_of_the_token_is_kept(town: Organisation) -> None:
    token = invite(town)
    assert token not in str(Invitation.objects.values().get())


@pytest.mark.mission("M36")
def test_unknown_used_and_lapsed_links_get_the_same_answer(
    app_client: Client, town: Organisation
) -> None:
    used, lapsed = invite(town), invite(town, email="ander@elders.example")
    Invitation.objects.filter(email__startswith="nadia").update(used_on=timezone.localdate())
    Invitation.objects.filter(email__startswith="ander").update(
        expires=timezone.now() - datetime.timedelta(minutes=1)
    )
    answers = [post(app_client, "invitation", {"invitation": t}) for t in ("x", used, lapsed)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "invitation-gone"
    assert answers[0].headers["content-type"] == "application/problem+json"


@pytest.mark.mission("M36")
def test_a_password_account_needs_its_second_factor_before_anything_else(
    app_client: Client, town: Organisation
) -> None:
    token = invite(town)
    post(app_client, "invitation", {"invitation": token})
    accepted = post(app_client, "invitation/accept", {"invitation": token, "password": PASSWORD})
    assert accepted.status_code == 200, accepted.content
    refused = post(app_client, "me/settings", SETTINGS)
    assert (refused.status_code, refused.json()["code"]) == (403, "second-factor-needed")

    secret = add_app(app_client)
    assert post(app_client, "me/settings", SETTINGS).status_code == 200

    later = Client(enforce_csrf_checks=True, headers={"host": app_client.defaults["HTTP_HOST"]})
    later.get("/_allauth/browser/v1/auth/session")
    half = post(
        later,
        "/_allauth/browser/v1/auth/login",
        {"email": "nadia@elders.example", "password": PASSWORD},
    )
    assert half.status_code == 401
    assert post(later, "me/settings", SETTINGS).status_code == 401
    full = post(later, "/_allauth/browser/v1/auth/2fa/authenticate", {"code": totp_code(secret)})
    # The code that added the app was used within the same half minute.
    if full.status_code == 200:
        assert post(later, "me/settings", SETTINGS).status_code == 200


@pytest.mark.mission("M36")
def test_a_passkey_replaces_the_password_altogether(app_client: Client, town: Organisation) -> None:
    token = invite(town)
    post(app_client, "invitation", {"invitation": token})
    post(app_client, "invitation/accept", {"invitation": token})
    passkey = SoftPasskey()
    passkey.register(app_client)
    assert post(app_client, "me/settings", SETTINGS).status_code == 200
    assert not User.objects.get().has_usable_password()

    later = Client(enforce_csrf_checks=True, headers={"host": app_client.defaults["HTTP_HOST"]})
    assert passkey.sign_in(later).status_code == 200
    assert post(later, "me/settings", SETTINGS).status_code == 200


@pytest.mark.mission("M36")
def test_accepting_appoints_and_uses_up_the_link(app_client: Client, town: Organisation) -> None:
    token = invite(town, position="external")
    post(app_client, "invitation", {"invitation": token})
    post(app_client, "invitation/accept", {"invitation": token, "password": PASSWORD})
    appointment = Appointment.objects.get()
    assert (appointment.state, appointment.position) == ("invited", "external")
    again = post(app_client, "invitation/accept", {"invitation": token, "password": PASSWORD})
    assert again.json()["code"] == "invitation-gone"


@pytest.mark.mission("M36")
@pytest.mark.parametrize(
    ("password", "hint"),
    [
        ("kort", "at least 12"),
        ("1q2w3e4r5t6y", "Many people"),
        ("nadia@elders.example", "like your name"),
    ],
)
def test_a_weak_password_gets_a_sentence_that_helps_and_keeps_the_link(
    app_client: Client, town: Organisation, password: str, hint: str
) -> None:
    token = invite(town)
    post(app_client, "invitation", {"invitation": token})
    answer = post(app_client, "invitation/accept", {"invitation": token, "password": password})
    assert (answer.status_code, answer.json()["code"]) == (422, "weak-password")
    assert hint in answer.json()["detail"]
    assert User.objects.count() == 0
    assert post(app_client, "invitation", {"invitation": token}).status_code == 200


@pytest.mark.mission("M36")
def test_refusals_speak_the_language_of_the_browser(app_client: Client, town: Organisation) -> None:
    english = post(app_client, "invitation", {"invitation": "x"}).json()["detail"]
    dutch = post(app_client, "invitation", {"invitation": "x"}, **{"accept-language": "nl"}).json()[
        "detail"
    ]
    assert english.startswith("This link no longer works")
    assert dutch.startswith("Deze link werkt niet meer")


@pytest.mark.mission("M22")
def test_who_is_signed_in_is_not_turned_into_somebody_else(
    app_client: Client, town: Organisation, club: Organisation
) -> None:
    """An open desk would go on with its own keys under the account of the newcomer."""
    first = invite(town)
    post(app_client, "invitation", {"invitation": first})
    post(app_client, "invitation/accept", {"invitation": first, "password": PASSWORD})
    other = invite(club, email="somebody.else@luwte.example")
    refused = post(app_client, "invitation/accept", {"invitation": other, "password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "sign-out-first")
    assert User.objects.count() == 1
    assert post(app_client, "invitation", {"invitation": other}).status_code == 200


@pytest.mark.mission("M41")
def test_somebody_with_an_account_adds_the_role_after_signing_in(
    app_client: Client, town: Organisation, club: Organisation
) -> None:
    first = invite(town)
    post(app_client, "invitation", {"invitation": first})
    post(app_client, "invitation/accept", {"invitation": first, "password": PASSWORD})
    second = invite(club)
    stranger = Client(enforce_csrf_checks=True, headers={"host": app_client.defaults["HTTP_HOST"]})
    post(stranger, "invitation", {"invitation": second})
    refused = post(stranger, "invitation/accept", {"invitation": second, "password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "sign-in-first")

    add_app(app_client)
    assert post(app_client, "invitation/accept", {"invitation": second}).status_code == 200
    person = Person.objects.get()
    assert {a.organisation for a in person.appointments_now()} == {town, club}


@pytest.mark.mission("M22")
def test_accepting_asks_for_the_csrf_token(app_client: Client, town: Organisation) -> None:
    token = invite(town)
    answer = post(app_client, "invitation/accept", {"invitation": token, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


@pytest.mark.mission("M44")
def test_an_ended_appointment_leaves_the_account_alone(town: Organisation) -> None:
    person = counsellor(town, "bram@waterrijk.example")
    appointment = person.appointments.get()
    appointment.end(timezone.localdate())
    person.user.refresh_from_db()
    assert person.user.is_active
    assert not person.appointments_now().exists()
