"""Administrators' pages: who comes in, what they can do, and what they can't see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, get_resolver

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Invitation, Person, User
from tests.people.api_client import totp_code

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]
PASSWORD = "lantaarn boot suiker tuin"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    """The codes that an earlier test used count as used for a while."""
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")


@pytest.fixture
def visitor() -> Client:
    host = settings.LUWTE.site_origin.partition("//")[2]
    return Client(headers={"host": host, "accept-language": "en"})


@pytest.fixture
def administrator(visitor: Client) -> Client:
    return signed_in(visitor, account("a@luwte.example", is_administrator=True))


def account(email: str, *, is_administrator: bool = False, second_step: bool = True) -> User:
    user = User.objects.create_user(email, PASSWORD, is_administrator=is_administrator)
    if second_step:
        TOTP.activate(user, SECRET)
    return user


def signed_in(client: Client, user: User) -> Client:
    """Through the pages, as a person does."""
    answer = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert answer["location"] == "/account/second-step/"
    answer = client.post("/account/second-step/", {"code": totp_code(SECRET)})
    assert answer["location"] == "/account/"
    return client


def manage_addresses() -> list[str]:
    """Every address under /manage/, with something filled in."""
    resolver = get_resolver("luwte.site.urls_site")
    found = [
        str(inner.pattern)
        for pattern in resolver.url_patterns
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "manage/"
        for inner in pattern.url_patterns
    ]
    filled = [re.sub(r"<slug:\w+>", "veldermeer", re.sub(r"<int:\w+>", "1", one)) for one in found]
    return [f"/manage/{one}" for one in filled]


def test_visitors_are_sent_to_sign_in(visitor: Client, town: Organisation) -> None:
    for address in manage_addresses():
        for answer in (visitor.get(address), visitor.post(address)):
            assert answer.status_code in {302, 405}
            if answer.status_code == 302:
                assert answer["location"].startswith("/account/login/")


@pytest.mark.parametrize("role", ["counsellor", "coordinator", "management"])
def test_nobody_else_comes_in(visitor: Client, town: Organisation, role: str) -> None:
    user = account("c@veldermeer.example")
    person = Person.objects.create(user=user, name="C")
    Appointment.objects.create(person=person, organisation=town, role=role, state="current")
    signed_in(visitor, user)
    for address in manage_addresses():
        assert {visitor.get(address).status_code, visitor.post(address).status_code} <= {403, 405}


def test_a_password_alone_opens_nothing(visitor: Client, town: Organisation) -> None:
    user = account("a@luwte.example", is_administrator=True, second_step=False)
    visitor.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert visitor.get("/manage/")["location"] == "/account/"
    assert b"Set up the second step" in visitor.get("/account/").content


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_second_step_opens_the_door(visitor: Client) -> None:
    user = account("a@luwte.example", is_administrator=True, second_step=False)
    visitor.post("/account/login/", {"login": user.email, "password": PASSWORD})
    page = visitor.get("/account/second-step/set-up/", follow=True)
    if b"password once more" in page.content:
        visitor.post("/account/confirm/", {"password": PASSWORD})
        page = visitor.get("/account/second-step/set-up/")
    secret = page.context["form"].secret
    picture = visitor.get("/account/second-step/set-up/qr.svg")
    assert picture["content-type"] == "image/svg+xml"
    answer = visitor.post("/account/second-step/set-up/", {"code": totp_code(secret)})
    assert answer["location"] == "/account/second-step/codes/"
    assert visitor.get("/manage/").status_code == 200


def test_an_organisation_is_added_and_changed(administrator: Client) -> None:
    filled = {
        "name": "SV De Zandloper", "slug": "zandloper", "code": "zandloper", "kind": "club",
        "sector": "sport", "speaks_dutch": "on", "headcount": "420", "promise_days": "2",
        "quiet_weeks": "6", "retention_months": "3",
        "retention_once": "1", "retention_formal": "24", "accent": "#a8440f", "active": "on",
    }  # fmt: skip
    assert administrator.post("/manage/new/", filled).status_code == 302
    too_long = administrator.post("/manage/of/zandloper/edit/", {**filled, "retention_months": 25})
    assert too_long.status_code == 200
    changed = administrator.post("/manage/of/zandloper/edit/", {**filled, "headcount": "430"})
    assert changed["location"] == "/manage/of/zandloper/"
    assert Organisation.objects.get().headcount == 430


def test_units_and_telephone_lines_are_kept(administrator: Client, town: Organisation) -> None:
    empty = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}
    units = {f"units-{name}": value for name, value in empty.items()}
    administrator.post(
        "/manage/of/veldermeer/units/",
        {**units, "units-0-name": "Burgerzaken", "units-0-headcount": "140"},
    )
    lines = {f"phone_lines-{name}": value for name, value in empty.items()}
    administrator.post(
        "/manage/of/veldermeer/phones/",
        {**lines, "phone_lines-0-name": "Lijn", "phone_lines-0-number": "088 012 3400"},
    )
    assert town.units.get().headcount == 140
    assert town.phone_lines.get().number == "088 012 3400"


@pytest.mark.mission("M36")
def test_the_link_of_an_invitation_goes_by_mail_alone(
    administrator: Client, town: Organisation
) -> None:
    filled = {
        "name": "Nadia", "email": "nadia@elders.example", "language": "nl",
        "role": "counsellor", "position": "internal",
    }  # fmt: skip
    answer = administrator.post("/manage/of/veldermeer/invite/", filled, follow=True)
    link = re.search(r"#/invitation/(\S+)", str(mail.outbox[0].body))
    assert link is not None
    assert link[1] not in answer.content.decode()
    assert "Beste Nadia" in mail.outbox[0].body
    administrator.post("/manage/of/veldermeer/invite/", filled)
    assert Invitation.objects.by_token(link[1]) is None
    assert Invitation.objects.open().count() == 1


@pytest.mark.mission("M44")
def test_ending_a_role_says_that_conversations_go_on(
    administrator: Client, town: Organisation
) -> None:
    person = Person.objects.create(user=User.objects.create_user("n@v.example"), name="Nadia")
    one = Appointment.objects.create(person=person, organisation=town, state="current")
    answer = administrator.post(f"/manage/of/veldermeer/end/{one.pk}/", follow=True)
    assert b"Conversations that run are not touched" in answer.content
    one.refresh_from_db()
    assert one.state == "ended"
    assert administrator.post(f"/manage/of/veldermeer/end/{one.pk}/").status_code == 404


def test_lists_ask_the_database_a_fixed_number_of_times(
    administrator: Client,
    town: Organisation,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(60):
        Organisation.objects.create(name=f"O{number}", slug=f"o{number}", code=f"o{number}")
        person = Person.objects.create(
            user=User.objects.create_user(f"p{number}@v.example"), name=f"P{number}"
        )
        Appointment.objects.create(person=person, organisation=town)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert b"O12" in administrator.get("/manage/").content
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert b"P59" in administrator.get("/manage/of/veldermeer/").content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sign_in_pages_speak_both_languages(visitor: Client, language: str) -> None:
    headers = {"accept-language": language}
    page = visitor.get("/account/login/", headers=headers).content.decode()
    assert ("Inloggen" in page) == (language == "nl")
    assert f'<html lang="{language}">' in page


def test_there_is_no_sign_up_and_no_other_page_of_the_library(visitor: Client) -> None:
    for path in ("signup/", "email/", "inactive/", "none/account_signup/", "social/"):
        assert visitor.get(f"/account/{path}").status_code == 404


def test_unknown_addresses_get_the_same_answer_as_known_ones(visitor: Client) -> None:
    account("a@luwte.example")
    texts = []
    for email in ("a@luwte.example", "b@luwte.example"):
        answer = visitor.post("/account/password/reset/", {"email": email}, follow=True)
        texts.append(re.sub(r"csrf\S+", "", answer.content.decode()))
    assert texts[0] == texts[1]


@pytest.mark.mission("M11")
def test_a_part_of_a_way_is_put_in_the_organisations_own_words(
    administrator: Client, town: Organisation
) -> None:
    text = "Bij ons beslist de commissie binnen acht weken."
    rows = {
        "route_texts-TOTAL_FORMS": "1",
        "route_texts-INITIAL_FORMS": "0",
        "route_texts-0-route": "complaint",
        "route_texts-0-part": "time",
        "route_texts-0-language": "nl",
        "route_texts-0-text": text,
    }
    page = administrator.get("/manage/of/veldermeer/routes/")
    assert "Make a complaint" in page.content.decode()
    assert administrator.post("/manage/of/veldermeer/routes/", rows).status_code == 302
    assert town.route_texts.get().text == text
    assert (
        "1 part in your own words" in administrator.get("/manage/of/veldermeer/").content.decode()
    )


@pytest.mark.mission("M11")
def test_only_ways_that_exist_can_be_put_in_own_words(
    administrator: Client, town: Organisation
) -> None:
    rows = {
        "route_texts-TOTAL_FORMS": "1",
        "route_texts-INITIAL_FORMS": "0",
        "route_texts-0-route": "no-such-way",
        "route_texts-0-part": "time",
        "route_texts-0-language": "nl",
        "route_texts-0-text": "Iets.",
    }
    assert administrator.post("/manage/of/veldermeer/routes/", rows).status_code == 200
    assert not town.route_texts.exists()


@pytest.mark.mission("M13")
def test_an_organisation_keeps_its_own_referral_list(
    administrator: Client, town: Organisation
) -> None:
    rows = {
        "referral_entries-TOTAL_FORMS": "1",
        "referral_entries-INITIAL_FORMS": "0",
        "referral_entries-0-name": "Arbodienst Zeewind",
        "referral_entries-0-need": "work-and-health",
        "referral_entries-0-reach": "088 012 3400",
        "referral_entries-0-hours": "maandag tot en met donderdag",
        "referral_entries-0-url": "zeewind.example",
        "referral_entries-0-languages": "nl pl",
        "referral_entries-0-checked_on": "2026-11-20",
    }
    assert administrator.post("/manage/of/veldermeer/referrals/", rows).status_code == 302
    assert town.referral_entries.get().name == "Arbodienst Zeewind"
    assert "Arbodienst Zeewind" in administrator.get("/manage/of/veldermeer/").content.decode()
