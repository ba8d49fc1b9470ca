"""Management's pages: who comes in, and what is there for whom."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from tests.site.test_lead import line, somebody, text
from tests.site.test_manage import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M28")]

HOME = "/board/veldermeer/"


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")


@pytest.fixture
def elsewhere() -> Organisation:
    return Organisation.objects.create(name="Duinwijk", slug="duinwijk", code="duinwijk")


def test_management_comes_in_from_the_account_page(town: Organisation) -> None:
    dirk = somebody(town, "Dirk", "management")

    page = text(dirk.get("/account/"))
    assert 'href="/board/"' in page
    assert 'href="/lead/"' not in page
    assert dirk.get("/board/")["location"] == HOME
    assert "what the counsellors report and advise" in text(dirk.get(HOME))


@pytest.mark.parametrize("role", ["counsellor", "coordinator"])
def test_who_leads_there_reads_along(town: Organisation, role: str) -> None:
    anne = somebody(town, "Anne", role)

    page = text(anne.get("/account/"))
    assert 'href="/board/"' in page
    assert 'href="/lead/"' in page
    assert anne.get(HOME).status_code == 200


@pytest.mark.mission("M44")
def test_the_second_address_is_told_what_it_is(town: Organisation) -> None:
    eva = somebody(town, "Eva", "second-address")

    assert "You are the second address" in text(eva.get(HOME))
    assert "what the counsellors report" not in text(eva.get(HOME))


@pytest.mark.mission("M44")
def test_who_is_management_too_is_no_second_address(town: Organisation) -> None:
    eva = somebody(town, "Eva", "second-address")
    Appointment.objects.create(
        person=Person.objects.get(), organisation=town, role=Appointment.Role.MANAGEMENT
    )
    assert "You are the second address" not in text(eva.get(HOME))


def test_for_others_it_is_as_if_it_were_not_there(
    town: Organisation, elsewhere: Organisation
) -> None:
    cas = somebody(elsewhere, "Cas", "management")
    gone = somebody(town, "Gijs", "management")
    Appointment.objects.get(person__name="Gijs").end(timezone.localdate())
    beheer = signed_in(line(), account("b@luwte.example", is_administrator=True))

    for one in (cas, gone, beheer):
        there, nowhere = one.get(HOME), one.get("/board/nowhere/")
        assert (there.status_code, nowhere.status_code) == (404, 404)
    assert gone.get("/board/").status_code == 404


def test_visitors_sign_in_first_whatever_the_place(town: Organisation) -> None:
    for address in (HOME, "/board/nowhere/", "/board/"):
        assert line().get(address)["location"] == f"/account/login/?next={address}"


def test_a_password_alone_opens_nothing(town: Organisation) -> None:
    user = account("dirk@veldermeer.example", second_step=False)
    person = Person.objects.create(user=user, name="Dirk")
    Appointment.objects.create(person=person, organisation=town, role="management")
    client: Client = line()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    for address in (HOME, "/board/nowhere/"):
        assert client.get(address)["location"] == "/account/"


def test_several_organisations_are_listed(town: Organisation, elsewhere: Organisation) -> None:
    dirk = somebody(town, "Dirk", "management")
    Appointment.objects.create(
        person=Person.objects.get(), organisation=elsewhere, role="management"
    )
    page = text(dirk.get("/board/"))
    assert 'href="/board/duinwijk/"' in page
    assert 'href="/board/veldermeer/"' in page
