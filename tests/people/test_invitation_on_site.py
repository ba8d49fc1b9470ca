"""Management, the second address and coordinators take up their role on the site, without keys."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luwte.organisations.models import Organisation
from luwte.people.inviting import Invitee, invite
from luwte.people.models import Appointment, Invitation, Person, User
from tests.people.api_client import totp_code

PASSWORD = "lantaarn boot suiker tuin"
EMAIL = "directie@waterrijk.example"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M44")]


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


def line() -> Client:
    host = settings.LUWTE.site_origin.partition("//")[2]
    return Client(headers={"host": host, "accept-language": "en"})


def sent_to(town: Organisation, role: str, email: str = EMAIL) -> str:
    """The path of the link in the mail."""
    invite(town, Invitee(email=email, name="Dirk", language="en", role=role))
    link = re.search(r"(http\S+)/account/invitation/(\S+)", str(mail.outbox[-1].body))
    assert link is not None
    assert link.group(1) == settings.LUWTE.site_origin
    return f"/account/invitation/{link.group(2)}"


def taken_up(address: str, email: str = EMAIL) -> Client:
    client = line()
    answer = client.post(address, {"password": PASSWORD})
    assert answer["location"] == "/account/second-step/set-up/"
    secret = client.get(answer["location"]).context["form"].secret
    client.post(answer["location"], {"code": totp_code(secret)})
    return client


@pytest.mark.parametrize("role", ["management", "second-address", "coordinator"])
def test_the_link_leads_to_a_password_and_a_second_step_and_in(
    town: Organisation, role: str
) -> None:
    address = sent_to(town, role)
    page = line().get(address).content.decode()
    assert "Welcome, Dirk" in page
    assert EMAIL in page
    assert "half an hour" not in mail.outbox[-1].body

    client = taken_up(address)
    assert client.get("/board/waterrijk/").status_code == 200
    appointment = Appointment.objects.get()
    assert (appointment.role, appointment.state) == (role, "current")
    assert line().get(address).status_code == 404


def test_without_the_second_step_nothing_opens(town: Organisation) -> None:
    client = line()
    client.post(sent_to(town, "management"), {"password": PASSWORD})
    assert client.get("/board/waterrijk/")["location"] == "/account/"


def test_a_weak_password_is_refused_and_the_link_stays(town: Organisation) -> None:
    address = sent_to(town, "management")
    answer = line().post(address, {"password": "kort"})
    assert answer.status_code == 422
    assert "at least 12" in answer.content.decode()
    assert not User.objects.exists()
    assert line().get(address).status_code == 200


def test_unknown_used_and_lapsed_links_look_alike(town: Organisation) -> None:
    used, lapsed = sent_to(town, "management"), sent_to(town, "management", "a@elders.example")
    Invitation.objects.filter(email=EMAIL).update(used_on=timezone.localdate())
    Invitation.objects.filter(email__startswith="a@").update(expires=timezone.now())
    pages = [line().get(one) for one in ("/account/invitation/nothing", used, lapsed)]
    assert {one.status_code for one in pages} == {404}
    told = [re.sub(r"next=[^\"]+", "", one.content.decode()) for one in pages]
    assert len(set(told)) == 1


def test_a_counsellor_is_sent_on_to_the_desk(town: Organisation) -> None:
    invite(town, Invitee(email=EMAIL, name="Nadia"))
    token = mail.outbox[-1].body.partition("/invitation/")[2].split()[0]
    answer = line().get(f"/account/invitation/{token}")
    assert answer["location"] == f"{settings.LUWTE.app_origin}/desk/#/invitation/{token}"


def test_who_has_an_account_signs_in_first_and_gets_the_role_besides(
    town: Organisation, club: Organisation
) -> None:
    client = taken_up(sent_to(town, "management"))
    second = sent_to(club, "management")
    page = line().get(second).content.decode()
    assert "Sign in, then open the link again." in page
    assert f'href="/account/login/?next={second}"' in page
    assert line().post(second, {"password": PASSWORD}).status_code == 200
    assert Appointment.objects.count() == 1

    assert client.post(second)["location"] == "/account/"
    assert {one.organisation for one in Appointment.objects.all()} == {town, club}
    assert Person.objects.count() == 1
