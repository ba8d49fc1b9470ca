"""Which provider may sign for a list is confirmed by phone: until then only the server says it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.desks import Desk, invite

BUREAU, CLIENT = "luisterbureau", "lindehoeve"


def to_the_list(desk: Desk, name: str) -> None:
    desk.page.get_by_text(name, exact=True).click()
    desk.on("settings-organisation")


def words_on(desk: Desk) -> list[str]:
    shown = desk.page.locator(".desk-words li")
    expect(shown).to_have_count(8)
    return shown.all_inner_texts()


@pytest.mark.mission("M36")
def test_a_provider_is_named_once_its_words_were_heard(
    chromium: Browser, instance: Instance
) -> None:
    add = ("organisation", "add")
    instance.luwte(*add, BUREAU, "--name", "Luisterbureau", "--kind", "provider")
    instance.luwte(*add, CLIENT, "--name", "Lindehoeve", "--provider", BUREAU)
    with (
        Desk.at(chromium, instance) as outside,
        Desk.at(chromium, instance) as desk,
    ):
        outside.arrive(invite(instance, BUREAU, "Iris Maan"))
        desk.arrive(invite(instance, CLIENT, "Mirre Blom"))
        confirm = desk.page.get_by_text("Jullie bureau is nog niet bevestigd.", exact=False)
        expect(confirm.first).to_be_visible()
        desk.press("Naar jullie lijst")
        desk.on("settings-organisation")
        desk.examine()
        outside.go("Instellingen")
        to_the_list(outside, "Lijst van vertrouwenspersonen")
        outside.examine()
        assert words_on(outside) == words_on(desk)
        expect(desk.button("Bevestig dit bureau")).to_have_count(0)
        desk.page.get_by_label("Ik hoorde alle acht woorden, en ze zijn hetzelfde.").check()
        desk.press("Bevestig dit bureau")
        expect(
            desk.page.get_by_text("Jullie bureau is bevestigd.", exact=False).first
        ).to_be_visible()
        expect(confirm).to_have_count(0)
        desk.go("Vandaag")
        desk.on("today")
        expect(confirm).to_have_count(0)
