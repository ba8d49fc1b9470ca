"""Colleagues sign each other onto the list and off it; running conversations go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Instance
from tests.journeys.beside import arrive_beside
from tests.journeys.conftest import roster_of
from tests.journeys.desks import Desk, invite
from tests.journeys.reporters import Reporter, build_reporter

SLUG = "kastanjehof"
ANNA, BERT, CEES = "Anna Kolk", "Bert Vliet", "Cees Donk"


def person(page: Page, name: str) -> Locator:
    return page.locator(".person").filter(has_text=name)


@pytest.mark.mission("M36")
@pytest.mark.mission("M44")
def test_two_colleagues_end_a_third_and_a_running_conversation_goes_on(
    chromium: Browser, instance: Instance, tmp_path: Path
) -> None:
    instance.luwte("organisation", "add", "--name", "Kastanjehof", "--sector", "care", SLUG)
    with (
        Desk.at(chromium, instance) as anna,
        Desk.at(chromium, instance, narrow=True) as bert,
        Desk.at(chromium, instance) as cees,
    ):
        annas = anna.arrive(invite(instance, SLUG, ANNA)).words
        berts = arrive_beside((anna, annas, ANNA), bert, invite(instance, SLUG, BERT), BERT).words
        ceess = arrive_beside((anna, annas, ANNA), cees, invite(instance, SLUG, CEES), CEES).words
        with Reporter.of(build_reporter(tmp_path), instance) as reporter:
            conversation = reporter.begin(
                roster_of(instance, SLUG), CEES, about="", story="Mag ik je iets vragen?"
            )

            anna.unlock_again(annas)
            anna.go("Collega's")
            anna.press(f"{CEES} van de lijst halen")
            anna.examine()
            dialog = anna.page.get_by_role("dialog")
            expect(dialog.get_by_text("er eindigt nog niets")).to_be_visible()
            dialog.get_by_role("button", name="Dit ondertekenen").click()
            expect(person(anna.page, CEES).get_by_text("Nog iemand moet tekenen")).to_be_visible()
            expect(anna.button(f"{CEES} van de lijst halen")).to_have_count(0)

            bert.unlock_again(berts)
            bert.go("Instellingen")
            bert.page.get_by_role("button").filter(has_text="Collega's").first.click()
            expect(person(bert.page, CEES).get_by_text(ANNA).first).to_be_visible()
            bert.examine()
            bert.press(f"{CEES} van de lijst halen")
            dialog = bert.page.get_by_role("dialog")
            expect(dialog.get_by_text("eindigt het meteen")).to_be_visible()
            dialog.get_by_role("button", name="Dit ondertekenen").click()
            expect(person(bert.page, CEES)).to_have_count(0)

            cees.unlock_again(ceess)
            cees.page.get_by_text("Iemand koos jou").first.click()
            cees.press("Ik ben vrij: open het verhaal")
            cees.fill("Jouw antwoord", "Natuurlijk, vraag maar.")
            cees.press("Verstuur")
            expect(cees.page.get_by_label("Jouw antwoord")).to_have_value("")
            said = [content.get("text") for _, content in reporter.read(conversation)]
            assert "Natuurlijk, vraag maar." in said
            cees.go("Nieuwe zaak")
            expect(cees.page.get_by_text("Je hebt nu geen rol")).to_be_visible()
            cees.examine()

        bert.press("Deze lijst verlaten")
        dialog = bert.page.get_by_role("dialog")
        dialog.get_by_role("button", name="Dit ondertekenen").click()
        expect(bert.page.locator(".told")).to_contain_text("Je staat niet meer op deze lijst.")
        anna.unlock_again(annas)
        anna.go("Collega's")
        expect(person(anna.page, ANNA)).to_be_visible()
        expect(anna.button("Deze lijst verlaten")).to_have_count(0)


@pytest.mark.mission("M22")
def test_who_lost_every_way_in_is_told_how_to_begin_again(
    chromium: Browser, instance: Instance
) -> None:
    slug = "beukenlaan"
    instance.luwte("organisation", "add", "--name", "Beukenlaan", "--sector", "care", slug)
    with Desk.at(chromium, instance, narrow=True) as desk:
        desk.arrive(invite(instance, slug, "Dora Prins"))
        desk.press("Op slot")
        desk.on("unlock-phrase")
        desk.examine()
        desk.press("Ik ben alles kwijt wat mijn sleutels opent")
        desk.on("all-lost")
        expect(desk.page.get_by_text("opnieuw met een ander e-mailadres")).to_be_visible()
        desk.examine()
