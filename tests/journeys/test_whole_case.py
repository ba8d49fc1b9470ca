"""A case from the first word until nothing is left of it but a count; and one single phone call."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from tests.conftest import start_instance
from tests.journeys.conftest import Brink, settle
from tests.journeys.desks import Desk
from tests.journeys.moving_on import ends_on, figures, logs, sweep_on
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter
from tests.journeys.test_guidance_aftercare import answer_aftercare, examine
from tests.journeys.test_guidance_agreement import offer
from tests.journeys.test_guidance_meetings import (
    pick_second,
    propose_by_keyboard,
    say_when,
    to_meetings,
)
from tests.journeys.test_guidance_routes import STORY, subject_of, ways, write

# How long somebody takes at a screen who knows it: Card, Moran and Newell's keystroke-level model
# (a tap with pointing 1.3 s, a key 0.28 s, a moment of thought 1.35 s before each tap).
TAP_S, KEY_S, THOUGHT_S = 1.3, 0.28, 1.35
# Words a second of somebody who reads aloud, calmly.
ALOUD = 2.5


@pytest.fixture(scope="module")
def brink(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brink]:
    """A company on an instance of its own: years pass there."""
    with start_instance(tmp_path_factory.mktemp("years")) as instance:
        yield settle(instance, chromium, tmp_path_factory.mktemp("reporters"), "brinkjaren")


def today() -> datetime.date:
    """Where the browsers beside this test are: in Django's time zone."""
    return timezone.localdate()


def accept(desk: Desk, brink: Brink) -> None:
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY).first).to_be_visible()


def look_again(desk: Desk, brink: Brink) -> None:
    """Anew at the desk, in the one case that there is."""
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.choose("Alle")
    desk.page.locator("[data-row]").first.click()


def meet(desk: Desk, phone: Phone, brink: Brink, words: list[str]) -> None:
    to_meetings(desk)
    propose_by_keyboard(desk)
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    pick_second(phone)


def agree(desk: Desk, phone: Phone, brink: Brink, words: list[str]) -> None:
    look_again(desk, brink)
    offer(desk)
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")
    phone.tap("Bekijk en antwoord")
    phone.on("agreement")
    phone.tap("Teken deze overeenkomst")
    expect(phone.page.get_by_text("de handtekening hoort bij precies deze tekst")).to_be_visible()


def choose_own_talk(desk: Desk, phone: Phone, brink: Brink, words: list[str]) -> None:
    """An option is looked at together; the reporter chooses it, and tells how it went."""
    look_again(desk, brink)
    subject_of(desk, "Wegen en keuzes")
    desk.on("guide-routes")
    desk.press("Lees: Zelf met de ander praten")
    desk.fill("In een paar woorden", "Lijkt je wat, na het oefenen.")
    desk.press("Noteer dit")
    expect(desk.page.get_by_text("Bekeken: Zelf met de ander praten")).to_be_visible()
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")
    ways(phone)
    phone.tap("Lees: Zelf met de ander praten")
    phone.tap("Ik kies dit")
    expect(phone.page.get_by_text("Je koos: Zelf met de ander praten")).to_be_visible()
    phone.tap(phone.page.get_by_text("Vertel wat er gebeurde"))
    phone.type_into("Wat gebeurde er?", "We hebben gepraat. Het luchtte op.")
    phone.tap("Bewaar wat er gebeurde")
    expect(phone.page.get_by_text("We hebben gepraat. Het luchtte op.").first).to_be_visible()
    phone.page.go_back()
    phone.on("conversation")


def close(desk: Desk, brink: Brink) -> datetime.date:
    """Together, with a summary and aftercare; gives the day that both are told."""
    look_again(desk, brink)
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.fill("Samenvatting (mag leeg)", "Je sprak met HR, en het is nu rustig.")
    desk.page.get_by_label("Nazorg aanbieden").check()
    desk.fill("Eerste keer", today().isoformat())
    expect(desk.page.get_by_text("Tot die tijd is er nazorg.")).to_be_visible()
    desk.examine()
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd")).first).to_be_visible()
    (day,) = ends_on(brink.instance)
    return day


