"""Notes for oneself: kept, changed, deleted, found back, and one of them shared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.conftest import Town
from tests.journeys.moving_on import logs, sweep_on
from tests.journeys.phone import Phone
from tests.journeys.test_talk_access import examined, too_small, violations

__all__ = ["examined"]

STORY = "Er wordt in het overleg om mij gelachen."
FIRST = "Hij deed me na toen ik de koffie haalde."
SECOND = "Niemand zei iets. Ik at alleen."
THIRD = "Vandaag niets gezegd in het overleg."
LATER = "Hij deed me na, en Jos zag het ook."


def note_with(phone: Phone, text: str) -> Locator:
    return phone.page.locator(".note", has_text=text)


def write_down(phone: Phone, text: str, on: str = "") -> None:
    phone.type_into("Wat wil je onthouden?", text)
    if on:
        phone.page.get_by_label("Wanneer was het? (mag leeg blijven)").fill(on)
    phone.tap("Deze notitie bewaren")
    expect(note_with(phone, text)).to_be_visible()
    expect(phone.page.get_by_label("Wat wil je onthouden?")).to_have_value("")


def to_notes(phone: Phone) -> None:
    phone.on("conversation")
    phone.tap("Mijn notities")
    phone.on("notebook")


def sees(town: Town) -> list[Any]:
    """What the counsellor reads of the newest conversation."""
    return [
        (one["kind"], one["content"].get("text"))
        for one in town.noor.newest()["statements"]
        if one["kind"] == "message"
    ]


def is_sound(phone: Phone) -> None:
    assert violations(phone.page) == []
    assert too_small(phone.page) == []
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.mission("M10")
@pytest.mark.mission("M22")
def test_three_notes_of_which_one_is_shared(examined: Phone, chromium: Browser, town: Town) -> None:
    phone = examined
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    to_notes(phone)
    is_sound(phone)
    for text, on in ((FIRST, "2026-03-02"), (SECOND, "2026-03-05"), (THIRD, "")):
        write_down(phone, text, on)
    expect(phone.page.locator(".note")).to_have_count(3)
    expect(phone.page.locator(".note").first).to_contain_text(THIRD)

    phone.tap(note_with(phone, FIRST).get_by_role("button", name="Wijzigen"))
    phone.type_into("Je notitie", LATER)
    phone.tap("Wijziging bewaren")
    expect(note_with(phone, LATER)).to_contain_text("Gewijzigd op")
    phone.tap(note_with(phone, SECOND).get_by_role("button", name="Weggooien"))
    phone.tap("Ja, weggooien")
    expect(phone.page.locator(".note")).to_have_count(2)
    is_sound(phone)
    assert sees(town) == [("message", STORY)]

    with Phone.borrow(chromium, "nl-NL") as other:
        other.come_back(town.return_address, words)
        to_notes(other)
        expect(other.page.locator(".note")).to_have_count(2)
        expect(other.page.get_by_text(SECOND)).to_have_count(0)
        share(other, LATER, STORY, town)
        replaced = replace_words(other)
    with Phone.borrow(chromium, "nl-NL") as third:
        third.come_back(town.return_address, replaced)
        to_notes(third)
        expect(third.page.locator(".note")).to_have_count(2)
        expect(note_with(third, LATER)).to_contain_text("Gedeeld met Noor de Wit op")
        destroy_all(third)
        write_down(third, THIRD)
        destroy_all(third)
        assert len(sees(town)) == 2


def share(phone: Phone, text: str, story: str, town: Town) -> None:
    phone.tap(note_with(phone, text).get_by_role("button", name="Delen"))
    shown = phone.page.locator(".note__sent")
    expect(shown).to_contain_text(text)
    read = shown.inner_text()
    phone.tap("Delen met Noor de Wit")
    expect(note_with(phone, text)).to_contain_text("Gedeeld met Noor de Wit op")
    assert sees(town) == [("message", story), ("message", read)]


def replace_words(phone: Phone) -> list[str]:
    phone.page.go_back()
    phone.on("conversation")
    phone.tap("Je zin en je rechten")
    phone.tap("Vervang mijn zin")
    words = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(words)
    phone.tap("Gebruik voortaan deze zin")
    phone.on("conversation")
    return words


def destroy_all(phone: Phone) -> None:
    phone.tap("Al mijn notities weggooien")
    phone.tap("Ja, alles weggooien")
    expect(phone.page.locator(".note")).to_have_count(0)
    expect(phone.page.get_by_text("Schrijf hier op wat er gebeurt, voor jezelf.")).to_be_visible()


def withdraw_everything(phone: Phone) -> None:
    phone.page.go_back()
    phone.on("conversation")
    phone.tap("Je zin en je rechten")
    phone.tap(phone.page.get_by_role("button", name="Trek alles in", exact=True))
    expect(phone.page.get_by_label("Ook mijn eigen notities")).to_be_checked()
    phone.tap("Ja, trek alles in")
    phone.on("conversation")


@pytest.mark.mission("M08")
def test_withdrawing_everything_takes_the_notes_along(
    phone: Phone, chromium: Browser, town: Town
) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    to_notes(phone)
    write_down(phone, FIRST)
    withdraw_everything(phone)
    to_notes(phone)
    expect(phone.page.get_by_text("Je hebt je notities ingetrokken.")).to_be_visible()
    expect(phone.page.get_by_label("Wat wil je onthouden?")).to_have_count(0)

    with Phone.borrow(chromium, "nl-NL") as other:
        other.come_back(town.return_address, words)
        other.on("conversation")
        other.tap("Draai het terug")
        to_notes(other)
        write_down(other, SECOND)
        expect(other.page.locator(".note")).to_have_count(2)
        withdraw_everything(other)
    sweep_on(town.instance, datetime.now(UTC).date() + timedelta(days=5))
    with Phone.borrow(chromium, "nl-NL") as later:
        later.come_back(town.return_address, words)
        later.on("conversations")
        expect(later.page.get_by_text("is een gesprek vernietigd")).to_be_visible()
        later.tap("Mijn notities")
        expect(later.page.get_by_text("Je notities zijn vernietigd.")).to_be_visible()
        expect(later.page.locator(".note")).to_have_count(0)
    assert logs(town.instance, "notebook") == 0
