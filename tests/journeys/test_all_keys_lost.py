"""Nobody can open their keys any more: the list begins anew, and old posters say so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.conftest import roster_of
from tests.journeys.desks import Desk, invite
from tests.journeys.phone import Phone

SLUG = "lindehof"


@pytest.mark.mission("M36")
def test_a_list_begins_anew_and_the_old_poster_asks_to_call_first(
    chromium: Browser, phone: Phone, instance: Instance
) -> None:
    instance.luwte("organisation", "add", "--name", "Lindehof Zorg", "--sector", "care", SLUG)
    with Desk.at(chromium, instance) as desk:
        desk.arrive(invite(instance, SLUG, "Mirre Blom"))
        old = roster_of(instance, SLUG)
        desk.go("Instellingen")
        desk.page.get_by_text("Lijst van vertrouwenspersonen", exact=True).click()
        desk.on("settings-organisation")
        expect(desk.page.get_by_text(old)).to_be_visible()
        desk.page.get_by_text("Alle sleutels zijn kwijt").click()
        desk.page.get_by_label("Ik vroeg het elke collega.").check()
        desk.examine()
        desk.press("Begin de lijst opnieuw")
        expect(desk.page.get_by_text("Deze lijst is opnieuw begonnen.")).to_be_visible()
    new = roster_of(instance, SLUG)
    assert new != old

    phone.open(f"{instance.app_origin}/talk/#{old}")
    expect(phone.page.get_by_role("heading", name="Bel voordat je schrijft")).to_be_visible()
    expect(phone.page.get_by_role("alert")).to_contain_text("vervangen")
    assert phone.button("Schrijven").count() == 0
    phone.tap(phone.page.get_by_label("Ik heb gebeld, en het klopt."))
    phone.tap("Ga verder met de nieuwe lijst")
    phone.tap("Schrijven")
    phone.on("subject")
