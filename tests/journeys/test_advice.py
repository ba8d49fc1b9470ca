"""Advice, by three people: who writes it, who answers it on a phone, and who must never know."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Instance, start_instance
from tests.guarantees.players import Players, build_program
from tests.journeys.site_people import SLUG, Place, press, screen, sign_in, take_up

pytestmark = [pytest.mark.mission("M28"), pytest.mark.slow]

SUBJECT = "Plan tijd om met elkaar te praten"
ABOUT_THE_BOARD = "Tegenspraak in het overleg van de directie"

# Five weeks later, at eight on the first Tuesday of a month.
FIVE_WEEKS_LATER = """
import datetime, zoneinfo
import django
django.setup()
from luwte.reports.models import Advice
from luwte.site import notifications
for one in Advice.objects.all():
    Advice.objects.filter(pk=one.pk).update(given_on=one.given_on - datetime.timedelta(weeks=5))
zone = zoneinfo.ZoneInfo("Europe/Amsterdam")
print(notifications.send_due(datetime.datetime(2031, 4, 1, 8, 1, tzinfo=zone)))
"""


def write_advice(page: Page, instance: Instance, subject: str, addressee: str) -> None:
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/advice/new/")
    expect(page.get_by_text("Niemands zaak hoort hier.")).to_be_visible()
    page.get_by_label("Voor wie").select_option(label=addressee)
    page.get_by_label("Waarover").fill(subject)
    page.get_by_label("Het advies").fill("Wij zien dat er weinig tijd is. Plan die tijd in.")
    press(page, "Bewaar als concept")
    expect(page.get_by_text("Alleen jij ziet het.")).to_be_visible()
    page.get_by_role("button", name="Geef het aan").click()
    expect(page.get_by_text("Het verandert niet meer.")).to_be_visible()


def five_weeks_later(instance: Instance) -> str:
    settings = {"DJANGO_SETTINGS_MODULE": "luwte.site.settings"}
    told = subprocess.run(
        [sys.executable, "-c", FIVE_WEEKS_LATER],
        env=instance.environment | settings,
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.strip()


def answer_on_a_phone(page: Page, due: str) -> None:
    page.get_by_role("link", name="Geef antwoord").click()
    page.get_by_label("Je antwoord").fill("Wij nemen het over.")
    press(page, "Verstuur het antwoord")
    page.get_by_role("link", name="Voeg een actie toe").click()
    page.get_by_label("Wat er gaat gebeuren").fill("Een vast uur in het rooster")
    page.get_by_label("Wie daarvoor zorgt").fill("Hoofd personeel")
    page.get_by_label("Wanneer het klaar is").fill(due)
    press(page, "Opslaan")
    expect(page.get_by_role("heading", name="Een vast uur in het rooster")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, wide


def mark_done(page: Page) -> None:
    page.get_by_role("link", name="Een vast uur in het rooster").click()
    page.get_by_label("Hoe ver is het?").select_option("done")
    page.get_by_label("Wat ervan kwam").fill("Het staat in het rooster.")
    press(page, "Opslaan")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    program = build_program("players", tmp_path_factory.mktemp("players"))
    with start_instance(tmp_path_factory.mktemp(SLUG)) as instance:
        instance.luwte("organisation", "add", SLUG, "--name", "Raadveen")
        players = Players(program, instance)
        account = players.accept("anne", SLUG, "counsellor")
        players.leave()
        yield Place(instance, account)


@pytest.mark.mission("M44")
def test_advice_from_writing_to_what_came_of_it(place: Place, chromium: Browser) -> None:
    instance = place.instance
    home = f"{instance.site_origin}/board/{SLUG}/"
    with (
        screen(chromium, phone=True) as dirk,
        screen(chromium, phone=True) as eva,
        screen(chromium, phone=False) as anne,
    ):
        take_up(dirk, instance, "Dirk", "management")
        take_up(eva, instance, "Eva", "second-address")
        sign_in(anne, instance, place.counsellor)
        write_advice(anne, instance, SUBJECT, "Het bestuur")
        mine = anne.url
        second = "Alleen het tweede adres: het gaat over het bestuur zelf"
        write_advice(anne, instance, ABOUT_THE_BOARD, second)
        about_the_board = anne.url.replace(f"/lead/of/{SLUG}/", f"/board/{SLUG}/")

        # The mail says nothing and comes to both; what waits stands behind the sign-in.
        assert five_weeks_later(instance) == "3"
        mails = [one.read_text("utf-8") for one in (instance.data / "mail").iterdir()]
        newest = [one for one in mails if "Kijk even op je pagina" in one]
        assert len(newest) == 2
        assert not [one for one in mails if SUBJECT in one or ABOUT_THE_BOARD in one]

        dirk.goto(home)
        expect(dirk.get_by_text("een advies zonder antwoord sinds")).to_have_count(1)
        expect(dirk.get_by_text(ABOUT_THE_BOARD)).to_have_count(0)
        dirk.get_by_role("link", name=SUBJECT).click()
        due = time.strftime("%Y-%m-%d", time.localtime(time.time() + 20 * 86_400))
        answer_on_a_phone(dirk, due)

        dirk.goto(home)
        expect(dirk.get_by_text("een advies zonder antwoord sinds")).to_have_count(0)
        mark_done(dirk)
        dirk.goto(home)
        expect(dirk.get_by_text("Er wacht nu niets op je.")).to_be_visible()

        anne.goto(mine)
        for said in ("Wij nemen het over.", "Hoofd personeel", "Het staat in het rooster."):
            expect(anne.get_by_text(said)).to_be_visible()

        # About the board itself: for the board it isn't there, not even by its address.
        nothing = dirk.goto(about_the_board)
        assert nothing is not None
        assert nothing.status == 404
        eva.goto(home)
        expect(eva.get_by_text(SUBJECT)).to_have_count(0)
        eva.get_by_role("link", name=ABOUT_THE_BOARD).click()
        answer_on_a_phone(eva, due)
