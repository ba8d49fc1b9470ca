"""Five years of a municipality: taken over, noticed, reported, read on a phone, answered.

Once in Dutch on SQLite, once in English on PostgreSQL.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Instance, start_instance
from tests.guarantees.players import Players, build_program
from tests.journeys.site_people import SLUG, Place, Reads, press, screen, sign_in, take_up
from tools.postgres import Cluster

pytestmark = [pytest.mark.mission("M26"), pytest.mark.slow]

#: Fewer each year than an organisation of 1,240 would notice; then a rise that it should.
QUARTERS = [8, 9, 8, 9, 9, 8, 10, 9, 8, 9, 9, 8, 9, 10, 8, 9, 9, 8, 9, 10]
RISE = [9, 22, 24]
FIRST_YEAR = 2021
REPORTED = 2025
SUBJECT = "Pesten / bullying"
ANSWER = "Wij nemen het over. We take it over."
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


@dataclass(frozen=True)
class Questions:
    """What the questions about a case, and one table of them, are called in a language."""

    category: str
    domain: str
    route: str
    too_fine: str
    telling: str
    harmless: str
    asked: str


QUESTIONS = {
    "nl": Questions(
        "Wat is het vooral?",
        "Waar gaat het over?",
        "Welke stap koos de melder?",
        "Onderdeel, onderwerp en over wie",
        "De drie meldingen over pesten kwamen van de Griffie.",
        "Pesten komt vaker voor dan eerder. Vooral de sfeer in teams speelt een rol.",
        "Maak een plan tegen pesten.",
    ),
    "en": Questions(
        "What is it mainly?",
        "What is it about?",
        "Which step did the reporter choose?",
        "Part, subject and about whom",
        "The three reports of bullying came from Griffie.",
        "Bullying comes up more often than before. The mood in teams is a large part of it.",
        "Make a plan against bullying.",
    ),
}


@contextmanager
def database(language: str) -> Iterator[dict[str, str]]:
    """Where the instance keeps what it knows."""
    if language == "nl":
        yield {}
        return
    with Cluster() as cluster:
        yield {"LUWTE_DATABASE": cluster.url}


@pytest.fixture(scope="module", params=["nl", "en"])
def reads(request: pytest.FixtureRequest) -> Reads:
    return Reads(request.param)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, reads: Reads) -> Iterator[Place]:
    program = build_program("players", tmp_path_factory.mktemp("players"))
    folder = tmp_path_factory.mktemp("report")
    with database(reads.language) as kept, start_instance(folder, **kept) as instance:
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


def import_years(page: Page, instance: Instance, table: Path, reads: Reads) -> None:
    questions = QUESTIONS[reads.language]
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/import/")
    page.get_by_label(reads("Excel or CSV")).set_input_files(table)
    press(page, reads("Next"))
    page.get_by_label(questions.category).select_option(label="Soort")
    page.get_by_label(questions.domain).select_option(label="Domein")
    page.get_by_label(questions.route).select_option(label="Stap")
    press(page, reads("Next"))
    press(page, reads("Look at it"))
    press(page, reads("Take all of it over"))
    expect(page.get_by_text(reads("Taken over. Tonight it goes into the figures."))).to_be_visible()


def begin_report(page: Page, instance: Instance, reads: Reads) -> None:
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/reports/")
    page.get_by_role("link", name=reads("Begin a report")).click()
    page.get_by_label(reads("The year it begins in")).fill(str(REPORTED))
    press(page, reads("Begin"))


def take_figures(page: Page, reads: Reads) -> None:
    """A table that is too fine is refused by name; without it there are figures."""
    too_fine = QUESTIONS[reads.language].too_fine
    page.get_by_role("link", name=reads("Figures"), exact=True).click()
    page.get_by_label(too_fine).check()
    press(page, reads("Take the figures"))
    refusal = reads(
        "%(table)s is too fine for an organisation of this size. What helps: leave it out, take a "
        "table with one question, or several years together.",
        table=f"“{too_fine}”",
    )
    expect(page.get_by_role("alert")).to_contain_text(refusal)
    taken = page.get_by_role("heading", name=reads("What was taken"))
    expect(taken).to_have_count(0)
    page.get_by_label(too_fine).uncheck()
    press(page, reads("Take the figures"))
    expect(taken).to_be_visible(timeout=60_000)
    page.get_by_role("link", name=reads("Back to the report")).click()


def write_words(page: Page, reads: Reads) -> None:
    """A sentence that could give somebody away is held back until it is written anew."""
    page.get_by_role("link", name=reads("Words"), exact=True).click()
    summary = page.locator(f"textarea[name=summary-{reads.language}]")
    summary.fill(QUESTIONS[reads.language].telling)
    press(page, reads("Save"))
    expect(page.get_by_text("Griffie").first).to_be_visible()
    summary.fill(QUESTIONS[reads.language].harmless)
    press(page, reads("Save"))
    expect(page.get_by_text(reads("Saved."), exact=True)).to_be_visible()


def ask(page: Page, reads: Reads) -> None:
    page.get_by_role("link", name=reads("What you ask"), exact=True).click()
    first = page.get_by_role("group", name="1", exact=True)
    language = {"nl": "What is asked, Dutch", "en": "What is asked, English"}[reads.language]
    first.get_by_label(reads(language)).fill(QUESTIONS[reads.language].asked)
    first.get_by_label(reads("of whom")).fill("Directie")
    first.get_by_label(reads("when")).fill("2027-03-01")
    press(page, reads("Save"))
    expect(page.get_by_text(reads("Saved."), exact=True)).to_be_visible()


def advise(page: Page, instance: Instance, reads: Reads) -> None:
    """Advice that rests on a figure of the report."""
    page.goto(f"{instance.site_origin}/lead/of/{SLUG}/advice/new/")
    page.get_by_label(reads("For whom")).select_option("management")
    page.get_by_label(reads("About what")).fill(SUBJECT)
    page.get_by_label(reads("The advice")).fill(QUESTIONS[reads.language].asked)
    page.locator("select[name=ground]").select_option(index=1)
    press(page, reads("Save as a draft"))
    press(page, reads("Give it to management"))
    expect(
        page.get_by_text(reads("The advice was given. It doesn’t change any more."))
    ).to_be_visible()


def answer(page: Page, reads: Reads) -> None:
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_role("link", name=reads("Give an answer")).click()
    page.get_by_label(reads("Your answer")).fill(ANSWER)
    press(page, reads("Send the answer"))
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.mission("M25")
@pytest.mark.mission("M27")
@pytest.mark.mission("M28")
def test_from_five_years_in_a_table_to_a_board_member_on_a_phone(
    place: Place, reads: Reads, chromium: Browser, tmp_path: Path
) -> None:
    instance, questions = place.instance, QUESTIONS[reads.language]
    table = tmp_path / "jaren.csv"
    table.write_text("\n".join(rows()), "utf-8")
    with (
        screen(chromium, phone=False, language=reads.language) as anne,
        screen(chromium, phone=True, language=reads.language) as dirk,
    ):
        sign_in(anne, instance, place.counsellor, reads)
        import_years(anne, instance, table, reads)
        assert "category:pesten" in night(instance).split()

        begin_report(anne, instance, reads)
        take_figures(anne, reads)
        write_words(anne, reads)
        ask(anne, reads)
        press(anne, reads("Publish"))
        expect(anne.get_by_text(reads("Published. Management can read it now."))).to_be_visible()

        take_up(dirk, instance, "Dirk", "management", reads)
        dirk.get_by_role("link", name=reads("Reports")).click()
        dirk.get_by_role("link", name=str(REPORTED)).first.click()
        expect(dirk.get_by_text(questions.harmless.split(".")[0]).first).to_be_visible()
        expect(dirk.get_by_text(questions.asked).first).to_be_visible()
        expect(dirk.get_by_text("Directie").first).to_be_visible()
        wide = dirk.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, wide

        advise(anne, instance, reads)
        dirk.goto(f"{instance.site_origin}/board/{SLUG}/")
        answer(dirk, reads)
        anne.reload()
        expect(anne.get_by_text(ANSWER)).to_be_visible()