def count(desk: Desk, brink: Brink) -> None:
    """In a few taps; a day later it leaves the desk."""
    look_again(desk, brink)
    desk.page.get_by_role("button", name=re.compile("^Tel deze zaak")).click()
    desk.on("guide-count")
    desk.choose("Ongewenst gedrag")
    desk.choose("Pesten")
    desk.press("Tel deze zaak")
    expect(desk.page.get_by_role("button", name="Tel deze zaak Geteld")).to_be_visible()


def a_day_later(desk: Desk, brink: Brink, before: int = 0) -> None:
    desk.page.clock.fast_forward("25:00:00")
    desk.unlock(brink.roos.words)
    for _ in range(15):
        if len(figures(brink.instance)) > before:
            return
        desk.page.wait_for_timeout(1_000)
    raise AssertionError("nothing was counted")


def certificates(desk: Desk, brink: Brink) -> Locator:
    """What the desk shows of what is gone."""
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.choose("Alle")
    expect(desk.page.locator("[data-row]")).to_have_count(0)
    desk.press("Wat is vernietigd")
    desk.on("destroyed")
    shown = desk.page.locator("main li")
    expect(shown.first).to_be_visible()
    desk.examine()
    return shown


@pytest.mark.mission("M06")
@pytest.mark.mission("M07")
@pytest.mark.mission("M18")
@pytest.mark.mission("M19")
@pytest.mark.mission("M20")
@pytest.mark.mission("M24")
@pytest.mark.mission("M25")
def test_from_an_anonymous_report_until_only_a_count_is_left(
    desk: Desk, brink: Brink, phone: Phone
) -> None:
    address = f"{brink.instance.app_origin}/talk/"
    say_when(desk)
    words = write(phone, f"{address}#{brink.roster}", brink.COUNSELLOR, "Pesten")
    accept(desk, brink)
    meet(desk, phone, brink, words)
    agree(desk, phone, brink, words)
    choose_own_talk(desk, phone, brink, words)
    told = close(desk, brink)
    assert told.day == 1
    assert told > today() + datetime.timedelta(days=89)

    phone.come_back(address, words)
    phone.on("conversation")
    expect(phone.page.get_by_text("Dit gesprek is afgesloten.")).to_be_visible()
    expect(phone.page.get_by_text("Tot die tijd is er nazorg.").first).to_be_visible()
    examine(phone)
    answer_aftercare(phone)
    assert ends_on(brink.instance) == []  # what was answered opened it again

    desk.page.clock.install()
    count(desk, brink)
    look_again(desk, brink)
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd")).first).to_be_visible()
    (last,) = ends_on(brink.instance)
    assert last >= told
    a_day_later(desk, brink)
    assert figures(brink.instance) == [("case", today().year)]

    sweep_on(brink.instance, last - datetime.timedelta(days=1))
    assert (logs(brink.instance, "conversation"), logs(brink.instance, "file")) == (1, 1)
    sweep_on(brink.instance, last)
    assert (logs(brink.instance, "conversation"), logs(brink.instance, "file")) == (0, 0)

    phone.come_back(address, words)
    phone.on("conversations")
    expect(phone.page.get_by_text(re.compile("^Op .* is een gesprek vernietigd"))).to_be_visible()
    examine(phone)
    shown = certificates(desk, brink)
    expect(shown).to_have_count(2)
    assert STORY not in desk.page.content()
    assert figures(brink.instance) == [("case", today().year)]


