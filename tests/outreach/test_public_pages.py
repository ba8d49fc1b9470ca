"""What somebody sees who opens an organisation's page, without script and without cookies."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from luwte.organisations.models import Organisation, PhoneLine
from luwte.people.models import Appointment, Person, User
from luwte.site.demo.portraits import Look, portrait
from luwte.vault.models import PublicBlob, Roster, RosterMember

pytestmark = pytest.mark.django_db
FINGERPRINT = "rkk6y57ij2k2bzzer654jchtxkmlijgj"
PICTURE = portrait(Look(1, "tan", "short", "#222222", "#336699", "#eeeeee"))


@pytest.fixture
def visitor() -> Callable[..., Client]:
    host = settings.LUWTE.site_origin.partition("//")[2]
    return lambda language="nl": Client(headers={"host": host, "accept-language": language})


@pytest.fixture
def town() -> Organisation:
    town = Organisation.objects.create(
        name="Gemeente Veldermeer",
        slug="veldermeer",
        code="veldermeer-plein",
        sector="government",
        second_address="Griffie van de raad",
        walk_in_nl="Dinsdag van 12 tot 14",
        walk_in_en="Tuesday from 12 to 14",
    )
    PhoneLine.objects.create(
        organisation=town, name="Lijn", number="088 012 3400", hours_nl="werkdagen"
    )
    roster = Roster.objects.create(
        organisation=town, fingerprint=FINGERPRINT, length=1, head="0" * 64
    )
    for name, trained in (("Nadia", True), ("Ruth", False)):
        add_counsellor(town, roster, name, trained=trained)
    return town


def add_counsellor(
    town: Organisation, roster: Roster, name: str, *, trained: bool, current: bool = True
) -> Person:
    person = Person.objects.create(
        user=User.objects.create_user(f"{name}@veldermeer.example"), name=name
    )
    Appointment.objects.create(
        person=person, organisation=town, state="current", promise_days=2, phone="06 0012 3401"
    )
    PublicBlob.objects.get_or_create(
        hash=hashlib.sha256(PICTURE).hexdigest(),
        defaults={"kind": "portrait", "bytes": PICTURE},
    )
    profile = json.dumps(
        {
            "v": 1,
            "kind": "profile",
            "name": name,
            "position": "internal",
            "domains": ["conduct"],
            "trained": trained,
            "gender": "woman",
            "age": "30–39",
            "languages": ["nl", "ar"],
            "background": "",
            "expertise": ["pesten"],
            "text": {"nl": f"Ik ben {name}.", "en": f"I am {name}."},
            "portrait": hashlib.sha256(PICTURE).hexdigest(),
        }
    ).encode()
    named = hashlib.sha256(profile).hexdigest()
    PublicBlob.objects.create(hash=named, kind="profile", bytes=profile)
    RosterMember.objects.create(
        roster=roster, person=person.public_id, sign=name, profile=named, current=current
    )
    return person


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.mission("M01")
def test_the_page_leads_to_the_conversation_by_a_fragment_alone(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    page = text_of(visitor(), "/o/veldermeer/")
    talk = f"{settings.LUWTE.app_origin}/talk/#{FINGERPRINT}"
    assert f'href="{talk}"' in page
    assert f'href="{talk}/return"' in page
    assert "<script" not in page
    assert " style=" not in page


@pytest.mark.mission("M01")
def test_the_page_shows_every_way_to_be_heard(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    page = text_of(visitor(), "/o/veldermeer/")
    for words in ("088 012 3400", "Dinsdag van 12 tot 14", "Laat je bellen", "Griffie van de raad"):
        assert words in page
    assert 'href="tel:0880123400"' in page


@pytest.mark.mission("M04")
@pytest.mark.mission("M36")
def test_counsellors_are_shown_as_they_chose_and_untrained_ones_as_such(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    page = text_of(visitor(), "/o/veldermeer/")
    assert "Ik ben Nadia." in page
    assert "Vrouw, 30–39" in page
    assert "Nederlands, Arabisch" in page
    assert page.count("Heeft hier nog geen opleiding voor") == 1
    english = text_of(visitor("en"), "/o/veldermeer/")
    assert "I am Nadia." in english
    assert "Dutch, Arabic" in english
    assert english.count("Has no training for this yet") == 1


@pytest.mark.mission("M04")
def test_the_order_of_counsellors_changes(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    found = {
        tuple(re.findall(r"<h3>(Nadia|Ruth)</h3>", text_of(visitor(), "/o/veldermeer/")))
        for _visit in range(40)
    }
    assert found == {("Nadia", "Ruth"), ("Ruth", "Nadia")}


@pytest.mark.mission("M44")
def test_who_left_the_roster_is_not_shown(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    RosterMember.objects.filter(sign="Ruth").update(current=False)
    assert "Ruth" not in text_of(visitor(), "/o/veldermeer/")


@pytest.mark.mission("M43")
def test_absence_and_stand_in_are_on_the_card(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    ruth = Person.objects.get(name="Ruth")
    Appointment.objects.filter(person__name="Nadia").update(
        absent_from="2020-01-01", absent_until="2099-12-31", stand_in=ruth
    )
    page = text_of(visitor(), "/o/veldermeer/")
    assert "afwezig tot en met 31 december; Ruth is er wel" in page


@pytest.mark.mission("M23")
def test_the_exceptions_are_those_of_the_sector(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    assert "ambtenaar" in text_of(visitor(), "/o/veldermeer/")
    Organisation.objects.filter(pk=town.pk).update(sector="private")
    assert "ambtenaar" not in text_of(visitor(), "/o/veldermeer/")


@pytest.mark.mission("M01")
def test_an_organisation_without_counsellors_still_gives_its_numbers(
    visitor: Callable[..., Client],
) -> None:
    club = Organisation.objects.create(name="SV", slug="sv", code="sv", kind="club", sector="sport")
    PhoneLine.objects.create(organisation=club, name="Lijn", number="06 0012 3477")
    page = text_of(visitor(), "/o/sv/")
    assert "06 0012 3477" in page
    assert "/talk/#" not in page
    assert visitor().get("/o/sv/qr.svg").status_code == 404


@pytest.mark.mission("M01")
def test_a_wrong_address_gets_a_kind_page_and_a_provider_has_none(
    visitor: Callable[..., Client],
) -> None:
    Organisation.objects.create(name="Bureau", slug="bureau", code="bureau", kind="provider")
    Organisation.objects.create(name="Weg", slug="weg", code="weg", active=False)
    pages = [text_of(visitor(), f"/o/{slug}/", 404) for slug in ("niets", "bureau", "weg")]
    assert "Je deed niets verkeerds" in pages[0] or "Je deed niets verkeerd" in pages[0]
    assert pages[1].replace("bureau", "niets") == pages[0]
    assert pages[2].replace("weg", "niets") == pages[0]


@pytest.mark.mission("M01")
def test_the_start_page_finds_by_exact_code_only(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    found = visitor().get("/", {"code": " Veldermeer Plein "})
    assert (found.status_code, found["location"]) == (302, "/o/veldermeer/")
    for code in ("veldermeer", "veldermeer-plei", "%", ""):
        page = visitor().get("/", {"code": code})
        assert page.status_code == 404
        assert "Veldermeer" not in page.content.decode()
    assert "Veldermeer" not in text_of(visitor(), "/")


@pytest.mark.mission("M22")
def test_reading_sets_no_cookie_and_pictures_come_from_here(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    client = visitor()
    page = text_of(client, "/o/veldermeer/")
    text_of(client, "/o/veldermeer/poster/")
    text_of(client, "/")
    assert not client.cookies
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        if address.startswith("http"):
            assert address.startswith(settings.LUWTE.app_origin)


@pytest.mark.mission("M31")
def test_the_poster_holds_the_code_and_the_people(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    page = text_of(visitor(), "/o/veldermeer/poster/")
    assert "/o/veldermeer/qr.svg" in page
    assert "veldermeer-plein" in page
    assert "Nadia" in page
    code = visitor().get("/o/veldermeer/qr.svg")
    assert code["content-type"] == "image/svg+xml"
    assert code.content.startswith(b"<?xml")


@pytest.mark.mission("M31")
def test_portraits_are_pictures_and_nothing_else(
    visitor: Callable[..., Client], town: Organisation
) -> None:
    named = hashlib.sha256(PICTURE).hexdigest()
    answer = visitor().get(f"/o/veldermeer/portrait/{named}")
    assert answer["content-type"] == "image/webp"
    profile = PublicBlob.objects.filter(kind="profile").first()
    assert profile is not None
    for wrong in (profile.hash, "0" * 64, "x"):
        assert visitor().get(f"/o/veldermeer/portrait/{wrong}").status_code == 404


@pytest.mark.mission("M22")
def test_the_number_of_queries_does_not_grow_with_the_counsellors(
    visitor: Callable[..., Client],
    town: Organisation,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    roster = Roster.objects.get()
    for number in range(8):
        add_counsellor(town, roster, f"N{number}", trained=True)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        visitor().get("/o/veldermeer/")
