"""People and organisations that the tests of this room share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Invitation, Person, User


@pytest.fixture
def app_client() -> Client:
    """A browser on the application host, which insists on CSRF tokens."""
    return Client(
        enforce_csrf_checks=True,
        headers={"host": settings.LUWTE.app_origin.partition("//")[2], "accept-language": "en"},
    )


@pytest.fixture
def town(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Gemeente Waterrijk",
        slug="waterrijk",
        code="waterrijk-plein",
        sector="government",
        headcount=1200,
        mail_domains="waterrijk.example",
    )


@pytest.fixture
def club(db: None) -> Organisation:
    return Organisation.objects.create(
        name="SV De Meeuwen", slug="meeuwen", code="meeuwen", kind="club", sector="sport"
    )


def invite(organisation: Organisation, email: str = "nadia@elders.example", **rest: str) -> str:
    """An invitation as the command makes it; returns the token of its link."""
    invitation = Invitation(organisation=organisation, email=email, name="Nadia", **rest)
    token = invitation.renew_token()
    invitation.save()
    return token


def counsellor(organisation: Organisation, email: str, name: str = "Bram") -> Person:
    """Somebody whose card is in the roster."""
    user = User.objects.create_user(email, "vier gewone woorden samen")
    person = Person.objects.create(user=user, name=name)
    Appointment.objects.create(
        person=person, organisation=organisation, state=Appointment.State.CURRENT
    )
    return person