@pytest.mark.mission("M24")
@pytest.mark.mission("M25")
def test_what_nobody_counted_in_time_leaves_one_not_counted(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    before = figures(brink.instance)
    reporter.begin(brink.roster, brink.COUNSELLOR, about="", story=STORY)
    accept(desk, brink)
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd")).first).to_be_visible()
    sweep_on(brink.instance, ends_on(brink.instance)[-1])
    desk.page.clock.install()
    desk.unlock(brink.roos.words)
    desk.page.wait_for_timeout(3_000)
    expect(desk.page.get_by_text("Ingetrokken: tel het")).to_have_count(0)
    a_day_later(desk, brink, len(before))
    after = figures(brink.instance)
    assert sorted(after) == sorted([*before, ("not-counted", today().year)])


class AtHumanPace:
    """A desk on a telephone, where taps and keys are counted for how long they take a person."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.taps, self.keys, self.read = desk, 0, 0, 0
        self.begun = time.monotonic()

    def tap(self, place: Locator | str) -> None:
        self.taps += 1
        button = self.desk.button(place) if isinstance(place, str) else place
        button.first.tap()

    def tick(self, place: Locator) -> None:
        """A box or a chip: its input lies over the words."""
        self.taps += 1
        place.first.check()

    def type(self, label: str, text: str) -> None:
        self.taps += 1
        self.keys += len(text)
        self.desk.fill(label, text)

    def read_aloud(self, place: Locator) -> None:
        self.read += len(place.inner_text().split())

    def seconds(self) -> float:
        """What the machine took, what hands and thoughts take, and the reading."""
        hands = self.taps * (TAP_S + THOUGHT_S) + self.keys * KEY_S
        return time.monotonic() - self.begun + hands + self.read / ALOUD


@pytest.mark.mission("M02")
@pytest.mark.mission("M24")
@pytest.mark.mission("M25")
def test_one_phone_call_from_opening_to_destruction_takes_three_minutes_of_work(
    chromium: Browser, brink: Brink
) -> None:
    before = len(figures(brink.instance))
    with Desk.at(chromium, brink.instance, narrow=True, state=brink.roos.state) as desk:
        desk.page.clock.install()
        desk.unlock(brink.roos.words)
        person = AtHumanPace(desk)
        person.tap(desk.page.get_by_role("navigation").get_by_role("button", name="Nieuwe zaak"))
        desk.on("open-case")
        person.type("Hoe noem je deze persoon?", "Gele fiets")
        person.tap("De zaak openen")
        desk.on("talk")
        person.read_aloud(desk.page.locator(".script__lines"))
        notes = desk.page.get_by_role("group", name="Mag je notities maken?")
        person.tick(notes.get_by_label("Ja"))
        person.tick(desk.page.get_by_label("Ik las dit voor, met de uitzonderingen"))
        person.tap("Bewaren, en dit gesprek noteren")
        desk.on("contact")
        person.tick(desk.page.get_by_label("15 min", exact=True))
        person.tap("Dit contact noteren")
        expect(desk.page.get_by_text("Contact genoteerd").first).to_be_visible()
        if desk.button("Dossier").count():
            person.tap("Dossier")
        person.tap(desk.page.get_by_role("button", name=re.compile("^Tel deze zaak")))
        desk.on("guide-count")
        person.tick(desk.page.get_by_label("Ongewenst gedrag", exact=True))
        person.tick(desk.page.get_by_label("Pesten", exact=True))
        person.tap("Tel deze zaak")
        person.tap(desk.page.locator("details.menu summary"))
        person.tap("Samen afsluiten")
        desk.on("ending")
        expect(desk.page.get_by_label(re.compile("^Eén gesprek, verder niets"))).to_be_checked()
        desk.examine()
        person.tap("De zaak afsluiten")
        expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd")).first).to_be_visible()
        took = person.seconds()
        assert took <= 180, f"{person.taps} taps, {person.keys} keys, {person.read} words"
        assert person.taps <= 16
        (day,) = ends_on(brink.instance)
        assert today() + datetime.timedelta(days=28) <= day <= today() + datetime.timedelta(days=62)

        a_day_later(desk, brink, before)
        sweep_on(brink.instance, day)
        assert logs(brink.instance, "file") == 0
        assert len(figures(brink.instance)) == before + 1
