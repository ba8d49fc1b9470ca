"""A page that somebody walked away from closes itself, and loses nothing they can come back to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone

STORY = "Sinds maart word ik elke week buiten het overleg gehouden."
UNSENT = "Gisteren gebeurde het weer, en ik"


def wait(phone: Phone, clock: str) -> None:
    """The page's clock runs on by so much while nobody does anything."""
    phone.page.clock.fast_forward(clock)


@pytest.mark.mission("M22")
def test_a_conversation_closes_itself_and_what_was_typed_comes_back_with_the_words(
    phone: Phone, town: Town
) -> None:
    phone.page.clock.install()
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    phone.page.get_by_label("Je bericht", exact=True).fill(UNSENT)

    wait(phone, "09:10")
    warning = phone.page.get_by_role("alert").filter(has_text="Ben je er nog?")
    expect(warning).to_be_visible()
    phone.page.keyboard.press("Shift")
    expect(warning).to_have_count(0)
    wait(phone, "08:00")
    phone.on("conversation")

    wait(phone, "10:10")
    phone.on("return")
    expect(phone.page.get_by_text("Deze pagina ging vanzelf dicht.")).to_be_visible()
    everything = phone.page.locator("html").inner_html()
    assert STORY not in everything
    assert UNSENT not in everything
    kept = "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
    assert phone.page.evaluate(kept) == "{}{}"

    phone.page.get_by_label("Je acht woorden").fill(" ".join(words))
    phone.tap("Open")
    phone.on("conversation")
    expect(phone.page.get_by_text(STORY)).to_be_visible()
    expect(phone.page.get_by_label("Je bericht", exact=True)).to_have_value(UNSENT)


@pytest.mark.mission("M08")
def test_a_first_story_without_a_phrase_is_covered_and_never_thrown_away(
    phone: Phone, town: Town
) -> None:
    phone.page.clock.install()
    phone.open(town.address)
    phone.on("start")
    phone.tap("Schrijven")
    phone.tap("Sla dit over")
    phone.tap("Het overkwam mij")
    phone.tap("Kies Noor de Wit")
    phone.tap("Ik heb dit gelezen")
    phone.on("consent")
    phone.agree()
    story = phone.page.get_by_label("Je verhaal voor Noor de Wit", exact=True)
    story.fill(STORY)
    wait(phone, "09:10")
    story.press("End")
    wait(phone, "09:10")
    expect(story).to_be_visible()

    wait(phone, "59:00")
    phone.on("covered")
    expect(story).to_be_hidden()
    phone.tap("Verder waar ik was")
    expect(story).to_have_value(STORY)

    wait(phone, "10:10")
    phone.tap("Gooi weg wat ik schreef")
    phone.on("start")
    assert STORY not in phone.page.locator("html").inner_html()


@pytest.mark.mission("M08")
def test_a_story_with_a_phrase_that_was_kept_comes_back_with_that_phrase(
    phone: Phone, town: Town
) -> None:
    phone.page.clock.install()
    phone.open(town.address)
    phone.prepare("Noor de Wit", STORY)
    phone.tap("Terug")
    phone.tap("Terug")
    phone.on("story")
    phone.tap("Bewaar een kladversie op dit toestel")
    words = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.on("check")
    phone.type_back(words)
    phone.tap("Terug naar mijn verhaal")
    phone.on("story")

    wait(phone, "10:10")
    phone.on("return")
    assert STORY not in phone.page.locator("html").inner_html()
    phone.page.get_by_label("Je acht woorden").fill(" ".join(words))
    phone.tap("Open")
    phone.on("story")
    story = phone.page.get_by_label("Je verhaal voor Noor de Wit", exact=True)
    expect(story).to_have_value(STORY)
    phone.tap("Ga verder")
    phone.tap("Verstuur")
    phone.on("sent")


@pytest.mark.mission("M01")
def test_a_page_on_which_nothing_was_typed_stays_open(phone: Phone, town: Town) -> None:
    phone.page.clock.install()
    phone.open(town.address)
    phone.on("start")
    wait(phone, "59:00")
    phone.on("start")
