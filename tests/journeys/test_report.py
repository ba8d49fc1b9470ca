"""Five years of a municipality: taken over, noticed, reported, read on a phone, answered."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Instance, start_instance
from tests.guarantees.players import Players, build_program
from tests.journeys.site_people import SLUG, Place, press, screen, sign_in, take_up

pytestmark = [pytest.mark.mission("M26"), pytest.mark.slow]

#: Fewer each year than an organisation of 1,240 would notice; then a rise that it should.
QUARTERS = [8, 9, 8, 9, 9, 8, 10, 9, 8, 9, 9, 8, 9, 10, 8, 9, 9, 8, 9, 10]
RISE = [9, 22, 24]
FIRST_YEAR = 2021
REPORTED = 2025
CODES = ("Pesten", "Intimidatie of machtsmisbruik", "Seksuele intimidatie")
ROUTES = ("Geen verdere stap", "Zelf aangepakt", "Formele klacht")

# At night what waits goes into the registry, and once a quarter is over it is looked at.
NIGHT = """
import datetime
import django
django.setup()
from luwte.people.models import Appointment
from luwte.organisations.models import Organisation
from luwte.registry import nightly
from luwte.reports import noticing
from luwte.reports.models import Signal
Appointment.objects.filter(role="counsellor").update(position="external")
place = Organisation.objects.get()
for name in ("Burgerzaken", "Groen", "Sociaal domein", "Bouw"):
    place.units.get_or_create(name=name, defaults={"headcount": 300})
place.units.get_or_create(name="Griffie", defaults={"headcount": 7})
nightly.move()
noticing.notice(datetime.date(2026, 11, 1))
print(*Signal.objects.values_list("series", flat=True))
"""


def rows() -> Iterator[str]:
    yield "Jaar;Kwartaal;Domein;Soort;Stap"
    for number, cases in enumerate([*QUARTERS, *RISE]):
        year, quarter = divmod(number, 4)
        for case in range(cases):
            subject = CODES[0] if case >= 12 else CODES[case % 3]
            route = ROUTES[case % 3]
            yield f"{FIRST_YEAR + year};{quarter + 1};Ongewenst gedrag;{subject};{route}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    program = build_program("players", tmp_path_factory.mktemp("players"))
    with start_instance(tmp_path_factory.mktemp("report")) as instance:
        instance.luwte("organisation", "add", SLUG, "--name", "Raadveen", "--headcount", "1240")
        players = Players(program, instance)
        account = players.accept("anne", SLUG, "counsellor")
        players.leave()
        yield Place(instance, account)


def night(instance: Instance) -> str:
    settings = {"DJANGO_SETTINGS_MODULE": "luwte.site.settings"}
    told = subprocess.run(
        [sys.executable, "-c", NIGHT],
        env=instance.environment | settings,
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.strip()


def import_years(page: Page, instance: Instance, table: Path) -> None:
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/import/")
    page.get_by_label("Excel of CSV").set_input_files(table)
    press(page, "Volgende")
    page.get_by_label("Wat is het vooral?").select_option(label="Soort")
    page.get_by_label("Waar gaat het over?").select_option(label="Domein")
    page.get_by_label("Welke stap koos de melder?").select_option(label="Stap")
    press(page, "Volgende")
    press(page, "Bekijk het")
    press(page, "Neem alles over")
    expect(page.get_by_text("Vannacht gaat het naar de cijfers")).to_be_visible()


def begin_report(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/reports/")
    page.get_by_role("link", name="Een verslag beginnen").click()
    page.get_by_label("Het jaar waarin het begint").fill(str(REPORTED))
    press(page, "Beginnen")


def take_figures(page: Page) -> None:
    """A table that is too fine is refused by name; without it there are figures."""
    page.get_by_role("link", name="Cijfers", exact=True).click()
    page.get_by_label("Onderdeel, onderwerp en over wie").check()
    press(page, "De cijfers ophalen")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("“Onderdeel, onderwerp en over wie” is te fijn")
    expect(alert).to_contain_text("Wat helpt")
    expect(page.get_by_role("heading", name="Wat er is opgehaald")).to_have_count(0)
    page.get_by_label("Onderdeel, onderwerp en over wie").uncheck()
    press(page, "De cijfers ophalen")
    expect(page.get_by_role("heading", name="Wat er is opgehaald")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Terug naar het verslag").click()


def write_words(page: Page) -> None:
    """A sentence that could give somebody away is held back until it is written anew."""
    page.get_by_role("link", name="Woorden", exact=True).click()
    summary = page.get_by_label("In het kort (Nederlands)")
    summary.fill("De drie meldingen over pesten kwamen van de Griffie.")
    press(page, "Opslaan")
    expect(page.get_by_text("Griffie").first).to_be_visible()
    summary.fill("Pesten komt vaker voor dan eerder. Vooral de sfeer in teams speelt een rol.")
    press(page, "Opslaan")
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()


def ask(page: Page) -> None:
    page.get_by_role("link", name="Wat je vraagt", exact=True).click()
    first = page.get_by_role("group", name="1", exact=True)
    first.get_by_label("Wat je vraagt, Nederlands").fill("Maak een plan tegen pesten.")
    first.get_by_label("van wie").fill("Directie")
    first.get_by_label("wanneer").fill("2027-03-01")
    press(page, "Opslaan")
    expect(page.get_by_text("Opgeslagen.")).to_be_visible()


@pytest.mark.mission("M25")
@pytest.mark.mission("M27")
def test_from_five_years_in_a_table_to_a_board_member_on_a_phone(
    place: Place, chromium: Browser, tmp_path: Path
) -> None:
    instance = place.instance
    table = tmp_path / "jaren.csv"
    table.write_text("\n".join(rows()), "utf-8")
    with screen(chromium, phone=False) as anne, screen(chromium, phone=True) as dirk:
        sign_in(anne, instance, place.counsellor)
        import_years(anne, instance, table)
        assert "category:pesten" in night(instance).split()

        begin_report(anne, instance)
        take_figures(anne)
        write_words(anne)
        ask(anne)
        press(anne, "Publiceren")
        expect(anne.get_by_text("De leiding kan het nu lezen.")).to_be_visible()

        take_up(dirk, instance, "Dirk", "management")
        dirk.get_by_role("link", name="Verslagen").click()
        dirk.get_by_role("link", name=str(REPORTED)).first.click()
        expect(dirk.get_by_text("Pesten komt vaker voor dan eerder.").first).to_be_visible()
        expect(dirk.get_by_text("Maak een plan tegen pesten.").first).to_be_visible()
        expect(dirk.get_by_text("Directie").first).to_be_visible()
        wide = dirk.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, wide
