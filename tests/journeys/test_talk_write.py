"""A reporter writes from a phone, gets an answer, and finds the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone

STORY = "Sinds maart word ik elke week buiten het overleg gehouden."


@pytest.mark.mission("M01")
@pytest.mark.mission("M08")
def test_a_first_message_takes_at_most_twelve_taps(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    assert phone.taps <= 12
    view = town.noor.newest()
    told = {one["kind"]: one["content"] for one in view["statements"]}
    assert told["message"]["text"] == STORY
    assert [one["kind"] for one in view["statements"]][:3] == [
        "exceptions-read",
        "consent-to-keep",
        "look-out",
    ]
    assert told["exceptions-read"]["position"] == "internal"
    assert view["refusals"] == []


@pytest.mark.mission("M01")
def test_the_address_keeps_no_trace_of_the_organisation(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.on("start")
    assert phone.page.url == f"{town.instance.app_origin}/talk/"
    assert phone.page.title() == "Start"
    assert phone.context.cookies() == []
    assert phone.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.mission("M08")
def test_the_answer_is_read_on_another_device(phone: Phone, chromium: Browser, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    town.noor.answer(town.noor.newest()["conversation"], "Wat fijn dat je schrijft.")
    with Phone.borrow(chromium, "nl-NL") as other:
        other.come_back(town.return_address, words)
        other.on("conversation")
        expect(other.page.get_by_text("Wat fijn dat je schrijft.")).to_be_visible()
        other.type_into("Je bericht", "Dank je. Ik denk erover na.")
        other.tap("Verstuur")
        expect(other.page.get_by_label("Je bericht")).to_have_value("")
        expect(other.page.get_by_text("Verstuurd. Je bericht staat hierboven.")).to_be_visible()
    texts = [
        one["content"]["text"]
        for one in town.noor.newest()["statements"]
        if one["kind"] == "message"
    ]
    assert texts == [STORY, "Wat fijn dat je schrijft.", "Dank je. Ik denk erover na."]


@pytest.mark.mission("M08")
def test_the_phrase_works_on_a_page_in_another_language(
    phone: Phone, english_phone: Phone, town: Town
) -> None:
    phone.open(town.address)
    words = phone.write_to("Bas Verhoeven", STORY)
    english_phone.open(town.return_address)
    english_phone.page.get_by_label("Your eight words").fill("  ".join(words).upper())
    english_phone.tap("Open")
    english_phone.on("conversation")
    expect(english_phone.page.get_by_text(STORY)).to_be_visible()


@pytest.mark.mission("M08")
def test_the_phrase_cannot_be_clicked_past(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    page = phone.page
    for name in ("Schrijven", "Sla dit over", "Sla dit over", "Kies Noor de Wit"):
        phone.tap(name)
    phone.tap("Ik heb dit gelezen")
    phone.agree()
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    phone.tap("Ga verder")
    phone.words()
    phone.tap("Ik heb de woorden bewaard")
    town.noor.tell("list")
    phone.type_back(["fout"] * 8)
    phone.tap("Verstuur")
    expect(page.get_by_text(re.compile("Dit is niet woord"))).to_have_count(3)
    phone.on("send")
    assert town.noor.tell("list") == []


@pytest.mark.mission("M24")
def test_refusing_consent_stores_nothing_and_gives_numbers(phone: Phone, town: Town) -> None:
    requests: list[str] = []
    phone.page.on("request", lambda request: requests.append(request.url))
    phone.open(town.address)
    for name in ("Schrijven", "Sla dit over", "Sla dit over", "Kies Noor de Wit"):
        phone.tap(name)
    phone.tap("Ik heb dit gelezen")
    phone.tap("Nee, bewaar niets")
    phone.on("refused")
    expect(phone.page.get_by_role("link", name="06 00 00 00 01").first).to_be_visible()
    assert [one for one in requests if "create" in one or "uploads" in one] == []


@pytest.mark.mission("M23")
def test_the_exceptions_fit_the_counsellor_who_was_chosen(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    for name in ("Schrijven", "Sla dit over", "Sla dit over", "Kies Noor de Wit"):
        phone.tap(name)
    civil_servant = phone.page.get_by_role("heading", name=re.compile("ambtenaar"))
    expect(civil_servant).to_be_visible()
    phone.page.go_back()
    phone.tap("Kies Bas Verhoeven")
    phone.on("exceptions")
    expect(phone.page.locator(".talk-exception").first).to_be_visible()
    expect(civil_servant).to_have_count(0)
