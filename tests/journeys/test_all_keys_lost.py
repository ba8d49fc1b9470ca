"""Nobody can open their keys any more: the list begins anew, and old posters say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.conftest import roster_of
from tests.journeys.desks import Desk, invite
from tests.journeys.phone import Phone

SLUG = "lindehof"


@pytest.fixture
def writer(chromium: Browser) -> Iterator[Phone]:
    """Somebody else's telephone."""
    with Phone.borrow(chromium, "nl-NL") as writer:
        yield writer


@pytest.mark.mission("M36")
def test_a_list_begins_anew_and_the_old_poster_asks_to_call_first(
    chromium: Browser, phone: Phone, writer: Phone, instance: Instance
) -> None:
    instance.luwte("organisation", "add", "--name", "Lindehof Zorg", "--sector", "care", SLUG)
    with Desk.at(chromium, instance) as desk:
        desk.arrive(invite(instance, SLUG, "Mirre Blom"))
        old = roster_of(instance, SLUG)
        writer.open(f"{instance.app_origin}/talk/#{old}")
        writer.prepare("Mirre Blom", "Dit mag niet verloren gaan.")
        desk.go("Instellingen")
        desk.page.get_by_text("Lijst van vertrouwenspersonen", exact=True).click()
        desk.on("settings-organisation")
        in_fours = " ".join(re.findall("....", old))
        expect(desk.page.get_by_text(in_fours)).to_be_visible()
        desk.page.get_by_text("Alle sleutels zijn kwijt").click()
        desk.page.get_by_label("Ik vroeg het elke collega.").check()
        desk.examine()
        desk.press("Begin de lijst opnieuw")
        expect(desk.page.get_by_text("Deze lijst is opnieuw begonnen.")).to_be_visible()
    new = roster_of(instance, SLUG)
    assert new != old

    phone.open(f"{instance.app_origin}/talk/#{old}")
    assert_call_first(phone)
    assert phone.button("Schrijven").count() == 0
    go_on_after_calling(phone)
    phone.tap("Schrijven")
    phone.on("subject")

    # Whoever was writing meanwhile hears of it at the moment of sending, and loses nothing.
    writer.tap("Verstuur")
    assert_call_first(writer)
    go_on_after_calling(writer)
    writer.tap("Verstuur")
    writer.on("sent")
    expect(writer.page.get_by_text("Mirre Blom").first).to_be_visible()


def assert_call_first(phone: Phone) -> None:
    expect(phone.page.get_by_role("heading", name="Bel voordat je schrijft")).to_be_visible()
    expect(phone.page.get_by_role("alert")).to_contain_text("vervangen")


def go_on_after_calling(phone: Phone) -> None:
    phone.tap(phone.page.get_by_label("Ik heb gebeld, en het klopt."))
    phone.tap("Ga verder met de nieuwe lijst")
