"""Consent: asked at the desk, answered on the phone, used only as it was given."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.conftest import Brink, Town, settle
from tests.journeys.desks import Desk
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter, said
from tests.journeys.test_talk_access import too_small, violations

STORY = "Mijn chef leest mijn berichten voor in de kantine."
WHAT = "Dat er in de kantine wordt voorgelezen, en mijn naam"
LESS = "Dat er in de kantine wordt voorgelezen"
TO = "het hoofd van de afdeling"


@pytest.fixture(scope="module")
def brink(instance: Instance, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Brink:
    """A company of these journeys' own: other tests leave cases that look alike."""
    return settle(instance, chromium, tmp_path_factory.mktemp("reporters"), "brinkvragen")


def in_days(days: int) -> str:
    # As the browser beside this test, which lives where Django does.
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def open_story(desk: Desk, words: str) -> None:
    desk.unlock_again(words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.on("look-out")
    desk.press("Ik ben vrij: open het verhaal")
    desk.page.get_by_label("Jouw antwoord").wait_for()


def to_consents(desk: Desk) -> None:
    desk.page.get_by_role("button", name=re.compile("^Toestemming")).first.click()
    desk.on("guide-consents")


def ask(desk: Desk, what: str, to: str) -> None:
    desk.press("Toestemming vragen")
    desk.fill("Wat gaat er precies de zaak uit?", what)
    desk.fill("Aan wie?", to)
    desk.press("Vraag het de melder")
    expect(desk.page.get_by_text("Nog geen antwoord", exact=True)).to_be_visible()


def use(desk: Desk, what: str) -> None:
    desk.press("Ik gebruik dit")
    desk.fill("Wat vertel je?", what)
    desk.press("Schrijf dit gebruik op")


def look_again(desk: Desk, words: str, reason: str) -> None:
    """What came meanwhile is fetched; today names the case with its reason."""
    desk.unlock_again(words)
    desk.page.locator("[data-row]", has_text=reason).first.click()
    desk.page.get_by_label("Jouw antwoord").wait_for()
    to_consents(desk)


def back_to_consents(phone: Phone, brink: Brink, words: list[str]) -> None:
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")
    phone.tap(phone.page.get_by_role("button", name=re.compile("^Toestemming")))
    phone.on("consents")


@pytest.mark.mission("M21")
def test_given_narrowed_used_and_withdrawn_by_two_people(
    phone: Phone, desk: Desk, brink: Brink
) -> None:
    phone.open(f"{brink.instance.app_origin}/talk/#{brink.roster}")
    words = phone.write_to(brink.COUNSELLOR, STORY)
    open_story(desk, brink.roos.words)
    to_consents(desk)
    ask(desk, WHAT, TO)
    desk.examine()

    # Before the answer there is nothing to use.
    expect(desk.button("Ik gebruik dit")).to_have_count(0)

    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")
    expect(phone.page.get_by_text(f"Mag dit het gesprek uit? {WHAT}")).to_be_visible()
    phone.tap("Kijk en antwoord")
    phone.on("consents")
    phone.tap("Ja, maar minder")
    phone.page.get_by_label("Wat mag er verteld worden?").fill(LESS)
    phone.tap("Dit mag, en niet meer")
    expect(phone.page.get_by_text("Geldt nu", exact=True)).to_be_visible()

    # Beyond what was given: refused, with the words that do hold.
    look_again(desk, brink.roos.words, "Gaf vandaag toestemming.")
    use(desk, WHAT)
    alone = f"De toestemming is alleen hiervoor: {LESS}. En alleen voor: {TO}."
    expect(desk.page.get_by_text(alone)).to_be_visible()
    desk.fill("Wat vertel je?", LESS)
    desk.press("Schrijf dit gebruik op")
    expect(desk.page.get_by_text(re.compile("^Gebruikt op"))).to_have_count(1)
    desk.examine()

    back_to_consents(phone, brink, words)
    expect(phone.page.get_by_text(re.compile("^Gebruikt op"))).to_have_count(1)
    phone.tap("Neem het terug")
    phone.tap("Verstuur: ik neem het terug")
    expect(phone.page.get_by_text("Teruggenomen", exact=True)).to_be_visible()

    # The desk hasn't heard yet, and looks before it writes.
    use(desk, LESS)
    expect(desk.page.get_by_text(re.compile("De melder nam dit terug op"))).to_be_visible()
    expect(desk.page.get_by_text(re.compile("^Gebruikt op"))).to_have_count(1)

    desk.unlock_again(brink.roos.words)
    reason = "Weigerde vandaag toestemming, of nam die terug."
    expect(desk.page.get_by_text(reason).first).to_be_visible()


@pytest.mark.mission("M21")
def test_spoken_consent_is_contested_on_the_phone_and_counts_no_more(
    phone: Phone, desk: Desk, brink: Brink
) -> None:
    phone.open(f"{brink.instance.app_origin}/talk/#{brink.roster}")
    words = phone.write_to(brink.COUNSELLOR, STORY)
    open_story(desk, brink.roos.words)
    to_consents(desk)
    desk.press("Toestemming vragen")
    desk.fill("Wat gaat er precies de zaak uit?", WHAT)
    desk.fill("Aan wie?", TO)
    desk.choose("Zei ja, gesproken")
    desk.press("Noteer deze toestemming")
    expect(desk.page.get_by_text("Geldt nu", exact=True)).to_be_visible()
    expect(desk.page.get_by_text(re.compile("nog niet gezegd of dit klopt"))).to_be_visible()

    back_to_consents(phone, brink, words)
    phone.tap("Zeg of dit klopt")
    phone.on("conversation")
    heard = phone.page.locator(".talk-aside", has_text="Klopt dit?")
    expect(heard).to_contain_text("Toestemming gegeven")
    expect(heard).to_contain_text(WHAT)
    phone.tap("Nee, dat klopt niet")
    phone.tap("Verstuur: dit klopt niet")
    expect(heard).to_have_count(0)

    look_again(desk, brink.roos.words, "niet klopt")
    expect(desk.page.get_by_text("Nog geen antwoord", exact=True)).to_be_visible()
    expect(desk.button("Ik gebruik dit")).to_have_count(0)


@pytest.mark.mission("M21")
def test_a_client_that_lies_is_shown_to_the_reporter(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    view = town.noor.newest()
    until = in_days(28)
    request = said("consent-request", what=WHAT, to=TO, why="", until=until)
    asked = write(town, view["conversation"], request)
    lie = said("consent-used", item=asked, what=WHAT, to=TO, on=in_days(0))
    write(town, view["conversation"], lie)

    phone.come_back(town.return_address, words)
    phone.on("conversation")
    told = phone.page.get_by_text("Er is iets gebruikt zonder jouw toestemming.")
    expect(told).to_be_visible()
    phone.tap(phone.page.locator(".notice", has=told).get_by_role("button"))
    phone.on("consents")
    shown = phone.page.locator(".notice", has_text="Gebruikt zonder toestemming")
    expect(shown).to_contain_text("Noor de Wit")
    expect(shown).to_contain_text("Hiervoor was geen toestemming.")
    expect(shown).to_contain_text(WHAT)


def write(town: Town, conversation: str, statement: dict[str, Any]) -> str:
    """Writes past every screen; returns the id."""
    view = town.noor.tell("write", conversation=conversation, statements=[statement])
    written: str = view["statements"][-1]["id"]
    return written


@pytest.mark.mission("M21")
def test_consent_is_asked_by_keyboard_within_25_presses(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story=STORY)
    open_story(desk, brink.roos.words)
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        presses += 1
        desk.page.keyboard.press(key)

    row = desk.page.locator("[data-row]", has_text="Toestemming")
    desk.page.locator("h1").focus()
    while not row.evaluate("one => one === document.activeElement"):
        press("j")
    press("Enter")
    desk.on("guide-consents")
    button = desk.button("Toestemming vragen")
    while not button.evaluate("one => one === document.activeElement"):
        press("Tab")
    press("Enter")
    what = desk.page.get_by_label("Wat gaat er precies de zaak uit?")
    expect(what).to_be_focused()
    desk.page.keyboard.insert_text(WHAT)
    press("Tab")
    desk.page.keyboard.insert_text(TO)
    press("Enter")
    expect(desk.page.get_by_text("Nog geen antwoord", exact=True)).to_be_visible()
    assert presses <= 25
    kind, content = reporter.read(conversation)[-1]
    assert (kind, content["what"], content["to"]) == ("consent-request", WHAT, TO)
    assert content["until"] == in_days(28)


@pytest.mark.mission("M21")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_consents_passes_axe_on_a_phone(
    chromium: Browser, town: Town, scheme: Any
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="nl-NL",
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    phone = Phone(context)
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    until = in_days(28)
    for what in (WHAT, LESS):
        asked = write(
            town, conversation, said("consent-request", what=what, to=TO, why="", until=until)
        )
    write(town, conversation, said("consent-used", item=asked, what=LESS, to=TO, on=until))
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    phone.tap(phone.page.get_by_role("button", name=re.compile("^Toestemming")))
    phone.on("consents")
    phone.tap(phone.button("Ja, dit mag").first)
    expect(phone.page.get_by_text("Geldt nu", exact=True)).to_be_visible()
    phone.tap(phone.button("Neem het terug").first)
    phone.tap(phone.button("Ja, maar minder").first)
    assert violations(phone.page) == []
    assert too_small(phone.page) == []
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
